//! Zip files in memory: for archived journals and for backups.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Packs files, by name, into the bytes of a zip.
///
/// # Errors
/// Never for what fits into memory twice.
pub fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No time of day inside: the same files give the same bytes.
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The files of a zip, by name, in their order; `None` if it is damaged or names a place outside of itself.
pub fn unpack(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).ok()?;
        let name = file.enclosed_name()?.to_str()?.replace('\\', "/");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        files.push((name, bytes));
    }
    Some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again_and_damage_is_noticed() -> std::io::Result<()> {
        let text = "到迟退".repeat(1000);
        let bytes = pack([("people/魏城镇.ron", text.as_bytes()), ("empty", b"")])?;
        assert!(bytes.len() < 1000);
        let files = unpack(&bytes).expect("sound");
        assert_eq!(files[0], ("people/魏城镇.ron".to_owned(), text.into_bytes()));
        assert_eq!(files.len(), 2);
        let mut damaged = bytes.clone();
        damaged[70] ^= 1;
        assert_eq!(unpack(&damaged), None);
        assert_eq!(unpack(&bytes[..bytes.len() - 30]), None);
        Ok(())
    }
}
