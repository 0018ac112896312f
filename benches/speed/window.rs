//! Frames of the whole window on the sample district, without a GPU: what the program itself costs a frame.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};
use cpu_time::ThreadTime;
use egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, RawInput, Rect, TouchPhase, Vec2, pos2, vec2,
};
use lunxun::app::{App, Command, Dialogs, PeopleFilter, Place, Printed, SessionTab};
use lunxun::store::Store;
use lunxun::store::disk::RealDisk;
use lunxun::store::settings::Settings;
use lunxun::ui::shell::Window;
use lunxun::ui::{fonts, theme};

use super::Bench;

const SIZE: Vec2 = vec2(1366.0, 768.0);
const N: usize = 60;

/// Nobody is there to answer.
struct NoDialogs;

impl Dialogs for NoDialogs {
    fn pick_folder(&self, _title: &str) -> Option<PathBuf> {
        None
    }

    fn default_folder(&self) -> Option<PathBuf> {
        None
    }

    fn pick_files(&self, _title: &str, _extensions: &[&str]) -> Vec<PathBuf> {
        Vec::new()
    }

    fn save_file(&self, _title: &str, _file_name: &str) -> Option<PathBuf> {
        None
    }

    fn open_file(&self, _path: &Path) -> std::io::Result<()> {
        Ok(())
    }

    fn print_file(&self, _path: &std::path::Path) -> std::io::Result<Printed> {
        Ok(Printed::Opened)
    }
}

pub fn run(bench: &mut Bench) {
    let home = tempfile::tempdir().expect("a folder to measure in");
    let folder = home.path().join("district");
    let ws = lunxun::demo::district(1);
    Store::create(&RealDisk, &folder, &ws, now()).expect("written");
    let mut screen = Screen::open(home.path(), folder);

    screen.go(Place::Dashboard(lunxun::app::DashboardTab::default()));
    let still = (0..N).map(|_| screen.frame(Vec::new())).collect();
    bench.median_of("dashboard, a frame", still, "≤ 8");

    screen.go(Place::People(PeopleFilter::default()));
    screen.point_at(vec2(700.0, 450.0));
    let scrolled = (0..N).map(|_| screen.frame(vec![wheel(-97.0)])).collect();
    bench.median_of("people, a frame while scrolling", scrolled, "≤ 8");

    let keys = type_and_clear(&mut screen);
    bench.median_of("people, the frame of a search key", keys, "≤ 5 + a frame");

    let largest = ws.sessions.iter().max_by_key(|session| ws.enrolments_in(session.id).count());
    if let Some(session) = largest {
        println!("-- the largest session: {} names", ws.enrolments_in(session.id).count());
        screen.go(Place::Session(session.id, SessionTab::Attendance));
        screen.point_at(vec2(700.0, 450.0));
        let scrolled = (0..N).map(|_| screen.frame(vec![wheel(-97.0)])).collect();
        bench.median_of("attendance, a frame while scrolling", scrolled, "≤ 4");
        screen.frames(vec![key(Key::ArrowDown)]);
        let marked = (0..N).map(|i| screen.frame(vec![Event::Text(if i % 2 == 0 { "2" } else { "1" }.to_owned())]));
        bench.median_of("attendance, the frame of a mark", marked.collect(), "≤ 16");
    }
}

/// One letter after the other into the search field of people, again and again.
fn type_and_clear(screen: &mut Screen) -> Vec<Duration> {
    let mut times = Vec::new();
    for text in ["m", "ma", "myg", "zh", "w", "y", "l", "ly"] {
        let search = text.to_owned();
        let filter = PeopleFilter { search, ..PeopleFilter::default() };
        screen.window.app.run_all(vec![Command::Go(Place::People(filter))]);
        times.push(screen.frame(Vec::new()));
        screen.frames(Vec::new());
    }
    times
}

/// The window and the egui it draws with.
struct Screen {
    ctx: Context,
    window: Window,
    time: f64,
}

impl Screen {
    fn open(home: &Path, folder: PathBuf) -> Self {
        let own = Some(home.join("program"));
        let app = App::new(Settings::default(), own, Arc::new(NoDialogs), Arc::new(|| {}), now());
        let ctx = Context::default();
        fonts::install(&ctx);
        theme::apply(&ctx, egui::ThemePreference::Light);
        let mut screen = Self { ctx, window: Window::new(app), time: 0.0 };
        screen.window.app.run_all(vec![Command::Open(folder)]);
        while screen.window.app.document().is_none() {
            std::thread::sleep(Duration::from_millis(2));
            screen.frame(Vec::new());
        }
        screen
    }

    fn go(&mut self, place: Place) {
        self.window.app.run_all(vec![Command::Go(place)]);
        self.frames(Vec::new());
    }

    fn point_at(&mut self, at: Vec2) {
        self.frames(vec![Event::PointerMoved(pos2(at.x, at.y))]);
    }

    fn frames(&mut self, events: Vec<Event>) {
        self.frame(events);
        for _ in 0..4 {
            self.frame(Vec::new());
        }
    }

    /// One frame up to the triangles for the GPU, in time of this thread.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = ThreadTime::now();
        let output = self.ctx.run_ui(input, |ui| self.window.frame_ui(ui, now()));
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        start.elapsed()
    }
}

fn wheel(points: f32) -> Event {
    let (unit, delta, phase) = (MouseWheelUnit::Point, vec2(0.0, points), TouchPhase::Move);
    Event::MouseWheel { unit, delta, phase, modifiers: Modifiers::NONE, source: MouseWheelSource::Unknown }
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2012, 6, 28).and_then(|day| day.and_hms_opt(9, 41, 7)).expect("a time")
}
