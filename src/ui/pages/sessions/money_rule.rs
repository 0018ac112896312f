//! What money rules ask of a session beside its cost lines: source of funds, days of travel, who approved it; and
//! what they allow it.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::draft::Draft;
use crate::app::{Commands, View};
use crate::model::{Filing, Funding, Label as EditLabel, MOST_TRAVEL_DAYS, Session, TableName};
use crate::rules::{SessionRate, Teaching, lecture_fees, lecture_limit, session_rate};
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Field, note, select_wide};
use crate::words::sessions::SessionWords;
use crate::words::{records, refusals};

/// What is being typed.
#[derive(Default)]
pub(super) struct FilingDraft {
    arrival: Draft,
    departure: Draft,
    approver: Draft,
}

impl FilingDraft {
    /// Draws the fields in a row.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        let mut change = |change: &dyn Fn(&mut Filing)| {
            let mut filing = session.filing.clone();
            change(&mut filing);
            let (id, label) = (session.id, label(session));
            let kept = filing.clone();
            let tried = view.ws.with_session(id, |session| session.filing = filing);
            tried.map_err(|refusal| refusals::refusal(view.lang, &refusal))?;
            commands.edit(label, move |ws| ws.with_session(id, |session| session.filing = kept));
            Ok(())
        };
        ui.horizontal(|ui| {
            note(ui, words.costs.funding);
            funding_ui(ui, session, view, &mut change);
            let days = [
                (words.costs.arrival_days, &mut self.arrival, session.filing.arrival_days, true),
                (words.costs.departure_days, &mut self.departure, session.filing.departure_days, false),
            ];
            for (title, draft, n, is_arrival) in days {
                note(ui, title);
                let field = Field::new(title).without_label().width(48.0);
                draft.ui(ui, field, &n.to_string(), |text| {
                    let days: Option<u32> = text.trim().parse().ok().filter(|days| *days <= MOST_TRAVEL_DAYS);
                    let days = days.ok_or_else(|| words.costs.days_unreadable.to_owned())?;
                    change(&|filing| {
                        *(if is_arrival { &mut filing.arrival_days } else { &mut filing.departure_days }) = days;
                    })
                });
            }
            if view.ws.is_added(session) {
                note(ui, words.costs.approver);
                let field =
                    Field::new(words.costs.approver).without_label().hint(words.costs.approver_hint).width(180.0);
                self.approver.ui(ui, field, &session.filing.approver, |text| {
                    let text = text.trim().to_owned();
                    change(&|filing| filing.approver.clone_from(&text))
                });
            }
            if let Some(on) = session.filing.filed_on {
                note(ui, &(words.costs.filed_on)(&records::month_day(view.lang, on), view.ws.is_added(session)));
            }
        });
    }
}

fn funding_ui(
    ui: &mut Ui,
    session: &Session,
    view: View<'_>,
    change: &mut impl FnMut(&dyn Fn(&mut Filing)) -> Result<(), String>,
) {
    let words = SessionWords::of(view.lang);
    let names: Vec<&str> =
        std::iter::once(words.none).chain(Funding::ALL.map(|source| records::funding(view.lang, source))).collect();
    let mut at = Funding::ALL.iter().position(|source| Some(*source) == session.filing.funding).map_or(0, |i| i + 1);
    ui.push_id("funding", |ui| {
        if select_wide(ui, "", &names, &mut at, Some(116.0)).changed() {
            let funding = at.checked_sub(1).and_then(|i| Funding::ALL.get(i)).copied();
            // a closed session refuses it, and the menu goes back to what it was
            let _ = change(&|filing| filing.funding = funding);
        }
    });
}

fn label(session: &Session) -> EditLabel {
    EditLabel::Change { table: TableName::Sessions, name: session.title.clone() }
}

/// What the rules allow: the comprehensive rate by person-days, and lecture fees by title and hours.
pub(super) struct Limits {
    rate: SessionRate,
    lectures: Option<(crate::model::Fen, crate::model::Fen)>,
}

impl Limits {
    /// Reads them of a session as it stands.
    pub(super) fn of(session: &Session, view: View<'_>) -> Self {
        let ws = view.ws;
        let lines: Vec<_> = ws.costs_of(session.id).collect();
        let day = session.days();
        let same_day = |other: &&Session| other.days().iter().any(|own| day.contains(own));
        let has_fees = !crate::rules::rate::figures_of(ws, session).lecture_fees.is_empty();
        let limit = has_fees.then(|| lecture_limit(ws, session, &Teaching::of(ws.sessions.iter().filter(same_day))));
        let lectures = limit.flatten().map(|limit| (lecture_fees(&lines), limit));
        Self { rate: session_rate(ws, session), lectures }
    }

    /// Draws a line for each.
    pub(super) fn ui(&self, ui: &mut Ui, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        let yuan = records::yuan;
        let days = records::count(self.rate.person_days);
        let rate = match self.rate.limit {
            Some(limit) => (words.costs.rate_line)(&days, &yuan(self.rate.counted), &yuan(limit)),
            None => (words.costs.no_rate_line)(&days),
        };
        let over = |over: Option<crate::model::Fen>| over.map(|over| (words.costs.over_by)(&yuan(over)));
        line_ui(ui, &rate, over(self.rate.over()));
        if let Some((fees, limit)) = self.lectures {
            let is_over = (fees > limit).then(|| fees - limit);
            line_ui(ui, &(words.costs.lecture_line)(&yuan(fees), &yuan(limit)), over(is_over));
        }
    }
}

fn line_ui(ui: &mut Ui, text: &str, over: Option<String>) {
    let palette = palette(ui);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 18.0), Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(RichText::new(text).size(SMALL).color(palette.text_weak)));
        if let Some(over) = over {
            ui.add(Label::new(RichText::new(over).size(SMALL).color(palette.bad)));
        }
    });
}
