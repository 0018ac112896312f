//! What can be typed on the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::exchange::mask::PhoneDisplay;
use crate::exchange::papers::{Format, Kind, RowTable};
use crate::words::Lang;
use crate::words::cli as words;

#[derive(Debug, Parser)]
#[command(name = "lunxun", version, about = words::ABOUT, args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(value_name = "DIR", help = words::FOLDER)]
    pub folder: Option<PathBuf>,
    #[arg(long, value_name = "NAME", help = words::RENDERER)]
    pub renderer: Option<String>,
    #[arg(long, global = true, value_enum, default_value = "zh", help = words::LANG)]
    pub lang: LangArg,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = words::DEMO)]
    Demo(DemoArgs),
    #[command(about = words::COVERAGE)]
    Coverage(CoverageArgs),
    #[command(about = words::SESSIONS)]
    Sessions(FolderArgs),
    #[command(about = words::CHECK)]
    Check(FolderArgs),
    #[command(about = words::PLAN)]
    Plan(PlanArgs),
    #[command(about = words::IMPORT)]
    Import(ImportArgs),
    /// What the program asks of itself.
    #[command(name = crate::app::READ_XLS, hide = true)]
    ReadXls,
    #[command(about = words::REPORT)]
    Report {
        #[command(subcommand)]
        kind: ReportKind,
    },
    #[command(about = words::EXPORT)]
    Export(ExportArgs),
}

#[derive(Debug, Subcommand)]
pub(super) enum ReportKind {
    #[command(about = words::REPORT_RULES)]
    Rules(CoverageArgs),
    #[command(about = words::REPORT_BUDGET)]
    Budget(CoverageArgs),
    #[command(about = words::REPORT_HOURS)]
    Hours(CoverageArgs),
    #[command(about = words::REPORT_FORECAST)]
    Forecast(CoverageArgs),
    #[command(about = words::REPORT_DUPLICATES)]
    Duplicates(FolderArgs),
    #[command(about = words::REPORT_TOPICS)]
    Topics(CoverageArgs),
}

#[derive(Debug, Args)]
pub(super) struct FolderArgs {
    #[arg(value_name = "DIR", help = words::FOLDER)]
    pub folder: PathBuf,
    #[arg(long, help = words::JSON)]
    pub json: bool,
}

/// What can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportKind {
    Tables,
    Roster,
    Marks,
    Topics,
    Costs,
    Trainers,
    Venues,
    Holidays,
    Sessions,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[arg(value_enum, value_name = "WHAT", help = words::IMPORT_WHAT)]
    pub what: ImportKind,
    #[arg(value_name = "DIR", help = words::FOLDER)]
    pub folder: PathBuf,
    #[arg(value_name = "FILE", required = true, help = words::IMPORT_FILES)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "NAME", help = words::IMPORT_SHEET)]
    pub sheet: Option<String>,
    #[arg(long, value_name = "NAME", help = words::IMPORT_COHORT)]
    pub cohort: Option<String>,
    #[arg(long, value_name = "ID", help = words::IMPORT_SESSION)]
    pub session: Option<String>,
    #[arg(long, value_name = "SIGN=MARK", help = words::IMPORT_SIGN)]
    pub sign: Vec<String>,
    #[arg(long, help = words::IMPORT_OVERWRITE)]
    pub overwrite: bool,
    #[arg(long, help = words::IMPORT_APPLY)]
    pub apply: bool,
    #[arg(long, value_name = "FILE", help = words::IMPORT_REFUSED)]
    pub refused: Option<PathBuf>,
    #[arg(long, help = words::JSON)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    #[arg(value_name = "DIR", help = words::NEW_FOLDER)]
    pub folder: PathBuf,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=20), help = words::SCALE)]
    pub scale: u32,
    #[arg(long, help = words::FORCE)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(super) struct CoverageArgs {
    #[command(flatten)]
    pub folder: FolderArgs,
    #[arg(long, value_name = "YYYY-MM-DD", help = words::AS_OF)]
    pub as_of: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[arg(value_name = "PAPER", value_enum, help = words::PAPER)]
    pub paper: PaperArg,
    #[arg(value_name = "DIR", help = words::FOLDER)]
    pub folder: PathBuf,
    #[arg(long, value_name = "ID", help = words::SESSION)]
    pub session: Option<String>,
    #[arg(long, value_name = "NAME", help = words::TOWNSHIP)]
    pub township: Option<String>,
    #[arg(long, value_name = "ID", help = words::PERSON)]
    pub person: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD", help = words::AS_OF)]
    pub as_of: Option<NaiveDate>,
    #[arg(long, value_enum, help = words::FORMAT)]
    pub format: Option<FormatArg>,
    #[arg(short, long, value_name = "FILE", help = words::OUTPUT)]
    pub output: PathBuf,
    #[arg(long, value_enum, default_value = "masked", help = words::PHONES)]
    pub phones: Phones,
    #[arg(long, value_name = "TEXT", help = words::REASON)]
    pub reason: Option<String>,
    #[arg(long, help = words::PER_TOWNSHIP)]
    pub per_township: bool,
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u32).range(5..=10), help = words::BLANK_ROWS)]
    pub blank_rows: u32,
    #[arg(long, help = words::NO_NAMES)]
    pub no_names: bool,
    #[arg(long, value_name = "NAME", help = words::TEMPLATE)]
    pub template: Option<String>,
    #[arg(long, value_enum, default_value = "people", help = words::ROWS)]
    pub rows: RowsArg,
}

/// The papers as they are called on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PaperArg {
    Attendance,
    Quota,
    Notice,
    Timetable,
    Plan,
    Ledger,
    Certificate,
    Settlement,
    Annual,
    Coverage,
    Calendar,
    Dashboard,
    Rows,
    Package,
    Unconfirmed,
}

impl From<PaperArg> for Kind {
    fn from(paper: PaperArg) -> Self {
        Self::ALL[paper as usize]
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatArg {
    Xlsx,
    Pdf,
    Csv,
    Ics,
    Png,
    Txt,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Xlsx => Self::Xlsx,
            FormatArg::Pdf => Self::Pdf,
            FormatArg::Csv => Self::Csv,
            FormatArg::Ics => Self::Ics,
            FormatArg::Png => Self::Png,
            FormatArg::Txt => Self::Txt,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum RowsArg {
    People,
    Sessions,
    Marks,
    Costs,
}

impl From<RowsArg> for RowTable {
    fn from(rows: RowsArg) -> Self {
        Self::ALL[rows as usize]
    }
}

#[derive(Debug, Args)]
pub(super) struct PlanArgs {
    #[arg(value_name = "DIR", help = words::FOLDER, required_unless_present = "problem")]
    pub folder: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = words::PROBLEM, conflicts_with = "folder")]
    pub problem: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 10.0, value_parser = seconds, help = words::SECONDS)]
    pub seconds: f64,
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=64), help = words::THREADS)]
    pub threads: u32,
    #[arg(long, value_name = "N", default_value_t = 1, help = words::SEED)]
    pub seed: u64,
    #[arg(short, long, value_name = "FILE", help = words::OUTPUT, requires = "problem")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "YYYY-MM-DD", help = words::PLAN_AS_OF, requires = "folder")]
    pub as_of: Option<NaiveDate>,
    #[arg(long, help = words::APPLY, requires = "folder")]
    pub apply: bool,
    #[arg(long, help = words::JSON)]
    pub json: bool,
}

/// A number of seconds that a clock can wait for.
fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|error| format!("{error}"))?;
    if (0.0..=1e6).contains(&seconds) { Ok(seconds) } else { Err("0–1000000".to_owned()) }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Phones {
    Full,
    Masked,
    None,
}

impl From<Phones> for PhoneDisplay {
    fn from(phones: Phones) -> Self {
        match phones {
            Phones::Full => Self::Full,
            Phones::Masked => Self::Masked,
            Phones::None => Self::Hidden,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LangArg {
    Zh,
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}
