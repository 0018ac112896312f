//! An attendance sheet as a paper: which column holds what, and how wide each may be.

use super::{AttendanceSheet, SheetRow, SheetTable};
use crate::exchange::paper::layout::{FACTS_POINTS, TOTALS_POINTS};
use crate::exchange::paper::{Align, Block, Column, Head, Heights, Paper, Row, Section, Table};
use crate::exchange::paper_texts::PaperTexts;

/// Room to write a name in.
const BLANK: &str = "____________";

/// What a column of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Serial,
    Name,
    Unit,
    Post,
    Phone,
    Sign(usize),
    Remark,
    Id,
}

/// The paper of a sheet: a section for each of its tables.
pub fn paper(sheet: &AttendanceSheet, texts: &PaperTexts) -> Paper {
    Paper {
        title: sheet.title.clone(),
        sections: sheet.tables.iter().map(|table| section(sheet, table, texts)).collect(),
        page_of: texts.page_of.to_owned(),
        foot: String::new(),
    }
}

fn section(sheet: &AttendanceSheet, table: &SheetTable, texts: &PaperTexts) -> Section {
    let n_signs = table.columns.len();
    let kinds = [Holds::Serial, Holds::Name, Holds::Unit, Holds::Post].into_iter();
    let kinds = kinds.chain(sheet.has_phones.then_some(Holds::Phone)).chain((0..n_signs).map(Holds::Sign));
    let kinds: Vec<Holds> = kinds.chain([Holds::Remark, Holds::Id]).collect();
    let title = match &table.township {
        Some(township) => format!("{}（{township}）", sheet.title),
        None => sheet.title.clone(),
    };
    let signed = |label: &str| format!("{label}{BLANK}");
    let totals = vec![(texts.totals)(table.n_expected), signed(texts.keeper), signed(texts.leader)];
    let (facts, id) = (sheet.facts.to_vec(), sheet.session.clone());
    Section {
        name: table.name.clone(),
        is_landscape: is_landscape(n_signs),
        columns: kinds.iter().map(|kind| column(*kind, n_signs)).collect(),
        above: vec![Block::Title(title), Block::Line { texts: facts, id, points: FACTS_POINTS }],
        table: Some(Table {
            head: head(table, &kinds, texts),
            rows: rows(table, &kinds),
            heights: Heights::Even,
            n_frozen: 2,
            is_dense: false,
        }),
        below: vec![Block::Line { texts: totals, id: String::new(), points: TOTALS_POINTS }],
        ..Section::default()
    }
}

/// Whether the paper lies on its side.
///
/// Source: `ARCHITECTURE.md`, "Attendance sheet": A4 landscape from three sign columns on, else portrait.
fn is_landscape(n_signs: usize) -> bool {
    n_signs >= 3
}

/// How wide a column may be.
///
/// Source: `ARCHITECTURE.md`, "Attendance sheet": sign box at least 18 mm wide.
fn column(kind: Holds, n_signs: usize) -> Column {
    match kind {
        Holds::Serial => Column::new(9, 11),
        Holds::Name => Column::new(18, 25),
        Holds::Unit => Column::words(42, 85),
        Holds::Post => Column::new(20, 34),
        Holds::Phone => Column::new(26, 30),
        Holds::Sign(_) => Column { share: if is_landscape(n_signs) { 1 } else { 2 }, ..Column::new(19, 34) },
        Holds::Remark => Column { align: Align::Center, ..Column::new(15, 36) },
        Holds::Id => Column::id(),
    }
}

/// The heading: days above their halves, everything else over both lines.
fn head(table: &SheetTable, kinds: &[Holds], texts: &PaperTexts) -> Vec<Vec<Head>> {
    let (mut days, mut halves) = (Vec::new(), Vec::new());
    for kind in kinds {
        let text = match kind {
            Holds::Serial => texts.serial,
            Holds::Name => texts.name,
            Holds::Unit => texts.unit,
            Holds::Post => texts.post,
            Holds::Phone => texts.phone,
            Holds::Remark => texts.remark,
            Holds::Id => texts.id,
            Holds::Sign(i) => {
                let (signs, sign) = (&table.columns, &table.columns[*i]);
                if sign.day.is_empty() {
                    days.push(Head::tall(&sign.half, 2));
                    continue;
                }
                if *i == 0 || signs[*i - 1].day != sign.day {
                    let n = signs[*i..].iter().take_while(|other| other.day == sign.day).count();
                    days.push(Head::wide(&sign.day, n as u16));
                }
                halves.push(Head::new(&sign.half));
                continue;
            }
        };
        days.push(Head::tall(text, 2));
    }
    vec![days, halves]
}

fn rows(table: &SheetTable, kinds: &[Holds]) -> Vec<Row> {
    let people = table.rows.iter().map(|person| {
        let text = |kind: &Holds| cell(person, *kind).to_owned();
        Row::of(kinds.iter().map(|kind| if *kind == Holds::Serial { person.serial.to_string() } else { text(kind) }))
    });
    let blanks = table.blanks.iter().map(|serial| {
        Row::of(kinds.iter().map(|kind| if *kind == Holds::Serial { serial.clone() } else { String::new() }))
    });
    people.chain(blanks).collect()
}

/// What a person's row says in a column; the serial number is written apart.
fn cell(person: &SheetRow, kind: Holds) -> &str {
    match kind {
        Holds::Serial => "",
        Holds::Name => &person.name,
        Holds::Unit => &person.unit,
        Holds::Post => &person.post,
        Holds::Phone => &person.phone,
        Holds::Sign(i) => &person.boxes[i],
        Holds::Remark => &person.remark,
        Holds::Id => &person.id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::attendance_sheet::SignColumn;
    use crate::exchange::paper::fitting::{Estimate, LEAST_ROW_POINTS};
    use crate::exchange::paper::layout::{POINTS_A_MM, lay};
    use crate::words::papers::ZH;

    fn sheet(n_rows: usize, n_signs: usize, has_phones: bool) -> AttendanceSheet {
        let half = |i: usize| SignColumn { day: format!("{}日", 18 + i / 2), half: "上午".to_owned() };
        let row = SheetRow { boxes: vec![String::new(); n_signs], ..SheetRow::default() };
        let table = SheetTable {
            name: "签到表".to_owned(),
            township: None,
            columns: (0..n_signs).map(half).collect(),
            rows: vec![row; n_rows],
            blanks: vec!["51".to_owned(); 5],
            n_expected: n_rows,
        };
        let facts = ["时间：", "地点：", "主办：", "授课："].map(str::to_owned);
        let (title, session) = ("签到表".to_owned(), "K7QF-000001".to_owned());
        AttendanceSheet { title, session, facts, has_phones, tables: vec![table] }
    }

    #[test]
    fn every_sheet_fits_its_paper_with_boxes_wide_enough_to_sign() {
        for n_signs in 1..=6 {
            for has_phones in [false, true] {
                let paper = paper(&sheet(3, n_signs, has_phones), &ZH);
                let laid = lay(&paper.sections[0], &Estimate);
                let width = if is_landscape(n_signs) { 297 } else { 210 };
                let used: u32 = laid.widths_mm.iter().sum();
                assert!(used + 20 <= width, "{n_signs} sign columns take {used} mm");
                let first = if has_phones { 5 } else { 4 };
                assert!(laid.widths_mm[first..first + n_signs].iter().all(|width| *width >= 18));
            }
        }
    }

    #[test]
    fn rows_are_high_enough_to_sign_and_the_last_page_is_never_nearly_empty() {
        for n_rows in [1, 2, 9, 12, 13, 14, 15, 16, 17, 50, 553, 2_000] {
            let paper = paper(&sheet(n_rows, 6, true), &ZH);
            let laid = lay(&paper.sections[0], &Estimate);
            assert!(
                laid.rows.iter().all(|row| row.height >= LEAST_ROW_POINTS && row.height * 0.95 >= 8.5 * POINTS_A_MM)
            );
            let last = laid.breaks.last().map_or(laid.rows.len(), |row| laid.rows.len() - row);
            assert!(last >= 3, "{n_rows} people: {last} rows on the last page");
        }
    }
}
