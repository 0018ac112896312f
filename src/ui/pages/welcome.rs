//! The first page: the sample district, a new one, or a folder that is there.

use std::path::PathBuf;

use egui::{Align, Layout, RichText, ScrollArea, Sense, Ui, vec2};

use crate::app::{App, Command, Commands, NewDistrict};
use crate::model::Fen;
use crate::ui::fonts;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, Field, bare_card, card_title, note};
use crate::words::Lang;
use crate::words::shell::ShellWords;
use crate::words::welcome::WelcomeWords;
use crate::words::widgets::WidgetWords;

const WIDTH: f32 = 640.0;

/// The state of the welcome page.
#[derive(Default)]
pub struct WelcomePage {
    wizard: Option<Wizard>,
}

/// What has been typed into the wizard so far.
struct Wizard {
    district: String,
    year: i64,
    organiser: String,
    places: [i64; 3],
    ceiling_fen: i64,
    townships: String,
    has_tried: bool,
}

impl WelcomePage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, app: &App, commands: &mut Commands) {
        let words = WelcomeWords::of(app.lang());
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.12).max(16.0));
            ui.label(RichText::new(words.title).font(fonts::bold(34.0)));
            ui.label(RichText::new(words.subtitle).color(palette(ui).text_weak));
            ui.add_space(22.0);
            ui.allocate_ui_with_layout(vec2(WIDTH, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(WIDTH);
                self.ways_ui(ui, app, words, commands);
                ui.add_space(14.0);
                recent_ui(ui, app.recent(), words, commands);
                under_way_ui(ui, app);
            });
        });
        self.wizard_ui(ui, app.lang(), commands);
    }

    fn ways_ui(&mut self, ui: &mut Ui, app: &App, words: &WelcomeWords, commands: &mut Commands) {
        ui.spacing_mut().item_spacing.y = 10.0;
        if way_ui(ui, words.demo, words.demo_note, true) {
            commands.push(Command::MakeDemo);
        }
        if way_ui(ui, words.new, words.new_note, false) {
            self.wizard = Some(Wizard::new(words, app.today()));
        }
        if way_ui(ui, words.open, words.open_note, false) {
            commands.push(Command::AskOpen);
        }
    }

    fn wizard_ui(&mut self, ui: &Ui, lang: Lang, commands: &mut Commands) {
        let Some(wizard) = &mut self.wizard else { return };
        let (words, shell) = (WelcomeWords::of(lang), ShellWords::of(lang));
        let dialog = Dialog::new(words.wizard_title, words.create, shell.cancel).width(520.0);
        match dialog.show(ui.ctx(), |ui| wizard.fields_ui(ui, words, WidgetWords::of(lang))) {
            DialogAnswer::Open => {}
            DialogAnswer::Cancelled => self.wizard = None,
            DialogAnswer::Confirmed => {
                wizard.has_tried = true;
                if wizard.fault(words).is_none() {
                    commands.push(Command::AskNew(Box::new(wizard.district(words))));
                    self.wizard = None;
                }
            }
        }
    }
}

fn way_ui(ui: &mut Ui, title: &str, text: &str, is_first: bool) -> bool {
    let palette = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, 62.0), Sense::click());
    let (fill, ink, weak) = match (is_first, response.hovered()) {
        (true, false) => (palette.accent, palette.on_accent, palette.on_accent),
        (true, true) => (palette.accent_hover, palette.on_accent, palette.on_accent),
        (false, false) => (palette.card, palette.text, palette.text_weak),
        (false, true) => (palette.control_hover, palette.text, palette.text_weak),
    };
    let border = egui::Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, palette.border);
    ui.painter().rect(rect, 8.0, fill, border, egui::StrokeKind::Inside);
    let at = |y: f32| egui::pos2(rect.left() + 18.0, rect.top() + y);
    ui.painter().text(at(22.0), egui::Align2::LEFT_CENTER, title, fonts::bold(16.0), ink);
    ui.painter().text(at(44.0), egui::Align2::LEFT_CENTER, text, fonts::regular(SMALL), weak);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, title));
    response.clicked()
}

fn recent_ui(ui: &mut Ui, recent: &[PathBuf], words: &WelcomeWords, commands: &mut Commands) {
    card_title(ui, words.recent);
    if recent.is_empty() {
        note(ui, words.no_recent);
        return;
    }
    bare_card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for path in recent.iter().take(6) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, 34.0), Sense::click());
            let palette = palette(ui);
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, 4.0, palette.row_hover);
            }
            let y = rect.center().y;
            let at = egui::pos2(rect.left() + 14.0, y);
            let shown = ui.painter().text(at, egui::Align2::LEFT_CENTER, &name, fonts::regular(14.0), palette.text);
            let folder = path.parent().map(|parent| parent.to_string_lossy().into_owned()).unwrap_or_default();
            let at = egui::pos2(shown.right() + 14.0, y);
            let clip = ui.painter().with_clip_rect(rect.shrink2(vec2(8.0, 0.0)));
            clip.text(at, egui::Align2::LEFT_CENTER, folder, fonts::regular(NOTE), palette.text_weak);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if response.clicked() {
                commands.push(Command::Open(path.clone()));
            }
        }
    });
}

fn under_way_ui(ui: &mut Ui, app: &App) {
    let words = ShellWords::of(app.lang());
    for (name, permille) in app.under_way() {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.spinner();
            note(ui, &(words.working)(name, permille / 10));
        });
    }
}

impl Wizard {
    fn new(words: &WelcomeWords, today: chrono::NaiveDate) -> Self {
        Self {
            district: String::new(),
            year: i64::from(chrono::Datelike::year(&today)),
            organiser: words.organiser_default.to_owned(),
            places: [0; 3],
            ceiling_fen: 0,
            townships: String::new(),
            has_tried: false,
        }
    }

    fn names(&self) -> Vec<String> {
        let lines = self.townships.split(['\n', '\t', '、', '，', ',']).map(str::trim);
        lines.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    fn fault(&self, words: &WelcomeWords) -> Option<&'static str> {
        if self.district.trim().is_empty() {
            return Some(words.need_district);
        }
        self.names().is_empty().then_some(words.need_townships)
    }

    fn district(&self, words: &WelcomeWords) -> NewDistrict {
        let places = self.places.map(|places| u32::try_from(places).unwrap_or_default());
        NewDistrict {
            district: self.district.trim().to_owned(),
            year: i32::try_from(self.year).unwrap_or_default(),
            organiser: self.organiser.trim().to_owned(),
            cohort_names: [words.secretaries, words.leaders, words.members].map(str::to_owned),
            cohort_short_names: [words.secretary_short, words.leader_short, words.member_short].map(str::to_owned),
            places,
            ceiling: Fen(self.ceiling_fen),
            townships: self.names(),
            rule_name: words.default_rules.to_owned(),
            rule_source: words.default_rules_source.to_owned(),
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, words: &WelcomeWords, widget_words: &WidgetWords) {
        Field::new(words.district).width(480.0).text_ui(ui, &mut self.district);
        ui.horizontal(|ui| {
            Field::new(words.year).width(110.0).number_ui(ui, &mut self.year, 2000..=2100, widget_words);
            Field::new(words.organiser).width(362.0).text_ui(ui, &mut self.organiser);
        });
        ui.horizontal(|ui| {
            for (name, places) in [words.secretaries, words.leaders, words.members].iter().zip(&mut self.places) {
                Field::new(name).width(110.0).number_ui(ui, places, 0..=10_000_000, widget_words);
            }
            Field::new(words.ceiling).width(126.0).money_ui(ui, &mut self.ceiling_fen, widget_words);
        });
        ScrollArea::vertical().max_height(180.0).show(ui, |ui| {
            Field::new(words.townships).width(480.0).hint(words.townships_note).multiline_ui(
                ui,
                &mut self.townships,
                8,
            );
        });
        note(ui, &(words.n_townships)(self.names().len()));
        if let Some(fault) = self.fault(words).filter(|_| self.has_tried) {
            ui.colored_label(palette(ui).bad, fault);
        }
    }
}
