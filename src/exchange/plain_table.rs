//! A plain spreadsheet of texts: no formulas, no numbers that a program could make something else of.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A sheet of texts below a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainSheet {
    /// What it is called.
    pub name: String,
    /// Lines above its heading, such as a title.
    pub above: Vec<Vec<String>>,
    /// Its heading.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (6, 48);
/// The most characters of a sheet's name.
const NAME_LENGTH: usize = 31;
/// The number format of text, by its index.
const TEXT_CELL: u8 = 49;

/// The sheets as the bytes of an xlsx file.
///
/// # Errors
/// What the writer of spreadsheets cannot take.
pub fn xlsx(sheets: &[PlainSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut taken: Vec<String> = Vec::new();
    let text = Format::new().set_num_format_index(TEXT_CELL);
    let bold = Format::new().set_bold().set_num_format_index(TEXT_CELL);
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        let name = sheet_name(&sheet.name, &taken);
        worksheet.set_name(&name)?;
        taken.push(name.to_lowercase());
        let top = u32::try_from(sheet.above.len()).unwrap_or_default();
        for (column, heading) in (0..).zip(&sheet.headings) {
            worksheet.write_string_with_format(top, column, heading, &bold)?;
            let cells = sheet.rows.iter().filter_map(|row| row.get(usize::from(column)));
            let longest = cells.chain([heading]).map(|cell| width(cell)).max().unwrap_or(0);
            worksheet.set_column_width(column, (longest + 2).clamp(WIDTHS.0, WIDTHS.1) as f64)?;
            // the format of a column is looked up once, that of a cell once a cell
            worksheet.set_column_format(column, &text)?;
        }
        let above = (0..).zip(&sheet.above);
        for (row, cells) in above.chain((top + 1..).zip(&sheet.rows)) {
            for (column, cell) in (0..).zip(cells) {
                worksheet.write_string(row, column, cell)?;
            }
        }
        worksheet.set_freeze_panes(top + 1, 0)?;
    }
    workbook.save_to_buffer()
}

/// Chinese characters are twice as wide as others.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A name that a spreadsheet takes and no other sheet has.
fn sheet_name(name: &str, taken: &[String]) -> String {
    let plain: String = name.chars().filter(|c| !r"[]:*?/\'".contains(*c)).collect();
    let plain = if plain.trim().is_empty() { "1".to_owned() } else { plain };
    let cut = |n: usize| plain.chars().take(n).collect::<String>();
    let numbered = |n: u32| if n == 1 { cut(NAME_LENGTH) } else { format!("{} ({n})", cut(NAME_LENGTH - 6)) };
    (1..1_000).map(numbered).find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
}
