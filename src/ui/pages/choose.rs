//! Choosing one of many by search: the list in dialogs that ask for a branch, a session, a topic.

use egui::{Key, Modifiers, RichText, ScrollArea, Ui};

use crate::app::View;
use crate::app::search::Matcher;
use crate::model::BranchId;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{SearchLook, SearchText, note, search_field};
use crate::words::people::PeopleWords;
use crate::words::widgets::WidgetWords;

/// Room for the list, in points.
const LIST_HEIGHT: f32 = 260.0;

/// What stands around the list.
#[derive(Clone, Copy, Debug)]
pub struct ChooseLook<'a> {
    /// Name of the search field.
    pub name: &'a str,
    /// What is said when nothing matches.
    pub nothing_found: &'a str,
}

/// Draws the choice of one of the branches that exist on the day looked at, found by their names or their townships'.
pub fn choose_branch_ui(ui: &mut Ui, view: View<'_>, search: &mut SearchText, branch: &mut Option<BranchId>) {
    let items = view.ws.branches.iter().filter(|branch| branch.valid.holds_on(view.as_of)).map(|branch| {
        let township = view.ws.townships.get(branch.township).map_or("", |township| township.name.as_str());
        (branch.id, branch.name.clone(), township.to_owned())
    });
    let words = PeopleWords::of(view.lang);
    let look = ChooseLook { name: words.branch_search, nothing_found: words.nothing_found };
    choose_ui(ui, view, look, search, items, branch);
}

/// Draws a search field and what it finds: a text and a note a row, found by either. While the field has the focus,
/// the arrows up and down choose too. Returns the field.
pub fn choose_ui<K: Copy + PartialEq>(
    ui: &mut Ui,
    view: View<'_>,
    look: ChooseLook<'_>,
    search: &mut SearchText,
    items: impl Iterator<Item = (K, String, String)>,
    chosen: &mut Option<K>,
) -> egui::Response {
    let field = SearchLook { name: look.name, placeholder: look.name, width: ui.available_width(), shortcut: "" };
    let response = search_field(ui, search, &field, WidgetWords::of(view.lang));
    let matcher = Matcher::new(search.query());
    let passing: Vec<_> = items.filter(|(_, text, side)| matcher.matches(text) || matcher.matches(side)).collect();
    if passing.is_empty() {
        note(ui, look.nothing_found);
    }
    if response.has_focus() {
        step(ui, &passing, chosen);
    }
    let height = ui.spacing().interact_size.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().max_height(LIST_HEIGHT).auto_shrink([false, true]).show_rows(
        ui,
        height,
        passing.len(),
        |ui, rows| {
            for (key, text, side) in &passing[rows] {
                let is_chosen = *chosen == Some(*key);
                let weak = palette(ui).text_weak;
                let label = egui::Button::selectable(
                    is_chosen,
                    (RichText::new(text).size(SMALL), egui::Atom::grow(), RichText::new(side).size(SMALL).color(weak)),
                );
                if ui.add(label.min_size(egui::vec2(ui.available_width(), height)).truncate()).clicked() {
                    *chosen = Some(*key);
                }
            }
        },
    );
    response
}

/// Chooses the next row or the one before; the first one if none of them is chosen.
fn step<K: Copy + PartialEq>(ui: &Ui, passing: &[(K, String, String)], chosen: &mut Option<K>) {
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    if down + up == 0 {
        return;
    }
    let at = passing.iter().position(|(key, ..)| Some(*key) == *chosen);
    let to = at.map_or(0, |at| (at + down).saturating_sub(up).min(passing.len().saturating_sub(1)));
    *chosen = passing.get(to).map(|(key, ..)| *key).or(*chosen);
}
