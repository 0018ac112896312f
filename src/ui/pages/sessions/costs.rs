//! 经费: the cost lines of a session, with their sums and the cost per head.

use std::collections::BTreeMap;

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui, vec2};

use super::draft::Draft;
use super::money_rule::{FilingDraft, Limits};
use super::slots::end_button;
use crate::app::{Commands, Pasted, View};
use crate::exchange::records::What;
use crate::exchange::tables::Holds;
use crate::model::{
    CostId, CostItem, CostLine, Fen, Label as EditLabel, Level, Refusal, Session, TableName, Workspace,
};
use crate::ui::fonts;
use crate::ui::pages::import_pasted;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{DatePicker, Field, button, card, format_yuan, note, parse_yuan, select_wide, take_paste};
use crate::words::sessions::SessionWords;
use crate::words::widgets::WidgetWords;
use crate::words::{records, refusals};

const ITEM: f32 = 96.0;
const PAYER: f32 = 80.0;
const UNIT: f32 = 104.0;
const DATE: f32 = 146.0;
const MONEY: f32 = 88.0;

/// What is being typed in the lines.
#[derive(Default)]
pub struct CostsTab {
    drafts: BTreeMap<CostId, LineDraft>,
    filing: FilingDraft,
}

#[derive(Default)]
struct LineDraft {
    planned: Draft,
    actual: Draft,
    note: Draft,
}

/// What editing one line needs.
struct Desk<'a> {
    view: View<'a>,
    session: &'a Session,
    commands: &'a mut Commands,
}

impl Desk<'_> {
    /// Asks for a change of the line, or says why it cannot be.
    fn change(&mut self, line: &CostLine, change: impl Fn(&mut CostLine)) -> Result<(), String> {
        let mut line = line.clone();
        change(&mut line);
        let session = self.session.id;
        let label = EditLabel::Change { table: TableName::Costs, name: self.name_of(&line) };
        put(self.view.ws, session, &line).map_err(|refusal| refusals::refusal(self.view.lang, &refusal))?;
        self.commands.edit(label, move |ws| put(ws, session, &line));
        Ok(())
    }

    fn name_of(&self, line: &CostLine) -> String {
        format!("{} · {}", self.session.title, records::cost_item(self.view.lang, line.item))
    }
}

fn put(ws: &Workspace, session: crate::model::SessionId, line: &CostLine) -> Result<Workspace, Refusal> {
    ws.with_cost(session, line.clone())
}

impl CostsTab {
    /// Draws the tab.
    pub fn ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        if let Some(text) = take_paste(ui) {
            let holds = Some(Holds::Records(What::Costs));
            import_pasted(Pasted { text, holds, session: Some(session.id) }, commands);
        }
        let lines: Vec<&CostLine> = view.ws.costs_of(session.id).collect();
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            self.filing.ui(ui, session, view, commands);
            ui.separator();
            let mut desk = Desk { view, session, commands };
            ui.spacing_mut().item_spacing.x = 4.0;
            let rest = ui.available_width() - ITEM - PAYER - DATE - 2.0 * MONEY - 22.0 - 6.0 * 4.0;
            heads_ui(ui, words, rest);
            let height = (ui.available_height() - 140.0).max(120.0);
            ScrollArea::vertical().id_salt("costs").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                if lines.is_empty() {
                    note(ui, words.costs.no_costs_yet);
                }
                for line in &lines {
                    let draft = self.drafts.entry(line.id).or_default();
                    ui.push_id(line.id, |ui| line_ui(ui, line, draft, &mut desk, rest));
                }
            });
            if button(ui, words.costs.add_cost).clicked() {
                add_line(&mut desk);
            }
            ui.separator();
            sums_ui(ui, &lines, &desk);
            Limits::of(session, view).ui(ui, view);
        });
    }
}

fn heads_ui(ui: &mut Ui, words: &SessionWords, rest: f32) {
    ui.horizontal(|ui| {
        let titles = [
            (words.costs.cost_item, ITEM),
            (words.costs.payer, PAYER),
            (words.date, DATE),
            (words.costs.planned, MONEY),
            (words.costs.actual, MONEY),
            (words.costs.paid_by_and_note, rest),
        ];
        for (title, width) in titles {
            ui.allocate_ui_with_layout(vec2(width, 18.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(width);
                ui.label(RichText::new(title).size(SMALL).color(palette(ui).text_weak));
            });
        }
    });
}

fn line_ui(ui: &mut Ui, line: &CostLine, draft: &mut LineDraft, desk: &mut Desk<'_>, rest: f32) {
    let view = desk.view;
    let words = SessionWords::of(view.lang);
    let widget_words = WidgetWords::of(view.lang);
    ui.horizontal_top(|ui| {
        ui.style_mut().text_styles.insert(egui::TextStyle::Body, fonts::regular(SMALL));
        ui.style_mut().text_styles.insert(egui::TextStyle::Button, fonts::regular(SMALL));
        choices_ui(ui, line, desk);
        let mut date = line.date;
        let picker = DatePicker::new(words.date, view.today, line.date);
        let picker = picker.field(|field| field.without_label().width(DATE));
        if picker.ui(ui, &mut date, widget_words).changed() {
            // a day far from the year is refused and the line stays as it was
            let _ = desk.change(line, |line| line.date = date);
        }
        let field = Field::new(words.costs.planned).without_label().width(MONEY);
        draft.planned.ui(ui, field, &format_yuan(line.planned.0), |text| {
            let fen = parse_yuan(text).map_err(|error| error.words(widget_words).to_owned())?;
            desk.change(line, |line| line.planned = Fen(fen))
        });
        let shown = line.actual.map_or(String::new(), |fen| format_yuan(fen.0));
        let field = Field::new(words.costs.actual).without_label().hint(words.costs.not_yet_paid).width(MONEY);
        draft.actual.ui(ui, field, &shown, |text| {
            let fen = parse_yuan(text).map_err(|error| error.words(widget_words).to_owned())?;
            let fen = (!text.trim().is_empty()).then_some(Fen(fen));
            desk.change(line, |line| line.actual = fen)
        });
        let rest = if line.payer == Level::District { rest } else { rest - UNIT - 4.0 };
        if line.payer != Level::District {
            unit_ui(ui, line, desk);
        }
        let field = Field::new(words.note).without_label().width(rest);
        draft.note.ui(ui, field, &line.note, |text| {
            let text = text.trim().to_owned();
            desk.change(line, |line| line.note.clone_from(&text))
        });
        if end_button(ui, words.remove) {
            let (session, key) = (desk.session.id, line.id);
            let label = EditLabel::Remove { table: TableName::Costs, name: desk.name_of(line) };
            desk.commands.edit(label, move |ws| {
                ws.open_session(session)?;
                ws.without::<CostLine>(key)
            });
        }
    });
}

/// Item and payer: each a menu.
fn choices_ui(ui: &mut Ui, line: &CostLine, desk: &mut Desk<'_>) {
    let view = desk.view;
    let items = CostItem::ALL.map(|item| records::cost_item(view.lang, item));
    let mut at = CostItem::ALL.iter().position(|item| *item == line.item).unwrap_or(0);
    ui.push_id("item", |ui| {
        if select_wide(ui, "", &items, &mut at, Some(ITEM)).changed() {
            let _ = desk.change(line, |line| line.item = CostItem::ALL[at]);
        }
    });
    let levels = Level::ALL.map(|level| records::level(view.lang, level));
    let mut at = Level::ALL.iter().position(|level| *level == line.payer).unwrap_or(0);
    ui.push_id("payer", |ui| {
        if select_wide(ui, "", &levels, &mut at, Some(PAYER)).changed() {
            let payer = Level::ALL[at];
            let _ = desk.change(line, |line| {
                line.payer = payer;
                line.township = line.township.filter(|_| payer != Level::District);
            });
        }
    });
}

/// The unit that pays, where it is not the district.
fn unit_ui(ui: &mut Ui, line: &CostLine, desk: &mut Desk<'_>) {
    let words = SessionWords::of(desk.view.lang);
    let units = desk.view.ws.townships_in_order();
    let mut names = vec![words.none];
    names.extend(units.iter().map(|unit| unit.name.as_str()));
    let mut at = units.iter().position(|unit| Some(unit.id) == line.township).map_or(0, |i| i + 1);
    ui.push_id("unit", |ui| {
        if select_wide(ui, "", &names, &mut at, Some(UNIT)).changed() {
            let unit = at.checked_sub(1).and_then(|i| units.get(i)).map(|unit| unit.id);
            let _ = desk.change(line, |line| line.township = unit);
        }
    });
}

fn add_line(desk: &mut Desk<'_>) {
    let session = desk.session;
    let (id, payer, township) = (session.id, session.level, session.township);
    let date = session.span().map_or(desk.view.as_of, |span| span.first);
    let label = EditLabel::Add { table: TableName::Costs, name: session.title.clone() };
    desk.commands.edit(label, move |ws| {
        let mut next = ws.clone();
        let line = CostLine {
            id: next.ids.take(),
            session: Some(id),
            item: CostItem::Meals,
            payer,
            township,
            funding: None,
            date,
            planned: Fen::ZERO,
            actual: None,
            note: String::new(),
        };
        put(&next, id, &line)
    });
}

/// Planned and spent, each also per head of those who take a seat.
fn sums_ui(ui: &mut Ui, lines: &[&CostLine], desk: &Desk<'_>) {
    let words = SessionWords::of(desk.view.lang);
    let heads = desk.view.ws.n_enrolled(desk.session.id) as u64;
    let planned: Fen = lines.iter().map(|line| line.planned).sum();
    let actual: Fen = lines.iter().filter_map(|line| line.actual).sum();
    ui.horizontal(|ui| {
        for (title, sum) in [(words.costs.planned_sum, planned), (words.costs.actual_sum, actual)] {
            ui.label(RichText::new(title).size(SMALL));
            ui.label(RichText::new(records::yuan(sum)).font(fonts::bold(SMALL)));
            let a_head = sum.per_head(heads).map_or("—".to_owned(), records::yuan);
            let text = (words.costs.per_head)(&a_head, heads);
            ui.add(Label::new(RichText::new(text).size(SMALL).color(palette(ui).text_weak)));
            ui.add_space(18.0);
        }
    });
}
