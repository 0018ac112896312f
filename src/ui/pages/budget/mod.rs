//! 经费: ceilings, what is spent, committed and free, by level, item, source, month and session.

mod ceilings;
mod content;
mod draw;

use egui::Ui;

use crate::app::{Commands, View};
use crate::exchange::papers::{Kind, Request, RowTable};
use crate::model::SessionId;
use crate::ui::papers::{OF_MONEY, papers_menu_ui};
use crate::ui::widgets::{GridState, button, note, page_header};
use crate::words::Lang;
use crate::words::budget::BudgetWords;
use crate::words::shell::ShellWords;
use ceilings::Ceilings;
use content::{By, Content, What};

/// The state of the page.
#[derive(Default)]
pub struct BudgetPage {
    content: Option<(u64, Lang, Content)>,
    by: By,
    what: What,
    is_over_only: bool,
    sessions: GridState<SessionId>,
    ceilings: Option<Ceilings>,
}

impl BudgetPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let words = BudgetWords::of(view.lang);
        let now = (view.derived.revision(), view.lang);
        if self.content.as_ref().is_none_or(|(revision, lang, _)| (*revision, *lang) != now) {
            self.content = Some((now.0, now.1, Content::of(view)));
        }
        let Some((.., content)) = &self.content else { return };
        page_header(ui, words.title, &content.subtitle, |ui| {
            if button(ui, words.set_ceilings).clicked() {
                self.ceilings = Some(Ceilings::default());
            }
            let about = Request { rows: RowTable::Costs, ..Request::new(Kind::Settlement) };
            papers_menu_ui(ui, ShellWords::of(view.lang).export, OF_MONEY, &about, view.lang, commands);
        });
        ui.add_space(6.0);
        if content.is_empty {
            note(ui, words.empty);
        } else {
            draw::cards_ui(ui, &content.cards);
            ui.add_space(2.0);
            draw::tables_ui(ui, view, content, (&mut self.by, &mut self.what));
            ui.add_space(2.0);
            let chosen = (&mut self.sessions, &mut self.is_over_only);
            draw::sessions_ui(ui, view, content, chosen, commands);
        }
        if let Some(dialog) = &mut self.ceilings
            && !dialog.ui(ui, view, commands)
        {
            self.ceilings = None;
        }
    }
}
