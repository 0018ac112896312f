//! How the board is drawn: a white card a stage, small cards in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align, Align2, Color32, CornerRadius, Galley, Layout, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::content::{COLUMNS, Card, Content};
use super::drag::{Drag, Target};
use super::{Act, Ask};
use crate::app::View;
use crate::model::{TopicId, TopicStage};
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::words::records;
use crate::words::topics::TopicWords;

const GAP: f32 = 8.0;
const TITLE: f32 = 34.0;
/// The share of a column's height that its lower stage takes.
const LOWER: f32 = 0.36;
const PADDING: f32 = 9.0;
/// Rows of a topic's text on its card.
const MOST_ROWS: usize = 2;

/// What is drawn.
pub struct Board<'a> {
    /// What the words and records are read from.
    pub view: View<'a>,
    /// The cards.
    pub content: &'a Content,
    /// The topic under the cursor.
    pub chosen: Option<TopicId>,
    /// The topics chosen together.
    pub marked: &'a BTreeSet<TopicId>,
    /// What is being dragged.
    pub drag: Option<&'a Drag>,
    /// Whether the chosen card must be in sight.
    pub must_show: bool,
}

/// What came of drawing.
#[derive(Default)]
pub struct Drawn {
    /// What was asked for.
    pub acts: Vec<Act>,
    /// What the pointer is over.
    pub target: Option<Target>,
}

/// Draws the board.
pub fn board_ui(ui: &mut Ui, area: Rect, board: &Board<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let words = TopicWords::of(board.view.lang);
    let width = (area.width() - GAP * (COLUMNS.len() - 1) as f32) / COLUMNS.len() as f32;
    for (column, stages) in COLUMNS.iter().enumerate() {
        let left = area.left() + (width + GAP) * column as f32;
        let whole = Rect::from_min_size(pos2(left, area.top()), vec2(width, area.height()));
        match stages {
            [upper, lower] => {
                let (top, bottom) = whole.split_top_bottom_at_fraction(1.0 - LOWER);
                lane_ui(ui, top.with_max_y(top.bottom() - GAP), *upper, board, &mut drawn);
                lane_ui(ui, bottom, *lower, board, &mut drawn);
            }
            [only, ..] => lane_ui(ui, whole, *only, board, &mut drawn),
            [] => {}
        }
    }
    if board.content.is_empty {
        let at = area.center_top() + vec2(0.0, area.height() * 0.3);
        let galley = cut(ui, words.nothing_asked, (area.width() * 0.6, 3), palette(ui).text_weak, SMALL + 1.0);
        ui.painter().galley(at - vec2(galley.size().x / 2.0, 0.0), galley, palette(ui).text_weak);
    }
    drawn
}

fn lane_ui(ui: &mut Ui, area: Rect, stage: TopicStage, board: &Board<'_>, drawn: &mut Drawn) {
    let palette = palette(ui);
    let pointer = ui.input(|input| input.pointer.latest_pos());
    if pointer.is_some_and(|at| area.contains(at)) {
        drawn.target = Some(Target::Lane(stage));
    }
    let is_target = board.drag.and_then(Drag::target) == Some(Target::Lane(stage));
    let border = if is_target { Stroke::new(1.5, palette.accent) } else { Stroke::new(1.0, palette.border) };
    ui.painter().rect(area, CornerRadius::same(8), palette.card, border, StrokeKind::Inside);
    let cards = board.content.lane(stage);
    let name = records::topic_stage(board.view.lang, stage);
    title_ui(ui, area, name, cards.len());
    let inner = Rect::from_min_max(pos2(area.left() + 8.0, area.top() + TITLE), area.max - vec2(3.0, 4.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)).id_salt(name);
    let mut lane = ui.new_child(builder);
    lane.set_clip_rect(inner.expand2(vec2(2.0, 1.0)).intersect(ui.clip_rect()));
    if cards.is_empty() && !board.content.is_empty {
        lane.label(egui::RichText::new(TopicWords::of(board.view.lang).lane_empty).size(NOTE).color(palette.text_weak));
        return;
    }
    ScrollArea::vertical().id_salt("cards").auto_shrink(false).show(&mut lane, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for card in cards {
            card_ui(ui, inner, card, board, drawn);
        }
    });
}

fn title_ui(ui: &Ui, area: Rect, name: &str, n: usize) {
    let palette = palette(ui);
    let at = pos2(area.left() + 12.0, area.top() + TITLE / 2.0);
    let title = ui.painter().text(at, Align2::LEFT_CENTER, name, fonts::bold(SMALL), palette.text_soft);
    let at = pos2(title.right() + 7.0, at.y);
    ui.painter().text(at, Align2::LEFT_CENTER, n.to_string(), fonts::regular(SMALL), palette.text_weak);
}

fn card_ui(ui: &mut Ui, lane: Rect, card: &Card, board: &Board<'_>, drawn: &mut Drawn) {
    let palette = palette(ui);
    // the scroll bar floats over the right end
    let width = ui.available_width() - 6.0;
    let text = cut(ui, &card.text, (width - 2.0 * PADDING, MOST_ROWS), palette.text, SMALL);
    let note = cut(ui, &card.note, (width - 2.0 * PADDING, 1), palette.text_weak, NOTE);
    let height = text.size().y + note.size().y + 19.0;
    // no stop for Tab: the board itself has the focus
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::CLICK | Sense::DRAG);
    let is_chosen = board.chosen == Some(card.id);
    let is_marked = board.marked.contains(&card.id);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen || is_marked, &card.name));
    if is_chosen && board.must_show {
        ui.scroll_to_rect(rect.expand(4.0), None);
    }
    let pointer = ui.input(|input| input.pointer.latest_pos());
    if pointer.is_some_and(|at| rect.contains(at) && lane.contains(at)) {
        drawn.target = Some(Target::Card(card.id));
    }
    if ui.is_rect_visible(rect) {
        let is_target = board.drag.and_then(Drag::target) == Some(Target::Card(card.id));
        let is_held = board.drag.is_some_and(|drag| drag.topics.contains(&card.id));
        let (fill, line) = if is_target || is_chosen || is_marked {
            (palette.accent_tint, Stroke::new(if is_target || is_chosen { 1.5 } else { 1.0 }, palette.accent))
        } else if response.hovered() {
            (palette.row_hover, Stroke::new(1.0, palette.control_border))
        } else {
            (palette.header_row, Stroke::new(1.0, palette.border))
        };
        ui.painter().rect(rect, CornerRadius::same(6), fill, line, StrokeKind::Inside);
        let color = if is_held { palette.text_faint } else { palette.text };
        let at = rect.min + vec2(PADDING, 7.0);
        let below = at + vec2(0.0, text.size().y + 4.0);
        ui.painter().galley_with_override_text_color(at, text, color);
        ui.painter().galley(below, note, palette.text_weak);
        if is_marked {
            let tick = Rect::from_center_size(rect.right_top() + vec2(-11.0, 11.0), vec2(12.0, 12.0));
            Icon::Tick.paint(ui.painter(), tick, palette.accent);
        }
    }
    answer(ui, &response, card.id, drawn);
    response.on_hover_cursor(egui::CursorIcon::Grab);
}

fn answer(ui: &Ui, response: &Response, id: TopicId, drawn: &mut Drawn) {
    if response.drag_started() {
        drawn.acts.push(Act::Grab(id));
    } else if response.double_clicked() {
        drawn.acts.extend([Act::Choose(id), Act::Ask(Ask::Edit)]);
    } else if response.clicked() {
        let is_besides = ui.input(|input| input.modifiers.command);
        drawn.acts.push(if is_besides { Act::Mark(id) } else { Act::Choose(id) });
    }
}

/// Text in so many rows of a width, the rest cut off.
fn cut(ui: &Ui, text: &str, (width, rows): (f32, usize), color: Color32, size: f32) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), fonts::regular(size), color, width.max(1.0));
    job.wrap.max_rows = rows;
    job.wrap.break_anywhere = rows == 1;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
