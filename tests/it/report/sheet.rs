//! One session's attendance and the list of sessions.

use lunxun::model::{MarkKind, SlotNo, Status};
use lunxun::report::people::history;
use lunxun::report::{Share, sessions, sheet, upcoming};

use crate::support::district::{District, day};

#[test]
fn a_late_joiner_is_not_absent_before_and_a_walk_in_stands_last() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(4, branch, d.member);
    let class = d.session("党员班", day(3, 1), 2, &[d.member]);
    d.run(|ws| ws.enrol(class, &people[1..]));
    d.run(|ws| ws.walk_in(class, people[0], Some(SlotNo(2))));
    for no in 0..4 {
        d.run(|ws| ws.mark_rest_present(class, SlotNo(no)));
    }
    d.mark(class, &people[1..2], &[0, 1], MarkKind::Sick);
    d.mark(class, &people[2..3], &[3], MarkKind::LeftEarly);
    let all = sheet(&d.ws, class).expect("the session is there");
    assert_eq!((all.expected, all.attended, all.walk_ins, all.late_joiners), (4, 4, 1, 1));
    assert_eq!(all.entered, Share { n: 14, of: 14 });
    assert_eq!(all.rate, Share { n: 12, of: 14 });
    let last = all.rows.last().expect("a row");
    assert_eq!((last.person, last.due, last.minutes, last.is_completed), (people[0], 2, 180, false));
    assert_eq!(all.completed, 2, "two were taught it all; half a class is no class");
    let morning = all.slots[0];
    assert_eq!((morning.due, morning.attended(), morning.on_leave(), morning.absent()), (3, 2, 1, 0));
    assert_eq!(all.kinds.get(MarkKind::LeftEarly), 1);
}

#[test]
fn a_replaced_persons_cells_ask_for_nothing() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(3, branch, d.member);
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.run(|ws| ws.enrol(class, &people[..2])?.replace((class, people[0]), people[2]));
    d.mark(class, &people[1..], &[0], MarkKind::Present);
    let all = sheet(&d.ws, class).expect("the session is there");
    assert_eq!((all.expected, all.replaced, all.rows.len()), (2, 1, 3));
    assert_eq!(all.entered, Share { n: 2, of: 4 });
    let row = sessions(&d.ws, day(6, 28)).remove(0);
    assert_eq!((row.enrolled, row.attended, row.marks_due, row.marks_missing()), (2, 2, 4, 2));
}

#[test]
fn the_list_runs_by_date_and_says_what_is_missing_so_far() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(2, branch, d.member);
    let later = d.session("后", day(7, 3), 1, &[d.member]);
    let running = d.session("正在办", day(6, 28), 2, &[d.member]);
    let undated = d.session("未定", day(1, 1), 0, &[d.member]);
    let over = d.session("先", day(3, 1), 1, &[d.member]);
    let cancelled = d.session("取消", day(8, 1), 1, &[d.member]);
    d.mark(running, &people, &[0], MarkKind::Present);
    d.attend(over, &people[..1]);
    d.count_heads(over, Some(town), 7);
    d.spend(over, 30);
    d.run(|ws| ws.set_status(cancelled, Status::Cancelled));
    let rows = sessions(&d.ws, day(6, 28));
    let order: Vec<_> = rows.iter().map(|row| row.session).collect();
    assert_eq!(order, [over, running, later, cancelled, undated]);
    assert_eq!((rows[0].counted, rows[0].spent), (7, lunxun::model::Fen::yuan(30)));
    assert_eq!((rows[1].marks_due, rows[1].marks_entered), (4, 2), "tomorrow's half days are not due");
    let next: Vec<_> = upcoming(&rows, day(6, 28)).iter().map(|row| row.session).collect();
    assert_eq!(next, [running, later]);
}

#[test]
fn a_history_tells_hours_and_completion_of_each_session() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(1, branch, d.member);
    let second = d.session("二", day(4, 1), 1, &[d.member]);
    let first = d.session("一", day(3, 1), 1, &[d.member]);
    d.mark(second, &people, &[0], MarkKind::Present);
    d.attend(first, &people);
    let rows = history(&d.ws, people[0], day(6, 28));
    let told: Vec<_> = rows.iter().map(|row| (row.session, row.minutes, row.is_completed)).collect();
    assert_eq!(told, [(first, 180, true), (second, 90, false)]);
    assert_eq!(rows[1].slots[1].kind, None);
    assert_eq!(history(&d.ws, people[0], day(3, 1))[1].minutes, 0);
}
