//! The calendar laid out: rows of days with their bars in lanes. Before any drawing; kept until something
//! that it shows changes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::bars::{Bar, Face, bars_of, sort};
use super::content::{Content, Load, loads, months};
use super::lanes::{Lanes, Stretch, lay};
use super::notes::{DayNote, notes};
use super::period::{column_day, shown, weeks};
use crate::app::{CalendarView, View};
use crate::model::{DateSpan, Half, Session, SessionId, Slot, Status, TrainerId, Venue, VenueId};
use crate::words::Lang;
use crate::words::calendar::CalendarWords;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A week, by its Monday.
    Week(NaiveDate),
    /// The mornings or afternoons of a week.
    Half(Half),
    /// A venue; `None`: sessions without one.
    Venue(Option<VenueId>),
    /// A trainer; `None`: half days without one.
    Trainer(Option<TrainerId>),
}

/// A row of days.
#[derive(Debug)]
pub struct Row {
    /// What it stands for.
    pub kind: RowKind,
    /// The day of its first column.
    pub first: NaiveDate,
    /// Its heading, if it has one.
    pub label: String,
    /// What else is to be known of it.
    pub note: String,
    /// Days on which the venue is closed.
    pub closed: Vec<DateSpan>,
    /// Its bars.
    pub bars: Vec<Bar>,
    /// The columns they cover.
    pub stretches: Vec<Stretch>,
    /// Their lanes.
    pub lanes: Lanes,
}

/// The calendar laid out.
#[derive(Debug)]
pub struct Sheet {
    /// The layout.
    pub layout: CalendarView,
    /// How many days a row has.
    pub n_columns: usize,
    /// The rows; none for the year.
    pub rows: Vec<Row>,
    /// What is to be known of the days.
    pub notes: BTreeMap<NaiveDate, DayNote>,
    /// How full the days are; for the year only.
    pub loads: BTreeMap<NaiveDate, Load>,
    /// How full the months are, from January on; for the year only.
    pub months: Vec<Load>,
    /// The sessions in the order in which Tab goes through them.
    pub order: Vec<SessionId>,
}

/// What a sheet is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The layout.
    pub layout: CalendarView,
    /// A day in it.
    pub day: NaiveDate,
    /// How many lanes a row has room for.
    pub most_lanes: usize,
    /// A session that must not be hidden.
    pub pinned: Option<SessionId>,
    /// A session as it would be, with its face.
    pub would_be: Option<(Session, Face)>,
}

/// A sheet and what it was made from.
#[derive(Default)]
pub struct KeptSheet {
    kept: Option<(Request, u64, Lang, Sheet)>,
}

impl KeptSheet {
    /// The sheet of a request; made anew only if something is different.
    pub fn get(&mut self, view: View<'_>, content: &Content, request: Request) -> &Sheet {
        let is_same = self.kept.as_ref().is_some_and(|(kept, version, lang, _)| {
            *kept == request && *version == content.version && *lang == view.lang
        });
        if !is_same {
            self.kept = None;
        }
        let (.., sheet) = self.kept.get_or_insert_with(|| {
            let sheet = Sheet::new(view, content, &request);
            (request, content.version, view.lang, sheet)
        });
        sheet
    }
}

impl Sheet {
    /// Lays the calendar out.
    pub fn new(view: View<'_>, content: &Content, request: &Request) -> Self {
        let days = shown(request.layout, request.day);
        let source = Source { view, content, request, days };
        let rows = match request.layout {
            CalendarView::Week => source.halves(),
            CalendarView::Month => source.weeks(),
            CalendarView::Year => Vec::new(),
            CalendarView::Venues => source.venues(),
            CalendarView::Trainers => source.trainers(),
        };
        let is_year = request.layout == CalendarView::Year;
        let mut order: Vec<SessionId> = Vec::new();
        for bar in rows.iter().flat_map(|row| &row.bars) {
            if !order.contains(&bar.session) {
                order.push(bar.session);
            }
        }
        Self {
            layout: request.layout,
            n_columns: match request.layout {
                CalendarView::Week | CalendarView::Month => 7,
                CalendarView::Year => 0,
                CalendarView::Venues | CalendarView::Trainers => usize::try_from(days.n_days()).unwrap_or(31),
            },
            rows,
            notes: notes(view, days),
            loads: if is_year { loads(source.sessions(), content, days) } else { BTreeMap::new() },
            months: if is_year { months(source.sessions(), content) } else { Vec::new() },
            order,
        }
    }

    /// The day of a column of a row.
    pub fn day_at(&self, row: usize, column: usize) -> Option<NaiveDate> {
        let row = self.rows.get(row).filter(|_| column < self.n_columns)?;
        Some(column_day(row.first, column))
    }
}

/// Where the rows take their bars from.
struct Source<'a> {
    view: View<'a>,
    content: &'a Content,
    request: &'a Request,
    days: DateSpan,
}

impl<'a> Source<'a> {
    /// The sessions with days on the sheet, one of them as it would be.
    fn sessions(&self) -> impl Iterator<Item = &'a Session> + use<'a> {
        let would_be = self.request.would_be.as_ref().map(|(session, _)| session);
        let days = self.days;
        let others = self.view.ws.sessions.iter().filter(move |s| would_be.is_none_or(|other| other.id != s.id));
        others.chain(would_be).filter(move |session| session.span().is_some_and(|span| span.overlaps(days)))
    }

    fn bars(&self, session: &Session, is_meant: impl Fn(&Slot) -> bool) -> Vec<Bar> {
        let would_be = self.request.would_be.as_ref().filter(|(other, _)| other.id == session.id);
        let face = would_be.map(|(_, face)| face).or_else(|| self.content.face(session.id));
        let Some(face) = face else { return Vec::new() };
        let mut bars = bars_of(session, face, is_meant);
        bars.retain(|bar| bar.days.overlaps(self.days));
        for bar in &mut bars {
            bar.is_would_be = would_be.is_some();
        }
        bars
    }

    /// A row with its bars laid out; those beyond its days are left out.
    fn row(&self, kind: RowKind, first: NaiveDate, n_columns: usize, mut bars: Vec<Bar>) -> Row {
        let days = DateSpan { first, last: column_day(first, n_columns.saturating_sub(1)) };
        bars.retain(|bar| bar.days.overlaps(days));
        sort(&mut bars);
        let column = |day: NaiveDate| usize::try_from((day - first).num_days()).unwrap_or(0).min(n_columns - 1);
        let stretches: Vec<Stretch> = bars
            .iter()
            .map(|bar| Stretch { from: column(bar.days.first.max(first)), to: column(bar.days.last) })
            .collect();
        let is_pinned = |bar: &Bar| bar.is_would_be || Some(bar.session) == self.request.pinned;
        let pinned = bars.iter().position(is_pinned);
        let lanes = lay(&stretches, n_columns, self.request.most_lanes, pinned);
        Row { kind, first, label: String::new(), note: String::new(), closed: Vec::new(), bars, stretches, lanes }
    }

    fn weeks(&self) -> Vec<Row> {
        let bars: Vec<Bar> = self.sessions().flat_map(|session| self.bars(session, |_| true)).collect();
        let week = |monday: NaiveDate| self.row(RowKind::Week(monday), monday, 7, bars.clone());
        weeks(self.request.day).into_iter().map(week).collect()
    }

    fn halves(&self) -> Vec<Row> {
        let row = |half: Half| {
            let bars = self.sessions().flat_map(|session| self.bars(session, |slot| slot.half == half)).collect();
            let row = self.row(RowKind::Half(half), self.days.first, 7, bars);
            Row { label: crate::words::records::half(self.view.lang, half).to_owned(), ..row }
        };
        Half::ALL.map(row).into_iter().collect()
    }

    /// A row a venue: those in use this month or the district's own first, then the others.
    fn venues(&self) -> Vec<Row> {
        let (ws, words) = (self.view.ws, CalendarWords::of(self.view.lang));
        let order: BTreeMap<_, _> = ws.townships_in_order().iter().map(|unit| (unit.id, unit.order)).collect();
        let used = self.used(|session, _| session.venue);
        let mut venues: Vec<&Venue> = ws.venues.iter().filter(|venue| venue.valid.holds_on(self.request.day)).collect();
        venues.sort_by_key(|venue| {
            let is_used = used.contains_key(&Some(venue.id)) || venue.township.is_none();
            (!is_used, venue.township.and_then(|unit| order.get(&unit)).copied(), venue.id)
        });
        let rows = used.contains_key(&None).then_some(None).into_iter().chain(venues.into_iter().map(Some));
        rows.map(|venue| {
            let id = venue.map(|venue| venue.id);
            let n_days = used.get(&id).copied().unwrap_or(0);
            let here = self.sessions().filter(|session| session.venue == id && session.status != Status::Cancelled);
            let bars = here.flat_map(|session| self.bars(session, |_| true)).collect();
            let row = self.row(RowKind::Venue(id), self.days.first, self.n_days(), bars);
            Row {
                label: venue.map_or(words.no_venue.to_owned(), |venue| venue.name.clone()),
                note: venue.map_or_else(String::new, |venue| (words.venue_note)(venue.capacity, n_days)),
                closed: venue.map(|venue| venue.closed.clone()).unwrap_or_default(),
                ..row
            }
        })
        .collect()
    }

    /// A row a trainer: those who teach this month first.
    fn trainers(&self) -> Vec<Row> {
        let (ws, words) = (self.view.ws, CalendarWords::of(self.view.lang));
        let used = self.used(|_, slot| slot.trainer);
        let mut trainers: Vec<_> =
            ws.trainers.iter().filter(|trainer| trainer.valid.holds_on(self.request.day)).collect();
        trainers.sort_by_key(|trainer| (!used.contains_key(&Some(trainer.id)), trainer.id));
        let rows = used.contains_key(&None).then_some(None).into_iter().chain(trainers.into_iter().map(Some));
        rows.map(|trainer| {
            let id = trainer.map(|trainer| trainer.id);
            let n_days = used.get(&id).copied().unwrap_or(0);
            let held = self.sessions().filter(|session| session.status != Status::Cancelled);
            let bars = held.flat_map(|session| self.bars(session, |slot| slot.trainer == id)).collect();
            let row = self.row(RowKind::Trainer(id), self.days.first, self.n_days(), bars);
            Row {
                label: trainer.map_or(words.no_trainer.to_owned(), |trainer| trainer.name.clone()),
                note: trainer.map_or_else(String::new, |trainer| (words.trainer_note)(&trainer.unit, n_days)),
                ..row
            }
        })
        .collect()
    }

    fn n_days(&self) -> usize {
        usize::try_from(self.days.n_days()).unwrap_or(31)
    }

    /// On how many of the days shown each thing is in use, as it stands: a drag must not reorder the rows.
    fn used<K: Ord + Copy>(&self, need: impl Fn(&Session, &Slot) -> K) -> BTreeMap<K, usize> {
        let mut days: BTreeMap<K, BTreeSet<NaiveDate>> = BTreeMap::new();
        let held = self.view.ws.sessions.iter().filter(|session| session.status != Status::Cancelled);
        for session in held.filter(|session| session.span().is_some_and(|span| span.overlaps(self.days))) {
            for slot in session.slots.iter().filter(|slot| self.days.contains(slot.date)) {
                days.entry(need(session, slot)).or_default().insert(slot.date);
            }
        }
        days.into_iter().map(|(thing, days)| (thing, days.len())).collect()
    }
}
