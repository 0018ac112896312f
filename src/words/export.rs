//! What the window says where papers are chosen.

use super::Lang;

/// The words of the dialog and the menus of papers.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct ExportWords {
    pub title: fn(&str) -> String,
    pub session_papers: &'static str,
    pub session: &'static str,
    pub format: &'static str,
    pub scope: &'static str,
    pub whole: &'static str,
    pub phones: &'static str,
    /// Masked, left out, whole.
    pub phone_choices: [&'static str; 3],
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub reason_note: &'static str,
    pub form: &'static str,
    pub own_look: &'static str,
    pub rows: &'static str,
    pub per_township: &'static str,
    pub with_names: &'static str,
    pub blank_rows: fn(u32) -> String,
    /// The papers, and whether the evidence goes along.
    pub package_note: fn(&str, bool) -> String,
    pub export: &'static str,
    pub print: &'static str,
    pub copy_text: &'static str,
    pub copied: &'static str,
    pub cancel: &'static str,
    pub palette: fn(&str) -> String,
}

impl ExportWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: ExportWords = ExportWords {
    title: |paper| format!("导出{paper}"),
    session_papers: "本期材料",
    session: "班次",
    format: "格式",
    scope: "范围：",
    whole: "全部单位",
    phones: "电话：",
    phone_choices: ["中间四位遮盖", "不印", "完整（须写用途）"],
    reason: "用途",
    reason_hint: "如：开班前逐一电话通知",
    reason_note: "用途会记入操作记录，并印在每页页脚",
    form: "模板：",
    own_look: "标准样式",
    rows: "内容：",
    per_township: "每个乡镇一张",
    blank_rows: |n| format!("空白行 {n} 行"),
    with_names: "附未训人员名单（PDF 可能有几百页）",
    package_note: |papers, with_evidence| {
        let evidence = if with_evidence { "，连同佐证材料" } else { "" };
        format!("一次生成{papers}{evidence}，装入一个 zip 文件")
    },
    export: "导出…",
    print: "打印",
    copy_text: "复制文字",
    copied: "文字已复制，可以粘贴到群里",
    cancel: "取消",
    palette: |paper| format!("导出：{paper}"),
};

static EN: ExportWords = ExportWords {
    title: |paper| format!("Export: {paper}"),
    session_papers: "Papers",
    session: "Session",
    format: "Format",
    scope: "Of: ",
    whole: "all units",
    phones: "Phones: ",
    phone_choices: ["masked", "left out", "whole (say why)"],
    reason: "What for",
    reason_hint: "Such as: to call everybody before the class",
    reason_note: "It is kept in the audit trail and printed in the foot of every page",
    form: "Form: ",
    own_look: "standard",
    rows: "Rows: ",
    per_township: "One sheet a township",
    blank_rows: |n| format!("{n} blank rows"),
    with_names: "With the names of those not yet trained (the PDF may have hundreds of pages)",
    package_note: |papers, with_evidence| {
        let evidence = if with_evidence { " and the evidence" } else { "" };
        format!("Puts these{evidence} into one zip file: {papers}")
    },
    export: "Export…",
    print: "Print",
    copy_text: "Copy as text",
    copied: "Copied; paste it into the group",
    cancel: "Cancel",
    palette: |paper| format!("Export: {paper}"),
};
