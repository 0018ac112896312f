//! What the card of photos, scans and receipts says.

use super::Lang;
use crate::model::EvidenceKind;

/// The words of the card.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct EvidenceWords {
    pub title: &'static str,
    pub hint: &'static str,
    pub add: &'static str,
    pub choose: &'static str,
    pub working: &'static str,
    pub reading: &'static str,
    pub gone: &'static str,
    pub left_out: fn(&str) -> String,
    pub folder: &'static str,
    pub open: fn(&str) -> String,
    pub remove: fn(&str) -> String,
    pub kind_of: fn(&str) -> String,
}

impl EvidenceWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// The name of a kind of evidence.
pub fn kind(lang: Lang, kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Photo => lang.pick("照片", "Photo"),
        EvidenceKind::SignedSheet => lang.pick("签到表", "Signed sheet"),
        EvidenceKind::Receipt => lang.pick("票据", "Receipt"),
        EvidenceKind::Other => lang.pick("其他", "Other"),
    }
}

static ZH: EvidenceWords = EvidenceWords {
    title: "佐证材料",
    hint: "把照片、签到表扫描件、票据（图片或 PDF）拖到本页，即复制到工作区，列入台账和全套材料",
    add: "添加文件…",
    choose: "选择照片、扫描件或票据",
    working: "正在复制佐证材料",
    reading: "正在读取佐证材料",
    gone: "文件已不在工作区",
    left_out: |files| format!("以下佐证材料的文件已不在工作区，没有装进全套材料：{files}"),
    folder: "佐证材料",
    open: |file| format!("打开 {file}"),
    remove: |file| format!("移除 {file}（文件仍保留）"),
    kind_of: |file| format!("{file} 的类别"),
};

static EN: EvidenceWords = EvidenceWords {
    title: "Evidence",
    hint: "Drop photos, scanned sheets and receipts (pictures or PDF) here: they are copied into the workspace and listed in ledger and package",
    add: "Add files…",
    choose: "Choose photos, scans or receipts",
    working: "Copying evidence",
    reading: "Reading evidence",
    gone: "The file is no longer in the workspace",
    left_out: |files| format!("These files of evidence are no longer in the workspace and not in the package: {files}"),
    folder: "evidence",
    open: |file| format!("Open {file}"),
    remove: |file| format!("Remove {file} (the file stays)"),
    kind_of: |file| format!("Kind of {file}"),
};
