//! 学员: quotas by township first, names later; states, the waiting list and replacements.

use std::collections::{BTreeMap, HashMap};

use egui::{Align, Layout, RichText, Ui, UiBuilder, vec2};

use super::candidates::{Facts, untrained};
use super::paste::PasteNames;
use super::people::{Picker, Picking};
use super::quotas::{QuotaDialog, pasted_heads};
use crate::app::{Command, Commands, Notice, View};
use crate::model::{EnrolmentState, Label, PersonId, Session, TownshipId};
use crate::ui::icons::Icon;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{
    Column, Field, Grid, GridState, bare_card, bare_icon_button, button, cell_label, primary_button_with, take_cells,
    take_paste,
};
use crate::words::sessions::SessionWords;
use crate::words::widgets::WidgetWords;
use crate::words::{Lang, records};

const QUOTAS_WIDTH: f32 = 226.0;

/// The state of the tab.
#[derive(Default)]
pub struct EnrolmentTab {
    kept: Option<Kept>,
    people: GridState<PersonId>,
    quotas: GridState<TownshipId>,
    /// The row whose quota was typed into in the last frame.
    typed_quota: Option<usize>,
    dialog: Option<Dialog>,
}

enum Dialog {
    Add(Picker),
    Replace(PersonId, Picker),
    Paste(PasteNames),
    ShareOut(QuotaDialog),
}

/// What the tab shows, as it was at a revision.
struct Kept {
    revision: (u64, Lang),
    rows: Vec<PersonRow>,
    units: Vec<UnitRow>,
    n_seated: usize,
    n_waiting: usize,
    remarks: HashMap<PersonId, String>,
}

/// Somebody in the session.
struct PersonRow {
    serial: Option<u32>,
    person: PersonId,
    name: String,
    township: String,
    branch: String,
    branch_id: Option<crate::model::BranchId>,
    post: String,
    state: EnrolmentState,
    substitute: String,
}

/// A unit with its share of the seats.
struct UnitRow {
    township: TownshipId,
    name: String,
    quota: u32,
    n_seated: usize,
}

impl Kept {
    fn new(session: &Session, view: View<'_>) -> Self {
        let ws = view.ws;
        let day = session.span().map_or(view.as_of, |span| span.first);
        let mut seated: BTreeMap<TownshipId, usize> = BTreeMap::new();
        let withdrawn = ws.enrolments_in(session.id).filter(|e| e.state == EnrolmentState::Withdrawn);
        let roll = ws.roll(session.id).into_iter().map(|row| (Some(row.serial), row.person));
        let everyone = roll.chain(withdrawn.map(|enrolment| (None, enrolment.person)));
        let mut rows = Vec::new();
        for (serial, id) in everyone {
            let Some(enrolment) = ws.enrolments.get((session.id, id)) else { continue };
            let person = ws.people.get(id);
            let branch = person.and_then(|p| p.home_on(day)).and_then(|id| ws.branches.get(id));
            let township = branch.and_then(|branch| ws.townships.get(branch.township));
            if let Some(township) = township.filter(|_| enrolment.state.takes_part()) {
                *seated.entry(township.id).or_default() += 1;
            }
            let substitute = if let EnrolmentState::Replaced { by } = enrolment.state {
                ws.people.get(by).map(|person| person.name.clone()).unwrap_or_default()
            } else {
                String::new()
            };
            rows.push(PersonRow {
                serial,
                person: id,
                name: person.map_or_else(|| id.to_string(), |person| person.name.clone()),
                township: township.map(|township| township.name.clone()).unwrap_or_default(),
                branch: branch.map(|branch| branch.name.clone()).unwrap_or_default(),
                branch_id: branch.map(|branch| branch.id),
                post: person.map(|person| person.post_on(day).to_owned()).unwrap_or_default(),
                state: enrolment.state,
                substitute,
            });
        }
        let quota = |id| session.quotas.iter().find(|quota| quota.township == id).map_or(0, |quota| quota.heads);
        let units = ws.townships_in_order().into_iter().map(|township| UnitRow {
            township: township.id,
            name: township.name.clone(),
            quota: quota(township.id),
            n_seated: seated.get(&township.id).copied().unwrap_or(0),
        });
        let n_waiting = rows.iter().filter(|row| row.state == EnrolmentState::Waitlisted).count();
        let n_seated = rows.iter().filter(|row| row.state.takes_part()).count();
        let revision = (view.derived.revision(), view.lang);
        Self { revision, units: units.collect(), rows, n_seated, n_waiting, remarks: HashMap::new() }
    }
}

impl EnrolmentTab {
    /// Draws the tab.
    pub fn ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
        let revision = (view.derived.revision(), view.lang);
        if self.kept.as_ref().is_none_or(|kept| kept.revision != revision) {
            self.kept = Some(Kept::new(session, view));
        }
        let Some(mut kept) = self.kept.take() else { return };
        self.take_pasted(ui, &kept, session, view, commands);
        let area = ui.available_rect_before_wrap();
        let (left, right) = area.split_left_right_at_x(area.left() + QUOTAS_WIDTH);
        let layout = Layout::top_down(Align::Min);
        let mut left_ui = ui.new_child(UiBuilder::new().max_rect(left).layout(layout).id_salt("quotas"));
        self.quotas_ui(&mut left_ui, &kept, session, view, commands);
        let right = right.with_min_x(right.left() + 12.0);
        let mut right_ui = ui.new_child(UiBuilder::new().max_rect(right).layout(layout).id_salt("people"));
        self.toolbar_ui(&mut right_ui, &kept, session, view);
        self.people_ui(&mut right_ui, &mut kept, session, view);
        self.choice_ui(&mut right_ui, &kept, session, view, commands);
        self.dialog_ui(ui, session, view, commands);
        self.kept = Some(kept);
    }

    /// Heads that were pasted while a quota is typed go into the quotas from there on; anything else is names.
    fn take_pasted(&mut self, ui: &Ui, kept: &Kept, session: &Session, view: View<'_>, commands: &mut Commands) {
        if let Some(first) = self.typed_quota.take()
            && let Some(cells) = take_cells(ui)
        {
            let names: Vec<&str> = kept.units.iter().map(|unit| unit.name.as_str()).collect();
            match pasted_heads(&cells, first, &names, view.lang) {
                Ok(heads) => set_quotas(&heads, kept, session, commands),
                Err(fault) => commands.push(Command::Notify(Notice::problem(fault))),
            }
        } else if let Some(text) = take_paste(ui) {
            self.dialog = Some(Dialog::Paste(PasteNames::new(text)));
        }
    }

    fn quotas_ui(&mut self, ui: &mut Ui, kept: &Kept, session: &Session, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        let total: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
        ui.allocate_ui_with_layout(super::row_size(ui), Layout::left_to_right(Align::Center), |ui| {
            let text = (words.enrolment.quota_sum)(total, session.max_heads);
            let color = if total > session.max_heads { palette(ui).bad } else { palette(ui).text_weak };
            ui.label(RichText::new(text).size(SMALL).color(color));
        });
        let columns = [
            Column::rest(words.township, 60.0),
            Column::fixed(words.enrolment.quota, 62.0).right(),
            Column::fixed(words.enrolment.n_named, 42.0).right(),
            Column::fixed("", 34.0).centered(),
        ];
        let height = ui.available_height() - 44.0;
        bare_card(ui, |ui| {
            let grid = Grid::new(words.enrolment.quota, &columns, kept.units.len()).height(height);
            let key = |row: usize| kept.units[row].township;
            let typed_quota = &mut self.typed_quota;
            grid.show(ui, &mut self.quotas, WidgetWords::of(view.lang), key, |ui, row, column| {
                if quota_cell_ui(ui, &kept.units[row], column, session, view, commands) {
                    *typed_quota = Some(row);
                }
            });
        });
        if button(ui, words.quotas.open).on_hover_text(words.quotas.open_hint).clicked() {
            self.dialog = Some(Dialog::ShareOut(QuotaDialog::new(view, session)));
        }
    }

    fn toolbar_ui(&mut self, ui: &mut Ui, kept: &Kept, session: &Session, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        ui.allocate_ui_with_layout(super::row_size(ui), Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            if primary_button_with(ui, Icon::Plus, words.enrolment.add_people).clicked() {
                self.dialog = Some(Dialog::Add(Picker::new(Picking::Enrol)));
            }
            if button(ui, words.enrolment.paste_button).on_hover_text(words.enrolment.paste_hint).clicked() {
                self.dialog = Some(Dialog::Paste(PasteNames::default()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let is_over = kept.n_seated > session.max_heads as usize;
                let color = if is_over { palette(ui).bad } else { palette(ui).text_weak };
                let text = (words.enrolment.seats)(kept.n_seated, session.max_heads, kept.n_waiting);
                ui.add(egui::Label::new(RichText::new(text).size(SMALL).color(color)).truncate());
            });
        });
    }

    /// What can be done with the chosen people, below the grid.
    fn choice_ui(&mut self, ui: &mut Ui, kept: &Kept, session: &Session, view: View<'_>, commands: &mut Commands) {
        let size = super::row_size(ui);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            self.state_buttons_ui(ui, kept, session, view, commands);
        });
    }

    fn state_buttons_ui(
        &mut self,
        ui: &mut Ui,
        kept: &Kept,
        session: &Session,
        view: View<'_>,
        commands: &mut Commands,
    ) {
        let words = SessionWords::of(view.lang);
        let chosen = self.people.meant();
        let text = if chosen.is_empty() {
            words.enrolment.choose_first.to_owned()
        } else {
            (words.enrolment.n_chosen)(chosen.len())
        };
        ui.label(RichText::new(text).size(SMALL).color(palette(ui).text_weak));
        let Some(first) = chosen.first().and_then(|id| kept.rows.iter().find(|row| row.person == *id)) else { return };
        let label = || Label::Enrolment { person: first.name.clone(), n: chosen.len(), session: session.title.clone() };
        let id = session.id;
        let states = [
            (words.enrolment.confirm, EnrolmentState::Confirmed),
            (words.enrolment.to_waiting, EnrolmentState::Waitlisted),
            (words.withdraw, EnrolmentState::Withdrawn),
        ];
        for (text, state) in states {
            if button(ui, text).clicked() {
                let people = chosen.clone();
                commands.edit(label(), move |ws| ws.set_enrolment(id, &people, state));
            }
        }
        if chosen.len() == 1 && first.state.takes_part() && button(ui, words.replace).clicked() {
            let picking = Picking::Substitute { name: first.name.clone(), branch: first.branch_id };
            self.dialog = Some(Dialog::Replace(first.person, Picker::new(picking)));
        }
        if button(ui, words.enrolment.take_off).on_hover_text(words.enrolment.take_off_hint).clicked() {
            let people = chosen.clone();
            commands.edit(label(), move |ws| ws.unenrol(id, &people));
            self.people.clear_choice();
        }
    }

    fn people_ui(&mut self, ui: &mut Ui, kept: &mut Kept, session: &Session, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        let columns = [
            Column::fixed(words.serial, 44.0),
            Column::fixed(words.name, 66.0),
            Column::fixed(words.township, 72.0),
            Column::rest(words.branch, 70.0),
            Column::fixed(words.enrolment.state, 58.0),
            Column::rest(words.enrolment.remark, 90.0),
        ];
        let height = ui.available_height() - 42.0;
        bare_card(ui, |ui| {
            if kept.rows.is_empty() {
                ui.set_min_size(vec2(ui.available_width() - 2.0, height));
                ui.vertical_centered(|ui| {
                    ui.add_space(60.0);
                    ui.label(RichText::new(words.enrolment.enrol_hint).color(palette(ui).text_weak));
                });
                return;
            }
            let facts = Facts::new(view, session);
            let (rows, remarks) = (&kept.rows, &mut kept.remarks);
            let grid = Grid::new(words.enrolment_tab, &columns, rows.len()).checkable().height(height);
            let key = |row: usize| rows[row].person;
            grid.show(ui, &mut self.people, WidgetWords::of(view.lang), key, |ui, row, column| {
                let row = &rows[row];
                let remark = remarks.entry(row.person).or_insert_with(|| remark(row, &facts, view));
                person_cell_ui(ui, row, column, remark, view);
            });
        });
    }

    fn dialog_ui(&mut self, ui: &Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
        let id = session.id;
        let is_open = match &mut self.dialog {
            None => return,
            Some(Dialog::Add(picker)) => picker.ui(ui, session, view, |person| {
                view.ws.enrol(id, &[person])?;
                let label = Label::Enrol { n: 1, session: session.title.clone() };
                commands.edit(label, move |ws| ws.enrol(id, &[person]));
                Ok(())
            }),
            Some(Dialog::Paste(dialog)) => dialog.ui(ui, session, view, commands),
            Some(Dialog::ShareOut(dialog)) => dialog.ui(ui, session, view, commands),
            Some(Dialog::Replace(absentee, picker)) => {
                let key = (id, *absentee);
                picker.ui(ui, session, view, |person| super::attendance::replace(view, key, person, commands))
            }
        };
        if !is_open {
            self.dialog = None;
        }
    }
}

/// One cell of the quotas; whether it is being typed into.
fn quota_cell_ui(
    ui: &mut Ui,
    unit: &UnitRow,
    column: usize,
    session: &Session,
    view: View<'_>,
    commands: &mut Commands,
) -> bool {
    let words = SessionWords::of(view.lang);
    let (id, township) = (session.id, unit.township);
    match column {
        0 => drop(cell_label(ui, &unit.name)),
        1 => {
            let mut heads = i64::from(unit.quota);
            let name = (words.enrolment.quota_of)(&unit.name);
            ui.spacing_mut().interact_size.y = 24.0;
            let field = Field::new(&name).without_label().width(46.0);
            let response = field.number_ui(ui, &mut heads, 0..=100_000, WidgetWords::of(view.lang));
            if response.changed() {
                let heads = u32::try_from(heads).unwrap_or(0);
                let label = Label::Change { table: crate::model::TableName::Sessions, name: session.title.clone() };
                commands.edit(label, move |ws| ws.set_quota(id, township, heads));
            }
            return response.has_focus();
        }
        2 => {
            let is_over = unit.n_seated > unit.quota as usize && unit.quota > 0;
            let color = if is_over { palette(ui).bad } else { palette(ui).text };
            cell_label(ui, RichText::new(unit.n_seated.to_string()).color(color));
        }
        _ => {
            let missing = (unit.quota as usize).saturating_sub(unit.n_seated);
            if missing > 0
                && bare_icon_button(ui, Icon::Plus, &(words.enrolment.fill_up)(&unit.name, missing)).clicked()
            {
                fill_up(unit, missing, session, view, commands);
            }
        }
    }
    false
}

/// Sets the quotas of several townships: one undo step.
fn set_quotas(heads: &[(usize, u32)], kept: &Kept, session: &Session, commands: &mut Commands) {
    let id = session.id;
    let quotas: Vec<(TownshipId, u32)> =
        heads.iter().filter_map(|(row, heads)| Some((kept.units.get(*row)?.township, *heads))).collect();
    let label = Label::Change { table: crate::model::TableName::Sessions, name: session.title.clone() };
    commands.edit(label, move |ws| {
        quotas.iter().try_fold(ws.clone(), |ws, (township, heads)| ws.set_quota(id, *township, *heads))
    });
}

/// Enrols people of a township who were not trained yet, up to its quota.
fn fill_up(unit: &UnitRow, missing: usize, session: &Session, view: View<'_>, commands: &mut Commands) {
    let words = SessionWords::of(view.lang);
    let people: Vec<PersonId> = untrained(view, session, unit.township).into_iter().take(missing).collect();
    if people.len() < missing {
        let text = (words.enrolment.not_enough_untrained)(&unit.name, people.len(), missing);
        commands.push(Command::Notify(Notice::info(text)));
    }
    if people.is_empty() {
        return;
    }
    let id = session.id;
    let label = Label::Enrol { n: people.len(), session: session.title.clone() };
    commands.edit(label, move |ws| ws.enrol(id, &people));
}

fn person_cell_ui(ui: &mut Ui, row: &PersonRow, column: usize, remark: &str, view: View<'_>) {
    let palette = palette(ui);
    let is_in = row.state.takes_part();
    let soft = |text: &str| RichText::new(text).color(palette.text_weak);
    match column {
        0 => drop(cell_label(ui, row.serial.map_or(String::new(), |serial| serial.to_string()))),
        1 => drop(cell_label(ui, if is_in { RichText::new(&row.name) } else { soft(&row.name) })),
        2 => drop(cell_label(ui, soft(&row.township))),
        3 => drop(cell_label(ui, soft(&row.branch)).on_hover_text(&row.post)),
        4 => {
            let color = match row.state {
                EnrolmentState::Confirmed => palette.good,
                EnrolmentState::Invited => palette.text,
                EnrolmentState::Waitlisted => palette.warn,
                EnrolmentState::Replaced { .. } | EnrolmentState::Withdrawn => palette.text_weak,
            };
            cell_label(ui, RichText::new(records::enrolment(view.lang, row.state)).color(color));
        }
        _ => {
            if !remark.is_empty() {
                cell_label(ui, RichText::new(remark).color(palette.warn)).on_hover_text(remark);
            }
        }
    }
}

/// What is worth knowing of somebody enrolled: who came instead, trained before, elsewhere on the same day.
fn remark(row: &PersonRow, facts: &Facts<'_>, view: View<'_>) -> String {
    let words = SessionWords::of(view.lang);
    if !row.substitute.is_empty() {
        return (words.enrolment.replaced_by)(&row.substitute);
    }
    if let Some(other) = facts.elsewhere(row.person) {
        return (words.enrolment.is_elsewhere)(&other.title);
    }
    facts.trained_in(row.person).map(|other| (words.enrolment.trained_already)(&other.title)).unwrap_or_default()
}
