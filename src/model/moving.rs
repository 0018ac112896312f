//! Moving sessions about the calendar: to other days, another length, another half of the day, another room
//! or trainer. The changes of a [`Session`] alone serve a look ahead; the commands also keep what belongs to it.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::attendance::Mark;
use super::dates::{DateSpan, Half};
use super::places::{TrainerId, VenueId};
use super::refusal::Refusal;
use super::sessions::{Session, SessionId, Slot, SlotNo};
use super::workspace::Workspace;

impl Session {
    /// The days on which it is held, each once, in order.
    pub fn days(&self) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = self.slots.iter().map(|slot| slot.date).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Its runs of consecutive days, in order.
    pub fn runs(&self) -> Vec<DateSpan> {
        runs(&self.days())
    }

    /// Moves every half day by so many days; each keeps its number, and so its marks. A distance that leaves
    /// the calendar changes nothing.
    pub fn shift(&mut self, days: i64) {
        let Some(by) = TimeDelta::try_days(days) else { return };
        let moved: Option<Vec<NaiveDate>> = self.slots.iter().map(|slot| slot.date.checked_add_signed(by)).collect();
        for (slot, date) in self.slots.iter_mut().zip(moved.unwrap_or_default()) {
            slot.date = date;
        }
    }

    /// Moves a session that is held in one half of its days only to the other; changes nothing else.
    pub fn set_half(&mut self, half: Half) {
        if self.only_half().is_some() {
            for slot in &mut self.slots {
                slot.half = half;
            }
        }
    }

    /// The half of the day in which all of it is held; `None` if it takes both, or none.
    pub fn only_half(&self) -> Option<Half> {
        let first = self.slots.first()?.half;
        self.slots.iter().all(|slot| slot.half == first).then_some(first)
    }

    /// Gives it another last day. Half days after it go; new days get the halves of the last one, in the
    /// session's own step (weekly classes stay weekly). Days off in between are left out, unless it is held
    /// on such days already. It always keeps its first day.
    pub fn set_last_day(&mut self, last: NaiveDate, is_day_off: impl Fn(NaiveDate) -> bool) {
        let days = self.days();
        let (Some(first), Some(before)) = (days.first().copied(), days.last().copied()) else { return };
        let last = last.max(first);
        if last <= before {
            self.slots.retain(|slot| slot.date <= last);
            return;
        }
        let pattern: Vec<Slot> = self.slots.iter().filter(|slot| slot.date == before).cloned().collect();
        let works_on_days_off = days.iter().any(|day| is_day_off(*day));
        let step = step(&days, &is_day_off);
        let mut no = self.next_slot_no();
        let new = before.iter_days().skip(1).take_while(|day| *day <= last);
        let new = new.filter(|day| (*day - before).num_days() % step == 0);
        for day in new.filter(|day| works_on_days_off || *day == last || !is_day_off(*day)) {
            for model in &pattern {
                self.slots.push(Slot { no, date: day, half: model.half, ..model.clone() });
                no = SlotNo(no.0.saturating_add(1));
            }
        }
    }

    /// Gives the half days of one trainer (or those without one) to another.
    pub fn hand_over(&mut self, from: Option<TrainerId>, to: Option<TrainerId>) {
        for slot in self.slots.iter_mut().filter(|slot| slot.trainer == from) {
            slot.trainer = to;
        }
    }
}

/// Groups days into runs without gaps; the days come in order, each once.
pub fn runs(days: &[NaiveDate]) -> Vec<DateSpan> {
    let mut runs: Vec<DateSpan> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some(run) if run.last.succ_opt() == Some(*day) => run.last = *day,
            _ => runs.push(DateSpan::day(*day)),
        }
    }
    runs
}

/// How many days lie between two of a session's days: 7 for a weekly class, 1 for one in a row. Days off in
/// between are no gap.
fn step(days: &[NaiveDate], is_day_off: impl Fn(NaiveDate) -> bool) -> i64 {
    let gaps: Vec<i64> = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    let is_bridged = |pair: &[NaiveDate]| pair[0].iter_days().skip(1).take_while(|d| *d < pair[1]).all(&is_day_off);
    match gaps.first() {
        Some(gap) if gaps.iter().all(|other| other == gap) && !days.windows(2).all(is_bridged) => *gap,
        _ => 1,
    }
}

impl Workspace {
    /// Whether people rest on the day: a weekend or holiday on which nobody works in exchange.
    pub fn is_day_off(&self, day: NaiveDate) -> bool {
        match self.holidays.get(day) {
            Some(holiday) => !holiday.is_workday,
            None => matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// Moves a session by so many days. Its cost lines that are not yet paid move along.
    ///
    /// # Errors
    /// [`Refusal::Marked`] once somebody is marked in it, because the marks say who came on which day;
    /// [`Refusal::Locked`], [`Refusal::DateOutOfRange`], [`Refusal::Closed`].
    pub fn move_session(&self, id: SessionId, days: i64) -> Result<Self, Refusal> {
        self.must_be_unlocked(id)?;
        self.must_be_unmarked(id, |_| true)?;
        let mut next = self.with_session(id, |session| session.shift(days))?;
        let Some(by) = TimeDelta::try_days(days) else { return Ok(next) };
        let due: Vec<_> = self.costs.iter().filter(|line| line.session == Some(id) && line.actual.is_none()).collect();
        for line in due {
            let date = line.date.checked_add_signed(by).ok_or(Refusal::DateOutOfRange(line.date))?;
            next = next.with(super::CostLine { date, ..line.clone() })?;
        }
        Ok(next)
    }

    /// Moves a session that is held in one half of its days only to the other half.
    ///
    /// # Errors
    /// [`Refusal::Marked`] once somebody is marked in it; [`Refusal::Locked`], [`Refusal::Closed`].
    pub fn set_half(&self, id: SessionId, half: Half) -> Result<Self, Refusal> {
        self.must_be_unlocked(id)?;
        self.must_be_unmarked(id, |_| true)?;
        self.with_session(id, |session| session.set_half(half))
    }

    /// Gives a session another last day, as [`Session::set_last_day`] does. Late joiners whose first half day
    /// goes join at the last one that stays.
    ///
    /// # Errors
    /// [`Refusal::Marked`] if a half day that would go has marks; [`Refusal::Locked`],
    /// [`Refusal::DateOutOfRange`], [`Refusal::Closed`].
    pub fn set_last_day(&self, id: SessionId, last: NaiveDate) -> Result<Self, Refusal> {
        self.must_be_unlocked(id)?;
        let before = self.open_session(id)?;
        if !self.programme.may_hold(last) {
            return Err(Refusal::DateOutOfRange(last));
        }
        let mut after = before.clone();
        after.set_last_day(last, |day| self.is_day_off(day));
        let goes = |no: SlotNo| after.slot(no).is_none();
        self.must_be_unmarked(id, |mark| goes(mark.slot))?;
        let end = after.slots.last().map(|slot| slot.no);
        let late: Vec<_> = self.enrolments_in(id).filter(|e| e.joined.is_some_and(goes)).cloned().collect();
        let slots = after.slots.clone();
        let mut next = self.with_session(id, |session| session.slots = slots)?;
        for mut enrolment in late {
            enrolment.joined = end;
            next = next.with(enrolment)?;
        }
        Ok(next)
    }

    /// Moves a session to another room.
    ///
    /// # Errors
    /// [`Refusal::Dangling`] for a room that is not there; [`Refusal::Locked`], [`Refusal::Closed`].
    pub fn set_venue(&self, id: SessionId, venue: Option<VenueId>) -> Result<Self, Refusal> {
        self.must_be_unlocked(id)?;
        self.with_session(id, |session| session.venue = venue)
    }

    /// Gives the half days that one trainer (or nobody) teaches in a session to another.
    ///
    /// # Errors
    /// [`Refusal::Dangling`] for a trainer who is not there; [`Refusal::Locked`], [`Refusal::Closed`].
    pub fn hand_over(&self, id: SessionId, from: Option<TrainerId>, to: Option<TrainerId>) -> Result<Self, Refusal> {
        self.must_be_unlocked(id)?;
        self.with_session(id, |session| session.hand_over(from, to))
    }

    /// Refuses to touch days, place or people of a session that somebody holds on to.
    ///
    /// # Errors
    /// [`Refusal::Locked`]; [`Refusal::Missing`].
    pub fn must_be_unlocked(&self, id: SessionId) -> Result<(), Refusal> {
        let session: &Session = self.find(id)?;
        if session.is_locked { Err(Refusal::Locked { session: session.title.clone() }) } else { Ok(()) }
    }

    /// Refuses if marks of a session stand where they would no longer be true.
    fn must_be_unmarked(&self, id: SessionId, concerns: impl Fn(&Mark) -> bool) -> Result<(), Refusal> {
        let session = self.open_session(id)?;
        match self.marks_in(id).filter(|mark| concerns(mark)).count() {
            0 => Ok(()),
            n => Err(Refusal::Marked { session: session.title.clone(), n }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DeviceCode, Holiday, Level, Mode, Programme, Status};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2012, month, day).expect("a date")
    }

    fn on(days: &[(u32, u32)]) -> Session {
        let mut session = Session {
            id: SessionId::MIN,
            title: "班".into(),
            course: None,
            mode: Mode::PartySchool,
            level: Level::District,
            township: None,
            venue: None,
            status: Status::Draft,
            cohorts: Vec::new(),
            min_heads: 0,
            max_heads: 50,
            slots: Vec::new(),
            quotas: Vec::new(),
            is_locked: false,
            filing: crate::model::Filing::default(),
            purpose: String::new(),
            note: String::new(),
        };
        for (month, date) in days {
            let no = session.next_slot_no();
            session.slots.push(Slot {
                no,
                date: day(*month, *date),
                half: Half::Afternoon,
                minutes: 180,
                topic: String::new(),
                trainer: None,
            });
        }
        session
    }

    fn days_of(session: &Session) -> Vec<(u32, u32)> {
        session.days().iter().map(|day| (day.month(), day.day())).collect()
    }

    fn year() -> Workspace {
        let programme = Programme {
            district: "游仙区".into(),
            year: 2012,
            level: Level::District,
            organiser: String::new(),
            as_of: None,
            is_sample: true,
            ceilings: Vec::new(),
            reply: crate::model::Reply::default(),
            planning: crate::model::PlanSettings::default(),
            checks: Vec::new(),
            filed: None,
            closed: None,
        };
        Workspace::new(DeviceCode::from_seed(7), programme)
    }

    #[test]
    fn a_longer_session_leaves_the_weekend_out_but_for_the_day_asked_for() {
        let ws = year();
        let mut session = on(&[(7, 26), (7, 27)]);
        session.set_last_day(day(7, 31), |day| ws.is_day_off(day));
        assert_eq!(days_of(&session), [(7, 26), (7, 27), (7, 30), (7, 31)]);
        let mut session = on(&[(7, 27)]);
        session.set_last_day(day(7, 29), |day| ws.is_day_off(day));
        assert_eq!(days_of(&session), [(7, 27), (7, 29)], "somebody pointed at that Sunday");
    }

    #[test]
    fn a_weekly_class_stays_weekly_and_one_over_a_weekend_daily() {
        let ws = year();
        let mut weekly = on(&[(7, 3), (7, 10)]);
        weekly.set_last_day(day(7, 26), |day| ws.is_day_off(day));
        assert_eq!(days_of(&weekly), [(7, 3), (7, 10), (7, 17), (7, 24)]);
        let mut over = on(&[(7, 6), (7, 9)]);
        over.set_last_day(day(7, 11), |day| ws.is_day_off(day));
        assert_eq!(days_of(&over), [(7, 6), (7, 9), (7, 10), (7, 11)]);
    }

    #[test]
    fn a_shorter_session_keeps_its_first_day_and_the_numbers_of_its_slots() {
        let mut session = on(&[(7, 3), (7, 4), (7, 5)]);
        session.set_last_day(day(6, 1), |_| false);
        assert_eq!(session.slots.iter().map(|slot| slot.no.0).collect::<Vec<_>>(), [0]);
        session.set_last_day(day(7, 4), |_| false);
        assert_eq!(days_of(&session), [(7, 3), (7, 4)]);
    }

    #[test]
    fn days_fall_into_runs() {
        let runs = on(&[(6, 29), (6, 30), (7, 1), (7, 9)]).runs();
        let spans: Vec<_> = runs.iter().map(|run| (run.first, run.last)).collect();
        assert_eq!(spans, [(day(6, 29), day(7, 1)), (day(7, 9), day(7, 9))]);
    }

    #[test]
    fn a_holiday_is_a_day_off_and_a_shifted_saturday_is_none() {
        let holiday = |date, is_workday| Holiday { date, name: "端午节".into(), is_workday };
        let ws = year().with_all([holiday(day(6, 22), false), holiday(day(6, 16), true)]).expect("holidays");
        assert!(ws.is_day_off(day(6, 22)) && !ws.is_day_off(day(6, 16)) && ws.is_day_off(day(6, 17)));
    }

    #[test]
    fn a_locked_session_stays_where_it_is_until_it_is_unlocked() {
        let mut session = on(&[(7, 3), (7, 4)]);
        session.is_locked = true;
        let id = session.id;
        let ws = year().with(session).expect("a session");
        let refused = Some(Refusal::Locked { session: "班".into() });
        let moves = [
            ws.move_session(id, 7),
            ws.set_half(id, Half::Morning),
            ws.set_last_day(id, day(7, 9)),
            ws.set_venue(id, None),
            ws.hand_over(id, None, None),
        ];
        for moved in moves {
            assert_eq!(moved.err(), refused);
        }
        assert!(ws.lock_sessions(&[id], false).and_then(|ws| ws.move_session(id, 7)).is_ok());
    }

    #[test]
    fn a_distance_beyond_the_calendar_changes_nothing() {
        let mut session = on(&[(7, 3)]);
        session.shift(i64::MAX);
        session.shift(200_000_000);
        assert_eq!(days_of(&session), [(7, 3)]);
    }
}
