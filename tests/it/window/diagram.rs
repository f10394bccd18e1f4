//! The diagram as something to work on: lights, counterparts, gaps, cards, and its accessibility
//! tree.

use super::stage::Stage;
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};

const GUEST: &str = "Guest OS, 1 of 3, Virtual Machines";

#[test]
fn pointing_at_a_layer_says_what_it_does() {
    let mut stage = Stage::new();
    stage.expect("Point at a layer to see what it does and what answers to it.");
    stage.harness.get_by_label(GUEST).hover();
    stage.run();
    stage.expect("Guest OS. A whole operating system with its own kernel");
}

#[test]
fn words_that_name_a_layer_light_it() {
    let mut stage = Stage::new();
    stage.harness.get_by_label("Guest OS, shown in the diagram").hover();
    stage.run();
    stage.expect("Guest OS. A whole operating system with its own kernel");
}

#[test]
fn a_click_opens_the_card_and_escape_gives_the_focus_back() {
    let mut stage = Stage::new();
    stage.click(GUEST);
    stage.expect("Kernel · in Virtual Machines, ×3");
    // Measured figures name their source and its year.
    stage.expect("63 of its 128 MiB of memory for itself, before any application. Firecracker");
    stage.expect("(NSDI ’20) (2020)");
    stage.expect("Containers: none.");
    stage.key(Key::Escape);
    stage.expect_not("Kernel · in Virtual Machines");

    // Tab comes back to the layer at which the diagram was left.
    stage.tab_to(GUEST);
    stage.key(Key::Enter);
    stage.expect("Kernel · in Virtual Machines, ×3");
    stage.key(Key::Escape);
    assert_eq!(stage.focused().as_deref(), Some(GUEST));
    // The two layers stand in the same place, but do not do the same job.
    stage.click("Docker Engine, Containers");
    stage.expect("Virtual Machines: Hypervisor, in the same place.");
}

#[test]
fn the_diagram_is_one_tab_stop_and_arrows_walk_it_by_position() {
    let mut stage = Stage::new();
    stage.tab_to("App1, 1 of 3, Virtual Machines");
    for (key, name) in [
        (Key::ArrowRight, "App2, 2 of 3, Virtual Machines"),
        (Key::ArrowRight, "App3, 3 of 3, Virtual Machines"),
        (Key::ArrowRight, "App1, 1 of 3, Containers"),
        (Key::ArrowDown, "Bins, 1 of 3, Containers"),
        (Key::ArrowDown, "Docker Engine, Containers"),
        (Key::ArrowLeft, "Hypervisor, Virtual Machines"),
        (Key::ArrowDown, "Host OS, Virtual Machines"),
        (Key::ArrowDown, "Hardware, Virtual Machines"),
        (Key::ArrowDown, "Hardware, Virtual Machines"),
    ] {
        stage.key(key);
        assert_eq!(stage.focused().as_deref(), Some(name));
    }
    stage.key(Key::Tab);
    assert!(
        !stage.focused().unwrap_or_default().contains("Virtual Machines,"),
        "{:?}",
        stage.focused()
    );
    stage.harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Tab);
    stage.run();
    assert_eq!(
        stage.focused().as_deref(),
        Some("Hardware, Virtual Machines"),
        "it is come back to"
    );
}

#[test]
fn every_layer_is_a_named_node_with_level_position_and_size() {
    let stage = Stage::new();
    let node = stage.harness.get_by_label("Guest OS, 2 of 3, Virtual Machines");
    let node = node.accesskit_node();
    // Levels and positions count from zero in the accessibility tree, and from one when they are
    // read out.
    assert_eq!(
        (node.level(), node.position_in_set(), node.size_of_set()),
        (Some(3), Some(1), Some(3))
    );
    assert!(node.description().unwrap().starts_with("Layer 4 of 6 from the ground."));
    let layers =
        stage.harness.query_all_by(|n| n.role() == egui::accesskit::Role::TreeItem).count();
    assert_eq!(layers, 12 + 9);
}

#[test]
fn more_precise_shows_the_corrected_pictures_and_says_what_was_wrong() {
    let mut stage = Stage::new();
    stage.expect_not("Virtual Machines, bare metal");
    stage.click("More precise");
    stage.expect("Virtual Machines, bare metal");
    stage.expect("A bare-metal hypervisor has no Host OS under it.");
    stage.expect("Docker Engine sets containers up, but it does not carry them.");
    stage.click("More precise");
    stage.expect_not("bare metal");
}

/// What a screen reader meets in the first lesson, from the first control to the last.
#[test]
fn the_first_lesson_read_aloud() {
    let stage = Stage::new();
    insta::assert_snapshot!(stage.outline());
}

impl Stage {
    fn layers(&self) -> usize {
        self.harness.query_all_by(|n| n.role() == egui::accesskit::Role::TreeItem).count()
    }
}

#[test]
fn the_figure_is_walked_with_buttons_and_ends_whole() {
    let mut stage = Stage::new();
    assert_eq!(stage.layers(), 21, "it opens as the whole picture");
    stage.click("Step by step");
    stage.expect("Step 1 of 6");
    stage.expect("Both begin in the same way");
    assert_eq!(stage.layers(), 2);
    stage.click("Next step");
    assert_eq!(stage.layers(), 4);
    stage.click("Next step");
    stage.click("Previous step");
    stage.expect("Step 2 of 6");
    stage.click("To step 6 of 6");
    assert_eq!(stage.layers(), 21);
    stage.expect("The applications are the same.");
    stage.click("To step 1 of 6");
    assert_eq!(stage.layers(), 2, "the first dot is the way to begin again");
    stage.click("Whole picture");
    assert_eq!(stage.layers(), 21);
    stage.expect("Step by step");
}

#[test]
fn the_figure_is_walked_with_keys_and_the_focus_is_never_lost() {
    let mut stage = Stage::new();
    stage.tab_to("App1, 1 of 3, Virtual Machines");
    stage.key(Key::Period);
    stage.expect("Step 1 of 6");
    assert_eq!(stage.focused().as_deref(), Some("Hardware, Virtual Machines"));
    stage.key(Key::Period);
    stage.key(Key::Period);
    stage.expect("Step 3 of 6");
    stage.key(Key::Comma);
    stage.expect("Step 2 of 6");
    stage.key(Key::ArrowUp);
    assert_eq!(stage.focused().as_deref(), Some("Host OS, Virtual Machines"));
    stage.key(Key::Enter);
    stage.expect("Kernel · in Virtual Machines");
}

#[test]
fn a_step_asks_before_it_shows_and_the_quiz_does_not_ask_again() {
    let mut stage = Stage::new();
    stage.click("Step by step");
    stage.click("To step 4 of 6");
    stage.expect("What do you expect?");
    stage.expect("How many kernels run on each side, hosts included?");
    assert_eq!(stage.layers(), 6, "the guests are not shown before they were predicted");
    stage.expect("Asked in the figure");
    stage.harness.get_by_label_contains("Four on both sides").click();
    stage.run();
    stage.click("Check and show");
    assert_eq!(stage.layers(), 9);
    stage.expect("Not what you expected.");
    stage.expect("Every virtual machine boots an operating system of its own");
    // The quiz counts it as answered, and goes on with an open question.
    stage.expect("4 of 6");
    stage.click("Previous step");
    stage.click("Next step");
    stage.expect_not("What do you expect?");
    let mut stage = stage.restart();
    stage.expect("1 of 6");
    for _ in 0..3 {
        stage.harness.state_mut().send(strata::app::Action::NextQuestion);
        stage.run();
    }
    stage.expect("How many kernels run on each side, hosts included?");
}

#[test]
fn while_a_step_waits_for_an_answer_other_questions_can_be_answered() {
    let mut stage = Stage::new();
    let current = |stage: &Stage| stage.model().session().unwrap().current().cloned();
    let before = current(&stage);
    stage.click("Step by step");
    stage.click("To step 4 of 6");
    stage.expect("Asked in the figure");
    let waits = current(&stage);
    assert_ne!(waits, before);
    stage.click("Another question first");
    assert_eq!(current(&stage), before, "the quiz is where it was");
    stage.expect_not("Asked in the figure");
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    // The figure waits, and is gone on with.
    stage.click("Answer it here");
    assert_eq!(current(&stage), waits);
    // Where it was the question of the quiz anyway, the next one is asked.
    stage.act(strata::app::Action::GoToQuestion(3));
    assert_eq!(current(&stage), waits);
    stage.click("Another question first");
    assert_ne!(current(&stage), waits);
}

#[test]
fn without_motion_a_step_is_its_still_at_once() {
    let mut stage = Stage::new();
    stage.click("Menu");
    stage.click("Reduce motion");
    stage.click("Step by step");
    let before = stage.harness.output().shapes.len();
    stage.harness.step();
    assert_eq!(stage.harness.output().shapes.len(), before, "nothing moves");
}

#[test]
fn a_request_is_followed_in_both_stacks_at_once() {
    let mut stage = Stage::new();
    stage.click("Follow a request");
    stage.click("A write to disk");
    stage.expect("A write to disk, hop 1 of 5");
    stage.expect("Virtual Machines: 1. App1. The program asks its kernel to write a file.");
    stage.expect("Containers: 1. App1. The program asks its kernel to write a file: the host’s");
    for _ in 0..4 {
        stage.click("Next hop");
    }
    stage.expect("Virtual Machines: 5. Hardware.");
    stage.expect("Containers: 3. Hardware. The disk stores it. It has arrived.");
    stage.click("Previous hop");
    stage.expect("Virtual Machines: 4. Host OS.");
    stage.click("Stop following");
    stage.expect("Point at a layer");
    stage.tab_to("App1, 1 of 3, Virtual Machines");
    stage.click("Follow a request");
    stage.click("A system call");
    stage.tab_to("App1, 1 of 3, Virtual Machines");
    stage.key(Key::Period);
    stage.expect("A system call, hop 2 of 2");
    stage.key(Key::Comma);
    stage.expect("A system call, hop 1 of 2");
}

#[test]
fn a_figure_is_copied_as_text_and_as_a_picture() {
    let mut stage = Stage::new();
    for (entry, expected) in [
        ("Copy as text", "Guest OS (Virtual Machines) has no counterpart in Containers."),
        ("Copy as SVG", "-title\">Virtual Machines beside Containers</title>"),
    ] {
        stage.harness.get_by_label("Take along").scroll_to_me();
        stage.run();
        stage.click("Take along");
        stage.harness.get_by_label(entry).click();
        stage.harness.step();
        let copied = stage.harness.output().platform_output.commands.iter().any(|command| {
            matches!(command, egui::OutputCommand::CopyText(text) if text.contains(expected))
        });
        assert!(copied, "{entry}");
        stage.run();
        stage.expect("Copied as");
    }
    stage.harness.get_by_label("Take along").scroll_to_me();
    stage.run();
    stage.click("Take along");
    stage.harness.get_by_label("Copy as image").click();
    stage.harness.step();
    let copied = stage.harness.output().platform_output.commands.iter().any(|command| {
        // The picture is twice as large as on the screen.
        matches!(command, egui::OutputCommand::CopyImage(image) if image.width() > 1_000)
    });
    assert!(copied);
}

#[test]
fn the_bar_of_a_walk_is_worked_by_key_and_keeps_the_focus() {
    let mut stage = Stage::new();
    stage.tab_to("Step by step");
    stage.key(Key::Enter);
    stage.expect("Step 1 of 6");
    assert_eq!(stage.focused().as_deref(), Some("Next step"));
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    stage.expect("Step 3 of 6");
    stage.key(Key::Enter);
    stage.expect("What do you expect?");
    stage.tab_to("Four with the virtual machines, one with the containers");
    stage.key(Key::Space);
    stage.tab_to("Check and show");
    stage.key(Key::Enter);
    stage.expect("As you expected.");
    assert_eq!(stage.focused().as_deref(), Some("Next step"));
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    stage.expect("Step 6 of 6");
    assert_eq!(stage.focused().as_deref(), Some("Previous step"), "at the end, the way back");
    stage.tab_to("Whole picture");
    stage.key(Key::Enter);
    assert_eq!(stage.focused().as_deref(), Some("Step by step"));
}

#[test]
fn leaving_a_step_that_asks_gives_the_quiz_back() {
    let mut stage = Stage::new();
    stage.click("Step by step");
    stage.click("To step 4 of 6");
    stage.expect("4 of 6");
    stage.click("Next step");
    stage.expect("1 of 6");
    stage.expect("What is the main advantage");
}

#[test]
fn tab_stops_only_where_there_is_something_to_work_on() {
    let mut stage = Stage::new();
    let mut seen = Vec::new();
    for _ in 0..200 {
        stage.key(Key::Tab);
        let name = stage.focused().unwrap_or_default();
        assert!(!name.is_empty(), "an invisible stop after {seen:?}");
        if seen.first() == Some(&name) {
            break;
        }
        seen.push(name);
    }
    let at = |name: &str| seen.iter().position(|seen| seen.contains(name));
    assert!(at("Smaller text") < at("Larger text"), "{seen:?}");
    assert!(at("More precise") < at("Take along"), "{seen:?}");
    // The order of Tab: lesson, quiz, list, bars.
    let panels = ["Step by step", "Fold the quiz panel", "Hypervisor types, not", "Smaller text"];
    let stands: Vec<_> = panels.into_iter().map(at).collect();
    assert!(stands.is_sorted() && stands.iter().all(Option::is_some), "{stands:?} {seen:?}");
}

/// The layer's card stands under the picture, in room that was there before.
#[test]
fn a_card_opens_by_click_or_enter_only_and_covers_nothing() {
    for (width, height) in [(1280.0, 800.0), (900.0, 700.0), (720.0, 540.0)] {
        let mut stage = Stage::of_size(width, height);
        stage.harness.get_by_label(GUEST).scroll_to_me();
        stage.run();
        let card = "Kernel · in Virtual Machines, ×3";
        stage.harness.get_by_label(GUEST).hover();
        stage.run();
        (0..20).for_each(|_| stage.harness.step());
        stage.expect_not(card);
        let tall = |stage: &Stage| {
            let below = stage.harness.get_by_label_contains("Two Approaches to Isolation").rect();
            let picture = stage.harness.get_by_label_contains("Diagram: Virtual Machines").rect();
            (picture.height(), picture.top() - below.top())
        };
        let before = tall(&stage);
        stage.click(GUEST);
        stage.expect(card);
        assert_eq!(tall(&stage), before, "nothing moves");
        let picture = stage.harness.get_by_label_contains("Diagram: Virtual Machines").rect();
        let place = stage.harness.get_by_label(card).rect();
        let button = stage.harness.get_by_label("Step by step").rect();
        assert!(place.top() > picture.bottom() && !place.intersects(button), "{place:?}");
        let lesson = stage.harness.get_by_label_contains("Key Differences").rect();
        assert!(place.bottom() < lesson.top());
        // All of the card is in the band; what does not fit can be scrolled to.
        stage.expect("Containers: none.");
        // Another layer's card takes its place, and Escape or a click beside all layers closes it.
        stage.click("Host OS, Virtual Machines");
        stage.expect_not(card);
        stage.expect("Kernel · in Virtual Machines");
        stage.key(Key::Escape);
        stage.expect_not("Kernel · in Virtual Machines");
        stage.click(GUEST);
        // A click between the two stacks.
        let picture = stage.harness.get_by_label_contains("Diagram: Virtual Machines").rect();
        let guest = stage.harness.get_by_label(GUEST).rect();
        let beside = egui::pos2(picture.center().x, guest.center().y);
        stage.harness.hover_at(beside);
        for pressed in [true, false] {
            stage.harness.event(egui::Event::PointerButton {
                pos: beside,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: egui::Modifiers::NONE,
            });
        }
        stage.run();
        stage.expect_not(card);
    }
}

#[test]
fn a_step_can_show_the_whole_way_of_a_trace() {
    let mut stage = Stage::of_size(1280.0, 2400.0);
    stage.click("Hypervisor types, not begun");
    stage.click("Step by step");
    stage.click("To step 6 of 6");
    stage.expect("which way a write to disk takes");
    // This is a step of the walk, not a request that is followed.
    stage.expect("Step 6 of 6");
    stage.expect_not("Stop following");
}

/// Whatever a card says, the figure keeps its width, and no word lies under the card's bar.
#[test]
fn a_card_is_as_wide_as_its_figure_and_its_words_stand_beside_its_bar() {
    let short = ("Hypervisor, Virtual Machines", "Divides one real machine");
    let long = (GUEST, "Counted inside the guest");
    for ((width, height), (layer, about), scrolls) in
        [((1280.0, 800.0), short, false), ((900.0, 700.0), long, true)]
    {
        let mut stage = Stage::of_size(width, height);
        let right =
            |stage: &Stage, name: &str| stage.harness.get_by_label_contains(name).rect().right();
        let edge = right(&stage, "Take along");
        stage.harness.get_by_label(layer).scroll_to_me();
        stage.run();
        stage.click(layer);
        let words = right(&stage, about);
        let close = stage.harness.get_by_label("Close").rect().right();
        assert!(words <= edge && close <= edge, "{words}, {close}: {edge}");
        assert_eq!(edge - close >= 8.0, scrolls, "{close}: {edge}");
        assert_eq!(edge - words >= 8.0, scrolls, "{words}: {edge}");
        assert!((right(&stage, "Take along") - edge).abs() < 0.1, "the figure has grown");
        let card = stage.harness.get_by_label_contains(about).rect();
        let bars = stage.bars_beside(card.left()..=edge);
        assert_eq!(!bars.is_empty(), scrolls, "{bars:?}");
        assert!(bars.iter().all(|bar| bar.left() >= words.max(close)), "{bars:?}");
    }
}
