//! An attendance sheet as a spreadsheet that can be printed as it is: plain text cells, no formula.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::geometry::{
    Column, FACTS_POINTS, HEADING_POINTS, MARGINS_MM, POINTS_A_MM, TEXT_POINTS, TITLE_POINTS, TOTALS_POINTS, columns,
    ems, fit, is_landscape, page_plan, shared_ends,
};
use super::{AttendanceSheet, SheetRow, SheetTable};
use crate::exchange::paper_texts::PaperTexts;

/// 宋体 is on every Chinese Windows, and programs without it fall back to another serif face; the bold one is
/// nearest to the heavy face of official titles among those that need not be installed.
const SERIF: &str = "宋体";
const SANS: &str = "黑体";
/// GB 2312, so that a program without these fonts picks another Chinese one.
const CHARSET: u8 = 134;
const ROMAN: u8 = 1;
const TITLE_SIZE: f64 = 20.0;
const TEXT_SIZE: f64 = TEXT_POINTS as f64;
/// A spreadsheet measures columns in digits of its default font. Of this one the digits are equally wide
/// (8 pixels) in the metric-compatible replacements that programs without it use, so that the paper is too.
const MEASURE: &str = "Courier New";
const MEASURE_SIZE: f64 = 10.0;
const MEASURE_COLUMN_PIXELS: u32 = 72;
const MEASURE_ROW_PIXELS: u32 = 18;
const A4: u8 = 9;
/// The built-in number format `@`.
const TEXT_CELL: u8 = 49;
/// Room to write a name in.
const BLANK: &str = "____________";

/// The bytes of an xlsx file. The same sheet gives the same bytes.
///
/// # Errors
/// What the writer cannot take, such as more than a million rows.
pub fn write(sheet: &AttendanceSheet, texts: &PaperTexts) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let measure = Format::new().set_font_name(MEASURE).set_font_size(MEASURE_SIZE);
    workbook.set_default_format(&measure, MEASURE_ROW_PIXELS, MEASURE_COLUMN_PIXELS)?;
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&sheet.title).set_creation_datetime(&created));
    let mut names = SheetNames::default();
    for table in &sheet.tables {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(names.unique(&table.name))?;
        Writer::new(sheet, table, texts).write(worksheet)?;
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

struct Writer<'a> {
    sheet: &'a AttendanceSheet,
    table: &'a SheetTable,
    texts: &'a PaperTexts,
    columns: Vec<(Column, u32)>,
    /// The facts of each line above the table.
    fact_lines: Vec<&'a [String]>,
}

impl<'a> Writer<'a> {
    fn new(sheet: &'a AttendanceSheet, table: &'a SheetTable, texts: &'a PaperTexts) -> Self {
        let columns = columns(table.columns.len(), sheet.has_phones);
        let (_, room) = shared_ends(&widths(&columns[..columns.len() - 1]), &needs(&sheet.facts));
        let a_line = if room >= 1.0 { 4 } else { 2 };
        Self { sheet, table, texts, columns, fact_lines: sheet.facts.chunks(a_line).collect() }
    }

    fn write(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (col, (_, mm)) in (0..).zip(&self.columns) {
            worksheet.set_column_width_pixels(col, mm_to_pixels(*mm))?;
        }
        self.write_title(worksheet)?;
        self.write_headings(worksheet)?;
        self.write_rows(worksheet)?;
        self.write_totals(worksheet)?;
        self.set_up_page(worksheet)
    }

    /// The row of the first line of the two-line heading.
    fn heading_row(&self) -> u32 {
        1 + self.fact_lines.len() as u32
    }

    fn first_row(&self) -> u32 {
        self.heading_row() + 2
    }

    fn n_rows(&self) -> usize {
        self.table.rows.len() + self.table.blanks.len()
    }

    fn totals_row(&self) -> u32 {
        self.first_row() + self.n_rows() as u32
    }

    fn last_col(&self) -> u16 {
        self.columns.len() as u16 - 1
    }

    fn write_title(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let title = match &self.table.township {
            Some(township) => format!("{}（{township}）", self.sheet.title),
            None => self.sheet.title.clone(),
        };
        let format = font(SERIF, TITLE_SIZE).set_bold().set_align(FormatAlign::Center).set_shrink();
        worksheet.merge_range(0, 0, 0, self.last_col(), &title, &format)?;
        worksheet.set_row_height(0, TITLE_POINTS)?;
        for (row, facts) in (1..).zip(&self.fact_lines) {
            let columns = if row == 1 { self.last_col() } else { self.last_col() + 1 };
            self.write_line(worksheet, row, facts, columns)?;
            worksheet.set_row_height(row, FACTS_POINTS)?;
        }
        let id = Self::id_format().set_align(FormatAlign::Right);
        worksheet.write_string_with_format(1, self.last_col(), &self.sheet.session, &id)?;
        Ok(())
    }

    /// Writes texts side by side over the first columns, the last text flush right.
    fn write_line(&self, worksheet: &mut Worksheet, row: u32, line: &[String], n: u16) -> Result<(), XlsxError> {
        let (ends, _) = shared_ends(&widths(&self.columns[..usize::from(n)]), &needs(line));
        let mut first = 0;
        for (i, (text, end)) in line.iter().zip(ends).enumerate() {
            let is_last = i + 1 == line.len();
            let align = if is_last { FormatAlign::Right } else { FormatAlign::Left };
            let format = font(SERIF, TEXT_SIZE).set_align(align).set_shrink();
            write_span(worksheet, [row, row], [first, end as u16 - 1], text, &format)?;
            first = end as u16;
        }
        Ok(())
    }

    fn write_headings(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let rows = [self.heading_row(), self.heading_row() + 1];
        let format = bordered(font(SANS, TEXT_SIZE)).set_align(FormatAlign::Center).set_shrink();
        let small = bordered(font(SANS, 8.0)).set_align(FormatAlign::Center);
        for row in rows {
            worksheet.set_row_height(row, HEADING_POINTS)?;
        }
        for (col, (kind, _)) in (0..).zip(&self.columns) {
            let text = match kind {
                Column::Serial => self.texts.serial,
                Column::Name => self.texts.name,
                Column::Unit => self.texts.unit,
                Column::Post => self.texts.post,
                Column::Phone => self.texts.phone,
                Column::Remark => self.texts.remark,
                Column::Id => self.texts.id,
                Column::Sign(i) => {
                    self.write_sign_heading(worksheet, *i, col, &format)?;
                    continue;
                }
            };
            let format = if *kind == Column::Id { &small } else { &format };
            write_span(worksheet, rows, [col, col], text, format)?;
        }
        Ok(())
    }

    fn write_sign_heading(
        &self,
        worksheet: &mut Worksheet,
        i: usize,
        col: u16,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let signs = &self.table.columns;
        let top = self.heading_row();
        let sign = &signs[i];
        if sign.day.is_empty() {
            return write_span(worksheet, [top, top + 1], [col, col], &sign.half, format);
        }
        worksheet.write_string_with_format(top + 1, col, &sign.half, format)?;
        if i == 0 || signs[i - 1].day != sign.day {
            let n = signs[i..].iter().take_while(|other| other.day == sign.day).count() as u16;
            write_span(worksheet, [top, top], [col, col + n - 1], &sign.day, format)?;
        }
        Ok(())
    }

    fn write_rows(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let people = self.table.rows.iter().map(|person| (person.serial.to_string(), Some(person)));
        let blanks = self.table.blanks.iter().map(|serial| (serial.clone(), None));
        for (row, (serial, person)) in (self.first_row()..).zip(people.chain(blanks)) {
            for (col, (kind, mm)) in (0..).zip(&self.columns) {
                let text = person.map_or("", |person| cell(person, *kind));
                let text = if *kind == Column::Serial { &serial } else { text };
                worksheet.write_string_with_format(row, col, text, &Self::cell_format(*kind, text, *mm))?;
            }
        }
        let last = self.totals_row() - 1;
        worksheet.ignore_error_range(self.first_row(), 0, last, self.last_col(), IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    fn cell_format(kind: Column, text: &str, width_mm: u32) -> Format {
        if kind == Column::Id {
            return bordered(Self::id_format()).set_align(FormatAlign::Center);
        }
        let fit = fit(text, width_mm);
        let format = bordered(font(SERIF, f64::from(fit.points))).set_num_format_index(TEXT_CELL);
        let format = if fit.wraps { format.set_text_wrap() } else { format.set_shrink() };
        format.set_align(if kind == Column::Unit { FormatAlign::Left } else { FormatAlign::Center })
    }

    fn write_totals(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let signed = |label: &str| format!("{label}{BLANK}");
        let line = [(self.texts.totals)(self.table.n_expected), signed(self.texts.keeper), signed(self.texts.leader)];
        worksheet.set_row_height(self.totals_row(), TOTALS_POINTS)?;
        self.write_line(worksheet, self.totals_row(), &line, self.last_col() + 1)
    }

    fn set_up_page(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let n_signs = self.table.columns.len();
        let plan = page_plan(self.n_rows(), n_signs, self.fact_lines.len());
        for row in self.first_row()..self.totals_row() {
            worksheet.set_row_height(row, plan.row_points)?;
        }
        let breaks: Vec<u32> = plan.breaks.iter().map(|row| self.first_row() + *row as u32).collect();
        worksheet.set_page_breaks(&breaks)?;
        worksheet.set_paper_size(A4);
        if is_landscape(n_signs) {
            worksheet.set_landscape();
        } else {
            worksheet.set_portrait();
        }
        let [side, top, bottom, foot] = MARGINS_MM.map(|mm| mm / 25.4);
        worksheet.set_margins(side, side, top, bottom, foot, foot);
        worksheet.set_print_center_horizontally(true);
        worksheet.set_print_fit_to_pages(1, 0);
        worksheet.set_print_area(0, 0, self.totals_row(), self.last_col())?;
        worksheet.set_repeat_rows(self.heading_row(), self.heading_row() + 1)?;
        worksheet.set_freeze_panes(self.first_row(), 2)?;
        worksheet.set_footer(format!("&C&\"{SERIF},Regular\"&10{}", self.texts.page_of));
        Ok(())
    }

    fn id_format() -> Format {
        font("Arial", 5.5).set_font_color(Color::RGB(0x80_80_80)).set_num_format_index(TEXT_CELL).set_shrink()
    }
}

/// What a person's row says in a column; the serial number is written apart.
fn cell(person: &SheetRow, kind: Column) -> &str {
    match kind {
        Column::Serial => "",
        Column::Name => &person.name,
        Column::Unit => &person.unit,
        Column::Post => &person.post,
        Column::Phone => &person.phone,
        Column::Sign(i) => &person.boxes[i],
        Column::Remark => &person.remark,
        Column::Id => &person.id,
    }
}

fn widths(columns: &[(Column, u32)]) -> Vec<f64> {
    columns.iter().map(|(_, mm)| f64::from(*mm)).collect()
}

/// The widths in millimetres that texts of ordinary size need, with a little room between them.
fn needs(texts: &[String]) -> Vec<f64> {
    texts.iter().map(|text| (ems(text) + 1.0) * TEXT_SIZE / POINTS_A_MM).collect()
}

fn font(name: &str, size: f64) -> Format {
    let format = Format::new().set_font_name(name).set_font_size(size).set_align(FormatAlign::VerticalCenter);
    match name {
        SERIF => format.set_font_charset(CHARSET).set_font_family(ROMAN),
        SANS => format.set_font_charset(CHARSET),
        _ => format,
    }
}

fn bordered(format: Format) -> Format {
    format.set_border(FormatBorder::Thin)
}

/// Writes a text into a rectangle of cells, merged if there are several.
fn write_span(
    worksheet: &mut Worksheet,
    [top, bottom]: [u32; 2],
    [left, right]: [u16; 2],
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
