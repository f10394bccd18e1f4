//! What an author can do wrong with `Density`, and with a question about it.

use super::mistakes::catalogue;
use std::fmt::Write;
use strata::pack::{self, PackFile, PackFiles};

const MODEL: &str = r#"Density(
    memory: (from: 2048, to: 65536, step: 1024, start: 16384),
    reserve: (from: 0, to: 4096, step: 256, start: 1024),
    app: (from: 1, to: 2048, step: 0.1, start: 73.2),
    ceiling: (value: 110, source: "first"),
    rows: [
        (id: "bare", name: "Bare", one: "program", several: "programs", shared: "One kernel"),
        (
            id: "full", name: "Full", one: "guest", several: "guests", shared: "The host",
            guest: (value: 63, source: "second"),
            over: (name: "What runs it", value: (value: 27, illustrative: true)),
        ),
    ],
)"#;

#[test]
fn mistakes_in_a_density_model() {
    insta::assert_snapshot!(catalogue(
        MODEL,
        &[
            ("to: 65536", "to: 2048"),
            ("step: 1024, start: 16384", "step: 0, start: 16384"),
            ("start: 16384", "start: 16000"),
            ("from: 0, to: 4096", "from: -1, to: 4096"),
            ("value: 110, source: \"first\"", "value: 110"),
            ("value: 110, source: \"first\"", "value: 110, source: \"first\", illustrative: true"),
            ("value: 110, source: \"first\"", "value: -110, source: \"first\""),
            ("value: 110, source: \"first\"", "value: 110, source: \"frist\""),
            ("id: \"full\"", "id: \"bare\""),
            ("id: \"full\"", "id: \"none\""),
            ("name: \"What runs it\"", "name: \"\""),
            ("one: \"guest\", ", ""),
            ("memory: (", "mem: ("),
        ],
    ));
}

const QUESTION: &str = r#"Settings(
    figure: "live",
    given: "memory=16384 ceiling=off",
    needs: [
        Reads(reading: "count", at_least: 90),
        Set(control: "row", to: ["full"]),
    ],
    example: "row=full",
    because: "94 of them fit.",
    wrong: [(set: "row=bare", because: "They share a kernel.")],
    otherwise: "Look at how many fit.",
)"#;

/// What is said of a lesson with the live figure and this question about it.
fn said(question: &str) -> String {
    told(pack_of(question))
}

fn pack_of(question: &str) -> String {
    format!(
        r#"(format: 1, publisher: "p", id: "b", version: "1.0.0", title: "B", language: "en", license: "CC0-1.0", units: [(id: "u", title: "U", lessons: ["l"])], sources: [(id: "first", title: "A first", year: 2020), (id: "second", title: "A second", year: 1999)], inline: [(id: "l", title: "L", minutes: 1, blocks: [Simulate(id: "live", title: "Live", model: {}, steps: [(id: "half", say: "Half of it.", set: "memory=8192")])], questions: [(id: "q", prompt: "Set it.", kind:
{question}
)])])"#,
        MODEL.replace('\n', " ")
    )
}

fn told(text: String) -> String {
    let file = PackFile { path: "b.ron".to_owned(), text: text.into() };
    let problems = pack::check(&PackFiles { files: vec![file] }).problems;
    problems.iter().map(|problem| format!("    {problem}\n")).collect()
}

#[test]
fn in_another_language_it_is_said_that_the_model_speaks_english() {
    let french = pack_of(QUESTION).replace(r#"language: "en""#, r#"language: "fr""#);
    assert_eq!(
        told(french).trim(),
        "warning: b.ron:1:321: the live figure `live` speaks English. Say in its title and its \
         steps what it shows."
    );
}

#[test]
fn mistakes_in_a_question_about_a_setting() {
    assert_eq!(said(QUESTION), "");
    let mut lines = String::new();
    for (from, to) in [
        ("figure: \"live\"", "figure: \"life\""),
        ("memory=16384 ceiling=off", "memroy=16384"),
        ("memory=16384 ceiling=off", "memory=16000"),
        ("memory=16384 ceiling=off", "memory=16384 memory=8192"),
        ("memory=16384 ceiling=off", "memory"),
        ("reading: \"count\"", "reading: \"cont\""),
        ("at_least: 90", ""),
        ("at_least: 90", "at_least: 95"),
        ("control: \"row\"", "control: \"raw\""),
        ("to: [\"full\"]", "to: []"),
        ("to: [\"full\"]", "to: [\"fool\"]"),
        ("example: \"row=full\"", "example: \"row=full memory=8192\""),
        ("Set(control: \"row\", to: [\"full\"]),", ""),
        ("set: \"row=bare\"", "set: \"\""),
        ("set: \"row=bare\"", "set: \"row=bear\""),
        ("otherwise: \"Look at how many fit.\"", "otherwise: \"\""),
    ] {
        assert_eq!(QUESTION.matches(from).count(), 1, "{from} stands once");
        writeln!(lines, "{from} -> {to}\n{}", said(&QUESTION.replace(from, to))).unwrap();
    }
    insta::assert_snapshot!(lines);
}
