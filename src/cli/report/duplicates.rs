//! `lunxun report duplicates`: records that may be of one person, and what speaks for it. Nothing is merged here.

use serde::Serialize;

use crate::cli::arguments::FolderArgs;
use crate::cli::{Desk, Stop, say, say_json};
use crate::exchange::mask::masked_phone;
use crate::model::{PersonId, Workspace};
use crate::report::duplicates::{Duplicate, Evidence, duplicates};
use crate::words::duplicates::{DuplicateWords, evidence};

/// The records as other programs read them.
#[derive(Serialize)]
struct Summary<'a> {
    pairs: Vec<Pair<'a>>,
}

#[derive(Serialize)]
struct Pair<'a> {
    people: [Line<'a>; 2],
    evidence: &'a [Evidence],
}

/// One record, without what may not be shown.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    name: &'a str,
    township: &'a str,
    branch: &'a str,
    birth: Option<chrono::NaiveDate>,
    phone: String,
}

pub(super) fn run(desk: Desk, arguments: &FolderArgs) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder)?;
    let ws = &loaded.workspace;
    let found = duplicates(ws);
    let line = |id| line(ws, id, ws.as_of(desk.today));
    let pair = |pair: &'_ Duplicate| Some([line(pair.people[0])?, line(pair.people[1])?]);
    let pairs: Vec<Pair<'_>> =
        found.iter().filter_map(|one| Some(Pair { people: pair(one)?, evidence: &one.evidence })).collect();
    if arguments.json {
        say_json(&Summary { pairs })?;
    } else {
        tell(desk, &pairs);
    }
    desk.must_be_whole(&loaded)
}

fn tell(desk: Desk, pairs: &[Pair<'_>]) {
    let words = DuplicateWords::of(desk.lang);
    if pairs.is_empty() {
        say(words.none_found);
        return;
    }
    say((words.n_pairs)(pairs.len()));
    for Pair { people: [one, other], evidence: all } in pairs {
        let reasons: Vec<&str> = all.iter().map(|reason| evidence(desk.lang, *reason)).collect();
        say(format!("{}\t{}", one.name, reasons.join(desk.lang.pick("；", "; "))));
        for Line { id, name, township, branch, birth, phone } in [one, other] {
            let birth = birth.map(|birth| birth.to_string()).unwrap_or_default();
            say(format!("  {id}\t{name}\t{township}\t{branch}\t{birth}\t{phone}"));
        }
    }
}

fn line(ws: &Workspace, id: PersonId, day: chrono::NaiveDate) -> Option<Line<'_>> {
    let person = ws.people.get(id)?;
    let branch = person.home_on(day).and_then(|id| ws.branches.get(id));
    let township = branch.and_then(|branch| ws.townships.get(branch.township));
    Some(Line {
        id: id.to_string(),
        name: &person.name,
        township: township.map_or("", |township| township.name.as_str()),
        branch: branch.map_or("", |branch| branch.name.as_str()),
        birth: person.birth,
        phone: masked_phone(&person.phone),
    })
}
