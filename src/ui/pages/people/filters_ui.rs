//! The search field and the filters in the head of the page.

use egui::{Label, RichText, Ui};

use super::PeoplePage;
use crate::app::{PeopleFilter, View};
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{HEADING, palette};
use crate::ui::widgets::{SearchLook, bare_icon_button, search_field, select};
use crate::words::people::PeopleWords;
use crate::words::widgets::WidgetWords;

impl PeoplePage {
    pub(super) fn filters_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PeopleWords, subtitle: &str) {
        ui.add(Label::new(RichText::new(words.title).font(fonts::bold(HEADING))));
        ui.add(Label::new(RichText::new(subtitle).color(palette(ui).text_weak)).truncate());
        let look = SearchLook { name: words.search_name, placeholder: words.search_hint, width: 190.0, shortcut: "" };
        if search_field(ui, &mut self.search, &look, WidgetWords::of(view.lang)).changed() {
            self.search.query().clone_into(&mut self.filter.search);
        }
        township_ui(ui, view, words, &mut self.filter);
        hours_ui(ui, words, &mut self.filter);
        cohort_ui(ui, view, words, &mut self.filter);
        state_ui(ui, words, &mut self.filter);
        let has_menus = PeopleFilter { search: String::new(), ..self.filter.clone() } != PeopleFilter::default();
        if has_menus && bare_icon_button(ui, Icon::Cross, words.clear_filters).clicked() {
            self.set_filter(PeopleFilter::default());
        }
    }
}

/// All units, or one of them; a branch that another page asked for is shown as such.
fn township_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, filter: &mut PeopleFilter) {
    let townships = view.ws.townships_in_order();
    let branch = filter.branch.and_then(|id| view.ws.branches.get(id));
    let prefix = branch.map(|branch| format!("{} · ", branch.name)).unwrap_or_default();
    let mut options = vec![words.all_townships];
    options.extend(townships.iter().map(|township| township.name.as_str()));
    let at = |id| townships.iter().position(|township| Some(township.id) == id);
    let mut current = at(filter.township.or(branch.map(|branch| branch.township))).map_or(0, |at| at + 1);
    if select(ui, &prefix, &options, &mut current).changed() {
        filter.township = current.checked_sub(1).map(|at| townships[at].id);
        filter.branch = None;
    }
}

fn hours_ui(ui: &mut Ui, words: &PeopleWords, filter: &mut PeopleFilter) {
    let choices = [None, Some(false), Some(true)];
    let mut current = choices.iter().position(|choice| *choice == filter.has_hours).unwrap_or(0);
    if select(ui, words.hours_filter, &[words.all, words.hours_short, words.hours_reached], &mut current).changed() {
        filter.has_hours = choices[current];
    }
}

fn cohort_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, filter: &mut PeopleFilter) {
    let ids: Vec<_> = view.ws.cohorts.iter().map(|cohort| cohort.id).collect();
    let mut options = vec![words.all];
    options.extend(view.ws.cohorts.iter().map(|cohort| cohort.short_name.as_str()));
    let mut current = ids.iter().position(|id| Some(*id) == filter.cohort).map_or(0, |at| at + 1);
    if select(ui, words.cohort_filter, &options, &mut current).changed() {
        filter.cohort = current.checked_sub(1).map(|at| ids[at]);
    }
}

/// Trained or not, exempt, floating: one choice, since together they mean little.
fn state_ui(ui: &mut Ui, words: &PeopleWords, filter: &mut PeopleFilter) {
    let choices = [
        (None, false, false, false),
        (Some(true), false, false, false),
        (Some(false), false, false, false),
        (None, false, false, true),
        (None, true, false, false),
        (None, false, true, false),
    ];
    let is = (filter.is_trained, filter.is_exempt, filter.is_floating, filter.is_unplaced);
    let mut current = choices.iter().position(|choice| *choice == is).unwrap_or(0);
    let options = [words.all, words.trained, words.not_trained, words.unplaced, words.exempt, words.floating];
    if select(ui, words.state_filter, &options, &mut current).changed() {
        (filter.is_trained, filter.is_exempt, filter.is_floating, filter.is_unplaced) = choices[current];
    }
}
