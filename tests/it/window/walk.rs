//! Walking through a figure and rounds of questions beside each other: neither takes the other's
//! keys, and nothing that was begun is lost.

use super::stage::{Setting, Stage};
use egui::Key;
use egui_kittest::kittest::Queryable;
use strata::{
    app::{Action, Command, LessonKey},
    quiz::Purpose,
};

const KERNELS: &str = "How many kernels run on each side, hosts included?";

impl Stage {
    /// Goes to the step that asks first, by key.
    fn at_prediction(&mut self) {
        self.tab_to("App1, 1 of 3, Virtual Machines");
        for _ in 0..4 {
            self.key(Key::Period);
        }
        self.expect("What do you expect?");
    }

    fn purpose(&self) -> Purpose {
        self.model().session().unwrap().purpose()
    }

    /// How many questions of the round are answered.
    fn answered(&self) -> usize {
        let session = self.model().session().unwrap();
        session.round().iter().filter(|id| session.answered(id)).count()
    }
}

#[test]
fn an_answer_to_a_step_stays_with_the_walk() {
    // By its number and Enter, by clicking the option, and while the figure is presented.
    for way in 0..4 {
        let mut stage = Stage::new();
        stage.at_prediction();
        match way {
            0 => {
                stage.key(Key::Num1);
                stage.key(Key::Enter);
            }
            1 => {
                stage.tab_to("Four with the virtual machines");
                stage.key(Key::Space);
                stage.key(Key::Enter);
            }
            2 => {
                stage.key(Key::F5);
                stage.key(Key::Num1);
                stage.key(Key::Enter);
            }
            _ => {
                stage.harness.get_by_label_contains("Four on both sides").click();
                stage.run();
                stage.click("Check and show");
            }
        }
        stage.expect("ou expected.");
        if way < 3 {
            assert_eq!(stage.focused().as_deref(), Some("Next step"), "way {way}");
        }
        stage.key(Key::Enter);
        stage.expect("Step 5 of 6");
        assert!(!stage.shows("Covered while you answer"), "way {way}");
    }
}

#[test]
fn enter_goes_on_with_the_walk_to_its_end() {
    let mut stage = Stage::new();
    stage.at_prediction();
    stage.harness.get_by_label_contains("Four on both sides").click();
    stage.run();
    stage.click("Check and show");
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    stage.expect("Step 6 of 6");
    // A pointer or a focus that merely lies there does not replace the step's words.
    stage.expect("The applications are the same.");
    stage.key(Key::Enter);
    stage.expect_not(KERNELS);
}

#[test]
fn what_a_step_asks_may_come_back_into_the_quiz_while_the_figure_asks_it() {
    let mut stage = Stage::set(Setting { today: true, ..Setting::default() });
    let lesson = crate::support::id("see-it-in-a-terminal");
    let place = stage.model().navigation.place.clone().unwrap();
    stage.act(Action::OpenLesson(LessonKey { lesson, ..place.lesson }));
    stage.tab_to(", Three shells on one host");
    for _ in 0..8 {
        if stage.shows("Check and show") {
            break;
        }
        stage.key(Key::Period);
    }
    let field = "Your answer, a number";
    stage.harness.get_by_label(field);
    stage.act(Action::Practise);
    assert!(stage.harness.query_by_label(field).is_none());
    // In the first frame both show it: two fields that must not be the same to egui, which would say
    // so on the screen.
    stage.act(Action::BackToLesson);
    stage.harness.get_by_label(field);
}

#[test]
fn a_walk_begins_by_key_where_the_figure_is_in_sight() {
    let mut stage = Stage::new();
    stage.key(Key::Period);
    stage.expect("Step 1 of 6");
    stage.key(Key::Comma);
    stage.expect("Step 1 of 6");
}

#[test]
fn guesses_that_a_walk_breaks_off_are_kept_and_offered_again() {
    let mut stage = Stage::untouched(Setting::default());
    stage.tab_to("Guess first");
    stage.key(Key::Enter);
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    assert_eq!((stage.purpose(), stage.answered()), (Purpose::Before, 1));
    stage.act(Action::Ask(stage.model().open_lesson().unwrap().2.questions[3].id.clone()));
    stage.expect("Your round is kept");
    assert_eq!(stage.purpose(), Purpose::Lesson);
    stage.expect("Guessing: 1 of ");
    // It is so at the next start too.
    let mut stage = stage.restart();
    stage.expect("Guessing: 1 of ");
    stage.click("Continue");
    assert_eq!((stage.purpose(), stage.answered()), (Purpose::Before, 1));
}

#[test]
fn a_check_and_practice_are_kept_over_a_restart() {
    for (begin, purpose, told) in [
        (Action::CheckKnown, Purpose::Known, "Known already?: 1 of "),
        (Action::Practise, Purpose::Picture, "Practice: 1 of "),
    ] {
        let mut stage = Stage::new();
        stage.act(begin);
        let lesson = stage.model().navigation.place.as_ref().unwrap().lesson.clone();
        let asked = stage.model().session().unwrap().current().unwrap().clone();
        let question = stage.model().question(&lesson, &asked).unwrap();
        let right = strata::quiz::right_answer(question);
        stage.act(Action::Choose(right));
        stage.act(Action::CheckAnswer);
        let all = stage.model().session().unwrap().round().len();
        let mut stage = stage.restart();
        stage.expect(told);
        stage.act(Action::ResumeRound(purpose));
        let session = stage.model().session().unwrap();
        assert_eq!((session.purpose(), session.round().len()), (purpose, all));
        assert!(session.answered(&asked) && session.current() != Some(&asked));
    }
}

#[test]
fn after_the_last_guess_enter_leads_to_the_lesson_and_not_into_the_quiz() {
    let mut stage = Stage::untouched(Setting::default());
    stage.tab_to("Guess first");
    stage.key(Key::Enter);
    for _ in 0..8 {
        if stage.shows("Your guesses are kept") {
            break;
        }
        stage.key(Key::Num1);
        stage.key(Key::Enter);
    }
    stage.expect("Your guesses are kept");
    stage.key(Key::Enter);
    assert_eq!(stage.purpose(), Purpose::Lesson);
    assert_eq!(stage.focused().as_deref(), Some("Containers vs Virtual Machines"));
    let before = stage.model().clone();
    stage.key(Key::Enter);
    assert_eq!(stage.model().rounds.sessions, before.rounds.sessions, "nothing is chosen");
    stage.key(Key::Space);
    assert!(stage.model().navigation.place.as_ref().unwrap().scroll > 100.0, "Space reads on");
}

#[test]
fn a_table_that_find_unfolded_stays_and_so_does_the_place() {
    let mut stage = Stage::new();
    stage.ctrl(Key::F);
    stage.expect_not("Who patches the kernel");
    stage.harness.event(egui::Event::Text("patches the kernel".to_owned()));
    stage.run();
    stage.expect("Who patches the kernel");
    stage.key(Key::Enter);
    let scroll = |stage: &Stage| stage.model().navigation.place.as_ref().unwrap().scroll;
    let found = scroll(&stage);
    assert!(found > 500.0, "{found}");
    stage.key(Key::Escape);
    stage.expect("Who patches the kernel");
    assert!((scroll(&stage) - found).abs() < 60.0, "{} {found}", scroll(&stage));
    assert!(stage.focused().is_some());
}

#[test]
fn a_term_leads_to_its_layer_which_lights_up_there() {
    let mut stage = Stage::of_size(1280.0, 600.0);
    let link = "guest operating system, shown in the diagram";
    stage.harness.get_by_label(link).scroll_to_me();
    stage.run();
    stage.click(link);
    stage.harness.remove_cursor();
    stage.harness.step();
    stage.expect("Guest OS. A whole operating system");
    stage.after(3_000);
    (0..12).for_each(|_| stage.harness.step());
    stage.expect("Point at a layer to see");
    // Followed by key, the link gives the focus to the layer that it names.
    stage.tab_to(link);
    stage.key(Key::Enter);
    assert!(stage.focused().unwrap().starts_with("Guest OS, 1 of 3"));
}

#[test]
fn the_card_of_a_question_about_the_picture_leads_to_the_picture() {
    let mut stage = Stage::new();
    stage.act(Action::GoToQuestion(1));
    stage.key(Key::End);
    let far = stage.model().navigation.place.as_ref().unwrap().scroll;
    stage.click("Choose a layer of “Virtual Machines” in the diagram");
    let near = stage.model().navigation.place.as_ref().unwrap().scroll;
    assert!(near < far / 2.0, "{near} {far}");
}

#[test]
fn another_lesson_opens_at_its_head_whatever_is_asked() {
    let mut stage = Stage::new();
    stage.act(Action::GoToQuestion(1));
    let next = stage.model().next_lesson().unwrap();
    stage.act(Action::OpenLesson(next));
    assert!(stage.model().navigation.place.as_ref().unwrap().scroll < 1.0);
    stage.act(Action::GoToQuestion(0));
    stage.act(Action::Command(Command::GoBack));
    stage.act(Action::Command(Command::GoForward));
}

#[test]
fn in_tabs_a_question_about_the_picture_has_the_focus_in_the_picture() {
    let mut stage = Stage::of_size(720.0, 540.0);
    stage.ctrl(Key::J);
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    stage.expect("Choose a layer in the diagram");
    assert_eq!(stage.focused().as_deref(), Some("App1, 1 of 3, Virtual Machines"));
    stage.key(Key::Escape);
    assert_eq!(stage.focused().as_deref(), Some("App1, 1 of 3, Virtual Machines"));
    stage.expect_not(KERNELS);
}

#[test]
fn after_a_click_tab_goes_on_from_there() {
    let mut stage = Stage::new();
    stage.click("Step by step");
    stage.click("Next step");
    stage.key(Key::Tab);
    assert_eq!(stage.focused().as_deref(), Some("Play"));
    stage.click(
        "3. They share the host’s kernel, so they need less memory and disk and start faster",
    );
    stage.key(Key::Tab);
    assert!(stage.focused().unwrap().starts_with("4. "), "{:?}", stage.focused());
}

#[test]
fn a_failed_import_is_closed_by_enter() {
    let dir = crate::support::folder();
    let data = crate::support::unwritable(dir.path());
    let mut stage = Stage::set(Setting { data: Some(data), ..Setting::default() });
    let pack = crate::support::write_pack(stage.folder(), "1.0.0", "Networks");
    stage.ctrl(Key::O);
    stage.harness.event(egui::Event::Text(pack.display().to_string()));
    stage.run();
    stage.key(Key::Enter);
    stage.expect("Nothing was installed.");
    stage.key(Key::Enter);
    assert_eq!(stage.model().overlay, None);
}

#[test]
fn what_is_partly_right_is_called_so_in_the_summary() {
    let mut stage = Stage::new();
    stage.act(Action::GoToQuestion(5));
    let lesson = stage.model().navigation.place.as_ref().unwrap().lesson.clone();
    let id = stage.model().session().unwrap().current().unwrap().clone();
    let question = stage.model().question(&lesson, &id).unwrap();
    let strata::quiz::Answer::Pairs(mut pairs) = strata::quiz::right_answer(question) else {
        panic!("items to be sorted")
    };
    let other = pairs.iter().find(|(_, to)| *to != pairs[0].1).unwrap().1.clone();
    pairs[0].1 = other;
    stage.act(Action::Choose(strata::quiz::Answer::Pairs(pairs)));
    stage.act(Action::CheckAnswer);
    for position in 0..5 {
        stage.act(Action::GoToQuestion(position));
        let id = stage.model().session().unwrap().current().unwrap().clone();
        let right = strata::quiz::right_answer(stage.model().question(&lesson, &id).unwrap());
        stage.act(Action::Choose(right));
        stage.act(Action::CheckAnswer);
    }
    stage.act(Action::NextQuestion);
    stage.expect("5 of 6 right, 1 partly right");
    stage.expect(", partly right, 80 %");
    stage.expect_not(", wrong");
}
