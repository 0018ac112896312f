//! The workspace: everything that is saved and can be undone, as one value.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::table::{Delta, Record, Table, TableName};
use super::{
    Blackout, Branch, Cohort, CostLine, Course, DeviceCode, Enrolment, HeadCount, Holiday, IdSource, Mark, Person,
    Programme, RuleSet, Session, Topic, Township, Trainer, Venue,
};

/// Lists the tables once; everything that goes through all of them is written here.
macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident: $record:ident,)*) => {
        /// One programme year of one district: a value. A copy is free; a new version shares what did not change.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Workspace {
            /// Where new ids come from; not part of any difference.
            pub ids: IdSource,
            /// The programme year itself.
            pub programme: Arc<Programme>,
            $($(#[$doc])* pub $field: Table<$record>,)*
        }

        /// What happened to one record of some table.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Change {
            /// The programme became another.
            Programme {
                /// As it was.
                before: Arc<Programme>,
                /// As it is.
                after: Arc<Programme>,
            },
            $(
                #[doc = concat!("A change in `", stringify!($field), "`.")]
                $record(Delta<$record>),
            )*
        }

        impl Change {
            /// The change that takes this one back.
            #[must_use]
            pub fn inverse(&self) -> Self {
                match self {
                    Self::Programme { before, after } => {
                        Self::Programme { before: after.clone(), after: before.clone() }
                    }
                    $(Self::$record(delta) => Self::$record(delta.inverse()),)*
                }
            }

            /// The table it touches.
            pub fn table(&self) -> TableName {
                match self {
                    Self::Programme { .. } => TableName::Programme,
                    $(Self::$record(_) => $record::TABLE,)*
                }
            }
        }

        impl Workspace {
            /// A workspace that holds nothing but its programme.
            pub fn new(device: DeviceCode, programme: Programme) -> Self {
                Self {
                    ids: IdSource::new(device),
                    programme: Arc::new(programme),
                    $($field: Table::default(),)*
                }
            }

            /// The changes that turn this workspace into a newer one, table by table, in key order.
            pub fn changes_to(&self, newer: &Self) -> Vec<Change> {
                let mut changes = Vec::new();
                if self.programme != newer.programme {
                    changes.push(Change::Programme { before: self.programme.clone(), after: newer.programme.clone() });
                }
                $(
                    if !self.$field.is_same_version(&newer.$field) {
                        changes.extend(self.$field.deltas(&newer.$field).into_iter().map(Change::$record));
                    }
                )*
                changes
            }

            /// Carries out one change.
            ///
            /// # Errors
            /// [`Refusal::Stale`] when a record is not as the change found it; nothing has changed then.
            pub fn apply_one(&mut self, change: &Change) -> Result<(), Refusal> {
                match change {
                    Change::Programme { before, after } => {
                        if self.programme != *before {
                            return Err(Refusal::Stale { table: TableName::Programme, key: String::new() });
                        }
                        self.programme = after.clone();
                        Ok(())
                    }
                    $(Change::$record(delta) => self.$field.apply(delta),)*
                }
            }

            /// Everything that is impossible in this workspace, with the table and the key of its record.
            pub fn faults(&self) -> Vec<Fault> {
                let mut all = Vec::new();
                let mut found = Vec::new();
                self.programme.faults(self, &mut found);
                all.extend(found.drain(..).map(|reason| Fault { table: TableName::Programme, key: String::new(), reason }));
                $(
                    for record in self.$field.iter() {
                        record.faults(self, &mut found);
                        all.extend(found.drain(..).map(|reason| Fault {
                            table: $record::TABLE,
                            key: format!("{:?}", record.key()),
                            reason,
                        }));
                    }
                )*
                all
            }

            /// Whether both are the same version, told in no time; `false` may still mean equal records.
            pub fn is_same_version(&self, other: &Self) -> bool {
                self.ids == other.ids
                    && self.programme == other.programme
                    $(&& self.$field.is_same_version(&other.$field))*
            }

            /// Whether both hold the same records; the id counter does not count.
            pub fn has_same_records(&self, other: &Self) -> bool {
                self.programme == other.programme $(&& self.$field == other.$field)*
            }
        }

        $(
            impl Keeps<$record> for Workspace {
                fn table(&self) -> &Table<$record> {
                    &self.$field
                }

                fn table_mut(&mut self) -> &mut Table<$record> {
                    &mut self.$field
                }
            }
        )*
    };
}

tables! {
    /// 培训对象
    cohorts: Cohort,
    /// 乡镇, 街道, 区直机关
    townships: Township,
    /// 党支部
    branches: Branch,
    /// 人员
    people: Person,
    /// 场地
    venues: Venue,
    /// 教师
    trainers: Trainer,
    /// 课程
    courses: Course,
    /// 农忙 and other days on which nobody must be called away
    blackouts: Blackout,
    /// Public holidays and shifted working days
    holidays: Holiday,
    /// Rule figures by date
    rule_sets: RuleSet,
    /// 班次
    sessions: Session,
    /// 学员
    enrolments: Enrolment,
    /// 考勤
    marks: Mark,
    /// Attendance of which only a number is known
    head_counts: HeadCount,
    /// 经费
    costs: CostLine,
    /// 点题
    topics: Topic,
}

/// A fault of one record of a workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The table of the record.
    pub table: TableName,
    /// Its key, printed.
    pub key: String,
    /// What is impossible about it.
    pub reason: Refusal,
}

/// A workspace keeps a table of these records.
pub trait Keeps<R: Record> {
    /// The table.
    fn table(&self) -> &Table<R>;
    /// The table, to be changed.
    fn table_mut(&mut self) -> &mut Table<R>;
}

impl Workspace {
    /// Carries out all changes or none.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when a record is not as its change found it.
    pub fn apply(&self, changes: &[Change]) -> Result<Self, Refusal> {
        let mut next = self.clone();
        for change in changes {
            next.apply_one(change)?;
        }
        Ok(next)
    }

    /// This workspace with a record added or replaced.
    ///
    /// # Errors
    /// The first of the record's faults.
    pub fn with<R: Record>(&self, record: R) -> Result<Self, Refusal>
    where
        Self: Keeps<R>,
    {
        self.with_all([record])
    }

    /// This workspace with records added or replaced, all or none.
    ///
    /// # Errors
    /// The first fault of any of the records.
    pub fn with_all<R: Record>(&self, records: impl IntoIterator<Item = R>) -> Result<Self, Refusal>
    where
        Self: Keeps<R>,
    {
        let mut next = self.clone();
        let mut faults = Vec::new();
        for record in records {
            record.faults(&next, &mut faults);
            if let Some(first) = faults.drain(..).next() {
                return Err(first);
            }
            next.table_mut().put(record);
        }
        Ok(next)
    }

    /// The record with this key.
    ///
    /// # Errors
    /// [`Refusal::Missing`] if there is none, as when another window has removed it.
    pub fn find<R: Record>(&self, key: R::Key) -> Result<&R, Refusal>
    where
        Self: Keeps<R>,
    {
        self.table().get(key).ok_or_else(|| Refusal::Missing { table: R::TABLE, key: format!("{key:?}") })
    }
}
