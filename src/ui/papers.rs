//! How pages offer papers: menus that ask for a paper, and the order that is sent when its options are known.

use egui::Ui;

use super::pages::dashboard;
use super::widgets::menu_button;
use crate::app::{Command, Commands, GoesTo, Order};
use crate::exchange::papers::{Format, Kind, Request};
use crate::model::TownshipId;
use crate::words::Lang;
use crate::words::papers;

/// The papers of the year, in the groups of a menu.
pub const OF_YEAR: &[&[Kind]] = &[
    &[Kind::Plan, Kind::Ledger, Kind::Annual],
    &[Kind::Coverage, Kind::Quota, Kind::Settlement, Kind::Unconfirmed],
    &[Kind::Calendar, Kind::Dashboard, Kind::Rows],
    &[Kind::Package],
];

/// The papers of a session, in the groups of a menu.
pub const OF_SESSION: &[&[Kind]] = &[
    &[Kind::Attendance],
    &[Kind::Notice, Kind::Quota, Kind::Timetable, Kind::Unconfirmed],
    &[Kind::Settlement, Kind::Certificate],
    &[Kind::Package],
];

/// The papers that lists of people lead to.
pub const OF_PEOPLE: &[&[Kind]] = &[&[Kind::Rows, Kind::Unconfirmed], &[Kind::Coverage]];

/// The papers that money leads to.
pub const OF_MONEY: &[&[Kind]] = &[&[Kind::Settlement, Kind::Ledger, Kind::Annual], &[Kind::Rows]];

/// The order for a paper.
pub fn order(request: Request, format: Format, goes_to: GoesTo) -> Order {
    Order { request, format, form: None, draw: dashboard::picture, goes_to, as_of: None }
}

/// The command that writes the sessions as a file for phones: all, or those that concern a unit.
pub fn calendar_file(township: Option<TownshipId>) -> Command {
    let request = Request { township, ..Request::new(Kind::Calendar) };
    Command::Export(order(request, Format::Ics, GoesTo::File))
}

/// A menu of papers; choosing one asks for its options. `about` says of what.
pub fn papers_menu_ui(
    ui: &mut Ui,
    text: &str,
    groups: &[&[Kind]],
    about: &Request,
    lang: Lang,
    commands: &mut Commands,
) {
    menu_button(ui, text, |ui| {
        for (number, group) in groups.iter().enumerate() {
            if number > 0 {
                ui.separator();
            }
            for kind in *group {
                if ui.button(format!("{}…", papers::kind(lang, *kind))).clicked() {
                    commands.push(Command::AskExport(Request { kind: *kind, ..about.clone() }));
                }
            }
        }
    });
}
