//! Finding people of a whole district by what a clerk types.

use lunxun::app::search::{Matcher, NameIndex, sort_key};

#[test]
fn the_index_of_a_district_finds_whom_the_matcher_finds() {
    let district = lunxun::demo::district(1);
    let names: Vec<&str> = district.people.iter().map(|person| person.name.as_str()).collect();
    let index = NameIndex::new(names.iter().copied());
    for query in ["l", "ljg", "lijg", "李建", "sxx", "zeng", "yc", "建国", "zhangw", "qqqq"] {
        let matcher = Matcher::new(query);
        let hits = index.hits(&matcher);
        for (name, is_hit) in names.iter().zip(hits) {
            assert_eq!(is_hit, matcher.span(name).is_some(), "{query} {name}");
        }
    }
}

#[test]
fn ranks_follow_the_sort_keys() {
    let district = lunxun::demo::district(1);
    let names: Vec<&str> = district.people.iter().map(|person| person.name.as_str()).take(2_000).collect();
    let index = NameIndex::new(names.iter().copied());
    let mut by_rank: Vec<usize> = (0..names.len()).collect();
    by_rank.sort_by_key(|i| (index.rank(*i), *i));
    let keys: Vec<String> = by_rank.iter().map(|i| sort_key(names[*i])).collect();
    assert!(keys.is_sorted(), "a rank is the place of the sort key");
}
