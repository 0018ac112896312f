//! A list of findings, each with the way to where it can be mended.

use egui::{Align, Label, Layout, RichText, Sense, Ui, vec2};

use crate::app::{Commands, View};
use crate::rules::{Finding, Impact};
use crate::ui::icons::dot;
use crate::ui::pages::place_of_finding;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::link;
use crate::words::report;

/// Draws findings one below the other. Returns whether the user went to one of them.
pub fn finding_rows_ui(ui: &mut Ui, view: View<'_>, findings: &[Finding], go: &str, commands: &mut Commands) -> bool {
    let mut is_gone = false;
    for finding in findings {
        is_gone |= row_ui(ui, view, finding, go, commands);
    }
    is_gone
}

fn row_ui(ui: &mut Ui, view: View<'_>, finding: &Finding, go: &str, commands: &mut Commands) -> bool {
    let palette = palette(ui);
    let color = match finding.impact {
        Impact::Block => palette.bad,
        Impact::Warn => palette.warn_dot,
        Impact::Info => palette.text_weak,
    };
    let mut is_gone = false;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(12.0, 18.0), Sense::hover());
        dot(ui.painter(), rect.center(), 9.0, color);
        let place = place_of_finding(finding);
        let room = if place.is_some() { 64.0 } else { 0.0 };
        let width = ui.available_width() - room;
        let text = report::finding(view.lang, finding, view.ws);
        ui.allocate_ui_with_layout(vec2(width, 18.0), Layout::left_to_right(Align::Min).with_main_wrap(true), |ui| {
            ui.set_min_width(width);
            ui.add(Label::new(RichText::new(text).size(SMALL)).wrap());
        });
        if let Some(place) = place
            && link(ui, go).clicked()
        {
            commands.go(place);
            is_gone = true;
        }
    });
    is_gone
}
