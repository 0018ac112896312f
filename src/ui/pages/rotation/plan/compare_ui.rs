//! Plans side by side: the one in force, the draft, and drafts made before.

use egui::{Align2, Color32, Sense, Stroke, Ui, vec2};

use super::letter;
use crate::app::{Planned, View};
use crate::model::Fen;
use crate::ui::fonts;
use crate::ui::theme::{ROW_HEIGHT, SMALL, palette};
use crate::ui::widgets::{link, note};
use crate::words::plan_page::{PlanWords, gap};
use crate::words::records;

/// Drafts beside the plan in force.
const MOST: usize = 3;
const FIRST_COLUMN: f32 = 170.0;

/// A line of the comparison.
struct Line {
    name: String,
    /// In force, then each draft.
    values: Vec<String>,
    /// Which of the drafts' values is good (true) or bad (false) news.
    tones: Vec<Option<bool>>,
}

/// Draws the comparison; the place of an earlier draft that is to be shown again.
pub fn compare_ui(ui: &mut Ui, view: View<'_>) -> Option<usize> {
    let words = PlanWords::of(view.lang);
    let planning = view.planning?;
    let Some(current) = planning.planned() else {
        note(ui, words.compare_none);
        return None;
    };
    let earlier = planning.earlier();
    let from = earlier.len().saturating_sub(MOST - 1);
    let mut plans: Vec<&Planned> = earlier[from..].iter().map(AsRef::as_ref).collect();
    plans.push(current);
    let titles: Vec<String> = std::iter::once(words.in_force.to_owned())
        .chain(plans.iter().map(|planned| (words.plan)(letter(planned))))
        .collect();
    ui.spacing_mut().item_spacing.y = 0.0;
    row_ui(ui, "", &titles, &[], true);
    for line in lines(view, &plans) {
        row_ui(ui, &line.name, &line.values, &line.tones, false);
    }
    ui.add_space(8.0);
    let mut recalled = None;
    ui.horizontal(|ui| {
        for (place, planned) in plans.iter().enumerate().take(plans.len() - 1) {
            let text = format!("{}：{}", (words.plan)(letter(planned)), words.recall);
            if link(ui, &text).clicked() {
                recalled = Some(from + place);
            }
        }
    });
    if plans.len() == 1 {
        note(ui, words.compare_none);
    }
    recalled
}

fn row_ui(ui: &mut Ui, name: &str, values: &[String], tones: &[Option<bool>], is_head: bool) {
    let palette = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT - 2.0), Sense::hover());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name} {}", values.join(" / "))));
    if is_head {
        ui.painter().rect_filled(rect, 4.0, palette.header_row);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.row_line));
    let font = if is_head { fonts::bold(SMALL) } else { fonts::regular(SMALL) };
    let text = |at: egui::Pos2, align, text: &str, color: Color32| {
        ui.painter().text(at, align, text, font.clone(), color);
    };
    text(rect.left_center() + vec2(6.0, 0.0), Align2::LEFT_CENTER, name, palette.text_soft);
    let width = (rect.width() - FIRST_COLUMN) / values.len().max(1) as f32;
    for (column, value) in values.iter().enumerate() {
        let right = rect.left() + FIRST_COLUMN + width * (column + 1) as f32 - 8.0;
        let tone = column.checked_sub(1).and_then(|draft| tones.get(draft).copied().flatten());
        let color = match tone {
            Some(true) => palette.good,
            Some(false) => palette.bad,
            None => palette.text,
        };
        text(egui::pos2(right, rect.center().y), Align2::RIGHT_CENTER, value, color);
    }
}

fn lines(view: View<'_>, plans: &[&Planned]) -> Vec<Line> {
    let words = PlanWords::of(view.lang);
    let mut lines = Vec::new();
    let Some(last) = plans.last() else { return lines };
    let mut push = |name: String, before: String, after: Vec<(String, Option<bool>)>| {
        let (values, tones): (Vec<String>, Vec<Option<bool>>) = after.into_iter().unzip();
        lines.push(Line { name, values: std::iter::once(before).chain(values).collect(), tones });
    };
    for (at, row) in last.comparison.cohorts.iter().enumerate() {
        let name = view.ws.cohorts.get(row.cohort).map_or("", |cohort| cohort.short_name.as_str());
        let of = |n: u64| format!("{} / {}", records::count(n), records::count(row.eligible));
        let before = row.trained + row.seated_before;
        let after = plans.iter().map(|planned| {
            let n = planned.comparison.cohorts.get(at).map_or(0, |row| row.trained + row.seated_after);
            (of(n), better(n.cmp(&before)))
        });
        push((words.row_placed)(name), of(before), after.collect());
    }
    push(
        words.row_sessions.to_owned(),
        last.comparison.sessions.0.to_string(),
        plans.iter().map(|planned| (planned.comparison.sessions.1.to_string(), None)).collect(),
    );
    for (at, row) in
        last.comparison.levels.iter().enumerate().filter(|(_, row)| row.before != row.after || row.ceiling > Fen::ZERO)
    {
        let after = plans.iter().map(|planned| {
            let after = planned.comparison.levels.get(at).map_or(Fen::ZERO, |row| row.after);
            let is_over = row.ceiling > Fen::ZERO && after > row.ceiling;
            ((words.wan)(&records::wan(after)), is_over.then_some(false))
        });
        let name = (words.row_cost)(records::level(view.lang, row.level));
        push(name, (words.wan)(&records::wan(row.before)), after.collect());
    }
    let count = |n: &dyn Fn(&Planned) -> usize| plans.iter().map(|planned| (n(planned).to_string(), None)).collect();
    push(words.row_added.to_owned(), "—".to_owned(), count(&|planned| planned.comparison.added.len()));
    push(words.row_moved.to_owned(), "—".to_owned(), count(&|planned| planned.comparison.moved.len()));
    push(words.row_dropped.to_owned(), "—".to_owned(), count(&|planned| planned.comparison.dropped.len()));
    push(words.row_people.to_owned(), "—".to_owned(), count(&|planned| planned.comparison.people_moved.len()));
    let findings = |planned: &Planned| planned.comparison.left.len() + planned.comparison.brought.len();
    let before = last.comparison.left.len() + last.comparison.mended.len();
    let after = plans.iter().map(|planned| {
        let n = findings(planned);
        (n.to_string(), better(before.cmp(&n)))
    });
    push(words.row_findings.to_owned(), before.to_string(), after.collect());
    let gaps = plans.iter().map(|planned| ((words.at_most)(&gap(planned.draft.gap_percent())), None));
    push(words.row_gap.to_owned(), "—".to_owned(), gaps.collect());
    months(view, plans, &mut push);
    lines
}

fn better(order: std::cmp::Ordering) -> Option<bool> {
    match order {
        std::cmp::Ordering::Greater => Some(true),
        std::cmp::Ordering::Less => Some(false),
        std::cmp::Ordering::Equal => None,
    }
}

/// Sessions to come by month, for the months in which a plan has any.
fn months(view: View<'_>, plans: &[&Planned], push: &mut impl FnMut(String, String, Vec<(String, Option<bool>)>)) {
    let words = PlanWords::of(view.lang);
    let Some(last) = plans.last() else { return };
    for (month, (before, _)) in last.comparison.months.iter().enumerate() {
        let values: Vec<u32> = plans.iter().map(|planned| planned.comparison.months[month].1).collect();
        if *before == 0 && values.iter().all(|n| *n == 0) {
            continue;
        }
        let name = format!("{} {}", words.row_months, (words.month)(month as u32 + 1));
        push(name, before.to_string(), values.iter().map(|n| (n.to_string(), None)).collect());
    }
}
