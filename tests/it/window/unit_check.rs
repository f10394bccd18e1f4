//! The check of a unit through the window: its line in the list, its page, its end.

use super::stage::Stage;
use egui::Key;
use egui_kittest::kittest::Queryable;
use strata::{
    app::{Action, ports::Picked},
    quiz::{Answer, right_answer},
};

/// The check of the gallery, opened from the list.
fn opened(width: f32) -> Stage {
    let mut stage = Stage::of_size(width, 1200.0);
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("What has stayed, check, not begun");
    stage
}

#[test]
fn a_check_shows_the_diagram_that_its_question_needs_and_no_other() {
    let mut stage = opened(1280.0);
    stage.expect("3 questions about what you have read, 2 right to pass.");
    stage.expect("Check: 2 of 3 right to pass, told at the end");
    stage.expect("Which side has the extra layer?");
    stage.expect_not("Extra, ");
    stage.key(Key::Num2);
    stage.key(Key::Enter);
    stage.expect("Point at the top of the second copy.");
    stage.expect_not("Not right yet.");
    let left = stage.outline();
    assert!(left.contains("Ground") && !left.contains("Floor"), "{left}");
}

#[test]
fn a_check_goes_by_keyboard_to_its_end_and_to_what_was_missed() {
    let mut stage = opened(1280.0);
    for _ in 0..3 {
        let chosen = match stage.model().asked_diagram().map(strata::id::Id::as_str) {
            None => Answer::Options(vec![crate::support::id("right")]),
            Some("left") => Answer::Nodes(vec!["left/ground".parse().unwrap()]),
            Some(_) => Answer::Nodes(vec!["right/middle".parse().unwrap()]),
        };
        stage.act(Action::Choose(chosen));
        stage.tab_to("Answer");
        stage.key(Key::Enter);
    }
    stage.expect("Not passed: 0 of 3 right");
    stage.expect("2 have to be right.");
    assert!(stage.harness.get_all_by_label("Read: Likeness and questions").count() >= 1);
    // One key leads to the lesson of what was missed first.
    assert_eq!(stage.focused().as_deref(), Some("Read what was missed"));
    stage.key(Key::Enter);
    stage.expect_not("Not passed");
    let open = &stage.model().navigation.place.as_ref().unwrap().lesson;
    assert_eq!(open.lesson.as_str(), "likeness");
}

#[test]
fn a_check_that_is_passed_says_so_in_the_list_and_on_its_page() {
    let mut stage = opened(1280.0);
    for _ in 0..3 {
        let key = stage.model().navigation.place.as_ref().unwrap().lesson.clone();
        let id = stage.model().session().unwrap().current().unwrap().clone();
        let right = right_answer(stage.model().question(&key, &id).unwrap());
        stage.act(Action::Choose(right));
        stage.click("Answer");
    }
    stage.expect("Passed: all of them right");
    stage.expect("What has stayed, check, passed");
    stage.expect("You have passed this check.");
    let stage = stage.restart();
    stage.expect("What has stayed, check, passed");
}
