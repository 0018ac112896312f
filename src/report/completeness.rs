//! How complete the data are on which the figures rest.

use serde::Serialize;

use super::Share;
use super::coverage::Coverage;
use super::index::Index;
use super::sessions::SessionRow;
use crate::model::{Person, Workspace};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Item {
    /// People with a home branch, of all who belong to the district.
    Branch,
    /// People in a cohort.
    Cohort,
    /// People whose day of birth is known.
    Birth,
    /// People whose ID number is known.
    IdNumber,
    /// People whose phone is known.
    Phone,
    /// Marks entered, of those due.
    Marks,
    /// Sessions held with a paid bill.
    Bills,
    /// Half days held with a trainer.
    Trainers,
    /// Attendances with names, of all, those known by number included.
    Names,
}

/// How complete the data are on the day of the index, people first. `sessions` are the rows of that day.
pub fn completeness(
    workspace: &Workspace,
    index: &Index,
    coverage: &Coverage,
    sessions: &[SessionRow],
) -> Vec<(Item, Share)> {
    let here = |at: &usize| index.standing[*at].is_here;
    let people: Vec<usize> = (0..index.people.len()).filter(here).collect();
    let records: Vec<&Person> = workspace.people.iter().filter(|person| person.is_here(index.as_of)).collect();
    let of = people.len() as u64;
    let standing = |has: fn(&super::index::Standing) -> bool| Share {
        n: people.iter().filter(|at| has(&index.standing[**at])).count() as u64,
        of,
    };
    let record = |has: fn(&Person) -> bool| Share { n: records.iter().filter(|one| has(one)).count() as u64, of };
    let held = || sessions.iter().filter(|row| row.status.is_held() && row.first_day.is_some_and(|d| d <= index.as_of));
    let slots = held().filter_map(|row| workspace.sessions.get(row.session)).flat_map(|session| &session.slots);
    let slots: Vec<_> = slots.filter(|slot| slot.date <= index.as_of).collect();
    let total = &coverage.total;
    vec![
        (Item::Branch, standing(|standing| standing.branch.is_some())),
        (Item::Cohort, standing(|standing| !standing.cohorts.is_empty())),
        (Item::Birth, record(|person| person.birth.is_some())),
        (Item::IdNumber, record(|person| !person.id_number.is_empty())),
        (Item::Phone, record(|person| !person.phone.is_empty())),
        (
            Item::Marks,
            Share {
                n: held().map(|row| row.marks_entered as u64).sum(),
                of: held().map(|row| row.marks_due as u64).sum(),
            },
        ),
        (
            Item::Bills,
            Share {
                n: held().filter(|row| row.spent > crate::model::Fen::ZERO).count() as u64,
                of: held().count() as u64,
            },
        ),
        (
            Item::Trainers,
            Share { n: slots.iter().filter(|slot| slot.trainer.is_some()).count() as u64, of: slots.len() as u64 },
        ),
        (Item::Names, Share { n: total.attendances, of: total.attendances + total.counted }),
    ]
}
