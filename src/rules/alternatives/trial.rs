//! Trying out a remedy: what it takes away, what it would bring, what it costs and who has to be told.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Alternative, Remedy};
use crate::model::workspace::Change;
use crate::model::{CostLine, Fen, Level, PersonId, Session, SessionId, Slot, Status, TrainerId, Workspace};
use crate::rules::{Board, Finding, Rule};

/// A session for which something better is looked for.
pub(super) struct Trial<'w> {
    pub workspace: &'w Workspace,
    pub board: &'w Board,
    pub session: &'w Session,
    /// What is found in it as it stands.
    pub before: Vec<Finding>,
}

/// What comes of a remedy.
pub(super) struct Outcome {
    pub after: Workspace,
    /// What it brings.
    pub new: Vec<Finding>,
    /// The session's findings that it takes away.
    pub mends: Vec<Finding>,
    pub price: Fen,
    pub n_told: usize,
    pub n_days: u64,
}

impl Outcome {
    pub(super) fn into_alternative(self, session: Option<SessionId>, remedy: Remedy) -> Alternative {
        let Self { mends, price, n_told, n_days, .. } = self;
        Alternative { session, remedy, mends, price, n_told, n_days }
    }
}

impl<'w> Trial<'w> {
    pub(super) fn new(workspace: &'w Workspace, board: &'w Board, session: &'w Session) -> Self {
        Self { workspace, board, session, before: board.findings_of(workspace, session) }
    }

    /// Whether a session as it would be has something mended and nothing new: a quick look before it is tried out.
    pub(super) fn looks_better(&self, session: &Session) -> bool {
        let after = self.board.findings_of(self.workspace, session);
        added(&self.before, &after).next().is_none() && mended(&self.before, &after).next().is_some()
    }

    /// Carries the remedy out on a copy and takes it if it mends something.
    ///
    /// # Errors
    /// What it would bring; empty if it mends nothing or cannot be done at all.
    pub(super) fn run(&self, remedy: Remedy) -> Result<Alternative, Vec<Finding>> {
        let Some(outcome) = self.carry_out(&remedy) else { return Err(Vec::new()) };
        let is_dear = breaks_ceiling(self.workspace, &outcome.after, outcome.price);
        if !outcome.new.is_empty() || outcome.mends.is_empty() || is_dear {
            return Err(outcome.new);
        }
        Ok(outcome.into_alternative(Some(self.session.id), remedy))
    }

    /// What comes of a remedy; `None` if it cannot be done at all.
    pub(super) fn carry_out(&self, remedy: &Remedy) -> Option<Outcome> {
        let after = remedy.apply(self.workspace, self.session.id).ok()?;
        let changes = self.workspace.changes_to(&after);
        let mut board = self.board.clone();
        board.update(&after, &changes);
        let touched = touched(&changes, self.session.id);
        // a trouble is not mended while a part of it stays with the other session
        let concerned: BTreeSet<SessionId> =
            touched.iter().copied().chain(self.before.iter().flat_map(Finding::sessions)).collect();
        let all = |ws: &Workspace, board: &Board| -> Vec<Finding> {
            concerned.iter().flat_map(|id| board.findings_for(ws, *id)).collect()
        };
        let (was, is) = (all(self.workspace, self.board), all(&after, &board));
        // days come before trainers: that a session just given days has none yet is no new trouble
        let is_expected = |new: &&Finding| matches!(remedy, Remedy::Schedule { .. }) && new.rule == Rule::NoTrainer;
        Some(Outcome {
            new: added(&was, &is).filter(|new| !is_expected(new)).cloned().collect(),
            mends: mended(&self.before, &is).cloned().collect(),
            price: price(self.workspace, &after, &touched),
            n_told: n_told(self.workspace, &after, &touched, &changes),
            n_days: n_days(self.workspace, self.session, remedy),
            after,
        })
    }

    /// The first day to which something can still be moved: people have to hear of it.
    pub(super) fn first_free_day(&self) -> NaiveDate {
        self.board.as_of() + chrono::Days::new(1)
    }

    /// Whether it has not begun, so that its days and rooms can still be chosen.
    pub(super) fn is_to_come(&self) -> bool {
        self.session.status.is_planned()
    }

    /// Other sessions still to come that teach the same: runs of the same course, or of the same way of learning
    /// for one of the same cohorts; the nearest first.
    pub(super) fn siblings(&self) -> Vec<&'w Session> {
        let own = self.session;
        let day = own.span().map_or(self.board.as_of(), |span| span.first);
        let is_sibling = |other: &&Session| {
            let teaches_same = match (own.course, other.course) {
                (Some(one), Some(other)) => one == other,
                _ => own.mode == other.mode && own.cohorts.iter().any(|cohort| other.cohorts.contains(cohort)),
            };
            other.id != own.id
                && teaches_same
                && other.township == own.township
                && other.status.is_planned()
                && !other.is_locked
                && other.span().is_some_and(|span| span.first > self.board.as_of())
        };
        let mut siblings: Vec<&Session> = self.workspace.sessions.iter().filter(is_sibling).collect();
        siblings.sort_by_key(|other| (other.span().map(|span| (span.first - day).num_days().abs()), other.id));
        siblings
    }
}

/// Whether a finding is an earlier one still there, or a part of it: it is about nothing else.
pub(super) fn is_same(before: &Finding, after: &Finding) -> bool {
    before.rule == after.rule && after.subjects.iter().all(|subject| before.subjects.contains(subject))
}

/// Whether the second is the first trouble grown worse.
fn is_worse(before: &Finding, after: &Finding) -> bool {
    if before.rule == Rule::UnderMinimum { after.n < before.n } else { after.n > before.n }
}

fn added<'f>(before: &'f [Finding], after: &'f [Finding]) -> impl Iterator<Item = &'f Finding> {
    let is_known = |new: &Finding| before.iter().any(|old| is_same(old, new) && !is_worse(old, new));
    after.iter().filter(move |new| !is_known(new))
}

fn mended<'f>(before: &'f [Finding], after: &'f [Finding]) -> impl Iterator<Item = &'f Finding> {
    before.iter().filter(|old| !after.iter().any(|new| is_same(old, new)))
}

/// The sessions that an edit touches, and the one it is about.
fn touched(changes: &[Change], own: SessionId) -> BTreeSet<SessionId> {
    let mut touched = BTreeSet::from([own]);
    for change in changes {
        if let Change::Session(delta) = change {
            touched.insert(delta.key());
        } else if let Change::Enrolment(delta) = change {
            touched.insert(delta.key().0);
        }
    }
    touched
}

/// What the sessions cost, a level's lines or all: paid, or planned and not yet paid.
pub(super) fn bound(ws: &Workspace, is_meant: impl Fn(&CostLine) -> bool) -> Fen {
    let lines = ws.costs.iter().filter(|line| ws.programme.days().contains(line.date) && is_meant(line));
    let amount = |line: &CostLine| {
        let session = line.session.and_then(|id| ws.sessions.get(id));
        let is_void = session.is_some_and(|session| session.status == Status::Cancelled);
        line.actual.unwrap_or(if is_void { Fen::ZERO } else { line.planned })
    };
    lines.map(amount).sum()
}

fn price(before: &Workspace, after: &Workspace, touched: &BTreeSet<SessionId>) -> Fen {
    if before.costs.is_same_version(&after.costs) && before.sessions.is_same_version(&after.sessions) {
        return Fen::ZERO;
    }
    let is_touched = |line: &CostLine| line.session.is_some_and(|id| touched.contains(&id));
    bound(after, is_touched) - bound(before, is_touched)
}

/// Whether a level that kept to its ceiling no longer does.
fn breaks_ceiling(before: &Workspace, after: &Workspace, price: Fen) -> bool {
    price > Fen::ZERO
        && Level::ALL.into_iter().any(|level| {
            let ceiling = after.programme.ceiling(level);
            let is_over = |ws: &Workspace| bound(ws, |line| line.payer == level) > ceiling;
            ceiling > Fen::ZERO && is_over(after) && !is_over(before)
        })
}

/// Whoever was told something that is no longer so. Of a draft nobody has been told.
fn n_told(before: &Workspace, after: &Workspace, touched: &BTreeSet<SessionId>, changes: &[Change]) -> usize {
    let is_known = |id: &SessionId| before.sessions.get(*id).is_some_and(|session| session.status != Status::Draft);
    let mut people: BTreeSet<PersonId> = BTreeSet::new();
    let mut trainers: BTreeSet<TrainerId> = BTreeSet::new();
    for id in touched.iter().filter(|id| is_known(id)) {
        let (Some(was), Some(is)) = (before.sessions.get(*id), after.sessions.get(*id)) else { continue };
        let time_and_place =
            |s: &Session| (s.venue, s.slots.iter().map(|t| (t.no, t.date, t.half)).collect::<Vec<_>>());
        let is_off = is.status == Status::Cancelled;
        if is_off || time_and_place(was) != time_and_place(is) {
            people.extend(before.enrolments_in(*id).filter(|e| e.state.takes_part()).map(|e| e.person));
            trainers.extend(was.slots.iter().filter_map(|slot| slot.trainer));
        }
        let lessons = |slots: &[Slot]| slots.iter().map(|t| (t.no, t.trainer)).collect::<BTreeSet<_>>();
        let (had, has) = (lessons(&was.slots), lessons(&is.slots));
        trainers.extend(had.symmetric_difference(&has).filter_map(|(_, trainer)| *trainer));
    }
    for change in changes {
        if let Change::Enrolment(delta) = change
            && is_known(&delta.key().0)
        {
            people.insert(delta.key().1);
        }
    }
    people.len() + trainers.len()
}

fn n_days(ws: &Workspace, session: &Session, remedy: &Remedy) -> u64 {
    let first = |id: SessionId| ws.sessions.get(id).and_then(Session::span).map(|span| span.first);
    let to = match remedy {
        Remedy::MoveTo { first, .. } => Some(*first),
        Remedy::MovePeople { to, .. } | Remedy::MoveSeats { to, .. } => first(*to),
        Remedy::MergeInto { into } => first(*into),
        Remedy::Schedule { .. }
        | Remedy::UseVenue { .. }
        | Remedy::Ask { .. }
        | Remedy::Wait { .. }
        | Remedy::RaiseCapacity { .. }
        | Remedy::RaiseQuota { .. }
        | Remedy::LowerMinimum { .. }
        | Remedy::Cancel
        | Remedy::Seat { .. }
        | Remedy::LiftCeiling { .. }
        | Remedy::SayPurpose { .. } => None,
    };
    let (Some(from), Some(to)) = (first(session.id), to) else { return 0 };
    (to - from).num_days().unsigned_abs()
}
