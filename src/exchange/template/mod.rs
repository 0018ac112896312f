//! An office's own form: an xlsx file with placeholders such as `{{姓名}}` that a paper's values are put into.
//!
//! A row with placeholders of the paper's table repeats, once for each of its rows; everything else stands once.
//! Only the cells with placeholders are touched, so the form keeps its look: the files inside the xlsx are patched
//! as text, not written anew ([`sheet`]).

#![expect(clippy::wildcard_enum_match_arm, reason = "whatever else an XML file holds is passed on as it is")]

mod reference;
mod sheet;
mod values;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::Event;

use self::reference::Growth;
pub use self::values::Values;

/// The most that the files inside a form may come to, unpacked.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A placeholder that means nothing for the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The worksheet.
    pub sheet: String,
    /// The cell, such as `B4`.
    pub cell: String,
    /// What stands between the braces.
    pub name: String,
}

/// Why a form cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// It is no xlsx file that can be read; what the reader said.
    Unreadable(String),
    /// What is inside is too large.
    TooLarge,
    /// Placeholders that mean nothing, all of them.
    Unknown {
        /// Where they stand.
        unknown: Vec<Unknown>,
        /// What could stand there.
        known: Vec<String>,
    },
    /// Two rows of one worksheet hold placeholders of the table, and only one can repeat.
    TwoRows {
        /// The worksheet.
        sheet: String,
        /// The second row.
        row: u32,
    },
}

type Parts = Vec<(String, Vec<u8>)>;

/// Fills a form.
///
/// # Errors
/// [`TemplateError`]; nothing is half filled.
pub fn fill(form: &[u8], values: &Values) -> Result<Vec<u8>, TemplateError> {
    let mut parts = unpack(form)?;
    let strings = shared_strings(&parts)?;
    let sheets = sheets(&parts)?;
    let mut unknown = Vec::new();
    let mut grown = BTreeMap::new();
    for (name, path) in &sheets {
        let Some((_, bytes)) = parts.iter_mut().find(|(part, _)| part == path) else { continue };
        let text = as_text(bytes)?;
        let filled = sheet::fill(name, text, &strings, values, &mut unknown)?;
        *bytes = filled.text.into_bytes();
        grown.insert(name.clone(), filled.growth);
    }
    if !unknown.is_empty() {
        return Err(TemplateError::Unknown { unknown, known: values.names() });
    }
    patch_workbook(&mut parts, &grown)?;
    drop_calculation_order(&mut parts)?;
    pack(&parts)
}

fn unreadable(error: impl std::fmt::Display) -> TemplateError {
    TemplateError::Unreadable(error.to_string())
}

fn as_text(bytes: &[u8]) -> Result<&str, TemplateError> {
    std::str::from_utf8(bytes).map_err(unreadable)
}

fn unpack(form: &[u8]) -> Result<Parts, TemplateError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(form)).map_err(unreadable)?;
    let mut parts = Vec::new();
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(unreadable)?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().map_err(unreadable)?.into_owned();
        let mut bytes = Vec::new();
        // sizes that an archive declares may lie, so what comes out is counted
        file.take(left + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        left = left.checked_sub(bytes.len() as u64).ok_or(TemplateError::TooLarge)?;
        parts.push((name, bytes));
    }
    Ok(parts)
}

fn pack(parts: &Parts) -> Result<Vec<u8>, TemplateError> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).map_err(unreadable)?;
        archive.write_all(bytes).map_err(unreadable)?;
    }
    archive.finish().map(Cursor::into_inner).map_err(unreadable)
}

fn part<'p>(parts: &'p Parts, name: &str) -> Result<Option<&'p str>, TemplateError> {
    parts.iter().find(|(part, _)| part == name).map(|(_, bytes)| as_text(bytes)).transpose()
}

/// The texts that cells refer to by number, without what is said about their pronunciation.
fn shared_strings(parts: &Parts) -> Result<Vec<String>, TemplateError> {
    let Some(text) = part(parts, "xl/sharedStrings.xml")? else { return Ok(Vec::new()) };
    let mut reader = Reader::from_str(text);
    let (mut strings, mut is_text, mut is_sound) = (Vec::new(), false, false);
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::Start(tag) if tag.local_name().as_ref() == "rPh" => is_sound = true,
            Event::End(tag) if tag.local_name().as_ref() == "rPh" => is_sound = false,
            Event::Start(tag) if tag.local_name().as_ref() == "t" => is_text = !is_sound,
            Event::End(tag) if tag.local_name().as_ref() == "t" => is_text = false,
            Event::Eof => return Ok(strings),
            event => {
                if let Some(last) = strings.last_mut().filter(|_| is_text) {
                    last.push_str(&sheet::text_of(&event));
                }
            }
        }
    }
}

/// The worksheets: names as people see them, and the files they are in.
fn sheets(parts: &Parts) -> Result<Vec<(String, String)>, TemplateError> {
    let workbook = part(parts, "xl/workbook.xml")?.ok_or_else(|| unreadable("xl/workbook.xml"))?;
    let links = part(parts, "xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let mut targets = BTreeMap::new();
    sheet::each_tag(links, &mut |tag| {
        if let (Some(id), Some(target)) = (sheet::attribute(tag, "Id"), sheet::attribute(tag, "Target")) {
            let target = target.strip_prefix("/xl/").unwrap_or(&target).to_owned();
            targets.insert(id, format!("xl/{target}"));
        }
    })?;
    let mut sheets = Vec::new();
    sheet::each_tag(workbook, &mut |tag| {
        let is_sheet = tag.local_name().as_ref() == "sheet";
        if let (true, Some(name), Some(id)) = (is_sheet, sheet::attribute(tag, "name"), sheet::attribute(tag, "r:id")) {
            sheets.extend(targets.get(&id).map(|path| (name, path.clone())));
        }
    })?;
    Ok(sheets)
}

/// Print areas and other names reach as far as the grown rows.
fn patch_workbook(parts: &mut Parts, grown: &BTreeMap<String, Option<Growth>>) -> Result<(), TemplateError> {
    let Some((_, bytes)) = parts.iter_mut().find(|(name, _)| name == "xl/workbook.xml") else { return Ok(()) };
    let text = as_text(bytes)?;
    let patched = sheet::rewrite_texts(text, "definedName", |name| {
        let sheet = name.split('!').next().unwrap_or_default().trim_matches('\'');
        grown.get(sheet).copied().flatten().map(|growth| growth.in_formula(name))
    })?;
    *bytes = patched.into_bytes();
    Ok(())
}

/// The list of cells to calculate no longer fits; spreadsheet programs make it anew.
fn drop_calculation_order(parts: &mut Parts) -> Result<(), TemplateError> {
    parts.retain(|(name, _)| name != "xl/calcChain.xml");
    for (name, bytes) in parts.iter_mut() {
        if name == "[Content_Types].xml" || name == "xl/_rels/workbook.xml.rels" {
            let kept = sheet::without_tags(as_text(bytes)?, |tag| {
                ["PartName", "Target"]
                    .iter()
                    .filter_map(|key| sheet::attribute(tag, key))
                    .any(|path| path.ends_with("calcChain.xml"))
            })?;
            *bytes = kept.into_bytes();
        }
    }
    Ok(())
}
