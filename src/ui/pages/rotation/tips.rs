//! What is told when the pointer rests on a column or a cell. Knows no egui.

use super::cell::reason;
use super::content::{Content, session_tip};
use super::cursor::Cursor;
use super::plan::Overlay;
use crate::app::View;
use crate::model::Workspace;
use crate::report::Index;
use crate::report::rotation::{Rotation, SessionColumn, Stage, seated_in};
use crate::words::records;
use crate::words::rotation::RotationWords;

/// Names shown for a cell.
const MOST_NAMES: usize = 12;

/// What tips are made from: the workspace shown, which may be a draft's.
#[derive(Clone, Copy)]
pub struct Tips<'a> {
    /// What the page reads.
    pub view: View<'a>,
    /// The workspace that the matrix shows.
    pub ws: &'a Workspace,
    /// Its index.
    pub index: &'a Index,
    /// Its rotation.
    pub rotation: &'a Rotation,
    /// The matrix.
    pub content: &'a Content,
    /// The page's view of the workspace as it stands.
    pub base: View<'a>,
    /// The draft that is shown.
    pub overlay: Option<&'a Overlay>,
}

impl Tips<'_> {
    fn words(&self) -> &'static RotationWords {
        RotationWords::of(self.view.lang)
    }

    fn column(&self, column: usize) -> Option<&SessionColumn> {
        let session = self.content.columns.get(column)?.session;
        self.rotation.column_of(session).map(|at| &self.rotation.columns[at])
    }

    /// What is told of a session.
    pub fn session(&self, column: usize) -> String {
        self.column(column)
            .map(|column| (self.words().session_tip)(&session_tip(self.view, self.ws, column)))
            .unwrap_or_default()
    }

    /// What is told of a cell: how many of how many, and who.
    pub fn cell(&self, at: Cursor) -> String {
        let words = self.words();
        let (Some(column), Some(row)) = (self.column(at.column), self.content.rows.get(at.row)) else {
            return String::new();
        };
        let seats = self.rotation.rows.get(at.row).zip(self.rotation.column_of(column.session));
        let cell = seats.map(|(row, column)| row.cells[column]).unwrap_or_default();
        let mut lines = vec![(words.session_name)(&row.name, &column.title)];
        if column.stage == Stage::Held {
            lines.push((words.came)(cell.attended, cell.seated));
        } else if cell.heads(column.stage) == 0 {
            lines.push(words.nobody.to_owned());
        } else {
            lines.push((words.seated)(cell.seated));
        }
        if cell.quota > 0 {
            lines.push((words.quota)(cell.quota));
        }
        if cell.is_over_duty && column.stage != Stage::Held {
            lines.push(words.over_duty.to_owned());
        }
        if let Some(was) = row.cells.get(at.column).and_then(|cell| cell.was) {
            lines.push((words.was)(was));
        }
        lines.extend(self.names(row.township, column));
        lines.join("\n")
    }

    fn names(&self, township: Option<crate::model::TownshipId>, column: &SessionColumn) -> Vec<String> {
        let seated = seated_in(self.ws, self.index, (column.session, self.rotation.cohort), township);
        let name = |one: &crate::report::rotation::Seated| {
            let person = self.ws.people.get(one.person)?;
            let branch = person.home_on(self.view.as_of).and_then(|id| self.ws.branches.get(id));
            let branch = branch.map(|branch| branch.name.as_str()).unwrap_or_default();
            let state = match column.stage {
                Stage::Held if one.has_attended => "",
                Stage::Held => crate::words::records::mark(self.view.lang, crate::model::MarkKind::Absent),
                Stage::Running | Stage::Planned => records::enrolment(self.view.lang, one.state),
            };
            let why = match column.stage {
                Stage::Held | Stage::Running => String::new(),
                Stage::Planned => reason(self.base, self.overlay, (column.session, self.rotation.cohort), one.person),
            };
            Some(format!("{}　{branch}　{state}　{why}", person.name).trim_end().to_owned())
        };
        let mut names: Vec<String> = seated.iter().take(MOST_NAMES).filter_map(name).collect();
        if seated.len() > MOST_NAMES {
            names.push((self.words().and_more)(seated.len()));
        }
        names
    }
}
