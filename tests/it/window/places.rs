//! Finding one's way: lessons, history, find, text size, panels, overlays, narrow windows.

use super::stage::Stage;
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::HashSet;
use strata::{
    app::{
        Action, LessonKey,
        keys::{PLACE_ROWS, PlaceKey, RowKeys},
        model::{Overlay, Tab},
    },
    pack::{
        Block, Course, Lesson,
        prose::{ProseBlock, plain},
    },
    theme::ColourScheme,
};

const SECOND: &str = "Hypervisor types, not begun";

#[test]
fn the_first_lesson_has_all_its_parts_in_order() {
    for scheme in [ColourScheme::Light, ColourScheme::Dark] {
        parts_in_order(scheme);
    }
}

fn parts_in_order(scheme: ColourScheme) {
    let stage = Stage::in_scheme(scheme);
    let tree = stage.outline();
    let mut from = 0;
    for part in [
        "Heading 1: Containers vs Virtual Machines",
        "How containers differ from traditional VMs",
        "Two Approaches to Isolation",
        "Architecture Comparison",
        "Heading 3: Virtual Machines",
        "Heavy: Each VM has full OS",
        "Heading 3: Containers",
        "Light: Shared kernel, tiny footprint",
        "Key Differences",
    ] {
        let found = tree.get(from..).unwrap().find(part);
        assert!(found.is_some(), "“{part}” is missing or out of order:\n{tree}");
        from += found.unwrap();
    }
}

#[test]
fn the_table_shows_eight_rows_and_then_all() {
    let mut stage = Stage::new();
    stage.expect("Isolation boundary");
    stage.expect_not("Who patches the kernel");
    stage.harness.get_by_label("Show all 34 rows").scroll_to_me();
    stage.run();
    stage.click("Show all 34 rows");
    stage.expect("Who patches the kernel");
}

#[test]
fn back_and_forward_go_through_lessons() {
    let mut stage = Stage::new();
    stage.click(SECOND);
    stage.expect("Heading 1: Hypervisor types".trim_start_matches("Heading 1: "));
    stage.alt(Key::ArrowLeft);
    assert_eq!(
        stage.model().navigation.place.as_ref().unwrap().lesson.lesson.as_str(),
        "containers-vs-vms"
    );
    stage.alt(Key::ArrowRight);
    assert_eq!(
        stage.model().navigation.place.as_ref().unwrap().lesson.lesson.as_str(),
        "hypervisor-types"
    );
    stage.click("Back");
    assert_eq!(
        stage.model().navigation.place.as_ref().unwrap().lesson.lesson.as_str(),
        "containers-vs-vms"
    );
}

#[test]
fn the_place_is_restored_by_back_and_by_a_restart() {
    let mut stage = Stage::new();
    stage.key(Key::PageDown);
    stage.key(Key::PageDown);
    let scroll = stage.model().navigation.place.as_ref().unwrap().scroll;
    assert!(scroll > 500.0, "{scroll}");
    stage.click(SECOND);
    stage.alt(Key::ArrowLeft);
    let back = stage.model().navigation.place.as_ref().unwrap().scroll;
    assert!((back - scroll).abs() < 2.0, "{back} {scroll}");
    let stage = stage.restart();
    let again = stage.model().navigation.place.as_ref().unwrap().scroll;
    assert!((again - scroll).abs() < 2.0, "{again} {scroll}");
}

#[test]
fn find_counts_and_walks_through_the_lesson() {
    let mut stage = Stage::new();
    stage.ctrl(Key::F);
    assert!(stage.model().navigation.finding);
    stage.harness.event(egui::Event::Text("hypervisor".to_owned()));
    stage.run();
    stage.expect("1 of ");
    stage.key(Key::Enter);
    stage.expect("2 of ");
    stage.key(Key::Escape);
    assert!(!stage.model().navigation.finding);
    stage.ctrl(Key::F);
    stage.harness.event(egui::Event::Text("traditional".to_owned()));
    stage.run();
    stage.expect("1 of 1");
    stage.key(Key::Escape);
    stage.ctrl(Key::F);
    stage.harness.event(egui::Event::Text("zzz".to_owned()));
    stage.run();
    stage.expect("Not found");
}

#[test]
fn text_size_and_theme_survive_a_restart() {
    let mut stage = Stage::new();
    stage.ctrl(Key::Plus);
    stage.ctrl(Key::Plus);
    assert_eq!(stage.model().prefs.zoom, 125);
    stage.ctrl(Key::T);
    assert_eq!(stage.model().scheme(), ColourScheme::Dark);
    let mut stage = stage.restart();
    assert_eq!((stage.model().prefs.zoom, stage.model().scheme()), (125, ColourScheme::Dark));
    stage.ctrl(Key::Num0);
    assert_eq!(stage.model().prefs.zoom, 100);
}

#[test]
fn panels_fold_and_come_back() {
    let mut stage = Stage::new();
    stage.ctrl(Key::J);
    stage.expect_not("What is the main advantage");
    stage.ctrl(Key::J);
    stage.expect("What is the main advantage");
    stage.ctrl(Key::L);
    stage.expect_not(SECOND);
    let mut stage = stage.restart();
    stage.expect_not(SECOND);
    stage.click("Lesson list");
    stage.expect(SECOND);
}

#[test]
fn the_keys_overlay_lists_every_shortcut_of_the_table() {
    let mut stage = Stage::new();
    stage.harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Questionmark);
    stage.run();
    for command in strata::app::Command::ALL {
        if let Some(shortcut) = command.shortcut() {
            stage.expect(&format!(
                "{}: {}",
                shortcut.words(),
                command.name().trim_end_matches('…')
            ));
        }
    }
    for row in PLACE_ROWS {
        stage.expect(&format!("{}: {}", row.words(), row.what));
    }
    stage.key(Key::Escape);
    assert_eq!(stage.model().overlay, None);
}

#[test]
fn every_key_of_a_place_is_listed_and_exists() {
    let listed: Vec<PlaceKey> = PLACE_ROWS
        .iter()
        .flat_map(|row| match row.keys {
            RowKeys::Of(keys) => keys.to_vec(),
            RowKeys::Said(_) => vec![],
        })
        .collect();
    assert!(listed.len() > 15);
    for key in &listed {
        for shortcut in key.keys() {
            assert!(Key::from_name(shortcut.key).is_some(), "{key:?}: {}", shortcut.key);
        }
        assert_eq!(listed.iter().filter(|other| *other == key).count(), 1, "{key:?} twice");
    }
    // In each place, a key means one thing only.
    for place in ["Anywhere", "Diagram", "Presenting", "Lesson", "Find"] {
        let mut seen = Vec::new();
        for row in PLACE_ROWS.iter().filter(|row| row.place == place) {
            let RowKeys::Of(keys) = row.keys else { continue };
            for shortcut in keys.iter().flat_map(|key| key.keys()) {
                assert!(!seen.contains(shortcut), "{place}: {}", shortcut.words());
                seen.push(*shortcut);
            }
        }
    }
}

#[test]
fn space_scrolls_down_and_with_shift_up_again() {
    let mut stage = Stage::new();
    let scroll = |stage: &Stage| stage.model().navigation.place.as_ref().unwrap().scroll;
    stage.key(Key::Space);
    let down = scroll(&stage);
    assert!(down > 200.0, "{down}");
    stage.harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Space);
    stage.run();
    assert!(scroll(&stage) < 1.0, "{}", scroll(&stage));
}

#[test]
fn every_shortcut_is_a_key_that_exists() {
    for command in strata::app::Command::ALL {
        if let Some(shortcut) = command.shortcut() {
            assert!(Key::from_name(shortcut.key).is_some(), "{}: {}", command.name(), shortcut.key);
        }
    }
}

#[test]
fn about_says_what_a_bug_report_needs() {
    let mut stage = Stage::new();
    stage.click("Menu");
    stage.click("About Strata");
    stage.expect(concat!("Strata ", env!("CARGO_PKG_VERSION")));
    stage.expect(&stage.data().display().to_string());
    for words in
        ["Renderer", "Open Font License", "Phosphor", "MIT or Apache-2.0", "Copy for a bug report"]
    {
        stage.expect(words);
    }
    stage.harness.get_by_label("Copy for a bug report").click();
    let copied = stage.copied();
    assert!(copied.contains("strata/containers-vs-vms 1.0.0"), "{copied}");
    assert!(copied.contains(env!("CARGO_PKG_VERSION")) && copied.contains("a stage"), "{copied}");
    assert_eq!(stage.model().overlay, Some(Overlay::About), "it stays open");
}

#[test]
fn a_narrow_window_has_a_drawer_and_tabs() {
    let mut stage = Stage::of_size(720.0, 540.0);
    stage.expect_not("What is the main advantage");
    stage.expect_not(SECOND);
    stage.click("Quick Quiz");
    stage.expect("What is the main advantage");
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    // The question about the picture stands above the picture.
    stage.expect("Choose a layer in the diagram");
    stage.click("Guest OS, 1 of 3, Virtual Machines");
    stage.expect("Chosen: Guest OS, copy 1");
    stage.click("Check");
    stage.expect("The reasons are in Quick Quiz");
    stage.ctrl(Key::L);
    stage.click(SECOND);
    assert_eq!(stage.model().overlay, None);
    assert_eq!(
        stage.model().navigation.place.as_ref().unwrap().lesson.lesson.as_str(),
        "hypervisor-types"
    );
}

/// No control is cut off, at any size of the window and of text that is promised: at rest, on a
/// walk, and while a request is followed. A control that is not wholly in sight can be scrolled to.
fn nothing_is_cut_off_at(width: f32, height: f32) {
    let mut stage = Stage::of_size(width, height);
    for lesson in 0..2 {
        if lesson == 1 {
            let next = Action::Command(strata::app::Command::NextLesson);
            stage.harness.state_mut().send(next);
            stage.run();
        }
        let mut known = HashSet::new();
        whole(&mut stage, "at rest", &mut known);
        let press = |stage: &mut Stage, label: &str| {
            stage.harness.get_by_label_contains(label).scroll_to_me();
            stage.run();
            stage.harness.get_by_label_contains(label).click();
            stage.run();
        };
        press(&mut stage, "Step by step");
        stage.expect("Step 1 of");
        whole(&mut stage, "walking", &mut known);
        press(&mut stage, "Whole picture");
        press(&mut stage, "Follow a");
        press(&mut stage, "A write to disk");
        stage.expect(if lesson == 0 { "hop 1 of 5" } else { "hop 1 of 6" });
        whole(&mut stage, "following", &mut known);
        // The list and the quiz are beside the lesson, or in its place where it is narrow. With
        // large letters both are as long as many windows, and are not looked at here.
        if width < 500.0 {
            continue;
        }
        stage.act(Action::ShowTab(Tab::Quiz));
        stage.expect("Question 1 of");
        whole(&mut stage, "the quiz", &mut known);
        stage.act(Action::ShowTab(Tab::Lesson));
        stage.act(Action::OpenOverlay(Overlay::Drawer));
        stage.expect("of 2 lessons done");
        whole(&mut stage, "the list", &mut known);
        stage.act(Action::CloseOverlay);
    }
}

#[test]
fn nothing_is_cut_off_in_a_large_window() {
    nothing_is_cut_off_at(1280.0, 800.0);
}

#[test]
fn nothing_is_cut_off_in_a_narrow_window() {
    nothing_is_cut_off_at(900.0, 700.0);
    nothing_is_cut_off_at(720.0, 540.0);
}

#[test]
fn nothing_is_cut_off_where_letters_are_large() {
    nothing_is_cut_off_at(450.0, 350.0);
    nothing_is_cut_off_at(440.0, 340.0);
}

/// Checks every control whose name is not known yet.
#[track_caller]
fn whole(stage: &mut Stage, when: &str, known: &mut HashSet<String>) {
    use egui::accesskit::{NodeId, Role};
    let controls =
        [Role::Button, Role::Tab, Role::RadioButton, Role::TreeItem, Role::Heading, Role::Switch];
    let found: Vec<(NodeId, String)> = stage
        .harness
        .query_all_by(|node| controls.contains(&node.role()))
        .map(|node| node.accesskit_node())
        .map(|node| (node.locate().0, node.label().unwrap_or_default()))
        .collect();
    assert!(found.len() > 10, "{when}: {found:?}");
    for (id, name) in found {
        if !known.insert(name.clone()) || seen_whole(stage, id).is_ok() {
            continue;
        }
        let node = stage.harness.get_by(|node| node.locate().0 == id);
        node.scroll_to_me();
        stage.run();
        if let Err(why) = seen_whole(stage, id) {
            panic!("{when}: “{name}” is cut off: {why}\n{}", stage.outline());
        }
    }
}

/// Is a control wholly in the window, and in the areas in which it is scrolled?
fn seen_whole(stage: &Stage, id: egui::accesskit::NodeId) -> Result<(), String> {
    let window = stage.harness.ctx.content_rect();
    let place = stage.harness.ctx.viewport(|viewport| {
        let mut all = viewport.this_pass.widgets.layers().flat_map(|(_, widgets)| widgets);
        all.find(|widget| widget.id.accesskit_id() == id).map(|w| (w.rect, w.interact_rect))
    });
    let Some((rect, seen)) = place else { return Err("it has no place".to_owned()) };
    let seen = seen.intersect(window);
    let cut = [rect.width() - seen.width(), rect.height() - seen.height()];
    if cut.iter().all(|cut| *cut <= 0.5) {
        Ok(())
    } else {
        Err(format!("{rect:?}, of which {seen:?} is in sight"))
    }
}

#[test]
fn a_lesson_without_questions_is_done_at_its_end() {
    let mut stage = Stage::new();
    let gallery = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/gallery");
    stage.will_pick(strata::app::ports::Picked::Path(gallery));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Prose and tables, not begun");
    stage.expect("This lesson asks no questions.");
    stage.key(Key::End);
    stage.run();
    stage.expect("Prose and tables, not begun");
    stage.after(19_000);
    stage.expect("Prose and tables, not begun");
    stage.after(1_000);
    stage.expect("Prose and tables, done");
    assert!(stage.restart().shows("Prose and tables, done"));
}

/// Every block and shape of the format, in every theme, from the head of each lesson to its end.
#[test]
fn the_gallery_is_shown_whole() {
    for scheme in ColourScheme::ALL {
        let mut stage = Stage::in_scheme(scheme);
        let gallery = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/gallery");
        stage.will_pick(strata::app::ports::Picked::Path(gallery));
        stage.click("Import pack…");
        stage.click("Choose a file…");
        let key = crate::support::key("strata-tests/gallery");
        let course = stage.model().course(&key).unwrap().clone();
        assert!(course.lessons.len() > 3);
        for lesson in &course.lessons {
            let key = LessonKey { pack: key.clone(), lesson: lesson.id.clone() };
            stage.act(Action::OpenLesson(key));
            let mut read = stage.outline();
            let mut scroll = -1.0;
            while scroll < stage.model().navigation.place.as_ref().unwrap().scroll {
                scroll = stage.model().navigation.place.as_ref().unwrap().scroll;
                stage.key(Key::PageDown);
                read += &stage.outline();
            }
            for words in told(&course, lesson) {
                assert!(read.contains(&words), "{}: “{words}” is not shown:\n{read}", lesson.id);
            }
        }
    }
}

/// What must be met while reading through a lesson: headings, tables, titles and names of layers.
fn told(course: &Course, lesson: &Lesson) -> Vec<String> {
    let mut words = vec![lesson.title.clone()];
    if lesson.check.is_some() {
        // It shows the picture of one question at a time.
        return words;
    }
    for block in &lesson.blocks {
        match block {
            Block::Prose(blocks) => {
                words.extend(blocks.iter().filter_map(|block| match block {
                    ProseBlock::Heading { spans, .. } => Some(plain(spans)),
                    _ => None,
                }));
            }
            Block::SideBySide(beside) => {
                let diagrams = beside.diagrams.iter().filter_map(|id| course.diagram(id));
                for diagram in diagrams {
                    words.push(diagram.title.clone());
                    let named = diagram.layers().filter(|layer| !layer.name.contains("{n}"));
                    words.extend(named.map(|layer| layer.name.clone()));
                }
            }
            Block::Table(table) => {
                words.push(format!("Caption: {}", table.title));
                words.extend(table.columns.clone());
                let rows = table.rows.iter().filter(|row| !row.more);
                // Only up to a source's number or a link to a layer.
                let cells = rows.flat_map(|row| &row.cells).filter_map(|cell| cell.first());
                words.extend(cells.map(|span| span.text.clone()));
            }
            Block::Describe(ids) => {
                let diagrams = ids.iter().filter_map(|id| course.diagram(id));
                words.extend(diagrams.map(|diagram| diagram.title.clone()));
            }
            Block::Fold(fold) => words.push(fold.title.clone()),
            Block::Simulate(figure) => {
                words.push(figure.title.clone());
                let controls = figure.model.live().controls().iter();
                words.extend(controls.map(|control| control.name.clone()));
            }
        }
    }
    words.extend(lesson.objectives.iter().map(|objective| objective.text.clone()));
    // Only up to a source's number.
    let frame = &lesson.frame;
    let lines = std::iter::once(&frame.hook).chain(&frame.recap);
    words.extend(lines.filter_map(|line| line.first()).map(|span| span.text.clone()));
    words.extend(frame.read_on.iter().map(|read| read.why.clone()));
    words
}

#[test]
fn text_of_the_lesson_can_be_selected_and_copied() {
    let mut stage = Stage::new();
    let prose = stage.harness.get_by_label_contains("isolate applications").rect();
    stage.harness.drag_at(prose.left_top() + egui::vec2(1.0, 12.0));
    stage.run();
    stage.harness.hover_at(prose.right_top() + egui::vec2(-1.0, 12.0));
    stage.run();
    stage.harness.drop_at(prose.right_top() + egui::vec2(-1.0, 12.0));
    stage.run();
    stage.harness.event(egui::Event::Copy);
    assert_eq!(
        stage.copied(),
        "Virtual machines and containers both isolate applications: each gets a "
    );
}

#[test]
fn a_report_of_a_crash_is_told_at_the_next_start() {
    let dir = crate::support::folder();
    let data = dir.path().join("data");
    std::fs::create_dir_all(data.join("reports")).unwrap();
    std::fs::write(data.join("reports/panic-1795556100.txt"), "Strata 0.1.0\n").unwrap();
    let stage = Stage::set(super::stage::Setting { data: Some(data), ..Default::default() });
    stage.expect("Strata ended unexpectedly last time");
    stage.expect("seen-panic-1795556100.txt");
}
