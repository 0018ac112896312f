//! 考勤: marks typed from signed paper, with hours and completion beside them.

pub mod cursor;
mod grid;
mod head_counts;
mod keys;
mod pasted;
pub mod sheet;

use std::rc::Rc;

use egui::{Align, Key, Layout, RichText, Ui, vec2};

use self::grid::{GridLook, GridState, grid_id, grid_ui, mark_color};
use self::head_counts::HeadCounts;
use self::keys::Asked;
use self::sheet::{Cell, Sheet};
use super::people::{Picker, Picking};
use crate::app::search::Matcher;
use crate::app::{Commands, View};
use crate::model::{Label, MarkKind, PersonId, Session, SessionId, SlotNo, Status};
use crate::ui::fonts;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{Field, bare_card, button, select, take_paste};
use crate::words::sessions::SessionWords;
use crate::words::{records, refusals};

/// The state of the tab.
#[derive(Default)]
pub struct AttendanceTab {
    kept: Option<Kept>,
    grid: GridState,
    jump: String,
    serials: String,
    serials_kind: usize,
    serials_error: Option<String>,
    dialog: Option<Dialog>,
}

/// The sheet as it was drawn last.
struct Kept {
    revision: u64,
    sheet: Rc<Sheet>,
}

enum Dialog {
    WalkIn(Picker),
    Replace(PersonId, Picker),
    HeadCounts(Box<HeadCounts>),
}

/// What the menu of a cell asks for.
enum Chosen {
    Mark(Option<MarkKind>),
    JoinHere,
    JoinAtOnce,
    Replace,
    Withdraw,
}

impl AttendanceTab {
    /// Begins anew, as when another session is opened.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Gives the grid the keyboard's focus in the next frame.
    pub fn take_focus(&mut self) {
        self.grid.is_released = false;
    }

    /// The sheet on screen.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.kept.as_ref().map(|kept| kept.sheet.as_ref())
    }

    /// Draws the tab. `is_covered` says that a dialog of the page stands in front.
    pub fn ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands, is_covered: bool) {
        let words = SessionWords::of(view.lang);
        let Some(sheet) = self.follow(session, view) else { return };
        if sheet.slots.is_empty() || sheet.rows.is_empty() {
            self.empty_ui(ui, &sheet, words);
        } else {
            self.head_ui(ui, session, &sheet, view, commands);
            self.serials_ui(ui, session, &sheet, view, commands);
            self.grid_ui(ui, session, &sheet, view, commands, is_covered);
            totals_ui(ui, &sheet, view);
        }
        self.dialog_ui(ui, session, view, commands);
    }

    fn follow(&mut self, session: &Session, view: View<'_>) -> Option<Rc<Sheet>> {
        let revision = view.derived.revision();
        if let Some(kept) =
            self.kept.as_ref().filter(|kept| kept.revision == revision && kept.sheet.session == session.id)
        {
            return Some(kept.sheet.clone());
        }
        let is_other = self.kept.as_ref().is_none_or(|kept| kept.sheet.session != session.id);
        let sheet = Rc::new(Sheet::new(view.ws, session)?);
        if is_other {
            self.reset();
            let (row, column) = sheet.first_open();
            self.grid.cursor = cursor::Cursor::new(row, column);
            self.grid.must_show_cursor = true;
        }
        self.kept = Some(Kept { revision, sheet: sheet.clone() });
        Some(sheet)
    }

    fn empty_ui(&mut self, ui: &mut Ui, sheet: &Sheet, words: &SessionWords) {
        ui.add_space(40.0);
        let text =
            if sheet.slots.is_empty() { words.attendance.no_slots_yet } else { words.attendance.nobody_enrolled_yet };
        ui.vertical_centered(|ui| {
            ui.label(RichText::new(text).color(palette(ui).text_weak));
            if button(ui, words.attendance.head_counts_button).clicked() {
                self.dialog = Some(Dialog::HeadCounts(Box::default()));
            }
        });
    }

    fn head_ui(&mut self, ui: &mut Ui, session: &Session, sheet: &Sheet, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        let column = self.grid.cursor.at.column.min(sheet.slots.len() - 1);
        let slot = sheet.slots[column];
        let (entered, due) = sheet.entered(column);
        ui.horizontal(|ui| {
            let rest = button(ui, words.attendance.all_present).on_hover_text(words.attendance.all_present_hint);
            if rest.clicked() && (due > entered || session.status == Status::Closed) {
                let (id, no) = (session.id, slot.no);
                let label = Label::MarkMany {
                    n: (due - entered) as usize,
                    session: session.title.clone(),
                    kind: Some(MarkKind::Present),
                };
                commands.edit(label, move |ws| ws.mark_rest_present(id, no));
            }
            let text =
                (words.attendance.slot_entered)(&(words.attendance.slot_name)(slot.date, slot.half), entered, due);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(text).size(SMALL));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| legend_ui(ui, view));
            });
        });
    }

    fn serials_ui(&mut self, ui: &mut Ui, session: &Session, sheet: &Sheet, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        ui.horizontal(|ui| {
            ui.label(RichText::new(words.attendance.serials).size(SMALL).color(palette(ui).text_weak));
            let field = Field::new(words.attendance.serials_field).without_label().hint("1-18,20,23-40").width(170.0);
            let response = field.text_ui(ui, &mut self.serials);
            if response.changed() {
                self.serials_error = None;
            }
            let marks: Vec<&str> = MarkKind::ALL.into_iter().map(|kind| records::mark(view.lang, kind)).collect();
            select(ui, "→ ", &marks, &mut self.serials_kind);
            let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if (button(ui, words.attendance.enter).clicked() || enter) && !self.serials.trim().is_empty() {
                self.mark_serials(session, sheet, view, commands);
                if enter && self.serials_error.is_some() {
                    response.request_focus();
                }
            }
            if let Some(error) = &self.serials_error {
                ui.label(RichText::new(error).size(NOTE).color(palette(ui).bad));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button(ui, words.attendance.head_counts_button).clicked() {
                    self.dialog = Some(Dialog::HeadCounts(Box::default()));
                }
                if button(ui, words.attendance.walk_in_button).clicked() {
                    self.dialog = Some(Dialog::WalkIn(Picker::new(Picking::WalkIn)));
                }
            });
        });
    }

    fn mark_serials(&mut self, session: &Session, sheet: &Sheet, view: View<'_>, commands: &mut Commands) {
        let (id, no) = (session.id, sheet.slots[self.grid.cursor.at.column].no);
        let kind = MarkKind::ALL.get(self.serials_kind).copied();
        let text = self.serials.clone();
        if let Err(refusal) = view.ws.mark_serials(id, no, &text, kind) {
            self.serials_error = Some(refusals::refusal(view.lang, &refusal));
            return;
        }
        let last = sheet.rows.iter().map(|row| row.serial).max().unwrap_or(0);
        let n = crate::model::attendance::parse_serials(&text, last).map_or(0, |serials| serials.len());
        let label = Label::MarkMany { n, session: session.title.clone(), kind };
        commands.edit(label, move |ws| ws.mark_serials(id, no, &text, kind));
        self.serials.clear();
        self.serials_error = None;
    }

    fn grid_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        sheet: &Rc<Sheet>,
        view: View<'_>,
        commands: &mut Commands,
        is_covered: bool,
    ) {
        let words = SessionWords::of(view.lang);
        let look = GridLook { sheet, words, is_covered: is_covered || self.dialog.is_some() };
        let size = vec2(ui.available_width(), (ui.available_height() - 34.0).max(90.0));
        let mut chosen = None;
        let mut asked = Vec::new();
        ui.allocate_ui(size, |ui| {
            ui.set_min_size(size);
            bare_card(ui, |ui| {
                ui.set_min_size(size - vec2(4.0, 4.0));
                ui.set_max_size(size - vec2(4.0, 4.0));
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                asked = grid_ui(ui, &look, &mut self.grid, |ui| chosen = menu_ui(ui, view)).1;
            });
        });
        if !look.is_covered
            && let Some(text) = take_paste(ui)
        {
            pasted::paste(&text, self.grid.cursor.at, session, sheet, view, commands);
        }
        for one in asked {
            self.carry_out(one, session, sheet, commands);
        }
        if self.grid.is_released {
            ui.memory_mut(|memory| memory.surrender_focus(grid_id()));
        }
        self.jump_ui(ui, words);
        match chosen {
            Some(Chosen::Mark(kind)) => self.mark(kind, session, sheet, commands),
            Some(other) => self.change_enrolment(&other, session, sheet, commands),
            None => {}
        }
    }

    fn carry_out(&mut self, asked: Asked, session: &Session, sheet: &Sheet, commands: &mut Commands) {
        match asked {
            Asked::Mark(kind) => {
                self.jump.clear();
                let is_block = self.grid.cursor.is_block();
                self.mark(kind, session, sheet, commands);
                let is_refused = matches!(session.status, Status::Closed | Status::Cancelled);
                if !is_block && !is_refused {
                    self.grid.cursor.advance(sheet);
                    self.grid.must_show_cursor = true;
                }
            }
            Asked::Jump(letter) => {
                self.jump.push(letter);
                self.jump_to_match(sheet);
            }
            Asked::JumpBack => {
                self.jump.pop();
                self.jump_to_match(sheet);
            }
            Asked::Release if self.jump.is_empty() => self.grid.is_released = true,
            Asked::JumpOver | Asked::Release => self.jump.clear(),
        }
    }

    fn mark(&mut self, kind: Option<MarkKind>, session: &Session, sheet: &Sheet, commands: &mut Commands) {
        let mut cells = self.grid.cursor.due_cells(sheet);
        let at = self.grid.cursor.at;
        let (Some(row), Some(slot)) = (sheet.rows.get(at.row), sheet.slots.get(at.column)) else { return };
        if cells.is_empty() && row.cells[at.column] == Cell::Replaced {
            // the refusal tells the clerk why nothing is marked
            cells.push((row.person, slot.no));
        }
        let label = match cells.as_slice() {
            [] => return,
            [_] => Label::Mark { person: row.name.clone(), date: slot.date, half: slot.half, kind },
            many => Label::MarkMany { n: many.len(), session: session.title.clone(), kind },
        };
        let id = session.id;
        commands.edit(label, move |ws| ws.set_marks(id, &cells, kind));
    }

    fn jump_to_match(&mut self, sheet: &Sheet) {
        if self.jump.is_empty() {
            return;
        }
        let matcher = Matcher::new(&self.jump);
        let n_rows = sheet.rows.len();
        let start = self.grid.cursor.at.row;
        let found = (0..n_rows).map(|i| (start + i) % n_rows).find(|row| matcher.matches(&sheet.rows[*row].name));
        if let Some(row) = found {
            let column = self.grid.cursor.at.column;
            self.grid.cursor.go(cursor::Place { row, column }, false);
            self.grid.must_show_cursor = true;
        }
    }

    fn jump_ui(&self, ui: &Ui, words: &SessionWords) {
        if self.jump.is_empty() {
            return;
        }
        let at = ui.min_rect().left_bottom() + vec2(14.0, -14.0);
        let palette = palette(ui);
        let text = (words.attendance.jumping)(&self.jump);
        let galley = ui.painter().layout_no_wrap(text, fonts::regular(SMALL), palette.on_accent);
        let rect = egui::Rect::from_min_size(at - vec2(0.0, galley.size().y), galley.size()).expand2(vec2(10.0, 5.0));
        ui.painter().rect_filled(rect, 6.0, palette.accent);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.on_accent);
    }

    fn change_enrolment(&mut self, chosen: &Chosen, session: &Session, sheet: &Sheet, commands: &mut Commands) {
        let at = self.grid.cursor.at;
        let Some(row) = sheet.rows.get(at.row) else { return };
        let key = (session.id, row.person);
        let label = Label::Enrolment { person: row.name.clone(), n: 1, session: session.title.clone() };
        match chosen {
            Chosen::JoinHere => {
                let from = sheet.slots.get(at.column).map(|slot| slot.no).filter(|_| at.column > 0);
                commands.edit(label, move |ws| ws.join_from(key, from));
            }
            Chosen::JoinAtOnce => commands.edit(label, move |ws| ws.join_from(key, None)),
            Chosen::Withdraw => {
                let state = crate::model::EnrolmentState::Withdrawn;
                commands.edit(label, move |ws| ws.set_enrolment(key.0, &[key.1], state));
            }
            Chosen::Replace => {
                let picking = Picking::Substitute { name: row.name.clone(), branch: row.branch_id };
                self.dialog = Some(Dialog::Replace(row.person, Picker::new(picking)));
            }
            Chosen::Mark(_) => {}
        }
    }

    fn dialog_ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
        let slot = self.current_slot();
        let is_open = match &mut self.dialog {
            None => return,
            Some(Dialog::WalkIn(picker)) => picker.ui(ui, session, view, |person| {
                let title = session.title.clone();
                let id = session.id;
                view.ws.walk_in(id, person, slot).map(|_| {
                    let label = Label::Enrol { n: 1, session: title };
                    commands.edit(label, move |ws| ws.walk_in(id, person, slot));
                })
            }),
            Some(Dialog::Replace(absentee, picker)) => {
                let key = (session.id, *absentee);
                picker.ui(ui, session, view, |person| replace(view, key, person, commands))
            }
            Some(Dialog::HeadCounts(dialog)) => dialog.ui(ui, session, view, commands),
        };
        if !is_open {
            self.dialog = None;
        }
    }

    fn current_slot(&self) -> Option<SlotNo> {
        let column = self.grid.cursor.at.column;
        self.sheet().and_then(|sheet| sheet.slots.get(column)).map(|slot| slot.no)
    }
}

/// Asks for a replacement, if it can be made.
///
/// # Errors
/// The refusal of [`crate::model::Workspace::replace`].
pub(super) fn replace(
    view: View<'_>,
    key: (SessionId, PersonId),
    by: PersonId,
    commands: &mut Commands,
) -> Result<(), crate::model::Refusal> {
    view.ws.replace(key, by)?;
    let name = |id| view.ws.people.get(id).map(|person| person.name.clone()).unwrap_or_default();
    commands.edit(Label::Replace { person: name(key.1), by: name(by) }, move |ws| ws.replace(key, by));
    Ok(())
}

/// The keys and what they mean: bold digit, then the mark.
fn legend_ui(ui: &mut Ui, view: View<'_>) {
    let words = SessionWords::of(view.lang);
    let palette = palette(ui);
    let mut job = egui::text::LayoutJob::default();
    let mut add = |digit: String, text: &str| {
        let format = |font| egui::TextFormat { font_id: font, color: palette.text_weak, ..Default::default() };
        job.append(&digit, if job.is_empty() { 0.0 } else { 4.0 }, format(fonts::bold(NOTE + 0.5)));
        job.append(text, 0.0, format(fonts::regular(NOTE + 0.5)));
    };
    for (i, kind) in MarkKind::ALL.into_iter().enumerate() {
        add((i + 1).to_string(), records::mark(view.lang, kind));
    }
    add("0".to_owned(), words.attendance.clear_mark);
    ui.add(egui::Label::new(job).truncate());
}

fn menu_ui(ui: &mut Ui, view: View<'_>) -> Option<Chosen> {
    let words = SessionWords::of(view.lang);
    let palette = palette(ui);
    ui.set_min_width(150.0);
    let mut chosen = None;
    for (i, kind) in MarkKind::ALL.into_iter().enumerate() {
        let sign = RichText::new(format!("{}  {}", records::mark_sign(kind), records::mark(view.lang, kind)));
        let item = egui::Button::new(sign.color(mark_color(kind, palette))).shortcut_text((i + 1).to_string());
        if ui.add(item).clicked() {
            chosen = Some(Chosen::Mark(Some(kind)));
        }
    }
    if ui.add(egui::Button::new(words.attendance.clear_mark).shortcut_text("0")).clicked() {
        chosen = Some(Chosen::Mark(None));
    }
    ui.separator();
    let others = [
        (words.attendance.join_here, Chosen::JoinHere),
        (words.attendance.join_at_once, Chosen::JoinAtOnce),
        (words.replace, Chosen::Replace),
        (words.withdraw, Chosen::Withdraw),
    ];
    for (text, choice) in others {
        if ui.button(text).clicked() {
            chosen = Some(choice);
        }
    }
    chosen
}

/// The line of sums below the grid, and the rule of completion.
fn totals_ui(ui: &mut Ui, sheet: &Sheet, view: View<'_>) {
    let words = SessionWords::of(view.lang);
    let palette = palette(ui);
    let sum = |ui: &mut Ui, text: &str, figure: &str, color| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(text).size(SMALL));
        ui.label(RichText::new(figure).font(fonts::bold(SMALL)).color(color));
        ui.add_space(7.0);
    };
    ui.horizontal(|ui| {
        for (kind, n) in MarkKind::ALL.into_iter().zip(sheet.counts) {
            if n > 0 || kind == MarkKind::Present {
                let color = if kind == MarkKind::Absent { palette.bad } else { palette.text };
                let name =
                    if kind == MarkKind::Present { words.attendance.came } else { records::mark(view.lang, kind) };
                sum(ui, name, &records::count(n), color);
            }
        }
        sum(ui, words.attendance.attendance_rate, &records::percent(sheet.rate.n, sheet.rate.of), palette.text);
        let (completed, expected) = sheet.completed;
        sum(ui, words.attendance.completed, &format!("{completed}/{expected}"), palette.text);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (numerator, denominator) = sheet.leave_limit;
            let text = (words.attendance.completion_rule)(numerator, denominator);
            ui.add(egui::Label::new(RichText::new(text).size(SMALL).color(palette.text_weak)).truncate());
        });
    });
}

/// The grid's id, for the page that hands it the focus.
pub fn focus_id() -> egui::Id {
    grid_id()
}
