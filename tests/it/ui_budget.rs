//! The budget page: what is over and why, the ceilings, and the way to the sessions behind a sum.

use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use lunxun::app::{Place, SessionTab};
use lunxun::model::{Fen, Level, RuleSet};
use lunxun::ui::pages::budget::BudgetPage;

use crate::support::desk::Desk;
use crate::support::district::{District, day};

type Budget = Harness<'static, Desk<BudgetPage>>;

fn open(ws: lunxun::model::Workspace, theme: Theme) -> Budget {
    let mut harness = Desk::new(ws, BudgetPage::default()).harness(theme, BudgetPage::ui);
    harness.run();
    harness
}

fn district() -> District {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(2, branch, d.member);
    let id = d.ws.ids.take();
    d.put(RuleSet { name: "样例".into(), person_day_rate: Some(Fen::yuan(260)), ..RuleSet::empty(id) });
    for (title, yuan) in [("便宜班", 500), ("贵班", 600)] {
        let class = d.session(title, day(7, 4), 1, &[d.member]);
        d.run(|ws| ws.enrol(class, &people));
        d.cost(class, yuan, None);
    }
    d
}

#[test]
fn the_session_over_its_limit_stands_first_and_leads_to_its_costs() {
    let d = district();
    let dear = d.ws.sessions.iter().find(|session| session.title == "贵班").map(|session| session.id).expect("there");
    let mut page = open(d.ws, Theme::Light);
    page.get_by_label("全部 2");
    page.get_by_label("超标 1").click();
    page.run();
    assert!(page.query_by_label("便宜班").is_none());
    page.get_by_label("贵班").click();
    page.run();
    page.get_by_label_contains("2 人天，定额内费用 600.00 元，限额 520.00 元");
    page.key_press(Key::Enter);
    page.run();
    assert_eq!(page.state().gone, [Place::Session(dear, SessionTab::Costs)]);
}

#[test]
fn a_ceiling_is_typed_in_wan_and_kept_in_fen() {
    let mut page = open(district().ws, Theme::Light);
    page.get_by_label("设上限…").click();
    page.run();
    let field = page.get_all_by_role_and_label(Role::TextInput, "党费").next().expect("the district's dues");
    field.focus();
    page.run();
    page.get_all_by_role_and_label(Role::TextInput, "党费").next().expect("still there").type_text("1.5万");
    page.run();
    page.key_press(Key::Enter);
    page.run();
    let programme = &page.state().document.workspace().programme;
    assert_eq!(programme.ceiling(Level::District), Fen::yuan(25_000), "10,000 without a source and 15,000 of dues");
    page.state_mut().undo();
    assert_eq!(page.state().document.workspace().programme.ceiling(Level::District), Fen::yuan(10_000));
}

#[test]
fn an_empty_page_says_what_to_do_first() {
    let mut d = District::new();
    let mut programme = (*d.ws.programme).clone();
    programme.ceilings.clear();
    d.run(|ws| ws.with_programme(programme));
    open(d.ws, Theme::Light).get_by_label_contains("先点“设上限”");
}

#[test]
fn the_budget_of_the_demo_looks_calm() {
    let mut light = open(lunxun::demo::district(1), Theme::Light);
    light.snapshot("budget_light");
    let mut results = light.take_snapshot_results();
    let mut dark = open(lunxun::demo::district(1), Theme::Dark);
    dark.snapshot("budget_dark");
    results.extend(dark.take_snapshot_results());
}
