//! Files dragged onto the window: tables are imported.

use std::path::{Path, PathBuf};

use egui::{Align2, Color32, CornerRadius, Id, LayerId, Order, Stroke, StrokeKind, Ui};

use crate::app::{App, Command, Commands, ImportTask, Place};
use crate::ui::fonts;
use crate::ui::theme::palette;
use crate::words::import_page::ImportPageWords;

/// Endings of names that tables have; what is in a file is found out when it is read.
const ENDINGS: [&str; 8] = ["xlsx", "xls", "xlsm", "et", "ods", "csv", "tsv", "txt"];

/// Takes up files that were dropped, and shows where files that are dragged would go.
pub(super) fn hear(ui: &Ui, app: &App, commands: &mut Commands) {
    if app.document().is_none() {
        return;
    }
    let (tables, is_dragged) = ui.input_mut(|input| {
        let dropped = std::mem::take(&mut input.raw.dropped_files);
        let (tables, others): (Vec<_>, Vec<_>) = dropped.into_iter().partition(|file| is_table(file.path()));
        // pictures and papers are for the page below
        input.raw.dropped_files = others;
        let tables: Vec<PathBuf> = tables.iter().map(|file| file.path().to_owned()).collect();
        let mut hovered = input.raw.hovered_files.iter().filter_map(|file| file.path.as_deref());
        (tables, hovered.any(is_table))
    });
    if !tables.is_empty() {
        commands.go(Place::Import);
        commands.push(Command::Import(ImportTask::Read(tables)));
    } else if is_dragged {
        target_ui(ui, ImportPageWords::of(app.lang()).drop_here);
    }
}

fn is_table(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

fn target_ui(ui: &Ui, text: &str) {
    let palette = palette(ui);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop target")));
    let rect = ui.ctx().content_rect();
    painter.rect_filled(rect, CornerRadius::ZERO, palette.shade);
    let frame = rect.shrink(24.0);
    painter.rect_stroke(frame, CornerRadius::same(8), Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    painter.text(rect.center(), Align2::CENTER_CENTER, text, fonts::bold(20.0), Color32::WHITE);
}
