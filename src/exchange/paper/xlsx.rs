//! A paper as a spreadsheet that can be printed as it is: cells of text, figures as numbers, no formula, A4, one page
//! wide.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::figure::figure;
use super::fitting::{
    Estimate, Fit, ID_POINTS, Measure, TEXT_POINTS, fit_text, fit_title, line_height, text_size, title_height,
};
use super::layout::{
    HEADING_POINTS, Laid, LaidRow, POINTS_A_MM, SIGNED_POINTS, block_height, lay, lay_line, margins_mm, page_height,
    row_role,
};
use super::{Align, Block, Column, LETTER_POINTS, Paper, Role, RowKind, Section, Text};

/// 仿宋, the face of official letters, is on every Chinese Windows since Vista.
const BODY: &str = "仿宋";
/// The face of headings, on every Chinese Windows.
const HEADING: &str = "黑体";
/// The face of official titles. Offices have it installed; a program without it takes its 宋体, which is next.
const TITLE: &str = "方正小标宋简体";
/// GB 2312, so that a program without these fonts picks another Chinese one.
const CHARSET: u8 = 134;
const ROMAN: u8 = 1;
/// A spreadsheet measures columns in digits of its default font. Of this one the digits are equally wide
/// (8 pixels) in the metric-compatible replacements that programs without it use, so that the paper is too.
const MEASURE: &str = "Courier New";
const MEASURE_SIZE: f64 = 10.0;
const MEASURE_COLUMN_PIXELS: u32 = 72;
const MEASURE_ROW_PIXELS: u32 = 18;
const A4: u8 = 9;
/// The built-in number format `@`.
const TEXT_CELL: u8 = 49;
/// The most characters that a cell takes.
const MOST_CHARACTERS: usize = 32_000;

/// A program as its fonts may be: the width of Latin letters and figures, and the share of a line that it fills.
struct Program {
    latin: f64,
    share: f64,
}

const NARROW: Program = Program { latin: 0.5, share: 1.0 };
const WIDE: Program = Program { latin: 0.6, share: 0.95 };

impl Measure for Program {
    fn advance(&self, c: char, _role: Role) -> f64 {
        if c.is_ascii() { self.latin } else { 1.0 }
    }

    fn sure_share(&self) -> f64 {
        self.share
    }
}

/// The bytes of an xlsx file. The same paper gives the same bytes.
///
/// # Errors
/// What the writer cannot take, such as more than a million rows.
pub fn write(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let measure = Format::new().set_font_name(MEASURE).set_font_size(MEASURE_SIZE);
    workbook.set_default_format(&measure, MEASURE_ROW_PIXELS, MEASURE_COLUMN_PIXELS)?;
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&paper.title).set_creation_datetime(&created));
    let mut names = SheetNames::default();
    for sections in paper.sections.chunk_by(|one, next| one.name == next.name) {
        let Some(first) = sections.first() else { continue };
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(names.unique(&first.name))?;
        Writer::new(worksheet, paper, sections).write()?;
    }
    workbook.save_to_buffer()
}

/// Names that a spreadsheet accepts for its sheets, none twice.
#[derive(Default)]
struct SheetNames(Vec<String>);

impl SheetNames {
    fn unique(&mut self, wanted: &str) -> String {
        let plain: String = wanted.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\')).collect();
        let plain = plain.trim_matches('\'').trim();
        let plain = if plain.is_empty() { "-" } else { plain };
        let numbered = |n: u32| if n == 1 { cut(plain, 31) } else { format!("{} ({n})", cut(plain, 24)) };
        let is_free = |name: &String| !self.0.iter().any(|taken| taken.to_lowercase() == name.to_lowercase());
        let name = (1..1000).map(numbered).find(is_free).unwrap_or_default();
        self.0.push(name.clone());
        name
    }
}

fn cut(text: &str, n_chars: usize) -> String {
    text.chars().take(n_chars).collect()
}

/// A rectangle of cells: first and last row, first and last column.
type Span = ([u32; 2], [u16; 2]);

/// Writes the sections of one worksheet below each other.
struct Writer<'a> {
    worksheet: &'a mut Worksheet,
    paper: &'a Paper,
    sections: &'a [Section],
    widths_mm: Vec<u32>,
    row: u32,
    breaks: Vec<u32>,
    /// How much of a letter's page is used, in points.
    used: f64,
}

impl<'a> Writer<'a> {
    fn new(worksheet: &'a mut Worksheet, paper: &'a Paper, sections: &'a [Section]) -> Self {
        Self { worksheet, paper, sections, widths_mm: Vec::new(), row: 0, breaks: Vec::new(), used: 0.0 }
    }

    fn write(mut self) -> Result<(), XlsxError> {
        let sections = self.sections;
        for section in sections {
            if self.row > 0 {
                self.breaks.push(self.row);
            }
            self.used = 0.0;
            self.section(section, &lay(section, &Estimate))?;
        }
        self.set_up_page()
    }

    fn section(&mut self, section: &Section, laid: &Laid) -> Result<(), XlsxError> {
        self.widths_mm.clone_from(&laid.widths_mm);
        for (col, mm) in (0..).zip(&laid.widths_mm) {
            self.worksheet.set_column_width_pixels(col, mm_to_pixels(*mm))?;
        }
        self.blocks(section, &section.above)?;
        if section.table.is_some() {
            self.table(section, laid)?;
        }
        self.blocks(section, &section.below)
    }

    /// In a letter no page ends with a heading, and none parts a signature.
    fn blocks(&mut self, section: &Section, blocks: &[Block]) -> Result<(), XlsxError> {
        let height = |block: &Block, widths_mm: &[u32]| block_height(block, &section.columns, widths_mm, &WIDE);
        for (number, block) in blocks.iter().enumerate() {
            if section.is_letter {
                let is_heading = matches!(block, Block::Text(Text { role: Role::Heading, .. }));
                let next =
                    blocks.get(number + 1).filter(|_| is_heading).map_or(0.0, |next| height(next, &self.widths_mm));
                let own = height(block, &self.widths_mm);
                if self.used + own + next > page_height(section) {
                    self.breaks.push(self.row);
                    self.used = 0.0;
                }
                self.used += own;
            }
            self.block(block)?;
        }
        Ok(())
    }

    fn last_col(&self) -> u16 {
        (self.widths_mm.len().max(1) - 1) as u16
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        match block {
            Block::Title(text) => {
                let fit = fit_title(text, self.width(), &Estimate);
                let format = font(TITLE, fit.points.round()).set_align(FormatAlign::Center);
                let format = if fit.lines.len() > 1 { format.set_text_wrap() } else { format.set_shrink() };
                self.full_row(&fit.lines.join("\n"), &format, title_height(&fit))
            }
            Block::Line { texts, id, points } => self.line(texts, id, *points),
            Block::Text(text) => self.text(text),
            Block::Signed(lines) => self.signed(lines),
        }
    }

    /// The width of all columns in points.
    fn width(&self) -> f64 {
        f64::from(self.widths_mm.iter().sum::<u32>()) * POINTS_A_MM
    }

    /// Squares behind the lines keep them off the right, where a seal goes.
    fn signed(&mut self, lines: &[String]) -> Result<(), XlsxError> {
        let ems = |line: &String| Estimate.ems(line, Role::Body);
        let widest = lines.iter().map(ems).fold(0.0, f64::max);
        let format = font(BODY, f64::from(LETTER_POINTS)).set_align(FormatAlign::Right);
        for line in lines {
            let n_behind = 4 + ((widest - ems(line)) / 2.0).round() as usize;
            self.full_row(&format!("{line}{}", "\u{3000}".repeat(n_behind)), &format, SIGNED_POINTS)?;
        }
        Ok(())
    }

    /// A text over all columns in a row of its own.
    fn full_row(&mut self, text: &str, format: &Format, points: f64) -> Result<(), XlsxError> {
        let span = ([self.row, self.row], [0, self.last_col()]);
        write_span(self.worksheet, span, text, format)?;
        self.worksheet.set_row_height(self.row, points)?;
        self.row += 1;
        Ok(())
    }

    fn line(&mut self, texts: &[String], id: &str, points: f64) -> Result<(), XlsxError> {
        let n_columns = self.widths_mm.len() - usize::from(!id.is_empty());
        let lines = lay_line(texts, &self.widths_mm[..n_columns], &Estimate);
        for (number, line) in lines.iter().enumerate() {
            let mut first = 0;
            for (i, (text, end)) in line.texts.iter().zip(&line.ends).enumerate() {
                let is_last = i + 1 == line.texts.len() && i > 0;
                let align = if is_last { FormatAlign::Right } else { FormatAlign::Left };
                let format = font(BODY, TEXT_POINTS).set_align(align).set_shrink();
                let span = ([self.row, self.row], [first, (*end).max(1) as u16 - 1]);
                write_span(self.worksheet, span, text, &format)?;
                first = *end as u16;
            }
            if number == 0 && !id.is_empty() {
                let format = id_format().set_align(FormatAlign::Right);
                self.worksheet.write_string_with_format(self.row, self.last_col(), id, &format)?;
            }
            self.worksheet.set_row_height(self.row, points)?;
            self.row += 1;
        }
        Ok(())
    }

    fn text(&mut self, text: &Text) -> Result<(), XlsxError> {
        let (size, lines) = self.sure_lines(text);
        let format = font(face(text.role), size).set_align(align_of(text.align)).set_text_wrap();
        // A row holds only so much, so a long paragraph goes on in the next one.
        let n_most = ((380.0 / line_height(text)) as usize).max(1);
        let indent = if text.is_indented { "\u{3000}\u{3000}" } else { "" };
        if lines.len() <= n_most {
            let height = lines.len() as f64 * line_height(text);
            return self.full_row(&format!("{indent}{}", text.text), &format, height);
        }
        for (number, lines) in lines.chunks(n_most).enumerate() {
            let indent = if number == 0 { indent } else { "" };
            let height = lines.len() as f64 * line_height(text);
            self.full_row(&format!("{indent}{}", lines.join("\n")), &format, height)?;
        }
        Ok(())
    }

    /// The size of a paragraph's letters, at most a point smaller, in which programs with other fonts break it into as
    /// many lines, none of which holds but a full stop: not all know that a line never begins with one. Else room for
    /// as many lines as the widest letters take.
    fn sure_lines(&self, text: &Text) -> (f64, Vec<String>) {
        let size = text_size(text);
        let ends_well =
            |lines: &[String]| lines.last().is_some_and(|line| lines.len() == 1 || line.chars().count() > 3);
        let sizes = [size, size - 0.5, size - 1.0].into_iter();
        let broken = |points: f64, program: &Program| fit_text(text, self.width() * size / points, program).lines;
        let mut tries = sizes.map(|points| (points, broken(points, &WIDE), broken(points, &NARROW)));
        let sure = tries.find(|(_, wide, narrow)| wide.len() == narrow.len() && ends_well(wide) && ends_well(narrow));
        sure.map_or_else(|| (size, broken(size, &WIDE)), |(points, lines, _)| (points, lines))
    }

    fn table(&mut self, section: &Section, laid: &Laid) -> Result<(), XlsxError> {
        let top = self.row;
        for head in &laid.heads {
            let is_id = section.columns.get(usize::from(head.column)).is_some_and(|column| column.is_id);
            let size = if is_id { 8.0 } else { (head.fit.points * 2.0).round() / 2.0 };
            let format = bordered(font(HEADING, size)).set_align(FormatAlign::Center).set_text_wrap();
            let rows = [top + u32::from(head.row), top + u32::from(head.row + head.n_rows) - 1];
            let columns = [head.column, head.column + head.n_columns - 1];
            write_span(self.worksheet, (rows, columns), &head.fit.text, &format)?;
        }
        for height in &laid.head_heights {
            self.worksheet.set_row_height(self.row, height.max(HEADING_POINTS))?;
            self.row += 1;
        }
        let first = self.row;
        self.breaks.extend(laid.breaks.iter().map(|row| if *row == 0 { top } else { first + *row as u32 }));
        for row in &laid.rows {
            self.table_row(row, &section.columns)?;
        }
        if self.row > first {
            let last = self.row - 1;
            self.worksheet.ignore_error_range(first, 0, last, self.last_col(), IgnoreError::NumberStoredAsText)?;
        }
        if self.sections.len() == 1 && first > top {
            self.worksheet.set_repeat_rows(top, first - 1)?;
            let n_frozen = section.table.as_ref().map_or(0, |table| table.n_frozen);
            self.worksheet.set_freeze_panes(first, n_frozen)?;
        }
        Ok(())
    }

    fn table_row(&mut self, row: &LaidRow, columns: &[Column]) -> Result<(), XlsxError> {
        let role = row_role(row.kind);
        if row.kind == RowKind::Group {
            let text = row.cells.first().cloned().unwrap_or_default();
            let format = bordered(font(HEADING, text.points)).set_align(FormatAlign::Left);
            return self.full_row(&text.text, &format, row.height);
        }
        for ((col, cell), column) in (0..).zip(&row.cells).zip(columns) {
            let format = cell_format(cell, *column, role);
            if let Some(figure) = figure(&cell.text).filter(|_| column.is_figures) {
                // the format of text would win over any other
                let format = format.set_num_format_index(0).set_num_format(figure.format);
                self.worksheet.write_number_with_format(self.row, col, figure.number, &format)?;
                continue;
            }
            let text = cell.text.chars().take(MOST_CHARACTERS).collect::<String>();
            self.worksheet.write_string_with_format(self.row, col, text, &format)?;
        }
        self.worksheet.set_row_height(self.row, row.height)?;
        self.row += 1;
        Ok(())
    }

    fn set_up_page(mut self) -> Result<(), XlsxError> {
        self.breaks.retain(|row| *row > 0);
        self.worksheet.set_page_breaks(&self.breaks)?;
        self.worksheet.set_paper_size(A4);
        if self.sections.first().is_some_and(|section| section.is_landscape) {
            self.worksheet.set_landscape();
        } else {
            self.worksheet.set_portrait();
        }
        let margins = self.sections.first().map_or([10.0; 4], margins_mm);
        let [side, top, bottom, foot] = margins.map(|mm| mm / 25.4);
        self.worksheet.set_margins(side, side, top, bottom, foot, foot);
        self.worksheet.set_print_center_horizontally(true);
        self.worksheet.set_print_fit_to_pages(1, 0);
        self.worksheet.set_print_area(0, 0, self.row.max(1) - 1, self.last_col())?;
        let font = |text: &str| format!("&\"{BODY},Regular\"&10{text}");
        let foot = self.paper.foot.replace('&', "&&");
        // A foot longer than this is refused by the spreadsheet program.
        let foot = if foot.is_empty() { String::new() } else { format!("&L{}", font(&cut(&foot, 150))) };
        self.worksheet.set_footer(format!("{foot}&C{}", font(&self.paper.page_of)));
        Ok(())
    }
}

fn cell_format(cell: &Fit, column: Column, role: Role) -> Format {
    if column.is_id {
        return bordered(id_format()).set_align(FormatAlign::Center);
    }
    let is_wrapped = cell.lines.len() > 1;
    let format = bordered(font(face(role), (cell.points * 2.0).round() / 2.0)).set_num_format_index(TEXT_CELL);
    let format = if is_wrapped { format.set_text_wrap() } else { format.set_shrink() };
    format.set_align(align_of(column.align))
}

fn face(role: Role) -> &'static str {
    match role {
        Role::Body => BODY,
        Role::Heading => HEADING,
        Role::Title => TITLE,
    }
}

fn align_of(align: Align) -> FormatAlign {
    match align {
        Align::Left | Align::Both => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    }
}

fn id_format() -> Format {
    font("Arial", ID_POINTS).set_font_color(Color::RGB(0x80_80_80)).set_num_format_index(TEXT_CELL).set_shrink()
}

fn font(name: &str, size: f64) -> Format {
    let format = Format::new().set_font_name(name).set_font_size(size).set_align(FormatAlign::VerticalCenter);
    match name {
        BODY | TITLE => format.set_font_charset(CHARSET).set_font_family(ROMAN),
        HEADING => format.set_font_charset(CHARSET),
        _ => format,
    }
}

fn bordered(format: Format) -> Format {
    format.set_border(FormatBorder::Thin)
}

/// Writes a text into a rectangle of cells, merged if there are several.
fn write_span(
    worksheet: &mut Worksheet,
    ([top, bottom], [left, right]): Span,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if (top, left) == (bottom, right) {
        worksheet.write_string_with_format(top, left, text, format)?;
    } else {
        worksheet.merge_range(top, left, bottom, right, text, format)?;
    }
    Ok(())
}

/// Pixels of which there are 96 in an inch.
fn mm_to_pixels(mm: u32) -> u32 {
    (mm * 960 + 127) / 254
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_has_room_for_the_lines_of_any_program() {
        let paper = Paper::default();
        let mut worksheet = Worksheet::new();
        let mut writer = Writer::new(&mut worksheet, &paper, &[]);
        writer.widths_mm = vec![159];
        let programs =
            [0.5, 0.55, 0.6].into_iter().flat_map(|latin| [0.95, 0.97, 1.0].map(|share| Program { latin, share }));
        let programs: Vec<Program> = programs.collect();
        let mut n_smaller = 0;
        for n in 1..150 {
            let text = Text {
                text: format!("{}2012年{}。", "字".repeat(n), "事".repeat(n / 3)),
                points: 16,
                ..Text::default()
            };
            let (size, lines) = writer.sure_lines(&text);
            assert!((15.0..=16.0).contains(&size));
            n_smaller += u32::from(size < 16.0);
            for program in &programs {
                let drawn = fit_text(&text, writer.width() * 16.0 / size, program).lines;
                assert!(drawn.len() <= lines.len(), "{n}: {drawn:?} in the room of {lines:?}");
            }
        }
        assert!((1..100).contains(&n_smaller), "most letters keep their size");
    }
}
