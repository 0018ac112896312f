//! What is done about a session, as a pure command on the workspace.

use chrono::NaiveDate;

use crate::model::{
    CostItem, CostLine, EnrolmentState, Fen, Half, Label, Level, PersonId, Refusal, SeatChange, Session, SessionId,
    SlotNo, Status, TableName, TopicId, TownshipId, TrainerId, VenueId, Workspace,
};

/// What is done about a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// It is held on other days, its half days as far apart as before.
    MoveTo {
        /// Its first day then.
        first: NaiveDate,
        /// Its last day then.
        last: NaiveDate,
    },
    /// It is given half days for the first time: whole days in a row.
    Schedule {
        /// Its first day.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
        /// Minutes of learning in a half day.
        minutes: u32,
    },
    /// It is held elsewhere. What the room costs a day is put into its budget.
    UseVenue {
        /// Where.
        venue: VenueId,
        /// The most people it takes then.
        max_heads: u32,
    },
    /// A trainer is asked for some of its half days.
    Ask {
        /// Who.
        trainer: TrainerId,
        /// For which half days.
        slots: Vec<SlotNo>,
    },
    /// People go to another session.
    MovePeople {
        /// Who, by id.
        people: Vec<PersonId>,
        /// Where they go.
        to: SessionId,
    },
    /// A township's seats are given in another session.
    MoveSeats {
        /// Whose.
        township: TownshipId,
        /// How many.
        heads: u32,
        /// Where.
        to: SessionId,
    },
    /// People are put on the waiting list.
    Wait {
        /// Who, by id.
        people: Vec<PersonId>,
    },
    /// All its people go to another session, and it is cancelled.
    MergeInto {
        /// Which takes them.
        into: SessionId,
    },
    /// It takes more people.
    RaiseCapacity {
        /// The most people it takes then.
        max_heads: u32,
    },
    /// A township gets more of its seats.
    RaiseQuota {
        /// Which.
        township: TownshipId,
        /// Its seats then.
        heads: u32,
    },
    /// It is held with fewer people.
    LowerMinimum {
        /// The fewest people for whom it is held then.
        min_heads: u32,
    },
    /// It is given up.
    Cancel,
    /// People of a township are given seats.
    Seat {
        /// Whose.
        township: TownshipId,
        /// Who, and the township's share then.
        change: SeatChange,
    },
    /// A level may spend more; this concerns no session.
    LiftCeiling {
        /// Which.
        level: Level,
        /// How much then.
        amount: Fen,
    },
    /// It says what it is for.
    SayPurpose {
        /// What for.
        purpose: String,
    },
}

impl Remedy {
    /// Whether it gives a figure up rather than keep to it, such as the least number of people.
    pub fn is_concession(&self) -> bool {
        matches!(self, Self::LowerMinimum { .. } | Self::Wait { .. } | Self::Cancel | Self::LiftCeiling { .. })
    }

    /// The sessions whose days, place or people it changes.
    fn moves(&self, id: SessionId) -> Vec<SessionId> {
        match self {
            Self::MoveTo { .. } | Self::UseVenue { .. } | Self::Wait { .. } | Self::Cancel | Self::Seat { .. } => {
                vec![id]
            }
            Self::MovePeople { to, .. } | Self::MoveSeats { to, .. } => vec![id, *to],
            Self::MergeInto { into } => vec![id, *into],
            Self::Schedule { .. }
            | Self::Ask { .. }
            | Self::RaiseCapacity { .. }
            | Self::RaiseQuota { .. }
            | Self::LowerMinimum { .. }
            | Self::LiftCeiling { .. }
            | Self::SayPurpose { .. } => Vec::new(),
        }
    }

    /// What carrying it out is called.
    pub(super) fn label(&self, ws: &Workspace, id: SessionId) -> Label {
        let title = |id: SessionId| ws.sessions.get(id).map(|session| session.title.clone()).unwrap_or_default();
        let session = title(id);
        match self {
            Self::MoveTo { first, .. } | Self::Schedule { first, .. } => Label::Move { session, first: *first },
            Self::UseVenue { venue, .. } => {
                Label::Venue { session, venue: ws.venues.get(*venue).map(|v| v.name.clone()).unwrap_or_default() }
            }
            Self::Ask { trainer, .. } => {
                Label::Teach { session, trainer: ws.trainers.get(*trainer).map(|t| t.name.clone()).unwrap_or_default() }
            }
            Self::MovePeople { people, to } => Label::MovePeople { n: people.len(), from: session, to: title(*to) },
            Self::MergeInto { into } => Label::Merge { from: session, into: title(*into) },
            Self::Cancel => Label::Status { session, to: Status::Cancelled },
            Self::Seat { change, .. } => Label::Enrol { n: change.seat.len(), session },
            Self::LiftCeiling { .. } => {
                Label::Change { table: TableName::Programme, name: ws.programme.district.clone() }
            }
            Self::MoveSeats { .. }
            | Self::Wait { .. }
            | Self::RaiseCapacity { .. }
            | Self::RaiseQuota { .. }
            | Self::LowerMinimum { .. }
            | Self::SayPurpose { .. } => Label::Mend { session },
        }
    }

    /// The workspace in which it is carried out; the id is not looked at by what concerns no session.
    ///
    /// # Errors
    /// The reason why it cannot be; the workspace stays as it was.
    pub(super) fn apply(&self, ws: &Workspace, id: SessionId) -> Result<Workspace, Refusal> {
        for moved in self.moves(id) {
            ws.must_be_unlocked(moved)?;
        }
        match self {
            Self::MoveTo { first, .. } => {
                let span = ws.open_session(id)?.span();
                ws.move_session(id, span.map_or(0, |span| (*first - span.first).num_days()))
            }
            Self::Schedule { first, last, minutes } => {
                ws.set_days(id, crate::model::DateSpan { first: *first, last: *last }, &Half::ALL, *minutes)
            }
            Self::UseVenue { venue, max_heads } => use_venue(ws, id, *venue, *max_heads),
            Self::Ask { trainer, slots } => ws.with_session(id, |session| {
                for slot in session.slots.iter_mut().filter(|slot| slots.contains(&slot.no)) {
                    slot.trainer = Some(*trainer);
                }
            }),
            Self::MovePeople { people, to } => ws.move_enrolments(id, people, *to),
            Self::MoveSeats { township, heads, to } => move_seats(ws, id, (*township, *heads), *to),
            Self::Wait { people } => ws.set_enrolment(id, people, EnrolmentState::Waitlisted),
            Self::MergeInto { into } => merge(ws, id, *into),
            Self::RaiseCapacity { max_heads } => ws.with_session(id, |session| session.max_heads = *max_heads),
            Self::RaiseQuota { township, heads } => ws.set_quota(id, *township, *heads),
            Self::LowerMinimum { min_heads } => ws.with_session(id, |session| session.min_heads = *min_heads),
            Self::Cancel => ws.set_status(id, Status::Cancelled),
            Self::Seat { change, .. } => ws.change_seats(id, change),
            Self::LiftCeiling { level, amount } => lift_ceiling(ws, *level, *amount),
            Self::SayPurpose { purpose } => ws.with_session(id, |session| session.purpose.clone_from(purpose)),
        }
    }
}

fn lift_ceiling(ws: &Workspace, level: Level, amount: Fen) -> Result<Workspace, Refusal> {
    let mut programme = (*ws.programme).clone();
    let named = programme.ceiling(level) - programme.ceiling_of(level, None);
    programme.set_ceiling(level, None, Some(amount - named));
    ws.with_programme(programme)
}

fn use_venue(ws: &Workspace, id: SessionId, venue: VenueId, max_heads: u32) -> Result<Workspace, Refusal> {
    let session = ws.open_session(id)?;
    let rate = |venue: Option<VenueId>| venue.and_then(|id| ws.venues.get(id)).and_then(|venue| venue.day_rate);
    let more = match (rate(session.venue), rate(Some(venue))) {
        (Some(before), Some(after)) => (after.0 - before.0) * i64::try_from(session.days().len()).unwrap_or(i64::MAX),
        _ => 0,
    };
    let next = ws.with_session(id, |session| {
        session.venue = Some(venue);
        session.max_heads = max_heads;
    })?;
    charge_room(&next, session, Fen(more))
}

/// Puts what a room costs more, or less, into what is planned and not yet paid for it.
fn charge_room(ws: &Workspace, session: &Session, more: Fen) -> Result<Workspace, Refusal> {
    let is_open =
        |line: &&CostLine| line.session == Some(session.id) && line.item == CostItem::Room && line.actual.is_none();
    match ws.costs.iter().find(is_open) {
        _ if more == Fen::ZERO => Ok(ws.clone()),
        Some(line) => ws.with(CostLine { planned: (line.planned + more).max(Fen::ZERO), ..line.clone() }),
        None if more < Fen::ZERO => Ok(ws.clone()),
        None => {
            let mut next = ws.clone();
            let line = CostLine {
                id: next.ids.take(),
                session: Some(session.id),
                item: CostItem::Room,
                payer: session.level,
                township: session.township,
                funding: None,
                date: session.span().map_or(ws.programme.days().first, |span| span.last),
                planned: more,
                actual: None,
                note: String::new(),
            };
            next.with(line)
        }
    }
}

fn move_seats(
    ws: &Workspace,
    from: SessionId,
    (township, heads): (TownshipId, u32),
    to: SessionId,
) -> Result<Workspace, Refusal> {
    let seats = |session: &Session| {
        session.quotas.iter().filter(|quota| quota.township == township).map(|quota| quota.heads).sum::<u32>()
    };
    let (here, there) = (seats(ws.open_session(from)?), seats(ws.open_session(to)?));
    ws.set_quota(from, township, here.saturating_sub(heads))?.set_quota(to, township, there + heads)
}

fn merge(ws: &Workspace, from: SessionId, into: SessionId) -> Result<Workspace, Refusal> {
    let quotas = ws.open_session(from)?.quotas.clone();
    let people: Vec<PersonId> =
        ws.enrolments_in(from).filter(|enrolment| enrolment.state.takes_part()).map(|e| e.person).collect();
    let mut next = ws.move_enrolments(from, &people, into)?;
    for quota in quotas {
        let left = next.sessions.get(from).and_then(|s| s.quotas.iter().find(|q| q.township == quota.township));
        let left = left.map_or(0, |quota| quota.heads);
        if left > 0 && next.sessions.get(into).is_some_and(|session| !session.quotas.is_empty()) {
            next = move_seats(&next, from, (quota.township, left), into)?;
        }
    }
    let topics: Vec<TopicId> = next.topics_of(from).map(|topic| topic.id).collect();
    next.schedule_topics(&topics, into)?.set_status(from, Status::Cancelled)
}
