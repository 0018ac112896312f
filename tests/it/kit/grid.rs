//! Grids: how they look, and the keyboard in them.

use egui::{Color32, Key, Modifiers, RichText, Theme, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use lunxun::ui::fonts;
use lunxun::ui::theme::{Tone, palette};
use lunxun::ui::widgets::{Column, Grid, GridOutput, GridState, Sort, bare_card, cell_label, chip, tab_separated};
use lunxun::words::widgets::ZH;

use crate::support::raster::harness;

const PEOPLE: [(&str, &str, &str, &str); 12] = [
    ("李建国", "魏城镇", "示例一村", "24 / 56"),
    ("李建华", "柏林镇", "示例五村", "8 / 32"),
    ("李金花", "街子乡", "蔬菜支部", "32 / 32"),
    ("李军", "东林乡", "示例三村", "0 / 32"),
    ("李佳怡", "新桥镇", "社区第二支部", "16 / 32"),
    ("黎建民", "石马镇", "示例十村", "0 / 56"),
    ("林静", "玉河镇", "示例九村", "4 / 32"),
    ("梁菊", "松垭镇", "示例十一村", "0 / 32"),
    ("刘佳", "游仙镇", "两新联合支部", "32 / 32"),
    ("罗杰", "忠兴镇", "示例十二村", "24 / 32"),
    ("蓝娟", "凤凰乡", "示例八村", "12 / 32"),
    ("鲁吉祥", "朝真乡", "示例七村", "0 / 32"),
];

const COLUMNS: [Column<'static>; 5] = [
    Column::fixed("姓名", 90.0).sortable(),
    Column::fixed("乡镇", 90.0).sortable(),
    Column::rest("支部", 100.0),
    Column::fixed("方式", 100.0),
    Column::fixed("学时", 80.0).right().sortable(),
];

struct PeopleGrid {
    n_rows: usize,
    is_checkable: bool,
    state: GridState<usize>,
    opened: Vec<usize>,
    copied: String,
}

impl PeopleGrid {
    fn new(n_rows: usize) -> Self {
        Self { n_rows, is_checkable: false, state: GridState::default(), opened: Vec::new(), copied: String::new() }
    }
}

fn person(row: usize) -> (&'static str, &'static str, &'static str, &'static str) {
    PEOPLE[row % PEOPLE.len()]
}

fn people_ui(ui: &mut Ui, page: &mut PeopleGrid) {
    let output = bare_card(ui, |ui| {
        let mut grid = Grid::new("人员", &COLUMNS, page.n_rows);
        if page.is_checkable {
            grid = grid.checkable();
        }
        grid.show(ui, &mut page.state, &ZH, |row| row, person_cell_ui)
    });
    hear(page, &output.inner, ui);
}

fn person_cell_ui(ui: &mut Ui, row: usize, column: usize) {
    let (name, township, branch, hours) = person(row);
    let weak = palette(ui).text_weak;
    match column {
        0 => cell_label(ui, name),
        1 => cell_label(ui, RichText::new(township).color(weak)),
        2 => cell_label(ui, RichText::new(branch).color(weak)),
        3 => chip(ui, "党校集中", Tone::PartySchool),
        _ => cell_label(ui, hours),
    };
}

fn hear(page: &mut PeopleGrid, output: &GridOutput, ui: &Ui) {
    page.opened.extend(output.opened);
    if output.wants_copy {
        let cells = |row: usize| [person(row).0, person(row).1];
        page.copied = tab_separated(page.state.meant().into_iter().map(cells));
        ui.copy_text(page.copied.clone());
    }
}

fn people(page: PeopleGrid) -> Harness<'static, PeopleGrid> {
    harness([640.0, 420.0], Theme::Light).build_ui_state(people_ui, page)
}

/// Clicks a row, so that the grid hears the keyboard.
fn enter(harness: &mut Harness<'_, PeopleGrid>, name: &str) {
    harness.get_all_by_label(name).next().expect("the name is on screen").click();
    harness.run();
}

fn press(harness: &mut Harness<'_, PeopleGrid>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

#[test]
fn a_click_puts_the_cursor_on_the_row_and_arrows_move_it() {
    let mut harness = people(PeopleGrid::new(12));
    enter(&mut harness, "李金花");
    assert_eq!(harness.state().state.cursor(), Some(2));
    press(&mut harness, &[Key::ArrowDown, Key::ArrowDown, Key::ArrowUp]);
    assert_eq!(harness.state().state.cursor(), Some(3));
    press(&mut harness, &[Key::Enter]);
    assert_eq!(harness.state().opened, [3]);
}

#[test]
fn home_end_and_pages_reach_all_rows_and_bring_them_into_view() {
    let mut harness = people(PeopleGrid::new(21_442));
    enter(&mut harness, "李建国");
    press(&mut harness, &[Key::End]);
    assert_eq!(harness.state().state.cursor(), Some(21_441));
    let last = person(21_441).0;
    assert!(harness.query_all_by_label(last).count() > 0, "the last row is on screen");
    press(&mut harness, &[Key::PageUp]);
    let after_page = harness.state().state.cursor().expect("the cursor stays on a row");
    assert!((21_425..21_435).contains(&after_page), "{after_page}");
    press(&mut harness, &[Key::Home, Key::ArrowUp]);
    assert_eq!(harness.state().state.cursor(), Some(0));
}

#[test]
fn shift_marks_a_range_and_ctrl_c_copies_it_as_cells() {
    let mut harness = people(PeopleGrid::new(12));
    enter(&mut harness, "李建华");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    harness.event(egui::Event::Copy);
    harness.run();
    assert_eq!(harness.state().copied, "李建华\t柏林镇\r\n李金花\t街子乡\r\n");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert_eq!(harness.state().state.chosen().len(), 12);
    press(&mut harness, &[Key::Escape]);
    assert_eq!(harness.state().state.meant(), [2], "Escape leaves the row under the cursor");
}

#[test]
fn boxes_are_ticked_by_space_and_by_mouse_and_survive_moving_about() {
    let mut harness = people(PeopleGrid { is_checkable: true, ..PeopleGrid::new(12) });
    enter(&mut harness, "李建国");
    press(&mut harness, &[Key::Space, Key::ArrowDown, Key::ArrowDown, Key::Space]);
    enter(&mut harness, "林静");
    assert_eq!(harness.state().state.meant(), [0, 2]);
    harness.get_by_label("全选").click();
    harness.run();
    assert_eq!(harness.state().state.chosen().len(), 12);
    harness.get_by_label("全选").click();
    harness.run();
    assert_eq!(harness.state().state.meant(), [6]);
}

#[test]
fn a_heading_sorts_up_down_and_not_at_all() {
    let mut harness = people(PeopleGrid::new(12));
    for (heading, sorted) in [("姓名", Some(false)), ("姓名，升序", Some(true)), ("姓名，降序", None)] {
        harness.get_by_label(heading).click();
        harness.run();
        assert_eq!(harness.state().state.sort.map(|sort| sort.is_descending), sorted, "after {heading}");
    }
}

struct MarkGrid {
    state: GridState<usize>,
}

fn marks_ui(ui: &mut Ui, page: &mut MarkGrid) {
    let mut columns = vec![Column::fixed("序号", 56.0), Column::fixed("姓名", 80.0), Column::rest("支部", 80.0)];
    columns.extend(
        ["18 上", "18 下", "19 上", "19 下", "20 上", "20 下"].map(|slot| Column::fixed(slot, 62.0).centered()),
    );
    columns.push(Column::fixed("学时", 60.0).right());
    bare_card(ui, |ui| {
        let grid = Grid::new("考勤", &columns, PEOPLE.len()).with_cells(3..9);
        grid.show(
            ui,
            &mut page.state,
            &ZH,
            |row| row,
            |ui, row, column| {
                let colors = palette(ui);
                let mark = |text: &str, color: Color32| RichText::new(text).color(color);
                match column {
                    0 => cell_label(ui, (row + 1).to_string()),
                    1 => cell_label(ui, person(row).0),
                    2 => cell_label(ui, mark(person(row).2, colors.text_weak)),
                    9 => cell_label(ui, "24"),
                    _ if row == 1 && column == 5 => cell_label(ui, mark("迟", colors.warn).font(fonts::bold(13.0))),
                    _ if row == 4 && column == 4 => cell_label(ui, mark("缺", colors.bad).font(fonts::bold(13.0))),
                    _ if row > 6 && column > 6 => cell_label(ui, mark("·", colors.text_faint)),
                    _ => cell_label(ui, mark("√", colors.good)),
                };
            },
        );
    });
}

#[test]
fn the_cursor_of_a_grid_with_cells_stays_within_them() {
    let mut page = MarkGrid { state: GridState::default() };
    page.state.go_to(6, 6);
    let mut harness = harness([760.0, 420.0], Theme::Light).build_ui_state(marks_ui, page);
    harness.get_by_label("林静").click();
    harness.run();
    assert_eq!((harness.state().state.cursor(), harness.state().state.column()), (Some(6), 3));
    for _ in 0..9 {
        harness.key_press(Key::ArrowRight);
        harness.run();
    }
    assert_eq!(harness.state().state.column(), 8, "the last half-day");
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().state.column(), 7);
    harness.snapshot("kit_grid_marks");
}

fn designed_people(theme: Theme) -> Harness<'static, PeopleGrid> {
    let mut page = PeopleGrid { is_checkable: true, ..PeopleGrid::new(21_442) };
    page.state.go_to(2, 2);
    page.state.choose([2, 5]);
    page.state.sort = Some(Sort { column: 0, is_descending: false });
    harness([640.0, 420.0], theme).build_ui_state(people_ui, page)
}

#[test]
fn a_grid_of_people_looks_as_designed_in_light() {
    designed_people(Theme::Light).snapshot("kit_grid_light");
}

#[test]
fn a_grid_of_people_looks_as_designed_in_dark() {
    designed_people(Theme::Dark).snapshot("kit_grid_dark");
}
