//! `lunxun report hours`: who has reached the hours of the year, who is short, and what would mend it.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::arguments::CoverageArgs;
use super::super::{Desk, Stop, say, say_json};
use crate::model::{PersonId, SessionId, Workspace};
use crate::report::Index;
use crate::report::hours::{HoursLine, HoursReport, hours};
use crate::words::hours::HoursWords;
use crate::words::records;

#[derive(Serialize)]
struct Named {
    name: String,
    #[serde(flatten)]
    line: HoursLine,
}

#[derive(Serialize)]
struct Short {
    person: PersonId,
    name: String,
    township: String,
    target_minutes: u32,
    counted_minutes: u32,
    online_minutes: u32,
    missing_minutes: u32,
    floating: bool,
}

#[derive(Serialize)]
struct NewTerm {
    person: PersonId,
    name: String,
    since: NaiveDate,
    due: NaiveDate,
    trained_on: Option<NaiveDate>,
    overdue: bool,
}

#[derive(Serialize)]
struct Incomplete {
    session: SessionId,
    title: String,
    person: PersonId,
    name: String,
    missed_minutes: u64,
    class_minutes: u64,
}

#[derive(Serialize)]
struct Offer {
    session: SessionId,
    title: String,
    day: NaiveDate,
    minutes: u32,
    seats: u64,
    people_short: u64,
}

#[derive(Serialize)]
struct Told {
    as_of: NaiveDate,
    total: HoursLine,
    cohorts: Vec<Named>,
    townships: Vec<Named>,
    exempt: u64,
    short: Vec<Short>,
    new_secretaries: Vec<NewTerm>,
    unrotated_secretaries: Vec<PersonId>,
    away: Vec<PersonId>,
    incomplete: Vec<Incomplete>,
    sessions_with_room: Vec<Offer>,
}

pub(super) fn run(desk: Desk, arguments: &CoverageArgs) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder.folder)?;
    let workspace = &loaded.workspace;
    let as_of = arguments.as_of.unwrap_or_else(|| workspace.as_of(desk.today));
    let told = told(workspace, &hours(workspace, &Index::new(workspace, as_of)));
    if arguments.folder.json {
        say_json(&told)?;
    } else {
        tell(desk, workspace, &told);
    }
    desk.must_be_whole(&loaded)
}

fn told(workspace: &Workspace, report: &HoursReport) -> Told {
    let person = |id: PersonId| workspace.people.get(id).map(|person| person.name.clone()).unwrap_or_default();
    let session = |id: SessionId| workspace.sessions.get(id).map(|session| session.title.clone()).unwrap_or_default();
    let township = |id: Option<crate::model::TownshipId>| {
        id.and_then(|id| workspace.townships.get(id)).map(|township| township.name.clone()).unwrap_or_default()
    };
    let cohort = |id| workspace.cohorts.get(id).map(|cohort| cohort.name.clone()).unwrap_or_default();
    Told {
        as_of: report.as_of,
        total: report.total,
        cohorts: report.cohorts.iter().map(|(id, line)| Named { name: cohort(*id), line: *line }).collect(),
        townships: report.townships.iter().map(|(id, line)| Named { name: township(*id), line: *line }).collect(),
        exempt: report.n_exempt,
        short: report
            .short
            .iter()
            .map(|row| Short {
                person: row.person,
                name: person(row.person),
                township: township(row.township),
                target_minutes: row.hours.target_minutes,
                counted_minutes: row.hours.counted(),
                online_minutes: row.hours.online_minutes,
                missing_minutes: row.hours.short(),
                floating: row.is_floating,
            })
            .collect(),
        new_secretaries: report
            .new_terms
            .iter()
            .map(|term| NewTerm {
                person: term.person,
                name: person(term.person),
                since: term.since,
                due: term.due,
                trained_on: term.trained_on,
                overdue: term.is_overdue(report.as_of),
            })
            .collect(),
        unrotated_secretaries: report.unrotated.clone(),
        away: report.away.iter().map(|away| away.person).collect(),
        incomplete: report
            .incomplete
            .iter()
            .map(|row| Incomplete {
                session: row.session,
                title: session(row.session),
                person: row.person,
                name: person(row.person),
                missed_minutes: row.missed_minutes,
                class_minutes: row.class_minutes,
            })
            .collect(),
        sessions_with_room: report
            .offers
            .iter()
            .map(|offer| Offer {
                session: offer.session,
                title: session(offer.session),
                day: offer.day,
                minutes: offer.minutes,
                seats: offer.seats,
                people_short: offer.n_short,
            })
            .collect(),
    }
}

fn tell(desk: Desk, workspace: &Workspace, told: &Told) {
    let words = &HoursWords::of(desk.lang).tab;
    let unit = u64::from(workspace.rules_on(told.as_of).credit_hour_minutes.max(1));
    let hours = |minutes: u64| records::count(minutes / unit);
    say((desk.words().coverage_of)(&workspace.programme.district, told.as_of));
    let heading =
        [words.n_reached, words.n_target, words.rate, words.n_untouched, words.short_hours, words.online_hours];
    say(format!("\t{}", heading.join("\t")));
    let row = |name: &str, line: &HoursLine| {
        let (n, of) = (line.reached.n, line.reached.of);
        let figures = [
            records::count(n),
            records::count(of),
            records::percent(n, of),
            records::count(line.untouched),
            hours(line.short_minutes),
            hours(line.online_minutes),
        ];
        say(format!("{name}\t{}", figures.join("\t")));
    };
    row(words.all, &told.total);
    told.cohorts.iter().chain(&told.townships).for_each(|named| {
        row(if named.name.is_empty() { words.no_township } else { &named.name }, &named.line);
    });
    say("");
    let overdue = told.new_secretaries.iter().filter(|term| term.overdue).count();
    say(format!("{}\t{}", (words.new_terms)(told.new_secretaries.len()), (words.overdue)(overdue)));
    say((words.unrotated)(told.unrotated_secretaries.len()));
    say((words.away)(told.away.len()));
    say((words.incomplete)(told.incomplete.len()));
    say((words.exempt_apart)(&records::count(told.exempt)));
    say("");
    say(words.mending);
    for offer in &told.sessions_with_room {
        let about = (words.mends)(offer.people_short, offer.seats, &hours(u64::from(offer.minutes)));
        say(format!("{}\t{}\t{about}", offer.day, offer.title));
    }
}
