//! Another trainer.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::trial::Trial;
use super::{Alternative, Remedy};
use crate::model::likeness::n_shared;
use crate::model::{Slot, SlotNo, Trainer, TrainerId};
use crate::rules::{Finding, Rule, Subject};

/// So many are proposed.
const PROPOSED: usize = 3;

/// Trainers who are free in the half days in question, those who know most of the topic first.
pub(super) fn propose(trial: &Trial<'_>, finding: &Finding) -> Vec<Alternative> {
    let slots = slots_in_question(trial, finding);
    if slots.is_empty() {
        return Vec::new();
    }
    let taken = trial.board.taken_trainers(trial.workspace, trial.session, &slots);
    // who teaches it in the same half day already is no help either
    let is_here = |trainer: TrainerId| {
        let then = |slot: &&Slot| slots.iter().any(|wanted| (wanted.date, wanted.half) == (slot.date, slot.half));
        trial.session.slots.iter().filter(then).any(|slot| slot.trainer == Some(trainer))
    };
    let lessons = lessons_given(trial);
    let is_free = |trainer: &&Trainer| {
        !taken.contains_key(&trainer.id)
            && !is_here(trainer.id)
            && slots.iter().all(|slot| trainer.valid.holds_on(slot.date))
    };
    let score = |trainer: &Trainer| {
        let known: usize = slots.iter().map(|slot| n_shared(&trainer.subjects, &slot.topic)).sum();
        known + lessons.get(&trainer.id).copied().unwrap_or(0).min(3)
    };
    let mut free: Vec<(usize, &Trainer)> =
        trial.workspace.trainers.iter().filter(is_free).map(|trainer| (score(trainer), trainer)).collect();
    free.sort_by_key(|(score, trainer)| (Reverse(*score), trainer.id));
    let numbers: Vec<SlotNo> = slots.iter().map(|slot| slot.no).collect();
    let ask = |trainer: TrainerId| trial.run(Remedy::Ask { trainer, slots: numbers.clone() }).ok();
    free.into_iter().filter_map(|(_, trainer)| ask(trainer.id)).take(PROPOSED).collect()
}

/// The half days that lack a trainer, or in which theirs teaches elsewhere as well.
fn slots_in_question(trial: &Trial<'_>, finding: &Finding) -> Vec<Slot> {
    let own = trial.session.slots.iter().filter(|slot| slot.date >= trial.first_free_day());
    if finding.rule == Rule::NoTrainer {
        return own.filter(|slot| slot.trainer.is_none()).cloned().collect();
    }
    let trainer = finding.subjects.iter().find_map(Subject::trainer);
    let others = finding.sessions().filter(|id| *id != trial.session.id);
    let others: Vec<&Slot> =
        others.filter_map(|id| trial.workspace.sessions.get(id)).flat_map(|session| &session.slots).collect();
    let is_clash = |slot: &&Slot| {
        slot.trainer == trainer && others.iter().any(|o| (o.date, o.half, o.trainer) == (slot.date, slot.half, trainer))
    };
    own.filter(is_clash).cloned().collect()
}

/// How many half days each has in sessions of the same course.
fn lessons_given(trial: &Trial<'_>) -> BTreeMap<TrainerId, usize> {
    let mut lessons = BTreeMap::new();
    let runs = trial.workspace.sessions.iter().filter(|s| s.course.is_some() && s.course == trial.session.course);
    for trainer in runs.flat_map(|session| &session.slots).filter_map(|slot| slot.trainer) {
        *lessons.entry(trainer).or_default() += 1;
    }
    lessons
}
