//! How things are shown: language, colours, size, masks.

use egui::Ui;

use crate::app::{App, Command, Commands, Look};
use crate::store::settings::Appearance;
use crate::words::Lang;
use crate::words::shell::ShellWords;

const ZOOM_STEP: u16 = 10;

pub(super) fn look_menu_ui(ui: &mut Ui, app: &App, commands: &mut Commands) {
    let words = ShellWords::of(app.lang());
    let settings = app.settings();
    let other = app.lang().pick(Lang::En, Lang::Zh);
    item_ui(ui, words.language, false, Look::Language(other), commands);
    ui.separator();
    let themes = [
        (Appearance::Light, words.theme_light),
        (Appearance::Dark, words.theme_dark),
        (Appearance::System, words.theme_system),
    ];
    for (appearance, name) in themes {
        item_ui(ui, name, settings.appearance == appearance, Look::Appearance(appearance), commands);
    }
    ui.separator();
    let zoom = settings.zoom_percent;
    item_ui(ui, words.larger, false, Look::Zoom(zoom + ZOOM_STEP), commands);
    item_ui(ui, words.smaller, false, Look::Zoom(zoom.saturating_sub(ZOOM_STEP)), commands);
    ui.separator();
    let mask = if settings.is_masked { words.show_numbers } else { words.hide_numbers };
    item_ui(ui, mask, false, Look::Mask(!settings.is_masked), commands);
}

fn item_ui(ui: &mut Ui, name: &str, is_chosen: bool, look: Look, commands: &mut Commands) {
    if ui.selectable_label(is_chosen, name).clicked() {
        commands.push(Command::Look(look));
    }
}
