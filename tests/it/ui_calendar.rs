//! The calendar through the window: what an organizer does with pointer and keyboard.

mod dragging;
mod keyboard;
mod locked;
mod pictures;

use chrono::NaiveDate;
use egui::{Modifiers, Pos2, Rect, pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use lunxun::app::{CalendarPlace, CalendarView, Command, Place};
use lunxun::model::{SessionId, VenueId, Workspace};

use crate::support::district::{District, day};
use crate::support::window::Desk;

/// A class of three days in July in one of two rooms, and another that has the first room the week after.
struct July {
    ws: Workspace,
    class: SessionId,
    other: SessionId,
    rooms: [VenueId; 2],
}

fn july() -> July {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let secretary = d.secretary;
    let people = d.people(4, branch, secretary);
    let rooms = [d.venue("一教室", 50), d.venue("二教室", 60)];
    let class = d.session("书记轮训第 9 期", day(7, 3), 3, &[secretary]);
    let other = d.session("两新书记班", day(7, 11), 2, &[secretary]);
    d.edit_session(class, |session| session.venue = Some(rooms[0]));
    d.edit_session(other, |session| session.venue = Some(rooms[0]));
    d.run(|ws| ws.enrol(class, &people[..2]));
    July { ws: d.ws, class, other, rooms }
}

/// The window with a workspace open on the calendar, July 2012.
fn calendar(ws: &Workspace, layout: CalendarView) -> Desk {
    let mut desk = Desk::with(ws);
    show(&mut desk, layout, day(7, 2));
    desk
}

fn show(desk: &mut Desk, layout: CalendarView, day: NaiveDate) {
    let place = CalendarPlace { view: Some(layout), day: Some(day), session: None };
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Calendar(place))]);
    desk.harness.run();
}

/// Where something of this name lies; the first, if there are several.
fn place(desk: &Desk, name: &str) -> Rect {
    let mut found = desk.harness.query_all_by_label_contains(name);
    let node = found.next().unwrap_or_else(|| panic_with(desk, name));
    let rect = node.accesskit_node().raw_bounds().expect("it has a place");
    Rect::from_min_max(pos2(rect.x0 as f32, rect.y0 as f32), pos2(rect.x1 as f32, rect.y1 as f32))
}

#[expect(clippy::panic, reason = "a story has failed")]
fn panic_with<T>(desk: &Desk, name: &str) -> T {
    panic!("{name} is not in {:?}", desk.texts())
}

/// Presses at one place and moves to another, in steps, as a hand does; does not let go.
fn drag(desk: &mut Desk, from: Pos2, to: Pos2) {
    desk.harness.hover_at(from);
    desk.harness.run();
    desk.harness.drag_at(from);
    desk.harness.run_steps(2);
    for step in 1..=6u8 {
        desk.harness.hover_at(from.lerp(to, f32::from(step) / 6.0));
        desk.harness.run_steps(1);
    }
    desk.harness.run_steps(2);
}

fn drop_at(desk: &mut Desk, at: Pos2) {
    desk.harness.drop_at(at);
    desk.harness.run_steps(3);
}

fn span(desk: &Desk, id: SessionId) -> (NaiveDate, NaiveDate) {
    let span = desk.ws().sessions.get(id).and_then(lunxun::model::Session::span).expect("it has days");
    (span.first, span.last)
}

fn undo(desk: &mut Desk) {
    desk.harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::Z);
    desk.harness.run();
}
