//! The window on a real screen: opens it, keeps its clock, and ends it in order.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::Local;
use eframe::{CreationContext, Frame};
use egui::{Context, Theme, ThemePreference, Ui, ViewportBuilder};

use super::renderer::{self, RendererName, StartMark, WindowOptions};
use super::shell::Window;
use super::{fonts, theme};
use crate::app::{App, Command, Look, SystemDialogs};
use crate::log;
use crate::store::disk::RealDisk;
use crate::store::settings::{Appearance, Settings, home};
use crate::words::shell::ShellWords;
use crate::words::widgets::WidgetWords;

/// The smallest size at which nothing is cut off, in points.
const SMALLEST: [f32; 2] = [1100.0, 640.0];

/// Opens the window, on a folder if one is given, drawn by a renderer if one is named. Returns when it is closed.
pub fn open_window(folder: Option<&Path>, renderer: Option<RendererName>) -> ExitCode {
    let home = home().unwrap_or_else(std::env::temp_dir);
    let _log = log::start(&home);
    let settings = Settings::load(&RealDisk, &home);
    let lang = settings.language;
    let viewport = ViewportBuilder::default()
        .with_title(ShellWords::of(lang).product)
        .with_inner_size([1366.0, 768.0])
        .with_min_inner_size(SMALLEST)
        .with_maximized(true);
    let options = WindowOptions { app_id: "lunxun", viewport, state_folder: home.clone(), renderer };
    match renderer::run(&options, |context, mark| Ok(native(context, mark, &settings, &home, folder))) {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "no renderer works");
            error.show(&log::folder(&home), WidgetWords::of(lang));
            ExitCode::FAILURE
        }
    }
}

fn native(
    context: &CreationContext<'_>,
    mark: StartMark,
    settings: &Settings,
    home: &Path,
    folder: Option<&Path>,
) -> Box<dyn eframe::App> {
    let ctx = &context.egui_ctx;
    fonts::install(ctx);
    fonts::use_system_fonts(ctx);
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    theme::apply(ctx, ThemePreference::System);
    let waker: Context = ctx.clone();
    let wake = Arc::new(move || waker.request_repaint());
    let mut app =
        App::new(settings.clone(), Some(home.to_owned()), Arc::new(SystemDialogs), wake, Local::now().naive_local());
    app.use_machine_faces();
    if let Some(folder) = folder {
        app.run_all(vec![Command::Open(folder.to_owned())]);
    }
    Box::new(Native { window: Window::new(app), mark, shown: None })
}

/// What the window's surroundings were last set to.
#[derive(Clone, Copy, PartialEq)]
struct Surroundings {
    appearance: Appearance,
    zoom_percent: u16,
}

struct Native {
    window: Window,
    mark: StartMark,
    shown: Option<Surroundings>,
}

impl Native {
    fn surround(&mut self, ctx: &Context) {
        let settings = self.window.app.settings();
        let wanted = Surroundings { appearance: settings.appearance, zoom_percent: settings.zoom_percent };
        if self.shown == Some(wanted) {
            return;
        }
        ctx.set_theme(match wanted.appearance {
            Appearance::System => ThemePreference::System,
            Appearance::Light => ThemePreference::Light,
            Appearance::Dark => ThemePreference::Dark,
        });
        ctx.set_zoom_factor(f32::from(wanted.zoom_percent) / 100.0);
        self.shown = Some(wanted);
    }
}

impl Native {
    /// Ctrl + and Ctrl - are egui's own; what they did is kept like a choice in the menu.
    fn remember_zoom(&mut self, ctx: &Context) {
        let percent = (ctx.zoom_factor() * 100.0).round() as u16;
        let is_new = self.shown.is_some_and(|shown| shown.zoom_percent != percent);
        if is_new && self.window.app.settings().zoom_percent == self.shown.map_or(0, |shown| shown.zoom_percent) {
            self.window.app.run_all(vec![Command::Look(Look::Zoom(percent))]);
        }
    }
}

impl eframe::App for Native {
    fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
        let ctx = ui.ctx().clone();
        self.surround(&ctx);
        if self.window.renderer.is_empty() {
            self.window.renderer = renderer::describe(frame);
        }
        self.window.frame_ui(ui, Local::now().naive_local());
        self.remember_zoom(&ctx);
        self.mark.frame_drawn(&ctx);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.window.app.finish();
    }
}
