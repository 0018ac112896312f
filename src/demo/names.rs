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

const MALE_OLD: &[&str] = &[
    "德", "国", "永", "明", "光", "正", "天", "兴", "大", "朝", "文", "世", "显", "昌", "仕", "学", "长", "才", "荣",
    "贵", "富", "全", "顺", "福", "清", "云", "贤", "礼", "义", "和", "安", "绍", "华", "忠", "成", "祥", "树", "万",
    "开", "元",
];
const MALE_MID: &[&str] = &[
    "建", "军", "勇", "强", "伟", "平", "志", "国", "刚", "波", "斌", "林", "华", "明", "辉", "健", "东", "海", "春",
    "峰", "立", "新", "小", "俊", "红", "兵", "晓", "松", "继", "永", "庆", "友", "少", "利", "胜", "良", "学", "洪",
    "代", "康",
];
const MALE_NEW: &[&str] = &[
    "杰", "浩", "鑫", "宇", "涛", "鹏", "磊", "超", "凯", "翔", "阳", "旭", "帆", "博", "晨", "睿", "航", "毅", "哲",
    "川", "一", "子", "文", "嘉", "俊", "思", "承", "晋", "瑞", "泓",
];
const FEMALE_OLD: &[&str] = &[
    "秀", "英", "玉", "兰", "桂", "芳", "珍", "素", "琼", "华", "淑", "清", "容", "碧", "莲", "翠", "香", "菊", "贞",
    "群", "凤", "仙", "先", "明", "金", "银", "花", "蓉", "会", "元",
];
const FEMALE_MID: &[&str] = &[
    "丽", "红", "燕", "敏", "静", "艳", "梅", "萍", "霞", "玲", "娟", "琴", "晓", "小", "春", "蓉", "莉", "慧", "雪",
    "芬", "建", "利", "君", "容", "平", "勤", "书", "月", "冬", "琳",
];
const FEMALE_NEW: &[&str] = &[
    "婷", "佳", "怡", "欣", "雨", "思", "雯", "倩", "瑶", "颖", "璐", "梦", "悦", "诗", "涵", "琪", "洁", "丹", "莎",
    "薇", "一", "子", "若", "可", "晨", "语", "嘉", "沁", "蕊", "娅",
];

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
    let pool = pool(sex, born);
    let first = dice.pick(pool);
    let single = match born {
        ..1960 => 60,
        1960..1975 => 200,
        _ => 350,
    };
    if dice.per_mille(single) {
        return format!("{surname}{first}");
    }
    let mut second = dice.pick(pool);
    while second == first && sex == Sex::Male {
        second = dice.pick(pool);
    }
    format!("{surname}{first}{second}")
}

fn pool(sex: Sex, born: i32) -> &'static [&'static str] {
    match (sex, born) {
        (Sex::Male, ..1958) => MALE_OLD,
        (Sex::Male, 1958..1980) => MALE_MID,
        (Sex::Male, _) => MALE_NEW,
        (Sex::Female, ..1958) => FEMALE_OLD,
        (Sex::Female, 1958..1980) => FEMALE_MID,
        (Sex::Female, _) => FEMALE_NEW,
    }
}
