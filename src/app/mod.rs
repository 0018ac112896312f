//! The running program without widgets: the one door through which the workspace changes.
