//! What the marks on a returned attendance sheet mean: words, signs, signatures, and what the sheet's own legend says.

use crate::exchange::clean::without_spaces;
use crate::exchange::table_file::Row;
use crate::model::MarkKind;

/// What signs mean that every office uses in its own way; `None`: nobody has said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// ○
    pub circle: Option<MarkKind>,
    /// △
    pub triangle: Option<MarkKind>,
}

/// What stands in a sign box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A mark.
    Mark(MarkKind),
    /// Nothing is due.
    NotDue,
    /// ○ or △, of which nobody has said what it means.
    Open,
    /// Somebody signed for the person, or it is said that they signed later or not at all: who was there is not known.
    Unsure,
    /// Nothing that is known.
    Unknown,
}

const CIRCLES: [&str; 6] = ["○", "〇", "◯", "o", "⭕", "о"];
const TRIANGLES: [&str; 3] = ["△", "▲", "∆"];
/// Circles that stand in nothing but legends: 〇 is a digit of a year, o a letter.
const LEGEND_CIRCLES: [&str; 3] = ["○", "◯", "⭕"];

impl Signs {
    /// Whether a sign is △; else it is ○.
    pub fn is_triangle(sign: &str) -> bool {
        TRIANGLES.contains(&without_spaces(sign).as_str())
    }

    /// The signs with one more that is said as `○=事假`; `None` if that says nothing.
    pub fn with_said(self, text: &str) -> Option<Self> {
        let (sign, word) = text.split_once(['=', '＝'])?;
        let Sign::Mark(kind) = read_word(&without_spaces(word).to_lowercase()) else { return None };
        let sign = without_spaces(sign).to_lowercase();
        if CIRCLES.contains(&sign.as_str()) {
            Some(Self { circle: Some(kind), ..self })
        } else if TRIANGLES.contains(&sign.as_str()) {
            Some(Self { triangle: Some(kind), ..self })
        } else {
            None
        }
    }

    /// What the legend of a sheet says, such as `○事假 △病假`; what the user said stands above it.
    pub(super) fn with_legend(self, rows: &[Row]) -> Self {
        let meaning = |signs: &[&str]| {
            let mut texts = rows.iter().flat_map(|row| &row.cells).map(|cell| without_tabs(&cell.text()));
            texts.find_map(|text| legend(&text, signs))
        };
        let circle = self.circle.or_else(|| meaning(&LEGEND_CIRCLES));
        Self { circle, triangle: self.triangle.or_else(|| meaning(&TRIANGLES)) }
    }

    /// The mark that a word or sign stands for; a typed name is a signature.
    pub(super) fn read(self, text: &str, name: &str) -> Sign {
        let plain = without_spaces(text).to_lowercase();
        let of = |kind: Option<MarkKind>| kind.map_or(Sign::Open, Sign::Mark);
        if plain == without_spaces(name).to_lowercase() && !plain.is_empty() {
            Sign::Mark(MarkKind::Present)
        } else if CIRCLES.contains(&plain.as_str()) {
            of(self.circle)
        } else if TRIANGLES.contains(&plain.as_str()) {
            of(self.triangle)
        } else {
            read_word(&plain)
        }
    }
}

/// The mark that a word or sign stands for where nothing says what signs mean; a typed name is a signature. `None` where
/// nothing is due.
///
/// # Errors
/// A text that is no mark, or does not show whether the person came.
#[expect(clippy::result_unit_err, reason = "the caller knows the text, and there is no more to say of it")]
pub fn mark_of(text: &str, name: &str) -> Result<Option<MarkKind>, ()> {
    match Signs::default().read(text, name) {
        Sign::Mark(kind) => Ok(Some(kind)),
        Sign::NotDue => Ok(None),
        Sign::Open | Sign::Unsure | Sign::Unknown => Err(()),
    }
}

/// Words that make a text mean a mark, and texts that mean it as a whole. The first that fits counts.
const WORDS: [(MarkKind, &[&str], &[&str]); 9] = [
    (MarkKind::Late, &["迟", "晚到", "late"], &[]),
    (MarkKind::LeftEarly, &["退", "早走", "left"], &[]),
    (MarkKind::Sick, &["病", "sick"], &[]),
    (MarkKind::Official, &["公假", "公差", "出差", "公出", "因公", "official"], &["公"]),
    (MarkKind::Personal, &["事假", "请假", "产假", "婚假", "丧假", "年假", "休假", "personal", "leave"], &["事", "假"]),
    (MarkKind::MakeUp, &["补"], &[]),
    (MarkKind::HomeVisit, &["送"], &[]),
    (
        MarkKind::Absent,
        &["缺", "旷", "未到", "没到", "不到", "未来", "没来", "未出", "未参加", "absent"],
        &["×", "x", "✗", "✘", "╳", "0", "无", "否"],
    ),
    (MarkKind::Present, &["√", "✓", "✔", "☑", "到", "出勤", "present", "签"], &["1", "v", "是", "●", "ok", "y"]),
];

fn read_word(plain: &str) -> Sign {
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    if plain.is_empty() || matches!(plain, "替" | "—" | "-" | "/" | "\\" | "·" | "repl.") {
        return Sign::NotDue;
    }
    if has(&["代", "补签", "未签", "没签", "漏签", "忘签"]) {
        return Sign::Unsure;
    }
    let found = WORDS.iter().find(|(_, parts, whole)| has(parts) || whole.contains(&plain));
    found.map_or(Sign::Unknown, |(kind, ..)| Sign::Mark(*kind))
}

fn without_tabs(text: &str) -> String {
    text.replace(['\t', '\n', '\r', '\u{3000}'], " ")
}

/// What a line says of a sign: the word in its part of the line, or in the part behind it.
fn legend(text: &str, signs: &[&str]) -> Option<MarkKind> {
    let parts: Vec<&str> = text.split([' ', ',', '，', '、', ';', '；']).filter(|part| !part.is_empty()).collect();
    let at = parts.iter().position(|part| signs.iter().any(|sign| part.contains(*sign)))?;
    let word = |part: &str| {
        let is_sign = |c: char| signs.iter().any(|sign| sign.contains(c));
        let noise = |c: char| is_sign(c) || "：:=（）()“”\"—-表示为代注".contains(c);
        let plain: String = part.to_lowercase().chars().filter(|c| !noise(*c)).collect();
        match read_word(&plain) {
            Sign::Mark(kind) => Some(kind),
            Sign::NotDue | Sign::Open | Sign::Unsure | Sign::Unknown => None,
        }
    };
    word(parts[at]).or_else(|| parts.get(at + 1).and_then(|next| word(next)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::table_file::Cell;

    #[test]
    fn every_kind_of_mark_is_read_by_word_and_by_sign() {
        for (texts, kind) in [
            (&["到", "√", "✓", "☑", "出勤", "张勇", "1", "已到", "签到"][..], MarkKind::Present),
            (&["迟", "迟到", " 迟 到 "], MarkKind::Late),
            (&["退", "早退"], MarkKind::LeftEarly),
            (&["病", "病假"], MarkKind::Sick),
            (&["事", "事假", "请假", "产假"], MarkKind::Personal),
            (&["公", "公假", "出差"], MarkKind::Official),
            (&["缺", "缺课", "×", "X", "ｘ", "旷课", "未到", "不到", "没来"], MarkKind::Absent),
            (&["送", "送学"], MarkKind::HomeVisit),
            (&["补", "补训"], MarkKind::MakeUp),
        ] {
            for text in texts {
                assert_eq!(Signs::default().read(text, "张勇"), Sign::Mark(kind), "{text}");
            }
        }
        let read = |text| Signs::default().read(text, "张勇");
        assert_eq!(read("替"), Sign::NotDue);
        assert_eq!(read("？？"), Sign::Unknown);
        assert_eq!(read("李明"), Sign::Unknown, "somebody else's name is no signature");
        for unsure in ["代签", "代", "李明代", "未签", "补签"] {
            assert_eq!(read(unsure), Sign::Unsure, "{unsure}");
        }
        assert_eq!(Signs::default().read("代国强", "代国强"), Sign::Mark(MarkKind::Present), "a surname");
    }

    #[test]
    fn circles_and_triangles_mean_what_the_sheet_or_the_user_says() {
        for open in ["○", "〇", "O", "△"] {
            assert_eq!(Signs::default().read(open, "张勇"), Sign::Open, "{open}");
        }
        let row = |text: &str| Row { cells: vec![Cell::typed(text)], ..Row::default() };
        for legend in [
            "注：√到 ○事假 △病假 ×缺课",
            "√ 出勤　○ 事假　△ 病假",
            "说明：○表示事假，△表示病假",
            "事假（○）；病假（△）",
        ] {
            let signs = Signs::default().with_legend(&[row("书记轮训签到表"), row(legend)]);
            assert_eq!(signs, Signs { circle: Some(MarkKind::Personal), triangle: Some(MarkKind::Sick) }, "{legend}");
        }
        let said = Signs { circle: Some(MarkKind::Present), triangle: None };
        assert_eq!(said.with_legend(&[row("○事假")]).circle, Some(MarkKind::Present), "the user's word counts");
        assert_eq!(Signs::default().with_legend(&[row("○"), row("到"), row("二〇一二年签到表")]), Signs::default());
    }
}
