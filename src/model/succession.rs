//! Units that are renamed or merged on a day: what was before stays on record, so that older figures stand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::Period;
use super::people::{Affiliation, Person};
use super::places::{Branch, BranchId, Township, TownshipId};
use super::refusal::{Field, Refusal};
use super::sessions::{Quota, Session};
use super::workspace::Workspace;

/// What a unit was called before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The first day on which it was no longer called so.
    pub until: NaiveDate,
}

/// What became of a unit, and what it was called before. `K` is the unit's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession<K> {
    /// Its earlier names, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<FormerName>,
    /// The unit into which it was merged; the day is the end of its own dates.
    #[serde(default = "nobody", skip_serializing_if = "Option::is_none")]
    pub successor: Option<K>,
}

fn nobody<K>() -> Option<K> {
    None
}

impl<K> Default for Succession<K> {
    fn default() -> Self {
        Self { former: Vec::new(), successor: None }
    }
}

impl<K> Succession<K> {
    /// Whether nothing has happened.
    pub fn is_default(&self) -> bool {
        self.former.is_empty() && self.successor.is_none()
    }
}

/// A unit that can be renamed.
trait Named {
    fn parts(&mut self) -> (&mut String, &mut Vec<String>, &mut Vec<FormerName>);

    /// Calls it otherwise from a day on; the old name still finds it.
    fn rename(&mut self, name: &str, on: NaiveDate) {
        let (own, aliases, former) = self.parts();
        let before = std::mem::replace(own, name.trim().to_owned());
        if before == *own {
            return;
        }
        aliases.retain(|alias| alias != own);
        add_alias(aliases, &before);
        former.push(FormerName { name: before, until: on });
    }
}

impl Named for Township {
    fn parts(&mut self) -> (&mut String, &mut Vec<String>, &mut Vec<FormerName>) {
        (&mut self.name, &mut self.aliases, &mut self.succession.former)
    }
}

impl Named for Branch {
    fn parts(&mut self) -> (&mut String, &mut Vec<String>, &mut Vec<FormerName>) {
        (&mut self.name, &mut self.aliases, &mut self.succession.former)
    }
}

fn add_alias(aliases: &mut Vec<String>, name: &str) {
    if !aliases.iter().any(|alias| alias == name) {
        aliases.push(name.to_owned());
    }
}

impl Workspace {
    /// Calls a township otherwise from a day on; lists that still use the old name find it.
    ///
    /// # Errors
    /// [`Refusal::Empty`] without a name; [`Refusal::Twice`] for a name that another has;
    /// [`Refusal::DateOutOfRange`].
    pub fn rename_township(&self, id: TownshipId, name: &str, on: NaiveDate) -> Result<Self, Refusal> {
        self.must_hold(on)?;
        let mut township: Township = self.find::<Township>(id)?.clone();
        township.rename(name, on);
        self.with(township)
    }

    /// Calls a branch otherwise from a day on; lists that still use the old name find it.
    ///
    /// # Errors
    /// [`Refusal::Empty`] without a name; [`Refusal::DateOutOfRange`].
    pub fn rename_branch(&self, id: BranchId, name: &str, on: NaiveDate) -> Result<Self, Refusal> {
        self.must_hold(on)?;
        let mut branch: Branch = self.find::<Branch>(id)?.clone();
        branch.rename(name, on);
        self.with(branch)
    }

    /// Merges a branch into another from a day on: its people belong to the other from then, and before that day
    /// every figure stays as it was.
    ///
    /// # Errors
    /// [`Refusal::Itself`]; [`Refusal::Gone`] for a branch that has ended before; [`Refusal::DateOutOfRange`].
    pub fn merge_branch(&self, id: BranchId, into: BranchId, on: NaiveDate) -> Result<Self, Refusal> {
        self.must_hold(on)?;
        if id == into {
            return Err(Refusal::Itself(Field::Branch));
        }
        let (mut old, mut new) = (self.find::<Branch>(id)?.clone(), self.find::<Branch>(into)?.clone());
        must_last(&old.name, old.valid, on)?;
        must_last(&new.name, new.valid, on)?;
        end(&mut old.valid, on);
        old.succession.successor = Some(into);
        for name in old.aliases.iter().chain([&old.name]) {
            add_alias(&mut new.aliases, name);
        }
        self.with_all([old, new])?.with_people_moved(&BTreeMap::from([(id, into)]), on)
    }

    /// Merges a township into another from a day on. Each of its branches goes on as a new one in the other
    /// township, with its people; rooms and what is planned from that day on go over too. Before that day every
    /// figure stays as it was.
    ///
    /// # Errors
    /// [`Refusal::Itself`]; [`Refusal::Gone`] for a township that has ended before; [`Refusal::DateOutOfRange`].
    pub fn merge_township(&self, id: TownshipId, into: TownshipId, on: NaiveDate) -> Result<Self, Refusal> {
        self.must_hold(on)?;
        if id == into {
            return Err(Refusal::Itself(Field::Township));
        }
        let (mut old, mut new) = (self.find::<Township>(id)?.clone(), self.find::<Township>(into)?.clone());
        must_last(&old.name, old.valid, on)?;
        must_last(&new.name, new.valid, on)?;
        end(&mut old.valid, on);
        old.succession.successor = Some(into);
        for name in old.aliases.iter().chain([&old.name]) {
            add_alias(&mut new.aliases, name);
        }
        let next = self.with_all([old, new])?;
        let (next, moved) = next.with_branches_moved(id, into, on)?;
        next.with_people_moved(&moved, on)?.with_plans_moved(id, into, on)
    }

    /// Lets the branches of a township go on in another from a day on: which one each became.
    fn with_branches_moved(
        &self,
        from: TownshipId,
        to: TownshipId,
        on: NaiveDate,
    ) -> Result<(Self, BTreeMap<BranchId, BranchId>), Refusal> {
        let mut next = self.clone();
        let mut moved = BTreeMap::new();
        for branch in self.branches.iter().filter(|branch| branch.township == from && lasts(branch.valid, on)) {
            let id = next.ids.take();
            let heir = Branch {
                id,
                township: to,
                valid: Period { since: Some(on), until: branch.valid.until },
                succession: Succession::default(),
                ..branch.clone()
            };
            let mut old = branch.clone();
            end(&mut old.valid, on);
            old.succession.successor = Some(id);
            moved.insert(branch.id, id);
            next = next.with_all([old, heir])?;
        }
        Ok((next, moved))
    }

    /// Moves everybody from branches that end on a day to those that follow them.
    fn with_people_moved(&self, moved: &BTreeMap<BranchId, BranchId>, on: NaiveDate) -> Result<Self, Refusal> {
        let belongs = |list: &[Affiliation]| {
            list.iter().any(|place| moved.contains_key(&place.branch) && lasts(place.period, on))
        };
        let concerned = self.people.iter().filter(|person| belongs(&person.homes) || belongs(&person.industries));
        let changed = concerned.map(|person| Person {
            homes: reassigned(&person.homes, moved, on),
            industries: reassigned(&person.industries, moved, on),
            ..person.clone()
        });
        self.with_all(changed)
    }

    /// Hands over rooms, and sessions, seats and unpaid bills from a day on.
    fn with_plans_moved(&self, from: TownshipId, to: TownshipId, on: NaiveDate) -> Result<Self, Refusal> {
        let rooms = self.venues.iter().filter(|venue| venue.township == Some(from));
        let rooms: Vec<_> = rooms.map(|venue| super::Venue { township: Some(to), ..venue.clone() }).collect();
        let is_ahead =
            |session: &&Session| session.status.is_planned() && session.span().is_none_or(|span| span.first >= on);
        let names_it = |session: &&Session| {
            session.township == Some(from) || session.quotas.iter().any(|quota| quota.township == from)
        };
        let sessions = self.sessions.iter().filter(is_ahead).filter(names_it).map(|session| {
            let mut session = session.clone();
            session.township = session.township.map(|unit| if unit == from { to } else { unit });
            session.quotas = joined(&session.quotas, from, to);
            session
        });
        let sessions: Vec<Session> = sessions.collect();
        let is_due = |line: &&super::CostLine| line.township == Some(from) && line.actual.is_none() && line.date >= on;
        let costs = self.costs.iter().filter(is_due);
        let costs: Vec<_> = costs.map(|line| super::CostLine { township: Some(to), ..line.clone() }).collect();
        self.with_all(rooms)?.with_all(sessions)?.with_all(costs)
    }

    fn must_hold(&self, on: NaiveDate) -> Result<(), Refusal> {
        if self.programme.may_hold(on) { Ok(()) } else { Err(Refusal::DateOutOfRange(on)) }
    }
}

/// Whether a period reaches the day or a later one.
fn lasts(period: Period, on: NaiveDate) -> bool {
    period.until.is_none_or(|until| until > on)
}

fn must_last(name: &str, valid: Period, on: NaiveDate) -> Result<(), Refusal> {
    if lasts(valid, on) && valid.since.is_none_or(|since| since <= on) {
        return Ok(());
    }
    Err(Refusal::Gone { name: name.to_owned(), on })
}

fn end(valid: &mut Period, on: NaiveDate) {
    valid.until = Some(on);
}

/// Places in branches, those in branches that end on a day cut there and gone on with in the ones that follow.
fn reassigned(places: &[Affiliation], moved: &BTreeMap<BranchId, BranchId>, on: NaiveDate) -> Vec<Affiliation> {
    let mut after = Vec::with_capacity(places.len() + 1);
    for place in places {
        let Some(heir) = moved.get(&place.branch).filter(|_| lasts(place.period, on)) else {
            after.push(place.clone());
            continue;
        };
        let since = place.period.since.filter(|since| *since >= on);
        if since.is_none() {
            let period = Period { until: Some(on), ..place.period };
            after.push(Affiliation { period, ..place.clone() });
        }
        let period = Period { since: since.or(Some(on)), until: place.period.until };
        after.push(Affiliation { branch: *heir, period });
    }
    after
}

/// Shares of seats, one township's added to another's.
fn joined(quotas: &[Quota], from: TownshipId, to: TownshipId) -> Vec<Quota> {
    let mut after: Vec<Quota> = Vec::with_capacity(quotas.len());
    for quota in quotas {
        let township = if quota.township == from { to } else { quota.township };
        match after.iter_mut().find(|known| known.township == township) {
            Some(known) => known.heads += quota.heads,
            None => after.push(Quota { township, heads: quota.heads }),
        }
    }
    after
}
