//! One worksheet's text with its placeholders filled and its repeating row repeated; all else as it was.

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::reference::{Growth, letters};
use super::values::Values;
use super::{TemplateError, Unknown, unreadable};
use crate::exchange::paper::figure::{Figure, figure};

/// A worksheet after filling.
pub struct Filled {
    /// Its text.
    pub text: String,
    /// The row that became many, if one did.
    pub growth: Option<Growth>,
}

type Out = Writer<Vec<u8>>;

/// Fills a worksheet. Placeholders that mean nothing are added to `unknown`.
pub fn fill(
    name: &str,
    text: &str,
    strings: &[String],
    values: &Values,
    unknown: &mut Vec<Unknown>,
) -> Result<Filled, TemplateError> {
    let mut reader = Reader::from_str(text);
    let mut out = Writer::new(Vec::new());
    let mut growth: Option<Growth> = None;
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Eof => break,
            Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                let row = Row::read(tag.into_owned(), &mut reader, strings)?;
                let is_list = row.cells.iter().any(|cell| cell.is_of_the_list(values));
                if is_list && growth.is_some() {
                    return Err(TemplateError::TwoRows { sheet: name.to_owned(), row: row.number });
                }
                if is_list {
                    growth = Some(Growth { row: row.number, more: values.rows.len().saturating_sub(1) as u32 });
                }
                row.find_unknown(name, values, unknown);
                let records: Vec<Option<&Vec<String>>> = match is_list {
                    true if values.rows.is_empty() => vec![None],
                    true => values.rows.iter().map(Some).collect(),
                    false => vec![None],
                };
                let moved = growth.map_or(row.number, |growth| growth.row(row.number));
                for (number, record) in (moved..).zip(records) {
                    row.write(number, record, values, growth, &mut out)?;
                }
            }
            Event::Start(tag) => write(&mut out, Event::Start(moved_tag(&tag, growth)))?,
            Event::Empty(tag) if tag.local_name().as_ref() == "mergeCell" => {
                for merged in merges(&tag, growth) {
                    write(&mut out, Event::Empty(merged))?;
                }
            }
            Event::Empty(tag) => write(&mut out, Event::Empty(moved_tag(&tag, growth)))?,
            event => write(&mut out, event)?,
        }
    }
    let text = String::from_utf8(out.into_inner()).map_err(unreadable)?;
    Ok(Filled { text, growth: growth.filter(|growth| growth.more > 0) })
}

fn write(out: &mut Out, event: Event<'_>) -> Result<(), TemplateError> {
    out.write_event(event).map_err(unreadable)
}

/// A row of the form.
struct Row {
    tag: BytesStart<'static>,
    number: u32,
    cells: Vec<Cell>,
}

/// Where a cell comes to stand: what has grown so far, and which row it is if it is in a copy of the repeated one.
#[derive(Clone, Copy)]
struct Place {
    growth: Option<Growth>,
    copy: Option<u32>,
}

/// A cell with everything inside it.
struct Cell {
    tag: BytesStart<'static>,
    /// Its name, such as `B4`.
    at: String,
    inside: Vec<Event<'static>>,
    /// What it says, if it is text.
    text: String,
}

impl Row {
    fn read(tag: BytesStart<'static>, reader: &mut Reader<&[u8]>, strings: &[String]) -> Result<Self, TemplateError> {
        let number = attribute(&tag, "r").and_then(|r| r.parse().ok()).ok_or_else(|| unreadable("row without r"))?;
        let mut cells: Vec<Cell> = Vec::new();
        let mut is_open = false;
        loop {
            match reader.read_event().map_err(unreadable)? {
                Event::End(end) if end.local_name().as_ref() == "row" => break,
                Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                    cells.push(Cell::new(tag.into_owned()));
                    is_open = true;
                }
                Event::Empty(tag) if tag.local_name().as_ref() == "c" => cells.push(Cell::new(tag.into_owned())),
                Event::End(end) if end.local_name().as_ref() == "c" => is_open = false,
                Event::Eof => return Err(unreadable("row without end")),
                event => {
                    if let Some(cell) = cells.last_mut().filter(|_| is_open) {
                        cell.inside.push(event.into_owned());
                    }
                }
            }
        }
        for cell in &mut cells {
            cell.text = cell.read_text(strings);
        }
        Ok(Self { tag, number, cells })
    }

    fn find_unknown(&self, sheet: &str, values: &Values, unknown: &mut Vec<Unknown>) {
        for cell in &self.cells {
            for name in placeholders(&cell.text) {
                if !values.single.contains_key(name) && values.column(name).is_none() {
                    unknown.push(Unknown { sheet: sheet.to_owned(), cell: cell.at.clone(), name: name.to_owned() });
                }
            }
        }
    }

    fn write(
        &self,
        number: u32,
        record: Option<&Vec<String>>,
        values: &Values,
        growth: Option<Growth>,
        out: &mut Out,
    ) -> Result<(), TemplateError> {
        let is_copied = growth.is_some_and(|growth| growth.row == self.number);
        write(out, Event::Start(with_attribute(&self.tag, "r", &number.to_string())))?;
        for cell in &self.cells {
            let at = format!("{}{number}", letters(&cell.at));
            cell.write(&at, record, values, Place { growth, copy: is_copied.then_some(number) }, out)?;
        }
        write(out, Event::End(BytesEnd::new("row")))
    }
}

impl Cell {
    fn new(tag: BytesStart<'static>) -> Self {
        let at = attribute(&tag, "r").unwrap_or_default();
        Self { tag, at, inside: Vec::new(), text: String::new() }
    }

    /// The text of a cell that refers to the shared texts or holds its own; empty for numbers and formulas.
    fn read_text(&self, strings: &[String]) -> String {
        let kind = attribute(&self.tag, "t").unwrap_or_default();
        let inside: String = self.inside.iter().map(text_of).collect();
        match kind.as_str() {
            "s" => inside.trim().parse().ok().and_then(|at: usize| strings.get(at)).cloned().unwrap_or_default(),
            "inlineStr" => inside,
            _ => String::new(),
        }
    }

    fn is_of_the_list(&self, values: &Values) -> bool {
        placeholders(&self.text).any(|name| values.column(name).is_some())
    }

    fn write(
        &self,
        at: &str,
        record: Option<&Vec<String>>,
        values: &Values,
        place: Place,
        out: &mut Out,
    ) -> Result<(), TemplateError> {
        let tag = with_attribute(&self.tag, "r", at);
        if let Some(figure) = self.figure(record, values) {
            write(out, Event::Start(without_attribute(&tag, "t")))?;
            write(out, Event::Start(BytesStart::new("v")))?;
            write(out, Event::Text(BytesText::new(&figure.number.to_string())))?;
            for name in ["v", "c"] {
                write(out, Event::End(BytesEnd::new(name)))?;
            }
            return Ok(());
        }
        if placeholders(&self.text).next().is_some() {
            let text = filled(&self.text, record, values);
            write(out, Event::Start(with_attribute(&tag, "t", "inlineStr")))?;
            write(out, Event::Start(BytesStart::new("is")))?;
            write(out, Event::Start(with_attribute(&BytesStart::new("t"), "xml:space", "preserve")))?;
            write(out, Event::Text(BytesText::new(&text)))?;
            for name in ["t", "is", "c"] {
                write(out, Event::End(BytesEnd::new(name)))?;
            }
            return Ok(());
        }
        if self.inside.is_empty() {
            return write(out, Event::Empty(tag));
        }
        write(out, Event::Start(tag))?;
        self.write_inside(place, out)?;
        write(out, Event::End(BytesEnd::new("c")))
    }

    /// The number that the cell becomes: it holds one placeholder of a figure and nothing else, so that sums
    /// of the form can take it up.
    fn figure(&self, record: Option<&Vec<String>>, values: &Values) -> Option<Figure> {
        let name = self.text.trim().strip_prefix("{{")?.strip_suffix("}}")?.trim();
        match values.column(name) {
            Some(at) => figure(record?.get(at)?).filter(|_| values.figures.get(at) == Some(&true)),
            None => figure(values.single.get(name)?).filter(|_| values.numbers.contains(name)),
        }
    }

    /// Formulas reach as far as the grown rows; what they came to before no longer holds.
    fn write_inside(&self, Place { growth, copy }: Place, out: &mut Out) -> Result<(), TemplateError> {
        let is = |event: &Event<'_>, name: &str| match event {
            Event::Start(tag) => tag.local_name().as_ref() == name,
            Event::End(tag) => tag.local_name().as_ref() == name,
            _ => false,
        };
        let is_calculated = growth.is_some() && self.inside.iter().any(|event| is(event, "f"));
        let (mut in_formula, mut in_value) = (false, false);
        for event in &self.inside {
            let is_start = matches!(event, Event::Start(_));
            if is(event, "f") {
                in_formula = is_start;
            }
            if is_calculated && is(event, "v") {
                in_value = is_start;
                continue;
            }
            match (growth, event) {
                _ if in_value => {}
                (Some(growth), Event::Text(_)) if in_formula => {
                    let formula = text_of(event);
                    let formula = copy.map_or_else(|| growth.in_formula(&formula), |row| growth.in_copy(&formula, row));
                    write(out, Event::Text(BytesText::new(&formula)))?;
                }
                _ => write(out, event.borrow())?,
            }
        }
        Ok(())
    }
}

/// The names between double braces, in order.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim())
}

/// A text with its placeholders replaced by what they stand for.
fn filled(text: &str, record: Option<&Vec<String>>, values: &Values) -> String {
    let mut parts = text.split("{{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, after)) = part.split_once("}}") else {
            out.push_str("{{");
            out.push_str(part);
            continue;
        };
        let name = name.trim();
        let of_list = values.column(name).map(|at| record.and_then(|cells| cells.get(at)).map_or("", String::as_str));
        out.push_str(of_list.or_else(|| values.single.get(name).map(String::as_str)).unwrap_or_default());
        out.push_str(after);
    }
    out
}

/// A merged range of cells after the growth; one within the repeated row is there for each of its copies.
fn merges(tag: &BytesStart<'_>, growth: Option<Growth>) -> Vec<BytesStart<'static>> {
    let (Some(growth), Some(range)) = (growth, attribute(tag, "ref")) else { return vec![tag.to_owned()] };
    let row = |cell: &str| cell[letters(cell).len()..].parse::<u32>().ok();
    let ends: Vec<&str> = range.split(':').collect();
    if ends.iter().all(|end| row(end) == Some(growth.row)) {
        let copy = |row: u32| ends.iter().map(|end| format!("{}{row}", letters(end))).collect::<Vec<_>>().join(":");
        let rows = growth.row..=growth.row + growth.more;
        return rows.map(|row| with_attribute(tag, "ref", &copy(row))).collect();
    }
    vec![with_attribute(tag, "ref", &growth.in_formula(&range))]
}

/// A tag outside the rows with its ranges brought up to date; a count of merged ranges would no longer be right.
fn moved_tag(tag: &BytesStart<'_>, growth: Option<Growth>) -> BytesStart<'static> {
    let Some(growth) = growth else { return tag.to_owned() };
    let mut moved = tag.to_owned();
    for key in ["ref", "sqref"] {
        if let Some(range) = attribute(&moved, key) {
            moved = with_attribute(&moved, key, &growth.in_formula(&range));
        }
    }
    if moved.local_name().as_ref() == "brk"
        && let Some(row) = attribute(&moved, "id").and_then(|id| id.parse::<u32>().ok())
    {
        moved = with_attribute(&moved, "id", &growth.row(row).to_string());
    }
    if moved.local_name().as_ref() == "mergeCells" { without_attribute(&moved, "count") } else { moved }
}

/// What an event says as text; empty for tags.
pub fn text_of(event: &Event<'_>) -> String {
    match event {
        Event::Text(text) => text.xml10_content().into_owned(),
        Event::CData(data) => data.xml10_content().into_owned(),
        Event::GeneralRef(reference) => {
            let name = reference.xml10_content();
            quick_xml::escape::unescape(&format!("&{name};")).map(std::borrow::Cow::into_owned).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// An attribute's value.
pub fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag.try_get_attribute(key).ok().flatten()?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

fn without_attribute(tag: &BytesStart<'_>, key: &str) -> BytesStart<'static> {
    let name = tag.name().as_ref().to_owned();
    let mut changed = BytesStart::new(name);
    for attribute in tag.attributes().flatten().filter(|one| one.key.as_ref() != key) {
        changed.push_attribute(attribute);
    }
    changed.into_owned()
}

/// The tag with an attribute set.
fn with_attribute(tag: &BytesStart<'_>, key: &str, value: &str) -> BytesStart<'static> {
    let mut changed = without_attribute(tag, key);
    changed.push_attribute((key, value));
    changed
}

/// Shows every tag of a text.
pub fn each_tag(text: &str, see: &mut dyn FnMut(&BytesStart<'_>)) -> Result<(), TemplateError> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Start(tag) | Event::Empty(tag) => see(&tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The text with what stands in tags of a name replaced; `None` leaves it.
pub fn rewrite_texts(
    text: &str,
    name: &str,
    replace: impl Fn(&str) -> Option<String>,
) -> Result<String, TemplateError> {
    let mut reader = Reader::from_str(text);
    let mut out = Writer::new(Vec::new());
    let mut is_inside = false;
    loop {
        let event = reader.read_event().map_err(unreadable)?;
        match &event {
            Event::Eof => break,
            Event::Start(tag) => is_inside = tag.local_name().as_ref() == name,
            Event::End(_) => is_inside = false,
            _ => {}
        }
        let replaced = if is_inside && matches!(event, Event::Text(_)) { replace(&text_of(&event)) } else { None };
        match replaced {
            Some(text) => write(&mut out, Event::Text(BytesText::new(&text)))?,
            None => write(&mut out, event)?,
        }
    }
    String::from_utf8(out.into_inner()).map_err(unreadable)
}

/// The text without the empty tags that `is_gone` picks.
pub fn without_tags(text: &str, is_gone: impl Fn(&BytesStart<'_>) -> bool) -> Result<String, TemplateError> {
    let mut reader = Reader::from_str(text);
    let mut out = Writer::new(Vec::new());
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Eof => break,
            Event::Empty(tag) if is_gone(&tag) => {}
            event => write(&mut out, event)?,
        }
    }
    String::from_utf8(out.into_inner()).map_err(unreadable)
}
