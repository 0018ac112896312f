//! Hours of the year, worked by hand on small districts.

use chrono::NaiveDate;
use lunxun::model::{
    Exemption, ExemptionReason, Holiday, MarkKind, Membership, Mode, Period, PersonId, Quota, RuleSet, RuleSetId,
};
use lunxun::report::hours::{Hours, HoursLine, NewTerm, festival, offers_for};
use lunxun::report::people::{Counting, Counting as C, history};
use lunxun::report::{HoursReport, Index, Share, hours};

use crate::support::district::{District, day};

fn report(d: &District) -> HoursReport {
    hours(&d.ws, &Index::new(&d.ws, day(6, 28)))
}

fn hours_of(d: &District, person: PersonId) -> Hours {
    let index = Index::new(&d.ws, day(6, 28));
    index.hours(index.position_of(person).expect("they are there"))
}

fn year(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

#[test]
fn exactly_a_seventh_of_leave_still_completes_a_class() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(3, branch, d.secretary);
    let class = d.session("七个半天", day(3, 5), 4, &[d.secretary]);
    d.edit_session(class, |session| session.slots.truncate(7));
    d.mark(class, &people[..1], &[0, 1, 2, 3, 4, 5], MarkKind::Present);
    d.mark(class, &people[..1], &[6], MarkKind::Sick);
    d.mark(class, &people[1..2], &[0, 1, 2, 3, 4], MarkKind::Present);
    d.mark(class, &people[1..2], &[5, 6], MarkKind::Official);
    let rows = report(&d).incomplete;
    let told: Vec<_> = rows.iter().map(|row| (row.person, row.missed_minutes, row.class_minutes)).collect();
    assert_eq!(told, [(people[1], 180, 630)], "90 of 630 minutes are a seventh and no more");
    assert_eq!(hours_of(&d, people[1]).counted(), 5 * 90, "the half days attended count all the same");
}

#[test]
fn a_class_over_new_year_counts_in_the_year_in_which_each_half_day_falls() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let li = d.person("李建国", branch, &[d.member]);
    let class = d.session("跨年班", year(2011, 12, 31), 2, &[d.member]);
    d.mark(class, &[li], &[0, 1, 2, 3], MarkKind::Present);
    assert_eq!(hours_of(&d, li).counted(), 180, "two of the four half days are this year's");
    let rows = history(&d.ws, li, day(6, 28));
    let counting: Vec<_> = rows[0].slots.iter().map(|slot| slot.counting).collect();
    assert_eq!(counting, [Counting::OtherYear, Counting::OtherYear, Counting::Counts, Counting::Counts]);
    assert_eq!((rows[0].minutes, rows[0].is_completed), (180, true), "completion looks at the whole class");
}

#[test]
fn every_half_day_says_whether_it_counts_and_why_not() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let li = d.person("李建国", branch, &[d.member]);
    let class = d.session("跨日班", day(6, 27), 2, &[d.member]);
    d.mark(class, &[li], &[0], MarkKind::Late);
    d.mark(class, &[li], &[1], MarkKind::Personal);
    d.run(|ws| ws.enrol(class, &[li]));
    let later = d.session("十月班", day(10, 10), 1, &[d.member]);
    d.run(|ws| ws.enrol(later, &[li]));
    let on = |day| -> Vec<Counting> {
        history(&d.ws, li, day).iter().flat_map(|row| row.slots.iter().map(|slot| slot.counting)).collect()
    };
    assert_eq!(on(day(6, 27)), [C::Counts, C::Missed, C::ToCome, C::ToCome, C::ToCome, C::ToCome]);
    assert_eq!(on(day(6, 28)), [C::Counts, C::Missed, C::Unmarked, C::Unmarked, C::ToCome, C::ToCome]);
    d.run(|ws| ws.set_status(later, lunxun::model::Status::Cancelled));
    assert_eq!(history(&d.ws, li, day(6, 28))[1].slots[0].counting, Counting::NotTaken);
}

#[test]
fn online_hours_stand_apart_and_count_up_to_what_the_rules_allow() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let li = d.person("李建国", branch, &[d.secretary]);
    let remote = d.session("远程", day(3, 8), 1, &[d.secretary]);
    d.edit_session(remote, |session| session.mode = Mode::Remote);
    d.attend(remote, &[li]);
    assert!(hours_of(&d, li).is_reached(), "no limit is known: 4 of 4 credit hours");
    d.put(RuleSet { name: "规则".into(), online_cap_hours: Some(2), ..RuleSet::fallback(RuleSetId::MIN) });
    let capped = hours_of(&d, li);
    assert_eq!((capped.online_minutes, capped.online_counted, capped.short()), (180, 90, 90));
    let total = report(&d).total;
    assert_eq!((total.reached, total.short_minutes, total.online_uncounted), (Share { n: 0, of: 1 }, 90, 90));
    assert_eq!(Index::new(&d.ws, day(6, 28)).coverage().total.hours, Share { n: 0, of: 1 }, "one rule for all reports");
    let class = d.session("集中", day(4, 8), 1, &[d.secretary]);
    d.mark(class, &[li], &[0], MarkKind::Present);
    assert!(hours_of(&d, li).is_reached(), "the other half was learnt in class");
}

#[test]
fn a_new_secretary_is_due_six_months_after_the_term_began() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let since = [year(2011, 6, 30), year(2011, 8, 31), year(2012, 1, 31), year(2012, 6, 1)];
    let people = since.map(|since| {
        let person = d.person("新书记", branch, &[]);
        let cohort = d.secretary;
        d.edit_person(person, |person| person.cohorts.push(Membership { cohort, period: Period::from(since) }));
        person
    });
    d.person("老书记", branch, &[d.secretary]);
    let class = d.session("书记班", day(2, 10), 1, &[d.secretary]);
    d.attend(class, &people[2..3]);
    let terms = report(&d).new_terms;
    let term = |at: usize, due, trained_on| NewTerm { person: people[at], since: since[at], due, trained_on };
    assert_eq!(
        terms,
        [
            term(1, year(2012, 2, 29), None),
            term(2, year(2012, 7, 31), Some(day(2, 10))),
            term(3, year(2012, 12, 1), None)
        ],
        "the first was due last year, the last has always been there"
    );
    let district_class_missed = report(&d).unrotated;
    assert_eq!(district_class_missed.len(), 4, "all but the one who came to the district's class");
    assert!(!district_class_missed.contains(&people[2]));
    let overdue: Vec<_> = terms.iter().map(|term| term.is_overdue(day(6, 28))).collect();
    assert_eq!(overdue, [true, false, false]);
    assert!(!terms[0].is_overdue(year(2012, 2, 29)), "on the day itself there is still time");
}

#[test]
fn exempt_people_have_no_target_and_those_away_are_at_home_around_the_festival() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(3, branch, d.member);
    d.edit_person(people[0], |person| {
        person.exemption = Some(Exemption { reason: ExemptionReason::Old, period: Period::ALWAYS });
    });
    d.edit_person(people[1], |person| {
        person.floating = Some(Period { since: None, until: Some(day(11, 1)) });
    });
    for (date, is_workday) in [(day(1, 21), true), (day(1, 22), false), (day(1, 28), false)] {
        d.put(Holiday { date, name: "春节".into(), is_workday });
    }
    let report = report(&d);
    assert_eq!((report.n_exempt, report.total.reached), (1, Share { n: 0, of: 2 }));
    assert_eq!(report.away.len(), 1);
    let spans: Vec<_> = report.away[0].at_home.iter().map(|span| (span.first, span.last)).collect();
    assert_eq!(spans, [(day(1, 15), day(2, 4)), (day(11, 1), day(12, 31))]);
    assert_eq!(festival(&District::new().ws), None, "without a table of holidays nothing is known");
}

#[test]
fn sessions_with_a_seat_for_the_township_mend_what_is_missing() {
    let mut d = District::new();
    let (wei, shi) = (d.township("魏城镇"), d.township("石马镇"));
    let (tielu, shuinian) = (d.branch(wei, "铁炉村"), d.branch(shi, "水碾村"));
    let li = d.person("李建国", tielu, &[d.secretary]);
    let others = d.people(2, shuinian, d.secretary);
    let (secretary, member) = (d.secretary, d.member);
    let half = d.session("半天", day(7, 2), 1, &[secretary]);
    d.edit_session(half, |session| session.slots.truncate(1));
    let whole = d.session("一天", day(7, 9), 1, &[secretary]);
    let full = d.session("满员", day(7, 16), 1, &[secretary]);
    d.edit_session(full, |session| session.max_heads = 2);
    d.run(|ws| ws.enrol(full, &others));
    let elsewhere = d.session("别镇名额", day(7, 23), 1, &[secretary]);
    d.edit_session(elsewhere, |session| session.quotas = vec![Quota { township: shi, heads: 5 }]);
    d.session("别的对象", day(7, 30), 1, &[member]);
    let index = Index::new(&d.ws, day(6, 28));
    let offers: Vec<_> = offers_for(&d.ws, &index, li).iter().map(|o| (o.session, o.minutes, o.seats)).collect();
    assert_eq!(offers, [(whole, 180, 50), (half, 90, 50)], "what fills the gap comes first");
    let all: Vec<_> = report(&d).offers.iter().map(|o| (o.session, o.n_short)).collect();
    assert_eq!(all, [(half, 3), (whole, 3), (elsewhere, 2)]);
    d.run(|ws| ws.enrol(whole, &[li]));
    let same_day = d.session("同日", day(7, 9), 1, &[secretary]);
    let index = Index::new(&d.ws, day(6, 28));
    let offers = offers_for(&d.ws, &index, li);
    assert!(offers.iter().all(|offer| offer.session != same_day && offer.session != whole));
}

#[test]
fn the_parts_add_up_to_the_whole() {
    let ws = lunxun::demo::district(1);
    let report = hours(&ws, &Index::new(&ws, day(6, 28)));
    let sum = |of: fn(&HoursLine) -> u64| report.townships.iter().map(|(_, line)| of(line)).sum::<u64>();
    let total = report.total;
    assert_eq!((sum(|l| l.reached.n), sum(|l| l.reached.of)), (total.reached.n, total.reached.of));
    assert_eq!((sum(|l| l.untouched), sum(|l| l.short_minutes)), (total.untouched, total.short_minutes));
    assert_eq!(
        (sum(|l| l.online_minutes), sum(|l| l.online_uncounted)),
        (total.online_minutes, total.online_uncounted)
    );
    assert_eq!(report.short.len() as u64, total.reached.of - total.reached.n);
    assert_eq!(report.short.iter().map(|row| u64::from(row.hours.short())).sum::<u64>(), total.short_minutes);
    assert_eq!(total.reached, Index::new(&ws, day(6, 28)).coverage().total.hours);
    assert!(!report.offers.is_empty() && !report.away.is_empty());
}
