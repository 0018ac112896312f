//! The office's papers, read back by programs that are not ours and compared with the figures of the reports.

use std::io::{Cursor, Read};
use std::sync::{Arc, OnceLock};

use calamine::{Data, Reader, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};
use lopdf::Document;
use lunxun::exchange::PaperError;
use lunxun::exchange::mask::PhoneDisplay;
use lunxun::exchange::paper::Role;
use lunxun::exchange::paper::pdf::faces::{Face, Faces, built_in};
use lunxun::exchange::paper::pdf::missing_characters;
use lunxun::exchange::papers::package::{members, zip};
use lunxun::exchange::papers::{Format, Kind, Request, RowTable, Source, file, file_watched, in_form, paper, text};
use lunxun::model::{Fen, Programme, Reply, RuleSet, SessionId, Status, Workspace};
use lunxun::report::settlement::{Scope, settlement};
use lunxun::report::{Index, sheet};
use lunxun::words::{Lang, records};

use crate::support::district::{District, day};

fn now() -> NaiveDateTime {
    day(6, 28).and_hms_opt(9, 41, 7).expect("a time")
}

fn no_picture(_: &Workspace, _: Lang, _: NaiveDate) -> Result<Vec<u8>, String> {
    Err("no picture in this story".to_owned())
}

fn source(ws: &Workspace) -> Source<'_> {
    Source { ws, as_of: day(6, 28), now: now(), lang: Lang::Zh, draw: no_picture, faces: Faces::built_in }
}

fn bytes(ws: &Workspace, request: &Request, format: Format) -> Vec<u8> {
    file(&source(ws), request, format).expect("the paper can be made")
}

/// The cells of the worksheets, which must all be text or numbers and hold no formula.
fn cells(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a spreadsheet");
    let text = |cell: &Data| {
        assert!(matches!(cell, Data::Empty | Data::String(_) | Data::Float(_)), "neither text nor number: {cell:?}");
        cell.to_string()
    };
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            assert!(book.worksheet_formula(&name).expect("a sheet").is_empty(), "no formula");
            let range = book.worksheet_range(&name).expect("a sheet");
            range.rows().map(|row| row.iter().map(text).collect()).collect()
        })
        .collect()
}

/// The number behind a printed figure, as a cell that holds it says it.
fn number(printed: &str) -> String {
    let (digits, part) = printed.strip_suffix('%').map_or((printed, 1.0), |digits| (digits, 100.0));
    (digits.replace(',', "").parse::<f64>().expect("a figure") / part).to_string()
}

/// The text of each page, without spaces and line ends.
fn pages(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    let text = |number: u32| document.extract_text(&[number]).expect("text");
    numbers.into_iter().map(|number| text(number).split_whitespace().collect()).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Two towns, eight people of whom six came, two sessions of which one is to come, costs and a head-count.
struct Year {
    d: District,
    past: SessionId,
    to_come: SessionId,
}

fn year() -> Year {
    let mut d = District::new();
    let (wei, shi) = (d.township("魏城镇"), d.township("石马镇"));
    let (tielu, shuanghe) = (d.branch(wei, "铁炉村党支部"), d.branch(shi, "双河村党支部"));
    let (member, secretary) = (d.member, d.secretary);
    let mut people = d.people(4, tielu, member);
    for name in ["游㛃", "张䶮", "李𬭎", "=HYPERLINK(1)"] {
        people.push(d.person(name, shuanghe, &[secretary]));
    }
    for id in people.clone() {
        d.edit_person(id, |person| person.phone = "13800001037".into());
    }
    let past = d.session("书记轮训第 8 期", day(6, 18), 2, &[secretary, member]);
    d.attend(past, &people[..6]);
    d.cost(past, 900, Some(850));
    d.spend(past, 50);
    d.count_heads(past, Some(wei), 3);
    let to_come = d.session("书记轮训第 9 期", day(7, 3), 1, &[secretary]);
    d.run(|ws| ws.enrol(to_come, &people[4..])?.set_quota(to_come, shi, 4));
    Year { d, past, to_come }
}

#[test]
fn the_ledger_says_what_the_sheets_say_and_adds_up() {
    let Year { d, past, .. } = year();
    let rows = &cells(&bytes(&d.ws, &Request::new(Kind::Ledger), Format::Xlsx))[0];
    let sheet = sheet(&d.ws, past).expect("the session");
    let row = rows.iter().find(|row| row[1] == "书记轮训第 8 期").expect("the session's row");
    assert_eq!(row[0], "6月18日至19日");
    assert_eq!(row[7..10], [sheet.expected.to_string(), sheet.attended.to_string(), "9".to_owned()]);
    assert_eq!(row[10..13], ["8".to_owned(), number("100.0%"), number("900.00")]);
    assert_eq!(row[13], "照片；另登记 3 人（无名单）");
    let total = rows.iter().find(|row| row[1] == "合计").expect("the sums");
    assert_eq!([&total[8], &total[12]], ["6", "900"]);
    assert!(rows.iter().flatten().all(|cell| cell != "书记轮训第 9 期"), "what is to come is not in the ledger");
}

#[test]
fn figures_in_a_spreadsheet_are_shown_as_they_are_printed() {
    let Year { d, .. } = year();
    let bytes = bytes(&d.ws, &Request::new(Kind::Ledger), Format::Xlsx);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut styles = String::new();
    archive.by_name("xl/styles.xml").expect("styles").read_to_string(&mut styles).expect("text");
    let cells = styles.split("<cellXfs").nth(1).expect("formats of cells");
    for code in ["0.0%", "#,##0.00"] {
        let format = styles.split("<numFmt ").find(|one| one.contains(&format!("formatCode=\"{code}\"")));
        let id = format.and_then(|one| one.split('"').nth(1)).expect("its number");
        assert!(cells.contains(&format!("numFmtId=\"{id}\"")), "no cell shows {code}: {cells}");
    }
}

#[test]
fn coverage_on_paper_is_coverage_on_screen() {
    let Year { d, .. } = year();
    let sheets = cells(&bytes(&d.ws, &Request::new(Kind::Coverage), Format::Xlsx));
    let coverage = Index::new(&d.ws, day(6, 28)).coverage();
    let total = sheets[0].iter().find(|row| row[1] == "合计").expect("the sums");
    let heads = coverage.total.heads;
    let n = total.len();
    assert_eq!(total[n - 6..n - 4], [heads.of.to_string(), heads.n.to_string()]);
    assert_eq!(total[n - 4], number(&records::percent(heads.n, heads.of)));
    let by_unit = |name: &str| sheets[0].iter().find(|row| row[1] == name).expect("the unit's row").clone();
    for unit in &coverage.townships {
        let name = &d.ws.townships.get(unit.township.expect("a unit")).expect("the unit").name;
        let row = by_unit(name);
        assert_eq!(row[n - 6..n - 4], [unit.figures.heads.of.to_string(), unit.figures.heads.n.to_string()]);
    }
    let names: Vec<&str> = sheets[1][3..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(names, ["李𬭎", "=HYPERLINK(1)"], "exactly those not yet trained");
    assert_eq!(sheets[1][3][6], "138****1037");
}

#[test]
fn the_settlement_adds_up_to_the_fen() {
    let Year { d, past, .. } = year();
    let sums = settlement(&d.ws, Scope::Session(past), day(6, 28));
    assert_eq!(sums.total.actual, Fen::yuan(900));
    assert_eq!(sums.total.difference(), Fen::yuan(-50));
    assert_eq!((sums.heads, sums.person_days), (9, 6 * 2 + 3 * 2));
    assert_eq!(sums.items.iter().map(|(_, sum)| sum.actual).sum::<Fen>(), sums.total.actual);
    assert_eq!(sums.levels.iter().map(|(_, sum)| sum.planned).sum::<Fen>(), sums.total.planned);
    let rows = &cells(&bytes(&d.ws, &Request::of(Kind::Settlement, past), Format::Xlsx))[0];
    let total = rows.iter().find(|row| row[0] == "合计").expect("the sums");
    assert_eq!(total[1..6], ["950", "900", "-50", "100", "50"]);
}

#[test]
fn the_papers_of_a_unit_tell_of_its_own_people_and_its_own_money() {
    let Year { mut d, past, .. } = year();
    let shi = d.ws.townships.iter().find(|unit| unit.name == "石马镇").expect("the unit").id;
    let (member, branch) = (d.member, d.ws.branches.iter().find(|branch| branch.township == shi).expect("one").id);
    let own = d.session("石马镇党员培训", day(6, 20), 1, &[member]);
    d.edit_session(own, |session| session.township = Some(shi));
    let people = d.people(2, branch, member);
    d.attend(own, &people);
    d.cost(own, 300, Some(200));
    d.spend_beside(77);
    let of = |kind| Request { township: Some(shi), ..Request::new(kind) };
    let row = |rows: &[Vec<String>], at: usize, name: &str| {
        rows.iter().find(|row| row[at] == name).expect("the row is there").clone()
    };

    let ledger = &cells(&bytes(&d.ws, &of(Kind::Ledger), Format::Xlsx))[0];
    let district = row(ledger, 1, "书记轮训第 8 期");
    assert_eq!(
        [&district[7], &district[8], &district[9], &district[12]],
        ["2", "2", "2", ""],
        "two of the six are its own"
    );
    assert_eq!(row(ledger, 1, "石马镇党员培训")[12], "200");
    let total = row(ledger, 1, "合计");
    assert_eq!([&total[8], &total[9], &total[12]], ["4", "4", "200"]);
    assert!(ledger.iter().flatten().any(|cell| cell.starts_with("人数、人次、学时只计石马镇的人员")));
    let annual = &cells(&bytes(&d.ws, &of(Kind::Annual), Format::Xlsx))[0];
    assert_eq!(row(annual, 0, "合计")[6], "200");
    let settlement = &cells(&bytes(&d.ws, &of(Kind::Settlement), Format::Xlsx))[0];
    assert_eq!(row(settlement, 0, "合计")[1..4], ["300", "200", "-100"]);
    assert!(settlement[0][0].starts_with("石马镇"), "{:?}", settlement[0]);

    let names: Vec<String> =
        d.ws.roll(past).iter().map(|row| d.ws.people.get(row.person).expect("one").name.clone()).collect();
    let sheet =
        cells(&bytes(&d.ws, &Request { township: Some(shi), ..Request::of(Kind::Attendance, past) }, Format::Xlsx));
    let printed: Vec<&String> = sheet.iter().flatten().flatten().filter(|cell| names.contains(cell)).collect();
    assert_eq!(printed, ["游㛃", "张䶮"]);
    assert_eq!(
        file(&source(&d.ws), &of(Kind::Dashboard), Format::Png),
        Err(PaperError::NotOfUnit(Kind::Dashboard)),
        "a picture of the whole is not passed off as the unit's"
    );

    let whole = &cells(&bytes(&d.ws, &Request::new(Kind::Ledger), Format::Xlsx))[0];
    assert_eq!(row(whole, 1, "未归入班次的支出")[12], "77");
    assert_eq!(row(whole, 1, "合计")[12], (900 + 200 + 77).to_string());
    let settled = &cells(&bytes(&d.ws, &Request::new(Kind::Settlement), Format::Xlsx))[0];
    assert_eq!(row(settled, 0, "合计")[2], (900 + 200 + 77).to_string(), "both papers tell of the same money");
}

#[test]
fn an_earlier_day_knows_nothing_of_what_came_later() {
    let Year { d, past, .. } = year();
    let before = settlement(&d.ws, Scope::Year, day(6, 17));
    assert_eq!((before.heads, before.attendances, before.person_days), (0, 0, 0), "the session begins on the 18th");
    assert_eq!((before.limit, before.total.actual), (None, Fen::ZERO));
    let after = settlement(&d.ws, Scope::Year, day(6, 28));
    assert_eq!((after.heads, after.attendances), (6, 9), "three of the nine are known by number only");
    assert_eq!(settlement(&d.ws, Scope::Session(past), day(6, 17)).heads, 0);
}

#[test]
fn what_cannot_be_asked_for_is_refused_and_not_left_unheard() {
    let Year { d, past, .. } = year();
    let attempt = |request: Request, format| file(&source(&d.ws), &request, format).map(|bytes| bytes.len());
    for kind in [Kind::Coverage, Kind::Dashboard] {
        assert_eq!(attempt(Request::of(kind, past), Format::Pdf), Err(PaperError::NotOfSession(kind)));
    }
    let one_a_unit = |kind| Request { one_a_township: true, ..Request::new(kind) };
    assert_eq!(attempt(one_a_unit(Kind::Rows), Format::Csv), Err(PaperError::NotOneAUnit(Kind::Rows)));
    let refused = Err(PaperError::NotOneAUnit(Kind::Calendar));
    assert_eq!(attempt(one_a_unit(Kind::Calendar), Format::Ics), refused, "a calendar has no sheets");
    let sheet = Request { one_a_township: true, ..Request::of(Kind::Attendance, past) };
    let form = rust_xlsxwriter::Workbook::new().save_to_buffer().expect("a form");
    let lost = in_form(&source(&d.ws), &sheet, &form);
    assert_eq!(lost, Err(PaperError::NotOneAUnit(Kind::Attendance)), "a form would hold the first unit alone");
    let of_one = bytes(&d.ws, &Request::of(Kind::Calendar, past), Format::Ics);
    let of_all = bytes(&d.ws, &Request::new(Kind::Calendar), Format::Ics);
    let n = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text").matches("BEGIN:VEVENT").count();
    assert_eq!((n(of_one), n(of_all)), (1, 2), "one session, or the year");

    let made = bytes(&d.ws, &one_a_unit(Kind::Ledger), Format::Xlsx);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&made)).expect("a spreadsheet");
    assert_eq!(book.sheet_names(), ["魏城镇", "石马镇"], "a sheet for each unit in the official order");
    let wei = book.worksheet_range("魏城镇").expect("its sheet");
    assert!(wei.rows().any(|row| row[0].to_string().starts_with("魏城镇2012年度")));
}

#[test]
fn a_rate_that_was_broken_is_said_with_the_amount() {
    let Year { mut d, past, .. } = year();
    let id = d.ws.ids.take();
    d.put(RuleSet { name: "样本".into(), person_day_rate: Some(Fen::yuan(40)), ..RuleSet::empty(id) });
    let sums = settlement(&d.ws, Scope::Session(past), day(6, 28));
    assert_eq!((sums.limit, sums.over()), (Some(Fen::yuan(40 * 18)), Some(Fen::yuan(180))));
    let rows = &cells(&bytes(&d.ws, &Request::of(Kind::Settlement, past), Format::Xlsx))[0];
    assert!(rows.iter().flatten().any(|cell| cell == "超 180.00"));
    let cohorts = [d.secretary, d.member];
    let thrifty = d.session("党员培训第 1 期", day(6, 20), 2, &cohorts);
    let people: Vec<_> = d.ws.roll(past).iter().map(|row| row.person).collect();
    d.attend(thrifty, &people);
    let year = settlement(&d.ws, Scope::Year, day(6, 28));
    assert!(year.limit > Some(year.under_rate.actual), "taken together they would have kept within the rate");
    assert_eq!(year.over, [(past, Fen::yuan(180))], "what one session saves does not make up for another");
}

#[test]
fn names_with_rare_characters_are_found_in_the_pdf_and_no_shape_is_missing() {
    let Year { d, past, .. } = year();
    for request in [Request::of(Kind::Attendance, past), Request::new(Kind::Coverage), Request::new(Kind::Ledger)] {
        let made = paper(&source(&d.ws), &request).expect("a paper");
        assert!(
            missing_characters(&made, Faces::built_in()).is_empty(),
            "{:?}",
            missing_characters(&made, Faces::built_in())
        );
        let pages = pages(&bytes(&d.ws, &request, Format::Pdf));
        let all: String = pages.concat();
        for text in made.texts().iter().filter(|text| !text.is_empty()) {
            for part in text.split_whitespace() {
                let is_whole = part.chars().count() <= 4;
                assert!(!is_whole || all.contains(part), "{part} is not in {:?}", request.kind);
            }
        }
        for (number, page) in (1..).zip(&pages) {
            assert!(page.contains(&format!("第{number}页/共{}页", pages.len())), "{page}");
        }
    }
    let all: String = pages(&bytes(&d.ws, &Request::of(Kind::Attendance, past), Format::Pdf)).concat();
    assert!(all.contains("游㛃") && all.contains("张䶮"));
}

#[test]
fn a_character_that_no_font_has_is_replaced_on_paper_and_kept_in_the_text() {
    let Year { mut d, past, .. } = year();
    let someone = d.ws.roll(past)[0].person;
    d.edit_person(someone, |person| person.name = "王\u{3402}".into());
    let request = Request::of(Kind::Attendance, past);
    let made = paper(&source(&d.ws), &request).expect("a paper");
    assert_eq!(missing_characters(&made, Faces::built_in()).into_iter().collect::<String>(), "\u{3402}");
    assert!(pages(&bytes(&d.ws, &request, Format::Pdf)).concat().contains("王\u{3402}"), "still found by searching");
}

/// A Latin face of the machine for all text, and another one for 李 and the like; the program's own last.
fn a_machines_faces() -> &'static Faces {
    static FACES: OnceLock<Faces> = OnceLock::new();
    FACES.get_or_init(|| {
        let fonts = egui::FontDefinitions::default();
        let latin = Face::read(Arc::clone(&fonts.font_data["Ubuntu-Light"].font), 0).expect("a font");
        let own = built_in().into_iter().map(|(_, face)| face).collect();
        Faces::new(vec![(Role::Body, latin)], own, |_| None)
    })
}

#[test]
fn a_face_of_the_machine_comes_first_and_what_it_lacks_comes_from_the_others_and_is_found() {
    let Year { d, to_come, .. } = year();
    let source = Source { faces: a_machines_faces, ..source(&d.ws) };
    let bytes = file(&source, &Request::of(Kind::Attendance, to_come), Format::Pdf).expect("the paper can be made");
    let all = pages(&bytes).concat();
    for text in ["游㛃", "张䶮", "李𬭎", "=HYPERLINK(1)", "138****1037", "第1页/共1页"] {
        assert!(all.contains(text), "{text} is not in {all}");
    }
    let document = Document::load_mem(&bytes).expect("a PDF");
    let fonts = document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"BaseFont").ok());
    let names: Vec<String> =
        fonts.map(|name| String::from_utf8_lossy(name.as_name().expect("a name")).into_owned()).collect();
    for part in ["+Ubuntu-Light", "+LunxunSong-Regular"] {
        assert!(names.iter().any(|name| name.ends_with(part)), "{part} is not embedded as a part: {names:?}");
    }
}

#[test]
fn from_one_person_to_two_thousand_every_row_is_printed_once_under_the_heading() {
    for n in [1, 2, 49, 553, 2_000] {
        let mut d = District::new();
        let town = d.township("魏城镇");
        let branch = d.branch(town, "魏城绣山现代农业合作社联合党支部");
        let member = d.member;
        let people: Vec<_> = (1..=n).map(|i| d.person(&format!("甲{i}乙"), branch, &[member])).collect();
        let class = d.session("党员培训第 1 期", day(6, 18), 3, &[member]);
        d.edit_session(class, |session| session.max_heads = 2_000);
        d.run(|ws| ws.enrol(class, &people));
        let pages = pages(&bytes(&d.ws, &Request::of(Kind::Attendance, class), Format::Pdf));
        for (i, page) in pages.iter().enumerate() {
            assert!(page.contains("联系电话"), "{n} people: no heading on page {i}");
        }
        let names = |page: &String| page.matches('乙').count();
        assert_eq!(pages.iter().map(names).sum::<usize>(), n, "{n} people");
        let rows = |page: &String| names(page) + page.matches("应到").count();
        assert!(rows(pages.last().expect("a page")) >= 1 && pages.len() >= n / 20);
    }
}

#[test]
fn what_is_not_a_session_yet_or_not_a_format_is_said() {
    let Year { d, to_come, .. } = year();
    let attempt = |request: Request, format| file(&source(&d.ws), &request, format).expect_err("refused");
    assert_eq!(attempt(Request::new(Kind::Notice), Format::Pdf), PaperError::NeedsSession(Kind::Notice));
    let no_format = PaperError::NoFormat { kind: Kind::Plan, format: Format::Csv };
    assert_eq!(attempt(Request::new(Kind::Plan), Format::Csv), no_format);
    assert_eq!(attempt(Request::of(Kind::Certificate, to_come), Format::Pdf), PaperError::NobodyCompleted);
    assert!(matches!(attempt(Request::of(Kind::Quota, SessionId::MAX), Format::Xlsx), PaperError::Refused(_)));
}

#[test]
fn the_notice_is_a_letter_and_a_text_with_the_same_words() {
    let Year { d, to_come, .. } = year();
    let request = Request::of(Kind::Notice, to_come);
    let said = text(&source(&d.ws), &request).expect("a text");
    assert!(said.starts_with("关于举办书记轮训第 9 期的通知\r\n"));
    assert!(said.contains("石马镇 4 人") && said.contains("请于2012年7月2日前"), "{said}");
    let letter = pages(&bytes(&d.ws, &request, Format::Pdf)).concat();
    for line in said.lines().filter(|line| !line.contains("石马镇")) {
        assert!(letter.contains(&plain(line)), "{line}");
    }
    assert!(letter.contains("书记轮训第9期名额分配表"), "the quotas are attached");
}

#[test]
fn a_notice_goes_to_those_who_are_to_act_on_it() {
    let Year { mut d, to_come, .. } = year();
    let shi = d.ws.townships.iter().find(|unit| unit.name == "石马镇").expect("the unit").id;
    let said = |ws: &Workspace, request: &Request| text(&source(ws), request).expect("a text");
    let all = said(&d.ws, &Request::of(Kind::Notice, to_come));
    assert!(
        all.contains("2012年7月2日前") && all.trim_end().ends_with("2012年6月28日"),
        "the week before has begun: {all}"
    );
    let early = Source { as_of: day(6, 1), ..source(&d.ws) };
    let early = text(&early, &Request::of(Kind::Notice, to_come)).expect("a text");
    assert!(early.contains("2012年6月26日前"), "a week before: {early}");
    let late = Source { as_of: day(7, 4), ..source(&d.ws) };
    let late = text(&late, &Request::of(Kind::Notice, to_come)).expect("a text");
    assert!(
        late.contains("2012年6月26日前") && late.trim_end().ends_with("____年__月__日"),
        "printed afterwards: {late}"
    );
    assert!(all.contains("\r\n各乡镇（街道）党委，区级有关部门：") && all.contains("共 4 人"), "{all}");
    let one = said(&d.ws, &Request { township: Some(shi), ..Request::of(Kind::Notice, to_come) });
    assert!(one.contains("\r\n石马镇党委："), "{one}");
    d.edit_session(to_come, |session| session.township = Some(shi));
    let own = said(&d.ws, &Request::of(Kind::Notice, to_come));
    assert!(
        own.contains("\r\n石马镇各党支部：") && own.trim_end().rsplit("\r\n").nth(1) == Some("石马镇党委"),
        "{own}"
    );
}

#[test]
fn the_office_says_whom_to_ask_and_by_when_on_its_own_sessions() {
    let Year { mut d, to_come, .. } = year();
    let blank = text(&source(&d.ws), &Request::of(Kind::Notice, to_come)).expect("a text");
    assert!(blank.contains("联系人：________，联系电话：________。"), "{blank}");
    let reply = Reply { contact: "示例员".into(), phone: "0816-0000000".into(), days: Some(3) };
    d.run(|ws| ws.with_programme(Programme { reply, ..(*ws.programme).clone() }));
    for kind in [Kind::Notice, Kind::Quota, Kind::Unconfirmed] {
        let all = pages(&bytes(&d.ws, &Request::of(kind, to_come), Format::Pdf)).concat();
        assert!(all.contains("联系人：示例员，联系电话：0816-0000000"), "{all}");
        assert!(kind == Kind::Unconfirmed || all.contains("2012年6月30日前"), "{all}");
    }
    let said = text(&source(&d.ws), &Request::of(Kind::Unconfirmed, to_come)).expect("a text");
    assert!(said.contains("0816-0000000"), "{said}");
}

#[test]
fn who_has_not_confirmed_is_listed_with_a_phone_and_told_in_a_text() {
    let Year { mut d, to_come, .. } = year();
    let confirmed = d.ws.roll(to_come)[0].person;
    d.run(|ws| {
        let mut enrolment = ws.enrolment((to_come, confirmed))?.clone();
        enrolment.state = lunxun::model::EnrolmentState::Confirmed;
        ws.with(enrolment)
    });
    let name = d.ws.people.get(confirmed).expect("the person").name.clone();
    let request = Request::new(Kind::Unconfirmed);
    let rows = &cells(&bytes(&d.ws, &request, Format::Xlsx))[0];
    let names: Vec<&str> = rows[3..].iter().map(|row| row[2].as_str()).collect();
    assert_eq!(names.len(), 3);
    assert!(!names.contains(&name.as_str()));
    let whole = Request { phone: PhoneDisplay::Full, reason: "通知".into(), ..request };
    let rows = &cells(&bytes(&d.ws, &whole, Format::Xlsx))[0];
    assert_eq!(rows[3][5], "13800001037");
    assert!(pages(&bytes(&d.ws, &whole, Format::Pdf))[0].contains("用途：通知"), "the foot says why");
    let said = text(&source(&d.ws), &request).expect("a text");
    assert!(said.contains("石马镇：") && !said.contains("138"), "{said}");
}

#[test]
fn raw_rows_are_read_back_as_they_were_and_calculate_nothing() {
    let Year { d, .. } = year();
    for table in RowTable::ALL {
        let request = Request { rows: table, ..Request::new(Kind::Rows) };
        let bytes = bytes(&d.ws, &request, Format::Csv);
        assert!(bytes.starts_with(b"\xef\xbb\xbf"), "a spreadsheet sees UTF-8");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let n = match table {
            RowTable::People => d.ws.people.len(),
            RowTable::Sessions => d.ws.sessions.len(),
            RowTable::Marks => d.ws.marks.iter().count(),
            RowTable::Costs => d.ws.costs.iter().count(),
        };
        assert_eq!(rows.len(), n + 1);
        for cell in rows.iter().flat_map(csv::StringRecord::iter) {
            assert!(!cell.starts_with(['=', '+', '@', '\t']), "{cell}");
        }
    }
    let sheets = cells(&bytes(&d.ws, &Request::new(Kind::Rows), Format::Xlsx));
    assert_eq!(sheets.len(), 4);
    assert!(sheets[0].iter().any(|row| row[1] == "=HYPERLINK(1)"), "text, whatever it looks like");
    assert!(sheets[0].iter().flatten().all(|cell| !cell.contains("13800001037")), "masked");
}

#[test]
fn certificates_go_to_those_who_completed_one_a_page() {
    let Year { d, past, .. } = year();
    let made = pages(&bytes(&d.ws, &Request::of(Kind::Certificate, past), Format::Pdf));
    assert_eq!(made.len(), 6);
    assert!(made.iter().all(|page| page.contains("准予结业") && page.contains("到课8学时")));
    let person = d.ws.roll(past)[0].person;
    let request = Request { person: Some(person), ..Request::new(Kind::Certificate) };
    let statement = pages(&bytes(&d.ws, &request, Format::Pdf)).concat();
    assert!(statement.contains("共计8学时") && statement.contains("书记轮训第8期"), "{statement}");
}

#[test]
fn an_offices_own_notice_certificate_and_sheet_come_out_in_its_forms() {
    let Year { d, past, .. } = year();
    let filled = |kind: Kind, lines: &[&str]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, line) in (0..).zip(lines) {
            sheet.write(row, 0, *line).expect("a cell");
        }
        let form = book.save_to_buffer().expect("a form");
        let made = in_form(&source(&d.ws), &Request::of(kind, past), &form).expect("filled");
        cells(&made)[0].iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    let notice = filled(Kind::Notice, &["{{班次}}", "时间：{{时间}}", "{{培训对象}}", "{{主办}}"]);
    assert_eq!(notice[0], "书记轮训第 8 期");
    assert!(notice[1].contains("2012年6月18日至19日") && notice[2].contains("书记"), "{notice:?}");
    let certificates = filled(Kind::Certificate, &["{{班次}}结业证书", "{{证书编号}} {{姓名}} {{到课学时}}"]);
    assert_eq!(certificates.len(), 7, "six people have completed it: {certificates:?}");
    assert!(certificates.iter().any(|line| line.contains("游㛃 8")), "{certificates:?}");
    let sheet = filled(Kind::Attendance, &["{{姓名}}|{{上午}}|{{下午}}|{{上午2}}|{{下午2}}"]);
    assert!(sheet.contains(&"张䶮||||".to_owned()), "each half day has a column of its own: {sheet:?}");
}

#[test]
fn what_takes_long_tells_how_far_it_is_and_can_be_stopped() {
    let ws = lunxun::demo::district(1);
    for (kind, format) in [(Kind::Rows, Format::Xlsx), (Kind::Rows, Format::Csv), (Kind::Coverage, Format::Pdf)] {
        let heard = std::cell::RefCell::new(Vec::new());
        let watch = |n: usize, of: usize| {
            heard.borrow_mut().push((n, of));
            heard.borrow().len() < 3
        };
        let stopped = file_watched(&source(&ws), &Request::new(kind), format, &watch);
        assert_eq!(stopped, Err(PaperError::Stopped), "{kind:?} as {format:?}");
        let heard = heard.into_inner();
        assert!(heard.len() == 3 && heard.windows(2).all(|two| two[0].0 < two[1].0), "{heard:?}");
        assert!(heard.iter().all(|(n, of)| n < of), "{heard:?}");
    }
}

#[test]
fn a_package_holds_every_paper_of_its_session() {
    let Year { mut d, past, .. } = year();
    d.run(|ws| ws.set_status(past, Status::Closed));
    let mut steps = 0;
    let step = |_: usize, _: usize| {
        steps += 1;
        true
    };
    let made = members(&source(&d.ws), &Request::of(Kind::Package, past), &[Format::Pdf], step).expect("a package");
    let names: Vec<&str> = made.iter().map(|member| member.name.as_str()).collect();
    for kind in ["培训通知.pdf", "培训通知.txt", "名额分配表.pdf", "日程表.pdf", "签到表.pdf", "经费决算表.pdf"]
    {
        assert!(names.iter().any(|name| name.ends_with(kind)), "{kind} is not in {names:?}");
    }
    assert!(names.iter().all(|name| !name.ends_with("xlsx")) && steps == 7);
    let bytes = zip(&made, now()).expect("a zip");
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    assert_eq!(archive.len(), made.len());
}
