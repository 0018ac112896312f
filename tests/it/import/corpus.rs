//! Rosters as offices send them, each with what an import must make of it. All people are invented.

use super::files::{Page, V, id_number, page, xlsx};

/// What comes of a sheet: its name, how many rows are new and refused, and the rows' numbers and codes in order.
pub type Outcome = (&'static str, usize, usize, Vec<(u32, &'static str)>);

/// A roster and its expected outcome.
pub struct Case {
    /// The file's name, which is no help in reading it.
    pub name: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// For each sheet with people.
    pub expected: Vec<Outcome>,
}

/// The whole corpus, for a district of 游仙镇 and 魏城镇 with 绣山村, 长明村 and 铁炉村 each.
pub fn corpus() -> Vec<Case> {
    vec![
        titles_and_tall_heading(),
        a_sheet_a_township(),
        units_between_the_rows(),
        id_numbers(),
        phones(),
        dates(),
        names(),
        namesakes(),
        units_by_other_names(),
        heads_for_names(),
        hidden_rows(),
        a_heading_of_three_rows(),
        a_careless_list(),
        a_sheet_a_village(),
        unit_and_post_in_one_column(),
        nothing_in_words(),
        text("utf-8.csv", |text| text.as_bytes().to_vec()),
        text("utf-8-bom.csv", |text| format!("\u{feff}{text}").into_bytes()),
        text("gb18030.csv", |text| encoding_rs::GB18030.encode(text).0.into_owned()),
        text("utf-16.txt", |text| {
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        }),
        text("utf-16-be.csv", |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ]
}

fn titles_and_tall_heading() -> Case {
    let mut page = page(
        "Sheet1",
        "游仙区2012年党员花名册|||||||\n\
         填报单位：魏城镇党委|||||填报时间：2012年6月|\n\
         序号|姓名|基本情况||所在支部|职务|联系方式|备注\n\
         |||出生年月|||手机号码|\n\
         1|张勇|男|1965.3|铁炉村|支部书记|13800001037|\n\
         2|李秀英|女|1970年5月||委员|13800001074|\n\
         小计|2人||||||\n\
         序号|姓名|基本情况||所在支部|职务|联系方式|备注\n\
         |||出生年月|||手机号码|\n\
         3|王建国|男|1958.12|长明村||13800001111|\n\
         合计|3人||||||\n\
         填表人：赵某|||审核人：钱某||||\n\
         注：本表一式两份|||||||\n\
         第 1 页，共 1 页|||||||",
    );
    page.merges = vec![(0, 0, 0, 7), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (4, 4, 5, 4)];
    let codes = vec![(5, "month_only"), (6, "month_only"), (10, "month_only")];
    Case { name: "titles.xlsx", bytes: xlsx(&[page]), expected: vec![("Sheet1", 3, 0, codes)] }
}

fn a_sheet_a_township() -> Case {
    let sheet = |name| page(name, "姓名|村|职务\n赵立新|绣山村|书记\n周玉兰|长明村|书记");
    let notes = page("填表说明", "请各乡镇于6月底前报送\n电话：0816-2291234");
    let expected = vec![("游仙镇", 2, 0, vec![]), ("魏城", 2, 0, vec![])];
    Case { name: "townships.xls", bytes: xlsx(&[sheet("游仙镇"), sheet("魏城"), notes]), expected }
}

fn units_between_the_rows() -> Case {
    let text = "序号|姓名|职务\n一、游仙镇||\n（一）绣山村||\n绣山村党支部（2人）||\n1|赵立新|书记\n2|周玉兰|委员\n\
                二、魏城镇||\n铁炉村||\n3|吴德才|书记";
    Case { name: "captions.xlsx", bytes: xlsx(&[page("名单", text)]), expected: vec![("名单", 3, 0, vec![])] }
}

fn id_numbers() -> Case {
    let heading = ["姓名", "身份证号", "乡镇", "支部"].map(V::from).to_vec();
    let row = |name: &str, id: V| vec![V::from(name), id, V::from("魏城镇"), V::from("铁炉村")];
    let spaced = {
        let id = id_number("19650315", 1);
        format!(" {} {} {} ", &id[..6], &id[6..14], &id[14..])
    };
    let wide: String = id_number("19660416", 3)
        .chars()
        .map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("a full-width character"))
        .collect();
    let small_x = (1..999).map(|n| id_number("19670517", n)).find(|id| id.ends_with('X')).expect("one of ten");
    let fifteen = {
        let id = id_number("19680618", 5);
        format!("{}{}", &id[..6], &id[8..17])
    };
    let lost: f64 = id_number("19690719", 7).replace('X', "0").parse().expect("a number");
    let rows = vec![
        heading,
        row("张勇", V::S(spaced)),
        row("李明", V::S(wide)),
        row("王芳", V::S(small_x.to_lowercase())),
        row("赵强", V::S(fifteen)),
        row("钱伟", V::N(lost)),
        row("孙丽", V::S("5.10704E+17".into())),
        row("周杰", V::S("510704196503150000".into())),
        row("吴静", V::S("510704197013451234".into())),
    ];
    let codes = vec![(6, "id_number_lost"), (7, "id_number_lost"), (8, "id_number_lost"), (9, "id_number_bad")];
    Case {
        name: "ids.xlsx",
        bytes: xlsx(&[Page { name: "Sheet1", rows, ..Page::default() }]),
        expected: vec![("Sheet1", 8, 0, codes)],
    }
}

fn phones() -> Case {
    let heading = ["姓名", "联系电话", "乡镇", "支部"].map(V::from).to_vec();
    let row = |name: &str, phone: V| vec![V::from(name), phone, V::from("魏城镇"), V::from("铁炉村")];
    let rows = vec![
        heading,
        row("张勇", V::N(13_800_001_037.0)),
        row("李明", V::S("1.38E+10".into())),
        row("王芳", V::S("13800001111／0816-2291234".into())),
        row("赵强", V::S("138 0000 1148".into())),
    ];
    let expected = vec![("Sheet1", 4, 0, vec![(3, "phone_lost")])];
    Case { name: "phones.xlsx", bytes: xlsx(&[Page { name: "Sheet1", rows, ..Page::default() }]), expected }
}

fn dates() -> Case {
    let heading = ["姓名", "出生日期", "乡镇", "支部"].map(V::from).to_vec();
    let row = |name: &str, birth: V| vec![V::from(name), birth, V::from("魏城镇"), V::from("铁炉村")];
    let rows = vec![
        heading,
        row("张勇", V::D(23_816.0)),
        row("李明", V::S("1965.3".into())),
        row("王芳", V::S("65年3月".into())),
        row("赵强", V::N(1965.1)),
        row("钱伟", V::S("1965.10".into())),
        row("孙丽", V::S("1965-13-01".into())),
        row("周杰", V::N(19_650_315.0)),
        row("吴静", V::S("１９６５年３月１５日".into())),
    ];
    let codes = vec![
        (3, "month_only"),
        (4, "month_only"),
        (5, "january_or_october"),
        (6, "month_only"),
        (7, "date_unreadable"),
    ];
    Case {
        name: "dates.xlsx",
        bytes: xlsx(&[Page { name: "Sheet1", rows, ..Page::default() }]),
        expected: vec![("Sheet1", 8, 0, codes)],
    }
}

fn names() -> Case {
    let text = "姓名|乡镇|支部\n张　勇|魏城镇|铁炉村\n李四（女）|魏城镇|铁炉村\n王五同志|魏城镇|铁炉村\n\
                买买提•托合提|魏城镇|铁炉村\n李䶮|魏城镇|铁炉村\n赵\u{e863}|魏城镇|铁炉村\n孙\u{fffd}|魏城镇|铁炉村\n\
                |魏城镇|铁炉村";
    let codes = vec![(7, "damaged_name"), (8, "damaged_name")];
    // the last row says nothing but a unit: whoever filled in the form left it blank
    Case {
        name: "names.xlsx",
        bytes: xlsx(&[page("Sheet1", text)]),
        expected: vec![("Sheet1", 7, 1, [codes, vec![(9, "no_name")]].concat())],
    }
}

fn namesakes() -> Case {
    let (one, other) = (id_number("19650315", 11), id_number("19700520", 12));
    let text = format!(
        "姓名|身份证号|乡镇|支部\n王秀英|{one}|魏城镇|铁炉村\n王秀英|{other}|魏城镇|铁炉村\n王秀英||魏城镇|铁炉村"
    );
    let codes = vec![(4, "same_name")];
    Case { name: "namesakes.xlsx", bytes: xlsx(&[page("Sheet1", &text)]), expected: vec![("Sheet1", 2, 0, codes)] }
}

fn units_by_other_names() -> Case {
    let text = "姓名|单位\n张勇|魏城镇铁炉村党支部\n李明|老魏城铁炉村\n王芳|中共游仙镇绣山村党支部\n赵强|魏城 · 长明村\n\
                钱伟|铁炉村\n孙丽|没有的村";
    let codes = vec![(6, "ambiguous_branch"), (7, "unknown_branch")];
    Case { name: "units.xlsx", bytes: xlsx(&[page("Sheet1", text)]), expected: vec![("Sheet1", 4, 2, codes)] }
}

fn heads_for_names() -> Case {
    let text = "姓名|乡镇|支部\n23人|魏城镇|铁炉村\n17|魏城镇|长明村\n张勇|魏城镇|绣山村";
    let codes = vec![(2, "head_count"), (3, "head_count")];
    Case { name: "heads.xlsx", bytes: xlsx(&[page("Sheet1", text)]), expected: vec![("Sheet1", 1, 2, codes)] }
}

fn hidden_rows() -> Case {
    let mut page = page("Sheet1", "姓名|乡镇|支部\n张勇|魏城镇|铁炉村\n李明|魏城镇|铁炉村");
    page.hidden = vec![2];
    Case { name: "hidden.xlsx", bytes: xlsx(&[page]), expected: vec![("Sheet1", 2, 0, vec![(3, "hidden_row")])] }
}

fn a_heading_of_three_rows() -> Case {
    let text =
        "姓名|基本情况|||单位\n|性别|出生|电话|支部\n|男/女|年月|手机|\n张勇|男|1965-03-15|13800001037|游仙镇绣山村";
    Case { name: "tall.xlsx", bytes: xlsx(&[page("Sheet1", text)]), expected: vec![("Sheet1", 1, 0, vec![])] }
}

/// Two rows of heading with merged cells, the serial numbers anew for each township, sums between them, a column of
/// nothing, and signatures with a date.
fn a_careless_list() -> Case {
    let mut page = page(
        "党员信息",
        "游仙区2012年党员轮训花名册|||||||||\n\
         序号|乡镇|所在党支部|姓名|个人情况|||联系电话||备注\n\
         ||||性别|出生年月|身份证号|手机||\n\
         1|游仙镇|绣山村|赵 大 明 同志|男|||13900001111||\n\
         2||绣山村|钱秀珍（女）||一九七〇年十月||1.39E+10||病\n\
         小计|||2人||||||\n\
         1|魏城|铁炉村|孙　立|男|65.3||13900003333 13900004444||\n\
         2||铁炉村|李红军|男|||||\n\
         以上共4人|||||||||\n\
         |单位负责人：周某|||审核：吴某|||制表：郑某||\n\
         |2012年5月20日||||||||",
    );
    page.rows[3][5] = V::N(1965.1);
    page.rows[3][6] = V::N(510_704_196_510_030_110.0);
    page.merges = vec![(0, 0, 0, 9), (1, 4, 1, 6), (3, 1, 4, 1), (6, 1, 7, 1)];
    let codes =
        vec![(4, "january_or_october"), (4, "id_number_lost"), (5, "month_only"), (5, "phone_lost"), (7, "month_only")];
    Case { name: "careless.xlsx", bytes: xlsx(&[page]), expected: vec![("党员信息", 4, 0, codes)] }
}

fn a_sheet_a_village() -> Case {
    let sheet = |name, title: &str, who: &str| {
        page(
            name,
            &format!(
                "{title}|||\n编号|党员姓名|党内职务|手机号码\n1|{who}|书记|13800000001\n|||\n|支部书记签字：||日期："
            ),
        )
    };
    let first = sheet("绣山村", "游仙镇绣山村党支部党员名册", "周桂英");
    let second = sheet("长明", "游仙镇长明村党支部党员名册", "郑全福");
    let expected = vec![("绣山村", 1, 0, vec![]), ("长明", 1, 0, vec![])];
    Case { name: "villages.xlsx", bytes: xlsx(&[first, second]), expected }
}

fn unit_and_post_in_one_column() -> Case {
    let text = "|游仙镇党委2012年名单|||\n|序号|姓名|单位及职务|电话\n|1|冯小一|绣山村支部书记|13800002221\n\
                |第1页 共2页|||\n|序号|姓名|单位及职务|电话\n|2|冯小二|长明村委员|\n|3|冯小三|没有的村委员|";
    let codes = vec![(7, "unknown_branch")];
    Case { name: "posts.xlsx", bytes: xlsx(&[page("Sheet", text)]), expected: vec![("Sheet", 2, 1, codes)] }
}

/// 无 and dashes are blanks, and a party office signs with its whole name.
fn nothing_in_words() -> Case {
    let text =
        "姓名|身份证号|所属党组织|手机|出生年月\n陈一|无|中共游仙镇绣山村支部委员会|无|不详\n陈二|—|游仙镇-绣山村|/|-";
    Case { name: "nothing.xlsx", bytes: xlsx(&[page("Sheet", text)]), expected: vec![("Sheet", 2, 0, vec![])] }
}

fn text(name: &'static str, encode: impl Fn(&str) -> Vec<u8>) -> Case {
    let sign = if name.ends_with("txt") { "\t" } else { "," };
    let text = "姓名|身份证号|电话|乡镇|支部\r\n张　勇|ID|13800001037|魏城镇|铁炉村\r\n李䶮||\"0816-2291234、13800001074\"||\r\n";
    let text = text.replace("ID", &format!("'{}", id_number("19650315", 1))).replace('|', sign);
    let stem = name.split('.').next().expect("a stem");
    Case { name, bytes: encode(&text), expected: vec![(stem, 2, 0, vec![])] }
}
