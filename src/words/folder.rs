//! What the settings say about the folder, its backups and copies.

use super::Lang;

/// The words of the folder tab.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct FolderWords {
    pub title: &'static str,
    pub place: &'static str,
    pub explain: &'static str,
    pub author: &'static str,
    pub backups: &'static str,
    pub backups_note: &'static str,
    pub no_backups: &'static str,
    pub back_up: &'static str,
    pub restore: &'static str,
    pub restore_title: &'static str,
    pub restore_text: fn(&str) -> String,
    pub copy: &'static str,
    pub copy_note: &'static str,
    pub copied: fn(&str) -> String,
    pub backed_up: &'static str,
    pub not_backed_up: &'static str,
    pub sample: &'static str,
    pub sample_note: &'static str,
    pub remove_sample: &'static str,
    pub remove_title: &'static str,
    pub remove_text: &'static str,
    pub removed: &'static str,
    pub history: &'static str,
    pub history_note: &'static str,
    pub nobody: &'static str,
    pub working: &'static str,
    pub closing: &'static str,
}

impl FolderWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: FolderWords = FolderWords {
    title: "数据文件夹",
    place: "位置",
    explain: "全部数据都在这个文件夹里，是可以直接阅读的文本文件。每一步操作都已写入，不需要手动保存",
    author: "操作人姓名（写入操作记录，也显示给同时打开的人）",
    backups: "备份",
    backups_note: "每天第一次改动前自动备份；恢复时会另建文件夹，现有数据不受影响",
    no_backups: "还没有备份",
    back_up: "立即备份",
    restore: "恢复到这一天",
    restore_title: "恢复备份",
    restore_text: |name| format!("将把备份 {name} 恢复到旁边的一个新文件夹并打开。现在的文件夹保持不变。"),
    copy: "复制到 U 盘…",
    copy_note: "把整个文件夹复制到 U 盘或其他位置",
    copied: |path| format!("已复制到 {path}"),
    backed_up: "已备份",
    not_backed_up: "备份还没有完成，请看状态栏的提示；数据没有受影响",
    sample: "示例数据",
    sample_note: "这是示例区县，人员均为虚构。不再需要时可以删除整个文件夹",
    remove_sample: "删除示例",
    remove_title: "删除示例区县",
    remove_text: "将删除示例文件夹及其中全部内容，此操作不能撤销。其他工作区不受影响。",
    removed: "示例已删除",
    history: "操作记录",
    history_note: "最近的操作，最新的在前",
    nobody: "未署名",
    working: "正在处理文件夹",
    closing: "正在关闭工作区",
};

static EN: FolderWords = FolderWords {
    title: "Data folder",
    place: "Where",
    explain: "Everything is in this folder, as text files that can be read. Each step is written at once; there is nothing to save",
    author: "Your name (stands in the list of edits, and is shown to others)",
    backups: "Backups",
    backups_note: "Made before the first change of a day. Going back makes a new folder; this one stays as it is",
    no_backups: "No backups yet",
    back_up: "Back up now",
    restore: "Go back to this day",
    restore_title: "Go back to a backup",
    restore_text: |name| format!("The backup {name} will be restored into a new folder beside this one, and opened."),
    copy: "Copy to a USB stick…",
    copy_note: "Copies the whole folder to a stick or anywhere else",
    copied: |path| format!("Copied to {path}"),
    backed_up: "Backed up",
    not_backed_up: "The backup is not there yet; see the status bar. Your data is untouched",
    sample: "Sample data",
    sample_note: "This is the sample district; all people are invented. Remove the folder when you no longer need it",
    remove_sample: "Remove the sample",
    remove_title: "Remove the sample district",
    remove_text: "The sample folder and all in it will be deleted. This cannot be undone. No other workspace is touched.",
    removed: "The sample is removed",
    history: "Edits",
    history_note: "The latest first",
    nobody: "unsigned",
    working: "Working on the folder",
    closing: "Closing the workspace",
};
