//! Days become half days with topics and trainers, after the course's last run.

use std::collections::BTreeMap;

use super::calendar::{At, Diary};
use super::instance::{Instance, OfferOf};
use crate::model::{CourseId, Mode, Session, Slot, SlotNo, Status, TrainerId, Workspace};

/// Whether somebody has to teach a session of this kind in person.
pub(super) fn needs_trainer(mode: Mode) -> bool {
    matches!(mode, Mode::PartySchool | Mode::LectureHall)
}

/// The run after which a new one is modelled: the course's latest that was not cancelled, of the same township if
/// there is one.
pub(super) fn model<'w>(workspace: &'w Workspace, of: &OfferOf) -> Option<&'w Session> {
    let runs = workspace.sessions.iter().filter(|session| {
        session.course == Some(of.course) && session.status != Status::Cancelled && !session.slots.is_empty()
    });
    runs.max_by_key(|run| (run.township == of.township, run.span().map(|span| span.first), run.id))
}

/// Who teaches what, and how much they have been given.
pub(super) struct Teachers {
    /// Half days that each trainer has taught of each course.
    known: BTreeMap<(CourseId, TrainerId), u32>,
    load: BTreeMap<TrainerId, u32>,
    all: Vec<TrainerId>,
    minutes: BTreeMap<CourseId, u32>,
}

impl Teachers {
    pub fn of(workspace: &Workspace, instance: &Instance) -> Self {
        let mut known = BTreeMap::new();
        for session in workspace.sessions.iter().filter(|session| session.status != Status::Cancelled) {
            let Some(course) = session.course else { continue };
            for trainer in session.slots.iter().filter_map(|slot| slot.trainer) {
                *known.entry((course, trainer)).or_default() += 1;
            }
        }
        let minutes = workspace.courses.iter().map(|course| (course.id, course.slot_minutes)).collect();
        Self { known, load: BTreeMap::new(), all: instance.trainers.clone(), minutes }
    }

    /// The half days of a session, and its trainers taken for them. `is_own`: the model is the session itself, so
    /// that its half days keep their numbers.
    pub fn slots(
        &mut self,
        diary: &mut Diary<'_>,
        of: &OfferOf,
        model: Option<&Session>,
        is_own: bool,
        at: &[At],
        topic: Option<&str>,
    ) -> Vec<Slot> {
        let models: &[Slot] = model.map_or(&[], |session| &session.slots);
        let mut slots = Vec::with_capacity(at.len());
        let last_no = models.iter().map(|slot| slot.no.0).max().unwrap_or(0);
        for (n, half_day) in at.iter().enumerate() {
            let like = if models.is_empty() { None } else { models.get(n % models.len()) };
            let no = match models.get(n).filter(|_| is_own) {
                Some(own) => own.no,
                None if is_own => SlotNo(last_no + 1 + n as u16),
                None => SlotNo(n as u16),
            };
            let wants_trainer = needs_trainer(of.mode) || like.is_some_and(|slot| slot.trainer.is_some());
            let first = like.and_then(|slot| slot.trainer).filter(|_| is_own);
            let trainer = if wants_trainer { self.ask(diary, of.course, first, *half_day) } else { None };
            // a lecture of its own subject is not repeated: what is ordered is taught, or the topic is left open
            let is_single = matches!(of.mode, Mode::LectureHall | Mode::Remote) && of.township.is_none() && !is_own;
            let taught = match topic {
                Some(topic) => topic.to_owned(),
                None if is_single => String::new(),
                None => like.map(|slot| slot.topic.clone()).unwrap_or_default(),
            };
            let minutes = like.map(|slot| slot.minutes).or_else(|| self.minutes.get(&of.course).copied());
            slots.push(Slot {
                no,
                date: half_day.0,
                half: half_day.1,
                minutes: minutes.unwrap_or(180).max(1),
                topic: taught,
                trainer,
            });
        }
        slots
    }

    /// A trainer who is free: the one wished, else who knows the course best, else who has the least to do.
    fn ask(&mut self, diary: &mut Diary<'_>, course: CourseId, first: Option<TrainerId>, at: At) -> Option<TrainerId> {
        let free = first.filter(|trainer| diary.has_trainer(*trainer, at)).or_else(|| {
            let free = self.all.iter().copied().filter(|trainer| diary.has_trainer(*trainer, at));
            free.min_by_key(|trainer| {
                let known = self.known.get(&(course, *trainer)).copied().unwrap_or(0);
                let load = self.load.get(trainer).copied().unwrap_or(0);
                (known == 0, load, std::cmp::Reverse(known), *trainer)
            })
        })?;
        *self.load.entry(free).or_default() += 1;
        diary.take_trainer(free, at);
        Some(free)
    }
}
