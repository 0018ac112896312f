//! Money in fen. Knows no budget.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// An amount of money in fen (1/100 yuan). Every sum adds up to the fen; no float ever holds money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A whole number of yuan.
    pub const fn yuan(yuan: i64) -> Self {
        Self(yuan * 100)
    }

    /// The amount shared among `heads` people, rounded half up to the fen; `None` for no heads.
    pub fn per_head(self, heads: u64) -> Option<Self> {
        let heads = i64::try_from(heads).ok().filter(|heads| *heads > 0)?;
        Some(Self((2 * self.0 + heads).div_euclid(2 * heads)))
    }

    /// Splits the amount by weights so that the parts add up to it exactly: each gets the floor of
    /// its exact share, the fen left over go to the largest remainders, ties to the earlier part.
    ///
    /// With no positive weight everything goes to the first part.
    /// Source: largest remainder method.
    pub fn split(self, weights: &[u64]) -> Vec<Self> {
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        if total == 0 {
            let rest = weights.iter().skip(1).map(|_| Self::ZERO);
            return weights.first().map(|_| self).into_iter().chain(rest).collect();
        }
        let amount = i128::from(self.0);
        let mut parts: Vec<Self> =
            weights.iter().map(|w| Self((amount * i128::from(*w)).div_euclid(total) as i64)).collect();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|i| (std::cmp::Reverse((amount * i128::from(weights[*i])).rem_euclid(total)), *i));
        let left = self.0 - parts.iter().map(|part| part.0).sum::<i64>();
        for i in order.into_iter().take(left as usize) {
            parts[i].0 += 1;
        }
        parts
    }
}

impl Add for Fen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}
impl Sub for Fen {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}
impl Neg for Fen {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}
impl AddAssign for Fen {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}
impl SubAssign for Fen {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}
impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_costs_what_the_district_reports() {
        assert_eq!(Fen::yuan(680_000).per_head(11_150), Some(Fen(6099)));
        assert_eq!(Fen::yuan(1).per_head(0), None);
    }

    #[test]
    fn parts_add_up_to_the_fen() {
        assert_eq!(Fen(100).split(&[1, 1, 1]), [Fen(34), Fen(33), Fen(33)]);
        assert_eq!(Fen(5).split(&[0, 0]), [Fen(5), Fen(0)]);
        assert_eq!(Fen(-100).split(&[1, 2]).into_iter().sum::<Fen>(), Fen(-100));
        assert!(Fen(9).split(&[]).is_empty());
    }
}
