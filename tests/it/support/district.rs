//! A builder that makes legal districts in a line each: names and dates in, ids out.
//!
//! ```ignore
//! let mut d = District::new();                      // 2012, three cohorts, as of 28 June
//! let wei = d.township("魏城镇");
//! let tielu = d.branch(wei, "铁炉村");
//! let li = d.person("李建国", tielu, &[d.secretary]);
//! let class = d.session("书记轮训第 1 期", day(3, 15), 2, &[d.secretary]);
//! d.attend(class, &[li]);                           // enrolled, present all along, session finished
//! d.spend(class, 600);
//! ```

use chrono::NaiveDate;
use lunxun::model::{
    Affiliation, Branch, BranchId, BranchKind, Ceiling, Cohort, CohortId, CohortKind, CostItem, CostLine, DateSpan,
    DeviceCode, Fen, Grade, Half, HeadCount, Level, MarkKind, Membership, Mode, Period, Person, PersonId, Programme,
    Record, Refusal, Session, SessionId, SlotNo, Status, Township, TownshipId, TrainedBy, Venue, VenueId, Workspace,
    places::TownshipKind, workspace::Keeps,
};

/// A day of 2012.
pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2012, month, day).expect("a day of 2012")
}

/// A district under construction.
#[derive(Clone, Debug)]
pub struct District {
    /// What has been built so far.
    pub ws: Workspace,
    /// 支部书记, 3 places, 4 credit hours.
    pub secretary: CohortId,
    /// 致富带头人, 5 places, 2 credit hours.
    pub leader: CohortId,
    /// 普通党员, 20 places, 2 credit hours.
    pub member: CohortId,
}

impl District {
    /// The year 2012 as of 28 June, with three cohorts, a ceiling of 10,000 yuan for each level, and nothing else.
    pub fn new() -> Self {
        let ceilings = Level::ALL.map(|level| Ceiling { level, funding: None, amount: Fen::yuan(10_000) }).to_vec();
        let programme = Programme {
            district: "游仙区".into(),
            year: 2012,
            level: Level::District,
            organiser: String::new(),
            as_of: Some(day(6, 28)),
            reply: lunxun::model::Reply::default(),
            planning: lunxun::model::PlanSettings::default(),
            checks: Vec::new(),
            filed: Some(lunxun::model::Filed { on: day(3, 20), by: String::new() }),
            closed: None,
            is_sample: true,
            ceilings,
        };
        let mut ws = Workspace::new(DeviceCode::from_seed(1), programme);
        let mut cohort = |name: &str, kind, places, hours: u32| {
            let id = ws.ids.take();
            ws.cohorts.put(Cohort {
                id,
                name: name.into(),
                short_name: name.into(),
                kind,
                places,
                target_minutes: hours * 45,
                trained_by: TrainedBy::Attendance,
            });
            id
        };
        let secretary = cohort("书记", CohortKind::Secretary, 3, 4);
        let leader = cohort("带头人", CohortKind::Leader, 5, 2);
        let member = cohort("党员", CohortKind::Member, 20, 2);
        Self { ws, secretary, leader, member }
    }

    /// A town, the last in the official order so far.
    pub fn township(&mut self, name: &str) -> TownshipId {
        let id = self.ws.ids.take();
        let order = self.ws.townships.len() as u32 + 1;
        self.put(Township {
            id,
            name: name.into(),
            kind: TownshipKind::Town,
            order,
            aliases: Vec::new(),
            valid: Period::ALWAYS,
            succession: lunxun::model::Succession::default(),
        });
        id
    }

    /// An average village branch.
    pub fn branch(&mut self, township: TownshipId, name: &str) -> BranchId {
        let id = self.ws.ids.take();
        let (kind, grade) = (BranchKind::Village, Grade::Average);
        self.put(Branch {
            id,
            name: name.into(),
            township,
            kind,
            grade,
            aliases: Vec::new(),
            valid: Period::ALWAYS,
            succession: lunxun::model::Succession::default(),
        });
        id
    }

    /// A venue of the district.
    pub fn venue(&mut self, name: &str, capacity: u32) -> VenueId {
        let id = self.ws.ids.take();
        self.put(Venue {
            id,
            name: name.into(),
            township: None,
            capacity,
            closed: Vec::new(),
            is_shared: false,
            day_rate: None,
            valid: Period::ALWAYS,
        });
        id
    }

    /// Someone who has always stood in a branch and in cohorts.
    pub fn person(&mut self, name: &str, branch: BranchId, cohorts: &[CohortId]) -> PersonId {
        let id = self.ws.ids.take();
        let mut person = Person::new(id, name);
        person.homes.push(Affiliation { branch, period: Period::ALWAYS });
        person.cohorts = cohorts.iter().map(|cohort| Membership { cohort: *cohort, period: Period::ALWAYS }).collect();
        self.put(person);
        id
    }

    /// So many people of one cohort in a branch, named 甲1, 甲2 and so on.
    pub fn people(&mut self, n: usize, branch: BranchId, cohort: CohortId) -> Vec<PersonId> {
        (1..=n).map(|i| self.person(&format!("甲{i}"), branch, &[cohort])).collect()
    }

    /// A published class of the district at the party school, for up to 50 people: whole days of twice 90
    /// minutes (2 credit hours a half day).
    pub fn session(&mut self, title: &str, first: NaiveDate, n_days: u64, cohorts: &[CohortId]) -> SessionId {
        let id = self.ws.ids.take();
        let mut session = Session {
            id,
            title: title.into(),
            course: None,
            mode: Mode::PartySchool,
            level: Level::District,
            township: None,
            venue: None,
            status: Status::Published,
            cohorts: cohorts.to_vec(),
            min_heads: 0,
            max_heads: 50,
            slots: Vec::new(),
            quotas: Vec::new(),
            is_locked: false,
            filing: lunxun::model::Filing::default(),
            purpose: "学习".into(),
            note: String::new(),
        };
        let last = first + chrono::Days::new(n_days.saturating_sub(1));
        if n_days > 0 {
            session.cover_days(DateSpan { first, last }, &Half::ALL, 90);
        }
        self.put(session);
        id
    }

    /// Changes a session in any way.
    pub fn edit_session(&mut self, id: SessionId, change: impl FnOnce(&mut Session)) {
        self.run(|ws| ws.with_session(id, change));
    }

    /// Changes a person in any way.
    pub fn edit_person(&mut self, id: PersonId, change: impl FnOnce(&mut Person)) {
        self.run(|ws| ws.with_person(id, change));
    }

    /// Enrols people, marks them present in every half day, and finishes the session.
    pub fn attend(&mut self, id: SessionId, people: &[PersonId]) {
        let slots: Vec<u16> =
            self.ws.sessions.get(id).into_iter().flat_map(|s| &s.slots).map(|slot| slot.no.0).collect();
        self.mark(id, people, &slots, MarkKind::Present);
        let status = self.ws.sessions.get(id).map(|session| session.status);
        if status == Some(Status::Running) {
            self.run(|ws| ws.set_status(id, Status::Finished));
        }
    }

    /// Enrols people where they are not yet, and marks them in half days given by number.
    pub fn mark(&mut self, id: SessionId, people: &[PersonId], slots: &[u16], kind: MarkKind) {
        let cells: Vec<_> = people.iter().flat_map(|p| slots.iter().map(|no| (*p, SlotNo(*no)))).collect();
        self.run(|ws| ws.enrol(id, people)?.set_marks(id, &cells, Some(kind)));
    }

    /// An attendance of which only a number is known.
    pub fn count_heads(&mut self, session: SessionId, township: Option<TownshipId>, heads: u32) {
        let id = self.ws.ids.take();
        self.put(HeadCount { id, session, township, branch: None, heads, evidence: "照片".into() });
    }

    /// A meal that the district paid for on the session's first day, in yuan.
    pub fn spend(&mut self, session: SessionId, yuan: i64) {
        self.cost(session, yuan, Some(yuan));
    }

    /// What the district paid for in June for no session, in yuan.
    pub fn spend_beside(&mut self, yuan: i64) {
        let id = self.ws.ids.take();
        self.put(CostLine {
            id,
            session: None,
            item: CostItem::Other,
            payer: Level::District,
            township: None,
            funding: None,
            date: day(6, 1),
            planned: Fen::ZERO,
            actual: Some(Fen::yuan(yuan)),
            note: String::new(),
        });
    }

    /// A meal that the district pays for on the session's first day, in yuan: planned, and paid or not yet.
    pub fn cost(&mut self, session: SessionId, planned: i64, actual: Option<i64>) {
        let id = self.ws.ids.take();
        let span = self.ws.sessions.get(session).and_then(Session::span);
        self.put(CostLine {
            id,
            session: Some(session),
            item: CostItem::Meals,
            payer: Level::District,
            township: None,
            funding: None,
            date: span.map_or(day(1, 1), |span| span.first),
            planned: Fen::yuan(planned),
            actual: actual.map(Fen::yuan),
            note: String::new(),
        });
    }

    /// Adds or replaces any record; the test fails if it is impossible.
    pub fn put<R: Record>(&mut self, record: R)
    where
        Workspace: Keeps<R>,
    {
        self.run(|ws| ws.with(record));
    }

    /// Runs any command; the test fails if it is refused.
    pub fn run(&mut self, command: impl FnOnce(&Workspace) -> Result<Workspace, Refusal>) {
        self.ws = command(&self.ws).expect("the builder makes legal districts only");
    }
}
