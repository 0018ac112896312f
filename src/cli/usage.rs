//! What is wrong with arguments, in the words of the people who type them; the parser adds its own.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::words::cli as words;

/// What is wrong in one line; `None` for help and whatever the parser says well enough.
pub(super) fn explain(error: &clap::Error) -> Option<String> {
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = of(ContextKind::InvalidArg);
    let kind = error.kind();
    if matches!(kind, ErrorKind::InvalidValue | ErrorKind::ValueValidation) {
        return Some(words::bad_value(&argument, &of(ContextKind::InvalidValue), &of(ContextKind::ValidValue)));
    }
    if kind == ErrorKind::UnknownArgument {
        return Some(words::unknown_argument(&argument));
    }
    (kind == ErrorKind::MissingRequiredArgument).then(|| words::missing_argument(&argument))
}
