//! Who must be told when a draft is adopted, as text to be sent: sessions that change, and people who change with them.

use egui::{ScrollArea, TextEdit, Ui};

use crate::app::{Command, Commands, Notice, Planned, View};
use crate::model::{DateSpan, PersonId, Session, SessionId, Workspace};
use crate::planner::year::{Change, Drafted};
use crate::ui::widgets::{Dialog, DialogAnswer, note};
use crate::words::plan_page::{PlanWords, ToldPerson};
use crate::words::records;

/// Draws the dialog; false when it is left.
pub fn dialog_ui(ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
    let words = PlanWords::of(view.lang);
    let Some(planned) = view.planning.and_then(crate::app::Planning::planned) else { return false };
    let mut text = told(view, planned);
    let is_empty = text.is_empty();
    let confirm = if is_empty { words.close } else { words.copy };
    let cancel = if is_empty { "" } else { words.close };
    let answer = Dialog::new(words.told_title, confirm, cancel).width(560.0).show(ui.ctx(), |ui| {
        if is_empty {
            note(ui, words.told_none);
            return;
        }
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            let edit = TextEdit::multiline(&mut text).desired_width(540.0).interactive(true);
            let response = ui.add(edit);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.told_title));
        });
    });
    if answer == DialogAnswer::Confirmed && !is_empty {
        ui.ctx().copy_text(told(view, planned));
        commands.push(Command::Notify(Notice::info(words.copied)));
    }
    answer == DialogAnswer::Open
}

/// The text: sessions by what becomes of them, then each person who was told something else before.
pub fn told(view: View<'_>, planned: &Planned) -> String {
    let words = PlanWords::of(view.lang);
    let mut text = String::new();
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("【{title}】\n{}\n\n", lines.join("\n")));
        }
    };
    let of = |change: Change| planned.draft.sessions.iter().filter(move |one| one.change == change);
    section(words.told_moved, of(Change::Moved).map(|one| session_line(view, one)).collect());
    let dropped = planned.draft.dropped.iter().filter_map(|id| view.ws.sessions.get(*id));
    section(words.told_dropped, dropped.map(|session| dropped_line(view, session)).collect());
    section(words.told_new, of(Change::Added).map(|one| session_line(view, one)).collect());
    let people = planned.comparison.people_moved.iter().filter_map(|id| person_line(view, planned, *id));
    section(words.told_title, people.collect());
    text.truncate(text.trim_end().len());
    text
}

fn session_line(view: View<'_>, drafted: &Drafted) -> String {
    let before = drafted.from.and_then(|id| view.ws.sessions.get(id)).and_then(Session::span);
    let venue = drafted.session.venue.and_then(|id| view.ws.venues.get(id)).map(|venue| venue.name.as_str());
    let after = [days(view, drafted.session.span()), venue.unwrap_or_default().to_owned()];
    let before = days(view, before.filter(|_| drafted.change == Change::Moved));
    let words = PlanWords::of(view.lang);
    (words.told_session)(&drafted.session.title, &before, after.join(" ").trim_end(), drafted.people.len())
}

fn dropped_line(view: View<'_>, session: &Session) -> String {
    let n = view.ws.n_enrolled(session.id);
    (PlanWords::of(view.lang).told_session)(&session.title, &days(view, session.span()), "", n)
}

fn person_line(view: View<'_>, planned: &Planned, id: PersonId) -> Option<String> {
    let person = view.ws.people.get(id)?;
    let branch = person.home_on(view.as_of).and_then(|branch| view.ws.branches.get(branch));
    let township = branch.and_then(|branch| view.ws.townships.get(branch.township));
    let unit = [township.map(|t| t.name.as_str()), branch.map(|b| b.name.as_str())];
    let after = planned.draft.sessions.iter().find(|one| one.people.iter().any(|seat| seat.person == id));
    let named = |title: &str, span: Option<DateSpan>| format!("“{title}” {}", days(view, span)).trim_end().to_owned();
    Some((PlanWords::of(view.lang).told_person)(&ToldPerson {
        name: person.name.clone(),
        unit: unit.into_iter().flatten().collect::<Vec<_>>().join("·"),
        before: before(view.ws, planned, id).map(|one| named(&one.title, one.span())).unwrap_or_default(),
        after: after.map(|one| named(&one.session.title, one.session.span())).unwrap_or_default(),
    }))
}

/// The session of the plan in force that a person was named for and the draft gives up or changes.
fn before<'a>(ws: &'a Workspace, planned: &Planned, person: PersonId) -> Option<&'a Session> {
    let touched = planned.draft.sessions.iter().filter_map(|one| one.from).chain(planned.draft.dropped.iter().copied());
    let is_named =
        |id: &SessionId| ws.enrolments.get((*id, person)).is_some_and(|enrolment| enrolment.state.takes_part());
    touched.filter(is_named).find_map(|id| ws.sessions.get(id))
}

/// A session's days, as in 7 月 3 日–7 月 5 日.
pub fn days(view: View<'_>, span: Option<DateSpan>) -> String {
    let day = |day| records::month_day(view.lang, day);
    match span {
        None => String::new(),
        Some(span) if span.first == span.last => day(span.first),
        Some(span) => format!("{}–{}", day(span.first), day(span.last)),
    }
}
