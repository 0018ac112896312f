//! Rosters: read, validated and matched against a district. `benches/with_openpyxl.py` times another reader and writer on
//! the same file; its path is printed with `LUNXUN_ROSTER=FILE`, which keeps the file.

use lunxun::exchange::plain_table::{self, PlainSheet};
use lunxun::exchange::roster::{RosterOptions, Source, Table, previews};
use lunxun::exchange::table_file::{self, Book, FileFault};
use lunxun::model::Workspace;
use rust_xlsxwriter::Workbook;

use super::Bench;

pub fn run(bench: &mut Bench) {
    let ws = lunxun::demo::district(1);
    let small = roster(&ws, 21_691);
    if let Some(path) = std::env::var_os("LUNXUN_ROSTER") {
        std::fs::write(&path, &small).expect("written");
        println!("-- the roster of 21,691 rows is at {}", path.display());
    }
    println!("-- 21,691 rows of 12 columns, {} KB", small.len() / 1_000);
    let read = bench.median("roster read", 7, "–", || sheets(&small));
    let matched = bench.median("roster read, validated, matched", 7, "≤ 0.3 × openpyxl", || shown(&ws, &small));
    bench.ratio("validated and matched / read", matched, read, "–");
    let plain = plain(&small);
    bench.median("roster written as a plain table", 7, "≤ 0.10 × openpyxl", || {
        plain_table::xlsx(&plain).map(|b| b.len())
    });
    let large = roster(&ws, 216_910);
    println!("-- 216,910 rows of 12 columns, {} KB", large.len() / 1_000);
    let before = resident_mb();
    bench.median("large roster read, validated, matched", 1, "–", || {
        let shown = shown(&ws, &large);
        println!(
            "{:<44} {:>9} MB   (wanted ≤ 300)",
            "memory besides the district and the file",
            resident_mb() - before
        );
        shown
    });
}

fn sheets(bytes: &[u8]) -> Book {
    table_file::read("roster.xlsx", bytes, &|_| Err(FileFault::ReaderFailed), &|| true).expect("read")
}

fn shown(ws: &Workspace, bytes: &[u8]) -> lunxun::exchange::roster::Previews {
    let source = |sheet| Source { table: Table::of_sheet(sheet, ws), options: RosterOptions::default() };
    let sources: Vec<Source> = sheets(bytes).sheets.into_iter().map(source).collect();
    previews(ws, &sources, ws.as_of(ws.programme.days().last))
}

/// The roster as the table that exports of plain rows are made from.
fn plain(bytes: &[u8]) -> Vec<PlainSheet> {
    let texts = |sheet: table_file::Sheet| {
        let texts = |row: &table_file::Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>();
        let mut rows: Vec<Vec<String>> = sheet.rows.iter().map(texts).collect();
        PlainSheet { name: sheet.name, above: Vec::new(), headings: rows.remove(0), rows }
    };
    sheets(bytes).sheets.into_iter().map(texts).collect()
}

/// A roster of the district's own people, again and again under other names once they are used up.
fn roster(ws: &Workspace, n_rows: usize) -> Vec<u8> {
    const HEADINGS: [&str; 12] = [
        "序号",
        "姓名",
        "性别",
        "民族",
        "出生日期",
        "学历",
        "入党时间",
        "乡镇",
        "所在支部",
        "职务",
        "联系电话",
        "备注",
    ];
    let day = ws.as_of(ws.programme.days().last);
    let people: Vec<_> = ws.people.iter().collect();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).expect("written");
    }
    for (row, person) in (1..=n_rows as u32).zip(people.iter().cycle()) {
        let round = row as usize / ws.people.len();
        let branch = person.home_on(day).and_then(|id| ws.branches.get(id));
        let township = branch.and_then(|branch| ws.townships.get(branch.township));
        let name = if round == 0 {
            person.name.clone()
        } else {
            format!("{}{}", person.name, "甲乙丙丁戊己庚辛壬癸".chars().nth(round % 10).unwrap_or('子'))
        };
        let birth = person.birth.map(|birth| birth.to_string()).unwrap_or_default();
        let phone = format!("139{row:08}");
        let texts = [
            "",
            &name,
            "男",
            "汉族",
            &birth,
            "高中",
            "1990-07-01",
            township.map_or("", |t| &t.name),
            branch.map_or("", |b| &b.name),
            person.post_on(day),
            &phone,
            "",
        ];
        sheet.write_number(row, 0, row).expect("written");
        for (column, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text).expect("written");
        }
    }
    workbook.save_to_buffer().expect("saved")
}

/// Memory of this process in megabytes, where the system tells it.
fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1_000
}
