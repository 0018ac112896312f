//! The window: one frame from the clock to the commands it causes.

use chrono::NaiveDateTime;
use egui::{CentralPanel, Frame, Key, KeyboardShortcut, Margin, Modifiers, Panel, Ui};

use super::export::ExportDialog;
use super::folder::{Question, folder_ui};
use super::navigation::{Page, navigation_ui};
use super::palette::Palette;
use super::problems::{damage_ui, problems_ui};
use super::{drop_target, paste, status, top_bar};
use crate::app::{App, Command, Commands, ImportTask, Notice, NoticeKind, Offer, Place};
use crate::ui::pages::budget::BudgetPage;
use crate::ui::pages::calendar::CalendarPage;
use crate::ui::pages::checks::ChecksPage;
use crate::ui::pages::dashboard::DashboardPage;
use crate::ui::pages::import::ImportPage;
use crate::ui::pages::people::PeoplePage;
use crate::ui::pages::rotation::RotationPage;
use crate::ui::pages::sessions::SessionsPage;
use crate::ui::pages::settings::SettingsPage;
use crate::ui::pages::topics::TopicsPage;
use crate::ui::pages::welcome::WelcomePage;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{Dialog, Toast, Toasts};
use crate::words::shell::ShellWords;
use crate::words::widgets::WidgetWords;

/// Height of the status bar, in points.
const STATUS_HEIGHT: f32 = 26.0;
/// Height of the top bar, in points.
const TOP_HEIGHT: f32 = 44.0;
/// The keys that lead to the pages, together with Alt.
const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
/// Width of the navigation, in points.
const NAVIGATION_WIDTH: f32 = 148.0;

/// The window and the state of its pages.
pub struct Window {
    /// The program it shows.
    pub app: App,
    /// Which renderer draws it, for the About box.
    pub renderer: String,
    page: Page,
    welcome: WelcomePage,
    dashboard: DashboardPage,
    calendar: CalendarPage,
    sessions: SessionsPage,
    rotation: RotationPage,
    people: PeoplePage,
    topics: TopicsPage,
    import: ImportPage,
    budget: BudgetPage,
    checks: ChecksPage,
    settings: SettingsPage,
    palette: Palette,
    toasts: Toasts<Offer>,
    /// The revision whose undoing the toasts offer.
    toasts_at: u64,
    is_about_open: bool,
    question: Question,
    export: Option<ExportDialog>,
    problems_seen: Option<std::path::PathBuf>,
}

impl Window {
    /// The window of a program.
    pub fn new(app: App) -> Self {
        Self {
            app,
            renderer: String::new(),
            page: Page::Dashboard,
            welcome: WelcomePage::default(),
            dashboard: DashboardPage::default(),
            calendar: CalendarPage::default(),
            sessions: SessionsPage::default(),
            rotation: RotationPage::default(),
            people: PeoplePage::default(),
            topics: TopicsPage::default(),
            import: ImportPage::default(),
            budget: BudgetPage::default(),
            checks: ChecksPage::default(),
            settings: SettingsPage::default(),
            palette: Palette::default(),
            toasts: Toasts::default(),
            toasts_at: 0,
            is_about_open: false,
            question: Question::default(),
            export: None,
            problems_seen: None,
        }
    }

    /// One frame: jobs and commands first, then a read-only drawing that collects the next commands.
    pub fn frame_ui(&mut self, ui: &mut Ui, now: NaiveDateTime) {
        self.app.tick(now);
        self.follow();
        let mut commands = Commands::default();
        self.shortcuts(ui, &mut commands);
        drop_target::hear(ui, &self.app, &mut commands);
        self.draw(ui, &mut commands);
        if self.app.document().is_some() {
            paste::hear(ui, self.page, self.app.lang(), &mut commands);
        }
        self.overlays(ui, &mut commands);
        if !commands.is_empty() {
            self.app.run_all(commands.take());
            ui.ctx().request_repaint();
        }
        self.follow();
        self.show_notices(ui);
    }

    fn draw(&mut self, ui: &mut Ui, commands: &mut Commands) {
        let palette = theme::palette(ui);
        let Some(view) = self.app.view() else {
            let frame = Frame::new().fill(palette.background);
            CentralPanel::no_frame().frame(frame).show(ui, |ui| self.welcome.ui(ui, &self.app, commands));
            return;
        };
        let bar = |margin| Frame::new().fill(palette.card).inner_margin(margin);
        Panel::top("top").exact_size(TOP_HEIGHT).frame(bar(Margin::symmetric(14, 0))).show(ui, |ui| {
            let asked = top_bar::top_bar_ui(ui, &self.app, view, commands);
            self.palette.is_open |= asked.palette;
            self.is_about_open |= asked.about;
        });
        Panel::bottom("status").exact_size(STATUS_HEIGHT).frame(bar(Margin::symmetric(14, 0))).show(ui, |ui| {
            status::status_ui(ui, &self.app, view, commands);
        });
        let side = Frame::new().fill(palette.navigation).inner_margin(Margin::symmetric(8, 10));
        Panel::left("navigation").exact_size(NAVIGATION_WIDTH).resizable(false).frame(side).show(ui, |ui| {
            navigation_ui(ui, &mut self.page, view.lang);
        });
        let body = Frame::new().fill(palette.background).inner_margin(Margin::symmetric(16, 12));
        CentralPanel::no_frame().frame(body).show(ui, |ui| match self.page {
            Page::Dashboard => self.dashboard.ui(ui, view, commands),
            Page::Calendar => self.calendar.ui(ui, view, commands),
            Page::Sessions => self.sessions.ui(ui, view, commands),
            Page::Rotation => self.rotation.ui(ui, view, commands),
            Page::People => self.people.ui(ui, view, commands),
            Page::Topics => self.topics.ui(ui, view, commands),
            Page::Import => self.import.ui(ui, view, self.app.importing(), commands),
            Page::Budget => self.budget.ui(ui, view, commands),
            Page::Checks => self.checks.ui(ui, view, commands),
            Page::Settings => {
                let (app, question) = (&self.app, &mut self.question);
                let mut asked = Commands::default();
                self.settings.ui(ui, view, commands, |ui| folder_ui(ui, app, question, &mut asked));
                commands.append(asked);
            }
        });
    }

    fn overlays(&mut self, ui: &mut Ui, commands: &mut Commands) {
        self.problems(ui, commands);
        if let Some(view) = self.app.view() {
            self.palette.ui(ui, view, commands);
        }
        if let (Some(dialog), Some(view)) = (&mut self.export, self.app.view())
            && !dialog.ui(ui, view, self.app.forms(), commands)
        {
            self.export = None;
        }
        if self.is_about_open {
            let words = ShellWords::of(self.app.lang());
            let text = (words.about_text)(env!("CARGO_PKG_VERSION"), &self.renderer);
            let answer = Dialog::new(words.about, words.ok, words.cancel).show(ui.ctx(), |ui| {
                ui.label(text);
            });
            self.is_about_open = answer == crate::ui::widgets::DialogAnswer::Open;
        }
        let lift = if self.app.document().is_some() { STATUS_HEIGHT } else { 0.0 };
        match self.toasts.show(ui.ctx(), lift, WidgetWords::of(self.app.lang())) {
            Some(Offer::Undo) => commands.push(Command::Undo),
            Some(Offer::Open(path)) => commands.push(Command::OpenFile(path)),
            None => {}
        }
    }

    /// Shows once for each opened folder what is wrong with its files.
    fn problems(&mut self, ui: &Ui, commands: &mut Commands) {
        if let Some(damage) = self.app.damage() {
            damage_ui(ui, &self.app, damage, commands);
            return;
        }
        let Some(folder) = self.app.folder() else {
            self.problems_seen = None;
            return;
        };
        let is_seen = self.problems_seen.as_deref() == Some(folder.path());
        if !folder.problems().is_empty() && !is_seen && !problems_ui(ui, &self.app, folder, commands) {
            self.problems_seen = Some(folder.path().to_owned());
        }
    }

    /// Keys that mean the same everywhere. While a text field has the focus, undo and redo are the field's own.
    fn shortcuts(&mut self, ui: &mut Ui, commands: &mut Commands) {
        let pressed =
            |modifiers, key| ui.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)));
        if self.app.document().is_none() {
            return;
        }
        if pressed(Modifiers::COMMAND, Key::I) {
            commands.go(Place::Import);
            commands.push(Command::Import(ImportTask::Ask));
        }
        if pressed(Modifiers::COMMAND, Key::K) {
            self.palette.is_open = !self.palette.is_open;
        }
        if !ui.ctx().text_edit_focused() {
            if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || pressed(Modifiers::COMMAND, Key::Y) {
                commands.push(Command::Redo);
            } else if pressed(Modifiers::COMMAND, Key::Z) {
                commands.push(Command::Undo);
            }
        }
        for (key, page) in DIGITS.into_iter().zip(Page::ALL) {
            if pressed(Modifiers::ALT, key) {
                self.page = page;
                // the digit comes as text too, and must not be typed into the page
                ui.input_mut(|input| input.events.retain(|event| !matches!(event, egui::Event::Text(_))));
            }
        }
    }

    /// Goes where a command has sent the window.
    fn follow(&mut self) {
        if let Some(request) = self.app.take_asked_export() {
            self.export = Some(ExportDialog::new(request));
        }
        let Some(place) = self.app.take_destination() else { return };
        self.page = Page::of(&place);
        match place {
            Place::Dashboard(tab) => self.dashboard.open(tab),
            Place::Township(id) => self.dashboard.open_township(id),
            Place::Calendar(place) => self.calendar.open(place),
            Place::Sessions(filter) => self.sessions.set_filter(filter),
            Place::Session(id, tab) => self.sessions.open(id, tab),
            Place::Rotation(task) => self.rotation.begin(task),
            Place::Import => {}
            Place::People(filter) => self.people.set_filter(filter),
            Place::Person(id) => self.people.open(id),
            Place::Duplicates => self.people.open_duplicates(),
            Place::Topics(place) => self.topics.open(place),
            Place::Budget => {}
            Place::Checks(rule) => self.checks.open(rule),
            Place::Settings(tab) => self.settings.open(tab),
        }
    }

    fn show_notices(&mut self, ui: &Ui) {
        let now = ui.input(|input| input.time);
        let words = ShellWords::of(self.app.lang());
        let revision = self.app.document().map_or(0, |document| document.derived().revision());
        if self.toasts_at != revision {
            self.toasts.withdraw(|offer| *offer == Offer::Undo);
            self.toasts_at = revision;
        }
        let notices = self.app.take_notices();
        if !notices.is_empty() {
            ui.ctx().request_repaint();
        }
        for Notice { kind, text, offer } in notices {
            let tone = match kind {
                NoticeKind::Done => Tone::Good,
                NoticeKind::Info => Tone::Neutral,
                NoticeKind::Problem => Tone::Bad,
            };
            let action = offer.map(|offer| match offer {
                Offer::Undo => (words.undo.to_owned(), offer),
                Offer::Open(_) => (words.open_file.to_owned(), offer),
            });
            self.toasts.push(Toast { text, tone, action }, now);
        }
    }
}
