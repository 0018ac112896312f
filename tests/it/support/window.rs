//! The whole window in a story: real clicks and keys, real files in a folder that vanishes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use lunxun::app::{App, Command, Dialogs, Printed};
use lunxun::model::Workspace;
use lunxun::store::Store;
use lunxun::store::disk::RealDisk;
use lunxun::store::settings::Settings;
use lunxun::ui::shell::Window;

use super::raster::harness;

/// How long a job may take before the story fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// Dialogs that answer what the story has told them.
#[derive(Default)]
pub struct Answers {
    folder: Mutex<Option<PathBuf>>,
    file: Mutex<Option<PathBuf>>,
    opened: Mutex<Option<PathBuf>>,
    files: Mutex<Vec<PathBuf>>,
}

impl Dialogs for Answers {
    fn pick_folder(&self, _title: &str) -> Option<PathBuf> {
        self.folder.lock().expect("no thread has failed").clone()
    }

    fn default_folder(&self) -> Option<PathBuf> {
        self.pick_folder("")
    }

    fn pick_files(&self, _title: &str, _extensions: &[&str]) -> Vec<PathBuf> {
        let files = self.files.lock().expect("no thread has failed").clone();
        if files.is_empty() { self.save_file("", "").into_iter().collect() } else { files }
    }

    fn save_file(&self, _title: &str, _file_name: &str) -> Option<PathBuf> {
        self.file.lock().expect("no thread has failed").clone()
    }

    fn open_file(&self, path: &Path) -> std::io::Result<()> {
        *self.opened.lock().expect("no thread has failed") = Some(path.to_owned());
        Ok(())
    }

    fn print_file(&self, path: &Path) -> std::io::Result<Printed> {
        self.open_file(path).map(|()| Printed::Sent)
    }
}

/// A morning in June 2012.
pub fn now() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2012, 6, 28).and_then(|day| day.and_hms_opt(9, 41, 7));
    day.expect("a time")
}

/// The window with its folder.
pub struct Desk {
    /// The harness that presses keys and looks at the screen.
    pub harness: Harness<'static, Window>,
    /// Where folders and files go.
    pub home: tempfile::TempDir,
    answers: Arc<Answers>,
}

impl Desk {
    /// The program as it starts for the first time.
    pub fn first_start() -> Self {
        Self::sized([1366.0, 768.0], 1.0, Theme::Light)
    }

    /// The program as it starts for the first time, on a screen of this size in points.
    pub fn sized(size: [f32; 2], pixels_per_point: f32, theme: Theme) -> Self {
        let home = tempfile::tempdir().expect("a folder for the story");
        let answers = Arc::new(Answers::default());
        *answers.folder.lock().expect("no thread has failed") = Some(home.path().to_owned());
        *answers.file.lock().expect("no thread has failed") = Some(home.path().join("saved"));
        let own = Some(home.path().join("program"));
        let app = App::new(Settings::default(), own, answers.clone(), Arc::new(|| {}), now());
        let builder = harness(size, theme).with_pixels_per_point(pixels_per_point);
        let harness = builder.build_ui_state(|ui, window: &mut Window| window.frame_ui(ui, now()), Window::new(app));
        Self { harness, home, answers }
    }

    /// The program with this workspace open from a folder of its own.
    pub fn with(workspace: &Workspace) -> Self {
        let mut desk = Self::first_start();
        desk.open_new(workspace);
        desk
    }

    /// Puts a workspace into a folder of its own and opens it.
    pub fn open_new(&mut self, workspace: &Workspace) {
        let folder = self.home.path().join("district");
        Store::create(&RealDisk, &folder, workspace, now()).expect("a folder is made");
        self.open(folder);
    }

    /// Opens a folder and waits for it.
    pub fn open(&mut self, folder: PathBuf) {
        self.harness.state_mut().app.run_all(vec![Command::Open(folder)]);
        self.wait(|window| window.app.document().is_some());
    }

    /// Where the next saved file goes.
    pub fn save_as(&mut self, name: &str) -> PathBuf {
        let path = self.home.path().join(name);
        *self.answers.file.lock().expect("no thread has failed") = Some(path.clone());
        path
    }

    /// The file that was opened last with the system's program for it.
    pub fn opened(&self) -> Option<PathBuf> {
        self.answers.opened.lock().expect("no thread has failed").clone()
    }

    /// Which files the user picks next.
    pub fn pick(&mut self, files: &[PathBuf]) {
        *self.answers.files.lock().expect("no thread has failed") = files.to_vec();
    }

    /// Draws frames until something has come about.
    pub fn wait(&mut self, mut is_done: impl FnMut(&Window) -> bool) {
        let start = Instant::now();
        while !is_done(self.harness.state()) || self.harness.state().app.under_way().next().is_some() {
            assert!(start.elapsed() < PATIENCE, "nothing came of it");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.harness.run();
    }

    /// Clicks what has this name.
    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.harness.run_steps(3);
    }

    /// Types into whatever has the focus.
    pub fn type_on(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.run_steps(3);
    }

    /// The open workspace.
    pub fn ws(&self) -> &Workspace {
        self.harness.state().app.document().expect("a folder is open").workspace()
    }

    /// Whether anything on screen is called so.
    pub fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label_contains(name).next().is_some()
    }

    /// Every name and text on screen, to look into when a story fails.
    pub fn texts(&self) -> Vec<String> {
        let root = self.harness.root();
        let all = root.children_recursive();
        all.filter_map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value())).collect()
    }
}
