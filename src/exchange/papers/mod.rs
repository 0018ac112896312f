//! The office's papers (公文、表册) as data, one a file: figures come from [`crate::report`], words from
//! [`crate::words::papers`]. What a paper is printed as is told in [`super::paper`].

mod annual;
mod calendar;
mod certificate;
mod coverage;
mod facts;
mod ledger;
mod notice;
pub mod package;
mod plan;
mod quota;
mod rows;
mod settlement;
mod timetable;
mod unconfirmed;

use chrono::{NaiveDate, NaiveDateTime};

use super::PaperError;
use super::attendance_sheet::{self, SheetOptions, attendance_sheet};
use super::calendar_file::calendar_file;
use super::mask::PhoneDisplay;
use super::paper::figure::figure;
use super::paper::pdf::faces::Faces;
use super::paper::{Paper, RowKind, Section, Unwritten, Watch, pdf, xlsx};
use super::template::{self, Values};
use crate::model::{PersonId, SessionId, TownshipId, Workspace};
use crate::words::papers::official::OfficialWords;
use crate::words::{Lang, calendar_file as calendar_words, papers as words};

pub use rows::RowTable;

/// A kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 签到表
    Attendance,
    /// 名额分配表: of a session, or of the year.
    Quota,
    /// 培训通知
    Notice,
    /// 日程表 of a session.
    Timetable,
    /// 年度培训计划表
    Plan,
    /// 培训台账
    Ledger,
    /// 结业证书 of everyone who completed a session, or 学时证明 of a person.
    Certificate,
    /// 经费决算表: of a session, or of the year.
    Settlement,
    /// 年度执行情况表
    Annual,
    /// 覆盖率报表 with the names not yet trained.
    Coverage,
    /// 日程 by month.
    Calendar,
    /// The dashboard as a picture.
    Dashboard,
    /// Raw rows.
    Rows,
    /// All papers of a session, or of the year.
    Package,
    /// 未回执名单: invited and not confirmed.
    Unconfirmed,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 15] = [
        Self::Attendance,
        Self::Quota,
        Self::Notice,
        Self::Timetable,
        Self::Plan,
        Self::Ledger,
        Self::Certificate,
        Self::Settlement,
        Self::Annual,
        Self::Coverage,
        Self::Calendar,
        Self::Dashboard,
        Self::Rows,
        Self::Package,
        Self::Unconfirmed,
    ];

    /// The formats in which it can be had, the usual one first.
    pub const fn formats(self) -> &'static [Format] {
        match self {
            Self::Notice | Self::Unconfirmed => &[Format::Xlsx, Format::Pdf, Format::Txt],
            Self::Calendar => &[Format::Ics, Format::Xlsx, Format::Pdf],
            Self::Dashboard => &[Format::Png, Format::Pdf],
            Self::Rows => &[Format::Csv, Format::Xlsx],
            Self::Attendance
            | Self::Quota
            | Self::Timetable
            | Self::Plan
            | Self::Ledger
            | Self::Certificate
            | Self::Settlement
            | Self::Annual
            | Self::Coverage
            | Self::Package => &[Format::Xlsx, Format::Pdf],
        }
    }

    /// Whether it can tell of one unit alone. A picture of the whole cannot be cut, and the bills of one session belong
    /// to whoever runs it.
    pub const fn can_be_of_unit(self, is_of_session: bool) -> bool {
        match self {
            Self::Dashboard => false,
            Self::Settlement => !is_of_session,
            Self::Attendance
            | Self::Quota
            | Self::Notice
            | Self::Timetable
            | Self::Plan
            | Self::Ledger
            | Self::Certificate
            | Self::Annual
            | Self::Coverage
            | Self::Calendar
            | Self::Rows
            | Self::Package
            | Self::Unconfirmed => true,
        }
    }

    /// Whether it can tell of one session alone. Coverage is of people over a year.
    pub const fn can_be_of_session(self) -> bool {
        !matches!(self, Self::Coverage | Self::Dashboard)
    }

    /// Whether it can be had with a sheet for each unit.
    pub const fn can_be_one_a_unit(self, is_of_session: bool) -> bool {
        self.can_be_of_unit(is_of_session) && !matches!(self, Self::Timetable | Self::Rows | Self::Package)
    }

    /// Whether it is about one session and cannot be had without.
    pub const fn needs_session(self) -> bool {
        matches!(self, Self::Attendance | Self::Notice | Self::Timetable)
    }
}

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Format {
    Xlsx,
    Pdf,
    Csv,
    Ics,
    Png,
    Txt,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 6] = [Self::Xlsx, Self::Pdf, Self::Csv, Self::Ics, Self::Png, Self::Txt];

    /// Whether it has sheets or pages, of which each unit can have its own.
    pub const fn has_sheets(self) -> bool {
        matches!(self, Self::Xlsx | Self::Pdf)
    }

    /// How a file's name ends.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Ics => "ics",
            Self::Png => "png",
            Self::Txt => "txt",
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Which paper.
    pub kind: Kind,
    /// Of which session; `None`: of the year.
    pub session: Option<SessionId>,
    /// Only what concerns this unit.
    pub township: Option<TownshipId>,
    /// Of which person.
    pub person: Option<PersonId>,
    /// How much of phones and ID numbers is shown.
    pub phone: PhoneDisplay,
    /// Why they are shown in full; stands in the foot.
    pub reason: String,
    /// Whether each unit gets a sheet of its own.
    pub one_a_township: bool,
    /// Blank rows of an attendance sheet for people who come without having been enrolled.
    pub blank_rows: u32,
    /// Whether the coverage is followed by the names of those not yet trained.
    pub with_names: bool,
    /// Which raw rows.
    pub rows: RowTable,
}

impl Request {
    /// A paper of the whole year with masked numbers.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            session: None,
            township: None,
            person: None,
            phone: PhoneDisplay::Masked,
            reason: String::new(),
            one_a_township: false,
            blank_rows: SheetOptions::default().walk_in_rows,
            with_names: true,
            rows: RowTable::default(),
        }
    }

    /// A paper of one session with masked numbers.
    pub fn of(kind: Kind, session: SessionId) -> Self {
        Self { session: Some(session), ..Self::new(kind) }
    }
}

/// Draws the dashboard as PNG: pictures are made elsewhere.
pub type DrawDashboard = fn(&Workspace, Lang, NaiveDate) -> Result<Vec<u8>, String>;

/// Finds the faces that PDFs are set in, once they are needed: which the machine has is known elsewhere.
pub type FindFaces = fn() -> &'static Faces;

/// What a paper is made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The records.
    pub ws: &'a Workspace,
    /// The day to which figures refer.
    pub as_of: NaiveDate,
    /// When it is made, in local time.
    pub now: NaiveDateTime,
    /// In which language.
    pub lang: Lang,
    /// Makes the dashboard's picture.
    pub draw: DrawDashboard,
    /// Finds the faces of PDFs.
    pub faces: FindFaces,
}

impl Source<'_> {
    fn words(&self) -> &'static OfficialWords {
        OfficialWords::of(self.lang)
    }
}

/// The bytes of a file with the paper.
///
/// # Errors
/// [`PaperError::NoFormat`] for a format it has not got, [`PaperError::NeedsSession`], [`PaperError::NotOfUnit`],
/// [`PaperError::Refused`] for records that are not there, [`PaperError::Unwritable`].
pub fn file(source: &Source<'_>, request: &Request, format: Format) -> Result<Vec<u8>, PaperError> {
    file_watched(source, request, format, &|_, _| true)
}

/// As [`file`], while somebody watches who may stop it.
///
/// # Errors
/// As [`file`], and [`PaperError::Stopped`].
pub fn file_watched(
    source: &Source<'_>,
    request: &Request,
    format: Format,
    watch: Watch<'_>,
) -> Result<Vec<u8>, PaperError> {
    if !request.kind.formats().contains(&format) {
        return Err(PaperError::NoFormat { kind: request.kind, format });
    }
    if request.township.is_some() && !request.kind.can_be_of_unit(request.session.is_some()) {
        return Err(PaperError::NotOfUnit(request.kind));
    }
    let can_be_one_a_unit = format.has_sheets() && request.kind.can_be_one_a_unit(request.session.is_some());
    if request.one_a_township && !can_be_one_a_unit {
        return Err(PaperError::NotOneAUnit(request.kind));
    }
    if request.session.is_some() && !request.kind.can_be_of_session() {
        return Err(PaperError::NotOfSession(request.kind));
    }
    let faces = || (source.faces)();
    let written = match (request.kind, format) {
        (Kind::Dashboard, Format::Png) => return dashboard(source),
        (Kind::Dashboard, _) => pdf::write_behind(Some(dashboard(source)?), &paper(source, request)?, faces(), watch),
        (Kind::Calendar, Format::Ics) => {
            let texts = calendar_words::texts(source.lang);
            let text = calendar_file(source.ws, request.township, request.session, source.now, texts);
            Ok(text.into_bytes())
        }
        (Kind::Rows, Format::Csv) => rows::csv(source, request, watch),
        (Kind::Rows, _) => rows::xlsx(source, request, watch),
        (_, Format::Txt) => return text(source, request).map(String::into_bytes),
        (_, Format::Pdf) => pdf::write(&paper(source, request)?, faces(), watch),
        _ => xlsx::write(&paper(source, request)?).map_err(Unwritten::from),
    };
    written.map_err(|why| match why {
        Unwritten::Stopped => PaperError::Stopped,
        Unwritten::Failed(why) => PaperError::Unwritable(why),
    })
}

fn dashboard(source: &Source<'_>) -> Result<Vec<u8>, PaperError> {
    (source.draw)(source.ws, source.lang, source.as_of).map_err(PaperError::Unwritable)
}

/// The characters that a PDF of the paper prints as 〓, because no face has a shape for them.
pub fn missing_characters(source: &Source<'_>, request: &Request) -> String {
    let paper = paper(source, request).unwrap_or_default();
    pdf::missing_characters(&paper, (source.faces)()).into_iter().collect()
}

/// The paper in an office's own form.
///
/// # Errors
/// As [`file`], and [`PaperError::Form`].
pub fn in_form(source: &Source<'_>, request: &Request, form: &[u8]) -> Result<Vec<u8>, PaperError> {
    // a form has room for one table: the units after the first would be lost
    if request.one_a_township {
        return Err(PaperError::NotOneAUnit(request.kind));
    }
    let paper = paper(source, request)?;
    let mut values = Values::of(&paper, words::title_name(source.lang));
    if request.session.is_some() {
        if request.kind == Kind::Certificate {
            // the facts of the first certificate are not those of the others
            values.single.retain(|name, _| name == words::title_name(source.lang));
        }
        let facts = source.session_facts(source.session(request)?);
        let figures = facts.iter().filter(|(_, fact)| figure(fact).is_some());
        values.numbers.extend(figures.map(|(name, _)| name.clone()));
        values.single.extend(facts);
        if request.kind == Kind::Certificate {
            let (table, columns) = certificate::register(source, source.session(request)?, request);
            values.take_table(&table, &columns);
        }
    }
    template::fill(form, &values).map_err(PaperError::Form)
}

/// The paper as data, before it is written in any format.
///
/// # Errors
/// As [`file`].
pub fn paper(source: &Source<'_>, request: &Request) -> Result<Paper, PaperError> {
    if request.kind.needs_session() && request.session.is_none() {
        return Err(PaperError::NeedsSession(request.kind));
    }
    if request.one_a_township && request.township.is_none() && request.kind != Kind::Attendance {
        return one_a_unit(source, request);
    }
    let mut paper = match request.kind {
        Kind::Attendance => attendance(source, request)?,
        Kind::Quota => quota::paper(source, request)?,
        Kind::Notice => notice::letter(source, request)?.paper(source, request)?,
        Kind::Timetable => timetable::paper(source, request)?,
        Kind::Plan => plan::paper(source, request),
        Kind::Ledger => ledger::paper(source, request),
        Kind::Certificate => certificate::paper(source, request)?,
        Kind::Settlement => settlement::paper(source, request)?,
        Kind::Annual => annual::paper(source, request),
        Kind::Coverage => coverage::paper(source, request),
        Kind::Calendar => calendar::paper(source, request),
        Kind::Unconfirmed => unconfirmed::paper(source, request)?,
        // the figures behind the picture, which can be searched and copied
        Kind::Dashboard => Paper {
            title: file_stem(source, request),
            ..coverage::paper(source, &Request { with_names: false, ..request.clone() })
        },
        Kind::Rows | Kind::Package => Paper::default(),
    };
    let shows_all = request.phone == PhoneDisplay::Full && !request.reason.is_empty();
    let notes = [
        source.ws.programme.is_sample.then(|| source.words().sample.to_owned()),
        shows_all.then(|| (source.words().whole_foot)(&request.reason)),
    ];
    paper.foot = notes.into_iter().flatten().collect::<Vec<_>>().join("　");
    // certificates are handed out one by one
    if request.kind != Kind::Certificate || request.session.is_none() {
        words::texts(source.lang).page_of.clone_into(&mut paper.page_of);
    }
    Ok(paper)
}

/// The papers of all units behind each other, each named after its unit; a unit of which it tells nothing has none.
fn one_a_unit(source: &Source<'_>, request: &Request) -> Result<Paper, PaperError> {
    let mut whole = Paper { title: file_stem(source, request), ..Paper::default() };
    for unit in source.ws.townships_in_order() {
        let request = Request { township: Some(unit.id), one_a_township: false, ..request.clone() };
        let of_unit = match paper(source, &request) {
            Err(PaperError::NobodyCompleted) => continue,
            made => made?,
        };
        let is_empty = |section: &Section| {
            let rows = section.table.as_ref().map(|table| &table.rows);
            rows.is_some_and(|rows| rows.iter().all(|row| row.kind != RowKind::Plain))
        };
        if of_unit.sections.iter().all(is_empty) {
            continue;
        }
        (whole.page_of, whole.foot) = (of_unit.page_of, of_unit.foot);
        let named = |mut section: Section| {
            section.name.clone_from(&unit.name);
            section
        };
        whole.sections.extend(of_unit.sections.into_iter().map(named));
    }
    Ok(whole)
}

/// The paper as text to paste into a chat group.
///
/// # Errors
/// As [`file`].
pub fn text(source: &Source<'_>, request: &Request) -> Result<String, PaperError> {
    if request.kind == Kind::Notice {
        return notice::letter(source, request).map(|letter| letter.text());
    }
    if request.kind == Kind::Unconfirmed {
        return unconfirmed::text(source, request);
    }
    Err(PaperError::NoFormat { kind: request.kind, format: Format::Txt })
}

fn attendance(source: &Source<'_>, request: &Request) -> Result<Paper, PaperError> {
    let session = request.session.ok_or(PaperError::NeedsSession(request.kind))?;
    let options = SheetOptions {
        phone: request.phone,
        one_a_township: request.one_a_township || request.township.is_some(),
        only: request.township,
        walk_in_rows: request.blank_rows,
    };
    let texts = words::texts(source.lang);
    let sheet = attendance_sheet(source.ws, session, options, texts).map_err(PaperError::Refused)?;
    Ok(attendance_sheet::paper(&sheet, texts))
}

/// What a file with the paper is called, without its ending.
pub fn file_stem(source: &Source<'_>, request: &Request) -> String {
    let programme = &source.ws.programme;
    let session = request.session.and_then(|id| source.ws.sessions.get(id)).map(|session| session.title.as_str());
    let unit = request.township.and_then(|id| source.ws.townships.get(id)).map(|unit| unit.name.as_str());
    let person = request.person.and_then(|id| source.ws.people.get(id)).map(|person| person.name.as_str());
    let whole = (source.words().all_of)(unit.unwrap_or(&programme.district), programme.year);
    let what = session.or(person).map_or(whole, str::to_owned);
    let kind = match (request.kind, request.session) {
        (Kind::Certificate, Some(_)) => source.words().certificate.to_owned(),
        (Kind::Certificate, None) => source.words().statement.to_owned(),
        (kind, _) => words::kind_file(source.lang, kind),
    };
    format!("{what}{kind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paper_has_a_format_and_a_name_in_both_languages() {
        for kind in Kind::ALL {
            assert!(!kind.formats().is_empty());
            for lang in Lang::ALL {
                assert!(!words::kind(lang, kind).is_empty() && !words::kind_file(lang, kind).is_empty());
            }
        }
    }
}
