//! A few pictures of what the painter paints. They need a software renderer (Mesa's GL or Vulkan),
//! so the feature `pixels` turns them on; `UPDATE_SNAPSHOTS=force` takes them anew.

use super::stage::{Setting, Stage};
use egui::Key;
use egui_kittest::{SnapshotOptions, kittest::Queryable};
use strata::theme::ColourScheme;

/// Compares with the picture of that name. Software renderers differ in the last bit of an edge,
/// never in a shape.
fn like(stage: &mut Stage, name: &str) {
    stage.harness.set_render_cursor(false);
    let options = SnapshotOptions::new().threshold(1.0).max_failed_pixels(60);
    stage.harness.snapshot_options(name, &options);
}

/// The figure with a layer under the pointer, and the gap in the other diagram that answers to it.
fn figure(scheme: ColourScheme) {
    let mut stage = Stage::set(Setting { size: [560.0, 470.0], scheme, ..Setting::default() });
    stage.harness.get_by_label("Diagram: Virtual Machines beside Containers").scroll_to_me();
    stage.run();
    stage.harness.get_by_label("Guest OS, 2 of 3, Virtual Machines").hover();
    stage.run();
    like(&mut stage, &format!("figure-{}", scheme.name().replace(' ', "-")));
}

#[test]
fn the_figure_in_light() {
    figure(ColourScheme::Light);
}

#[test]
fn the_figure_in_dark() {
    figure(ColourScheme::Dark);
}

#[test]
fn the_figure_in_high_contrast() {
    figure(ColourScheme::HighContrast);
}

#[test]
fn a_wrong_answer_with_its_reasons() {
    let mut stage = Stage::of_size(450.0, 560.0);
    stage.click("Quick Quiz");
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    like(&mut stage, "wrong-answer");
}
