//! Papers: a sheet to sign as PDF, a long ledger, the rows of everybody.

use lunxun::exchange::paper::pdf::faces::Faces;
use lunxun::exchange::papers::{Format, Kind, Request, Source, file};
use lunxun::model::{SessionId, Workspace};
use lunxun::words::Lang;

use super::{Bench, black_box};

/// Sessions of the long ledger.
const N_LEDGER: usize = 5_000;

pub fn run(bench: &mut Bench) {
    let ws = lunxun::demo::district(1);
    let sheet = ws.sessions.iter().filter(|session| ws.n_enrolled(session.id) >= 48);
    let Some(class) = sheet.min_by_key(|session| ws.n_enrolled(session.id)).map(|session| session.id) else { return };
    for (what, format, limit) in
        [("sheet of about 50 as PDF", Format::Pdf, "≤ 300"), ("sheet of about 50 as xlsx", Format::Xlsx, "–")]
    {
        time(bench, what, 11, limit, &ws, &Request::of(Kind::Attendance, class), format);
    }
    let long = long(&ws, class);
    for (what, format) in [("ledger of 5,000 rows as PDF", Format::Pdf), ("ledger of 5,000 rows as xlsx", Format::Xlsx)]
    {
        time(bench, what, 3, "≤ 5000", &long, &Request::new(Kind::Ledger), format);
    }
    time(bench, "names not yet trained as PDF", 3, "–", &ws, &Request::new(Kind::Coverage), Format::Pdf);
    for (what, format) in [("all people as csv", Format::Csv), ("all raw rows as xlsx", Format::Xlsx)] {
        time(bench, what, 3, "–", &ws, &Request::new(Kind::Rows), format);
    }
}

fn time(bench: &mut Bench, what: &str, n: usize, limit: &str, ws: &Workspace, request: &Request, format: Format) {
    let as_of = ws.as_of(ws.programme.days().last);
    let now = as_of.and_hms_opt(9, 0, 0).unwrap_or_default();
    let source = Source { ws, as_of, now, lang: Lang::Zh, draw: |_, _, _| Err(String::new()), faces: Faces::built_in };
    bench.median(what, n, limit, || black_box(file(&source, request, format)).is_ok());
}

/// The workspace with a held session copied until there are as many as a long ledger has.
fn long(ws: &Workspace, class: SessionId) -> Workspace {
    let mut long = ws.clone();
    let Some(session) = ws.sessions.iter().find(|session| session.status.is_held() && session.id != class) else {
        return long;
    };
    for _ in long.sessions.iter().count()..N_LEDGER {
        let id = long.ids.take();
        long.sessions.put(lunxun::model::Session { id, ..session.clone() });
    }
    long
}
