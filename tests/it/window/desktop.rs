//! What desktops bring to the window: other keyboards, long pastes, dialogs that fail, many messages.

use super::stage::Stage;
use crate::support::unwritten;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::time::{Duration, Instant};
use strata::{
    app::{
        Action, Job,
        ports::Picked,
        values::{Failure, News, Reopened, TakeError},
    },
    quiz::Answer,
};

/// A key that types `key` and stands in the place of `place`.
fn key_at(stage: &mut Stage, key: Key, place: Key) {
    for pressed in [true, false] {
        stage.harness.event(Event::Key {
            key,
            physical_key: Some(place),
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
    }
    stage.run();
}

fn chosen(stage: &Stage) -> Option<Answer> {
    stage.model().session()?.current_turn()?.chosen.clone()
}

#[test]
fn number_keys_choose_on_french_and_czech_rows() {
    let mut stage = Stage::new();
    stage.key(Key::Num1);
    let first = chosen(&stage).expect("1 chooses");
    stage.key(Key::Num4);
    let fourth = chosen(&stage).expect("4 chooses");
    assert_ne!(first, fourth);
    key_at(&mut stage, Key::Plus, Key::Num1);
    assert_eq!(chosen(&stage), Some(first), "Czech");
    key_at(&mut stage, Key::Quote, Key::Num4);
    assert_eq!(chosen(&stage), Some(fourth.clone()), "French");
    // A number pad without its lock scrolls.
    key_at(&mut stage, Key::End, Key::Num1);
    assert_eq!(chosen(&stage), Some(fourth));
}

#[test]
fn a_figure_that_fills_the_window_is_zoomed_by_key_at_once() {
    const GUEST: &str = "Guest OS, 1 of 3, Virtual Machines";
    for fill in [Key::F, Key::F5] {
        let mut stage = Stage::new();
        stage.key(fill);
        let height = |stage: &Stage| stage.harness.get_by_label(GUEST).rect().height();
        let whole = height(&stage);
        stage.key(Key::Plus);
        assert!(height(&stage) > whole * 1.2, "{} {whole}", height(&stage));
        stage.key(Key::Minus);
        stage.key(Key::Minus);
        assert!(height(&stage) < whole * 0.9);
        // A key of a French row, which types a digit with Shift.
        key_at(&mut stage, Key::Num0, Key::Num0);
        assert!((height(&stage) - whole).abs() < 0.5);
        // A dialog over the window takes the keys.
        stage.key(Key::Questionmark);
        stage.key(Key::Plus);
        stage.key(Key::Escape);
        assert!((height(&stage) - whole).abs() < 0.5);
    }
}

/// The text in the focused field.
fn held(stage: &Stage) -> String {
    let focused =
        stage.harness.query_all_by(|node| !node.is_hidden() && node.is_focused()).next().unwrap();
    focused.accesskit_node().value().unwrap_or_default()
}

#[test]
fn a_paste_of_five_megabytes_does_not_hold_up_the_window() {
    let paste = "five megabytes, ".repeat(5 * 1024 * 1024 / 16);
    let mut stage = Stage::new();
    let pasted = |stage: &mut Stage, most: usize| {
        let begun = Instant::now();
        stage.harness.event(Event::Paste(paste.clone()));
        stage.run();
        // It once took a hundred times as long, so a slow machine does not fail here.
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
        let held = held(stage).chars().count();
        assert!(held > 0 && held <= most, "{held} characters");
    };
    // Nothing has the focus that would take the paste.
    stage.harness.event(Event::Paste(paste.clone()));
    stage.run();
    stage.ctrl(Key::F);
    pasted(&mut stage, 200);
    stage.key(Key::Escape);
    stage.ctrl(Key::O);
    pasted(&mut stage, 4_096);
    stage.key(Key::Enter);
    stage.expect("Nothing was changed.");
    stage.key(Key::Escape);
    stage.key(Key::Num1);
    stage.click("Say why first");
    pasted(&mut stage, 500);
}

#[test]
fn a_dialog_that_closes_at_once_is_told_and_leads_to_the_field() {
    let mut stage = Stage::new();
    stage.will_pick(Picked::ClosedAtOnce);
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.expect("The file dialog closed at once, without a file. Type the path below instead.");
    stage.expect("Or type its path");
}

#[test]
fn three_messages_stand_at_a_time_and_the_others_are_a_click_away() {
    let mut stage = Stage::new();
    stage.act(Action::Reopened(Box::new(Reopened {
        keeping: stage.model().keeping.clone(),
        shelf: None,
        standings: vec![],
        same_rows: true,
        news: vec![News::PacksNotFound("reason 1".to_owned())],
    })));
    stage.act(Action::PictureSaved { job: Job(0), result: Err(unwritten("a.svg", "reason 2")) });
    let why = TakeError::Failed(Failure::Panicked("reason 3".to_owned()));
    stage.act(Action::Copied(Err(why)));
    stage.expect("reason 1");
    stage.expect_not("more message");
    stage.act(Action::Copied(Ok("text")));
    stage.expect("1 more message");
    stage.expect_not("reason 1");
    stage.expect("reason 3");
    let lowest = |stage: &Stage| {
        let dismiss = stage.harness.get_all_by_label("Dismiss");
        dismiss.map(|node| node.rect().bottom()).fold(0.0, f32::max)
    };
    assert!(
        lowest(&stage) < 800.0,
        "what has grown stands in its place at once: {}",
        lowest(&stage)
    );
    stage.click("1 more message");
    assert!(lowest(&stage) < 800.0);
    stage.expect("reason 1");
    stage.click("Fewer messages");
    stage.expect_not("reason 1");
    // Messages that go by themselves make room for those that stay.
    stage.after(5_000);
    stage.expect("reason 1");
    stage.expect("reason 2");
    stage.expect_not("more message");
}
