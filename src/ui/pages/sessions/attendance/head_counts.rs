//! Attendance of which only a number is known: unit, number, evidence.

use egui::{RichText, Ui};

use crate::app::{Commands, View};
use crate::model::{HeadCount, HeadCountId, Label, Refusal, Session, TableName, TownshipId, Workspace};
use crate::ui::icons::Icon;
use crate::ui::theme::{NOTE, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, Field, bare_icon_button, note, select_wide};
use crate::words::refusals;
use crate::words::sessions::SessionWords;
use crate::words::widgets::WidgetWords;

/// The dialog's state: the line to be added.
#[derive(Default)]
pub struct HeadCounts {
    unit: usize,
    heads: i64,
    evidence: String,
    error: Option<String>,
}

impl HeadCounts {
    /// Draws the dialog. Returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, session: &Session, view: View<'_>, commands: &mut Commands) -> bool {
        let words = SessionWords::of(view.lang);
        let dialog =
            Dialog::new(words.attendance.head_counts_title, words.attendance.enter, words.attendance.close_dialog)
                .width(560.0);
        let answer = dialog.show(ui.ctx(), |ui| {
            note(ui, words.attendance.head_counts_note);
            lines_ui(ui, session, view, commands);
            self.new_line_ui(ui, view);
        });
        match answer {
            DialogAnswer::Open => true,
            DialogAnswer::Cancelled => false,
            DialogAnswer::Confirmed => {
                self.add(session, view, commands);
                true
            }
        }
    }

    fn new_line_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        let widget_words = WidgetWords::of(view.lang);
        let units = view.ws.townships_in_order();
        let mut names = vec![words.attendance.unit_unknown];
        names.extend(units.iter().map(|unit| unit.name.as_str()));
        ui.separator();
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                note(ui, words.attendance.unit);
                select_wide(ui, "", &names, &mut self.unit, Some(150.0));
            });
            Field::new(words.heads).width(80.0).number_ui(ui, &mut self.heads, 0..=100_000, widget_words);
            Field::new(words.attendance.evidence)
                .width(240.0)
                .hint(words.attendance.evidence_hint)
                .text_ui(ui, &mut self.evidence);
        });
        if let Some(error) = &self.error {
            ui.label(RichText::new(error).size(NOTE).color(palette(ui).bad));
        }
    }

    fn add(&mut self, session: &Session, view: View<'_>, commands: &mut Commands) {
        let units = view.ws.townships_in_order();
        let township = self.unit.checked_sub(1).and_then(|i| units.get(i)).map(|unit| unit.id);
        let (heads, evidence) = (u32::try_from(self.heads).unwrap_or(0), self.evidence.trim().to_owned());
        let line = Line { session: session.id, township, heads, evidence };
        if let Err(refusal) = line.add_to(view.ws) {
            self.error = Some(refusals::refusal(view.lang, &refusal));
            return;
        }
        let label = Label::Add { table: TableName::HeadCounts, name: session.title.clone() };
        commands.edit(label, move |ws| line.add_to(ws));
        *self = Self { unit: self.unit, ..Self::default() };
    }
}

/// A line to be added.
struct Line {
    session: crate::model::SessionId,
    township: Option<TownshipId>,
    heads: u32,
    evidence: String,
}

impl Line {
    fn add_to(&self, ws: &Workspace) -> Result<Workspace, Refusal> {
        ws.open_session(self.session)?;
        let mut next = ws.clone();
        let id: HeadCountId = next.ids.take();
        next.with(HeadCount {
            id,
            session: self.session,
            township: self.township,
            branch: None,
            heads: self.heads,
            evidence: self.evidence.clone(),
        })
    }
}

fn lines_ui(ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
    let words = SessionWords::of(view.lang);
    for line in view.ws.head_counts.iter().filter(|line| line.session == session.id) {
        let unit = line.township.and_then(|id| view.ws.townships.get(id));
        let unit = unit.map_or(words.attendance.unit_unknown, |unit| unit.name.as_str());
        ui.horizontal(|ui| {
            ui.label((words.attendance.head_count_line)(unit, line.heads, &line.evidence));
            if bare_icon_button(ui, Icon::Cross, words.remove).clicked() {
                let (id, key) = (session.id, line.id);
                let label = Label::Remove { table: TableName::HeadCounts, name: unit.to_owned() };
                commands.edit(label, move |ws| {
                    ws.open_session(id)?;
                    ws.without::<HeadCount>(key)
                });
            }
        });
    }
}
