//! The chart of the year.

use chrono::NaiveDate;
use egui::{Align, Layout, Theme, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use lunxun::ui::charts::{Series, SeriesColor, YearChart};
use lunxun::ui::raster::picture;
use lunxun::ui::widgets::{card, card_title};
use lunxun::ui::{fonts, theme};
use lunxun::words::widgets::ZH;

use crate::support::raster::harness;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2012, month, day).expect("a day that exists")
}

fn chart_ui(ui: &mut Ui) {
    let month_ends = |shares: &[(u32, u32, f32)]| -> Vec<(NaiveDate, f32)> {
        shares.iter().map(|&(month, of, share)| (day(month, of), share)).collect()
    };
    let mut people = month_ends(&[
        (1, 1, 0.0),
        (2, 1, 0.04),
        (3, 1, 0.13),
        (4, 1, 0.24),
        (5, 1, 0.36),
        (6, 1, 0.395),
        (6, 28, 0.52),
    ]);
    let planned = month_ends(&[(8, 10, 0.62), (9, 10, 0.71), (10, 8, 0.73), (11, 12, 0.86), (12, 31, 0.968)]);
    let money: Vec<_> = people.iter().map(|&(day, share)| (day, share * 0.97)).collect();
    if let Some(last) = people.last_mut() {
        last.1 = 0.52;
    }
    let percent = |share: f32| format!("{:.1}%", share * 100.0);
    let yuan = |share: f32| format!("{:.2} 万", share * 130.0);
    let series = [
        Series {
            name: "已完成",
            color: SeriesColor::People,
            reached: &people,
            planned: &planned,
            band: &[],
            planned_name: "按已排班次预计",
            end_label: "年底预计 96.8%",
            describe: &percent,
        },
        Series {
            name: "经费",
            color: SeriesColor::Money,
            reached: &money,
            planned: &[],
            band: &[],
            planned_name: "",
            end_label: "",
            describe: &yuan,
        },
    ];
    let chart = YearChart {
        name: "覆盖率与经费：52.0%，68 万",
        year: 2012,
        series: &series,
        seasons: &[day(5, 1)..=day(6, 1), day(9, 6)..=day(10, 5)],
        seasons_name: "农忙",
        today: Some(day(6, 28)),
        today_label: "52.0%　68 万",
    };
    card(ui, |ui| {
        let row = vec2(ui.available_width(), 22.0);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            chart.legend_ui(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| card_title(ui, "覆盖率与经费"));
        });
        let height = ui.available_height() - 14.0;
        chart.ui(ui, height, &ZH);
    });
}

fn chart(theme: Theme) -> Harness<'static> {
    harness([736.0, 316.0], theme).build_ui(chart_ui)
}

#[test]
fn the_chart_looks_as_designed_in_light() {
    chart(Theme::Light).snapshot("kit_chart_light");
}

#[test]
fn the_chart_looks_as_designed_in_dark() {
    chart(Theme::Dark).snapshot("kit_chart_dark");
}

/// What the chart says where the pointer stands, as a share of its width.
fn said_at(share: f32) -> Vec<String> {
    let mut harness = chart(Theme::Light);
    let rect = harness.get_by_label("覆盖率与经费：52.0%，68 万").rect();
    harness.hover_at(egui::pos2(rect.left() + rect.width() * share, rect.center().y));
    harness.run_steps(4);
    harness
        .query_all_by_role(egui::Role::Label)
        .filter_map(|node| node.value())
        .filter(|text| ["2012-", "已完成 ", "按已排班次预计 ", "经费 "].iter().any(|start| text.starts_with(start)))
        .collect()
}

#[test]
fn the_pointer_reads_the_figures_of_a_day() {
    let said = said_at(0.3);
    assert_eq!(said.len(), 3, "the day, people and money: {said:?}");
    assert!(said[1].starts_with("已完成 ") && said[1].ends_with('%'), "{said:?}");
    assert!(said[2].starts_with("经费 ") && said[2].ends_with('万'), "{said:?}");
}

#[test]
fn beyond_today_the_pointer_reads_what_is_planned() {
    let said = said_at(0.75);
    assert_eq!(said.len(), 2, "the day and the people planned; money has no plan: {said:?}");
    assert!(said[1].starts_with("按已排班次预计 ") && said[1].ends_with('%'), "{said:?}");
}

#[test]
fn a_picture_of_double_size_has_four_times_the_pixels() {
    let setup = |ctx: &egui::Context| {
        fonts::install(ctx);
        theme::apply(ctx, Theme::Light.into());
    };
    let single = picture(vec2(400.0, 200.0), 1.0, setup, chart_ui);
    let double = picture(vec2(400.0, 200.0), 2.0, setup, chart_ui);
    assert_eq!((double.width, double.height), (2 * single.width, 2 * single.height));
    let bytes = double.to_png().expect("a picture of this size can be encoded");
    assert!(bytes.len() > 5_000, "there is something to see: {} bytes", bytes.len());
}
