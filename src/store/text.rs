//! Takes the text of a RON file apart into fields and records, so that each record is parsed by itself and an error
//! names its own line. Guesses what a hand at the keyboard got wrong. Knows no record.

use super::problem::Cause;

/// A part of a text and where it begins in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The part.
    pub text: &'a str,
    /// Its first byte, counted from the beginning of the file.
    pub start: usize,
}

/// A field of the outermost struct of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value.
    pub value: Piece<'a>,
    /// The elements, if the value is a list.
    pub elements: Vec<Piece<'a>>,
}

/// What is wrong in a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The byte at which it is seen, counted from the beginning of the file.
    pub at: usize,
    /// What it is, as far as can be told.
    pub cause: Cause,
}

/// Line and column (in characters) of a byte, both counted from 1.
pub fn position(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line as u32, before[line_start..].chars().count() as u32 + 1)
}

/// Takes `(name: value, list: [element, element])` apart.
///
/// # Errors
/// The first flaw of the text.
pub fn split(piece: Piece<'_>) -> Result<Vec<Field<'_>>, Flaw> {
    Splitter::new(piece).run().map_err(|flaw| Flaw { at: flaw.at + piece.start, ..flaw })
}

/// The plain character for which a full-width one was typed, outside of a quoted text.
fn meant_by(found: char) -> Option<char> {
    Some(match found {
        '，' | '、' | '､' => ',',
        '：' | '︰' => ':',
        '（' => '(',
        '）' => ')',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '｛' => '{',
        '｝' => '}',
        '“' | '”' | '＂' | '„' | '「' | '」' => '"',
        '‘' | '’' | '＇' => '\'',
        '；' => ';',
        '。' | '．' => '.',
        '－' | '—' | '–' | '−' => '-',
        '　' => ' ',
        '０'..='９' => char::from_u32(u32::from(found) - u32::from('０') + u32::from('0'))?,
        _ => return None,
    })
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Token {
    Open(u8),
    Close(u8),
    Comma,
    Colon,
    Quoted,
    Word,
    End,
}

struct Bracket {
    open: u8,
    at: usize,
    /// Whether a colon was seen directly inside, so that every part begins with a field's name.
    has_names: bool,
}

struct Splitter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// The first byte that is not read yet.
    next: usize,
    /// Where the last token began and ended.
    start: usize,
    end: usize,
    brackets: Vec<Bracket>,
    fields: Vec<Field<'a>>,
    base: usize,
}

fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn flaw<T>(at: usize, cause: Cause) -> Result<T, Flaw> {
    Err(Flaw { at, cause })
}

impl<'a> Splitter<'a> {
    fn new(piece: Piece<'a>) -> Self {
        Self {
            text: piece.text,
            bytes: piece.text.as_bytes(),
            next: 0,
            start: 0,
            end: 0,
            brackets: Vec::new(),
            fields: Vec::new(),
            base: piece.start,
        }
    }

    fn run(mut self) -> Result<Vec<Field<'a>>, Flaw> {
        let mut before = Token::End;
        let mut name: Option<&'a str> = None;
        let mut word = "";
        // Where the value and the element that are being read began.
        let (mut value_start, mut element_start) = (None, None);
        loop {
            let previous = (self.start, self.end);
            let token = self.token()?;
            self.must_follow(before, token, previous)?;
            let depth = self.brackets.len();
            if !matches!(token, Token::Comma | Token::Colon | Token::Close(_) | Token::End) {
                if depth == 1 && name.is_some() && value_start.is_none() {
                    value_start = Some(self.start);
                }
                if depth == 2 && element_start.is_none() {
                    element_start = Some(self.start);
                }
            }
            match token {
                Token::Open(open) => {
                    if depth == 1 && name.is_some() {
                        let name = name.unwrap_or_default();
                        self.fields.push(Field { name, value: self.piece(0, 0), elements: Vec::new() });
                    }
                    self.brackets.push(Bracket { open, at: self.start, has_names: false });
                }
                Token::Close(close) => {
                    let Some(bracket) = self.brackets.pop() else {
                        return flaw(self.start, Cause::StrayBracket(char::from(close)));
                    };
                    if closing(bracket.open) != close {
                        return flaw(self.start, Cause::StrayBracket(char::from(close)));
                    }
                    if depth == 2 {
                        self.end_element(bracket.open, element_start.take(), previous.1);
                    }
                    if depth == 1 {
                        self.end_field(name.take(), value_start.take(), previous.1);
                    }
                }
                Token::Comma if depth == 2 => {
                    let open = self.brackets.last().map_or(b'(', |bracket| bracket.open);
                    self.end_element(open, element_start.take(), previous.1);
                }
                Token::Comma if depth == 1 => self.end_field(name.take(), value_start.take(), previous.1),
                Token::Colon => {
                    if depth == 1 && before == Token::Word && name.is_none() {
                        name = Some(word);
                    }
                    if let Some(bracket) = self.brackets.last_mut() {
                        bracket.has_names = true;
                    }
                }
                Token::Word => word = &self.text[self.start..self.end],
                Token::Comma | Token::Quoted => {}
                Token::End => {
                    return match self.brackets.last() {
                        Some(bracket) => flaw(bracket.at, Cause::UnclosedBracket(char::from(bracket.open))),
                        None if before == Token::End => flaw(self.start, Cause::Cut),
                        None => Ok(self.fields),
                    };
                }
            }
            before = token;
        }
    }

    fn piece(&self, start: usize, end: usize) -> Piece<'a> {
        Piece { text: &self.text[start..end], start: start + self.base }
    }

    fn end_element(&mut self, open: u8, start: Option<usize>, end: usize) {
        let Some(start) = start.filter(|_| open == b'[') else { return };
        let piece = self.piece(start, end);
        if let Some(field) = self.fields.last_mut() {
            field.elements.push(piece);
        }
    }

    fn end_field(&mut self, name: Option<&'a str>, start: Option<usize>, end: usize) {
        let (Some(name), Some(start)) = (name, start) else { return };
        let value = self.piece(start, end);
        match self.fields.last_mut() {
            Some(field) if field.value.text.is_empty() && field.name == name => field.value = value,
            _ => self.fields.push(Field { name, value, elements: Vec::new() }),
        }
    }

    /// Whether `token` may stand after `before`; if not, what is most likely missing between them.
    fn must_follow(&self, before: Token, token: Token, (start, end): (usize, usize)) -> Result<(), Flaw> {
        let begins = matches!(token, Token::Open(_) | Token::Quoted | Token::Word);
        let inside = self.brackets.last();
        let is_new_record = token == Token::Open(b'(') && inside.is_some_and(|b| b.open == b'(' && b.has_names);
        #[expect(clippy::wildcard_enum_match_arm, reason = "only what is suspicious is named")]
        match before {
            Token::Comma | Token::Quoted | Token::Close(_) if is_new_record => {
                let at = inside.map_or(start, |bracket| bracket.at);
                flaw(at, Cause::UnclosedBracket('('))
            }
            Token::Quoted if begins && self.start == end => flaw(start, Cause::MissingQuote),
            Token::Word if token == Token::Quoted && self.start == end => flaw(start, Cause::MissingQuote),
            Token::Quoted | Token::Close(_) if begins && inside.is_some() => flaw(end, Cause::MissingComma),
            Token::Word if matches!(token, Token::Word | Token::Quoted) => flaw(end, Cause::MissingComma),
            _ => Ok(()),
        }
    }

    fn token(&mut self) -> Result<Token, Flaw> {
        self.skip_blank()?;
        self.start = self.next;
        let Some(&byte) = self.bytes.get(self.next) else {
            self.end = self.next;
            return Ok(Token::End);
        };
        self.next += 1;
        let token = match byte {
            b'(' | b'[' | b'{' => Token::Open(byte),
            b')' | b']' | b'}' => Token::Close(byte),
            b',' => Token::Comma,
            b':' => Token::Colon,
            b'"' => self.quoted()?,
            b'r' if matches!(self.bytes.get(self.next), Some(b'"' | b'#')) => self.raw_quoted()?,
            _ if is_word(byte) => {
                while self.bytes.get(self.next).is_some_and(|byte| is_word(*byte)) {
                    self.next += 1;
                }
                Token::Word
            }
            _ => return self.strange(),
        };
        self.end = self.next;
        Ok(token)
    }

    /// A character that may stand only in a quoted text.
    fn strange(&self) -> Result<Token, Flaw> {
        let found = self.text[self.start..].chars().next().unwrap_or_default();
        match meant_by(found) {
            Some(meant) => flaw(self.start, Cause::FullWidth { found, meant }),
            None if found.is_ascii() => flaw(self.start, Cause::Other(format!("unexpected character {found:?}"))),
            None => flaw(self.start, Cause::MissingQuote),
        }
    }

    fn quoted(&mut self) -> Result<Token, Flaw> {
        while let Some(&byte) = self.bytes.get(self.next) {
            self.next += 1;
            match byte {
                b'"' => return Ok(Token::Quoted),
                b'\\' => self.next += 1,
                b'\n' => break,
                _ => {}
            }
        }
        flaw(self.start, Cause::MissingQuote)
    }

    fn raw_quoted(&mut self) -> Result<Token, Flaw> {
        let hashes = self.bytes[self.next..].iter().take_while(|byte| **byte == b'#').count();
        let closing = format!("\"{}", "#".repeat(hashes));
        let inside = self.next + hashes + 1;
        match self.text.get(inside..).and_then(|rest| rest.find(&closing)) {
            Some(length) => {
                self.next = inside + length + closing.len();
                Ok(Token::Quoted)
            }
            None => flaw(self.start, Cause::MissingQuote),
        }
    }

    fn skip_blank(&mut self) -> Result<(), Flaw> {
        loop {
            let rest = &self.bytes[self.next.min(self.bytes.len())..];
            match rest {
                [b' ' | b'\n' | b'\r' | b'\t', ..] => self.next += 1,
                [b'/', b'/', ..] => {
                    self.next += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                }
                [b'/', b'*', ..] => match self.text[self.next..].find("*/") {
                    Some(length) => self.next += length + 2,
                    None => return flaw(self.next, Cause::Cut),
                },
                _ => return Ok(()),
            }
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.' | b'\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Piece<'_> {
        Piece { text, start: 0 }
    }

    fn flaw_of(text: &str) -> Option<(Cause, (u32, u32))> {
        split(whole(text)).err().map(|flaw| (flaw.cause, position(text, flaw.at)))
    }

    #[test]
    fn a_file_comes_apart_into_fields_and_records() {
        let text = "// by hand\n(\n  format: 1, /* one */ name: \"a(b,\\\"c\",\n  people: [\n    (id: \"x\", posts: [(a: 1), (a: 2)]),\n    (id: \"y\"),\n  ],\n  none: [],\n  some: r#\"[\"#,\n)\n";
        let fields = split(whole(text)).expect("well formed");
        let names: Vec<_> = fields.iter().map(|field| (field.name, field.value.text, field.elements.len())).collect();
        let people = "[\n    (id: \"x\", posts: [(a: 1), (a: 2)]),\n    (id: \"y\"),\n  ]";
        assert_eq!(
            names,
            [
                ("format", "1", 0),
                ("name", "\"a(b,\\\"c\"", 0),
                ("people", people, 2),
                ("none", "[]", 0),
                ("some", "r#\"[\"#", 0)
            ]
        );
        assert_eq!(fields[2].elements[1].text, "(id: \"y\")");
        assert_eq!(position(text, fields[2].elements[1].start), (6, 5));
    }

    #[test]
    fn a_record_comes_apart_at_its_own_place() {
        let piece = Piece { text: "(session: (id: \"x\"), enrolled: [(person: \"p\"), (person: \"q\")])", start: 100 };
        let fields = split(piece).expect("well formed");
        assert_eq!(fields[0].value.text, "(id: \"x\")");
        assert_eq!(fields[1].elements[1], Piece { text: "(person: \"q\")", start: 100 + 47 });
    }

    #[test]
    fn each_slip_of_the_hand_is_named_where_it_is() {
        let wide = |found, meant| Cause::FullWidth { found, meant };
        let cases = [
            ("(a: \"x\"，b: 1)", wide('，', ','), (1, 8)),
            ("(a：1)", wide('：', ':'), (1, 3)),
            ("(\n  a: “x”,\n)", wide('“', '"'), (2, 6)),
            ("（a: 1)", wide('（', '('), (1, 1)),
            ("(a: [１])", wide('１', '1'), (1, 6)),
            ("(l: [\n (a: \"魏城, b: 1),\n (a: \"y\"),\n])", Cause::MissingQuote, (2, 6)),
            ("(l: [\n (a: 魏城\", b: 1),\n])", Cause::MissingQuote, (2, 6)),
            ("(a: \"x, b: \"y\")", Cause::MissingQuote, (1, 5)),
            ("(a: x\", b: \"y\")", Cause::MissingQuote, (1, 5)),
            ("(l: [\n (a: \"魏城\" b: 1),\n])", Cause::MissingComma, (2, 10)),
            ("(l: [\n (a: 1)\n (a: 2),\n])", Cause::MissingComma, (2, 8)),
            ("(l: [\n (a: 1, b: 2,\n (a: 2),\n])", Cause::UnclosedBracket('('), (2, 2)),
            ("(l: [\n (a: \"1\"\n (a: 2),\n])", Cause::UnclosedBracket('('), (2, 2)),
            ("(l: [\n (a: 2)),\n])", Cause::StrayBracket(')'), (2, 8)),
            ("(l: [\n (a: 2),\n", Cause::UnclosedBracket('['), (1, 5)),
            ("(a: 1))", Cause::StrayBracket(')'), (1, 7)),
            ("", Cause::Cut, (1, 1)),
            ("\0\0\0", Cause::Other("unexpected character '\\0'".into()), (1, 1)),
        ];
        for (text, cause, place) in cases {
            assert_eq!(flaw_of(text), Some((cause, place)), "{text}");
        }
    }

    #[test]
    fn no_text_makes_it_fall_over() {
        let text = "(a: [(b: \"x\\\"\", c: r#\"q\"#), 1], 中: /* z */ {1: 'c'}) // end";
        for start in 0..text.len() {
            for end in start..=text.len() {
                if let Some(part) = text.get(start..end) {
                    let _ = split(whole(part));
                }
            }
        }
    }
}
