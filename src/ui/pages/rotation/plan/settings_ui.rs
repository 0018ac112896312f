//! The dialog of the constraints: what the planner keeps to and what things are worth, each with its default.

use egui::{Ui, vec2};

use crate::app::{Command, Commands, PlanTask, View};
use crate::model::{DraftPolicy, Fen, Mode, PlanSettings};
use crate::planner::year::{Settings, settings};
use crate::ui::fonts;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{
    DatePicker, Dialog, DialogAnswer, Field, bare_checkbox, card_title, cell_label, checkbox, link, note, segmented,
};
use crate::words::plan_settings::PlanSettingsWords;
use crate::words::records;
use crate::words::widgets::WidgetWords;

const WIDTH: f32 = 720.0;
const FIELD: f32 = 220.0;
/// As many secretaries away at once as there can be: no limit.
const NO_LIMIT: u32 = 999;
const COHORT: f32 = 100.0;
const PRICE: f32 = 96.0;

/// The settings being changed.
pub struct SettingsDialog {
    said: PlanSettings,
    /// What holds with them: what was said, else what follows from the records.
    holds: Settings,
}

impl SettingsDialog {
    /// The dialog with what holds now.
    pub fn new(view: View<'_>) -> Self {
        let said = view.ws.programme.planning.clone();
        Self { holds: settings(view.ws, view.as_of), said }
    }

    /// Draws the dialog; true when it is done with.
    pub fn ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
        let words = PlanSettingsWords::of(view.lang);
        let before = self.said.clone();
        let dialog = Dialog::new(words.title, words.save, words.cancel).width(WIDTH);
        let answer = dialog.ready(!view.is_read_only).show(ui.ctx(), |ui| self.body_ui(ui, view));
        if self.said != before {
            self.follow(view);
        }
        match answer {
            DialogAnswer::Open => false,
            DialogAnswer::Cancelled => true,
            DialogAnswer::Confirmed => {
                if self.said != view.ws.programme.planning {
                    commands.push(Command::Plan(PlanTask::Settings(Box::new(self.said.clone()))));
                }
                true
            }
        }
    }

    /// What holds with what has been said now; an impossible wish keeps what held before.
    fn follow(&mut self, view: View<'_>) {
        if let Ok(ws) = view.ws.with_plan_settings(self.said.clone()) {
            self.holds = settings(&ws, view.as_of);
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = PlanSettingsWords::of(view.lang);
        ui.set_width(WIDTH - 12.0);
        ui.horizontal_wrapped(|ui| {
            note(ui, words.note);
            if !self.said.is_default() && link(ui, words.defaults).clicked() {
                self.said = PlanSettings::default();
            }
        });
        ui.add_space(4.0);
        card_title(ui, words.section_must);
        self.switches_ui(ui, words);
        self.numbers_ui(ui, view, words);
        ui.add_space(6.0);
        card_title(ui, words.section_worth);
        self.prices_ui(ui, view, words);
        ui.add_space(6.0);
        card_title(ui, words.section_cohorts);
        self.cohorts_ui(ui, view, words);
        ui.add_space(6.0);
        card_title(ui, words.section_courses);
        self.courses_ui(ui, view, words);
    }

    fn switches_ui(&mut self, ui: &mut Ui, words: &PlanSettingsWords) {
        ui.horizontal(|ui| {
            ui.label(words.field_drafts);
            let mut current = usize::from(!self.holds.replans_drafts);
            if segmented(ui, &[words.field_replan, words.field_keep], &mut current) {
                self.said.drafts = Some(if current == 0 { DraftPolicy::Replan } else { DraftPolicy::Keep });
            }
        });
        ui.horizontal_wrapped(|ui| {
            let switch = |ui: &mut Ui, text, holds: bool, said: &mut Option<bool>| {
                let mut value = holds;
                if checkbox(ui, &mut value, text).changed() {
                    *said = Some(value);
                }
                ui.add_space(8.0);
            };
            let (holds, said) = (&self.holds, &mut self.said);
            switch(ui, words.field_blackouts, holds.avoids_blackouts, &mut said.avoids_blackouts);
            switch(ui, words.field_days_off, holds.avoids_days_off, &mut said.avoids_days_off);
            switch(ui, words.field_ceilings, holds.keeps_ceilings, &mut said.keeps_ceilings);
            switch(ui, words.field_mid_year, holds.mid_year.is_some(), &mut said.has_mid_year);
        });
    }

    fn numbers_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PlanSettingsWords) {
        let ui_words = WidgetWords::of(view.lang);
        let (holds, said) = (&self.holds, &mut self.said);
        let number = |ui: &mut Ui, label: &str, holds: u32, said: &mut Option<u32>, range: (i64, i64)| {
            let mut value = i64::from(holds);
            if Field::new(label).width(FIELD).number_ui(ui, &mut value, range.0..=range.1, ui_words).changed() {
                *said = Some(value as u32);
            }
        };
        ui.horizontal_top(|ui| {
            number(
                ui,
                words.field_max_away,
                holds.max_away.unwrap_or(NO_LIMIT),
                &mut said.max_away,
                (1, i64::from(NO_LIMIT)),
            );
            number(ui, words.field_min_fill, holds.min_fill_percent, &mut said.min_fill_percent, (0, 100));
            number(ui, words.field_remote, holds.remote_percent, &mut said.remote_percent, (0, 100));
        });
        ui.horizontal_top(|ui| {
            number(ui, words.field_notice, holds.notice_days, &mut said.notice_days, (0, 180));
            number(ui, words.field_extra_rooms, holds.extra_rooms, &mut said.extra_rooms, (0, 20));
            if let Some(mid) = holds.mid_year {
                let mut day = mid;
                let picker = DatePicker::new(words.field_mid_day, view.today, mid);
                if picker.field(|field| field.width(FIELD)).ui(ui, &mut day, ui_words).changed() {
                    said.mid_year = Some(day);
                }
            }
        });
    }

    fn prices_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PlanSettingsWords) {
        let (holds, said) = (&self.holds, &mut self.said);
        ui.horizontal_top(|ui| {
            for (label, holds, said) in [
                (words.field_travel, holds.travel, &mut said.travel),
                (words.field_wish, holds.wish, &mut said.wish),
                (words.field_change, holds.change, &mut said.change),
            ] {
                money_ui(ui, view, Field::new(label).width(FIELD), holds, said);
            }
        });
    }

    fn cohorts_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PlanSettingsWords) {
        let terms = self.holds.cohorts.clone();
        for of in &terms {
            let Some(cohort) = view.ws.cohorts.get(of.cohort) else { continue };
            ui.push_id(of.cohort, |ui| {
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(COHORT);
                        ui.add_space(26.0);
                        cell_label(ui, &cohort.short_name);
                    });
                    let wish = self.said.cohorts.iter().find(|wish| wish.cohort == of.cohort);
                    let mut left_out = wish.and_then(|wish| wish.left_out);
                    let mut late = wish.and_then(|wish| wish.late);
                    let known = (left_out, late);
                    money_ui(ui, view, Field::new(words.field_left_out).width(150.0), of.left_out, &mut left_out);
                    money_ui(ui, view, Field::new(words.field_late).width(150.0), of.late, &mut late);
                    if (left_out, late) != known {
                        let wish = self.said.cohort_mut(of.cohort);
                        (wish.left_out, wish.late) = (left_out, late);
                    }
                });
                ui.horizontal(|ui| {
                    ui.add_space(COHORT + 10.0);
                    let mut modes = of.modes.clone();
                    for mode in Mode::ALL {
                        mode_ui(ui, view, mode, &mut modes);
                    }
                    if modes != of.modes {
                        self.said.cohort_mut(of.cohort).modes = Some(modes);
                    }
                });
            });
        }
    }

    fn courses_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PlanSettingsWords) {
        let color = palette(ui).text_weak;
        let name_width = WIDTH - 3.0 * PRICE - 130.0;
        ui.horizontal(|ui| {
            let head = |ui: &mut Ui, width: f32, text: &str| {
                ui.allocate_ui(vec2(width, 20.0), |ui| {
                    ui.set_width(width);
                    cell_label(ui, egui::RichText::new(text).font(fonts::regular(SMALL)).color(color));
                });
            };
            head(ui, 30.0, words.column_used);
            head(ui, name_width, words.column_course);
            head(ui, PRICE, words.column_per_session);
            head(ui, PRICE, words.column_per_head);
            head(ui, PRICE, words.column_min_heads);
        });
        let terms = self.holds.courses.clone();
        for of in &terms {
            let Some(course) = view.ws.courses.get(of.course) else { continue };
            ui.push_id(of.course, |ui| {
                ui.horizontal(|ui| {
                    let mut is_used = of.is_used;
                    ui.allocate_ui(vec2(30.0, 30.0), |ui| {
                        ui.set_width(30.0);
                        bare_checkbox(ui, &mut is_used, &format!("{} {}", words.column_used, course.name));
                    });
                    ui.allocate_ui(vec2(name_width, 30.0), |ui| {
                        ui.set_width(name_width);
                        cell_label(ui, &course.name);
                    });
                    let wish = self.said.courses.iter().find(|wish| wish.course == of.course);
                    let said = |of: &dyn Fn(&crate::model::CourseWish) -> Option<Fen>| wish.and_then(of);
                    let mut per_session = said(&|wish| wish.per_session);
                    let mut per_head = said(&|wish| wish.per_head);
                    let known = (per_session, per_head);
                    let field = |label| Field::new(label).without_label().width(PRICE);
                    let price = &of.price;
                    money_ui(ui, view, field(words.column_per_session), price.per_session, &mut per_session);
                    money_ui(ui, view, field(words.column_per_head), price.per_head, &mut per_head);
                    let mut min_heads = i64::from(of.min_heads);
                    let numbers = WidgetWords::of(view.lang);
                    let is_min_new =
                        field(words.column_min_heads).number_ui(ui, &mut min_heads, 0..=9999, numbers).changed();
                    if is_used != of.is_used || (per_session, per_head) != known || is_min_new {
                        let wish = self.said.course_mut(of.course);
                        (wish.per_session, wish.per_head) = (per_session, per_head);
                        wish.is_used = if is_used == of.is_used { wish.is_used } else { Some(is_used) };
                        wish.min_heads = if is_min_new { Some(min_heads as u32) } else { wish.min_heads };
                    }
                });
            });
        }
    }
}

fn money_ui(ui: &mut Ui, view: View<'_>, field: Field<'_>, holds: Fen, said: &mut Option<Fen>) {
    let mut value = holds.0;
    if field.money_ui(ui, &mut value, WidgetWords::of(view.lang)).changed() {
        *said = Some(Fen(value));
    }
}

fn mode_ui(ui: &mut Ui, view: View<'_>, mode: Mode, modes: &mut Vec<Mode>) {
    let mut is_on = modes.contains(&mode);
    if checkbox(ui, &mut is_on, records::mode(view.lang, mode)).changed() {
        modes.retain(|other| *other != mode);
        if is_on {
            modes.push(mode);
            modes.sort_unstable();
        }
    }
}
