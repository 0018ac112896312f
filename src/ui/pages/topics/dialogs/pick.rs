//! Choosing a topic to merge into, or a session that teaches; what suits best stands first.

use egui::Ui;

use super::super::steps::{Step, name};
use super::{Outcome, Then, fault_ui};
use crate::app::View;
use crate::model::{SessionId, Status, TopicId, TopicStage};
use crate::report::topics::matching;
use crate::ui::pages::choose::{ChooseLook, choose_ui};
use crate::ui::widgets::{Dialog, DialogAnswer, SearchText, button};
use crate::words::records;
use crate::words::topics::TopicWords;

const WIDTH: f32 = 520.0;

/// Asks for the topic into which others are merged.
pub struct IntoTopic {
    topics: Vec<TopicId>,
    /// Whether the topics themselves are offered: one of several can stand for the others.
    among: bool,
    search: SearchText,
    chosen: Option<TopicId>,
    is_new: bool,
}

impl IntoTopic {
    /// Offers the most alike topic first; of several, the one most asked for.
    pub fn new(view: View<'_>, topics: Vec<TopicId>) -> Self {
        let rows = view.derived.topics(view.ws);
        let among = topics.len() > 1;
        let most = topics.iter().copied().max_by_key(|id| rows.row(*id).map(|row| row.asked.heads));
        let alike = || {
            let topic = view.ws.topics.get(*topics.first()?)?;
            matching::alike(view.ws, &topic.text, Some(topic.id), view.as_of).first().map(|found| found.id)
        };
        let chosen = if among { most } else { alike() };
        Self { topics, among, search: SearchText::default(), chosen, is_new: true }
    }

    /// Draws the dialog.
    pub fn show(&mut self, ui: &Ui, view: View<'_>, fault: Option<&str>) -> Outcome {
        let words = TopicWords::of(view.lang);
        let title = (words.merge_title)(&name(view, &self.topics));
        let dialog = Dialog::new(&title, words.take_in, words.cancel).width(WIDTH).ready(self.chosen.is_some());
        let answer = dialog.show(ui.ctx(), |ui| {
            let rows = view.derived.topics(view.ws);
            let mut targets: Vec<_> = rows
                .rows
                .iter()
                .filter(|row| row.stage != TopicStage::Merged && (self.among || !self.topics.contains(&row.id)))
                .collect();
            targets.sort_by_key(|row| {
                (Some(row.id) != self.chosen && !self.topics.contains(&row.id), std::cmp::Reverse(row.asked.heads))
            });
            let items = targets.into_iter().map(|row| {
                let stage = records::topic_stage(view.lang, row.stage);
                let note = format!("{} · {stage}", (words.heads)(&records::count(row.asked.heads)));
                (row.id, name(view, &[row.id]), note)
            });
            let look = ChooseLook { name: words.merge_search, nothing_found: words.nothing_found };
            let items = items.collect::<Vec<_>>().into_iter();
            let field = choose_ui(ui, view, look, &mut self.search, items, &mut self.chosen);
            if std::mem::take(&mut self.is_new) {
                field.request_focus();
            }
            fault_ui(ui, fault);
        });
        match (answer, self.chosen) {
            (DialogAnswer::Open, _) => Outcome::Open,
            (DialogAnswer::Cancelled, _) | (DialogAnswer::Confirmed, None) => Outcome::Left,
            (DialogAnswer::Confirmed, Some(into)) => {
                let others = self.topics.iter().copied().filter(|id| !self.among || *id != into).collect();
                Outcome::Step(others, Step::Merge(into))
            }
        }
    }
}

/// Asks for a session that is planned already, or a new one.
pub struct IntoSession {
    topics: Vec<TopicId>,
    /// The sessions still to come, those that suit first.
    sessions: Vec<SessionId>,
    search: SearchText,
    chosen: Option<SessionId>,
    is_new: bool,
}

impl IntoSession {
    /// Offers the sessions to come.
    pub fn new(view: View<'_>, topics: Vec<TopicId>) -> Self {
        let topic = topics.first().and_then(|id| view.ws.topics.get(*id));
        let suit: Vec<SessionId> = topic
            .map(|topic| matching::sessions(view.ws, topic, view.as_of).into_iter().map(|found| found.id).collect())
            .unwrap_or_default();
        let is_open = |status| matches!(status, Status::Draft | Status::Published | Status::Running);
        let mut others: Vec<_> = view.ws.sessions.iter().filter(|session| is_open(session.status)).collect();
        others.retain(|session| !suit.contains(&session.id));
        others.sort_by_key(|session| (session.span().map(|span| span.first), session.id));
        let chosen = suit.first().copied();
        let sessions = suit.into_iter().chain(others.into_iter().map(|session| session.id)).collect();
        Self { topics, sessions, search: SearchText::default(), chosen, is_new: true }
    }

    /// Draws the dialog.
    pub fn show(&mut self, ui: &Ui, view: View<'_>, fault: Option<&str>) -> Outcome {
        let words = TopicWords::of(view.lang);
        let title = (words.schedule_title)(&name(view, &self.topics));
        let dialog = Dialog::new(&title, words.attach, words.cancel).width(WIDTH).ready(self.chosen.is_some());
        let mut wants_new = false;
        let answer = dialog.show(ui.ctx(), |ui| {
            wants_new = button(ui, words.new_session).clicked();
            let items = self.sessions.iter().filter_map(|id| view.ws.sessions.get(*id)).map(|session| {
                let day = session.span().map_or_else(String::new, |span| span.first.format("%m-%d ").to_string());
                let seats = (words.seats)(&view.ws.n_enrolled(session.id).to_string(), session.max_heads);
                (session.id, format!("{day}{}", session.title), seats)
            });
            let look = ChooseLook { name: words.session_search, nothing_found: words.nothing_found };
            let field = choose_ui(ui, view, look, &mut self.search, items, &mut self.chosen);
            if std::mem::take(&mut self.is_new) {
                field.request_focus();
            }
            fault_ui(ui, fault);
        });
        if wants_new {
            return Outcome::Done(Some(Then::NewSession(self.topics.clone())));
        }
        match (answer, self.chosen) {
            (DialogAnswer::Open, _) => Outcome::Open,
            (DialogAnswer::Cancelled, _) | (DialogAnswer::Confirmed, None) => Outcome::Left,
            (DialogAnswer::Confirmed, Some(session)) => Outcome::Step(self.topics.clone(), Step::Attach(session)),
        }
    }
}
