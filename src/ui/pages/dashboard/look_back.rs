//! The figures of an earlier day, on this page only: the workspace's own day stays as it is.

use chrono::NaiveDate;
use egui::{CornerRadius, Frame, Label, Margin, RichText, Ui};

use crate::app::{Derived, View};
use crate::ui::theme::{ROW_HEIGHT, SMALL, Tone, palette};
use crate::ui::widgets::{DatePicker, link};
use crate::words::breakdown::BreakdownWords;
use crate::words::records;
use crate::words::widgets::WidgetWords;

/// Width of the field for the day, in points.
const WIDTH: f32 = 152.0;

/// The day that is looked at, and what follows from the workspace on it.
#[derive(Default)]
pub(super) struct LookBack {
    day: Option<NaiveDate>,
    kept: Option<(u64, NaiveDate, Derived)>,
}

impl LookBack {
    /// Looks at a day; the workspace's own day, or a later one, is the ordinary view.
    pub(super) fn choose(&mut self, view: View<'_>, day: NaiveDate) {
        self.day = Some(day).filter(|day| *day < view.as_of);
    }

    /// Brings what follows on the chosen day up to date.
    pub(super) fn follow(&mut self, view: View<'_>) {
        let Some(day) = self.day.filter(|day| *day < view.as_of) else {
            *self = Self::default();
            return;
        };
        let revision = view.derived.revision();
        if self.kept.as_ref().is_none_or(|(of, on, _)| (*of, *on) != (revision, day)) {
            self.kept = Some((revision, day, Derived::on(view.ws, view.today, day)));
        }
    }

    /// The workspace as it is seen on the chosen day.
    pub(super) fn seen<'a>(&'a self, view: View<'a>) -> View<'a> {
        match &self.kept {
            Some((_, day, derived)) => View { derived, as_of: *day, ..view },
            None => view,
        }
    }
}

/// The field for the day. Returns the day that was chosen.
pub(super) fn picker_ui(ui: &mut Ui, view: View<'_>, seen: NaiveDate) -> Option<NaiveDate> {
    let words = BreakdownWords::of(view.lang);
    let mut day = seen;
    let first = view.ws.programme.days().first.min(view.as_of);
    let picker = DatePicker::new(words.seen_on, view.today, view.as_of).range(first..=view.as_of);
    let picker = picker.field(|field| field.without_label().width(WIDTH));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let field = ui.allocate_ui_with_layout(egui::vec2(WIDTH, ROW_HEIGHT), layout, |ui| {
        picker.ui(ui, &mut day, WidgetWords::of(view.lang))
    });
    field.inner.changed().then_some(day)
}

/// Says that another day is looked at, and leads back. Returns whether that was asked for.
pub(super) fn banner_ui(ui: &mut Ui, view: View<'_>, seen: NaiveDate) -> bool {
    let words = BreakdownWords::of(view.lang);
    let pair = palette(ui).tone(Tone::Warn);
    let day = |day| records::month_day(view.lang, day);
    let frame =
        Frame::new().fill(pair.fill).corner_radius(CornerRadius::same(6)).inner_margin(Margin::symmetric(12, 5));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let text = (words.looking_back)(&day(seen), &day(view.as_of));
            ui.add(Label::new(RichText::new(text).size(SMALL).color(pair.text)).truncate());
            link(ui, &(words.back)(&day(view.as_of))).clicked()
        })
    });
    shown.inner.inner
}
