//! The card of a session's photos, scans and receipts, which are dropped on the page.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use egui::{
    Align2, ColorImage, CornerRadius, Image, Rect, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, Vec2,
    vec2,
};

use crate::app::{Command, Commands, EvidenceTask, Shown, Thumbnail, View};
use crate::model::{Evidence, EvidenceKind, Label, Session, SessionId};
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{bare_icon_button, button, card, card_title, link, note, select_wide};
use crate::words::evidence::{self, EvidenceWords};

/// Endings of files that are evidence wherever they are dropped; lists of people are not among them.
const ENDINGS: [&str; 9] = ["jpg", "jpeg", "png", "heic", "webp", "bmp", "tif", "tiff", "pdf"];
/// The frame in which a file's picture stands, in points.
const FRAME: Vec2 = vec2(76.0, 57.0);
/// The space from the frame to what is written beside it, in points.
const GAP: f32 = 10.0;

/// The card, with the pictures of the session shown last.
#[derive(Default)]
pub struct EvidenceCard {
    of: Option<SessionId>,
    textures: HashMap<String, TextureHandle>,
}

impl EvidenceCard {
    /// Draws the card.
    pub fn ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
        let words = EvidenceWords::of(view.lang);
        if self.of != Some(session.id) {
            *self = Self { of: Some(session.id), textures: HashMap::new() };
        }
        if has_unread(session, view) {
            commands.push(Command::Evidence(session.id, EvidenceTask::Look));
        }
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            card_title(ui, words.title);
            note(ui, words.hint);
            for one in &session.filing.evidence {
                ui.push_id(&one.file, |ui| self.row_ui(ui, session, one, view, commands));
            }
            if ui.add_enabled_ui(!view.is_read_only, |ui| button(ui, words.add)).inner.clicked() {
                commands.push(Command::Evidence(session.id, EvidenceTask::Ask));
            }
        });
    }

    fn row_ui(&mut self, ui: &mut Ui, session: &Session, one: &Evidence, view: View<'_>, commands: &mut Commands) {
        let words = EvidenceWords::of(view.lang);
        let file = &one.file;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let shown = view.thumbnails.and_then(|thumbnails| thumbnails.of(session.id, file));
            let mut asked = self.picture_ui(ui, file, shown, &(words.open)(file));
            ui.vertical(|ui| {
                asked |= link(ui, file).on_hover_text((words.open)(file)).clicked();
                if shown == Some(&Shown::Gone) {
                    note(ui, words.gone);
                }
                ui.horizontal(|ui| record_ui(ui, session, one, view, commands));
            });
            if asked {
                commands.push(Command::Evidence(session.id, EvidenceTask::Open(file.clone())));
            }
        });
    }

    /// The picture in its frame, larger under the pointer; a file without a picture shows what kind of file it is.
    fn picture_ui(&mut self, ui: &mut Ui, file: &str, shown: Option<&Shown>, open: &str) -> bool {
        let (rect, response) = ui.allocate_exact_size(FRAME, Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, open));
        let (palette, radius) = (palette(ui), CornerRadius::same(3));
        ui.painter().rect_filled(rect, radius, palette.background);
        let response = if let Some(Shown::Picture(thumbnail)) = shown {
            let texture = self.texture(ui, file, thumbnail);
            let size = texture.size_vec2();
            let picture = Image::from_texture((texture.id(), size));
            picture.clone().paint_at(ui, inside(rect, size));
            response.on_hover_ui(|ui| {
                ui.add(picture.fit_to_exact_size(size / 2.0));
            })
        } else {
            let text = if shown == Some(&Shown::Coming) { "…".to_owned() } else { ending(file).to_uppercase() };
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, fonts::bold(SMALL), palette.text_weak);
            response
        };
        let line = if response.has_focus() || response.hovered() { palette.accent } else { palette.border };
        ui.painter().rect_stroke(rect, radius, Stroke::new(1.0, line), StrokeKind::Inside);
        response.clicked()
    }

    fn texture(&mut self, ui: &Ui, file: &str, thumbnail: &Thumbnail) -> TextureHandle {
        let load = || {
            let pixels = ColorImage::from_rgba_unmultiplied(thumbnail.size, &thumbnail.rgba);
            ui.ctx().load_texture(file, pixels, TextureOptions::LINEAR)
        };
        self.textures.entry(file.to_owned()).or_insert_with(load).clone()
    }
}

/// The kind of the file, and what takes it off the record.
fn record_ui(ui: &mut Ui, session: &Session, one: &Evidence, view: View<'_>, commands: &mut Commands) {
    let words = EvidenceWords::of(view.lang);
    let (id, file) = (session.id, one.file.clone());
    let names = EvidenceKind::ALL.map(|kind| evidence::kind(view.lang, kind));
    let mut at = EvidenceKind::ALL.iter().position(|kind| *kind == one.kind).unwrap_or(0);
    let chosen = select_wide(ui, "", &names, &mut at, Some(104.0));
    let label = Label::Evidence { session: session.title.clone(), n: 1 };
    if chosen.on_hover_text((words.kind_of)(&file)).changed() {
        let (kind, file) = (EvidenceKind::ALL[at], file.clone());
        commands.edit(label.clone(), move |ws| ws.set_evidence_kind(id, &file, kind));
    }
    if bare_icon_button(ui, Icon::Cross, &(words.remove)(&file)).clicked() {
        commands.edit(label, move |ws| ws.remove_evidence(id, &file));
    }
}

fn has_unread(session: &Session, view: View<'_>) -> bool {
    let Some(thumbnails) = view.thumbnails else { return false };
    let shown = || session.filing.evidence.iter().map(|one| thumbnails.of(session.id, &one.file));
    shown().any(|shown| shown.is_none()) && !shown().any(|shown| shown == Some(&Shown::Coming))
}

/// The largest rectangle of this shape in the middle of a frame.
fn inside(frame: Rect, size: Vec2) -> Rect {
    let scale = (frame.width() / size.x).min(frame.height() / size.y);
    Rect::from_center_size(frame.center(), size * scale)
}

fn ending(file: &str) -> String {
    Path::new(file).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Takes in what was dropped on the page, if it is evidence.
pub fn take_dropped(ui: &Ui, session: &Session, commands: &mut Commands) {
    let is_evidence = |path: &Path| ENDINGS.contains(&ending(&path.to_string_lossy()).as_str());
    let dropped: Vec<PathBuf> = ui.input_mut(|input| {
        let files = std::mem::take(&mut input.raw.dropped_files);
        let (taken, left): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_evidence(file.path()));
        input.raw.dropped_files = left;
        taken.iter().map(|file| file.path().to_owned()).collect()
    });
    if !dropped.is_empty() {
        commands.push(Command::Evidence(session.id, EvidenceTask::TakeIn(dropped)));
    }
}
