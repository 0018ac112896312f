//! Fields with few values: the words that lists use for each. Who adds a word adds it here.

use super::{Col, Fault};
use crate::exchange::clean::without_spaces;
use crate::model::{CostItem, Level, Mode, TopicArea, TrainerTitle};

/// A value and the words of which any makes a text mean it, in small letters. The first value with a word in the text
/// counts, so that the narrower word stands above the wider one.
type Words<T> = [(T, &'static [&'static str])];

/// 费用项目
pub(super) const ITEMS: &Words<CostItem> = &[
    (
        CostItem::Lecture,
        &["讲课", "授课", "课酬", "课时费", "师资", "讲师", "教师", "老师", "专家", "酬金", "劳务", "lecture", "fee"],
    ),
    (
        CostItem::Lodging,
        &["住宿", "食宿", "宾馆", "酒店", "旅馆", "招待所", "房费", "床位", "lodging", "hotel", "room and board"],
    ),
    (CostItem::Meals, &["伙食", "用餐", "餐", "饭", "就餐", "膳", "meal", "food"]),
    (
        CostItem::Material,
        &["资料", "教材", "印刷", "书本", "图书", "书费", "打印", "复印", "文具", "材料", "material", "print"],
    ),
    (
        CostItem::Transport,
        &[
            "交通",
            "车",
            "机票",
            "船票",
            "高铁",
            "油费",
            "燃油",
            "加油",
            "过路",
            "路费",
            "路桥",
            "大巴",
            "中巴",
            "包车",
            "transport",
            "travel",
            "bus",
        ],
    ),
    (CostItem::Room, &["场地", "场租", "会场", "会议室", "教室", "会议费", "音响", "room", "venue", "hall"]),
    (CostItem::Other, &["其他", "其它", "杂", "茶水", "饮水", "保险", "药品", "医药", "邮", "other", "misc"]),
];

/// 级别, and who pays: 区级、乡镇、村
pub(super) const LEVELS: &Words<Level> = &[
    (Level::Village, &["村", "社区", "支部", "village"]),
    (Level::Township, &["乡", "镇", "街道", "township"]),
    (Level::District, &["区", "县", "district"]),
];

/// 培训方式
pub(super) const MODES: &Words<Mode> = &[
    (Mode::Remote, &["远程", "网络", "电教", "线上", "在线", "直播", "视频", "网课", "remote", "online"]),
    (Mode::FieldVisit, &["参观", "考察", "现场", "观摩", "外出", "visit"]),
    (Mode::LectureHall, &["讲堂", "讲座", "报告会", "宣讲", "lecture"]),
    (Mode::PartySchool, &["集中", "党校", "脱产", "分批", "轮训", "面授", "school", "class"]),
];

/// 点题类别
pub(super) const AREAS: &Words<TopicArea> = &[
    (TopicArea::Theory, &["理论", "政策", "法律"]),
    (TopicArea::Admission, &["发展党员", "党务"]),
    (TopicArea::Prosperity, &["致富", "种植", "养殖", "技术"]),
    (TopicArea::NewCountryside, &["新农村", "新村"]),
    (TopicArea::RuralWork, &["农村工作", "农村"]),
];

/// 职称
pub(super) const TITLES: &Words<TrainerTitle> = &[
    (TrainerTitle::Academician, &["院士", "知名专家", "academician"]),
    (TrainerTitle::Associate, &["副教授", "副高", "副研究员", "高级讲师", "高级工程师", "高级农艺师", "associate"]),
    (TrainerTitle::Professor, &["教授", "正高", "研究员", "professor"]),
];

/// The value that a text means; `None` if it holds none of the words.
pub(super) fn known<T: Copy>(text: &str, words: &Words<T>) -> Option<T> {
    let plain = without_spaces(text).to_lowercase();
    words.iter().find(|(_, words)| words.iter().any(|word| plain.contains(word))).map(|(value, _)| *value)
}

/// The value that a text means; `None` for a blank.
pub(super) fn of<T: Copy>(text: &str, column: Col, words: &Words<T>) -> Result<Option<T>, Fault> {
    match known(text, words) {
        None if !text.is_empty() => Err(Fault::Unknown(column, text.to_owned())),
        found => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_known_by_the_words_that_bills_use() {
        for (texts, item) in [
            (&["飞机票", "火车票", "租 车 费", "车辆油费", "大巴租用"][..], CostItem::Transport),
            (&["讲课费", "授课费", "课酬", "专家费", "教师劳务费"], CostItem::Lecture),
            (&["住宿费", "宾馆", "房费"], CostItem::Lodging),
            (&["伙食费", "用餐", "工作餐"], CostItem::Meals),
            (&["资料费", "印刷", "书本费"], CostItem::Material),
            (&["场租", "场地费", "会议室租金"], CostItem::Room),
            (&["其它"], CostItem::Other),
        ] {
            for text in texts {
                assert_eq!(known(text, ITEMS), Some(item), "{text}");
            }
        }
        assert_eq!(known("慰问品", ITEMS), None);
        assert_eq!(of("", Col::Item, ITEMS), Ok(None));
        assert_eq!(known("社区自筹", LEVELS), Some(Level::Village), "a community is no district");
    }
}
