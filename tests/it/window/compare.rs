//! Saving a figure. Comparing: only the differences, sides swapped, other diagrams. A trace that
//! plays by itself. Diagrams in words.

use super::stage::Stage;
use egui::{Color32, Key, Shape};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use strata::{
    app::ports::Picked,
    theme::{ColourScheme, Rgb, RoleColours},
};

const GUEST: &str = "Guest OS, 1 of 3, Virtual Machines";
const ENGINE: &str = "Docker Engine, Containers";
const COMPARE: &str = "Compare";
const TAKE: &str = "Take along";

fn left_of(stage: &Stage, one: &str, other: &str) -> bool {
    let left = |name: &str| stage.harness.get_by_label(name).rect().left();
    left(one) < left(other)
}

impl Stage {
    /// The names of the layers of the first lesson's figure whose boxes stand back, as they are
    /// painted; then the names of the other layers.
    #[expect(
        clippy::disallowed_methods,
        reason = "the token table's own colours, as egui has them"
    )]
    fn back_and_front(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let tokens = ColourScheme::Light.tokens();
        let colour = |Rgb(r, g, b): Rgb| Color32::from_rgb(r, g, b);
        let roles: [&RoleColours; 5] = [
            &tokens.application,
            &tokens.library,
            &tokens.kernel,
            &tokens.boundary,
            &tokens.hardware,
        ];
        let neutral = &tokens.neutral;
        let all = || roles.into_iter().chain([neutral]);
        let faded: Vec<Color32> = all().map(|role| colour(tokens.dim(role))).collect();
        let full: Vec<Color32> = all().map(|role| colour(role.fill)).collect();
        let shapes = &self.harness.output().shapes;
        let fills = |inside: egui::Rect| {
            shapes.iter().filter_map(move |clipped| match &clipped.shape {
                Shape::Rect(shape) if shape.rect.expand(1.0).contains_rect(inside) => {
                    Some(shape.fill)
                }
                _ => None,
            })
        };
        let layers =
            self.harness.query_all_by(|node| node.role() == egui::accesskit::Role::TreeItem);
        layers
            .map(|node| (node.accesskit_node().label().unwrap(), node.rect().shrink(2.0)))
            .map(|(name, rect)| {
                let mut fill =
                    fills(rect).filter(|fill| faded.contains(fill) || full.contains(fill));
                let fill = fill.next_back().unwrap_or_else(|| panic!("{name} has no box"));
                (name, faded.contains(&fill))
            })
            .fold(Default::default(), |(mut back, mut front), (name, is_back)| {
                if is_back { &mut back } else { &mut front }.insert(name);
                (back, front)
            })
    }
}

/// Layers that both diagrams have stand back, others do not; and who turns that on or off by key
/// keeps the focus.
#[test]
fn only_the_differences_stand_out() {
    let mut stage = Stage::of_size(1280.0, 1400.0);
    let (back, all) = stage.back_and_front();
    assert_eq!((back.len(), all.len()), (0, 21));
    let differs = |name: &&String| {
        ["Guest OS", "Hypervisor", "Docker Engine"].iter().any(|only| name.starts_with(only))
    };
    let differing: BTreeSet<String> = all.iter().filter(differs).cloned().collect();
    assert_eq!(differing.len(), 5, "three kernels, what they stand on, and what faces that");

    stage.tab_to(COMPARE);
    stage.key(Key::Enter);
    stage.tab_to("Only the differences");
    stage.key(Key::Space);
    assert_eq!(stage.focused().as_deref(), Some("Only the differences"));
    let (back, front) = stage.back_and_front();
    assert_eq!(front, differing);
    assert_eq!(back, &all - &differing);
    // Layers that stand back can still be read about.
    stage.expect("Host OS, Containers");

    stage.key(Key::Space);
    assert_eq!(stage.focused().as_deref(), Some("Only the differences"));
    assert_eq!(stage.back_and_front(), (BTreeSet::new(), all.clone()));
    stage.click("Only the differences");
    stage.harness.hover_at(egui::pos2(2.0, 2.0));
    stage.run();
    assert_eq!(stage.back_and_front().1, differing, "by mouse as well");
    stage.click("Reset to original");
    stage.harness.hover_at(egui::pos2(2.0, 2.0));
    stage.run();
    assert_eq!(stage.back_and_front(), (BTreeSet::new(), all));
}

#[test]
fn sides_are_swapped_and_swapped_back() {
    let mut stage = Stage::new();
    assert!(left_of(&stage, GUEST, ENGINE));
    stage.click(COMPARE);
    stage.click("Swap sides");
    assert!(left_of(&stage, ENGINE, GUEST));
    // What is said of a diagram's layers stays with it.
    stage.click(ENGINE);
    stage.expect("Virtual Machines: Hypervisor, in the same place.");
    stage.key(Key::Escape);
    stage.click("Swap sides");
    assert!(left_of(&stage, GUEST, ENGINE));
}

#[test]
fn any_diagram_of_the_pack_can_stand_beside_and_the_authors_choice_comes_back() {
    let mut stage = Stage::of_size(1280.0, 1400.0);
    stage.click(COMPARE);
    stage.click("Type 1");
    stage.expect("Root OS, Type 1");
    stage.expect(GUEST);
    stage.expect("Steps and requests belong to the original pictures");
    stage.click("Reset to original");
    stage.expect_not("Root OS, Type 1");
    stage.expect("Step by step");
}

#[test]
fn a_trace_goes_on_by_itself_and_can_be_held() {
    let mut stage = Stage::new();
    stage.click("Follow a request");
    stage.click("A system call");
    stage.expect("hop 1 of");
    stage.click("Play");
    stage.click("Pause");
    let later = |stage: &mut Stage| (0..20).for_each(|_| stage.harness.step());
    later(&mut stage);
    stage.expect("hop 1 of");
    stage.click("Play");
    later(&mut stage);
    stage.expect("hop 2 of");
    // The request has arrived, so playing begins again.
    stage.click("Play");
    stage.expect("hop 1 of");
}

#[test]
fn diagrams_are_told_in_words_where_a_lesson_asks_for_it() {
    let mut stage = Stage::of_size(1280.0, 3000.0);
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Structures, not begun");
    stage.expect("Own kernel?: The first question.");
    stage.expect("In 3 columns, row by row:");
    let heading = stage.harness.query_all_by_label("A tree").count();
    assert!(heading >= 3, "a heading of the lesson, of the picture, and of the words");
    stage.expect("Across 2 columns:");
}

#[test]
fn a_figure_is_saved_where_the_dialog_says_whole_or_not_at_all() {
    let mut stage = Stage::new();
    let save = |stage: &mut Stage, kind: &str, picked: Picked| {
        stage.will_pick(picked);
        stage.harness.get_by_label(TAKE).scroll_to_me();
        stage.run();
        stage.click(TAKE);
        stage.click(&format!("Save as {kind}…"));
    };
    let folder = stage.folder().join("pictures");
    std::fs::create_dir(&folder).unwrap();
    let (svg, png) = (folder.join("both.svg"), folder.join("both.png"));
    std::fs::write(&svg, "what was there before").unwrap();
    save(&mut stage, "SVG", Picked::Path(svg.clone()));
    stage.expect("both.svg");
    assert!(std::fs::read_to_string(&svg).unwrap().starts_with("<svg "));
    save(&mut stage, "PNG", Picked::Path(png.clone()));
    stage.expect("both.png");
    assert!(std::fs::read(&png).unwrap().starts_with(b"\x89PNG"));
    save(&mut stage, "PNG", Picked::Cancelled);
    stage.expect("No place was chosen. If no dialog appeared, copy the picture instead.");
    stage.expect_not("not saved");
    // Nothing can be written below a regular file.
    save(&mut stage, "SVG", Picked::Path(svg.join("below.svg")));
    stage.expect("The picture was not saved");
    stage.expect("below.svg cannot be written");
    save(&mut stage, "SVG", Picked::Unavailable("There is no dialog.".to_owned()));
    stage.expect("There is no dialog. Copy it instead");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2, "nothing is left lying about");
}

#[test]
fn what_closes_comparing_stands_where_a_card_has_it() {
    let mut stage = Stage::new();
    stage.click(COMPARE);
    let right = |stage: &Stage, name: &str| stage.harness.get_by_label(name).rect().right();
    assert!((right(&stage, "Close comparing") - right(&stage, TAKE)).abs() < 0.6);
}

#[test]
fn rows_of_the_menu_of_requests_are_of_one_width() {
    let mut stage = Stage::new();
    stage.click("Follow a request");
    let wide = |name: &str| {
        let row = stage.harness.get_by_role_and_label(egui::accesskit::Role::MenuItem, name);
        row.rect().x_range()
    };
    assert_eq!(wide("A system call"), wide("A write to disk"));
}
