//! What is shown when the pointer rests on a bar.

use egui::{Label, RichText, Ui};

use crate::app::View;
use crate::model::SessionId;
use crate::rules::Impact;
use crate::ui::fonts;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::words::calendar::CalendarWords;
use crate::words::{records, report};

const MOST_FINDINGS: usize = 4;

/// Title, days, place, people, trainers and findings of a session.
pub fn tip_ui(ui: &mut Ui, view: View<'_>, id: SessionId) {
    let Some(session) = view.ws.sessions.get(id) else { return };
    let words = CalendarWords::of(view.lang);
    let palette = palette(ui);
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.set_max_width(340.0);
    ui.label(RichText::new(&session.title).font(fonts::bold(SMALL)));
    let weak = |ui: &mut Ui, text: String| {
        if !text.is_empty() {
            ui.add(Label::new(RichText::new(text).size(NOTE).color(palette.text_weak)).wrap());
        }
    };
    let days = session.span().map(|span| (words.days)(span)).unwrap_or_default();
    let venue = session.venue.and_then(|id| view.ws.venues.get(id)).map_or("", |venue| venue.name.as_str());
    weak(ui, [days.as_str(), venue].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "));
    let enrolled = view.ws.n_enrolled(id);
    let heads = format!("{enrolled}/{}", session.max_heads);
    weak(ui, [records::mode(view.lang, session.mode), records::status(view.lang, session.status), &heads].join(" · "));
    let mut trainers: Vec<&str> = Vec::new();
    for name in session.slots.iter().filter_map(|slot| slot.trainer).filter_map(|id| view.ws.trainers.get(id)) {
        if !trainers.contains(&name.name.as_str()) {
            trainers.push(&name.name);
        }
    }
    weak(ui, trainers.join("、"));
    let about = |finding: &&crate::rules::Finding| {
        finding.impact != Impact::Info && finding.sessions().any(|session| session == id)
    };
    for finding in view.derived.findings(view.ws).iter().filter(about).take(MOST_FINDINGS) {
        let color = if finding.impact == Impact::Block { palette.bad } else { palette.warn };
        let text = report::finding(view.lang, finding, view.ws);
        ui.add(Label::new(RichText::new(text).size(NOTE).color(color)).wrap());
    }
    weak(ui, words.tip_keys.to_owned());
}
