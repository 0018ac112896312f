//! Coverage, findings and the tables behind the pages.

use lunxun::model::{MarkKind, Workspace};
use lunxun::report::attention::findings_on;
use lunxun::report::{self, Coverage, Index};
use lunxun::rules::Board;

use super::{Bench, Duration, black_box};

pub fn run(bench: &mut Bench) {
    let small = times(bench, 1);
    let large = times(bench, 10);
    for (what, one, ten) in [
        ("scale 10 / 1: index and coverage", small[0], large[0]),
        ("scale 10 / 1: findings after a move", small[1], large[1]),
        ("scale 10 / 1: people table", small[2], large[2]),
        ("scale 10 / 1: hours", small[4], large[4]),
        ("scale 10 / 1: forecast", small[5], large[5]),
    ] {
        bench.ratio(what, ten, one, "≤ 12");
    }
    bench.ratio("anew / after one mark", small[0], small[3], "the more the better");
}

fn times(bench: &mut Bench, scale: u32) -> [Duration; 6] {
    let ws = lunxun::demo::district(scale);
    let n = if scale == 1 { 41 } else { 7 };
    let as_of = ws.as_of(ws.programme.days().last);
    let (people, marks) = (ws.people.len(), ws.marks.len());
    println!("-- scale {scale}: {people} people, {marks} marks, {} sessions", ws.sessions.len());
    let limit = |text: &'static str| if scale == 1 { text } else { "–" };
    let anew = bench.median("index and coverage anew", n, limit("≤ 5"), || Index::new(&ws, as_of).coverage());
    bench.median("index anew", n, "–", || Index::new(&ws, as_of));
    let index = Index::new(&ws, as_of);
    let coverage = index.coverage();
    bench.median("coverage read from the index", n, "–", || index.coverage());
    let one_mark = after_one_mark(bench, &ws, index.clone(), n, limit("≤ 0.1"));
    bench.median("findings anew", n, limit("≤ 5"), || report::findings(&ws, &coverage));
    let findings = after_a_move(bench, &ws, &coverage, n, limit("≤ 5"));
    let table = bench.median("people table", n, "–", || index.rows());
    bench.median("list of sessions", n, "–", || report::sessions(&ws, as_of));
    let hours = bench.median("hours", n, limit("≤ 10"), || report::hours(&ws, &index));
    let forecast = bench
        .median("forecast, the course over the year with it", n, limit("≤ 10"), || report::forecast(&ws, &index));
    let planned = ws.sessions.iter().find(|session| session.status.is_planned());
    if let Some(session) = planned {
        bench.median("fair share of a session's seats", n, limit("≤ 10"), || {
            report::fair_share(&ws, &index, session, 50)
        });
    }
    let rows = report::sessions(&ws, as_of);
    bench.median("data completeness", n, limit("≤ 10"), || report::completeness(&ws, &index, &coverage, &rows));
    bench.median("budget", n, limit("≤ 10"), || report::budget::budget(&ws, as_of));
    bench.median("money of all sessions", n, limit("≤ 10"), || report::budget::sessions(&ws, as_of));
    let found = report::findings(&ws, &coverage);
    bench.median("all checks", n, limit("≤ 10"), || report::checks::checks(&ws, &found, as_of).len());
    bench.median("branches of all townships", n, "–", || index.branches_of(None));
    let behind = report::Behind { group: report::Group::Untrained, ..report::Behind::default() };
    bench.median("the people not yet trained", n, "–", || index.who(&behind));
    [anew, findings, table, one_mark, hours, forecast]
}

/// The index follows a mark set and taken back, and coverage is read again.
fn after_one_mark(bench: &mut Bench, ws: &Workspace, mut index: Index, n: usize, limit: &str) -> Duration {
    let Some(mark) = ws.marks.iter().nth(ws.marks.len() / 2).copied() else { return Duration::ZERO };
    let kind = if mark.kind.is_attended() { MarkKind::Absent } else { MarkKind::Present };
    let mut other = ws.clone();
    other.marks.put(lunxun::model::Mark { kind, ..mark });
    let (there, back) = (ws.changes_to(&other), other.changes_to(ws));
    let mut is_there = false;
    bench.median("coverage after one mark", 8 * n, limit, || {
        is_there = !is_there;
        let (now, changes) = if is_there { (&other, &there) } else { (ws, &back) };
        index.update(now, changes);
        black_box(index.coverage())
    })
}

/// The whole district is checked again after a session was moved and moved back, as the window does; then what a
/// drag asks for in every frame, and what can be done about the session with most to mend.
fn after_a_move(bench: &mut Bench, ws: &Workspace, coverage: &Coverage, n: usize, limit: &str) -> Duration {
    let planned = ws.sessions.iter().filter(|session| session.status.is_planned());
    let Some(session) = planned.max_by_key(|session| ws.n_enrolled(session.id)) else { return Duration::ZERO };
    let Ok(other) = ws.move_session(session.id, 1) else { return Duration::ZERO };
    let (there, back) = (ws.changes_to(&other), other.changes_to(ws));
    let mut board = Board::new(ws, coverage.as_of);
    let mut is_there = false;
    let time = bench.median("findings after a move", 8 * n, limit, || {
        is_there = !is_there;
        let (now, changes) = if is_there { (&other, &there) } else { (ws, &back) };
        board.update(now, changes);
        black_box(findings_on(&board, now, coverage))
    });
    let board = Board::new(ws, coverage.as_of);
    board.findings(ws);
    let Some(moved) = other.sessions.get(session.id) else { return time };
    bench.median("findings of a session while it is dragged", 8 * n, "≤ 1", || board.findings_of(ws, moved));
    let weight = |id| board.findings_for(ws, id).len();
    let worst =
        ws.sessions.iter().filter(|session| session.status.is_planned()).max_by_key(|session| weight(session.id));
    if let Some(worst) = worst {
        bench.median("what can be done about the worst session", n, "–", || board.alternatives(ws, worst.id));
    }
    time
}
