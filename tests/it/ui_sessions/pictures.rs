//! How the page looks.

use egui::Theme;
use egui_kittest::SnapshotResults;
use lunxun::app::SessionTab;
use lunxun::model::MarkKind;
use lunxun::words::Lang;

use super::{Class, Desk, class, window_in};
use crate::support::district::District;

/// The class as in the middle of its last day.
fn half_marked() -> Class {
    let mut class = class();
    let mut d = District { ws: class.ws.clone(), ..District::new() };
    d.mark(class.id, &class.people, &[0, 1, 2, 3], MarkKind::Present);
    d.mark(class.id, &class.people[..6], &[4, 5], MarkKind::Present);
    d.mark(class.id, &class.people[1..2], &[2], MarkKind::Late);
    d.mark(class.id, &class.people[2..3], &[4, 5], MarkKind::Sick);
    d.mark(class.id, &class.people[4..5], &[1], MarkKind::Absent);
    class.ws = d.ws;
    class
}

fn picture(tab: SessionTab, theme: Theme, lang: Lang, name: &str) -> SnapshotResults {
    let class = half_marked();
    let mut desk = Desk::new(class.ws);
    desk.lang = lang;
    desk.page.open(class.id, tab);
    let mut window = window_in(desk, theme);
    window.run();
    window.snapshot(name);
    window.take_snapshot_results()
}

#[test]
fn the_attendance_looks_as_designed() {
    let mut results = picture(SessionTab::Attendance, Theme::Light, Lang::Zh, "sessions_attendance_light");
    results.extend(picture(SessionTab::Attendance, Theme::Light, Lang::En, "sessions_attendance_english"));
    results.extend(picture(SessionTab::Attendance, Theme::Dark, Lang::Zh, "sessions_attendance_dark"));
}

#[test]
fn the_other_tabs_look_calm() {
    let mut results = picture(SessionTab::Basics, Theme::Light, Lang::Zh, "sessions_basics_light");
    results.extend(picture(SessionTab::Enrolment, Theme::Light, Lang::Zh, "sessions_enrolment_light"));
    results.extend(picture(SessionTab::Basics, Theme::Dark, Lang::Zh, "sessions_basics_dark"));
    results.extend(picture(SessionTab::Enrolment, Theme::Dark, Lang::Zh, "sessions_enrolment_dark"));
    results.extend(picture(SessionTab::Costs, Theme::Dark, Lang::Zh, "sessions_costs_dark"));
    results.extend(picture(SessionTab::Costs, Theme::Light, Lang::Zh, "sessions_costs_light"));
}
