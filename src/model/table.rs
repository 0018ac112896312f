//! A table of records, the difference of two of them, and what every record can say of itself.

use std::fmt::Debug;
use std::ops::RangeBounds;
use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::workspace::Workspace;

/// The tables of a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after the record it holds")]
pub enum TableName {
    Programme,
    Cohorts,
    Townships,
    Branches,
    People,
    Venues,
    Trainers,
    Courses,
    Blackouts,
    Holidays,
    RuleSets,
    Sessions,
    Enrolments,
    Marks,
    HeadCounts,
    Costs,
    Topics,
}

/// Something a district keeps, found under its key.
pub trait Record: Clone + Debug + PartialEq + Serialize + DeserializeOwned {
    /// What it is found under.
    type Key: Copy + Ord + Debug;
    /// The table it stands in.
    const TABLE: TableName;

    /// Its key.
    fn key(&self) -> Self::Key;

    /// What is impossible about this record in this workspace. Commands refuse the first of these;
    /// a folder that was edited by hand gets them all listed.
    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>);
}

/// Records by key in key order. A copy is free: versions share what they have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<R: Record> {
    map: OrdMap<R::Key, Arc<R>>,
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self { map: OrdMap::new() }
    }
}

impl<R: Record> FromIterator<R> for Table<R> {
    fn from_iter<I: IntoIterator<Item = R>>(records: I) -> Self {
        Self { map: records.into_iter().map(|record| (record.key(), Arc::new(record))).collect() }
    }
}

impl<R: Record> Table<R> {
    /// The record with this key.
    pub fn get(&self, key: R::Key) -> Option<&R> {
        self.map.get(&key).map(Arc::as_ref)
    }

    /// The record with this key, shared.
    pub fn get_shared(&self, key: R::Key) -> Option<&Arc<R>> {
        self.map.get(&key)
    }

    /// Whether there is such a record.
    pub fn has(&self, key: R::Key) -> bool {
        self.map.contains_key(&key)
    }

    /// The number of records.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// All records in key order.
    pub fn iter(&self) -> impl Iterator<Item = &R> {
        self.map.values().map(Arc::as_ref)
    }

    /// All records in key order, shared.
    pub fn iter_shared(&self) -> impl Iterator<Item = &Arc<R>> {
        self.map.values()
    }

    /// The records whose keys lie in a range, in key order.
    pub fn range(&self, keys: impl RangeBounds<R::Key>) -> impl Iterator<Item = &R> {
        self.map.range(keys).map(|(_, record)| record.as_ref())
    }

    /// Adds a record or puts it in the place of the one with its key.
    pub fn put(&mut self, record: R) {
        self.put_shared(Arc::new(record));
    }

    /// Adds a shared record or puts it in the place of the one with its key.
    pub fn put_shared(&mut self, record: Arc<R>) {
        self.map.insert(record.key(), record);
    }

    /// Takes a record out.
    pub fn remove(&mut self, key: R::Key) -> Option<Arc<R>> {
        self.map.remove(&key)
    }

    /// Whether both tables are the same version, told in no time; `false` may still mean equal records.
    pub fn is_same_version(&self, other: &Self) -> bool {
        self.map.ptr_eq(&other.map)
    }

    /// Takes records out.
    pub fn remove_all(&mut self, keys: impl IntoIterator<Item = R::Key>) {
        for key in keys {
            self.map.remove(&key);
        }
    }

    /// What has to happen to `self` to become `newer`, in key order.
    pub fn deltas(&self, newer: &Self) -> Vec<Delta<R>> {
        self.map
            .diff(&newer.map)
            .map(|item| match item {
                DiffItem::Add(_, after) => Delta::Added(after.clone()),
                DiffItem::Remove(_, before) => Delta::Removed(before.clone()),
                DiffItem::Update { old: (_, before), new: (_, after) } => {
                    Delta::Changed { before: before.clone(), after: after.clone() }
                }
            })
            .collect()
    }

    /// Carries out one delta.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when the record is not as the delta found it; the table stays as it was.
    pub fn apply(&mut self, delta: &Delta<R>) -> Result<(), Refusal> {
        let key = delta.key();
        if self.map.get(&key).map(Arc::as_ref) != delta.before() {
            return Err(Refusal::Stale { table: R::TABLE, key: format!("{key:?}") });
        }
        match delta.after_shared() {
            Some(after) => self.put_shared(after.clone()),
            None => drop(self.remove(key)),
        }
        Ok(())
    }
}

/// What happened to one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "R: Record")]
pub enum Delta<R: Record> {
    /// It came.
    Added(Arc<R>),
    /// It went.
    Removed(Arc<R>),
    /// It became another.
    Changed {
        /// As it was.
        before: Arc<R>,
        /// As it is.
        after: Arc<R>,
    },
}

impl<R: Record> Delta<R> {
    /// The key of the record.
    pub fn key(&self) -> R::Key {
        match self {
            Self::Added(record) | Self::Removed(record) | Self::Changed { after: record, .. } => record.key(),
        }
    }

    /// The record before; `None` if it was not there.
    pub fn before(&self) -> Option<&R> {
        match self {
            Self::Added(_) => None,
            Self::Removed(before) | Self::Changed { before, .. } => Some(before),
        }
    }

    /// The record after; `None` if it went.
    pub fn after(&self) -> Option<&R> {
        self.after_shared().map(Arc::as_ref)
    }

    /// The record after, shared.
    pub fn after_shared(&self) -> Option<&Arc<R>> {
        match self {
            Self::Removed(_) => None,
            Self::Added(after) | Self::Changed { after, .. } => Some(after),
        }
    }

    /// The delta that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Added(record) => Self::Removed(record.clone()),
            Self::Removed(record) => Self::Added(record.clone()),
            Self::Changed { before, after } => Self::Changed { before: after.clone(), after: before.clone() },
        }
    }
}
