//! What a person's hours are made of: every half day with what counts and why, and the sessions that would add more.

use egui::{Label, RichText, ScrollArea, Ui};

use super::{Ask, Change, fault_ui};
use crate::app::View;
use crate::model::{Label as EditLabel, Person, PersonId, SessionId};
use crate::report::hours::{Hours, Offer, offers_for};
use crate::report::people::{Counting, HistoryRow, HistorySlot, history};
use crate::ui::fonts;
use crate::ui::theme::{BODY, SMALL, palette};
use crate::ui::widgets::{Column, Dialog, DialogAnswer, Grid, GridState, bare_card, card_title, cell_label, note};
use crate::words::hours::{HoursWords, counting};
use crate::words::people::PeopleWords;
use crate::words::records;
use crate::words::widgets::WidgetWords;

const WIDTH: f32 = 660.0;
/// Half days shown without scrolling.
const N_ROWS: usize = 7;
/// Room for the list of sessions, in points.
const OFFERS_HEIGHT: f32 = 130.0;

/// A person's half days of the year.
pub(super) struct HoursOf {
    person: PersonId,
    grid: GridState<usize>,
    chosen: Option<SessionId>,
    kept: Option<(u64, Content)>,
}

/// What the dialog shows, computed once a revision.
struct Content {
    name: String,
    facts: Vec<String>,
    rows: Vec<HistoryRow>,
    lines: Vec<(usize, HistorySlot)>,
    offers: Vec<Offer>,
    short: u32,
}

impl HoursOf {
    pub fn new(person: PersonId) -> Self {
        Self { person, grid: GridState::default(), chosen: None, kept: None }
    }
}

impl Ask for HoursOf {
    fn show(&mut self, ui: &mut Ui, view: View<'_>, _words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer {
        let words = HoursWords::of(view.lang);
        let revision = view.derived.revision();
        if self.kept.as_ref().is_none_or(|(kept, _)| *kept != revision) {
            let Some(person) = view.ws.people.get(self.person) else { return DialogAnswer::Cancelled };
            self.kept = Some((revision, Content::of(view, words, person)));
        }
        let Some((_, content)) = &self.kept else { return DialogAnswer::Cancelled };
        let is_ready = self.chosen.is_some() && !view.is_read_only;
        let title = (words.title)(&content.name);
        Dialog::new(&title, words.enrol, words.close).width(WIDTH).ready(is_ready).show(ui.ctx(), |ui| {
            for (i, fact) in content.facts.iter().enumerate() {
                let font = if i == 0 { fonts::bold(BODY) } else { fonts::regular(SMALL) };
                ui.add(Label::new(RichText::new(fact).font(font)).wrap());
            }
            content.lines_ui(ui, view, words, &mut self.grid);
            ui.add_space(6.0);
            content.offers_ui(ui, view, words, &mut self.chosen);
            fault_ui(ui, fault);
        })
    }

    fn change(&self, view: View<'_>) -> Option<(EditLabel, Change)> {
        let (person, id) = (self.person, self.chosen?);
        let session = view.ws.sessions.get(id)?.title.clone();
        Some((EditLabel::Enrol { n: 1, session }, Box::new(move |ws| ws.enrol(id, &[person]))))
    }
}

impl Content {
    fn of(view: View<'_>, words: &HoursWords, person: &Person) -> Self {
        let index = view.derived.index(view.ws);
        let rows = history(view.ws, person.id, view.as_of);
        let slots = rows.iter().enumerate().flat_map(|(at, row)| row.slots.iter().map(move |slot| (at, *slot)));
        let mut lines: Vec<(usize, HistorySlot)> = slots.collect();
        lines.sort_by_key(|(at, slot)| (slot.date, slot.half, *at));
        let hours = index.position_of(person.id).map(|at| index.hours(at)).unwrap_or_default();
        Self {
            name: person.name.clone(),
            facts: facts(view, words, person, hours, &rows),
            offers: offers_for(view.ws, index, person.id),
            short: hours.short(),
            rows,
            lines,
        }
    }

    fn lines_ui(&self, ui: &mut Ui, view: View<'_>, words: &HoursWords, state: &mut GridState<usize>) {
        if self.lines.is_empty() {
            note(ui, words.no_lines);
            return;
        }
        let columns = [
            Column::fixed(words.day, 116.0),
            Column::rest(words.session, 160.0),
            Column::fixed(words.mode, 78.0),
            Column::fixed(words.mark, 54.0),
            Column::fixed(words.hours, 50.0).right(),
            Column::fixed(words.counts, 128.0),
        ];
        bare_card(ui, |ui| {
            let grid = Grid::new(words.grid, &columns, self.lines.len()).fit_rows(self.lines.len().min(N_ROWS));
            grid.show(
                ui,
                state,
                WidgetWords::of(view.lang),
                |row| row,
                |ui, row, column| {
                    self.cell_ui(ui, view, row, column);
                },
            );
        });
    }

    fn cell_ui(&self, ui: &mut Ui, view: View<'_>, row: usize, column: usize) {
        let (at, slot) = &self.lines[row];
        let session = &self.rows[*at];
        let palette = palette(ui);
        let counts = slot.counting == Counting::Counts;
        let color = if counts { palette.text } else { palette.text_weak };
        let text = match column {
            0 => format!("{} {}", slot.date, records::half(view.lang, slot.half)),
            1 => session.title.clone(),
            2 => records::mode(view.lang, session.mode).to_owned(),
            3 => slot.kind.map_or("", |kind| records::mark(view.lang, kind)).to_owned(),
            4 => {
                let unit = view.ws.rules_on(slot.date).credit_hour_minutes;
                records::credit_hours(u64::from(slot.minutes), unit)
            }
            _ => counting(view.lang, slot.counting, slot.kind),
        };
        let color = if column == 5 && slot.counting == Counting::Missed { palette.bad } else { color };
        cell_label(ui, RichText::new(text).size(SMALL).color(color));
    }

    fn offers_ui(&self, ui: &mut Ui, view: View<'_>, words: &HoursWords, chosen: &mut Option<SessionId>) {
        if self.short == 0 && self.offers.is_empty() {
            return;
        }
        card_title(ui, words.offers);
        if self.offers.is_empty() {
            note(ui, words.no_offers);
            return;
        }
        let unit = view.ws.rules_on(view.as_of).credit_hour_minutes;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().max_height(OFFERS_HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
            for offer in &self.offers {
                let Some(session) = view.ws.sessions.get(offer.session) else { continue };
                let text = format!("{} {}", offer.day.format("%m-%d"), session.title);
                let hours = records::credit_hours(u64::from(offer.minutes), unit);
                let fills = if self.short > 0 && offer.minutes >= self.short { words.fills } else { "" };
                let side = format!("{fills} {}", (words.offer)(&hours, offer.seats));
                let weak = palette(ui).text_weak;
                let side = RichText::new(side.trim()).size(SMALL).color(weak);
                let is_chosen = *chosen == Some(offer.session);
                let content = (RichText::new(text).size(SMALL), egui::Atom::grow(), side);
                let button = egui::Button::selectable(is_chosen, content);
                if ui.add(button.min_size(egui::vec2(ui.available_width(), 26.0)).truncate()).clicked() {
                    *chosen = Some(offer.session);
                }
            }
        });
    }
}

/// The sum first, then what is special about the person or a class.
fn facts(view: View<'_>, words: &HoursWords, person: &Person, hours: Hours, rows: &[HistoryRow]) -> Vec<String> {
    let unit = view.ws.rules_on(view.as_of).credit_hour_minutes;
    let text = |minutes: u64| records::credit_hours(minutes, unit);
    let of = |minutes: u32| text(u64::from(minutes));
    let mut sum = vec![(words.in_class)(&of(hours.class_minutes))];
    if hours.online_counted < hours.online_minutes {
        sum.push((words.online_capped)(&of(hours.online_minutes), &of(hours.online_counted)));
    } else {
        sum.push((words.online)(&of(hours.online_minutes)));
    }
    match hours.target_minutes {
        _ if person.is_exempt(view.as_of) => sum.push(words.exempt.to_owned()),
        0 => sum.push(words.no_target.to_owned()),
        target => {
            sum.push((words.sum)(&of(hours.counted()), &of(target)));
            sum.push(if hours.is_reached() { words.reached.to_owned() } else { (words.short)(&of(hours.short())) });
        }
    }
    let mut facts = vec![sum.join(" · ")];
    let is_over = |row: &&HistoryRow| row.slots.iter().all(|slot| slot.counting != Counting::ToCome);
    let attended = |row: &HistoryRow| -> u64 {
        let there = [Counting::Counts, Counting::OtherYear];
        row.slots.iter().filter(|slot| there.contains(&slot.counting)).map(|slot| u64::from(slot.minutes)).sum()
    };
    for row in rows.iter().filter(|row| !row.is_completed && attended(row) > 0).filter(is_over) {
        let class: u64 = row.slots.iter().map(|slot| u64::from(slot.minutes)).sum();
        facts.push((words.not_completed)(&row.title, &text(class - attended(row)), &text(class)));
    }
    facts
}
