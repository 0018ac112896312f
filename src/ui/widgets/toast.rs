//! Short notices at the bottom, above the status bar: what was done, with the way back ("撤销").

use std::time::Duration;

use egui::{Align2, Area, Context, Frame, Id, Label, Margin, Order, RichText, Ui, vec2};

use super::button::{bare_icon_button, link};
use crate::ui::fonts;
use crate::ui::icons::{Icon, dot};
use crate::ui::theme::{SMALL, Tone, palette, palette_of};
use crate::words::widgets::WidgetWords;

const SECONDS_SHOWN: f64 = 6.0;
const MOST_SHOWN: usize = 3;
/// Width of the text in points at which it is wrapped.
const MOST_WIDTH: f32 = 560.0;

/// One notice. `A` is what its button asks for: a command of the page's own.
#[derive(Debug, Clone)]
pub struct Toast<A> {
    /// What happened.
    pub text: String,
    /// Its colour: [`Tone::Good`], [`Tone::Warn`] or [`Tone::Bad`] get a dot.
    pub tone: Tone,
    /// The button's text and what it asks for.
    pub action: Option<(String, A)>,
}

/// The notices on screen. Bad news stays until it is closed; the rest goes by itself.
#[derive(Debug, Clone)]
pub struct Toasts<A> {
    shown: Vec<(Toast<A>, f64, u64)>,
    n_ever: u64,
}

impl<A> Default for Toasts<A> {
    fn default() -> Self {
        Self { shown: Vec::new(), n_ever: 0 }
    }
}

impl<A> Toasts<A> {
    /// Adds a notice; `now` is the time in seconds, as in [`egui::InputState::time`]. The oldest goes when
    /// there are too many.
    pub fn push(&mut self, toast: Toast<A>, now: f64) {
        self.n_ever += 1;
        self.shown.push((toast, now, self.n_ever));
        if self.shown.len() > MOST_SHOWN {
            self.shown.remove(0);
        }
    }

    /// Takes away the buttons of the notices whose action is no longer to be had.
    pub fn withdraw(&mut self, is_past: impl Fn(&A) -> bool) {
        for (toast, ..) in &mut self.shown {
            toast.action.take_if(|(_, action)| is_past(action));
        }
    }

    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Draws the notices and returns what a pressed button asks for. `lift` is how far above the window's
    /// lower edge they start, in points.
    pub fn show(&mut self, ctx: &Context, lift: f32, words: &WidgetWords) -> Option<A> {
        let now = ctx.input(|input| input.time);
        self.shown.retain(|(toast, since, _)| toast.tone == Tone::Bad || now - since < SECONDS_SHOWN);
        let first_to_go = self.shown.iter().filter(|(toast, ..)| toast.tone != Tone::Bad).map(|(_, since, _)| *since);
        if let Some(since) = first_to_go.reduce(f64::min) {
            ctx.request_repaint_after(Duration::from_secs_f64((since + SECONDS_SHOWN - now).max(0.05)));
        }
        let mut done = None;
        let mut offset = lift + 12.0;
        for (index, (toast, _, number)) in self.shown.iter().enumerate().rev() {
            let area = Area::new(Id::unique(("toast", number)))
                .order(Order::Foreground)
                .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -offset));
            let shown = area.show(ctx, |ui| toast_ui(ui, toast, words));
            offset += shown.response.rect.height() + 8.0;
            if let Some(press) = shown.inner {
                done = Some((index, press));
            }
        }
        let (index, press) = done?;
        let (toast, ..) = self.shown.remove(index);
        toast.action.filter(|_| press == Press::Action).map(|(_, action)| action)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Press {
    Action,
    Close,
}

fn toast_ui<A>(ui: &mut Ui, toast: &Toast<A>, words: &WidgetWords) -> Option<Press> {
    let palette = palette_of(ui.ctx().theme());
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(14, 7)).fill(palette.card);
    let mut press = None;
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            tone_dot(ui, toast.tone);
            text_ui(ui, &toast.text);
            if let Some((text, _)) = &toast.action
                && link(ui, text).clicked()
            {
                press = Some(Press::Action);
            }
            if bare_icon_button(ui, Icon::Cross, words.close).clicked() {
                press = Some(Press::Close);
            }
        });
    });
    press
}

/// One line when it fits, else wrapped: bad news can be long, and must be read.
fn text_ui(ui: &mut Ui, text: &str) {
    let color = ui.visuals().text_color();
    let line = ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(SMALL), color);
    let label = Label::new(RichText::new(text).size(SMALL));
    if line.size().x <= MOST_WIDTH {
        ui.add(label.extend());
        return;
    }
    ui.vertical(|ui| {
        ui.set_width(MOST_WIDTH);
        ui.add(label.wrap());
    });
}

fn tone_dot(ui: &mut Ui, tone: Tone) {
    let palette = palette(ui);
    let color = match tone {
        Tone::Good => palette.good,
        Tone::Warn => palette.warn_dot,
        Tone::Bad => palette.bad,
        Tone::Neutral | Tone::Accent | Tone::PartySchool | Tone::Remote | Tone::FieldVisit | Tone::LectureHall => {
            return;
        }
    };
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), egui::Sense::hover());
    dot(ui.painter(), rect.center(), 9.0, color);
}
