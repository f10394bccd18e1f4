//! The pictures of the README, taken anew: `assets/screenshots` asks for it.

use super::stage::{Setting, Stage};
use egui::Key;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use strata::{id::Id, theme::ColourScheme};

/// The window on a desktop of that scheme, with a lesson of today's course open.
fn opened(lesson: &str, scheme: ColourScheme) -> Stage {
    let mut stage =
        Stage::untouched(Setting { size: [1280.0, 800.0], today: true, scheme, ..Setting::default() });
    let course = stage.model().shelf.packs[0].course.clone();
    let lesson = course.lesson(&lesson.parse::<Id>().unwrap()).unwrap();
    let unit = course.unit_of(&lesson.id).unwrap();
    let row = format!("{}, not begun", lesson.title);
    if !stage.shows(&row) {
        stage.click(&format!("{}, ", unit.title));
    }
    stage.click(&row);
    stage
}

/// Keeps what the window shows.
fn keep(stage: &mut Stage, name: &str) {
    stage.harness.set_render_cursor(false);
    let picture = stage.harness.render().unwrap();
    let path = Path::new("assets").join(name);
    picture.save(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

#[test]
#[ignore = "writes assets/*.png"]
fn the_pictures_of_the_readme() {
    // Both architectures side by side, and the quiz that asks about them.
    let mut stage = opened("containers-vs-vms", ColourScheme::Light);
    stage.click("Read the lesson");
    stage.harness.get_by_label("Diagram: Virtual Machines beside Containers").scroll_to_me();
    stage.run();
    stage.harness.get_by_label("Guest OS, 2 of 3, Virtual Machines").hover();
    stage.run();
    keep(&mut stage, "screenshot-course.png");
}
