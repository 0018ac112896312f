//! What is said of files that are imported: why one cannot be read, what was understood, the report that is kept.

use super::{Lang, roster};
use crate::exchange::roster::{Conflict, Counts, PreviewRow, Verdict};
use crate::exchange::table_file::{FileFault, Remark, limits};
use crate::exchange::tables::Holds;

/// Why a file cannot be read, and what to do.
pub fn file_fault(lang: Lang, fault: &FileFault) -> String {
    let plain = match fault {
        FileFault::Empty => lang.pick("文件里没有内容", "there is nothing in it"),
        FileFault::TooLarge => {
            lang.pick("文件超过 64 MB，请拆成几个文件再导入", "it is larger than 64 MB; split it into several files")
        }
        FileFault::TooManyRows(sheet) => {
            let most = limits::ROWS;
            return lang.pick(
                format!("工作表“{sheet}”超过 {most} 行，请删去多余的行或拆成几个文件"),
                format!("the sheet “{sheet}” has more than {most} rows; split it into several files"),
            );
        }
        FileFault::TooMuch => lang.pick(
            "文件展开后太大，不像是名册。请用 WPS 打开，把需要的内容复制到新表格再导入",
            "it unpacks to more than any list holds; copy what you need into a new file",
        ),
        FileFault::Encrypted => lang.pick(
            "文件有密码。请用 WPS 打开，去掉密码后另存为 xlsx",
            "it asks for a password; open it, take the password away and save it as xlsx",
        ),
        FileFault::Damaged => lang.pick(
            "文件已损坏或没有下载完整。请重新取得，或用 WPS 打开后另存为 xlsx",
            "it is damaged or incomplete; get it again, or open it and save it as xlsx",
        ),
        FileFault::WebPage => lang.pick(
            "这其实是网页，不是表格文件。请用 WPS 打开，另存为 xlsx",
            "it is a web page with the name of a spreadsheet; open it and save it as xlsx",
        ),
        FileFault::OtherSpreadsheet(kind) => {
            return lang.pick(
                format!("不支持 .{kind} 格式。请用 WPS 打开，另存为 xlsx"),
                format!(".{kind} files are not read; open it in WPS and save it as xlsx"),
            );
        }
        FileFault::NoTable => {
            lang.pick("这不是表格文件。能读 xlsx、xls、csv、tsv", "it is no table; xlsx, xls, csv and tsv are read")
        }
        FileFault::NoSuchSheet(name) => {
            return lang.pick(format!("没有名为“{name}”的工作表"), format!("it has no sheet “{name}”"));
        }
        FileFault::ReaderFailed => lang.pick(
            "这个 .xls 文件读不了。请用 WPS 打开，另存为 xlsx",
            "this .xls file cannot be read; open it and save it as xlsx",
        ),
        FileFault::Stopped => lang.pick("已取消读取", "reading was cancelled"),
    };
    plain.to_owned()
}

/// What deserves to be said about a file that was read.
pub fn remark(lang: Lang, remark: Remark) -> &'static str {
    match remark {
        Remark::Macros => lang.pick("文件带宏，宏没有运行", "it holds macros, which were not run"),
        Remark::ExternalLinks => {
            lang.pick("文件引用了别的文件，没有去读", "it refers to other files, which were not looked at")
        }
        Remark::FarCells => lang.pick("第 256 列以后的内容没有读", "columns beyond the 256th were left out"),
        Remark::BadCharacters => lang.pick("有些字无法识别，请核对", "some characters could not be decoded"),
        Remark::FormulasWithoutValue => {
            lang.pick("有公式没有结果，当作空格。请用 WPS 打开保存一次", "formulas without a result count as blank")
        }
    }
}

/// Why a row was not taken, or what deserves a look about it; empty if there is nothing to say.
pub fn row(lang: Lang, row: &PreviewRow) -> String {
    let mut parts = match &row.verdict {
        Verdict::Changed { fields, .. } => vec![roster::fills(lang, fields)],
        // the doubts tell each field that differs
        Verdict::Conflict(Conflict::Differs { .. }) => Vec::new(),
        Verdict::Conflict(conflict) => vec![roster::conflict(lang, conflict)],
        Verdict::Refused(fault) => vec![roster::fault(lang, fault)],
        Verdict::New | Verdict::Unchanged { .. } | Verdict::Skipped => Vec::new(),
    };
    parts.extend(row.doubts.iter().map(|doubt| roster::doubt(lang, doubt)));
    parts.join(lang.pick("；", "; "))
}

/// How many rows would do what.
pub fn counts(lang: Lang, holds: Holds, counts: Counts) -> String {
    let Counts { new, changed, unchanged, conflicts, refused } = counts;
    let one = if holds == Holds::People { "人" } else { "条" };
    lang.pick(
        format!(
            "新增 {new} {one}，补充 {changed} {one}，无变化 {unchanged} {one}，待决定 {conflicts} 行，不能导入 {refused} 行"
        ),
        format!("{new} new, {changed} changed, {unchanged} unchanged, {conflicts} to decide, {refused} refused"),
    )
}

/// What imports say in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct ImportWords {
    pub reason: &'static str,
    pub report_title: &'static str,
    pub report_of: fn(&str, &str) -> String,
    pub no_names: &'static str,
    pub without_cohort: fn(usize) -> String,
    pub remark: &'static str,
    pub other_session: fn(&str) -> String,
    pub sums_up: &'static str,
    pub columns_not_read: fn(&str) -> String,
    pub no_such_sign: fn(&str) -> String,
    pub no_heading: &'static str,
    pub not_understood: fn(&str) -> String,
    pub records_applied: fn(usize, &str) -> String,
    pub no_such_cohort: fn(&str) -> String,
    pub missing: fn(usize) -> String,
    pub row: fn(u32) -> String,
    pub applied: fn(usize, usize) -> String,
    pub nothing_to_apply: &'static str,
    pub not_applied: &'static str,
    pub report_kept: fn(&str) -> String,
}

impl ImportWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: ImportWords = ImportWords {
    reason: "原因",
    report_title: "导入报告",
    report_of: |what, when| format!("{what}  {when}"),
    no_names: "没有认出姓名一列，请把表头里姓名一列写作“姓名”",
    without_cohort: |n| format!("有 {n} 人没有培训对象，导入后不计入应训。可加 --cohort，或在表中加“培训对象”一列"),
    remark: "提示",
    other_session: |title| format!("表里写明是“{title}”的签到表，按表里的导入，没有用 --session 的班次"),
    columns_not_read: |names| format!("没有读的列：{names}"),
    sums_up: "看表名是汇总，没有导入；确要导入的加 --sheet 表名",
    no_such_sign: |said| format!("看不懂 --sign {said}，请写成 ○=事假 这样"),
    no_heading: "没有认出表头。请选这张表是什么、每一列是什么，下次就认得",
    not_understood: |columns| format!("没有认出表头。需要的列：{columns}"),
    records_applied: |n, what| format!("已导入 {n} 条{what}。打开窗口可以撤销"),
    no_such_cohort: |name| format!("没有培训对象“{name}”"),
    missing: |n| format!("名册涉及的支部里，有 {n} 人不在名册上（不会删除）"),
    row: |n| format!("第 {n} 行"),
    applied: |new, changed| format!("已导入：新增 {new} 人，补充 {changed} 人。打开窗口可以撤销"),
    nothing_to_apply: "没有要导入的内容，数据没有变化",
    not_applied: "以上只是预览，数据没有变化。加 --apply 导入",
    report_kept: |path| format!("报告已存到 {path}"),
};

static EN: ImportWords = ImportWords {
    reason: "Reason",
    report_title: "Import report",
    report_of: |what, when| format!("{what}  {when}"),
    no_names: "no column of names was recognised; call it “name” in the heading",
    without_cohort: |n| {
        format!("{n} people stand in no cohort and will count nowhere; add --cohort or a column “cohort”")
    },
    remark: "note",
    other_session: |title| {
        format!("the sheet says that it is of “{title}”; it is imported there and not into --session")
    },
    columns_not_read: |names| format!("columns that are not read: {names}"),
    sums_up: "a summary by its name, not imported; name it with --sheet to import it",
    no_such_sign: |said| format!("--sign {said} cannot be read; write it like ○=事假"),
    no_heading: "no heading was recognised; say what the table holds and what its columns are, and it is known next time",
    not_understood: |columns| format!("No heading was recognised. The columns needed: {columns}"),
    records_applied: |n, what| format!("Imported {n} records ({what}). The window can undo it"),
    no_such_cohort: |name| format!("There is no cohort “{name}”"),
    missing: |n| format!("{n} people of the branches in the list are not on it (they stay)"),
    row: |n| format!("row {n}"),
    applied: |new, changed| format!("Imported: {new} new, {changed} changed. The window can undo it"),
    nothing_to_apply: "There was nothing to import; the data is unchanged",
    not_applied: "This was a preview; nothing has changed. Add --apply to import",
    report_kept: |path| format!("The report is at {path}"),
};
