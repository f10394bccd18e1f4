//! Opening the native window, and one plain sentence if there is no screen to open it on.

use crate::{
    app::{
        crash, keeper,
        picker::PlatformPicker,
        ports::{Clock, Moment},
        runner::{Ports, Runner},
        system_theme::DesktopTheme,
    },
    library::Shelf,
    progress::Stamp,
    ui::{StrataApp, kit::fonts::SystemFonts, shell::size},
};
use eframe::egui;
use std::{path::PathBuf, sync::Arc, time::Instant};

/// The machine's clock.
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// A clock that counts from now.
    #[must_use]
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let millis = self.started.elapsed().as_millis();
        Moment { stamp: Stamp::now(), millis: u64::try_from(millis).unwrap_or(u64::MAX) }
    }
}

/// Runs the app until its window is closed.
///
/// # Errors
/// One sentence: what is missing, and what to do.
pub fn window(data_dir: Result<PathBuf, String>) -> Result<(), String> {
    if let Some(why) = no_display() {
        return Err(why);
    }
    if wayland_is_silent() {
        over_x11();
        return Err("The screen that WAYLAND_DISPLAY names takes the call and does not answer. \
                    Start Strata from a desktop, or use its commands that need no window; \
                    `strata --help` lists them."
            .to_owned());
    }
    if let Ok(dir) = &data_dir {
        crash::install_hook(dir);
    }
    Shelf::read_ahead();
    #[cfg(not(feature = "wgpu"))]
    let opened = open(data_dir, eframe::Renderer::Glow);
    #[cfg(feature = "wgpu")]
    let opened = open(data_dir.clone(), eframe::Renderer::Glow).or_else(|by_glow| {
        // If both fail, the first one's message is given: it says what to install.
        open(data_dir, eframe::Renderer::Wgpu).map_err(|_by_wgpu| by_glow)
    });
    opened.map_err(|error| {
        if !matches!(error, eframe::Error::AppCreation(_)) {
            over_x11();
        }
        if matches!(error, eframe::Error::WinitEventLoop(_)) {
            return "The screen that DISPLAY or WAYLAND_DISPLAY names does not answer. Start Strata \
                    from a desktop, or use its commands that need no window; `strata --help` lists \
                    them."
                .to_owned();
        }
        format!(
            "The window could not be opened: {error}. Strata needs OpenGL 2.0 or newer, by a graphics \
             driver or in software (on Debian and Ubuntu: apt install libgl1-mesa-dri). \
             `strata --help` lists what works without a window."
        )
    })
}

/// Opens the window with one renderer and runs the app in it.
fn open(
    data_dir: Result<PathBuf, String>,
    renderer: eframe::Renderer,
) -> Result<(), eframe::Error> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Strata")
            .with_app_id("strata")
            .with_inner_size(size::ANY_SCREEN)
            .with_min_inner_size(size::LEAST)
            .with_icon(icon())
            .with_drag_and_drop(true),
        window_builder: Some(Box::new(|window| {
            let screen = window.inner_size.map_or(size::ANY_SCREEN, Into::into);
            window.with_inner_size(size::first(screen))
        })),
        renderer,
        // No gradient here is so large that dithering would be seen, and it costs time for each
        // pixel.
        dithering: false,
        // Strata looks for system fonts itself, only when they are needed.
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Strata",
        options,
        Box::new(move |creation| {
            let clock = SystemClock::start();
            let (keeper, begun) = keeper::begin(data_dir, clock.now())?;
            let ctx = creation.egui_ctx.clone();
            ctx.add_font_provider(Arc::new(SystemFonts::default()));
            let ports = Ports {
                clock: Box::new(clock),
                picker: Box::new(PlatformPicker),
                keeper: Box::new(keeper),
                reader: Arc::new(keeper::DiskReader),
                theme: Arc::new(DesktopTheme),
            };
            let runner = Runner::threaded(ports, Arc::new(move || ctx.request_repaint()));
            let name = match creation.gl.as_deref() {
                Some(gl) => opengl(gl),
                None => "wgpu, egui 0.37".to_owned(),
            };
            Ok(Box::new(StrataApp::new(&creation.egui_ctx, begun, runner, name)))
        }),
    )
}

/// "OpenGL by llvmpipe (LLVM 15.0.6, 256 bits)": bug reports name it, since drivers explain many of
/// them.
fn opengl(gl: &eframe::glow::Context) -> String {
    use eframe::glow::{self, HasContext};
    // SAFETY: reads two strings of a context that eframe has just made current on this thread.
    #[expect(unsafe_code, reason = "glow offers no safe way to ask")]
    let [by, version] = unsafe {
        [gl.get_parameter_string(glow::RENDERER), gl.get_parameter_string(glow::VERSION)]
    };
    format!("OpenGL {version} by {by}, egui 0.37")
}

/// Is the variable set, and not empty?
#[cfg(all(unix, not(target_os = "macos")))]
fn set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// How long a Wayland session may take to answer the first call.
#[cfg(all(unix, not(target_os = "macos")))]
const WAYLAND: std::time::Duration = std::time::Duration::from_secs(2);

/// Does the Wayland session hang? It then takes a call and never answers, and the window would wait
/// for ever. If it refuses the call, opening the window says so.
#[cfg(all(unix, not(target_os = "macos")))]
fn wayland_is_silent() -> bool {
    if set("WAYLAND_SOCKET") || !set("WAYLAND_DISPLAY") {
        return false;
    }
    let Some(name) = std::env::var_os("WAYLAND_DISPLAY") else { return false };
    // Joining with an absolute path gives that path.
    let folder = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).unwrap_or_default();
    is_silent(&folder.join(name), WAYLAND)
}

/// Does something take a Wayland client's call at this socket without answering within `time`?
#[cfg(all(unix, not(target_os = "macos")))]
#[must_use]
pub fn is_silent(socket: &std::path::Path, time: std::time::Duration) -> bool {
    use crate::app::picker::answer_within;
    use std::{
        io::{Read, Write},
        os::unix::net::UnixStream,
    };
    let socket = socket.to_owned();
    let ask = move || {
        let mut session = UnixStream::connect(socket).ok()?;
        // The request `sync` to the display, which is object 1: twelve bytes in all, with 2 as the
        // id of the object that will answer.
        let words: [u32; 3] = [1, 12 << 16, 2];
        session.write_all(&words.map(u32::to_ne_bytes).concat()).ok()?;
        session.read_exact(&mut [0; 8]).ok()
    };
    // A refusal counts as an answer: opening the window says why.
    answer_within(time, ask).is_none()
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn wayland_is_silent() -> bool {
    false
}

/// Starts Strata over without Wayland, if Wayland gave no window and X11 may: a session that has
/// ended leaves its variable behind. An event loop can't be begun twice in one process, so the
/// process is replaced. Returns only if that is not possible.
#[cfg(all(unix, not(target_os = "macos")))]
fn over_x11() {
    use std::os::unix::process::CommandExt;
    if !set("DISPLAY") || !(set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET")) {
        return;
    }
    let Ok(strata) = std::env::current_exe() else { return };
    let mut again = std::process::Command::new(strata);
    again.args(std::env::args_os().skip(1));
    again.env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    // If it can't be started, the first failure is told.
    let _failed = again.exec();
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn over_x11() {}

/// Why no window can open here, as far as that is known before trying.
#[cfg(all(unix, not(target_os = "macos")))]
fn no_display() -> Option<String> {
    if set("DISPLAY") || set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET") {
        return None;
    }
    Some(
        "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set. Start Strata from a \
         desktop, or use its commands that need no window; `strata --help` lists them."
            .to_owned(),
    )
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn no_display() -> Option<String> {
    None
}

/// The app's icon; empty if it can't be read, which is no reason not to start.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icon-128.png"))
        .unwrap_or_default()
}
