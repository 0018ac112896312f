//! Units as lists write them: with the township in front, in our own form, in another column.

use lunxun::exchange::roster::{Counts, RosterOptions, Table, import, preview};
use lunxun::model::{Branch, BranchKind, Grade, Period, Township, Workspace};

use crate::exchange::district::{day, district, township};

/// A district in which 魏城镇 is known as 魏城镇党委 too and has 双井村.
fn aliased() -> Workspace {
    let mut ws = district();
    let id = township(&ws, "魏城镇");
    let mut wei: Township = ws.townships.get(id).expect("it").clone();
    wei.aliases.push("魏城镇党委".into());
    ws.townships.put(wei);
    let shuangjing = Branch {
        id: ws.ids.take(),
        name: "双井村党支部".into(),
        township: id,
        kind: BranchKind::Village,
        grade: Grade::Average,
        aliases: Vec::new(),
        valid: Period::ALWAYS,
        succession: lunxun::model::Succession::default(),
    };
    ws.branches.put(shuangjing);
    ws
}

#[test]
fn a_unit_may_begin_with_its_township_though_that_has_other_names() {
    let ws = aliased();
    for unit in ["魏城镇双井村", "魏城镇双井村党支部", "魏城镇 · 双井村党支部", "魏城镇-双井村", "魏城双井村"]
    {
        let list = format!("姓名\t单位\t出生年月\n张勇\t{unit}\t1965.3");
        let table = Table::read(&list, &ws);
        let after = import(&ws, &table, &RosterOptions::default(), day(6, 28)).expect("imported");
        let home = after.people.iter().next().and_then(|person| person.home_on(day(6, 28)));
        let name = home.and_then(|id| after.branches.get(id)).map(|branch| branch.name.as_str());
        assert_eq!(name, Some("双井村党支部"), "{unit}");
    }
    let both = Table::read("姓名\t乡镇\t支部\n张勇\t魏城镇\t魏城镇双井村", &ws);
    let shown = preview(&ws, &both, &RosterOptions::default(), day(6, 28));
    assert_eq!(shown.counts(), Counts { new: 1, ..Counts::default() });
}
