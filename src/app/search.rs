//! Finding names by what a clerk types: characters, pinyin, initials or a mixture, in every reading.
//!
//! It knows texts only, no records. [`Matcher`] looks at one text; [`NameIndex`] looks at all names of a
//! district at a key press.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use ib_pinyin::pinyin::{PinyinData, PinyinNotation};
use pinyin::ToPinyin as _;

static READINGS: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(PinyinNotation::Ascii));

/// A query longer than this matches by its beginning: positions are bits of a number.
const MAX_QUERY: usize = 62;

/// A query, ready to be compared with texts.
///
/// `ljg`, `lijg`, `lijianguo`, `李jg` and `建国` all find 李建国; spaces and capitals make no difference.
/// The last syllable may be half typed. Marks between words and the 第 before a number may be left out: `sjlx9`
/// finds 书记轮训第 9 期.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matcher {
    query: Vec<char>,
}

impl Matcher {
    /// Reads a query. An empty one matches everything.
    pub fn new(query: &str) -> Self {
        Self { query: query.chars().filter(|c| !is_skipped(*c)).map(folded).take(MAX_QUERY).collect() }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty()
    }

    /// Whether the text holds what was typed.
    pub fn matches(&self, text: &str) -> bool {
        self.is_empty() || self.span(text).is_some()
    }

    /// The part of the text that matches, in bytes: the first and shortest. `None` without a match, and
    /// for an empty query.
    pub fn span(&self, text: &str) -> Option<Range<usize>> {
        if self.is_empty() {
            return None;
        }
        let steps: Vec<(Range<usize>, Steps)> =
            text.char_indices().map(|(at, c)| (at..at + c.len_utf8(), self.steps(c))).collect();
        (0..steps.len()).filter(|first| !is_idle(&steps[*first].1)).find_map(|first| {
            let n = self.reach(steps[first..].iter().map(|(_, steps)| steps.as_slice()))?;
            Some(steps[first].0.start..steps[first + n - 1].0.end)
        })
    }

    /// How many of these characters, from the first on, it takes to use up the query.
    fn reach<'a>(&self, characters: impl Iterator<Item = &'a [u64]>) -> Option<usize> {
        let done = 1u64 << self.query.len();
        let mut positions = 1u64;
        for (n, steps) in characters.enumerate() {
            let mut next = 0;
            let mut left = positions;
            while left != 0 {
                next |= steps[left.trailing_zeros() as usize];
                left &= left - 1;
            }
            // a match does not begin with a character that is passed over
            if n == 0 {
                next &= !1;
            }
            if next & done != 0 {
                return Some(n + 1);
            }
            if next == 0 {
                return None;
            }
            positions = next;
        }
        None
    }

    /// For each position in the query the positions behind this character, as bits.
    fn steps(&self, character: char) -> Steps {
        if is_skipped(character) {
            return (0..self.query.len()).map(|at| 1 << at).collect();
        }
        let mut steps: Steps =
            self.query.iter().enumerate().map(|(at, c)| u64::from(*c == folded(character)) << (at + 1)).collect();
        READINGS.get_pinyins_and_for_each(character, |pinyin| {
            let Some(reading) = pinyin.notation(PinyinNotation::Ascii) else { return };
            for (at, step) in steps.iter_mut().enumerate() {
                *step |= self.step(at, reading);
            }
        });
        if may_be_left_out(character) {
            steps.iter_mut().enumerate().for_each(|(at, step)| *step |= 1 << at);
        }
        steps
    }

    /// The positions behind one reading: its initial, the whole of it, or what the query still holds of it.
    fn step(&self, at: usize, reading: &str) -> u64 {
        let rest = &self.query[at..];
        let n_same = reading.chars().zip(rest).take_while(|(a, b)| a == *b).count();
        let whole = reading.chars().count();
        let mut ends = 0;
        if n_same > 0 {
            ends |= 1 << (at + 1);
        }
        if n_same == whole || n_same == rest.len() {
            ends |= 1 << (at + n_same);
        }
        ends & !(1 << at)
    }
}

type Steps = Vec<u64>;

fn is_idle(steps: &[u64]) -> bool {
    steps.first().is_none_or(|step| *step <= 1)
}

fn is_skipped(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '’')
}

/// What stands in titles and names, and what few people type.
fn may_be_left_out(c: char) -> bool {
    matches!(
        c,
        '第' | '·' | '•' | '‧' | '・' | '：' | ':' | '（' | '）' | '(' | ')' | '、' | '，' | '-' | '—' | '“' | '”'
    )
}

fn folded(c: char) -> char {
    match c {
        '·' | '•' | '‧' | '・' => '·',
        // full-width letters and digits are typed by an input method left switched on
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c).to_ascii_lowercase(),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// All names of a district, prepared for a search at every key press and for sorting by pinyin.
///
/// Names hold few different characters, so a query is compared with each character once and never again
/// with a name's text.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    alphabet: Vec<char>,
    letters: Vec<u16>,
    ends: Vec<u32>,
    ranks: Vec<u32>,
}

impl NameIndex {
    /// Prepares names; a name is known by its place in this order.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut index = Self::default();
        let mut known: HashMap<char, u16> = HashMap::new();
        let mut keys: Vec<Vec<u16>> = Vec::new();
        let mut order = SoundOrder::default();
        for name in names {
            keys.push(order.key(name));
            for c in name.chars() {
                let next = known.len().min(usize::from(u16::MAX)) as u16;
                let letter = *known.entry(c).or_insert(next);
                if letter == next && index.alphabet.len() == usize::from(next) {
                    index.alphabet.push(c);
                }
                index.letters.push(letter);
            }
            index.ends.push(index.letters.len() as u32);
        }
        index.ranks = order.ranks(&mut keys);
        index
    }

    /// The number of names.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A name's place in the order of pinyin, from 0; equal names share it.
    pub fn rank(&self, name: usize) -> u32 {
        self.ranks.get(name).copied().unwrap_or(u32::MAX)
    }

    /// Which names match.
    pub fn hits(&self, matcher: &Matcher) -> Vec<bool> {
        if matcher.is_empty() {
            return vec![true; self.len()];
        }
        let steps: Vec<Steps> = self.alphabet.iter().map(|c| matcher.steps(*c)).collect();
        let mut first = 0;
        let mut hits = Vec::with_capacity(self.len());
        for end in &self.ends {
            let letters = &self.letters[first as usize..*end as usize];
            let of = |letter: &u16| steps[usize::from(*letter)].as_slice();
            hits.push((0..letters.len()).any(|i| matcher.reach(letters[i..].iter().map(of)).is_some()));
            first = *end;
        }
        hits
    }
}

/// Numbers sounds in the order met, and puts them into the order of pinyin at the end.
#[derive(Default)]
struct SoundOrder {
    known: HashMap<(char, Option<&'static str>), u16>,
    sounds: Vec<(String, char)>,
}

impl SoundOrder {
    /// A name as numbers of sounds.
    fn key(&mut self, name: &str) -> Vec<u16> {
        let surname = surname_reading(name);
        name.chars()
            .enumerate()
            .map(|(at, c)| {
                let reading = surname.and_then(|syllables| syllables.get(at).copied());
                let next = self.known.len().min(usize::from(u16::MAX)) as u16;
                *self.known.entry((c, reading)).or_insert_with(|| {
                    self.sounds.push((sound(c, reading), c));
                    next
                })
            })
            .collect()
    }

    /// The place of each name; equal names share it.
    fn ranks(&self, keys: &mut [Vec<u16>]) -> Vec<u32> {
        let mut places: Vec<usize> = (0..self.sounds.len()).collect();
        places.sort_unstable_by_key(|i| &self.sounds[*i]);
        let mut place_of = vec![0u16; places.len()];
        for (place, sound) in places.into_iter().enumerate() {
            place_of[sound] = place as u16;
        }
        for key in keys.iter_mut().flatten() {
            *key = place_of.get(usize::from(*key)).copied().unwrap_or(u16::MAX);
        }
        let mut names: Vec<usize> = (0..keys.len()).collect();
        names.sort_unstable_by_key(|i| &keys[*i]);
        let mut ranks = vec![0; keys.len()];
        let mut rank = 0;
        for (i, name) in names.iter().enumerate() {
            if i > 0 && keys[names[i - 1]] != keys[*name] {
                rank += 1;
            }
            ranks[*name] = rank;
        }
        ranks
    }
}

/// A text by which names sort: syllable, tone and character, one character after the other, the surname
/// in the reading it has as a surname.
pub fn sort_key(name: &str) -> String {
    let surname = surname_reading(name);
    let syllable = |(at, c)| {
        let reading = surname.and_then(|syllables| syllables.get(at).copied());
        format!("{}{c}", sound(c, reading))
    };
    name.chars().enumerate().map(syllable).collect()
}

/// A character's syllable and tone, `li3`; characters without a reading come after all syllables.
fn sound(c: char, reading: Option<&str>) -> String {
    match (reading, c.to_pinyin()) {
        (Some(reading), _) => reading.to_owned(),
        (None, Some(pinyin)) => pinyin.with_tone_num_end().to_owned(),
        (None, None) => format!("~{}", folded(c)),
    }
}

/// The reading a surname has as a surname, where it differs from the usual one of its characters.
fn surname_reading(name: &str) -> Option<&'static [&'static str]> {
    let found = SURNAMES.iter().find(|(surname, _)| name.starts_with(surname));
    found.map(|(_, syllables)| *syllables)
}

/// Surnames read otherwise than usual, those of two characters first.
///
/// Source: 现代汉语词典, entries marked 姓.
const SURNAMES: &[(&str, &[&str])] = &[
    ("尉迟", &["yu4", "chi2"]),
    ("万俟", &["mo4", "qi2"]),
    ("澹台", &["tan2", "tai2"]),
    ("单于", &["chan2", "yu2"]),
    ("单", &["shan4"]),
    ("查", &["zha1"]),
    ("曾", &["zeng1"]),
    ("解", &["xie4"]),
    ("仇", &["qiu2"]),
    ("区", &["ou1"]),
    ("朴", &["piao2"]),
    ("任", &["ren2"]),
    ("华", &["hua4"]),
    ("盖", &["ge3"]),
    ("翟", &["zhai2"]),
    ("缪", &["miao4"]),
    ("乐", &["yue4"]),
    ("员", &["yun4"]),
    ("召", &["shao4"]),
    ("覃", &["qin2"]),
    ("宁", &["ning4"]),
    ("种", &["chong2"]),
    ("燕", &["yan1"]),
    ("折", &["she2"]),
    ("黑", &["he4"]),
    ("秘", &["bi4"]),
    ("繁", &["po2"]),
    ("葛", &["ge3"]),
    ("哈", &["ha3"]),
    ("令", &["ling2"]),
    ("重", &["chong2"]),
    ("撒", &["sa4"]),
    ("都", &["du1"]),
    ("洗", &["xian3"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(query: &str, name: &str) -> Option<String> {
        Matcher::new(query).span(name).map(|span| name[span].to_owned())
    }

    #[test]
    fn a_name_is_found_by_characters_pinyin_initials_and_mixtures() {
        for query in ["ljg", "lijg", "lijianguo", "李建国", "李jg", "LJG", "li jian guo", "lijiangu", "ｌｊｇ"] {
            assert_eq!(found(query, "李建国").as_deref(), Some("李建国"), "{query}");
        }
        assert_eq!(found("李建", "李建国").as_deref(), Some("李建"));
        assert_eq!(found("jg", "李建国").as_deref(), Some("建国"), "the given name alone");
        assert_eq!(found("lj", "李建国").as_deref(), Some("李建"));
        assert_eq!(found("l", "李建国").as_deref(), Some("李"));
        for query in ["lgj", "wjg", "ljgg", "lijianguox", "建李"] {
            assert_eq!(found(query, "李建国"), None, "{query}");
        }
    }

    #[test]
    fn surnames_are_found_in_every_reading() {
        for (name, queries) in [
            ("单雄信", ["sxx", "dxx", "shanxiongxin"]),
            ("查良镛", ["zly", "cly", "zhaly"]),
            ("曾国藩", ["zgf", "cgf", "zengg"]),
            ("解缙", ["xj", "jj", "xiejin"]),
            ("仇和", ["qh", "ch", "qiuhe"]),
            ("区文", ["ow", "qw", "ouwen"]),
            ("尉迟恭", ["ycg", "wcg", "yuchigong"]),
        ] {
            for query in queries {
                assert!(Matcher::new(query).matches(name), "{query} {name}");
            }
        }
    }

    #[test]
    fn letters_digits_dots_and_rare_characters_are_found_too() {
        assert_eq!(found("8", "书记轮训第 8 期").as_deref(), Some("8"));
        assert_eq!(found("第8", "书记轮训第 8 期").as_deref(), Some("第 8"));
        for query in ["sjlx8", "sjlxd8q", "书记轮训8期"] {
            assert!(found(query, "书记轮训第 8 期").is_some(), "{query}");
            assert_eq!(found(query, "书记轮训第 18 期"), None, "{query}");
        }
        assert!(Matcher::new("djttd").matches("富乐大讲堂：土地流转政策"));
        assert!(Matcher::new("mmtal").matches("买买提•艾力"));
        assert!(Matcher::new("买买提·").matches("买买提•艾力"));
        assert!(Matcher::new("䶮").matches("李䶮"));
        assert!(Matcher::new("ly").matches("李䶮"));
        assert!(Matcher::new(" ").matches("anything"), "nothing typed hides nobody");
        assert_eq!(Matcher::new("").span("李建国"), None, "and colours nothing");
    }

    #[test]
    fn the_index_finds_what_the_matcher_finds() {
        let names =
            ["李建国", "黎建民", "单雄信", "马永贵", "李 军", "买买提·艾力", "𬭎", "", "Ann Lee", "尉迟恭", "李建国"];
        let index = NameIndex::new(names.into_iter());
        for query in ["", "l", "lj", "ljg", "sxx", "dxx", "李", "lijun", "建", "mmt·", "𬭎", "lee", "ycg", "zzz"] {
            let matcher = Matcher::new(query);
            let one_by_one: Vec<bool> = names.iter().map(|name| matcher.matches(name)).collect();
            assert_eq!(index.hits(&matcher), one_by_one, "{query}");
        }
    }

    #[test]
    fn names_sort_by_pinyin_with_the_surnames_reading() {
        let sorted = ["曹操", "单雄信", "李军", "黎民", "李建国", "尉迟恭", "曾巩", "陈琳", "Ann"];
        let index = NameIndex::new(sorted.into_iter());
        let mut by_rank: Vec<usize> = (0..sorted.len()).collect();
        by_rank.sort_by_key(|i| index.rank(*i));
        let names: Vec<&str> = by_rank.into_iter().map(|i| sorted[i]).collect();
        assert_eq!(names, ["曹操", "陈琳", "黎民", "李建国", "李军", "单雄信", "尉迟恭", "曾巩", "Ann"]);
        let mut by_key = sorted;
        by_key.sort_by_key(|name| sort_key(name));
        assert_eq!(by_key.to_vec(), names);
    }

    #[test]
    fn the_table_of_surnames_holds_only_what_differs() {
        for (surname, syllables) in SURNAMES {
            let usual: Vec<String> = surname.chars().map(|c| sound(c, None)).collect();
            assert_ne!(&usual, syllables, "{surname}");
        }
    }

    #[test]
    fn equal_names_share_a_rank() {
        let index = NameIndex::new(["李军", "王芳", "李军"].into_iter());
        assert_eq!((index.rank(0), index.rank(1), index.rank(2)), (0, 1, 0));
    }
}
