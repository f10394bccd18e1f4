//! Words that the glossary explains, and its page: by mouse, by keyboard alone, and as they are read
//! aloud.

use super::{
    kinds::at_question,
    stage::{Setting, Stage},
};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::{fmt::Write as _, fs};
use strata::app::{Action, Command, model::Overlay, ports::Picked};

const MEANING: &str = "One thing of its kind, put where it can be looked at.";

/// The gallery's lesson with prose, at its end.
fn in_prose() -> Stage {
    let mut stage = Stage::of_size(1280.0, 900.0);
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.harness.get_by_label_contains("Prose and tables, not begun").click();
    stage.run();
    stage.key(Key::End);
    stage
}

/// Puts the pointer over a control, and lets time pass until a tooltip would be there.
fn point_at(stage: &mut Stage, name: &str) {
    stage.harness.get_by_label(name).scroll_to_me();
    stage.run();
    let at = stage.harness.get_by_label(name).rect().center();
    stage.harness.hover_at(at);
    for _ in 0..60 {
        stage.harness.step();
    }
}

fn opened(stage: &Stage) -> bool {
    stage.model().overlay == Some(Overlay::Glossary)
}

#[test]
fn a_term_in_prose_tells_its_meaning_when_it_is_pointed_at() {
    let mut stage = in_prose();
    let name = format!("specimen: {MEANING}");
    stage.expect_not("Also called: sample");
    point_at(&mut stage, &name);
    stage.expect("Also called: sample");
    stage.expect("Explained in “Prose and tables”");
    stage.expect("Click for the glossary");
    stage.click(&name);
    assert!(opened(&stage));
}

#[test]
fn a_term_in_prose_tells_its_meaning_when_the_keyboard_is_on_it() {
    let mut stage = in_prose();
    let name = format!("two of them: {MEANING}");
    let role = stage.harness.get_by_label(&name).accesskit_node().role();
    assert_eq!(format!("{role:?}"), "Link");
    stage.tab_to("two of them:");
    stage.run();
    stage.expect("Also called: sample");
    stage.expect("Press Enter for the glossary");
    stage.key(Key::Enter);
    assert!(opened(&stage));
    // The term at which it opened leads on, and Escape gives the focus back.
    assert_eq!(stage.focused().unwrap(), "specimen: Explained in “Prose and tables”");
    stage.key(Key::Escape);
    assert!(stage.model().overlay.is_none());
    assert_eq!(stage.focused().unwrap(), name);
}

#[test]
fn a_term_in_an_option_lets_a_click_choose_the_option() {
    let mut stage = at_question("Kinds of question, not begun", "k-glossary");
    let name = format!("specimens: {MEANING}");
    point_at(&mut stage, &name);
    stage.expect("Also called: sample");
    stage.click(&name);
    assert!(!opened(&stage));
    assert_eq!(super::kinds::chosen(&stage), "1:options:kind");
    // By keyboard it is a stop behind its option, and Enter opens the glossary.
    stage.tab_to("specimens:");
    stage.run();
    stage.expect("Press Enter for the glossary");
    stage.key(Key::Enter);
    assert!(opened(&stage));
    assert_eq!(super::kinds::chosen(&stage), "1:options:kind");
}

#[test]
fn terms_in_stem_hint_and_reason_are_links() {
    let mut stage = at_question("Kinds of question, not begun", "k-glossary");
    stage
        .harness
        .get_by_role_and_label(egui::accesskit::Role::Heading, "What is a specimen looked at for?");
    stage.tab_to("specimen:");
    stage.key(Key::Enter);
    assert!(opened(&stage));
    stage.key(Key::Escape);
    stage.click("Hint");
    stage.click(&format!("sample: {MEANING}"));
    assert!(opened(&stage));
    stage.key(Key::Escape);
    stage.key(Key::Num1);
    stage.click("Certain");
    stage.click("bedrock: The rock on which everything else stands.");
    assert!(opened(&stage));
    stage.expect("Explained in “Kinds of question”");
}

/// A pack with so many terms, all explained in its second lesson.
fn many(stage: &Stage, count: usize) -> std::path::PathBuf {
    let folder = crate::support::write_pack(stage.folder(), "1.0.0", "Networks");
    let mut terms = String::new();
    for at in (0..count).rev() {
        let _infallible = writeln!(
            terms,
            "(id: \"t{at}\", word: \"word {at:03}\", meaning: \"What number {at} means.\", introduced_in: \"layers\"),"
        );
    }
    let path = folder.join("pack.ron");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("units: [", &format!("terms: [{terms}],\n    units: ["));
    fs::write(&path, text).unwrap();
    folder
}

fn with_many(count: usize) -> Stage {
    let mut stage = Stage::new();
    let folder = many(&stage, count);
    stage.will_pick(Picked::Path(folder));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.harness.get_by_label_contains("Layers of a network, not begun").click();
    stage.run();
    stage
}

#[test]
fn the_glossary_is_found_searched_and_left_by_keyboard_alone() {
    let mut stage = with_many(40);
    stage.ctrl(Key::G);
    assert!(opened(&stage));
    assert_eq!(stage.focused().unwrap(), "Find among 40 terms");
    stage.expect("40 terms");
    stage.expect("word 000");
    stage.harness.event(egui::Event::Text("number 37".to_owned()));
    stage.run();
    stage.expect("1 of 40 terms");
    stage.expect_not("word 036");
    stage.key(Key::Tab);
    assert_eq!(stage.focused().unwrap(), "word 037: Explained in “Layers of a network”");
    stage.key(Key::Enter);
    assert!(stage.model().overlay.is_none(), "the lesson is shown");
    stage.ctrl(Key::G);
    stage.expect("40 terms");
    stage.harness.event(egui::Event::Text("nothing like it".to_owned()));
    stage.run();
    stage.expect("No term has these words.");
    stage.key(Key::Escape);
    assert!(stage.model().overlay.is_none());
}

#[test]
fn of_very_many_terms_those_in_sight_are_shown_and_tab_goes_on() {
    let mut stage = with_many(1_500);
    stage.ctrl(Key::G);
    let shown = |stage: &Stage| stage.outline().matches("Explained in").count();
    assert!((4..30).contains(&shown(&stage)), "{}", shown(&stage));
    for at in 0..12 {
        stage.key(Key::Tab);
        assert!(stage.focused().unwrap().starts_with(&format!("word {at:03}:")), "{at}");
    }
    stage.key(Key::Escape);
    stage.harness.state_mut().send(Action::Command(Command::Glossary));
    stage.run();
    stage.key(Key::Tab);
    stage.key(Key::End);
    stage.expect("word 999");
}

#[test]
fn the_glossary_opens_at_its_term_and_from_the_list() {
    let mut stage = in_prose();
    stage.click("Glossary");
    assert!(opened(&stage));
    stage.expect("Gallery of shapes");
    let place = |stage: &Stage, word: &str| {
        stage.harness.get_by_role_and_label(egui::accesskit::Role::Heading, word).rect().top()
    };
    assert!(place(&stage, "bedrock") < place(&stage, "specimen"), "in alphabetical order");
    stage.expect("Also called: sample");
    stage.click("bedrock: Explained in “Kinds of question”");
    assert_eq!(stage.model().navigation.place.as_ref().unwrap().lesson.lesson.as_str(), "kinds");
}

#[test]
fn a_course_without_a_glossary_says_so() {
    let mut stage = with_many(0);
    stage.ctrl(Key::G);
    assert!(stage.model().overlay.is_none());
    stage.expect("This course has no glossary");
    stage.click("Menu");
    let entry = stage.harness.get_by_role_and_label(egui::accesskit::Role::MenuItem, "Glossary");
    let node = entry.accesskit_node();
    assert!(node.is_disabled());
    assert_eq!(node.description().unwrap(), "This course has no glossary");
    stage.harness.key_press_modifiers(Modifiers::NONE, Key::Escape);
    stage.run();
}

#[test]
fn what_is_called_so_stands_before_what_speaks_of_it() {
    let mut stage = Stage::set(Setting { today: true, ..Setting::default() });
    stage.ctrl(Key::G);
    stage.harness.event(egui::Event::Text("kernel".to_owned()));
    stage.run();
    stage.key(Key::Tab);
    assert!(stage.focused().unwrap().starts_with("kernel:"), "{:?}", stage.focused());
}
