//! A pasted list of names, to be enrolled: who is meant by each row. No heading is needed: one cell is a name,
//! the others (township, branch, phone, ID number) tell namesakes apart.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::clean::{TypedIdNumber, id_number, name, phone, without_spaces};
use super::tsv;
use super::units::{Found, Units};
use crate::model::{Person, PersonId, Workspace};

/// A row of a pasted list and who is meant by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name as it was read.
    pub name: String,
    /// The whole row, for the user to recognise it.
    pub text: String,
    /// Who is meant.
    pub found: Found<PersonId>,
}

/// Who is meant by the rows of a pasted list, among the people who are here on a day. Headings and blank rows
/// are left out; several names in one cell, such as `王秀英、张志强`, are rows of their own.
pub fn find_people(workspace: &Workspace, text: &str, day: NaiveDate) -> Vec<Named> {
    let names = Names::new(workspace, day);
    rows(text).iter().filter_map(|row| names.named(row)).collect()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for row in tsv::parse(text) {
        match row.as_slice() {
            [only] => {
                let names = only.split(['、', '，', ',', ';', '；', '\n']).map(str::trim);
                rows.extend(names.filter(|name| !name.is_empty()).map(|name| vec![name.to_owned()]));
            }
            _ => rows.push(row),
        }
    }
    rows
}

/// The people who are here on a day, by name.
pub struct Names<'a> {
    workspace: &'a Workspace,
    units: Units,
    by_name: BTreeMap<&'a str, Vec<&'a Person>>,
    day: NaiveDate,
}

impl<'a> Names<'a> {
    /// The names of a workspace's people on a day.
    pub fn new(workspace: &'a Workspace, day: NaiveDate) -> Self {
        let mut by_name: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
        for person in workspace.people.iter().filter(|person| person.is_here(day)) {
            by_name.entry(&person.name).or_default().push(person);
        }
        Self { workspace, units: Units::new(workspace), by_name, day }
    }

    /// Who is meant by the cells of a row.
    pub fn find(&self, row: &[String]) -> Found<PersonId> {
        self.named(row).map_or(Found::None, |named| named.found)
    }

    fn named(&self, row: &[String]) -> Option<Named> {
        let is_heading = |cell: &String| matches!(without_spaces(cell).as_str(), "姓名" | "名字" | "学员姓名" | "name");
        if row.iter().all(String::is_empty) || row.iter().any(is_heading) {
            return None;
        }
        let names: Vec<String> = row.iter().map(|cell| name(cell).name).collect();
        let text = row.join(" ").trim().to_owned();
        let Some(at) = names.iter().position(|name| self.by_name.contains_key(name.as_str())) else {
            let looks = |name: &&String| name.chars().count() > 1 && !name.chars().any(char::is_numeric);
            let name = names.iter().find(looks).or(names.first()).cloned().unwrap_or_default();
            return Some(Named { name, text, found: Found::None });
        };
        let mut people = self.by_name.get(names[at].as_str()).cloned().unwrap_or_default();
        for (_, cell) in row.iter().enumerate().filter(|(i, cell)| *i != at && !cell.is_empty()) {
            self.narrow(&mut people, cell);
        }
        let found = Found::of(people.into_iter().map(|person| person.id).collect());
        Some(Named { name: names[at].clone(), text, found })
    }

    /// Keeps those whom a cell fits; a cell that says nothing about anyone changes nothing.
    fn narrow(&self, people: &mut Vec<&Person>, cell: &str) {
        if let TypedIdNumber::Good { number, .. } = id_number(cell) {
            keep(people, |person| person.id_number == number);
        } else if let Some(phone) = phone(cell).good().filter(|phone| phone.len() >= 7 && phone.is_ascii()) {
            keep(people, |person| person.phone.contains(&phone));
        } else if let Found::One(township) = self.units.township(cell) {
            keep(people, |person| self.workspace.township_of(person, self.day) == Some(township));
        } else {
            let branches: BTreeSet<_> = match self.units.branch(cell, None) {
                Found::One(branch) => [branch].into(),
                Found::Many(branches) => branches.into_iter().collect(),
                Found::None => return,
            };
            keep(people, |person| person.home_on(self.day).is_some_and(|home| branches.contains(&home)));
        }
    }
}

fn keep(people: &mut Vec<&Person>, fits: impl Fn(&Person) -> bool) {
    people.retain(|person| fits(person));
}
