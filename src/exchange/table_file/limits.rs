//! How much of a table file is read at most. Each is far above what an office makes by hand.

/// Bytes of a file.
pub const FILE_BYTES: usize = 64 << 20;
/// Bytes of one part of a file once it is unpacked.
pub const PART_BYTES: u64 = 160 << 20;
/// Parts of a packed file.
pub const PARTS: usize = 4_000;
/// Sheets of a file.
pub const SHEETS: usize = 256;
/// Rows of a sheet that hold anything.
pub const ROWS: usize = 300_000;
/// Columns of a sheet; cells further to the right are left out.
pub const COLUMNS: usize = 256;
/// Cells of a file that hold anything.
pub const CELLS: usize = 6_000_000;
/// Texts that cells of a file share.
pub const SHARED_TEXTS: usize = 3_000_000;
/// Bytes of all texts of a file together.
pub const TEXT_BYTES: usize = 160 << 20;
/// Bytes of the text in one cell; a spreadsheet takes 32,767 characters.
pub const CELL_BYTES: usize = 256 << 10;
/// Seconds that a file may take which is read in a process of its own.
pub const SECONDS_APART: u64 = 20;
/// Rows after which the reader asks whether to go on.
pub const ROWS_BETWEEN_LOOKS: usize = 1_000;
