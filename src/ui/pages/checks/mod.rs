//! 检查: every check with its source, what it does and what it has found; and the filing of the annual plan.

pub mod filing;
mod findings;

use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

use crate::app::{Commands, View};
use crate::model::{Impact, Label, Rule};
use crate::report::checks::{CheckRow, checks};
use crate::rules::Source;
use crate::ui::fonts;
use crate::ui::theme::{HEADING, SMALL, Tone, palette};
use crate::ui::widgets::{
    Column, Grid, GridState, bare_card, button, card, cell_label, chip, note, page_header, primary_button, select,
};
use crate::words::checks::{self as words, ChecksWords};
use crate::words::widgets::WidgetWords;
use crate::words::{Lang, report};
use filing::FilePlan;
pub(super) use findings::finding_rows_ui;

const DETAIL_WIDTH: f32 = 470.0;

/// The state of the page.
#[derive(Default)]
pub struct ChecksPage {
    content: Option<(u64, Lang, Vec<Line>)>,
    grid: GridState<Rule>,
    wanted: Option<Rule>,
    dialog: Option<FilePlan>,
}

/// A check as it is shown.
struct Line {
    rule: Rule,
    name: &'static str,
    impact: Option<Impact>,
    source: String,
    note: String,
    is_missing: bool,
    findings: Vec<crate::rules::Finding>,
}

impl Line {
    fn of(lang: Lang, row: CheckRow<'_>) -> Self {
        let note = match row.source {
            Source::Preset(preset) => lang.pick(preset.note.clone(), preset.note_en.clone()),
            Source::Set(_) | Source::Missing | Source::Plain => String::new(),
        };
        Self {
            rule: row.rule,
            name: report::rule(lang, row.rule),
            impact: row.impact,
            source: words::source(lang, &row.source),
            note,
            is_missing: row.source == Source::Missing,
            findings: row.findings,
        }
    }
}

impl ChecksPage {
    /// Shows a check, or all.
    pub fn open(&mut self, rule: Option<Rule>) {
        self.wanted = rule;
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let text = ChecksWords::of(view.lang);
        self.bring_up_to_date(view);
        let Some((.., lines)) = &self.content else { return };
        let count = |impact| lines.iter().filter(|l| l.impact == Some(impact)).map(|l| l.findings.len()).sum();
        let subtitle = (text.subtitle)(count(Impact::Block), count(Impact::Warn), count(Impact::Info));
        page_header(ui, text.title, &subtitle, |ui| {
            if filed_ui(ui, view, text, commands) {
                self.dialog = Some(FilePlan::new(view));
            }
        });
        ui.add_space(6.0);
        if let Some(row) = self.wanted.take().and_then(|rule| lines.iter().position(|line| line.rule == rule)) {
            self.grid.go_to(row, lines[row].rule);
        }
        let size = vec2(ui.available_width() - DETAIL_WIDTH - 10.0, ui.available_height());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                list_ui(ui, view, lines, &mut self.grid);
            });
            let at = self.grid.cursor_key().and_then(|rule| lines.iter().find(|line| line.rule == *rule));
            card(ui, |ui| {
                ui.set_min_size(vec2(DETAIL_WIDTH - 30.0, size.y - 26.0));
                ui.set_max_width(DETAIL_WIDTH - 30.0);
                if let Some(line) = at.or(lines.first()) {
                    detail_ui(ui, view, line, commands);
                }
            });
        });
        if let Some(dialog) = &mut self.dialog
            && !dialog.ui(ui, view, commands)
        {
            self.dialog = None;
        }
    }

    fn bring_up_to_date(&mut self, view: View<'_>) {
        let now = (view.derived.revision(), view.lang);
        if self.content.as_ref().is_some_and(|(revision, lang, _)| (*revision, *lang) == now) {
            return;
        }
        let rows = checks(view.ws, view.derived.findings(view.ws), view.as_of);
        self.content = Some((now.0, now.1, rows.into_iter().map(|row| Line::of(view.lang, row)).collect()));
    }
}

/// When the plan was filed, or the button that files it. Returns whether it was pressed.
fn filed_ui(ui: &mut Ui, view: View<'_>, text: &ChecksWords, commands: &mut Commands) -> bool {
    let year = view.ws.programme.year;
    let Some(filed) = &view.ws.programme.filed else {
        return ui.add_enabled_ui(!view.is_read_only, |ui| primary_button(ui, text.file_plan).clicked()).inner;
    };
    if button(ui, text.unfile).clicked() {
        commands.edit(Label::FilePlan { year, is_filed: false }, crate::model::Workspace::unfile_plan);
    }
    note(ui, &(text.filed)(&filed.on.to_string(), &filed.by));
    false
}

fn list_ui(ui: &mut Ui, view: View<'_>, lines: &[Line], grid: &mut GridState<Rule>) {
    let text = ChecksWords::of(view.lang);
    bare_card(ui, |ui| {
        let columns = [
            Column::fixed(text.check, 168.0),
            Column::fixed(text.impact, 96.0),
            Column::fixed(text.found, 84.0).right(),
            Column::rest(text.source, 200.0),
        ];
        let key = |row: usize| lines[row].rule;
        Grid::new(text.title, &columns, lines.len()).show(ui, grid, WidgetWords::of(view.lang), key, |ui, row, at| {
            cell_ui(ui, view, &lines[row], at);
        });
    });
}

fn cell_ui(ui: &mut Ui, view: View<'_>, line: &Line, column: usize) {
    let text = ChecksWords::of(view.lang);
    let palette = palette(ui);
    let label = |ui: &mut Ui, text: &str, color| {
        cell_label(ui, RichText::new(text).size(SMALL).color(color));
    };
    match column {
        0 => label(ui, line.name, palette.text),
        1 => drop(chip(ui, words::impact(view.lang, line.impact), tone(line.impact))),
        2 => match (line.impact, line.is_missing, line.findings.len()) {
            (None, ..) => label(ui, text.off, palette.text_weak),
            (_, true, 0) => label(ui, text.not_checked, palette.text_weak),
            (_, _, 0) => label(ui, text.passed, palette.good),
            (_, _, n) => label(ui, &n.to_string(), palette.bad),
        },
        _ => label(ui, &line.source, palette.text_weak),
    }
}

fn tone(impact: Option<Impact>) -> Tone {
    match impact {
        Some(Impact::Block) => Tone::Bad,
        Some(Impact::Warn) => Tone::Warn,
        Some(Impact::Info) | None => Tone::Neutral,
    }
}

/// One check: where it comes from, what it does, what it has found.
fn detail_ui(ui: &mut Ui, view: View<'_>, line: &Line, commands: &mut Commands) {
    let text = ChecksWords::of(view.lang);
    ui.label(RichText::new(line.name).font(fonts::bold(HEADING)));
    note(ui, &line.source);
    if !line.note.is_empty() {
        note(ui, &line.note);
    }
    ui.add_space(4.0);
    let choices: Vec<Option<Impact>> = Impact::ALL.map(Some).into_iter().chain([None]).collect();
    let names: Vec<&str> = choices.iter().map(|impact| words::impact(view.lang, *impact)).collect();
    let mut at = choices.iter().position(|impact| *impact == line.impact).unwrap_or(0);
    ui.horizontal(|ui| {
        let is_changed =
            ui.add_enabled_ui(!view.is_read_only, |ui| select(ui, text.impact_label, &names, &mut at)).inner;
        if is_changed.changed() {
            let (rule, impact) = (line.rule, choices[at]);
            commands.edit(Label::Check { rule, impact }, move |ws| ws.set_impact(rule, impact));
        }
        if line.impact != Some(line.rule.usual_impact()) {
            note(ui, &(text.usual)(words::impact(view.lang, Some(line.rule.usual_impact()))));
        }
    });
    ui.add_space(6.0);
    if line.findings.is_empty() {
        note(ui, text.nothing_found);
        return;
    }
    ScrollArea::vertical().id_salt(line.rule as usize).auto_shrink(false).show(ui, |ui| {
        finding_rows_ui(ui, view, &line.findings, text.go, commands);
    });
}
