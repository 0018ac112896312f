//! Writes format 1. The same records at the same sequence give the same bytes.

use serde::Serialize;

use super::v1::{EnrolledLine, Head, Listed, MARKS, NO_MARK};
use super::{FORMAT, to_line};
use crate::model::{
    CostLine, Enrolment, HeadCount, IdSource, Mark, MarkKind, Person, PersonId, Session, SessionId, SlotNo, TownshipId,
    Workspace,
};

/// `workspace.ron`
///
/// # Errors
/// Never for what the model holds.
pub fn workspace_file(
    workspace: &Workspace,
    head: &Head,
    ids: &[IdSource],
    (files, removed): (&[Listed], &[String]),
) -> ron::Result<String> {
    let mut writer = Writer::begin(head)?;
    writer.list("ids", ids)?;
    writer.field("programme", workspace.programme.as_ref())?;
    writer.list("cohorts", workspace.cohorts.iter())?;
    writer.list("rule_sets", workspace.rule_sets.iter())?;
    writer.list("files", files)?;
    writer.list("removed", removed)?;
    Ok(writer.end())
}

/// `places.ron`
///
/// # Errors
/// Never for what the model holds.
pub fn places_file(workspace: &Workspace, head: &Head) -> ron::Result<String> {
    let mut writer = Writer::begin(head)?;
    writer.list("townships", workspace.townships.iter())?;
    writer.list("branches", workspace.branches.iter())?;
    writer.list("venues", workspace.venues.iter())?;
    writer.list("trainers", workspace.trainers.iter())?;
    writer.list("courses", workspace.courses.iter())?;
    writer.list("blackouts", workspace.blackouts.iter())?;
    writer.list("holidays", workspace.holidays.iter())?;
    Ok(writer.end())
}

/// `topics.ron`
///
/// # Errors
/// Never for what the model holds.
pub fn topics_file(workspace: &Workspace, head: &Head) -> ron::Result<String> {
    let mut writer = Writer::begin(head)?;
    writer.list("topics", workspace.topics.iter())?;
    Ok(writer.end())
}

/// `people/….ron`
///
/// # Errors
/// Never for what the model holds.
pub fn people_file(head: &Head, township: Option<TownshipId>, people: &[&Person]) -> ron::Result<String> {
    let mut writer = Writer::begin(head)?;
    writer.township(township)?;
    writer.list("people", people.iter().copied())?;
    Ok(writer.end())
}

/// `sessions/….ron`; the district's file also takes what belongs to no session there is.
///
/// # Errors
/// Never for what the model holds.
pub fn sessions_file(
    workspace: &Workspace,
    head: &Head,
    township: Option<TownshipId>,
    sessions: &[&Session],
) -> ron::Result<String> {
    let mut writer = Writer::begin(head)?;
    writer.township(township)?;
    if !sessions.is_empty() {
        let rest = Rest::of(workspace);
        writer.push(&["    sessions: [\n"]);
        for session in sessions {
            session_block(&mut writer, workspace, session, &rest)?;
        }
        writer.push(&["    ],\n"]);
    }
    if township.is_none() {
        let is_stray = |session: SessionId| !workspace.sessions.has(session);
        writer.list("costs", workspace.costs.iter().filter(|cost| cost.session.is_none_or(is_stray)))?;
        writer.list("head_counts", workspace.head_counts.iter().filter(|count| is_stray(count.session)))?;
        writer.list("stray_enrolments", workspace.enrolments.iter().filter(|one| is_stray(one.session)))?;
        writer.list("stray_marks", workspace.marks.iter().filter(|one| is_stray(one.session)))?;
    }
    Ok(writer.end())
}

fn session_block(writer: &mut Writer, workspace: &Workspace, session: &Session, rest: &Rest<'_>) -> ron::Result<()> {
    const INDENT: &str = "            ";
    writer.push(&["        (\n", INDENT, "session: ", &to_line(session)?, ",\n"]);
    let (enrolled, stray) = enrolled_lines(workspace, session);
    writer.list_at(INDENT, "enrolled", &enrolled)?;
    writer.list_at(INDENT, "head_counts", rest.head_counts_of(session.id).iter().copied())?;
    writer.list_at(INDENT, "costs", rest.costs_of(session.id).iter().copied())?;
    writer.list_at(INDENT, "stray_marks", stray)?;
    writer.push(&["        ),\n"]);
    Ok(())
}

/// The enrolments of a session with their marks, and the marks that belong to no enrolment or slot of it.
fn enrolled_lines<'a>(workspace: &'a Workspace, session: &Session) -> (Vec<EnrolledLine>, Vec<&'a Mark>) {
    let all = (session.id, PersonId::MIN, SlotNo(0))..=(session.id, PersonId::MAX, SlotNo(u16::MAX));
    let mut marks = workspace.marks.range(all).peekable();
    let mut stray = Vec::new();
    let mut enrolled = Vec::new();
    for enrolment in workspace.enrolments_in(session.id) {
        while let Some(mark) = marks.next_if(|mark| mark.person < enrolment.person) {
            stray.push(mark);
        }
        let mut text = vec![NO_MARK; session.slots.len()];
        while let Some(mark) = marks.next_if(|mark| mark.person == enrolment.person) {
            match session.slots.iter().position(|slot| slot.no == mark.slot) {
                Some(place) => text[place] = mark_char(mark.kind),
                None => stray.push(mark),
            }
        }
        let is_blank = text.iter().all(|mark| *mark == NO_MARK);
        let Enrolment { session: _, person, cohort, state, joined, is_walk_in } = *enrolment;
        let marks = if is_blank { String::new() } else { text.into_iter().collect() };
        enrolled.push(EnrolledLine { person, cohort, state, joined, is_walk_in, marks });
    }
    stray.extend(marks);
    (enrolled, stray)
}

fn mark_char(kind: MarkKind) -> char {
    MarkKind::ALL.iter().position(|one| *one == kind).map_or(NO_MARK, |place| MARKS[place])
}

/// Costs and head-counts by session.
struct Rest<'a> {
    costs: Vec<&'a CostLine>,
    head_counts: Vec<&'a HeadCount>,
}

impl<'a> Rest<'a> {
    fn of(workspace: &'a Workspace) -> Self {
        let mut costs: Vec<_> = workspace.costs.iter().filter(|cost| cost.session.is_some()).collect();
        costs.sort_by_key(|cost| (cost.session, cost.id));
        let mut head_counts: Vec<_> = workspace.head_counts.iter().collect();
        head_counts.sort_by_key(|count| (count.session, count.id));
        Self { costs, head_counts }
    }

    fn costs_of(&self, session: SessionId) -> &[&'a CostLine] {
        let start = self.costs.partition_point(|cost| cost.session < Some(session));
        let end = self.costs.partition_point(|cost| cost.session <= Some(session));
        &self.costs[start..end]
    }

    fn head_counts_of(&self, session: SessionId) -> &[&'a HeadCount] {
        let start = self.head_counts.partition_point(|count| count.session < session);
        let end = self.head_counts.partition_point(|count| count.session <= session);
        &self.head_counts[start..end]
    }
}

struct Writer {
    text: String,
}

impl Writer {
    fn begin(head: &Head) -> ron::Result<Self> {
        let mut writer = Self { text: "(\n".to_owned() };
        writer.field("format", &FORMAT)?;
        writer.field("folder", &head.folder)?;
        writer.field("sequence", &head.sequence)?;
        Ok(writer)
    }

    fn township(&mut self, township: Option<TownshipId>) -> ron::Result<()> {
        township.map_or(Ok(()), |id| self.field("township", &id))
    }

    fn field<T: Serialize>(&mut self, name: &str, value: &T) -> ron::Result<()> {
        self.push(&["    ", name, ": ", &to_line(value)?, ",\n"]);
        Ok(())
    }

    fn list<'a, R: Serialize + 'a>(&mut self, name: &str, records: impl IntoIterator<Item = &'a R>) -> ron::Result<()> {
        self.list_at("    ", name, records)
    }

    /// One record a line; an empty list is left out.
    fn list_at<'a, R: Serialize + 'a>(
        &mut self,
        indent: &str,
        name: &str,
        records: impl IntoIterator<Item = &'a R>,
    ) -> ron::Result<()> {
        let mut records = records.into_iter().peekable();
        if records.peek().is_none() {
            return Ok(());
        }
        self.push(&[indent, name, ": [\n"]);
        for record in records {
            self.push(&[indent, "    ", &to_line(record)?, ",\n"]);
        }
        self.push(&[indent, "],\n"]);
        Ok(())
    }

    fn push(&mut self, parts: &[&str]) {
        self.text.extend(parts.iter().copied());
    }

    fn end(mut self) -> String {
        self.text.push_str(")\n");
        self.text
    }
}
