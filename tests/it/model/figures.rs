//! What rule sets say together.

use lunxun::model::{Fen, Level, Period, RuleSet};

use crate::support::district::{District, day};

#[test]
fn each_set_says_its_own_and_the_nearer_and_later_has_the_last_word() {
    let mut d = District::new();
    let mut put = |name: &str, since: u32, level, change: &dyn Fn(&mut RuleSet)| {
        let id = d.ws.ids.take();
        let valid = Period::from(day(since, 1));
        let mut set = RuleSet { name: name.into(), valid, level, ..RuleSet::empty(id) };
        change(&mut set);
        d.put(set);
    };
    put("本区", 1, None, &|set| (set.person_day_rate, set.max_away) = (Some(Fen::yuan(450)), Some(2)));
    put("乡镇", 2, Some(Level::Township), &|set| set.person_day_rate = Some(Fen::yuan(260)));
    put("学时", 7, None, &|set| set.credit_hour_minutes = Some(50));
    let at = |month, level| d.ws.rules_for(day(month, 15), level);
    assert_eq!(at(6, Some(Level::Township)).person_day_rate, Some(Fen::yuan(260)));
    assert_eq!(at(6, Some(Level::District)).person_day_rate, Some(Fen::yuan(450)));
    assert_eq!(at(6, Some(Level::Township)).max_away, Some(2), "what the level's own set leaves open stays");
    assert_eq!((at(6, None).credit_hour_minutes, at(8, None).credit_hour_minutes), (45, 50));
}
