//! The list of very many lessons: only what is in sight is made, and everything can be reached.

use super::stage::Stage;
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use std::{fmt::Write as _, sync::Arc};
use strata::{
    app::{Action, values::Reopened},
    library::Origin,
    pack::{self, PackFile, PackFiles},
};

const LESSONS: usize = 1_000;

/// A pack of lessons with titles of one line and of two.
fn many() -> pack::Course {
    let mut ids = String::new();
    let mut lessons = String::new();
    for at in 0..LESSONS {
        let long =
            if at % 7 == 0 { ", with a name that takes a second line in the list" } else { "" };
        let _infallible = write!(ids, r#""l{at}","#);
        let _infallible = write!(
            lessons,
            r#"(id: "l{at}", title: "Lesson {at}{long}", minutes: 1, blocks: [Prose("Words {at}.")]),"#
        );
    }
    let text = format!(
        r#"(format: 1, publisher: "someone", id: "many", version: "1.0.0", title: "Many", language: "en",
            license: "CC0-1.0", units: [(id: "u", title: "All of them", lessons: [{ids}])], inline: [{lessons}])"#
    );
    let file = PackFile { path: "many.ron".to_owned(), text: text.into() };
    let checked = pack::check(&PackFiles { files: vec![file] });
    checked.course.unwrap()
}

fn stage() -> Stage {
    let mut stage = Stage::new();
    let shelf = crate::support::shelf().with(Arc::new(many()), Origin::Embedded);
    stage.act(Action::Reopened(Box::new(Reopened {
        keeping: stage.model().keeping.clone(),
        shelf: Some(Arc::new(shelf)),
        standings: vec![],
        same_rows: true,
        news: vec![],
    })));
    stage
}

fn rows(stage: &Stage) -> Vec<String> {
    let buttons = stage.harness.get_all_by_role(Role::Button);
    let names = buttons.filter_map(|node| node.accesskit_node().label());
    names.filter(|name| name.starts_with("Lesson ") && name.contains("not begun")).collect()
}

#[test]
fn of_a_thousand_lessons_those_in_sight_are_there_and_tab_reaches_the_others() {
    let mut stage = stage();
    let first = rows(&stage);
    assert!((5..60).contains(&first.len()), "{} rows", first.len());
    assert!(first[0].starts_with("Lesson 0,"), "{first:?}");
    stage.expect("0 of 1000 lessons done");
    stage.harness.get_by_label(&first[0]).focus();
    stage.run();
    for at in 1..80 {
        stage.harness.key_press(Key::Tab);
        // The list scrolls smoothly, which takes some frames.
        stage.harness.run_steps(40);
        let wanted = format!("Lesson {at},");
        let focused = stage.focused();
        assert!(
            focused.as_ref().is_some_and(|name| name.starts_with(&wanted)),
            "{focused:?}, not {at}"
        );
        let rect = stage.harness.get_by_label(focused.as_deref().unwrap()).rect();
        assert!(rect.top() > 48.0 && rect.bottom() < 760.0, "{at} is in sight: {rect:?}");
    }
}

#[test]
fn the_last_of_a_thousand_lessons_can_be_scrolled_to_and_opened() {
    let mut stage = stage();
    for _ in 0..40 {
        stage.harness.event(egui::Event::PointerMoved(egui::pos2(120.0, 500.0)));
        stage.harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -2_000.0),
            modifiers: egui::Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
        });
        stage.run();
    }
    let last = rows(&stage).pop().unwrap();
    assert!(last.starts_with(&format!("Lesson {},", LESSONS - 1)), "{last}");
    let rect = stage.harness.get_by_label(&last).rect();
    assert!(rect.bottom() > 600.0, "the list ends at its end: {rect:?}");
    stage.click(&last);
    let open = stage.model().navigation.place.as_ref().unwrap().lesson.lesson.to_string();
    assert_eq!(open, format!("l{}", LESSONS - 1));
}
