//! A paper laid out page by page: texts and rules with their places, before anything is drawn.

use super::setting::Setting;
use crate::exchange::paper::fitting::{
    Fit, ID_POINTS, INSET, LEADING, Measure, TEXT_POINTS, fit_text, fit_title, line_height, text_size, title_height,
};
use crate::exchange::paper::layout::{
    BELOW_TABLE_POINTS, Laid, LaidRow, POINTS_A_MM, SIGNED_POINTS, lay, lay_line, margins_mm, page_height, paper_mm,
    row_role,
};
use crate::exchange::paper::{Align, Block, Column, LETTER_POINTS, Paper, Role, RowKind, Section, Text};

/// Room between the facts of a sheet and its id.
const ID_GAP: f64 = 8.0;
/// The share of a letter's size by which its foot lies below the middle of its line.
const FOOT_SHARE: f64 = 0.38;
/// How far from the right the longest line of a signature ends, in sizes of its letters.
///
/// Source: GB/T 9704-2012, 7.3.5: the date ends four characters from the right.
const SIGNED_INSET: f64 = 4.0;

/// How far apart letters may be set to fill a line, in sizes of the letters.
const MOST_SPREAD: f64 = 0.1;

/// A page: its size in points, texts and rules.
pub struct Page {
    /// Width and height.
    pub size: [f64; 2],
    /// See [`margins_mm`].
    pub margins_mm: [f64; 4],
    /// The texts.
    pub texts: Vec<Placed>,
    /// The rules, each from a point to a point.
    pub rules: Vec<[f64; 4]>,
}

/// A text in its place.
pub struct Placed {
    /// The left end of its foot line.
    pub at: [f64; 2],
    /// What it says.
    pub text: String,
    /// The size of its letters.
    pub points: f64,
    /// What they are for.
    pub role: Role,
    /// Whether they are grey.
    pub is_grey: bool,
    /// What is added to the width of each letter, in points.
    pub spread: f64,
}

/// The pages of a paper; each has at least one.
pub fn pages(paper: &Paper, setting: &Setting) -> Vec<Page> {
    let mut pages = Vec::new();
    for section in &paper.sections {
        let mut flow = Flow::new(section, setting, &mut pages);
        flow.new_page();
        flow.section();
    }
    pages
}

/// How a text is to look.
#[derive(Clone, Copy)]
struct Look {
    align: Align,
    role: Role,
    is_grey: bool,
}

const PLAIN: Look = Look { align: Align::Left, role: Role::Body, is_grey: false };

/// The pages of a section as they fill.
struct Flow<'a> {
    section: &'a Section,
    setting: &'a Setting,
    laid: Laid,
    pages: &'a mut Vec<Page>,
    top: f64,
    bottom: f64,
    left: f64,
    y: f64,
}

impl<'a> Flow<'a> {
    fn new(section: &'a Section, setting: &'a Setting, pages: &'a mut Vec<Page>) -> Self {
        let laid = lay(section, setting);
        let top = margins_mm(section)[1] * POINTS_A_MM;
        let left = (paper_mm(section)[0] * POINTS_A_MM - laid.width()) / 2.0;
        Self { section, setting, laid, pages, top, bottom: top + page_height(section), left, y: top }
    }

    fn new_page(&mut self) {
        let size = paper_mm(self.section).map(|mm| mm * POINTS_A_MM);
        self.pages.push(Page { size, margins_mm: margins_mm(self.section), texts: Vec::new(), rules: Vec::new() });
        self.y = self.top;
    }

    /// Goes to a new page unless so much room is left on this one.
    fn need(&mut self, points: f64) {
        if self.y + points > self.bottom + 0.01 && self.y > self.top {
            self.new_page();
        }
    }

    fn section(&mut self) {
        let section = self.section;
        self.blocks(&section.above);
        if section.table.is_some() {
            self.table();
            self.y += BELOW_TABLE_POINTS;
        }
        self.blocks(&section.below);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Title(text) => self.title(text),
                Block::Line { texts, id, points } => self.line(texts, id, *points),
                Block::Text(text) => self.text(text),
                Block::Signed(lines) => self.signed(lines),
            }
        }
    }

    fn title(&mut self, text: &str) {
        let width = self.laid.width();
        let fit = fit_title(text, width, self.setting);
        let height = title_height(&fit);
        self.need(height);
        let a_line = height / fit.lines.len() as f64;
        let look = Look { align: Align::Center, role: Role::Title, ..PLAIN };
        for line in &fit.lines {
            self.put(line, fit.points, [self.left, self.y, width, a_line], look);
            self.y += a_line;
        }
    }

    /// Who sends a letter and when stay together.
    fn signed(&mut self, lines: &[String]) {
        self.need(SIGNED_POINTS * lines.len() as f64);
        let size = f64::from(LETTER_POINTS);
        let widest = lines.iter().map(|line| self.setting.ems(line, Role::Body) * size).fold(0.0, f64::max);
        let left = self.left + self.laid.width() - SIGNED_INSET * size - widest;
        for line in lines {
            self.put(line, size, [left, self.y, widest, SIGNED_POINTS], Look { align: Align::Center, ..PLAIN });
            self.y += SIGNED_POINTS;
        }
    }

    fn line(&mut self, texts: &[String], id: &str, points: f64) {
        let n_columns = self.laid.widths_mm.len() - usize::from(!id.is_empty());
        let lines = lay_line(texts, &self.laid.widths_mm[..n_columns], self.setting);
        for (number, line) in lines.iter().enumerate() {
            self.need(points);
            let mut first = 0;
            for (i, (text, end)) in line.texts.iter().zip(&line.ends).enumerate() {
                let is_last = i + 1 == line.texts.len() && i > 0;
                let (left, width) = self.columns(first, *end);
                let width = if *end == n_columns && !id.is_empty() { width - ID_GAP } else { width };
                let align = if is_last { Align::Right } else { Align::Left };
                let need = self.setting.ems(text, Role::Body) * TEXT_POINTS;
                let size = TEXT_POINTS.min(TEXT_POINTS * width / need.max(1.0));
                self.put(text, size, [left, self.y, width, points], Look { align, ..PLAIN });
                first = *end;
            }
            if number == 0 && !id.is_empty() {
                let (left, width) = self.columns(n_columns, n_columns + 1);
                let look = Look { align: Align::Right, is_grey: true, ..PLAIN };
                self.put(id, ID_POINTS, [left, self.y, width, points], look);
            }
            self.y += points;
        }
    }

    fn text(&mut self, text: &Text) {
        let width = self.laid.width();
        let fit = fit_text(text, width, self.setting);
        let height = line_height(text);
        for (number, line) in fit.lines.iter().enumerate() {
            // neither the first nor the last line of a paragraph stands alone on a page, nor a heading before them
            let is_pair = fit.lines.len() > 1 && (number == 0 || number + 2 == fit.lines.len());
            let n_together = if text.role == Role::Heading { 3 } else { 1 + u32::from(is_pair) };
            self.need(f64::from(n_together) * height);
            let indent = if text.is_indented && number == 0 { 2.0 * text_size(text) } else { 0.0 };
            let is_last = number + 1 == fit.lines.len();
            let align = if is_last && text.align == Align::Both { Align::Left } else { text.align };
            let look = Look { align, role: text.role, is_grey: false };
            self.put(line, fit.points, [self.left + indent, self.y, width - indent, height], look);
            self.y += height;
        }
    }

    /// The left edge and the width of columns from one to before another.
    fn columns(&self, first: usize, end: usize) -> (f64, f64) {
        let sum = |widths: &[u32]| f64::from(widths.iter().sum::<u32>()) * POINTS_A_MM;
        (self.left + sum(&self.laid.widths_mm[..first]), sum(&self.laid.widths_mm[first..end]))
    }

    fn table(&mut self) {
        let rows = std::mem::take(&mut self.laid.rows);
        let breaks = std::mem::take(&mut self.laid.breaks);
        if breaks.first() != Some(&0) {
            self.head();
        }
        for (number, row) in rows.iter().enumerate() {
            if breaks.contains(&number) {
                self.new_page();
                self.head();
            }
            self.row(row);
        }
    }

    fn head(&mut self) {
        let heads = std::mem::take(&mut self.laid.heads);
        let heights = self.laid.head_heights.clone();
        let sum = |rows: std::ops::Range<usize>| heights[rows].iter().sum::<f64>();
        for head in &heads {
            let (first_row, first) = (usize::from(head.row), usize::from(head.column));
            let (left, width) = self.columns(first, first + usize::from(head.n_columns));
            let y = self.y + sum(0..first_row);
            let height = sum(first_row..first_row + usize::from(head.n_rows));
            let is_id = self.section.columns.get(first).is_some_and(|column| column.is_id);
            let fit = Fit { points: if is_id { 8.0 } else { head.fit.points }, ..head.fit.clone() };
            self.cell(
                &fit,
                [left, y, width, height],
                Look { align: Align::Center, role: Role::Heading, is_grey: false },
            );
        }
        self.y += self.laid.head_height();
        self.laid.heads = heads;
    }

    fn row(&mut self, row: &LaidRow) {
        let role = row_role(row.kind);
        if let (RowKind::Group, Some(cell)) = (row.kind, row.cells.first()) {
            let place = [self.left, self.y, self.laid.width(), row.height];
            self.cell(cell, place, Look { role, ..PLAIN });
        } else {
            let columns = &self.section.columns;
            for (number, (cell, Column { align, is_id, .. })) in row.cells.iter().zip(columns).enumerate() {
                let (left, width) = self.columns(number, number + 1);
                let look = Look { align: *align, role, is_grey: *is_id };
                self.cell(cell, [left, self.y, width, row.height], look);
            }
        }
        self.y += row.height;
    }

    fn cell(&mut self, fit: &Fit, place: [f64; 4], look: Look) {
        let [left, top, width, height] = place;
        self.frame(place);
        let a_line = fit.points * LEADING;
        let mut y = top + (height - a_line * fit.lines.len() as f64) / 2.0;
        for line in &fit.lines {
            self.put(line, fit.points, [left + INSET, y, width - 2.0 * INSET, a_line], look);
            y += a_line;
        }
    }

    fn frame(&mut self, [left, top, width, height]: [f64; 4]) {
        let (right, bottom) = (left + width, top + height);
        let Some(page) = self.pages.last_mut() else { return };
        page.rules.extend([
            [left, top, right, top],
            [left, bottom, right, bottom],
            [left, top, left, bottom],
            [right, top, right, bottom],
        ]);
    }

    /// Puts one line of text into a place.
    fn put(&mut self, text: &str, points: f64, [left, top, width, height]: [f64; 4], look: Look) {
        if text.is_empty() {
            return;
        }
        let ems = self.setting.ems(text, look.role);
        let n_gaps = (text.chars().count().max(2) - 1) as f64;
        let closing = text
            .chars()
            .last()
            .map_or(0.0, |c| self.setting.advance(c, look.role) - self.setting.advance_at_end(c, look.role));
        let (x, spread) = match look.align {
            Align::Left => (left, 0.0),
            Align::Center => (left + (width - ems * points) / 2.0, 0.0),
            Align::Right => (left + width - ems * points, 0.0),
            Align::Both => {
                let spread = (width - (ems - closing) * points) / n_gaps;
                // letters far apart look worse than an uneven edge
                (left, if spread > MOST_SPREAD * points { 0.0 } else { spread })
            }
        };
        let at = [x, top + height / 2.0 + FOOT_SHARE * points];
        let Look { role, is_grey, .. } = look;
        if let Some(page) = self.pages.last_mut() {
            page.texts.push(Placed { at, text: text.to_owned(), points, role, is_grey, spread });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::paper::pdf::faces::Faces;

    const SENDER: &str = "区委组织部";
    const DATE: &str = "2012年6月28日";

    /// A letter of so many headings with a paragraph each.
    fn letter(n_parts: usize) -> Paper {
        let mut above = vec![Block::Title("关于举办书记轮训第 9 期的通知".to_owned()), Block::body("")];
        for part in 0..n_parts {
            above.push(Block::heading("一、时间和地点"));
            above.push(Block::body(format!("请于2012年{}前报送。", "名单".repeat(part * 7 % 40))));
        }
        above.extend([Block::body("\n"), Block::signed(SENDER, DATE)]);
        let columns = vec![Column::words(159, 159)];
        Paper::single("", "", Section { is_letter: true, columns, above, ..Section::default() })
    }

    #[test]
    fn a_letter_has_the_sizes_and_places_of_an_official_one_wherever_its_pages_end() {
        let mm = |mm: f64| mm * POINTS_A_MM;
        for n_parts in 1..50 {
            let paper = letter(n_parts);
            let setting = Setting::of(&paper, Faces::built_in()).expect("faces");
            let right = |text: &Placed| text.at[0] + setting.ems(&text.text, text.role) * text.points;
            let pages = pages(&paper, &setting);
            let title = &pages[0].texts[0];
            assert!((title.at[0] + right(title) - mm(210.0)).abs() < 0.1 && title.points > 21.9);
            for page in &pages {
                assert!(page.texts.iter().all(|text| text.at[1] > mm(37.0) && text.at[1] < mm(297.0 - 35.0)));
                assert!(page.texts.iter().skip(1).all(|text| (text.points - 16.0).abs() < 0.1));
                assert!(page.texts.last().is_some_and(|text| text.role == Role::Body), "a heading alone: {n_parts}");
                for text in page.texts.iter().filter(|text| text.role == Role::Heading) {
                    assert!((text.at[0] - mm(25.5) - 32.0).abs() < 0.1, "two characters in");
                }
                for text in page.texts.iter().filter(|text| text.spread.abs() > 0.0) {
                    let end = right(text) + text.spread * (text.text.chars().count() - 1) as f64;
                    assert!((-0.1..=8.1).contains(&(end - mm(25.5 + 159.0))), "flush: {}", text.text);
                }
            }
            let last: Vec<&Placed> =
                pages.last().map(|page| page.texts.iter().rev().take(2).collect()).unwrap_or_default();
            let [date, sender] = last[..] else { continue };
            assert_eq!([sender.text.as_str(), date.text.as_str()], [SENDER, DATE], "{n_parts}: on one page");
            assert!((right(date) + 64.0 - mm(25.5 + 159.0)).abs() < 0.1, "four characters from the right");
            assert!((sender.at[0] + right(sender) - date.at[0] - right(date)).abs() < 0.1, "over each other");
        }
    }
}
