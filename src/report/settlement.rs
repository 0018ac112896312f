//! The settlement (经费决算): what was planned and spent, by item and by payer, against heads, days and the rate.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::Index;
use crate::model::{CostItem, CostLine, Fen, Level, PersonId, Session, SessionId, TownshipId, Workspace};
use crate::rules::rate::{figures_of, is_under_rate, session_rate};

/// Planned and spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// What was planned.
    pub planned: Fen,
    /// What was spent up to the day.
    pub actual: Fen,
}

impl Sum {
    /// What was spent beyond the plan; below zero if less.
    pub fn difference(self) -> Fen {
        self.actual - self.planned
    }

    fn add(&mut self, line: &CostLine, as_of: NaiveDate) {
        self.planned += line.planned;
        if line.date <= as_of {
            self.actual += line.actual.unwrap_or_default();
        }
    }
}

/// The settlement of one session, or of the programme year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Settlement {
    /// By item, in the order of [`CostItem::ALL`].
    pub items: Vec<(CostItem, Sum)>,
    /// By payer, from the top down.
    pub levels: Vec<(Level, Sum)>,
    /// All of it.
    pub total: Sum,
    /// The part to which the comprehensive rate applies.
    pub under_rate: Sum,
    /// People taught, each once. Of a session: with those of whom only a number is known, since nobody is counted twice.
    pub heads: u64,
    /// Those of them of whom only a number is known; of more than one session they are in the attendances alone.
    pub counted: u64,
    /// People taught, each once a session, with those of whom only a number is known.
    pub attendances: u64,
    /// People times days of sessions held, as the comprehensive rate counts them.
    pub person_days: u64,
    /// The most that the rate allows for those days; `None`: no rate is known for one of the days.
    pub limit: Option<Fen>,
    /// The sessions that spent more than the rate allows them, and by how much. What one saves does not make up for
    /// another.
    pub over: Vec<(SessionId, Fen)>,
}

impl Settlement {
    /// What was spent above the limits of single sessions; `None` if each kept its own, or none is known.
    pub fn over(&self) -> Option<Fen> {
        let over: Fen = self.over.iter().map(|(_, over)| *over).sum();
        (over > Fen::ZERO).then_some(over)
    }
}

/// What a settlement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The programme year.
    Year,
    /// One session.
    Session(SessionId),
    /// The sessions that a unit runs; money for no session is nobody's but the district's.
    Unit(TownshipId),
}

impl Scope {
    fn has(self, session: &Session) -> bool {
        match self {
            Self::Year => true,
            Self::Session(id) => session.id == id,
            Self::Unit(unit) => session.township == Some(unit),
        }
    }
}

/// The settlement of a session, a unit or the year, up to a day.
pub fn settlement(workspace: &Workspace, scope: Scope, as_of: NaiveDate) -> Settlement {
    let mut items = CostItem::ALL.map(|item| (item, Sum::default()));
    let mut levels = Level::ALL.map(|level| (level, Sum::default()));
    let mut sums = Settlement::default();
    let mut under_rate: BTreeMap<SessionId, Sum> = BTreeMap::new();
    let year = workspace.programme.days();
    let session_of = |line: &CostLine| line.session.and_then(|id| workspace.sessions.get(id));
    let is_wanted = |line: &&CostLine| match scope {
        Scope::Year => year.contains(line.date),
        Scope::Session(_) => session_of(line).is_some_and(|session| scope.has(session)),
        Scope::Unit(_) => year.contains(line.date) && session_of(line).is_some_and(|session| scope.has(session)),
    };
    for line in workspace.costs.iter().filter(is_wanted) {
        items[line.item as usize].1.add(line, as_of);
        levels[line.payer as usize].1.add(line, as_of);
        sums.total.add(line, as_of);
        if counts(workspace, line) {
            sums.under_rate.add(line, as_of);
            if let Some(session) = line.session {
                under_rate.entry(session).or_default().add(line, as_of);
            }
        }
    }
    sums.items = items.into();
    sums.levels = levels.into();
    let has_begun = |session: &&Session| session.span().is_some_and(|span| span.first <= as_of);
    let sessions = workspace.sessions.iter().filter(|session| scope.has(session)).filter(has_begun);
    let (mut people, mut counted) = (BTreeSet::new(), 0);
    let mut limit = Some(Fen::ZERO);
    for session in sessions.filter(|session| session.status.is_held()) {
        let rate = session_rate(workspace, session);
        let (taught, n_counted) = taught(workspace, session, as_of);
        sums.attendances += taught.len() as u64 + n_counted;
        people.extend(taught);
        counted += n_counted;
        sums.person_days += rate.person_days;
        let spent = under_rate.get(&session.id).copied().unwrap_or_default().actual;
        sums.over.extend(rate.limit.filter(|limit| spent > *limit).map(|limit| (session.id, spent - limit)));
        limit = match (limit, rate.limit) {
            _ if rate.person_days == 0 => limit,
            (Some(sum), Some(limit)) => Some(sum + limit),
            _ => None,
        };
    }
    sums.counted = counted;
    sums.limit = limit.filter(|limit| *limit > Fen::ZERO);
    sums.heads = match scope {
        Scope::Year => Index::new(workspace, as_of).coverage().total.heads.n,
        Scope::Session(_) => people.len() as u64 + counted,
        Scope::Unit(_) => people.len() as u64,
    };
    sums
}

/// Money for no session stands under no rate.
fn counts(workspace: &Workspace, line: &CostLine) -> bool {
    let session = line.session.and_then(|id| workspace.sessions.get(id));
    session.is_some_and(|session| is_under_rate(&figures_of(workspace, session), line.item))
}

/// People taught in a session up to a day, and how many more of whom only a number is known.
fn taught(workspace: &Workspace, session: &Session, as_of: NaiveDate) -> (BTreeSet<PersonId>, u64) {
    let has_been = |no| session.slot(no).is_some_and(|slot| slot.date <= as_of);
    let marks = workspace.marks_in(session.id).filter(|mark| mark.kind.is_attended() && has_been(mark.slot));
    let counted = workspace.head_counts.iter().filter(|count| count.session == session.id);
    (marks.map(|mark| mark.person).collect(), counted.map(|count| u64::from(count.heads)).sum())
}
