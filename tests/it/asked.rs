//! What the pictures of whole packs ask: once, from what teaches most on, in plain words, and with
//! the facts that decide it. The words themselves are golden where the pack is kept for it.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write,
    path::Path,
};
use strata::{
    diagram::NodeRef,
    id::Id,
    pack::{Course, Lesson, check, drawn_questions, read},
    quiz::{
        Answer, Kind, Question,
        generate::{KINDS, Rank, kind_of, rank},
        grade, hash, right_answer,
        spelling::folded,
    },
};

fn course(path: &str) -> Course {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let checked = check(&read(&path).expect("it can be read"));
    checked.course.unwrap_or_else(|| panic!("{:?}", checked.problems))
}

/// The gallery, the kept pack of diagrams and the course that is shipped.
const PACKS: [&str; 3] =
    ["tests/packs/gallery", "tests/packs/curriculum", "content/containers-vs-vms"];

fn each(mut work: impl FnMut(&Course, &Lesson, &[Question])) {
    for pack in PACKS {
        let course = course(pack);
        for lesson in &course.lessons {
            work(&course, lesson, &drawn_questions(&course, lesson));
        }
    }
}

/// As it is reviewed: what is asked, what is right, and why.
fn told(course: &Course) -> String {
    let mut text = String::new();
    for lesson in &course.lessons {
        let questions = drawn_questions(course, lesson);
        writeln!(text, "# {}: {}", lesson.id, questions.len()).unwrap();
        for question in &questions {
            writeln!(text, "\n[{}] {}", question.id, question.prompt).unwrap();
            match &question.kind {
                Kind::Order(order) => {
                    for item in &order.items {
                        writeln!(text, "  {}. {}: {}", item.rank, item.text, item.because).unwrap();
                    }
                }
                Kind::PointAt { target, places, .. } => {
                    for place in places {
                        let right = place.nodes.iter().all(|of| target.nodes().contains(of));
                        let sign = if right { '+' } else { '-' };
                        writeln!(text, "  {sign} {}: {}", place.nodes[0], place.because).unwrap();
                    }
                }
                Kind::Break(asked) => {
                    for request in &asked.requests {
                        let fate = asked.right(request).unwrap();
                        let (title, because) = (&request.text, &request.because);
                        writeln!(text, "  {fate} “{title}”: {because}").unwrap();
                    }
                }
                kind => {
                    if let Kind::Diagnose(asked) = kind {
                        for tried in &asked.requests {
                            let fate = if tried.arrives { "arrives" } else { "stops" };
                            let few = asked.fewest.contains(&tried.id);
                            let few = if few { ", and has to be tried" } else { "" };
                            writeln!(text, "  “{}” {fate}{few}", tried.text).unwrap();
                        }
                    }
                    for choice in kind.choices().unwrap() {
                        let sign = if choice.correct { '+' } else { '-' };
                        let belief = choice.misconception.as_ref();
                        let belief = belief.map(|id| format!(" <{id}>")).unwrap_or_default();
                        let (text_of, because) = (&choice.text, &choice.because);
                        writeln!(text, "  {sign} {text_of}{belief}: {because}").unwrap();
                    }
                }
            }
            for fact in &question.facts {
                let nodes = fact.nodes.iter().map(ToString::to_string);
                let lines = fact.lines.iter().map(|line| format!("-{}/{}-", line.diagram, line.of));
                let shown: Vec<String> = nodes.chain(lines).collect();
                writeln!(text, "  = {} ({})", fact.says, shown.join(" ")).unwrap();
            }
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_gallery_asks_this() {
    insta::assert_snapshot!("gallery-asks", told(&course("tests/packs/gallery")));
}

#[test]
fn the_kept_diagrams_ask_this() {
    insta::assert_snapshot!("curriculum-asks", told(&course("tests/packs/curriculum")));
}

#[test]
fn of_no_stem_are_there_two_keys_and_no_question_is_asked_twice() {
    each(|_, lesson, questions| {
        let mut stems: HashMap<String, String> = HashMap::new();
        let mut ids = BTreeSet::new();
        for question in questions {
            let key = hash::key(question);
            let known = stems.insert(folded(&question.prompt), key.clone());
            assert!(known.is_none_or(|known| known == key), "{}: {}", lesson.id, question.prompt);
            assert!(ids.insert(&question.id), "{}", question.id);
        }
    });
}

#[test]
fn of_two_directions_of_a_likeness_one_is_asked() {
    each(|_, lesson, questions| {
        let mut known: BTreeSet<Vec<String>> = BTreeSet::new();
        for question in questions {
            if !matches!(kind_of(&question.id), Some("answers" | "place")) {
                continue;
            }
            let nodes = &question.facts[0].nodes;
            for other in &nodes[1..] {
                let mut pair = vec![nodes[0].to_string(), other.to_string()];
                pair.sort();
                assert!(known.insert(pair), "{}: {}", lesson.id, question.id);
            }
        }
        let mut pictures = BTreeSet::new();
        for question in questions.iter().filter(|of| kind_of(&of.id) == Some("shared")) {
            let nodes = question.facts.iter().flat_map(|fact| &fact.nodes);
            let pair: BTreeSet<Option<Id>> = nodes.map(|node| node.diagram.clone()).collect();
            assert!(pictures.insert(pair), "{}: {}", lesson.id, question.id);
        }
    });
}

#[test]
fn what_teaches_most_comes_first() {
    let mut ranks = BTreeSet::new();
    each(|_, lesson, questions| {
        let all: Vec<Rank> = questions.iter().map(|of| rank(&of.id).expect("a kind")).collect();
        assert!(all.is_sorted(), "{}: {all:?}", lesson.id);
        ranks.extend(all);
    });
    let mut wanted: BTreeSet<Rank> = KINDS.iter().map(|(_, rank)| *rank).collect();
    // The last in the list: authors of the packs here have forbidden it, or it was not reached.
    assert!(wanted.remove(&Rank::Owner));
    ranks.remove(&Rank::Owner);
    assert_eq!(ranks, wanted, "all others are asked somewhere");
}

#[test]
fn each_question_carries_the_facts_that_decide_it() {
    each(|course, lesson, questions| {
        for question in questions {
            assert!(!question.facts.is_empty(), "{}", question.id);
            for fact in &question.facts {
                assert!(fact.says.ends_with('.') && fact.says.len() > 10, "{}", fact.says);
                assert!(!fact.nodes.is_empty(), "{}: {}", question.id, fact.says);
                for NodeRef { diagram, node, .. } in &fact.nodes {
                    let id = diagram.as_ref().expect("its diagram is named");
                    let diagram = course.diagram(id).expect("it is there");
                    assert!(diagram.layer(node).is_some(), "{}: {id}/{node}", lesson.id);
                }
            }
            assert!(grade(question, &right_answer(question)).right(), "{}", question.id);
            assert!(!grade(question, &Answer::Options(Vec::new())).right(), "{}", question.id);
        }
    });
}

/// One pattern for each kind and number: what stands in its place is a name, or of a request what
/// its author says.
fn patterns() -> BTreeMap<&'static str, Vec<&'static str>> {
    BTreeMap::from([
        (
            "missing",
            vec![
                "Which one of these layers of “*” has no counterpart in “*”?",
                "Which of these layers of “*” have no counterpart in “*”?",
            ],
        ),
        (
            "answers",
            vec![
                "Which layer of “*” does the same job as * in “*”?",
                "Which layers of “*” do the same job as * in “*”?",
                "Which part of “*” does the same job as * in “*”?",
                "Which parts of “*” do the same job as * in “*”?",
            ],
        ),
        (
            "place",
            vec![
                "Which layer of “*” stands in the place of * in “*”, but does another job?",
                "Which part of “*” stands in the place of * in “*”, but does another job?",
            ],
        ),
        ("shared", vec!["Point at every layer of “*” that “*” has as well."]),
        (
            "copies",
            vec![
                "In “*”, which one of these layers does each * have to itself?",
                "In “*”, which of these layers does each * have to itself?",
            ],
        ),
        (
            "inside",
            vec![
                "Which of these lies inside the frame “*” in the picture “*”?",
                "Which of these lie inside the frame “*” in the picture “*”?",
            ],
        ),
        (
            "guards",
            vec![
                "In which one of these pictures does hardware enforce a boundary, and not a kernel alone?",
                "In which of these pictures does hardware enforce a boundary, and not a kernel alone?",
            ],
        ),
        ("bounds", vec!["In “*”, what lies between * and *?"]),
        (
            "path",
            vec![
                "Put these layers of “*” in the order in which the request “*” comes to them.",
                "Put these layers of “*” in the order in which the request “*” comes to them for the first time.",
            ],
        ),
        (
            "turns",
            vec![
                "The request “*” has come to * in “*”. * Say that the answer is “*”. Where does the request go next?",
            ],
        ),
        (
            "arrives",
            vec![
                "Say that * in “*” answers nothing any more: whatever comes to it stops there. What becomes of each of these requests?",
                "Say that no * in “*” answers any more: whatever comes to one stops there. What becomes of each of these requests?",
            ],
        ),
        (
            "fault",
            vec![
                "One layer of “*” answers nothing any more: whatever comes to it stops there. Try what you need to know, and say which layer it is.",
            ],
        ),
        (
            "breaks",
            vec!["Say that * fails in “*”. Which of these does the request “*” still reach?"],
        ),
        (
            "order",
            vec![
                "Put the layers of “*” in order, as they stand on each other in the picture.",
                "Put these layers of “*” in order, as they stand on each other in the picture.",
                "Put these layers of “*”, the stack with *, in order, as they stand on each other in the picture.",
            ],
        ),
        ("gap", vec!["In “*”, which layer stands between * and *?"]),
        ("whose", vec!["Which of these pictures has a layer called “*”?"]),
    ])
}

fn fits(pattern: &str, text: &str) -> bool {
    let mut rest = text;
    let mut parts = pattern.split('*');
    let Some(tail) = parts.next().and_then(|first| rest.strip_prefix(first)) else { return false };
    rest = tail;
    for part in parts {
        let Some(at) = rest.get(1..).and_then(|rest| rest.find(part)) else { return false };
        rest = &rest[1 + at + part.len()..];
    }
    rest.is_empty() || pattern.ends_with('*')
}

#[test]
fn there_is_one_pattern_for_each_kind_and_number() {
    let patterns = patterns();
    assert_eq!(patterns.len(), KINDS.len());
    each(|course, lesson, questions| {
        for question in questions {
            if course.wishes.iter().any(|wish| wish.id == question.id) {
                continue;
            }
            let kind = kind_of(&question.id).expect("a kind");
            let of_kind = &patterns[kind];
            let fit = of_kind.iter().filter(|pattern| fits(pattern, &question.prompt)).count();
            assert!(fit > 0, "{}: [{}] {}", lesson.id, question.id, question.prompt);
            let several =
                ["layers of", "parts of", "of these layers", "of these lie ", "of these pictures"];
            let mut several = several.iter().filter(|words| question.prompt.contains(**words));
            let several = several.next().is_some()
                && !question.prompt.contains("one of these")
                && kind != "whose"
                && kind != "order";
            if let (Kind::Single(_), true) = (&question.kind, several) {
                panic!("one is right, and several are asked for: {}", question.prompt);
            }
            let texts = question.kind.choices().unwrap_or_default().iter();
            let texts = texts.flat_map(|choice| [&choice.text, &choice.because]);
            for text in texts.chain([&question.prompt]) {
                assert!(!text.contains("  ") && !text.contains("{n}"), "{text}");
            }
        }
    });
}

#[test]
fn nobody_is_asked_whose_a_layer_is_that_a_title_names() {
    each(|course, lesson, questions| {
        for question in questions.iter().filter(|of| kind_of(&of.id) == Some("whose")) {
            let name = question.prompt.split('“').nth(1).unwrap().split('”').next().unwrap();
            for choice in question.kind.choices().unwrap() {
                let title = &course.diagram(&choice.id).unwrap().title;
                let words = name.split_whitespace().map(folded).filter(|word| word.len() > 2);
                for word in words {
                    let titled = title.split_whitespace().any(|of| folded(of) == word);
                    assert!(!titled, "{}: {name} in {title}", lesson.id);
                }
            }
        }
    });
}
