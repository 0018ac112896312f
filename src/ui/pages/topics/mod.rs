//! 点题: what members ask to be taught, from the wish to the answer. Cards are moved with the pointer or the keyboard;
//! beside the board stands what is to be known of the chosen one, and what suits it.

mod board_ui;
mod content;
mod detail;
mod detail_ui;
mod dialogs;
mod drag;
mod keys;
mod steps;

use std::collections::BTreeSet;

use egui::{Layout, Sense, Ui, UiBuilder};

use self::board_ui::{Board, Drawn, board_ui};
use self::content::{Content, Filter};
use self::detail::Detail;
use self::dialogs::TopicDialog;
use self::drag::{Drag, Drop};
use self::steps::{Step, take};
use crate::app::{Commands, Place, SessionTab, TopicsPlace, View};
use crate::model::{CourseId, Label, PersonId, SessionId, TopicId, TopicStage, TrainerId};
use crate::report::topics::matching;
use crate::ui::icons::Icon;
use crate::ui::pages::sessions::new_session::NewSession;
use crate::ui::widgets::{SearchLook, SearchText, note, page_header, primary_button_with, search_field, segmented};
use crate::words::Lang;
use crate::words::topics::TopicWords;
use crate::words::widgets::WidgetWords;

/// Width of the panel beside the board, in points.
const SIDE: f32 = 288.0;
const GAP: f32 = 12.0;
const SEARCH_WIDTH: f32 = 190.0;

/// What the pointer, a key or a button asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    /// The card so many columns and rows on.
    Step(i32, i32),
    /// This card.
    Choose(TopicId),
    /// This card besides others, or no longer.
    Mark(TopicId),
    /// The chosen card besides others, or no longer.
    MarkChosen,
    /// This card taken hold of.
    Grab(TopicId),
    /// A step with these topics.
    Take(Step, Vec<TopicId>),
    /// A dialog.
    Ask(Ask),
    /// The next stage.
    Advance,
    /// The stage before.
    Retreat,
    /// Into the plan.
    Plan,
    /// Back among those asked for.
    Reopen,
    /// The askers enrolled in the session.
    Invite,
    /// Away with it.
    Remove,
    /// The session on its own page.
    Open(SessionId),
    /// A person on their own page.
    Person(PersonId),
    /// The chosen ones let go, then the focus.
    Release,
}

/// A dialog about the chosen topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    /// A new topic, whatever is chosen.
    New,
    /// The topic's text, area and askers.
    Edit,
    /// A session to be found or made.
    Schedule,
    /// A new session, with a course or a trainer known already.
    Run(Option<CourseId>, Option<TrainerId>),
    /// A topic to merge into.
    Merge,
    /// A reason for declining.
    Decline,
    /// The text for the askers.
    Tell,
}

/// The state of the page.
#[derive(Default)]
pub struct TopicsPage {
    filter: Filter,
    search: SearchText,
    chosen: Option<TopicId>,
    marked: BTreeSet<TopicId>,
    /// Where to go as soon as it can be gone to.
    wanted: TopicsPlace,
    content: Kept<(u64, Lang, Filter), Content>,
    detail: Kept<(u64, Lang, Vec<TopicId>), Detail>,
    drag: Option<Drag>,
    dialog: Option<TopicDialog>,
    new_session: Option<NewSession>,
    wants_focus: bool,
    is_released: bool,
    must_show: bool,
}

/// Something computed, with what it was computed from.
struct Kept<K, T> {
    kept: Option<(K, T)>,
}

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self { kept: None }
    }
}

impl<K: PartialEq, T> Kept<K, T> {
    /// What was computed from these, computed again if they have changed.
    fn get(&mut self, from: K, compute: impl FnOnce() -> T) -> &T {
        if self.kept.as_ref().is_some_and(|(known, _)| *known != from) {
            self.kept = None;
        }
        &self.kept.get_or_insert_with(|| (from, compute())).1
    }
}

impl TopicsPage {
    /// Shows what a place names.
    pub fn open(&mut self, place: TopicsPlace) {
        self.wants_focus = true;
        self.wanted = place;
        if matches!(place, TopicsPlace::Topic(_)) {
            self.filter = Filter::default();
            self.search.clear();
            self.marked.clear();
        }
    }

    /// The topic whose card is chosen.
    pub fn chosen(&self) -> Option<TopicId> {
        self.chosen
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        self.follow(view);
        let mut acts = Vec::new();
        self.header_ui(ui, view, &mut acts);
        ui.add_space(2.0);
        let area = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(area);
        let (left, right) = area.split_left_right_at_x(area.right() - SIDE);
        let left = left.with_max_x(left.right() - GAP);
        let focus = ui.interact(left, ui.scope_id().with("topics"), Sense::click());
        focus.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, TopicWords::of(view.lang).board_name));
        let target = self.board_ui(ui, view, left, &mut acts);
        if std::mem::take(&mut self.wants_focus) || acts.iter().any(|act| matches!(act, Act::Choose(_) | Act::Mark(_)))
        {
            focus.request_focus();
        }
        let subject = self.subject();
        let from = (view.derived.revision(), view.lang, subject.clone());
        let detail = self.detail.get(from, || Detail::of(view, &subject));
        let mut side = ui.new_child(UiBuilder::new().max_rect(right).layout(Layout::top_down(egui::Align::Min)));
        acts.extend(detail_ui::detail_ui(&mut side, view, detail));
        acts.extend(keys::hear(ui, &focus, &mut self.is_released));
        self.follow_drag(ui, view, target, &mut acts);
        for act in acts {
            self.carry_out(ui, view, act, commands);
        }
        if self.is_released {
            ui.memory_mut(|memory| memory.surrender_focus(focus.id));
        }
        self.dialogs_ui(ui, view, commands);
    }

    /// Lets go of what is no longer there, and begins what was asked for from elsewhere.
    fn follow(&mut self, view: View<'_>) {
        match std::mem::take(&mut self.wanted) {
            TopicsPlace::Topic(id) if view.ws.topics.has(id) => {
                self.chosen = Some(id);
                self.must_show = true;
            }
            TopicsPlace::Topic(_) | TopicsPlace::Board => {}
            TopicsPlace::New => self.ask(view, Ask::New),
        }
        self.chosen = self.chosen.filter(|id| view.ws.topics.has(*id));
        self.marked.retain(|id| view.ws.topics.has(*id));
    }

    /// The topics that an act is about: those marked, else the chosen one.
    fn subject(&self) -> Vec<TopicId> {
        if self.marked.is_empty() { self.chosen.into_iter().collect() } else { self.marked.iter().copied().collect() }
    }

    fn header_ui(&mut self, ui: &mut Ui, view: View<'_>, acts: &mut Vec<Act>) {
        let words = TopicWords::of(view.lang);
        let from = (view.derived.revision(), view.lang, self.filter.clone());
        let content = self.content.get(from, || Content::of(view, &self.filter));
        page_header(ui, words.title, &content.subtitle, |ui| {
            ui.add_enabled_ui(!view.is_read_only, |ui| {
                if primary_button_with(ui, Icon::Plus, words.new_topic).clicked() {
                    acts.push(Act::Ask(Ask::New));
                }
            });
            note(ui, words.keys).on_hover_text(words.hint_keys);
        });
        let names: Vec<&str> = content.areas.iter().map(|(_, name)| name.as_str()).collect();
        let mut at = content.areas.iter().position(|(area, _)| *area == self.filter.area).unwrap_or(0);
        ui.horizontal(|ui| {
            if segmented(ui, &names, &mut at) {
                self.filter.area = content.areas.get(at).and_then(|(area, _)| *area);
            }
            let look = SearchLook { name: words.search, placeholder: words.search, width: SEARCH_WIDTH, shortcut: "" };
            if search_field(ui, &mut self.search, &look, WidgetWords::of(view.lang)).changed() {
                self.search.query().clone_into(&mut self.filter.query);
            }
        });
    }

    fn board_ui(&mut self, ui: &mut Ui, view: View<'_>, area: egui::Rect, acts: &mut Vec<Act>) -> Option<drag::Target> {
        let from = (view.derived.revision(), view.lang, self.filter.clone());
        let content = self.content.get(from, || Content::of(view, &self.filter));
        let board = Board {
            view,
            content,
            chosen: self.chosen,
            marked: &self.marked,
            drag: self.drag.as_ref(),
            must_show: std::mem::take(&mut self.must_show),
        };
        let Drawn { acts: on_board, target } = board_ui(ui, area, &board);
        acts.extend(on_board);
        target
    }

    fn follow_drag(&mut self, ui: &Ui, view: View<'_>, target: Option<drag::Target>, acts: &mut Vec<Act>) {
        let Some(drag) = &mut self.drag else { return };
        drag.aim(view, target);
        drag.card_ui(ui, view);
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        let (is_released, is_down) = ui.input(|input| (input.pointer.any_released(), input.pointer.any_down()));
        if is_released || !is_down {
            let Some(drag) = self.drag.take() else { return };
            ui.ctx().request_repaint();
            self.marked.clear();
            if drag.topics.len() > 1 {
                self.marked.extend(&drag.topics);
            }
            acts.extend(match drag.drop() {
                Drop::Nothing | Drop::Follows => None,
                Drop::Step(step) => Some(Act::Take(step, drag.topics)),
                Drop::Schedule => Some(Act::Ask(Ask::Schedule)),
                Drop::Merge => Some(Act::Ask(Ask::Merge)),
                Drop::Decline => Some(Act::Ask(Ask::Decline)),
                Drop::Tell => Some(Act::Ask(Ask::Tell)),
            });
        }
    }

    /// Does what was asked for: looks elsewhere, opens a dialog, or asks for an edit.
    fn carry_out(&mut self, ui: &Ui, view: View<'_>, act: Act, commands: &mut Commands) {
        match act {
            Act::Step(columns, rows) => self.step(view, columns, rows),
            Act::Choose(id) => {
                self.marked.clear();
                self.chosen = Some(id);
            }
            Act::Mark(id) => self.mark(id),
            Act::MarkChosen => self.chosen.into_iter().for_each(|id| self.mark(id)),
            Act::Grab(id) => {
                let subject = self.subject();
                let topics = if subject.contains(&id) { subject } else { vec![id] };
                self.chosen = Some(id);
                self.drag = Some(Drag::new(topics));
            }
            Act::Open(session) => commands.go(Place::Session(session, SessionTab::Basics)),
            Act::Person(person) => commands.go(Place::Person(person)),
            Act::Release => self.release(ui),
            Act::Advance => self.advance(view, commands),
            Act::Retreat => self.retreat(view, commands),
            Act::Invite => self.invite(view, commands),
            Act::Take(step, topics) => take(view, &topics, step, commands),
            Act::Plan => take(view, &self.subject(), Step::Plan, commands),
            Act::Reopen => take(view, &self.subject(), Step::Reopen, commands),
            Act::Remove => take(view, &self.subject(), Step::Remove, commands),
            Act::Ask(ask) => self.ask(view, ask),
        }
    }

    /// Opens a dialog.
    fn ask(&mut self, view: View<'_>, ask: Ask) {
        let subject = self.subject();
        let Some(first) = subject.first().copied().filter(|_| !view.is_read_only) else {
            if ask == Ask::New && !view.is_read_only {
                self.dialog = Some(TopicDialog::new_topic(view, self.filter.area));
            }
            return;
        };
        match ask {
            Ask::New => self.dialog = Some(TopicDialog::new_topic(view, self.filter.area)),
            Ask::Edit => self.dialog = TopicDialog::edit(view, first),
            Ask::Schedule => self.dialog = Some(TopicDialog::schedule(view, subject)),
            Ask::Run(course, trainer) => self.begin_run(view, subject, course, trainer),
            Ask::Merge => self.dialog = Some(TopicDialog::merge(view, subject)),
            Ask::Decline => self.dialog = Some(TopicDialog::decline(subject)),
            Ask::Tell => self.dialog = TopicDialog::tell(view, &subject),
        }
    }

    /// Begins a new session for topics; the course that suits the first of them best, unless another is known.
    fn begin_run(
        &mut self,
        view: View<'_>,
        topics: Vec<TopicId>,
        course: Option<CourseId>,
        trainer: Option<TrainerId>,
    ) {
        let first = topics.first().and_then(|id| view.ws.topics.get(*id));
        let best = || matching::courses(view.ws, first?).first().map(|found| found.id);
        self.new_session = Some(NewSession::for_topics(view, topics, course.or_else(best), trainer));
    }

    fn step(&mut self, view: View<'_>, columns: i32, rows: i32) {
        let from = (view.derived.revision(), view.lang, self.filter.clone());
        let content = self.content.get(from, || Content::of(view, &self.filter));
        let at = self.chosen.filter(|id| content.has(*id));
        if let Some(next) = content.step(at, columns, rows) {
            self.chosen = Some(next);
            self.must_show = true;
        }
    }

    fn mark(&mut self, id: TopicId) {
        // the card chosen before is meant too
        if self.marked.is_empty() {
            self.marked.extend(self.chosen.filter(|chosen| *chosen != id));
        }
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.chosen = Some(id);
    }

    fn release(&mut self, ui: &Ui) {
        if self.drag.take().is_some() {
            ui.ctx().stop_dragging();
        } else if !self.marked.is_empty() {
            self.marked.clear();
        } else if self.chosen.take().is_none() {
            self.is_released = true;
        }
    }

    fn stage(&self, view: View<'_>) -> Option<TopicStage> {
        let first = self.subject().first().copied()?;
        view.derived.topics(view.ws).row(first).map(|row| row.stage)
    }

    fn advance(&mut self, view: View<'_>, commands: &mut Commands) {
        match self.stage(view) {
            Some(TopicStage::Asked) => take(view, &self.subject(), Step::Plan, commands),
            Some(TopicStage::Merged | TopicStage::Declined) => take(view, &self.subject(), Step::Reopen, commands),
            Some(TopicStage::Planned) => self.ask(view, Ask::Schedule),
            Some(TopicStage::Taught) => self.ask(view, Ask::Tell),
            Some(TopicStage::Scheduled | TopicStage::Answered) | None => {}
        }
    }

    fn retreat(&mut self, view: View<'_>, commands: &mut Commands) {
        let subject = self.subject();
        match self.stage(view) {
            Some(TopicStage::Merged | TopicStage::Planned | TopicStage::Declined) => {
                take(view, &subject, Step::Reopen, commands);
            }
            Some(TopicStage::Scheduled | TopicStage::Taught) => take(view, &subject, Step::Plan, commands),
            Some(TopicStage::Answered) => {
                let session = view.derived.topics(view.ws).row(subject[0]).and_then(|row| row.session);
                if let Some(session) = session {
                    take(view, &subject, Step::Attach(session), commands);
                }
            }
            Some(TopicStage::Asked) | None => {}
        }
    }

    /// Enrols those who asked for the chosen topic in its session, as far as they are not in it.
    fn invite(&mut self, view: View<'_>, commands: &mut Commands) {
        let subject = self.subject();
        let from = (view.derived.revision(), view.lang, subject.clone());
        let detail = self.detail.get(from, || Detail::of(view, &subject));
        let Some((id, session)) = detail
            .session
            .as_ref()
            .map(|(id, _)| *id)
            .and_then(|id| Some((id, view.ws.sessions.get(id)?.title.clone())))
        else {
            return;
        };
        let people = detail.invite.clone();
        if !people.is_empty() {
            let label = Label::Enrol { n: people.len(), session };
            commands.edit(label, move |ws| ws.enrol(id, &people));
        }
    }

    fn dialogs_ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) {
        if let Some(dialog) = &mut self.dialog {
            let dialogs::Answer { stays, then } = dialog.ui(ui, view, commands);
            if !stays {
                self.dialog = None;
                self.marked.clear();
            }
            match then {
                Some(dialogs::Then::Choose(id)) => self.wanted = TopicsPlace::Topic(id),
                Some(dialogs::Then::NewSession(topics)) => self.begin_run(view, topics, None, None),
                None => {}
            }
        }
        if let Some(dialog) = &mut self.new_session
            && !dialog.ui(ui, view, commands)
        {
            self.new_session = None;
        }
    }
}
