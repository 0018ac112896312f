//! Where things lie on the paper of an attendance sheet: widths, row heights, page breaks. Pure numbers.
//!
//! A spreadsheet program measures with its own fonts, so the table is planned a little smaller than the
//! paper: what a program draws wider is shrunk to one page's width, and the rows keep their least height.

/// Points in a millimetre.
pub const POINTS_A_MM: f64 = 72.0 / 25.4;

/// Margins of the paper in millimetres: left and right, top, bottom, and from the edge to the page number.
pub const MARGINS_MM: [f64; 4] = [10.0, 12.0, 16.0, 8.0];

/// The size of ordinary text in points.
pub const TEXT_POINTS: u8 = 11;

/// Heights in points: the title, a line of facts, a line of the two-line heading, the line of totals.
pub const TITLE_POINTS: f64 = 39.0;
/// See [`TITLE_POINTS`].
pub const FACTS_POINTS: f64 = 22.5;
/// See [`TITLE_POINTS`].
pub const HEADING_POINTS: f64 = 21.0;
/// See [`TITLE_POINTS`].
pub const TOTALS_POINTS: f64 = 33.0;

/// The least row height in points: 9.0 mm, so that 8.5 mm are left if the table is shrunk by a twentieth.
///
/// Source: `ARCHITECTURE.md`, "Attendance sheet": row height at least 8.5 mm.
pub const LEAST_ROW_POINTS: f64 = 25.5;
/// The greatest; higher rows only waste paper.
const MOST_ROW_POINTS: f64 = 30.0;
/// Row heights are whole pixels.
const PIXEL_POINTS: f64 = 0.75;
/// The share of the height that is planned for; the rest is left to how programs differ.
const SAFE_SHARE: f64 = 0.97;
/// A last page with fewer rows than this looks like a mistake.
const LEAST_ROWS_ON_LAST: usize = 3;

/// What a column of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after what it holds")]
pub enum Column {
    Serial,
    Name,
    Unit,
    Post,
    Phone,
    Sign(usize),
    Remark,
    Id,
}

impl Column {
    /// The least and the greatest width in millimetres.
    ///
    /// Source: `ARCHITECTURE.md`, "Attendance sheet": sign box at least 18 mm wide.
    const fn limits_mm(self) -> (u32, u32) {
        match self {
            Self::Serial => (9, 11),
            Self::Name => (18, 25),
            Self::Unit => (42, 85),
            Self::Post => (20, 34),
            Self::Phone => (26, 30),
            Self::Sign(_) => (19, 34),
            Self::Remark => (15, 36),
            Self::Id => (14, 16),
        }
    }
}

/// Whether the paper lies on its side.
///
/// Source: `ARCHITECTURE.md`, "Attendance sheet": A4 landscape from three sign columns on, else portrait.
pub fn is_landscape(n_signs: usize) -> bool {
    n_signs >= 3
}

/// The columns from left to right with their widths in millimetres.
pub fn columns(n_signs: usize, has_phones: bool) -> Vec<(Column, u32)> {
    let kinds = [Column::Serial, Column::Name, Column::Unit, Column::Post];
    let kinds = kinds.into_iter().chain(has_phones.then_some(Column::Phone));
    let kinds = kinds.chain((0..n_signs).map(Column::Sign)).chain([Column::Remark, Column::Id]);
    let mut columns: Vec<(Column, u32)> = kinds.map(|kind| (kind, kind.limits_mm().0)).collect();
    let wanted = if is_landscape(n_signs) { 268 } else { 184 };
    let mut room = wanted - columns.iter().map(|(_, width)| width).sum::<u32>().min(wanted);
    while room > 0 {
        let mut given = 0;
        for (kind, width) in &mut columns {
            let is_wanting = matches!(kind, Column::Unit) || matches!(kind, Column::Sign(_)) && n_signs < 3;
            let share = if is_wanting { 2 } else { 1 };
            let share = share.min(kind.limits_mm().1 - *width).min(room - given);
            *width += share;
            given += share;
        }
        if given == 0 {
            break;
        }
        room -= given;
    }
    columns
}

/// How the rows of a table are spread over pages.
#[derive(Clone, Debug, PartialEq)]
pub struct PagePlan {
    /// The height of each row in points.
    pub row_points: f64,
    /// The rows, counted from 0, before which a new page begins.
    pub breaks: Vec<usize>,
}

/// Spreads rows over the fewest pages with rows as high as that allows. The last page always holds some
/// rows besides the line of totals.
pub fn page_plan(n_rows: usize, n_signs: usize, n_fact_lines: usize) -> PagePlan {
    let height_mm = if is_landscape(n_signs) { 210.0 } else { 297.0 };
    let usable = (height_mm - MARGINS_MM[1] - MARGINS_MM[2]) * POINTS_A_MM * SAFE_SHARE;
    let heading = 2.0 * HEADING_POINTS;
    let first = usable - TITLE_POINTS - FACTS_POINTS * n_fact_lines as f64 - heading;
    let plan = |row_points: f64| spread(n_rows, [first, usable - heading], row_points);
    let least = plan(LEAST_ROW_POINTS);
    let steps = ((MOST_ROW_POINTS - LEAST_ROW_POINTS) / PIXEL_POINTS) as u32;
    let higher = (1..=steps).rev().map(|step| plan(LEAST_ROW_POINTS + f64::from(step) * PIXEL_POINTS));
    higher.into_iter().find(|plan| plan.breaks.len() == least.breaks.len()).unwrap_or(least)
}

/// Fills pages of which the first has less room than the others.
fn spread(n_rows: usize, [first, next]: [f64; 2], row_points: f64) -> PagePlan {
    let mut breaks = Vec::new();
    let (mut start, mut room) = (0, first);
    loop {
        let left = n_rows - start;
        if left as f64 * row_points + TOTALS_POINTS <= room {
            return PagePlan { row_points, breaks };
        }
        let fits = (room / row_points) as usize;
        // with rows so few that all fit but the totals do not, the last ones go along with the totals
        let taken = fits.min(left.saturating_sub(LEAST_ROWS_ON_LAST)).max(1);
        if taken >= left {
            return PagePlan { row_points, breaks };
        }
        start += taken;
        breaks.push(start);
        room = next;
    }
}

/// Where cells end when texts that need the given widths share the columns: the column after each one's
/// last, so chosen that the tightest text has the most room, and the share of its need that it gets.
pub fn shared_ends(column_widths: &[f64], needs: &[f64]) -> (Vec<usize>, f64) {
    let [need, rest @ ..] = needs else { return (Vec::new(), f64::INFINITY) };
    let n_columns = column_widths.len();
    if rest.is_empty() {
        return (vec![n_columns], column_widths.iter().sum::<f64>() / need);
    }
    let mut best = (Vec::new(), f64::NEG_INFINITY);
    for end in 1..=n_columns.saturating_sub(rest.len()) {
        let room = column_widths[..end].iter().sum::<f64>() / need;
        let (ends, others) = shared_ends(&column_widths[end..], rest);
        if room.min(others) > best.1 {
            best = ([end].into_iter().chain(ends.into_iter().map(|e| e + end)).collect(), room.min(others));
        }
    }
    best
}

/// The size of a text in a cell, and whether it goes over several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The size of the letters in points.
    pub points: u8,
    /// Whether it wraps; else it stands on one line and may shrink a little.
    pub wraps: bool,
}

/// The largest size in which a text fits a cell of the least row height: one line shrunk by at most a
/// sixth, or a few lines of smaller letters.
pub fn fit(text: &str, width_mm: u32) -> Fit {
    let width = (f64::from(width_mm) * POINTS_A_MM) - 4.0;
    let needs = |points: u8| ems(text) * f64::from(points);
    if needs(TEXT_POINTS) <= width * 1.2 {
        return Fit { points: TEXT_POINTS, wraps: false };
    }
    let fits = |points: &u8| {
        let n_lines = (LEAST_ROW_POINTS / (f64::from(*points) * 1.25)).floor();
        let a_line = (width / f64::from(*points)).floor() - 0.5;
        ems(text) <= a_line * n_lines
    };
    Fit { points: [9, 8, 7, 6].into_iter().find(fits).unwrap_or(5), wraps: true }
}

/// About how wide a text is, in widths of a Chinese character.
pub fn ems(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_fits_its_paper_with_boxes_wide_enough_to_sign() {
        for n_signs in 1..=6 {
            for has_phones in [false, true] {
                let columns = columns(n_signs, has_phones);
                let paper = if is_landscape(n_signs) { 297 } else { 210 };
                let width: u32 = columns.iter().map(|(_, width)| width).sum();
                assert!(width + 20 <= paper, "{n_signs} sign columns take {width} mm");
                assert!(columns.iter().all(|(kind, width)| !matches!(kind, Column::Sign(_)) || *width >= 18));
            }
        }
    }

    #[test]
    fn no_page_holds_more_than_fits_and_the_last_one_is_never_nearly_empty() {
        for n_signs in [1, 6] {
            for n_rows in 5..400 {
                let plan = page_plan(n_rows, n_signs, 1);
                assert!(plan.row_points * 0.95 >= 8.5 * POINTS_A_MM);
                let bounds: Vec<usize> = [0].into_iter().chain(plan.breaks.iter().copied()).chain([n_rows]).collect();
                let pages: Vec<usize> = bounds.windows(2).map(|page| page[1] - page[0]).collect();
                let height = if n_signs == 6 { 182.0 } else { 269.0 } * POINTS_A_MM;
                for (i, rows) in pages.iter().enumerate() {
                    let above = if i == 0 { TITLE_POINTS + FACTS_POINTS } else { 0.0 };
                    let below = if i + 1 == pages.len() { TOTALS_POINTS } else { 0.0 };
                    let used = above + 2.0 * HEADING_POINTS + *rows as f64 * plan.row_points + below;
                    assert!(used <= height, "{n_rows} rows: page {i} is too full");
                }
                assert!(*pages.last().expect("a page") >= 3, "{n_rows} rows: {pages:?}");
            }
        }
    }

    #[test]
    fn texts_share_the_columns_so_that_the_tightest_has_most_room() {
        assert_eq!(shared_ends(&[10.0; 8], &[5.0, 5.0, 5.0, 5.0]).0, [2, 4, 6, 8]);
        assert_eq!(shared_ends(&[10.0; 4], &[60.0, 1.0, 1.0, 1.0]).0, [1, 2, 3, 4]);
        let (ends, room) = shared_ends(&[9.0, 18.0, 42.0, 20.0, 25.0], &[50.0, 40.0]);
        assert_eq!(ends, [3, 5]);
        assert!((room - 45.0 / 40.0).abs() < 1e-9);
    }

    #[test]
    fn long_texts_go_over_lines_before_they_become_too_small_to_read() {
        assert_eq!(fit("游仙镇 · 绣山村党支部", 45), Fit { points: 11, wraps: false });
        assert_eq!(fit("魏城镇 · 魏城绣山现代农业合作社党支部", 45), Fit { points: 9, wraps: true });
        assert!(fit(&"绵阳市游仙区蔬菜专业合作社".repeat(2), 45).points >= 8);
        assert!(fit(&"长".repeat(500), 45).wraps);
    }
}
