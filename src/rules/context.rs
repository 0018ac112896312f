//! What several rules need of the sessions they look at.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::board::{Board, Seat};
use super::is_open;
use super::lecture_fee::Teaching;
use crate::model::{CostLine, Half, PersonId, Session, SessionId, Slot, Status, TownshipId, Workspace};

/// A session with the people who take a seat in it.
pub(super) struct Class<'w> {
    pub session: &'w Session,
    /// By person id.
    pub seats: Arc<[Seat]>,
}

impl Class<'_> {
    pub(super) fn first_day(&self) -> Option<NaiveDate> {
        self.session.slots.iter().map(|slot| slot.date).min()
    }

    /// People by name.
    pub(super) fn n_seats(&self) -> u64 {
        self.seats.len() as u64
    }

    /// People by name, or seats given to townships if these are more.
    pub(super) fn heads(&self) -> u64 {
        let quotas: u64 = self.session.quotas.iter().map(|quota| u64::from(quota.heads)).sum();
        quotas.max(self.n_seats())
    }

    /// How many of these people come from each township, by id.
    pub(super) fn sent(&self, is_meant: impl Fn(&Seat) -> bool) -> Vec<(TownshipId, u64)> {
        let mut from: Vec<TownshipId> = self.seats.iter().filter(|s| is_meant(s)).filter_map(|s| s.township).collect();
        from.sort_unstable();
        from.chunk_by(|one, other| one == other).map(|group| (group[0], group.len() as u64)).collect()
    }
}

/// Two sessions that share a half day, the first one they share, and the people who sit in both.
pub(super) struct Meeting {
    pub one: usize,
    pub other: usize,
    pub date: NaiveDate,
    pub half: Half,
    pub people: Vec<PersonId>,
}

/// The sessions that rules look at.
pub(super) struct Context<'w> {
    pub workspace: &'w Workspace,
    pub board: &'w Board,
    pub as_of: NaiveDate,
    /// Sessions that can stand in each other's way.
    pub classes: Vec<Class<'w>>,
    /// The one session asked about; `None`: all.
    focus: Option<&'w Session>,
    by_person: OnceCell<Vec<(PersonId, usize)>>,
    lines: OnceCell<BTreeMap<SessionId, Vec<&'w CostLine>>>,
    teaching: OnceCell<Teaching>,
}

impl<'w> Context<'w> {
    /// All sessions planned or running.
    pub(super) fn of_district(workspace: &'w Workspace, board: &'w Board) -> Self {
        let open = workspace.sessions.iter().filter(|session| is_open(session));
        Self::of(workspace, board, open.collect(), None)
    }

    /// One session, as given, and those that share a day with it.
    pub(super) fn of_session(workspace: &'w Workspace, board: &'w Board, session: &'w Session) -> Self {
        let days = session.days();
        let mut others: Vec<SessionId> =
            days.into_iter().flat_map(|day| board.on_day(workspace, day)).copied().collect();
        others.sort_unstable();
        others.dedup();
        let others = others.into_iter().filter(|id| *id != session.id).filter_map(|id| workspace.sessions.get(id));
        Self::of(workspace, board, std::iter::once(session).chain(others).collect(), Some(session))
    }

    fn of(workspace: &'w Workspace, board: &'w Board, sessions: Vec<&'w Session>, focus: Option<&'w Session>) -> Self {
        let class = |session: &'w Session| Class { session, seats: board.seats(workspace, session) };
        let classes = sessions.into_iter().map(class).collect();
        Self {
            workspace,
            board,
            as_of: board.as_of(),
            classes,
            focus,
            by_person: OnceCell::new(),
            lines: OnceCell::new(),
            teaching: OnceCell::new(),
        }
    }

    /// Every pair of sessions that need the same thing in the same half day, once for each thing, with the
    /// first such half day.
    pub(super) fn meetings<K: Copy + Ord>(
        &self,
        need: impl Fn(&Session, &Slot) -> Option<K>,
    ) -> BTreeMap<(usize, usize, K), (NaiveDate, Half)> {
        let mut needs: Vec<(NaiveDate, Half, K, usize)> = Vec::new();
        for (position, class) in self.classes.iter().enumerate() {
            let wanted = class.session.slots.iter().filter_map(|slot| Some((slot, need(class.session, slot)?)));
            needs.extend(wanted.map(|(slot, thing)| (slot.date, slot.half, thing, position)));
        }
        needs.sort_unstable();
        needs.dedup();
        let mut first = BTreeMap::new();
        for here in needs.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
            for (i, (date, half, thing, one)) in here.iter().enumerate() {
                for (.., other) in here[i + 1..].iter().filter(|(.., other)| self.is_asked(*one, *other)) {
                    first.entry((*one, *other, *thing)).or_insert((*date, *half));
                }
            }
        }
        first
    }

    /// The people who sit in two sessions in the same half day, by pair of sessions, with the first such half day.
    pub(super) fn double_bookings(&self) -> Vec<Meeting> {
        let mut meetings: BTreeMap<(usize, usize), Option<Meeting>> = BTreeMap::new();
        for own in self.by_person().chunk_by(|one, other| one.0 == other.0) {
            for (i, (person, one)) in own.iter().enumerate() {
                for (_, other) in own[i + 1..].iter().filter(|(_, other)| self.is_asked(*one, *other)) {
                    let meeting = meetings.entry((*one, *other)).or_insert_with(|| self.meeting(*one, *other));
                    if let Some(meeting) = meeting {
                        meeting.people.push(*person);
                    }
                }
            }
        }
        meetings.into_values().flatten().collect()
    }

    /// Every seat as person and position of the session, by person.
    pub(super) fn by_person(&self) -> &[(PersonId, usize)] {
        self.by_person.get_or_init(|| {
            let numbered = self.classes.iter().enumerate();
            let mut seats: Vec<(PersonId, usize)> =
                numbered.flat_map(|(at, class)| class.seats.iter().map(move |seat| (seat.person, at))).collect();
            seats.sort_unstable();
            seats
        })
    }

    fn meeting(&self, one: usize, other: usize) -> Option<Meeting> {
        let theirs = &self.classes[other].session.slots;
        let shared = |slot: &&Slot| theirs.iter().any(|other| (other.date, other.half) == (slot.date, slot.half));
        let slot = self.classes[one].session.slots.iter().find(shared)?;
        Some(Meeting { one, other, date: slot.date, half: slot.half, people: Vec::new() })
    }

    pub(super) fn is_asked(&self, one: usize, other: usize) -> bool {
        let is_focus = |at: usize| self.focus.is_some_and(|focus| self.classes[at].session.id == focus.id);
        self.focus.is_none() || is_focus(one) || is_focus(other)
    }

    /// The sessions asked about.
    pub(super) fn checked(&self) -> impl Iterator<Item = &Class<'w>> {
        self.classes.iter().filter(|class| self.focus.is_none_or(|focus| focus.id == class.session.id))
    }

    /// The sessions asked about that cost money: those over and not yet closed too.
    pub(super) fn billed(&self) -> Vec<&'w Session> {
        let is_billed = |session: &&Session| is_open(session) || session.status == Status::Finished;
        match self.focus {
            Some(session) => vec![session].into_iter().filter(is_billed).collect(),
            None => self.workspace.sessions.iter().filter(is_billed).collect(),
        }
    }

    /// The cost lines of a session.
    pub(super) fn lines_of(&self, session: SessionId) -> &[&'w CostLine] {
        let lines = self.lines.get_or_init(|| {
            let is_asked = |line: &&CostLine| self.focus.is_none_or(|focus| line.session == Some(focus.id));
            let mut lines: BTreeMap<SessionId, Vec<&CostLine>> = BTreeMap::new();
            for line in self.workspace.costs.iter().filter(is_asked) {
                if let Some(session) = line.session {
                    lines.entry(session).or_default().push(line);
                }
            }
            lines
        });
        lines.get(&session).map_or(&[], Vec::as_slice)
    }

    /// Who teaches when, so that classes taught together are paid once.
    pub(super) fn teaching(&self) -> &Teaching {
        self.teaching.get_or_init(|| match self.focus {
            Some(_) => Teaching::of(self.classes.iter().map(|class| class.session)),
            None => Teaching::of(self.workspace.sessions.iter().filter(|s| s.status != Status::Cancelled)),
        })
    }

    /// The one session asked about; `None`: all.
    pub(super) fn focus(&self) -> Option<&'w Session> {
        self.focus
    }
}
