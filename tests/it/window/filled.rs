//! A figure that fills the window: what its keys mean, how large it is, and what is in sight.

use super::stage::Stage;
use egui::Key;
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
