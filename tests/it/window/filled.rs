//! A figure that fills the window: what its keys mean, how large it is, and what is in sight.

use super::stage::{Setting, Stage};
use egui::{Key, Rect};
use egui_kittest::kittest::Queryable;
use strata::app::ports::Picked;

/// The gallery's lesson with several figures that are gone through.
fn structures() -> Stage {
    let mut stage = Stage::of_size(1280.0, 4400.0);
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Structures, not begun");
    stage
}

#[test]
fn a_filled_figure_is_stepped_through_while_another_one_is_on_a_step() {
    let mut stage = structures();
    stage.click("Cluster, Named groups");
    stage.key(Key::Escape);
    stage.key(Key::Period);
    stage.expect("Step 1 of 4");
    stage.harness.get_by_label("Own kernel?, A tree").hover();
    stage.run();
    stage.key(Key::F);
    stage.expect_not("Step 1 of 4");
    stage.key(Key::Period);
    stage.expect("Step 1 of 2");
    stage.key(Key::Period);
    stage.expect("Step 2 of 2");
    // Back in the lesson both are gone through: the keys mean the one in sight.
    stage.key(Key::Escape);
    stage.expect("Step 1 of 4");
    stage.harness.get_by_label("Own kernel?, A tree").hover();
    stage.run();
    stage.key(Key::Comma);
    stage.expect("Step 1 of 2");
    stage.expect("Step 1 of 4");
}

/// The course of today, with the lesson of this title open.
fn lesson(title: &str, size: [f32; 2]) -> Stage {
    let mut stage = Stage::set(Setting { size, today: true, ..Setting::default() });
    for _ in 0..20 {
        if stage.model().open_lesson().is_some_and(|(_, _, lesson)| lesson.title == title) {
            return stage;
        }
        stage.key(Key::N);
    }
    panic!("no lesson is called “{title}”");
}

/// Fills the window with a figure of the open lesson, by its number; gives where the picture was.
fn fill(stage: &mut Stage, at: usize) -> Rect {
    stage.harness.query_all_by_label("Fill the window").nth(at).unwrap().scroll_to_me();
    stage.run();
    let picture = stage.harness.query_all_by_label_contains("Diagram: ").nth(at).unwrap().rect();
    stage.harness.query_all_by_label("Fill the window").nth(at).unwrap().click();
    stage.run();
    stage.expect("Back to the lesson");
    picture
}

fn picture(stage: &Stage) -> Rect {
    stage.harness.get_by_label_contains("Diagram: ").rect()
}

/// How high the room of the picture is, between the bar over it and the one under it.
fn seen(stage: &Stage) -> f32 {
    let place = |name: &str| stage.harness.get_by_label_contains(name).rect();
    place("Next step").top() - place("Back to the lesson").bottom()
}

#[test]
fn filling_the_window_makes_no_picture_smaller() {
    for size in [[900.0, 700.0], [1600.0, 1000.0]] {
        for (title, figures) in [("Images, builds, volumes", 3), ("From docker run to a Pod", 2)] {
            for at in 0..figures {
                let mut stage = lesson(title, size);
                let before = fill(&mut stage, at);
                let after = picture(&stage);
                let name = format!("{title}, {at} at {size:?}: {before:?} {after:?}");
                // What is higher than the window shows its beginning, at the width of the window.
                let higher = before.height() > 500.0 && size[1] < 800.0;
                assert!(after.height() > before.height() - 1.0, "{name}");
                assert!(after.width() > before.width() * 0.98, "{name}");
                assert!(higher || after.bottom() < size[1] - 100.0, "all of it is seen: {name}");
                // It reaches from side to side, or as far down as there is room.
                let filled = after.width() > size[0] * 0.9 || after.bottom() > size[1] * 0.7;
                let slim = after.width() < size[0] * 0.55;
                assert!(filled && !slim, "{name}");
            }
        }
    }
}

#[test]
fn what_is_too_large_for_the_window_is_scrolled_to_where_a_step_changes_it() {
    let mut stage = lesson("From docker run to a Pod", [900.0, 700.0]);
    let before = fill(&mut stage, 0);
    assert!(picture(&stage).height() > before.height() - 1.0);
    for _ in 0..3 {
        stage.key(Key::Period);
    }
    stage.expect("Step 3 of");
    let bar = stage.harness.get_by_label("Next step").rect();
    let runc = stage.harness.query_all_by_label_contains("runc,").next().unwrap().rect();
    assert!(runc.top() > 40.0 && runc.bottom() < bar.top(), "{runc:?} above {bar:?}");
}

#[test]
fn a_question_of_a_step_has_the_room_that_it_needs() {
    let figures = [
        ("Images, builds, volumes", 1, 2),
        ("From docker run to a Pod", 1, 2),
        ("Namespaces, and being root in one", 2, 3),
    ];
    for (title, at, steps) in figures {
        let mut stage = lesson(title, [1600.0, 1000.0]);
        fill(&mut stage, at);
        (0..steps).for_each(|_| stage.key(Key::Period));
        let window = stage.harness.ctx.content_rect();
        let place = |stage: &Stage, name: &str| stage.harness.get_by_label_contains(name).rect();
        let check = place(&stage, "Check and show");
        assert!(window.contains_rect(check), "{title}: {check:?}");
        for words in asked(&stage) {
            let found = stage.harness.query_all_by_label_contains(&words).next().unwrap().rect();
            assert!(window.contains_rect(found), "{title}: {words} at {found:?}");
        }
        assert!(seen(&stage) > 150.0, "{title}: {}", seen(&stage));

        // In a small window the bar stays where it is while the rest is scrolled.
        stage.harness.set_size(egui::vec2(900.0, 700.0));
        stage.run();
        let window = stage.harness.ctx.content_rect();
        stage.harness.get_by_label("Check and show").scroll_to_me();
        stage.run();
        let (check, bar) = (place(&stage, "Check and show"), place(&stage, "Next step"));
        assert!(window.contains_rect(check) && window.contains_rect(bar), "{check:?} {bar:?}");
        assert!(bar.bottom() < check.top() && seen(&stage) > 150.0, "{title}");

        // Once it is answered, the picture has its room again.
        stage.harness.set_size(egui::vec2(1600.0, 1000.0));
        stage.run();
        stage.key(Key::Num1);
        stage.key(Key::Enter);
        stage.expect_not("Check and show");
        assert!(seen(&stage) > 500.0, "{title}: {}", seen(&stage));
    }
}

/// The question that is open, and its options.
fn asked(stage: &Stage) -> Vec<String> {
    let current = stage.model().session().unwrap().current().unwrap().clone();
    let (key, ..) = stage.model().open_lesson().unwrap();
    let question = stage.model().question(key, &current).unwrap();
    let options = question.kind.choices().unwrap_or_default().iter();
    [&question.prompt]
        .into_iter()
        .chain(options.map(|c| &c.text))
        .map(ToString::to_string)
        .collect()
}
