//! Colleagues who stand in for each other, many of them: nobody is away together, and nobody is left over for it.

use lunxun::model::EnrolmentState;
use lunxun::rules::Rule;

use super::{Office, plan};
use crate::support::district::day;

#[test]
fn pairs_in_every_township_are_all_placed_and_never_away_together() {
    for sizes in [[2, 2, 2], [4, 4, 3], [2, 6, 5], [3, 2, 8]] {
        let mut office = Office::new(&sizes, 2);
        office.tell(|said| said.min_fill_percent = Some(10));
        let pairs: Vec<_> = office.secretaries.iter().flat_map(|people| people.chunks_exact(2)).collect();
        let pairs: Vec<_> = pairs.into_iter().map(|pair| (pair[0], pair[1])).collect();
        for (one, other) in &pairs {
            office.d.run(|ws| ws.set_cover(*one, Some(*other)));
        }
        let made = plan(&office.d.ws, day(6, 28));
        assert_eq!(made.draft.n_left_out(), 0, "{sizes:?}: {:?}", made.draft.left_out);
        assert_eq!(made.comparison.brought, [], "{sizes:?}");
        let after = made.draft.apply(&office.d.ws).expect("it applies");
        let found = lunxun::rules::findings(&after, day(6, 28));
        assert!(!found.iter().any(|finding| finding.rule == Rule::CoverAway), "{sizes:?}: {found:?}");
    }
}

#[test]
fn a_pair_is_parted_by_changing_places_where_the_other_class_is_full() {
    let mut office = Office::new(&[2, 6], 3);
    let (pair, others) = (office.secretaries[0].clone(), office.secretaries[1].clone());
    office.d.run(|ws| ws.set_cover(pair[0], Some(pair[1])));
    // two classes of four are all there is: the rest of the year everybody is at home
    office.close(day(6, 29), day(9, 23), &[]);
    office.close(day(9, 29), day(10, 14), &[]);
    office.close(day(10, 20), day(12, 31), &[]);
    let course = office.d.ws.courses.get(office.course).cloned().expect("it is there");
    office.d.put(lunxun::model::Course { max_heads: 4, ..course });
    office.tell(|said| said.min_fill_percent = Some(10));
    let made = plan(&office.d.ws, day(6, 28));
    assert_eq!(made.draft.n_left_out(), 0, "{:?}", made.draft.left_out);
    let class_of = |person| made.draft.seat_of(person, office.d.secretary).map(|one| one.session.span());
    assert_ne!(class_of(pair[0]), class_of(pair[1]));
    assert!(made.draft.sessions.iter().all(|one| one.people.len() == 4));
    let invited = |one: &lunxun::planner::year::Seat| one.state == EnrolmentState::Invited;
    assert!(made.draft.sessions.iter().flat_map(|one| &one.people).all(invited));
    assert!(others.iter().all(|person| class_of(*person).is_some()));
    assert_eq!(made.comparison.brought, []);
}
