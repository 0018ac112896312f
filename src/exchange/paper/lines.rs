//! Breaking text into lines by Chinese rules (避头尾): between any two characters, but never before a closing
//! mark or after an opening one, and never inside a word or a number that fits a line. Knows no font.

/// Marks that must not begin a line.
const NOT_FIRST: &str = "，。、；：？！）》」』】〕〉”’…—·～%％℃,.;:?!)]}/";
/// Marks that must not end a line.
const NOT_LAST: &str = "（《「『【〔〈“‘([{￥¥$";

/// The lines of a text in a width; `advance` tells how wide a character is, `indent` how far in the first line
/// begins. A text of nothing has one empty line.
pub fn break_lines(text: &str, width: f64, indent: f64, advance: impl Fn(char) -> f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut is_first = true;
    for paragraph in text.split('\n') {
        let mut rest: Vec<char> = paragraph.trim_end_matches(['\r', ' ']).chars().collect();
        loop {
            let room = if std::mem::take(&mut is_first) { width - indent } else { width };
            let end = line_end(&rest, room, &advance);
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

/// How wide a text is on one line.
pub fn width(text: &str, advance: impl Fn(char) -> f64) -> f64 {
    text.chars().map(advance).sum()
}

/// How many characters the first line takes: at least one if there are any.
fn line_end(text: &[char], room: f64, advance: &impl Fn(char) -> f64) -> usize {
    let mut used = 0.0;
    let mut fits = 0;
    for c in text {
        used += advance(*c);
        if used > room + 1e-6 {
            break;
        }
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
        break_lines(text, n, 0.0, |c| if c.is_ascii() { 0.5 } else { 1.0 })
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
    fn the_first_line_begins_further_in() {
        let broken = break_lines("一二三四五六", 4.0, 2.0, |_| 1.0);
        assert_eq!(broken, ["一二", "三四五六"]);
    }
}
