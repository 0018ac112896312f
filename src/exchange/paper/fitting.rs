//! Texts fitted into widths: the size of their letters and their lines. Knows no font: what measures is handed in.
//!
//! A spreadsheet program measures with its own fonts, so for that everything is planned a little smaller than it is.

use super::lines::{break_lines, in_two_lines, width};
use super::{Align, Role, Text};

/// The size of ordinary text.
pub const TEXT_POINTS: f64 = 11.0;
/// The size of a title's letters (2 号).
pub const TITLE_SIZE: f64 = 22.0;
/// The height of a title of one line.
pub const TITLE_POINTS: f64 = 39.0;
/// The size of a record's id.
pub const ID_POINTS: f64 = 5.5;
/// From line to line, in sizes of the letters.
pub const LEADING: f64 = 1.3;
/// Between the lines of a cell and its border, above and below together.
pub const PADDING: f64 = 4.0;
/// Between a cell's border and its text, at each side.
pub const INSET: f64 = 2.5;

/// The least height of rows to write in: 9.0 mm, so that 8.5 mm are left if the table is shrunk by a twentieth.
///
/// Source: `ARCHITECTURE.md`, "Attendance sheet": row height at least 8.5 mm.
pub const LEAST_ROW_POINTS: f64 = 25.5;

/// How wide characters are, in sizes of the letters.
pub trait Measure {
    /// The width of a character.
    fn advance(&self, c: char, role: Role) -> f64;

    /// The width that a character must have at the end of a line: a closing mark there may lose the blank half of its
    /// square.
    fn advance_at_end(&self, c: char, role: Role) -> f64 {
        self.advance(c, role)
    }

    /// The share of a line that may be counted on where text is broken: less than all where another program with
    /// other fonts breaks it.
    fn sure_share(&self) -> f64 {
        1.0
    }

    /// From line to line of what is only read, in sizes of the letters.
    fn leading(&self) -> f64 {
        LEADING
    }

    /// The width of a text on one line.
    fn ems(&self, text: &str, role: Role) -> f64 {
        width(text, |c| self.advance(c, role))
    }
}

/// Widths for a program whose fonts are not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Estimate;

impl Measure for Estimate {
    fn advance(&self, c: char, _role: Role) -> f64 {
        if c.is_ascii() { 0.5 } else { 1.0 }
    }

    fn sure_share(&self) -> f64 {
        0.94
    }

    fn leading(&self) -> f64 {
        1.42
    }
}

/// A text in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The whole text.
    pub text: String,
    /// The size of its letters.
    pub points: f64,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Fit {
    /// The height that it needs in a cell, from line to line so many sizes of its letters.
    pub fn height(&self, leading: f64) -> f64 {
        self.lines.len() as f64 * self.points * leading + PADDING
    }
}

fn on_one_line(text: &str, points: f64) -> Fit {
    Fit { text: text.to_owned(), points, lines: vec![text.to_owned()] }
}

/// As few lines as there can be; two or three of them are about equally long, so that no character stands alone.
fn on_lines(text: &str, points: f64, width: f64, role: Role, measure: &impl Measure) -> Fit {
    let width = width * measure.sure_share();
    let sizes = |c| [measure.advance(c, role) * points, measure.advance_at_end(c, role) * points];
    let broken = |width: f64| break_lines(text, width, 0.0, sizes);
    let lines = broken(width);
    let lines = match lines.len() {
        2 if !text.contains('\n') => in_two_lines(text, width, sizes).map_or(lines, Vec::from),
        3 if !text.contains('\n') => {
            let third = measure.ems(text, role) * points / 3.0;
            [1.02, 1.1, 1.2]
                .into_iter()
                .map(|share| broken(third * share))
                .find(|even| even.len() == 3)
                .unwrap_or(lines)
        }
        _ => lines,
    };
    Fit { text: text.to_owned(), points, lines }
}

/// A text to be read: one line, shrunk a little if that saves a second one; else up to three lines; else smaller
/// letters on as many as it takes. So most letters of a table are equally large.
pub fn fit_reading(text: &str, width: f64, points: f64, role: Role, measure: &impl Measure) -> Fit {
    let need = measure.ems(text, role) * points;
    if !text.contains('\n') && need <= width * 1.06 {
        return on_one_line(text, points.min(points * width / need.max(1.0)));
    }
    let fit = on_lines(text, points, width, role, measure);
    if fit.lines.len() <= 3 {
        return fit;
    }
    on_lines(text, points - 1.0, width, role, measure)
}

/// A figure: on one line however small, since a number over two lines is two numbers.
pub fn fit_figure(text: &str, width: f64, points: f64, role: Role, measure: &impl Measure) -> Fit {
    let need = measure.ems(text, role) * points;
    on_one_line(text, points.min(points * width / need.max(1.0)))
}

/// A text in a row to write in: the largest size in which it fits the least height, one line shrunk by at most
/// a sixth, or a few lines of smaller letters. Only a text that would become too small to read makes its row
/// higher.
pub fn fit_writing(text: &str, width: f64, measure: &impl Measure) -> Fit {
    let need = measure.ems(text, Role::Body) * TEXT_POINTS;
    if need <= width * 1.2 {
        return on_one_line(text, TEXT_POINTS.min(TEXT_POINTS * width / need.max(1.0)));
    }
    let small = [9.0, 8.0, 7.0, 6.0].map(|size| on_lines(text, size, width, Role::Body, measure));
    let fits = small.iter().position(|fit| fit.height(LEADING) <= LEAST_ROW_POINTS + PADDING).unwrap_or(2);
    small.into_iter().nth(fits).unwrap_or_default()
}

/// A record's id.
pub fn fit_id(text: &str, width: f64, measure: &impl Measure) -> Fit {
    let need = measure.ems(text, Role::Body) * ID_POINTS;
    on_one_line(text, ID_POINTS.min(ID_POINTS * width / need.max(1.0)))
}

/// A title: on one line if need be a little smaller, else on lines of about the same length.
pub fn fit_title(text: &str, width: f64, measure: &impl Measure) -> Fit {
    let need = measure.ems(text, Role::Title) * TITLE_SIZE;
    if need <= width * 1.15 {
        return on_one_line(text, TITLE_SIZE.min(TITLE_SIZE * width / need.max(1.0)));
    }
    on_lines(text, TITLE_SIZE, width, Role::Title, measure)
}

/// The height of a title.
pub fn title_height(fit: &Fit) -> f64 {
    TITLE_POINTS + (fit.lines.len().max(1) - 1) as f64 * TITLE_SIZE * LEADING
}

/// From line to line of a paragraph. Letters keep 28 points, so that a page holds 22 lines; notes keep away from the
/// table above them.
///
/// Source: GB/T 9704-2012, 5.2.3: 22 lines a page.
pub fn line_height(text: &Text) -> f64 {
    let size = text_size(text);
    size * if size > TEXT_POINTS { 1.75 } else { 1.8 }
}

/// The size of a paragraph's letters.
pub fn text_size(text: &Text) -> f64 {
    if text.points == 0 { TEXT_POINTS } else { f64::from(text.points) }
}

/// A paragraph's lines. Where all is set flush left and right, letters may stand a fiftieth closer if that saves a
/// line.
pub fn fit_text(text: &Text, width: f64, measure: &impl Measure) -> Fit {
    let points = text_size(text);
    let indent = if text.is_indented { 2.0 * points } else { 0.0 };
    let width = width * measure.sure_share();
    let sizes = |c| [measure.advance(c, text.role) * points, measure.advance_at_end(c, text.role) * points];
    let lines = break_lines(&text.text, width, indent, sizes);
    let can_close_up = text.align == Align::Both && measure.sure_share() >= 1.0;
    let close = can_close_up.then(|| break_lines(&text.text, width * 1.02, indent, sizes));
    let lines = close.filter(|close| close.len() < lines.len()).unwrap_or(lines);
    Fit { text: text.text.clone(), points, lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_go_over_lines_before_they_become_too_small_to_read() {
        let fit = |text: &str| fit_writing(text, 123.0, &Estimate);
        assert_eq!((fit("游仙镇 · 绣山村党支部").points, fit("游仙镇 · 绣山村党支部").lines.len()), (11.0, 1));
        let long = fit("魏城镇 · 魏城绣山现代农业合作社党支部");
        assert_eq!((long.points, long.lines.len()), (9.0, 2));
        assert!(fit(&"长".repeat(500)).points >= 7.0);
    }

    #[test]
    fn no_character_stands_alone_on_the_last_line_of_a_cell_or_title() {
        let lines = |fit: Fit| fit.lines;
        assert_eq!(
            lines(fit_reading("游仙镇初级中学党支部", 100.0, 11.0, Role::Body, &Estimate)),
            ["游仙镇初级", "中学党支部"]
        );
        let title = "关于举办2012年度游仙区农村党员致富带头人实用技术培训班的通知";
        let broken = lines(fit_title(title, 450.0, &Estimate));
        let lengths: Vec<usize> = broken.iter().map(|line| line.chars().count()).collect();
        assert_eq!(broken.concat(), title);
        assert!(matches!(lengths[..], [first, last] if first.abs_diff(last) <= 4), "{broken:?}");
    }

    #[test]
    fn a_paragraph_set_flush_is_set_closer_if_that_saves_its_last_line() {
        struct Exact;
        impl Measure for Exact {
            fn advance(&self, _c: char, _role: Role) -> f64 {
                1.0
            }
        }
        let text = |n: usize, align| Text { text: "字".repeat(n), points: 10, align, ..Text::default() };
        let n_lines = |n, align| fit_text(&text(n, align), 500.0, &Exact).lines.len();
        assert_eq!((n_lines(101, Align::Left), n_lines(101, Align::Both)), (3, 2));
        assert_eq!(n_lines(103, Align::Both), 3);
    }
}
