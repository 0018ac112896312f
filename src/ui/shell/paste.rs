//! Text pasted where nothing on the page has taken it: a table is shown as an import, for anything else a word says why
//! nothing happens.

use egui::Ui;

use super::navigation::Page;
use crate::app::{Command, Commands, Notice, Pasted};
use crate::exchange::records::What;
use crate::exchange::tables::Holds;
use crate::ui::pages::import_pasted;
use crate::ui::widgets::{has_several_cells, take_paste};
use crate::words::Lang;
use crate::words::shell::ShellWords;

/// Hears of what was pasted, after the page was drawn.
pub(super) fn hear(ui: &Ui, page: Page, lang: Lang, commands: &mut Commands) {
    let Some(text) = take_paste(ui) else { return };
    let holds = holds(page);
    if has_several_cells(&text) || holds.is_some() && !text.trim().is_empty() {
        import_pasted(Pasted { text, holds, session: None }, commands);
    } else {
        commands.push(Command::Notify(Notice::info(ShellWords::of(lang).paste_nowhere)));
    }
}

/// What a table is likely to hold that is pasted on a page; `None` where its headings alone tell.
fn holds(page: Page) -> Option<Holds> {
    match page {
        Page::Topics => Some(Holds::Records(What::Topics)),
        Page::Sessions | Page::Calendar => Some(Holds::Records(What::Sessions)),
        Page::Budget => Some(Holds::Records(What::Costs)),
        Page::People => Some(Holds::People),
        Page::Dashboard | Page::Rotation | Page::Import | Page::Checks | Page::Settings => None,
    }
}
