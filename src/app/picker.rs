//! The platform's file dialog behind the `FilePicker` port.
//!
//! It may be missing (then the library underneath says "cancelled"), and it may never answer; it
//! runs on a thread of its own and nobody has to wait for it.

use crate::app::{
    ports::{FilePicker, Picked, Reply},
    runner::elsewhere,
};
#[cfg(target_os = "linux")]
use std::path::Path;

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
    // Asking whether there is a dialog takes a moment as well.
    elsewhere("dialog", move || {
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
    elsewhere("dialog", move || reply(outcome(dialog)));
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
    match pollster::block_on(dialog) {
        Some(file) => Picked::Path(file.path().to_owned()),
        None => Picked::Cancelled,
    }
}

/// Why no dialog can open here, as far as it can be known beforehand: `rfd` itself reports
/// "cancelled" when neither the portal nor zenity is there.
#[cfg(target_os = "linux")]
fn unavailable() -> Option<String> {
    if on_path("zenity") || portal_answers() {
        return None;
    }
    Some(
        "This desktop offers no file dialog: neither a desktop portal nor zenity was found."
            .to_owned(),
    )
}

#[cfg(target_os = "linux")]
fn on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| is_file(&dir.join(program))))
}

#[cfg(target_os = "linux")]
fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Is a file chooser on the session bus? Asked on a thread and given up on after a moment, for a
/// bus that is stuck must not hold up the window.
#[cfg(target_os = "linux")]
fn portal_answers() -> bool {
    use std::{sync::mpsc::channel, time::Duration};
    let (answer, answers) = channel();
    elsewhere("portal", move || {
        let found = zbus::blocking::Connection::session().ok().is_some_and(|bus| {
            zbus::blocking::Proxy::new(
                &bus,
                "org.freedesktop.portal.Desktop",
                "/org/freedesktop/portal/desktop",
                "org.freedesktop.portal.FileChooser",
            )
            .and_then(|portal| portal.get_property::<u32>("version"))
            .is_ok()
        });
        // Given up on: nobody listens.
        let _gone = answer.send(found);
    });
    answers.recv_timeout(Duration::from_millis(400)).unwrap_or(false)
}
