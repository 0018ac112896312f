//! One person, once: two records of one person made one, and people who only look alike kept apart.

use super::attendance::{Mark, MarkKind};
use super::dates::Period;
use super::enrolment::{Enrolment, EnrolmentState};
use super::people::{Affiliation, Person, PersonId};
use super::refusal::{Field, Refusal};
use super::sessions::SessionId;
use super::table::Record;
use super::topics::{Asker, Topic};
use super::workspace::Workspace;

/// Where two records of one person say different things about sessions, so that a merge has to choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeClashes {
    /// Sessions in which both are enrolled: one enrolment is left of each two.
    pub sessions: usize,
    /// Half days in which both are marked, and not alike: attended counts before leave, leave before absent.
    pub marks: usize,
}

impl Person {
    /// Whether both ID numbers are known and differ, so that the two can never be one person.
    pub fn is_surely_another(&self, other: &Self) -> bool {
        !self.id_number.is_empty() && !other.id_number.is_empty() && self.id_number != other.id_number
    }

    /// Fills what is not known of them from another record of theirs, and unites what has dates. Where the two
    /// overlap and differ, this record is right.
    fn fill_from(&mut self, other: &Self) {
        self.sex = self.sex.or(other.sex);
        self.birth = self.birth.or(other.birth);
        for (mine, theirs) in [(&mut self.id_number, &other.id_number), (&mut self.phone, &other.phone)] {
            if mine.is_empty() {
                mine.clone_from(theirs);
            }
        }
        unite(&mut self.cohorts, &other.cohorts, |one, two| one.cohort == two.cohort, |place| &mut place.period);
        unite(&mut self.industries, &other.industries, |one, two| one.branch == two.branch, |place| &mut place.period);
        unite(&mut self.posts, &other.posts, |one, two| one.title == two.title, |post| &mut post.period);
        self.homes = homes_of_both(&self.homes, &other.homes);
        self.exemption = self.exemption.take().or_else(|| other.exemption.clone());
        self.floating = self.floating.or(other.floating);
        // Whoever has left one unit and is listed by another is still in the district.
        self.moved_away = self.moved_away.zip(other.moved_away).map(|(one, two)| one.max(two));
        self.died = self.died.or(other.died);
        self.last_taught = self.last_taught.max(other.last_taught);
        if !other.note.is_empty() && !self.note.contains(&other.note) {
            let between = if self.note.is_empty() { "" } else { "；" };
            self.note = format!("{}{between}{}", self.note, other.note);
        }
    }
}

/// Adds entries with their dates to those that are there; the same thing over dates that overlap becomes one entry.
fn unite<T: Clone>(
    mine: &mut Vec<T>,
    theirs: &[T],
    is_same: impl Fn(&T, &T) -> bool,
    period: impl Fn(&mut T) -> &mut Period,
) {
    for entry in theirs.iter().rev() {
        let (mut entry, mut at) = (entry.clone(), 0);
        let overlaps = |one: &T, two: &T| period(&mut one.clone()).overlaps(period(&mut two.clone()));
        while let Some(found) = mine.iter().position(|one| is_same(one, &entry) && overlaps(one, &entry)) {
            let both = period(&mut mine.remove(found)).hull(period(&mut entry));
            *period(&mut entry) = both;
            at = found;
        }
        mine.insert(at, entry);
    }
}

/// Home branches one at a time: those of the other record only on days on which this one knows none.
fn homes_of_both(mine: &[Affiliation], theirs: &[Affiliation]) -> Vec<Affiliation> {
    let mut rest = theirs.to_vec();
    for home in mine {
        let left = rest.iter().flat_map(|other| {
            let pieces = other.period.without(&home.period);
            pieces.into_iter().flatten().map(|period| Affiliation { period, ..other.clone() })
        });
        rest = left.collect();
    }
    rest.extend_from_slice(mine);
    rest
}

impl Workspace {
    /// Whether somebody has said that two people who look alike are not the same.
    pub fn is_not_same(&self, one: PersonId, other: PersonId) -> bool {
        self.people.get(one.min(other)).is_some_and(|person| person.not_same.contains(&one.max(other)))
    }

    /// Remembers that two people who look alike are not the same.
    ///
    /// # Errors
    /// [`Refusal::Missing`] or [`Refusal::Dangling`] for a person who is not there; [`Refusal::Itself`].
    pub fn set_not_same(&self, one: PersonId, other: PersonId) -> Result<Self, Refusal> {
        self.with_person(one.min(other), |person| {
            if !person.not_same.contains(&one.max(other)) {
                person.not_same.push(one.max(other));
            }
        })
    }

    /// What two records say differently about sessions.
    pub fn merge_clashes(&self, one: PersonId, other: PersonId) -> MergeClashes {
        let both = self.sessions_of_both(one, other);
        let differs = |mark: &&Mark| self.mark((mark.session, other, mark.slot)).is_some_and(|kind| kind != mark.kind);
        let marks = both.iter().map(|session| self.marks_of((*session, one)).filter(differs).count()).sum();
        MergeClashes { sessions: both.len(), marks }
    }

    fn sessions_of_both(&self, one: PersonId, other: PersonId) -> Vec<SessionId> {
        let of_one = self.enrolments.iter().filter(|enrolment| enrolment.person == one);
        of_one.map(|enrolment| enrolment.session).filter(|id| self.enrolments.has((*id, other))).collect()
    }

    /// This workspace with two records of one person made one: `keep` stays and fills its blanks from `gone`, and
    /// whatever spoke of `gone` speaks of `keep`. Where both had a seat the waiting list moves up. Of two marks of a half day, attended counts before leave, leave
    /// before absent.
    ///
    /// # Errors
    /// [`Refusal::Missing`]; [`Refusal::Itself`]; [`Refusal::TwoPeople`] if their ID numbers differ;
    /// [`Refusal::Closed`] if both are enrolled in a session that is closed, for its figures would change.
    pub fn with_people_merged(&self, keep: PersonId, gone: PersonId) -> Result<Self, Refusal> {
        let (kept, lost): (&Person, &Person) = (self.find(keep)?, self.find(gone)?);
        if keep == gone {
            return Err(Refusal::Itself(Field::Person));
        }
        if kept.is_surely_another(lost) {
            return Err(Refusal::TwoPeople { one: kept.name.clone(), other: lost.name.clone() });
        }
        for session in self.sessions_of_both(keep, gone) {
            self.open_session(session)?;
        }
        let is_third = |other: &PersonId| *other != keep && *other != gone;
        let cover = kept.cover.filter(is_third).or(lost.cover.filter(is_third));
        let mut person = Person { cover: None, ..kept.clone() };
        person.fill_from(lost);
        let mut next = self.clone();
        next.move_enrolments_of(keep, gone);
        self.give_away_seats(&mut next, keep, gone);
        next.move_marks_of(keep, gone);
        next.move_topics_of(keep, gone);
        next.people.remove(gone);
        next.forget_the_gone();
        next = next.with(Person { not_same: Vec::new(), ..person })?;
        for other in self.not_same_as(keep).chain(self.not_same_as(gone)).filter(is_third) {
            next = next.set_not_same(keep, other)?;
        }
        if cover.is_some() { next.set_cover(keep, cover) } else { Ok(next) }
    }

    fn not_same_as(&self, id: PersonId) -> impl Iterator<Item = PersonId> {
        let later = self.people.get(id).into_iter().flat_map(|person| person.not_same.iter().copied());
        let earlier = self.people.iter().filter(move |person| person.not_same.contains(&id));
        later.chain(earlier.map(|person| person.id))
    }

    fn move_enrolments_of(&mut self, keep: PersonId, gone: PersonId) {
        let speaks_of = |e: &&Enrolment| e.person == gone || e.state == EnrolmentState::Replaced { by: gone };
        let concerned: Vec<Enrolment> = self.enrolments.iter().filter(speaks_of).cloned().collect();
        self.enrolments.remove_all(concerned.iter().map(Record::key));
        for mut enrolment in concerned {
            if enrolment.person == gone {
                enrolment.person = keep;
            }
            if enrolment.state == (EnrolmentState::Replaced { by: gone }) {
                enrolment.state = EnrolmentState::Replaced { by: keep };
            }
            // Nobody stands in for themselves: the enrolment of the one who came is what is left.
            if enrolment.state == (EnrolmentState::Replaced { by: enrolment.person }) {
                enrolment.state = EnrolmentState::Withdrawn;
            }
            let before = self.enrolments.get(enrolment.key()).cloned();
            self.enrolments.put(match before {
                Some(before) => one_enrolment(before, enrolment),
                None => enrolment,
            });
        }
    }

    /// Where both had a seat, one is free now, and whoever waits moves up.
    fn give_away_seats(&self, next: &mut Self, keep: PersonId, gone: PersonId) {
        let has_seat = |session, person| {
            self.enrolments.get((session, person)).is_some_and(|enrolment| enrolment.state.takes_part())
        };
        for id in self.sessions_of_both(keep, gone) {
            if has_seat(id, keep)
                && has_seat(id, gone)
                && let Ok(session) = self.changeable(id)
            {
                next.move_up(session);
            }
        }
    }

    fn move_marks_of(&mut self, keep: PersonId, gone: PersonId) {
        let moved: Vec<Mark> = self.marks.iter().filter(|mark| mark.person == gone).copied().collect();
        self.marks.remove_all(moved.iter().map(Record::key));
        for mark in moved {
            let mark = Mark { person: keep, ..mark };
            if self.mark(mark.key()).is_none_or(|kind| weight(mark.kind) > weight(kind)) {
                self.marks.put(mark);
            }
        }
    }

    fn move_topics_of(&mut self, keep: PersonId, gone: PersonId) {
        let has_asked = |topic: &&Topic| topic.askers.iter().any(|asker| asker.person == Some(gone));
        let asked: Vec<Topic> = self.topics.iter().filter(has_asked).cloned().collect();
        for mut topic in asked {
            let is_theirs = |asker: &Asker| asker.person == Some(keep) || asker.person == Some(gone);
            let first = topic.askers.iter().filter(|asker| is_theirs(asker)).min_by_key(|asker| asker.on).cloned();
            let at = topic.askers.iter().position(is_theirs).unwrap_or_default();
            topic.askers.retain(|asker| !is_theirs(asker));
            if let Some(first) = first {
                topic.askers.insert(at, Asker { person: Some(keep), ..first });
            }
            self.topics.put(topic);
        }
    }
}

/// The enrolment that is left of two in one session: the one that stands firmer.
fn one_enrolment(one: Enrolment, other: Enrolment) -> Enrolment {
    let firmness = |state: EnrolmentState| match state {
        EnrolmentState::Confirmed => 4,
        EnrolmentState::Invited => 3,
        EnrolmentState::Waitlisted => 2,
        EnrolmentState::Replaced { .. } => 1,
        EnrolmentState::Withdrawn => 0,
    };
    let is_other = firmness(other.state) > firmness(one.state);
    let (mut left, dropped) = if is_other { (other, one) } else { (one, other) };
    if dropped.state.takes_part() {
        left.joined = left.joined.min(dropped.joined);
        left.is_walk_in &= dropped.is_walk_in;
    }
    left
}

fn weight(kind: MarkKind) -> u8 {
    if kind.is_attended() { 2 } else { u8::from(kind.is_leave()) }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::{BranchId, DeviceCode};

    fn day(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2012, month, 1).expect("a date")
    }

    fn home(branch: u32, since: Option<u32>, until: Option<u32>) -> Affiliation {
        let branch = BranchId::new(DeviceCode::from_seed(1), branch.into());
        Affiliation { branch, period: Period { since: since.map(day), until: until.map(day) } }
    }

    #[test]
    fn the_other_home_fills_only_days_on_which_none_was_known() {
        let both = homes_of_both(&[home(1, Some(6), Some(9))], &[home(2, None, None)]);
        assert_eq!(both, [home(2, None, Some(6)), home(2, Some(9), None), home(1, Some(6), Some(9))]);
        assert_eq!(homes_of_both(&[home(1, None, None)], &[home(2, Some(3), None)]), [home(1, None, None)]);
    }

    #[test]
    fn the_same_post_over_dates_that_overlap_is_one_post() {
        let post = |since, until| super::super::people::Post {
            title: "支部书记".into(),
            period: Period { since: Some(day(since)), until: Some(day(until)) },
        };
        let mut mine = vec![post(1, 4), post(6, 8)];
        unite(&mut mine, &[post(3, 7), post(10, 11)], |one, two| one.title == two.title, |post| &mut post.period);
        assert_eq!(mine, [post(10, 11), post(1, 8)]);
    }
}
