//! A plan as dated sessions and named people: what the organizer looks at, bends and adopts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::align::{self, Unit};
use super::calendar::{At, Diary, replannable};
use super::instance::Instance;
use super::{days, offers, people, prices, slots};
use crate::model::{
    CohortId, CostId, CostItem, EnrolmentState, Fen, Filing, Level, PersonId, Quota, Session, SessionId, Status,
    TopicId, TopicState, TownshipId, Workspace,
};
use crate::planner::plan::Plan;

/// Makes the title of a new session from its course's name, the name of the township that runs it, and a running
/// number; `words` has one.
pub type Naming = fn(course: &str, unit: Option<&str>, n: u32) -> String;

/// What becomes of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    Added,
    /// It stays on its days in its room.
    Kept,
    /// Its days or its room become others.
    Moved,
}

/// Somebody in a drafted session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub person: PersonId,
    /// The cohort whose place is used.
    pub cohort: CohortId,
    /// Where the enrolment stands: invited, or as it was in a session that keeps its days.
    pub state: EnrolmentState,
}

/// One planned bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedCost {
    /// The line of the workspace that it goes on with; `None`: it is new.
    pub line: Option<CostId>,
    /// What for.
    pub item: CostItem,
    /// Who pays.
    pub payer: Level,
    /// Which township pays, if one does.
    pub township: Option<TownshipId>,
    /// How much.
    pub amount: Fen,
}

/// A session of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Drafted {
    /// The draft session of the workspace that it continues; `None`: it is new.
    pub from: Option<SessionId>,
    /// What becomes of it.
    pub change: Change,
    /// The session, quotas and all; a new one gets its id when the draft is applied.
    pub session: Session,
    /// Who sits in it.
    pub people: Vec<Seat>,
    /// What it will cost.
    pub costs: Vec<PlannedCost>,
    /// The topic request it answers.
    pub topic: Option<TopicId>,
    /// The offer of the instance it is a run of.
    pub offer: usize,
    /// The week of the plan.
    pub week: usize,
}

impl Drafted {
    /// What it costs altogether.
    pub fn cost(&self) -> Fen {
        self.costs.iter().map(|cost| cost.amount).sum()
    }

    /// The half days it is held on.
    pub fn at(&self) -> Vec<At> {
        self.session.slots.iter().map(|slot| (slot.date, slot.half)).collect()
    }
}

/// People of one township and cohort who find no seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The township.
    pub township: TownshipId,
    /// The cohort.
    pub cohort: CohortId,
    /// Who, first who should have gone first.
    pub people: Vec<PersonId>,
}

/// A year as it could be: nothing of it is in the workspace until it is applied.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The day after which it plans.
    pub as_of: NaiveDate,
    /// Its sessions in time order.
    pub sessions: Vec<Drafted>,
    /// Drafts of the workspace that it gives up.
    pub dropped: Vec<SessionId>,
    /// Who finds no seat.
    pub left_out: Vec<LeftOut>,
    /// Heads that were to be placed.
    pub wanted: u64,
    /// What the plan costs with its penalties and the price of its changes, yuan.
    pub objective: i64,
    /// No plan can cost less, yuan.
    pub bound: i64,
}

impl Draft {
    /// Heads placed.
    pub fn n_seated(&self) -> u64 {
        self.sessions.iter().map(|session| session.people.len() as u64).sum()
    }

    /// Heads without a seat.
    pub fn n_left_out(&self) -> u64 {
        self.left_out.iter().map(|row| row.people.len() as u64).sum()
    }

    /// What its sessions cost.
    pub fn cost(&self) -> Fen {
        self.sessions.iter().map(Drafted::cost).sum()
    }

    /// At most so much better is possible, in percent of the objective.
    pub fn gap_percent(&self) -> f64 {
        crate::planner::gap_percent(self.objective, self.bound)
    }

    /// The session in which a person of a cohort sits.
    pub fn seat_of(&self, person: PersonId, cohort: CohortId) -> Option<&Drafted> {
        self.sessions.iter().find(|one| one.people.iter().any(|seat| (seat.person, seat.cohort) == (person, cohort)))
    }
}

/// Turns a plan of an instance into dated sessions and named people.
///
/// Sessions of the plan continue drafts of the workspace where they can: in their week, on their days, with their
/// people; a session that would be cheaper elsewhere stays all the same if that costs less than the change is said
/// to be worth. `bound` is the one that the planner has proven.
pub fn draft(workspace: &Workspace, instance: &Instance, plan: &Plan, naming: Naming, bound: i64) -> Draft {
    let from = instance.as_of + chrono::Days::new(u64::from(instance.settings.notice_days));
    let mut diary = Diary::new(workspace, &instance.settings, instance.as_of, from);
    let drafts = replannable(workspace, &instance.settings, instance.as_of);
    let mut units = align::units(workspace, instance, plan, &drafts);
    let price = align::price(instance, &units);
    days::place(workspace, instance, &mut diary, &mut units);
    units.retain(|unit| !unit.at.is_empty());
    units.sort_by_key(|unit| (unit.at.first().copied(), unit.offer, unit.from));
    let seating = people::seat(workspace, instance, &mut diary, &units, &drafts);
    let continued: BTreeSet<SessionId> = units.iter().filter_map(|unit| unit.from).collect();
    let dropped: Vec<SessionId> = drafts.iter().copied().filter(|id| !continued.contains(id)).collect();
    let mut writer = Writer::new(workspace, instance, &dropped, naming);
    let mut sessions = Vec::new();
    for (unit, seats) in units.iter().zip(seating.seats) {
        if !seats.is_empty() {
            sessions.push(writer.write(unit, seats, &mut diary));
        }
    }
    let written: BTreeSet<SessionId> = sessions.iter().filter_map(|one: &Drafted| one.from).collect();
    let dropped: Vec<SessionId> = drafts.into_iter().filter(|id| !written.contains(id)).collect();
    let wanted = instance.problem.heads_wanted();
    let n_moved = sessions.iter().filter(|one| one.change == Change::Moved).count();
    let n_changed = i64::try_from(n_moved + dropped.len()).unwrap_or(0);
    // a change costs nothing in the problem, so that its bound stays below every plan with changes priced
    let objective = price + n_changed * offers::yuan_up(instance.settings.change);
    Draft { as_of: instance.as_of, sessions, dropped, left_out: seating.left_out, wanted, objective, bound }
}

/// Writes sessions down one after the other, so that titles and trainers are given once.
struct Writer<'a> {
    workspace: &'a Workspace,
    instance: &'a Instance,
    naming: Naming,
    /// The workspace as it fills, for titles that no session has.
    titles: Workspace,
    runs: BTreeMap<(crate::model::CourseId, Option<TownshipId>), u32>,
    /// Topic requests still to be answered, the most wanted first.
    topics: Vec<TopicId>,
    teachers: slots::Teachers,
}

impl<'a> Writer<'a> {
    fn new(workspace: &'a Workspace, instance: &'a Instance, dropped: &[SessionId], naming: Naming) -> Self {
        let mut titles = workspace.clone();
        titles.sessions.remove_all(dropped.iter().copied());
        let mut runs = BTreeMap::new();
        for session in titles.sessions.iter() {
            if let Some(course) = session.course {
                *runs.entry((course, session.township)).or_default() += 1;
            }
        }
        let open = |state: &TopicState| match state {
            TopicState::Asked | TopicState::Planned => true,
            TopicState::Scheduled { session } => dropped.contains(session),
            TopicState::Merged { .. } | TopicState::Answered { .. } | TopicState::Declined { .. } => false,
        };
        let mut topics: Vec<_> = workspace.topics.iter().filter(|topic| open(&topic.state)).collect();
        topics.sort_by_key(|topic| (topic.askers.len(), std::cmp::Reverse(topic.id)));
        let topics = topics.into_iter().map(|topic| topic.id).collect();
        let teachers = slots::Teachers::of(workspace, instance);
        Self { workspace, instance, naming, titles, runs, topics, teachers }
    }

    fn write(&mut self, unit: &Unit, seats: Vec<Seat>, diary: &mut Diary<'_>) -> Drafted {
        let before = unit.from.and_then(|id| self.workspace.sessions.get(id));
        let is_ordered = !self.instance.problem.offers[unit.offer].topic.is_empty();
        let topic = if before.is_none() && is_ordered { self.topics.pop() } else { None };
        let session = self.session(unit, &seats, topic, diary);
        let is_same = before.is_some_and(|before| {
            let same_days = before.slots.iter().map(|slot| (slot.date, slot.half)).eq(unit.at.iter().copied());
            same_days && before.venue == session.venue
        });
        let change = match before {
            None => Change::Added,
            Some(_) if is_same => Change::Kept,
            Some(_) => Change::Moved,
        };
        let people =
            seats.into_iter().map(|seat| if is_same { seat } else { Seat { state: EnrolmentState::Invited, ..seat } });
        let people: Vec<Seat> = people.collect();
        let costs = costs(self.workspace, self.instance, (unit.from, unit.offer), people.len() as u32);
        Drafted { from: unit.from, change, session, people, costs, topic, offer: unit.offer, week: unit.week }
    }

    fn session(&mut self, unit: &Unit, seats: &[Seat], topic: Option<TopicId>, diary: &mut Diary<'_>) -> Session {
        let of = &self.instance.offers[unit.offer];
        let before = unit.from.and_then(|id| self.workspace.sessions.get(id));
        let course = self.workspace.courses.get(of.course);
        let model = before.or_else(|| slots::model(self.workspace, of));
        let text = topic.and_then(|id| self.workspace.topics.get(id)).map(|topic| topic.text.as_str());
        let slots = self.teachers.slots(diary, of, model, before.is_some(), &unit.at, text);
        let course_name = course.map_or("", |course| course.name.as_str());
        let title = before.map_or_else(|| self.title(of, model, text, course_name), |before| before.title.clone());
        let said = [before.map(|b| &b.purpose), course.map(|c| &c.purpose), model.map(|m| &m.purpose)];
        let purpose = said.into_iter().flatten().find(|purpose| !purpose.trim().is_empty());
        let max_heads = before.map_or(of.max_heads, |b| b.max_heads.min(of.max_heads)).max(seats.len() as u32);
        let session = Session {
            id: before.map_or(SessionId::MIN, |before| before.id),
            title,
            course: Some(of.course),
            mode: of.mode,
            level: course.map_or(Level::District, |course| course.level),
            township: of.township,
            venue: of.venue,
            status: Status::Draft,
            cohorts: vec![of.cohort],
            min_heads: self.instance.problem.offers[unit.offer].min.min(seats.len() as u32),
            max_heads,
            quotas: quotas(self.workspace, seats, unit.at.first().map_or(self.instance.as_of, |at| at.0)),
            slots,
            is_locked: false,
            filing: before.map_or_else(|| self.filing_like(model), |before| before.filing.clone()),
            purpose: purpose.map_or_else(|| course_name.to_owned(), Clone::clone),
            note: before.map(|before| before.note.clone()).unwrap_or_default(),
        };
        let mut known = session.clone();
        if before.is_none() {
            known.id = self.titles.ids.take();
        }
        self.titles.sessions.put(known);
        session
    }

    /// What is filed with a new session: the source of funds of the run it is modelled on.
    fn filing_like(&self, model: Option<&Session>) -> Filing {
        let of_lines =
            |model: &Session| self.workspace.costs_of(model.id).find_map(|line| self.workspace.funding_of(line));
        let funding = model.and_then(|model| model.filing.funding.or_else(|| of_lines(model)));
        Filing { funding, ..Filing::default() }
    }

    /// The next number of a numbered series; else what the course and the township are called.
    fn title(&mut self, of: &super::OfferOf, model: Option<&Session>, topic: Option<&str>, course: &str) -> String {
        let n = self.runs.entry((of.course, of.township)).or_default();
        *n += 1;
        if let Some(topic) = topic {
            return format!("{course}：{topic}");
        }
        if let Some(model) = model.filter(|_| of.township.is_none()) {
            let next = self.titles.next_title(&model.title);
            if next != model.title {
                return next;
            }
        }
        let unit = of.township.and_then(|id| self.workspace.townships.get(id)).map(|unit| unit.name.as_str());
        (self.naming)(course, unit, *n)
    }
}

/// What a session of a draft costs for so many heads: what the office has planned for the session it continues, by
/// the head where that is paid by the head; else what a run of its offer costs.
pub(super) fn costs(
    workspace: &Workspace,
    instance: &Instance,
    (from, offer): (Option<SessionId>, usize),
    heads: u32,
) -> Vec<PlannedCost> {
    let kept = kept_costs(workspace, from, heads);
    if kept.is_empty() { usual_costs(instance, offer, i64::from(heads)) } else { kept }
}

/// The bills planned for a session and not yet paid, for another number of heads.
fn kept_costs(workspace: &Workspace, from: Option<SessionId>, heads: u32) -> Vec<PlannedCost> {
    let Some(session) = from.and_then(|id| workspace.sessions.get(id)) else { return Vec::new() };
    let before = i128::from(prices::heads_of(workspace, session));
    let open = workspace.costs.iter().filter(|line| line.session == from && line.actual.is_none());
    let kept = open.map(|line| {
        let by_head = prices::is_per_head(line.item) && before > 0;
        let scaled = (i128::from(line.planned.0) * i128::from(heads) + before / 2).checked_div(before);
        let amount = scaled.and_then(|amount| i64::try_from(amount).ok()).map(Fen).filter(|_| by_head);
        PlannedCost {
            line: Some(line.id),
            item: line.item,
            payer: line.payer,
            township: line.township,
            amount: amount.unwrap_or(line.planned),
        }
    });
    kept.collect()
}

fn usual_costs(instance: &Instance, offer: usize, heads: i64) -> Vec<PlannedCost> {
    let of = &instance.offers[offer];
    let Some(terms) = instance.settings.course(of.course) else { return Vec::new() };
    let mut sums: BTreeMap<(CostItem, Level), i64> = BTreeMap::new();
    for part in &terms.price.parts {
        let times = if part.is_per_head { heads } else { 1 };
        *sums.entry((part.item, part.payer)).or_default() += part.amount.0 * times;
    }
    let township = |payer| of.township.filter(|_| payer != Level::District);
    sums.into_iter()
        .map(|((item, payer), amount)| PlannedCost {
            line: None,
            item,
            payer,
            township: township(payer),
            amount: Fen(amount),
        })
        .filter(|cost| cost.amount > Fen::ZERO)
        .collect()
}

/// The townships' shares of a session's seats, in the official order.
pub(super) fn quotas(workspace: &Workspace, seats: &[Seat], first: NaiveDate) -> Vec<Quota> {
    let mut heads: BTreeMap<TownshipId, u32> = BTreeMap::new();
    for seat in seats {
        let person = workspace.people.get(seat.person);
        if let Some(township) = person.and_then(|person| workspace.township_of(person, first)) {
            *heads.entry(township).or_default() += 1;
        }
    }
    let order = workspace.townships_in_order();
    let quotas = order.iter().filter_map(|unit| heads.get(&unit.id).map(|n| Quota { township: unit.id, heads: *n }));
    quotas.collect()
}
