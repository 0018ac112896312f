//! 日程: when and where sessions are held, with what stands in their way.

use egui::Ui;

use crate::app::{CalendarPlace, Commands, View};

/// The state of the page.
#[derive(Default)]
pub struct CalendarPage {
    place: CalendarPlace,
}

impl CalendarPage {
    /// Shows what a place names.
    pub fn open(&mut self, place: CalendarPlace) {
        self.place = place;
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, _view: View<'_>, _commands: &mut Commands) {
        let _ = (ui, self.place);
    }
}
