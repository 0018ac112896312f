//! Bytes to rows to changes and back: papers, pasted tables. No dialogs, no files.
