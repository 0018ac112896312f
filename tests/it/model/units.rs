//! Units renamed and merged, and the end of a year.

use lunxun::model::{MarkKind, Quota, Refusal, Session, Topic, TopicArea, TopicState};
use lunxun::report::{Index, last_taught};

use crate::support::district::{District, day};

#[test]
fn people_of_a_merged_township_count_there_before_the_day_and_elsewhere_after_it() {
    let mut d = District::new();
    let [old, new] = ["徐家镇", "魏城镇"].map(|name| d.township(name));
    let branch = d.branch(old, "铁炉村");
    let people = d.people(3, branch, d.member);
    let spring = d.session("春季班", day(3, 1), 1, &[d.member]);
    d.attend(spring, &people[..2]);
    let autumn = d.session("秋季班", day(9, 24), 1, &[d.member]);
    d.edit_session(autumn, |session: &mut Session| {
        session.township = Some(old);
        session.quotas = vec![Quota { township: old, heads: 3 }, Quota { township: new, heads: 2 }];
    });
    let before = Index::new(&d.ws, day(6, 30)).coverage();
    d.run(|ws| ws.merge_township(old, new, day(7, 1)));
    assert_eq!(Index::new(&d.ws, day(6, 30)).coverage(), before, "older figures stay to the last digit");
    let after = Index::new(&d.ws, day(7, 1)).coverage();
    let heads = |id| after.townships.iter().find(|row| row.township == Some(id)).map(|row| row.figures.heads);
    assert_eq!(heads(new).map(|share| (share.n, share.of)), Some((2, 3)));
    assert_eq!(heads(old).map(|share| share.of).unwrap_or_default(), 0);
    let session = d.ws.sessions.get(autumn).expect("there");
    assert_eq!((session.township, session.quotas.as_slice()), (Some(new), &[Quota { township: new, heads: 5 }][..]));
    let unit = d.ws.townships.get(new).expect("there");
    assert!(unit.aliases.contains(&"徐家镇".to_owned()), "lists that still use the old name find the new unit");
    assert!(matches!(d.ws.merge_township(old, new, day(8, 1)), Err(Refusal::Gone { .. })), "it has ended");
    assert!(matches!(d.ws.merge_township(new, new, day(8, 1)), Err(Refusal::Itself(_))));
    assert!(d.ws.faults().is_empty(), "{:?}", d.ws.faults());
}

#[test]
fn a_renamed_branch_keeps_its_people_and_its_old_name() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let [one, other] = ["铁炉村", "庙子村"].map(|name| d.branch(town, name));
    let people = d.people(2, one, d.member);
    d.run(|ws| ws.rename_branch(one, "铁炉社区", day(5, 1)));
    let branch = d.ws.branches.get(one).expect("there");
    assert_eq!((branch.name.as_str(), branch.aliases.as_slice()), ("铁炉社区", &["铁炉村".to_owned()][..]));
    assert_eq!(branch.succession.former.first().map(|name| name.until), Some(day(5, 1)));
    d.run(|ws| ws.merge_branch(one, other, day(6, 1)));
    let person = d.ws.people.get(people[0]).expect("there");
    assert_eq!((person.home_on(day(5, 31)), person.home_on(day(6, 1))), (Some(one), Some(other)));
    let heir = d.ws.branches.get(other).expect("there");
    assert_eq!(heir.aliases, ["铁炉村", "铁炉社区"]);
}

#[test]
fn a_closed_year_stands_still_and_the_next_begins_with_what_is_left() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(4, branch, d.member);
    let class = d.session("班", day(3, 1), 2, &[d.member]);
    d.mark(class, &people[..1], &[0, 1, 2], MarkKind::Present);
    d.edit_person(people[1], |person| person.died = Some(day(5, 1)));
    d.run(|ws| ws.set_cover(people[2], Some(people[1])));
    let topic = |d: &mut District, text: &str, state| {
        let id = d.ws.ids.take();
        d.put(Topic { id, text: text.into(), area: TopicArea::Other, state, askers: Vec::new() });
    };
    topic(&mut d, "嫁接", TopicState::Asked);
    topic(&mut d, "养鱼", TopicState::Answered { session: class });
    d.run(|ws| ws.close_year(day(12, 31), "李"));
    let edited = d.ws.set_impact(lunxun::model::Rule::Weekend, None).expect("a legal change");
    assert_eq!(d.ws.may_become(&edited), Err(Refusal::YearClosed(2012)));
    assert!(matches!(d.ws.reopen_year("  "), Err(Refusal::Empty(_))));
    let open = d.ws.reopen_year("补录考勤").expect("with a reason");
    assert_eq!(d.ws.may_become(&open), Ok(()));

    let index = Index::new(&d.ws, day(12, 31));
    let next = d.ws.next_year(|person| last_taught(&index, person)).expect("2013");
    assert_eq!((next.programme.year, next.programme.closed.is_none(), next.people.len()), (2013, true, 3));
    assert_eq!(next.people.get(people[0]).and_then(|person| person.last_taught), Some(day(3, 2)));
    assert_eq!(next.people.get(people[2]).and_then(|person| person.cover), None, "who stood in has died");
    assert_eq!((next.sessions.len(), next.marks.len(), next.enrolments.len(), next.costs.len()), (0, 0, 0, 0));
    assert_eq!(next.topics.iter().map(|topic| topic.text.as_str()).collect::<Vec<_>>(), ["嫁接"]);
    assert_eq!((next.townships.len(), next.branches.len(), next.cohorts.len()), (1, 1, 3));
    assert!(next.faults().is_empty(), "{:?}", next.faults());
}
