//! The journal's text: one edit a line with its sequence number and checksum, and how the journals of several
//! openings and computers make one chain. Knows bytes and edits, no files.
//!
//! A journal has one writer, ever, and is never written again after it was closed, not even to cut a torn tail.
//! An opening that finds edits which the readable files lack writes them once more at the head of its own journal,
//! since it cannot know whether they would outlast a loss of power. So journals overlap, and a line counts once.

use crc32c::{crc32c, crc32c_append};
use serde::{Deserialize, Serialize};

use super::format::{parse, ron_options};
use super::text::Piece;
use crate::model::{DeviceCode, Edit};

/// What a journal says of itself in its first line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JournalHead {
    /// The format of the journal.
    pub journal: u32,
    /// The id of the folder.
    pub folder: String,
    /// The computer that wrote it.
    pub device: DeviceCode,
    /// The running number of the journal on that computer.
    pub generation: u32,
    /// The sequence after which it goes on.
    pub after: u64,
}

/// The format of journals that this program writes.
const JOURNAL_FORMAT: u32 = 1;

impl JournalHead {
    /// The head of a new journal.
    pub fn new(folder: &str, device: DeviceCode, generation: u32, after: u64) -> Self {
        Self { journal: JOURNAL_FORMAT, folder: folder.to_owned(), device, generation, after }
    }

    /// The first line.
    ///
    /// # Errors
    /// Never: there is nothing in it that RON cannot say.
    pub fn line(&self) -> ron::Result<String> {
        let text = ron_options().to_string(self)?;
        Ok(format!("(crc:\"{:08x}\",head:{text})\n", crc32c(text.as_bytes())))
    }

    /// The name of the file.
    pub fn file_name(&self) -> String {
        format!("{}-{}.ron", self.device, self.generation)
    }

    /// What the checksum of each line begins with, so that a line of another journal is no line of this one.
    fn seed(&self) -> u32 {
        crc32c(format!("{} {} {}", self.folder, self.device, self.generation).as_bytes())
    }
}

/// The journal's number that a file name stands for, if it is this computer's.
pub fn generation_of(file_name: &str, device: DeviceCode) -> Option<u32> {
    let rest = file_name.strip_prefix(&device.to_string())?.strip_prefix('-')?;
    rest.split('.').next()?.parse().ok()
}

impl Line {
    /// An edit under its number.
    ///
    /// # Errors
    /// Never for what the model holds.
    pub fn new(sequence: u64, edit: &Edit) -> ron::Result<Self> {
        Ok(Self { sequence, edit: ron_options().to_string(edit)? })
    }

    /// The line as it stands in the journal that begins with `head`.
    pub fn text(&self, head: &JournalHead) -> String {
        let Self { sequence, edit } = self;
        let crc = checksum(head.seed(), *sequence, edit);
        format!("(seq:{sequence},crc:\"{crc:08x}\",edit:{edit})\n")
    }
}

fn checksum(seed: u32, sequence: u64, edit: &str) -> u32 {
    crc32c_append(crc32c_append(seed, &sequence.to_le_bytes()), edit.as_bytes())
}

/// A line whose checksum holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its sequence number.
    pub sequence: u64,
    /// The edit, not parsed yet.
    pub edit: String,
}

impl Line {
    /// The edit; `None` if this program cannot read it, though it is just as it was written.
    pub fn parse(&self) -> Option<Edit> {
        parse(Piece { text: &self.edit, start: 0 }).ok()
    }
}

/// A journal as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// What it says of itself.
    pub head: JournalHead,
    /// Its lines up to the first that is damaged, without a gap in their numbers.
    pub lines: Vec<Line>,
    /// How many bytes stand after the last good line.
    pub n_torn_bytes: u64,
}

impl Journal {
    /// The last sequence number it holds.
    pub fn last(&self) -> u64 {
        self.lines.last().map_or(self.head.after, |line| line.sequence)
    }
}

/// Reads a journal up to the first damaged line; `None` if not even its head can be read.
pub fn read(bytes: &[u8]) -> Option<Journal> {
    let mut rest = bytes;
    let head = take_line(&mut rest).and_then(read_head)?;
    let seed = head.seed();
    let mut lines: Vec<Line> = Vec::new();
    let mut n_torn_bytes = rest.len();
    let mut next = head.after + 1;
    while let Some(line) = take_line(&mut rest).and_then(|line| read_line(line, seed)) {
        if line.sequence != next {
            break;
        }
        next += 1;
        n_torn_bytes = rest.len();
        lines.push(line);
    }
    Some(Journal { head, lines, n_torn_bytes: n_torn_bytes as u64 })
}

fn take_line<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&rest[..end]).ok();
    *rest = &rest[end + 1..];
    line
}

fn read_head(line: &str) -> Option<JournalHead> {
    let (crc, text) = line.strip_prefix("(crc:\"")?.strip_suffix(')')?.split_once("\",head:")?;
    if u32::from_str_radix(crc, 16).ok()? != crc32c(text.as_bytes()) {
        return None;
    }
    let head: JournalHead = parse(Piece { text, start: 0 }).ok()?;
    (head.journal <= JOURNAL_FORMAT).then_some(head)
}

fn read_line(line: &str, seed: u32) -> Option<Line> {
    let (sequence, rest) = line.strip_prefix("(seq:")?.strip_suffix(')')?.split_once(",crc:\"")?;
    let (crc, edit) = rest.split_once("\",edit:")?;
    let sequence = sequence.parse().ok()?;
    let crc = u32::from_str_radix(crc, 16).ok()?;
    (crc == checksum(seed, sequence, edit)).then(|| Line { sequence, edit: edit.to_owned() })
}

/// The edits that count, from all journals of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The lines, in the order of their numbers.
    pub lines: Vec<Line>,
    /// Journals that another computer wrote at the same time, and how many of their edits do not count.
    pub forks: Vec<(JournalHead, usize)>,
    /// The journal that holds the last line, if there are bytes after it.
    pub torn: Option<(JournalHead, u64)>,
}

/// Puts journals together. Where two hold different lines of one number, the later one of the same computer
/// counts, and the longer one of two computers.
pub fn chain(mut journals: Vec<Journal>) -> Chain {
    journals.sort_by(|a, b| (a.head.after, &a.head).cmp(&(b.head.after, &b.head)));
    let mut all: Vec<(&Line, usize)> = Vec::new();
    let mut forks = Vec::new();
    for (index, journal) in journals.iter().enumerate() {
        for (place, line) in journal.lines.iter().enumerate() {
            let at = all.partition_point(|(known, _)| known.sequence < line.sequence);
            match all.get(at).filter(|(known, _)| known.sequence == line.sequence) {
                None => all.insert(at, (line, index)),
                Some((known, _)) if known.edit == line.edit => {}
                Some((_, writer)) => {
                    let other = &journals[*writer];
                    let is_fork = other.head.device != journal.head.device;
                    if is_later(journal, other) {
                        if is_fork {
                            forks.push((other.head.clone(), all.len() - at));
                        }
                        all.truncate(at);
                        all.push((line, index));
                    } else {
                        if is_fork {
                            forks.push((journal.head.clone(), journal.lines.len() - place));
                        }
                        break;
                    }
                }
            }
        }
    }
    let end = all.last().map(|(line, _)| line.sequence);
    let last = journals.iter().rfind(|journal| end.is_none_or(|end| journal.last() >= end));
    let torn = last.filter(|journal| journal.n_torn_bytes > 0).map(|last| (last.head.clone(), last.n_torn_bytes));
    Chain { lines: all.into_iter().map(|(line, _)| line.clone()).collect(), forks, torn }
}

fn is_later(journal: &Journal, other: &Journal) -> bool {
    if journal.head.device == other.head.device {
        journal.head.generation > other.head.generation
    } else {
        journal.last() > other.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Label, TableName};

    fn edit(name: &str) -> Edit {
        let label = Label::Add { table: TableName::People, name: name.to_owned() };
        let at = chrono::NaiveDate::from_ymd_opt(2012, 6, 28).and_then(|day| day.and_hms_opt(8, 0, 0));
        Edit { label, at: at.expect("a time"), author: "王".to_owned(), echo: None, changes: Vec::new() }
    }

    fn journal(device: u64, generation: u32, after: u64, names: &[&str]) -> Vec<u8> {
        let head = JournalHead::new("f", DeviceCode::from_seed(device), generation, after);
        let mut text = head.line().expect("a head");
        for (place, name) in names.iter().enumerate() {
            text += &Line::new(after + 1 + place as u64, &edit(name)).expect("a line").text(&head);
        }
        text.into_bytes()
    }

    fn names(chain: &Chain) -> Vec<(u64, String)> {
        let name = |line: &Line| match line.parse().map(|edit| edit.label) {
            Some(Label::Add { name, .. }) => name,
            other => format!("{other:?}"),
        };
        chain.lines.iter().map(|line| (line.sequence, name(line))).collect()
    }

    fn chained(journals: &[Vec<u8>]) -> Chain {
        chain(journals.iter().filter_map(|bytes| read(bytes)).collect())
    }

    #[test]
    fn a_journal_reads_back_and_ends_at_the_first_damaged_line() {
        let bytes = journal(1, 1, 7, &["甲", "乙", "丙"]);
        let whole = read(&bytes).expect("a journal");
        assert_eq!((whole.lines.len(), whole.last(), whole.n_torn_bytes), (3, 10, 0));
        let start = bytes.len() - bytes.split_inclusive(|byte| *byte == b'\n').next_back().map_or(0, <[u8]>::len);
        for place in start..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[place] ^= 4;
            let read_back = read(&flipped).expect("the head is sound");
            assert_eq!(read_back.last(), 9, "a flipped bit at {place}");
            assert_eq!(read(&bytes[..place]).map(|journal| journal.last()), Some(9), "cut at {place}");
        }
    }

    #[test]
    fn lines_of_another_journal_are_no_lines_of_this_one() {
        let mut mixed = journal(1, 2, 7, &["甲"]);
        let other = journal(1, 1, 8, &["乙"]);
        mixed.extend(other.splitn(2, |byte| *byte == b'\n').last().unwrap_or_default());
        assert_eq!(read(&mixed).map(|journal| journal.last()), Some(8));
    }

    #[test]
    fn overlapping_journals_count_each_edit_once_and_lose_none() {
        // The second opening began to write 2 to 4 once more and was cut off after 3.
        let chain = chained(&[journal(1, 1, 0, &["甲", "乙", "丙", "丁"]), journal(1, 2, 1, &["乙", "丙"])]);
        let expected = [(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁")].map(|(at, name)| (at, name.to_owned()));
        assert_eq!(names(&chain), expected);
        assert!(chain.forks.is_empty());
    }

    #[test]
    fn the_later_journal_of_one_computer_counts_and_the_longer_of_two() {
        let chain = chained(&[journal(1, 1, 0, &["甲", "错", "错"]), journal(1, 2, 1, &["乙"])]);
        assert_eq!(names(&chain), [(1, "甲".to_owned()), (2, "乙".to_owned())]);
        let chain = chained(&[journal(1, 1, 0, &["甲", "乙", "丙"]), journal(2, 1, 1, &["别"])]);
        assert_eq!(names(&chain).len(), 3);
        assert_eq!(chain.forks.iter().map(|(_, n_edits)| *n_edits).collect::<Vec<_>>(), [1]);
    }
}
