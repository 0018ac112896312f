//! A field visit must say what it is for.
//!
//! Source: `ARCHITECTURE.md`, "Field visits": on-site teaching with a stated purpose is allowed.

use super::context::Context;
use super::{Finding, Rule, Subject};
use crate::model::Mode;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked() {
        if class.session.mode == Mode::FieldVisit && class.session.purpose.trim().is_empty() {
            let subjects = vec![Subject::Session(class.session.id)];
            findings.push(Finding::new(Rule::NoPurpose, subjects).on(class.first_day()));
        }
    }
}
