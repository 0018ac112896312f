//! The problem as it is asked: who must be trained, what may be run, and the limits (format `course-plan-1`).
//!
//! Ids are positions in their lists, weeks count from 0, money is in whole yuan. Reading and validating a text is
//! `read`'s business; the types here take any values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The format's name and version.
pub const FORMAT: &str = "course-plan-1";

/// One year's question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// [`FORMAT`].
    pub format: String,
    /// What the problem is called.
    #[serde(default)]
    pub name: String,
    /// Weeks in the year.
    pub weeks: usize,
    /// The week before which `Customer::mid_min` heads are wanted.
    #[serde(default)]
    pub mid_week: usize,
    /// Who must be trained.
    pub customers: Vec<Customer>,
    /// Where.
    pub rooms: Vec<Room>,
    /// By whom.
    pub pools: Vec<Pool>,
    /// What may be run.
    pub offers: Vec<Offer>,
    /// How many secretaries of a group may be away at once.
    #[serde(default)]
    pub duty: Vec<Duty>,
    /// How many heads of a customer some modes may take.
    #[serde(default)]
    pub shares: Vec<Share>,
    /// Who may spend how much. Without any row money has no ceiling.
    #[serde(default)]
    pub budgets: Vec<Budget>,
    /// What is settled.
    #[serde(default)]
    pub locked: Vec<Lock>,
}

/// People of one cohort and place who are alike to the planner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Its position.
    pub id: usize,
    /// The township, for the duty limit.
    #[serde(default)]
    pub group: usize,
    /// The cohort.
    pub cohort: Cohort,
    /// Heads to train.
    pub demand: u32,
    /// The budget that pays their travel.
    #[serde(default)]
    pub budget: usize,
    /// Weeks in which they cannot come.
    #[serde(default)]
    pub blocked: Vec<usize>,
    /// Yuan per head not trained in the year.
    #[serde(default)]
    pub unserved_penalty: i64,
    /// Heads wanted before the middle of the year.
    #[serde(default)]
    pub mid_min: u32,
    /// Yuan per head that misses it.
    #[serde(default)]
    pub mid_penalty: i64,
    /// Heads that asked for a topic.
    #[serde(default)]
    pub wish: BTreeMap<String, u32>,
    /// Yuan per head that does not get it.
    #[serde(default)]
    pub wish_penalty: i64,
}

/// Whom a course is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cohort {
    /// Branch secretaries: the duty limit counts them.
    #[default]
    Secretary,
    /// Prosperity leaders.
    Leader,
    /// Ordinary members.
    Member,
}

/// The way of teaching.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The party school, run by the district.
    #[default]
    School,
    /// A field visit.
    Field,
    /// The lecture hall.
    Hall,
    /// Remote teaching.
    Remote,
    /// A party school run by a township in its own room.
    Local,
}

/// A room and the days it can be used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Its position.
    pub id: usize,
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Usable room-days of each week; 0: closed.
    pub days: Vec<u32>,
}

/// Trainers who can stand in for each other, and their days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// Its position.
    pub id: usize,
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Trainer-days of each week.
    pub days: Vec<u32>,
}

/// A session that may be run, any number of times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its position.
    pub id: usize,
    /// The way of teaching.
    pub mode: Mode,
    /// Whom it is for.
    pub cohort: Cohort,
    /// What it teaches.
    #[serde(default)]
    pub topic: String,
    /// The room it takes; `None`: none.
    #[serde(default)]
    pub room: Option<usize>,
    /// The trainers it takes; `None`: none.
    #[serde(default)]
    pub pool: Option<usize>,
    /// How many days it lasts.
    pub days: u32,
    /// Yuan a session, paid by budget 0.
    #[serde(default)]
    pub fixed: i64,
    /// Heads a session needs at least.
    pub min: u32,
    /// Heads a session holds at most.
    pub max: u32,
    /// Weeks in which it may be run.
    pub weeks: Vec<usize>,
    /// Yuan a head, paid by budget 0.
    #[serde(default)]
    pub head: i64,
    /// Who may come.
    pub customers: Vec<usize>,
    /// Yuan a head of each of `customers` for the way, paid by the customer's budget.
    pub travel: Vec<i64>,
}

/// At most `max_away` secretaries of a group are away in any week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// The group.
    pub group: usize,
    /// Heads at most.
    pub max_away: u32,
}

/// At most `max_heads` of a customer's heads are trained in the modes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The customer.
    pub customer: usize,
    /// The modes, counted together.
    pub modes: Vec<Mode>,
    /// Heads at most.
    pub max_heads: u32,
}

/// What somebody may spend. Budget 0 is the district's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Who pays.
    #[serde(default)]
    pub name: String,
    /// Yuan at most.
    pub limit: i64,
}

/// What is settled of an offer in a week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The offer.
    pub offer: usize,
    /// The week.
    pub week: usize,
    /// Sessions at least.
    pub sessions: u32,
    /// Heads that have been promised their places: each customer with its heads at least.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<(usize, u32)>,
}

impl Problem {
    /// Heads to train altogether.
    pub fn heads_wanted(&self) -> u64 {
        self.customers.iter().map(|customer| u64::from(customer.demand)).sum()
    }

    /// The limit of a budget; `None`: no ceiling.
    pub fn budget_limit(&self, budget: usize) -> Option<i64> {
        self.budgets.get(budget).map(|budget| budget.limit)
    }

    /// How many secretaries of a group may be away at once; `None`: any number.
    pub fn max_away(&self, group: usize) -> Option<u32> {
        self.duty.iter().filter(|duty| duty.group == group).map(|duty| duty.max_away).min()
    }
}
