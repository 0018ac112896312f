//! Records that may be of one person, each two with what speaks for it. It is the user who decides.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::model::{Person, PersonId, Workspace};

/// What speaks for two records being of one person, the strongest first. A name alone never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The same ID number.
    IdNumber,
    /// The same name and day of birth.
    NameAndBirth,
    /// The same name and phone.
    NameAndPhone,
    /// The same name and month of birth, where of one of them no more than the month is known.
    NameAndBirthMonth,
}

/// Two records that may be of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// Both, by id.
    pub people: [PersonId; 2],
    /// What speaks for it, the strongest first; never empty.
    pub evidence: Vec<Evidence>,
}

/// So many later records are held against each, where a filler such as one phone for a village is shared by many.
const MOST_ALIKE: usize = 8;

type Found = BTreeMap<[PersonId; 2], Vec<Evidence>>;

/// The people among these who may have another record.
pub fn duplicates_among(workspace: &Workspace, people: &BTreeSet<PersonId>) -> BTreeSet<PersonId> {
    let pairs = duplicates(workspace).into_iter().flat_map(|pair| pair.people);
    pairs.filter(|id| people.contains(id)).collect()
}

/// Records that may be of one person, the strongest evidence first. Two with different ID numbers, and those who
/// were said not to be the same, are left out.
pub fn duplicates(workspace: &Workspace) -> Vec<Duplicate> {
    let people: Vec<&Person> = workspace.people.iter().collect();
    let mut found = Found::new();
    let mut note = |pairs: Vec<[&Person; 2]>| {
        for [one, other] in pairs.into_iter().filter(|[one, other]| !workspace.is_not_same(one.id, other.id)) {
            found.entry([one.id, other.id]).or_insert_with(|| evidence(one, other));
        }
    };
    note(alike(&people, |person| Some(person.id_number.as_str()).filter(|number| !number.is_empty())));
    note(alike(&people, |person| has_phone(person).then(|| (person.name.trim(), person.phone.as_str()))));
    note(alike(&people, |person| Some((person.name.trim(), month_of(person.birth?)))));
    let pairs = found.into_iter().filter(|(_, evidence)| !evidence.is_empty());
    let mut all: Vec<Duplicate> = pairs.map(|(people, evidence)| Duplicate { people, evidence }).collect();
    all.sort_by_key(|pair| (pair.evidence.first().copied(), usize::MAX - pair.evidence.len(), pair.people));
    all
}

/// What speaks for two records being of one person, the strongest first; nothing if their ID numbers differ.
pub fn evidence(one: &Person, other: &Person) -> Vec<Evidence> {
    if one.is_surely_another(other) {
        return Vec::new();
    }
    let has_name = one.name.trim() == other.name.trim();
    let births = one.birth.zip(other.birth).filter(|_| has_name);
    let is_month = births.is_some_and(|(a, b)| a != b && month_of(a) == month_of(b));
    [
        (Evidence::IdNumber, !one.id_number.is_empty() && one.id_number == other.id_number),
        (Evidence::NameAndBirth, births.is_some_and(|(a, b)| a == b)),
        (Evidence::NameAndPhone, has_name && has_phone(one) && one.phone == other.phone),
        (Evidence::NameAndBirthMonth, is_month && (is_only_month(one) || is_only_month(other))),
    ]
    .into_iter()
    .filter_map(|(evidence, speaks)| speaks.then_some(evidence))
    .collect()
}

fn has_phone(person: &Person) -> bool {
    !person.name.trim().is_empty() && !person.phone.is_empty()
}

fn month_of(day: NaiveDate) -> (i32, u32) {
    (day.year(), day.month())
}

/// Where only the month of birth is known, its first day stands for it.
fn is_only_month(person: &Person) -> bool {
    person.birth.is_some_and(|day| day.day() == 1)
}

/// Each two people of whom the same is said, in id order.
fn alike<'a, K: Ord>(people: &[&'a Person], key: impl Fn(&'a Person) -> Option<K>) -> Vec<[&'a Person; 2]> {
    let mut keyed: Vec<(K, &Person)> = people.iter().filter_map(|person| Some((key(person)?, *person))).collect();
    keyed.sort_by(|(one, first), (other, second)| one.cmp(other).then(first.id.cmp(&second.id)));
    let mut pairs = Vec::new();
    for group in keyed.chunk_by(|(one, _), (other, _)| one == other) {
        for (i, (_, one)) in group.iter().enumerate() {
            pairs.extend(group[i + 1..].iter().take(MOST_ALIKE).map(|(_, other)| [*one, *other]));
        }
    }
    pairs
}
