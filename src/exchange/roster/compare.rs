//! Who a row of a pasted table is, and which blanks it fills.
//!
//! Source: `ARCHITECTURE.md`, "Rosters": the key is the ID number, else name + branch + birth, else the user decides; never a
//! name alone.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::columns::RosterColumn;
use super::read::{RosterRow, is_same_month};
use super::{Conflict, Decision, Doubt, RosterOptions, RowFault, Verdict};
use crate::model::{Affiliation, BranchId, Membership, Period, Person, PersonId, Post, Workspace};

/// The people of a workspace as the rows read so far would leave them.
pub(super) struct Known<'a> {
    pub after: Workspace,
    options: &'a RosterOptions,
    day: NaiveDate,
    by_id_number: BTreeMap<String, PersonId>,
    by_name: BTreeMap<(String, Option<BranchId>), Vec<PersonId>>,
}

enum Who {
    Is(PersonId),
    MayBe(Vec<PersonId>),
    IsOther(PersonId),
    Nobody,
}

impl<'a> Known<'a> {
    pub fn new(workspace: &Workspace, options: &'a RosterOptions, day: NaiveDate) -> Self {
        let (by_id_number, by_name) = (BTreeMap::new(), BTreeMap::new());
        let mut known = Self { after: workspace.clone(), options, day, by_id_number, by_name };
        for person in workspace.people.iter() {
            known.index(person);
        }
        known
    }

    fn index(&mut self, person: &Person) {
        if !person.id_number.is_empty() {
            self.by_id_number.insert(person.id_number.clone(), person.id);
        }
        let ids = self.by_name.entry((person.name.clone(), person.home_on(self.day))).or_default();
        if !ids.contains(&person.id) {
            ids.push(person.id);
        }
    }

    /// Whether a row can only be taken if its unit is known: it names nobody whose ID number is there.
    pub fn needs_unit(&self, read: &RosterRow) -> bool {
        read.name.is_empty() || !self.by_id_number.contains_key(&read.id_number)
    }

    /// Takes a row up and tells what it does.
    pub fn take(&mut self, row: usize, read: &RosterRow, doubts: &mut Vec<Doubt>) -> Verdict {
        let who = match self.options.decisions.get(&row) {
            Some(Decision::Same(person)) => Who::Is(*person),
            Some(Decision::New) => Who::Nobody,
            None => self.who(read),
        };
        match who {
            Who::Is(id) => self.fill(id, read, doubts),
            Who::MayBe(candidates) => Verdict::Conflict(Conflict::SameName { candidates }),
            Who::IsOther(person) => {
                let name = self.after.people.get(person).map(|person| person.name.clone()).unwrap_or_default();
                Verdict::Conflict(Conflict::OtherName { person, name })
            }
            Who::Nobody => self.add(read),
        }
    }

    fn who(&self, read: &RosterRow) -> Who {
        if let Some(id) = self.by_id_number.get(&read.id_number).filter(|_| !read.id_number.is_empty()) {
            let has_name = self.after.people.get(*id).is_some_and(|person| person.name == read.name);
            return if has_name { Who::Is(*id) } else { Who::IsOther(*id) };
        }
        let namesakes = self.by_name.get(&(read.name.clone(), read.branch)).map_or(&[][..], Vec::as_slice);
        let mut open = Vec::new();
        for id in namesakes {
            let Some(person) = self.after.people.get(*id) else { continue };
            let has_other_number = !person.id_number.is_empty() && !read.id_number.is_empty();
            match (person.birth, read.birth) {
                _ if has_other_number => {}
                (Some(theirs), Some(typed)) if theirs == typed => return Who::Is(*id),
                (Some(theirs), Some(typed)) if read.is_month_only && is_same_month(theirs, typed) => {
                    return Who::Is(*id);
                }
                (Some(_), Some(_)) => {}
                _ => open.push(*id),
            }
        }
        if open.is_empty() { Who::Nobody } else { Who::MayBe(open) }
    }

    fn add(&mut self, read: &RosterRow) -> Verdict {
        let Some(branch) = read.branch else { return Verdict::Refused(RowFault::NoUnit) };
        let period = Period { since: self.options.since, until: None };
        let mut person = Person::new(self.after.ids.take(), &read.name);
        person.sex = read.sex;
        person.birth = read.birth;
        person.id_number.clone_from(&read.id_number);
        person.phone.clone_from(&read.phone);
        person.note.clone_from(&read.note);
        person.homes = vec![Affiliation { branch, period }];
        person.cohorts = read.cohorts.iter().map(|cohort| Membership { cohort: *cohort, period }).collect();
        if !read.post.is_empty() {
            person.posts = vec![Post { title: read.post.clone(), period }];
        }
        self.index(&person);
        self.after.people.put(person);
        Verdict::New
    }

    fn fill(&mut self, id: PersonId, read: &RosterRow, doubts: &mut Vec<Doubt>) -> Verdict {
        let Some(mut person) = self.after.people.get(id).cloned() else { return self.add(read) };
        let mut blanks = Blanks { fields: Vec::new(), doubts };
        blanks.fill(RosterColumn::Sex, &mut person.sex, read.sex, |_| String::new());
        let is_known_month =
            matches!((person.birth, read.birth), (Some(a), Some(b)) if read.is_month_only && is_same_month(a, b));
        if !is_known_month {
            blanks.fill(RosterColumn::Birth, &mut person.birth, read.birth, NaiveDate::to_string);
        }
        blanks.fill_text(RosterColumn::IdNumber, &mut person.id_number, &read.id_number);
        blanks.fill_text(RosterColumn::Phone, &mut person.phone, &read.phone);
        blanks.fill_text(RosterColumn::Note, &mut person.note, &read.note);
        let period = Period { since: self.options.since, until: None };
        let (post, home) = (person.post_on(self.day).to_owned(), person.home_on(self.day));
        if post.is_empty() && !read.post.is_empty() {
            person.posts.push(Post { title: read.post.clone(), period });
            blanks.fields.push(RosterColumn::Post);
        } else if !read.post.is_empty() && post != read.post {
            blanks.doubts.push(Doubt::Differs { field: RosterColumn::Post, text: read.post.clone() });
        }
        match (home, read.branch) {
            (None, Some(branch)) => {
                person.homes.push(Affiliation { branch, period });
                blanks.fields.push(RosterColumn::Branch);
            }
            (Some(home), Some(branch)) if home != branch => {
                let name = self.after.branches.get(branch).map(|branch| branch.name.clone()).unwrap_or_default();
                blanks.doubts.push(Doubt::Differs { field: RosterColumn::Branch, text: name });
            }
            _ => {}
        }
        for cohort in &read.cohorts {
            if !person.is_in(*cohort, self.day) {
                person.cohorts.push(Membership { cohort: *cohort, period });
                blanks.fields.push(RosterColumn::Cohort);
            }
        }
        let fields = blanks.fields;
        if fields.is_empty() {
            return Verdict::Unchanged { person: id };
        }
        self.index(&person);
        self.after.people.put(person);
        Verdict::Changed { person: id, fields }
    }
}

/// Fills blanks only; what says something else is a doubt.
struct Blanks<'a> {
    fields: Vec<RosterColumn>,
    doubts: &'a mut Vec<Doubt>,
}

impl Blanks<'_> {
    fn fill<T: PartialEq>(
        &mut self,
        field: RosterColumn,
        own: &mut Option<T>,
        typed: Option<T>,
        say: fn(&T) -> String,
    ) {
        match (&own, typed) {
            (None, Some(typed)) => {
                *own = Some(typed);
                self.fields.push(field);
            }
            (Some(own), Some(typed)) if *own != typed => {
                self.doubts.push(Doubt::Differs { field, text: say(&typed) });
            }
            _ => {}
        }
    }

    fn fill_text(&mut self, field: RosterColumn, own: &mut String, typed: &str) {
        if own.is_empty() && !typed.is_empty() {
            typed.clone_into(own);
            self.fields.push(field);
        } else if !typed.is_empty() && own != typed {
            self.doubts.push(Doubt::Differs { field, text: typed.to_owned() });
        }
    }
}
