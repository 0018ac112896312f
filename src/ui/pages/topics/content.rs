//! What stands on the board, as plain values: computed once a revision, drawn as it is.

use std::cmp::Reverse;

use crate::app::View;
use crate::app::search::Matcher;
use crate::model::{TopicArea, TopicId, TopicStage};
use crate::report::topics::TopicRow;
use crate::words::records;
use crate::words::topics::TopicWords;

/// The columns of the board from left to right; the stages in a column stand one above the other.
pub const COLUMNS: [&[TopicStage]; 5] = [
    &[TopicStage::Asked, TopicStage::Merged],
    &[TopicStage::Planned],
    &[TopicStage::Scheduled],
    &[TopicStage::Taught],
    &[TopicStage::Answered, TopicStage::Declined],
];

/// Which topics are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of this area.
    pub area: Option<TopicArea>,
    /// Only those whose text matches.
    pub query: String,
}

/// A topic on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which.
    pub id: TopicId,
    /// What is asked for.
    pub text: String,
    /// What is to be known of it at its stage.
    pub note: String,
    /// What a screen reader calls it.
    pub name: String,
    /// How many ask.
    pub heads: u64,
}

/// Everything on the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The cards at each stage, in the order of [`TopicStage::ALL`]; the most asked for first.
    lanes: [Vec<Card>; 7],
    /// The line under the title.
    pub subtitle: String,
    /// The areas with their counts, all topics first.
    pub areas: Vec<(Option<TopicArea>, String)>,
    /// Whether there is no topic at all.
    pub is_empty: bool,
}

impl Content {
    /// Reads what a filter shows.
    pub fn of(view: View<'_>, filter: &Filter) -> Self {
        let words = TopicWords::of(view.lang);
        let topics = view.derived.topics(view.ws);
        let matcher = Matcher::new(&filter.query);
        let mut content = Self {
            subtitle: (words.subtitle)(
                topics.rows.len(),
                &records::count(topics.asked.heads),
                &records::count(topics.asked.branches),
                &fraction(topics.answered.n, topics.answered.of),
            ),
            areas: std::iter::once((None, (words.with_count)(words.all_areas, topics.rows.len())))
                .chain(TopicArea::ALL.map(|area| {
                    let name = records::topic_area(view.lang, area);
                    (Some(area), (words.with_count)(name, topics.n_in(area)))
                }))
                .collect(),
            is_empty: topics.rows.is_empty(),
            lanes: Default::default(),
        };
        for row in topics.rows.iter().filter(|row| filter.area.is_none_or(|area| area == row.area)) {
            if let Some(card) = card(view, row).filter(|card| matcher.matches(&card.text)) {
                content.lanes[row.stage as usize].push(card);
            }
        }
        for lane in &mut content.lanes {
            lane.sort_by_key(|card| (Reverse(card.heads), card.id));
        }
        content
    }

    /// The cards at a stage.
    pub fn lane(&self, stage: TopicStage) -> &[Card] {
        &self.lanes[stage as usize]
    }

    /// The cards of a column, from top to bottom.
    pub fn column(&self, at: usize) -> impl Iterator<Item = &Card> {
        COLUMNS.get(at).copied().unwrap_or_default().iter().flat_map(|stage| self.lane(*stage))
    }

    /// Whether a topic is on the board.
    pub fn has(&self, id: TopicId) -> bool {
        self.lanes.iter().flatten().any(|card| card.id == id)
    }

    /// The card that lies so many columns and rows from a topic; the nearest one if there are not so many.
    pub fn step(&self, from: Option<TopicId>, columns: i32, rows: i32) -> Option<TopicId> {
        let at = |id| (0..COLUMNS.len()).find_map(|x| Some((x, self.column(x).position(|card| card.id == id)?)));
        let Some((x, y)) = from.and_then(at) else {
            return (0..COLUMNS.len()).find_map(|x| self.column(x).next()).map(|card| card.id);
        };
        if columns == 0 {
            let y = y.saturating_add_signed(rows as isize).min(self.column(x).count().saturating_sub(1));
            return self.column(x).nth(y).map(|card| card.id);
        }
        let mut on =
            std::iter::successors(x.checked_add_signed(columns as isize), |x| x.checked_add_signed(columns as isize));
        let x = on.by_ref().take_while(|x| *x < COLUMNS.len()).find(|x| self.column(*x).next().is_some())?;
        self.column(x).nth(y.min(self.column(x).count().saturating_sub(1))).map(|card| card.id)
    }
}

/// Answered of all, as in 7 / 25 = 28.0%.
pub fn fraction(n: u64, of: u64) -> String {
    format!("{} / {} = {}", records::count(n), records::count(of), records::percent(n, of))
}

fn card(view: View<'_>, row: &TopicRow) -> Option<Card> {
    let words = TopicWords::of(view.lang);
    let topic = view.ws.topics.get(row.id)?;
    let heads = records::count(row.asked.heads);
    let name = (words.card_name)(&topic.text, &heads);
    Some(Card { id: row.id, text: topic.text.clone(), note: note(view, row, &heads), name, heads: row.asked.heads })
}

fn note(view: View<'_>, row: &TopicRow, heads: &str) -> String {
    let words = TopicWords::of(view.lang);
    let text = |id: TopicId| view.ws.topics.get(id).map(|topic| topic.text.as_str()).unwrap_or_default();
    let session = row.session.and_then(|id| view.ws.sessions.get(id));
    let day = session.and_then(crate::model::Session::span).map(|span| span.first.format("%m-%d").to_string());
    let day = day.unwrap_or_default();
    let mut note = match row.stage {
        TopicStage::Asked | TopicStage::Planned => (words.asked_by)(heads, &records::count(row.asked.branches)),
        TopicStage::Merged => (words.merged_into)(text(row.root)),
        TopicStage::Scheduled | TopicStage::Answered => format!("{day} · {}", (words.heads)(heads)),
        TopicStage::Taught => format!("{day} · {}", (words.to_answer)(heads)),
        TopicStage::Declined => match view.ws.topics.get(row.id).map(|topic| &topic.state) {
            Some(crate::model::TopicState::Declined { reason }) => reason.clone(),
            _ => String::new(),
        },
    };
    if !row.under.is_empty() {
        note = format!("{note} · {}", (words.n_under)(row.under.len()));
    }
    note
}
