//! `lunxun report topics`: what was asked for, by how many, and what came of it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::arguments::CoverageArgs;
use crate::cli::{Desk, Stop, say, say_json};
use crate::model::{TopicArea, TopicStage, TopicState, Workspace};
use crate::report::Share;
use crate::report::topics::{TopicRow, Topics, topics};
use crate::words::records::{self, count, percent};

/// The topics of a district as other programs read them.
#[derive(Serialize)]
struct TopicsSummary<'a> {
    as_of: NaiveDate,
    /// Topics answered, of those that stand for themselves and were not declined.
    answered: Share,
    /// Distinct people who asked, and distinct branches they belong to.
    askers: u64,
    branches: u64,
    stages: [StageCount; 7],
    areas: [AreaCount; 6],
    topics: Vec<TopicLine<'a>>,
}

#[derive(Serialize)]
struct StageCount {
    stage: &'static str,
    topics: usize,
}

#[derive(Serialize)]
struct AreaCount {
    area: &'static str,
    topics: usize,
}

#[derive(Serialize)]
struct TopicLine<'a> {
    id: String,
    text: &'a str,
    area: &'static str,
    stage: &'static str,
    askers: u64,
    branches: u64,
    first_asked: Option<NaiveDate>,
    session: Option<String>,
    merged_into: Option<String>,
    reason: Option<&'a str>,
}

pub(super) fn run(desk: Desk, arguments: &CoverageArgs) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder.folder)?;
    let workspace = &loaded.workspace;
    let as_of = arguments.as_of.unwrap_or_else(|| workspace.as_of(desk.today));
    let topics = topics(workspace, as_of);
    if arguments.folder.json {
        say_json(&summary(workspace, &topics, as_of))?;
    } else {
        tell(desk, workspace, &topics);
    }
    desk.must_be_whole(&loaded)
}

fn tell(desk: Desk, workspace: &Workspace, topics: &Topics) {
    let answered = topics.answered;
    let rate = percent(answered.n, answered.of);
    say((desk.words().topics_answered)(&count(answered.n), &count(answered.of), &rate));
    say((desk.words().topics_asked)(&count(topics.asked.heads), &count(topics.asked.branches)));
    for stage in TopicStage::ALL {
        say(format!("{}\t{}", records::topic_stage(desk.lang, stage), topics.n_at(stage)));
    }
    say("");
    for row in &topics.rows {
        let text = workspace.topics.get(row.id).map_or("", |topic| topic.text.as_str());
        let stage = records::topic_stage(desk.lang, row.stage);
        say(format!("{}\t{stage}\t{}\t{}\t{text}", row.id, count(row.asked.heads), count(row.asked.branches)));
    }
}

fn summary<'a>(workspace: &'a Workspace, topics: &Topics, as_of: NaiveDate) -> TopicsSummary<'a> {
    TopicsSummary {
        as_of,
        answered: topics.answered,
        askers: topics.asked.heads,
        branches: topics.asked.branches,
        stages: TopicStage::ALL.map(|at| StageCount { stage: stage(at), topics: topics.n_at(at) }),
        areas: TopicArea::ALL.map(|of| AreaCount { area: area(of), topics: topics.n_in(of) }),
        topics: topics.rows.iter().filter_map(|row| line(workspace, row)).collect(),
    }
}

fn line<'a>(workspace: &'a Workspace, row: &TopicRow) -> Option<TopicLine<'a>> {
    let topic = workspace.topics.get(row.id)?;
    Some(TopicLine {
        id: row.id.to_string(),
        text: &topic.text,
        area: area(row.area),
        stage: stage(row.stage),
        askers: row.asked.heads,
        branches: row.asked.branches,
        first_asked: row.first,
        session: row.session.map(|id| id.to_string()),
        merged_into: (row.root != row.id).then(|| row.root.to_string()),
        reason: match &topic.state {
            TopicState::Declined { reason } => Some(reason),
            TopicState::Asked
            | TopicState::Merged { .. }
            | TopicState::Planned
            | TopicState::Scheduled { .. }
            | TopicState::Answered { .. } => None,
        },
    })
}

fn stage(stage: TopicStage) -> &'static str {
    match stage {
        TopicStage::Asked => "asked",
        TopicStage::Merged => "merged",
        TopicStage::Planned => "planned",
        TopicStage::Scheduled => "scheduled",
        TopicStage::Taught => "taught",
        TopicStage::Answered => "answered",
        TopicStage::Declined => "declined",
    }
}

fn area(area: TopicArea) -> &'static str {
    match area {
        TopicArea::Theory => "theory",
        TopicArea::Admission => "admission",
        TopicArea::RuralWork => "rural_work",
        TopicArea::Prosperity => "prosperity",
        TopicArea::NewCountryside => "new_countryside",
        TopicArea::Other => "other",
    }
}
