//! All papers of a session, or of the year, as one folder or zip file.

use std::io::{Cursor, Write};

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::{Format, Kind, Request, Source, file, file_stem, unconfirmed};
use crate::exchange::PaperError;
use crate::words::Lang;
use crate::words::evidence::EvidenceWords;

/// A file of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// In which folder of the package it lies; empty for the papers themselves.
    pub folder: String,
    /// Its name with the ending; papers are numbered in the order of the package.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Member {
    /// Where it lies in the package: no name leads out of it.
    pub fn path(&self) -> String {
        let plain = |text: &str| text.replace(['/', '\\'], "-");
        let name = plain(&self.name);
        if self.folder.is_empty() { name } else { format!("{}/{name}", plain(&self.folder)) }
    }
}

/// The kinds of paper in a package: of a session, or of the year.
pub const fn kinds(is_of_session: bool) -> &'static [Kind] {
    if is_of_session {
        &[
            Kind::Notice,
            Kind::Quota,
            Kind::Timetable,
            Kind::Attendance,
            Kind::Unconfirmed,
            Kind::Settlement,
            Kind::Certificate,
        ]
    } else {
        &[
            Kind::Plan,
            Kind::Annual,
            Kind::Ledger,
            Kind::Coverage,
            Kind::Quota,
            Kind::Settlement,
            Kind::Calendar,
            Kind::Dashboard,
        ]
    }
}

/// The papers of a package; those that cannot tell of one unit alone are left out of its package.
fn papers(request: &Request) -> Vec<Request> {
    let is_of_session = request.session.is_some();
    let of_unit = |kind: &&Kind| request.township.is_none() || kind.can_be_of_unit(is_of_session);
    let kinds = kinds(is_of_session).iter().filter(of_unit);
    kinds.map(|kind| Request { kind: *kind, ..request.clone() }).collect()
}

/// Makes the files of a package, in any of `formats` that a paper has, and in whatever else only it has. `step` hears
/// how many of how many papers are made and says whether to go on; stopped, the package holds what was made.
///
/// # Errors
/// As [`file`]; a session that nobody has completed yet has a package without certificates.
pub fn members(
    source: &Source<'_>,
    request: &Request,
    formats: &[Format],
    mut step: impl FnMut(usize, usize) -> bool,
) -> Result<Vec<Member>, PaperError> {
    let papers = papers(request);
    let mut members = Vec::new();
    for (number, paper) in papers.iter().enumerate() {
        if !step(number, papers.len()) {
            break;
        }
        if paper.kind == Kind::Unconfirmed && unconfirmed::is_empty(source, paper)? {
            continue;
        }
        let is_wanted =
            |format: &&Format| formats.contains(format) || !matches!(format, Format::Xlsx | Format::Pdf | Format::Csv);
        for format in paper.kind.formats().iter().filter(is_wanted) {
            let bytes = match file(source, paper, *format) {
                Ok(bytes) => bytes,
                Err(PaperError::NobodyCompleted) => continue,
                Err(error) => return Err(error),
            };
            let name = format!("{:02} {}.{}", number + 1, file_stem(source, paper), format.extension());
            members.push(Member { folder: String::new(), name, bytes });
        }
    }
    Ok(members)
}

/// Puts a session's photos, scans and receipts behind its papers, in a folder of their own.
pub fn attach(members: &mut Vec<Member>, files: Vec<(String, Vec<u8>)>, lang: Lang) {
    let folder = EvidenceWords::of(lang).folder;
    members.extend(files.into_iter().map(|(name, bytes)| Member { folder: folder.to_owned(), name, bytes }));
}

/// The files of a package as one zip file; `now` is when it is made, in local time.
///
/// # Errors
/// What the writer says.
pub fn zip(members: &[Member], now: NaiveDateTime) -> Result<Vec<u8>, String> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // a year beyond what a zip file can say is left out
    let [year, month, day] = [now.year() as u32, now.month(), now.day()];
    let [hour, minute, second] = [now.hour(), now.minute(), now.second()].map(|part| part as u8);
    let made = zip::DateTime::from_date_and_time(year as u16, month as u8, day as u8, hour, minute, second);
    let made = made.unwrap_or_default();
    let options = zip::write::SimpleFileOptions::default().last_modified_time(made);
    for member in members {
        archive.start_file(member.path(), options).map_err(|error| error.to_string())?;
        archive.write_all(&member.bytes).map_err(|error| error.to_string())?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}
