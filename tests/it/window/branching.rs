//! Requests that branch, through the window.

use super::stage::Stage;
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use std::fmt::Write;
use strata::app::ports::Picked;

/// The gallery's lesson with requests that branch.
fn gallery() -> Stage {
    let mut stage = Stage::of_size(1280.0, 1600.0);
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Requests that branch, not begun");
    stage
}

/// The gallery's lesson with a request that branches, which is begun.
fn begun() -> Stage {
    let mut stage = gallery();
    stage.click("Follow a request");
    stage.click("A page is asked for");
    stage
}

#[test]
fn a_way_is_chosen_seen_and_gone_back_from() {
    let mut stage = begun();
    stage.expect("A page is asked for, hop 1");
    let button = |stage: &Stage, name: &str| stage.harness.query_by_label(name).is_some();
    assert!(!button(&stage, "No, it has to be made"), "nothing is to be decided yet");
    stage.click("Next hop");
    stage.expect("A server of its own: 2. Cache.");
    stage.expect("Is the page in the cache?");
    stage.click("Yes, it was asked for before");
    stage.expect("A page is asked for, hop 3: Yes, it was asked for before");
    stage.expect("A server of its own: 3a. Client.");
    // The other diagram has no cache: it waits, and neither has arrived before both have.
    stage.expect("It waits: “Is the page in the cache?” is not asked here.");
    stage.expect_not("It has arrived.");
    stage.click("Previous hop");
    stage.expect("Yes, it was asked for before, seen");
    stage.expect("No, it has to be made");
    stage.click("No, it has to be made");
    stage.expect("Either of the two replicas can make it.");
    stage.click("Replica two makes it");
    stage.expect("A server of its own: 4b");
}

#[test]
fn by_keys_alone_each_way_is_taken_in_turn_to_the_end() {
    let mut stage = begun();
    for _ in 0..2 {
        stage.key(Key::Period);
    }
    stage.expect("hop 3: Yes, it was asked for before");
    for _ in 0..6 {
        stage.key(Key::Period);
    }
    // The answer is in the cache: the other diagram has gone to its end, this one has not.
    stage.expect("The client has the page at once. It ends here.");
    stage.expect("What it needs comes from the store. It has arrived.");
    stage.expect("of the request, which ends here.");
    stage.expect("of the request, which has arrived here.");
    for _ in 0..8 {
        stage.key(Key::Comma);
    }
    stage.expect("A page is asked for, hop 1");
    for _ in 0..2 {
        stage.key(Key::Period);
    }
    stage.expect("hop 3: No, it has to be made");
    stage.key(Key::Period);
    stage.expect("No, it has to be made, Replica one makes it");
    for _ in 0..4 {
        stage.key(Key::Period);
    }
    stage.expect("The client has the page. It has arrived.");
    stage.expect_not("It ends here.");
}

#[test]
fn what_sets_something_up_may_pass_a_manager() {
    let mut stage = gallery();
    stage.click("Follow a request");
    stage.click("The maker is started");
    stage.expect("Without a cache: 1. Starter.");
}

#[test]
fn a_request_that_goes_on_by_itself_waits_where_a_way_is_to_be_taken() {
    let mut stage = begun();
    stage.click("Play");
    // Waits longer than any hop stays.
    for _ in 0..600 {
        stage.harness.step();
    }
    stage.expect("A page is asked for, hop 2");
    stage.expect("Is the page in the cache?");
    stage.expect("Play");
    stage.click("Yes, it was asked for before");
    stage.expect("A page is asked for, hop 3");
}

/// Is the control of that name on?
fn on(stage: &Stage, name: &str) -> Option<bool> {
    let node = stage.harness.get_by_label(name);
    let node = node.accesskit_node();
    node.toggled().map(|toggled| toggled == egui::accesskit::Toggled::True)
}

#[test]
fn where_there_is_no_room_the_ways_are_listed_in_a_menu_marked_and_a_click_away() {
    let mut stage = begun();
    stage.harness.set_size(egui::vec2(720.0, 540.0));
    stage.run();
    stage.key(Key::Period);
    stage.key(Key::Period);
    stage.expect("hop 3: Yes, it was asked for before");
    stage.expect_not("Way: ");
    stage.harness.get_by_label("All ways of this request").scroll_to_me();
    stage.run();
    stage.click("All ways of this request");
    let row = |stage: &Stage, name: &str| {
        let node = stage.harness.get_by_label_contains(name);
        node.accesskit_node().toggled()
    };
    let on = Some(egui::accesskit::Toggled::True);
    let off = Some(egui::accesskit::Toggled::False);
    assert_eq!(row(&stage, "3a Client"), on, "here one is");
    assert_eq!(row(&stage, "No, it has to be made"), off);
    assert_eq!(row(&stage, "2 Cache"), None);
    // Goes straight into the inner way of the way that was not taken.
    stage.harness.get_by_label_contains("4bb Replica two").click();
    stage.run();
    stage.expect("No, it has to be made, Replica two makes it");
    stage.expect("A server of its own: 4bb. Replica two.");
    stage.key(Key::Comma);
    stage.expect("Replica two makes it, seen");
}

#[test]
fn the_ways_stand_under_the_picture_as_a_tree_marked_and_a_click_away() {
    let mut stage = begun();
    assert_eq!(on(&stage, "1 Client"), Some(true), "here one is");
    assert_eq!(on(&stage, "3a Client"), Some(false));
    assert_eq!(on(&stage, "Way: Yes, it was asked for before"), Some(false));
    // Its questions and hops are there from the beginning, and never move.
    let place = |stage: &Stage, name: &str| stage.harness.get_by_label(name).rect();
    let picture = "Diagram: A server of its own beside Without a cache";
    let before = ["3a Client", "4ba Replica one", picture].map(|name| place(&stage, name));
    stage.click("Next hop");
    stage.click("Yes, it was asked for before");
    assert_eq!(on(&stage, "3a Client"), Some(true));
    assert_eq!(on(&stage, "Way: Yes, it was asked for before, seen"), Some(true));
    // Straight into the inner way of the way that was not taken.
    stage.click("4bb Replica two");
    stage.expect("No, it has to be made, Replica two makes it");
    stage.expect("A server of its own: 4bb. Replica two.");
    assert_eq!(on(&stage, "Way: Yes, it was asked for before, seen"), Some(false));
    assert_eq!(on(&stage, "Way: Replica two makes it, seen"), Some(true));
    // To what follows where the ways have joined, by the way that was taken.
    stage.click("5b Store");
    stage.expect("No, it has to be made, Replica two makes it");
    // By its name, to the beginning of a way; and by keys.
    stage.click("Way: Replica one makes it");
    stage.expect("A server of its own: 4ba. Replica one.");
    let after = ["3a Client", "4ba Replica one", picture].map(|name| place(&stage, name));
    assert_eq!(before, after);
    stage.tab_to("Way: Yes, it was asked for before");
    stage.key(Key::Enter);
    stage.expect("A server of its own: 3a. Client.");
    assert_eq!(stage.focused().as_deref(), Some("Next hop"));
}

#[test]
fn nothing_is_told_of_what_a_way_asks_first() {
    let mut stage = gallery();
    stage.click("Follow a request");
    stage.click("A page is kept");
    stage.expect("3a Cache");
    stage.expect("Way: No, it is full, asks first");
    stage.expect_not("3b Store");
    stage.click("Way: No, it is full, asks first");
    stage.expect("Which layer keeps the page then?");
    stage.expect_not("3b Store");
    // The question stands alone: the other ways are there again once it is answered.
    let places = |stage: &Stage, name: &str| stage.harness.query_by_label(name).is_some();
    assert!(!places(&stage, "Yes") && !places(&stage, "No, it is full, seen"));
    stage.click("Store, A server of its own");
    stage.click("Check and show");
    assert_eq!(on(&stage, "3b Store"), Some(true));
    stage.key(Key::Comma);
    assert!(places(&stage, "Yes") && places(&stage, "No, it is full, seen"));
}

#[test]
fn a_menu_of_ways_tells_nothing_of_what_a_way_asks_first() {
    let mut stage = gallery();
    stage.click("Follow a request");
    stage.click("A page is kept");
    stage.harness.set_size(egui::vec2(720.0, 540.0));
    stage.run();
    stage.harness.get_by_label("All ways of this request").scroll_to_me();
    stage.run();
    stage.click("All ways of this request");
    stage.expect("3a Cache");
    stage.expect("No, it is full");
    stage.expect_not("3b Store");
}

#[test]
fn a_picture_that_fills_the_window_stays_as_it_is_while_a_request_is_followed() {
    for size in [(1280.0, 800.0), (900.0, 700.0)] {
        let mut stage = gallery();
        stage.harness.set_size(egui::vec2(size.0, size.1));
        stage.run();
        stage.key(Key::F);
        let layer = "Store, A server of its own";
        let place = |stage: &Stage| stage.harness.get_by_label(layer).rect();
        let at_rest = place(&stage);
        for request in ["A page is asked for", "A page is kept", "The maker is started"] {
            stage.click("Follow a request");
            stage.click(request);
            // The words of the request take their room from the picture once.
            let before = place(&stage);
            for _ in 0..6 {
                assert_eq!(place(&stage), before, "{request} at {size:?}");
                stage.key(Key::Period);
            }
            stage.click("Stop following");
            assert_eq!(place(&stage), at_rest, "{request} at {size:?}");
        }
    }
}

#[test]
fn the_ways_stay_where_they_are_while_a_layer_is_pointed_at() {
    let mut stage = begun();
    stage.click("Next hop");
    let place = |stage: &Stage| stage.harness.get_by_label("No, it has to be made").rect();
    let before = place(&stage);
    stage.harness.get_by_label("Store, Without a cache").hover();
    stage.run();
    stage.expect("Store. It holds everything.");
    assert_eq!(place(&stage), before);
}

#[test]
fn a_way_may_be_asked_before_it_is_shown() {
    let mut stage = gallery();
    stage.click("Follow a request");
    stage.click("A page is kept");
    stage.click("Next hop");
    stage.click("No, it is full");
    stage.expect("The cache is full. Which layer keeps the page then?");
    stage.expect_not("3b. Store.");
    stage.click("Store, A server of its own");
    stage.click("Check and show");
    stage.expect("A server of its own: 3b. Store.");
    stage.expect("As you expected.");
    // It is asked once.
    stage.click("Previous hop");
    stage.click("No, it is full, seen");
    stage.expect("A server of its own: 3b. Store.");
}

#[test]
fn what_a_way_asks_can_be_gone_past_or_back_from() {
    let mut stage = gallery();
    stage.click("Follow a request");
    stage.click("A page is kept");
    stage.click("Next hop");
    stage.click("No, it is full");
    stage.key(Key::Comma);
    stage.expect_not("Which layer keeps the page then?");
    stage.expect("A server of its own: 1. Replica one.");
    stage.key(Key::Period);
    stage.click("No, it is full, seen");
    stage.expect("Which layer keeps the page then?");
    stage.key(Key::Period);
    stage.expect("A server of its own: 3b. Store.");
}

#[test]
fn a_decision_is_taken_question_by_question() {
    let mut stage = Stage::of_size(1280.0, 4000.0);
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Structures, not begun");
    stage.click("Decide: Own kernel?");
    stage.expect("Own kernel? Stop 1");
    stage.click("yes");
    stage.expect("Own kernel? Stop 2: yes");
    stage.expect("A tree: 2. Trusted?");
    stage.expect("Trusted?");
    stage.click("no, or not quite");
    stage.expect("A tree: 3. VM.");
    stage.expect("Decided.");
    stage.key(Key::Comma);
    stage.key(Key::Comma);
    stage.expect("yes, seen");
    // A branch without words goes by what it leads to; the first layer stands for what has no order.
    stage.click("Other");
    stage.expect("A tree: 2. Other.");
    stage.click("Whole picture");
    stage.expect("Decide: Own kernel?");
}

#[test]
fn enter_goes_on_as_long_as_nothing_else_would_take_it() {
    let mut stage = gallery();
    stage.click("Follow a request");
    stage.click("The maker is started");
    stage.harness.ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
    stage.key(Key::Enter);
    stage.expect("Without a cache: 2. Maker of pages.");
    // What is chosen in the quiz is checked first.
    stage.key(Key::Comma);
    stage.harness.get_by_label_contains(". The cache").click();
    stage.run();
    stage.key(Key::Enter);
    stage.expect("It keeps what was asked for lately, and no replica is asked.");
    stage.expect("Without a cache: 1. Starter.");
}

/// What a screen reader meets in the figure while a way is to be taken, from its picture on.
#[test]
fn a_request_that_branches_read_aloud() {
    let mut stage = begun();
    stage.click("Next hop");
    let mut said = String::new();
    for node in stage.harness.root().query_all_by(|_| true) {
        let node = node.accesskit_node();
        let name = node.label().or_else(|| node.value()).unwrap_or_default();
        let description = node.description().unwrap_or_default();
        if !name.is_empty() && node.role() != egui::accesskit::Role::TextRun {
            let _infallible = writeln!(said, "{:?}: {name} | {description}", node.role());
        }
    }
    let from = said.find("Figure: ").unwrap();
    let till = said.rfind("Button: Next: ").unwrap();
    insta::assert_snapshot!(&said[from..till]);
}
