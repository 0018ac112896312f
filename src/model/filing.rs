//! What the annual plan and the money rules ask of a session or a programme besides what is taught: days of
//! travel, the source of the money, when and by whom it was filed or approved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::refusal::{Field, Refusal};
use super::sessions::{Session, SessionId, Status};
use super::workspace::Workspace;

/// 经费来源: where money comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Funding {
    /// 财政预算
    Fiscal,
    /// 党费
    Dues,
    /// 村集体经济
    Collective,
    /// 其他
    Other,
}

impl Funding {
    /// All sources.
    pub const ALL: [Self; 4] = [Self::Fiscal, Self::Dues, Self::Collective, Self::Other];
}

/// No journey to a class takes longer: more days are a typing error.
pub const MOST_TRAVEL_DAYS: u32 = 10;

/// What is filed with a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Filing {
    /// Paid days of reporting in before the first day of class.
    #[serde(skip_serializing_if = "is_zero")]
    pub arrival_days: u32,
    /// Paid days of leaving after the last day of class.
    #[serde(skip_serializing_if = "is_zero")]
    pub departure_days: u32,
    /// Where its money comes from, unless a cost line says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funding: Option<Funding>,
    /// The day on which it was filed or published; `None`: not yet, or with a plan of before that was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filed_on: Option<NaiveDate>,
    /// Who approved it, for a session that came after the annual plan.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub approver: String,
    /// What proves that it was held and paid for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

impl Filing {
    /// Whether there is nothing to be written down.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// The annual plan was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filed {
    /// When.
    pub on: NaiveDate,
    /// By whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

impl Workspace {
    /// The last day on which the annual plan can be filed in time; `None` where no rule names one.
    pub fn plan_deadline(&self) -> Option<NaiveDate> {
        let year = self.programme.year;
        let (month, day) = self.rules_on(self.programme.days().first).plan_deadline?;
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// Whether a session filed on a day comes on top of the annual plan ("added").
    pub fn is_added(&self, session: &Session) -> bool {
        let Some(on) = session.filing.filed_on else { return false };
        let plan = self.programme.filed.as_ref().map(|filed| filed.on);
        plan.or(self.plan_deadline()).is_some_and(|last| on > last)
    }

    /// Publishes a draft: it is filed on this day unless it was before. What holds submissions up is for the
    /// caller to ask, because that is what the checks find.
    ///
    /// # Errors
    /// [`Refusal::NoSuchStep`] if it is no draft.
    pub fn publish(&self, id: SessionId, on: NaiveDate) -> Result<Self, Refusal> {
        let published = self.set_status(id, Status::Published)?;
        if published.sessions.get(id).is_some_and(|session| session.filing.filed_on.is_some()) {
            return Ok(published);
        }
        published.with_session(id, |session| session.filing.filed_on = Some(on))
    }

    /// Files the annual plan: the programme keeps the day, and every session planned so far is filed on it.
    ///
    /// # Errors
    /// [`Refusal::DateOutOfRange`] for a day far from the year.
    pub fn file_plan(&self, on: NaiveDate, by: &str) -> Result<Self, Refusal> {
        if !self.programme.may_hold(on) {
            return Err(Refusal::DateOutOfRange(on));
        }
        let filed = Some(Filed { on, by: by.trim().to_owned() });
        let next = self.with_programme(super::Programme { filed, ..(*self.programme).clone() })?;
        let unfiled = next.sessions.iter().filter(|s| s.status.is_planned() && s.filing.filed_on.is_none());
        let unfiled: Vec<SessionId> = unfiled.map(|session| session.id).collect();
        unfiled.into_iter().try_fold(next, |ws, id| ws.with_session(id, |session| session.filing.filed_on = Some(on)))
    }

    /// Takes the filing of the annual plan back, with the day it gave to sessions.
    ///
    /// # Errors
    /// [`Refusal::Empty`] if it was not filed.
    pub fn unfile_plan(&self) -> Result<Self, Refusal> {
        let Some(filed) = &self.programme.filed else { return Err(Refusal::Empty(Field::Filed)) };
        let on = filed.on;
        let next = self.with_programme(super::Programme { filed: None, ..(*self.programme).clone() })?;
        let its = next.sessions.iter().filter(|s| s.status.is_planned() && s.filing.filed_on == Some(on));
        let its: Vec<SessionId> = its.map(|session| session.id).collect();
        its.into_iter().try_fold(next, |ws, id| ws.with_session(id, |session| session.filing.filed_on = None))
    }
}
