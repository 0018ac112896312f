//! The demo district: every published figure, counted from the records by plain code.

mod attention;
mod figures;
mod people;
mod sessions;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::NaiveDate;
use lunxun::demo::district;
use lunxun::model::{CohortId, CohortKind, Fen, Half, Level, Person, PersonId, Session, SessionId, Status, Workspace};

type At = (NaiveDate, Half);

fn demo() -> &'static Workspace {
    static DEMO: OnceLock<Workspace> = OnceLock::new();
    DEMO.get_or_init(|| district(1))
}

fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2012, month, day).expect("a date of 2012")
}

fn as_of() -> NaiveDate {
    date(6, 28)
}

fn cohort(workspace: &Workspace, kind: CohortKind) -> CohortId {
    workspace.cohorts.iter().find(|cohort| cohort.kind == kind).expect("the demo has the three cohorts").id
}

fn kinds() -> [CohortKind; 3] {
    [CohortKind::Secretary, CohortKind::Leader, CohortKind::Member]
}

fn eligible(workspace: &Workspace) -> impl Iterator<Item = &Person> {
    workspace.people.iter().filter(|person| person.is_eligible(as_of()))
}

/// Who was taught through a place of which cohort up to a day, and first when.
fn trained(workspace: &Workspace, until: NaiveDate) -> BTreeMap<(CohortId, PersonId), NaiveDate> {
    let mut trained = BTreeMap::new();
    for mark in workspace.marks.iter().filter(|mark| mark.kind.is_attended()) {
        let session = workspace.sessions.get(mark.session).expect("the session of a mark");
        let slot = session.slot(mark.slot).expect("the slot of a mark");
        let enrolment = workspace.enrolments.get((mark.session, mark.person)).expect("the enrolment of a mark");
        if session.status.is_held() && slot.date <= until {
            let first = trained.entry((enrolment.cohort, mark.person)).or_insert(slot.date);
            *first = slot.date.min(*first);
        }
    }
    trained
}

fn heads(workspace: &Workspace, until: NaiveDate) -> BTreeSet<PersonId> {
    trained(workspace, until).into_keys().map(|(_, person)| person).collect()
}

fn n_places(workspace: &Workspace) -> [usize; 3] {
    let trained = trained(workspace, as_of());
    kinds().map(|kind| trained.keys().filter(|(id, _)| *id == cohort(workspace, kind)).count())
}

/// Trained and eligible heads by township in the official order.
fn by_township(workspace: &Workspace) -> Vec<(String, usize, usize)> {
    let heads = heads(workspace, as_of());
    workspace
        .townships_in_order()
        .iter()
        .map(|township| {
            let here: Vec<&Person> =
                eligible(workspace).filter(|p| workspace.township_of(p, as_of()) == Some(township.id)).collect();
            let n = here.iter().filter(|person| heads.contains(&person.id)).count();
            (township.name.clone(), n, here.len())
        })
        .collect()
}

fn spent(workspace: &Workspace, level: Level) -> Fen {
    workspace.costs.iter().filter(|line| line.payer == level).filter_map(|line| line.actual).sum()
}

fn committed(workspace: &Workspace, level: Level) -> Fen {
    let is_planned = |id: Option<SessionId>| {
        id.and_then(|id| workspace.sessions.get(id)).is_some_and(|session| session.status.is_planned())
    };
    workspace.costs.iter().filter(|line| line.payer == level && is_planned(line.session)).map(|line| line.planned).sum()
}

fn occupied(session: &Session) -> Vec<At> {
    session.slots.iter().map(|slot| (slot.date, slot.half)).collect()
}

fn alive(workspace: &Workspace) -> impl Iterator<Item = &Session> {
    workspace.sessions.iter().filter(|session| session.status != Status::Cancelled)
}
