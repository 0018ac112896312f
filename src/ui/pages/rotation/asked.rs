//! What was asked for in the matrix becomes commands: on the workspace, or on the draft while one is shown.

use super::content::Content;
use super::grid::Asked;
use super::plan::{Overlay, bend};
use crate::app::{Command, Commands, Notice, PeopleFilter, Place, PlanTask, SessionTab, View};
use crate::model::{Label, TownshipId};
use crate::report::rotation::{Cell, seats_asked};
use crate::ui::pages::toggle_lock;
use crate::words::plan_page::PlanWords;
use crate::words::refusals;
use crate::words::rotation::RotationWords;

/// Names told when people are seated or taken off.
const NAMES_TOLD: usize = 3;

/// Carries out what was asked for in the matrix on screen.
pub fn carry_out(
    asked: Asked,
    view: View<'_>,
    (content, overlay): (&Content, Option<&Overlay>),
    commands: &mut Commands,
) {
    let session_at = |column: usize| content.columns.get(column).map(|column| column.session);
    let cohort = Some(content.cohort);
    match asked {
        Asked::Seats(at, heads) => {
            let township = content.rows.get(at.row).and_then(|row| row.township);
            let Some((session, township)) = session_at(at.column).zip(township) else { return };
            let cell = Cell { session, cohort: content.cohort, township };
            match overlay {
                Some(overlay) => bend_draft(view, overlay, cell, heads, commands),
                None => set_seats(view, cell, heads, commands),
            }
        }
        Asked::Lock(column) => {
            if let Some(session) = session_at(column).and_then(|id| view.ws.sessions.get(id)) {
                toggle_lock(session, commands);
            }
        }
        Asked::Open(column) => match session_at(column) {
            Some(session) if view.ws.sessions.has(session) => {
                commands.go(Place::Session(session, SessionTab::Enrolment));
            }
            Some(_) => say(commands, RotationWords::of(view.lang).open_after.to_owned()),
            None => {}
        },
        Asked::Drop(column) => {
            if let Some(place) = session_at(column).and_then(|session| overlay?.place_of(session)) {
                commands.push(Command::Plan(PlanTask::DropSession(place)));
            }
        }
        Asked::Unplaced(township) => {
            commands.go(Place::People(PeopleFilter { township, cohort, is_unplaced: true, ..PeopleFilter::default() }));
        }
        Asked::People(township) => {
            commands.go(Place::People(PeopleFilter { township: Some(township), cohort, ..PeopleFilter::default() }));
        }
    }
}

fn say(commands: &mut Commands, text: String) {
    commands.push(Command::Notify(Notice::info(text)));
}

/// Moves people within the draft until so many of the township are in the session.
fn bend_draft(view: View<'_>, overlay: &Overlay, cell: Cell, heads: u32, commands: &mut Commands) {
    let shown = overlay.view(view);
    let planned = view.planning.and_then(crate::app::Planning::planned);
    let Some((planned, place)) = planned.zip(overlay.place_of(cell.session)) else {
        let why = shown.ws.may_change_seats(cell.session).err();
        let text = why.map_or_else(
            || PlanWords::of(view.lang).only_draft.to_owned(),
            |refusal| refusals::refusal(view.lang, &refusal),
        );
        return say(commands, text);
    };
    for task in bend(shown, planned, (cell, place), heads) {
        commands.push(Command::Plan(task));
    }
}

/// Seats people of a township, or takes them off, until so many of them are in the session.
fn set_seats(view: View<'_>, cell: Cell, heads: u32, commands: &mut Commands) {
    if let Err(refusal) = view.ws.may_change_seats(cell.session) {
        return say(commands, refusals::refusal(view.lang, &refusal));
    }
    let asked = seats_asked(view.ws, view.derived.index(view.ws), cell, heads);
    let (township, session) = names(view, cell);
    if asked.n_short > 0 {
        let found = heads - asked.n_short;
        say(commands, (RotationWords::of(view.lang).short)(&township, heads, found));
    }
    if asked.change.is_empty() {
        return;
    }
    let people = asked.change.seat.iter().chain(&asked.change.unseat).take(NAMES_TOLD);
    let label = Label::Seats {
        township,
        session,
        heads: heads - asked.n_short,
        n_in: asked.change.seat.len(),
        n_out: asked.change.unseat.len(),
        names: people.filter_map(|id| view.ws.people.get(*id)).map(|person| person.name.clone()).collect(),
    };
    commands.edit(label, move |ws| ws.change_seats(cell.session, &asked.change));
}

fn names(view: View<'_>, cell: Cell) -> (String, String) {
    let township = |id: TownshipId| view.ws.townships.get(id).map(|township| township.name.clone()).unwrap_or_default();
    let session = view.ws.sessions.get(cell.session).map(|session| session.title.clone()).unwrap_or_default();
    (township(cell.township), session)
}
