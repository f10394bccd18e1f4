//! The pictures of the README, taken anew: `assets/screenshots` asks for it.

use super::stage::{Setting, Stage};
use crate::support::id;
use egui::Key;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use strata::theme::ColourScheme;

/// The window on a desktop of that scheme, with a lesson of today's course open.
fn opened(lesson: &str, scheme: ColourScheme) -> Stage {
    let size = [1280.0, 800.0];
    let setting = Setting { size, today: true, scheme, ..Setting::default() };
    let mut stage = Stage::untouched(setting);
    let course = stage.model().shelf.packs[0].course.clone();
    let lesson = course.lesson(&id(lesson)).unwrap();
    stage.click(&format!("{}, not begun", lesson.title));
    stage.click("Just read");
    stage
}

/// Keeps what the window shows.
fn keep(stage: &mut Stage, name: &str) {
    // What has moved is at rest.
    (0..40).for_each(|_| stage.harness.step());
    stage.harness.set_render_cursor(false);
    let picture = stage.harness.render().unwrap();
    let path = Path::new("assets").join(name);
    picture.save(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn to(stage: &mut Stage, name: &str) {
    stage.harness.query_all_by_label(name).next().unwrap().scroll_to_me();
    stage.run();
}

/// Follows a request of the first figure of the lesson.
fn follow(stage: &mut Stage, request: &str) {
    for name in ["Follow a request", request] {
        stage.harness.query_all_by_label(name).next().unwrap().click();
        stage.run();
    }
}

#[test]
#[ignore = "writes assets/screenshot-*.png"]
fn the_pictures_of_the_readme() {
    // Both architectures beside each other, and what asks about them.
    let mut stage = opened("containers-vs-vms", ColourScheme::Light);
    to(&mut stage, "Diagram: Virtual Machines beside Containers");
    stage.harness.get_by_label("Guest OS, 2 of 3, Virtual Machines").hover();
    stage.run();
    keep(&mut stage, "screenshot-course.png");

    // A request that goes one way or another, followed as far as it is to be decided again.
    let mut stage = opened("how-a-vm-works", ColourScheme::Dark);
    to(&mut stage, "Follow a request");
    follow(&mut stage, "A program touches memory");
    stage.key(Key::F);
    (0..4).for_each(|_| stage.key(Key::Period));
    keep(&mut stage, "screenshot-request.png");

    // A figure that answers back.
    let mut stage = opened("isolation-and-hardening", ColourScheme::Light);
    stage.click("Fill the window: How isolated is one process?");
    stage.click("Begin");
    keep(&mut stage, "screenshot-live.png");

    // A decision that is gone through from question to question.
    let mut stage = opened("together", ColourScheme::Dark);
    let decide = "Decide: Hide the data from the provider?";
    to(&mut stage, decide);
    stage.click(decide);
    stage.key(Key::F);
    stage.click("no");
    stage.click("yes");
    keep(&mut stage, "screenshot-decision.png");
}
