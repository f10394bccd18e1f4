//! Zooming, filling the window, presenting; and packs with groups and links in the window.

use super::stage::{Setting, Stage};
use crate::large;
use egui::{Event, Key, Modifiers, MouseWheelUnit, Rect, TouchPhase, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use strata::app::ports::Picked;

const GUEST: &str = "Guest OS, 1 of 3, Virtual Machines";

fn place_of(stage: &Stage, name: &str) -> Rect {
    stage.harness.get_by_label(name).rect()
}

#[test]
fn keys_zoom_the_diagram_that_has_the_focus_and_zero_shows_it_whole() {
    let mut stage = Stage::new();
    let before = place_of(&stage, GUEST);
    stage.tab_to("App1, 1 of 3, Virtual Machines");
    stage.key(Key::Plus);
    stage.expect("125 %");
    let larger = place_of(&stage, GUEST);
    assert!((larger.height() / before.height() - 1.25).abs() < 0.05, "{larger:?} {before:?}");
    stage.key(Key::Minus);
    stage.expect_not("125 %");
    assert!((place_of(&stage, GUEST).height() - before.height()).abs() < 0.5);
    stage.key(Key::Minus);
    stage.expect("80 %");
    stage.key(Key::Num0);
    stage.expect_not("80 %");
    assert!((place_of(&stage, GUEST).height() - before.height()).abs() < 0.5);
    assert_eq!(stage.focused().as_deref(), Some("App1, 1 of 3, Virtual Machines"));
}

#[test]
fn ctrl_and_the_wheel_zoom_where_the_pointer_is_and_a_plain_wheel_scrolls_the_lesson() {
    let mut stage = Stage::new();
    let guest = place_of(&stage, GUEST);
    let wheel = |stage: &mut Stage, up: f32, modifiers: Modifiers| {
        stage.harness.event(Event::PointerMoved(guest.center()));
        stage.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, up),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers,
        });
        for _ in 0..8 {
            stage.harness.step();
        }
        stage.run();
    };
    wheel(&mut stage, 80.0, Modifiers::COMMAND);
    let larger = place_of(&stage, GUEST);
    assert!(larger.height() > guest.height() * 1.1, "{larger:?} {guest:?}");
    assert!(larger.contains(guest.center()), "what is under the pointer stays there");
    let top = stage.harness.get_by_label("Architecture Comparison").rect().top();
    wheel(&mut stage, -60.0, Modifiers::NONE);
    assert!(stage.harness.get_by_label("Architecture Comparison").rect().top() < top);
    let scrolled = place_of(&stage, GUEST);
    assert!((scrolled.height() - larger.height()).abs() < 0.5, "a plain wheel does not zoom");
}

#[test]
fn f_fills_the_window_with_the_figure_in_sight_and_escape_leads_back() {
    let mut stage = Stage::new();
    let before = place_of(&stage, GUEST);
    stage.expect("Quick Quiz");
    stage.key(Key::F);
    stage.expect_not("Quick Quiz");
    assert!(place_of(&stage, GUEST).height() > before.height() * 1.2);
    // The diagram works at this zoom as before.
    stage.click(GUEST);
    stage.expect("Kernel · in Virtual Machines, ×3");
    stage.key(Key::Escape);
    stage.expect_not("Kernel · in Virtual Machines, ×3");
    stage.expect_not("Quick Quiz");
    stage.key(Key::Escape);
    stage.expect("Quick Quiz");
    assert!((place_of(&stage, GUEST).height() - before.height()).abs() < 0.5);
    stage.click("Fill the window");
    stage.expect_not("Quick Quiz");
    stage.click("Back to the lesson");
    stage.expect("Quick Quiz");
}

#[test]
fn where_no_figure_is_in_sight_f_means_the_first_of_the_lesson() {
    let mut stage = Stage::new();
    stage.click("Hypervisor types, not begun");
    stage.expect("Five words first");
    stage.key(Key::F);
    stage.expect_not("Five words first");
    stage.expect("Root OS, Type 1");
    stage.key(Key::Escape);
    stage.expect("Five words first");
}

#[test]
fn f5_presents_the_figure_and_arrows_turn_its_steps() {
    let mut stage = Stage::new();
    stage.key(Key::F5);
    stage.expect_not("Quick Quiz");
    stage.key(Key::ArrowRight);
    stage.expect("Step 1 of 6");
    stage.key(Key::PageDown);
    stage.expect("Step 2 of 6");
    stage.key(Key::ArrowLeft);
    stage.expect("Step 1 of 6");
    stage.key(Key::F5);
    stage.expect("Quick Quiz");
    // The walk is at the step at which it was.
    stage.expect("Step 1 of 6");
}

#[test]
fn layers_in_groups_say_where_they_are_and_what_they_are_linked_with() {
    let size = [1280.0, 2000.0];
    let mut stage = Stage::set(Setting { size, today: true, ..Setting::default() });
    stage.click("Networks and GPUs, not begun");
    stage.click("Just read");
    let end = "eth0, 2 of 2, in Container 2, Two containers";
    let described = described(&stage, end);
    assert!(described.contains("Link: eth0 ↔ veth 2"), "{described}");
    assert!(!described.contains("veth 1"), "another copy's link: {described}");
    stage.click(end);
    stage.expect("eth0 ↔ veth 2");
    stage.key(Key::Escape);
    stage.will_pick(Picked::Path("tests/packs/curriculum".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Unikernels, not begun");
    stage.expect("No kernel, in Container, Container");
    stage.expect("Layer 3 of 5 from the ground. Absent.");
}

fn described(stage: &Stage, name: &str) -> String {
    stage.harness.get_by_label(name).accesskit_node().description().unwrap_or_default()
}

/// Sixty-four racks of fifty nodes with two boxes each: seen whole, no layer is large enough to be a control.
#[test]
fn a_large_figure_is_zoomed_into_by_its_groups_and_by_key() {
    let mut stage = Stage::of_size(1280.0, 900.0);
    let pack = stage.folder().join("large.ron");
    let text =
        large::pack(&[("racks", &large::racks(6_400))], r#"SideBySide(diagrams: ["racks"])"#);
    std::fs::write(&pack, text).unwrap();
    stage.will_pick(Picked::Path(pack));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Large, not begun");
    stage.key(Key::F);
    stage.expect("6400 layers, too small to be reached: + zooms in");
    stage.expect_not("App20 7, 7 of 50, in Rack 20, Racks");
    stage.click("Zoom to Rack 20");
    stage.expect("App20 25, 25 of 50, in Rack 20, Racks");
    stage.click("Back to the lesson");
    stage.key(Key::F);
    // By key the figure is one stop; zoomed into, a layer takes its focus.
    stage.click("Whole figure");
    stage.tab_to("6400 layers");
    for _ in 0..14 {
        stage.harness.key_press(Key::Plus);
        // Scrolling to what has the focus takes some frames.
        stage.harness.run_steps(8);
    }
    assert_eq!(stage.focused().as_deref(), Some("App1 1, 1 of 50, in Rack 1, Racks"));
}
