//! What still has to find its day: topics asked for, and people not yet trained. Before any drawing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::app::View;
use crate::model::places::Grade;
use crate::model::{CohortId, PersonId, Status, TopicId, TownshipId};

/// A topic that waits for a session.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicLine {
    /// Which.
    pub id: TopicId,
    /// What is asked for.
    pub text: String,
    /// How many ask, those of topics merged into it included.
    pub n_askers: usize,
}

/// People of a unit's cohort who are neither trained nor named in a session to come.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleLine {
    /// The unit.
    pub township: TownshipId,
    /// Its name.
    pub name: String,
    /// Who: lagging branches first, then by branch.
    pub people: Arc<Vec<PersonId>>,
}

/// Both lists, kept until something changes.
#[derive(Default)]
pub struct Lists {
    kept: Option<u64>,
    /// The topics, the most asked for first.
    pub topics: Vec<TopicLine>,
    /// The people by cohort; units with most of them first.
    pub people: BTreeMap<CohortId, Vec<PeopleLine>>,
}

impl Lists {
    /// Brings the lists up to date.
    pub fn follow(&mut self, view: View<'_>) {
        let now = Some(view.derived.revision());
        if self.kept != now {
            self.topics = topics(view);
            self.people = people(view);
            self.kept = now;
        }
    }
}

fn topics(view: View<'_>) -> Vec<TopicLine> {
    let waits = view.derived.topics(view.ws).rows.iter().filter(|row| row.stage.is_open());
    let mut lines: Vec<TopicLine> = waits
        .filter_map(|row| {
            let text = view.ws.topics.get(row.id)?.text.clone();
            Some(TopicLine { id: row.id, text, n_askers: row.asked.heads as usize })
        })
        .collect();
    lines.sort_by_key(|line| (std::cmp::Reverse(line.n_askers), line.id));
    lines
}

/// Somebody with what decides who comes first: the branch's grade and its place in the list of branches.
type Ranked = (Grade, u32, PersonId);

fn people(view: View<'_>) -> BTreeMap<CohortId, Vec<PeopleLine>> {
    let ws = view.ws;
    let index = view.derived.index(ws);
    let to_come = ws.sessions.iter().filter(|s| s.status.is_planned() || s.status == Status::Running);
    let named: BTreeSet<PersonId> = to_come
        .flat_map(|session| ws.enrolments_in(session.id))
        .filter(|enrolment| enrolment.state.takes_part())
        .map(|enrolment| enrolment.person)
        .collect();
    let mut found: BTreeMap<(CohortId, TownshipId), Vec<Ranked>> = BTreeMap::new();
    for (position, person) in index.people().iter().enumerate() {
        let standing = index.standing(position);
        let is_wanted = standing.is_eligible() && !standing.is_floating;
        if !is_wanted || index.learning(position).trained_on.is_some() || named.contains(person) {
            continue;
        }
        let Some(township) = standing.township.and_then(|at| index.townships().get(at as usize)) else { continue };
        let branch = standing.branch.unwrap_or(u32::MAX);
        let grade = index.branches().get(branch as usize).and_then(|id| ws.branches.get(*id)).map(|b| b.grade);
        let grade = grade.unwrap_or(Grade::Advanced);
        // somebody in two cohorts takes the place of the first
        let cohort = standing.cohorts.iter().next().and_then(|at| index.cohorts().get(at));
        if let Some(cohort) = cohort {
            found.entry((*cohort, *township)).or_default().push((grade, branch, *person));
        }
    }
    let mut lines: BTreeMap<CohortId, Vec<PeopleLine>> = BTreeMap::new();
    for ((cohort, township), mut people) in found {
        people.sort_unstable_by_key(|(grade, branch, person)| (std::cmp::Reverse(*grade), *branch, *person));
        let name = ws.townships.get(township).map(|unit| unit.name.clone()).unwrap_or_default();
        let people = Arc::new(people.into_iter().map(|(_, _, person)| person).collect());
        lines.entry(cohort).or_default().push(PeopleLine { township, name, people });
    }
    for of_cohort in lines.values_mut() {
        of_cohort.sort_by_key(|line| (std::cmp::Reverse(line.people.len()), line.township));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Derived;
    use crate::words::Lang;

    #[test]
    fn the_sample_has_topics_and_secretaries_that_wait() {
        let ws = crate::demo::district(1);
        let today = chrono::NaiveDate::from_ymd_opt(2012, 6, 28).expect("a date");
        let derived = Derived::new(&ws, today);
        let (lang, as_of) = (Lang::Zh, derived.as_of());
        let view = View {
            ws: &ws,
            derived: &derived,
            lang,
            today,
            as_of,
            is_masked: true,
            is_read_only: false,
            planning: None,
            thumbnails: None,
        };
        let mut lists = Lists::default();
        lists.follow(view);
        assert_eq!(lists.topics.first().map(|line| line.text.as_str()), Some("党的十八大有什么新要求"));
        assert!(!lists.topics.iter().any(|line| line.text == "购买彩票技巧"), "what was declined does not wait");
        let cohort = ws.cohorts.iter().next().expect("secretaries").id;
        let n: usize = lists.people.get(&cohort).into_iter().flatten().map(|line| line.people.len()).sum();
        assert!(n > 0 && n <= 691 - 412, "{n} secretaries are neither trained nor named");
    }
}
