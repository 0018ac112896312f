//! The heading of a list: one to three rows below the title, and what each column means. Knows no kind of list.

use super::clean::without_spaces;
use super::table_file::{Cell, Row};

/// A heading stands among the first rows, below a title at most.
const WITHIN: usize = 12;
/// Rows of a heading at most.
const TALLEST: usize = 3;
/// A heading has so many characters at most.
const LONGEST: usize = 14;

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heading<C> {
    /// Its last row.
    pub last: usize,
    /// What stands above each column.
    pub headings: Vec<String>,
    /// What each column means; `None`: it is not read.
    pub columns: Vec<Option<C>>,
}

/// What a kind of list knows of its headings.
pub(super) struct Known<'a, C> {
    /// The meaning of a heading, if it is one that such lists use.
    pub meaning: &'a dyn Fn(&str) -> Option<C>,
    /// Whether columns of these meanings make a list of the kind; the flag tells that only one cell is filled.
    pub is_one: &'a dyn Fn(&[Option<C>], bool) -> bool,
}

/// The heading of a list: the rows that name most columns, the fewest of them. `None` if no rows name what is needed.
pub(super) fn find<C: Copy + PartialEq>(rows: &[Row], n_columns: usize, known: &Known<'_, C>) -> Option<Heading<C>> {
    let mut best: Option<((usize, usize), Heading<C>)> = None;
    for first in 0..rows.len().min(WITHIN) {
        for height in 1..=TALLEST.min(rows.len() - first) {
            let last = first + height - 1;
            let Some(heading) = read(&rows[first..=last], last, n_columns, known) else { continue };
            let worth = (heading.columns.iter().flatten().count(), TALLEST - height);
            if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                best = Some((worth, heading));
            }
        }
    }
    best.map(|(_, heading)| heading)
}

/// The row that looks most like a heading although it does not name what is needed: of the first rows without values
/// the one with most cells. `None` if there is none with two.
pub(super) fn likely<C: Copy + PartialEq>(rows: &[Row], n_columns: usize, known: &Known<'_, C>) -> Option<Heading<C>> {
    let looks = |row: &&Row| n_filled(row) > 1 && !row.cells.iter().any(is_value);
    let rows = rows.iter().enumerate().take(WITHIN).filter(|(_, row)| looks(row));
    let (last, row) = rows.rev().max_by_key(|(_, row)| n_filled(row))?;
    let (headings, columns) = meanings(&[row], n_columns, known);
    Some(Heading { last, headings, columns })
}

/// Rows as a heading; `None` if they are none.
fn read<C: Copy + PartialEq>(rows: &[Row], last: usize, n_columns: usize, known: &Known<'_, C>) -> Option<Heading<C>> {
    // a row of the list below would only be mistaken for a heading if somebody were called 电话
    if rows.iter().skip(1).any(|row| row.cells.iter().any(is_value)) || rows.windows(2).any(fills) {
        return None;
    }
    // a title has one cell and says nothing about its column
    let is_lonely = rows.len() == 1 && n_filled(&rows[0]) == 1;
    let rows: Vec<&Row> = rows.iter().filter(|row| is_lonely || n_filled(row) > 1).collect();
    let (headings, columns) = meanings(&rows, n_columns, known);
    (known.is_one)(&columns, is_lonely).then_some(Heading { last, headings, columns })
}

/// What stands above each column, and what it means; of two that mean the same the first counts.
fn meanings<C: Copy + PartialEq>(
    rows: &[&Row],
    n_columns: usize,
    known: &Known<'_, C>,
) -> (Vec<String>, Vec<Option<C>>) {
    let text = |row: &Row, column: usize| row.cells.get(column).map(Cell::text).unwrap_or_default().into_owned();
    let mut columns: Vec<Option<C>> = Vec::with_capacity(n_columns);
    let mut headings = Vec::with_capacity(n_columns);
    for column in 0..n_columns {
        let parts: Vec<String> = rows.iter().map(|row| text(row, column)).filter(|part| !part.is_empty()).collect();
        let meaning = parts.iter().rev().find_map(|part| (known.meaning)(part));
        columns.push(meaning.filter(|meaning| !columns.contains(&Some(*meaning))));
        headings.push(parts.iter().map(|part| without_spaces(part)).collect::<Vec<_>>().join("/"));
    }
    (headings, columns)
}

fn n_filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// Whether the second of two rows has something below nearly every cell of the first, as rows of a list have; the lower
/// row of a heading only parts what spans several columns.
fn fills(two: &[Row]) -> bool {
    let [upper, lower] = two else { return false };
    let is_filled = |row: &Row, at: usize| row.cells.get(at).is_some_and(|cell| !cell.is_blank());
    let n_both = (0..upper.cells.len()).filter(|at| is_filled(upper, *at) && is_filled(lower, *at)).count();
    n_both > 1 && 3 * n_both > 2 * n_filled(upper)
}

/// Whether a cell holds what lists hold and headings do not.
pub(super) fn is_value(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => true,
        Cell::Text(text) => {
            let plain = without_spaces(text);
            matches!(plain.as_str(), "男" | "女") || plain.chars().any(|c| c.is_ascii_digit())
        }
        Cell::Empty | Cell::NoValue => false,
    }
}

/// A heading as it is compared with those that lists use: small letters, without spaces, brackets and stars. `None` for
/// what is too long to be one.
pub(super) fn plain_heading(text: &str) -> Option<String> {
    let plain = without_spaces(text).to_lowercase();
    let plain = plain.split(['(', ':']).next().unwrap_or_default().trim_matches('*');
    (!plain.is_empty() && plain.chars().count() <= LONGEST).then(|| plain.to_owned())
}

/// Gives a column a meaning; the column that had it before loses it.
pub(super) fn set_meaning<C: Copy + PartialEq>(columns: &mut [Option<C>], column: usize, meaning: Option<C>) {
    for other in columns.iter_mut().filter(|other| meaning.is_some() && **other == meaning) {
        *other = None;
    }
    if let Some(own) = columns.get_mut(column) {
        *own = meaning;
    }
}

/// What tells a layout from others: its headings in order. Empty without a heading.
pub(super) fn layout_of(headings: &[String]) -> String {
    let mut headings: Vec<String> = headings.iter().map(|heading| without_spaces(heading)).collect();
    headings.truncate(headings.iter().rposition(|heading| !heading.is_empty()).map_or(0, |last| last + 1));
    headings.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Row> {
        let row = |line: &str| Row { cells: line.split('|').map(Cell::typed).collect(), ..Row::default() };
        text.lines().map(row).collect()
    }

    fn found(text: &str) -> Option<(usize, Vec<Option<char>>)> {
        let meaning = |text: &str| match text {
            "项目" => Some('i'),
            "金额" | "实际" => Some('a'),
            "备注" => Some('n'),
            _ => None,
        };
        let is_one = |columns: &[Option<char>], _: bool| columns.contains(&Some('i'));
        let heading = find(&rows(text), 3, &Known { meaning: &meaning, is_one: &is_one })?;
        Some((heading.last, heading.columns))
    }

    #[test]
    fn a_heading_of_two_rows_is_read_and_the_first_row_of_the_list_is_not_part_of_it() {
        let expected = Some((1, vec![Some('i'), None, Some('a')]));
        assert_eq!(found("项目|费用|\n|预计|实际\n餐费|甲|乙"), expected);
        assert_eq!(found("某某表||\n项目|金额|说明\n餐费|金额|备注").map(|(last, _)| last), Some(1));
        assert_eq!(found("甲|乙|丙"), None);
    }
}
