//! What can only be tested in a process of its own: panics, and a desktop's file dialog.
//!
//! Each test runs this very binary again, with one of its tests as the child's work.

use crate::support::folder;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc::channel,
    time::Duration,
};
use strata::app::{
    crash,
    picker::PlatformPicker,
    ports::{FilePicker, Picked},
};

/// Runs this binary again, with only one of its tests.
pub fn child(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]);
    command
}

const CRASH_DIR: &str = "STRATA_TEST_CRASH_DIR";

#[test]
fn child_that_panics() {
    let Some(dir) = std::env::var_os(CRASH_DIR) else { return };
    crash::install_hook(Path::new(&dir));
    panic!("the child was told to");
}

#[test]
fn a_panic_leaves_a_report_and_the_next_start_says_where() {
    let dir = folder();
    let status = child("child::child_that_panics").env(CRASH_DIR, dir.path()).output().unwrap();
    assert!(!status.status.success());
    let told = crash::unseen_report(dir.path()).expect("a report lies there");
    let report = fs::read_to_string(&told).unwrap();
    assert!(report.starts_with(concat!("Strata ", env!("CARGO_PKG_VERSION"))), "{report}");
    assert!(report.contains("the child was told to") && report.contains("child.rs"), "{report}");
    assert!(told.exists(), "it stays where the learner is sent");
    assert_eq!(crash::unseen_report(dir.path()), None, "told once");
}

const PICKED: &str = "STRATA_TEST_PICKED";

#[test]
fn child_that_picks() {
    let Some(out) = std::env::var_os(PICKED) else { return };
    let (answer, answers) = channel();
    PlatformPicker.start(Box::new(move |picked| answer.send(picked).unwrap()));
    let picked = answers.recv_timeout(Duration::from_secs(20)).unwrap();
    let words = match picked {
        Picked::Path(path) => format!("path {}", path.display()),
        Picked::Cancelled => "cancelled".to_owned(),
        Picked::ClosedAtOnce => "closed at once".to_owned(),
        Picked::Unavailable(why) => format!("unavailable {why}"),
    };
    fs::write(PathBuf::from(out), words).unwrap();
}

/// What the platform's picker says on a desktop without a portal, with this script as `zenity`, or
/// without one.
#[cfg(target_os = "linux")]
fn picked(zenity: Option<&str>) -> String {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder();
    let bin = dir.path().join("bin");
    fs::create_dir(&bin).unwrap();
    if let Some(script) = zenity {
        let path = bin.join("zenity");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let out = dir.path().join("picked");
    let run = child("child::child_that_picks")
        .env(PICKED, &out)
        .env("PATH", &bin)
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env_remove("XDG_RUNTIME_DIR")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    fs::read_to_string(out).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_chosen_path_cancelling_failing_and_no_dialog_are_four_things() {
    assert_eq!(picked(Some("echo /some/where/pack.ron")), "path /some/where/pack.ron");
    assert_eq!(picked(Some("/bin/sleep 0.8; exit 1")), "cancelled");
    assert_eq!(picked(Some("exit 1")), "closed at once");
    let none = picked(None);
    assert!(none.starts_with("unavailable") && none.contains("zenity"), "{none}");
}
