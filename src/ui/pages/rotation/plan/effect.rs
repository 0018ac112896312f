//! The card of the constraints in effect: what the planner keeps to, in words.

use egui::{Label, RichText, Sense, Ui, vec2};

use crate::app::View;
use crate::model::{DateSpan, Fen, Level, Status};
use crate::planner::year::{Settings, settings};
use crate::report::rotation::Stage;
use crate::ui::icons::dot;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{card, card_title, link};
use crate::words::plan_page::PlanWords;
use crate::words::{Lang, records};

/// Farming seasons named in a line.
const MOST_SEASONS: usize = 3;

/// The constraints in effect, in words.
pub struct InEffect {
    of: (u64, Lang),
    lines: Vec<String>,
}

impl InEffect {
    /// Brings the lines up to date with the workspace.
    pub fn bring_up_to_date(kept: &mut Option<Self>, view: View<'_>) {
        let of = (view.derived.revision(), view.lang);
        if kept.as_ref().is_none_or(|kept| kept.of != of) {
            *kept = Some(Self { of, lines: lines(view, &settings(view.ws, view.as_of)) });
        }
    }

    /// Draws the card; true when the dialog of the constraints is asked for.
    pub fn ui(&self, ui: &mut Ui, view: View<'_>) -> bool {
        let words = PlanWords::of(view.lang);
        let mut is_asked = false;
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            card_title(ui, words.in_effect);
            for line in &self.lines {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    let (rect, _) = ui.allocate_exact_size(vec2(9.0, 18.0), Sense::hover());
                    dot(ui.painter(), rect.center(), 7.0, palette(ui).text);
                    ui.add(Label::new(RichText::new(line).size(SMALL)).wrap());
                });
            }
            is_asked = link(ui, words.constraints).clicked();
        });
        is_asked
    }
}

/// The constraints in words, the hard ones first.
fn lines(view: View<'_>, settings: &Settings) -> Vec<String> {
    let words = PlanWords::of(view.lang);
    let day = |day| records::month_day(view.lang, day);
    let mut lines = Vec::new();
    if settings.avoids_blackouts {
        lines.extend(seasons(view).map(|days| (words.no_blackouts)(&days)));
    }
    if settings.avoids_days_off {
        lines.push(words.no_days_off.to_owned());
    }
    lines.extend(settings.max_away.filter(|n| *n > 0).map(words.duty));
    lines.extend(settings.mid_year.filter(|mid| *mid > view.as_of).map(|mid| (words.mid_year)(&day(mid))));
    lines.extend(fixed(view));
    lines.push(if settings.replans_drafts { words.drafts_free } else { words.drafts_kept }.to_owned());
    if settings.keeps_ceilings {
        lines.extend(ceilings(view).map(|parts| (words.ceilings)(&parts)));
    }
    if settings.min_fill_percent > 0 {
        lines.push((words.min_fill)(settings.min_fill_percent));
    }
    if settings.remote_percent < 100 {
        lines.push((words.remote)(settings.remote_percent));
    }
    if settings.notice_days > 0 {
        lines.push((words.notice)(settings.notice_days));
    }
    if settings.extra_rooms > 0 {
        lines.push((words.extra_rooms)(settings.extra_rooms));
    }
    lines
}

/// What each level may spend.
fn ceilings(view: View<'_>) -> Option<String> {
    let levels = Level::ALL.into_iter().map(|level| (level, view.ws.programme.ceiling(level)));
    let text = |(level, ceiling): (Level, Fen)| {
        let wan = records::wan(ceiling);
        format!("{} {}", records::level(view.lang, level), wan.trim_end_matches(".00"))
    };
    let texts: Vec<String> = levels.filter(|(_, ceiling)| *ceiling > Fen::ZERO).map(text).collect();
    (!texts.is_empty()).then(|| texts.join(view.lang.pick("、", ", ")))
}

/// The farming seasons still to come that concern most townships.
fn seasons(view: View<'_>) -> Option<String> {
    let words = PlanWords::of(view.lang);
    let concerns_most = |n: usize| n == 0 || n * 2 >= view.ws.townships.len();
    let to_come = |days: &DateSpan| days.last >= view.as_of && view.ws.programme.days().contains(days.first);
    let general = view.ws.blackouts.iter().filter(|blackout| concerns_most(blackout.townships.len()));
    let mut days: Vec<DateSpan> = general.map(|blackout| blackout.days).filter(to_come).collect();
    days.sort_by_key(|days| (days.first, days.last));
    days.dedup();
    let short = |day: chrono::NaiveDate| crate::words::rotation::short_day(day);
    let text = |days: &DateSpan| (words.day_range)(&short(days.first), &short(days.last));
    let texts: Vec<String> = days.iter().take(MOST_SEASONS).map(text).collect();
    (!texts.is_empty()).then(|| texts.join(view.lang.pick("、", ", ")))
}

/// Sessions that stay as they are.
fn fixed(view: View<'_>) -> Option<String> {
    let (mut held, mut published, mut locked) = (0, 0, 0);
    for session in view.ws.sessions.iter().filter(|session| session.status != Status::Cancelled) {
        match Stage::of(session.status) {
            Stage::Held | Stage::Running => held += 1,
            Stage::Planned if session.is_locked => locked += 1,
            Stage::Planned => published += usize::from(session.status == Status::Published),
        }
    }
    (held + published + locked > 0).then(|| (PlanWords::of(view.lang).fixed)(held, published, locked))
}
