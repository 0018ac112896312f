//! A sitting: one person in one session who was taught in at least one half day. Knows no sums over people.

use chrono::{Datelike, NaiveDate};

use super::index::{NONE, position};
use crate::model::dates::DateSpan;
use crate::model::{
    CohortId, Enrolment, Figures, Level, Mark, Mode, Session, SessionId, SlotNo, TownshipId, TrainedBy, Workspace,
};

/// What reports need of a half day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SlotFacts {
    pub no: SlotNo,
    pub date: NaiveDate,
    /// 0 for January.
    pub month: u8,
    pub minutes: u32,
    /// Whether it lies in the programme year, not after the as-of day.
    pub counts: bool,
}

/// What reports need of a session.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SessionFacts {
    pub id: SessionId,
    pub mode: Mode,
    pub level: Level,
    pub is_held: bool,
    /// Position of the unit that runs it; [`NONE`]: the district.
    pub township: u32,
    /// Position of the cohort that takes heads and money which name no cohort; [`NONE`] if there is no such.
    pub first_cohort: u32,
    /// Positions of the cohorts it is for.
    pub cohorts: Vec<u32>,
    pub slots: Vec<SlotFacts>,
    pub class_minutes: u64,
    pub rules: Figures,
    /// The first half day that counts; `None` if the session is not held or none counts.
    pub counts_from: Option<NaiveDate>,
}

impl SessionFacts {
    pub(super) fn of(
        session: &Session,
        workspace: &Workspace,
        window: DateSpan,
        townships: &[TownshipId],
        cohorts: &[CohortId],
    ) -> Self {
        let slots: Vec<SlotFacts> = session
            .slots
            .iter()
            .map(|slot| SlotFacts {
                no: slot.no,
                date: slot.date,
                month: slot.date.month0() as u8,
                minutes: slot.minutes,
                counts: window.contains(slot.date),
            })
            .collect();
        let is_held = session.status.is_held();
        let first_day = session.span().map_or(window.first, |span| span.first);
        let counting = slots.iter().filter(|slot| slot.counts).map(|slot| slot.date).min();
        Self {
            id: session.id,
            mode: session.mode,
            level: session.level,
            is_held,
            township: session.township.map_or(NONE, |id| position(townships, &id)),
            first_cohort: session.cohorts.first().map_or(NONE, |id| position(cohorts, id)),
            cohorts: session.cohorts.iter().map(|id| position(cohorts, id)).collect(),
            class_minutes: session.minutes(),
            rules: workspace.rules_for(first_day, Some(session.level)),
            counts_from: counting.filter(|_| is_held),
            slots,
        }
    }

    /// Position of the slot with this number; numbers mostly equal positions.
    fn slot_position(&self, no: SlotNo) -> Option<usize> {
        let guess = usize::from(no.0);
        if self.slots.get(guess).is_some_and(|slot| slot.no == no) {
            return Some(guess);
        }
        self.slots.iter().position(|slot| slot.no == no)
    }
}

/// One half day in which a person was taught, and the unit they belonged to on that day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Taught {
    /// Position in the session's slots.
    pub slot: u16,
    /// Position of the home branch on the day; the number of branches stands for none.
    pub branch: u32,
}

/// One person in one session who was taught in at least one half day that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sitting {
    pub session: u32,
    /// Position of the cohort whose place it uses.
    pub cohort: u32,
    /// The day on which it made the person count as trained; `None`: it does not.
    pub trained_on: Option<NaiveDate>,
    /// Whether the attendance rule of the session is met.
    pub is_completed: bool,
    /// Minutes attended in all half days up to the as-of day, of whatever year.
    pub attended_minutes: u32,
    /// Where its half days stand in the index's list, and how many they are.
    pub taught_from: u32,
    pub n_taught: u16,
    /// The person's next sitting; [`NONE`] for the last.
    pub next: u32,
}

/// The half days that count, in time order, appended to `taught`, and what follows from all that were attended.
pub(super) fn sitting<'m>(
    session: (u32, &SessionFacts),
    enrolment: (u32, TrainedBy),
    marks: impl Iterator<Item = &'m Mark>,
    as_of: NaiveDate,
    taught: &mut Vec<u16>,
) -> Option<Sitting> {
    let (session, facts) = session;
    let (cohort, trained_by) = enrolment;
    taught.clear();
    let attended = marks.filter(|mark| mark.kind.is_attended()).filter_map(|mark| facts.slot_position(mark.slot));
    taught.extend(attended.filter(|slot| facts.slots[*slot].date <= as_of).map(|slot| slot as u16));
    taught.sort_unstable();
    let mut minutes = 0;
    let mut completed_on = None;
    for slot in taught.iter().map(|slot| &facts.slots[usize::from(*slot)]) {
        minutes += u64::from(slot.minutes);
        let missed = facts.class_minutes.saturating_sub(minutes);
        if completed_on.is_none() && facts.rules.lets_complete(missed, facts.class_minutes) {
            completed_on = Some(*slot);
        }
    }
    taught.retain(|slot| facts.slots[usize::from(*slot)].counts);
    let first = facts.slots[usize::from(*taught.first()?)];
    let trained_on = match trained_by {
        TrainedBy::Attendance => Some(first.date),
        TrainedBy::Completion => completed_on.filter(|slot| slot.counts).map(|slot| slot.date),
    };
    Some(Sitting {
        session,
        cohort,
        trained_on,
        is_completed: completed_on.is_some(),
        attended_minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
        taught_from: 0,
        n_taught: taught.len() as u16,
        next: NONE,
    })
}

/// Whether an enrolment can count: its session is held and the person took part under their name.
pub(super) fn can_count(facts: &SessionFacts, enrolment: &Enrolment) -> bool {
    facts.counts_from.is_some() && enrolment.state.takes_part()
}
