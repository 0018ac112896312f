//! Reads a problem from JSON and says which entry is wrong.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::problem::{FORMAT, Problem};

/// Beyond this, heads, sessions, days and weeks are taken for a slip; sums of products stay exact.
const MOST_HEADS: u32 = 10_000_000;
/// Beyond this, an amount of money is taken for a slip, yuan.
const MOST_MONEY: i64 = 1_000_000_000_000;
/// Beyond this, the objective of a plan could not be told exactly, yuan.
const MOST_OBJECTIVE: i128 = 4_000_000_000_000_000;

/// What is wrong with a problem, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The entry, such as `offers[3].travel`; empty: the whole text.
    pub entry: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not JSON; the parser's words, with line and column.
    NotJson(String),
    /// A format this program does not know.
    UnknownFormat(String),
    /// The entry must be there.
    Missing,
    /// Not of the kind that belongs there; the parser's words.
    WrongKind(String),
    /// The id is not the position in the list.
    WrongId {
        /// What is written.
        found: usize,
    },
    /// Nothing stands at the position it names.
    NoSuch {
        /// What is written.
        found: usize,
        /// How many there are.
        of: usize,
    },
    /// A list of the wrong length.
    WrongLength {
        /// Its length.
        found: usize,
        /// The length it must have.
        wanted: usize,
    },
    /// The same thing a second time.
    Twice {
        /// What is written.
        found: usize,
    },
    /// The least is more than the most.
    MinOverMax {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// An amount below zero.
    Negative {
        /// What is written.
        found: i64,
    },
    /// A number beyond anything a year can hold.
    TooLarge,
}

impl Problem {
    /// Reads a problem and validates it, so that every position it names exists.
    ///
    /// # Errors
    /// The first entry that is wrong, in the order of the format.
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let at = |entry: &str, fault| Malformed { entry: entry.to_owned(), fault };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value: Value = serde_json::from_str(text).map_err(|error| at("", Fault::NotJson(error.to_string())))?;
        let Value::Object(mut map) = value else {
            return Err(at("", Fault::WrongKind(kind_of(&value).to_owned())));
        };
        let format: String = field(&mut map, "format")?;
        if format != FORMAT {
            return Err(at("format", Fault::UnknownFormat(format)));
        }
        let problem = Self {
            format,
            name: field_or(&mut map, "name")?,
            weeks: field(&mut map, "weeks")?,
            mid_week: field_or(&mut map, "mid_week")?,
            customers: list(&mut map, "customers", true)?,
            rooms: list(&mut map, "rooms", true)?,
            pools: list(&mut map, "pools", true)?,
            offers: list(&mut map, "offers", true)?,
            duty: list(&mut map, "duty", false)?,
            shares: list(&mut map, "shares", false)?,
            budgets: list(&mut map, "budgets", false)?,
            locked: list(&mut map, "locked", false)?,
        };
        problem.validate()?;
        Ok(problem)
    }

    /// Makes sure that every position named exists and every number is one the planner can count with.
    ///
    /// # Errors
    /// The first entry that is wrong, in the order of the format.
    pub fn validate(&self) -> Result<(), Malformed> {
        let mut faults = Faults::default();
        faults.at_most("weeks".into(), self.weeks, 10_000);
        self.validate_customers(&mut faults);
        self.validate_days(&mut faults);
        self.validate_offers(&mut faults);
        self.validate_limits(&mut faults);
        self.validate_locks(&mut faults);
        if faults.first.is_none() && self.worst_objective() > MOST_OBJECTIVE {
            faults.add("customers".into(), Fault::TooLarge);
        }
        faults.first.map_or(Ok(()), Err)
    }

    fn validate_customers(&self, faults: &mut Faults) {
        for (i, customer) in self.customers.iter().enumerate() {
            let at = |field: &str| format!("customers[{i}].{field}");
            faults.id(at("id"), customer.id, i);
            faults.heads(at("demand"), customer.demand);
            faults.payer(at("budget"), customer.budget, self.budgets.len());
            faults.weeks(at("blocked"), &customer.blocked, self.weeks);
            faults.money(at("unserved_penalty"), customer.unserved_penalty);
            faults.heads(at("mid_min"), customer.mid_min);
            faults.money(at("mid_penalty"), customer.mid_penalty);
            for (topic, heads) in &customer.wish {
                faults.heads(at(&format!("wish.{topic}")), *heads);
            }
            faults.money(at("wish_penalty"), customer.wish_penalty);
        }
    }

    fn validate_days(&self, faults: &mut Faults) {
        for (i, room) in self.rooms.iter().enumerate() {
            faults.id(format!("rooms[{i}].id"), room.id, i);
            faults.days(&format!("rooms[{i}].days"), &room.days, self.weeks);
        }
        for (i, pool) in self.pools.iter().enumerate() {
            faults.id(format!("pools[{i}].id"), pool.id, i);
            faults.days(&format!("pools[{i}].days"), &pool.days, self.weeks);
        }
    }

    fn validate_offers(&self, faults: &mut Faults) {
        for (i, offer) in self.offers.iter().enumerate() {
            let at = |field: &str| format!("offers[{i}].{field}");
            faults.id(at("id"), offer.id, i);
            if let Some(room) = offer.room {
                faults.exists(at("room"), room, self.rooms.len());
            }
            if let Some(pool) = offer.pool {
                faults.exists(at("pool"), pool, self.pools.len());
            }
            faults.heads(at("days"), offer.days);
            faults.money(at("fixed"), offer.fixed);
            if offer.min > offer.max {
                faults.add(at("min"), Fault::MinOverMax { min: offer.min, max: offer.max });
            }
            faults.heads(at("max"), offer.max);
            faults.weeks(at("weeks"), &offer.weeks, self.weeks);
            faults.money(at("head"), offer.head);
            faults.once(&at("customers"), &offer.customers, self.customers.len());
            if offer.travel.len() != offer.customers.len() {
                let fault = Fault::WrongLength { found: offer.travel.len(), wanted: offer.customers.len() };
                faults.add(at("travel"), fault);
            }
            for (j, travel) in offer.travel.iter().enumerate() {
                faults.money(format!("offers[{i}].travel[{j}]"), *travel);
            }
        }
    }

    fn validate_limits(&self, faults: &mut Faults) {
        for (i, duty) in self.duty.iter().enumerate() {
            faults.heads(format!("duty[{i}].max_away"), duty.max_away);
        }
        for (i, share) in self.shares.iter().enumerate() {
            faults.exists(format!("shares[{i}].customer"), share.customer, self.customers.len());
            faults.heads(format!("shares[{i}].max_heads"), share.max_heads);
        }
        for (i, budget) in self.budgets.iter().enumerate() {
            faults.money(format!("budgets[{i}].limit"), budget.limit);
        }
    }

    fn validate_locks(&self, faults: &mut Faults) {
        for (i, lock) in self.locked.iter().enumerate() {
            faults.exists(format!("locked[{i}].offer"), lock.offer, self.offers.len());
            faults.exists(format!("locked[{i}].week"), lock.week, self.weeks);
            faults.heads(format!("locked[{i}].sessions"), lock.sessions);
            for (j, (customer, heads)) in lock.flows.iter().enumerate() {
                faults.exists(format!("locked[{i}].flows[{j}]"), *customer, self.customers.len());
                faults.heads(format!("locked[{i}].flows[{j}]"), *heads);
            }
        }
    }

    /// More than any sensible plan can cost.
    fn worst_objective(&self) -> i128 {
        let dearest = |costs: &mut dyn Iterator<Item = i64>| i128::from(costs.max().unwrap_or(0));
        let head = dearest(&mut self.offers.iter().map(|offer| offer.head))
            + dearest(&mut self.offers.iter().flat_map(|offer| offer.travel.iter().copied()))
            + dearest(&mut self.offers.iter().map(|offer| offer.fixed / i64::from(offer.min.max(1)) + 1));
        let locked = self.locked.iter().filter_map(|lock| {
            let offer = self.offers.get(lock.offer)?;
            Some(i128::from(offer.fixed) * i128::from(lock.sessions))
        });
        let customers = self.customers.iter().map(|customer| {
            let wished: i128 = customer.wish.values().map(|heads| i128::from(*heads)).sum();
            i128::from(customer.demand) * (head + i128::from(customer.unserved_penalty))
                + i128::from(customer.mid_min) * i128::from(customer.mid_penalty)
                + wished * i128::from(customer.wish_penalty)
        });
        customers.chain(locked).sum()
    }
}

/// The first fault found.
#[derive(Default)]
struct Faults {
    first: Option<Malformed>,
}

impl Faults {
    fn add(&mut self, entry: String, fault: Fault) {
        self.first.get_or_insert(Malformed { entry, fault });
    }

    fn id(&mut self, entry: String, found: usize, position: usize) {
        if found != position {
            self.add(entry, Fault::WrongId { found });
        }
    }

    fn exists(&mut self, entry: String, found: usize, of: usize) {
        if found >= of {
            self.add(entry, Fault::NoSuch { found, of });
        }
    }

    /// Without any budget nobody pays from one, so any number will do.
    fn payer(&mut self, entry: String, found: usize, of: usize) {
        if of > 0 {
            self.exists(entry, found, of);
        }
    }

    fn at_most(&mut self, entry: String, found: usize, most: usize) {
        if found > most {
            self.add(entry, Fault::TooLarge);
        }
    }

    fn heads(&mut self, entry: String, found: u32) {
        if found > MOST_HEADS {
            self.add(entry, Fault::TooLarge);
        }
    }

    fn money(&mut self, entry: String, found: i64) {
        if found < 0 {
            self.add(entry, Fault::Negative { found });
        } else if found > MOST_MONEY {
            self.add(entry, Fault::TooLarge);
        }
    }

    fn weeks(&mut self, entry: String, weeks: &[usize], of: usize) {
        if let Some(found) = weeks.iter().copied().find(|week| *week >= of) {
            self.add(entry, Fault::NoSuch { found, of });
        }
    }

    fn once(&mut self, entry: &str, found: &[usize], of: usize) {
        let mut seen = BTreeSet::new();
        for (j, item) in found.iter().copied().enumerate() {
            self.exists(format!("{entry}[{j}]"), item, of);
            if !seen.insert(item) {
                self.add(format!("{entry}[{j}]"), Fault::Twice { found: item });
            }
        }
    }

    fn days(&mut self, entry: &str, days: &[u32], weeks: usize) {
        if days.len() != weeks {
            self.add(entry.to_owned(), Fault::WrongLength { found: days.len(), wanted: weeks });
        }
        for (week, days) in days.iter().enumerate() {
            self.heads(format!("{entry}[{week}]"), *days);
        }
    }
}

fn field<T: DeserializeOwned>(map: &mut Map<String, Value>, name: &str) -> Result<T, Malformed> {
    let value = map.remove(name).ok_or_else(|| Malformed { entry: name.to_owned(), fault: Fault::Missing })?;
    serde_json::from_value(value)
        .map_err(|error| Malformed { entry: name.to_owned(), fault: Fault::WrongKind(error.to_string()) })
}

fn field_or<T: DeserializeOwned + Default>(map: &mut Map<String, Value>, name: &str) -> Result<T, Malformed> {
    if map.contains_key(name) { field(map, name) } else { Ok(T::default()) }
}

fn list<T>(map: &mut Map<String, Value>, name: &str, required: bool) -> Result<Vec<T>, Malformed>
where
    T: DeserializeOwned + Serialize + Default,
{
    let entries: Vec<Value> = if required { field(map, name)? } else { field_or(map, name)? };
    let entry = |(i, value): (usize, Value)| {
        serde_json::from_value(value.clone()).map_err(|error| {
            let entry = match guilty_field::<T>(&value) {
                Some(field) => format!("{name}[{i}].{field}"),
                None => format!("{name}[{i}]"),
            };
            Malformed { entry, fault: Fault::WrongKind(error.to_string()) }
        })
    };
    entries.into_iter().enumerate().map(entry).collect()
}

/// The field that keeps an entry from being read: the one that spoils an entry known to be good.
fn guilty_field<T: DeserializeOwned + Serialize + Default>(entry: &Value) -> Option<String> {
    let Ok(Value::Object(good)) = serde_json::to_value(T::default()) else { return None };
    let spoils = |(name, value): &(&String, &Value)| {
        let mut spoilt = good.clone();
        spoilt.insert((*name).clone(), (*value).clone());
        serde_json::from_value::<T>(Value::Object(spoilt)).is_err()
    };
    entry.as_object()?.iter().find(spoils).map(|(name, _)| name.clone())
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
