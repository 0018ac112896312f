//! Units, branches and people.

use std::collections::BTreeSet;

use lunxun::model::{BranchKind, CohortKind, ExemptionReason, Grade, Person, TownshipId, TownshipKind};

use super::{as_of, cohort, date, demo, eligible, kinds};

#[test]
fn as_many_people_are_eligible_as_the_district_says() {
    assert_eq!(eligible(demo()).count(), 21_442);
    let memberships = kinds().map(|kind| {
        let cohort = cohort(demo(), kind);
        eligible(demo()).filter(|person| person.is_in(cohort, as_of())).count()
    });
    assert_eq!(memberships, [691, 1_000, 20_000]);
    assert_eq!(eligible(demo()).filter(|person| person.cohorts_on(as_of()).count() == 2).count(), 249);
    let planned = kinds().map(|kind| demo().cohorts.get(cohort(demo(), kind)).map(|cohort| cohort.places));
    assert_eq!(planned, [Some(691), Some(1_000), Some(20_000)]);
}

#[test]
fn some_are_exempt_some_away_and_some_gone() {
    let exempt: Vec<&Person> =
        demo().people.iter().filter(|person| person.is_exempt(as_of()) && person.is_here(as_of())).collect();
    assert!((200..600).contains(&exempt.len()));
    for reason in ExemptionReason::ALL {
        assert!(exempt.iter().any(|person| person.exemption.as_ref().is_some_and(|e| e.reason == reason)));
    }
    assert!(exempt.iter().all(|person| person.cohorts_on(as_of()).count() > 0));
    assert!((500..1_500).contains(&eligible(demo()).filter(|person| person.is_floating(as_of())).count()));
    assert!(demo().people.iter().any(|person| person.moved_away.is_some_and(|day| day <= as_of())));
    assert!(demo().people.iter().any(|person| person.died.is_some_and(|day| day <= as_of())));
    assert!(eligible(demo()).any(|person| person.homes.len() > 1));
    assert!(eligible(demo()).any(|person| !person.industries.is_empty()));
}

#[test]
fn every_branch_has_one_secretary_on_every_day() {
    for day in [date(1, 1), date(4, 15), as_of(), date(12, 31)] {
        let secretary = cohort(demo(), CohortKind::Secretary);
        let led: Vec<_> = demo()
            .people
            .iter()
            .filter(|person| person.is_here(day) && person.post_on(day) == "支部书记")
            .map(|person| {
                assert!(person.is_in(secretary, day), "{}", person.name);
                person.home_on(day)
            })
            .collect();
        assert_eq!(led.len(), 691, "{day}");
        assert_eq!(led.iter().collect::<BTreeSet<_>>().len(), 691, "{day}");
    }
    assert!(demo().people.iter().filter(|person| person.posts.len() > 1).count() >= 5, "new terms in mid-year");
}

#[test]
fn people_are_invented() {
    let taken = [
        "毛泽东",
        "周恩来",
        "刘少奇",
        "朱德",
        "邓小平",
        "江泽民",
        "胡锦涛",
        "温家宝",
        "习近平",
        "李克强",
        "李鹏",
        "陈云",
        "李先念",
        "朱镕基",
        "吴邦国",
        "贾庆林",
        "王岐山",
        "张德江",
        "李强",
    ];
    let mut id_numbers = BTreeSet::new();
    let mut phones = BTreeSet::new();
    for person in demo().people.iter() {
        assert!(!taken.contains(&person.name.as_str()), "{}", person.name);
        if !person.id_number.is_empty() {
            assert!(person.id_number.starts_with("519999"), "no region has this code");
            assert_eq!(check_digit(&person.id_number), person.id_number.chars().last(), "{}", person.id_number);
            let birth = person.birth.expect("who has an ID number has a birth date");
            assert_eq!(person.id_number[6..14], birth.format("%Y%m%d").to_string());
            assert!(id_numbers.insert(&person.id_number));
        }
        if !person.phone.is_empty() {
            assert!(person.phone.starts_with("101") && person.phone.len() == 11, "no mobile number begins so");
            assert!(phones.insert(&person.phone));
        }
    }
}

/// Source: GB 11643-1999, ISO 7064 MOD 11-2, by its recursive form.
fn check_digit(id_number: &str) -> Option<char> {
    let mut rest = 0;
    for digit in id_number.chars().take(17) {
        rest = (rest + digit.to_digit(10)?) * 2 % 11;
    }
    "0123456789X".chars().nth(((12 - rest) % 11) as usize)
}

#[test]
fn rare_characters_and_namesakes_occur() {
    for rare in ['𬭎', '㛃', '䶮', '喆', '堃', '祎', '·'] {
        assert!(demo().people.iter().any(|person| person.name.contains(rare)), "{rare}");
    }
    let mut seen = BTreeSet::new();
    let twins = demo().people.iter().filter(|p| !seen.insert((p.home_on(as_of()), p.name.as_str()))).count();
    assert!(twins >= 10, "{twins}");
}

#[test]
fn there_are_691_branches_of_every_kind_and_grade() {
    let branches = &demo().branches;
    assert_eq!(branches.len(), 691);
    let graded = |grade| branches.iter().filter(|branch| branch.grade == grade).count();
    assert_eq!(Grade::ALL.map(graded), [207, 415, 69]);
    for kind in BranchKind::ALL {
        assert!(branches.iter().filter(|branch| branch.kind == kind).count() >= 20, "{kind:?}");
    }
    for branch in branches.iter() {
        let township = demo().townships.get(branch.township).expect("the unit of a branch");
        let is_village = branch.kind == BranchKind::Village;
        assert!(!is_village || matches!(township.kind, TownshipKind::Town | TownshipKind::Township));
    }
    let names: BTreeSet<(TownshipId, &str)> =
        branches.iter().map(|branch| (branch.township, branch.name.as_str())).collect();
    assert_eq!(names.len(), 691);
}

#[test]
fn the_units_stand_in_the_official_order() {
    let names: Vec<&str> = demo().townships_in_order().iter().map(|township| township.name.as_str()).collect();
    let towns = "游仙镇 石马镇 新桥镇 小枧沟镇 魏城镇 沉抗镇 忠兴镇 松垭镇 柏林镇 徐家镇 石板镇 刘家镇 玉河镇";
    let rural = "街子乡 东林乡 白蝉乡 东宣乡 凤凰乡 建华乡 观太乡 太平乡 梓棉乡 朝真乡 云凤乡";
    let rest = "涪江街道 富乐街道 区直机关";
    let wanted: Vec<&str> = [towns, rural, rest].iter().flat_map(|part| part.split(' ')).collect();
    assert_eq!(names, wanted);
}
