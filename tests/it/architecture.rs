//! The map of the modules stays true: no layer names what it must not know.

use std::fs;
use std::path::{Path, PathBuf};

/// A layer (a path below `src/`) and the words that must not occur in its code.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "model",
        &[
            "egui",
            "std::fs",
            "std::thread",
            "::now()",
            "crate::app",
            "crate::ui",
            "crate::store",
            "crate::report",
            "crate::rules",
            "crate::exchange",
            "crate::words",
            "crate::cli",
            "crate::demo",
        ],
    ),
    (
        "rules",
        &[
            "egui",
            "std::fs",
            "std::thread",
            "::now()",
            "crate::app",
            "crate::ui",
            "crate::store",
            "crate::exchange",
            "crate::cli",
            "crate::demo",
        ],
    ),
    (
        "planner",
        &[
            "egui",
            "std::fs",
            "::now()",
            "crate::app",
            "crate::ui",
            "crate::store",
            "crate::exchange",
            "crate::words",
            "crate::cli",
            "crate::demo",
        ],
    ),
    (
        "report",
        &[
            "egui",
            "std::fs",
            "std::thread",
            "::now()",
            "crate::app",
            "crate::ui",
            "crate::store",
            "crate::exchange",
            "crate::cli",
            "crate::demo",
        ],
    ),
    (
        "demo",
        &[
            "egui",
            "std::fs",
            "std::thread",
            "::now()",
            "crate::app",
            "crate::ui",
            "crate::store",
            "crate::exchange",
            "crate::cli",
            "crate::report",
        ],
    ),
    (
        "exchange",
        &[
            "egui",
            "std::fs",
            "std::thread",
            "rfd::",
            "crate::app",
            "crate::ui",
            "crate::store",
            "crate::cli",
            "crate::demo",
        ],
    ),
    ("words", &["egui", "std::fs", "std::thread", "::now()", "crate::app", "crate::ui", "crate::cli", "crate::demo"]),
    (
        "store",
        &["egui", "rfd::", "crate::app", "crate::ui", "crate::cli", "crate::demo", "crate::report", "crate::exchange"],
    ),
    ("app", &["egui", "std::fs", "crate::ui", "crate::cli"]),
    ("ui/pages", &["std::fs", "std::thread", "crate::cli", "crate::store"]),
    (
        "ui/widgets",
        &["std::fs", "std::thread", "crate::model", "crate::app", "crate::cli", "crate::store", "crate::report"],
    ),
];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The lines of code before a file's unit tests, without comments.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = text.lines().enumerate().take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
    code.map(|(i, line)| (i + 1, line.split("//").next().unwrap_or_default()))
}

#[test]
fn no_layer_names_what_it_must_not_know() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (layer, words) in FORBIDDEN {
        let mut files = Vec::new();
        rust_files(&src.join(layer), &mut files);
        assert!(!files.is_empty(), "the layer {layer} has moved");
        for file in files {
            let text = fs::read_to_string(&file).expect("a source file");
            for (line, code) in code_lines(&text) {
                let found = words.iter().filter(|word| code.contains(**word));
                broken.extend(found.map(|word| format!("{}:{line} names {word}", file.display())));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_forbidden_word_would_be_found() {
    let text = "use std::fs;\n// std::fs in a comment\n#[cfg(test)]\nuse std::fs;\n";
    let hits: Vec<usize> = code_lines(text).filter(|(_, code)| code.contains("std::fs")).map(|(i, _)| i).collect();
    assert_eq!(hits, [1]);
}
