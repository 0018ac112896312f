//! The people of a layer: 21,442 who are to be trained, and those who stand beside them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::calendar::day;
use super::dice::{Dice, apportion};
use super::names::name;
use super::units::Place;
use crate::model::{
    Affiliation, BranchKind, CohortId, Exemption, ExemptionReason, Half, IdSource, Membership, Period, Person, Post,
    Sex,
};

/// Positions of the three cohorts.
pub(super) const SECRETARY: usize = 0;
pub(super) const LEADER: usize = 1;
pub(super) const MEMBER: usize = 2;

/// Places of the leaders' and members' cohorts in a layer; each branch has one secretary.
pub(super) const LEADERS: usize = 1_000;
pub(super) const MEMBERS: usize = 20_000;
/// Secretaries who are leaders too, and leaders who are members too: 249 in two cohorts.
const SECRETARY_LEADERS: usize = 69;
const LEADER_MEMBERS: usize = 180;
const FLOATING: usize = 903;
const EXEMPT: usize = 386;
const NEWCOMERS: usize = 57;
const GONE: usize = 27;
const DEAD: usize = 19;
/// Branches that got another secretary in the course of the year.
const SUCCESSIONS: usize = 9;

/// A person while the district is being made.
pub(super) struct Someone {
    pub(super) person: Person,
    pub(super) unit: usize,
    /// Position of the home branch.
    pub(super) branch: usize,
    /// The cohorts they stand in on the district's day.
    pub(super) is: [bool; 3],
    /// The cohorts whose place they are to have used by then.
    pub(super) trained: [bool; 3],
    pub(super) is_floating: bool,
    /// Whether something happened to them this year, so that they are left out of past sessions.
    pub(super) is_special: bool,
    /// The half days they are called away.
    pub(super) busy: Vec<(NaiveDate, Half)>,
}

impl Someone {
    pub(super) fn is_free(&self, slots: &[(NaiveDate, Half)]) -> bool {
        !self.busy.iter().any(|taken| slots.contains(taken))
    }
}

/// Numbers that must not repeat between layers.
#[derive(Default)]
pub(super) struct Registry {
    serials: BTreeMap<(NaiveDate, Sex), u32>,
    phones: u64,
}

/// What people are made from.
pub(super) struct Maker<'a> {
    pub(super) ids: &'a mut IdSource,
    pub(super) registry: &'a mut Registry,
    pub(super) dice: &'a mut Dice,
    pub(super) cohorts: [CohortId; 3],
    pub(super) places: &'a [Place],
}

impl Maker<'_> {
    /// Everyone of the layer, branch by branch, the secretary first.
    pub(super) fn people(&mut self) -> Vec<Someone> {
        let n_secretaries = self.places.len();
        let leaders = self.spread(LEADERS - SECRETARY_LEADERS - LEADER_MEMBERS, |kind| match kind {
            BranchKind::Industry => 9,
            BranchKind::Village => 3,
            BranchKind::Company => 2,
            BranchKind::Community | BranchKind::Agency | BranchKind::Social | BranchKind::School => 0,
        });
        let members = self.spread(MEMBERS, |kind| match kind {
            BranchKind::Village => 35,
            BranchKind::Community => 42,
            BranchKind::Agency => 30,
            BranchKind::School => 24,
            BranchKind::Company => 14,
            BranchKind::Industry => 13,
            BranchKind::Social => 11,
        });
        let mut people = Vec::with_capacity(n_secretaries + MEMBERS + LEADERS + EXEMPT);
        for branch in 0..self.places.len() {
            people.push(self.someone(branch, SECRETARY));
            people.extend((0..leaders[branch]).map(|_| self.someone(branch, LEADER)));
            let first_member = people.len();
            people.extend((0..members[branch]).map(|_| self.someone(branch, MEMBER)));
            for deputy in people[first_member..].iter_mut().take(2) {
                deputy.person.posts.push(Post { title: "委员".to_owned(), period: Period::ALWAYS });
            }
        }
        self.second_cohorts(&mut people);
        self.successions(&mut people);
        self.floating(&mut people);
        self.newcomers(&mut people);
        self.namesakes(&mut people);
        self.set_apart(&mut people);
        people
    }

    fn spread(&mut self, total: usize, weight: impl Fn(BranchKind) -> i64) -> Vec<usize> {
        let dice = &mut *self.dice;
        let weights: Vec<u64> =
            self.places.iter().map(|place| (weight(place.kind) * dice.between(70, 130)) as u64).collect();
        apportion(total, &weights)
    }

    fn someone(&mut self, branch: usize, cohort: usize) -> Someone {
        let (born, male) = match cohort {
            SECRETARY => (self.dice.between(1950, 1982), 880),
            LEADER => (self.dice.between(1955, 1985), 760),
            _ => (self.member_year(), 740),
        };
        let mut person = self.person(born as i32, male);
        person.cohorts.push(Membership { cohort: self.cohorts[cohort], period: Period::ALWAYS });
        person.homes.push(Affiliation { branch: self.places[branch].id, period: Period::ALWAYS });
        if cohort == SECRETARY {
            person.posts.push(Post { title: "支部书记".to_owned(), period: Period::ALWAYS });
        }
        let mut is = [false; 3];
        is[cohort] = true;
        Someone {
            person,
            unit: self.places[branch].unit,
            branch,
            is,
            trained: [false; 3],
            is_floating: false,
            is_special: false,
            busy: Vec::new(),
        }
    }

    fn member_year(&mut self) -> i64 {
        match self.dice.below(10) {
            0..2 => self.dice.between(1934, 1949),
            2..5 => self.dice.between(1950, 1962),
            5..8 => self.dice.between(1963, 1976),
            _ => self.dice.between(1977, 1992),
        }
    }

    fn person(&mut self, born: i32, male_per_mille: usize) -> Person {
        let sex = if self.dice.per_mille(male_per_mille) { Sex::Male } else { Sex::Female };
        let (month, date) = (self.dice.between(1, 12) as u32, self.dice.between(1, 28) as u32);
        let birth = NaiveDate::from_ymd_opt(born, month, date);
        let mut person = Person::new(self.ids.take(), name(self.dice, sex, born));
        person.sex = Some(sex);
        person.birth = birth;
        if let Some(birth) = birth.filter(|_| !self.dice.per_mille(15)) {
            person.id_number = self.registry.id_number(birth, sex);
        }
        if !self.dice.per_mille(110) {
            person.phone = self.registry.phone();
        }
        person
    }

    /// 249 people stand in two cohorts.
    fn second_cohorts(&mut self, people: &mut [Someone]) {
        let works = |places: &[Place], someone: &Someone| {
            matches!(places[someone.branch].kind, BranchKind::Village | BranchKind::Industry | BranchKind::Company)
        };
        for (first, second, n) in [(SECRETARY, LEADER, SECRETARY_LEADERS), (MEMBER, LEADER, LEADER_MEMBERS)] {
            let mut who: Vec<usize> =
                (0..people.len()).filter(|i| people[*i].is[first] && works(self.places, &people[*i])).collect();
            self.dice.shuffle(&mut who);
            for i in who.into_iter().take(n) {
                people[i].is[second] = true;
                let membership = Membership { cohort: self.cohorts[second], period: Period::ALWAYS };
                people[i].person.cohorts.push(membership);
            }
        }
    }

    /// A new secretary in mid-year: the deputy takes over, the predecessor goes on as a member.
    fn successions(&mut self, people: &mut [Someone]) {
        let mut n = 0;
        while n < SUCCESSIONS {
            let i = self.dice.below(people.len());
            let is_plain = |someone: &Someone| someone.is.iter().filter(|is| **is).count() == 1 && !someone.is_special;
            let predecessor = (i + 1..people.len())
                .take_while(|j| people[*j].branch == people[i].branch)
                .find(|j| people[*j].is[MEMBER] && people[*j].person.posts.is_empty());
            let Some(j) =
                predecessor.filter(|j| people[i].is[SECRETARY] && is_plain(&people[i]) && is_plain(&people[*j]))
            else {
                continue;
            };
            let on = day(3, 1) + chrono::Days::new(self.dice.below(80) as u64);
            let (successors, predecessors) = people.split_at_mut(j);
            self.succeed(&mut successors[i], &mut predecessors[0], on);
            n += 1;
        }
    }

    fn succeed(&self, successor: &mut Someone, predecessor: &mut Someone, on: NaiveDate) {
        let (before, after) = (Period { since: None, until: Some(on) }, Period::from(on));
        let places = |first: usize, second: usize| {
            vec![
                Membership { cohort: self.cohorts[first], period: before },
                Membership { cohort: self.cohorts[second], period: after },
            ]
        };
        let post = |title: &str, period| Post { title: title.to_owned(), period };
        successor.person.cohorts = places(MEMBER, SECRETARY);
        successor.person.posts = vec![post("委员", before), post("支部书记", after)];
        predecessor.person.cohorts = places(SECRETARY, MEMBER);
        predecessor.person.posts = vec![post("支部书记", before)];
        successor.is_special = true;
        predecessor.is_special = true;
    }

    fn plain_members(&mut self, people: &[Someone], kind: Option<BranchKind>) -> Vec<usize> {
        let mut who: Vec<usize> = (0..people.len())
            .filter(|i| {
                let someone = &people[*i];
                someone.is == [false, false, true]
                    && !someone.is_special
                    && !someone.is_floating
                    && someone.person.posts.is_empty()
                    && kind.is_none_or(|kind| self.places[someone.branch].kind == kind)
            })
            .collect();
        self.dice.shuffle(&mut who);
        who
    }

    fn floating(&mut self, people: &mut [Someone]) {
        for i in self.plain_members(people, Some(BranchKind::Village)).into_iter().take(FLOATING) {
            let since = NaiveDate::from_ymd_opt(self.dice.between(2008, 2011) as i32, 3, 1);
            people[i].person.floating = Some(Period { since, until: None });
            let city =
                self.dice.pick(&["广东东莞", "浙江温州", "福建晋江", "新疆", "成都", "江苏昆山", "重庆", "上海"]);
            people[i].person.note = format!("外出务工：{city}");
            people[i].is_floating = true;
        }
    }

    fn newcomers(&mut self, people: &mut [Someone]) {
        for i in self.plain_members(people, None).into_iter().take(NEWCOMERS) {
            let since = Period::from(day(2, 1) + chrono::Days::new(self.dice.below(140) as u64));
            let person = &mut people[i].person;
            person.cohorts[0].period = since;
            person.homes[0].period = since;
            "今年转入组织关系".clone_into(&mut person.note);
            people[i].is_special = true;
        }
    }

    /// Two people of one name in one village.
    fn namesakes(&mut self, people: &mut [Someone]) {
        let mut n = 0;
        for i in self.plain_members(people, Some(BranchKind::Village)) {
            let Some(next) = people.get(i + 1) else { continue };
            let is_twin = next.branch == people[i].branch && next.person.sex == people[i].person.sex;
            if is_twin && next.person.posts.is_empty() {
                let name = people[i].person.name.clone();
                people[i + 1].person.name = name;
                n += 1;
            }
            if n == 14 {
                return;
            }
        }
    }

    /// Those who come on top: exempt, moved away, died.
    fn set_apart(&mut self, people: &mut Vec<Someone>) {
        for i in 0..EXEMPT + GONE + DEAD {
            let branch = loop {
                let branch = self.dice.below(self.places.len());
                if matches!(self.places[branch].kind, BranchKind::Village | BranchKind::Community) {
                    break branch;
                }
            };
            let mut someone = self.someone(branch, MEMBER);
            someone.is = [false; 3];
            someone.is_special = true;
            if i < EXEMPT {
                self.exempt(&mut someone.person);
            } else {
                let on = day(1, 10) + chrono::Days::new(self.dice.below(165) as u64);
                let is_gone = i < EXEMPT + GONE;
                someone.person.moved_away = Some(on).filter(|_| is_gone);
                someone.person.died = Some(on).filter(|_| !is_gone);
            }
            people.push(someone);
        }
    }

    fn exempt(&mut self, person: &mut Person) {
        let reason = match self.dice.below(10) {
            0..6 => ExemptionReason::Old,
            6..9 => ExemptionReason::Ill,
            _ => ExemptionReason::Disabled,
        };
        if reason == ExemptionReason::Old {
            let sex = person.sex.unwrap_or(Sex::Male);
            let born = self.dice.between(1919, 1932) as i32;
            person.birth = person.birth.and_then(|birth| birth.with_year(born));
            person.name = name(self.dice, sex, born);
            if let Some(birth) = person.birth {
                person.id_number = self.registry.id_number(birth, sex);
            }
        }
        person.exemption = Some(Exemption { reason, period: Period::ALWAYS });
    }
}

impl Registry {
    /// An ID number in the right form, check digit included, that is nobody's: no region has the code 519999.
    ///
    /// Source: GB 11643-1999; GB/T 2260 assigns nothing under 5199.
    fn id_number(&mut self, birth: NaiveDate, sex: Sex) -> String {
        let n = self.serials.entry((birth, sex)).or_insert(0);
        let serial = *n * 2 + u32::from(sex == Sex::Male);
        *n += 1;
        let body = format!("519999{}{:03}", birth.format("%Y%m%d"), serial % 1000);
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = char::from(b"10X98765432"[(sum % 11) as usize]);
        format!("{body}{check}")
    }

    /// A phone number that is nobody's: no mobile number begins with 101.
    fn phone(&mut self) -> String {
        self.phones += 1;
        format!("101{:08}", self.phones * 7_654_321 % 100_000_000)
    }
}
