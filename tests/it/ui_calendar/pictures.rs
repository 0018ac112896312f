//! How the calendar looks, with the sample year.

use egui::Theme;
use egui_kittest::SnapshotResults;
use lunxun::app::CalendarView;

use super::show;
use crate::support::district::day;
use crate::support::window::Desk;

fn pictures(size: [f32; 2], scale: f32, theme: Theme, suffix: &str) -> SnapshotResults {
    let mut desk = Desk::sized(size, scale, theme);
    desk.open_new(&lunxun::demo::district(1));
    let names = ["week", "month", "year", "venues", "trainers"];
    for (layout, name) in CalendarView::ALL.into_iter().zip(names) {
        show(&mut desk, layout, day(7, 24));
        desk.harness.snapshot(format!("calendar_{name}{suffix}"));
    }
    desk.harness.take_snapshot_results()
}

#[test]
fn every_layout_is_whole_on_the_smallest_screen() {
    let results = pictures([1366.0, 768.0], 1.0, Theme::Light, "");
    drop(results);
}

#[test]
fn every_layout_in_the_dark() {
    let results = pictures([1366.0, 768.0], 1.0, Theme::Dark, "_dark");
    drop(results);
}

#[test]
fn every_layout_at_one_and_a_half_times_the_size() {
    let results = pictures([1280.0, 720.0], 1.5, Theme::Light, "_150");
    drop(results);
}
