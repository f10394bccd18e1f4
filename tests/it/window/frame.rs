//! What stands round a lesson, what is folded in it, and what is told of its course.

use super::stage::{Setting, Stage};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use strata::{
    app::{
        Action, Command, LessonKey,
        model::{Overlay, Place},
        ports::Picked,
    },
    id::PackKey,
};

const FOLD: &str = "A fold that is shut at first";

/// The gallery's lesson that has all that can stand round one.
fn framed() -> Stage {
    let mut stage = Stage::new();
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Prose and tables, not begun");
    stage.harness.remove_cursor();
    stage.run();
    stage
}

fn place(stage: &Stage) -> Place {
    stage.model().navigation.place.clone().unwrap()
}

fn is_open(stage: &Stage, name: &str) -> Option<bool> {
    stage.harness.get_by_label(name).accesskit_node().data().is_expanded()
}

/// Where these words begin in what is read aloud.
#[track_caller]
fn at(outline: &str, words: &str) -> usize {
    outline.find(words).unwrap_or_else(|| panic!("“{words}” is not read aloud:\n{outline}"))
}

#[test]
fn a_lesson_opens_with_its_hook_and_ends_in_short_with_where_to_go_on() {
    let stage = framed();
    let told = stage.outline();
    let order = [
        "Heading 1: Prose and tables",
        "Label: Everything that words can do",
        "Label: What can words do?",
        "Heading 2: A heading of level 2",
        "Button: A fold that is shut at first",
        "Heading 2: In short",
        "A fold holds what is read by those who want to.",
        "Heading 2: Try it",
        "$ uname -s",
        "Heading 2: Read on",
        "It has an address, so its title leads there.",
        "Button: Sources (",
        "Button: Next: ",
    ];
    let places: Vec<usize> = order.iter().map(|words| at(&told, words)).collect();
    assert!(places.is_sorted(), "{places:?}\n{told}");
}

#[test]
fn objectives_stand_under_the_title_and_what_it_builds_on_leads_there() {
    let mut stage = Stage::new();
    stage.act(Action::Command(Command::NextLesson));
    let told = stage.outline();
    let title = at(&told, "Heading 1: Hypervisor types");
    let can = at(&told, "Label: After this lesson you can");
    let objective = at(&told, "explain why KVM fits neither label neatly");
    assert!(title < can && can < objective, "{told}");
    stage.expect("Builds on");
    stage.click("Containers vs Virtual Machines, opens that lesson");
    assert_eq!(place(&stage).lesson.lesson.as_str(), "containers-vs-vms");
    stage.alt(Key::ArrowLeft);
    assert_eq!(place(&stage).lesson.lesson.as_str(), "hypervisor-types");
}

#[test]
fn the_next_lesson_is_a_key_away_and_the_last_one_says_that_it_is() {
    let mut stage = Stage::new();
    stage.expect("or press N");
    stage.key(Key::N);
    assert_eq!(place(&stage).lesson.lesson.as_str(), "hypervisor-types");
    stage.expect("That was the last lesson of “Containers vs Virtual Machines”.");
    stage.expect_not("or press N");
    stage.key(Key::N);
    assert_eq!(place(&stage).lesson.lesson.as_str(), "hypervisor-types");
}

#[test]
fn the_key_of_the_next_lesson_is_a_letter_where_one_writes_and_nothing_where_the_lesson_is_hidden()
{
    let first = |stage: &Stage| place(stage).lesson.lesson.as_str() == "containers-vs-vms";
    let mut stage = Stage::new();
    stage.ctrl(Key::F);
    stage.key(Key::N);
    assert!(first(&stage), "while one looks for words");
    stage.key(Key::Escape);
    for overlay in [Overlay::Keys, Overlay::About, Overlay::Course] {
        stage.act(Action::OpenOverlay(overlay));
        stage.key(Key::N);
        assert!(first(&stage), "{overlay:?}");
        stage.act(Action::CloseOverlay);
    }
    stage.key(Key::F);
    stage.key(Key::N);
    assert!(first(&stage), "while a figure fills the window");
}

#[test]
fn a_fold_opens_and_shuts_by_mouse_and_by_key_and_stays_as_it_was_left() {
    let mut stage = framed();
    let inside = "Folded words, with a source";
    assert_eq!(is_open(&stage, FOLD), Some(false));
    stage.expect_not(inside);
    stage.harness.get_by_label(FOLD).scroll_to_me();
    stage.run();
    stage.click(FOLD);
    assert_eq!(is_open(&stage, FOLD), Some(true));
    stage.expect(inside);
    stage.expect("Folded row");
    stage.click(FOLD);
    stage.expect_not(inside);
    stage.tab_to(FOLD);
    for (key, open) in [
        (Key::Enter, true),
        (Key::Space, false),
        (Key::ArrowRight, true),
        (Key::ArrowRight, true),
        (Key::ArrowLeft, false),
        (Key::ArrowRight, true),
    ] {
        stage.key(key);
        assert_eq!(is_open(&stage, FOLD), Some(open), "{key:?}");
        assert_eq!(stage.focused().as_deref(), Some(FOLD), "{key:?}");
    }
    // Each fold is by itself, and another lesson has its own.
    stage.expect_not("Other folded words.");
    stage.click("Shapes, not begun");
    stage.expect_not(inside);
    stage.alt(Key::ArrowLeft);
    stage.expect(inside);
}

#[test]
fn a_table_in_a_fold_has_rows_of_its_own_to_unfold() {
    let mut stage = framed();
    stage.harness.get_by_label(FOLD).scroll_to_me();
    stage.run();
    stage.click(FOLD);
    stage.expect_not("Fourth");
    stage.harness.get_by_label("Show all 4 rows").scroll_to_me();
    stage.run();
    stage.click("Show all 4 rows");
    stage.expect("Fourth");
    let hidden =
        stage.harness.get_by_role_and_label(Role::Table, "A table in a fold, with rows to unfold");
    assert!(hidden.rect().height() > 60.0);
}

#[test]
fn a_fold_that_holds_what_is_looked_for_opens_and_comes_into_sight() {
    let mut stage = framed();
    stage.ctrl(Key::F);
    stage.harness.event(egui::Event::Text("other folded".to_owned()));
    stage.run();
    stage.expect("1 of 1");
    stage.expect("Other folded words.");
    stage.expect_not("Folded words, with a source");
    let found = stage.harness.get_by_label("Other folded words.").rect();
    assert!(found.top() > 100.0 && found.bottom() < 800.0, "{found:?}");
    stage.key(Key::Escape);
    stage.expect("Other folded words.");
    // A title is found without opening what it hides.
    let mut stage = framed();
    stage.ctrl(Key::F);
    stage.harness.event(egui::Event::Text("shut at first".to_owned()));
    stage.run();
    stage.expect("1 of 1");
    assert_eq!(is_open(&stage, FOLD), Some(false));
    let found = stage.harness.get_by_label(FOLD).rect();
    assert!(found.top() > 100.0 && found.bottom() < 800.0, "{found:?}");
}

#[test]
fn a_source_cited_in_a_fold_leads_to_its_line_and_back_leads_into_the_fold() {
    let mut stage = framed();
    stage.harness.get_by_label(FOLD).scroll_to_me();
    stage.run();
    stage.click(FOLD);
    let before = place(&stage).scroll;
    let inside = "Folded words, with a source";
    let link = |node: &AccessKitNode<'_>| {
        node.role() == Role::Link
            && node.label().is_some_and(|label| label.starts_with("Source 2: A second source"))
    };
    let fold = stage.harness.get_by_label(FOLD).rect();
    let cited = stage.harness.query_all_by(link).find(|node| node.rect().top() > fold.top());
    cited.expect("a source in the fold").click();
    stage.run();
    assert_eq!(stage.model().navigation.back.last().map(|place| place.scroll), Some(before));
    stage.alt(Key::ArrowLeft);
    assert!((place(&stage).scroll - before).abs() < 2.0);
    stage.expect(inside);
}

#[test]
fn sources_are_folded_until_a_number_leads_to_one_or_their_words_are_looked_for() {
    let mut stage = framed();
    let (title, source) = ("Sources (", "A second source");
    // It is also read on, above.
    let listed = |stage: &Stage| stage.outline().matches(&format!("Label: {source}")).count() > 1;
    let open = |stage: &Stage| {
        let title = stage.harness.get_by_label_contains(title);
        title.accesskit_node().data().is_expanded()
    };
    assert_eq!((open(&stage), listed(&stage)), (Some(false), false));
    stage.ctrl(Key::F);
    stage.harness.event(egui::Event::Text(source.to_owned()));
    stage.run();
    stage.run();
    assert_eq!((open(&stage), listed(&stage)), (Some(true), true), "{}", stage.outline());
    stage.key(Key::Escape);
    stage.harness.get_by_label_contains(title).scroll_to_me();
    stage.run();
    stage.harness.get_by_label_contains(title).click();
    stage.run();
    assert_eq!((open(&stage), listed(&stage)), (Some(false), false));
    let cited = |node: &AccessKitNode<'_>| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Link && label.starts_with(&format!("Source 2: {source}"))
    };
    stage.harness.query_all_by(cited).next().unwrap().scroll_to_me();
    stage.run();
    stage.harness.query_all_by(cited).next().unwrap().click();
    stage.run();
    assert_eq!((open(&stage), listed(&stage)), (Some(true), true));
}

#[test]
fn a_place_below_an_open_fold_is_within_the_page_after_a_restart() {
    let mut stage = framed();
    stage.harness.get_by_label(FOLD).scroll_to_me();
    stage.run();
    stage.click(FOLD);
    stage.key(Key::End);
    let end = place(&stage).scroll;
    let stage = stage.restart();
    assert_eq!(place(&stage).lesson.lesson.as_str(), "prose-and-tables");
    assert!(place(&stage).scroll < end, "the folds are shut again, and the page is shorter");
    let next = stage.harness.get_by_label_contains("Next: ").rect();
    assert!(next.bottom() < 800.0 && next.top() > 100.0, "its end is in sight: {next:?}");
}

#[test]
fn what_is_to_be_known_of_a_course_is_told_from_the_list_and_from_the_menu() {
    let mut stage = framed();
    stage.click("About “Gallery of shapes”");
    assert_eq!(stage.model().overlay, Some(Overlay::Course));
    for words in [
        "Gallery of shapes",
        "8 lessons in 2 units",
        "1.0.0",
        "The Strata authors, A second author",
        "CC0-1.0",
        "English",
        "https://example.org/gallery",
        "A first source (2020). With an address and a note.",
        "A second source (1999)",
    ] {
        stage.expect(words);
    }
    let leads = |node: &AccessKitNode<'_>| {
        node.role() == Role::Link
            && node.label().is_some_and(|l| l == "A first source, https://example.org/first")
    };
    assert!(stage.harness.query_all_by(leads).count() > 0);
    stage.key(Key::Escape);
    assert_eq!(stage.model().overlay, None);
    // By keys alone: the menu tells of the course that is read.
    stage.tab_to("Menu");
    stage.key(Key::Enter);
    for _ in 0..20 {
        if stage.focused().as_deref() == Some("About this course") {
            break;
        }
        stage.key(Key::Tab);
    }
    stage.key(Key::Enter);
    assert_eq!(stage.model().overlay, Some(Overlay::Course));
    let told = stage.model().navigation.told_of.as_ref().map(PackKey::to_string);
    assert_eq!(told.as_deref(), Some("strata-tests/gallery"));
}

#[test]
fn every_table_of_a_lesson_has_its_title_over_it() {
    let stage = Stage::new();
    let title = "Virtual machines and containers compared";
    let table = stage.harness.get_by_role_and_label(Role::Table, title).rect();
    let caption = stage.harness.get_by_role_and_label(Role::Caption, title).rect();
    assert!(caption.bottom() < table.top() + 1.0, "{caption:?} {table:?}");
    assert!(table.top() - caption.bottom() < 20.0, "{caption:?} {table:?}");
}

#[test]
fn the_first_start_shows_title_hook_offer_and_the_start_of_the_lesson() {
    let mut stage = Stage::untouched(Setting::default());
    let course = super::units::course();
    let pack = course.key.clone();
    super::units::shelve(&mut stage, course);
    let lesson = crate::support::id("l0");
    stage.act(Action::OpenLesson(LessonKey { pack, lesson }));
    for words in [
        "Lesson number 0",
        "Why is it",
        "After this lesson you can",
        "Guess first",
        "The text of lesson 0",
    ] {
        let seen = stage.harness.query_all_by(|node| {
            let has = |text: Option<String>| text.is_some_and(|text| text.contains(words));
            has(node.label()) || has(node.value())
        });
        let beside = seen.map(|node| node.rect()).filter(|rect| rect.left() > 280.0);
        let bottom = beside.map(|rect| rect.bottom()).fold(0.0, f32::max);
        assert!((100.0..740.0).contains(&bottom), "“{words}” ends at {bottom}");
    }
}
