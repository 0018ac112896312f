//! A value that is being typed: it becomes one command on Enter or when the focus leaves.

use egui::{Response, Ui};

use crate::ui::widgets::Field;

/// What stands in a field and is not yet a value.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    text: String,
    source: Option<String>,
    error: Option<String>,
}

impl Draft {
    /// Draws the field. `value` is what the record holds; what the user has typed instead is handed to
    /// `commit`, whose error is shown below the field while the draft stays.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        value: &str,
        commit: impl FnOnce(&str) -> Result<(), String>,
    ) -> Response {
        self.follow(value);
        let response = field.error(self.error.as_deref()).text_ui(ui, &mut self.text);
        self.finish(&response, value, commit);
        response
    }

    /// The same with several lines.
    pub fn multiline_ui(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        value: &str,
        n_rows: usize,
        commit: impl FnOnce(&str) -> Result<(), String>,
    ) {
        self.follow(value);
        let response = field.error(self.error.as_deref()).multiline_ui(ui, &mut self.text, n_rows);
        self.finish(&response, value, commit);
    }

    fn follow(&mut self, value: &str) {
        if self.source.as_deref() != Some(value) {
            *self = Self { text: value.to_owned(), source: Some(value.to_owned()), error: None };
        }
    }

    fn finish(&mut self, response: &Response, value: &str, commit: impl FnOnce(&str) -> Result<(), String>) {
        if response.changed() {
            self.error = None;
        }
        if response.lost_focus() && self.text != value {
            match commit(&self.text) {
                Ok(()) => {
                    // shown as the record tells it again, even if the record did not change
                    self.source = None;
                }
                Err(error) => self.error = Some(error),
            }
        }
    }
}
