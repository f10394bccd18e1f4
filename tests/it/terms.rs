//! The glossary of a pack: where its words may stand, what is said of those that stand wrongly, and
//! that they change nothing else.

use crate::support::id;
use std::time::{Duration, Instant};
use strata::{
    pack::{Course, PackFile, PackFiles, check, check_with},
    quiz::{Kind, hashes},
};

const PACK: &str = r#"(
    format: 1, publisher: "someone", id: "pods", version: "1.0.0", title: "Small", language: "en",
    license: "CC0-1.0",
    units: [
        (id: "first", title: "First", lessons: ["one", "two"]),
        (id: "last", title: "Last", lessons: ["three"]),
    ],
    terms: [
        (id: "pod", word: "pod", meaning: "Things that belong together.", also: ["capsule"], introduced_in: "two"),
        (id: "pid", word: "PID", meaning: "A number.", introduced_in: "one"),
        (id: "bind-mount", word: "bind mount", meaning: "A folder in two places.", introduced_in: "three"),
    ],
)"#;

const ONE: &str = r#"(
    id: "one", title: "Of pods", minutes: 5,
    hook: "What is it?",
    diagrams: [(id: "pic", title: "Pic", body: Stack([
        Layer(id: "top", name: "A pod", role: Application, about: "A bind mount."),
        Layer(id: "low", name: "Low", role: Hardware, about: "All."),
    ]))],
    blocks: [
        Prose("Every PID, and `pod --all`, and [a page](https://pod.example/pod)."),
        SideBySide(diagrams: ["pic"], steps: [(id: "s", say: "First this.", focus: ["top"])], traces: [
            (id: "t", title: "A way", paths: [(diagram: "pic", hops: [(at: "top", say: "Here.")])]),
        ]),
        Table(title: "Table", columns: ["Head"], rows: [(id: "r", cells: ["cell"])]),
        Fold(title: "More", blocks: [Prose("Folded.")]),
    ],
    recap: ["It was it."],
    try_it: "Try it.",
    questions: [(id: "q1", prompt: "Which one?", hints: ["Think."], kind: Single(options: [
        (id: "a", text: "This", correct: true, because: "So it is."),
        (id: "b", text: "That", because: "It is not."),
    ]))],
)"#;

const TWO: &str = r#"(
    id: "two", title: "Two", minutes: 5,
    blocks: [Prose("A [pod](term:pod) is new.")],
    questions: [(id: "q2", prompt: "Which [pod](term:pod)?", kind: Single(options: [
        (id: "a", text: "The first", correct: true, because: "Its [PID](term:pid) is 1."),
        (id: "b", text: "The next", because: "No."),
    ]))],
)"#;

const THREE: &str = r#"(
    id: "three", title: "Three", minutes: 5,
    blocks: [Prose("Bind mounts are new.")],
    questions: [(id: "q3", prompt: "Which?", kind: Single(options: [
        (id: "a", text: "The first", correct: true, because: "Yes."),
        (id: "b", text: "The next", because: "No."),
    ]))],
)"#;

fn pack() -> PackFiles {
    let file =
        |(path, text): (&str, &str)| PackFile { path: path.into(), text: text.to_owned().into() };
    let files = [
        ("pack.ron", PACK),
        ("lessons/one.ron", ONE),
        ("lessons/three.ron", THREE),
        ("lessons/two.ron", TWO),
    ];
    PackFiles { files: files.map(file).to_vec() }
}

fn with(file: &str, old: &str, new: &str) -> PackFiles {
    let mut files = pack();
    let file = files.files.iter_mut().find(|f| f.path.contains(file)).unwrap();
    assert!(file.text.contains(old), "{old:?} is not in {}", file.path);
    file.text = file.text.replacen(old, new, 1).into();
    files
}

/// Each problem in a line, and behind it the words that it points at.
fn said(files: &PackFiles) -> String {
    let checked = check_with(files, &|_| true);
    checked.problems.iter().map(|problem| format!("{problem} | {}\n", problem.words)).collect()
}

fn catalogue(cases: &[(&str, &str, &str)]) -> String {
    let case = |(file, old, new): &(&str, &str, &str)| {
        let said = said(&with(file, old, new));
        let said = if said.is_empty() { "nothing\n".to_owned() } else { said };
        format!("# {file}: {old} → {new}\n{said}\n")
    };
    cases.iter().map(case).collect()
}

#[test]
fn a_pack_whose_words_stand_where_they_may_has_no_fault() {
    assert_eq!(said(&pack()), "");
}

#[test]
fn words_that_come_before_their_lesson_are_told_with_their_place() {
    insta::assert_snapshot!(catalogue(&[
        ("one", "What is it?", "What is a pod?"),
        ("one", "Every PID", "Pods, pods’ pods and a pod"),
        ("one", "Every PID", "Every PID of **two pods**"),
        ("one", "Every PID", "Every PID in a capsule"),
        ("one", "Every PID", "Every PID, a [group](term:pod)"),
        ("one", "Every PID", "Every PID\\n\\n- of bind\\n  mounts"),
        ("one", "Every PID", "Every PID, pids, a Pod, podium, pod-like"),
        ("one", "First this.", "First this pod."),
        ("one", "say: \"Here.\"", "say: \"Here: Capsules.\""),
        ("one", "\"cell\"", "\"a `pod`, *pods*\""),
        ("one", "title: \"Table\"", "title: \"Pods\""),
        ("one", "\"Head\"", "\"Pods\""),
        ("one", "Folded.", "A folded pod."),
        ("one", "title: \"More\"", "title: \"More pods\""),
        ("one", "It was it.", "It was a pod."),
        ("one", "Try it.", "Try a pod."),
        ("one", "Which one?", "Which pod?"),
        ("one", "Which one?", "Which [one](term:pod)?"),
        ("one", "Think.", "Think of pods."),
        ("one", "text: \"This\"", "text: \"A pod\""),
        ("one", "It is not.", "It is no pod."),
        ("one", "What is it?", "A pod, and a bind mount?"),
        ("two", "is new", "is a bind mount"),
        ("pack", "lessons: [\"one\", \"two\"])", "lessons: [\"two\", \"one\"])"),
        (
            "pack",
            "lessons: [\"one\", \"two\"])",
            r#"lessons: ["one", "two"], check: (id: "c", title: "C", pass: 1, ask: ["own"], questions: [
                (id: "own", prompt: "A pod, a bind mount?", kind: Single(options: [
                    (id: "a", text: "Yes", correct: true, because: "Yes."),
                    (id: "b", text: "No", because: "No."),
                ]))]))"#,
        ),
    ]));
}

#[test]
fn what_is_wrong_with_the_glossary_itself_is_told() {
    insta::assert_snapshot!(catalogue(&[
        ("pack", "word: \"PID\"", "word: \"UID\""),
        ("pack", "word: \"PID\"", "word: \"pod\""),
        ("pack", "also: [\"capsule\"]", "also: [\"pod\"]"),
        ("pack", "also: [\"capsule\"]", "also: [\"PID\"]"),
        ("pack", "word: \"PID\"", "word: \" \""),
        ("pack", "meaning: \"A number.\"", "meaning: \"A [number](term:pod).\""),
        ("pack", "introduced_in: \"one\"", "introduced_in: \"three\""),
        ("pack", "introduced_in: \"one\"", "introduced_in: \"ones\""),
        ("pack", "(id: \"pid\"", "(id: \"pod\""),
        ("two", "A [pod](term:pod) is", "A [pod](term:pot) is"),
        ("two", "A [pod](term:pod) is", "A [pod](term:the pod) is"),
        ("two", "Which [pod](term:pod)?", "Which [pod](term:pot)?"),
        ("two", "Which [pod](term:pod)?", "Which [pod](term:the pod)?"),
        ("two", "Which [pod](term:pod)?", "Which [](term:pod) pod?"),
        ("two", "Which [pod](term:pod)?", "Which [*pod*](term:pod)?"),
        ("two", "title: \"Two\"", "title: \"A [pod](term:pod)\""),
        ("one", "name: \"A pod\"", "name: \"A [pod](term:pod)\""),
        ("one", "say: \"First this.\"", "say: \"First this [pod](term:pod).\""),
    ]));
}

#[test]
fn in_another_language_words_are_found_only_as_they_are() {
    let english = with("one", "What is it?", "Was sind pods?");
    assert!(said(&english).contains("`pods`"));
    let mut german = english;
    german.files[0].text =
        german.files[0].text.replace("language: \"en\"", "language: \"de\"").into();
    let said = said(&german);
    // "Bind mounts" is none of its words either, so that nothing uses that one.
    assert!(!said.contains("`pods`") && said.contains("`bind-mount`"), "{said}");
}

fn course(files: &PackFiles) -> Course {
    check(files).course.unwrap()
}

#[test]
fn a_word_that_is_linked_changes_nothing_of_a_question() {
    let plain = with("two", "Which [pod](term:pod)?", "Which pod?");
    let (plain, linked) = (course(&plain), course(&pack()));
    let question = |course: &Course| course.lesson(&id("two")).unwrap().questions[0].clone();
    let (plain, linked) = (question(&plain), question(&linked));
    assert_eq!(linked.prompt, "Which pod?");
    assert_eq!((linked.prompt.glosses().len(), plain.prompt.glosses().len()), (1, 0));
    assert_eq!(hashes(&plain), hashes(&linked));
    assert_eq!(plain, linked);
    let Kind::Single(choices) = &linked.kind else { panic!() };
    assert_eq!(choices[0].because, "Its PID is 1.");
    let gloss = &choices[0].because.glosses()[0];
    assert_eq!((&choices[0].because[gloss.at.clone()], &gloss.term), ("PID", &id("pid")));
}

/// How long the check of a pack takes with so many terms and so many words of prose.
fn takes(terms: usize, words: usize) -> Duration {
    let glossary: String = (0..terms)
        .map(|at| {
            format!("(id: \"t{at}\", word: \"term{at} of all\", meaning: \"M.\", introduced_in: \"one\"),\n")
        })
        .collect();
    let mut files = with("pack", "terms: [", &format!("terms: [\n{glossary}"));
    let prose: String = (0..words).map(|at| format!("term{} of it, ", at % terms)).collect();
    let blocks: String = prose
        .as_bytes()
        .chunks(40_000)
        .map(|part| format!("Prose(\"{}\"),", String::from_utf8_lossy(part)))
        .collect();
    let one = files.files.iter_mut().find(|file| file.path.contains("one")).unwrap();
    one.text = one.text.replacen("blocks: [", &format!("blocks: [{blocks}"), 1).into();
    let begun = Instant::now();
    let checked = check(&files);
    assert!(checked.course.is_some());
    begun.elapsed()
}

/// Each word is looked up once, however many there are in the glossary.
#[test]
fn many_terms_and_long_texts_do_not_multiply() {
    let few = takes(30, 40_000);
    let many = takes(6_000, 40_000);
    // Words against words would be two hundred times as much.
    assert!(many < few * 12 + Duration::from_secs(1), "{few:?}, {many:?}");
}
