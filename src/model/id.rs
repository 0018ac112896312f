//! Short, stable, typed ids: a device code and a counter, `K7QF-000123`. Knows no table.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The letters of a device code: no `0`, `1`, `I` or `O`, which are misread on paper.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const COUNTER_BITS: u32 = 40;

/// Four letters that tell one computer's ids from another's, so that two clerks never make the same id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceCode(u32);

impl DeviceCode {
    /// The device code that the low 20 bits of a seed spell.
    pub fn from_seed(seed: u64) -> Self {
        Self((seed & 0xF_FFFF) as u32)
    }
}

impl fmt::Display for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..4).rev() {
            let letter = LETTERS[((self.0 >> (place * 5)) & 31) as usize];
            write!(f, "{}", char::from(letter))?;
        }
        Ok(())
    }
}

impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for DeviceCode {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        if text.len() != 4 {
            return Err(bad());
        }
        let mut code = 0u32;
        for byte in text.bytes() {
            let value = LETTERS.iter().position(|letter| *letter == byte).ok_or_else(bad)?;
            code = code << 5 | value as u32;
        }
        Ok(Self(code))
    }
}

impl Serialize for DeviceCode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DeviceCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// A text that is no id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadId(pub String);

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bad id: {}", self.0)
    }
}

impl std::error::Error for BadId {}

/// The id of a record of type `R`. Ids are never used twice, not even after an undo.
pub struct Id<R> {
    code: u64,
    of: PhantomData<fn() -> R>,
}

impl<R> Id<R> {
    /// The smallest id; with [`Id::MAX`] it bounds a range of composite keys.
    pub const MIN: Self = Self { code: 0, of: PhantomData };
    /// The largest id.
    pub const MAX: Self = Self { code: u64::MAX, of: PhantomData };

    /// The id with this counter on this device.
    pub const fn new(device: DeviceCode, counter: u64) -> Self {
        Self { code: (device.0 as u64) << COUNTER_BITS | counter, of: PhantomData }
    }

    /// Which device made the id.
    pub const fn device(self) -> DeviceCode {
        DeviceCode((self.code >> COUNTER_BITS) as u32)
    }

    /// The running number on that device.
    pub const fn counter(self) -> u64 {
        self.code & ((1 << COUNTER_BITS) - 1)
    }
}

impl<R> Clone for Id<R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R> Copy for Id<R> {}
impl<R> PartialEq for Id<R> {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
impl<R> Eq for Id<R> {}
impl<R> PartialOrd for Id<R> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<R> Ord for Id<R> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code.cmp(&other.code)
    }
}
impl<R> Hash for Id<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl<R> fmt::Display for Id<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:06}", self.device(), self.counter())
    }
}

impl<R> fmt::Debug for Id<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<R> FromStr for Id<R> {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        let (device, counter) = text.split_once('-').ok_or_else(bad)?;
        let is_number = counter.len() >= 6 && counter.bytes().all(|byte| byte.is_ascii_digit());
        let counter: u64 = counter.parse().ok().filter(|_| is_number).ok_or_else(bad)?;
        if counter >= 1 << COUNTER_BITS {
            return Err(bad());
        }
        Ok(Self::new(device.parse()?, counter))
    }
}

impl<R> Serialize for Id<R> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de, R> Deserialize<'de> for Id<R> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// Where new ids come from. It stands outside undo: taking a step back frees no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdSource {
    /// The device whose ids these are.
    pub device: DeviceCode,
    /// The counter of the next id.
    pub next: u64,
}

impl IdSource {
    /// A source that begins at 1.
    pub fn new(device: DeviceCode) -> Self {
        Self { device, next: 1 }
    }

    /// A fresh id.
    pub fn take<R>(&mut self) -> Id<R> {
        let id = Id::new(self.device, self.next);
        self.next += 1;
        id
    }

    /// Makes sure that an id found in a record is never given out again.
    pub fn has_seen<R>(&mut self, id: Id<R>) {
        if id.device() == self.device && id.counter() >= self.next {
            self.next = id.counter() + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_as_written_and_refuse_anything_else() {
        let device: DeviceCode = "K7QF".parse().expect("a device code");
        let id: Id<()> = Id::new(device, 123);
        assert_eq!(id.to_string(), "K7QF-000123");
        assert_eq!("K7QF-000123".parse(), Ok(id));
        assert_eq!("K7QF-1234567".parse::<Id<()>>().map(Id::counter), Ok(1_234_567));
        for bad in
            ["", "K7QF", "K7QF-123", "K7Q-000123", "K1QF-000123", "K7QF-00012x", "K7QF-+00123", "K7QF-9999999999999"]
        {
            assert!(bad.parse::<Id<()>>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_seen_id_is_never_given_out_again() {
        let mut ids = IdSource::new(DeviceCode::from_seed(7));
        ids.has_seen(Id::<()>::new(ids.device, 41));
        ids.has_seen(Id::<()>::new(DeviceCode::from_seed(8), 90));
        assert_eq!(ids.take::<()>().counter(), 42);
    }
}
