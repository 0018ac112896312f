//! What the command line says. Its help is in both languages, because it is read before one is chosen.

use chrono::NaiveDate;

use super::Lang;

/// Help of the program.
pub const ABOUT: &str =
    "轮训：基层党组织年度培训管理。不带命令时打开窗口 / Lunxun: without a command it opens the window";
/// Help of a folder that is there.
pub const FOLDER: &str = "数据文件夹 / the folder with the data";
/// Help of a folder to be made.
pub const NEW_FOLDER: &str = "要新建的文件夹 / the folder to make";
/// Help of `--renderer`.
pub const RENDERER: &str = "指定绘图方式 / the renderer to use";
/// Help of `--lang`.
pub const LANG: &str = "输出语言 / the language of the output";
/// Help of `demo`.
pub const DEMO: &str = "写出示例区县（人员均为虚构） / write the sample district; all people are invented";
/// Help of `coverage`.
pub const COVERAGE: &str = "覆盖率与经费 / coverage and budget";
/// Help of `sessions`.
pub const SESSIONS: &str = "列出班次 / list the sessions";
/// Help of `check`.
pub const CHECK: &str = "检查数据：错误与提醒 / check the data: errors and findings";
/// Help of `plan`.
pub const PLAN: &str = "编制培训计划 / draft a course plan";
/// Help of `--problem`.
pub const PROBLEM: &str =
    "计划问题文件（course-plan-1 格式的 JSON） / the planning problem, JSON in the format course-plan-1";
/// Help of `--seconds`.
pub const SECONDS: &str =
    "最多用时（秒），证明最优时提前结束 / seconds at most; it ends earlier once the plan is proved best";
/// Help of `--threads`.
pub const THREADS: &str = "线程数 / threads";
/// Help of `--seed`.
pub const SEED: &str = "随机种子 / the seed of arbitrary choices";
/// Help of `plan --as-of`.
pub const PLAN_AS_OF: &str =
    "从哪天之后开始安排，缺省为工作区的截止日期或今天 / the day after which everything is open";
/// Help of `--apply`.
pub const APPLY: &str = "采用方案，写入工作区 / adopt the plan";
/// Help of `report`.
pub const REPORT: &str = "上级要的数字 / the figures a district is asked for";
/// Help of `report rules`.
pub const REPORT_RULES: &str = "各项检查：依据、影响、结果 / every check: source, impact, findings";
/// Help of `report budget`.
pub const REPORT_BUDGET: &str = "经费：上限、支出、已安排、结余 / budget: ceilings, spent, committed, free";
/// Help of `report hours`.
pub const REPORT_HOURS: &str = "学时：达标、欠学时名单、可补的班次 / hours: who is short, and what would mend it";
/// Help of `report forecast`.
pub const REPORT_FORECAST: &str =
    "预测：何时达到、还要多少钱 / forecast: when the plan gets there, what the rest costs";
/// Help of `report topics`.
pub const REPORT_TOPICS: &str = "点题：谁点的、办到哪一步 / topics asked for, and what came of them";
/// Help of `report duplicates`.
pub const REPORT_DUPLICATES: &str =
    "查重：哪些档案可能是同一人，凭什么 / records that may be of one person, and what speaks for it";
/// Help of `import`.
pub const IMPORT: &str = "导入表格（xlsx、xls、csv） / import tables (xlsx, xls, csv)";
/// Help of what to import.
pub const IMPORT_WHAT: &str = "导入什么：tables 自动辨认（可以是几种），roster 花名册，marks 考勤（签回的签到表、远程平台记录），topics 点题，costs 经费，trainers 教师，venues 场地，holidays 节假日，sessions 班次计划 / what to import";
/// Help of the files to import.
pub const IMPORT_FILES: &str = "要导入的文件 / the files to import";
/// Help of `--sheet`.
pub const IMPORT_SHEET: &str = "只读这个工作表 / only the sheet of this name";
/// Help of `--cohort`.
pub const IMPORT_COHORT: &str = "没有写培训对象的行算作哪一类 / the cohort of rows that name none";
/// Help of `import --sign`.
pub const IMPORT_SIGN: &str = "签到表里 ○、△ 的意思，如 ○=事假（可以写几次） / what ○ or △ means on attendance sheets";
/// Help of `import --session`.
pub const IMPORT_SESSION: &str = "表里没写班次时，是哪个班次（编号） / the session of rows that name none";
/// Help of `--overwrite`.
pub const IMPORT_OVERWRITE: &str =
    "以表中内容为准，覆盖现有内容；缺省只补空白 / let the file win; otherwise only blanks are filled";
/// Help of `import --apply`.
pub const IMPORT_APPLY: &str = "写入工作区；不加只预览 / import; otherwise it is only a preview";
/// Help of `--refused`.
pub const IMPORT_REFUSED: &str =
    "把没有导入的行写到这个 xlsx，改好后可再导入 / write the rows that were not taken to this xlsx";
/// Help of `export`.
pub const EXPORT: &str = "导出表格 / export a paper";
/// Help of the paper to export.
pub const PAPER: &str = "哪种材料 / which paper";
/// Help of `--township`.
pub const TOWNSHIP: &str = "只含与这个乡镇有关的内容 / only what concerns this township";
/// Help of `--person`.
pub const PERSON: &str = "人员编号（学时证明用） / a person's id, for a statement of hours";
/// Help of `--reason`.
pub const REASON: &str =
    "印出完整电话的用途，记入操作记录和页脚 / why whole phones are printed; kept in the audit trail and the foot";
/// Help of `--template`.
pub const TEMPLATE: &str =
    "用 templates/ 里的本单位模板（xlsx） / an office's own form in the folder's templates/ (xlsx)";
/// Help of `--rows`.
pub const ROWS: &str = "导出哪种原始数据（csv） / which raw rows (csv)";
/// Help of `--json`.
pub const JSON: &str = "输出 JSON / print JSON";
/// Help of `--scale`.
pub const SCALE: &str = "人数放大倍数 / how many times as many people";
/// Help of `--force`.
pub const FORCE: &str =
    "先删除已有的示例（只删除示例数据） / remove a sample that is there first, and nothing but a sample";
/// Help of `--as-of`.
pub const AS_OF: &str = "统计截止日期，缺省为工作区的截止日期或今天 / the day to which the figures refer";
/// Help of `--session`.
pub const SESSION: &str = "班次编号，见 lunxun sessions / the session's id, see lunxun sessions";
/// Help of `--format`.
pub const FORMAT: &str = "文件格式 / the format of the file";
/// Help of `--output`.
pub const OUTPUT: &str = "写到哪个文件 / the file to write";
/// Help of `--phones`.
pub const PHONES: &str = "联系电话：完整、遮盖或不印 / phones: whole, masked or left out";
/// Help of `--per-township`.
pub const PER_TOWNSHIP: &str = "每个乡镇一张 / one sheet a township";

/// Help of `--blank-rows`.
pub const BLANK_ROWS: &str = "签到表末尾的空白行，5 至 10 行 / blank rows of an attendance sheet, 5 to 10";

/// Help of `--no-names`.
pub const NO_NAMES: &str = "覆盖率报表不附未训名单 / coverage without the names of those not yet trained";

/// A value that an argument cannot have, with those it can have if they are few. In which language is not known yet.
pub fn bad_value(argument: &str, value: &str, valid: &str) -> String {
    let choice = match valid {
        "" => String::new(),
        valid => format!("，可以是 {valid}"),
    };
    format!("{argument} 不能是“{value}”{choice} / wrong value")
}

/// An argument that does not exist.
pub fn unknown_argument(argument: &str) -> String {
    format!("没有 {argument} 这个参数 / unknown argument")
}

/// Arguments that are missing.
pub fn missing_argument(arguments: &str) -> String {
    format!("缺少 {arguments} / missing argument")
}

/// What commands print in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct CliWords {
    pub coverage_of: fn(&str, NaiveDate) -> String,
    pub heads: &'static str,
    pub places: &'static str,
    pub attendances: &'static str,
    pub sessions: &'static str,
    pub hours: &'static str,
    pub spent: &'static str,
    pub committed: &'static str,
    pub ceiling: &'static str,
    pub per_head: &'static str,
    pub left: &'static str,
    pub sum: &'static str,
    pub over: &'static str,
    pub topics_answered: fn(&str, &str, &str) -> String,
    pub topics_asked: fn(&str, &str) -> String,
    pub no_unit: &'static str,
    pub incomplete: &'static str,
    pub error: &'static str,
    pub warning: &'static str,
    pub finding: &'static str,
    pub way_out: &'static str,
    pub checked: fn(usize, usize) -> String,
    pub no_session: fn(&str) -> String,
    pub no_township: fn(&str) -> String,
    pub no_person: fn(&str) -> String,
    pub needs_reason: &'static str,
    pub other_ending: fn(&str, &str) -> String,
    pub form_is_xlsx: &'static str,
    pub written: fn(&str) -> String,
    pub not_written: fn(&str) -> String,
    pub cannot_change: fn(&str) -> String,
    pub demo_written: fn(&str, usize, usize) -> String,
}

impl CliWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: CliWords = CliWords {
    coverage_of: |district, day| format!("{district}，截至 {day}"),
    heads: "覆盖率（人）",
    places: "名额完成率",
    attendances: "人次",
    sessions: "期次",
    hours: "学时达标率",
    spent: "已支出（元）",
    committed: "已安排（元）",
    ceiling: "经费上限（元）",
    per_head: "人均经费（元）",
    left: "结余（元）",
    sum: "合计",
    over: "超标",
    topics_answered: |n, of, rate| format!("已答复\t{n} / {of} = {rate}（不含已合并和未采纳）"),
    topics_asked: |heads, branches| format!("点题人\t{heads} 人，{branches} 个支部"),
    no_unit: "单位未定",
    incomplete: "有文件读不出来，以上结果不完整。请先运行 lunxun check 查看，再从备份恢复：",
    error: "错误",
    warning: "注意",
    finding: "提醒",
    way_out: "可以",
    checked: |errors, findings| format!("共 {errors} 个错误，{findings} 条提醒"),
    no_township: |name| format!("没有名为“{name}”的乡镇，请写全称"),
    no_person: |id| format!("没有编号为 {id} 的人员"),
    needs_reason: "印出完整电话和身份证号须用 --reason 写明用途，用途会记入操作记录和页脚",
    other_ending: |name, ending| format!("文件名 {name} 与要写的 {ending} 格式不符，请改用以 .{ending} 结尾的文件名"),
    form_is_xlsx: "套用模板（--template）只能写出 xlsx 文件",
    no_session: |id| format!("没有编号为 {id} 的班次。用 lunxun sessions 查看编号"),
    written: |path| format!("已写出 {path}"),
    cannot_change: |why| format!("没有修改：{why}。请先关闭打开着它的窗口，再执行一次"),
    not_written: |why| format!("没有写出文件，原有文件未受影响。{why}"),
    demo_written: |path, people, sessions| {
        format!("示例区县已写入 {path}：{people} 人，{sessions} 个班次（均为虚构）。用 lunxun {path} 打开")
    },
};

static EN: CliWords = CliWords {
    coverage_of: |district, day| format!("{district} as of {day}"),
    heads: "Coverage (heads)",
    places: "Places used",
    attendances: "Attendances",
    sessions: "Sessions",
    hours: "Hours reached",
    spent: "Spent (yuan)",
    committed: "Committed (yuan)",
    ceiling: "Ceiling (yuan)",
    per_head: "Per head (yuan)",
    left: "Left (yuan)",
    sum: "In all",
    over: "Over the limit",
    topics_answered: |n, of, rate| format!("Answered\t{n} / {of} = {rate} (merged and declined ones left out)"),
    topics_asked: |heads, branches| format!("Asked by\t{heads} people, {branches} branches"),
    no_unit: "Unit unknown",
    incomplete: "Some files cannot be read, so this is incomplete. Run lunxun check, then restore a backup:",
    error: "error",
    warning: "warning",
    finding: "finding",
    way_out: "way out",
    checked: |errors, findings| format!("{errors} errors, {findings} findings"),
    no_township: |name| format!("There is no township called {name}"),
    no_person: |id| format!("There is no person {id}"),
    needs_reason: "Whole phones and ID numbers need a --reason; it is kept in the audit trail and the foot",
    other_ending: |name, ending| format!("{name} is to hold {ending}: give it a name that ends in .{ending}"),
    form_is_xlsx: "A form of one's own (--template) comes out as xlsx only",
    no_session: |id| format!("There is no session {id}. lunxun sessions lists the ids"),
    written: |path| format!("Wrote {path}"),
    cannot_change: |why| format!("Nothing was changed: {why}. Close the window that has it open and try again"),
    not_written: |why| format!("Nothing was written; a file that was there is as it was. {why}"),
    demo_written: |path, people, sessions| {
        format!("Wrote the sample district to {path}: {people} people, {sessions} sessions, all invented")
    },
};
