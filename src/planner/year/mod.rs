//! From a workspace to a planning problem and back: the year of a district, drafted, compared, explained, mended.
//!
//! How each record becomes part of a [`Problem`](super::problem::Problem):
//!
//! | record | becomes |
//! | --- | --- |
//! | township × cohort | a customer: its eligible people who have not used the cohort's place, are not floating, and have no seat in a session that stays |
//! | blackout of a township | weeks in which its customers cannot come |
//! | general blackout, weekend, holiday, closing days | days that rooms do not have |
//! | venue | a room: its free days by week; a network of stations counts once for each session it can hold at a time |
//! | trainers | one pool: the days by week on which each of them is free |
//! | course × venue × cohort | an offer; its price is the median of the course's past bills; a township's own course serves that township only |
//! | rule set `max_away`; pairs who stand in for each other | the duty limit: of every pair one stays at home; a week in which a session that stays takes secretaries of a township is closed to the township's others |
//! | ceiling less spent and committed | budgets: 0 the district's, 1 what townships and villages pay; what they pay for a session whoever comes is spread over the fewest heads it may have |
//! | topic request | wishes: an asker should sit where topics can be ordered |
//! | session held, running or published (and a draft, if drafts stay) | nothing: its room, trainer, money, people and duty are taken off first |
//! | draft that may be re-planned | its people and money are free again; the plan prefers its week, room and days |
//!
//! And back: a session of the plan in a week becomes a draft on free days of that week, next to each other where
//! possible, in the days of the draft it continues where that can stay. Heads of a township become people by
//! [`priority`]; people become enrolments, bills by the same medians become planned cost lines.

mod align;
mod apply;
mod calendar;
mod choose;
mod compare;
mod days;
mod draft;
mod exchange;
mod explain;
mod extra;
mod instance;
mod offers;
mod people;
mod prices;
pub mod priority;
mod replan;
mod resettle;
mod settings;
mod slots;
mod why;

pub use calendar::Weeks;
pub use choose::{Choice, choose};
pub use compare::{CohortComparison, Comparison, LevelComparison, Moved, compare};
pub use draft::{Change, Draft, Drafted, LeftOut, Naming, PlannedCost, Seat, draft};
pub use explain::{Effort, Explanation, LeftOutReason, LeftOutRow, Relaxation, Relief, explain};
pub use extra::Extra;
pub use instance::{CustomerOf, Instance, OfferOf, instance};
pub use prices::{Basis, Price};
pub use replan::{Disruption, MovedPerson, MovedSession, Replan, Stuck, replan};
pub use settings::{CohortTerms, CourseTerms, Settings, settings};
pub use why::{Why, WhyHere, claims, why, why_here};
