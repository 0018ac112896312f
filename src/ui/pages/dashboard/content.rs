//! What stands on the dashboard, as plain values: computed once a revision, drawn as it is.

use super::course::CourseLines;
use crate::app::{PeopleFilter, Place, SessionTab, View};
use crate::model::dates::elapsed;
use crate::model::{CohortId, CohortKind, Mode, SessionId, Status, TownshipId};
use crate::report::coverage::{Coverage, Figures, UnitRow};
use crate::report::{Budget, Measure, Share};
use crate::words::dashboard::{DashboardWords, Subtitle};
use crate::words::records;
use crate::words::topics::TopicWords;

/// Everything on the dashboard.
pub(super) struct Content {
    pub subtitle: String,
    pub apart: String,
    pub cards: Vec<Card>,
    pub course: CourseLines,
    pub cohort_names: Vec<String>,
    pub townships: Vec<TownshipLine>,
    pub upcoming: Vec<UpcomingLine>,
    /// How many topics asked for were answered; `None` if nothing was asked for.
    pub topics: Option<String>,
    pub has_people: bool,
}

/// A card: a figure against its target and against the time gone by.
pub(super) struct Card {
    pub title: String,
    pub value: String,
    pub fraction: String,
    pub share: f32,
    pub elapsed: f32,
    pub note: String,
    pub tone: CardTone,
    pub is_money: bool,
    pub place: Place,
}

/// Whether a card's note is good news.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CardTone {
    Good,
    Bad,
    Plain,
}

/// A township in the table.
pub(super) struct TownshipLine {
    pub id: Option<TownshipId>,
    pub name: String,
    /// For each cohort what is shown, and how warm the cell is (0 to 1).
    pub cells: Vec<(String, f32)>,
    pub per_head: String,
}

/// A session to come.
pub(super) struct UpcomingLine {
    pub id: SessionId,
    pub days: String,
    pub title: String,
    pub mode: Mode,
    pub venue: String,
    pub heads: String,
    pub is_over_full: bool,
}

impl Content {
    pub(super) fn of(view: View<'_>, measure: Measure) -> Self {
        let coverage = view.derived.coverage(view.ws);
        let budget = view.derived.budget(view.ws);
        let cohorts: Vec<CohortId> = shown_cohorts(view);
        Self {
            subtitle: subtitle(view, coverage, measure),
            apart: apart(view, coverage),
            cards: cards(view, coverage, budget, &cohorts, measure),
            course: CourseLines::of(view),
            cohort_names: cohorts
                .iter()
                .filter_map(|id| view.ws.cohorts.get(*id))
                .map(|cohort| cohort.short_name.clone())
                .collect(),
            townships: townships(view, coverage, &cohorts, measure),
            upcoming: upcoming(view),
            topics: topics(view),
            has_people: !view.ws.people.is_empty() || !view.ws.sessions.is_empty(),
        }
    }
}

/// The three cohorts with the clearest claim to a card: the well-known kinds first.
fn shown_cohorts(view: View<'_>) -> Vec<CohortId> {
    let mut cohorts: Vec<_> = view.ws.cohorts.iter().collect();
    cohorts.sort_by_key(|cohort| (cohort.kind, cohort.id));
    cohorts.into_iter().filter(|cohort| cohort.kind != CohortKind::Other).map(|cohort| cohort.id).take(3).collect()
}

/// The share of the year gone by on the day that is looked at.
pub(super) fn elapsed_share(view: View<'_>) -> Share {
    let (gone, all) = elapsed(view.ws.programme.days(), view.as_of);
    Share { n: gone, of: all }
}

fn subtitle(view: View<'_>, coverage: &Coverage, measure: Measure) -> String {
    let figure = coverage.figure(measure);
    let is_money = measure == Measure::CostPerHead;
    let amount = |n: u64| if is_money { records::yuan(crate::model::Fen(n.cast_signed())) } else { records::count(n) };
    let value = match figure.denominator {
        Some(_) if is_money => coverage.total.cost_per_head.map_or_else(|| "—".to_owned(), records::yuan),
        Some(of) => records::percent(figure.numerator, of),
        None => amount(figure.numerator),
    };
    let elapsed = elapsed_share(view);
    (DashboardWords::of(view.lang).subtitle)(&Subtitle {
        day: records::month_day(view.lang, view.as_of),
        elapsed_percent: elapsed.n * 100 / elapsed.of.max(1),
        numerator: amount(figure.numerator),
        denominator: figure.denominator.map(records::count).unwrap_or_default(),
        value,
        measure,
    })
}

fn apart(view: View<'_>, coverage: &Coverage) -> String {
    let total = &coverage.total;
    let n = records::count;
    (DashboardWords::of(view.lang).apart)(&n(total.exempt.of), &n(total.floating.of), &n(total.counted))
}

fn cards(view: View<'_>, coverage: &Coverage, budget: &Budget, cohorts: &[CohortId], measure: Measure) -> Vec<Card> {
    let mut cards: Vec<Card> = cohorts.iter().filter_map(|id| cohort_card(view, coverage, *id, measure)).collect();
    cards.push(money_card(view, coverage, budget));
    cards
}

fn cohort_card(view: View<'_>, coverage: &Coverage, id: CohortId, measure: Measure) -> Option<Card> {
    let words = DashboardWords::of(view.lang);
    let cohort = view.ws.cohorts.get(id)?;
    let figures = coverage.cohort(id)?;
    let elapsed = elapsed_share(view);
    let n = records::count;
    let filter = |is_trained| Place::People(PeopleFilter { cohort: Some(id), is_trained, ..PeopleFilter::default() });
    let plain = |value: String, fraction: String| Card {
        title: cohort.name.clone(),
        value,
        fraction,
        share: 0.0,
        elapsed: elapsed.ratio() as f32,
        note: String::new(),
        tone: CardTone::Plain,
        is_money: false,
        place: filter(Some(true)),
    };
    let share = match measure {
        // A cohort's card tells how far its plan has come: places used of places planned.
        Measure::Heads | Measure::Places => figures.places,
        Measure::Hours => figures.hours,
        Measure::Attendances => return Some(plain(n(figures.attendances), words.unit_attendances.to_owned())),
        Measure::Sessions => return Some(plain(n(figures.sessions), words.unit_sessions.to_owned())),
        Measure::CostPerHead => {
            let value = figures.cost_per_head.map_or_else(|| "—".to_owned(), records::yuan);
            return Some(plain(value, words.yuan_a_head.to_owned()));
        }
    };
    let (note, tone) = against_time(words, share, elapsed);
    Some(Card {
        share: share.ratio() as f32,
        note,
        tone,
        ..plain(records::percent(share.n, share.of), format!("{} / {}", n(share.n), n(share.of)))
    })
}

/// How a share stands against the time gone by, in points with one decimal.
fn against_time(words: &DashboardWords, share: Share, elapsed: Share) -> (String, CardTone) {
    let (Some(done), Some(gone)) = (share.per_mille(), elapsed.per_mille()) else {
        return (words.no_target.to_owned(), CardTone::Plain);
    };
    let points = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
    match done.cmp(&gone) {
        std::cmp::Ordering::Greater => ((words.ahead)(&points(done - gone)), CardTone::Good),
        std::cmp::Ordering::Less => ((words.behind)(&points(gone - done)), CardTone::Bad),
        std::cmp::Ordering::Equal => (words.on_course.to_owned(), CardTone::Plain),
    }
}

fn money_card(view: View<'_>, coverage: &Coverage, budget: &Budget) -> Card {
    let words = DashboardWords::of(view.lang);
    let total = budget.total;
    let share = Share { n: total.spent.0.max(0) as u64, of: total.ceiling.0.max(0) as u64 };
    let per_head = coverage.total.cost_per_head.map(|fen| format!("{}", (fen.0 + 50) / 100));
    let is_over = total.ceiling > crate::model::Fen::ZERO && total.left() < crate::model::Fen::ZERO;
    Card {
        title: words.budget.to_owned(),
        value: records::percent(share.n, share.of),
        fraction: (words.wan)(&records::wan(total.spent), &records::wan(total.ceiling)),
        share: share.ratio() as f32,
        elapsed: elapsed_share(view).ratio() as f32,
        note: (words.money_note)(per_head.as_deref().unwrap_or("—"), &records::wan(total.bound())),
        tone: if is_over { CardTone::Bad } else { CardTone::Plain },
        is_money: true,
        place: Place::Budget,
    }
}

/// The townships, the one most behind first: those without any record, then by the share of heads.
fn townships(view: View<'_>, coverage: &Coverage, cohorts: &[CohortId], measure: Measure) -> Vec<TownshipLine> {
    let mut rows: Vec<&UnitRow> = coverage.townships.iter().collect();
    rows.sort_by_key(|row| (row.figures.has_record(), row.figures.per_mille()));
    let positions: Vec<Option<usize>> =
        cohorts.iter().map(|id| coverage.cohorts.iter().position(|row| row.cohort == *id)).collect();
    let line = |row: &&UnitRow| TownshipLine {
        id: row.township,
        name: row.township.and_then(|id| view.ws.townships.get(id)).map(|t| t.name.clone()).unwrap_or_default(),
        cells: positions
            .iter()
            .map(|i| i.and_then(|i| row.cohorts.get(i)))
            .map(|figures| figures.map_or_else(|| (String::new(), 0.0), |figures| cell(view, figures, measure)))
            .collect(),
        per_head: row.figures.cost_per_head.map_or_else(|| "—".to_owned(), |fen| format!("{}", (fen.0 + 50) / 100)),
    };
    rows.iter().map(line).collect()
}

/// How warm the cell of a share is, from 0 to 1: the further behind the time gone by, the warmer.
pub(super) fn warmth(share: Share, elapsed: f64) -> f32 {
    let behind = elapsed + 0.1 - share.ratio();
    if share.of == 0 { 0.0 } else { (behind / 0.35).clamp(0.0, 1.0) as f32 }
}

/// What a cell shows, and how warm it is.
fn cell(view: View<'_>, figures: &Figures, measure: Measure) -> (String, f32) {
    let whole_percent = |share: Share| {
        let text =
            if share.of == 0 { "—".to_owned() } else { format!("{}%", (share.n * 200 + share.of) / (share.of * 2)) };
        (text, warmth(share, elapsed_share(view).ratio()))
    };
    match measure {
        Measure::Heads => whole_percent(figures.heads),
        Measure::Places => whole_percent(figures.places),
        Measure::Hours => whole_percent(figures.hours),
        Measure::Attendances => (records::count(figures.attendances), 0.0),
        Measure::Sessions => (records::count(figures.sessions), 0.0),
        Measure::CostPerHead => {
            (figures.cost_per_head.map_or_else(|| "—".to_owned(), |fen| format!("{}", (fen.0 + 50) / 100)), 0.0)
        }
    }
}

fn topics(view: View<'_>) -> Option<String> {
    let answered = view.derived.topics(view.ws).answered;
    let (n, of) = (records::count(answered.n), records::count(answered.of));
    let rate = records::percent(answered.n, answered.of);
    (answered.of > 0).then(|| (TopicWords::of(view.lang).answer_rate)(&n, &of, &rate))
}

/// A session's title, with how many asked for what it teaches.
fn title_with_askers(view: View<'_>, session: &crate::model::Session) -> String {
    let topics = view.derived.topics(view.ws);
    let taught = view.ws.topics_of(session.id).filter_map(|topic| topics.row(topic.id));
    let heads: u64 = taught.map(|row| row.asked.heads).sum();
    if heads == 0 {
        return session.title.clone();
    }
    (TopicWords::of(view.lang).session_with_askers)(&session.title, &records::count(heads))
}

fn upcoming(view: View<'_>) -> Vec<UpcomingLine> {
    let mut sessions: Vec<_> = view
        .ws
        .sessions
        .iter()
        .filter_map(|session| session.span().map(|span| (span, session)))
        .filter(|(span, session)| {
            let is_ahead = session.status != Status::Cancelled && span.first > view.as_of;
            is_ahead || (session.status.is_planned() && span.last >= view.as_of)
        })
        .collect();
    sessions.sort_by_key(|(span, session)| (span.first, session.id));
    let line = |(span, session): (crate::model::DateSpan, &crate::model::Session)| {
        let day = |day: chrono::NaiveDate| day.format("%m-%d").to_string();
        let days = match (span.n_days(), session.slots.as_slice()) {
            (1, [only]) => format!("{} {}", day(span.first), records::half(view.lang, only.half)),
            (1, _) => day(span.first),
            _ => format!("{} {} {}", day(span.first), DashboardWords::of(view.lang).to, day(span.last)),
        };
        let quota: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
        let heads = view.ws.n_enrolled(session.id).max(quota as usize);
        UpcomingLine {
            id: session.id,
            days,
            title: title_with_askers(view, session),
            mode: session.mode,
            venue: session.venue.and_then(|id| view.ws.venues.get(id)).map(|v| v.name.clone()).unwrap_or_default(),
            heads: format!("{heads}/{}", session.max_heads),
            is_over_full: heads > session.max_heads as usize,
        }
    };
    sessions.into_iter().take(12).map(line).collect()
}

/// Where a row of the table leads: a township's branches, else the people who are not trained yet.
pub(super) fn behind_row(township: Option<TownshipId>) -> Place {
    let people = || Place::People(PeopleFilter { is_trained: Some(false), ..PeopleFilter::default() });
    township.map_or_else(people, Place::Township)
}

/// Where a session's row leads.
pub(super) fn session(id: SessionId) -> Place {
    Place::Session(id, SessionTab::Enrolment)
}
