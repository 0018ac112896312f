//! A card being dragged: where it would come to lie, and what that would do. One edit is made, or one dialog opened,
//! when the button is released; Escape leaves everything as it was.

use egui::{Area, Frame, Id, Label, Order, RichText, Ui};

use super::steps::{Step, name};
use crate::app::View;
use crate::model::{TopicId, TopicStage};
use crate::ui::fonts;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::words::topics::TopicWords;
use crate::words::{records, refusals};

/// What the pointer is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another card.
    Card(TopicId),
    /// A stage.
    Lane(TopicStage),
}

/// What dropping would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drop {
    /// Nothing: it lies there already.
    Nothing,
    /// Nothing: this stage follows the session.
    Follows,
    /// A step, at once.
    Step(Step),
    /// A session is asked for.
    Schedule,
    /// A topic to merge into is asked for.
    Merge,
    /// A reason is asked for.
    Decline,
    /// The text for the askers is shown.
    Tell,
}

/// Cards being dragged.
pub struct Drag {
    /// Whose.
    pub topics: Vec<TopicId>,
    target: Option<Target>,
    told: Option<(Target, String, Option<String>)>,
    drop: Drop,
}

impl Drag {
    /// Begins to drag.
    pub fn new(topics: Vec<TopicId>) -> Self {
        Self { topics, target: None, told: None, drop: Drop::Nothing }
    }

    /// What it is over.
    pub fn target(&self) -> Option<Target> {
        self.target.filter(|_| !matches!(self.drop, Drop::Nothing | Drop::Follows))
    }

    /// What dropping it here would do.
    pub fn drop(&self) -> Drop {
        self.drop.clone()
    }

    /// Takes note of where the pointer is; asks what that would do only when it is elsewhere.
    pub fn aim(&mut self, view: View<'_>, target: Option<Target>) {
        self.target = target;
        let Some(target) = target else {
            (self.told, self.drop) = (None, Drop::Nothing);
            return;
        };
        if self.told.as_ref().is_some_and(|(known, ..)| *known == target) {
            return;
        }
        self.drop = drop_on(view, &self.topics, target);
        let words = TopicWords::of(view.lang);
        let headline = match (&self.drop, target) {
            (Drop::Nothing, _) => words.nothing_changes.to_owned(),
            (Drop::Follows, _) => words.follows_session.to_owned(),
            (_, Target::Card(id)) => (words.would_merge)(&name(view, &[id])),
            (_, Target::Lane(stage)) => (words.would_go)(records::topic_stage(view.lang, stage)),
        };
        let refusal = match &self.drop {
            Drop::Step(step) => step.apply(view.as_of, view.ws, &self.topics).err(),
            Drop::Nothing | Drop::Follows | Drop::Schedule | Drop::Merge | Drop::Decline | Drop::Tell => None,
        };
        self.told = Some((target, headline, refusal.map(|refusal| refusals::refusal(view.lang, &refusal))));
    }

    /// What is dragged and what would come of it, beside the pointer.
    pub fn card_ui(&self, ui: &Ui, view: View<'_>) {
        let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
        let palette = palette(ui);
        let screen = ui.ctx().content_rect();
        let at = egui::pos2((pointer.x + 14.0).min(screen.right() - 270.0), pointer.y + 16.0);
        let area = Area::new(Id::unique("topic drag")).order(Order::Tooltip).fixed_pos(at).interactable(false);
        area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).fill(palette.card).show(ui, |ui| {
                ui.set_max_width(250.0);
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.add(Label::new(RichText::new(name(view, &self.topics)).font(fonts::bold(SMALL))).wrap());
                if let Some((_, headline, refusal)) = &self.told {
                    ui.add(Label::new(RichText::new(headline).size(NOTE).color(palette.text_weak)).wrap());
                    if let Some(refusal) = refusal {
                        ui.add(Label::new(RichText::new(refusal).size(NOTE).color(palette.bad)).wrap());
                    }
                }
            });
        });
    }
}

/// What dropping topics on a target does.
fn drop_on(view: View<'_>, topics: &[TopicId], target: Target) -> Drop {
    let rows = view.derived.topics(view.ws);
    let stage_of = |id: TopicId| rows.row(id).map(|row| row.stage);
    match target {
        Target::Card(id) if topics.contains(&id) => Drop::Nothing,
        Target::Card(id) => Drop::Step(Step::Merge(id)),
        Target::Lane(stage) if topics.iter().all(|id| stage_of(*id) == Some(stage)) => Drop::Nothing,
        Target::Lane(TopicStage::Asked) => Drop::Step(Step::Reopen),
        Target::Lane(TopicStage::Merged) => Drop::Merge,
        Target::Lane(TopicStage::Planned) => Drop::Step(Step::Plan),
        Target::Lane(TopicStage::Scheduled) => Drop::Schedule,
        Target::Lane(TopicStage::Taught) => Drop::Follows,
        Target::Lane(TopicStage::Declined) => Drop::Decline,
        Target::Lane(TopicStage::Answered) if topics.iter().all(|id| stage_of(*id) == Some(TopicStage::Taught)) => {
            Drop::Tell
        }
        // the command says why not
        Target::Lane(TopicStage::Answered) => Drop::Step(Step::Answer),
    }
}
