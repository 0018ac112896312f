//! Why a row of a table is not taken, with stable names for other programs.

use super::Col;
use crate::model::Refusal;

/// Why a row was not taken, or waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A field that must be filled in is blank.
    Blank(Col),
    /// A field cannot be read.
    Unreadable(Col, String),
    /// There is nothing of this name.
    Unknown(Col, String),
    /// Several things could be meant.
    Ambiguous(Col, String),
    /// Something else is known in these fields.
    Differs(Vec<Col>),
    /// An amount in 10,000 yuan that can only be yuan.
    LikelyYuan(Col, String),
    /// Less was learned than the half day asks for.
    Short {
        /// The minutes learned.
        minutes: u32,
        /// The minutes asked for.
        needed: u32,
    },
    /// Nobody said which session it is.
    NoSession,
    /// Somebody of a returned sheet who is not enrolled, and whose unit the row does not say.
    NotOnSheet(String),
    /// Somebody of a returned sheet who is not enrolled, and not on record in the unit either.
    NotOnRecord {
        /// The name.
        name: String,
        /// The unit as it is written.
        unit: String,
    },
    /// The row's id is somebody's of another name, as where one who came instead was written over the other.
    OtherName {
        /// The name that was written.
        typed: String,
        /// The name of the person with the id.
        known: String,
    },
    /// Somebody's name stands on a returned sheet without a mark.
    NoMark(String),
    /// A sign that each office uses in its own way.
    OpenSign(String),
    /// Somebody else signed, or nobody: whether the person was there is not known.
    UnsureMark(String),
    /// The session has no half day then.
    NoSlot(String),
    /// What it would do is refused.
    Refused(Refusal),
}

impl Fault {
    /// A stable name for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Blank(_) => "blank",
            Self::Unreadable(..) => "unreadable",
            Self::Unknown(..) => "unknown",
            Self::Ambiguous(..) => "ambiguous",
            Self::Differs(_) => "differs",
            Self::LikelyYuan(..) => "likely_yuan",
            Self::Short { .. } => "short",
            Self::NoSession => "no_session",
            Self::NotOnSheet(_) => "not_on_sheet",
            Self::NotOnRecord { .. } => "not_on_record",
            Self::OtherName { .. } => "other_name",
            Self::NoMark(_) => "no_mark",
            Self::OpenSign(_) => "open_sign",
            Self::UnsureMark(_) => "unsure_mark",
            Self::NoSlot(_) => "no_slot",
            Self::Refused(_) => "refused",
        }
    }

    /// The column it is about, if it is one.
    pub fn column(&self) -> Option<Col> {
        match self {
            Self::Blank(col)
            | Self::Unreadable(col, _)
            | Self::Unknown(col, _)
            | Self::Ambiguous(col, _)
            | Self::LikelyYuan(col, _) => Some(*col),
            Self::Differs(cols) => cols.first().copied(),
            Self::Short { .. } => Some(Col::Minutes),
            Self::NoSession => Some(Col::Session),
            Self::NotOnSheet(_) | Self::NotOnRecord { .. } | Self::OtherName { .. } => Some(Col::Name),
            Self::NoMark(_) | Self::OpenSign(_) | Self::UnsureMark(_) => Some(Col::Mark),
            Self::NoSlot(_) => Some(Col::Date),
            Self::Refused(_) => None,
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
