//! The folder on disk: the only code that touches files.
