//! Hours of the year: who has reached the target, what would mend the rest, and who needs a look.

use egui::{Label, Rect, RichText, ScrollArea, Sense, Ui};

use super::draw::{GAP, panel_ui};
use crate::app::{Commands, PeopleFilter, Place, SessionTab, View};
use crate::model::{CohortId, CohortKind, PersonId, TownshipId};
use crate::report::hours;
use crate::report::hours::{HoursLine, HoursReport, festival};
use crate::ui::fonts;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Column, Grid, GridState, card_title, cell_label, link, note};
use crate::words::hours::HoursWords;
use crate::words::records;
use crate::words::widgets::WidgetWords;

/// The state of the tab.
#[derive(Default)]
pub(super) struct HoursTab {
    cohorts: GridState<Option<CohortId>>,
    townships: GridState<Option<TownshipId>>,
    kept: Option<(u64, HoursReport)>,
}

impl HoursTab {
    /// Draws the tab for the day that is looked at.
    pub(super) fn ui(&mut self, ui: &mut Ui, seen: View<'_>, commands: &mut Commands) {
        let revision = seen.derived.revision();
        if self.kept.as_ref().is_none_or(|(of, _)| *of != revision) {
            self.kept = Some((revision, hours(seen.ws, seen.derived.index(seen.ws))));
        }
        let Some((_, report)) = &self.kept else { return };
        let whole = ui.available_rect_before_wrap();
        let (left, right) = whole.split_left_right_at_fraction(0.6);
        let (left, right) = (left.with_max_x(left.right() - GAP / 2.0), right.with_min_x(right.left() + GAP / 2.0));
        let (offers, attention) = right.split_top_bottom_at_fraction(0.5);
        let (cohorts, townships) = (&mut self.cohorts, &mut self.townships);
        panel_ui(ui, "hours", left, |ui| tables_ui(ui, seen, report, cohorts, townships, commands));
        panel_ui(ui, "offers", offers.with_max_y(offers.bottom() - GAP / 2.0), |ui| {
            offers_ui(ui, seen, report, commands);
        });
        let place: Rect = attention.with_min_y(attention.top() + GAP / 2.0);
        panel_ui(ui, "people", place, |ui| attention_ui(ui, seen, report, commands));
        ui.allocate_rect(whole, Sense::hover());
    }
}

fn tables_ui(
    ui: &mut Ui,
    view: View<'_>,
    report: &HoursReport,
    cohorts: &mut GridState<Option<CohortId>>,
    townships: &mut GridState<Option<TownshipId>>,
    commands: &mut Commands,
) {
    let words = &HoursWords::of(view.lang).tab;
    let reached = report.total.reached;
    let n = records::count;
    let rate = records::percent(reached.n, reached.of);
    card_title(ui, &(words.reached_of)(&n(reached.n), &n(reached.of), &rate));
    let name = |id: CohortId| view.ws.cohorts.get(id).map_or("", |cohort| cohort.short_name.as_str());
    let rows: Vec<(Option<CohortId>, &str, HoursLine)> = std::iter::once((None, words.all, report.total))
        .chain(report.cohorts.iter().map(|(id, line)| (Some(*id), name(*id), *line)))
        .collect();
    if let Some(cohort) = table_ui(ui, view, (words.by_cohort, words.cohort), &rows, cohorts, true) {
        commands.go(short_of(cohort, None));
    }
    ui.add_space(4.0);
    let name = |id: Option<TownshipId>| {
        id.map_or(words.no_township, |id| view.ws.townships.get(id).map_or("", |township| township.name.as_str()))
    };
    let mut rows: Vec<(Option<TownshipId>, &str, HoursLine)> =
        report.townships.iter().map(|(id, line)| (*id, name(*id), *line)).collect();
    rows.sort_by_key(|(.., line)| line.reached.per_mille());
    if let Some(township) = table_ui(ui, view, (words.by_township, words.township), &rows, townships, false) {
        commands.go(short_of(None, township));
    }
}

/// The people behind a row: those who are short of hours.
fn short_of(cohort: Option<CohortId>, township: Option<TownshipId>) -> Place {
    Place::People(PeopleFilter { cohort, township, has_hours: Some(false), ..PeopleFilter::default() })
}

/// A table of lines. Returns the key of the row that was opened.
fn table_ui<K: Ord + Copy + std::hash::Hash>(
    ui: &mut Ui,
    view: View<'_>,
    (grid_name, first): (&str, &str),
    rows: &[(K, &str, HoursLine)],
    state: &mut GridState<K>,
    is_fitted: bool,
) -> Option<K> {
    let words = &HoursWords::of(view.lang).tab;
    let columns = [
        Column::rest(first, 90.0),
        Column::fixed(words.n_reached, 64.0).right(),
        Column::fixed(words.n_target, 68.0).right(),
        Column::fixed(words.rate, 66.0).right(),
        Column::fixed(words.n_untouched, 66.0).right(),
        Column::fixed(words.short_hours, 84.0).right(),
        Column::fixed(words.online_hours, 76.0).right(),
        Column::fixed(words.online_uncounted, 84.0).right(),
    ];
    let unit = view.ws.rules_on(view.as_of).credit_hour_minutes;
    let hours = |minutes: u64| records::count(minutes / u64::from(unit.max(1)));
    let mut grid = Grid::new(grid_name, &columns, rows.len());
    if is_fitted {
        grid = grid.fit_rows(rows.len());
    }
    let shown = grid.show(
        ui,
        state,
        WidgetWords::of(view.lang),
        |row| rows[row].0,
        |ui, row, column| {
            let (_, name, line) = &rows[row];
            let text = match column {
                0 => (*name).to_owned(),
                1 => records::count(line.reached.n),
                2 => records::count(line.reached.of),
                3 => records::percent(line.reached.n, line.reached.of),
                4 => records::count(line.untouched),
                5 => hours(line.short_minutes),
                6 => hours(line.online_minutes),
                _ => hours(line.online_uncounted),
            };
            cell_label(ui, RichText::new(text).size(SMALL));
        },
    );
    shown.opened.or(shown.clicked.map(|(row, _)| row)).map(|row| rows[row].0)
}

fn offers_ui(ui: &mut Ui, view: View<'_>, report: &HoursReport, commands: &mut Commands) {
    let words = HoursWords::of(view.lang);
    card_title(ui, words.tab.mending);
    if report.offers.is_empty() {
        note(ui, words.tab.no_mending);
        return;
    }
    let unit = view.ws.rules_on(view.as_of).credit_hour_minutes;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, 44.0, report.offers.len(), |ui, rows| {
        for offer in &report.offers[rows] {
            let Some(session) = view.ws.sessions.get(offer.session) else { continue };
            let hours = records::credit_hours(u64::from(offer.minutes), unit);
            let title = format!("{} {}", offer.day.format("%m-%d"), session.title);
            let about = (words.tab.mends)(offer.n_short, offer.seats, &hours);
            let size = egui::vec2(ui.available_width() - 10.0, 44.0);
            ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if link(ui, words.tab.people).clicked() {
                    commands.go(short_of(session.cohorts.first().copied(), session.township));
                }
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    let text = Label::new(RichText::new(title).size(SMALL)).truncate().sense(Sense::click());
                    if ui.add(text).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                        commands.go(Place::Session(offer.session, SessionTab::Enrolment));
                    }
                    let weak = palette(ui).text_weak;
                    ui.add(Label::new(RichText::new(about).size(SMALL).color(weak)).truncate());
                });
            });
        }
    });
}

fn attention_ui(ui: &mut Ui, view: View<'_>, report: &HoursReport, commands: &mut Commands) {
    let words = &HoursWords::of(view.lang).tab;
    card_title(ui, words.attention);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        new_terms_ui(ui, view, report, commands);
        if !report.unrotated.is_empty() {
            heading_ui(ui, &(words.unrotated)(report.unrotated.len()));
            let secretary = view.ws.cohorts.iter().find(|cohort| cohort.kind == CohortKind::Secretary);
            if link(ui, words.people).clicked() {
                let cohort = secretary.map(|cohort| cohort.id);
                let filter = PeopleFilter { cohort, is_trained: Some(false), ..PeopleFilter::default() };
                commands.go(Place::People(filter));
            }
        }
        if !report.away.is_empty() {
            heading_ui(ui, &(words.away)(report.away.len()));
            let day = |day| records::month_day(view.lang, day);
            let when = festival(view.ws).map_or_else(
                || words.at_home_unknown.to_owned(),
                |span| (words.at_home)(&day(span.first), &day(span.last), span.last < view.as_of),
            );
            note(ui, &when);
            if link(ui, words.people).clicked() {
                let floating = PeopleFilter { is_floating: true, has_hours: Some(false), ..PeopleFilter::default() };
                commands.go(Place::People(floating));
            }
        }
        if !report.incomplete.is_empty() {
            heading_ui(ui, &(words.incomplete)(report.incomplete.len()));
            let mut by_session: Vec<(crate::model::SessionId, usize)> = Vec::new();
            for row in &report.incomplete {
                match by_session.last_mut().filter(|(id, _)| *id == row.session) {
                    Some((_, n)) => *n += 1,
                    None => by_session.push((row.session, 1)),
                }
            }
            for (id, n) in by_session {
                let title = view.ws.sessions.get(id).map_or("", |session| session.title.as_str());
                if link(ui, &format!("{title} · {n}")).clicked() {
                    commands.go(Place::Session(id, SessionTab::Attendance));
                }
            }
        }
        if report.n_exempt > 0 {
            note(ui, &(words.exempt_apart)(&records::count(report.n_exempt)));
        }
    });
}

fn new_terms_ui(ui: &mut Ui, view: View<'_>, report: &HoursReport, commands: &mut Commands) {
    let words = &HoursWords::of(view.lang).tab;
    if report.new_terms.is_empty() {
        note(ui, words.no_new_terms);
        return;
    }
    let overdue = report.new_terms.iter().filter(|term| term.is_overdue(view.as_of)).count();
    let mut text = (words.new_terms)(report.new_terms.len());
    if overdue > 0 {
        text = format!("{text} · {}", (words.overdue)(overdue));
    }
    heading_ui(ui, &text);
    let mut open: Vec<_> =
        report.new_terms.iter().filter(|term| term.trained_on.is_none_or(|on| on > term.due)).collect();
    open.sort_by_key(|term| (term.trained_on.is_some(), term.due, term.person));
    for term in open {
        let due = match term.trained_on {
            Some(on) => (words.trained_late)(&on.to_string()),
            None if term.is_overdue(view.as_of) => (words.overdue_since)(&term.due.to_string()),
            None => (words.due_by)(&term.due.to_string()),
        };
        person_line_ui(ui, view, term.person, &due, term.is_overdue(view.as_of), commands);
    }
}

fn person_line_ui(ui: &mut Ui, view: View<'_>, id: PersonId, text: &str, is_bad: bool, commands: &mut Commands) {
    let Some(person) = view.ws.people.get(id) else { return };
    let township = view.ws.township_of(person, view.as_of).and_then(|id| view.ws.townships.get(id));
    ui.horizontal(|ui| {
        if link(ui, &person.name).clicked() {
            commands.go(Place::Person(id));
        }
        let palette = palette(ui);
        let unit = township.map_or("", |township| township.name.as_str());
        ui.label(RichText::new(unit).size(SMALL).color(palette.text_weak));
        ui.label(RichText::new(text).size(SMALL).color(if is_bad { palette.bad } else { palette.text_weak }));
    });
}

fn heading_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).font(fonts::bold(SMALL))).wrap());
}
