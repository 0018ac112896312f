//! What a file is, from its first bytes.

use super::FileFault;

/// The ways in which table files are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip of XML parts: .xlsx and its kin.
    Zip,
    /// A compound file: .xls.
    Compound,
    /// Text: .csv, .tsv.
    Text,
}

const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// So much of a file is looked at to recognise a page of the web.
const HEAD: usize = 2_048;

/// What a file is.
///
/// # Errors
/// Why it is nothing that can be read.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Kind, FileFault> {
    if bytes.is_empty() {
        return Err(FileFault::Empty);
    }
    if bytes.starts_with(b"PK") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(COMPOUND) {
        return compound(name, bytes);
    }
    if is_binary(bytes) {
        return Err(FileFault::NoTable);
    }
    if is_web_page(bytes) {
        return Err(FileFault::WebPage);
    }
    Ok(Kind::Text)
}

/// Compound files hold many things: a spreadsheet says so in the names of its streams, which are UTF-16.
fn compound(name: &str, bytes: &[u8]) -> Result<Kind, FileFault> {
    let has = |stream: &str| {
        let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        Err(FileFault::Encrypted)
    } else if name.to_lowercase().ends_with(".et") {
        Err(FileFault::OtherSpreadsheet("et".to_owned()))
    } else if has("Workbook") || has("Book") {
        Ok(Kind::Compound)
    } else if has("WordDocument") || has("PowerPoint Document") {
        Err(FileFault::NoTable)
    } else {
        Err(FileFault::Damaged)
    }
}

/// Text holds no control characters but line ends and tabs; UTF-16 holds zeros, but on one side only.
fn is_binary(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"%PDF") || bytes.starts_with(b"{\\rtf") {
        return true;
    }
    if super::text::is_utf_16(bytes) {
        return false;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    head.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31))
}

fn is_web_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let begins = ["<html", "<!doctype", "<table", "<?xml", "<meta", "<head", "<body", "<div", "mime-version:"];
    begins.iter().any(|begin| head.starts_with(begin)) || head.contains("<html") || head.contains("<table")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compound_with(stream: &str) -> Vec<u8> {
        let mut bytes = COMPOUND.to_vec();
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn the_bytes_tell_what_a_file_is_whatever_its_name() {
        assert_eq!(of("a.xls", b"PK\x03\x04"), Ok(Kind::Zip));
        assert_eq!(of("a.xlsx", &compound_with("Workbook")), Ok(Kind::Compound));
        assert_eq!(of("a.xlsx", "姓名,乡镇".as_bytes()), Ok(Kind::Text));
        assert_eq!(of("a.csv", b"\xff\xfea\0,\0b\0"), Ok(Kind::Text));
        assert_eq!(of("a.xls", b"<html><table>"), Err(FileFault::WebPage));
        assert_eq!(of("a.xls", &compound_with("EncryptedPackage")), Err(FileFault::Encrypted));
        assert_eq!(of("a.et", &compound_with("Workbook")), Err(FileFault::OtherSpreadsheet("et".into())));
        assert_eq!(of("a.xls", COMPOUND), Err(FileFault::Damaged));
        assert_eq!(of("a.doc", &compound_with("WordDocument")), Err(FileFault::NoTable));
        assert_eq!(of("a.pdf", b"%PDF-1.7"), Err(FileFault::NoTable));
        assert_eq!(of("a.png", b"\x89PNG\r\n\x1a\n\0\0"), Err(FileFault::NoTable));
        assert_eq!(of("a.csv", b""), Err(FileFault::Empty));
    }
}
