//! What stands round a lesson and what is folded in it: mistakes are told with their place, and all
//! of it can be cited and found.

use std::fmt::Write;
use strata::pack::{
    Block, PackFile, PackFiles, check,
    search::{folded, texts},
    sources_in_order,
};

const PACK: &str = r#"(
    format: 1, publisher: "someone", id: "framed", version: "1.0.0", title: "Framed",
    language: "en", license: "CC0-1.0",
    units: [(id: "only", title: "The only unit", lessons: ["framed"])],
    sources: [
        (id: "first", title: "A first book", year: 2001),
        (id: "second", title: "A second book", year: 2002, url: "https://example.org/second"),
        (id: "third", title: "A third book", year: 2003),
    ],
    inline: [(
        id: "framed", title: "Framed", minutes: 5,
        hook: "Why does *this* matter?[^second]",
        diagrams: [(id: "one", title: "One", body: Layer(id: "leaf", name: "Leaf", role: Kernel, about: "All."))],
        blocks: [
            Prose("What all read."),
            Fold(title: "For the curious", blocks: [
                Prose("A folded word.[^first]"),
                Table(title: "Folded numbers", columns: ["", "How many"], rows: [(id: "row", cells: ["Leaves", "one"])]),
                Describe(diagrams: ["one"]),
            ]),
        ],
        recap: ["First this.", "Then that.[^third]"],
        try_it: "Type `ls`.",
        read_on: [(source: "second", why: "It says more.")],
        questions: [(id: "ask", prompt: "Well?", kind: Single(options: [
            (id: "yes", text: "Yes", correct: true, because: "It is."),
            (id: "no", text: "No", because: "It is not."),
        ]))],
    )],
)
"#;

fn files(text: &str) -> PackFiles {
    PackFiles {
        files: vec![PackFile { path: "framed.ron".to_owned(), text: text.to_owned().into() }],
    }
}

/// What is said of each mistake, each made in the pack by itself.
fn said(cases: &[(&str, &str)]) -> String {
    let mut page = String::new();
    for (old, new) in cases {
        assert!(PACK.contains(old), "{old}");
        let problems = check(&files(&PACK.replacen(old, new, 1))).problems;
        let lines: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
        let shown: String = new.chars().take(60).collect();
        let _infallible = writeln!(page, "# {old} → {shown}\n{lines}");
        assert_eq!(problems.len(), 1, "one mistake, one message: {new}\n{lines}");
    }
    page
}

#[test]
fn the_pack_itself_has_no_fault() {
    assert_eq!(check(&files(PACK)).problems, []);
}

#[test]
fn mistakes_in_the_frame_and_in_folds_are_told_with_their_place() {
    let long = format!("\"{}\"", "word ".repeat(81));
    let hook = "\"Why does *this* matter?[^second]\"";
    let recap = "[\"First this.\", \"Then that.[^third]\"]";
    insta::assert_snapshot!(said(&[
        (hook, "\"  \""),
        (hook, "\"## A heading\""),
        (hook, "\"Why?[^secund][^second]\""),
        (hook, &long),
        (recap, "[\"First this.\", \"\", \"[^third]\"]"),
        (recap, "[\"First this.\", \"- a list\\n- of it[^third]\"]"),
        (recap, "[\"One.\", \"Two.\", \"Three.\", \"Four.\", \"Five.[^third]\"]"),
        ("\"Type `ls`.\"", "\" \""),
        ("\"Type `ls`.\"", "\"See [it](layer:one/leave).\""),
        ("(source: \"second\", why", "(source: \"fourth\", why"),
        ("why: \"It says more.\"", "why: \"\""),
        ("why: \"It says more.\"", "because: \"It says more.\""),
        ("title: \"For the curious\"", "title: \"\""),
        ("Describe(diagrams: [\"one\"]),", "SideBySide(diagrams: [\"one\"]),"),
        (
            "Describe(diagrams: [\"one\"]),",
            "Fold(title: \"Within\", blocks: [Prose(\"Too deep.\")]),"
        ),
        ("Describe(diagrams: [\"one\"]),", "Describe(diagrams: [\"two\"]),"),
        ("cells: [\"Leaves\", \"one\"]", "cells: [\"Leaves\"]"),
    ]));
}

#[test]
fn a_fold_without_blocks_says_so() {
    let start = PACK.find("                Prose(\"A folded").unwrap();
    let end = PACK.find("            ]),\n        ],\n        recap").unwrap();
    let empty = format!("{}{}", &PACK[..start], &PACK[end..]);
    let problems = check(&files(&empty)).problems;
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(said[0].contains("framed.ron:16:"), "{said:?}");
    assert!(said[0].contains("there is nothing in the `Fold` `For the curious`"), "{said:?}");
}

#[test]
fn sources_are_numbered_and_words_are_found_in_the_order_of_reading() {
    let course = check(&files(PACK)).course.unwrap();
    let lesson = &course.lessons[0];
    let cited: Vec<String> = sources_in_order(lesson).iter().map(ToString::to_string).collect();
    assert_eq!(cited, ["second", "first", "third"], "hook, fold, recap");
    let found = texts(&course, lesson);
    let mut from = 0;
    for words in [
        "Why does this matter?",
        "What all read.",
        "For the curious",
        "A folded word.",
        "Folded numbers",
        "Leaves",
        "First this.",
        "Then that.",
        "Type ",
        "A second book",
        "It says more.",
    ] {
        let at = found[from..].iter().position(|text| text.starts_with(words));
        from += at.unwrap_or_else(|| panic!("“{words}” is missing or out of order: {found:?}")) + 1;
    }
    let Some(Block::Fold(fold)) = lesson.blocks.get(1) else { panic!("a fold") };
    let inside = folded(fold);
    assert!(inside.iter().any(|text| text == "Folded numbers"), "{inside:?}");
    assert!(!inside.contains(&fold.title), "its title is seen while it is shut");
}
