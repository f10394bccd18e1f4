//! Rounds of questions through the window: to check, to guess first, to pass over, to practise;
//! taking back and beginning again. By mouse and by keyboard.

use super::stage::{Setting, Stage};
use crate::support::{NOW, key};
use egui::Key;
use egui_kittest::kittest::Queryable;
use strata::{
    progress::{Record, RowKind},
    quiz::{Purpose, right_answer},
};

const PACK: &str = "strata/containers-vs-vms";

fn kinds_of_rows(stage: &Stage) -> Vec<RowKind> {
    let record = Record::open(stage.data(), NOW).unwrap().record;
    record.attempts(&key(PACK)).unwrap().into_iter().map(|attempt| attempt.what).collect()
}

/// Chooses what is right for the open question, as the model has it, and clicks the button that
/// checks.
fn right(stage: &mut Stage, button: &str) {
    let model = stage.model();
    let key = model.navigation.place.as_ref().unwrap().lesson.clone();
    let id = model.session().unwrap().current().unwrap().clone();
    let answer = right_answer(model.question(&key, &id).unwrap());
    stage.act(strata::app::Action::Choose(answer));
    stage.click(button);
}

#[test]
fn a_check_tells_at_the_end_what_was_right() {
    let mut stage = Stage::new();
    stage.click("Answers at the end");
    stage.key(Key::Num1);
    stage.expect_not("Not this one");
    stage.click("Answer");
    stage.expect("2 of 6");
    stage.expect_not("Not right yet.");
    stage.expect_not("Many believe");
    // The last answer is changed: the question is open again, with what was chosen.
    stage.click("Change the last one");
    stage.expect("What is the main advantage");
    stage.expect("Your answer was taken back");
    stage.click("Answer");
    for _ in 0..5 {
        right(&mut stage, "Answer");
    }
    stage.expect("5 of 6 right");
    stage.expect("What is the main advantage of containers over virtual machines?, wrong");
    stage.click("What is the main advantage of containers over virtual machines?, wrong");
    stage.expect("Not this one");
}

#[test]
fn a_check_goes_by_keyboard_alone() {
    let mut stage = Stage::new();
    stage.tab_to("Answers at the end");
    stage.key(Key::Space);
    stage.tab_to("1. ");
    stage.key(Key::Space);
    stage.key(Key::Enter);
    stage.expect("2 of 6");
    stage.tab_to("Change the last one");
    stage.key(Key::Enter);
    stage.expect("1 of 6");
    stage.key(Key::Num2);
    stage.key(Key::Enter);
    stage.expect("2 of 6");
    // Something has the focus when the option that had it is gone.
    stage.click("Answers at once");
    stage.expect("1 of 6");
}

#[test]
fn guessing_first_is_offered_once_and_counts_for_nothing() {
    let mut stage = Stage::untouched(Setting::default());
    stage.expect("Before you read: two questions");
    stage.click("Guess first");
    stage.expect("Before you read: guessing is fine, and nothing counts");
    stage.expect("1 of 2");
    stage.key(Key::Num1);
    stage.expect_not("How sure are you?");
    stage.key(Key::Enter);
    stage.expect("2 of 2");
    stage.key(Key::Num2);
    stage.key(Key::Enter);
    stage.expect("Your guesses are kept");
    stage.expect_not("Not this one");
    stage.expect("guessed");
    assert_eq!(kinds_of_rows(&stage), [RowKind::Guess; 2]);
    stage.click("What is the main advantage of containers over virtual machines?, guessed");
    stage.expect("Your guess is kept. The lesson has the answer.");
    stage.expect_not("told at the end");
    stage.click("Finish");
    stage.click("Read the lesson");
    stage.expect("1 of 6");
    stage.expect_not("Before you read");
    stage.expect("I know this already");
    // The quiz asks the question again, and says what was guessed.
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    stage.expect("Before reading, you guessed: They isolate more strongly");
    let stage = stage.restart();
    stage.expect_not("Before you read");
}

#[test]
fn guessing_can_be_left_for_reading_at_any_time() {
    let mut stage = Stage::untouched(Setting::default());
    stage.tab_to("Guess first");
    stage.key(Key::Enter);
    stage.key(Key::Num1);
    stage.tab_to("Read now");
    stage.key(Key::Enter);
    stage.expect("1 of 6");
    assert!(kinds_of_rows(&stage).is_empty());
    stage.expect("Before you read: two questions");
}

#[test]
fn who_knows_a_lesson_already_passes_it_over() {
    let mut stage = Stage::untouched(Setting::default());
    stage.click("I know this already");
    stage.expect("1 of 5");
    stage.expect_not("Hint");
    for _ in 0..4 {
        right(&mut stage, "Answer");
    }
    stage.expect("Containers vs Virtual Machines, begun");
    right(&mut stage, "Answer");
    stage.expect("You know this already");
    stage.expect("Containers vs Virtual Machines, done");
    let mut stage = stage.restart();
    stage.expect("Containers vs Virtual Machines, done");
    stage.expect_not("I know this already");
    // What counts can be taken away, after a question, and that can be undone.
    stage.click("Menu");
    stage.click("Start over…");
    stage.expect("Your answers stay in your record");
    stage.click("Start over");
    stage.expect("Containers vs Virtual Machines, not begun");
    stage.expect("5 answers do not count any more.");
    stage.click("Undo");
    stage.expect("Containers vs Virtual Machines, done");
}

#[test]
fn who_does_not_is_told_so_and_reads() {
    let mut stage = Stage::untouched(Setting::default());
    stage.click("I know this already");
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    for _ in 0..4 {
        right(&mut stage, "Answer");
    }
    stage.expect("4 of 5 right");
    stage.expect("the lesson is worth reading");
    stage.key(Key::Enter);
    assert_eq!(stage.model().session().unwrap().purpose(), Purpose::Lesson);
}

#[test]
fn an_answer_is_taken_back_by_button_and_by_key() {
    let mut stage = Stage::new();
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    stage.expect("begun");
    stage.tab_to("Take it back");
    stage.key(Key::Enter);
    stage.expect_not("Not this one");
    stage.expect_not("Take it back");
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    stage.expect("Right, and here is why");
    stage.ctrl(Key::Z);
    stage.expect_not("Right, and here is why");
    stage.ctrl(Key::Z);
    stage.expect("There is nothing to take back");
    assert_eq!(kinds_of_rows(&stage).len(), 2, "both are in the log");
    let stage = stage.restart();
    stage.expect("1 of 6");
    stage.expect("begun, 0 percent");
}

#[test]
fn one_question_is_begun_again_by_keyboard_alone() {
    let mut stage = Stage::new();
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    stage.expect("begun, 17 percent");
    stage.tab_to("Start over…");
    stage.key(Key::Enter);
    stage.expect("This question: What is the main advantage");
    stage.expect("1 answer.");
    stage.key(Key::Escape);
    stage.expect("begun, 17 percent");
    stage.tab_to("Start over…");
    stage.key(Key::Enter);
    stage.tab_to("Cancel");
    stage.harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Tab);
    stage.run();
    assert_eq!(stage.focused().as_deref(), Some("Start over"));
    stage.key(Key::Enter);
    stage.expect("begun, 0 percent");
    stage.expect_not("Right, and here is why");
    stage.ctrl(Key::Z);
    stage.expect("begun, 17 percent");
}

/// Does the open question need its picture in sight, to be pointed at or since it is broken?
fn shows(stage: &Stage) -> bool {
    let model = stage.model();
    let key = &model.navigation.place.as_ref().unwrap().lesson;
    let id = model.session().unwrap().current().unwrap();
    model.question(key, id).unwrap().kind.shows().is_some()
}

#[test]
fn practice_covers_the_pictures_until_the_answer() {
    let mut stage = Stage::new();
    stage.harness.get_by_label("Practise on the diagrams").scroll_to_me();
    stage.run();
    stage.click("Practise on the diagrams");
    stage.expect("Practice on this lesson’s diagrams");
    stage.expect("1 of 8");
    let mut covered = 0;
    for _ in 0..8 {
        let asks_picture = shows(&stage);
        assert_ne!(stage.shows("Covered while you answer from memory."), asks_picture);
        // What is covered is not in the accessibility tree either.
        assert_eq!(stage.shows("Guest OS, 1 of 3, Virtual Machines"), asks_picture);
        if !asks_picture {
            covered += 1;
            stage.click("Show anyway: Virtual Machines, Containers");
            stage.expect("Guest OS, 1 of 3, Virtual Machines");
        }
        stage.expect_not("In the picture: ");
        right(&mut stage, "Check");
        stage.expect("Guest OS, 1 of 3, Virtual Machines");
        // What of it decides the question is said; there it is lit.
        stage.expect("In the picture: ");
        let last = stage.shows("Finish");
        stage.click(if last { "Finish" } else { "Next question" });
    }
    assert!((1..8).contains(&covered), "some are answered from memory, some in the picture");
    stage.expect("All of them right");
    stage.click("More of these");
    stage.expect("1 of 8");
    stage.click("Back to the lesson’s questions");
    stage.expect("1 of 6");
    // Practice is in the record, but takes the lesson no further.
    assert_eq!(kinds_of_rows(&stage), [RowKind::Answer; 8]);
    stage.expect("begun, 0 percent");
}

#[test]
fn the_menu_and_the_offers_fit_where_letters_are_large() {
    // A window of 900 × 700 pixels at a text size of 200 %.
    let mut stage = Stage::untouched(Setting { size: [450.0, 350.0], ..Setting::default() });
    stage.click("Guess first");
    stage.expect("guessing is fine, and nothing counts");
    stage.click("Read now");
    stage.click("Menu");
    stage.tab_to("About Strata");
    stage.key(Key::Enter);
    stage.expect("Copy for a bug report");
}

#[test]
fn until_its_end_a_check_gives_nothing_away() {
    let mut stage = Stage::new();
    stage.click("Answers at the end");
    right(&mut stage, "Answer");
    stage.expect("begun, 0 percent");
    stage.expect("12 minutes left");
    // By key: one Enter chooses the layer, the next answers, and a third opens no card.
    stage.tab_to("App1, 1 of 3, Virtual Machines");
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    stage.expect("3 of 6");
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    stage.expect("4 of 6");
    stage.expect_not("all use the kernel of the host");
    for _ in 0..2 {
        right(&mut stage, "Answer");
    }
    stage.expect("6 of 6");
    // The answer before can still be changed, so the picture does not tell it.
    stage.expect("Covered while you answer from memory.");
    right(&mut stage, "Answer");
    stage.expect("of 6 right");
    stage.expect("begun, 83 percent");
    stage.expect_not("Covered while you answer from memory.");
}

#[test]
fn what_covers_a_picture_stays_as_high_as_the_picture() {
    let mut stage = Stage::new();
    let top = |stage: &Stage, name: &str| stage.harness.get_by_label(name).rect().top();
    let bottom = |stage: &Stage| {
        top(stage, "What the picture shows") - top(stage, "Architecture Comparison")
    };
    let before = bottom(&stage);
    stage.harness.get_by_label("Practise on the diagrams").scroll_to_me();
    stage.run();
    stage.click("Practise on the diagrams");
    let mut covered = 0;
    for _ in 0..8 {
        if stage.shows("Covered while you answer from memory.") {
            covered += 1;
            // The pointer over the cover does not wake what lies under it.
            for _ in 0..3 {
                stage.harness.hover_at(egui::pos2(600.0, 300.0));
                stage.run();
                assert!((bottom(&stage) - before).abs() < 1.0, "{} {before}", bottom(&stage));
            }
        }
        right(&mut stage, "Check");
        let last = stage.shows("Finish");
        stage.click(if last { "Finish" } else { "Next question" });
    }
    assert!(covered > 1, "it is covered for {covered} questions");
}

#[test]
fn what_a_step_asks_is_not_answered_with_another_question_open() {
    let mut stage = Stage::new();
    stage.click("Step by step");
    stage.click("To step 4 of 6");
    stage.expect("Check and show");
    stage.act(strata::app::Action::CheckKnown);
    stage.expect("1 of 5");
    stage.expect_not("Check and show");
    stage.click("Answer it here");
    stage.expect("Check and show");
    assert_eq!(stage.model().session().unwrap().purpose(), Purpose::Lesson);
}

#[test]
fn keys_lead_from_question_to_question() {
    let mut stage = Stage::untouched(Setting::default());
    stage.tab_to("Guess first");
    stage.key(Key::Enter);
    assert!(stage.focused().unwrap().starts_with("1. "), "{:?}", stage.focused());
    stage.key(Key::Num2);
    stage.key(Key::Enter);
    assert!(stage.focused().unwrap().starts_with("1. "), "{:?}", stage.focused());
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    stage.expect("Your guesses are kept");
    stage.key(Key::Enter);
    stage.expect("1 of 6");
    assert_eq!(stage.focused().as_deref(), Some("Containers vs Virtual Machines"), "to be read");
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    assert_eq!(stage.focused().as_deref(), Some("Next question"));
    stage.key(Key::Enter);
    assert_eq!(stage.focused().as_deref(), Some("App1, 1 of 3, Virtual Machines"));
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    assert_eq!(stage.focused().as_deref(), Some("Next question"));
}

#[test]
fn the_way_back_to_a_folded_quiz_has_the_focus() {
    let mut stage = Stage::new();
    stage.tab_to("Fold the quiz panel");
    stage.key(Key::Enter);
    assert_eq!(stage.focused().as_deref(), Some("Quick Quiz 1 of 6"));
    stage.key(Key::Enter);
    stage.expect("What is the main advantage");
}
