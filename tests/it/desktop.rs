//! How screens and desktops differ, as rules.

use std::time::{Duration, Instant};
use strata::{app::picker::answer_within, ui::shell::size};

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
