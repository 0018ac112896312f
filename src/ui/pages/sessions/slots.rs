//! The half days of a session, one a row: day, half, hours, topic, trainer.

use std::collections::BTreeMap;

use egui::{RichText, Ui};

use super::basics::{Desk, What};
use super::draft::Draft;
use crate::exchange::timetable_block::timetable;
use crate::model::{Half, Session, Slot, SlotNo};
use crate::ui::icons::Icon;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{DatePicker, Field, bare_icon_button, button, select_wide, take_paste};
use crate::words::records;
use crate::words::sessions::{SessionWords, timetable_fault};
use crate::words::widgets::WidgetWords;

const DATE: f32 = 150.0;
const HALF: f32 = 84.0;
const HOURS: f32 = 54.0;
const TRAINER: f32 = 140.0;

/// What is being typed in the rows.
#[derive(Default)]
pub struct SlotTable {
    drafts: BTreeMap<SlotNo, RowDraft>,
}

#[derive(Default)]
struct RowDraft {
    hours: Draft,
    topic: Draft,
}

impl SlotTable {
    /// Draws the rows.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let words = SessionWords::of(desk.view.lang);
        if let Some(text) = take_paste(ui) {
            paste(desk, &text);
        }
        ui.spacing_mut().item_spacing.x = 6.0;
        let topic = (ui.available_width() - DATE - HALF - HOURS - TRAINER - 22.0 - 5.0 * 6.0 - 4.0).max(120.0);
        ui.horizontal(|ui| {
            let titles =
                [(words.date, DATE), (words.basics.half, HALF), (words.hours, HOURS), (words.basics.topic, topic)];
            for (title, width) in titles.into_iter().chain([(words.basics.trainer, TRAINER)]) {
                let size = egui::vec2(width, 18.0);
                let text = RichText::new(title).size(SMALL).color(palette(ui).text_weak);
                ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.set_min_width(width);
                    ui.label(text);
                });
            }
        });
        for slot in &desk.session.slots {
            let draft = self.drafts.entry(slot.no).or_default();
            ui.push_id(slot.no.0, |ui| row_ui(ui, desk, slot, draft, topic));
        }
        if let Some(error) = desk.errors.of(What::Slots) {
            ui.label(RichText::new(error).size(NOTE).color(palette(ui).bad));
        }
        if button(ui, words.basics.add_slot).clicked() {
            add_slot(desk);
        }
    }
}

fn row_ui(ui: &mut Ui, desk: &mut Desk<'_>, slot: &Slot, draft: &mut RowDraft, topic: f32) {
    let view = desk.view;
    let words = SessionWords::of(view.lang);
    let no = slot.no;
    ui.horizontal_top(|ui| {
        let mut date = slot.date;
        let marks = super::days::day_marks(view);
        let picker = DatePicker::new(words.date, view.today, slot.date).marks(&marks);
        let picker = picker.field(|field| field.without_label().width(DATE));
        if picker.ui(ui, &mut date, WidgetWords::of(view.lang)).changed() {
            move_slot(desk, no, move |slot| slot.date = date);
        }
        let halves = Half::ALL.map(|half| records::half(view.lang, half));
        let mut half = Half::ALL.iter().position(|half| *half == slot.half).unwrap_or(0);
        if select_wide(ui, "", &halves, &mut half, Some(HALF)).changed() {
            move_slot(desk, no, move |slot| slot.half = Half::ALL[half]);
        }
        let unit = view.ws.rules_on(slot.date).credit_hour_minutes;
        let shown = records::credit_hours(u64::from(slot.minutes), unit);
        let field = Field::new(words.hours).without_label().width(HOURS);
        draft.hours.ui(ui, field, &shown, |text| match minutes_of(text, unit) {
            Some(minutes) => {
                change_slot(desk, no, move |slot| slot.minutes = minutes);
                Ok(())
            }
            None => Err(WidgetWords::of(view.lang).number_unreadable.to_owned()),
        });
        let field = Field::new(words.basics.topic).without_label().width(topic);
        draft.topic.ui(ui, field, &slot.topic, |text| {
            let text = text.trim().to_owned();
            change_slot(desk, no, move |slot| slot.topic.clone_from(&text));
            Ok(())
        });
        trainer_ui(ui, desk, slot);
        if end_button(ui, words.basics.remove_slot) {
            desk.change_place(What::Slots, move |session| session.slots.retain(|slot| slot.no != no));
        }
    });
}

fn trainer_ui(ui: &mut Ui, desk: &mut Desk<'_>, slot: &Slot) {
    let words = SessionWords::of(desk.view.lang);
    let trainers: Vec<_> = desk.view.ws.trainers.iter().collect();
    let mut names = vec![words.none];
    let marked = super::taken::trainer_names(desk.view, desk.session, slot);
    names.extend(marked.iter().map(String::as_str));
    let mut at = trainers.iter().position(|trainer| Some(trainer.id) == slot.trainer).map_or(0, |i| i + 1);
    ui.push_id("trainer", |ui| {
        if select_wide(ui, "", &names, &mut at, Some(TRAINER)).changed() {
            let trainer = at.checked_sub(1).and_then(|i| trainers.get(i)).map(|trainer| trainer.id);
            change_slot(desk, slot.no, move |slot| slot.trainer = trainer);
        }
    });
}

fn change_slot(desk: &mut Desk<'_>, no: SlotNo, change: impl Fn(&mut Slot) + Clone + Send + 'static) {
    desk.change(What::Slots, in_slot(no, change));
}

/// The same for its day and half, which a lock holds.
fn move_slot(desk: &mut Desk<'_>, no: SlotNo, change: impl Fn(&mut Slot) + Clone + Send + 'static) {
    desk.change_place(What::Slots, in_slot(no, change));
}

fn in_slot(no: SlotNo, change: impl Fn(&mut Slot) + Clone + Send) -> impl Fn(&mut Session) + Clone + Send {
    move |session| {
        if let Some(slot) = session.slots.iter_mut().find(|slot| slot.no == no) {
            change(slot);
        }
    }
}

/// A cross at the end of a row of fields, in the middle of their height.
pub(super) fn end_button(ui: &mut Ui, name: &str) -> bool {
    let size = egui::vec2(22.0, ui.spacing().interact_size.y);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| bare_icon_button(ui, Icon::Cross, name).clicked()).inner
}

/// Puts a timetable from a spreadsheet into the rows, or says why it cannot be.
fn paste(desk: &mut Desk<'_>, text: &str) {
    match timetable(desk.view.ws, desk.session, text) {
        Ok(slots) => desk.change_place(What::Slots, move |session| session.slots.clone_from(&slots)),
        Err(fault) => desk.refuse(What::Slots, timetable_fault(desk.view.lang, &fault)),
    }
}

/// Adds the half day after the last one.
fn add_slot(desk: &mut Desk<'_>) {
    let first = desk.view.as_of;
    desk.change_place(What::Slots, move |session| {
        let no = session.next_slot_no();
        let last = session.slots.last();
        let (date, half) = match last.map(|slot| (slot.date, slot.half)) {
            Some((date, Half::Morning)) => (date, Half::Afternoon),
            Some((date, Half::Afternoon)) => (date + chrono::Days::new(1), Half::Morning),
            None => (first, Half::Morning),
        };
        let minutes = last.map_or(180, |slot| slot.minutes);
        session.slots.push(Slot { no, date, half, minutes, topic: String::new(), trainer: None });
    });
}

/// Credit hours as typed, with one decimal at most, in minutes.
fn minutes_of(text: &str, unit: u32) -> Option<u32> {
    let plain = text.trim().replace('．', ".");
    let (whole, tenth) = plain.split_once('.').unwrap_or((plain.as_str(), "0"));
    let whole: u32 = whole.parse().ok()?;
    let tenth: u32 = tenth.parse().ok().filter(|_| tenth.len() == 1)?;
    let tenths = whole.checked_mul(10)?.checked_add(tenth)?;
    (tenths <= 240).then_some((tenths * unit + 5) / 10)
}

#[cfg(test)]
mod tests {
    use super::minutes_of;

    #[test]
    fn credit_hours_are_typed_with_one_decimal() {
        assert_eq!(minutes_of("4", 45), Some(180));
        assert_eq!(minutes_of("1.5", 45), Some(68));
        assert_eq!(minutes_of("0", 45), Some(0));
        assert_eq!(minutes_of("1.25", 45), None);
        assert_eq!(minutes_of("-1", 45), None);
        assert_eq!(minutes_of("100", 45), None, "no half day has a hundred hours");
    }
}
