//! The cell under the cursor in words: why its township sends people to the session, who they are, and what speaks
//! for each of them.

use egui::{Label, RichText, Sense, Ui};

use super::Basis;
use super::content::Content;
use super::cursor::Cursor;
use super::plan::Overlay;
use crate::app::{Commands, Place, Planning, View};
use crate::model::{CohortId, PersonId, SessionId};
use crate::planner::year::{self, Why};
use crate::report::rotation::{Rotation, Stage, seated_in};
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{card, card_title};
use crate::words::rotation::RotationWords;
use crate::words::year::{why, why_here};

/// People who are named in the card.
const MOST_PEOPLE: usize = 6;
/// Reasons that are told of one person.
const MOST_REASONS: usize = 2;

/// What the card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellCard {
    title: String,
    /// Why the township is here; empty where no draft says so.
    here: Vec<String>,
    people: Vec<PersonLine>,
    /// How many people there are, with those who are not named.
    n_people: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct PersonLine {
    person: PersonId,
    name: String,
    reason: String,
}

/// The card of the cell under the cursor, kept while neither changes.
#[derive(Default)]
pub struct KeptCell {
    of: Option<(Basis, Cursor)>,
    card: Option<CellCard>,
}

impl KeptCell {
    /// The card, made anew if the matrix or the cursor is another.
    pub fn follow(&mut self, of: (Basis, Cursor), make: impl FnOnce() -> Option<CellCard>) -> Option<&CellCard> {
        if self.of != Some(of) {
            self.card = make();
            self.of = Some(of);
        }
        self.card.as_ref()
    }
}

impl CellCard {
    /// The card of a cell in which people are still to come; `None` for any other. `view` is the workspace as it
    /// stands.
    pub fn of(
        view: View<'_>,
        overlay: Option<&Overlay>,
        (rotation, content): (&Rotation, &Content),
        at: Cursor,
    ) -> Option<Self> {
        let (row, column) = (content.rows.get(at.row)?, content.columns.get(at.column)?);
        if column.stage != Stage::Planned || row.cells.get(at.column)?.heads == 0 {
            return None;
        }
        let cohort = rotation.cohort;
        let shown = overlay.map_or(view, |overlay| overlay.view(view));
        let index = shown.derived.index(shown.ws);
        let seated = seated_in(shown.ws, index, (column.session, cohort), row.township);
        let line = |person: PersonId| {
            let name = shown.ws.people.get(person)?.name.clone();
            Some(PersonLine { person, name, reason: reason(view, overlay, (column.session, cohort), person) })
        };
        let people = seated.iter().take(MOST_PEOPLE).filter_map(|one| line(one.person)).collect();
        let planned = view.planning.and_then(Planning::planned);
        let place = overlay.and_then(|overlay| overlay.place_of(column.session));
        let here = match (planned, place, row.township) {
            (Some(planned), Some(place), Some(township)) => {
                let of = (township, cohort);
                year::why_here(view.ws, &planned.instance, &planned.draft, place, of)
            }
            _ => Vec::new(),
        };
        Some(Self {
            title: (RotationWords::of(view.lang).cell_title)(&row.name, &column.title),
            here: here.into_iter().map(|why| why_here(view.lang, why)).collect(),
            people,
            n_people: seated.len(),
        })
    }
}

/// Why somebody sits in a session: by the draft, if it is one of the draft's, else by what speaks for them anyway.
pub fn reason(
    view: View<'_>,
    overlay: Option<&Overlay>,
    (session, cohort): (SessionId, CohortId),
    person: PersonId,
) -> String {
    let planned = view.planning.and_then(Planning::planned);
    let is_drafted = overlay.is_some_and(|overlay| overlay.place_of(session).is_some());
    let reasons: Vec<Why> = match planned.filter(|_| is_drafted) {
        Some(planned) => year::why(view.ws, &planned.instance, &planned.draft, (person, cohort)),
        None => year::claims(view.ws, (person, cohort), view.as_of),
    };
    let texts = reasons.into_iter().take(MOST_REASONS).map(|reason| why(view.lang, view.ws, reason));
    texts.collect::<Vec<_>>().join(view.lang.pick("；", "; "))
}

/// Draws the card; a name leads to its person.
pub fn cell_ui(ui: &mut Ui, cell: &CellCard, words: &RotationWords, commands: &mut Commands) {
    let palette = palette(ui);
    let said_ui = |ui: &mut Ui, text: &str, color| {
        ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).wrap());
    };
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        card_title(ui, &cell.title);
        if !cell.here.is_empty() {
            said_ui(ui, words.why_here, palette.text_weak);
        }
        for line in &cell.here {
            said_ui(ui, &format!("· {line}"), palette.text);
        }
        if !cell.people.is_empty() {
            said_ui(ui, words.why_they, palette.text_weak);
        }
        for line in &cell.people {
            let reason = if line.reason.is_empty() { words.no_claim } else { &line.reason };
            let text = RichText::new(format!("{}：{reason}", line.name)).size(SMALL);
            let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                commands.go(Place::Person(line.person));
            }
        }
        if cell.n_people > cell.people.len() {
            said_ui(ui, &(words.and_more)(cell.n_people), palette.text_weak);
        }
    });
}
