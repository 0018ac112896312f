//! Who is to have been trained by the district's day, so that 412 + 468 + 10,470 places are used by 11,150 people.

use super::dice::{Dice, apportion};
use super::people::{LEADER, MEMBER, SECRETARY, Someone};
use super::units::{N_UNITS, UNITS};

/// Places used in a layer, by cohort.
pub(super) const USED: [usize; 3] = [412, 468, 10_470];
/// Of those who stand in two cohorts: trained in both, in the first only.
const SECRETARY_LEADERS: (usize, usize) = (52, 10);
const MEMBER_LEADERS: (usize, usize) = (148, 20);
/// Units whose floating members were trained at Spring Festival, and how many of them.
pub(super) const SPRING_UNITS: [usize; 8] = [1, 4, 6, 9, 12, 13, 15, 19];
const SPRING_HEADS: [usize; 8] = [27, 33, 29, 21, 26, 24, 17, 19];

/// Sets [`Someone::trained`].
pub(super) fn choose(people: &mut [Someone], dice: &mut Dice) {
    let wanted = wanted(people, dice);
    let mut got = [[0; N_UNITS]; 3];
    for (first, (both, one)) in [(SECRETARY, SECRETARY_LEADERS), (MEMBER, MEMBER_LEADERS)] {
        let mut who = everyone(people, |someone| someone.is[first] && someone.is[LEADER]);
        dice.shuffle(&mut who);
        let (mut n_both, mut n_one) = (0, 0);
        for i in who {
            let unit = people[i].unit;
            if n_both < both && got[LEADER][unit] < wanted[LEADER][unit] && got[first][unit] < wanted[first][unit] {
                people[i].trained = [first == SECRETARY, true, first == MEMBER];
                got[LEADER][unit] += 1;
                got[first][unit] += 1;
                n_both += 1;
            } else if n_one < one && got[first][unit] < wanted[first][unit] {
                people[i].trained[first] = true;
                got[first][unit] += 1;
                n_one += 1;
            }
        }
    }
    spring(people, &mut got, dice);
    for cohort in 0..3 {
        let is_plain = |s: &Someone| s.is[cohort] && s.is.iter().filter(|is| **is).count() == 1;
        let mut who = everyone(people, |s| is_plain(s) && !s.is_special && !s.is_floating);
        dice.shuffle(&mut who);
        for i in who {
            let unit = people[i].unit;
            if got[cohort][unit] < wanted[cohort][unit] {
                people[i].trained[cohort] = true;
                got[cohort][unit] += 1;
            }
        }
    }
}

/// Floating members who came home for Spring Festival.
fn spring(people: &mut [Someone], got: &mut [[usize; N_UNITS]; 3], dice: &mut Dice) {
    for (unit, heads) in SPRING_UNITS.into_iter().zip(SPRING_HEADS) {
        let mut who = everyone(people, |someone| someone.unit == unit && someone.is_floating);
        dice.shuffle(&mut who);
        for i in who.into_iter().take(heads) {
            people[i].trained[MEMBER] = true;
            got[MEMBER][unit] += 1;
        }
    }
}

fn everyone(people: &[Someone], is_meant: impl Fn(&Someone) -> bool) -> Vec<usize> {
    (0..people.len()).filter(|i| is_meant(&people[*i])).collect()
}

/// How many of each cohort in each unit.
fn wanted(people: &[Someone], dice: &mut Dice) -> [Vec<usize>; 3] {
    let mut eligible = [[0u64; N_UNITS]; 3];
    for someone in people {
        for (cohort, _) in someone.is.iter().enumerate().filter(|(_, is)| **is) {
            eligible[cohort][someone.unit] += 1;
        }
    }
    let mut share = |cohort: usize| {
        let scatter: i64 = if cohort == MEMBER { 6 } else { 45 };
        let weights: Vec<u64> = UNITS
            .iter()
            .enumerate()
            .map(|(unit, of)| {
                eligible[cohort][unit] * of.progress.saturating_add_signed(dice.between(-scatter, scatter))
            })
            .collect();
        apportion(USED[cohort], &weights)
    };
    [share(SECRETARY), share(LEADER), share(MEMBER)]
}
