//! The widgets: how they look, and that they do what a hand or a keyboard asks.

mod chart;
mod fields;
mod grid;

use egui::{Theme, Ui, vec2};
use egui_kittest::Harness;
use lunxun::ui::icons::Icon;
use lunxun::ui::theme::{ROW_HEIGHT, Tone, palette};
use lunxun::ui::widgets::{
    Field, SearchLook, SearchText, bare_checkbox, button, card, card_title, checkbox, chip, danger_button, icon_button,
    link, menu_button, note, page_header, primary_button, primary_button_with, progress, search_field, segmented,
    select, tabs,
};
use lunxun::words::widgets::ZH;

use crate::support::raster::harness;

struct Gallery {
    search: SearchText,
    typed: SearchText,
    tab: usize,
    segment: usize,
    measure: usize,
    checked: bool,
    name: String,
    n_places: i64,
    cost_fen: i64,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            search: SearchText::default(),
            typed: SearchText::new("lj"),
            tab: 2,
            segment: 1,
            measure: 0,
            checked: true,
            name: "书记轮训第 8 期".to_owned(),
            n_places: 50,
            cost_fen: 12_345_600,
        }
    }
}

const MODES: [(&str, Tone); 9] = [
    ("党校集中", Tone::PartySchool),
    ("远程教育", Tone::Remote),
    ("参观考察", Tone::FieldVisit),
    ("大讲堂", Tone::LectureHall),
    ("草稿", Tone::Neutral),
    ("已结业", Tone::Good),
    ("缺经费", Tone::Warn),
    ("超员", Tone::Bad),
    ("当前", Tone::Accent),
];

fn gallery_ui(ui: &mut Ui, gallery: &mut Gallery) {
    page_header(
        ui,
        "总览",
        "截至 6 月 28 日，全年已过 49% · 已训 11,150 / 应训 21,442 人 = 52.0%",
        |ui| {
            button(ui, "导出看板");
            select(ui, "口径：", &["覆盖率（去重人数）", "学时"], &mut gallery.measure);
        },
    );
    ui.horizontal(|ui| {
        primary_button(ui, "起草全年方案");
        primary_button_with(ui, Icon::Plus, "新班次");
        button(ui, "导入…");
        danger_button(ui, "删除示例");
        menu_button(ui, "导出", |_| {});
        icon_button(ui, Icon::Undo, "撤销");
        icon_button(ui, Icon::Redo, "重做");
        ui.add_enabled_ui(false, |ui| button(ui, "不可用"));
        link(ui, "去处理");
    });
    ui.horizontal(|ui| {
        let look = SearchLook {
            name: "全局搜索",
            placeholder: "搜索人员、班次、支部（支持拼音首字母）",
            width: 360.0,
            shortcut: "Ctrl K",
        };
        search_field(ui, &mut gallery.search, &look, &ZH);
        let look = SearchLook { name: "搜索人员", placeholder: "", width: 180.0, shortcut: "" };
        search_field(ui, &mut gallery.typed, &look, &ZH);
        segmented(ui, &["周", "月", "全年", "场地"], &mut gallery.segment);
    });
    ui.horizontal(|ui| {
        for (text, tone) in MODES {
            chip(ui, text, tone);
        }
    });
    tabs(ui, &["基本信息", "学员 50", "考勤", "经费", "资料"], &mut gallery.tab);
    ui.horizontal_top(|ui| {
        progress_cards_ui(ui);
    });
    ui.horizontal_top(|ui| {
        Field::new("班次名称").width(200.0).text_ui(ui, &mut gallery.name);
        Field::new("名额").width(90.0).number_ui(ui, &mut gallery.n_places, 1..=2000, &ZH);
        Field::new("预算（元）").width(140.0).money_ui(ui, &mut gallery.cost_fen, &ZH);
        Field::new("地点")
            .width(160.0)
            .hint("例如 区委党校")
            .error(Some("这一天已被占用"))
            .text_ui(ui, &mut String::new());
        ui.vertical(|ui| {
            ui.add_space(ROW_HEIGHT - 8.0);
            ui.horizontal(|ui| {
                checkbox(ui, &mut gallery.checked, "只看未完成");
                bare_checkbox(ui, &mut gallery.checked, "选择第 1 行");
                bare_checkbox(ui, &mut false, "选择第 2 行");
            });
        });
    });
    ui.horizontal(|ui| {
        for icon in Icon::ALL {
            let (rect, _) = ui.allocate_exact_size(vec2(22.0, 22.0), egui::Sense::hover());
            icon.paint(ui.painter(), rect.shrink(3.0), palette(ui).text);
        }
    });
}

fn progress_cards_ui(ui: &mut Ui) {
    let palette = palette(ui);
    let cards = [
        ("支部书记轮训", "59.6%", 0.596, palette.accent, "进度领先 10.3 个百分点", palette.good),
        ("致富带头人", "46.8%", 0.468, palette.accent, "落后进度 2.5 个百分点", palette.bad),
        ("经费", "52.3%", 0.523, palette.money, "人均 61 元 · 预计全年 132.3 万", palette.bad),
    ];
    for (title, figure, share, color, text, text_color) in cards {
        ui.allocate_ui(vec2(280.0, 130.0), |ui| {
            card(ui, |ui| {
                ui.set_width(250.0);
                card_title(ui, title);
                ui.label(egui::RichText::new(figure).font(lunxun::ui::fonts::bold(28.0)));
                progress(ui, &format!("{title} {figure}"), share, Some(0.493), color);
                ui.colored_label(text_color, egui::RichText::new(text).size(12.0));
                note(ui, "按已排班次预计");
            });
        });
    }
}

fn gallery(chosen: Theme) -> Harness<'static, Gallery> {
    harness([1000.0, 560.0], chosen).build_ui_state(gallery_ui, Gallery::default())
}

#[test]
fn the_widgets_look_as_designed_in_light() {
    gallery(Theme::Light).snapshot("kit_light");
}

#[test]
fn the_widgets_look_as_designed_in_dark() {
    gallery(Theme::Dark).snapshot("kit_dark");
}
