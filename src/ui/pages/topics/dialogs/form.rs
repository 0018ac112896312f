//! A topic's text, area and askers: a new one, or one that is there. What is asked for already is shown while it is
//! typed, so that nobody has to merge it afterwards.

use egui::{Label, RichText, Ui};

use super::askers::AskersField;
use super::{Outcome, Then, fault_ui};
use crate::app::{Commands, View};
use crate::model::{Label as EditLabel, Refusal, TableName, Topic, TopicArea, TopicId, TopicState, Workspace};
use crate::report::topics::matching;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, Field, link, note, segmented};
use crate::words::topics::TopicWords;
use crate::words::{records, refusals};

const WIDTH: f32 = 640.0;

/// The dialog's state.
pub struct Form {
    /// As it was; a new one has the id it will get.
    topic: Topic,
    is_new_topic: bool,
    text: String,
    area: TopicArea,
    has_own_area: bool,
    askers: AskersField,
    /// A topic that is there already and takes the askers.
    into: Option<TopicId>,
    /// What was typed when topics alike were looked for, and those found.
    alike: (String, Vec<TopicId>),
    is_new: bool,
}

impl Form {
    /// A new topic; its area follows the text until one is chosen.
    pub fn new_topic(view: View<'_>, area: Option<TopicArea>) -> Self {
        let id = view.ws.ids.clone().take();
        let topic = Topic {
            id,
            text: String::new(),
            area: area.unwrap_or(TopicArea::Other),
            state: TopicState::Asked,
            askers: Vec::new(),
        };
        Self { is_new_topic: true, has_own_area: area.is_some(), ..Self::of(topic, view) }
    }

    /// A topic that is there; `None` if there is none.
    pub fn edit(view: View<'_>, id: TopicId) -> Option<Self> {
        view.ws.topics.get(id).map(|topic| Self::of(topic.clone(), view))
    }

    fn of(topic: Topic, view: View<'_>) -> Self {
        Self {
            text: topic.text.clone(),
            area: topic.area,
            askers: AskersField::new(topic.askers.clone(), view.as_of),
            topic,
            is_new_topic: false,
            has_own_area: true,
            into: None,
            alike: (String::new(), Vec::new()),
            is_new: true,
        }
    }

    /// Draws the dialog.
    pub fn show(&mut self, ui: &Ui, view: View<'_>, fault: Option<&str>, commands: &mut Commands) -> Outcome {
        let words = TopicWords::of(view.lang);
        let (title, confirm) =
            if self.is_new_topic { (words.new_title, words.create) } else { (words.edit_title, words.apply) };
        let is_ready = !self.text.trim().is_empty();
        let dialog = Dialog::new(title, confirm, words.cancel).width(WIDTH).ready(is_ready);
        let answer = dialog.show(ui.ctx(), |ui| {
            self.text_ui(ui, view);
            self.area_ui(ui, view);
            self.askers.ui(ui, view);
            fault_ui(ui, fault);
        });
        match answer {
            DialogAnswer::Open => Outcome::Open,
            DialogAnswer::Cancelled => Outcome::Left,
            DialogAnswer::Confirmed => self.write_down(view, commands),
        }
    }

    fn text_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = TopicWords::of(view.lang);
        let field = Field::new(words.text).hint(words.text_hint).width(ui.available_width());
        let response = field.text_ui(ui, &mut self.text);
        if std::mem::take(&mut self.is_new) {
            response.request_focus();
        }
        if !self.is_new_topic {
            return;
        }
        if self.alike.0 != self.text {
            let found = matching::alike(view.ws, &self.text, None, view.as_of);
            self.alike = (self.text.clone(), found.into_iter().map(|found| found.id).collect());
            self.into = None;
            if !self.has_own_area {
                self.area = matching::likely_area(view.ws, &self.text).unwrap_or(TopicArea::Other);
            }
        }
        self.alike_ui(ui, view);
    }

    /// What is asked for already.
    fn alike_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = TopicWords::of(view.lang);
        if let Some(into) = self.into.and_then(|id| view.ws.topics.get(id)) {
            ui.horizontal(|ui| {
                let good = palette(ui).good;
                ui.label(RichText::new((words.goes_into)(&into.text)).size(SMALL).color(good));
                if link(ui, words.on_its_own).clicked() {
                    self.into = None;
                }
            });
            return;
        }
        for topic in self.alike.1.iter().filter_map(|id| view.ws.topics.get(*id)) {
            ui.horizontal(|ui| {
                let weak = palette(ui).text_weak;
                ui.label(RichText::new(words.like_it).size(SMALL).color(weak));
                ui.add(Label::new(RichText::new(&topic.text).size(SMALL)).truncate());
                let response = link(ui, words.into_that);
                let name = (words.act_on)(words.into_that, &topic.text);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &name));
                if response.clicked() {
                    self.into = Some(topic.id);
                }
            });
        }
    }

    fn area_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        note(ui, TopicWords::of(view.lang).area);
        let names = TopicArea::ALL.map(|area| records::topic_area(view.lang, area));
        let mut at = TopicArea::ALL.iter().position(|area| *area == self.area).unwrap_or(0);
        if segmented(ui, &names, &mut at) {
            self.area = TopicArea::ALL[at];
            self.has_own_area = true;
        }
    }

    /// Asks for the topic to be written down, or says why it cannot be.
    fn write_down(&self, view: View<'_>, commands: &mut Commands) -> Outcome {
        let written = self.written(view);
        let (id, name) = (written.id, written.text.clone());
        let change = move |ws: &Workspace| -> Result<Workspace, Refusal> {
            let mut next = ws.with(written)?;
            next.ids.has_seen(id);
            Ok(next)
        };
        if let Err(refusal) = change.clone()(view.ws) {
            return Outcome::Refused(refusals::refusal(view.lang, &refusal));
        }
        let table = TableName::Topics;
        let is_added = id == self.topic.id && self.is_new_topic;
        commands
            .edit(if is_added { EditLabel::Add { table, name } } else { EditLabel::Change { table, name } }, change);
        Outcome::Done(Some(Then::Choose(id)))
    }

    /// The topic as typed; or the one that is there already, with these askers besides its own.
    fn written(&self, view: View<'_>) -> Topic {
        match self.into.and_then(|id| view.ws.topics.get(id)) {
            Some(known) => {
                let askers = known.askers.iter().cloned().chain(self.askers.all()).collect();
                Topic { askers, ..known.clone() }
            }
            None => Topic {
                text: self.text.trim().to_owned(),
                area: self.area,
                askers: self.askers.all(),
                ..self.topic.clone()
            },
        }
    }
}
