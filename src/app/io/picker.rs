//! The platform's file dialog behind the `FilePicker` port.
//!
//! It may be missing or fail (then the library underneath says "cancelled"), it may take its time
//! to start, and it may never answer; it runs on a thread of its own and nobody has to wait for it.

use crate::app::{
    io::{
        pool::ask_outside,
        ports::{FilePicker, Reply},
    },
    values::Picked,
};
use std::time::{Duration, Instant};

/// The dialog of the desktop, through `rfd`.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlatformPicker;

impl FilePicker for PlatformPicker {
    fn start(&mut self, reply: Reply) {
        ask(dialog, reply);
    }

    fn save(&mut self, name: &str, reply: Reply) {
        let name = name.to_owned();
        ask(move || target(&name), reply);
    }
}

#[cfg(target_os = "linux")]
fn ask(dialog: impl FnOnce() -> Dialog + Send + 'static, reply: Reply) {
    // Finding out whether there is a dialog takes a moment as well, so that is done on the other
    // thread too.
    ask_outside("dialog", move || {
        reply(match unavailable() {
            Some(why) => Picked::Unavailable(why),
            None => outcome(dialog()),
        });
    });
}

#[cfg(not(target_os = "linux"))]
fn ask(dialog: impl FnOnce() -> Dialog + Send + 'static, reply: Reply) {
    // macOS wants the dialog made on this thread; only waiting for it happens on another.
    let dialog = dialog();
    ask_outside("dialog", move || reply(outcome(dialog)));
}

fn target(name: &str) -> Dialog {
    let dialog = rfd::AsyncFileDialog::new().set_title("Save picture").set_file_name(name);
    Box::pin(dialog.save_file())
}

type Dialog = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

fn dialog() -> Dialog {
    let dialog = rfd::AsyncFileDialog::new().set_title("Import pack");
    Box::pin(dialog.add_filter("Strata packs", &["ron"]).pick_file())
}

fn outcome(dialog: Dialog) -> Picked {
    let since = Instant::now();
    let file = pollster::block_on(dialog);
    Picked::after(since.elapsed(), file.map(|file| file.path().to_owned()))
}

/// Why no dialog can open here, as far as that can be known beforehand. Without the portal and
/// without zenity, `rfd` itself only reports "cancelled".
#[cfg(target_os = "linux")]
fn unavailable() -> Option<String> {
    if on_path("zenity") {
        return None;
    }
    match answer_within(PORTAL, portal_answers) {
        Some(true) => None,
        Some(false) => Some(
            "This desktop offers no file dialog: neither a desktop portal nor zenity was found."
                .to_owned(),
        ),
        None => Some(format!(
            "This desktop’s file dialog did not answer within {} seconds.",
            PORTAL.as_secs()
        )),
    }
}

#[cfg(target_os = "linux")]
fn on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

/// How long a portal is waited for: it starts when it is first asked, which takes some seconds on a
/// slow machine. Meanwhile the window says that it waits, and offers to stop.
#[cfg(target_os = "linux")]
const PORTAL: Duration = Duration::from_secs(10);

/// The answer of `ask`, if it comes within that time. It is asked on a thread of its own, since a
/// bus that is stuck never answers.
pub fn answer_within<T: Send + 'static>(
    time: Duration,
    ask: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (answer, answers) = std::sync::mpsc::channel();
    ask_outside("asking", move || {
        // Sending fails if the answer came too late.
        let _gone = answer.send(ask());
    });
    answers.recv_timeout(time).ok()
}

/// Is a file chooser on the session bus?
#[cfg(target_os = "linux")]
fn portal_answers() -> bool {
    zbus::blocking::Connection::session().ok().is_some_and(|bus| {
        zbus::blocking::Proxy::new(
            &bus,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.FileChooser",
        )
        .and_then(|portal| portal.get_property::<u32>("version"))
        .is_ok()
    })
}
