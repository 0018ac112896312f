//! People: who they are, which cohorts and branches they stand in and when, and the commands on them.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::dates::Period;
use super::id::Id;
use super::places::{Branch, BranchId, TownshipId, period_faults, refuse_if_used};
use super::programme::CohortId;
use super::refusal::{Field, Refusal, must_say};
use super::table::{Record, TableName};
use super::workspace::Workspace;

/// The id of a person.
pub type PersonId = Id<Person>;

/// 男 or 女.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Sex {
    Male,
    Female,
}

/// A person's place in a cohort, with its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The cohort.
    pub cohort: CohortId,
    /// When.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub period: Period,
}

/// Months within which a new secretary is trained where no rule set says.
///
/// Source: 2019–23 plan.
pub const NEW_TERM_MONTHS: u32 = 6;

impl Membership {
    /// The day by which somebody new in it has to be trained, so many months after it began; `None` if it is not
    /// known when.
    pub fn new_term_due(&self, months: u32) -> Option<NaiveDate> {
        self.period.began().map(|since| since.checked_add_months(Months::new(months)).unwrap_or(since))
    }
}

/// A person's place in a branch, with its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Affiliation {
    /// The branch.
    pub branch: BranchId,
    /// When.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub period: Period,
}

/// 职务, with its dates: a new secretary in mid-year begins a new term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// What it is called, such as 支部书记.
    pub title: String,
    /// When.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub period: Period,
}

/// Why a person has no hard duty to be trained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ExemptionReason {
    Old,
    Ill,
    Disabled,
}

impl ExemptionReason {
    /// All reasons.
    pub const ALL: [Self; 3] = [Self::Old, Self::Ill, Self::Disabled];
}

/// No hard duty: taught at home (送学上门), listed apart, never absent.
///
/// Source: 2019 regulation on educating members, art. 23.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// Why.
    pub reason: ExemptionReason,
    /// When.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub period: Period,
}

/// 人员
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their sex, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Their day of birth, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<NaiveDate>,
    /// 身份证号, if known; masked wherever it is shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id_number: String,
    /// Their phone, if known; masked wherever it is shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// The cohorts they stand in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cohorts: Vec<Membership>,
    /// Their home branches, one at a time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub homes: Vec<Affiliation>,
    /// The industry branches they belong to besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub industries: Vec<Affiliation>,
    /// Their posts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Post>,
    /// Why and when they have no hard duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Option<Exemption>,
    /// When they are away for over half a year (流动党员).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floating: Option<Period>,
    /// The first day on which they no longer belong to the district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_away: Option<NaiveDate>,
    /// The day of their death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died: Option<NaiveDate>,
    /// The last day on which they were taught in an earlier year; `None`: never, or not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_taught: Option<NaiveDate>,
    /// Who stands in for them at home, and they for the other: the two must not be away together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<PersonId>,
    /// Anything worth remembering.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// People with a later id who look like them and were said to be somebody else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_same: Vec<PersonId>,
}

impl Person {
    /// A person of whom only the name is known.
    pub fn new(id: PersonId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            sex: None,
            birth: None,
            id_number: String::new(),
            phone: String::new(),
            cohorts: Vec::new(),
            homes: Vec::new(),
            industries: Vec::new(),
            posts: Vec::new(),
            exemption: None,
            floating: None,
            moved_away: None,
            died: None,
            last_taught: None,
            cover: None,
            note: String::new(),
            not_same: Vec::new(),
        }
    }

    /// Whether they are alive and belong to the district on the day.
    pub fn is_here(&self, day: NaiveDate) -> bool {
        self.moved_away.is_none_or(|left| day < left) && self.died.is_none_or(|died| day < died)
    }

    /// Whether they have no hard duty on the day.
    pub fn is_exempt(&self, day: NaiveDate) -> bool {
        self.exemption.as_ref().is_some_and(|exemption| exemption.period.holds_on(day))
    }

    /// Whether they are away for over half a year on the day.
    pub fn is_floating(&self, day: NaiveDate) -> bool {
        self.floating.is_some_and(|period| period.holds_on(day))
    }

    /// Whether they stand in the cohort on the day.
    pub fn is_in(&self, cohort: CohortId, day: NaiveDate) -> bool {
        self.cohorts.iter().any(|membership| membership.cohort == cohort && membership.period.holds_on(day))
    }

    /// The cohorts they stand in on the day.
    pub fn cohorts_on(&self, day: NaiveDate) -> impl Iterator<Item = CohortId> {
        self.cohorts.iter().filter(move |membership| membership.period.holds_on(day)).map(|m| m.cohort)
    }

    /// Whether they count among those to be trained on the day: here, in a cohort, and not exempt.
    ///
    /// Source: `ARCHITECTURE.md`, "Eligible".
    pub fn is_eligible(&self, day: NaiveDate) -> bool {
        self.is_here(day) && !self.is_exempt(day) && self.cohorts_on(day).next().is_some()
    }

    /// Their home branch on the day.
    pub fn home_on(&self, day: NaiveDate) -> Option<BranchId> {
        self.homes.iter().rev().find(|home| home.period.holds_on(day)).map(|home| home.branch)
    }

    /// What they are called on the day, such as 支部书记; empty for none.
    pub fn post_on(&self, day: NaiveDate) -> &str {
        self.posts.iter().rev().find(|post| post.period.holds_on(day)).map_or("", |post| post.title.as_str())
    }
}

impl Record for Person {
    type Key = PersonId;
    const TABLE: TableName = TableName::People;

    fn key(&self) -> PersonId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        for membership in &self.cohorts {
            period_faults(membership.period, faults);
            if !workspace.cohorts.has(membership.cohort) {
                faults.push(Refusal::Dangling { field: Field::Cohort, id: membership.cohort.to_string() });
            }
        }
        for affiliation in self.homes.iter().chain(&self.industries) {
            period_faults(affiliation.period, faults);
            if !workspace.branches.has(affiliation.branch) {
                faults.push(Refusal::Dangling { field: Field::Branch, id: affiliation.branch.to_string() });
            }
        }
        for post in &self.posts {
            must_say(&post.title, Field::Name, faults);
            period_faults(post.period, faults);
        }
        if let Some(exemption) = &self.exemption {
            period_faults(exemption.period, faults);
        }
        if let Some(floating) = &self.floating {
            period_faults(*floating, faults);
        }
        match self.cover {
            Some(other) if other == self.id => faults.push(Refusal::Itself(Field::Person)),
            Some(other) if !workspace.people.has(other) => {
                faults.push(Refusal::Dangling { field: Field::Person, id: other.to_string() });
            }
            Some(_) | None => {}
        }
        for other in &self.not_same {
            if *other == self.id {
                faults.push(Refusal::Itself(Field::Person));
            } else if !workspace.people.has(*other) {
                faults.push(Refusal::Dangling { field: Field::Person, id: other.to_string() });
            }
        }
    }
}

impl Workspace {
    /// The unit a person belongs to on the day, through the home branch.
    pub fn township_of(&self, person: &Person, day: NaiveDate) -> Option<TownshipId> {
        person.home_on(day).and_then(|branch| self.branches.get(branch)).map(|branch| branch.township)
    }

    /// This workspace with a person changed by `change`.
    ///
    /// # Errors
    /// [`Refusal::Missing`], or the first fault the change brings.
    pub fn with_person(&self, id: PersonId, change: impl FnOnce(&mut Person)) -> Result<Self, Refusal> {
        let mut person: Person = self.find::<Person>(id)?.clone();
        change(&mut person);
        self.with(person)
    }

    /// This workspace with many people changed by `change`, all or none.
    ///
    /// # Errors
    /// [`Refusal::Missing`], or the first fault the change brings to any of them.
    pub fn with_people(&self, ids: &[PersonId], change: impl Fn(&mut Person)) -> Result<Self, Refusal> {
        let mut changed = Vec::with_capacity(ids.len());
        for id in ids {
            let mut person: Person = self.find::<Person>(*id)?.clone();
            change(&mut person);
            changed.push(person);
        }
        self.with_all(changed)
    }

    /// Moves people to another home branch from a day on; where they were before stays on record.
    ///
    /// # Errors
    /// [`Refusal::Missing`] for a person or branch that is not there.
    pub fn move_people(&self, ids: &[PersonId], to: BranchId, from: NaiveDate) -> Result<Self, Refusal> {
        let _: &Branch = self.find(to)?;
        self.with_people(ids, |person| {
            if person.home_on(from) == Some(to) {
                return;
            }
            person.homes.retain(|home| home.period.since.is_none_or(|since| since < from));
            for home in &mut person.homes {
                if home.period.holds_on(from) {
                    home.period.until = Some(from);
                }
            }
            person.homes.push(Affiliation { branch: to, period: Period::from(from) });
        })
    }

    /// Exempts people from the hard duty from a day on, or ends the exemption with `None`.
    ///
    /// # Errors
    /// [`Refusal::Missing`] for a person who is not there.
    pub fn exempt_people(
        &self,
        ids: &[PersonId],
        reason: Option<ExemptionReason>,
        from: NaiveDate,
    ) -> Result<Self, Refusal> {
        self.with_people(ids, |person| {
            person.exemption = reason.map(|reason| Exemption { reason, period: Period::from(from) });
        })
    }

    /// Puts people into a cohort from a day on; those who stand in it stay as they are.
    ///
    /// # Errors
    /// [`Refusal::Missing`] or [`Refusal::Dangling`] for a person or cohort that is not there.
    pub fn add_to_cohort(&self, ids: &[PersonId], cohort: CohortId, from: Option<NaiveDate>) -> Result<Self, Refusal> {
        self.with_people(ids, |person| {
            let has_it = |m: &Membership| m.cohort == cohort && from.is_none_or(|day| m.period.holds_on(day));
            if !person.cohorts.iter().any(has_it) {
                person.cohorts.push(Membership { cohort, period: Period { since: from, until: None } });
            }
        })
    }

    /// Ends people's places in a cohort on a day: from then on they no longer stand in it.
    ///
    /// # Errors
    /// [`Refusal::Missing`] for a person who is not there.
    pub fn leave_cohort(&self, ids: &[PersonId], cohort: CohortId, on: NaiveDate) -> Result<Self, Refusal> {
        self.with_people(ids, |person| {
            person.cohorts.retain(|m| m.cohort != cohort || m.period.since.is_none_or(|since| since < on));
            for membership in person.cohorts.iter_mut().filter(|m| m.cohort == cohort && m.period.holds_on(on)) {
                membership.period.until = Some(on);
            }
        })
    }

    /// Makes two people stand in for each other, so that they are not called away together; `None` ends it.
    /// Whoever stood in for either of them before no longer does.
    ///
    /// # Errors
    /// [`Refusal::Missing`] for a person who is not there; [`Refusal::Itself`].
    pub fn set_cover(&self, id: PersonId, other: Option<PersonId>) -> Result<Self, Refusal> {
        if other == Some(id) {
            return Err(Refusal::Itself(Field::Person));
        }
        let pair: Vec<PersonId> = std::iter::once(id).chain(other).collect();
        let mut next = self.clone();
        for one in &pair {
            if let Some(before) = self.find::<Person>(*one)?.cover.filter(|before| !pair.contains(before))
                && self.people.get(before).is_some_and(|person| person.cover == Some(*one))
            {
                next = next.with_person(before, |person| person.cover = None)?;
            }
        }
        next = next.with_person(id, |person| person.cover = other)?;
        match other {
            Some(other) => next.with_person(other, |person| person.cover = Some(id)),
            None => Ok(next),
        }
    }

    /// This workspace without a person.
    ///
    /// # Errors
    /// [`Refusal::InUse`] for one who was ever enrolled: such a person is moved away instead.
    pub fn without_person(&self, id: PersonId) -> Result<Self, Refusal> {
        let person: &Person = self.find(id)?;
        let enrolled = self.enrolments.iter().filter(|enrolment| enrolment.person == id).count();
        refuse_if_used(&person.name, &[(TableName::Enrolments, enrolled)])?;
        let mut next = self.clone();
        if person.cover.and_then(|other| self.people.get(other)).is_some_and(|other| other.cover == Some(id)) {
            next = next.set_cover(id, None)?;
        }
        next.people.remove(id);
        next.forget_the_gone();
        Ok(next)
    }
}
