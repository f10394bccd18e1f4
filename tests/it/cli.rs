//! The program without a window: what it prints and how it ends.

use crate::support::{folder, unwritable, write_pack};
use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

fn strata(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_strata"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command.env("STRATA_DATA_DIR", data).stdin(Stdio::null());
    command
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn run(data: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    said(&strata(data).args(arguments).output().unwrap())
}

#[test]
fn check_lists_problems_and_tells_by_its_exit_code() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let path = pack.to_str().unwrap();
    let (code, out, err) = run(dir.path(), &["check", path]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (Some(0), "someone/networks 1.0.0: no problems\n", "")
    );

    let lesson = pack.join("lessons/layers.ron");
    let text = fs::read_to_string(&lesson).unwrap();
    fs::write(&lesson, text.replace("role: Network", "role: Netwerk")).unwrap();
    let (code, out, _) = run(dir.path(), &["check", path]);
    assert_eq!(code, Some(1));
    insta::assert_snapshot!(out.replace(path, "PACK"), @r"
    error: lessons/layers.ron:6:57: unknown role `Netwerk`. Did you mean `Network`?
    PACK: 1 error
    ");

    let (code, _, err) = run(dir.path(), &["check", dir.path().join("none").to_str().unwrap()]);
    assert_eq!(code, Some(2));
    assert!(err.contains("no pack found at this path"), "{err}");
    assert!(fs::metadata(dir.path().join("record.sqlite")).is_err(), "checking keeps nothing");
}

#[test]
fn a_warning_does_not_fail_a_check() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let manifest = pack.join("pack.ron");
    fs::write(
        &manifest,
        fs::read_to_string(&manifest).unwrap().replace("license: \"CC0-1.0\",", ""),
    )
    .unwrap();
    let (code, out, _) = run(dir.path(), &["check", pack.to_str().unwrap()]);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("warning: pack.ron:2:") && out.ends_with("1 warning\n"), "{out}");
}

#[test]
fn import_installs_and_asks_before_it_replaces() {
    let dir = folder();
    let data = dir.path().join("data");
    let one = write_pack(dir.path(), "1.0.0", "Networks");
    let two = write_pack(dir.path(), "1.1.0", "Networks");
    let (code, out, err) = run(&data, &["import", one.to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, "Networks 1.0.0 is installed: 1 lesson, 1 question\n");

    // No terminal to ask on: nothing is installed, and it says so.
    let (code, _, err) = run(&data, &["import", two.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(err.contains("nothing was installed") && err.contains("--yes"), "{err}");
    assert!(err.contains("1.0.0 → 1.1.0"), "{err}");

    let (code, out, _) = run(&data, &["import", "--yes", two.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("1.0.0 → 1.1.0"), "{out}");
    let (_, _, err) = run(&data, &["import", one.to_str().unwrap()]);
    assert!(err.contains("1.1.0 → 1.0.0, which is older"), "the new version is current: {err}");
}

#[test]
fn import_of_a_faulty_pack_prints_its_problems() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let manifest = pack.join("pack.ron");
    fs::write(
        &manifest,
        fs::read_to_string(&manifest).unwrap().replace("[\"layers\"]", "[\"layer\"]"),
    )
    .unwrap();
    let (code, out, err) = run(dir.path(), &["import", pack.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("pack.ron:4:") && err.contains("Did you mean `layers`?"), "{err}");
    assert!(
        err.trim_end().ends_with("nothing was installed: 1 error, 1 warning")
            || err.contains("nothing was installed"),
        "{err}"
    );
    let (code, ..) = run(dir.path(), &["import", "no/such/pack"]);
    assert_eq!(code, Some(2));
}

#[test]
fn import_into_a_folder_that_cannot_be_written_to_fails_plainly() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let (code, _, err) = run(&unwritable(dir.path()), &["import", pack.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(err.contains("nothing was installed") && err.contains("--data-dir"), "{err}");
}

#[test]
fn without_a_screen_one_sentence_says_what_to_do() {
    let dir = folder();
    let (code, out, err) = run(dir.path(), &[]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains("no screen") && err.contains("strata --help"), "{err}");
    let (code, out, _) = run(dir.path(), &["--help"]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("check") && out.contains("import") && out.contains("STRATA_DATA_DIR"),
        "{out}"
    );
}

#[test]
fn the_option_wins_over_the_environment() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let (asked, set) = (dir.path().join("asked"), dir.path().join("set"));
    let (code, ..) =
        run(&set, &["--data-dir", asked.to_str().unwrap(), "import", pack.to_str().unwrap()]);
    assert_eq!(code, Some(0));
    assert!(asked.join("record.sqlite").exists() && !set.exists());
}

#[test]
fn render_writes_a_picture_of_a_pack_or_of_the_course() {
    let dir = folder();
    let file = dir.path().join("both.svg");
    let out = file.to_str().unwrap();
    let course = "strata/containers-vs-vms";
    let (code, said, err) = run(dir.path(), &["render", course, "vm", "container", "-o", out]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{said}");
    let whole = fs::read_to_string(&file).unwrap();
    assert!(whole.starts_with("<svg ") && whole.contains("Docker Engine"));
    assert!(fs::metadata(dir.path().join("record.sqlite")).is_err(), "looking up makes nothing");

    let (code, ..) = run(
        dir.path(),
        &["render", course, "vm", "container", "-o", out, "--step", "1", "--theme", "dark"],
    );
    assert_eq!(code, Some(0));
    let step = fs::read_to_string(&file).unwrap();
    assert!(step.contains("Hardware, Hardware") && !step.contains("\"Guest OS, Kernel\""));

    for (arguments, expected) in [
        (&["render", course, "vn", "-o", out][..], "there are vm, container"),
        (&["render", course, "vm", "-o", "picture.bmp"], "let the name end with .svg"),
        (&["render", course, "vm", "container", "-o", out, "--step", "9"], "they are 1 to 6"),
        (&["render", course, "vm", "-o", out, "--step", "1"], "leave out --step"),
        (&["render", "no/such", "vm", "-o", out], "there is strata/containers-vs-vms"),
    ] {
        let (code, _, err) = run(dir.path(), arguments);
        assert!(code != Some(0) && err.contains(expected), "{arguments:?}: {err}");
    }
    let nowhere = dir.path().join("none/picture.svg");
    let (code, _, err) =
        run(dir.path(), &["render", course, "vm", "-o", nowhere.to_str().unwrap()]);
    assert!(code == Some(1) && err.contains("could not be written"), "{err}");

    // Pixels: twice as many as points unless asked otherwise, and the same bytes each time.
    let png = dir.path().join("both.png");
    let out_png = png.to_str().unwrap();
    let render = |more: &[&str]| {
        let arguments = ["render", course, "vm", "container", "-o", out_png];
        let (code, _, err) = run(dir.path(), &[&arguments[..], more].concat());
        assert_eq!(code, Some(0), "{err}");
        fs::read(&png).unwrap()
    };
    let side = |bytes: &[u8], at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    let twice = render(&[]);
    assert!(twice.starts_with(b"\x89PNG") && side(&twice, 16) == 2 * 680);
    assert_eq!(twice, render(&[]), "the same bytes");
    assert_eq!(side(&render(&["--scale", "0.5"]), 16), 340);
    let (code, _, err) = run(
        dir.path(),
        &["render", course, "vm", "-o", out_png, "--scale", "8", "--width", "4000"],
    );
    assert!(code == Some(1) && err.contains("at most 16384"), "{err}");

    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let (code, ..) = run(dir.path(), &["render", pack.to_str().unwrap(), "stack", "-o", out]);
    assert_eq!(code, Some(0));
    assert!(fs::read_to_string(&file).unwrap().contains("Transport"));
}

#[test]
fn a_screen_that_does_not_answer_is_told_in_one_sentence() {
    let dir = folder();
    let out = Command::new(env!("CARGO_BIN_EXE_strata"))
        .args(["--data-dir", dir.path().to_str().unwrap()])
        .env("DISPLAY", ":4711")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(!out.status.success() && said.contains("does not answer"), "{said}");
    assert!(!said.contains(".rs"), "no place in any source: {said}");
}

#[test]
fn questions_lists_what_pictures_ask_with_ids_and_answers() {
    let dir = folder();
    let pack = "strata/containers-vs-vms";
    let (code, out, err) = run(dir.path(), &["questions", pack, "containers-vs-vms"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("containers-vs-vms: 19\n"), "{out}");
    assert!(out.contains(
        "  missing--container--vm--guest-os\n    \
         Which layer of “Virtual Machines” has no counterpart in “Containers”?\n    = Guest OS\n"
    ));
    let (_, whole, _) = run(dir.path(), &["questions", pack]);
    assert!(whole.starts_with(&out) && whole.contains("\nhypervisor-types: "));

    let (code, _, err) = run(dir.path(), &["questions", pack, "hypervisors"]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("there is no lesson `hypervisors`; there are containers-vs-vms, "),
        "{err}"
    );
    let (code, _, err) = run(dir.path(), &["questions", "nobody/nothing"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("there is no file and no pack"), "{err}");
    assert!(fs::metadata(dir.path().join("record.sqlite")).is_err(), "asking keeps nothing");
}
