//! The check of a unit: what an author can do wrong with it, what it asks, and when it is passed.

use crate::{
    layout::gallery,
    support::{id, key},
    update::begun,
};
use std::sync::Arc;
use strata::{
    app::{
        Action, Effect, LessonKey, Model,
        model::{LessonState, Tab},
        resetting::ResetScope,
        update,
        update::save,
    },
    library::{Changes, Origin, Shelf},
    pack::{self, Block, Course, PackFile, PackFiles, Severity, drawn_questions},
    progress::{LessonEvent, RowId},
    quiz::{Answer, Purpose, right_answer},
};

const PACK: &str = "strata-tests/gallery";

/// A pack with one lesson, whose unit has this check.
fn pack_with(check: &str) -> String {
    format!(
        r#"(format: 1, publisher: "p", id: "b", version: "1.0.0", title: "B", language: "en", license: "CC0-1.0",
            units: [(id: "u", title: "U", lessons: ["l"], check: {check})],
            inline: [(id: "l", title: "L", minutes: 1,
                blocks: [Prose("Some words.")],
                questions: [{}, {}])])"#,
        single("one"),
        single("two"),
    )
}

/// What the check says of a pack whose unit has this check.
fn said(check: &str) -> Vec<String> {
    let text = pack_with(check);
    let file = PackFile { path: "b.ron".to_owned(), text: text.into() };
    let checked = pack::check(&PackFiles { files: vec![file] });
    let errors: Vec<_> =
        checked.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert_eq!(checked.course.is_none(), !errors.is_empty());
    let told = errors.iter().map(|problem| {
        assert!(problem.at.is_some(), "{}", problem.message);
        let remedy = problem.remedy.as_deref().unwrap_or("");
        format!("{}: {} {remedy}", problem.words, problem.message)
    });
    told.collect()
}

fn single(id: &str) -> String {
    format!(
        r#"(id: "{id}", prompt: "What of {id}?", kind: Single(options: [
            (id: "yes", text: "Yes, {id}", correct: true, because: "It is."),
            (id: "no", text: "No, not {id}", because: "It is not.")]))"#
    )
}

#[test]
fn a_check_asks_what_lessons_ask_and_what_is_its_own() {
    let own = single("own");
    let sound =
        format!(r#"(id: "c", title: "C", pass: 2, ask: ["two", "own"], questions: [{own}])"#);
    assert_eq!(said(&sound), [""; 0]);
}

#[test]
fn what_an_author_can_do_wrong_with_a_check() {
    let check = |ask: &str, pass: u32, own: &str| {
        said(&format!(r#"(id: "c", title: "C", pass: {pass}, ask: [{ask}], questions: [{own}])"#))
    };
    assert_eq!(check(r#""tow""#, 1, ""), ["tow: unknown question `tow` Did you mean `two`?"]);
    assert_eq!(
        check(r#""one", "one""#, 1, ""),
        ["one: the check asks `one` twice Remove one of them."]
    );
    assert_eq!(
        check(r#""one""#, 2, ""),
        [
            "2: the check `c` asks 1 question, and 2 have to be right Write a number from 1 to the number of its questions."
        ]
    );
    assert_eq!(check(r#""one""#, 0, "").len(), 1);
    assert_eq!(
        check(r#""one""#, 1, &single("own")),
        ["own: the check does not ask its question `own` Add `own` to its `ask`, or remove it."]
    );
    assert_eq!(check(r#""one", "two""#, 1, &single("two")).len(), 1, "its id is taken");
    assert_eq!(said(r#"(id: "l", title: "C", pass: 1, ask: ["one"])"#).len(), 1, "the lesson’s id");
    assert_eq!(said(r#"(id: "c", title: " ", pass: 1, ask: ["one"])"#).len(), 1);
    assert!(!said(r#"(id: "c", title: "C", pass: 1, ask: [])"#).is_empty());
    // So many are refused at once: each would be looked for among all questions of the pack.
    let many = vec![r#""one""#; 25].join(", ");
    let told = check(&many, 1, "");
    assert!(told[0].contains("the check `c` asks 25 questions"), "{told:?}");
}

#[test]
fn a_question_of_its_own_leads_to_the_lesson_that_teaches_it() {
    let check = |taught: &str| {
        let own = single("own");
        said(&format!(
            r#"(id: "c", title: "C", pass: 1, ask: ["one", "own"], questions: [{own}], taught_in: [{taught}])"#
        ))
    };
    assert_eq!(check(r#"(question: "own", lesson: "l")"#), [""; 0]);
    assert_eq!(
        check(r#"(question: "own", lesson: "ll")"#),
        ["ll: unknown lesson `ll` Did you mean `l`?"]
    );
    assert_eq!(
        check(r#"(question: "one", lesson: "l")"#),
        [
            "one: `one` is no question of the check's own Name one of its own: those of lessons lead to their lesson already."
        ]
    );
    let twice = r#"(question: "own", lesson: "l"), (question: "own", lesson: "l")"#;
    assert_eq!(check(twice), ["own: the question `own` has two lessons Remove one of them."]);
}

#[test]
fn a_question_that_leads_nowhere_is_warned_of() {
    let text = pack_with(&format!(
        r#"(id: "c", title: "C", pass: 1, ask: ["one", "own"], questions: [{}])"#,
        single("own")
    ));
    let checked = pack::check(&PackFiles {
        files: vec![PackFile { path: "b.ron".to_owned(), text: text.into() }],
    });
    assert!(checked.course.is_some());
    let told: Vec<&str> = checked.problems.iter().map(|problem| problem.message.as_str()).collect();
    // An own question that asks about a diagram leads to the lesson of that.
    assert_eq!(told, ["who misses `own` is led to no lesson"]);
}

fn check_of(course: &Course) -> &pack::Lesson {
    course.lesson(&id("pictures-check")).unwrap()
}

#[test]
fn a_check_stands_after_its_unit_and_copies_nothing() {
    let course = gallery();
    let check = check_of(&course);
    let ids: Vec<&str> = course.lessons.iter().map(|lesson| lesson.id.as_str()).collect();
    assert_eq!(ids.last(), Some(&"pictures-check"));
    assert_eq!(course.unit_of(&check.id).unwrap().id.as_str(), "pictures");
    for (question, lesson) in &check.check.as_ref().unwrap().of_lessons {
        let there = course.lesson(lesson).unwrap().question(question).unwrap();
        assert_eq!(check.question(question), Some(there));
    }
    let own: Vec<&str> = check.own_questions().map(|question| question.id.as_str()).collect();
    assert_eq!(own, ["floor-or-ground"]);
    // Each question once, whoever asks it.
    let mut all: Vec<&str> = course.questions().map(|question| question.id.as_str()).collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
    // Only the diagrams that its questions need, with nothing that leads through them.
    let shown: Vec<&str> = check
        .blocks
        .iter()
        .map(|block| match block {
            Block::SideBySide(figure) => {
                assert!(figure.steps.is_empty() && figure.traces.is_empty());
                assert_eq!(figure.diagrams.len(), 1);
                figure.diagrams[0].as_str()
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(shown, ["left", "right"]);
    assert!(drawn_questions(&course, check).is_empty(), "its author says what it asks");
}

#[test]
fn a_check_is_no_lesson_of_a_receipt_but_its_own_questions_count() {
    let course = gallery();
    let mut without = course.clone();
    let lessons = course.lessons.iter().filter(|lesson| lesson.check.is_none()).cloned();
    without.lessons = lessons.collect();
    let changes = Changes::between(&without, &course);
    assert_eq!((changes.lessons_new, changes.questions_new), (0, 1));
    let gallery = std::path::Path::new("tests/packs/gallery");
    let receipt = strata::library::prepare(gallery, &Shelf::default()).unwrap();
    let read = course.lessons.len() - 1;
    assert!(receipt.summary().starts_with(&format!("{read} lessons, ")), "{}", receipt.summary());
}

/// The gallery’s check, opened.
fn opened() -> Model {
    let mut begun = begun(&[]);
    begun.shelf = Arc::new(Shelf::embedded().with(Arc::new(gallery()), Origin::Embedded));
    let mut model = Model::new(begun);
    let _none = update(&mut model, Action::OpenLesson(check_key()));
    model
}

fn check_key() -> LessonKey {
    LessonKey { pack: key(PACK), lesson: id("pictures-check") }
}

fn state(model: &Model, lesson: &str) -> LessonState {
    let course = model.course(&key(PACK)).unwrap();
    model.lesson_state(&key(PACK), course.lesson(&id(lesson)).unwrap())
}

/// Answers the current question, rightly or not; gives the effects that follow.
fn answer(model: &mut Model, rightly: bool, row: i64) -> Vec<Effect> {
    let question =
        model.question(&check_key(), model.session().unwrap().current().unwrap()).unwrap();
    let chosen = match (rightly, question.id.as_str()) {
        (true, _) => right_answer(question),
        (false, "which-side") => Answer::Options(vec![id("right")]),
        (false, "one-copy") => Answer::Nodes(vec!["left/guest[1]/top".parse().unwrap()]),
        (false, _) => Answer::Nodes(vec!["right/middle".parse().unwrap()]),
    };
    let _none = update(model, Action::Choose(chosen));
    let effects = update(model, Action::CheckAnswer);
    let job = effects.first().map(Effect::job).expect("a checked answer is stored");
    update(model, Action::Stored { job, result: Ok(RowId(row)) })
}

fn noted(effects: &[Effect]) -> Vec<LessonEvent> {
    let events = effects.iter().filter_map(|effect| match effect {
        Effect::Note { event, lesson, .. } if lesson.as_str() == "pictures-check" => Some(*event),
        _ => None,
    });
    events.collect()
}

#[test]
fn a_check_tells_at_its_end_and_is_passed_with_enough_right_answers() {
    let mut model = opened();
    assert_eq!(model.session().unwrap().purpose(), Purpose::Check);
    assert!(model.prefs.quiz_open);
    assert_eq!(model.navigation.tab, Tab::Quiz, "its first question needs no picture");
    assert_eq!(noted(&answer(&mut model, false, 1)), []);
    assert_eq!(model.session().unwrap().told_result(&id("which-side")), None);
    assert_eq!(model.navigation.tab, Tab::Lesson, "where the picture is");
    assert_eq!(noted(&answer(&mut model, true, 2)), []);
    assert_ne!(state(&model, "pictures-check"), LessonState::Done);
    assert_eq!(noted(&answer(&mut model, true, 3)), [LessonEvent::Passed]);
    assert_eq!(state(&model, "pictures-check"), LessonState::Done);
    let session = model.session().unwrap();
    assert_eq!((session.right(), session.wrong()), (2, vec![id("which-side")]));
    // What was answered counts in its lesson too, and what was missed is taught there.
    assert_eq!(model.lesson_to_read(&id("which-side")).unwrap().lesson.as_str(), "likeness");
    assert_eq!(model.lesson_to_read(&id("floor-or-ground")).unwrap().lesson.as_str(), "likeness");
    assert!(matches!(state(&model, "likeness"), LessonState::Begun(share) if share > 0.0));
    // It can be taken again, and a worse round takes nothing away.
    let _none = update(&mut model, Action::AskAgain);
    for row in 4..7 {
        assert_eq!(noted(&answer(&mut model, false, row)), []);
    }
    assert_eq!(state(&model, "pictures-check"), LessonState::Done);
}

#[test]
fn what_a_check_does_not_tell_yet_its_lessons_do_not_tell() {
    let mut model = opened();
    let before = state(&model, "likeness");
    let _stored = answer(&mut model, false, 1);
    assert!(matches!(state(&model, "likeness"), LessonState::Begun(share) if share == 0.0));
    assert_eq!(before, LessonState::Unseen);
    let likeness = LessonKey { pack: key(PACK), lesson: id("likeness") };
    let _none = update(&mut model, Action::OpenLesson(likeness));
    let session = model.session().unwrap();
    assert_eq!(session.result(&id("which-side")), None);
    assert_eq!(session.current(), Some(&id("which-side")));
}

#[test]
fn a_check_that_is_ended_by_going_on_is_passed_as_well() {
    let mut model = opened();
    let _one = answer(&mut model, true, 1);
    let _two = answer(&mut model, true, 2);
    let question =
        model.question(&check_key(), model.session().unwrap().current().unwrap()).unwrap();
    let chosen = right_answer(question);
    let _none = update(&mut model, Action::Choose(chosen));
    let effects = update(&mut model, Action::CheckAnswer);
    let job = effects.first().map(Effect::job).unwrap();
    // Another question is looked at while the last answer is on its way to the record.
    let _none = update(&mut model, Action::GoToQuestion(0));
    let stored = update(&mut model, Action::Stored { job, result: Ok(RowId(3)) });
    assert_eq!(noted(&stored), []);
    let effects = update(&mut model, Action::NextQuestion);
    assert_eq!(noted(&effects), [LessonEvent::Passed]);
    assert_eq!(noted(&update(&mut model, Action::NextQuestion)), [], "once");
}

#[test]
fn too_few_right_answers_do_not_pass() {
    let mut model = opened();
    for (row, rightly) in [(1, false), (2, false), (3, true)] {
        assert_eq!(noted(&answer(&mut model, rightly, row)), []);
    }
    assert!(model.session().unwrap().finished());
    assert_ne!(state(&model, "pictures-check"), LessonState::Done);
    assert!(!model.has_passed(&check_key()));
}

#[test]
fn what_its_lessons_asked_before_does_not_answer_it() {
    let mut model = opened();
    for row in 1..4 {
        let _stored = answer(&mut model, true, row);
    }
    // In another window, everything is asked.
    let mut again = Model::new({
        let mut begun = begun(&[]);
        begun.shelf = model.shelf.clone();
        begun.standings = model.standings.iter().map(|(k, s)| (k.clone(), s.clone())).collect();
        begun
    });
    let _none = update(&mut again, Action::OpenLesson(check_key()));
    assert_eq!(again.session().unwrap().position(), (1, 3));
    assert!(again.session().unwrap().open());
    assert_eq!(state(&again, "pictures-check"), LessonState::Done);
}

#[test]
fn a_check_that_was_left_is_gone_on_with_in_another_window() {
    let mut model = opened();
    let _stored = answer(&mut model, false, 1);
    let Some(Effect::SavePrefs { settings, .. }) = save(&mut model) else { panic!("unsaved") };
    let mut begun = begun(&[]);
    begun.shelf = model.shelf.clone();
    begun.settings = settings;
    let mut next = Model::new(begun);
    let _none = update(&mut next, Action::OpenLesson(check_key()));
    let session = next.session().unwrap();
    assert_eq!((session.purpose(), session.position()), (Purpose::Check, (2, 3)));
}

#[test]
fn without_an_answer_that_passed_it_a_check_is_not_passed() {
    let mut model = opened();
    let _one = answer(&mut model, false, 1);
    let _two = answer(&mut model, true, 2);
    let _three = answer(&mut model, true, 3);
    assert!(model.has_passed(&check_key()));
    let effects = update(&mut model, Action::TakeBack(id("one-copy")));
    let [Effect::Correct { job, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    let corrected = strata::progress::Corrected {
        standing: (**model.standings.get(&key(PACK)).unwrap()).clone(),
        items: vec![RowId(90)],
        lessons: Vec::new(),
    };
    let effects =
        update(&mut model, Action::Corrected { job: *job, result: Ok(Arc::new(corrected)) });
    assert_eq!(noted(&effects), [LessonEvent::NotPassed]);
    assert!(!model.has_passed(&check_key()));
}

#[test]
fn to_begin_a_check_again_takes_nothing_from_its_lessons() {
    let mut model = opened();
    for row in 1..4 {
        let _stored = answer(&mut model, true, row);
    }
    let resetting = model.resetting(ResetScope::Lesson).unwrap();
    assert_eq!(resetting.items, [id("floor-or-ground")]);
    assert_eq!(resetting.lessons, [id("pictures-check")]);
}
