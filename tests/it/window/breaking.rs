//! Breaking a part of a figure, and seeing what becomes of its requests.

use super::stage::Stage;
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};

const SHOW: &str = "Show what happens";

/// The first lesson, with a guest OS broken.
fn broken() -> Stage {
    let mut stage = Stage::of_size(1280.0, 1800.0);
    stage.click("Follow a request");
    stage.click("Break a layer");
    stage.expect("Which part fails?");
    stage.click("Guest OS, 2 of 3, Virtual Machines");
    stage
}

/// Says it of every request that is listed.
fn say_all(stage: &mut Stage, what: &str) -> usize {
    let names: Vec<String> = stage
        .harness
        .root()
        .query_all_by(|node| node.role() == egui::accesskit::Role::RadioButton)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|name| name.ends_with(what))
        .collect();
    for name in &names {
        stage.click(name);
    }
    names.len()
}

#[test]
fn a_copy_that_breaks_stops_nobody_who_goes_by_another() {
    let mut stage = broken();
    stage.expect("Guest OS 2 is broken. “Containers” has nothing of the kind.");
    stage.expect("Guest OS, failed, 2 of 3, Virtual Machines");
    // Before all is said nothing is shown.
    assert!(stage.harness.get_by_label(SHOW).accesskit_node().is_disabled());
    assert_eq!(say_all(&mut stage, ": Arrives"), 6, "three requests, two diagrams");
    stage.click(SHOW);
    stage.expect("6 of 6 as you said.");
    stage.expect("It arrives: its way does not lead through Guest OS 2.");
    stage.click("Mend it");
    stage.expect_not("failed");
    stage.expect("Follow a request");
}

#[test]
fn every_request_runs_and_stops_at_the_break_and_is_told_why() {
    let mut stage = broken();
    // Another one is broken by pointing at it.
    stage.click("Guest OS, 1 of 3, Virtual Machines");
    stage.expect("Guest OS 1 is broken.");
    say_all(&mut stage, ": Stops");
    stage.click(SHOW);
    stage.expect("3 of 6 as you said.");
    stage.expect("A system call, Virtual Machines: It stops at hop 2, Guest OS 1.");
    stage
        .expect("A system call, Containers: It arrives: its way does not lead through Guest OS 1.");
    stage.expect("You said: “Stops”.");
    // They run by themselves, one after the other.
    let words = |stage: &Stage| {
        let node = stage.harness.get_by_label("Guest OS, failed, 1 of 3, Virtual Machines");
        node.accesskit_node().description().unwrap_or_default()
    };
    (0..120).for_each(|_| stage.harness.step());
    assert!(words(&stage).contains("which gets no further"), "{}", words(&stage));
    (0..3_000).for_each(|_| stage.harness.step());
    // One of them once more.
    stage.click("A write to disk, Virtual Machines: It stops at hop 2, Guest OS 1.");
}

#[test]
fn what_is_broken_is_mended_by_one_key() {
    let mut stage = broken();
    stage.key(Key::Escape);
    stage.expect_not("failed");
    stage.expect_not("is broken");
}

#[test]
fn by_keys_alone_a_layer_is_broken_said_shown_and_mended() {
    let mut stage = Stage::of_size(1280.0, 1800.0);
    stage.tab_to("Follow a request");
    stage.key(Key::Enter);
    stage.tab_to("Break a layer");
    stage.key(Key::Enter);
    stage.expect("Which part fails?");
    assert!(stage.focused().unwrap().starts_with("App1"), "{:?}", stage.focused());
    stage.key(Key::Enter);
    stage.expect("App1 is broken. In “Containers” so is App1.");
    let first = stage.focused().unwrap();
    assert_eq!(first, "A system call, Virtual Machines: Arrives");
    for row in 0..6 {
        // The second of three pills.
        stage.key(Key::Tab);
        stage.key(Key::Space);
        stage.key(Key::Tab);
        if row < 5 {
            stage.key(Key::Tab);
        }
    }
    stage.key(Key::Tab);
    assert_eq!(stage.focused().as_deref(), Some(SHOW));
    stage.key(Key::Enter);
    stage.expect("6 of 6 as you said.");
    stage.key(Key::Escape);
    stage.expect_not("is broken");
}
