//! Money spent, committed and still to be had.

use lunxun::model::{CostItem, Fen, Level, Status};
use lunxun::report::budget::{budget, medians, months, sessions};

use crate::support::district::{District, day};

#[test]
fn a_line_is_committed_until_it_is_paid_and_void_when_its_session_is_cancelled() {
    let mut d = District::new();
    let held = d.session("已办", day(3, 1), 1, &[d.member]);
    let planned = d.session("将办", day(9, 1), 1, &[d.member]);
    let called_off = d.session("取消", day(9, 8), 1, &[d.member]);
    d.cost(held, 900, Some(800));
    d.cost(held, 50, None);
    d.cost(planned, 3000, None);
    d.cost(called_off, 70, None);
    d.cost(called_off, 40, Some(40));
    d.run(|ws| ws.set_status(called_off, Status::Cancelled));
    let on = |date| budget(&d.ws, date);
    let total = on(day(6, 28)).total;
    assert_eq!((total.spent, total.committed, total.ceiling), (Fen::yuan(800), Fen::yuan(3050), Fen::yuan(30_000)));
    assert_eq!(total.left(), Fen::yuan(26_150));
    let early = on(day(2, 1)).total;
    assert_eq!((early.spent, early.committed), (Fen::ZERO, Fen::yuan(3950)), "what is paid later is committed before");
    assert_eq!(on(day(12, 31)).total.spent, Fen::yuan(840), "what a cancelled session has cost is gone");
}

#[test]
fn payers_and_items_add_up_to_the_whole() {
    let mut d = District::new();
    let class = d.session("班", day(3, 1), 1, &[d.member]);
    d.cost(class, 30, Some(20));
    d.cost(class, 10, None);
    let mut line = d.ws.costs.iter().next().cloned().expect("a line");
    line.payer = Level::Village;
    line.item = CostItem::Transport;
    d.put(line);
    let all = budget(&d.ws, day(6, 28));
    let spent: Fen = all.levels.iter().map(|(_, money)| money.spent).sum();
    let items: Fen = all.items.iter().map(|(_, money)| money.spent).sum();
    assert_eq!((spent, items), (all.total.spent, all.total.spent));
    let cell = all.cells.iter().find(|(key, _)| *key == (Level::Village, CostItem::Transport)).expect("a cell");
    assert_eq!((cell.1.spent, all.levels[2].1.ceiling), (Fen::yuan(20), Fen::yuan(10_000)));
}

#[test]
fn every_breakdown_of_the_demo_adds_up_to_the_fen() {
    let ws = lunxun::demo::district(1);
    let as_of = ws.as_of(day(6, 28));
    let all = budget(&ws, as_of);
    let sum = |parts: &mut dyn Iterator<Item = lunxun::report::budget::Money>| {
        parts.fold((Fen::ZERO, Fen::ZERO), |sum, money| (sum.0 + money.spent, sum.1 + money.committed))
    };
    let whole = (Fen::yuan(680_000), Fen::yuan(643_000));
    assert_eq!((all.total.spent, all.total.committed), whole);
    assert_eq!(sum(&mut all.levels.iter().map(|(_, money)| *money)), whole);
    assert_eq!(sum(&mut all.items.iter().map(|(_, money)| *money)), whole);
    assert_eq!(sum(&mut all.cells.iter().map(|(_, money)| *money)), whole);
    assert_eq!(sum(&mut all.sources.iter().map(|(_, money)| *money)), whole);
    let months = months(&ws, as_of);
    let of = |amount: fn(&lunxun::report::budget::MonthMoney) -> Fen| months.iter().map(amount).sum::<Fen>();
    assert_eq!((of(|month| month.spent), of(|month| month.committed)), whole);
    assert_eq!(months.last().map(|month| month.free), Some(all.total.left()));
    let rows = sessions(&ws, as_of);
    let general: Fen = ws.costs.iter().filter(|l| l.session.is_none()).filter_map(|line| line.actual).sum();
    let (spent, committed) = sum(&mut rows.iter().map(|row| row.money));
    assert_eq!((spent + general, committed), whole);
    assert_eq!(medians(&rows).len(), 4, "each way of learning has cost something");
}
