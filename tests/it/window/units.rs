//! The list of a long course: units fold, say how far one is, and are gone through by arrow keys.

use super::stage::{Setting, Stage};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use std::{fmt::Write as _, sync::Arc};
use strata::{
    app::{Action, LessonKey, values::Reopened},
    library::{Origin, Shelf},
    pack::{self, Course, PackFile, PackFiles},
};

/// How many lessons each of the five units has.
const UNITS: [usize; 5] = [3, 3, 3, 2, 3];

/// A course of fourteen lessons in five units, as long in its words as a real one.
pub fn course() -> Course {
    let (mut units, mut lessons, mut at) = (String::new(), String::new(), 0);
    for (unit, count) in UNITS.into_iter().enumerate() {
        let ids: String = (at..at + count).map(|at| format!("\"l{at}\",")).collect();
        let _infallible = write!(
            units,
            "(id: \"u{unit}\", title: \"Unit {unit} of the course, at length\", lessons: [{ids}]),"
        );
        for at in at..at + count {
            let _infallible = write!(lessons, "{},", lesson(at));
        }
        at += count;
    }
    let text = format!(
        r#"(format: 1, publisher: "someone", id: "long", version: "1.0.0", title: "A long course of fourteen lessons",
            language: "en", license: "CC0-1.0", units: [{units}], inline: [{lessons}])"#
    );
    let file = PackFile { path: "long.ron".to_owned(), text: text.into() };
    let checked = pack::check(&PackFiles { files: vec![file] });
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    checked.course.unwrap()
}

fn lesson(at: usize) -> String {
    let title = if at.is_multiple_of(2) {
        format!("Lesson number {at}")
    } else {
        format!("Lesson number {at}, with a title of two lines in the list")
    };
    let before = at.checked_sub(1).map(|before| format!("\"l{before}\"")).unwrap_or_default();
    let hook = "Why is it that everything works on one machine and nothing on the other? The same program, the same files, and yet the second one stops at once. What is missing is neither of them, and nobody sees it in the picture that everyone draws.";
    format!(
        r#"(id: "l{at}", title: "{title}", subtitle: "What stands under it, and why", minutes: 8, prerequisites: [{before}],
            hook: "{hook}",
            objectives: [
                (id: "say", text: "say what stands under a program, and what it asks of that"),
                (id: "tell", text: "tell the two kinds of boundary apart, by who guards them"),
                (id: "choose", text: "choose between them for a service, and say why"),
            ],
            blocks: [Prose("The text of lesson {at}.")],
            recap: ["Lesson {at} in a sentence.", "And in another one."],
            questions: [
                (id: "q{at}-say", objective: "say", prompt: "What of {at}?", kind: Single(options: [
                    (id: "yes", text: "Yes, {at}", correct: true, because: "It is."),
                    (id: "no", text: "No", because: "It is not."),
                ])),
                (id: "q{at}-tell", objective: "tell", prompt: "And which of {at}?", kind: Single(options: [
                    (id: "yes", text: "This one, {at}", correct: true, because: "It is."),
                    (id: "no", text: "None", because: "It is not."),
                ])),
                (id: "q{at}-choose", objective: "choose", prompt: "How many of {at}?", kind: Single(options: [
                    (id: "yes", text: "All, {at}", correct: true, because: "They are."),
                    (id: "no", text: "None", because: "They are not."),
                ])),
            ],
            before: ["q{at}-say", "q{at}-tell"])"#
    )
}

/// Puts the course in the place of all others, and opens its first lesson.
pub fn shelve(stage: &mut Stage, course: Course) {
    let pack = course.key.clone();
    let shelf = Shelf::default().with(Arc::new(course), Origin::Embedded);
    stage.act(Action::Reopened(Box::new(Reopened {
        keeping: stage.model().keeping.clone(),
        shelf: Some(Arc::new(shelf)),
        standings: vec![],
        same_rows: true,
        news: vec![],
    })));
    let lesson = crate::support::id("l0");
    stage.act(Action::OpenLesson(LessonKey { pack, lesson }));
}

fn stage() -> Stage {
    stage_of(1280.0, 800.0)
}

fn stage_of(width: f32, height: f32) -> Stage {
    let mut stage = Stage::untouched(Setting { size: [width, height], ..Setting::default() });
    shelve(&mut stage, course());
    stage
}

fn head(unit: usize, count: usize) -> String {
    format!("Unit {unit} of the course, at length, 0 of {count} done, {} minutes left", count * 8)
}

/// Is a unit open, whatever its name tells besides?
fn is_open(stage: &Stage, unit: usize) -> bool {
    let name = format!("Unit {unit} of the course");
    let node = stage.harness.get_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.starts_with(&name)
    });
    node.accesskit_node().data().is_expanded().expect("a unit is folded or not")
}

fn open_units(stage: &Stage) -> Vec<usize> {
    (0..UNITS.len()).filter(|unit| is_open(stage, *unit)).collect()
}

fn go(stage: &mut Stage, lesson: usize) {
    let pack = crate::support::key("someone/long");
    let lesson = crate::support::id(&format!("l{lesson}"));
    stage.act(Action::OpenLesson(LessonKey { pack, lesson }));
}

/// The description of a lesson in the list.
fn told_of(stage: &Stage, lesson: usize) -> String {
    let name = format!("Lesson number {lesson}");
    let row = stage.harness.query_all_by(|node| {
        let label = node.label().unwrap_or_default();
        label.starts_with(&name) && label.contains("begun")
    });
    let mut rows = row.map(|node| node.accesskit_node().description().unwrap_or_default());
    rows.next().expect("a row of the list")
}

#[test]
fn at_the_first_start_the_unit_that_is_read_is_open_and_nothing_is_to_be_scrolled() {
    let mut stage = stage();
    assert_eq!(open_units(&stage), [0]);
    assert_eq!(stage.bars_beside(240.0..=272.0), [], "nothing is to be scrolled");
    for (unit, count) in UNITS.into_iter().enumerate().skip(1) {
        let rect = stage.harness.get_by_label(&head(unit, count)).rect();
        assert!(rect.bottom() < 740.0, "{unit}: {rect:?}");
    }
    // Then the unit in which one goes on opens too.
    go(&mut stage, 2);
    assert_eq!(open_units(&stage), [0, 1]);
}

#[test]
fn units_open_where_one_goes_and_stay_as_one_leaves_them() {
    let mut stage = stage();
    go(&mut stage, 9);
    assert_eq!(open_units(&stage), [0, 3], "what was open stays so");
    stage.click(&head(0, 3));
    assert_eq!(open_units(&stage), [3]);
    go(&mut stage, 10);
    assert_eq!(open_units(&stage), [3, 4], "what is next is in the next unit");
    stage.click(&head(4, 3));
    let marked = format!("{}, the next lesson is in it", head(4, 3));
    stage.expect(&marked);
    assert_eq!(open_units(&stage), [3]);
    stage.act(Action::Scrolled(10.0));
    assert_eq!(open_units(&stage), [3], "it stays folded until another lesson is opened");
}

#[test]
fn what_is_next_is_marked_and_a_row_tells_minutes_and_recap() {
    let mut stage = stage();
    assert!(told_of(&stage, 1).starts_with("Next. 8 minutes."), "{}", told_of(&stage, 1));
    let first = told_of(&stage, 0);
    assert_eq!(first, "8 minutes. Lesson 0 in a sentence. And in another one.");
    go(&mut stage, 1);
    assert!(told_of(&stage, 2).starts_with("Next."));
    assert!(!told_of(&stage, 1).starts_with("Next."));
    // The tooltip shows the same.
    stage.expect_not("Label: Lesson 2 in a sentence.");
    let row = stage.harness.get_by_label("Lesson number 2, not begun").rect();
    stage.harness.hover_at(row.center());
    for _ in 0..60 {
        stage.harness.step();
    }
    assert!(stage.outline().contains("Label: Lesson 2 in a sentence."), "{}", stage.outline());
}

#[test]
fn done_lessons_and_minutes_left_are_told_of_each_unit() {
    let mut stage = stage();
    for _ in 0..3 {
        let right = stage.model().session().unwrap().current().unwrap().clone();
        let (_, _, lesson) = stage.model().open_lesson().unwrap();
        let answer = strata::quiz::right_answer(lesson.question(&right).unwrap());
        stage.act(Action::Choose(answer));
        stage.act(Action::CheckAnswer);
        stage.act(Action::NextQuestion);
    }
    stage.expect("Unit 0 of the course, at length, 1 of 3 done, 16 minutes left");
    stage.expect("1 of 14 lessons done");
    stage.expect("Lesson number 0, done");
}

#[test]
fn arrow_keys_go_through_the_list_as_through_a_tree() {
    let mut stage = stage();
    let begins =
        |stage: &Stage, words: &str| stage.focused().is_some_and(|name| name.starts_with(words));
    stage.harness.get_by_label(&head(0, 3)).focus();
    stage.run();
    for (key, on) in [
        (Key::ArrowUp, "Unit 0"),
        (Key::ArrowRight, "Lesson number 0"),
        (Key::ArrowDown, "Lesson number 1"),
        (Key::ArrowRight, "Lesson number 1"),
        (Key::ArrowDown, "Lesson number 2"),
        (Key::ArrowDown, "Unit 1"),
        (Key::ArrowUp, "Lesson number 2"),
        (Key::ArrowLeft, "Unit 0"),
        (Key::ArrowLeft, "Unit 0"),
        (Key::ArrowDown, "Unit 1"),
        (Key::ArrowLeft, "Unit 1"),
        (Key::ArrowRight, "Unit 1"),
        (Key::ArrowRight, "Lesson number 3"),
    ] {
        stage.key(key);
        stage.run();
        assert!(begins(&stage, on), "{key:?}: {:?}, not “{on}”", stage.focused());
    }
    assert_eq!(open_units(&stage), [1]);
    let scroll = |stage: &Stage| stage.model().navigation.place.as_ref().unwrap().scroll;
    assert!(scroll(&stage) < 1.0, "the lesson stays where it is");
    stage.key(Key::Enter);
    let open = stage.model().navigation.place.as_ref().unwrap().lesson.lesson.to_string();
    assert_eq!(open, "l3");
    stage.harness.get_by_label(&head(4, 3)).focus();
    stage.run();
    stage.key(Key::Enter);
    assert!(is_open(&stage, 4));
    stage.key(Key::Enter);
    assert!(!is_open(&stage, 4));
}

#[test]
fn a_short_course_stands_open() {
    let stage = Stage::new();
    let unit = "Two ways to isolate, 0 of 2 done, 22 minutes left";
    let node = stage.harness.get_by_label(unit);
    assert_eq!(node.accesskit_node().data().is_expanded(), Some(true));
}

#[test]
fn in_a_drawer_of_a_narrow_window_the_list_is_the_same() {
    let mut stage = stage_of(900.0, 700.0);
    stage.ctrl(Key::L);
    assert_eq!(open_units(&stage), [0]);
    stage.harness.get_by_label(&head(2, 3)).focus();
    stage.run();
    stage.key(Key::ArrowRight);
    assert_eq!(open_units(&stage), [0, 2]);
}

#[test]
fn the_lesson_that_is_opened_by_key_comes_into_sight_in_the_list() {
    let mut stage = Stage::set(Setting { today: true, ..Setting::default() });
    let lessons: Vec<String> =
        stage.model().shelf.packs[0].course.lessons.iter().map(|of| of.title.clone()).collect();
    for title in &lessons[1..] {
        stage.key(Key::N);
        assert_eq!(stage.model().open_lesson().unwrap().2.title, *title);
        let lead = format!("{title}, ");
        let row = stage.harness.query_all_by(|node| {
            node.label().is_some_and(|label| label.starts_with(&lead) && label.contains("begun"))
        });
        let row = row.last().unwrap().rect();
        assert!(row.top() >= 52.0 && row.bottom() <= 748.0, "{title}: {row:?}");
    }
}
