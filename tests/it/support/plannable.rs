//! A small district whose year can be planned: a course that was held before, a room, a trainer, and secretaries of
//! two towns who are still to be trained.

use lunxun::model::{
    Course, CourseId, Level, Mode, Period, PersonId, SessionId, Status, Trainer, TrainerId, TrainerTitle, VenueId,
    Workspace,
};

use super::district::{District, day};

/// The district: 魏城镇 with five secretaries, two of them trained in the first run, and 刘家镇 with three.
pub struct Plannable {
    pub ws: Workspace,
    pub course: CourseId,
    pub venue: VenueId,
    pub trainer: TrainerId,
    /// The secretaries of 魏城镇, those trained first.
    pub people: Vec<PersonId>,
}

impl Plannable {
    pub fn new() -> Self {
        let mut d = District::new();
        let (wei, liu) = (d.township("魏城镇"), d.township("刘家镇"));
        let (village, other) = (d.branch(wei, "铁炉村"), d.branch(liu, "曾家垭村"));
        let secretary = d.secretary;
        let people = d.people(5, village, secretary);
        for name in ["乙1", "乙2", "乙3"] {
            d.person(name, other, &[secretary]);
        }
        let course = d.ws.ids.take();
        d.put(Course {
            id: course,
            name: "支部书记轮训".into(),
            mode: Mode::PartySchool,
            level: Level::District,
            cohorts: vec![secretary],
            n_days: 2,
            slot_minutes: 90,
            max_heads: 50,
            purpose: "提高履职能力".into(),
        });
        let venue = d.venue("区委党校一教室", 50);
        let trainer = d.ws.ids.take();
        d.put(Trainer {
            id: trainer,
            name: "王老师".into(),
            title: TrainerTitle::Other,
            unit: String::new(),
            phone: String::new(),
            subjects: String::new(),
            valid: Period::ALWAYS,
        });
        let mut plannable = Self { ws: d.ws.clone(), course, venue, trainer, people };
        let first = plannable.run("书记轮训第 1 期", (3, 15), Status::Published, &[]);
        let mut d = District { ws: plannable.ws.clone(), ..d };
        d.attend(first, &plannable.people[..2]);
        plannable.ws = d.ws;
        plannable
    }

    /// One more run of the course, in the room and with the trainer.
    pub fn run(&mut self, title: &str, first: (u32, u32), status: Status, people: &[PersonId]) -> SessionId {
        let mut d = District { ws: self.ws.clone(), ..District::new() };
        let secretary = d.ws.cohorts.iter().next().expect("the builder's first cohort").id;
        let id = d.session(title, day(first.0, first.1), 2, &[secretary]);
        let (course, venue, trainer) = (self.course, self.venue, self.trainer);
        d.edit_session(id, |session| {
            (session.course, session.venue, session.status) = (Some(course), Some(venue), status);
            session.slots.iter_mut().for_each(|slot| slot.trainer = Some(trainer));
        });
        d.run(|ws| ws.enrol(id, people));
        self.ws = d.ws;
        id
    }
}
