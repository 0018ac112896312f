//! The left navigation.

use egui::{CornerRadius, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::{
    CalendarPlace, DashboardTab, PeopleFilter, Place, RotationTask, SessionFilter, SettingsTab, TopicsPlace,
};
use crate::ui::fonts;
use crate::ui::theme::{BODY, CONTROL_RADIUS, NOTE, palette};
use crate::words::Lang;
use crate::words::shell::ShellWords;

const ITEM_HEIGHT: f32 = 36.0;

/// The pages of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Dashboard,
    Calendar,
    Sessions,
    Rotation,
    People,
    Topics,
    Import,
    Budget,
    Checks,
    Settings,
}

impl Page {
    /// The pages in the order of the navigation; Alt and the place in this list lead there. The page of imports has a
    /// button of its own.
    pub(super) const ALL: [Self; 9] = [
        Self::Dashboard,
        Self::Calendar,
        Self::Sessions,
        Self::Rotation,
        Self::People,
        Self::Topics,
        Self::Budget,
        Self::Checks,
        Self::Settings,
    ];

    /// The page on which a place lies.
    pub(super) fn of(place: &Place) -> Self {
        match place {
            Place::Dashboard(_) | Place::Township(_) => Self::Dashboard,
            Place::Calendar(_) => Self::Calendar,
            Place::Sessions(_) | Place::Session(..) => Self::Sessions,
            Place::Rotation(_) => Self::Rotation,
            Place::People(_) | Place::Person(_) | Place::Duplicates => Self::People,
            Place::Topics(_) => Self::Topics,
            Place::Import => Self::Import,
            Place::Budget => Self::Budget,
            Place::Checks(_) => Self::Checks,
            Place::Settings(_) => Self::Settings,
        }
    }

    /// What it is called.
    pub(super) fn name(self, words: &ShellWords) -> &'static str {
        match self {
            Self::Dashboard => words.dashboard,
            Self::Calendar => words.calendar,
            Self::Sessions => words.sessions,
            Self::Rotation => words.rotation,
            Self::People => words.people,
            Self::Topics => words.topics,
            Self::Import => words.import,
            Self::Budget => words.budget,
            Self::Checks => words.checks,
            Self::Settings => words.settings,
        }
    }

    /// The page as a place, just as it was left.
    pub(super) fn place(self) -> Place {
        match self {
            Self::Dashboard => Place::Dashboard(DashboardTab::Overview),
            Self::Calendar => Place::Calendar(CalendarPlace::default()),
            Self::Sessions => Place::Sessions(SessionFilter::default()),
            Self::Rotation => Place::Rotation(RotationTask::Show),
            Self::People => Place::People(PeopleFilter::default()),
            Self::Topics => Place::Topics(TopicsPlace::Board),
            Self::Import => Place::Import,
            Self::Budget => Place::Budget,
            Self::Checks => Place::Checks(None),
            Self::Settings => Place::Settings(SettingsTab::Programme),
        }
    }

    /// Whether it is about the folder rather than about the year.
    fn is_workspace(self) -> bool {
        self == Self::Settings
    }
}

pub(super) fn navigation_ui(ui: &mut Ui, page: &mut Page, lang: Lang) {
    let words = ShellWords::of(lang);
    ui.spacing_mut().item_spacing.y = 2.0;
    let (workspace, year): (Vec<Page>, Vec<Page>) = Page::ALL.into_iter().partition(|page| page.is_workspace());
    for target in year {
        item_ui(ui, page, target, target.name(words));
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(egui::RichText::new(words.workspace).size(NOTE).color(palette(ui).text_weak));
    });
    ui.add_space(4.0);
    for target in workspace {
        item_ui(ui, page, target, target.name(words));
    }
}

fn item_ui(ui: &mut Ui, page: &mut Page, target: Page, text: &str) {
    let palette = palette(ui);
    let is_current = *page == target;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ITEM_HEIGHT), Sense::click());
    if is_current || response.hovered() {
        let fill = if is_current { palette.accent_tint } else { palette.row_hover };
        ui.painter().rect_filled(rect, CornerRadius::same(CONTROL_RADIUS), fill);
    }
    let font = if is_current { fonts::bold(BODY) } else { fonts::regular(BODY) };
    let color = if is_current { palette.accent_text } else { palette.text_soft };
    ui.painter().text(pos2(rect.left() + 12.0, rect.center().y), egui::Align2::LEFT_CENTER, text, font, color);
    focus_ring(ui, &response);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_current, text));
    if response.clicked() {
        *page = target;
    }
}

fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, palette(ui).accent);
        let radius = CornerRadius::same(CONTROL_RADIUS);
        ui.painter().rect_stroke(response.rect, radius, stroke, egui::StrokeKind::Inside);
    }
}
