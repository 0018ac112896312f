//! `lunxun export`: papers as files.

use std::path::Path;

use chrono::NaiveDateTime;

use super::arguments::ExportArgs;
use super::{Desk, Stop, complain, say};
use crate::app::machine_faces;
use crate::exchange::PaperError;
use crate::exchange::mask::PhoneDisplay;
use crate::exchange::papers::package::{self, Member};
use crate::exchange::papers::{Format, Kind, Request, Source, file, in_form, missing_characters};
use crate::model::{Label, Township, TownshipId, Workspace};
use crate::store::disk::{Disk, RealDisk, replace};
use crate::store::layout::file_name;
use crate::store::problem::Failure;
use crate::store::{attachments, templates};
use crate::words::evidence::EvidenceWords;
use crate::words::{papers, store as store_words};

/// `now` is noted in files that say when they were written.
pub(super) fn run(desk: Desk, arguments: &ExportArgs, now: NaiveDateTime) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder)?;
    let ws = &loaded.workspace;
    let request = request(desk, ws, arguments)?;
    let as_of = arguments.as_of.unwrap_or_else(|| ws.as_of(desk.today));
    let draw = crate::ui::pages::dashboard::picture;
    let source = Source { ws, as_of, now, lang: desk.lang, draw, faces: machine_faces };
    let failed = |error: PaperError| stop(desk, arguments, &error);
    if request.kind == Kind::Package {
        if named_format(&arguments.output).is_some() {
            let name = arguments.output.display().to_string();
            return Err(Stop::unreadable((desk.words().other_ending)(&name, "zip")));
        }
        let formats = match arguments.format {
            None => vec![Format::Xlsx, Format::Pdf],
            Some(format) if Kind::Package.formats().contains(&format.into()) => vec![format.into()],
            Some(format) => return Err(failed(PaperError::NoFormat { kind: Kind::Package, format: format.into() })),
        };
        let mut members = package::members(&source, &request, &formats, |_, _| true).map_err(failed)?;
        disclose(desk, arguments, &request, ws)?;
        if let Some(session) = request.session.and_then(|id| ws.sessions.get(id)) {
            let attached = attachments::read_all(&RealDisk, &arguments.folder, session);
            package::attach(&mut members, attached.files, desk.lang);
            if !attached.missing.is_empty() {
                complain(&(EvidenceWords::of(desk.lang).left_out)(&attached.missing.join("、")));
            }
        }
        save_package(desk, &arguments.output, members, now)?;
    } else {
        let format = format(desk, arguments, request.kind)?;
        let bytes = match &arguments.template {
            None => file(&source, &request, format).map_err(failed)?,
            Some(name) => in_form(&source, &request, &form(desk, arguments, name)?).map_err(failed)?,
        };
        disclose(desk, arguments, &request, ws)?;
        save(desk, &arguments.output, &bytes)?;
        let missing = if format == Format::Pdf { missing_characters(&source, &request) } else { String::new() };
        if !missing.is_empty() {
            complain(&papers::missing(desk.lang, &missing));
        }
    }
    desk.must_be_whole(&loaded)
}

/// The format that is asked for, or that the file's name says, or the usual one. A file never says one thing by its
/// name and holds another.
fn format(desk: Desk, arguments: &ExportArgs, kind: Kind) -> Result<Format, Stop> {
    let asked = arguments.format.map(Format::from);
    let named = named_format(&arguments.output);
    let usual = if arguments.template.is_some() { Format::Xlsx } else { kind.formats()[0] };
    let format = asked.or(named).unwrap_or(usual);
    if named.is_some_and(|named| named != format) {
        let name = arguments.output.display().to_string();
        return Err(Stop::unreadable((desk.words().other_ending)(&name, format.extension())));
    }
    if arguments.template.is_some() && format != Format::Xlsx {
        return Err(Stop::unreadable(desk.words().form_is_xlsx));
    }
    Ok(format)
}

/// The format that a file's name says; `None` if it says none.
fn named_format(path: &Path) -> Option<Format> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    Format::ALL.into_iter().find(|format| Some(format.extension()) == ending.as_deref())
}

fn request(desk: Desk, ws: &Workspace, arguments: &ExportArgs) -> Result<Request, Stop> {
    let words = desk.words();
    let session = arguments.session.as_ref().map(|text| {
        let id = text.parse().ok().filter(|id| ws.sessions.has(*id));
        id.ok_or_else(|| Stop::refused((words.no_session)(text)))
    });
    let township =
        arguments.township.as_ref().map(|name| named(ws, name).ok_or_else(|| Stop::refused((words.no_township)(name))));
    let person = arguments.person.as_ref().map(|text| {
        let id = text.parse().ok().filter(|id| ws.people.has(*id));
        id.ok_or_else(|| Stop::refused((words.no_person)(text)))
    });
    let phone: PhoneDisplay = arguments.phones.into();
    let reason = arguments.reason.clone().unwrap_or_default().trim().to_owned();
    if phone == PhoneDisplay::Full && reason.is_empty() {
        return Err(Stop::unreadable(words.needs_reason));
    }
    Ok(Request {
        kind: arguments.paper.into(),
        session: session.transpose()?,
        township: township.transpose()?,
        person: person.transpose()?,
        phone,
        reason,
        one_a_township: arguments.per_township,
        blank_rows: arguments.blank_rows,
        with_names: !arguments.no_names,
        rows: arguments.rows.into(),
    })
}

fn stop(desk: Desk, arguments: &ExportArgs, error: &PaperError) -> Stop {
    let message = papers::error(desk.lang, error);
    match error {
        PaperError::NotOneAUnit(_)
        | PaperError::NeedsSession(_)
        | PaperError::NoFormat { .. }
        | PaperError::NotOfUnit(_)
        | PaperError::NotOfSession(_) => Stop::unreadable(message),
        PaperError::Refused(_) => match &arguments.session {
            Some(session) => Stop::refused((desk.words().no_session)(session)),
            None => Stop::refused(message),
        },
        PaperError::NobodyCompleted | PaperError::Form(_) | PaperError::Stopped | PaperError::Unwritable(_) => {
            Stop::refused(message)
        }
    }
}

/// The office's own form of this name, with or without its ending.
fn form(desk: Desk, arguments: &ExportArgs, name: &str) -> Result<Vec<u8>, Stop> {
    let path = templates::path_of(&arguments.folder, name);
    RealDisk.read(&path).map_err(|error| Stop::unreadable(store_words::failure(desk.lang, &Failure::new(path, &error))))
}

/// Puts into the audit trail that whole numbers are printed, before they are.
fn disclose(desk: Desk, arguments: &ExportArgs, request: &Request, ws: &Workspace) -> Result<(), Stop> {
    if request.phone != PhoneDisplay::Full {
        return Ok(());
    }
    let paper = papers::kind(desk.lang, request.kind).to_owned();
    desk.append(&arguments.folder, ws, Label::Disclose { paper, reason: request.reason.clone() }, |ws| Ok(ws.clone()))
}

/// The township of this name or alias.
fn named(ws: &Workspace, name: &str) -> Option<TownshipId> {
    let is_called = |township: &&Township| township.name == name || township.aliases.iter().any(|alias| alias == name);
    ws.townships.iter().find(is_called).map(|township| township.id)
}

/// A package goes into one file if its name ends in `.zip`, else into a folder.
fn save_package(desk: Desk, path: &Path, members: Vec<Member>, now: NaiveDateTime) -> Result<(), Stop> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        let bytes = package::zip(&members, now).map_err(|error| stop_unwritable(desk, error))?;
        return save(desk, path, &bytes);
    }
    let made = RealDisk.create_folder(path);
    made.map_err(|error| not_written(desk, path, &error))?;
    for member in members {
        let folder = if member.folder.is_empty() { path.to_owned() } else { path.join(file_name(&member.folder)) };
        RealDisk.create_folder(&folder).map_err(|error| not_written(desk, &folder, &error))?;
        save(desk, &folder.join(file_name(&member.name)), &member.bytes)?;
    }
    Ok(())
}

fn stop_unwritable(desk: Desk, why: String) -> Stop {
    Stop::refused(papers::error(desk.lang, &PaperError::Unwritable(why)))
}

fn not_written(desk: Desk, path: &Path, error: &std::io::Error) -> Stop {
    let failure = Failure::new(path, error);
    Stop::unreadable((desk.words().not_written)(&store_words::failure(desk.lang, &failure)))
}

/// Writes a file whole or not at all, and says so.
pub(super) fn save(desk: Desk, path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    write(desk, path, bytes)?;
    say((desk.words().written)(&path.display().to_string()));
    Ok(())
}

/// Writes a file whole or not at all.
pub(super) fn write(desk: Desk, path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    replace(&RealDisk, path, bytes).map_err(|error| not_written(desk, path, &error))
}
