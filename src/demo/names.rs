//! Invented names of people, as frequent as a Sichuan county's would be. Knows no record.

use super::dice::Dice;
use crate::model::Sex;

/// Surnames with their rough frequency in a thousand people of the Sichuan basin.
const SURNAMES: &[(&str, u32)] = &[
    ("李", 84),
    ("王", 78),
    ("张", 72),
    ("刘", 64),
    ("陈", 58),
    ("杨", 46),
    ("周", 30),
    ("何", 26),
    ("罗", 25),
    ("赵", 24),
    ("唐", 22),
    ("邓", 22),
    ("蒲", 10),
    ("黄", 28),
    ("吴", 24),
    ("徐", 18),
    ("谢", 17),
    ("杜", 12),
    ("胡", 18),
    ("郑", 9),
    ("冯", 14),
    ("蒋", 14),
    ("曾", 13),
    ("彭", 13),
    ("袁", 12),
    ("文", 11),
    ("肖", 11),
    ("宋", 10),
    ("魏", 9),
    ("马", 9),
    ("任", 9),
    ("赖", 5),
    ("苟", 4),
    ("贾", 6),
    ("廖", 10),
    ("龙", 7),
    ("朱", 14),
    ("林", 9),
    ("高", 10),
    ("郭", 11),
    ("梁", 7),
    ("韩", 5),
    ("曹", 6),
    ("许", 7),
    ("沈", 4),
    ("吕", 5),
    ("余", 9),
    ("叶", 5),
    ("程", 5),
    ("苏", 6),
    ("田", 5),
    ("董", 5),
    ("汪", 6),
    ("范", 6),
    ("钟", 6),
    ("谭", 5),
    ("侯", 4),
    ("白", 4),
    ("江", 4),
    ("孟", 2),
    ("严", 4),
    ("尹", 4),
    ("黎", 4),
    ("易", 4),
    ("景", 3),
    ("雍", 3),
    ("敬", 3),
    ("母", 2),
    ("鲜", 2),
    ("衡", 2),
    ("岳", 3),
    ("温", 2),
    ("单", 1),
    ("查", 1),
    ("解", 1),
    ("仇", 1),
    ("区", 1),
    ("欧阳", 2),
    ("上官", 1),
    ("司马", 1),
];

/// First and second characters of given names; those of the second stand alone too.
type Given = (&'static [&'static str], &'static [&'static str]);

const MALE_OLD: Given = (
    &[
        "德", "国", "永", "明", "光", "正", "天", "兴", "大", "朝", "文", "世", "显", "昌", "仕", "学", "长", "廷",
        "绍", "树", "万", "开", "忠", "成",
    ],
    &[
        "才", "荣", "贵", "富", "全", "顺", "福", "清", "云", "贤", "礼", "义", "和", "安", "华", "祥", "元", "发",
        "金", "林", "高", "寿", "模", "章",
    ],
);
const MALE_MID: Given = (
    &[
        "建", "志", "国", "永", "晓", "小", "俊", "继", "洪", "文", "明", "海", "春", "立", "代", "天", "光", "少",
        "友", "庆", "学", "胜", "利", "正",
    ],
    &[
        "军", "勇", "强", "伟", "平", "刚", "波", "斌", "林", "华", "辉", "健", "东", "峰", "新", "兵", "松", "良",
        "康", "全", "富", "清", "云", "明",
    ],
);
const MALE_NEW: Given = (
    &[
        "浩", "子", "文", "嘉", "俊", "思", "承", "晋", "瑞", "泓", "晨", "睿", "一", "宇", "天", "志", "明", "建",
        "凯", "鑫",
    ],
    &[
        "杰", "宇", "涛", "鹏", "磊", "超", "翔", "阳", "旭", "帆", "博", "航", "毅", "哲", "川", "凯", "轩", "豪",
        "鑫", "成",
    ],
);
const FEMALE_OLD: Given = (
    &["秀", "玉", "桂", "素", "淑", "碧", "翠", "凤", "金", "清", "明", "光", "正", "大", "国", "永", "先", "朝"],
    &["英", "兰", "芳", "珍", "琼", "华", "容", "莲", "香", "菊", "贞", "群", "仙", "蓉", "花", "会", "元", "清"],
);
const FEMALE_MID: Given = (
    &["丽", "晓", "小", "春", "建", "利", "月", "冬", "书", "文", "雪", "红", "玉", "海", "永", "世", "素", "彩"],
    &[
        "红", "燕", "敏", "静", "艳", "梅", "萍", "霞", "玲", "娟", "琴", "蓉", "莉", "慧", "芬", "君", "容", "平",
        "勤", "琳",
    ],
);
const FEMALE_NEW: Given = (
    &["佳", "欣", "雨", "思", "梦", "悦", "诗", "子", "若", "可", "晨", "语", "嘉", "沁", "一", "雅", "晓", "文"],
    &["婷", "怡", "雯", "倩", "瑶", "颖", "璐", "涵", "琪", "洁", "丹", "莎", "薇", "蕊", "娅", "彤", "妮", "然"],
);

/// Given names with characters that old fonts and forms lose.
const RARE_GIVEN: &[&str] =
    &["𬭎", "㛃", "䶮", "喆", "堃", "祎", "文𬭎", "玉㛃", "䶮生", "明喆", "国堃", "祎然", "翀", "永翀", "昇", "小彧"];

/// Names of nationalities that write a middle dot.
const DOTTED: &[&str] =
    &["扎西·朗加", "吉克·木果", "阿依·古丽", "马海·拉则", "卓玛·央措", "沙马·尔布", "泽仁·多吉", "买买提·艾山"];

/// Names that everyone would take for somebody: drawn again.
const TAKEN: &[&str] = &[
    "李鹏",
    "陈云",
    "李强",
    "王毅",
    "王震",
    "李先念",
    "江泽民",
    "王洪文",
    "朱德",
    "刘伟",
    "王刚",
    "陈毅",
    "李源潮",
    "赵一曼",
    "刘翔",
    "姚明",
    "李娜",
    "王岐山",
    "刘云山",
    "张高丽",
    "邓小平",
    "杨尚昆",
    "罗瑞卿",
    "李春城",
    "刘奇葆",
    "王东明",
    "吴国荣",
];

/// A name that suits the sex and the year of birth.
pub(super) fn name(dice: &mut Dice, sex: Sex, born: i32) -> String {
    loop {
        let name = draw(dice, sex, born);
        if !TAKEN.contains(&name.as_str()) {
            return name;
        }
    }
}

fn draw(dice: &mut Dice, sex: Sex, born: i32) -> String {
    let luck = dice.below(10_000);
    if luck < 4 {
        return dice.pick(DOTTED).to_owned();
    }
    let surname = dice.weighted(SURNAMES);
    if luck < 44 {
        return format!("{surname}{}", dice.pick(RARE_GIVEN));
    }
    let (firsts, seconds) = pool(sex, born);
    let single = match born {
        ..1960 => 60,
        1960..1975 => 200,
        _ => 350,
    };
    let second = dice.pick(seconds);
    if dice.per_mille(single) {
        return format!("{surname}{second}");
    }
    let mut first = dice.pick(firsts);
    while first == second {
        first = dice.pick(firsts);
    }
    format!("{surname}{first}{second}")
}

fn pool(sex: Sex, born: i32) -> Given {
    match (sex, born) {
        (Sex::Male, ..1958) => MALE_OLD,
        (Sex::Male, 1958..1980) => MALE_MID,
        (Sex::Male, _) => MALE_NEW,
        (Sex::Female, ..1958) => FEMALE_OLD,
        (Sex::Female, 1958..1980) => FEMALE_MID,
        (Sex::Female, _) => FEMALE_NEW,
    }
}
