//! What must hold or deserves a warning, one rule a file: pure functions of a workspace.
