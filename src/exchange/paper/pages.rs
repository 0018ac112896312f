//! Spreading the rows of a table over pages.

/// A last page with fewer rows than this looks like a mistake.
const LEAST_ROWS_ON_LAST: usize = 3;

/// What is to be spread: the heights of rows, and of what stands below the last one.
pub struct Stack {
    /// The rows' heights.
    pub heights: Vec<f64>,
    /// What stands below them.
    pub below: f64,
}

/// The rows before which a new page begins. The first page has less room than the others. No page ends with a row
/// that belongs to the next (`leads`), and the last page always holds some rows besides what stands below them.
pub fn page_breaks(stack: &Stack, [first, next]: [f64; 2], leads: impl Fn(usize) -> bool) -> Vec<usize> {
    let heights = &stack.heights;
    let mut left_over: f64 = heights.iter().sum();
    let mut breaks = Vec::new();
    let (mut start, mut room) = (0, first);
    loop {
        let left = heights.len() - start;
        if left_over + stack.below <= room {
            return breaks;
        }
        let fits = n_fitting(&heights[start..], room);
        if fits == 0 && start == 0 && first < next && left > 0 && breaks.is_empty() {
            breaks.push(0);
            room = next;
            continue;
        }
        // with rows so few that all fit but what stands below does not, the last ones go along with it
        let mut taken = fits.min(left.saturating_sub(LEAST_ROWS_ON_LAST)).max(1);
        while taken > 1 && leads(start + taken - 1) {
            taken -= 1;
        }
        if taken >= left {
            return breaks;
        }
        left_over -= heights[start..start + taken].iter().sum::<f64>();
        start += taken;
        breaks.push(start);
        room = next;
    }
}

fn n_fitting(heights: &[f64], room: f64) -> usize {
    let mut used = 0.0;
    heights
        .iter()
        .take_while(|height| {
            used += **height;
            used <= room + 1e-6
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(n_rows: usize, breaks: &[usize]) -> Vec<usize> {
        let bounds: Vec<usize> = [0].into_iter().chain(breaks.iter().copied()).chain([n_rows]).collect();
        bounds.windows(2).map(|page| page[1] - page[0]).collect()
    }

    #[test]
    fn no_page_holds_more_than_fits_and_the_last_one_is_never_nearly_empty() {
        for n_rows in 3..400 {
            let stack = Stack { heights: vec![25.5; n_rows], below: 33.0 };
            let breaks = page_breaks(&stack, [400.0, 460.0], |_| false);
            let pages = pages(n_rows, &breaks);
            for (i, rows) in pages.iter().enumerate() {
                let room = if i == 0 { 400.0 } else { 460.0 };
                let below = if i + 1 == pages.len() { 33.0 } else { 0.0 };
                assert!(*rows as f64 * 25.5 + below <= room, "{n_rows} rows: page {i} is too full");
            }
            assert!(*pages.last().expect("a page") >= 3, "{n_rows} rows: {pages:?}");
        }
    }

    #[test]
    fn a_heading_of_rows_goes_along_with_the_first_of_them() {
        let stack = Stack { heights: vec![20.0; 30], below: 0.0 };
        assert_eq!(page_breaks(&stack, [200.0, 200.0], |_| false), [10, 20]);
        // the row that would stand alone on a fourth page takes two others along
        assert_eq!(page_breaks(&stack, [200.0, 200.0], |row| row == 9), [9, 19, 27]);
    }

    #[test]
    fn a_table_that_does_not_fit_below_its_text_begins_on_a_new_page() {
        let stack = Stack { heights: vec![20.0; 5], below: 0.0 };
        assert_eq!(page_breaks(&stack, [10.0, 200.0], |_| false), [0]);
    }
}
