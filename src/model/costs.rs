//! Cost lines: what was planned and spent, on what, by whom, when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::filing::Funding;
use super::id::Id;
use super::money::Fen;
use super::places::{TownshipId, money_faults, township_faults};
use super::programme::Level;
use super::refusal::{Field, Refusal};
use super::sessions::SessionId;
use super::table::{Record, TableName};
use super::workspace::Workspace;

/// What the money is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CostItem {
    /// 讲课费
    Lecture,
    /// 住宿费
    Lodging,
    /// 伙食费
    Meals,
    /// 场地费
    Room,
    /// 资料费
    Material,
    /// 交通费
    Transport,
    /// 其他
    Other,
}

impl CostItem {
    /// All items in the order of the settlement.
    pub const ALL: [Self; 7] =
        [Self::Lecture, Self::Lodging, Self::Meals, Self::Room, Self::Material, Self::Transport, Self::Other];
}

/// More than any session costs: an amount above it was typed in the wrong unit.
///
/// Source: amounts in units of 10,000 yuan above 1,000 are refused.
pub const MOST_FOR_A_SESSION: Fen = Fen::yuan(10_000_000);

/// The id of a cost line.
pub type CostId = Id<CostLine>;

/// 经费: one amount, by one payer, for one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostLine {
    /// Its id.
    pub id: CostId,
    /// The session it is for; `None`: the programme as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// What for.
    pub item: CostItem,
    /// Who pays.
    pub payer: Level,
    /// Which township pays, if a township or a village does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub township: Option<TownshipId>,
    /// The source of the money; `None`: the session's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<Funding>,
    /// The day it falls due, or was paid.
    pub date: NaiveDate,
    /// What was planned.
    pub planned: Fen,
    /// What was spent; `None`: nothing yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<Fen>,
    /// Anything worth remembering.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Record for CostLine {
    type Key = CostId;
    const TABLE: TableName = TableName::Costs;

    fn key(&self) -> CostId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        money_faults(self.planned, Field::Planned, faults);
        money_faults(self.actual.unwrap_or_default(), Field::Actual, faults);
        too_much_faults(self.planned, Field::Planned, faults);
        too_much_faults(self.actual.unwrap_or_default(), Field::Actual, faults);
        if !workspace.programme.may_hold(self.date) {
            faults.push(Refusal::DateOutOfRange(self.date));
        }
        if let Some(session) = self.session.filter(|id| !workspace.sessions.has(*id)) {
            faults.push(Refusal::Dangling { field: Field::Session, id: session.to_string() });
        }
        township_faults(self.township, workspace, faults);
    }
}

impl Workspace {
    /// The cost lines of a session.
    pub fn costs_of(&self, session: SessionId) -> impl Iterator<Item = &CostLine> {
        self.costs.iter().filter(move |line| line.session == Some(session))
    }

    /// The source of a line's money: its own, or its session's.
    pub fn funding_of(&self, line: &CostLine) -> Option<Funding> {
        let of_session =
            || line.session.and_then(|id| self.sessions.get(id)).and_then(|session| session.filing.funding);
        line.funding.or_else(of_session)
    }

    /// This workspace with a cost line of a session added or replaced.
    ///
    /// # Errors
    /// [`Refusal::Closed`] for a closed session; [`Refusal::TooMuch`] for an amount, or a sum of the session, that
    /// was most likely typed in the wrong unit; the line's own first fault.
    pub fn with_cost(&self, session: SessionId, line: CostLine) -> Result<Self, Refusal> {
        self.open_session(session)?;
        let next = self.with(line)?;
        let sum = |amount: fn(&CostLine) -> Fen| next.costs_of(session).map(amount).sum::<Fen>();
        let sums = [(Field::Planned, sum(|l| l.planned)), (Field::Actual, sum(|l| l.actual.unwrap_or_default()))];
        let mut faults = Vec::new();
        for (field, sum) in sums {
            too_much_faults(sum, field, &mut faults);
        }
        match faults.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(next),
        }
    }
}

fn too_much_faults(amount: Fen, field: Field, faults: &mut Vec<Refusal>) {
    if amount > MOST_FOR_A_SESSION {
        faults.push(Refusal::TooMuch { field, amount, limit: MOST_FOR_A_SESSION });
    }
}
