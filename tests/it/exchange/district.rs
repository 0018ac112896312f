//! A small invented district with a session, for papers and pasted tables.

use chrono::NaiveDate;
use lunxun::model::places::TownshipKind;
use lunxun::model::{
    Affiliation, Branch, BranchKind, Cohort, CohortKind, DateSpan, DeviceCode, Grade, Half, Level, Membership, Mode,
    Period, Person, PersonId, Post, Programme, Session, SessionId, Status, Township, TownshipId, TrainedBy, Trainer,
    Venue, Workspace,
};

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2012, month, day).expect("a date")
}

/// Two townships with three branches each, a cohort of secretaries, a venue and a trainer.
pub fn district() -> Workspace {
    let programme = Programme {
        district: "游仙区".into(),
        year: 2012,
        level: Level::District,
        organiser: "区委组织部".into(),
        as_of: Some(day(6, 28)),
        reply: lunxun::model::Reply::default(),
        planning: lunxun::model::PlanSettings::default(),
        checks: Vec::new(),
        filed: None,
        closed: None,
        is_sample: true,
        ceilings: Vec::new(),
    };
    let mut district = Workspace::new("K7QF".parse::<DeviceCode>().expect("a device"), programme);
    let cohort = Cohort {
        id: district.ids.take(),
        name: "支部书记轮训".into(),
        short_name: "书记".into(),
        kind: CohortKind::Secretary,
        places: 691,
        target_minutes: 24 * 45,
        trained_by: TrainedBy::Attendance,
    };
    district.cohorts.put(cohort);
    for (order, name) in (1..).zip(["游仙镇", "魏城镇"]) {
        let id = district.ids.take();
        let kind = TownshipKind::Town;
        let aliases = if order == 2 { vec!["老魏城".into()] } else { Vec::new() };
        district.townships.put(Township {
            id,
            name: name.into(),
            kind,
            order,
            aliases,
            valid: Period::ALWAYS,
            succession: lunxun::model::Succession::default(),
        });
        for village in ["绣山村", "长明村", "铁炉村"] {
            let name = if order == 1 { format!("{village}党支部") } else { format!("魏城{village}党支部") };
            let branch = Branch {
                id: district.ids.take(),
                name,
                township: id,
                kind: BranchKind::Village,
                grade: Grade::Average,
                aliases: Vec::new(),
                valid: Period::ALWAYS,
                succession: lunxun::model::Succession::default(),
            };
            district.branches.put(branch);
        }
    }
    let venue = Venue {
        id: district.ids.take(),
        name: "区委党校一教室".into(),
        township: None,
        capacity: 60,
        closed: Vec::new(),
        is_shared: false,
        day_rate: None,
        valid: Period::ALWAYS,
    };
    district.venues.put(venue);
    let trainer = Trainer {
        id: district.ids.take(),
        name: "陈教员".into(),
        title: lunxun::model::TrainerTitle::Other,
        unit: String::new(),
        phone: String::new(),
        subjects: String::new(),
        valid: Period::ALWAYS,
    };
    district.trainers.put(trainer);
    district
}

pub fn township(district: &Workspace, name: &str) -> TownshipId {
    district.townships.iter().find(|township| township.name == name).expect("the township").id
}

/// Adds a secretary of one of a township's branches.
pub fn person(district: &mut Workspace, name: &str, township_name: &str, branch: usize) -> PersonId {
    let township = township(district, township_name);
    let branch = district.branches.iter().filter(|b| b.township == township).nth(branch).expect("a branch").id;
    let cohort = district.cohorts.iter().next().expect("a cohort").id;
    let mut person = Person::new(district.ids.take(), name);
    person.phone = format!("138{:08}", person.id.counter() * 37 + 1_000);
    person.cohorts = vec![Membership { cohort, period: Period::ALWAYS }];
    person.homes = vec![Affiliation { branch, period: Period::ALWAYS }];
    person.posts = vec![Post { title: "支部书记".into(), period: Period::ALWAYS }];
    let id = person.id;
    district.people.put(person);
    id
}

/// Adds a session over whole days in June with everyone enrolled.
pub fn session(district: &mut Workspace, first: u32, last: u32, halves: &[Half]) -> SessionId {
    let mut session = Session {
        id: district.ids.take(),
        title: "书记轮训第 8 期".into(),
        course: None,
        mode: Mode::PartySchool,
        level: Level::District,
        township: None,
        venue: district.venues.iter().next().map(|venue| venue.id),
        status: Status::Published,
        cohorts: Vec::new(),
        min_heads: 0,
        max_heads: 400,
        slots: Vec::new(),
        quotas: Vec::new(),
        is_locked: false,
        filing: lunxun::model::Filing::default(),
        purpose: String::new(),
        note: String::new(),
    };
    session.cover_days(DateSpan { first: day(6, first), last: day(6, last) }, halves, 180);
    for slot in &mut session.slots {
        slot.trainer = district.trainers.iter().next().map(|trainer| trainer.id);
    }
    let id = session.id;
    district.sessions.put(session);
    let people: Vec<PersonId> = district.people.iter().map(|person| person.id).collect();
    *district = district.enrol(id, &people).expect("everyone stands in the cohort");
    id
}

/// A district with `n` people, every other one from each township, all in one session.
pub fn with_session(n: usize, first: u32, last: u32, halves: &[Half]) -> (Workspace, SessionId) {
    let names = ["王秀英", "张志强", "刘桂芳", "陈明亮", "杨光荣", "赵立新", "周玉兰", "吴德才", "欧阳铉", "李建国"];
    let mut district = district();
    for i in 0..n {
        let township = if i * 2 < n { "游仙镇" } else { "魏城镇" };
        person(&mut district, names[i % names.len()], township, i % 3);
    }
    let id = session(&mut district, first, last, halves);
    (district, id)
}
