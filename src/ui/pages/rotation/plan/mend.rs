//! After a mishap: what has to move, who must be told, and one click to have it so.

use chrono::NaiveDate;
use egui::{ScrollArea, TextEdit, Ui};

use crate::app::{Command, Commands, Mend, Notice, PlanTask, Planning, View};
use crate::model::{DateSpan, Label, SessionId, Workspace};
use crate::planner::year::{Disruption, MovedPerson, Replan};
use crate::ui::widgets::{DatePicker, Dialog, DialogAnswer, Field, button, checkbox, note, segmented, select};
use crate::words::mend::MendWords;
use crate::words::widgets::WidgetWords;
use crate::words::{records, refusals};

const WIDTH: f32 = 600.0;

/// The dialog: what has happened, and the moves found for it.
pub struct MendDialog {
    /// 0: a room; 1: a township.
    kind: usize,
    venue: usize,
    township: usize,
    first: NaiveDate,
    last: NaiveDate,
    name: String,
    /// Whether the extra run that is proposed is taken.
    takes_extra: bool,
}

impl MendDialog {
    /// A dialog for a mishap that begins on the as-of day.
    pub fn new(view: View<'_>) -> Self {
        let words = MendWords::of(view.lang);
        let (first, last) = (view.as_of, view.as_of + chrono::Days::new(6));
        let name = words.flood.to_owned();
        Self { kind: 0, venue: 0, township: 0, first, last, name, takes_extra: false }
    }

    /// Draws the dialog; true when it is done with.
    pub fn ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
        let words = MendWords::of(view.lang);
        let Some(planning) = view.planning else { return true };
        let found = if let Mend::Found(replan) = planning.mend() { Some(replan) } else { None };
        let is_ready = found.is_some() && !view.is_read_only;
        let dialog = Dialog::new(words.title, words.apply, words.cancel).width(WIDTH).ready(is_ready);
        let answer = dialog.show(ui.ctx(), |ui| self.body_ui(ui, view, commands));
        if answer == DialogAnswer::Confirmed
            && let Some(replan) = found.map(|replan| self.chosen(replan))
        {
            let label = Label::Mishap { sessions: replan.sessions.len(), people: replan.people.len() };
            commands.edit(label, move |ws| replan.apply(ws));
        }
        if answer != DialogAnswer::Open {
            commands.push(Command::Plan(PlanTask::Mend(None)));
        }
        answer != DialogAnswer::Open
    }

    /// The mended year, with the extra run if that is taken.
    fn chosen(&self, replan: &Replan) -> Replan {
        if self.takes_extra { replan.with_extra() } else { replan.clone() }
    }

    fn body_ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let words = MendWords::of(view.lang);
        let before = (self.kind, self.venue, self.township, self.first, self.last, self.name.clone());
        segmented(ui, &[words.room, words.unit], &mut self.kind);
        ui.add_space(4.0);
        self.what_ui(ui, view);
        let now = (self.kind, self.venue, self.township, self.first, self.last, self.name.clone());
        ui.add_space(4.0);
        if button(ui, words.find).clicked() {
            self.takes_extra = false;
            commands.push(Command::Plan(PlanTask::Mend(self.disruption(view))));
        } else if now != before {
            commands.push(Command::Plan(PlanTask::Mend(None)));
        }
        match view.planning.map(Planning::mend) {
            None | Some(Mend::Unasked) => drop(note(ui, words.hint)),
            Some(Mend::UnderWay) => drop(note(ui, words.looking)),
            Some(Mend::Refused(refusal)) => drop(note(ui, &refusals::refusal(view.lang, refusal))),
            Some(Mend::Found(replan)) => self.found_ui(ui, view, replan, commands),
        }
    }

    fn what_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = MendWords::of(view.lang);
        let ui_words = WidgetWords::of(view.lang);
        ui.horizontal_top(|ui| {
            if self.kind == 0 {
                let names: Vec<&str> = view.ws.venues.iter().map(|venue| venue.name.as_str()).collect();
                select(ui, words.room_prefix, &names, &mut self.venue);
            } else {
                let names: Vec<&str> =
                    view.ws.townships_in_order().into_iter().map(|township| township.name.as_str()).collect();
                select(ui, words.unit_prefix, &names, &mut self.township);
                Field::new(words.cause).without_label().width(140.0).text_ui(ui, &mut self.name);
            }
        });
        ui.horizontal_top(|ui| {
            DatePicker::new(words.first, view.today, view.as_of).ui(ui, &mut self.first, ui_words);
            DatePicker::new(words.last, view.today, view.as_of).ui(ui, &mut self.last, ui_words);
        });
    }

    fn disruption(&self, view: View<'_>) -> Option<Disruption> {
        let days = DateSpan { first: self.first, last: self.last };
        let venue = view.ws.venues.iter().nth(self.venue).map(|venue| venue.id);
        let township = view.ws.townships_in_order().get(self.township).map(|township| township.id);
        if self.kind == 0 {
            return Some(Disruption::VenueClosed { venue: venue?, days });
        }
        Some(Disruption::TownshipCut { township: township?, days, name: self.name.clone() })
    }
}

impl MendDialog {
    fn found_ui(&mut self, ui: &mut Ui, view: View<'_>, replan: &Replan, commands: &mut Commands) {
        let words = MendWords::of(view.lang);
        note(ui, &(words.summary)(replan.sessions.len(), replan.people.len(), replan.stuck.len()));
        if let Some(extra) = &replan.extra {
            let days = super::told::days(view, extra.session.span());
            let price = records::yuan(extra.price);
            let text = (words.extra)(extra.people.len(), &days, &price);
            checkbox(ui, &mut self.takes_extra, &text);
        }
        let mut text = text(view, &self.chosen(replan));
        if text.is_empty() {
            return;
        }
        ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            let response = ui.add(TextEdit::multiline(&mut text).desired_width(WIDTH - 20.0));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.list));
        });
        if button(ui, words.copy).clicked() {
            ui.ctx().copy_text(text);
            commands.push(Command::Notify(Notice::info(words.copied)));
        }
    }
}

/// Who must be told what.
fn text(view: View<'_>, replan: &Replan) -> String {
    let words = MendWords::of(view.lang);
    let mut lines = Vec::new();
    for moved in &replan.sessions {
        let at = |session: &crate::model::Session| {
            let venue = session.venue.and_then(|id| view.ws.venues.get(id)).map(|venue| venue.name.as_str());
            let days = session.span().map(|span| super::told::days(view, Some(span))).unwrap_or_default();
            format!("{days} {}", venue.unwrap_or_default()).trim_end().to_owned()
        };
        let n = view.ws.n_enrolled(moved.before.id);
        lines.push((words.session)(&moved.before.title, &at(&moved.before), &at(&moved.after), n));
    }
    if let Some((added, price)) = replan.added
        && let Some(session) = replan.after().sessions.get(added)
    {
        let days = super::told::days(view, session.span());
        lines.push((words.added)(&session.title, &days, replan.after().n_enrolled(added), &records::yuan(price)));
    }
    lines.extend(replan.stuck.iter().map(|stuck| {
        let say = if stuck.is_locked { words.stuck_locked } else { words.stuck };
        say(&title(view.ws, stuck.session))
    }));
    lines.extend(replan.people.iter().filter_map(|person| person_line(view, replan, person)));
    lines.join("\n")
}

fn person_line(view: View<'_>, replan: &Replan, moved: &MovedPerson) -> Option<String> {
    let person = view.ws.people.get(moved.person)?;
    let branch = person.home_on(view.as_of).and_then(|id| view.ws.branches.get(id));
    let unit = branch.map(|branch| branch.name.as_str()).unwrap_or_default();
    let to = moved.to.map(|id| title(replan.after(), id));
    let words = MendWords::of(view.lang);
    Some((words.person)(&person.name, unit, &title(view.ws, moved.from), to.as_deref()))
}

fn title(ws: &Workspace, id: SessionId) -> String {
    ws.sessions.get(id).map(|session| session.title.clone()).unwrap_or_default()
}
