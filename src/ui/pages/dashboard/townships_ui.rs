//! From all townships to the branches of one and the people not yet trained there, who are put into a session.

use std::collections::BTreeMap;

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::heat::{HeatTable, Unit};
use crate::app::{Commands, Place, View};
use crate::model::{BranchId, PersonId, TownshipId};
use crate::report::{Behind, Group};
use crate::ui::fonts;
use crate::ui::pages::people::{DialogEnd, PeopleDialog, cohort_names, hours_text};
use crate::ui::theme::{ROW_HEIGHT, SMALL, palette};
use crate::ui::widgets::{Column, Grid, GridState, Sort, bare_card, cell_label, link, note, primary_button};
use crate::words::breakdown::BreakdownWords;
use crate::words::people::PeopleWords;
use crate::words::widgets::WidgetWords;

/// How far the user has gone into the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Depth {
    #[default]
    District,
    Township(TownshipId),
    People(TownshipId, Option<BranchId>),
}

/// The state of the tab.
#[derive(Default)]
pub(super) struct TownshipsTab {
    depth: Depth,
    units: GridState<Unit>,
    people: GridState<PersonId>,
    dialog: Option<PeopleDialog>,
    kept: Option<(u64, crate::words::Lang, Depth, Shown)>,
}

enum Shown {
    Units { table: HeatTable, order: Vec<usize>, sort: Option<Sort> },
    People(Vec<PersonLine>),
}

/// Somebody not yet trained.
struct PersonLine {
    person: PersonId,
    name: String,
    branch: String,
    post: String,
    cohorts: String,
    hours: String,
    placed: String,
    is_floating: bool,
}

impl TownshipsTab {
    /// Shows the branches of a township.
    pub(super) fn open(&mut self, township: TownshipId) {
        self.go(Depth::Township(township));
    }

    /// Draws the tab. `seen` is the workspace on the day that is looked at, `view` as it is.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: View<'_>, seen: View<'_>, commands: &mut Commands) {
        let key = (seen.derived.revision(), view.lang, self.depth);
        if self.kept.as_ref().is_none_or(|(revision, lang, depth, _)| (*revision, *lang, *depth) != key) {
            self.kept = Some((key.0, key.1, key.2, Shown::of(seen, self.depth)));
        }
        let Some((revision, lang, depth, mut shown)) = self.kept.take() else { return };
        self.path_ui(ui, seen, &shown);
        ui.add_space(2.0);
        match &mut shown {
            Shown::Units { table, order, sort } => self.units_ui(ui, seen, table, order, sort),
            Shown::People(lines) => self.people_ui(ui, seen, lines, commands),
        }
        self.kept = Some((revision, lang, depth, shown));
        self.dialog_ui(ui, view, commands);
    }

    /// Where the user is, with the way back, and what a click does.
    fn path_ui(&mut self, ui: &mut Ui, view: View<'_>, shown: &Shown) {
        let words = BreakdownWords::of(view.lang);
        let size = vec2(ui.available_width(), ROW_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let here = |ui: &mut Ui, text: &str| ui.label(RichText::new(text).font(fonts::bold(14.0)));
            let township = |id| view.ws.townships.get(id).map_or("", |one| one.name.as_str());
            let mut to = None;
            match self.depth {
                Depth::District => drop(here(ui, words.all_units)),
                Depth::Township(id) => {
                    to = link(ui, words.all_units).clicked().then_some(Depth::District);
                    ui.label("›");
                    here(ui, township(id));
                    ui.add_space(12.0);
                    if link(ui, words.untrained).clicked() {
                        to = Some(Depth::People(id, None));
                    }
                }
                Depth::People(id, branch) => {
                    to = link(ui, words.all_units).clicked().then_some(Depth::District);
                    ui.label("›");
                    to = to.or(link(ui, township(id)).clicked().then_some(Depth::Township(id)));
                    ui.label("›");
                    let name = branch.and_then(|id| view.ws.branches.get(id)).map(|one| one.name.as_str());
                    let n = if let Shown::People(lines) = shown { lines.len() } else { 0 };
                    let everybody = (words.everybody_here)(n);
                    here(ui, name.unwrap_or(&everybody));
                }
            }
            let hint = match shown {
                Shown::Units { .. } if self.depth == Depth::District => words.hint.to_owned(),
                Shown::Units { .. } => words.branch_hint.to_owned(),
                Shown::People(lines) => (words.people)(lines.len()),
            };
            ui.add_space(12.0);
            ui.add(Label::new(RichText::new(hint).size(SMALL).color(palette(ui).text_weak)).truncate());
            if let Some(to) = to {
                self.go(to);
            }
        });
    }

    fn go(&mut self, to: Depth) {
        self.depth = to;
        self.units = GridState::default();
        self.people = GridState::default();
    }

    fn units_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        table: &HeatTable,
        order: &mut Vec<usize>,
        sort: &mut Option<Sort>,
    ) {
        let words = BreakdownWords::of(view.lang);
        if self.units.sort != *sort {
            *sort = self.units.sort;
            *order = match *sort {
                Some(sort) => table.order(sort.column, sort.is_descending),
                None => (0..table.rows.len()).collect(),
            };
        }
        let titles = table.titles.iter().enumerate();
        let columns: Vec<Column<'_>> = titles
            .map(|(at, title)| {
                let column = if at == 0 { Column::rest(title, 120.0) } else { Column::fixed(title, 96.0).right() };
                column.sortable()
            })
            .collect();
        let mut opened = None;
        bare_card(ui, |ui| {
            let key = |row: usize| table.rows[order[row]].unit;
            let grid = Grid::new(words.grid, &columns, order.len());
            let shown = grid.show(ui, &mut self.units, WidgetWords::of(view.lang), key, |ui, row, column| {
                heat_cell_ui(ui, table, order[row], column);
            });
            opened = shown.opened.or(shown.clicked.map(|(row, _)| row)).map(|row| table.rows[order[row]].unit);
        });
        match (opened, self.depth) {
            (Some(Unit::Township(id)), _) => self.go(Depth::Township(id)),
            (Some(Unit::Branch(id)), Depth::Township(township)) => self.go(Depth::People(township, Some(id))),
            _ => {}
        }
    }

    fn people_ui(&mut self, ui: &mut Ui, view: View<'_>, lines: &[PersonLine], commands: &mut Commands) {
        let words = BreakdownWords::of(view.lang);
        if lines.is_empty() {
            note(ui, words.nobody);
            return;
        }
        let columns = [
            Column::fixed(words.name, 90.0),
            Column::rest(words.branch, 140.0),
            Column::fixed(words.post, 110.0),
            Column::fixed(words.cohorts, 130.0),
            Column::fixed(words.person_hours, 90.0).right(),
            Column::rest(words.placed, 200.0),
        ];
        let height = ui.available_height() - ROW_HEIGHT - 8.0;
        bare_card(ui, |ui| {
            let grid = Grid::new(words.untrained, &columns, lines.len()).checkable().height(height - 2.0);
            let key = |row: usize| lines[row].person;
            let shown = grid.show(ui, &mut self.people, WidgetWords::of(view.lang), key, |ui, row, column| {
                person_cell_ui(ui, view, &lines[row], column);
            });
            if let Some(row) = shown.opened {
                commands.go(Place::Person(lines[row].person));
            }
        });
        ui.horizontal(|ui| {
            let chosen = self.people.chosen().len();
            ui.add_enabled_ui(chosen > 0 && !view.is_read_only, |ui| {
                if primary_button(ui, words.enrol).clicked() {
                    self.dialog = Some(PeopleDialog::enrol(self.people.meant()));
                }
            });
            let text = if chosen == 0 { words.choose.to_owned() } else { (words.n_chosen)(chosen) };
            note(ui, &text);
        });
    }

    fn dialog_ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let Some(dialog) = &mut self.dialog else { return };
        if dialog.ui(ui, view, PeopleWords::of(view.lang), commands) != DialogEnd::Open {
            self.dialog = None;
            self.people.clear_choice();
        }
    }
}

fn heat_cell_ui(ui: &mut Ui, table: &HeatTable, row: usize, column: usize) {
    let row = &table.rows[row];
    let Some(cell) = column.checked_sub(1).and_then(|at| row.cells.get(at)) else {
        cell_label(ui, RichText::new(&row.name).size(SMALL));
        return;
    };
    if cell.warmth > 0.0 {
        let whole = ui.max_rect().expand2(vec2(6.0, 0.0)).intersect(ui.clip_rect());
        ui.painter().rect_filled(whole, 0.0, palette(ui).heat(cell.warmth));
    }
    cell_label(ui, RichText::new(&cell.text).size(SMALL));
}

fn person_cell_ui(ui: &mut Ui, view: View<'_>, line: &PersonLine, column: usize) {
    let palette = palette(ui);
    let text = match column {
        0 => return drop(cell_label(ui, RichText::new(&line.name).size(SMALL))),
        1 => &line.branch,
        2 => &line.post,
        3 => &line.cohorts,
        4 => &line.hours,
        _ if line.placed.is_empty() && line.is_floating => BreakdownWords::of(view.lang).floating,
        _ => &line.placed,
    };
    cell_label(ui, RichText::new(text).size(SMALL).color(palette.text_weak));
}

impl Shown {
    fn of(view: View<'_>, depth: Depth) -> Self {
        let units = |table: HeatTable| {
            let order = (0..table.rows.len()).collect();
            Self::Units { table, order, sort: None }
        };
        match depth {
            Depth::District => units(HeatTable::of_townships(view)),
            Depth::Township(id) => units(HeatTable::of_branches(view, id)),
            Depth::People(township, branch) => Self::People(people(view, township, branch)),
        }
    }
}

/// The people of a township or branch who are not yet trained, by branch and name.
fn people(view: View<'_>, township: TownshipId, branch: Option<BranchId>) -> Vec<PersonLine> {
    let (ws, index) = (view.ws, view.derived.index(view.ws));
    let behind = Behind { group: Group::Untrained, cohort: None, township: Some(township), branch };
    let placed = placed(view);
    let names = view.derived.names(ws);
    let mut found: Vec<(Option<u32>, u32, PersonLine)> = index
        .who(&behind)
        .into_iter()
        .filter_map(|id| Some((index.position_of(id)?, ws.people.get(id)?)))
        .map(|(at, person)| {
            let standing = index.standing(at);
            let branch = standing.branch.and_then(|branch| ws.branches.get(index.branches()[branch as usize]));
            let line = PersonLine {
                person: person.id,
                name: person.name.clone(),
                branch: branch.map(|branch| branch.name.clone()).unwrap_or_default(),
                post: person.post_on(view.as_of).to_owned(),
                cohorts: cohort_names(view, person),
                hours: hours_text(view, index.hours(at)),
                placed: placed.get(&person.id).cloned().unwrap_or_default(),
                is_floating: standing.is_floating,
            };
            (standing.branch, names.rank(at), line)
        })
        .collect();
    found.sort_by_key(|(branch, rank, _)| (*branch, *rank));
    found.into_iter().map(|(.., line)| line).collect()
}

/// The next session to come in which each person is named.
fn placed(view: View<'_>) -> BTreeMap<PersonId, String> {
    let mut sessions: Vec<_> = view
        .ws
        .sessions
        .iter()
        .filter(|session| session.status.is_planned())
        .filter_map(|session| Some((session.span()?.first, session)))
        .collect();
    sessions.sort_by_key(|(first, session)| (std::cmp::Reverse(*first), session.id));
    let mut placed = BTreeMap::new();
    for (first, session) in sessions {
        for enrolment in view.ws.enrolments_in(session.id).filter(|enrolment| enrolment.state.takes_part()) {
            placed.insert(enrolment.person, format!("{} {}", first.format("%m-%d"), session.title));
        }
    }
    placed
}
