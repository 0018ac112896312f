//! Which way the window is drawn, and what is tried when a way fails.
//!
//! Old laptops, remote desktops and virtual machines each break another renderer. So all are compiled in
//! and tried in turn: one that reports an error is passed over at once; one that takes the program down
//! leaves a mark in a file, and the next start passes it over. It touches these files itself, since they
//! say nothing about the user's data.

use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui_wgpu::{WgpuConfiguration, WgpuSetup, WgpuSetupCreateNew};
use eframe::glow::HasContext as _;
use eframe::{App, CreationContext, NativeOptions};
use egui::{Context, ViewportBuilder};
use wgpu::{Backends, DeviceType};

use super::fonts;
use crate::words::widgets::WidgetWords;

/// Environment variable that chooses a renderer.
pub const VARIABLE: &str = "LUNXUN_RENDERER";

/// Frames after which a renderer counts as working.
const N_FRAMES_TO_TRUST: u32 = 5;

/// How long a renderer that crashed is passed over: drivers get updated, and a power cut is no crash.
const MARK_LASTS: Duration = Duration::from_hours(7 * 24);

/// A way to draw the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RendererName {
    /// wgpu over DirectX 12, on a graphics chip.
    Dx12,
    /// wgpu over Vulkan.
    Vulkan,
    /// OpenGL.
    Glow,
    /// wgpu over DirectX 12, on Windows' own software device.
    Warp,
}

impl RendererName {
    /// The name on the command line, in the environment and in mark files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dx12 => "dx12",
            Self::Vulkan => "vulkan",
            Self::Glow => "glow",
            Self::Warp => "warp",
        }
    }

    /// What is tried on this system, in this order.
    ///
    /// Old Vulkan drivers are the riskiest, so DirectX comes first; on software OpenGL, glow is five times
    /// as quick as wgpu, so elsewhere it comes first.
    fn order() -> &'static [Self] {
        if cfg!(windows) { &[Self::Dx12, Self::Vulkan, Self::Glow, Self::Warp] } else { &[Self::Glow, Self::Vulkan] }
    }

    fn backends(self) -> Backends {
        if self == Self::Vulkan { Backends::VULKAN } else { Backends::DX12 }
    }

    /// How welcome a device is, smallest first; `None` for one this renderer does not use.
    fn rank(self, device: DeviceType) -> Option<u8> {
        match device {
            // the window is light work: spare the battery
            DeviceType::IntegratedGpu => (self != Self::Warp).then_some(0),
            DeviceType::DiscreteGpu => (self != Self::Warp).then_some(1),
            DeviceType::VirtualGpu | DeviceType::Other => (self != Self::Warp).then_some(2),
            DeviceType::Cpu => (self == Self::Warp || (self == Self::Vulkan && !cfg!(windows))).then_some(3),
        }
    }
}

impl fmt::Display for RendererName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for RendererName {
    type Err = UnknownRenderer;

    fn from_str(text: &str) -> Result<Self, UnknownRenderer> {
        match text.trim().to_ascii_lowercase().as_str() {
            "dx12" => Ok(Self::Dx12),
            "vulkan" => Ok(Self::Vulkan),
            "gl" | "glow" => Ok(Self::Glow),
            "warp" => Ok(Self::Warp),
            _other => Err(UnknownRenderer(text.to_owned())),
        }
    }
}

/// A name that is none of `dx12`, `vulkan`, `gl`, `glow`, `warp`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRenderer(pub String);

impl fmt::Display for UnknownRenderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is none of dx12, vulkan, gl, glow, warp", self.0)
    }
}

impl Error for UnknownRenderer {}

/// How to open the window.
#[derive(Debug, Clone)]
pub struct WindowOptions {
    /// Names the window's remembered place and size.
    pub app_id: &'static str,
    /// Title, size and the like; the icon is set here.
    pub viewport: ViewportBuilder,
    /// Folder for mark files and the window's place; it is made if it is missing.
    pub state_folder: PathBuf,
    /// The only renderer to try, or `None` for [`VARIABLE`], else all in turn.
    pub renderer: Option<RendererName>,
}

/// No renderer worked.
#[derive(Debug)]
pub struct RendererError {
    attempts: Vec<(RendererName, eframe::Error)>,
}

impl fmt::Display for RendererError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (renderer, error)) in self.attempts.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{renderer}: {error}")?;
        }
        Ok(())
    }
}

impl Error for RendererError {}

impl RendererError {
    /// Tells the user in a message box of the system, where there is one. `log` is where details stand.
    pub fn show(&self, log: &Path, words: &WidgetWords) {
        if cfg!(windows) {
            rfd::MessageDialog::new()
                .set_level(rfd::MessageLevel::Error)
                .set_title(words.no_renderer_title)
                .set_description((words.no_renderer)(&log.display().to_string()))
                .show();
        }
    }
}

/// Shows that a renderer works: the app calls [`StartMark::frame_drawn`] in every frame.
#[derive(Debug)]
pub struct StartMark {
    path: PathBuf,
    n_frames: u32,
}

impl StartMark {
    /// Counts a frame; the mark file goes after the fifth. Until then it asks for another frame, so that a
    /// window nobody touches is trusted too.
    pub fn frame_drawn(&mut self, ctx: &Context) {
        if self.n_frames >= N_FRAMES_TO_TRUST {
            return;
        }
        self.n_frames += 1;
        if self.n_frames == N_FRAMES_TO_TRUST {
            self.remove();
        } else {
            ctx.request_repaint();
        }
    }

    fn set(folder: &Path, renderer: RendererName) -> Self {
        let mark = Self { path: mark_path(folder, renderer), n_frames: 0 };
        if let Err(error) = fs::create_dir_all(folder).and_then(|()| fs::write(&mark.path, "")) {
            tracing::warn!(path = %mark.path.display(), %error, "cannot mark the start of a renderer");
        }
        mark
    }

    fn remove(&self) {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                tracing::warn!(path = %self.path.display(), %error, "cannot remove the mark of a renderer");
            }
            _gone => {}
        }
    }
}

/// Opens the window with the first renderer that works, and returns when it is closed. The fonts are
/// installed; the theme is the app's.
///
/// `make_app` may be called again when a renderer fails, so it should not use things up.
///
/// # Errors
/// When no renderer works. What the app's own creation reports is passed on without trying others.
pub fn run(
    options: &WindowOptions,
    make_app: impl Fn(&CreationContext<'_>, StartMark) -> Result<Box<dyn App>, Box<dyn Error + Send + Sync>>,
) -> Result<RendererName, RendererError> {
    let wanted = options.renderer.or_else(|| std::env::var(VARIABLE).ok()?.parse().ok());
    let is_marked = |renderer| is_marked(&mark_path(&options.state_folder, renderer));
    let mut attempts = Vec::new();
    for renderer in candidates(wanted, RendererName::order(), is_marked) {
        tracing::info!(%renderer, "starting");
        let mark = StartMark::set(&options.state_folder, renderer);
        let path = mark.path.clone();
        let ended = open_window(options, renderer, mark, &make_app);
        // It has come back, well or not: so it does not take the program down.
        StartMark { path, n_frames: 0 }.remove();
        let Err(error) = ended else { return Ok(renderer) };
        tracing::warn!(%renderer, %error, "renderer failed");
        let is_ours = matches!(error, eframe::Error::AppCreation(_));
        attempts.push((renderer, error));
        if is_ours {
            break;
        }
    }
    Err(RendererError { attempts })
}

/// What draws the window, for the About box: `DX12 · Intel(R) UHD Graphics 620`.
pub fn describe(frame: &eframe::Frame) -> String {
    if let Some(state) = frame.wgpu_render_state() {
        let info = state.adapter.get_info();
        return format!("{} · {}", info.backend, info.name);
    }
    frame.gl().map_or_else(String::new, |gl| {
        let version = gl.version();
        format!("OpenGL {}.{} · {}", version.major, version.minor, version.vendor_info)
    })
}

/// The renderers to try: the wanted one alone; else all that have no mark; all, if all have one.
fn candidates(
    wanted: Option<RendererName>,
    order: &[RendererName],
    is_marked: impl Fn(RendererName) -> bool,
) -> Vec<RendererName> {
    if let Some(wanted) = wanted {
        return vec![wanted];
    }
    let trusted: Vec<RendererName> = order.iter().copied().filter(|&renderer| !is_marked(renderer)).collect();
    if trusted.is_empty() { order.to_vec() } else { trusted }
}

fn mark_path(folder: &Path, renderer: RendererName) -> PathBuf {
    folder.join(format!("starting.{renderer}"))
}

fn is_marked(path: &Path) -> bool {
    let age = fs::metadata(path).and_then(|metadata| metadata.modified()).map(|time| time.elapsed());
    match age {
        Ok(Ok(age)) => age < MARK_LASTS,
        // a time in the future: someone has set the clock
        Ok(Err(_)) => true,
        Err(_) => false,
    }
}

fn open_window(
    options: &WindowOptions,
    renderer: RendererName,
    mark: StartMark,
    make_app: &impl Fn(&CreationContext<'_>, StartMark) -> Result<Box<dyn App>, Box<dyn Error + Send + Sync>>,
) -> eframe::Result {
    let native = NativeOptions {
        viewport: options.viewport.clone().with_app_id(options.app_id).with_icon(super::icons::app_icon()),
        renderer: if renderer == RendererName::Glow { eframe::Renderer::Glow } else { eframe::Renderer::Wgpu },
        wgpu_options: wgpu_options(renderer),
        persistence_path: Some(options.state_folder.join("window.ron")),
        // with a fixed locale instead, see `fonts`
        system_font_fallback: false,
        ..NativeOptions::default()
    };
    let create = |context: &CreationContext<'_>| {
        fonts::install(&context.egui_ctx);
        fonts::use_system_fonts(&context.egui_ctx);
        make_app(context, mark)
    };
    eframe::run_native(options.app_id, native, Box::new(create))
}

fn wgpu_options(renderer: RendererName) -> WgpuConfiguration {
    let mut setup = WgpuSetupCreateNew::without_display_handle();
    setup.instance_descriptor.backends = renderer.backends();
    setup.power_preference = wgpu::PowerPreference::LowPower;
    setup.native_adapter_selector = Some(Arc::new(move |adapters, surface| {
        let shows = |adapter: &&wgpu::Adapter| surface.is_none_or(|surface| adapter.is_surface_supported(surface));
        adapters
            .iter()
            .filter(shows)
            .filter_map(|adapter| Some((renderer.rank(adapter.get_info().device_type)?, adapter)))
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, adapter)| adapter.clone())
            .ok_or_else(|| format!("no device for {renderer} among {}", adapters.len()))
    }));
    WgpuConfiguration { wgpu_setup: WgpuSetup::CreateNew(setup), ..WgpuConfiguration::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [RendererName; 4] = [RendererName::Dx12, RendererName::Vulkan, RendererName::Glow, RendererName::Warp];

    #[test]
    fn names_are_read_as_they_are_written() {
        for renderer in ALL {
            assert_eq!(renderer.name().parse(), Ok(renderer));
        }
        assert_eq!("GL".parse(), Ok(RendererName::Glow));
        assert_eq!("directx".parse::<RendererName>(), Err(UnknownRenderer("directx".to_owned())));
    }

    #[test]
    fn a_renderer_that_crashed_is_passed_over_unless_nothing_else_is_left() {
        let crashed = |bad: &'static [RendererName]| move |renderer: RendererName| bad.contains(&renderer);
        assert_eq!(candidates(None, &ALL, crashed(&[])), ALL);
        assert_eq!(candidates(None, &ALL, crashed(&[RendererName::Dx12]))[0], RendererName::Vulkan);
        assert_eq!(candidates(None, &ALL, crashed(&ALL)), ALL);
        let wanted = Some(RendererName::Warp);
        assert_eq!(candidates(wanted, &ALL, crashed(&ALL)), [RendererName::Warp], "the user knows best");
    }

    #[test]
    fn the_mark_stands_until_the_fifth_frame() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let ctx = Context::default();
        let mut mark = StartMark::set(&folder.path().join("state"), RendererName::Dx12);
        let path = mark.path.clone();
        for frame in 1..=6 {
            assert_eq!(is_marked(&path), frame <= 5, "before frame {frame}");
            mark.frame_drawn(&ctx);
        }
        assert!(!path.exists());
        Ok(())
    }

    #[test]
    fn an_old_mark_no_longer_counts() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let mark = StartMark::set(folder.path(), RendererName::Vulkan);
        let long_ago = std::time::SystemTime::now() - 2 * MARK_LASTS;
        fs::File::options().write(true).open(&mark.path)?.set_modified(long_ago)?;
        assert!(!is_marked(&mark.path));
        Ok(())
    }

    #[test]
    fn only_warp_draws_on_the_software_device_of_windows() {
        assert_eq!(RendererName::Dx12.rank(DeviceType::Cpu), None);
        assert_eq!(RendererName::Warp.rank(DeviceType::IntegratedGpu), None);
        assert!(RendererName::Warp.rank(DeviceType::Cpu).is_some());
        assert!(RendererName::Dx12.rank(DeviceType::IntegratedGpu) < RendererName::Dx12.rank(DeviceType::DiscreteGpu));
    }
}
