//! Fields with a label: text, whole numbers, money. What is typed is a draft until Enter or until the
//! focus leaves; a draft that cannot be read stays, with the reason below it.

use egui::text::{CCursor, CCursorRange};
use egui::{Align2, Id, Label, Response, RichText, Stroke, TextEdit, Ui};

use super::money::{format_yuan, parse_yuan};
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::words::widgets::WidgetWords;

/// A field to be: its label above it, its width, a hint inside.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    label: &'a str,
    hint: &'a str,
    width: f32,
    is_label_shown: bool,
    error: Option<&'a str>,
    align: Align2,
}

impl<'a> Field<'a> {
    /// A field with its label above it, 220 points wide.
    pub fn new(label: &'a str) -> Self {
        Self { label, hint: "", width: 220.0, is_label_shown: true, error: None, align: Align2::LEFT_CENTER }
    }

    /// The width in points.
    #[must_use]
    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// What an empty field shows.
    #[must_use]
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// Leaves the label to screen readers: for cells, or when a label stands elsewhere.
    #[must_use]
    pub fn without_label(self) -> Self {
        Self { is_label_shown: false, ..self }
    }

    /// An error found by the page, shown below the field.
    #[must_use]
    pub fn error(self, error: Option<&'a str>) -> Self {
        Self { error, ..self }
    }

    /// One line of text that changes with every key. [`Response::changed`] and [`Response::lost_focus`]
    /// tell the page when to look.
    pub fn text_ui(self, ui: &mut Ui, text: &mut String) -> Response {
        self.framed_ui(ui, |ui, field| field.edit_ui(ui, text, field.error.is_some(), None))
    }

    /// Several lines of text.
    pub fn multiline_ui(self, ui: &mut Ui, text: &mut String, n_rows: usize) -> Response {
        self.framed_ui(ui, |ui, field| {
            let edit = TextEdit::multiline(text).desired_rows(n_rows).desired_width(field.width).hint_text(field.hint);
            ui.add(edit).accessible_name(field.label)
        })
    }

    /// A whole number within `range`. [`Response::changed`] says that `value` is new, on Enter or when the
    /// focus leaves.
    pub fn number_ui(
        self,
        ui: &mut Ui,
        value: &mut i64,
        range: std::ops::RangeInclusive<i64>,
        words: &WidgetWords,
    ) -> Response {
        let parse = |text: &str| {
            let number = plain_digits(text).parse().map_err(|_not_a_number| words.number_unreadable.to_owned())?;
            if range.contains(&number) {
                return Ok(number);
            }
            Err((words.number_out_of_range)(*range.start(), *range.end()))
        };
        Self { align: Align2::RIGHT_CENTER, ..self }.drafted_ui(ui, value, i64::to_string, parse)
    }

    /// An amount of money: shown in yuan, kept in `fen`. As [`Field::number_ui`].
    pub fn money_ui(self, ui: &mut Ui, fen: &mut i64, words: &WidgetWords) -> Response {
        let parse = |text: &str| parse_yuan(text).map_err(|error| error.words(words).to_owned());
        Self { align: Align2::RIGHT_CENTER, ..self }.drafted_ui(ui, fen, |fen| format_yuan(*fen), parse)
    }

    /// A value that is typed as text, with the draft and its error kept between frames.
    pub(super) fn drafted_ui<T: PartialEq>(
        self,
        ui: &mut Ui,
        value: &mut T,
        show: impl Fn(&T) -> String,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Response {
        let id = self.draft_id(ui);
        let known: Option<Draft> = ui.data_mut(|data| data.remove_temp(id));
        let mut draft = known.unwrap_or_else(|| Draft { text: show(value), error: None });
        let is_editing = ui.memory(|memory| memory.has_focus(id));
        if !is_editing && draft.error.is_none() {
            draft.text = show(value);
        }
        let error = draft.error.clone();
        let field = Field { error: self.error.or(error.as_deref()), ..self };
        let mut response =
            field.framed_ui(ui, |ui, field| field.edit_ui(ui, &mut draft.text, field.error.is_some(), Some(id)));
        if response.gained_focus() {
            select_all(ui, response.id, &draft.text);
        }
        let typed = response.changed();
        let mut is_new = false;
        if typed {
            draft.error = None;
        }
        if response.lost_focus() {
            match parse(&draft.text) {
                Ok(parsed) => {
                    is_new = parsed != *value;
                    *value = parsed;
                    draft.error = None;
                }
                Err(reason) => draft.error = Some(reason),
            }
        }
        response.flags.set(egui::response::Flags::CHANGED, is_new);
        ui.data_mut(|data| data.insert_temp(id, draft));
        response
    }

    /// Lets go of what was typed, because the value has been set in another way.
    pub(super) fn forget_draft(&self, ui: &Ui) {
        let id = self.draft_id(ui);
        ui.data_mut(|data| data.remove_temp::<Draft>(id));
    }

    fn draft_id(&self, ui: &Ui) -> Id {
        ui.make_persistent_id(("field", self.label))
    }

    fn framed_ui(self, ui: &mut Ui, add: impl FnOnce(&mut Ui, &Self) -> Response) -> Response {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.set_max_width(self.width);
            if self.is_label_shown {
                let color = palette(ui).text_weak;
                ui.add(Label::new(RichText::new(self.label).size(SMALL).color(color)).truncate());
            }
            let response = add(ui, &self);
            if let Some(error) = self.error {
                let color = palette(ui).bad;
                ui.add(Label::new(RichText::new(error).size(NOTE).color(color)).wrap());
            }
            response
        })
        .inner
    }

    fn edit_ui(&self, ui: &mut Ui, text: &mut String, is_wrong: bool, id: Option<Id>) -> Response {
        let before = ui.style().clone();
        if is_wrong {
            let stroke = Stroke::new(1.0, palette(ui).bad);
            let widgets = &mut ui.visuals_mut().widgets;
            widgets.inactive.bg_stroke = stroke;
            widgets.hovered.bg_stroke = stroke;
        }
        let mut edit = TextEdit::singleline(text).hint_text(self.hint).desired_width(self.width).align(self.align);
        if let Some(id) = id {
            edit = edit.id(id);
        }
        let response = ui.add(edit).accessible_name(self.label);
        ui.set_style(before);
        response
    }
}

/// What stands in a field and is not yet a value.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
    error: Option<String>,
}

/// Marks the whole text, so that typing replaces it.
fn select_all(ui: &Ui, id: Id, text: &str) {
    let Some(mut state) = TextEdit::load_state(ui, id) else { return };
    let range = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(range));
    state.store(ui, id);
}

/// Digits and sign as `parse` wants them: full-width ones made plain, spaces and separators left out.
fn plain_digits(text: &str) -> String {
    let plain = |character| match character {
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')),
        '－' | '−' => Some('-'),
        ',' | '，' => None,
        blank if char::is_whitespace(blank) => None,
        other => Some(other),
    };
    text.chars().filter_map(plain).collect()
}
