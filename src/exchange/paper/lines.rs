//! Breaking text into lines by Chinese rules (避头尾): between any two characters, but never before a closing
//! mark or after an opening one, and never inside a word or a number that fits a line. Knows no font.

/// Marks that must not begin a line.
const NOT_FIRST: &str = "，。、；：？！）》」』】〕〉”’…—·～%％℃,.;:?!)]}/";
/// Marks that fill the left half of a square, so that the right one may be missing at the end of a line.
const LEFT_HALF: &str = "，。、；：）》」』】〕〉";
/// Where a reader pauses.
const PAUSES: &str = "，。、；：·） ";
/// Marks that must not end a line.
const NOT_LAST: &str = "（《「『【〔〈“‘([{￥¥$";

/// The lines of a text in a width; `sizes` tells how wide a character is, and how wide at the end of a line; `indent`
/// how far in the first line begins. A text of nothing has one empty line.
pub fn break_lines(text: &str, width: f64, indent: f64, sizes: impl Fn(char) -> [f64; 2]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut is_first = true;
    for paragraph in text.split('\n') {
        let mut rest: Vec<char> = paragraph.trim_end_matches(['\r', ' ']).chars().collect();
        loop {
            let room = if std::mem::take(&mut is_first) { width - indent } else { width };
            let end = line_end(&rest, room, &sizes);
            let line: String = rest.drain(..end).collect();
            lines.push(line.trim_end().to_owned());
            let n_spaces = rest.iter().take_while(|c| **c == ' ').count();
            rest.drain(..n_spaces);
            if rest.is_empty() {
                break;
            }
        }
    }
    lines
}

/// A text in two lines of about the same length, better behind a mark or a space than elsewhere; `None` if it does not
/// go into two.
pub fn in_two_lines(text: &str, width: f64, sizes: impl Fn(char) -> [f64; 2]) -> Option<[String; 2]> {
    let text: Vec<char> = text.chars().collect();
    let length = |piece: &[char]| piece.iter().map(|c| sizes(*c)[0]).sum::<f64>();
    let whole = length(&text);
    let badness = |at: &usize| {
        let (first, last) = text.split_at(*at);
        let used = length(first);
        let blank = first.last().map_or(0.0, |c| sizes(*c)[0] - sizes(*c)[1]);
        let fits = used - blank <= width && whole - used <= width;
        let is_pause = first.last().is_some_and(|c| PAUSES.contains(*c)) || last.first() == Some(&'（');
        let apart = (used - (whole - used)).abs();
        (fits && may_break(&text, *at)).then_some(if is_pause { apart } else { apart + 0.4 * width })
    };
    let breaks = (1..text.len()).filter_map(|at| Some((at, badness(&at)?)));
    let (at, _) = breaks.min_by(|one, other| one.1.total_cmp(&other.1))?;
    let line = |piece: &[char]| piece.iter().collect::<String>().trim().to_owned();
    Some([line(&text[..at]), line(&text[at..])])
}

/// Whether a mark has its right half blank.
pub fn is_square_mark(c: char) -> bool {
    LEFT_HALF.contains(c)
}

/// How wide a text is on one line.
pub fn width(text: &str, advance: impl Fn(char) -> f64) -> f64 {
    text.chars().map(advance).sum()
}

/// How many characters the first line takes: at least one if there are any.
fn line_end(text: &[char], room: f64, sizes: &impl Fn(char) -> [f64; 2]) -> usize {
    let mut used = 0.0;
    let mut fits = 0;
    for c in text {
        let [within, at_end] = sizes(*c);
        if used + at_end > room + 1e-6 {
            break;
        }
        used += within;
        fits += 1;
    }
    if fits == text.len() {
        return fits;
    }
    let fits = fits.max(1);
    let best = (1..=fits).rev().find(|end| may_break(text, *end));
    // a long chain of letters, or nothing but marks, is cut where the line is full
    best.unwrap_or(fits)
}

fn may_break(text: &[char], at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(at - 1), text.get(at)) else { return true };
    let is_word = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '*' | ',' | '+');
    !(NOT_FIRST.contains(*after) || NOT_LAST.contains(*before) || is_word(before) && is_word(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, n: f64) -> Vec<String> {
        break_lines(text, n, 0.0, |c| if c.is_ascii() { [0.5; 2] } else { [1.0; 2] })
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_around_marks() {
        assert_eq!(lines("魏城镇铁炉村党支部", 4.0), ["魏城镇铁", "炉村党支", "部"]);
        assert_eq!(lines("学习，讨论", 2.0), ["学", "习，", "讨论"]);
        assert_eq!(lines("参加（二十）人", 3.0), ["参加", "（二", "十）人"]);
        assert_eq!(lines("", 3.0), [""]);
        assert_eq!(lines("一\n二", 3.0), ["一", "二"]);
    }

    #[test]
    fn words_and_numbers_stay_whole_while_they_fit() {
        assert_eq!(lines("电话 13800001037 联系", 6.0), ["电话", "13800001037", "联系"]);
        assert_eq!(lines("ABCDEFGH", 2.0), ["ABCD", "EFGH"]);
        assert_eq!(lines("共 680,000.00 元", 6.0), ["共", "680,000.00", "元"]);
    }

    #[test]
    fn nothing_is_lost_whatever_the_width() {
        let text = "绵阳市游仙区（示例）2012年度党员培训，共 21,442 人。";
        for n in 1..40 {
            let joined: String = lines(text, f64::from(n) * 0.5).concat();
            let plain = |text: &str| text.replace(' ', "");
            assert_eq!(plain(&joined), plain(text));
        }
    }

    #[test]
    fn a_full_stop_at_the_end_needs_half_its_square() {
        let sizes = |c| if is_square_mark(c) { [1.0, 0.5] } else { [1.0; 2] };
        assert_eq!(break_lines("一二三四。", 4.5, 0.0, sizes), ["一二三四。"]);
        assert_eq!(break_lines("一二。四五", 3.5, 0.0, sizes), ["一二。", "四五"]);
    }

    #[test]
    fn two_lines_are_about_equally_long_and_part_where_one_pauses() {
        let two = |text| in_two_lines(text, 11.0, |c: char| if c.is_ascii() { [0.5; 2] } else { [1.0; 2] });
        assert_eq!(two("富乐大讲堂：中央一号文件解读"), Some(["富乐大讲堂：".into(), "中央一号文件解读".into()]));
        assert_eq!(two("观太乡返乡流动党员集中学习"), Some(["观太乡返乡流".into(), "动党员集中学习".into()]));
        assert_eq!(two("一二三四五六七八九十一二三四五六七八九十一二三"), None);
    }

    #[test]
    fn the_first_line_begins_further_in() {
        let broken = break_lines("一二三四五六", 4.0, 2.0, |_| [1.0; 2]);
        assert_eq!(broken, ["一二", "三四五六"]);
    }
}
