//! Bars in a row of days: which lies in which lane, and how many a day hides. Pure arithmetic over columns.

/// The columns that a bar covers, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first column.
    pub from: usize,
    /// The last column.
    pub to: usize,
}

impl Stretch {
    fn meets(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// Where the bars of a row lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "it is the number of lanes")]
pub struct Lanes {
    /// The lane of each bar, from the top; `None`: hidden.
    pub lane: Vec<Option<usize>>,
    /// How many bars each column hides.
    pub n_hidden: Vec<usize>,
    /// How many lanes are used.
    pub n_lanes: usize,
}

/// Lays bars into at most `most` lanes, each into the first that is free, in the order given. `pinned` is always
/// to be seen.
pub fn lay(bars: &[Stretch], n_columns: usize, most: usize, pinned: Option<usize>) -> Lanes {
    let order: Vec<usize> = (0..bars.len()).collect();
    let lanes = lay_in(&order, bars, n_columns, most);
    match pinned.filter(|bar| lanes.lane.get(*bar) == Some(&None)) {
        None => lanes,
        Some(first) => {
            let rest = order.into_iter().filter(|bar| *bar != first);
            let order: Vec<usize> = std::iter::once(first).chain(rest).collect();
            lay_in(&order, bars, n_columns, most)
        }
    }
}

fn lay_in(order: &[usize], bars: &[Stretch], n_columns: usize, most: usize) -> Lanes {
    let most = most.max(1);
    let mut lane: Vec<Option<usize>> = vec![None; bars.len()];
    let mut taken: Vec<Vec<Stretch>> = Vec::new();
    for bar in order {
        let stretch = bars[*bar];
        let free = taken.iter().position(|lane| lane.iter().all(|other| !other.meets(stretch)));
        let at = free.unwrap_or(taken.len());
        if at == taken.len() {
            taken.push(Vec::new());
        }
        taken[at].push(stretch);
        lane[*bar] = Some(at);
    }
    let mut n_hidden = vec![0; n_columns];
    for (stretch, at) in bars.iter().zip(&mut lane).filter(|(_, at)| at.is_some_and(|at| at >= most)) {
        *at = None;
        n_hidden.iter_mut().take(stretch.to + 1).skip(stretch.from).for_each(|n| *n += 1);
    }
    Lanes { n_lanes: taken.len().min(most), lane, n_hidden }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(list: &[(usize, usize)]) -> Vec<Stretch> {
        list.iter().map(|(from, to)| Stretch { from: *from, to: *to }).collect()
    }

    #[test]
    fn bars_share_a_lane_where_they_do_not_meet() {
        let lanes = lay(&bars(&[(0, 2), (1, 3), (3, 4), (5, 6)]), 7, 3, None);
        assert_eq!(lanes.lane, [Some(0), Some(1), Some(0), Some(0)]);
        assert_eq!((lanes.n_lanes, lanes.n_hidden), (2, vec![0; 7]));
    }

    #[test]
    fn a_full_day_shows_as_many_as_fit_and_counts_the_rest() {
        let lanes = lay(&bars(&[(0, 0), (0, 0), (0, 0), (0, 0), (1, 1)]), 2, 3, None);
        assert_eq!(lanes.lane, [Some(0), Some(1), Some(2), None, Some(0)]);
        assert_eq!(lanes.n_hidden, [1, 0]);
    }

    #[test]
    fn exactly_as_many_as_fit_hide_nothing() {
        let lanes = lay(&bars(&[(0, 0), (0, 0), (0, 0)]), 1, 3, None);
        assert_eq!(lanes.lane, [Some(0), Some(1), Some(2)]);
        assert_eq!(lanes.n_hidden, [0]);
    }

    #[test]
    fn a_long_bar_that_does_not_fit_is_counted_on_each_of_its_days() {
        let lanes = lay(&bars(&[(0, 0), (0, 0), (0, 2)]), 3, 2, None);
        assert_eq!(lanes.lane, [Some(0), Some(1), None]);
        assert_eq!(lanes.n_hidden, [1, 1, 1]);
    }

    #[test]
    fn the_chosen_bar_is_never_hidden() {
        let list = bars(&[(0, 0), (0, 0), (0, 0), (0, 0)]);
        assert_eq!(lay(&list, 1, 2, None).lane, [Some(0), Some(1), None, None]);
        let pinned = lay(&list, 1, 2, Some(3));
        assert_eq!(pinned.lane, [Some(1), None, None, Some(0)]);
        assert_eq!(pinned.n_hidden, [2]);
    }

    #[test]
    fn no_two_bars_of_a_lane_meet() {
        let list: Vec<Stretch> = (0..40).map(|i| Stretch { from: i * 7 % 13, to: i * 7 % 13 + i % 4 }).collect();
        let lanes = lay(&list, 17, 5, None);
        for (i, one) in list.iter().enumerate() {
            for (j, other) in list.iter().enumerate().skip(i + 1) {
                let same = lanes.lane[i].is_some() && lanes.lane[i] == lanes.lane[j];
                assert!(!(same && one.meets(*other)), "{i} and {j}");
            }
        }
    }
}
