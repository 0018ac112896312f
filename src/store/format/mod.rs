//! The text of the readable files. Each released format has its own module; this one tells them apart.
//!
//! A change that an older program would misread (a field it would drop, a word it does not know) raises [`FORMAT`],
//! freezes the format before it as structs of its own in its module, and gets a fixture that stays for good.

pub mod v1;
pub mod write_v1;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::problem::Cause;
use super::text::{Flaw, Piece};

/// The format this program writes, and the newest it reads.
pub const FORMAT: u32 = 1;

/// How the program reads and writes RON everywhere: `None` is left out, `Some(x)` is just `x`.
pub fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// One value on one line, with a space after commas and colons.
///
/// # Errors
/// Never for the records of the model: they hold nothing that RON cannot say.
pub fn to_line<T: Serialize>(value: &T) -> ron::Result<String> {
    ron_options().to_string_pretty(value, PrettyConfig::new().depth_limit(0))
}

/// Reads one value.
///
/// # Errors
/// What is wrong, and the place in the file.
pub fn parse<T: DeserializeOwned>(piece: Piece<'_>) -> Result<T, Flaw> {
    ron_options().from_str(piece.text).map_err(|error| flaw_of(&error, piece))
}

fn flaw_of(error: &ron::error::SpannedError, piece: Piece<'_>) -> Flaw {
    use ron::error::Error;
    let end = offset_of(piece.text, error.span.end.line, error.span.end.col);
    let (quoted_at, quoted) = last_quoted(&piece.text[..end]);
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let word_at = |word: &str| piece.text[..end].rfind(word).unwrap_or(end);
    #[expect(clippy::wildcard_enum_match_arm, reason = "the parser has fifty errors; people make these")]
    let (at, cause) = match &error.code {
        Error::ExpectedComma => (end, Cause::MissingComma),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            (word_at(found), Cause::UnknownWord { found: found.clone(), expected: owned(expected) })
        }
        Error::NoSuchStructField { expected, found, .. } => {
            (word_at(found), Cause::UnknownField { found: found.clone(), expected: owned(expected) })
        }
        Error::MissingStructField { field, .. } => (0, Cause::MissingField((*field).to_owned())),
        Error::DuplicateStructField { field, .. } => (word_at(field), Cause::FieldTwice((*field).to_owned())),
        Error::Message(text) if text.starts_with("bad id") => (quoted_at, Cause::BadId(quoted.to_owned())),
        Error::Message(_) if looks_like_date(quoted) => (quoted_at, Cause::NoSuchDate(quoted.to_owned())),
        Error::IntegerOutOfBounds | Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => {
            (end, Cause::BadNumber)
        }
        Error::Eof => (end, Cause::Cut),
        other => (end, Cause::Other(other.to_string())),
    };
    Flaw { at: piece.start + at, cause }
}

/// Whether a text is most likely meant as a date or a point in time.
fn looks_like_date(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || "-/.:T年月日 ".contains(letter))
        && text.len() >= 5
}

/// The last complete quoted text and where it begins, quotation mark included.
fn last_quoted(text: &str) -> (usize, &str) {
    let Some(end) = text.rfind('"') else { return (text.len(), "") };
    let begin = text[..end].rfind('"').unwrap_or(end);
    (begin, text.get(begin + 1..end).unwrap_or_default())
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let line_start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = text.get(line_start..).unwrap_or_default();
    line_start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Blackout, Person};

    fn cause<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> (Cause, usize) {
        let flaw = parse::<T>(Piece { text, start: 1000 }).expect_err("it is wrong");
        (flaw.cause, flaw.at - 1000)
    }

    #[test]
    fn a_wrong_value_is_named_for_what_it_is() {
        let no_day = r#"(id: "K7QF-000001", name: "双抢", days: (first: "2012-04-31", last: "2012-05-02"))"#;
        let at = no_day.find("\"2012").unwrap_or(0);
        assert_eq!(cause::<Blackout>(no_day), (Cause::NoSuchDate("2012-04-31".into()), at));
        let bad_id = r#"(id: "K7QF-1", name: "马永贵")"#;
        assert_eq!(cause::<Person>(bad_id), (Cause::BadId("K7QF-1".into()), 5));
        let word = r#"(id: "K7QF-000001", name: "马永贵", sex: Man)"#;
        let expected = vec!["Male".to_owned(), "Female".to_owned()];
        let at = word.find("Man").unwrap_or(0);
        assert_eq!(cause::<Person>(word), (Cause::UnknownWord { found: "Man".into(), expected }, at));
        assert_eq!(cause::<Person>(r#"(id: "K7QF-000001")"#).0, Cause::MissingField("name".into()));
    }

    #[test]
    fn a_line_names_its_fields_and_leaves_out_what_is_empty() -> ron::Result<()> {
        let text = r#"(id:"K7QF-000001",name:"马'\"\n𠮷·贵",sex:Male)"#;
        let person: Person = parse(Piece { text, start: 0 }).expect("well formed");
        assert_eq!(to_line(&person)?, r#"(id: "K7QF-000001", name: "马\'\"\n𠮷·贵", sex: Male)"#);
        Ok(())
    }
}
