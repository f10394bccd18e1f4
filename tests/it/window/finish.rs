//! Small things: whatever is folded, withheld or numbered says so.

use super::stage::Stage;
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use strata::{
    app::{Action, ports::Picked},
    quiz::Answer,
};

#[test]
fn a_folded_unit_bears_the_mark_of_the_open_lesson() {
    let mut stage = Stage::new();
    let unit = "Two ways to isolate, 0 of 2 done, 22 minutes left";
    let open = |stage: &Stage, name: &str| {
        stage.harness.get_by_label(name).accesskit_node().data().is_expanded()
    };
    assert_eq!(open(&stage, unit), Some(true));
    stage.click(unit);
    let folded = format!("{unit}, the open lesson is in it, the next lesson is in it");
    assert_eq!(open(&stage, &folded), Some(false));
}

#[test]
fn what_a_figure_withholds_is_disabled_with_the_reason() {
    let mut stage = Stage::new();
    stage.click("More precise");
    let why = "Steps and requests belong to the plain pictures: turn “More precise” off.";
    for name in ["Step by step", "Follow a request"] {
        let control = stage.harness.get_by_label(name);
        let node = control.accesskit_node();
        assert!(node.is_disabled() && node.description().as_deref() == Some(why), "{name}");
    }
    // Those who can't point at a disabled control are told too.
    assert!(stage.harness.query_by_label(why).is_some());
    stage.click("More precise");
    stage.expect_not("belong to the plain pictures");
    stage.click("Step by step");
    stage.expect("Step 1 of 6");
}

#[test]
fn items_are_sorted_by_number_keys() {
    let mut stage = Stage::new();
    stage.act(Action::GoToQuestion(5));
    stage.expect("5 are left.");
    for left in ["4 are left.", "3 are left.", "2 are left.", "1 is left."] {
        stage.key(Key::Num2);
        stage.expect(left);
    }
    stage.key(Key::Num1);
    let turn = stage.model().session().unwrap().current_turn().unwrap();
    let Some(Answer::Pairs(pairs)) = &turn.chosen else { panic!("sorted") };
    assert_eq!(pairs.len(), 5);
    assert!(pairs[..4].iter().all(|(_, to)| *to == pairs[0].1) && pairs[4].1 != pairs[0].1);
    assert_eq!(stage.focused().as_deref(), Some("Check"));
}

#[test]
fn a_table_folds_only_what_is_worth_it() {
    let mut stage = Stage::new();
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Prose and tables, not begun");
    let offers = stage.harness.query_all_by(|node| {
        node.label().is_some_and(|label| label.starts_with("Show all ") && label.ends_with("rows"))
    });
    assert_eq!(offers.count(), 0, "it would hide one or two rows");
}

/// The rectangle of a text of the lesson.
fn text_at(stage: &Stage, words: &str) -> egui::Rect {
    let is = |text: Option<String>| text.as_deref() == Some(words);
    let mut found = stage.harness.query_all_by(|node| is(node.label()) || is(node.value()));
    found.next().unwrap_or_else(|| panic!("“{words}” is not on the screen")).rect()
}

#[test]
fn numbers_of_a_table_end_below_each_other_and_words_have_the_room() {
    let stage = Stage::of_size(1280.0, 800.0);
    let ends: Vec<f32> =
        ["1,051", "138.7", "73.2"].map(|words| text_at(&stage, words).right()).to_vec();
    assert!(ends.iter().all(|end| (end - ends[0]).abs() < 1.5), "{ends:?}");
    let head = text_at(&stage, "MiB");
    assert!((head.right() - ends[0]).abs() < 1.5, "{head:?} {ends:?}");
    let first = text_at(&stage, "In a container: 73.2 for the service");
    assert!(first.height() < 30.0, "it stands on one line: {first:?}");
}

/// Clicks without moving the pointer. As in a real window, its place is told in points of the size
/// of text at which it moved last.
fn click_where_it_is(stage: &mut Stage, told: egui::Pos2) {
    for pressed in [true, false] {
        stage.harness.event(egui::Event::PointerButton {
            pos: told,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
    }
    stage.harness.step();
    stage.run();
    let zoom = stage.harness.ctx.zoom_factor();
    stage.harness.set_size(egui::vec2(1280.0, 800.0) / zoom);
    stage.run();
}

#[test]
fn text_grows_and_shrinks_under_a_pointer_that_rests() {
    let mut stage = Stage::new();
    let quiz = text_at(&stage, "Question 1 of 6").width();
    let at = stage.harness.get_by_label("Larger text").rect().center();
    stage.harness.event(egui::Event::PointerMoved(at));
    stage.run();
    for zoom in [110, 125, 150, 175, 200, 200] {
        click_where_it_is(&mut stage, at);
        assert_eq!(stage.model().prefs.zoom, zoom);
        stage.expect("Less fits beside the lesson now");
    }
    stage.expect("The lessons open with the button at the top left, or Ctrl+L.");
    stage.expect("The quiz is a tab above the lesson, or Ctrl+J.");
    // The other button and the number between the two stand where they stood.
    let at = stage.harness.get_by_label("Smaller text").rect().center();
    stage.harness.event(egui::Event::PointerMoved(at));
    stage.run();
    for zoom in [175, 150, 125, 110, 100] {
        click_where_it_is(&mut stage, at);
        assert_eq!(stage.model().prefs.zoom, zoom);
    }
    stage.expect_not("Less fits beside the lesson now");
    assert!((text_at(&stage, "Question 1 of 6").width() - quiz).abs() < 0.5);
    assert!((stage.model().prefs.quiz_width - 344.0).abs() < 0.5);
    // Once the pointer is elsewhere, the bar has its buttons again.
    stage.harness.event(egui::Event::PointerMoved(egui::pos2(500.0, 500.0)));
    stage.run();
    let back = stage.harness.get_by_label("Larger text").rect().center();
    assert!(back.y < 52.0 && back.x > 1100.0, "{back:?}");
}

#[test]
fn what_is_not_in_this_lesson_is_found_in_others_with_one_key() {
    let mut stage = Stage::new();
    stage.click("Hypervisor types, not begun");
    stage.ctrl(Key::F);
    stage.harness.event(egui::Event::Text("Docker".to_owned()));
    stage.run();
    stage.expect("Not in this lesson");
    stage.expect(" in other lessons");
    stage.key(Key::Enter);
    stage.run();
    assert_eq!(
        stage.model().navigation.place.as_ref().unwrap().lesson.lesson.as_str(),
        "containers-vs-vms"
    );
    stage.expect("1 of ");
    let scroll = stage.model().navigation.place.as_ref().unwrap().scroll;
    let here = stage.model().open_lesson().unwrap();
    let count = strata::pack::search::texts(here.1, here.2)
        .iter()
        .map(|text| strata::pack::search::occurrences(text, "docker").len())
        .sum::<usize>();
    stage.expect(&format!("1 of {count}"));
    assert!(scroll > 0.0, "its first place is in sight");
    // Words that stand nowhere are said to.
    stage.ctrl(Key::A);
    stage.harness.event(egui::Event::Text("Zeppelin".to_owned()));
    stage.run();
    stage.expect("Not found");
}

#[test]
fn a_path_can_be_typed_at_once_and_the_last_one_is_typed_over() {
    let mut stage = Stage::new();
    stage.click("Import pack…");
    assert_eq!(stage.focused().as_deref(), Some("Or type its path"));
    stage.harness.event(egui::Event::Text("/nowhere/at/all".to_owned()));
    stage.run();
    stage.click("Import");
    stage.expect("No pack found at this path");
    stage.expect_not("Or type its path");
    assert_eq!(stage.focused().as_deref(), Some("Its path"));
    stage.key(Key::Escape);
    stage.click("Import pack…");
    stage.harness.event(egui::Event::Text("/elsewhere".to_owned()));
    stage.run();
    let value = stage.harness.get_by_label("Or type its path").accesskit_node().value();
    assert_eq!(value.as_deref(), Some("/elsewhere"));
    // Nobody can tell a dialog that failed from one that was cancelled, so the message covers both.
    stage.will_pick(Picked::Cancelled);
    stage.click("Choose a file…");
    stage.expect("No file was chosen. If no dialog appeared, type the path below.");
}

#[test]
fn a_key_that_types_plus_in_the_place_of_one_zooms_on_a_layer_and_chooses_elsewhere() {
    let mut stage = Stage::new();
    let plus = |stage: &mut Stage| {
        for pressed in [true, false] {
            stage.harness.event(egui::Event::Key {
                key: Key::Plus,
                physical_key: Some(Key::Num1),
                pressed,
                repeat: false,
                modifiers: egui::Modifiers::NONE,
            });
        }
        stage.run();
    };
    let chosen = |stage: &Stage| {
        let session = stage.model().session().unwrap();
        session.current_turn().and_then(|turn| turn.chosen.clone()).is_some()
    };
    stage.tab_to("App1, 1 of 3, Virtual Machines");
    let before = stage.harness.get_by_label("Hypervisor, Virtual Machines").rect().height();
    plus(&mut stage);
    let after = stage.harness.get_by_label("Hypervisor, Virtual Machines").rect().height();
    assert!(after > before && !chosen(&stage), "{before} {after}");
    let mut stage = Stage::new();
    plus(&mut stage);
    assert!(chosen(&stage));
}

/// A dialog in a window that is too low for its content can be scrolled, and its scroll bar covers
/// nothing.
#[test]
fn the_bar_of_a_dialog_stands_beside_what_it_says() {
    for (height, scrolls) in [(900.0, false), (420.0, true)] {
        let mut stage = Stage::of_size(900.0, height);
        stage.act(Action::OpenOverlay(strata::app::model::Overlay::Report));
        stage.run();
        let right = |name: &str| stage.harness.get_by_label(name).rect().right();
        let edge = right("Copy the report");
        assert!((right("Close") - edge).abs() < 0.6, "{edge}");
        let bars = stage.bars_beside(edge - 60.0..=edge + 20.0);
        assert_eq!(!bars.is_empty(), scrolls, "{bars:?}");
        assert!(bars.iter().all(|bar| bar.left() >= edge), "{bars:?}: {edge}");
    }
}
