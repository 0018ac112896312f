//! What is wrong with a folder or its files: what happened, what is safe, what to do.

use super::{Lang, records, refusals};
use crate::store::problem::{
    Cause, Failure, FailureKind, Holder, Notice, Problem, ProblemCode, ReadOnlyReason, StoreError,
};

/// Why a folder cannot be opened, made or saved.
pub fn error(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::NoSuchFolder(path) => lang.pick(
            format!("找不到文件夹 {}。请检查路径，或确认 U 盘、共享盘已连接", path.display()),
            format!("There is no folder {}. Check the path, or whether the stick or share is there", path.display()),
        ),
        StoreError::NotAWorkspace(path) => lang.pick(
            format!("{} 不是轮训数据文件夹（缺少 workspace.ron）。请选择包含 workspace.ron 的文件夹", path.display()),
            format!("{} is no Lunxun folder: it has no workspace.ron. Choose the folder that has", path.display()),
        ),
        StoreError::NotEmpty(path) => lang.pick(
            format!("{} 里已有其他文件，没有写入。请另选一个空文件夹", path.display()),
            format!("{} holds other files; nothing was written. Choose an empty folder", path.display()),
        ),
        StoreError::Damaged(problems) => {
            let list: Vec<String> = problems.iter().map(|one| problem(lang, one)).collect();
            let list = list.join("\n");
            lang.pick(
                format!("workspace.ron 无法读取，文件没有被改动：\n{list}"),
                format!("workspace.ron cannot be read; no file was changed:\n{list}"),
            )
        }
        StoreError::Io(one) => failure(lang, one),
        StoreError::NotOnlyASample { found } => lang.pick(
            format!("{} 不是示例数据，没有删除任何文件", found.display()),
            format!("{} is no sample data; nothing was removed", found.display()),
        ),
        StoreError::TooLarge(path) => lang.pick(
            format!("{} 超过 100 MB，没有复制。请压缩或拆分后再添加", path.display()),
            format!("{} is larger than 100 MB and was not copied; make it smaller first", path.display()),
        ),
        StoreError::BadBackup(path) => lang.pick(
            format!("备份 {} 无法读取。请换一份更早的备份", path.display()),
            format!("The backup {} cannot be read. Try an earlier one", path.display()),
        ),
    }
}

/// A file operation that failed, and what can be done.
pub fn failure(lang: Lang, failure: &Failure) -> String {
    let path = failure.path.display();
    let advice = match failure.kind {
        FailureKind::DiskFull => lang.pick("磁盘已满，请腾出空间后重试", "The disk is full: make room and try again"),
        FailureKind::NotAllowed => {
            lang.pick("没有写入权限，请换一个位置", "It may not be written or read: choose another place")
        }
        FailureKind::Gone => {
            lang.pick("文件或文件夹不存在，请检查路径和连接", "It is not there: check the path and the connection")
        }
        FailureKind::InUse => {
            lang.pick("文件正被其他程序打开，请关闭后重试", "Another program has it open: close it and try again")
        }
        FailureKind::IsFolder => lang.pick("这是一个文件夹，请写明文件名", "It is a folder: name a file"),
        FailureKind::Taken => {
            lang.pick("那里已有同名的文件，请换一个名称", "Something of that name is there: choose another name")
        }
        FailureKind::Other => {
            let detail = &failure.detail;
            return lang.pick(
                format!("{path}：读写失败（{detail}）"),
                format!("{path}: it cannot be read or written ({detail})"),
            );
        }
    };
    lang.pick(format!("{path}：{advice}"), format!("{path}: {advice}"))
}

/// A problem with the place where it stands: `people/魏城镇.ron，第 12 行，第 8 列：…`.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    let line = problem.line.map_or_else(String::new, |n| lang.pick(format!("，第 {n} 行"), format!(", line {n}")));
    let column =
        problem.column.map_or_else(String::new, |n| lang.pick(format!("，第 {n} 列"), format!(", column {n}")));
    let colon = lang.pick("：", ": ");
    format!("{}{line}{column}{colon}{}", problem.file, code(lang, &problem.code))
}

/// What is wrong, without the place.
pub fn code(lang: Lang, code: &ProblemCode) -> String {
    match code {
        ProblemCode::Unreadable(cause) => self::cause(lang, cause),
        ProblemCode::NotText => lang.pick("不是 UTF-8 文本", "not UTF-8 text").to_owned(),
        ProblemCode::FileFailed(one) => failure(lang, one),
        ProblemCode::FileMissing => {
            lang.pick("文件缺失，可从备份恢复", "the file is missing; a backup has it").to_owned()
        }
        ProblemCode::Newer { found, known } => lang.pick(
            format!("由更新版本的程序写入（格式 {found}，本程序支持到 {known}），只能查看，请升级程序"),
            format!("written by a newer program (format {found}, this one knows {known}); read only, please update"),
        ),
        ProblemCode::ForeignFile => {
            lang.pick("属于另一个数据文件夹，没有读入", "belongs to another folder and was not read").to_owned()
        }
        ProblemCode::Duplicate { table, key, first_file, first_line } => {
            let table = records::table(lang, *table);
            let line = first_line.map_or_else(String::new, |n| lang.pick(format!(" 第 {n} 行"), format!(", line {n}")));
            lang.pick(
                format!("{table} {key} 重复，以 {first_file}{line} 的为准"),
                format!("{table} {key} stands there twice; the one in {first_file}{line} counts"),
            )
        }
        ProblemCode::Fault { table, key, reason } => {
            format!("{} {key}: {}", records::table(lang, *table), refusals::refusal(lang, reason))
        }
        ProblemCode::BadMarks { text } => lang.pick(
            format!("考勤“{text}”比时段多，或有不认识的符号"),
            format!("the marks {text:?} are more than the half days, or hold an unknown sign"),
        ),
        ProblemCode::TornTail { n_bytes } => lang.pick(
            format!("上次未写完的 {n_bytes} 字节已另存，不影响已保存的操作"),
            format!("{n_bytes} bytes that were never finished were set aside; saved edits are not touched"),
        ),
        ProblemCode::JournalDamaged => lang
            .pick(
                "日志中间损坏，之后的操作读不出来，请从备份恢复",
                "the journal is damaged in the middle; later edits cannot be read: go back to a backup",
            )
            .to_owned(),
        ProblemCode::JournalForked { n_edits } => lang.pick(
            format!("两台电脑同时写过这个文件夹，这份日志的 {n_edits} 步操作没有采用"),
            format!("two computers wrote this folder at once; {n_edits} edits of this journal were left out"),
        ),
        ProblemCode::EmergencyKept { n_edits } => lang.pick(
            format!("文件夹不可写时暂存的 {n_edits} 步操作与现有数据不符，仍保留在本机"),
            format!(
                "{n_edits} edits kept while the folder could not be written do not fit; they stay on this computer"
            ),
        ),
    }
}

fn cause(lang: Lang, cause: &Cause) -> String {
    let listed = |words: &[String]| words.join(lang.pick("、", ", "));
    match cause {
        Cause::FullWidth { found, meant } => lang.pick(
            format!("全角字符“{found}”应为半角“{meant}”"),
            format!("a full-width {found} where {meant} is meant"),
        ),
        Cause::MissingQuote => lang.pick("缺少引号", "a quotation mark is missing").to_owned(),
        Cause::MissingComma => lang.pick("缺少逗号", "a comma is missing").to_owned(),
        Cause::UnclosedBracket(c) => lang.pick(format!("括号“{c}”没有闭合"), format!("the bracket {c} is not closed")),
        Cause::StrayBracket(c) => lang.pick(format!("多余的括号“{c}”"), format!("the bracket {c} closes nothing")),
        Cause::UnknownWord { found, expected } => lang.pick(
            format!("不认识的词“{found}”，可以是：{}", listed(expected)),
            format!("unknown word {found}; possible are {}", listed(expected)),
        ),
        Cause::UnknownField { found, expected } => lang.pick(
            format!("没有“{found}”这个字段，可以是：{}", listed(expected)),
            format!("no such field {found}; there are {}", listed(expected)),
        ),
        Cause::MissingField(field) => lang.pick(format!("缺少字段“{field}”"), format!("the field {field} is missing")),
        Cause::FieldTwice(field) => {
            lang.pick(format!("字段“{field}”重复"), format!("the field {field} is there twice"))
        }
        Cause::NoSuchDate(text) => lang.pick(format!("日期“{text}”不存在"), format!("there is no date {text}")),
        Cause::BadId(text) => lang.pick(format!("“{text}”不是编号"), format!("{text} is no id")),
        Cause::BadNumber => lang.pick("数字不对", "a number is too large, too small or no number").to_owned(),
        Cause::Cut => lang.pick("文件没有写完", "the file ends too early").to_owned(),
        Cause::Other(text) => lang.pick(format!("无法读取（{text}）"), format!("cannot be read ({text})")),
    }
}

/// Something that happened on opening.
pub fn notice(lang: Lang, notice: &Notice) -> String {
    match notice {
        Notice::Recovered { n_edits } => lang.pick(
            format!("上次没有正常关闭，已从日志恢复 {n_edits} 步操作，没有丢失"),
            format!("The last run ended early; {n_edits} edits were taken from the journal, none is lost"),
        ),
        Notice::EmergencyAdopted { n_edits } => lang.pick(
            format!("文件夹不可写时暂存的 {n_edits} 步操作已补写进来"),
            format!("{n_edits} edits kept while the folder could not be written are in it now"),
        ),
        Notice::UnknownFile { file } => lang.pick(
            format!("{file} 不是数据文件，没有动它"),
            format!("{file} is no part of the data and was left alone"),
        ),
        Notice::CannotLock => lang.pick(
            "这个位置不支持文件锁，请不要同时在两处打开".to_owned(),
            "Files cannot be locked here: don't open the folder twice at once".to_owned(),
        ),
    }
}

/// Why a folder is open for reading only.
pub fn read_only(lang: Lang, reason: &ReadOnlyReason) -> String {
    match reason {
        ReadOnlyReason::HeldBy(holder) => held_by(lang, holder),
        ReadOnlyReason::Newer { found, known } => lang.pick(
            format!("由更新版本的程序写入（格式 {found}，本程序支持到 {known}），只能查看"),
            format!("Written by a newer program (format {found}, this one knows {known}): read only"),
        ),
        ReadOnlyReason::Damaged => lang.pick(
            "有文件损坏或缺失，为避免扩大损失，只能查看".to_owned(),
            "Files are damaged or missing: read only, so that nothing more is lost".to_owned(),
        ),
        ReadOnlyReason::NotAllowed => {
            lang.pick("这个文件夹不可写，只能查看".to_owned(), "The folder may not be written: read only".to_owned())
        }
        ReadOnlyReason::Asked => lang.pick("以只读方式打开".to_owned(), "Open for reading only".to_owned()),
    }
}

fn held_by(lang: Lang, holder: &Holder) -> String {
    let name =
        if holder.name.is_empty() { lang.pick("另一个窗口", "another window") } else { holder.name.as_str() };
    match holder.since {
        Some(since) => lang.pick(
            format!("{name}自 {} 起已打开此文件夹，这里只能查看", since.format("%m-%d %H:%M")),
            format!("{name} has had the folder open since {}: read only here", since.format("%-d %b %H:%M")),
        ),
        None => lang
            .pick(format!("{name}已打开此文件夹，这里只能查看"), format!("{name} has the folder open: read only here")),
    }
}
