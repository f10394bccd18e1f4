//! One mistake makes one message, at the right place, and its advice makes the pack right.
//!
//! Each case makes one mistake in a small pack, and has a twin that was mended by hand: the pack
//! itself, unless the case says otherwise. Advice that a machine can follow is followed.

use std::fmt::Write;
use strata::pack::{PackFiles, Problem, check, edited, problem::tally};

/// A mistake: the file, what stands there, and what is written instead.
struct Case {
    file: &'static str,
    old: &'static str,
    new: String,
    /// What a person who follows the message writes instead of `new`.
    twin: String,
}

/// A mistake that is mended with what stood there before.
fn case(file: &'static str, old: &'static str, new: impl Into<String>) -> Case {
    Case { file, old, new: new.into(), twin: old.to_owned() }
}

/// A mistake that is mended with something else, `twin`.
fn other(file: &'static str, old: &'static str, new: &str, twin: &str) -> Case {
    Case { file, old, new: new.to_owned(), twin: twin.to_owned() }
}

fn base() -> PackFiles {
    strata::pack::read("tests/packs/mistakes".as_ref()).unwrap()
}

fn with(file: &str, old: &str, new: &str) -> PackFiles {
    let mut files = base();
    let file = files.files.iter_mut().find(|f| f.path.contains(file)).unwrap();
    assert!(file.text.contains(old), "{old:?} is not in {}", file.path);
    file.text = file.text.replacen(old, new, 1).into();
    files
}

fn problems(files: &PackFiles) -> Vec<Problem> {
    let checked = check(files);
    let errors = checked.problems.iter().any(Problem::is_error);
    assert_eq!(checked.course.is_none(), errors, "a course comes out only without errors");
    checked.problems
}

/// The pack with the replacements made that its problems carry.
fn followed(files: &PackFiles, problems: &[Problem]) -> PackFiles {
    let mut files = files.clone();
    for file in &mut files.files {
        let own = problems.iter().filter(|problem| problem.file == file.path);
        let fix: Vec<_> = own.flat_map(|problem| problem.fix.clone()).collect();
        file.text = edited(&file.text, &fix).into();
    }
    files
}

/// What is said of each mistake, as one page to review. Fails if a case has not exactly one
/// problem, or if its twin or what the advice leads to has any.
fn catalogue(cases: &[Case]) -> String {
    let (mut page, mut faults) = (String::new(), String::new());
    for Case { file, old, new, twin } in cases {
        let files = with(file, old, new);
        let said = problems(&files);
        let lines: String = said.iter().map(|problem| format!("{problem}\n")).collect();
        let _infallible = writeln!(page, "# {file}: {old} → {new}\n{lines}");
        if said.len() != 1 {
            let _infallible = writeln!(faults, "{} problems of {new:?}:\n{lines}", said.len());
        }
        let twins = problems(&with(file, old, twin));
        if !twins.is_empty() {
            let _infallible = writeln!(faults, "the twin of {new:?}: {}", tally(&twins));
        }
        if said.iter().all(|problem| !problem.fix.is_empty()) {
            let after = problems(&followed(&files, &said));
            if !after.is_empty() {
                let after: String = after.iter().map(|problem| format!("{problem}\n")).collect();
                let _infallible = writeln!(faults, "{new:?} as advised:\n{lines}→ {after}");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    page
}

#[test]
fn the_pack_has_no_fault() {
    assert_eq!(tally(&problems(&base())), "no problems");
}

#[test]
fn mistakes_of_quotes() {
    let prose = "Prose(r#\"\n            That is all.\n        \"#),";
    insta::assert_snapshot!(catalogue(&[
        case("stacks", "\"The program asks.\"", "\"The program asks \"what?\".\""),
        case("stacks", "\"The program asks.\"", "\"The program says „what\".\""),
        case("stacks", "\"A program.\"", "\"A \"real\", \"big\" program.\""),
        case("stacks", "name: \"Hypervisor\",", "name: \"Hypervisor,"),
        case("stacks", "title: \"Two stacks\",", "title: \"Two stacks,"),
        case(
            "stacks",
            "because: \"Nothing is to be shared out.\"",
            "because: \"Nothing is to be shared out."
        ),
        case("asking", "because: \"That would be whoami.\"", "because: \"That would be whoami."),
        case("pack", "\"A. Writer\", \"B. Writer\"", "\"A. Writer\" \"B. Writer\""),
        case(
            "stacks",
            "            That is all.\n        \"#",
            "            That is all.\n        "
        ),
        case("stacks", "a container has not.\n        \"#),", "a container has not.\n        ),",),
        case("stacks", "            That is all.", "            That is \"#1 of\" all."),
        case("stacks", prose, prose.replace("r#", "").as_str()),
        case("stacks", prose, prose.replace("\"#)", "\")").as_str()),
        case("stacks", "\"Two stacks\"", "“Two stacks”"),
        case("stacks", "\"Two stacks\"", "„Two stacks“"),
        case("stacks", "\"Two stacks\"", "'Two stacks'"),
        case("stacks", "\"Two stacks\"", "«Two stacks»"),
        case("stacks", "\"Two stacks\"", "`Two stacks`"),
        case("stacks", "\"Two stacks\"", "Two stacks"),
        case("stacks", "\"Two stacks\"", "Stacks"),
        case("stacks", prose, prose.replace('"', "“").as_str()),
        case("stacks", "\"A program.\"", "\"A \\program.\""),
    ]));
}

#[test]
fn every_quote_of_a_file_that_a_word_processor_has_turned_is_one_mistake() {
    let mut files = base();
    let mut open = false;
    let turn = |c: char| {
        if c != '"' {
            return c;
        }
        open = !open;
        if open { '“' } else { '”' }
    };
    files.files[2].text = files.files[2].text.chars().map(turn).collect::<String>().into();
    let said = problems(&files);
    let lines: String = said.iter().map(|problem| format!("{problem}\n")).collect();
    insta::assert_snapshot!(lines);
    assert_eq!(tally(&problems(&followed(&files, &said))), "no problems");
}

#[test]
fn mistakes_of_brackets_and_commas() {
    insta::assert_snapshot!(catalogue(&[
        case("stacks", "minutes: 10,", "minutes: 10"),
        case("stacks", "minutes: 10,", "minutes: 10;"),
        case("stacks", "minutes: 10,", "minutes: 10，"),
        case("stacks", "minutes: 10,", "minutes = 10,"),
        case("stacks", "minutes: 10,", "minutes=10,"),
        case("stacks", "minutes: 10,", "minutes => 10,"),
        case("stacks", "minutes: 10,", "minutes 10,"),
        case("stacks", "minutes: 10,", "minutes： 10,"),
        case("stacks", "minutes: 10,", "\"minutes\": 10,"),
        case("stacks", "minutes: 10,", "minutes:: 10,"),
        case("stacks", "minutes: 10,", "minutes: ,"),
        case("stacks", "title: \"Two stacks\",", "title: ,"),
        case("stacks", "    title: \"Two stacks\",", "    title:"),
        case("stacks", "because: \"Both end on a machine.\")", "because: )"),
        case("stacks", "minutes: 10,", "minutes: 10,,"),
        case("pack", "[\"A. Writer\", ", "[\"A. Writer\",, "),
        case("pack", "[\"A. Writer\", ", "[, \"A. Writer\", "),
        case("stacks", "    minutes: 10,", "\u{a0}\u{a0}\u{a0}\u{a0}minutes: 10,"),
        case("stacks", "    minutes: 10,", "    \u{200b}minutes: 10,"),
        case("stacks", "minutes: 10,", "minutes: 10, # a comment"),
        case("stacks", "minutes: 10,", "minutes: 10, /* a comment"),
        case("stacks", "about: \"The one kernel.\"),", "about: \"The one kernel.\""),
        case("stacks", "about: \"The one kernel.\"),", "about: \"The one kernel.\","),
        case("stacks", "about: \"The one kernel.\"),", "about: \"The one kernel.\")),"),
        case("stacks", "            ]),\n            hints", "            ),\n            hints"),
        case("stacks", "            ]),\n            links", "            ),\n            links"),
        case("stacks", "            links: [\n", "            links: \n"),
        case(
            "stacks",
            "show: [\"metal\", \"monitor\", \"host\"]",
            "show: [\"metal\", \"monitor\", \"host\")"
        ),
        case(
            "stacks",
            "show: [\"metal\", \"monitor\", \"host\"]",
            "show: [\"metal\", \"monitor\", \"host\""
        ),
        case("stacks", "    ],\n    same:", "    same:"),
        case("stacks", "    ],\n    same:", "    ]\n    same:"),
        case(
            "stacks",
            "body: Stack([\n                Group",
            "body: Stack[(\n                Group"
        ),
        case(
            "stacks",
            "(id: \"name-parts\", text: \"name the parts of both stacks\")",
            "{id: \"name-parts\", text: \"name the parts of both stacks\"}"
        ),
        case(
            "stacks",
            "(id: \"size\", cells: [\"Size\", \"1 GB\", \"10 MB\"])",
            "(id: \"size\", cells: [\"Size\", \"1 GB\", \"10 MB\"]"
        ),
        case("asking", "\n)\n", "\n"),
        case("asking", "(\n    id: \"asking\"", "    id: \"asking\""),
        case("asking", "\n)\n", "\n))\n"),
        case("asking", "\n)\n", "\n)\nmore\n"),
    ]));
}

#[test]
fn mistakes_of_type() {
    insta::assert_snapshot!(catalogue(&[
        case("stacks", "minutes: 10", "minutes: \"10\""),
        case("stacks", "minutes: 10", "minutes: ten"),
        case("stacks", "minutes: 10", "minutes: -10"),
        case("stacks", "minutes: 10", "minutes: 10.5"),
        case("stacks", "minutes: 10", "minutes: 99999999999"),
        case("stacks", "minutes: 10", "minutes: _10"),
        case("stacks", "minutes: 10", "minutes: [10]"),
        case("pack", "year: 2020", "year: 99999"),
        case("asking", "value: 60", "value: \"60\""),
        case("asking", "value: 60", "value: sixty"),
        case("asking", "value: 60", "value: 60s"),
        case("asking", "value: 60", "value: 1,000"),
        case("asking", "tolerance: Absolute(0.5)", "tolerance: 0.5"),
        case("asking", "tolerance: Absolute(0.5)", "tolerance: \"0.5\""),
        case("asking", "tolerance: Absolute(0.5)", "tolerance: Absolute(\"0.5\")"),
        case("asking", "tolerance: Absolute(0.5)", "tolerance: Relative(0.5)"),
        case("asking", "tolerance: Absolute(0.5)", "tolerance: Absolute"),
        case("asking", "correct: true", "correct: yes"),
        case("asking", "correct: true", "correct: \"true\""),
        case("asking", "correct: true", "correct: maybe"),
        case("asking", "upwards: true", "upwards: 1"),
        case("pack", "version: \"1.0.0\"", "version: 1.0"),
        case("pack", "version: \"1.0.0\"", "version: 1.0.0"),
        case("pack", "authors: [\"A. Writer\", \"B. Writer\"]", "authors: \"A. Writer\""),
        case("pack", "authors: [\"A. Writer\", \"B. Writer\"]", "authors: [\"A. Writer\", 5]"),
        case("pack", "authors: [\"A. Writer\", \"B. Writer\"]", "authors: (\"A. Writer\")"),
        case("asking", "prerequisites: [\"stacks\"]", "prerequisites: stacks"),
        case("stacks", "role: Library", "role: Libary"),
        case("stacks", "role: Library", "role: \"Library\""),
        case("stacks", "role: Library", "role: Cellar"),
        case("stacks", "role: Library", "role: library"),
        case("stacks", "role: Library", "role: 3"),
        case("stacks", "frame: Solid", "frame: Thick"),
        case("stacks", "how: SameJob", "how: true"),
        case("stacks", "kind: Data", "kind: \"Data\""),
        case("stacks", "kind: Data", "kind: 1"),
        case("stacks", "Layer(id: \"monitor\"", "Lair(id: \"monitor\""),
        case("stacks", "Layer(id: \"monitor\"", "(id: \"monitor\""),
        case("stacks", "Group(id: \"inside\"", "Frame(id: \"inside\""),
        case("asking", "SideBySide(diagrams: [\"box\"])", "Figure(diagrams: [\"box\"])"),
        case("asking", "SideBySide(diagrams: [\"box\"])", "SideBySide([\"box\"])"),
        case("asking", "SideBySide(diagrams: [\"box\"])", "SideBySide"),
        case("asking", "answer: Any([\"host\"])", "answer: [\"host\"]"),
        case("asking", "answer: Any([\"host\"])", "answer: \"host\""),
        case("asking", "answer: Any([\"host\"])", "answer: Any(\"host\")"),
        case("asking", "kind: Typed(", "kind: Type("),
        case("asking", "accepted: [\"kernel\"]", "accepted: \"kernel\""),
        case("stacks", "Prose(r#\"\n            That is all.\n        \"#)", "\"That is all.\""),
        case(
            "stacks",
            "Prose(r#\"\n            That is all.\n        \"#)",
            "Prose(text: \"That is all.\")"
        ),
        case(
            "stacks",
            "Prose(r#\"\n            That is all.\n        \"#)",
            "Prose(\"That is all.\", 3)"
        ),
        case("stacks", "minutes: 10", "minuts: 10"),
        case("stacks", "minutes: 10", "minutes: 10, teacher: \"me\""),
        case("stacks", "minutes: 10", "minutes: 10, minutes: 11"),
        case("stacks", "minutes: 10,", ""),
        case("stacks", "role: Library, ", ""),
        case("stacks", "about: \"The one kernel.\"", ""),
        case("asking", "accepted: [\"kernel\"],", ""),
        case("asking", "answer: Any([\"host\"]),", ""),
        case(
            "asking",
            "correct: true, because: \"That is what it asks for.\"",
            "corect: true, because: \"That is what it asks for.\""
        ),
        case(
            "stacks",
            "(id: \"name-parts\", text: \"name the parts of both stacks\")",
            "\"name the parts of both stacks\""
        ),
        case(
            "stacks",
            "(id: \"name-parts\", text: \"name the parts of both stacks\")",
            "Objective(id: \"name-parts\", text: \"name the parts of both stacks\")"
        ),
        other(
            "stacks",
            "    blocks: [",
            "    from_pictures: [Forbid(id: \"shared\", promt: \"x\")],\n    blocks: [",
            "    blocks: ["
        ),
        other("pack", "format: 1", "format: 0", "format: 1"),
        case("pack", "format: 1", "format: 0x2"),
        case("pack", "format: 1", "format: +2"),
        case("pack", "format: 1", "format: 2u8"),
        case("pack", "format: 1", "format: 1.5"),
        case("pack", "format: 1", "format: \"1\""),
        case("pack", "(\n    format", "#![enable(magic)]\n(\n    format"),
    ]));
}

#[test]
fn mistakes_of_meaning_are_told_once() {
    insta::assert_snapshot!(catalogue(&[
        case("stacks", "id: \"host\", name", "id: \"metal\", name"),
        case("stacks", "id: \"guest-os\"", "id: \"Guest OS\""),
        case("stacks", "id: \"guest-os\"", "id: \"guеst-os\""),
        case("stacks", "id: \"guest-os\"", "id: \"guest-\u{200b}os\""),
        case("stacks", "\"machine/guest-os\"", "\"machine/guest\u{200b}-os\""),
        case("stacks", "\"machine/guest-os\"", "\"machine/guеst-os\""),
        case("stacks", "\"machine/guest-os\"", "\"machine/Guest OS\""),
        case("stacks", "layer:machine/guest-os", "layer:machine/guest\u{200b}-os"),
        case("stacks", "diagrams: [\"machine\", \"box\"]", "diagrams: [\"machine\"]"),
        case("stacks", "diagrams: [\"machine\", \"box\"]", "diagrams: [\"box\"]"),
        case("stacks", "columns: [\"\", \"Machine\", \"Container\"]", "columns: []"),
        case(
            "stacks",
            "columns: [\"\", \"Machine\", \"Container\"]",
            "columns: [\"\", \"Machine\"]"
        ),
        case("stacks", "title: \"Two stacks\"", "title: \"\u{200b}\u{202e}\""),
        case("pack", "id: \"handbook\"", "id: \"Handbook\""),
        case("pack", "id: \"two-kernels\"", "id: \"Two kernels\""),
        case("asking", "id: \"shared\", text", "id: \"sharet\", text"),
        case("stacks", "id: \"name-parts\"", "id: \"Name parts\""),
    ]));
}

#[test]
fn what_works_and_was_meant_otherwise_is_warned_of() {
    let long = |length: usize| format!("\"{}\"", "word ".repeat(length / 5 + 1));
    let page = catalogue(&[
        case("stacks", "text: \"One\", because", "text: \"One\", correct: true, because"),
        case("stacks", "\"app\", \"guest-os\", \"libs\"]", "\"app\", \"guest-os\"]"),
        case("pack", "language: \"en\"", "language: \"English\""),
        case("pack", "language: \"en\"", "language: \"eng\""),
        case("pack", "language: \"en\"", "language: \"xx\""),
        case("stacks", "name: \"Hypervisor\"", "name: \"Hyper\u{a0}visor\""),
        case("stacks", "name: \"Hypervisor\"", "name: \"Hyper\u{200b}visor\""),
        case("stacks", "name: \"Hypervisor\"", "name: \"Hуpervisor\""),
        case("stacks", "text: \"None\"", "text: \"No\u{ad}ne\""),
        case("asking", "prompt: \"What does it print?\"", "prompt: \"What does `uname` print?\""),
        case(
            "asking",
            "prompt: \"What does it print?\"",
            "prompt: \"What does it **not** print?\"",
        ),
        case("asking", "text: \"The name of the user\"", "text: \"The *name* of the user\""),
        case("asking", "because: \"There is one.\"", "because: \"See [it](layer:box/host).\""),
        case("stacks", "name: \"Hypervisor\"", format!("name: {}", long(40))),
        case("stacks", "title: \"Two stacks\"", format!("title: {}", long(80))),
        case("stacks", "about: \"The one kernel.\"", format!("about: {}", long(300))),
        case("stacks", "text: \"None\"", format!("text: {}", long(240))),
        case("stacks", "say: \"The program asks.\"", format!("say: {}", long(240))),
        case("asking", "prompt: \"What does it print?\"", format!("prompt: {}", long(400))),
    ]);
    assert!(!page.contains("\nerror"), "a warning never stops an import: {page}");
    insta::assert_snapshot!(page);
}

#[test]
fn what_only_looks_like_a_mistake_is_let_pass() {
    for (file, old, new) in [
        ("stacks", "say: \"The program asks.\"", "say: \"2 * 3 * 4 of *.txt and *.md [1] it`s\""),
        ("stacks", "name: \"Hypervisor\"", "name: \"Δt in µs, 容器, 👩‍💻, میخواهم\""),
        ("stacks", "about: \"The one kernel.\"", "about: \"10\u{a0}MB.\""),
        ("pack", "language: \"en\"", "language: \"pt-BR\""),
        ("pack", "language: \"en\"", "language: \"gsw\""),
    ] {
        assert_eq!(tally(&problems(&with(file, old, new))), "no problems", "{new}");
    }
}

/// Each of three mistakes of type is reported, and a misspelt name beside them too.
#[test]
fn types_are_looked_at_after_the_first_mistake() {
    let mut files = with("stacks", "minutes: 10", "minutes: \"10\"");
    for (old, new) in [
        ("role: Library", "role: Cellar"),
        ("percent: 40", "percent: \"much\""),
        ("at: \"host\"", "at: \"hots\""),
        ("correct: true", "correct: maybe"),
    ] {
        assert!(files.files[2].text.contains(old));
        files.files[2].text = files.files[2].text.replacen(old, new, 1).into();
    }
    let said: String = problems(&files).iter().map(|problem| format!("{problem}\n")).collect();
    insta::assert_snapshot!(said);
}

/// A layer that can't be read is not reported as unknown where it is named.
#[test]
fn what_was_left_out_to_read_on_causes_no_further_report() {
    let said = |new: &str| {
        let files = with("stacks", "Layer(id: \"libs\", name: \"Libraries\"", new);
        problems(&files).iter().map(|problem| format!("{problem}\n")).collect::<String>()
    };
    let all = [
        "Strata(id: \"libs\", name: \"Libraries\"",
        "Layer(id: 5, name: \"Libraries\"",
        "Layer(name: \"Libraries\"",
    ];
    insta::assert_snapshot!(all.map(said).concat());
}

#[test]
fn after_fifty_mistakes_it_says_how_much_was_not_looked_at() {
    let rows: String = (0..80).map(|n| format!("(id: \"r{n}\", cells: {n}),\n")).collect();
    let said = problems(&with("stacks", "(id: \"size\",", &format!("{rows}(id: \"size\",")));
    assert_eq!(said.len(), 51, "{said:?}");
    let last = said.last().and_then(|problem| problem.remedy.clone()).unwrap_or_default();
    assert!(last.contains("were not looked at"), "{last}");
}

/// The count at the end is that of all problems, including those that are not listed.
#[test]
fn what_is_not_listed_is_counted() {
    let rows: String =
        (0..1_500).map(|n| format!("(id: \"R{n}\", cells: [\"\", \"\", \"\"]),")).collect();
    let said = problems(&with("stacks", "(id: \"size\",", &format!("{rows}(id: \"size\",")));
    assert_eq!(tally(&said), "1500 errors");
    assert_eq!(said.len(), 1_001);
}

/// The pack in one file, with only `entries` in place of its authors.
fn crowded(entries: &str) -> PackFiles {
    with("pack", "\"A. Writer\", \"B. Writer\"", entries)
}

/// Millions of tiny entries would cost many times the size of their file: it is refused before it
/// is read, at the place where they become too many.
#[test]
fn a_file_of_nothing_but_tiny_entries_is_refused() {
    for entries in ["\"a\",".repeat(1_000_000), "(),".repeat(1_000_000)] {
        let said = problems(&crowded(&entries));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].message.contains("in so short a file"), "{}", said[0]);
    }
}

/// However deep or many brackets are, looking for the mistake comes to an end.
#[test]
fn endless_brackets_and_commas_are_told_and_counted() {
    let said = problems(&with("pack", "(\n    format", &"(".repeat(900_000)));
    assert_eq!(tally(&said), "1 error", "{said:?}");
    let said = problems(&crowded(&",".repeat(5_000)));
    assert!(said.len() <= 2, "{said:?}");
}

/// A file's name in capitals is the same name.
#[test]
fn files_in_capitals_are_read() {
    let place = crate::support::folder();
    std::fs::create_dir(place.path().join("LESSONS")).unwrap();
    for file in base().files {
        let name = file.path.replace("lessons", "LESSONS").replace(".ron", ".RON");
        let name = name.replace("pack", "PACK");
        std::fs::write(place.path().join(name), &*file.text).unwrap();
    }
    let files = strata::pack::read(place.path()).unwrap();
    assert_eq!(tally(&problems(&files)), "no problems");
}

/// A message advises only what is right itself: never an id that is not well-formed.
#[test]
fn a_lesson_under_another_name_is_told_the_name_of_its_file() {
    let mut files = base();
    files.files[1].path = "lessons/Lesson 1 (copy).ron".to_owned();
    let said: String = problems(&files).iter().map(|problem| format!("{problem}\n")).collect();
    insta::assert_snapshot!(said);
}
