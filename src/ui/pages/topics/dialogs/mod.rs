//! The dialogs of the page: a topic's text and askers, a topic to merge into, a session, a reason, the text for the
//! askers. Each shows why its last try was refused.

mod askers;
mod form;
mod pick;
mod say;

use egui::{RichText, Ui};

use self::form::Form;
use self::pick::{IntoSession, IntoTopic};
use self::say::{Reason, Tell};
use super::steps::{Step, take};
use crate::app::{Commands, View};
use crate::model::{TopicArea, TopicId};
use crate::ui::theme::{SMALL, palette};
use crate::words::refusals;

/// An open dialog.
pub(super) struct TopicDialog {
    kind: Kind,
    fault: Option<String>,
}

enum Kind {
    Form(Box<Form>),
    IntoTopic(IntoTopic),
    IntoSession(IntoSession),
    Reason(Reason),
    Tell(Tell),
}

/// What a dialog says in a frame.
pub(super) struct Answer {
    /// Whether it stays open.
    pub stays: bool,
    /// What the page does next.
    pub then: Option<Then>,
}

/// What the page does after a dialog.
pub(super) enum Then {
    /// Choose a topic.
    Choose(TopicId),
    /// Ask for a new session that teaches these.
    NewSession(Vec<TopicId>),
}

/// What a dialog is answered with.
enum Outcome {
    Open,
    Left,
    /// A step to be tried.
    Step(Vec<TopicId>, Step),
    /// All was done; the page does this next.
    Done(Option<Then>),
    /// It was refused, for a reason that is said.
    Refused(String),
}

impl TopicDialog {
    fn new(kind: Kind) -> Self {
        Self { kind, fault: None }
    }

    /// Asks for a new topic, in the area that is being looked at.
    pub fn new_topic(view: View<'_>, area: Option<TopicArea>) -> Self {
        Self::new(Kind::Form(Box::new(Form::new_topic(view, area))))
    }

    /// Shows a topic to be changed; `None` if there is none.
    pub fn edit(view: View<'_>, topic: TopicId) -> Option<Self> {
        Some(Self::new(Kind::Form(Box::new(Form::edit(view, topic)?))))
    }

    /// Asks for a topic into which others are merged.
    pub fn merge(view: View<'_>, topics: Vec<TopicId>) -> Self {
        Self::new(Kind::IntoTopic(IntoTopic::new(view, topics)))
    }

    /// Asks for a session that teaches topics.
    pub fn schedule(view: View<'_>, topics: Vec<TopicId>) -> Self {
        Self::new(Kind::IntoSession(IntoSession::new(view, topics)))
    }

    /// Asks why topics are declined.
    pub fn decline(topics: Vec<TopicId>) -> Self {
        Self::new(Kind::Reason(Reason::new(topics)))
    }

    /// Shows what the askers are told; `None` if no session teaches any of the topics.
    pub fn tell(view: View<'_>, topics: &[TopicId]) -> Option<Self> {
        Some(Self::new(Kind::Tell(Tell::new(view, topics)?)))
    }

    /// Draws the dialog, tries what it asks for, and asks for it if it can be done.
    pub fn ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> Answer {
        let fault = self.fault.as_deref();
        let outcome = match &mut self.kind {
            Kind::Form(form) => form.show(ui, view, fault, commands),
            Kind::IntoTopic(pick) => pick.show(ui, view, fault),
            Kind::IntoSession(pick) => pick.show(ui, view, fault),
            Kind::Reason(reason) => reason.show(ui, view, fault),
            Kind::Tell(tell) => tell.show(ui, view, commands),
        };
        match outcome {
            Outcome::Open => Answer { stays: true, then: None },
            Outcome::Left => Answer { stays: false, then: None },
            Outcome::Done(then) => Answer { stays: false, then },
            Outcome::Refused(fault) => {
                self.fault = Some(fault);
                Answer { stays: true, then: None }
            }
            Outcome::Step(topics, step) => {
                if let Err(refusal) = step.apply(view.as_of, view.ws, &topics) {
                    self.fault = Some(refusals::refusal(view.lang, &refusal));
                    return Answer { stays: true, then: None };
                }
                take(view, &topics, step, commands);
                Answer { stays: false, then: topics.first().map(|id| Then::Choose(*id)) }
            }
        }
    }
}

fn fault_ui(ui: &mut Ui, fault: Option<&str>) {
    if let Some(fault) = fault {
        let color = palette(ui).bad;
        ui.label(RichText::new(fault).size(SMALL).color(color));
    }
}
