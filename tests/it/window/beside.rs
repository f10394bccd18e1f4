//! What the window does not wait for: the layout of a large figure, and pictures of one.

use super::stage::{Setting, Stage};
use crate::{
    large,
    support::{NOW, folder, id, key},
};
use egui_kittest::kittest::Queryable;
use std::{
    path::Path,
    time::{Duration, Instant},
};
use strata::{
    app::{Action, LessonKey, ports::Picked},
    library,
    progress::Record,
};

fn install(pack: &str, data: &Path) {
    let own = folder();
    let file = own.path().join("large.ron");
    std::fs::write(&file, pack).unwrap();
    let mut record = Record::open(data, NOW).unwrap().record;
    let shelf = library::Shelf::load(data, &record);
    let receipt = library::prepare(&file, &shelf).unwrap();
    library::install(data, &mut record, &receipt, NOW).unwrap();
}

/// Runs frames until `is` holds, since the answer comes from another thread.
#[track_caller]
fn until(stage: &mut Stage, what: &str, is: impl Fn(&Stage) -> bool) {
    let since = Instant::now();
    while !is(stage) {
        assert!(since.elapsed() < Duration::from_mins(1), "{what}:\n{}", stage.outline());
        std::thread::sleep(Duration::from_millis(2));
        stage.harness.step();
    }
}

#[test]
fn a_large_figure_is_laid_out_beside_the_window_which_goes_on() {
    let own = folder();
    let data = own.path().join("data");
    let racks = large::racks(11_000);
    install(&large::pack(&[("racks", &racks)], r#"SideBySide(diagrams: ["racks"])"#), &data);
    let setting = Setting { data: Some(data), threads: true, ..Setting::default() };
    let mut stage = Stage::set(setting);
    let lesson = LessonKey { pack: key(large::PACK), lesson: id(large::LESSON) };
    stage.harness.state_mut().send(Action::OpenLesson(lesson));
    stage.harness.step();
    stage.harness.step();
    stage.expect("Laying out 11000 boxes…");
    // Meanwhile the window changes its width, each of which asks for another layout.
    for width in 0..20_u8 {
        stage.harness.set_size(egui::vec2(1200.0 - 8.0 * f32::from(width), 800.0));
        stage.harness.step();
        assert!(stage.load() <= 5, "those that nobody waits for any more go: {}", stage.load());
    }
    until(&mut stage, "it comes", |stage| !stage.shows("Laying out"));
    stage.expect("Rack");
    until(&mut stage, "nothing is left to do", |stage| stage.load() == 0);
}

#[test]
fn pictures_are_made_beside_the_window_and_the_last_one_asked_for_comes() {
    let setting = Setting { threads: true, ..Setting::default() };
    let mut stage = Stage::set(setting);
    stage.harness.get_all_by_label("Take along").next().unwrap().scroll_to_me();
    stage.harness.run_steps(20);
    let take = |stage: &mut Stage, what: &str| {
        let button = stage.harness.get_all_by_label("Take along").next().unwrap();
        button.click();
        until(stage, what, |stage| stage.shows(what));
        stage.harness.get_by_label(what).click();
        stage.harness.step();
        stage.harness.step();
    };
    take(&mut stage, "Copy as image");
    until(&mut stage, "it is told", |stage| stage.shows("Copied as an image"));
    // The message goes, and gives its room back to the picture.
    stage.after(10_000);
    let path = stage.folder().join("a.png");
    stage.will_pick(Picked::Path(path.clone()));
    take(&mut stage, "Save as PNG…");
    until(&mut stage, "it is told", |stage| stage.shows("Saved"));
    assert_eq!(std::fs::read(&path).unwrap()[1..4], *b"PNG");
}
