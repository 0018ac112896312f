//! Files that are built into the program. How the fonts are made is told in `assets/fonts/make.sh`.

/// Lunxun Sans Regular, a TrueType file. Source: Noto Sans SC, SIL Open Font License.
pub const FONT_REGULAR: &[u8] = include_bytes!("../assets/fonts/LunxunSans-Regular.ttf");

/// Lunxun Sans Bold, a TrueType file with the same characters. Source: as [`FONT_REGULAR`].
pub const FONT_BOLD: &[u8] = include_bytes!("../assets/fonts/LunxunSans-Bold.ttf");
