//! Trainers are paid no more than their title and hours allow; what is taught to several classes together is paid once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::context::Context;
use super::rate::figures_of;
use super::{Finding, Rule, Subject};
use crate::model::{CostItem, CostLine, Fen, Figures, Half, Session, SessionId, Slot, TrainerId, Workspace};

/// Who teaches when, and in which session it is paid: the first one of classes taught together.
#[derive(Clone, Debug, Default)]
pub struct Teaching(BTreeMap<(TrainerId, NaiveDate, Half), SessionId>);

impl Teaching {
    /// The teaching of these sessions.
    pub fn of<'w>(sessions: impl Iterator<Item = &'w Session>) -> Self {
        let mut paid = BTreeMap::new();
        for session in sessions {
            for slot in &session.slots {
                let Some(trainer) = slot.trainer else { continue };
                let first: &mut SessionId = paid.entry((trainer, slot.date, slot.half)).or_insert(session.id);
                *first = (*first).min(session.id);
            }
        }
        Self(paid)
    }

    fn is_paid_elsewhere(&self, slot: &Slot, session: SessionId) -> bool {
        let at = slot.trainer.and_then(|trainer| self.0.get(&(trainer, slot.date, slot.half)));
        at.is_some_and(|first| *first != session)
    }
}

/// The most that the lecture fees of a session may come to, after tax. `None` where it cannot be said: no rule, a half
/// day without a trainer, or a trainer whose title no rule names.
///
/// Source: from 2017, by title and credit hour, at most four credit hours a half day, classes taught together paid once.
pub fn lecture_limit(workspace: &Workspace, session: &Session, teaching: &Teaching) -> Option<Fen> {
    let figures = figures_of(workspace, session);
    if figures.lecture_fees.is_empty() || session.slots.is_empty() {
        return None;
    }
    session.slots.iter().map(|slot| slot_limit(workspace, &figures, slot, session.id, teaching)).sum()
}

fn slot_limit(
    workspace: &Workspace,
    figures: &Figures,
    slot: &Slot,
    session: SessionId,
    teaching: &Teaching,
) -> Option<Fen> {
    let trainer = slot.trainer.and_then(|id| workspace.trainers.get(id))?;
    let an_hour = figures.lecture_fee(trainer.title)?;
    if teaching.is_paid_elsewhere(slot, session) {
        return Some(Fen::ZERO);
    }
    let unit = figures.credit_hour_minutes.max(1);
    let paid_minutes = figures.half_day_fee_hours.map_or(slot.minutes, |hours| slot.minutes.min(hours * unit));
    Some(Fen(an_hour.0 * i64::from(paid_minutes) / i64::from(unit)))
}

/// What the lecture fees among cost lines come to: paid, or planned where nothing is paid yet.
pub fn lecture_fees(lines: &[&CostLine]) -> Fen {
    let lectures = lines.iter().filter(|line| line.item == CostItem::Lecture);
    lectures.map(|line| line.actual.unwrap_or(line.planned)).sum()
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for session in context.billed() {
        let fees = lecture_fees(context.lines_of(session.id));
        if fees <= Fen::ZERO {
            continue;
        }
        let limit = lecture_limit(context.workspace, session, context.teaching());
        if let Some(limit) = limit.filter(|limit| fees > *limit) {
            let finding = Finding::new(Rule::OverLectureFee, vec![Subject::Session(session.id)]);
            let first = session.span().map(|span| span.first);
            findings.push(finding.on(first).counting(fees.0.cast_unsigned(), limit.0.cast_unsigned()));
        }
    }
}
