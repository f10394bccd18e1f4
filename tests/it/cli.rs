//! The program without a window: what it prints and how it ends.

use crate::support::{NOW, attempt, folder, unwritable, write_pack};
use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};
use strata::progress::Record;

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

    // Without a terminal there is nobody to ask: nothing is installed, and a message says so.
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
    assert!(err.trim_end().ends_with("nothing was installed: 1 error"), "{err}");
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
fn a_png_of_letters_that_no_face_has_is_refused_unless_it_is_forced() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let lesson = pack.join("lessons/layers.ron");
    let text = fs::read_to_string(&lesson).unwrap();
    // A character for private use: no face of any machine has it.
    fs::write(&lesson, text.replace("\"Transport\"", "\"Transport \u{10fffd}\"")).unwrap();
    let (png, svg) = (dir.path().join("one.png"), dir.path().join("one.svg"));
    let render = |to: &Path, more: &[&str]| {
        let arguments = ["render", pack.to_str().unwrap(), "stack", "-o", to.to_str().unwrap()];
        run(dir.path(), &[&arguments[..], more].concat())
    };
    let (code, _, err) = render(&png, &[]);
    assert_eq!(code, Some(1));
    assert!(err.contains("no face on this machine has signs (\u{10fffd})"), "{err}");
    assert!(err.contains("--force") && !png.exists(), "{err}");
    let (code, _, err) = render(&png, &["--force"]);
    assert!(code == Some(0) && png.exists(), "{err}");
    assert!(err.starts_with("warning: no face"), "{err}");
    // An SVG holds the characters themselves: the reader's machine may have a face for them.
    let (code, _, err) = render(&svg, &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(fs::read_to_string(&svg).unwrap().contains('\u{10fffd}'));
}

#[test]
fn render_writes_a_live_figure_at_a_setting() {
    let dir = folder();
    let [svg, png] = ["live.svg", "live.png"].map(|name| dir.path().join(name));
    let gallery = "tests/packs/gallery";
    let render = |to: &Path, more: &[&str]| {
        let arguments = ["render", gallery, "how-many", "-o", to.to_str().unwrap()];
        run(dir.path(), &[&arguments, more].concat())
    };
    let (code, said, err) = render(&svg, &["--set", "memory=8192 beside=full"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{said}");
    let text = fs::read_to_string(&svg).unwrap();
    assert!(
        text.contains("A machine with 8 GiB holds 97 programs") && text.contains("6 full guests")
    );
    let line = "density memory=65536 row=small";
    let (code, _, err) = render(&png, &["--set", line, "--theme", "dark", "--scale", "1"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(fs::read(&png).unwrap().starts_with(b"\x89PNG"));
    for (more, expected) in [
        (&["--set", "memroy=1"][..], "did you mean `memory`?"),
        (&["--set", "row=gone"], "one of bare, small, full"),
        (&["--step", "1"], "set it with --set"),
    ] {
        let (code, _, err) = render(&svg, more);
        assert!(code != Some(0) && err.contains(expected), "{more:?}: {err}");
    }
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
        (&["render", course, "vm", "-o", out, "--set", "a=b"], "--set is for a live figure"),
    ] {
        let (code, _, err) = run(dir.path(), arguments);
        assert!(code != Some(0) && err.contains(expected), "{arguments:?}: {err}");
    }
    let nowhere = dir.path().join("none/picture.svg");
    let (code, _, err) =
        run(dir.path(), &["render", course, "vm", "-o", nowhere.to_str().unwrap()]);
    assert!(code == Some(1) && err.contains("could not be written"), "{err}");

    // A PNG has twice as many pixels as points unless asked otherwise, and the same bytes each
    // time.
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
    assert!(err.contains("`--scale 4.0") && err.contains("is small enough"), "{err}");

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
    assert!(out.starts_with("containers-vs-vms: 10\n"), "{out}");
    assert!(out.contains(
        "  missing--container--vm--guest-os\n    \
         Which one of these layers of “Virtual Machines” has no counterpart in “Containers”?\n    = Guest OS\n      \
         Containers bring no operating system of their own: they all use the kernel of the host.\n"
    ));
    // Wrong answers come with their reason, an order with its places, a picture with its layers.
    assert!(
        out.contains(
            "    - Host OS\n      “Containers” has it too: Host OS. Both drive the hardware."
        ),
        "{out}"
    );
    assert!(out.contains("    1. App\n      The request begins here."), "{out}");
    assert!(out.contains("    - hypervisor\n      They do different jobs."), "{out}");
    assert!(!out.contains("why: "), "{out}");
    // What of the picture decides it, and which layers show it.
    let (_, why, _) = run(dir.path(), &["questions", pack, "containers-vs-vms", "--why"]);
    let fact = "    why: Nothing in “Containers” does the job of Guest OS.\n      vm/guest-os\n";
    assert!(why.contains(fact), "{why}");
    let lines = why.lines().filter(|line| !line.starts_with("    why: "));
    assert_eq!(lines.count(), out.lines().count() + why.matches("why: ").count());
    let (_, whole, _) = run(dir.path(), &["questions", pack]);
    assert!(whole.starts_with(&out) && whole.contains("\nhypervisor-types: "));

    let (code, _, err) = run(dir.path(), &["questions", pack, "hypervisors"]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("there is no lesson `hypervisors`; there are containers-vs-vms, "),
        "{err}"
    );
    let text = r#"(format: 1, publisher: "me", id: "deutsch", version: "1.0.0", title: "Stapel",
        language: "de", license: "CC0-1.0", units: [(id: "u", title: "U", lessons: ["l"])],
        inline: [(id: "l", title: "L", minutes: 1, blocks: [Prose("Hallo.")])])"#;
    let german = dir.path().join("deutsch.ron");
    fs::write(&german, text).unwrap();
    let (code, out, err) = run(dir.path(), &["questions", german.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (Some(0), "l: 0\n"));
    assert!(err.contains("the pack is in `de`; pictures ask in English only"), "{err}");
    let (code, _, err) = run(dir.path(), &["questions", "nobody/nothing"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("there is no file and no pack"), "{err}");
    assert!(fs::metadata(dir.path().join("record.sqlite")).is_err(), "asking keeps nothing");
}

/// The files of a folder by name, with their content.
fn contents(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.is_file());
    let mut found: Vec<_> = files
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn commands_that_look_something_up_write_nothing() {
    let (data, packs, out) = (folder(), folder(), folder());
    let pack = write_pack(packs.path(), "1.0.0", "Networks");
    let (code, _, err) = run(data.path(), &["import", pack.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{err}");
    let picture = out.path().join("stack.svg");
    let both: [&[&str]; 2] = [
        &["render", "someone/networks", "stack", "-o", picture.to_str().unwrap()],
        &["questions", "someone/networks"],
    ];
    // Once with the record closed, and once while a window has it open with an answer that is only
    // in the log.
    let mut window = None;
    for _ in 0..2 {
        let before = contents(data.path());
        for command in both {
            let (code, _, err) = run(data.path(), command);
            assert_eq!((code, err.as_str()), (Some(0), ""));
            assert!(contents(data.path()) == before, "{command:?}");
        }
        let mut record = Record::open(data.path(), NOW).unwrap().record;
        record.append(&attempt("a/b", "c", 1.0)).unwrap();
        window = Some(record);
    }
    drop(window);
    // A record that is older, damaged or of a newer Strata is not changed by looking at it.
    for (schema, sql) in [
        ("3", "ALTER TABLE attempt DROP COLUMN of_row; ALTER TABLE lesson_log DROP COLUMN of_row"),
        ("99", ""),
    ] {
        let raw = rusqlite::Connection::open(data.path().join("record.sqlite")).unwrap();
        raw.execute_batch(&format!("{sql}; PRAGMA user_version = {schema}")).unwrap();
        drop(raw);
        let before = contents(data.path());
        let (code, _, err) = run(data.path(), &["questions", "someone/networks"]);
        assert!(contents(data.path()) == before, "{schema}");
        if schema == "3" {
            assert_eq!((code, err.as_str()), (Some(0), ""));
        } else {
            assert_eq!(code, Some(2));
            assert!(err.contains("written by a newer Strata"), "{err}");
        }
    }
    fs::write(data.path().join("record.sqlite"), [b'x'; 9_000]).unwrap();
    let before = contents(data.path());
    let (code, _, err) = run(data.path(), &["questions", "someone/networks"]);
    assert!(code == Some(2) && err.contains("damaged"), "{err}");
    assert!(contents(data.path()) == before);
    let (code, _, _) = run(data.path(), &["questions", "strata/containers-vs-vms"]);
    assert_eq!(code, Some(0), "what came with Strata needs no record");
}

#[test]
fn importing_says_that_the_record_was_damaged() {
    let (data, packs) = (folder(), folder());
    let pack = write_pack(packs.path(), "1.0.0", "Networks");
    fs::write(data.path().join("record.sqlite"), [b'x'; 9_000]).unwrap();
    let (code, out, err) = run(data.path(), &["import", pack.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("is installed"), "{out}");
    assert!(err.contains("your record was damaged") && err.contains("record-damaged-"), "{err}");
}

/// Runs the program with an output that takes nothing.
#[cfg(target_os = "linux")]
fn into_full(data: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = strata(data).args(arguments).stdout(full).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_said_is_an_error() {
    let dir = folder();
    let data = dir.path().join("data");
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let pack = pack.to_str().unwrap();
    let picture = dir.path().join("stack.svg");
    for arguments in [
        &["check", pack][..],
        &["questions", "strata/containers-vs-vms"],
        &["import", pack],
        &["render", pack, "stack", "-o", picture.to_str().unwrap()],
        &["--help"],
        &["check", "--help"],
        &["--version"],
    ] {
        let (code, err) = into_full(&data, arguments);
        assert_eq!(code, Some(3), "{arguments:?}: {err}");
        assert_eq!(
            err,
            "error: not everything could be written to standard output: the disk is full, or a \
             file may get no larger\n",
            "{arguments:?}"
        );
    }
    assert!(data.join("packs").exists() && picture.exists(), "what was asked for was done");
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_is_not_told_of_it() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let faulty = write_pack(dir.path(), "2.0.0", "Networks");
    fs::remove_file(faulty.join("lessons/layers.ron")).unwrap();
    for (arguments, expected) in [
        (["questions", "strata/containers-vs-vms"], 0),
        (["check", pack.to_str().unwrap()], 0),
        (["check", faulty.to_str().unwrap()], 1),
    ] {
        let mut child = strata(dir.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let (code, _, err) = said(&child.wait_with_output().unwrap());
        assert_eq!((code, err.as_str()), (Some(expected), ""), "{arguments:?}");
    }
}

#[test]
fn an_empty_variable_for_the_folder_is_as_good_as_none() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    let home = dir.path().join("home");
    let out = strata(dir.path())
        .env("STRATA_DATA_DIR", "")
        .env("HOME", &home)
        .env("XDG_DATA_HOME", home.join("data"))
        .args(["import", pack.to_str().unwrap()])
        .output()
        .unwrap();
    let (code, said, err) = said(&out);
    assert_eq!(code, Some(0), "{said}{err}");
    #[cfg(target_os = "linux")]
    assert!(home.join("data/strata/record.sqlite").exists());

    // An empty option is a mistake, since somebody has just typed it.
    let (code, _, err) = run(dir.path(), &["--data-dir", "", "import", pack.to_str().unwrap()]);
    assert_eq!(code, Some(2));
    assert!(err.contains("--data-dir") && err.contains("name a folder"), "{err}");
}

/// A disk that fills up while a picture is written: the older one stays.
#[cfg(unix)]
#[test]
fn a_picture_that_finds_no_room_leaves_the_older_one() {
    let dir = folder();
    let pictures = dir.path().join("pictures");
    fs::create_dir(&pictures).unwrap();
    for name in ["both.svg", "both.png"] {
        let file = pictures.join(name);
        fs::write(&file, "the older one").unwrap();
        let out = strata_limited(dir.path())
            .args(["render", "strata/containers-vs-vms", "vm", "container", "-o"])
            .arg(&file)
            .output()
            .unwrap();
        let (code, said, err) = said(&out);
        assert_eq!((code, said.as_str()), (Some(1), ""), "{err}");
        assert!(err.contains("could not be written: the disk is full, or a file may get"), "{err}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "the older one");
    }
    assert_eq!(fs::read_dir(&pictures).unwrap().count(), 2, "nothing is left lying about");

    // An import is refused in the same way.
    let pack = write_pack(dir.path(), "1.0.0", &"Networks ".repeat(200));
    let data = dir.path().join("data");
    let out = strata_limited(&data).arg("import").arg(&pack).output().unwrap();
    let (code, _, err) = said(&out);
    assert_eq!(code, Some(1), "an error, and no end by a signal: {err}");
    assert!(err.contains("nothing was installed"), "{err}");
}

/// The program with a limit of a kibibyte, or of half of one, for the size of files, as shells
/// count blocks.
#[cfg(unix)]
fn strata_limited(data: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -f 1 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_strata")]);
    command.env("STRATA_DATA_DIR", data).stdin(Stdio::null());
    command
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn wayland_and_x11_that_are_both_gone_are_told_in_one_sentence() {
    let dir = folder();
    for socket in ["wayland-4711", dir.path().join("no-socket").to_str().unwrap()] {
        let out = strata(dir.path())
            .env("XDG_RUNTIME_DIR", dir.path())
            .env("WAYLAND_DISPLAY", socket)
            .env("DISPLAY", ":4711")
            .output()
            .unwrap();
        let (code, _, err) = said(&out);
        assert_eq!(code, Some(1), "{err}");
        assert!(err.contains("does not answer") && err.lines().count() == 1, "{err}");
    }
}

/// If a Wayland session has left only its name behind, Strata asks the X server. A listener that
/// only notes whether it is asked takes that one's place.
#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn a_wayland_session_that_is_gone_leads_to_x11() {
    let dir = folder();
    let asked = |wayland: Option<&Path>| {
        let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let display = server.local_addr().unwrap().port().checked_sub(6000).unwrap();
        server.set_nonblocking(true).unwrap();
        let mut command = strata(dir.path());
        command.env("DISPLAY", format!("127.0.0.1:{display}")).stderr(Stdio::null());
        command.env("XDG_RUNTIME_DIR", dir.path());
        if let Some(socket) = wayland {
            command.env("WAYLAND_DISPLAY", socket);
        }
        let mut child = command.spawn().unwrap();
        let mut came = false;
        loop {
            // The connection is taken and closed at once, since this is no X server.
            came |= server.accept().is_ok();
            if child.try_wait().unwrap().is_some() {
                return came || server.accept().is_ok();
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    };
    // Without the libraries of X11 no X server can be asked, and there is nothing to test.
    if asked(None) {
        assert!(asked(Some(&dir.path().join("no-socket"))), "nobody listens");
        let left = dir.path().join("left-behind");
        drop(std::os::unix::net::UnixListener::bind(&left).unwrap());
        assert!(left.exists() && asked(Some(&left)), "the socket is there, its session is not");
    }
}
