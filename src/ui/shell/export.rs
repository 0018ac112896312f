//! The dialog in which a paper's options are chosen: what it is about, its format, how much of phones it shows.

use egui::{RichText, Ui};

use crate::app::{Command, Commands, GoesTo, Notice, Order, View};
use crate::exchange::attendance_sheet::BLANK_ROWS;
use crate::exchange::mask::PhoneDisplay;
use crate::exchange::paper::pdf::faces::Faces;
use crate::exchange::papers::{Format, Kind, Request, RowTable, Source, package, text};
use crate::model::{Session, SessionId};
use crate::ui::pages::dashboard;
use crate::ui::papers::order;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, Field, button, checkbox, note, segmented, select_wide};
use crate::words::export::ExportWords;
use crate::words::papers;

const PHONES: [PhoneDisplay; 3] = [PhoneDisplay::Masked, PhoneDisplay::Hidden, PhoneDisplay::Full];
const WIDE: f32 = 300.0;

/// The dialog while it is open.
pub(super) struct ExportDialog {
    request: Request,
    format: Format,
    form: Option<String>,
}

impl ExportDialog {
    /// Asks about a paper.
    pub(super) fn new(request: Request) -> Self {
        let format = request.kind.formats()[0];
        Self { request, format, form: None }
    }

    /// Draws the dialog. Returns whether it stays open.
    pub(super) fn ui(&mut self, ui: &Ui, view: View<'_>, forms: &[String], commands: &mut Commands) -> bool {
        let words = ExportWords::of(view.lang);
        let title = (words.title)(papers::kind(view.lang, self.request.kind));
        let dialog = Dialog::new(&title, words.export, words.cancel).width(520.0).ready(self.is_ready());
        let mut is_done = false;
        let answer = dialog.show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            self.about_ui(ui, view);
            self.format_ui(ui, view);
            self.form_ui(ui, view, forms);
            self.options_ui(ui, view);
            is_done = self.other_ways_ui(ui, view, commands);
        });
        match answer {
            DialogAnswer::Open => !is_done,
            DialogAnswer::Cancelled => false,
            DialogAnswer::Confirmed => {
                self.send(GoesTo::File, commands);
                false
            }
        }
    }

    fn is_ready(&self) -> bool {
        let is_whole = self.shows_phones() && self.request.phone == PhoneDisplay::Full;
        let has_session = self.request.session.is_some() || !self.request.kind.needs_session();
        has_session && (!is_whole || !self.request.reason.trim().is_empty())
    }

    fn send(&self, goes_to: GoesTo, commands: &mut Commands) {
        let mut request = self.request.clone();
        self.request.reason.trim().clone_into(&mut request.reason);
        request.one_a_township &= self.can_be_one_a_unit();
        let form = self.form.clone().filter(|_| self.format == Format::Xlsx);
        commands.push(Command::Export(Order { form, ..order(request, self.format, goes_to) }));
    }

    /// What the paper is about: the session, or the unit.
    fn about_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = ExportWords::of(view.lang);
        let is_of_session = self.request.session.is_some() || self.request.kind.needs_session();
        if is_of_session {
            self.session_ui(ui, view);
        }
        if self.request.kind.can_be_of_unit(is_of_session) {
            let units = view.ws.townships_in_order();
            let names: Vec<&str> =
                [words.whole].into_iter().chain(units.iter().map(|unit| unit.name.as_str())).collect();
            let chosen = self.request.township;
            let mut at = units.iter().position(|unit| Some(unit.id) == chosen).map_or(0, |at| at + 1);
            if select_wide(ui, words.scope, &names, &mut at, Some(WIDE)).changed() {
                self.request.township = at.checked_sub(1).and_then(|at| units.get(at)).map(|unit| unit.id);
            }
        }
        if self.request.kind == Kind::Package {
            let kinds = package::kinds(self.request.session.is_some()).iter();
            let names: Vec<&str> = kinds.map(|kind| papers::kind(view.lang, *kind)).collect();
            let names = names.join(view.lang.pick("、", ", "));
            note(ui, &(words.package_note)(&names, self.request.session.is_some()));
        }
    }

    fn session_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let mut sessions: Vec<&Session> = view.ws.sessions.iter().collect();
        sessions.sort_by_key(|session| (session.span().is_none(), session.span(), session.id));
        let near = || {
            let is_over = |session: &&Session| session.span().is_some_and(|span| span.last < view.as_of);
            sessions.iter().find(|session| !is_over(session)).or(sessions.last()).map(|session| session.id)
        };
        let chosen: Option<SessionId> = self.request.session.filter(|id| view.ws.sessions.has(*id)).or_else(near);
        self.request.session = chosen;
        let names: Vec<&str> = sessions.iter().map(|session| session.title.as_str()).collect();
        let mut at = sessions.iter().position(|session| Some(session.id) == chosen).unwrap_or(0);
        let prefix = format!("{}：", ExportWords::of(view.lang).session);
        if select_wide(ui, &prefix, &names, &mut at, Some(WIDE)).changed() {
            self.request.session = sessions.get(at).map(|session| session.id);
        }
    }

    fn format_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let formats = self.request.kind.formats();
        let names: Vec<&str> = formats.iter().map(|format| papers::format(view.lang, *format)).collect();
        let mut at = formats.iter().position(|format| *format == self.format).unwrap_or(0);
        ui.horizontal(|ui| {
            ui.label(RichText::new(ExportWords::of(view.lang).format).size(SMALL).color(palette(ui).text_weak));
            if segmented(ui, &names, &mut at) {
                self.format = formats[at];
            }
        });
    }

    /// The office's own forms, if it has any.
    fn form_ui(&mut self, ui: &mut Ui, view: View<'_>, forms: &[String]) {
        let has_table = !matches!(self.request.kind, Kind::Package | Kind::Rows | Kind::Dashboard);
        if forms.is_empty() || self.format != Format::Xlsx || !has_table {
            return;
        }
        let words = ExportWords::of(view.lang);
        let names: Vec<&str> = [words.own_look].into_iter().chain(forms.iter().map(String::as_str)).collect();
        let mut at = forms.iter().position(|name| Some(name) == self.form.as_ref()).map_or(0, |at| at + 1);
        if select_wide(ui, words.form, &names, &mut at, Some(WIDE)).changed() {
            self.form = at.checked_sub(1).and_then(|at| forms.get(at)).cloned();
        }
    }

    fn can_be_one_a_unit(&self) -> bool {
        let has_form = self.form.is_some() && self.format == Format::Xlsx;
        let is_of_session = self.request.session.is_some();
        let is_of_all = self.request.township.is_none() && self.request.kind.can_be_one_a_unit(is_of_session);
        is_of_all && self.format.has_sheets() && !has_form
    }

    fn shows_phones(&self) -> bool {
        matches!(self.request.kind, Kind::Attendance | Kind::Coverage | Kind::Unconfirmed | Kind::Rows | Kind::Package)
    }

    fn options_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = ExportWords::of(view.lang);
        if self.can_be_one_a_unit() {
            checkbox(ui, &mut self.request.one_a_township, words.per_township);
        }
        if self.request.kind == Kind::Attendance {
            let names: Vec<String> = BLANK_ROWS.map(words.blank_rows).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut at = self.request.blank_rows.saturating_sub(*BLANK_ROWS.start()) as usize;
            if select_wide(ui, "", &names, &mut at, Some(WIDE)).changed() {
                self.request.blank_rows = BLANK_ROWS.start() + at as u32;
            }
        }
        if self.request.kind == Kind::Coverage {
            checkbox(ui, &mut self.request.with_names, words.with_names);
        }
        if self.request.kind == Kind::Rows && self.format == Format::Csv {
            let names = RowTable::ALL.map(|table| papers::row_table(view.lang, table));
            let mut at = RowTable::ALL.iter().position(|table| *table == self.request.rows).unwrap_or(0);
            if select_wide(ui, words.rows, &names, &mut at, Some(WIDE)).changed() {
                self.request.rows = RowTable::ALL[at];
            }
        }
        if !self.shows_phones() {
            return;
        }
        let mut at = PHONES.iter().position(|phone| *phone == self.request.phone).unwrap_or(0);
        if select_wide(ui, words.phones, &words.phone_choices, &mut at, Some(WIDE)).changed() {
            self.request.phone = PHONES[at];
        }
        if self.request.phone == PhoneDisplay::Full {
            let field = Field::new(words.reason).hint(words.reason_hint).width(ui.available_width());
            field.text_ui(ui, &mut self.request.reason);
            note(ui, words.reason_note);
        }
    }

    /// Printing and copying. Returns whether the dialog has done its work.
    fn other_ways_ui(&self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) -> bool {
        let words = ExportWords::of(view.lang);
        let mut is_done = false;
        ui.horizontal(|ui| {
            let can_print = matches!(self.format, Format::Xlsx | Format::Pdf | Format::Png);
            if can_print && self.request.kind != Kind::Package {
                let print = ui.add_enabled_ui(self.is_ready(), |ui| button(ui, words.print)).inner;
                if print.clicked() {
                    self.send(GoesTo::Printer, commands);
                    is_done = true;
                }
            }
            let has_text = self.request.kind.formats().contains(&Format::Txt);
            if has_text && button(ui, words.copy_text).clicked() {
                let source = Source {
                    ws: view.ws,
                    as_of: view.as_of,
                    now: view.today.into(),
                    lang: view.lang,
                    draw: dashboard::picture,
                    faces: Faces::built_in,
                };
                match text(&source, &self.request) {
                    Ok(text) => {
                        ui.ctx().copy_text(text);
                        commands.push(Command::Notify(Notice::info(words.copied)));
                    }
                    Err(error) => {
                        commands.push(Command::Notify(Notice::problem(papers::error(view.lang, &error))));
                    }
                }
            }
        });
        is_done
    }
}
