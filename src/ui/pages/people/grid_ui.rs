//! The grid of people.

use egui::text::LayoutJob;
use egui::{Color32, Label, RichText, TextFormat, Ui};

use super::PeoplePage;
use super::dialogs::PeopleDialog;
use super::list::{Col, Order};
use crate::app::search::Matcher;
use crate::app::{Command, Commands, Notice, PeopleFilter, View};
use crate::exchange::mask::masked_phone;
use crate::model::{Person, PersonId};
use crate::report::hours::Hours;
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Column, Grid, Sort, button, cell_label, primary_button_with, tab_separated};
use crate::words::people::PeopleWords;
use crate::words::records;
use crate::words::widgets::WidgetWords;

/// What stands where a value is not known.
const UNKNOWN: &str = "—";

/// The order that a grid's heading asks for.
pub(super) fn order(sort: Option<Sort>) -> Order {
    sort.map_or_else(Order::default, |sort| Order {
        by: Col::ALL.get(sort.column).copied().unwrap_or(Col::Name),
        is_descending: sort.is_descending,
    })
}

fn columns(words: &PeopleWords) -> [Column<'static>; 9] {
    [
        Column::fixed(words.col_name, 84.0).sortable(),
        Column::fixed(words.col_sex, 48.0).sortable(),
        Column::fixed(words.col_township, 84.0).sortable(),
        Column::rest(words.col_branch, 110.0).sortable(),
        Column::fixed(words.col_post, 82.0).sortable(),
        Column::fixed(words.col_cohorts, 96.0).sortable(),
        Column::fixed(words.col_hours, 76.0).right().sortable(),
        Column::fixed(words.col_sessions, 56.0).right().sortable(),
        Column::fixed(words.col_phone, 108.0).sortable(),
    ]
}

impl PeoplePage {
    pub(super) fn grid_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        words: &'static PeopleWords,
        commands: &mut Commands,
    ) {
        if self.list.positions().is_empty() {
            self.nobody_ui(ui, view, words);
            return;
        }
        let columns = columns(words);
        let people = view.derived.index(view.ws).people();
        let positions = self.list.positions();
        let look = Look { view, matcher: Matcher::new(&self.filter.search) };
        let key = |row: usize| people[positions[row] as usize];
        let output = Grid::new(words.grid_name, &columns, positions.len()).checkable().show(
            ui,
            &mut self.grid,
            WidgetWords::of(view.lang),
            key,
            |ui, row, column| look.cell_ui(ui, positions[row] as usize, Col::ALL[column]),
        );
        if output.wants_copy {
            self.copy(ui, view, words, commands);
        }
        if output.cursor_moved {
            self.is_editing = false;
        }
        if output.opened.is_some() && !view.is_read_only {
            self.is_editing = true;
        }
    }

    /// Puts the chosen people on the clipboard as a table with headings.
    pub(super) fn copy(&self, ui: &Ui, view: View<'_>, words: &PeopleWords, commands: &mut Commands) {
        let chosen = self.grid.meant();
        ui.copy_text(table(view, words, &chosen));
        commands.push(Command::Notify(Notice::info(words.copied)));
    }

    /// Says why nobody is listed and what to do about it.
    fn nobody_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PeopleWords) {
        let is_empty = view.ws.people.is_empty();
        let (title, text) =
            if is_empty { (words.empty_title, words.empty_text) } else { (words.no_hits_title, words.no_hits_text) };
        let rect = ui.available_rect_before_wrap();
        ui.allocate_rect(rect, egui::Sense::hover());
        let middle = egui::Rect::from_center_size(rect.center(), egui::vec2(380.0, 150.0));
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(middle));
        inner.vertical_centered(|ui| {
            ui.label(RichText::new(title).font(fonts::bold(16.0)));
            ui.label(RichText::new(text).color(palette(ui).text_weak));
            ui.add_space(6.0);
            if !is_empty {
                if button(ui, words.clear_filters).clicked() {
                    self.set_filter(PeopleFilter::default());
                }
            } else if !view.is_read_only && primary_button_with(ui, Icon::Plus, words.paste_list).clicked() {
                self.dialog = Some(PeopleDialog::paste(String::new(), &self.filter));
            }
        });
    }
}

/// What drawing a cell needs to know.
struct Look<'a> {
    view: View<'a>,
    matcher: Matcher,
}

impl Look<'_> {
    fn cell_ui(&self, ui: &mut Ui, position: usize, col: Col) {
        let view = self.view;
        let index = view.derived.index(view.ws);
        let standing = index.standing(position);
        let Some(person) = view.ws.people.get(index.people()[position]) else { return };
        let palette = palette(ui);
        let main = if standing.is_here { palette.text } else { palette.text_weak };
        match col {
            Col::Name => {
                let job = highlighted(&self.matcher, &person.name, main, palette.bad);
                ui.add(Label::new(job).truncate().selectable(false));
            }
            Col::Sex => cell(ui, person.sex.map_or("", |sex| records::sex(view.lang, sex)), main),
            Col::Township => {
                let township = standing.township.and_then(|at| view.ws.townships.get(index.townships()[at as usize]));
                cell(ui, township.map_or(UNKNOWN, |t| t.name.as_str()), palette.text_weak);
            }
            Col::Branch => {
                let branch = standing.branch.and_then(|at| view.ws.branches.get(index.branches()[at as usize]));
                cell(ui, branch.map_or(UNKNOWN, |b| b.name.as_str()), palette.text_weak);
            }
            Col::Post => cell(ui, person.post_on(view.as_of), palette.text_weak),
            Col::Cohorts => cell(ui, &cohort_names(view, person), main),
            Col::Hours => {
                let hours = index.hours(position);
                let is_bare = hours.short() > 0 && hours.counted() == 0 && standing.is_eligible();
                cell(ui, &hours_text(view, hours), if is_bare { palette.bad } else { main });
            }
            Col::Sessions => cell(ui, &index.learning(position).n_sessions.to_string(), main),
            Col::Phone => cell(ui, &phone_text(view, person), palette.text_weak),
        }
    }
}

fn cell(ui: &mut Ui, text: &str, color: Color32) {
    cell_label(ui, RichText::new(text).size(SMALL).color(color));
}

/// A name with the part that was searched for in red.
fn highlighted(matcher: &Matcher, name: &str, color: Color32, accent: Color32) -> LayoutJob {
    let plain = TextFormat::simple(fonts::regular(SMALL), color);
    let mut job = LayoutJob::default();
    let Some(span) = matcher.span(name) else {
        job.append(name, 0.0, plain);
        return job;
    };
    job.append(&name[..span.start], 0.0, plain.clone());
    job.append(&name[span.clone()], 0.0, TextFormat::simple(fonts::bold(SMALL), accent));
    job.append(&name[span.end..], 0.0, plain);
    job
}

/// The cohorts a person stands in, by their short names.
pub(in crate::ui::pages) fn cohort_names(view: View<'_>, person: &Person) -> String {
    let names: Vec<&str> = person
        .cohorts_on(view.as_of)
        .filter_map(|id| view.ws.cohorts.get(id))
        .map(|cohort| cohort.short_name.as_str())
        .collect();
    names.join(" ")
}

/// Hours against the target: `24 / 32`.
pub(in crate::ui::pages) fn hours_text(view: View<'_>, hours: Hours) -> String {
    let unit = view.ws.rules_on(view.as_of).credit_hour_minutes;
    let text = |minutes: u32| records::credit_hours(u64::from(minutes), unit);
    match hours.target_minutes {
        0 => text(hours.counted()),
        target => format!("{} / {}", text(hours.counted()), text(target)),
    }
}

/// The phone as it may be shown.
pub(super) fn phone_text(view: View<'_>, person: &Person) -> String {
    match (person.phone.as_str(), view.is_masked) {
        ("", _) => UNKNOWN.to_owned(),
        (phone, true) => masked_phone(phone),
        (phone, false) => phone.to_owned(),
    }
}

/// People as a table with headings, to be pasted into a spreadsheet; what is masked stays masked.
fn table(view: View<'_>, words: &PeopleWords, people: &[PersonId]) -> String {
    let index = view.derived.index(view.ws);
    let heading: Vec<String> = columns(words).iter().map(|column| column.title.to_owned()).collect();
    let rows = people.iter().filter_map(|id| {
        let (person, position) = (view.ws.people.get(*id)?, index.position_of(*id)?);
        let standing = index.standing(position);
        let branch = standing.branch.and_then(|at| view.ws.branches.get(index.branches()[at as usize]));
        let township = standing.township.and_then(|at| view.ws.townships.get(index.townships()[at as usize]));
        let learning = index.learning(position);
        Some(vec![
            person.name.clone(),
            person.sex.map_or("", |sex| records::sex(view.lang, sex)).to_owned(),
            township.map_or(String::new(), |township| township.name.clone()),
            branch.map_or(String::new(), |branch| branch.name.clone()),
            person.post_on(view.as_of).to_owned(),
            cohort_names(view, person),
            hours_text(view, index.hours(position)),
            learning.n_sessions.to_string(),
            if person.phone.is_empty() { String::new() } else { phone_text(view, person) },
        ])
    });
    tab_separated(std::iter::once(heading).chain(rows))
}
