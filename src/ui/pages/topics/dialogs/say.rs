//! What is said to those who asked: why their topic is declined, or what came of it.

use std::collections::BTreeMap;

use egui::{ScrollArea, TextEdit, Ui};

use super::super::detail::asker_text;
use super::super::steps::{Step, name, take};
use super::{Outcome, fault_ui};
use crate::app::{Command, Commands, Notice, View};
use crate::model::{TopicId, TopicStage, TownshipId};
use crate::report::topics::askers;
use crate::ui::widgets::{Dialog, DialogAnswer, Field, link, note};
use crate::words::records;
use crate::words::topics::{Told, TopicWords};

/// Asks why topics are declined.
pub struct Reason {
    topics: Vec<TopicId>,
    text: String,
    is_new: bool,
}

impl Reason {
    /// Nothing said yet.
    pub fn new(topics: Vec<TopicId>) -> Self {
        Self { topics, text: String::new(), is_new: true }
    }

    /// Draws the dialog.
    pub fn show(&mut self, ui: &Ui, view: View<'_>, fault: Option<&str>) -> Outcome {
        let words = TopicWords::of(view.lang);
        let title = (words.decline_title)(&name(view, &self.topics));
        let answer = Dialog::new(&title, words.apply, words.cancel).show(ui.ctx(), |ui| {
            let field = Field::new(words.reason).hint(words.reason_hint).width(ui.available_width());
            let response = field.text_ui(ui, &mut self.text);
            if std::mem::take(&mut self.is_new) {
                response.request_focus();
            }
            fault_ui(ui, fault);
        });
        match answer {
            DialogAnswer::Open => Outcome::Open,
            DialogAnswer::Cancelled => Outcome::Left,
            DialogAnswer::Confirmed => Outcome::Step(self.topics.clone(), Step::Decline(self.text.clone())),
        }
    }
}

/// Shows the text for those who asked, to be copied.
pub struct Tell {
    /// The topics that are answered by it.
    taught: Vec<TopicId>,
    text: String,
}

impl Tell {
    /// The text for topics that were taught; `None` if none was.
    pub fn new(view: View<'_>, topics: &[TopicId]) -> Option<Self> {
        let rows = view.derived.topics(view.ws);
        let at = |id: TopicId| rows.row(id).map(|row| row.stage);
        let told: Vec<String> = topics
            .iter()
            .filter(|id| matches!(at(**id), Some(TopicStage::Taught | TopicStage::Answered)))
            .filter_map(|id| told(view, *id))
            .collect();
        let taught = topics.iter().copied().filter(|id| at(*id) == Some(TopicStage::Taught)).collect();
        (!told.is_empty()).then(|| Self { taught, text: told.join("\n") })
    }

    /// Draws the dialog; the text can be changed before it is copied.
    pub fn show(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> Outcome {
        let words = TopicWords::of(view.lang);
        let is_new = !self.taught.is_empty() && !view.is_read_only;
        let confirm = if is_new { words.copy_and_answer } else { words.copy };
        let mut copies = false;
        let answer = Dialog::new(words.tell_title, confirm, words.close).width(560.0).show(ui.ctx(), |ui| {
            if is_new {
                note(ui, words.tell_note);
            }
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                let edit = TextEdit::multiline(&mut self.text).desired_width(540.0).desired_rows(8);
                ui.add(edit).accessible_name(words.tell_title);
            });
            copies = is_new && link(ui, words.copy).clicked();
        });
        let is_confirmed = answer == DialogAnswer::Confirmed;
        if copies || is_confirmed {
            ui.ctx().copy_text(self.text.clone());
            commands.push(Command::Notify(Notice::info(words.copied)));
        }
        if is_confirmed && is_new {
            take(view, &self.taught, Step::Answer, commands);
        }
        if answer == DialogAnswer::Open { Outcome::Open } else { Outcome::Left }
    }
}

/// What those who asked for a topic are told.
fn told(view: View<'_>, id: TopicId) -> Option<String> {
    let topic = view.ws.topics.get(id)?;
    let session = topic.state.session().and_then(|id| view.ws.sessions.get(id))?;
    let day = |day| records::month_day(view.lang, day);
    let askers = askers(view.ws, id);
    let mut units: BTreeMap<Option<TownshipId>, Vec<String>> = BTreeMap::new();
    let mut order = Vec::new();
    for asker in &askers {
        let text = asker_text(view, asker);
        let people = units.entry(asker.township).or_default();
        if people.is_empty() {
            order.push(asker.township);
        }
        let branch = asker.branch.filter(|_| text.person.is_some()).and_then(|id| view.ws.branches.get(id));
        people.push(branch.map_or_else(|| text.name.clone(), |branch| format!("{}（{}）", text.name, branch.name)));
    }
    let unit = |id: Option<TownshipId>| {
        id.and_then(|id| view.ws.townships.get(id)).map_or_else(|| "—".to_owned(), |unit| unit.name.clone())
    };
    let units = order.into_iter().map(|id| (unit(id), units.remove(&id).unwrap_or_default())).collect();
    Some((TopicWords::of(view.lang).told)(&Told {
        topic: topic.text.clone(),
        session: session.title.clone(),
        days: session.span().map(|span| day(span.first)).unwrap_or_default(),
        mode: records::mode(view.lang, session.mode).to_owned(),
        venue: session.venue.and_then(|id| view.ws.venues.get(id)).map(|venue| venue.name.clone()).unwrap_or_default(),
        units,
        heads: records::count(askers.iter().map(|asker| u64::from(asker.heads)).sum()),
    }))
}
