//! The top bar: whose year it is, undo and redo, the way to the palette, papers, and how things are shown.

use egui::{
    Align, Align2, CornerRadius, CursorIcon, Layout, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::app::{App, Command, Commands, Document, ImportTask, Place, View};
use crate::exchange::papers::{Kind, Request};
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::papers::{OF_YEAR, papers_menu_ui};
use crate::ui::theme::{BODY, CONTROL_RADIUS, ROW_HEIGHT, palette};
use crate::ui::widgets::{button, icon_button, menu_button};
use crate::words::edits;
use crate::words::import_page::ImportPageWords;
use crate::words::shell::ShellWords;

/// What the top bar asks the window to open.
#[derive(Default)]
pub(super) struct Asked {
    pub palette: bool,
    pub about: bool,
}

pub(super) fn top_bar_ui(ui: &mut Ui, app: &App, view: View<'_>, commands: &mut Commands) -> Asked {
    let words = ShellWords::of(view.lang);
    let mut asked = Asked::default();
    ui.horizontal_centered(|ui| {
        ui.label(RichText::new(words.product).font(fonts::bold(16.0)));
        ui.label(RichText::new(title(view, words)).size(BODY).color(palette(ui).text_weak));
        ui.add_space(4.0);
        history_buttons_ui(ui, app, view, commands);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            asked.about = view_menu_ui(ui, app, commands);
            export_menu_ui(ui, view, commands);
            import_button_ui(ui, view, commands);
            asked.palette = launcher_ui(ui, words);
        });
    });
    asked
}

fn title(view: View<'_>, words: &ShellWords) -> String {
    let programme = &view.ws.programme;
    let sample = if programme.is_sample { format!("（{}）", words.sample) } else { String::new() };
    format!("{} · {}{sample}", programme.district, (words.year)(programme.year))
}

fn history_buttons_ui(ui: &mut Ui, app: &App, view: View<'_>, commands: &mut Commands) {
    let words = ShellWords::of(view.lang);
    let history = app.document().map(Document::history);
    let undo = history.and_then(|history| history.next_undo()).map(|(_, edit)| edits::label(view.lang, &edit.label));
    let redo = history.and_then(|history| history.next_redo()).map(|(_, edit)| edits::label(view.lang, &edit.label));
    let name = undo.as_deref().map_or_else(|| words.undo.to_owned(), |what| (words.undo_what)(what));
    if ui.add_enabled_ui(undo.is_some(), |ui| icon_button(ui, Icon::Undo, &name)).inner.clicked() {
        commands.push(Command::Undo);
    }
    let name = redo.as_deref().map_or_else(|| words.redo.to_owned(), |what| (words.redo_what)(what));
    if ui.add_enabled_ui(redo.is_some(), |ui| icon_button(ui, Icon::Redo, &name)).inner.clicked() {
        commands.push(Command::Redo);
    }
}

/// Asks for files to import and shows what becomes of them.
fn import_button_ui(ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
    let words = ImportPageWords::of(view.lang);
    if button(ui, words.button).on_hover_text("Ctrl I").clicked() {
        commands.go(Place::Import);
        commands.push(Command::Import(ImportTask::Ask));
    }
}

fn export_menu_ui(ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
    let words = ShellWords::of(view.lang);
    papers_menu_ui(ui, words.export, OF_YEAR, &Request::new(Kind::Plan), view.lang, commands);
}

/// Returns whether the About box was asked for.
fn view_menu_ui(ui: &mut Ui, app: &App, commands: &mut Commands) -> bool {
    let words = ShellWords::of(app.lang());
    let menu = menu_button(ui, words.view, |ui| {
        super::look::look_menu_ui(ui, app, commands);
        ui.separator();
        if ui.button(words.close_folder).clicked() {
            commands.push(Command::CloseFolder);
        }
        ui.button(words.about).clicked()
    });
    menu.inner.unwrap_or_default()
}

/// What looks like a search field and opens the palette. Returns whether it was clicked.
fn launcher_ui(ui: &mut Ui, words: &ShellWords) -> bool {
    let palette = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(360.0, ROW_HEIGHT), Sense::click());
    let fill = if response.hovered() { palette.control_hover } else { palette.header_row };
    let ring = if response.has_focus() { palette.accent } else { palette.control_border };
    let radius = CornerRadius::same(CONTROL_RADIUS);
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, ring), StrokeKind::Inside);
    let text = |x: f32, align, text: &str| {
        ui.painter().text(pos2(x, rect.center().y), align, text, fonts::regular(BODY), palette.text_weak);
    };
    text(rect.left() + 11.0, Align2::LEFT_CENTER, words.search_hint);
    text(rect.right() - 11.0, Align2::RIGHT_CENTER, "Ctrl K");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words.search_name));
    response.on_hover_cursor(CursorIcon::Text).clicked()
}
