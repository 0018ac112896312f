//! What a run of a course costs: the medians of the district's own bills, else a preset.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{CostItem, CostLine, Course, CourseId, Fen, Level, Mode, Session, Status, Workspace};

/// Where a price comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Basis {
    /// The median of so many runs.
    Past(u32),
    /// No run has a bill yet: a preset that should be looked at.
    Preset,
    /// The office said so.
    Said,
}

/// One part of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What for.
    pub item: CostItem,
    /// Who pays.
    pub payer: Level,
    /// Whether it is paid for each head, or once a run.
    pub is_per_head: bool,
    /// How much.
    pub amount: Fen,
}

/// What a run costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Price {
    /// Where it comes from.
    pub basis: Basis,
    /// For the run, however many come.
    pub per_session: Fen,
    /// For each person.
    pub per_head: Fen,
    /// The parts that make the two.
    pub parts: Vec<Part>,
}

impl Price {
    fn of(basis: Basis, parts: Vec<Part>) -> Self {
        let sum = |is_per_head| parts.iter().filter(|p| p.is_per_head == is_per_head).map(|p| p.amount).sum();
        Self { basis, per_session: sum(false), per_head: sum(true), parts }
    }

    /// The same price with other sums; the parts keep their shares.
    pub(super) fn with(self, per_session: Option<Fen>, per_head: Option<Fen>) -> Self {
        if per_session.is_none() && per_head.is_none() {
            return self;
        }
        let mut parts = Vec::new();
        let payer = self.parts.first().map_or(Level::District, |part| part.payer);
        for (is_per_head, said) in [(false, per_session), (true, per_head)] {
            let own: Vec<Part> = self.parts.iter().filter(|part| part.is_per_head == is_per_head).copied().collect();
            let Some(said) = said else {
                parts.extend(own);
                continue;
            };
            if own.is_empty() {
                parts.push(Part { item: CostItem::Other, payer, is_per_head, amount: said });
                continue;
            }
            let weights: Vec<u64> = own.iter().map(|part| part.amount.0.max(0) as u64).collect();
            let amounts = said.split(&weights);
            parts.extend(own.into_iter().zip(amounts).map(|(part, amount)| Part { amount, ..part }));
        }
        Self::of(Basis::Said, parts)
    }

    /// What the levels pay: once a run, and for each head.
    pub(super) fn paid_by(&self, levels: &[Level]) -> (Fen, Fen) {
        let sum = |is_per_head| {
            let mine = self.parts.iter().filter(|p| p.is_per_head == is_per_head && levels.contains(&p.payer));
            mine.map(|part| part.amount).sum()
        };
        (sum(false), sum(true))
    }
}

/// How many people a run had or is to have: by name, by quota, or by count.
pub(super) fn heads_of(workspace: &Workspace, session: &Session) -> u32 {
    let named = workspace.n_enrolled(session.id) as u32;
    let quotas: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
    named.max(quotas)
}

/// The price of a course from its runs: those with paid bills, else those with planned ones, else a preset.
pub(super) fn price(workspace: &Workspace, id: CourseId, runs: &[&Session]) -> Price {
    let Some(course) = workspace.courses.get(id) else { return Price::of(Basis::Preset, Vec::new()) };
    let bills = Bills::of(workspace, runs);
    for is_paid in [true, false] {
        let (n, parts) = bills.medians(workspace, course, is_paid);
        if n > 0 {
            return Price::of(Basis::Past(n), parts);
        }
    }
    Price::of(Basis::Preset, preset(course))
}

/// The cost lines of the runs that were not cancelled.
struct Bills<'w> {
    runs: Vec<(&'w Session, Vec<&'w CostLine>)>,
}

impl<'w> Bills<'w> {
    fn of(workspace: &'w Workspace, runs: &[&'w Session]) -> Self {
        let alive: Vec<&Session> = runs.iter().filter(|run| run.status != Status::Cancelled).copied().collect();
        let mut bills: BTreeMap<_, Vec<&CostLine>> = alive.iter().map(|run| (run.id, Vec::new())).collect();
        for line in workspace.costs.iter() {
            if let Some(list) = line.session.and_then(|id| bills.get_mut(&id)) {
                list.push(line);
            }
        }
        let runs = alive.into_iter().filter_map(|run| Some((run, bills.remove(&run.id)?)));
        Self { runs: runs.filter(|(_, lines)| !lines.is_empty()).collect() }
    }

    /// The medians by item and payer of the runs whose bills are paid, or planned; and how many runs those are.
    fn medians(&self, workspace: &Workspace, course: &Course, is_paid: bool) -> (u32, Vec<Part>) {
        let mut n = 0;
        let mut rates: BTreeMap<(CostItem, Level), Vec<i64>> = BTreeMap::new();
        for (run, lines) in &self.runs {
            let heads = i64::from(heads_of(workspace, run));
            let amounts = lines.iter().filter_map(|line| {
                let amount = if is_paid { line.actual } else { Some(line.planned) };
                amount.map(|amount| (line, amount))
            });
            let amounts: Vec<_> = amounts.collect();
            if heads == 0 || amounts.is_empty() || run.slots.is_empty() {
                continue;
            }
            n += 1;
            let mut sums: BTreeMap<(CostItem, Level), i64> = BTreeMap::new();
            for (line, amount) in amounts {
                *sums.entry((line.item, line.payer)).or_default() += amount.0;
            }
            for ((item, payer), amount) in sums {
                let units = units(item, heads, i64::from(run.slots.len() as u32), n_days(run));
                rates.entry((item, payer)).or_default().push(amount / units.max(1));
            }
        }
        let days = i64::from(course.n_days);
        let slots = runs_slots(&self.runs, course);
        let parts = rates.into_iter().map(|((item, payer), mut list)| {
            list.sort_unstable();
            let n_missing = (n as usize).saturating_sub(list.len());
            list.splice(0..0, std::iter::repeat_n(0, n_missing));
            let amount = list[list.len() / 2] * units(item, 1, slots, days);
            Part { item, payer, is_per_head: is_per_head(item), amount: Fen(amount) }
        });
        (n, parts.filter(|part| part.amount > Fen::ZERO).collect())
    }
}

/// Half days of a run of the course as it is usually held.
fn runs_slots(runs: &[(&Session, Vec<&CostLine>)], course: &Course) -> i64 {
    let halves = runs.iter().rev().find(|(run, _)| !run.slots.is_empty());
    let a_day = halves.map_or(2, |(run, _)| (i64::from(run.slots.len() as u32) + n_days(run) - 1) / n_days(run).max(1));
    a_day.clamp(1, 2) * i64::from(course.n_days)
}

fn n_days(session: &Session) -> i64 {
    let mut days: Vec<_> = session.slots.iter().map(|slot| slot.date).collect();
    days.dedup();
    i64::from(days.len() as u32)
}

/// Whether an item is paid for each head.
pub(super) fn is_per_head(item: CostItem) -> bool {
    matches!(item, CostItem::Lodging | CostItem::Meals | CostItem::Material | CostItem::Transport)
}

/// How often an item's rate is paid: lectures by the half day, lodging and meals by the person-day, material and
/// transport by the head, room and the rest once a run.
fn units(item: CostItem, heads: i64, slots: i64, days: i64) -> i64 {
    match item {
        CostItem::Lecture => slots,
        CostItem::Lodging | CostItem::Meals => heads * days,
        CostItem::Material | CostItem::Transport => heads,
        CostItem::Room | CostItem::Other => 1,
    }
}

/// Plain prices for a course of which no bill is known.
///
/// Source: a low county rate of 260 yuan a person-day for boarding classes; the rest are samples to be looked at.
fn preset(course: &Course) -> Vec<Part> {
    let payer = course.level;
    let days = i64::from(course.n_days);
    let part = |item, is_per_head, yuan| Part { item, payer, is_per_head, amount: Fen::yuan(yuan) };
    let is_district = course.level == Level::District;
    match course.mode {
        Mode::PartySchool if is_district => vec![
            part(CostItem::Lecture, false, 1_000 * days),
            part(CostItem::Room, false, 600),
            part(CostItem::Lodging, true, 120 * (days - 1).max(0)),
            part(CostItem::Meals, true, 80 * days),
            part(CostItem::Material, true, 25),
        ],
        Mode::PartySchool => vec![
            part(CostItem::Lecture, false, 400 * days),
            part(CostItem::Meals, true, 15 * days),
            part(CostItem::Material, true, 5),
        ],
        Mode::Remote => vec![part(CostItem::Lecture, false, 500), part(CostItem::Material, true, 4)],
        Mode::FieldVisit => vec![part(CostItem::Transport, true, 60), part(CostItem::Meals, true, 30 * days)],
        Mode::LectureHall => vec![
            part(CostItem::Lecture, false, 1_500),
            part(CostItem::Room, false, 1_500),
            part(CostItem::Material, true, 5),
        ],
    }
}
