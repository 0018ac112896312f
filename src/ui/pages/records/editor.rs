//! The field in which a cell is edited, with its list of choices and the reason why it was refused.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Align2, Area, Atom, Button, EventFilter, Frame, Id, Key, Label, Margin, Modifiers, Order, Rect, Response, RichText,
    ScrollArea, TextEdit, Ui, vec2,
};

use crate::app::search::Matcher;
use crate::ui::theme::{NOTE, SMALL, Tone, palette};
use crate::ui::widgets::composition;

/// The most height a list of choices takes, in points.
const CHOICES_HEIGHT: f32 = 240.0;

/// What is being typed into a cell.
pub(super) struct Draft {
    /// What stands in the field.
    pub text: String,
    /// Why the last try was refused.
    pub fault: Option<String>,
    /// What stood there at first; while it does, all choices are listed.
    before: String,
    at: usize,
    is_new: bool,
}

/// What the user asks for while typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Nothing: go on typing.
    Nothing,
    /// Take it, and stay.
    Take,
    /// Take it, and go on to the next cell.
    TakeAndNext,
    /// Take it, and go back to the cell before.
    TakeAndBack,
    /// Take it; the focus is elsewhere already.
    Leave,
    /// Forget it.
    Forget,
}

impl Draft {
    /// The text of a cell, to be changed; all of it is marked, so that typing replaces it.
    pub fn of(text: String) -> Self {
        Self { before: text.clone(), text, fault: None, at: 0, is_new: true }
    }

    /// A cell whose text was replaced by the first key.
    pub fn typed(before: String, text: String) -> Self {
        Self { before, text, fault: None, at: 0, is_new: true }
    }

    /// Draws the field over its cell.
    pub fn ui(&mut self, ui: &mut Ui, id: Id, name: &str, choices: &[String], right: bool) -> Asked {
        let keys = self.keys(ui, id, !choices.is_empty());
        let inner = ui.max_rect();
        let rect = inner.expand2(vec2(6.0, -2.0));
        ui.painter().rect_filled(rect, 0.0, palette(ui).card);
        let align = if right { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
        let filter = EventFilter { tab: true, escape: true, horizontal_arrows: true, vertical_arrows: true };
        let edit = TextEdit::singleline(&mut self.text)
            .id(id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .font(crate::ui::fonts::regular(SMALL))
            .align(align)
            .event_filter(filter)
            .min_size(inner.size())
            .desired_width(inner.width());
        let response = ui.place(inner, edit).accessible_name(name);
        self.begin(ui, &response);
        if response.changed() {
            self.fault = None;
            self.at = 0;
        }
        if let Some(fault) = &self.fault {
            fault_ui(ui, rect, id, fault);
        } else if !choices.is_empty()
            && let Some(chosen) = self.choices_ui(ui, rect, id, choices)
        {
            self.text = chosen;
            return Asked::Take;
        }
        if keys != Asked::Nothing {
            self.complete(choices, keys);
            return keys;
        }
        if response.lost_focus() && self.fault.is_none() { Asked::Leave } else { Asked::Nothing }
    }

    /// Takes the keys that end the typing, before the field hears them.
    fn keys(&mut self, ui: &Ui, id: Id, has_choices: bool) -> Asked {
        if !ui.memory(|memory| memory.has_focus(id)) || composition(ui).owns_keys {
            return Asked::Nothing;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if has_choices {
            if pressed(Modifiers::NONE, Key::ArrowDown) {
                self.at += 1;
            }
            if pressed(Modifiers::NONE, Key::ArrowUp) {
                self.at = self.at.saturating_sub(1);
            }
        }
        if pressed(Modifiers::SHIFT, Key::Tab) {
            Asked::TakeAndBack
        } else if pressed(Modifiers::NONE, Key::Tab) {
            Asked::TakeAndNext
        } else if pressed(Modifiers::NONE, Key::Enter) {
            Asked::Take
        } else if pressed(Modifiers::NONE, Key::Escape) {
            Asked::Forget
        } else {
            Asked::Nothing
        }
    }

    /// Gives a new field the focus and marks its text.
    fn begin(&mut self, ui: &Ui, response: &Response) {
        if !std::mem::take(&mut self.is_new) {
            return;
        }
        response.request_focus();
        let end = CCursor::new(self.text.chars().count());
        let begin = if self.text == self.before { CCursor::new(0) } else { end };
        let mut state = TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::two(begin, end)));
        state.store(ui.ctx(), response.id);
    }

    /// The choices that are left: all at first, then those that match what was typed.
    fn left<'a>(&self, choices: &'a [String]) -> Vec<&'a String> {
        if self.text == self.before {
            return choices.iter().collect();
        }
        let matcher = Matcher::new(&self.text);
        choices.iter().filter(|choice| matcher.matches(choice)).collect()
    }

    /// Puts the choice under the bar into the field, unless the text is one already.
    fn complete(&mut self, choices: &[String], keys: Asked) {
        if keys == Asked::Forget || choices.is_empty() {
            return;
        }
        let left = self.left(choices);
        let is_moved = self.at > 0 || self.text != self.before;
        if let Some(choice) = left.get(self.at.min(left.len().saturating_sub(1))).filter(|_| is_moved)
            && (self.at > 0 || !choices.contains(&self.text))
        {
            self.text = (*choice).clone();
        }
    }

    /// The list below the field; returns the choice that was clicked.
    fn choices_ui(&mut self, ui: &Ui, rect: Rect, id: Id, choices: &[String]) -> Option<String> {
        let left: Vec<String> = self.left(choices).into_iter().cloned().collect();
        self.at = self.at.min(left.len().saturating_sub(1));
        let is_moved = self.at > 0 || self.text != self.before;
        let mut chosen = None;
        beside(ui, rect, id.with("choices"), CHOICES_HEIGHT + 20.0, |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::same(4)).show(ui, |ui| {
                ui.set_width(rect.width().max(130.0));
                ui.spacing_mut().item_spacing.y = 0.0;
                ScrollArea::vertical().max_height(CHOICES_HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
                    for (at, choice) in left.iter().enumerate() {
                        let is_lit = if is_moved { at == self.at } else { *choice == self.before };
                        let label = Button::selectable(is_lit, (RichText::new(choice).size(SMALL), Atom::grow()));
                        let response = ui.add(label.min_size(vec2(ui.available_width(), 0.0)));
                        if is_lit && is_moved {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() {
                            chosen = Some(choice.clone());
                        }
                    }
                });
            });
        });
        chosen
    }
}

/// Why a cell was refused, below it, over whatever lies there.
pub(super) fn fault_ui(ui: &Ui, rect: Rect, id: Id, fault: &str) {
    let pair = palette(ui).tone(Tone::Bad);
    beside(ui, rect, id.with("fault"), 60.0, |ui| {
        Frame::popup(ui.style()).fill(pair.fill).inner_margin(Margin::symmetric(10, 6)).show(ui, |ui| {
            ui.set_max_width(320.0);
            ui.add(Label::new(RichText::new(fault).size(NOTE + 0.5).color(pair.text)).wrap());
        });
    });
}

/// Something that belongs to a cell: below it, or above it near the window's lower edge.
fn beside(ui: &Ui, rect: Rect, id: Id, height: f32, add: impl FnOnce(&mut Ui)) {
    let has_room = rect.bottom() + height < ui.ctx().content_rect().bottom();
    let (pivot, at) = if has_room {
        (Align2::LEFT_TOP, rect.left_bottom() + vec2(0.0, 3.0))
    } else {
        (Align2::LEFT_BOTTOM, rect.left_top() - vec2(0.0, 3.0))
    };
    Area::new(id).order(Order::Foreground).pivot(pivot).fixed_pos(at).constrain(true).show(ui.ctx(), add);
}
