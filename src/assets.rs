//! Files that are built into the program. How the fonts are made is told in `assets/fonts/make.sh`.

/// Lunxun Sans Regular, a TrueType file. Source: Noto Sans SC, SIL Open Font License.
pub const FONT_REGULAR: &[u8] = include_bytes!("../assets/fonts/LunxunSans-Regular.ttf");

/// Lunxun Sans Bold, a TrueType file with the same characters. Source: as [`FONT_REGULAR`].
pub const FONT_BOLD: &[u8] = include_bytes!("../assets/fonts/LunxunSans-Bold.ttf");

/// Lunxun Song Regular, for the text of papers; the characters of [`FONT_REGULAR`]. Source: Noto Serif SC, SIL Open
/// Font License.
pub const PAPER_FONT_REGULAR: &[u8] = include_bytes!("../assets/fonts/LunxunSong-Regular.ttf");

/// Lunxun Song Bold, for the titles of papers. Source: as [`PAPER_FONT_REGULAR`].
pub const PAPER_FONT_BOLD: &[u8] = include_bytes!("../assets/fonts/LunxunSong-Bold.ttf");
