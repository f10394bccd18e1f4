//! An answer belongs to the question as it was: what an update leaves of what was answered, for
//! every kind of question, in the record and in the window's model.

use crate::support::{NOW, id, key, moment};
use std::{path::PathBuf, sync::Arc};
use strata::{
    app::{
        Action, Command, Effect, LessonKey, Model,
        model::{Import, Keeping, LessonState},
        resetting::ResetScope,
        update,
        values::{Begun, Installed},
    },
    id::Id,
    library::{Changes, Origin, Receipt, Shelf},
    pack::{Course, PackFile, PackFiles, check, drawn_questions},
    progress::{Attempt, LessonEvent, Record, RowId, RowKind, Standing},
    quiz::{Answer, Hashes, Question, generate::is_generated, hash, hashes, right_answer},
};

const PACK: &str = "someone/workshop";

/// A question of every kind, and two pictures that ask by themselves.
pub const WORKSHOP: &str = r#"(
    format: 1, publisher: "someone", id: "workshop", version: "1.0.0", title: "Workshop",
    language: "en", license: "CC0-1.0",
    units: [(id: "unit", title: "Unit", lessons: ["bench", "yard"])],
    inline: [
        (
            id: "bench", title: "Bench", minutes: 3,
            diagrams: [(id: "tower", title: "Tower", body: Stack([
                Layer(id: "roof", name: "Roof", role: Application, about: "Keeps the rain out."),
                Layer(id: "walls", name: "Walls", role: Library, about: "They hold the roof."),
                Layer(id: "cellar", name: "Cellar", role: Kernel, about: "It holds the walls."),
                Layer(id: "rock", name: "Rock", role: Hardware, about: "It holds everything."),
            ])), (id: "hut", title: "Hut", body: Stack([
                Layer(id: "thatch", name: "Thatch", role: Application, about: "It is of reed."),
                Layer(id: "poles", name: "Poles", role: Library, about: "They carry the thatch."),
                Layer(id: "floor", name: "Floor", role: Kernel, about: "The poles stand on it."),
                Layer(id: "clay", name: "Clay", role: Hardware, about: "It is what there is."),
            ]))],
            same: [
                (id: "tops", nodes: ["tower/roof", "hut/thatch"], because: "Both are wet."),
                (id: "bearers", nodes: ["tower/walls", "hut/poles"], because: "Both carry."),
                (id: "dark", nodes: ["tower/cellar"], missing_in: ["hut"], because: "No stairs."),
                (id: "flat", nodes: ["hut/floor"], missing_in: ["tower"], because: "It is deeper."),
                (id: "hard", nodes: ["tower/rock"], missing_in: ["hut"], because: "It is far."),
                (id: "soft", nodes: ["hut/clay"], missing_in: ["tower"], because: "It sinks."),
            ],
            blocks: [Prose("Look at it."), SideBySide(id: "figure", diagrams: ["tower", "hut"], traces: [
                (id: "rain", title: "Rain falls", paths: [(diagram: "tower", hops: [
                    (at: "walls", say: "It runs down."), (at: "rock", say: "It is gone."),
                ])]),
                (id: "tread", title: "A tread", paths: [(diagram: "tower", hops: [
                    (at: "cellar", say: "It is heard."), (at: "rock", say: "And borne."),
                ])]),
            ])],
            questions: [
                (id: "single", prompt: "What is on top?", kind: Single(options: [
                    (id: "roof", text: "The roof", correct: true, because: "Nothing is above it."),
                    (id: "rock", text: "The rock", because: "All of it is above."),
                ])),
                (id: "several", prompt: "What holds something?", kind: Multiple(options: [
                    (id: "walls", text: "The walls", correct: true, because: "The roof."),
                    (id: "cellar", text: "The cellar", correct: true, because: "The walls."),
                    (id: "roof", text: "The roof", because: "Nothing is above it."),
                ])),
                (id: "scenario", prompt: "It rains in. What now?", kind: Scenario(options: [
                    (id: "mend", text: "Mend the roof", correct: true, because: "It is the cause."),
                    (id: "bucket", text: "A bucket", correct: true, because: "It is quick."),
                    (id: "dig", text: "Dig", because: "The water comes from above."),
                ])),
                (id: "order", prompt: "From the ground up?", kind: Order(first: "lowest", items: [
                    (id: "one", text: "Rock", because: "First."),
                    (id: "two", text: "Cellar", because: "Second."),
                    (id: "three", text: "Walls", because: "Third."),
                ])),
                (id: "point", prompt: "Which keeps the rain out?", kind: PointAt(
                    diagram: "tower", answer: Any(["roof"]),
                    places: [(nodes: ["roof", "walls"], because: "So it is.")],
                    otherwise: "Look further up.",
                )),
                (id: "point-all", prompt: "Which hold the roof?", kind: PointAt(
                    diagram: "tower", answer: All(["walls", "cellar"]),
                    places: [(nodes: ["walls", "cellar"], because: "They are below it.")],
                    otherwise: "Look below it.",
                )),
                (id: "label", prompt: "Name them.", kind: Label(diagram: "tower", names: [
                    (id: "top", text: "What is wet", node: "roof", because: "It rains."),
                    (id: "deep", text: "What is cool", node: "cellar", because: "It is below ground."),
                ], extras: [(id: "none", text: "What is blue", because: "The sky is.")])),
                (id: "sort", prompt: "Sort.", kind: Classify(bins: [
                    (id: "above", text: "In the light"), (id: "below", text: "In the dark"),
                ], items: [
                    (id: "r", text: "Roof", bin: "above", because: "The sun."),
                    (id: "c", text: "Cellar", bin: "below", because: "No windows."),
                ])),
                (id: "match", prompt: "Match.", kind: Match(pairs: [
                    (id: "w", left: "Walls", right: "carry the roof", because: "So it is."),
                    (id: "k", left: "Rock", right: "carries all", because: "So it is."),
                ], extras: [(id: "x", text: "carries nothing", because: "Neither does.")])),
                (id: "number", prompt: "How high?", kind: Number(
                    value: 12, tolerance: Absolute(0.5), unit: "m", because: "Four of three.",
                    wrong: [(value: 7, because: "The sum.")], otherwise: "Multiply.",
                )),
                (id: "typed", prompt: "What holds all?", kind: Typed(
                    accepted: ["rock", "bedrock"], because: "It is lowest.",
                    near: [(text: "cellar", because: "It stands on it.")], otherwise: "Look down.",
                )),
                (id: "broken", prompt: "They fall. What then?", kind: Break(
                    diagram: "tower", part: "walls",
                    requests: [(trace: "rain", because: "It has to run."), (trace: "tread")],
                )),
                (id: "fault", prompt: "What gave way?", kind: Diagnose(
                    diagram: "tower", failed: "f-walls",
                    among: [(id: "f-walls", part: "walls"), (id: "f-rock", part: "rock")],
                    told: ["rain"], requests: ["tread"],
                )),
            ],
            from_pictures: [
                Reword(id: "gap--tower--walls", prompt: "What is between roof and cellar?"),
            ],
        ),
        (
            id: "yard", title: "Yard", minutes: 3,
            diagrams: [(id: "well", title: "Well", body: Stack([
                Layer(id: "bucket", name: "Bucket", role: Application, about: "It draws water."),
                Layer(id: "rope", name: "Rope", role: Library, about: "It holds the bucket."),
                Layer(id: "water", name: "Water", role: Hardware, about: "It is drawn."),
            ]))],
            blocks: [Prose("Look at it."), SideBySide(id: "figure-2", diagrams: ["well"])],
            questions: [(id: "deep", prompt: "What is deepest?", kind: Single(options: [
                (id: "water", text: "Water", correct: true, because: "It is at the bottom."),
                (id: "rope", text: "Rope", because: "It ends above the water."),
            ]))],
        ),
    ],
)"#;

/// A course with a question of every kind.
pub fn workshop() -> Course {
    course(WORKSHOP)
}

pub fn files(text: &str) -> PackFiles {
    PackFiles {
        files: vec![PackFile { path: "pack.ron".to_owned(), text: text.to_owned().into() }],
    }
}

fn course(text: &str) -> Course {
    let checked = check(&files(text));
    checked.course.unwrap_or_else(|| panic!("{:#?}", checked.problems))
}

/// The course of the pack with some of its text replaced.
fn with(changes: &[(&str, &str)]) -> Course {
    let mut text = WORKSHOP.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replacen(from, to, 1);
    }
    course(&text)
}

fn question<'c>(course: &'c Course, name: &str) -> &'c Question {
    course.lessons.iter().find_map(|lesson| lesson.question(&id(name))).unwrap()
}

/// All questions of a course, those of its pictures included.
fn all_questions(course: &Course) -> Vec<Question> {
    let each = course.lessons.iter().flat_map(|lesson| {
        let drawn = drawn_questions(course, lesson);
        lesson.questions.iter().cloned().chain(drawn).collect::<Vec<_>>()
    });
    each.collect()
}

fn attempt(question: &Question, hashes: Hashes, right: bool) -> Attempt {
    let answer = if right { right_answer(question) } else { Answer::Text("none".to_owned()) };
    let score = if right { 1.0 } else { 0.0 };
    let item = question.id.clone();
    Attempt { item, hashes, answer, score, ..crate::support::attempt(PACK, "any", 1.0) }
}

/// The hashes that versions of Strata kept which knew no keys.
fn former(question: &Question) -> Hashes {
    Hashes { answer: hash::former_key(question), ..hashes(question) }
}

fn model(course: &Course, standing: Standing, lesson: &str) -> Model {
    let shelf = Shelf::embedded().with(Arc::new(course.clone()), Origin::Embedded);
    crate::update::drawn(Model::new(Begun {
        shelf: Arc::new(shelf),
        standings: vec![(key(PACK), Arc::new(standing))],
        settings: vec![("lesson".to_owned(), format!("{PACK}/{lesson}"))],
        keeping: Keeping::Kept(PathBuf::from("data")),
        news: vec![],
        moment: moment(0),
    }))
}

fn lesson_state(model: &Model, name: &str) -> LessonState {
    let course = model.course(&key(PACK)).unwrap();
    model.lesson_state(&key(PACK), course.lesson(&id(name)).unwrap())
}

fn changed(model: &Model, lesson: &str) -> usize {
    let course = model.course(&key(PACK)).unwrap();
    model.changed_since(&key(PACK), course.lesson(&id(lesson)).unwrap())
}

fn current(model: &Model) -> Option<&str> {
    model.session()?.current().map(Id::as_str)
}

/// Answers the question that is asked; the record takes the answer.
fn answer(model: &mut Model, record: &mut Record, option: &str) -> Attempt {
    let _none = update(model, Action::Choose(Answer::Options(vec![id(option)])));
    let effects = update(model, Action::CheckAnswer);
    let Some(Effect::Store { job, attempt }) = effects.first() else { panic!("it is stored") };
    let row = record.append(attempt).unwrap();
    let _none = update(model, Action::Stored { job: *job, result: Ok(row) });
    (**attempt).clone()
}

/// What an update may do to a question: reword it, change what is right, or change what stands
/// beside that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Wording,
    Key,
    Beside,
}

/// A question, what an update does to it, and the text that it replaces with another.
const CHANGES: [(&str, Change, &str, &str); 47] = [
    ("single", Change::Wording, "What is on top?", "What is uppermost?"),
    (
        "single",
        Change::Wording,
        "Nothing is above it.\"),\n                    (id: \"rock\"",
        "It is the last one.\"),\n                    (id: \"rock\"",
    ),
    (
        "single",
        Change::Key,
        "text: \"The roof\", correct: true, because: \"Nothing is above it.\"),\n                    (id: \"rock\", text: \"The rock\",",
        "text: \"The roof\", because: \"Nothing is above it.\"),\n                    (id: \"rock\", text: \"The rock\", correct: true,",
    ),
    ("single", Change::Key, "text: \"The rock\",", "text: \"The rock\", correct: true,"),
    (
        "single",
        Change::Beside,
        "(id: \"rock\", text: \"The rock\"",
        "(id: \"sky\", text: \"Sky\", because: \"No.\"), (id: \"rock\", text: \"The rock\"",
    ),
    (
        "single",
        Change::Beside,
        "(id: \"rock\", text: \"The rock\"",
        "(id: \"stone\", text: \"A stone\"",
    ),
    ("several", Change::Wording, "What holds something?", "What carries something?"),
    ("several", Change::Key, "text: \"The cellar\", correct: true", "text: \"The cellar\""),
    (
        "several",
        Change::Key,
        "text: \"The roof\", because: \"Nothing is above it.\"),\n                ])),\n                (id: \"scenario\"",
        "text: \"The roof\", correct: true, because: \"Nothing is above it.\"),\n                ])),\n                (id: \"scenario\"",
    ),
    (
        "several",
        Change::Beside,
        "(id: \"walls\", text: \"The walls\"",
        "(id: \"sky\", text: \"Sky\", because: \"No.\"), (id: \"walls\", text: \"The walls\"",
    ),
    ("scenario", Change::Wording, "It rains in. What now?", "It rains in. What do you do?"),
    ("scenario", Change::Key, "text: \"A bucket\", correct: true", "text: \"A bucket\""),
    ("scenario", Change::Beside, "(id: \"dig\", text: \"Dig\"", "(id: \"pray\", text: \"Pray\""),
    ("order", Change::Wording, "first: \"lowest\"", "first: \"at the bottom\""),
    ("order", Change::Wording, "From the ground up?", "In order?"),
    ("order", Change::Key, "text: \"Walls\",", "text: \"Walls\", equal: true,"),
    (
        "order",
        Change::Key,
        "(id: \"one\", text: \"Rock\"",
        "(id: \"zero\", text: \"Earth\", because: \"Below.\"), (id: \"one\", text: \"Rock\"",
    ),
    ("point", Change::Wording, "Which keeps the rain out?", "Which is wet?"),
    ("point", Change::Key, "Any([\"roof\"])", "Any([\"walls\", \"roof\"])"),
    ("point", Change::Beside, "Look further up.", "Further up."),
    ("point-all", Change::Wording, "Which hold the roof?", "Which hold it?"),
    ("point-all", Change::Key, "All([\"walls\", \"cellar\"])", "All([\"walls\"])"),
    ("label", Change::Wording, "What is cool", "What is cold"),
    (
        "label",
        Change::Key,
        "node: \"cellar\", because: \"It is",
        "node: \"rock\", because: \"It is",
    ),
    (
        "label",
        Change::Beside,
        "extras: [(id: \"none\"",
        "extras: [(id: \"odd\", text: \"What is red\", because: \"No.\"), (id: \"none\"",
    ),
    ("sort", Change::Wording, "In the dark", "Without light"),
    ("sort", Change::Key, "bin: \"below\", because: \"No", "bin: \"above\", because: \"No"),
    (
        "sort",
        Change::Beside,
        "(id: \"above\", text: \"In the light\")",
        "(id: \"else\", text: \"Elsewhere\"), (id: \"above\", text: \"In the light\")",
    ),
    ("match", Change::Wording, "carry the roof", "hold the roof"),
    ("match", Change::Key, "(id: \"w\", left", "(id: \"v\", left"),
    (
        "match",
        Change::Beside,
        "extras: [(id: \"x\"",
        "extras: [(id: \"y\", text: \"carries you\", because: \"No.\"), (id: \"x\"",
    ),
    ("number", Change::Wording, "How high?", "How tall?"),
    ("number", Change::Key, "value: 12,", "value: 13,"),
    ("number", Change::Key, "Absolute(0.5)", "Absolute(0.4)"),
    ("number", Change::Key, "unit: \"m\"", "unit: \"km\""),
    ("number", Change::Beside, "value: 7,", "value: 8,"),
    ("typed", Change::Wording, "What holds all?", "What is below all?"),
    ("typed", Change::Key, "\"rock\", \"bedrock\"", "\"stone\", \"bedrock\""),
    (
        "typed",
        Change::Beside,
        "text: \"cellar\", because: \"It stands",
        "text: \"walls\", because: \"It stands",
    ),
    ("typed", Change::Beside, "Look down.", "Further down."),
    ("broken", Change::Wording, "They fall. What then?", "They give way. What then?"),
    ("broken", Change::Wording, "It has to run.", "It has to run down."),
    (
        "broken",
        Change::Key,
        "diagram: \"tower\", part: \"walls\"",
        "diagram: \"tower\", part: \"rock\"",
    ),
    ("broken", Change::Key, ", (trace: \"tread\")]", "]"),
    ("fault", Change::Wording, "What gave way?", "What fell?"),
    ("fault", Change::Key, "failed: \"f-walls\"", "failed: \"f-rock\""),
    (
        "fault",
        Change::Beside,
        "(id: \"f-rock\", part: \"rock\")",
        "(id: \"f-rock\", part: \"rock\"), (id: \"f-cellar\", part: \"cellar\")",
    ),
];

#[test]
fn another_key_takes_an_answer_back_and_nothing_else_does_whatever_the_kind() {
    let old = course(WORKSHOP);
    for (name, change, from, to) in CHANGES {
        let new = with(&[(from, to)]);
        let (before, now) = (question(&old, name), question(&new, name));
        let mut record = Record::in_memory().unwrap();
        record.append(&attempt(before, hashes(before), true)).unwrap();
        record.append(&attempt(before, hashes(before), false)).unwrap();
        let mut standing = record.standing(&key(PACK)).unwrap();
        standing.hold_against([before]);
        let item = standing.item(&before.id, &[]);
        assert_eq!((item.attempts, item.ever_right, item.changed), (2, true, false), "{name}");
        standing.hold_against([now]);
        let item = standing.item(&before.id, &[]);
        let counts = change != Change::Key;
        let expected = if counts { (2, true, false) } else { (0, false, true) };
        assert_eq!((item.attempts, item.ever_right, item.changed), expected, "{name}: {from}");
        assert_eq!(item.changed_since(), !counts);
        // What is said of an update agrees with that.
        let changes = Changes::between(&old, &new);
        assert_eq!(changes.questions_answer_changed, usize::from(!counts), "{name}: {from}");
        assert_eq!(changes.questions_reworded, usize::from(counts), "{name}: {from}");
        // With the former question again, all of it counts again.
        standing.hold_against([before]);
        assert!(standing.item(&before.id, &[]).ever_right);
    }
}

#[test]
fn what_is_forgiven_in_a_word_is_no_part_of_its_key() {
    let key = |accepted: &str| {
        let course = with(&[("\"rock\", \"bedrock\"", accepted)]);
        hash::key(question(&course, "typed"))
    };
    let rock = key("\"rock\", \"bed rock\"");
    assert_eq!(key("\"Bed  rock\", \"rock\", \"ROCK\""), rock);
    assert_ne!(key("\"rock\", \"bedrock\""), rock);
}

/// Older hashes change with what stands beside the right answer too, so the answer itself decides.
#[test]
fn an_answer_from_before_there_were_keys_counts_if_it_is_worth_the_same_today() {
    let old = course(WORKSHOP);
    for (name, change, from, to) in CHANGES {
        let (before, new) = (question(&old, name), with(&[(from, to)]));
        let now = question(&new, name);
        for right in [true, false] {
            let made = attempt(before, former(before), right);
            let mut standing = Standing::default();
            standing.add(&made);
            standing.hold_against([now]);
            let worth = strata::quiz::grade(now, &made.answer).right();
            let item = standing.item(&before.id, &[]);
            assert_eq!(item.ever_right, right && worth, "{name}: {from}");
            assert_eq!(item.changed, right != worth, "{name}: {from}");
            if change != Change::Key {
                assert_eq!((item.attempts, item.ever_right), (1, right), "{name}: {from}");
            }
        }
    }
    // A wrong answer that would be right today does not count, and the question is asked again.
    let new = with(&[("text: \"The rock\",", "text: \"The rock\", correct: true,")]);
    let before = question(&old, "single");
    let wrong = Answer::Options(vec![id("rock")]);
    let mut standing = Standing::default();
    standing.add(&Attempt { answer: wrong, ..attempt(before, former(before), false) });
    standing.hold_against([question(&new, "single")]);
    assert!(standing.item(&before.id, &[]).changed_since());
}

/// The course with a further lesson, a further picture beside the others, and something more to
/// choose from wherever that is possible.
fn grown() -> Course {
    let more = r#"
        (
            id: "bridge", title: "Bridge", minutes: 3,
            diagrams: [(id: "arch", title: "Arch", body: Stack([
                Layer(id: "road", name: "Road", role: Application, about: "One walks on it."),
                Layer(id: "stones", name: "Stones", role: Library, about: "They hold the road."),
                Layer(id: "river", name: "River", role: Hardware, about: "It runs below."),
            ]))],
            blocks: [Prose("Look at it."), SideBySide(id: "figure-3", diagrams: ["arch"])],
        ),
        (
            id: "yard", title: "Yard""#;
    let mut changes: Vec<(&str, &str)> = CHANGES
        .iter()
        .filter(|(name, change, from, _)| {
            *change == Change::Beside && (*name != "single" || from.contains("The rock"))
        })
        .map(|(_, _, from, to)| (*from, *to))
        .collect();
    changes.retain(|(_, to)| !to.contains("A stone"));
    changes.push(("diagrams: [\"tower\", \"hut\"]", "diagrams: [\"tower\", \"hut\", \"tent\"]"));
    let tent = r#"about: "It is what there is."),
            ])), (id: "tent", title: "Tent", body: Stack([
                Layer(id: "cloth", name: "Cloth", role: Application, about: "It is waxed."),
                Layer(id: "ropes", name: "Ropes", role: Library, about: "They hold the cloth."),
                Layer(id: "pegs", name: "Pegs", role: Kernel, about: "The ropes are tied to them."),
                Layer(id: "grass", name: "Grass", role: Hardware, about: "It is soft."),
            ]))],
            same: [
                (id: "cloths", nodes: ["tower/roof", "tent/cloth"], because: "Both are wet."),
                (id: "tied", nodes: ["tent/ropes"], missing_in: ["tower"], because: "It stands."),
                (id: "stuck", nodes: ["tent/pegs"], missing_in: ["tower", "hut"], because: "Far."),
                (id: "cut", nodes: ["tent/grass"], missing_in: ["tower"], because: "It is dry."),"#;
    let hut = "about: \"It is what there is.\"),\n            ]))],\n            same: [";
    changes.push((hut, tent));
    changes.push(("lessons: [\"bench\", \"yard\"]", "lessons: [\"bench\", \"bridge\", \"yard\"]"));
    changes.push(("\n        (\n            id: \"yard\", title: \"Yard\"", more));
    with(&changes)
}

#[test]
fn an_update_that_adds_a_lesson_and_distractors_asks_nothing_again() {
    let (old, new) = (course(WORKSHOP), grown());
    let asked = all_questions(&old);
    let drawn = asked.iter().filter(|question| is_generated(&question.id)).count();
    assert!(drawn > 3, "{drawn}");
    let now = all_questions(&new);
    let redrawn = asked.iter().filter(|before| {
        let after = now.iter().find(|after| after.id == before.id).unwrap();
        is_generated(&before.id) && hash::former_key(before) != hash::former_key(after)
    });
    let redrawn = redrawn.count();
    assert!(redrawn > 0, "their distractors are others now");
    for kept in [hashes, former] {
        let mut record = Record::in_memory().unwrap();
        for question in &asked {
            record.append(&attempt(question, kept(question), true)).unwrap();
        }
        let standing = record.standing(&key(PACK)).unwrap();
        let mut model = model(&new, standing, "bench");
        for name in ["bench", "yard"] {
            let lesson = LessonKey { pack: key(PACK), lesson: id(name) };
            let _none = update(&mut model, Action::OpenLesson(lesson.clone()));
            assert_eq!((lesson_state(&model, name), changed(&model, name)), (LessonState::Done, 0));
            assert_eq!(model.minutes_left(&lesson), Some(0));
        }
        for question in asked.iter().chain(&now) {
            let item = model.item(&key(PACK), question);
            let known = asked.iter().any(|before| before.id == question.id);
            assert_eq!((item.ever_right, item.changed), (known, false), "{}", question.id);
        }
    }
}

/// The right layer of a picture's question is another one once the picture has changed.
#[test]
fn what_a_picture_asks_is_asked_again_where_another_layer_is_right() {
    let old = course(WORKSHOP);
    let asked = drawn_questions(&old, &old.lessons[0]);
    let gap = asked.iter().find(|question| question.id.as_str().starts_with("gap")).unwrap();
    let mut moved = gap.clone();
    let strata::quiz::Kind::Single(choices) = &mut moved.kind else { panic!("one of several") };
    for choice in choices.iter_mut() {
        choice.correct = !choice.correct;
    }
    let mut standing = Standing::default();
    standing.add(&attempt(gap, hashes(gap), true));
    standing.hold_against([&moved]);
    assert!(standing.item(&gap.id, &[]).changed_since());
    // An answer with a hash of the older kind: the question's id itself says what is right.
    let mut standing = Standing::default();
    standing.add(&attempt(gap, Hashes { answer: "1:00".to_owned(), ..hashes(gap) }, true));
    standing.hold_against([gap]);
    assert!(standing.item(&gap.id, &[]).ever_right);
}

/// Three questions: an update rewords the first, renames the second, changes the answer of the
/// third, and adds a fourth.
pub const ONE: &str = r#"(format: 1, publisher: "someone", id: "workshop", version: "1.0.0",
    title: "Updated", language: "en", license: "CC0-1.0",
    units: [(id: "u", title: "U", lessons: ["l"])],
    inline: [(id: "l", title: "L", minutes: 4, blocks: [Prose("Read.")], questions: [
        (id: "q1", prompt: "One", in_order: true, kind: Single(options: [
            (id: "a", text: "First", correct: true, because: "A."),
            (id: "b", text: "Second", because: "B."),
        ])),
        (id: "q2", prompt: "Two", in_order: true, kind: Single(options: [
            (id: "a", text: "First", correct: true, because: "A."),
            (id: "b", text: "Second", because: "B."),
        ])),
        (id: "q3", prompt: "Three", in_order: true, kind: Single(options: [
            (id: "a", text: "First", correct: true, because: "A."),
            (id: "b", text: "Second", because: "B."),
        ])),
    ])],
)"#;

pub fn two() -> String {
    let three = ONE.find("(id: \"q3\"").unwrap();
    let (before, third) = ONE.split_at(three);
    let before = before
        .replace("\"1.0.0\"", "\"2.0.0\"")
        .replace("prompt: \"One\"", "prompt: \"One, in other words\"")
        .replace("(id: \"q2\",", "(id: \"q2-new\", was: [\"q2\"],");
    let third = third
        .replace(" correct: true,", "")
        .replace("text: \"Second\",", "text: \"Second\", correct: true,");
    let fourth = "(id: \"q4\", prompt: \"Four\", in_order: true, kind: Single(options: [
            (id: \"a\", text: \"First\", correct: true, because: \"A.\"),
            (id: \"b\", text: \"Second\", because: \"B.\"),
        ])),\n    ])],";
    before + &third.replacen("    ])],", fourth, 1)
}

fn all_right(text: &str) -> (Course, Record) {
    let course = course(text);
    let mut record = Record::in_memory().unwrap();
    for question in all_questions(&course) {
        record.append(&attempt(&question, hashes(&question), true)).unwrap();
    }
    (course, record)
}

#[test]
fn an_update_asks_again_only_what_has_another_answer() {
    let (old, mut record) = all_right(ONE);
    let new = course(&two());
    let done = model(&old, record.standing(&key(PACK)).unwrap(), "l");
    assert_eq!(lesson_state(&done, "l"), LessonState::Done);

    let mut model = model(&new, record.standing(&key(PACK)).unwrap(), "l");
    assert_eq!(lesson_state(&model, "l"), LessonState::Begun(0.5), "two of four");
    assert_eq!(changed(&model, "l"), 1);
    assert_eq!(current(&model), Some("q3"), "asked again, before what is new");
    let session = model.session().unwrap();
    let results = ["q1", "q2-new", "q3", "q4"].map(|name| session.result(&id(name)));
    assert_eq!(results, [Some(true), Some(true), None, None]);
    assert!(model.open_to_ask(&id("q3")), "a step asks it again too");

    // The former answer is wrong now; then the right one is given.
    let _wrong = answer(&mut model, &mut record, "a");
    assert_eq!(changed(&model, "l"), 0);
    assert_eq!(lesson_state(&model, "l"), LessonState::Begun(0.5));
    let _none = update(&mut model, Action::TryAgain);
    let _made = answer(&mut model, &mut record, "b");
    assert_eq!(lesson_state(&model, "l"), LessonState::Begun(0.75));
    let _none = update(&mut model, Action::NextQuestion);
    let _made = answer(&mut model, &mut record, "a");
    assert_eq!(lesson_state(&model, "l"), LessonState::Done);

    // The next start counts the same answers.
    let again = self::model(&new, record.standing(&key(PACK)).unwrap(), "l");
    let third = question(&new, "q3");
    assert_eq!(again.item(&key(PACK), third), model.item(&key(PACK), third));
    assert_eq!(lesson_state(&again, "l"), LessonState::Done);
}

#[test]
fn an_update_tells_what_it_asks_again() {
    let (old, new) = (course(ONE), course(&two()));
    let receipt = Receipt {
        replaces: Some(old.version.clone()),
        changes: Changes::between(&old, &new),
        course: Arc::new(new),
        files: PackFiles::default(),
        warnings: vec![],
    };
    insta::assert_snapshot!(receipt.summary(), @"Version 1.0.0 → 2.0.0. 1 new question, 1 reworded question, 1 question with another answer. The one with another answer is asked again; all other progress is kept.");
}

/// Lets an update of a course arrive while a model shows its lesson.
fn updated(model: &mut Model, new: &Course, record: &Record) {
    let receipt = Arc::new(Receipt {
        replaces: None,
        changes: Changes::default(),
        course: Arc::new(new.clone()),
        files: PackFiles::default(),
        warnings: vec![],
    });
    let effects = update(model, Action::ImportPath(PathBuf::from("pack.ron")));
    let job = effects.first().map(Effect::job).unwrap();
    let effects = update(model, Action::Prepared { job, result: Ok(receipt) });
    let job = effects.first().map(Effect::job).unwrap();
    assert!(matches!(model.import, Import::Installing(..)));
    let shelf = Arc::new(model.shelf.with(Arc::new(new.clone()), Origin::Embedded));
    let standing = Arc::new(record.standing(&key(PACK)).unwrap());
    let _none = update(model, Action::Installed { job, result: Ok(Installed { shelf, standing }) });
}

#[test]
fn an_update_of_the_open_lesson_counts_at_once_whatever_is_on_its_way() {
    let old = course(ONE);
    let mut record = Record::in_memory().unwrap();
    let mut model = model(&old, Standing::default(), "l");
    for name in ["q1", "q2"] {
        let made = answer(&mut model, &mut record, "a");
        assert_eq!(made.item, id(name));
        let _none = update(&mut model, Action::NextQuestion);
    }
    // Answered, but not on disk yet when the update comes.
    let _none = update(&mut model, Action::Choose(Answer::Options(vec![id("a")])));
    let effects = update(&mut model, Action::CheckAnswer);
    updated(&mut model, &course(&two()), &record);
    assert_eq!(lesson_state(&model, "l"), LessonState::Begun(0.5));
    let _none = update(&mut model, Action::Stored { job: effects[0].job(), result: Ok(RowId(1)) });
    assert_eq!(changed(&model, "l"), 1, "it answered what was asked then");
    assert_eq!(lesson_state(&model, "l"), LessonState::Begun(0.5));
}

#[test]
fn a_guess_at_what_was_asked_then_is_none_at_what_is_asked_now() {
    let before = ONE.replace("questions: [", "before: [\"q2\", \"q3\"], questions: [");
    let after = two().replace("questions: [", "before: [\"q2-new\", \"q3\"], questions: [");
    let (old, new) = (course(&before), course(&after));
    let mut record = Record::in_memory().unwrap();
    let mut model = model(&old, Standing::default(), "l");
    let _none = update(&mut model, Action::GuessFirst);
    for _ in 0..2 {
        let guess = answer(&mut model, &mut record, "b");
        assert_eq!(guess.what, RowKind::Guess);
    }
    assert_eq!(model.rounds.guesses.len(), 2);
    updated(&mut model, &new, &record);
    let guessed: Vec<&Id> = model.rounds.guesses.keys().map(|(_, question)| question).collect();
    assert_eq!(guessed, [&id("q2-new")], "under its new name");
    let item = model.item(&key(PACK), question(&new, "q3"));
    assert_eq!((item.guessed, item.changed), (false, true));
}

#[test]
fn a_lesson_that_was_known_is_not_when_what_showed_it_has_changed() {
    let (_, mut record) = all_right(ONE);
    record.note(&key(PACK), &id("l"), LessonEvent::Known, NOW).unwrap();
    let new = course(&two());
    let mut model = model(&new, record.standing(&key(PACK)).unwrap(), "l");
    assert_eq!(lesson_state(&model, "l"), LessonState::Begun(0.5));
    let _wrong = answer(&mut model, &mut record, "a");
    assert!(lesson_state(&model, "l") != LessonState::Done, "it does not show it any more");
    let _none = update(&mut model, Action::TryAgain);
    let _right = answer(&mut model, &mut record, "b");
    assert_eq!(lesson_state(&model, "l"), LessonState::Done, "the fourth was never asked");
    // A further question that the check did not ask leaves the lesson known.
    let mut record = Record::in_memory().unwrap();
    record.note(&key(PACK), &id("l"), LessonEvent::Known, NOW).unwrap();
    let standing = record.standing(&key(PACK)).unwrap();
    assert_eq!(lesson_state(&self::model(&new, standing, "l"), "l"), LessonState::Done);
}

#[test]
fn what_changed_is_undone_and_begun_again_like_everything_else() {
    let (_, mut record) = all_right(ONE);
    let new = course(&two());
    let mut model = model(&new, record.standing(&key(PACK)).unwrap(), "l");
    let _made = answer(&mut model, &mut record, "b");
    assert_eq!(changed(&model, "l"), 0);
    // After taking the answer back, all is as it was right after the update.
    let correct = |model: &mut Model, record: &mut Record, action: Action| {
        let effects = update(model, action);
        let [Effect::Correct { job, corrections }] = effects.as_slice() else { panic!("one") };
        let standing = record.correct(corrections).unwrap();
        let _none = update(model, Action::Corrected { job: *job, result: Ok(Arc::new(standing)) });
        (**corrections).clone()
    };
    let _said = correct(&mut model, &mut record, Action::Command(Command::Undo));
    assert_eq!((changed(&model, "l"), current(&model)), (1, Some("q3")));
    let question_only = model.resetting(ResetScope::Question).unwrap();
    assert!(question_only.is_empty(), "nothing of it counts");
    // Beginning again takes away also what was answered before the change.
    let resetting = model.resetting(ResetScope::Lesson).unwrap();
    assert_eq!((resetting.items.len(), resetting.answers), (2, 2));
    assert_eq!(resetting.changed, [id("q3")]);
    let said = correct(&mut model, &mut record, Action::Reset(ResetScope::Lesson));
    assert_eq!(said.items.len(), 3);
    assert_eq!((changed(&model, "l"), current(&model)), (0, Some("q1")));
    let old = self::model(&course(ONE), record.standing(&key(PACK)).unwrap(), "l");
    assert!(lesson_state(&old, "l") != LessonState::Done, "nor does the old version bring it back");
    let _said = correct(&mut model, &mut record, Action::Command(Command::Undo));
    assert_eq!((changed(&model, "l"), lesson_state(&model, "l")), (1, LessonState::Begun(0.5)));
}
