//! How desktops, keyboards and screens differ, as rules.

use egui::Key;
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use strata::{
    app::{picker::answer_within, typed_path::typed_path},
    ui::{kit::digits::digit, shell::size},
};

#[test]
fn a_typed_path_is_what_is_meant_by_it() {
    let home = Path::new("/home/ada");
    for (typed, meant) in [
        ("/courses/networks", "/courses/networks"),
        ("  /courses/networks \t", "/courses/networks"),
        ("networks", "networks"),
        // As in a shell.
        ("~", "/home/ada"),
        ("~/courses", "/home/ada/courses"),
        ("$HOME/courses", "/home/ada/courses"),
        ("${HOME}/courses", "/home/ada/courses"),
        ("~ada/courses", "~ada/courses"),
        ("/a/~/b", "/a/~/b"),
        ("$HOMES/courses", "$HOMES/courses"),
        (r"/my\ courses/a\(1\).ron", "/my courses/a(1).ron"),
        (r"~/my\ courses", "/home/ada/my courses"),
        (r"/a\\b", r"/a\b"),
        (r"/a\", r"/a\"),
        // In quotes.
        ("\"/my courses/networks\"", "/my courses/networks"),
        ("'/my courses/networks'", "/my courses/networks"),
        (" '/my courses/networks' ", "/my courses/networks"),
        ("“/my courses/networks”", "/my courses/networks"),
        (r"'/Ada'\''s courses/a\b'", r"/Ada's courses/a\b"),
        ("\"~/my courses\"", "/home/ada/my courses"),
        ("/Ada's courses", "/Ada's courses"),
        ("/say \"hello\"", "/say \"hello\""),
        ("'", "'"),
        // From a file manager or a browser.
        ("file:///courses/my%20networks", "/courses/my networks"),
        ("file:///courses/%C3%A4.ron", "/courses/ä.ron"),
        ("file://localhost/courses/a", "/courses/a"),
        ("FILE://LocalHost/courses/a", "/courses/a"),
        ("file:/courses/a", "/courses/a"),
        ("'file:///my%20courses/a'", "/my courses/a"),
        ("file:///100%25/50%/%zz/a%2", "/100%/50%/%zz/a%2"),
        (r"file:///a\ b", r"/a\ b"),
        ("file:///a/~", "/a/~"),
        // Addresses of other machines, and texts that are no addresses.
        ("file://server/share/a", "file://server/share/a"),
        ("file:a", "file:a"),
        ("/courses/file:///a", "/courses/file:///a"),
        // Outside of an address, percent is a sign like any other.
        ("/courses/my%20networks", "/courses/my%20networks"),
    ] {
        if cfg!(windows) && typed.contains('\\') {
            continue;
        }
        assert_eq!(typed_path(typed, Some(home)), PathBuf::from(meant), "{typed}");
    }
    assert_eq!(typed_path("~/courses", None), PathBuf::from("~/courses"), "nobody's home");
}

#[cfg(unix)]
#[test]
fn an_address_may_name_a_file_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let path = typed_path("file:///a/%FF%FE.ron", None);
    assert_eq!(path.as_os_str().as_bytes(), b"/a/\xFF\xFE.ron");
}

#[test]
fn number_keys_mean_their_number_on_every_row() {
    // In the order 1 to 9, then 0: what the unshifted row of a layout types, as the toolkit names
    // it; where it has no name, the toolkit takes the place itself.
    let us = (1..=9).chain([0]).map(number).collect::<Vec<_>>();
    let french: [Key; 10] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Quote,
        Key::Num5,
        Key::Minus,
        Key::Num7,
        Key::Num8,
        Key::Num9,
        Key::Num0,
    ];
    let belgian: [Key; 10] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Quote,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Exclamationmark,
        Key::Num9,
        Key::Num0,
    ];
    let czech: [Key; 10] = [
        Key::Plus,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
        Key::Num0,
    ];
    for row in [&us[..], &french, &belgian, &czech] {
        for (typed, place) in row.iter().zip(&us) {
            let expected = us.iter().position(|key| key == place).map(|at| (at + 1) % 10);
            assert_eq!(digit(*typed, Some(*place), false), expected, "{typed:?} at {place:?}");
        }
    }
    // With Shift a French key types a digit, and other keys a sign.
    assert_eq!(digit(Key::Num4, Some(Key::Num4), true), Some(4));
    assert_eq!(digit(Key::Exclamationmark, Some(Key::Num1), true), None);
    // Without its lock a number pad has arrows; a key whose place is unknown means no number.
    for (arrow, place) in [
        (Key::End, Key::Num1),
        (Key::ArrowDown, Key::Num2),
        (Key::PageDown, Key::Num3),
        (Key::Home, Key::Num7),
        (Key::ArrowUp, Key::Num8),
        (Key::Insert, Key::Num0),
    ] {
        assert_eq!(digit(arrow, Some(place), false), None, "{arrow:?}");
    }
    assert_eq!(digit(Key::Plus, None, false), None);
    assert_eq!(digit(Key::Plus, Some(Key::Equals), false), None);
    // On a row with the digits in other places, the typed digit counts.
    assert_eq!(digit(Key::Num7, Some(Key::Num2), false), Some(7));
}

fn number(digit: usize) -> Key {
    Key::from_name(&digit.to_string()).unwrap()
}

#[test]
fn the_first_window_fits_between_title_bar_and_panels() {
    // Roughly what a title bar with a panel, and a dock, take of a screen, in points.
    let (bars, dock) = (96.0, 72.0);
    for screen in
        [[1366.0, 768.0], [1024.0, 600.0], [1024.0, 768.0], [1280.0, 800.0], [800.0, 600.0]]
    {
        let [width, height] = size::first(screen);
        assert!(width + dock <= screen[0] && height + bars <= screen[1], "{screen:?}");
        assert!(width >= 480.0 && height >= 360.0, "{screen:?}");
    }
    for (screen, wanted) in [
        ([1366.0, 768.0], [1280, 672]),
        ([1920.0, 1080.0], [1280, 800]),
        ([15_000.0, 15_000.0], [1280, 800]),
        // A screen that does not tell its size, and one that is smaller than the least window.
        ([0.0, 0.0], [1280, 800]),
        ([320.0, 240.0], [320, 240]),
    ] {
        assert_eq!(size::first(screen).map(|side| side as i32), wanted, "{screen:?}");
    }
}

#[test]
fn what_answers_late_is_waited_for_and_what_never_answers_is_not() {
    let late = answer_within(Duration::from_secs(20), || {
        std::thread::sleep(Duration::from_millis(600));
        true
    });
    assert_eq!(late, Some(true));
    let (_open, never) = std::sync::mpsc::channel::<bool>();
    let begun = Instant::now();
    assert_eq!(answer_within(Duration::from_millis(50), move || never.recv()), None);
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn a_wayland_session_that_takes_the_call_and_never_answers_is_known_by_it() {
    use std::{
        io::{Read, Write},
        os::unix::net::UnixListener,
    };
    use strata::ui::shell::run::is_silent;
    let dir = crate::support::folder();
    let (hangs, answers) = (dir.path().join("hangs"), dir.path().join("answers"));
    let _held = UnixListener::bind(&hangs).unwrap();
    assert!(is_silent(&hangs, Duration::from_millis(50)));
    let listener = UnixListener::bind(&answers).unwrap();
    let session = std::thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let mut call = [0; 12];
        client.read_exact(&mut call).unwrap();
        let done: [u32; 3] = [2, 12 << 16, 0];
        client.write_all(&done.map(u32::to_ne_bytes).concat()).unwrap();
        call
    });
    assert!(!is_silent(&answers, Duration::from_secs(10)));
    let call = [1_u32, 12 << 16, 2].map(u32::to_ne_bytes).concat();
    assert_eq!(session.join().unwrap().to_vec(), call);
    // If nothing listens at the socket, opening the window says so itself.
    assert!(!is_silent(&dir.path().join("nobody"), Duration::from_secs(10)));
}
