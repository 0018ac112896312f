//! Evidence (佐证材料): what proves that a session was held and paid for, as files beside the records.

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::sessions::SessionId;
use super::workspace::Workspace;

/// What a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EvidenceKind {
    /// 照片
    Photo,
    /// 签到表: the signed attendance sheet, scanned or photographed.
    SignedSheet,
    /// 票据
    Receipt,
    /// 其他
    Other,
}

impl EvidenceKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Photo, Self::SignedSheet, Self::Receipt, Self::Other];

    /// What a file of this name most likely is: pictures are photos unless their name says otherwise.
    pub fn of_file(name: &str) -> Self {
        let name = name.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if says(&["签到", "签名", "sign"]) {
            Self::SignedSheet
        } else if says(&["发票", "票据", "收据", "receipt", "invoice"]) {
            Self::Receipt
        } else if [".jpg", ".jpeg", ".png", ".heic", ".webp", ".bmp"].iter().any(|ending| name.ends_with(ending)) {
            Self::Photo
        } else {
            Self::Other
        }
    }
}

/// A file that proves something about a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its name in the session's folder of attachments.
    pub file: String,
    /// What it is.
    pub kind: EvidenceKind,
}

impl Workspace {
    /// Puts files on a session's record; one that is there already stays as it is. A closed session takes
    /// evidence too: it often comes last.
    ///
    /// # Errors
    /// [`Refusal::Missing`].
    pub fn add_evidence(&self, id: SessionId, evidence: &[Evidence]) -> Result<Self, Refusal> {
        self.with_evidence(id, |list| {
            for one in evidence {
                if !list.iter().any(|known| known.file == one.file) {
                    list.push(one.clone());
                }
            }
        })
    }

    /// Takes a file off a session's record. The file itself stays where it is.
    ///
    /// # Errors
    /// [`Refusal::Missing`].
    pub fn remove_evidence(&self, id: SessionId, file: &str) -> Result<Self, Refusal> {
        self.with_evidence(id, |list| list.retain(|one| one.file != file))
    }

    /// Says what a file on a session's record is.
    ///
    /// # Errors
    /// [`Refusal::Missing`].
    pub fn set_evidence_kind(&self, id: SessionId, file: &str, kind: EvidenceKind) -> Result<Self, Refusal> {
        self.with_evidence(id, |list| {
            for one in list.iter_mut().filter(|one| one.file == file) {
                one.kind = kind;
            }
        })
    }

    fn with_evidence(&self, id: SessionId, change: impl FnOnce(&mut Vec<Evidence>)) -> Result<Self, Refusal> {
        let mut session = self.find::<super::Session>(id)?.clone();
        change(&mut session.filing.evidence);
        self.with(session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_for_what_its_name_says() {
        assert_eq!(EvidenceKind::of_file("IMG_2012.JPG"), EvidenceKind::Photo);
        assert_eq!(EvidenceKind::of_file("签到表扫描.jpg"), EvidenceKind::SignedSheet);
        assert_eq!(EvidenceKind::of_file("住宿发票.pdf"), EvidenceKind::Receipt);
        assert_eq!(EvidenceKind::of_file("总结.docx"), EvidenceKind::Other);
    }
}
