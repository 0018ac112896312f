//! A dialog in front of everything else: title, body, buttons. Enter and Escape answer it, but not while
//! an input method composes, where they are its own.

use egui::{Align, Context, Frame, Id, Key, Label, Layout, Margin, Modal, RichText, ScrollArea, Ui, vec2};

use super::button::{button, danger_button, primary_button};
use super::ime;
use crate::ui::fonts;
use crate::ui::theme::palette_of;

/// A dialog to be.
#[derive(Debug, Clone, Copy)]
pub struct Dialog<'a> {
    /// The title.
    pub title: &'a str,
    /// Text of the button that does it.
    pub confirm: &'a str,
    /// Text of the button that leaves it.
    pub cancel: &'a str,
    /// Width in points.
    pub width: f32,
    /// Whether the button that does it can be used: false while something is missing.
    pub is_ready: bool,
    /// Whether it takes data away, and so should not look inviting.
    pub is_dangerous: bool,
}

/// What the user answered in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialogAnswer {
    /// Nothing yet: show the dialog again.
    Open,
    /// Do it.
    Confirmed,
    /// Leave it: the button, Escape, or a click beside the dialog.
    Cancelled,
}

impl<'a> Dialog<'a> {
    /// A dialog of 440 points with these words.
    pub fn new(title: &'a str, confirm: &'a str, cancel: &'a str) -> Self {
        Self { title, confirm, cancel, width: 440.0, is_ready: true, is_dangerous: false }
    }

    /// The width in points.
    #[must_use]
    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// Whether the button that does it can be used.
    #[must_use]
    pub fn ready(self, is_ready: bool) -> Self {
        Self { is_ready, ..self }
    }

    /// Marks it as one that takes data away.
    #[must_use]
    pub fn dangerous(self) -> Self {
        Self { is_dangerous: true, ..self }
    }

    /// Shows the dialog. Enter confirms when it is ready, unless a field of several lines has the focus.
    pub fn show(self, ctx: &Context, add_body: impl FnOnce(&mut Ui)) -> DialogAnswer {
        let palette = palette_of(ctx.theme());
        let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(20)).fill(palette.card);
        let modal = Modal::new(Id::unique(("dialog", self.title))).frame(frame).backdrop_color(palette.shade);
        let mut answer = DialogAnswer::Open;
        let shown = modal.show(ctx, |ui| {
            ui.set_width(self.width);
            ui.add(Label::new(RichText::new(self.title).font(fonts::bold(16.0))).truncate());
            ui.add_space(6.0);
            let height = ctx.content_rect().height() - 190.0;
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, add_body);
            ui.add_space(10.0);
            answer = self.buttons_ui(ui);
            ime::composition(ui).owns_keys
        });
        let keys_are_ours = !shown.inner && shown.is_top_modal && !shown.any_popup_open;
        if answer == DialogAnswer::Open && keys_are_ours {
            return self.answer_of_keys(ctx, shown.backdrop_response.clicked());
        }
        answer
    }

    fn buttons_ui(&self, ui: &mut Ui) -> DialogAnswer {
        let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
        let layout = Layout::right_to_left(Align::Center);
        let row = ui.allocate_ui_with_layout(size, layout, |ui| {
            let confirm = ui.add_enabled_ui(self.is_ready, |ui| {
                let add = if self.is_dangerous { danger_button } else { primary_button };
                add(ui, self.confirm)
            });
            if confirm.inner.clicked() {
                return DialogAnswer::Confirmed;
            }
            if !self.cancel.is_empty() && button(ui, self.cancel).clicked() {
                return DialogAnswer::Cancelled;
            }
            DialogAnswer::Open
        });
        row.inner
    }

    fn answer_of_keys(&self, ctx: &Context, clicked_beside: bool) -> DialogAnswer {
        // A field lets go of the focus on Enter, so here nothing has it unless it wants the key itself.
        let is_free = ctx.memory(|memory| memory.focused().is_none());
        let (enter, escape) = ctx.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        if clicked_beside || escape {
            DialogAnswer::Cancelled
        } else if enter && is_free && self.is_ready {
            DialogAnswer::Confirmed
        } else {
            DialogAnswer::Open
        }
    }
}
