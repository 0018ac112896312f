//! A small district and the edits of a working day.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use lunxun::model::*;

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2012, month, day).expect("a date")
}

pub fn eight_o_clock() -> NaiveDateTime {
    day(6, 28).and_hms_opt(8, 0, 0).expect("a time")
}

pub fn device() -> DeviceCode {
    "K7QF".parse().expect("a device code")
}

fn programme() -> Programme {
    Programme {
        district: "游仙区".to_owned(),
        year: 2012,
        level: Level::District,
        reply: lunxun::model::Reply::default(),
        organiser: "区委组织部".to_owned(),
        as_of: None,
        planning: lunxun::model::PlanSettings::default(),
        checks: Vec::new(),
        filed: None,
        closed: None,
        is_sample: true,
        ceilings: vec![Ceiling { level: Level::District, funding: None, amount: Fen(70_000_000) }],
    }
}

fn township(id: TownshipId, name: &str, order: u32) -> Township {
    let kind = TownshipKind::Town;
    Township {
        id,
        name: name.to_owned(),
        kind,
        order,
        aliases: Vec::new(),
        valid: Period::ALWAYS,
        succession: lunxun::model::Succession::default(),
    }
}

fn branch(id: BranchId, township: TownshipId, name: &str) -> Branch {
    Branch {
        id,
        name: name.to_owned(),
        township,
        kind: BranchKind::Village,
        grade: Grade::Average,
        aliases: Vec::new(),
        valid: Period::ALWAYS,
        succession: lunxun::model::Succession::default(),
    }
}

pub fn person(id: PersonId, name: &str, branch: BranchId, cohort: CohortId) -> Person {
    let mut person = Person::new(id, name);
    person.homes = vec![Affiliation { branch, period: Period::ALWAYS }];
    person.cohorts = vec![Membership { cohort, period: Period::ALWAYS }];
    person
}

pub fn session(id: SessionId, township: Option<TownshipId>, title: &str) -> Session {
    let slot = |no: u16| Slot {
        no: SlotNo(no),
        date: day(6, 18 + u32::from(no) / 2),
        half: if no.is_multiple_of(2) { Half::Morning } else { Half::Afternoon },
        minutes: 180,
        topic: "党性修养".to_owned(),
        trainer: None,
    };
    Session {
        id,
        title: title.to_owned(),
        course: None,
        mode: Mode::PartySchool,
        level: if township.is_some() { Level::Township } else { Level::District },
        township,
        venue: None,
        status: Status::Running,
        cohorts: Vec::new(),
        min_heads: 0,
        max_heads: 50,
        slots: (0..4).map(slot).collect(),
        quotas: Vec::new(),
        is_locked: false,
        filing: lunxun::model::Filing::default(),
        purpose: String::new(),
        note: String::new(),
    }
}

/// Three townships, four branches, two people each, a session of the district and one of a township.
pub fn small_district() -> Workspace {
    let mut ws = Workspace::new(device(), programme());
    let cohort = Cohort {
        id: ws.ids.take(),
        name: "普通党员".to_owned(),
        short_name: "党员".to_owned(),
        kind: CohortKind::Member,
        places: 100,
        target_minutes: 32 * 45,
        trained_by: TrainedBy::default(),
    };
    let cohort_id = cohort.id;
    ws.cohorts.put(cohort);
    for (order, name) in ["魏城镇", "石马镇", "新桥镇"].into_iter().enumerate() {
        let id = ws.ids.take();
        ws.townships.put(township(id, name, order as u32));
        let villages: &[&str] = if order == 0 { &["铁炉村", "马鞍村"] } else { &["铁炉村"] };
        for village in villages {
            let branch_id = ws.ids.take();
            ws.branches.put(branch(branch_id, id, &format!("{name}{village}党支部")));
            for surname in ["马", "㐱"] {
                let person_id = ws.ids.take();
                ws.people.put(person(person_id, &format!("{surname}永贵"), branch_id, cohort_id));
            }
        }
    }
    let first_township = ws.townships.iter().next().map(|township| township.id);
    for (township, title) in [(None, "党员培训班第1期"), (first_township, "魏城镇党员培训班")] {
        let id = ws.ids.take();
        ws.sessions.put(session(id, township, title));
        let people: Vec<PersonId> = ws.people.iter().take(3).map(|person| person.id).collect();
        for person in people {
            ws.enrolments.put(Enrolment {
                session: id,
                person,
                cohort: cohort_id,
                state: EnrolmentState::Confirmed,
                joined: None,
                is_walk_in: false,
            });
        }
    }
    ws
}

/// The edit that takes one workspace to another.
pub fn edit(before: &Workspace, after: &Workspace, name: &str, at: NaiveDateTime) -> Arc<Edit> {
    let label = Label::Change { table: TableName::People, name: name.to_owned() };
    let changes = before.changes_to(after);
    Arc::new(Edit { label, at, author: "王芳".to_owned(), echo: None, changes })
}

pub fn with_mark(ws: &Workspace, nth: usize, slot: u16, kind: MarkKind) -> Workspace {
    let mut next = ws.clone();
    let key = ws.enrolments.iter().nth(nth % ws.enrolments.len()).map(Record::key).expect("an enrolment");
    next.marks.put(Mark { session: key.0, person: key.1, slot: SlotNo(slot), kind });
    next
}
