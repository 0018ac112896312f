//! Other figures or words of the session itself.

use super::trial::Trial;
use super::{Alternative, Remedy};
use crate::model::{Session, Status};
use crate::rules::{Finding, Rule, Subject};

/// Takes everybody who is there, if the room seats them.
pub(super) fn raise_capacity(trial: &Trial<'_>, finding: &Finding) -> Option<Alternative> {
    let max_heads = u32::try_from(finding.n).ok().filter(|_| finding.rule == Rule::OverCapacity)?;
    let room = trial.session.venue.and_then(|id| trial.workspace.venues.get(id));
    let seats_all = room.is_none_or(|room| room.is_shared || room.capacity >= max_heads);
    seats_all.then(|| trial.run(Remedy::RaiseCapacity { max_heads }).ok()).flatten()
}

/// Gives a township as many seats as it sends people, if that is not more than there are.
pub(super) fn raise_quota(trial: &Trial<'_>, finding: &Finding) -> Option<Alternative> {
    let heads = u32::try_from(finding.n).ok()?;
    let township = finding.subjects.iter().find_map(Subject::township)?;
    let others = trial.session.quotas.iter().filter(|quota| quota.township != township);
    let given: u32 = others.map(|quota| quota.heads).sum();
    let has_seats = given + heads <= trial.session.max_heads;
    has_seats.then(|| trial.run(Remedy::RaiseQuota { township, heads }).ok()).flatten()
}

/// Holds it with the people there are.
pub(super) fn lower_minimum(trial: &Trial<'_>, finding: &Finding) -> Option<Alternative> {
    let min_heads = u32::try_from(finding.n).ok().filter(|n| *n > 0)?;
    trial.run(Remedy::LowerMinimum { min_heads }).ok()
}

/// Says what the last session of the same course said, or what the course is for.
pub(super) fn take_purpose(trial: &Trial<'_>) -> Vec<Alternative> {
    let own = trial.session;
    let is_run = |other: &&Session| {
        other.course.is_some() && other.course == own.course && other.status != Status::Cancelled && other.id != own.id
    };
    let says = |session: &&Session| !session.purpose.trim().is_empty();
    let last = trial
        .workspace
        .sessions
        .iter()
        .filter(is_run)
        .filter(says)
        .max_by_key(|session| session.span().map(|s| s.first));
    let course = own.course.and_then(|id| trial.workspace.courses.get(id));
    let mut texts: Vec<&str> = last.map(|session| session.purpose.as_str()).into_iter().collect();
    texts.extend(course.map(|course| course.purpose.as_str()).filter(|text| !text.trim().is_empty()));
    texts.dedup();
    let run = |text: &str| trial.run(Remedy::SayPurpose { purpose: text.to_owned() }).ok();
    texts.into_iter().filter_map(run).collect()
}
