//! The window as a whole: the first start, the dashboard's figures, the palette, undo.

use crate::support::window::Desk;

#[test]
fn the_first_start_offers_the_sample_district_and_shows_its_year() {
    let mut desk = Desk::first_start();
    desk.harness.run();
    desk.harness.snapshot("welcome");
    desk.click("打开示例区县");
    desk.wait(|window| window.app.document().is_some());
    assert!(desk.shows("已训 11,150 / 应训 21,442 人 = 52.0%"), "{:?}", desk.texts());
    desk.harness.snapshot("dashboard");
}
