//! The figures of one rule set as a form.

use egui::{ScrollArea, Ui};

use crate::app::Commands;
use crate::model::{
    CohortKind, CostItem, Fen, HourTarget, Label, LectureFee, RateItem, Reduction, RuleSet, TableName, TrainerTitle,
};
use crate::ui::fonts;
use crate::ui::pages::records::{Column, FormState, Scene, form_ui, split_names};
use crate::ui::theme::BODY;
use crate::ui::widgets::{card_title, format_yuan, note, parse_yuan};
use crate::words::records;
use crate::words::refusals;
use crate::words::rule_sets::RuleSetWords;
use crate::words::settings::SettingsWords;

type Columns<'a> = Vec<Column<'a, RuleSet>>;

const TITLES: [TrainerTitle; 3] = [TrainerTitle::Associate, TrainerTitle::Professor, TrainerTitle::Academician];
const KINDS: [CohortKind; 4] = [CohortKind::Secretary, CohortKind::Leader, CohortKind::Member, CohortKind::Other];

/// Draws the figures of a set; every field is kept when it is left.
pub(super) fn figures_ui(ui: &mut Ui, scene: Scene<'_>, set: &RuleSet, state: &mut FormState, commands: &mut Commands) {
    let words = RuleSetWords::of(scene.lang);
    let check = |set: &RuleSet| match scene.ws.with(set.clone()) {
        Ok(_) => Ok(()),
        Err(refusal) => Err(refusals::refusal(scene.lang, &refusal)),
    };
    let mut kept = None;
    ui.label(egui::RichText::new(&set.name).font(fonts::bold(BODY)));
    note(ui, words.blank_note);
    ScrollArea::vertical().id_salt(set.id).auto_shrink(false).show(ui, |ui| {
        ui.add_enabled_ui(!scene.is_read_only, |ui| {
            let width = ui.available_width() - 12.0;
            let parts = [
                (words.rate, rate(scene)),
                (words.fees, fees(scene)),
                (words.hours, hours(scene)),
                (words.other, others(scene)),
            ];
            for (title, columns) in parts {
                ui.add_space(6.0);
                card_title(ui, title);
                kept = form_ui(ui, &columns, set, state, width, check).or(kept.take());
            }
        });
    });
    if let Some(set) = kept {
        let label = Label::Change { table: TableName::RuleSets, name: set.name.clone() };
        commands.edit(label, move |ws| ws.with(set));
    }
}

fn rate(scene: Scene<'_>) -> Columns<'_> {
    let (words, settings) = (RuleSetWords::of(scene.lang), SettingsWords::of(scene.lang));
    vec![
        Column::money(
            scene,
            settings.person_day_rate,
            |r: &RuleSet| r.person_day_rate,
            |r, fen| r.person_day_rate = fen,
        ),
        Column::new(
            words.items,
            move |r: &RuleSet| items_text(scene, &r.rate_items),
            move |r, text| {
                r.rate_items = parse_items(scene, text).ok_or(words.items_unreadable)?;
                Ok(())
            },
        ),
        Column::new(
            words.reductions,
            move |r: &RuleSet| {
                let parts = r.reductions.iter().map(|cut| (words.reduction)(cut.beyond_days, cut.percent));
                parts.collect::<Vec<_>>().join("、")
            },
            move |r, text| {
                r.reductions = parse_reductions(text).ok_or(words.reductions_unreadable)?;
                Ok(())
            },
        ),
        Column::optional_number(scene, words.travel_days, |r: &RuleSet| r.travel_days, |r, n| r.travel_days = n),
    ]
}

fn fees(scene: Scene<'_>) -> Columns<'_> {
    let words = RuleSetWords::of(scene.lang);
    let fee = |(title, name): (TrainerTitle, &'static str)| {
        Column::money(
            scene,
            name,
            move |r: &RuleSet| r.lecture_fees.iter().find(|fee| fee.title == title).map(|fee| fee.amount),
            move |r, amount| {
                r.lecture_fees.retain(|fee| fee.title != title);
                r.lecture_fees.extend(amount.map(|amount| LectureFee { title, amount }));
            },
        )
    };
    let mut columns: Columns<'_> = TITLES.into_iter().zip(words.fee_titles).map(fee).collect();
    columns.push(Column::optional_number(
        scene,
        words.fee_hours,
        |r: &RuleSet| r.half_day_fee_hours,
        |r, n| r.half_day_fee_hours = n,
    ));
    columns
}

fn hours(scene: Scene<'_>) -> Columns<'_> {
    let (words, settings) = (RuleSetWords::of(scene.lang), SettingsWords::of(scene.lang));
    let target = |(kind, name): (CohortKind, &'static str)| {
        Column::new(
            name,
            move |r: &RuleSet| {
                let own = r.hour_targets.iter().find(|target| target.kind == kind);
                own.map_or_else(String::new, |target| target.hours.to_string())
            },
            move |r, text| {
                let number = || text.parse().map_err(|_no_number| settings.hours_unreadable.to_owned());
                let hours: Option<u32> = if text.is_empty() { None } else { Some(number()?) };
                r.hour_targets.retain(|target| target.kind != kind);
                r.hour_targets.extend(hours.map(|hours| HourTarget { kind, hours }));
                Ok(())
            },
        )
    };
    let number = |title, get, set| Column::optional_number(scene, title, get, set);
    let mut columns: Columns<'_> = KINDS.into_iter().zip(words.targets).map(target).collect();
    columns.extend([
        number(settings.hour_minutes, |r: &RuleSet| r.credit_hour_minutes, |r, n| r.credit_hour_minutes = n),
        number(words.day_hours, |r| r.day_hours, |r, n| r.day_hours = n),
        number(words.half_day_hours, |r| r.half_day_hours, |r, n| r.half_day_hours = n),
        number(words.lecture_hours, |r| r.lecture_hours, |r, n| r.lecture_hours = n),
        number(settings.online_cap, |r| r.online_cap_hours, |r, n| r.online_cap_hours = n),
        number(words.new_secretary, |r| r.new_secretary_months, |r, n| r.new_secretary_months = n),
        Column::new(
            settings.leave_limit,
            |r: &RuleSet| r.leave_limit.map_or_else(String::new, |(part, whole)| format!("{part}/{whole}")),
            move |r, text| {
                let fraction = || parse_fraction(text).ok_or(settings.fraction_unreadable);
                r.leave_limit = if text.is_empty() { None } else { Some(fraction()?) };
                Ok(())
            },
        ),
    ]);
    columns
}

fn others(scene: Scene<'_>) -> Columns<'_> {
    let (words, settings) = (RuleSetWords::of(scene.lang), SettingsWords::of(scene.lang));
    vec![
        Column::optional_number(scene, settings.max_away, |r: &RuleSet| r.max_away, |r, n| r.max_away = n),
        Column::new(
            words.deadline,
            |r: &RuleSet| r.plan_deadline.map_or_else(String::new, |(month, day)| format!("{month}-{day}")),
            move |r, text| {
                r.plan_deadline = match (text.is_empty(), numbers(text).as_slice()) {
                    (true, _) => None,
                    (false, [month, day]) => Some((*month, *day)),
                    (false, _) => return Err(words.deadline_unreadable.to_owned()),
                };
                Ok(())
            },
        ),
    ]
}

/// `住宿费 340.00、场地费+资料费 50.00`
fn items_text(scene: Scene<'_>, items: &[RateItem]) -> String {
    let part = |part: &RateItem| {
        let names: Vec<&str> = part.items.iter().map(|item| records::cost_item(scene.lang, *item)).collect();
        format!("{} {}", names.join("+"), format_yuan(part.amount.0))
    };
    items.iter().map(part).collect::<Vec<_>>().join("、")
}

fn parse_items(scene: Scene<'_>, text: &str) -> Option<Vec<RateItem>> {
    let item = |name: &str| {
        let is_called = |item: &CostItem| records::cost_item(scene.lang, *item) == name.trim();
        CostItem::ALL.into_iter().find(is_called)
    };
    let part = |part: &str| {
        let at = part.find(|c: char| c.is_ascii_digit())?;
        let amount = Fen(parse_yuan(&part[at..]).ok()?);
        let items: Option<Vec<CostItem>> = part[..at].split('+').map(item).collect();
        Some(RateItem { items: items?, amount })
    };
    split_names(text).map(part).collect()
}

fn parse_reductions(text: &str) -> Option<Vec<Reduction>> {
    let numbers = numbers(text);
    if !text.trim().is_empty() && (numbers.is_empty() || !numbers.len().is_multiple_of(2)) {
        return None;
    }
    let cuts = numbers.chunks_exact(2).map(|pair| Reduction { beyond_days: pair[0], percent: pair[1] });
    let mut cuts: Vec<Reduction> = cuts.collect();
    cuts.sort_by_key(|cut| cut.beyond_days);
    cuts.iter().all(|cut| cut.percent <= 100).then_some(cuts)
}

/// The whole numbers in a text.
fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

fn parse_fraction(text: &str) -> Option<(u32, u32)> {
    let (numerator, denominator) = text.split_once(['/', '／'])?;
    let (numerator, denominator) = (numerator.trim().parse().ok()?, denominator.trim().parse().ok()?);
    (numerator <= denominator).then_some((numerator, denominator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leave_limit_is_a_fraction_of_one_at_most() {
        assert_eq!(parse_fraction("1/7"), Some((1, 7)));
        assert_eq!(parse_fraction(" 1 ／ 7"), Some((1, 7)));
        assert_eq!(parse_fraction("8/7"), None);
        assert_eq!(parse_fraction("1"), None);
    }

    #[test]
    fn reductions_are_pairs_of_days_and_percent() {
        let cut = |beyond_days, percent| Reduction { beyond_days, percent };
        assert_eq!(parse_reductions("超过 30 天 70%、超过 15 天 80%"), Some(vec![cut(15, 80), cut(30, 70)]));
        assert_eq!(parse_reductions(""), Some(Vec::new()));
        assert_eq!(parse_reductions("30"), None);
        assert_eq!(parse_reductions("30 170"), None);
        assert_eq!(parse_reductions("打七折"), None);
    }
}
