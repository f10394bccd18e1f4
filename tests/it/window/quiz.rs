//! Answering: by mouse, by keyboard alone, in both themes; and keeping the answer.

use super::stage::{Setting, Stage};
use crate::support::{NOW, folder, key, unwritable};
use egui::Key;
use egui_kittest::kittest::Queryable;
use strata::{progress::Record, theme::ColourScheme};

const WRONG: &str = "They isolate more strongly";
const RIGHT: &str = "They share the host’s kernel";

impl Stage {
    fn option(&mut self, words: &str) {
        self.harness.get_by_label_contains(words).click();
        self.run();
    }

    /// Presses the button that leads on, however short its words are where there is little room.
    fn onward(&mut self) {
        let words =
            if self.harness.query_by_label("Next").is_some() { "Next" } else { "Next question" };
        self.click(words);
    }

    fn attempts(&self) -> Vec<(String, f64)> {
        let record = Record::open(self.data(), NOW).unwrap().record;
        let attempts = record.attempts(&key("strata/containers-vs-vms")).unwrap();
        attempts.into_iter().map(|attempt| (attempt.answer.to_string(), attempt.score)).collect()
    }
}

/// Presses a button by key, since it may lie below the edge.
fn press(stage: &mut Stage, name: &str) {
    stage.tab_to(name);
    stage.key(Key::Space);
}

#[test]
fn the_lesson_is_answered_by_mouse_in_every_theme() {
    for scheme in ColourScheme::ALL {
        let mut stage = Stage::in_scheme(scheme);
        assert_eq!(stage.model().scheme(), scheme);
        stage.expect("What is the main advantage of containers over virtual machines?");
        assert!(stage.attempts().is_empty());
        stage.option(WRONG);
        stage.click("Check");
        stage.expect("Not this one");
        stage.expect("The better answer");
        stage.expect("Not right yet.");
        stage.expect_not("An image holds files, no kernel.");
        stage.click("All reasons");
        stage.expect("An image holds files, no kernel.");
        stage.click("Try again");
        stage.option(RIGHT);
        stage.click("Check");
        stage.expect("Right, and here is why");
        assert_eq!(
            stage.attempts(),
            [("1:options:stronger".to_owned(), 0.0), ("1:options:shared-kernel".to_owned(), 1.0)]
        );
        stage.click("Next question");
        stage.expect("Choose a layer of “Virtual Machines” in the diagram");
        stage.click("Bins, 2 of 3, Virtual Machines");
        stage.expect("Chosen: Bins, copy 2");
        stage.click("Check");
        stage.expect("Not right yet.");
        stage.click("Next question");
        stage.expect("3 of 6");
        stage.key(Key::Num1);
        stage.key(Key::Enter);
        stage.key(Key::Enter);
        stage.option("Four on both sides");
        stage.click("Check");
        stage.onward();
        stage.expect("Build the stack of a virtual machine");
        stage.click("Move App down");
        stage.click("Check");
        stage.onward();
        for item in [
            "It has a kernel of its own",
            "It shares its kernel with its neighbours",
            "A usable base image can be a download under 5 MB",
            "It is the usual boundary between customers who do not know each other",
        ] {
            press(&mut stage, &format!("{item}: Both"));
        }
        stage.expect("1 is left.");
        press(&mut stage, "It keeps an application apart from others on the same machine: Both");
        stage.expect_not("is left.");
        stage.click("Check");
        stage.expect("Partly right: 20 %.");
        stage.expect("“Each container has its own kernel.”");
        stage.click("Finish");
        stage.expect("1 of 6 right");
        stage.click("Retry what was wrong");
        stage.expect("Point at the layer inside each virtual machine");
        stage.click("Guest OS, 1 of 3, Virtual Machines");
        stage.click("Check");
        stage.expect("Right, and here is why");
        assert_eq!(stage.attempts().len(), 8);
    }
}

#[test]
fn the_lesson_is_answered_by_keyboard_alone() {
    for scheme in [ColourScheme::Light, ColourScheme::Dark] {
        by_keyboard(scheme);
    }
}

fn by_keyboard(scheme: ColourScheme) {
    let mut stage = Stage::in_scheme(scheme);
    stage.key(Key::Num3);
    stage.key(Key::Num4);
    stage.key(Key::Num3);
    assert!(stage.attempts().is_empty(), "choosing is not answering");
    stage.key(Key::Enter);
    stage.expect("Right.");
    stage.key(Key::Enter);
    stage.expect("2 of 6");
    // Goes into the diagram and down to Guest OS, chooses it and checks.
    stage.tab_to("App1, 1 of 3, Virtual Machines");
    assert_eq!(stage.focused().unwrap(), "App1, 1 of 3, Virtual Machines");
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    assert_eq!(stage.focused().unwrap(), "Guest OS, 1 of 3, Virtual Machines");
    stage.expect("Guest OS");
    stage.expect_not("A whole operating system with its own kernel");
    stage.key(Key::Enter);
    stage.expect("Chosen: Guest OS, copy 1");
    stage.key(Key::Enter);
    stage.expect("Right, and here is why");
    assert_eq!(stage.attempts().len(), 2);
    stage.tab_to("Next question");
    stage.key(Key::Enter);
    stage.expect("3 of 6");
    stage.tab_to("1. ");
    stage.key(Key::Space);
    stage.key(Key::Enter);
    assert_eq!(stage.attempts().len(), 3);
}

#[test]
fn an_option_with_the_focus_is_chosen_and_checked_by_enter() {
    let mut stage = Stage::new();
    stage.tab_to(RIGHT);
    stage.key(Key::Enter);
    assert!(stage.attempts().is_empty());
    stage.key(Key::Enter);
    assert_eq!(stage.attempts(), [("1:options:shared-kernel".to_owned(), 1.0)]);
}

#[test]
fn until_it_is_answered_the_picture_gives_nothing_away() {
    let mut stage = Stage::new();
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    let about = "A whole operating system with its own kernel";
    stage.harness.get_by_label("Guest OS, 2 of 3, Virtual Machines").hover();
    stage.run();
    stage.expect_not(about);
    stage.expect_not("No counterpart");
    let tree = stage.outline();
    assert!(!tree.contains(about), "{tree}");
    stage.click("Guest OS, 2 of 3, Virtual Machines");
    stage.click("Check");
    stage.harness.get_by_label("Guest OS, 2 of 3, Virtual Machines").hover();
    stage.run();
    stage.expect(about);
}

#[test]
fn progress_is_there_at_the_next_start() {
    let mut stage = Stage::new();
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    stage.expect("Containers vs Virtual Machines, begun, 17 percent");
    let stage = stage.restart();
    stage.expect("Containers vs Virtual Machines, begun, 17 percent");
    stage.expect("10 minutes left");
    stage.expect("Point at the layer inside each virtual machine");
}

#[test]
fn where_nothing_can_be_kept_the_app_works_and_says_so() {
    let dir = folder();
    let data = unwritable(dir.path());
    let mut stage = Stage::set(Setting { data: Some(data.clone()), ..Setting::default() });
    stage.expect("Nothing new is being kept:");
    stage.expect(&data.display().to_string());
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    stage.expect("Right, and here is why");
    stage.expect("begun, 17 percent");
}

#[test]
fn a_damaged_record_is_told_at_the_start() {
    let dir = folder();
    let data = dir.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("record.sqlite"), "this was a record once").unwrap();
    let mut stage = Stage::set(Setting { data: Some(data), ..Setting::default() });
    stage.expect("Your record was damaged");
    stage.expect("record-damaged-2026-11-24-223500.sqlite");
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    assert_eq!(stage.attempts().len(), 1);
}

#[test]
fn a_lesson_is_begun_after_twenty_seconds() {
    let mut stage = Stage::new();
    stage.expect("Containers vs Virtual Machines, not begun");
    stage.after(20_000);
    stage.expect("Containers vs Virtual Machines, begun");
}
