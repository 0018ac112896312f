//! What a district keeps: records, ids, dates, money, commands and edits.
//!
//! This layer never sees egui, a file, a clock, a thread or a random number. A command is a pure
//! function from a [`Workspace`] to a new one or a [`Refusal`]; the [`Edit`] is their difference.

pub mod attendance;
pub mod checks;
pub mod costs;
pub mod dates;
pub mod edit;
pub mod enrolment;
pub mod evidence;
pub mod figures;
mod filing;
pub mod history;
pub mod id;
pub mod likeness;
pub mod merge_people;
pub mod money;
pub mod moving;
pub mod people;
pub mod places;
pub mod planning;
pub mod programme;
pub mod refusal;
pub mod roll;
pub mod rule_set;
pub mod seats;
pub mod sessions;
pub mod succession;
pub mod table;
pub mod topics;
pub mod workspace;
pub mod year_end;

pub use attendance::{HeadCount, HeadCountId, Mark, MarkKey, MarkKind};
pub use checks::{CheckSetting, Impact, Rule};
pub use costs::{CostId, CostItem, CostLine};
pub use dates::{DateSpan, Half, Period};
pub use edit::{Edit, Label};
pub use enrolment::{Enrolment, EnrolmentKey, EnrolmentState};
pub use evidence::{Evidence, EvidenceKind};
pub use figures::Figures;
pub use filing::{Filed, Filing, Funding, MOST_TRAVEL_DAYS};
pub use history::History;
pub use id::{DeviceCode, Id, IdSource};
pub use merge_people::MergeClashes;
pub use money::Fen;
pub use people::{Affiliation, Exemption, ExemptionReason, Membership, Person, PersonId, Post, Sex};
pub use places::{
    Blackout, BlackoutId, Branch, BranchId, BranchKind, Course, CourseId, Grade, Holiday, Township, TownshipId,
    TownshipKind, Trainer, TrainerId, TrainerTitle, Venue, VenueId,
};
pub use planning::{CohortWish, CourseWish, DraftPolicy, PlanSettings};
pub use programme::{Ceiling, Cohort, CohortId, CohortKind, Level, Programme, Reply};
pub use refusal::Refusal;
pub use rule_set::{HourTarget, LectureFee, RateItem, Reduction, RuleSet, RuleSetId, TrainedBy};
pub use seats::SeatChange;
pub use sessions::{Mode, Quota, Session, SessionId, Slot, SlotNo, Status};
pub use succession::{FormerName, Succession};
pub use table::{Delta, Record, Table, TableName};
pub use topics::{Asker, Topic, TopicArea, TopicId, TopicStage, TopicState};
pub use workspace::{Change, Workspace};
pub use year_end::Closure;
