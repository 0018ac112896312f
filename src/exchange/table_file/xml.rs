//! Reads one XML part of a packed file as a stream, counted against the limits.
#![expect(clippy::wildcard_enum_match_arm, reason = "the library has many errors, of which one tells of a limit")]

use std::borrow::Cow;
use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader};

use super::{FileFault, limits};

/// Gives out so many bytes at most, whatever was declared.
pub(super) struct Counted<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(n as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(n)
    }
}

/// An XML part.
pub(super) struct Part<R: Read> {
    reader: Reader<BufReader<Counted<R>>>,
    buffer: Vec<u8>,
}

impl<R: Read> Part<R> {
    pub fn new(inner: R) -> Self {
        let counted = Counted { inner, left: limits::PART_BYTES };
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, counted));
        reader.config_mut().check_end_names = false;
        Self { reader, buffer: Vec::new() }
    }

    /// The next event; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Event<'_>>, FileFault> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Eof) => Ok(None),
            Ok(event) => Ok(Some(event)),
            Err(error) => Err(fault(&error)),
        }
    }
}

fn fault(error: &Error) -> FileFault {
    match error {
        Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => FileFault::TooMuch,
        _ => FileFault::Damaged,
    }
}

/// An attribute by its local name.
pub(super) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    if !found.value.contains('&') {
        return Some(found.value);
    }
    let plain = quick_xml::escape::unescape(&found.value).map(Cow::into_owned);
    Some(plain.map_or(found.value, Cow::Owned))
}

/// Whether an attribute is `1` or `true`.
pub(super) fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(value.as_ref(), "1" | "true"))
}

/// Adds what a reference such as `&amp;` stands for.
pub(super) fn push_reference(text: &mut String, reference: &BytesRef<'_>) {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        text.push(character);
    } else if let Some(known) = quick_xml::escape::resolve_predefined_entity(reference) {
        text.push_str(known);
    }
}
