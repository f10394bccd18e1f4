//! The bar under a figure: one player for steps and requests, the tools beside it, and what is said
//! below.

use super::stage::{Setting, Stage};
use egui::{Key, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use strata::{
    app::{Action, ports::Picked},
    pack::Block,
};

const TOOLS: [&str; 4] = ["More precise", "Compare", "Fill the window", "Take along"];

impl Stage {
    fn rect(&self, name: &str) -> Rect {
        self.harness.get_by_label(name).rect()
    }

    /// The box that turns the diagram of this name on or off in comparing.
    fn chip<'s>(&'s self, name: &'s str) -> egui_kittest::Node<'s> {
        self.harness.get_by(move |node| {
            node.role() == egui::accesskit::Role::CheckBox && node.label().as_deref() == Some(name)
        })
    }

    fn bring_here(&mut self, name: &str) {
        self.harness.get_by_label(name).scroll_to_me();
        self.run();
    }

    fn scrolled_click(&mut self, name: &str) {
        self.bring_here(name);
        self.click(name);
    }

    fn gallery(&mut self, lesson: &str) {
        self.will_pick(Picked::Path("tests/packs/gallery".into()));
        self.click("Import pack…");
        self.click("Choose a file…");
        self.click(lesson);
    }

    /// Checks that these controls do not overlap; gives how many lines they take.
    #[track_caller]
    fn stand_apart(&self, names: &[&str]) -> usize {
        let rects: Vec<Rect> = names.iter().map(|name| self.rect(name)).collect();
        for (at, one) in rects.iter().enumerate() {
            for (other, name) in rects.iter().zip(names).skip(at + 1) {
                assert!(!one.shrink(0.5).intersects(*other), "{} on {name}", names[at]);
            }
        }
        let mut lines: Vec<i32> = rects.iter().map(|rect| rect.center().y.round() as i32).collect();
        lines.sort_unstable();
        lines.dedup();
        lines.len()
    }
}

#[test]
fn steps_and_requests_have_one_player_and_it_fits() {
    for (width, height, lines) in [
        (1280.0, 800.0, 1),
        (720.0, 540.0, 1),
        (900.0, 700.0, 2),
        (640.0, 400.0, 1),
        (450.0, 350.0, 2),
    ] {
        let mut stage = Stage::of_size(width, height);
        let rest = [&["Step by step", "Follow a request"], &TOOLS[..]].concat();
        assert_eq!(stage.stand_apart(&rest), lines, "{width}, at rest");
        stage.scrolled_click("Step by step");
        let player = [
            "Previous step",
            "To step 1 of 6",
            "To step 6 of 6",
            "Next step",
            "Play",
            "Speed 1×",
            "Whole picture",
        ];
        assert_eq!(stage.stand_apart(&[&player, &TOOLS[..]].concat()), lines, "{width}, walking");
        let before = player.map(|name| stage.rect(name));
        stage.scrolled_click("Whole picture");
        stage.scrolled_click("Follow a request");
        stage.click("A write to disk");
        stage.expect("A write to disk, hop 1 of 5");
        let player = [
            "Previous hop",
            "To hop 1 of 5",
            "To hop 5 of 5",
            "Next hop",
            "Play",
            "Speed 1×",
            "Stop following",
        ];
        assert_eq!(stage.stand_apart(&[&player, &TOOLS[..]].concat()), lines, "{width}, following");
        // The player's controls are in the same places as before.
        let after = player.map(|name| stage.rect(name));
        for at in 0..2 {
            assert!((before[at].left() - after[at].left()).abs() < 0.5, "{width}: {}", player[at]);
        }
        stage.click("To hop 3 of 5");
        stage.expect("A write to disk, hop 3 of 5");
    }
}

#[test]
fn steps_go_on_by_themselves_until_one_asks() {
    let mut stage = Stage::new();
    stage.click("Step by step");
    stage.click("Play");
    (0..160).for_each(|_| stage.harness.step());
    stage.expect("Step 4 of 6. What do you expect?");
    let play = stage.harness.get_by_label("Play");
    assert!(play.accesskit_node().is_disabled());
}

#[test]
fn while_a_question_asks_for_a_layer_the_bar_waits_and_says_so() {
    let mut stage = Stage::new();
    stage.act(Action::GoToQuestion(1));
    let why = "The controls here wait until the question about this picture is answered.";
    stage.expect(why);
    for name in ["Step by step", "Follow a request", "More precise", "Compare", "Take along"] {
        let node = stage.harness.get_by_label(name);
        let node = node.accesskit_node();
        assert!(node.is_disabled() && node.description().as_deref() == Some(why), "{name}");
    }
    stage.click("Guest OS, 1 of 3, Virtual Machines");
    stage.click("Check");
    stage.expect_not(why);
    assert!(!stage.harness.get_by_label("Compare").accesskit_node().is_disabled());
}

#[test]
fn menus_of_a_figure_are_whole_in_the_smallest_window() {
    for (width, height) in [(1280.0, 800.0), (640.0, 400.0), (450.0, 350.0)] {
        let mut stage = Stage::of_size(width, height);
        stage.scrolled_click("Take along");
        let window = stage.harness.ctx.content_rect();
        let role = egui::accesskit::Role::MenuItem;
        let entries: Vec<Rect> = stage
            .harness
            .query_all_by(|node| node.role() == role)
            .map(|node| node.rect())
            .collect();
        assert_eq!(entries.len(), 5);
        assert!(entries.iter().all(|entry| window.contains_rect(*entry)), "{width}: {entries:?}");
    }
}

#[test]
fn comparing_is_opened_on_the_figure_and_left_by_key() {
    let mut stage = Stage::new();
    stage.tab_to("Compare");
    stage.key(Key::Enter);
    stage.tab_to("Only the differences");
    stage.key(Key::Space);
    let chip = stage.harness.get_by_label("Only the differences");
    assert_eq!(chip.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    stage.key(Key::Escape);
    stage.expect_not("Swap sides");
    assert_eq!(stage.focused().as_deref(), Some("Compare"));
    // The last diagram can't be taken away, and a tooltip says why.
    stage.click("Compare");
    stage.chip("Virtual Machines").click();
    stage.run();
    let last = stage.chip("Containers");
    assert!(last.accesskit_node().is_disabled());
    stage.expect("One diagram stays.");
}

#[test]
fn a_figure_without_steps_has_its_tools_beside_what_is_said() {
    let mut stage = Stage::of_size(1280.0, 1100.0);
    stage.gallery("Kinds of question, not begun");
    let said = stage.harness.get_by_label_contains("Point at a layer to see").rect();
    let tool = stage.rect("Take along");
    assert!((said.center().y - tool.center().y).abs() < 2.0, "{said:?} {tool:?}");
    assert!(said.right() < stage.rect("Compare").left());
}

#[test]
fn what_a_step_says_keeps_its_distance_and_comes_bring_here() {
    for report in [false, true] {
        let dir = crate::support::folder();
        let data = dir.path().join("data");
        if report {
            // A message at the foot of the lesson takes some of the room.
            std::fs::create_dir_all(data.join("reports")).unwrap();
            std::fs::write(data.join("reports/panic-1795556100.txt"), "Strata 0.1.0\n").unwrap();
        }
        let size = [900.0, 700.0];
        let mut stage = Stage::set(Setting { size, data: Some(data), ..Setting::default() });
        let foot = if report {
            stage.harness.get_by_label_contains("Strata ended unexpectedly").rect().top()
        } else {
            size[1]
        };
        for step in 1..=3 {
            stage.key(Key::Period);
            let said = stage.harness.get_by_label_contains(&format!("Step {step} of 6. ")).rect();
            assert!(said.bottom() <= foot, "{step}, {report}: {said:?} {foot}");
            let above = said.top() - stage.rect("Next step").bottom();
            assert!(above >= 8.0, "{above}");
        }
    }
}

#[test]
fn a_name_that_was_wrong_stands_beside_the_right_one() {
    let mut stage = Stage::of_size(1280.0, 1100.0);
    stage.gallery("Kinds of question, not begun");
    let question = strata::id::Id::new("k-label").unwrap();
    let session = stage.model().session().unwrap();
    let at = session.round().iter().position(|known| *known == question).unwrap();
    stage.act(Action::GoToQuestion(at));
    for (name, letter) in [("Walls", "A"), ("Cellar", "C"), ("Rock", "B")] {
        stage.tab_to(&format!("{name}: {letter}"));
        stage.key(Key::Space);
    }
    stage.click("Check");
    let cellar = stage.harness.get_by_label("Cellar, Tower");
    let node = cellar.accesskit_node();
    assert!(node.description().unwrap().contains("You named it “Rock”."));
    let right = stage.harness.get_by_label("Walls, 1 of 2, Tower");
    assert!(!right.accesskit_node().description().unwrap().contains("You named it"));
    stage.harness.get_by_label("Cellar, Tower").hover();
    stage.run();
    stage.expect("Cellar. You named it “Rock”. ");
}

#[test]
fn what_the_bar_cannot_do_now_is_there_and_says_why() {
    let mut stage = Stage::of_size(1280.0, 1600.0);
    stage.click("Step by step");
    let why = |stage: &Stage, name: &str| {
        let node = stage.harness.get_by_label(name);
        let node = node.accesskit_node();
        (node.is_disabled(), node.description().unwrap_or_default())
    };
    assert_eq!(why(&stage, "Previous step"), (true, "this is the first step".to_owned()));
    assert!(!why(&stage, "Next step").0);
    stage.key(Key::Period);
    assert!(!why(&stage, "Previous step").0);
    for _ in 0..20 {
        stage.key(Key::Period);
    }
    assert_eq!(why(&stage, "Next step"), (true, "this is the last step".to_owned()));
}

#[test]
fn it_plays_at_three_speeds() {
    let mut stage = Stage::of_size(1280.0, 1600.0);
    stage.click("Step by step");
    let frames = |stage: &mut Stage| {
        stage.click("Play");
        let mut count = 0;
        while !stage.shows("Step 2 of") {
            stage.harness.step();
            count += 1;
            assert!(count < 2_000, "it never goes on");
        }
        stage.click("Pause");
        stage.key(Key::Comma);
        count
    };
    let usual = frames(&mut stage);
    stage.click("Speed 1×");
    let fast = frames(&mut stage);
    stage.click("Speed 2×");
    let slow = frames(&mut stage);
    stage.expect("Speed ½×");
    assert!(fast * 3 < usual * 2 && usual * 3 < slow * 2, "{fast} {usual} {slow}");
}

#[test]
fn beginning_with_the_mouse_scrolls_nothing_from_under_it() {
    for begin in ["Step by step", "Follow a request"] {
        let mut stage = Stage::of_size(1280.0, 620.0);
        stage.bring_here(begin);
        let picture = "Diagram: Virtual Machines beside Containers";
        let before = stage.rect(picture).top();
        let button = stage.rect(begin).center();
        stage.click(begin);
        if begin == "Follow a request" {
            stage.click("A write to disk");
        }
        stage.expect_not(begin);
        assert!((stage.rect(picture).top() - before).abs() < 1.0, "{begin}");
        // What goes on is about where the button was.
        assert!((stage.rect("Play").center().y - button.y).abs() < 20.0, "{begin}");
    }
}

#[test]
fn a_question_that_is_answered_by_pointing_waits_while_one_looks() {
    let mut stage = Stage::new();
    stage.act(Action::GoToQuestion(1));
    stage.click("Look through it first");
    stage.expect("A question about this picture waits.");
    assert!(!stage.harness.get_by_label("Follow a request").accesskit_node().is_disabled());
    stage.click("Step by step");
    stage.expect("Step 1 of 6.");
    stage.key(Key::Period);
    stage.expect("Step 2 of 6.");
    // A layer tells what it is, and is no answer.
    let chosen = |stage: &Stage| {
        let turn = stage.model().session().unwrap().current_turn();
        turn.and_then(|turn| turn.chosen.clone())
    };
    assert_eq!(chosen(&stage), None);
    stage.click("Whole picture");
    stage.click("Guest OS, 1 of 3, Virtual Machines");
    assert_eq!(chosen(&stage), None);
    stage.key(Key::Escape);
    stage.click("Answer by pointing");
    stage.expect_not("A question about this picture waits.");
    stage.click("Guest OS, 1 of 3, Virtual Machines");
    assert!(chosen(&stage).is_some());
    // The panel of the question leads back as well.
    stage.click("Look through it first");
    stage.expect("A question about this picture waits.");
    stage.harness.get_by_label_contains("Chosen: Guest OS").click();
    stage.run();
    stage.expect_not("A question about this picture waits.");
    stage.click("Check");
    stage.expect("Right.");
    stage.expect_not("Look through it first");
}

#[test]
fn keys_mean_the_figure_in_sight_and_not_one_that_was_left() {
    let mut stage =
        Stage::set(Setting { size: [1280.0, 800.0], today: true, ..Setting::default() });
    let key =
        stage.model().lessons().find(|key| key.lesson.as_str() == "networks-and-gpus").unwrap();
    stage.act(Action::OpenLesson(key));
    let (_, _, lesson) = stage.model().open_lesson().unwrap();
    let steps = lesson.blocks.iter().filter_map(|block| match block {
        Block::SideBySide(figure) => Some(figure.steps.len()).filter(|count| *count > 0),
        _ => None,
    });
    let steps: Vec<usize> = steps.collect();
    let (first, second) = (steps[0], steps[1]);
    let begin = |stage: &mut Stage| {
        let button = stage.harness.get_all_by_label("Step by step").next().unwrap();
        button.scroll_to_me();
        stage.run();
    };
    begin(&mut stage);
    stage.key(Key::Period);
    stage.key(Key::Period);
    let here = format!("Step 2 of {first}.");
    stage.expect(&here);
    // By the wheel: the focus stays where it is.
    begin(&mut stage);
    assert!(stage.harness.get_by_label_contains(&here).rect().bottom() < 100.0);
    stage.key(Key::Period);
    stage.expect(&format!("Step 1 of {second}."));
    stage.expect(&here);
    stage.key(Key::Period);
    stage.expect(&format!("Step 2 of {second}."));
    stage.expect(&here);
    // Back at the first one they mean that one again.
    stage.harness.get_by_label_contains(&here).scroll_to_me();
    stage.run();
    stage.key(Key::Comma);
    stage.expect(&format!("Step 1 of {first}."));
    stage.expect(&format!("Step 2 of {second}."));
}

#[test]
fn an_answer_is_checked_from_the_picture_and_it_goes_on_from_there() {
    let mut stage = Stage::new();
    stage.act(Action::GoToQuestion(1));
    let check = |stage: &mut Stage| {
        stage.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
        stage.run();
    };
    // Nothing is chosen yet.
    check(&mut stage);
    stage.expect_not("Right.");
    stage.click("Guest OS, 1 of 3, Virtual Machines");
    check(&mut stage);
    stage.expect("Right.");
    let before = stage.model().session().unwrap().current().cloned();
    // Who looks for words goes to the next lesson that has them.
    stage.ctrl(Key::F);
    check(&mut stage);
    assert_eq!(stage.model().session().unwrap().current().cloned(), before);
    stage.key(Key::Escape);
    check(&mut stage);
    assert_ne!(stage.model().session().unwrap().current().cloned(), before);
    // What a filled window hides is not checked.
    stage.act(Action::GoToQuestion(0));
    stage.key(Key::Num1);
    assert!(stage.model().session().unwrap().open());
    stage.key(Key::F);
    stage.expect("Back to the lesson");
    check(&mut stage);
    assert!(stage.model().session().unwrap().open());
    // There it is an Enter like any other: it has opened the card of the layer with the focus.
    stage.key(Key::Escape);
    stage.key(Key::Escape);
    stage.expect_not("Back to the lesson");
    assert!(stage.model().session().unwrap().current_turn().unwrap().chosen.is_some());
    check(&mut stage);
    assert!(!stage.model().session().unwrap().open());
}

#[test]
fn only_layers_of_the_picture_that_is_asked_about_can_be_chosen() {
    let mut stage = Stage::new();
    stage.act(Action::GoToQuestion(1));
    stage.expect("Point at a layer of “Virtual Machines” to choose it");
    let chosen = |stage: &Stage| {
        let turn = stage.model().session().unwrap().current_turn();
        turn.and_then(|turn| turn.chosen.clone())
    };
    stage.click("Host OS, Containers");
    assert_eq!(chosen(&stage), None);
    stage.click("Host OS, Virtual Machines");
    assert!(chosen(&stage).is_some());
    let before = chosen(&stage);
    stage.click("Host OS, Containers");
    assert_eq!(chosen(&stage), before);
}
