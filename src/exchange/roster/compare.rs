//! Who a row of a pasted table is, and which blanks it fills.
//!
//! Source: `ARCHITECTURE.md`, "Rosters": the key is the ID number, else name + branch + birth, else the user decides; never a
//! name alone. Where only the month of birth is known on one side, the month is enough. Namesakes who were said to be
//! different people are told apart by their phones.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::columns::RosterColumn;
use super::known::{row_key, whole_key};
use super::read::{RosterRow, is_same_month};
use super::{Conflict, Decision, Doubt, Likeness, RosterOptions, RowFault, Verdict};
use crate::model::{Affiliation, BranchId, Membership, Period, Person, PersonId, Post, Record, Sex, Workspace};
use crate::report::duplicates::evidence;

/// The people of a workspace as the rows read so far would leave them.
pub(super) struct Known {
    pub after: Workspace,
    day: NaiveDate,
    /// Whom the last row was found to be about.
    last: Option<PersonId>,
    by_id_number: BTreeMap<String, PersonId>,
    /// All of a name, each with where they belong, or have belonged while rows were taken up.
    by_name: BTreeMap<String, Vec<(Option<BranchId>, PersonId)>>,
    /// Whom rows were about so far.
    named: BTreeSet<PersonId>,
}

enum Who {
    Is(PersonId),
    MayBe(Vec<PersonId>),
    IsOther(PersonId),
    Nobody,
}

impl Known {
    pub fn new(workspace: &Workspace, day: NaiveDate) -> Self {
        let (by_id_number, by_name) = (BTreeMap::new(), BTreeMap::new());
        let (after, last, named) = (workspace.clone(), None, BTreeSet::new());
        let mut known = Self { after, day, last, by_id_number, by_name, named };
        for person in workspace.people.iter() {
            known.index(person);
        }
        known
    }

    fn index(&mut self, person: &Person) {
        if !person.id_number.is_empty() {
            self.by_id_number.insert(person.id_number.clone(), person.id);
        }
        let place = (person.home_on(self.day), person.id);
        match self.by_name.get_mut(&person.name) {
            Some(places) if places.contains(&place) => {}
            Some(places) => places.push(place),
            // most names are one person's
            None => {
                self.by_name.insert(person.name.clone(), vec![place]);
            }
        }
    }

    /// Whether a row can only be taken if its unit is known: it names nobody whose ID number is there.
    pub fn needs_unit(&self, read: &RosterRow) -> bool {
        read.name.is_empty() || !self.by_id_number.contains_key(&read.id_number)
    }

    /// Whom the row taken up last is about, taken out.
    pub fn take_last(&mut self) -> Option<PersonId> {
        self.last.take()
    }

    /// Takes a row up and tells what it does.
    pub fn take(&mut self, row: usize, read: &RosterRow, options: &RosterOptions, doubts: &mut Vec<Doubt>) -> Verdict {
        let decision = options.decisions.get(&row).copied();
        if decision == Some(Decision::New) {
            return self.add_apart(read, options);
        }
        let decided = decision.and_then(Decision::person).filter(|id| self.after.people.has(*id));
        let who = match decided.or_else(|| self.remembered(read, options)) {
            Some(person) => Who::Is(person),
            None => self.who(read),
        };
        match who {
            Who::Is(id) => self.fill(id, read, options, decision, doubts),
            Who::MayBe(candidates) => Verdict::Conflict(self.conflict(read, candidates)),
            Who::IsOther(person) => {
                self.last = Some(person);
                let name = self.after.people.get(person).map(|person| person.name.clone()).unwrap_or_default();
                Verdict::Conflict(Conflict::OtherName { person, name })
            }
            Who::Nobody => self.add(read, options),
        }
    }

    /// Who a row was found to be in an earlier import; an id that was given to somebody else since tells nothing.
    fn remembered(&self, read: &RosterRow, options: &RosterOptions) -> Option<PersonId> {
        if options.known_rows.is_empty() {
            return None;
        }
        let person = options.known_rows.get(&row_key(read)).and_then(|id| self.after.people.get(*id))?;
        let has_number = !read.id_number.is_empty() && person.id_number == read.id_number;
        (person.name == read.name || has_number).then_some(person.id)
    }

    /// The ID number tells, else name, branch and birth; else the user has to.
    fn who(&self, read: &RosterRow) -> Who {
        if let Some(id) = self.by_id_number.get(&read.id_number).filter(|_| !read.id_number.is_empty()) {
            let has_name = self.after.people.get(*id).is_some_and(|person| person.name == read.name);
            return if has_name { Who::Is(*id) } else { Who::IsOther(*id) };
        }
        let namesakes = self.by_name.get(&read.name).map_or(&[][..], Vec::as_slice);
        let mut open = Vec::new();
        for (_, id) in namesakes.iter().filter(|(branch, _)| *branch == read.branch) {
            let Some(person) = self.after.people.get(*id) else { continue };
            let has_other_number = !person.id_number.is_empty() && !read.id_number.is_empty();
            match (person.birth, read.birth) {
                _ if has_other_number => {}
                (Some(theirs), Some(typed)) if theirs == typed => return Who::Is(*id),
                (Some(theirs), Some(typed))
                    if is_same_month(theirs, typed) && (read.is_month_only || is_only_month(theirs)) =>
                {
                    return Who::Is(*id);
                }
                (Some(_), Some(_)) => {}
                _ => open.push(*id),
            }
        }
        if let Some(id) = self.told_apart(&open, read) {
            return Who::Is(id);
        }
        let alike = self.alike(read);
        if alike.is_empty() { Who::Nobody } else { Who::MayBe(alike) }
    }

    /// Those of the name for whom something speaks, or who are of the branch and have no other row in this import,
    /// those first for whom most speaks.
    fn alike(&self, read: &RosterRow) -> Vec<PersonId> {
        let Some(namesakes) = self.by_name.get(&read.name).filter(|_| !read.name.is_empty()) else { return Vec::new() };
        let typed = self.typed_person(read);
        let of = |(_, id): &(Option<BranchId>, PersonId)| {
            let person = self.after.people.get(*id).filter(|person| !typed.is_surely_another(person))?;
            let strongest = evidence(&typed, person).first().copied();
            let is_of_branch = read.branch.is_some() && person.home_on(self.day) == read.branch;
            // namesakes of one list who were born on different days are two people
            let may_be_mistyped = person.birth.is_none() || read.birth.is_none() || !self.named.contains(id);
            let is_alike = strongest.is_some() || is_of_branch && may_be_mistyped;
            is_alike.then_some((strongest.is_none(), strongest, *id))
        };
        let mut alike: Vec<_> = namesakes.iter().filter_map(of).collect();
        alike.sort_unstable();
        alike.dedup();
        alike.into_iter().map(|(.., id)| id).collect()
    }

    /// A row as a person, to be compared with others.
    fn typed_person(&self, read: &RosterRow) -> Person {
        let mut ids = self.after.ids;
        let mut person = Person::new(ids.take(), &read.name);
        person.birth = read.birth;
        person.id_number.clone_from(&read.id_number);
        person.phone.clone_from(&read.phone);
        person
    }

    /// What there is to decide about a row that may be about these.
    fn conflict(&self, read: &RosterRow, candidates: Vec<PersonId>) -> Conflict {
        let first = candidates.first().and_then(|id| self.after.people.get(*id));
        let Some(first) = first else { return Conflict::SameName { candidates } };
        let evidence = evidence(&self.typed_person(read), first);
        let home = first.home_on(self.day);
        if evidence.is_empty() && (first.birth.is_none() || read.birth.is_none()) {
            return Conflict::SameName { candidates };
        }
        let branch = home.and_then(|id| self.after.branches.get(id));
        let township = branch.and_then(|branch| self.after.townships.get(branch.township));
        let names = [township.map(|unit| unit.name.as_str()), branch.map(|unit| unit.name.as_str())];
        let unit = names.into_iter().flatten().collect::<Vec<_>>().join("·");
        let birth = first.birth.filter(|birth| read.birth.is_some_and(|typed| typed != *birth));
        let like = Box::new(Likeness { unit, name: first.name.clone(), birth, evidence });
        Conflict::Alike { candidates, like }
    }

    /// The one of several namesakes whose phone the row has, if somebody has said that they are not the others.
    fn told_apart(&self, namesakes: &[PersonId], read: &RosterRow) -> Option<PersonId> {
        let has_phone = |id: &&PersonId| {
            let person = self.after.people.get(**id);
            !read.phone.is_empty() && person.is_some_and(|person| person.phone == read.phone)
        };
        let mut fit = namesakes.iter().filter(has_phone);
        let (Some(one), None) = (fit.next(), fit.next()) else { return None };
        let mut others = namesakes.iter().filter(|other| *other != one);
        let are_apart = namesakes.len() > 1 && others.all(|other| self.after.is_not_same(*one, *other));
        are_apart.then_some(*one)
    }

    /// Adds somebody of whom the user says that they are none of those they look like, and remembers that.
    fn add_apart(&mut self, read: &RosterRow, options: &RosterOptions) -> Verdict {
        let alike = match self.who(read) {
            Who::MayBe(people) => people,
            Who::IsOther(person) | Who::Is(person) => vec![person],
            Who::Nobody => Vec::new(),
        };
        let verdict = self.add(read, options);
        for other in alike {
            if let Some(new) = self.last
                && let Ok(after) = self.after.set_not_same(other, new)
            {
                self.after = after;
            }
        }
        verdict
    }

    fn add(&mut self, read: &RosterRow, options: &RosterOptions) -> Verdict {
        let Some(branch) = read.branch else { return Verdict::Refused(RowFault::NoUnit) };
        let period = Period { since: options.since, until: None };
        let mut person = Person::new(self.after.ids.take(), &read.name);
        person.sex = read.sex;
        person.birth = read.birth;
        person.id_number.clone_from(&read.id_number);
        person.phone.clone_from(&read.phone);
        person.note.clone_from(&read.note);
        person.homes = vec![Affiliation { branch, period }];
        person.cohorts = read.cohorts_of_new().into_iter().map(|cohort| Membership { cohort, period }).collect();
        if !read.post.is_empty() {
            person.posts = vec![Post { title: read.post.clone(), period }];
        }
        if let Some(fault) = self.fault_of(&person) {
            return fault;
        }
        self.index(&person);
        self.last = Some(person.id);
        self.named.insert(person.id);
        self.after.people.put(person);
        Verdict::New
    }

    /// What is impossible about a person that a row would make.
    fn fault_of(&self, person: &Person) -> Option<Verdict> {
        let mut faults = Vec::new();
        person.faults(&self.after, &mut faults);
        faults.into_iter().next().map(|fault| Verdict::Refused(RowFault::Refused(fault)))
    }

    fn fill(
        &mut self,
        id: PersonId,
        read: &RosterRow,
        options: &RosterOptions,
        decision: Option<Decision>,
        doubts: &mut Vec<Doubt>,
    ) -> Verdict {
        let Some(mut person) = self.after.people.get(id).cloned() else { return self.add(read, options) };
        self.last = Some(id);
        self.named.insert(id);
        let overwrites = options.overwrites || matches!(decision, Some(Decision::Overwrite(_)));
        let keeps = matches!(decision, Some(Decision::Keep(_)))
            || !options.kept_rows.is_empty() && options.kept_rows.contains(&whole_key(read));
        let mut filling = Filling {
            person: &mut person,
            read,
            day: self.day,
            since: options.since,
            overwrites,
            fields: Vec::new(),
            differs: Vec::new(),
        };
        filling.fill_all();
        let Filling { fields, differs, .. } = filling;
        let names = |column: RosterColumn| match (column, read.branch.and_then(|id| self.after.branches.get(id))) {
            (RosterColumn::Branch, Some(branch)) => branch.name.clone(),
            (column, _) => typed(column, read),
        };
        doubts.extend(differs.iter().map(|field| Doubt::Differs { field: *field, text: names(*field) }));
        if fields.is_empty() {
            let is_open = !differs.is_empty() && !keeps;
            return if is_open {
                Verdict::Conflict(Conflict::Differs { person: id, fields: differs })
            } else {
                Verdict::Unchanged { person: id }
            };
        }
        if let Some(fault) = self.fault_of(&person) {
            return fault;
        }
        self.index(&person);
        self.after.people.put(person);
        Verdict::Changed { person: id, fields }
    }
}

/// What a row says in a column, as text.
fn typed(column: RosterColumn, read: &RosterRow) -> String {
    match column {
        RosterColumn::IdNumber => read.id_number.clone(),
        RosterColumn::Birth => read.birth.map(|birth| birth.to_string()).unwrap_or_default(),
        RosterColumn::Phone => read.phone.clone(),
        RosterColumn::Post => read.post.clone(),
        RosterColumn::Note => read.note.clone(),
        RosterColumn::Name => read.name.clone(),
        RosterColumn::Sex => read.sex.map_or("", |sex| if sex == Sex::Male { "男" } else { "女" }).to_owned(),
        RosterColumn::Township | RosterColumn::Branch | RosterColumn::Cohort => String::new(),
    }
}

/// A row being compared with a person: blanks are filled, what says something else is told or overwritten.
struct Filling<'a> {
    person: &'a mut Person,
    read: &'a RosterRow,
    day: NaiveDate,
    since: Option<NaiveDate>,
    overwrites: bool,
    fields: Vec<RosterColumn>,
    differs: Vec<RosterColumn>,
}

impl Filling<'_> {
    fn fill_all(&mut self) {
        let (read, person) = (self.read, &*self.person);
        if self.takes(RosterColumn::Sex, person.sex.is_none(), read.sex.is_some(), person.sex == read.sex) {
            self.person.sex = read.sex;
        }
        let person = &*self.person;
        let is_same = match (person.birth, read.birth) {
            (Some(known), Some(typed)) if read.is_month_only => is_same_month(known, typed),
            (known, typed) => known == typed,
        };
        let is_vague = person.birth.zip(read.birth).is_some_and(|(known, typed)| {
            let is_it = is_same_month(known, typed) || may_be_october(known, typed);
            is_only_month(known) && is_it && !read.is_month_only
        });
        if self.takes(RosterColumn::Birth, person.birth.is_none() || is_vague, read.birth.is_some(), is_same) {
            self.person.birth = read.birth;
        }
        self.fill_text(RosterColumn::IdNumber, &read.id_number, |person| &mut person.id_number);
        self.fill_text(RosterColumn::Phone, &read.phone, |person| &mut person.phone);
        self.fill_text(RosterColumn::Note, &read.note, |person| &mut person.note);
        self.fill_post();
        self.fill_home();
        let period = Period { since: self.since, until: None };
        for cohort in &read.cohorts {
            if !self.person.is_in(*cohort, self.day) {
                self.person.cohorts.push(Membership { cohort: *cohort, period });
                self.fields.push(RosterColumn::Cohort);
            }
        }
        let usual = read.usual_cohort.filter(|_| self.person.cohorts_on(self.day).next().is_none());
        if let Some(cohort) = usual.filter(|_| read.cohorts.is_empty()) {
            self.person.cohorts.push(Membership { cohort, period });
            self.fields.push(RosterColumn::Cohort);
        }
    }

    /// Whether a field is to be taken from the row; notes it among those filled or those that differ.
    fn takes(&mut self, field: RosterColumn, is_blank: bool, says: bool, is_same: bool) -> bool {
        if !says || is_same {
            return false;
        }
        let takes = is_blank || self.overwrites;
        (if takes { &mut self.fields } else { &mut self.differs }).push(field);
        takes
    }

    fn fill_text(&mut self, field: RosterColumn, text: &str, of: impl Fn(&mut Person) -> &mut String) {
        let own = of(self.person);
        let (is_blank, is_same) = (own.is_empty(), own == text);
        if self.takes(field, is_blank, !text.is_empty(), is_same) {
            text.clone_into(of(self.person));
        }
    }

    fn fill_post(&mut self) {
        let known = self.person.post_on(self.day).to_owned();
        let title = &self.read.post;
        if !self.takes(RosterColumn::Post, known.is_empty(), !title.is_empty(), known == *title) {
            return;
        }
        let since = if known.is_empty() { self.since } else { Some(self.day) };
        end_on(&mut self.person.posts, self.day, |post| &mut post.period);
        self.person.posts.push(Post { title: title.clone(), period: Period { since, until: None } });
    }

    fn fill_home(&mut self) {
        let (known, Some(branch)) = (self.person.home_on(self.day), self.read.branch) else { return };
        if !self.takes(RosterColumn::Branch, known.is_none(), true, known == Some(branch)) {
            return;
        }
        let since = if known.is_none() { self.since } else { Some(self.day) };
        end_on(&mut self.person.homes, self.day, |home| &mut home.period);
        self.person.homes.push(Affiliation { branch, period: Period { since, until: None } });
    }
}

/// Where only the month of birth is known, its first day stands for it.
fn is_only_month(day: NaiveDate) -> bool {
    day.day() == 1
}

/// Whether January stands for an October that was typed as a number, `1965.1`.
fn may_be_october(january: NaiveDate, october: NaiveDate) -> bool {
    (january.month(), january.day(), october.month()) == (1, 1, 10) && january.year() == october.year()
}

/// Ends what holds on a day; what began only then never was.
fn end_on<T>(entries: &mut Vec<T>, day: NaiveDate, period: fn(&mut T) -> &mut Period) {
    entries.retain_mut(|entry| period(entry).since != Some(day));
    for entry in entries {
        let period = period(entry);
        if period.holds_on(day) {
            period.until = Some(day);
        }
    }
}
