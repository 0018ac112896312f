//! Marks, topics, costs, trainers, venues, holidays and plans of sessions from tables.

use std::sync::Arc;

use lunxun::exchange::attendance_sheet::{SheetOptions, attendance_sheet, paper};
use lunxun::exchange::learned::Learned;
use lunxun::exchange::paper::xlsx as paper_xlsx;
use lunxun::exchange::plain_table;
use lunxun::exchange::records::{
    Col, Fault, Outcome, RecordOptions, RecordRow, RecordSource, Records, What, import_records, records, refused,
};
use lunxun::exchange::roster::RosterColumn;
use lunxun::exchange::table_file::{self, Book, FileFault, Sheet};
use lunxun::exchange::tables::{Holds, TableSource, together};
use lunxun::model::{CostItem, Fen, Half, Level, MarkKind, Mode, TopicArea, TrainerTitle, Workspace};

use lunxun::words::Lang;
use lunxun::words::import_records::fault;
use lunxun::words::papers::ZH;

use super::files::{Page, V, page, xlsx};
use crate::exchange::district::{day, district, person, township, with_session};

pub fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let apart = |_: &[u8]| -> Result<Book, FileFault> { Err(FileFault::ReaderFailed) };
    table_file::read("table.xlsx", bytes, &apart, &|| true).expect("read").sheets
}

fn sources(what: What, bytes: &[u8]) -> Vec<RecordSource> {
    sheets(bytes).into_iter().map(|sheet| RecordSource::of_sheet(what, sheet)).collect()
}

pub fn shown(ws: &Workspace, what: What, bytes: &[u8], options: RecordOptions) -> Records {
    records(ws, &sources(what, bytes).iter().collect::<Vec<_>>(), options, day(6, 28))
}

fn outcomes(ws: &Workspace, what: What, text: &str) -> Vec<Outcome> {
    let shown = shown(ws, what, &xlsx(&[page("s", text)]), RecordOptions::default());
    shown.tables[0].rows.iter().map(|row| row.outcome.clone()).collect()
}

fn imported(ws: &Workspace, what: What, text: &str) -> Workspace {
    let sources = sources(what, &xlsx(&[page("s", text)]));
    import_records(ws, &sources.iter().collect::<Vec<_>>(), RecordOptions::default(), day(6, 28)).expect("imported")
}

/// An attendance sheet as the program writes it, with marks typed by hand: row of the sheet, text.
pub fn returned(ws: &Workspace, id: lunxun::model::SessionId, column: usize, marks: &[(usize, &str)]) -> Vec<u8> {
    let sheet = attendance_sheet(ws, id, SheetOptions::default(), &ZH).expect("a session");
    let sheet = sheets(&paper_xlsx::write(&paper(&sheet, &ZH)).expect("written")).remove(0);
    let mut rows: Vec<Vec<V>> = Vec::new();
    for row in &sheet.rows {
        while rows.len() + 1 < row.number as usize {
            rows.push(Vec::new());
        }
        rows.push(row.cells.iter().map(|cell| V::from(cell.text().as_ref())).collect());
    }
    let first = rows.iter().position(|row| matches!(row.first(), Some(V::S(text)) if text == "1")).expect("row 1");
    for (serial, text) in marks {
        let row = &mut rows[first + serial - 1];
        row.resize(row.len().max(column + 1), V::E);
        row[column] = V::from(*text);
    }
    xlsx(&[Page { name: "签到表", rows, ..Page::default() }])
}

#[test]
fn a_returned_attendance_sheet_brings_all_nine_kinds_of_marks() {
    let (ws, id) = with_session(10, 18, 19, &Half::ALL);
    let signs = ["√", "迟到", "早退", "病", "事假", "公", "×", "送学", "补"];
    let typed: Vec<(usize, &str)> = signs.iter().enumerate().map(|(i, sign)| (i + 1, *sign)).collect();
    // 序号, 姓名, 单位, 职务, 电话, then the sign columns
    let bytes = returned(&ws, id, 6, &typed);
    let shown = shown(&ws, What::Marks, &bytes, RecordOptions::default());
    let n_new = shown.tables[0].rows.iter().filter(|row| row.outcome == Outcome::New).count();
    assert_eq!(n_new, 9, "{:?}", shown.tables[0].rows);
    let after = shown.after();
    let session = after.sessions.get(id).expect("the session");
    let slot =
        session.slots.iter().find(|slot| (slot.date, slot.half) == (day(6, 18), Half::Afternoon)).expect("a slot");
    let kinds: Vec<MarkKind> = after.roll(id).iter().filter_map(|row| after.mark((id, row.person, slot.no))).collect();
    assert_eq!(kinds, MarkKind::ALL);
    assert_eq!(after.marks_in(id).count(), 9, "other half days stay blank");
}

#[test]
fn marks_that_stand_already_are_kept_unless_the_sheet_wins() {
    let (ws, id) = with_session(3, 18, 18, &Half::ALL);
    let first = ws.roll(id)[0].person;
    let slot = ws.sessions.get(id).expect("it").slots[0].no;
    let ws = ws.set_marks(id, &[(first, slot)], Some(MarkKind::Sick)).expect("marked");
    let bytes = returned(&ws, id, 5, &[(1, "到"), (2, "到"), (3, "？？")]);
    let found = shown(&ws, What::Marks, &bytes, RecordOptions::default());
    let outcomes: Vec<&Outcome> = found.tables[0].rows.iter().map(|row| &row.outcome).collect();
    assert_eq!(outcomes[0], &Outcome::Conflict(Fault::Differs(vec![Col::Mark])));
    assert_eq!(outcomes[1], &Outcome::New);
    assert!(matches!(outcomes[2], Outcome::Refused(Fault::Unreadable(Col::Mark, _))));
    assert_eq!(found.after().mark((id, first, slot)), Some(MarkKind::Sick));
    let wins = shown(&ws, What::Marks, &bytes, RecordOptions { overwrites: true, ..RecordOptions::default() });
    assert_eq!(wins.after().mark((id, first, slot)), Some(MarkKind::Present));
}

#[test]
fn a_platforms_log_adds_up_minutes_and_marks_who_has_learned_enough() {
    let (ws, id) = with_session(2, 18, 18, &[Half::Morning]);
    let names: Vec<String> = ws.people.iter().map(|person| person.name.clone()).collect();
    let log = format!(
        "姓名|学习时间|时长（分钟）\n{0}|2012-06-18 09:10|100\n{0}|2012-06-18 10:55|1小时30分\n{1}|2012-06-18|20\n无此人|2012-06-18|200",
        names[0], names[1]
    );
    let options = RecordOptions { session: Some(id), ..RecordOptions::default() };
    let found = shown(&ws, What::Marks, &xlsx(&[page("log", &log)]), options);
    let outcomes: Vec<&Outcome> = found.tables[0].rows.iter().map(|row| &row.outcome).collect();
    assert_eq!(outcomes[0], &Outcome::Refused(Fault::Short { minutes: 100, needed: 180 }));
    assert_eq!(outcomes[1], &Outcome::New, "190 minutes on one morning");
    assert_eq!(outcomes[2], &Outcome::Refused(Fault::Short { minutes: 20, needed: 180 }));
    assert_eq!(outcomes[3], &Outcome::Refused(Fault::Unknown(Col::Name, "无此人".into())));
    assert_eq!(found.after().marks_in(id).count(), 1);
    assert!(matches!(outcomes_without_session(&ws, &log)[0], Outcome::Refused(Fault::NoSession)));
}

fn outcomes_without_session(ws: &Workspace, log: &str) -> Vec<Outcome> {
    outcomes(ws, What::Marks, log)
}

#[test]
fn costs_are_read_in_yuan_and_in_ten_thousand_yuan_and_only_once() {
    let (ws, id) = with_session(2, 18, 18, &[Half::Morning]);
    let text = "经费明细||||\n费用项目|实际金额（元）|日期|承担单位|班次\n讲课费|1,200.50|6月18日|区级|书记轮训第8期\n\
                伙食费|300|2012-06-18|魏城镇|\n慰问品|9|6月18日||\n合计|1500.5|||";
    let found = outcomes(&ws, What::Costs, text);
    assert_eq!(found[..2], [Outcome::New, Outcome::New]);
    assert_eq!(found[2], Outcome::Refused(Fault::Unknown(Col::Item, "慰问品".into())));
    assert_eq!(found.len(), 3, "the sum is no cost");
    let after = imported(&ws, What::Costs, text);
    let lecture = after.costs.iter().find(|cost| cost.item == CostItem::Lecture).expect("a lecture");
    assert_eq!((lecture.session, lecture.actual, lecture.payer), (Some(id), Some(Fen(120_050)), Level::District));
    assert_eq!(
        outcomes(&after, What::Costs, text)[..2],
        [Outcome::Unchanged, Outcome::Unchanged],
        "the same file again"
    );

    let wan = "单位：万元||\n项目|金额|日期\n住宿费|1.5|6月18日\n场地费|30000|6月18日";
    let found = outcomes(&ws, What::Costs, wan);
    assert_eq!(found[1], Outcome::Refused(Fault::LikelyYuan(Col::Actual, "30000".into())));
    let after = imported(&ws, What::Costs, wan);
    assert_eq!(after.costs.iter().map(|cost| cost.actual).collect::<Vec<_>>(), [Some(Fen::yuan(15_000))]);
    let said = fault(Lang::Zh, &Fault::LikelyYuan(Col::Actual, "30000".into()));
    assert!(said.starts_with("实际金额“30000”"), "{said}");
}

/// What is planned and was spent, by line.
fn amounts(ws: &Workspace) -> Vec<(Fen, Option<Fen>)> {
    ws.costs.iter().map(|cost| (cost.planned, cost.actual)).collect()
}

#[test]
fn a_receipt_fills_the_planned_line_that_nothing_was_paid_of() {
    let (ws, _) = with_session(2, 18, 20, &[Half::Morning]);
    let plan = "费用项目|预算金额|日期|班次\n伙食费|600|6月18日|书记轮训第8期\n伙食费|500|6月20日|书记轮训第8期";
    let planned = imported(&ws, What::Costs, plan);
    let receipts = "费用项目|报销金额|日期|班次\n伙食费|480|6月21日|书记轮训第8期\n资料费|70|6月18日|书记轮训第8期";
    assert_eq!(outcomes(&planned, What::Costs, receipts), [Outcome::Changed, Outcome::New]);
    let paid = imported(&planned, What::Costs, receipts);
    let (yuan, spent) = (Fen::yuan, |n| Some(Fen::yuan(n)));
    let expected = [(yuan(600), None), (yuan(500), spent(480)), (Fen::ZERO, spent(70))];
    assert_eq!(amounts(&paid), expected, "what was planned stays, and no budget is invented");

    for again in [plan, receipts] {
        assert_eq!(outcomes(&paid, What::Costs, again), [Outcome::Unchanged, Outcome::Unchanged], "{again}");
    }
    let more = "费用项目|报销金额|日期|班次\n伙食费|480|6月22日|书记轮训第8期\n伙食费|30|6月22日|书记轮训第8期";
    let paid = imported(&paid, What::Costs, more);
    let expected = [(yuan(600), spent(480)), (yuan(500), spent(480)), (Fen::ZERO, spent(70)), (Fen::ZERO, spent(30))];
    assert_eq!(amounts(&paid), expected, "another receipt of the same amount is another receipt");
}

#[test]
fn a_refused_value_of_a_short_list_says_what_can_be_written() {
    for (col, named) in [(Col::Item, "交通费"), (Col::Payer, "乡镇"), (Col::Mode, "参观考察"), (Col::Mark, "早退")]
    {
        let said = fault(Lang::Zh, &Fault::Unknown(col, "慰问品".into()));
        assert!(said.contains("慰问品") && said.contains(named), "{said}");
    }
}

#[test]
fn a_column_of_another_name_is_said_once_and_known_from_then_on() {
    let bytes = xlsx(&[page("费用", "花在哪|花了多少|哪天\n飞机票|900|6月18日\n住宿|300|6月18日")]);
    let ws = district();
    let mut source = sources(What::Costs, &bytes).remove(0);
    assert_eq!(source.missing(), [Col::Item], "nobody can know what the words mean");
    for (column, col) in [Col::Item, Col::Actual, Col::Date].into_iter().enumerate() {
        source.set_column(column, Some(col));
    }
    let found = records(&ws, &[&source], RecordOptions::default(), day(6, 28));
    assert!(found.tables[0].rows.iter().all(|row| row.outcome == Outcome::New), "{:?}", found.tables[0].rows);
    assert!(found.after().costs.iter().any(|cost| cost.item == CostItem::Transport));

    let mut learned = Learned::default();
    learned.remember_records(&source);
    let learned = Learned::read(&learned.text());
    let sheet = Arc::new(sheets(&bytes).remove(0));
    let again = TableSource::recognised(&sheet, &ws, &learned).expect("the layout is known");
    assert_eq!(again, TableSource::Records(source), "what it holds and what its columns mean");
    assert_eq!(TableSource::recognised(&sheet, &ws, &Learned::default()), None);

    // the same table taken for something else later is that from then on
    let TableSource::Roster(mut people) = TableSource::of_sheet(Holds::People, &sheet, &ws, &learned) else {
        unreachable!("a list of people was asked for")
    };
    people.table.set_column(0, Some(RosterColumn::Name));
    let mut learned = learned;
    learned.remember(&people, &[]);
    assert_eq!(TableSource::recognised(&sheet, &ws, &learned).map(|table| table.holds()), Some(Holds::People));
}

#[test]
fn tables_of_several_kinds_find_what_the_others_bring() {
    let ws = district();
    let all = [
        "班次名称|培训时间|地点|主讲|培训对象|人数\n新村讲座|7月3日|魏城镇会议室|刘专家|书记|60",
        "费用项目|实际金额|班次\n场租|500|新村讲座",
        "姓名|单位|职称\n刘专家|农科院|研究员",
        "姓名|乡镇|支部\n张勇|魏城镇|铁炉村",
        "点题内容|点题人\n番茄嫁接|张勇",
        "场地名称|容纳人数\n魏城镇会议室|120",
    ];
    let tables: Vec<TableSource> = all
        .map(|text| {
            let sheet = Arc::new(sheets(&xlsx(&[page("s", text)])).remove(0));
            TableSource::recognised(&sheet, &ws, &Learned::default()).expect("recognised")
        })
        .to_vec();
    let tables: Vec<Option<&TableSource>> = tables.iter().map(Some).collect();
    let shown = together(&ws, &tables, RecordOptions::default(), day(6, 28), &|_| true).expect("possible");
    assert_eq!((shown.counts().new, shown.counts().rows()), (6, 6), "{:?}", shown.records);
    let after = shown.adopt(&ws).expect("the workspace is the same");
    let talk = after.sessions.iter().find(|session| session.title == "新村讲座").expect("planned");
    assert!(talk.venue.is_some() && talk.slots[0].trainer.is_some());
    assert_eq!(after.costs.iter().next().and_then(|cost| cost.session), Some(talk.id));
    assert!(after.topics.iter().next().is_some_and(|topic| topic.askers[0].person.is_some()));
    assert!(shown.adopt(&after).is_err(), "what is shown is not what would come of another workspace");
}

#[test]
fn trainers_venues_and_holidays_are_added_once_and_filled_in() {
    let ws = district();
    let trainers = "姓名|单位|职称|联系电话|专长\n陈教员|区委党校|副教授|13800001037|党史\n刘专家|农科院|研究员||蔬菜";
    let after = imported(&ws, What::Trainers, trainers);
    let chen = after.trainers.iter().find(|trainer| trainer.name == "陈教员").expect("there before");
    assert_eq!((chen.unit.as_str(), chen.title), ("区委党校", TrainerTitle::Associate));
    assert_eq!(after.trainers.len(), 2);
    assert_eq!(outcomes(&after, What::Trainers, trainers), [Outcome::Unchanged, Outcome::Unchanged]);
    let other = outcomes(&after, What::Trainers, "姓名|单位\n陈教员|电大");
    assert_eq!(other, [Outcome::New], "another office is another trainer");

    let venues =
        "场地名称|容纳人数|所属乡镇|租金（元/天）\n区委党校一教室|80||\n魏城镇会议室|120人|魏城镇|500\n无名|很多||";
    let found = outcomes(&ws, What::Venues, venues);
    assert_eq!(found[0], Outcome::Conflict(Fault::Differs(vec![Col::Capacity])));
    assert_eq!(found[1], Outcome::New);
    assert!(matches!(found[2], Outcome::Refused(Fault::Unreadable(Col::Capacity, _))));
    let after = imported(&ws, What::Venues, venues);
    let hall = after.venues.iter().find(|venue| venue.name == "魏城镇会议室").expect("added");
    assert_eq!(
        (hall.capacity, hall.day_rate, hall.township),
        (120, Some(Fen::yuan(500)), Some(township(&ws, "魏城镇")))
    );

    let holidays = "放假时间|节日|类型\n9月30日至10月7日|国庆节|放假\n2012-09-29|国庆节|上班";
    let after = imported(&ws, What::Holidays, holidays);
    assert_eq!(after.holidays.len(), 9);
    assert_eq!(after.holidays.iter().filter(|holiday| holiday.is_workday).count(), 1);
}

#[test]
fn the_same_topic_asked_again_is_one_topic_with_two_askers() {
    let mut ws = district();
    person(&mut ws, "王秀英", "魏城镇", 2);
    let text = "点题内容|类别|点题人|乡镇|支部|日期\n大棚番茄嫁接技术|种植技术|王秀英|魏城镇|铁炉村|3月1日\n\
                大棚番茄 嫁接技术|||游仙镇|绣山村|3月2日\n怎样发展党员|发展党员|无此人||";
    let after = imported(&ws, What::Topics, text);
    assert_eq!(after.topics.len(), 1);
    let topic = after.topics.iter().next().expect("a topic");
    assert_eq!((topic.area, topic.askers.len()), (TopicArea::Prosperity, 2));
    let found = outcomes(&ws, What::Topics, text);
    assert_eq!(found[2], Outcome::Refused(Fault::Unknown(Col::Name, "无此人".into())));
    assert_eq!(outcomes(&after, What::Topics, text)[..2], [Outcome::Unchanged, Outcome::Unchanged]);
}

#[test]
fn a_plan_of_sessions_becomes_drafts_with_their_days() {
    let ws = district();
    let plan = "2012年培训计划||||||\n班次名称|培训时间|培训方式|地点|培训对象|人数|培训内容\n\
                书记轮训第1期|6月18日-20日|党校集中|区委党校一教室|支部书记|60人|党的建设\n\
                蔬菜技术讲座|2012.7.3上午|大讲堂||书记|100|蔬菜\n\
                考察|7月中旬|参观考察||书记|40|先进村\n飞行课|7月5日|空中||书记|40|";
    let found = outcomes(&ws, What::Sessions, plan);
    assert_eq!(found[..2], [Outcome::New, Outcome::New]);
    assert!(matches!(found[2], Outcome::Refused(Fault::Unreadable(Col::Date, _))));
    assert!(matches!(found[3], Outcome::Refused(Fault::Unknown(Col::Mode, _))));
    let after = imported(&ws, What::Sessions, plan);
    let class = after.sessions.iter().find(|session| session.title == "书记轮训第1期").expect("planned");
    assert_eq!((class.slots.len(), class.max_heads, class.mode), (6, 60, Mode::PartySchool));
    assert!(class.venue.is_some() && class.cohorts.len() == 1);
    let talk = after.sessions.iter().find(|session| session.title == "蔬菜技术讲座").expect("planned");
    assert_eq!(talk.slots.iter().map(|slot| (slot.date, slot.half)).collect::<Vec<_>>(), [(day(7, 3), Half::Morning)]);
    assert_eq!(outcomes(&after, What::Sessions, plan)[..2], [Outcome::Unchanged, Outcome::Unchanged]);
    let moved = outcomes(&after, What::Sessions, &plan.replace("6月18日-20日", "6月25日-27日"));
    assert_eq!(moved[0], Outcome::Conflict(Fault::Differs(vec![Col::Date])));
}

#[test]
fn a_plan_keeps_its_words_and_brings_what_a_session_is_planned_to_cost() {
    let ws = district();
    let plan = "班次名称|培训时间|培训方式|培训内容|经费预算\n富乐大讲堂：年终总结|12月18日|大讲堂|总结，表彰（一）|0.5万\n\
                蔬菜技术讲座|7月3日|大讲堂|蔬菜|5000";
    let after = imported(&ws, What::Sessions, plan);
    let talk =
        after.sessions.iter().find(|session| session.title == "富乐大讲堂：年终总结").expect("as it was written");
    assert_eq!(talk.purpose, "总结，表彰（一）");
    assert_eq!(amounts(&after), [(Fen::yuan(5_000), None), (Fen::yuan(5_000), None)]);
    assert!(after.costs.iter().any(|cost| cost.session == Some(talk.id) && cost.date == day(12, 18)));
    assert_eq!(outcomes(&after, What::Sessions, plan), [Outcome::Unchanged, Outcome::Unchanged]);
    let more = outcomes(&after, What::Sessions, &plan.replace("|5000", "|6000"));
    assert_eq!(more[1], Outcome::Conflict(Fault::Differs(vec![Col::Planned])));
}

#[test]
fn rows_that_are_left_can_be_mended_and_imported_again() {
    let ws = district();
    let bytes = xlsx(&[page("场地", "场地表||\n场地名称|容纳人数|所属乡镇\n会议室|120|没有镇")]);
    let found = shown(&ws, What::Venues, &bytes, RecordOptions::default());
    let why = |_: &RecordRow| "没有这个乡镇".to_owned();
    let mut sheet = refused(&sheets(&bytes)[0], &found.tables[0], None, "原因", &why).expect("one row");
    assert_eq!(sheet.headings, ["场地名称", "容纳人数", "所属乡镇", "原因"]);
    sheet.rows[0][2] = "魏城镇".into();
    let mended = plain_table::xlsx(&[sheet]).expect("written");
    let after = shown(&ws, What::Venues, &mended, RecordOptions::default());
    assert_eq!(after.tables[0].rows[0].outcome, Outcome::New);
}
