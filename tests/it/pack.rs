//! Every mistake that an author can make has its place, its words and its remedy.
//!
//! Each case takes a small pack without a fault and replaces one bit of it.

use strata::pack::{PackFile, PackFiles, check, check_with};

const PACK: &str = r#"(
    format: 1, publisher: "me", id: "tiny", version: "1.0.0", title: "Tiny", language: "en",
    license: "CC0-1.0",
    units: [(id: "only", title: "Only", lessons: ["intro", "next"])],
    sources: [(id: "book-1", title: "Book", year: 2020, url: "https://example.org/b")],
    misconceptions: [(id: "own", belief: "B", refutation: "R", shows: "vm/guest-os")],
)
"#;

const INTRO: &str = r##"(
    id: "intro", title: "Intro", minutes: 5,
    objectives: [(id: "label", text: "label it")],
    diagrams: [
        (id: "vm", title: "VM", precise: (diagram: "bare", because: "It is."), body: Stack([
            Repeat(id: "guest", count: 2, of: Stack([
                Layer(id: "app", name: "App{n}", role: Application, about: "An app."),
                Layer(id: "guest-os", name: "Guest OS", role: Kernel, about: "Its system."),
            ])),
            Layer(id: "hardware", name: "Hardware", role: Hardware, about: "The machine."),
        ])),
        (id: "bare", title: "Bare", body: Layer(id: "metal", name: "Metal", role: Hardware, about: "M.")),
    ],
    same: [(id: "ground", nodes: ["vm/hardware", "bare/metal"], how: SamePlace, because: "Both are.")],
    blocks: [
        Prose(r#"
            ## Heading
            The [guest](layer:vm/guest-os) and its [app](layer:app).[^book-1]
            See [this](https://example.org).
        "#),
        SideBySide(id: "beside", diagrams: ["vm"], steps: [
            (id: "base", say: "The ground.", show: ["hardware"]),
            (id: "whole", say: "The rest.", ask: "pick", show: ["app", "vm/guest-os"], focus: ["vm/guest[2]/app"]),
        ], traces: [(id: "call", title: "A call", paths: [(diagram: "vm", hops: [
            (at: "guest[1]/app", say: "It asks."), (at: "guest[1]/guest-os", say: "It answers."),
        ])])]),
        Table(id: "facts", title: "Facts", columns: ["", "A"], rows: [(id: "one", cells: ["*x*", "y"])]),
    ],
    questions: [
        (id: "pick", objective: "label", prompt: "Which?", sources: ["book-1"], kind: Single(options: [
            (id: "a", text: "This", correct: true, because: "Yes."),
            (id: "b", text: "That", because: "No.", misconception: "own"),
        ])),
        (id: "point", prompt: "Where?", kind: PointAt(
            diagram: "vm", answer: Any(["guest-os"]),
            places: [(nodes: ["guest-os"], because: "There.")], otherwise: "Not there.",
        )),
    ],
    before: ["pick"],
    from_pictures: [
        Reword(id: "order--vm--hardware--guest-os--app", prompt: "Build it."),
    ],
)
"##;

const NEXT: &str = r#"(
    id: "next", title: "Next", minutes: 5, prerequisites: ["intro"],
    blocks: [Prose("Words.")],
    questions: [(id: "third", prompt: "Which?", kind: Single(options: [
        (id: "a", text: "This", correct: true, because: "Yes."),
        (id: "b", text: "That", because: "No."),
    ]))],
)
"#;

const FILES: [(&str, &str); 3] =
    [("pack.ron", PACK), ("lessons/intro.ron", INTRO), ("lessons/next.ron", NEXT)];

fn pack(files: &[(&str, &str)]) -> PackFiles {
    let file = |(path, text): &(&str, &str)| PackFile {
        path: (*path).into(),
        text: (*text).to_owned().into(),
    };
    PackFiles { files: files.iter().map(file).collect() }
}

/// The small pack with one text of one file replaced.
fn with(file: &str, old: &str, new: &str) -> PackFiles {
    let mut files = pack(&FILES);
    let file = files.files.iter_mut().find(|f| f.path.contains(file)).unwrap();
    assert!(file.text.contains(old), "{old:?} is not in {}", file.path);
    file.text = file.text.replacen(old, new, 1).into();
    files
}

/// Each problem in a line, and behind it the words that it points at.
fn rendered(files: &PackFiles) -> String {
    let checked = check_with(files, &|_| true);
    let errors = checked.problems.iter().any(strata::pack::Problem::is_error);
    assert_eq!(checked.course.is_none(), errors, "a course comes out only without errors");
    checked.problems.iter().map(|problem| format!("{problem} | {}\n", problem.words)).collect()
}

/// What the checker says of each case, as one page to review.
fn catalogue(cases: &[(&str, &str, &str)]) -> String {
    let case = |(file, old, new): &(&str, &str, &str)| {
        let said = rendered(&with(file, old, new));
        let said = if said.is_empty() { "nothing\n".to_owned() } else { said };
        format!("# {file}: {old} → {new}\n{said}\n")
    };
    cases.iter().map(case).collect()
}

#[test]
fn the_small_pack_has_no_fault() {
    assert_eq!(rendered(&pack(&FILES)), "");
}

#[test]
fn mistakes_of_syntax_and_type() {
    let said = catalogue(&[
        ("intro", "minutes: 5,", "minutes: 5"),
        ("intro", "minutes: 5", "minutes: \"five\""),
        ("intro", "minutes: 5", "minutes: -5"),
        ("intro", "minutes: 5", "minuts: 5"),
        ("intro", "minutes: 5,", ""),
        ("intro", "minutes: 5,", "minutes: 5, minutes: 6,"),
        ("intro", "title: \"Intro\"", "title: Intro"),
        ("intro", "title: \"Intro\"", "title: \"Intro"),
        ("intro", "role: Kernel", "role: Kernal"),
        ("intro", "role: Kernel", "role: \"Kernel\""),
        ("intro", "Layer(id: \"hardware\"", "Lair(id: \"hardware\""),
        ("intro", "correct: true", "correct: yes"),
        ("intro", "correct: true", "corect: true"),
        ("intro", "blocks: [", "blocks: "),
        ("intro", "count: 2", "count: 2.5"),
        ("pack", "year: 2020", "year: 99999"),
        ("pack", "format: 1, ", ""),
        ("pack", "units: [", "units: {"),
    ]);
    insta::assert_snapshot!(said);
}

#[test]
fn mistakes_of_roles_failures_lines_and_tables() {
    let step = "say: \"The ground.\", show";
    let failing = |names: &str| format!("say: \"The ground.\", fail: [{names}], show");
    let fails: Vec<String> = [
        "\"vm/guest[3]\"",
        "\"guest[0]\"",
        "\"vm/gest[2]\"",
        "\"gest\"",
        "\"guest[2]/gest-os\"",
        "\"vm/pod[1]/guest[2]\"",
        "\"bare/metal\"",
        "\"guest\", \"guest[1]\", \"app\"",
    ]
    .map(failing)
    .into();
    let language = "language: \"en\",";
    let roles = |words: &str| format!("language: \"en\", roles: [{words}],");
    let words: Vec<String> = [
        "(role: Kernel, word: \"Transport\"), (role: Kernel, word: \"Other\")",
        "(role: Kernel)",
        "(role: Kernel, word: \"\")",
        "(role: Storage, word: \"Store\")",
        "(role: Kernal, word: \"Transport\")",
    ]
    .map(roles)
    .into();
    let wide = "rows: [(id: \"one\", cells: [\"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\", \"y\"])";
    let mut cases: Vec<(&str, &str, &str)> =
        fails.iter().map(|new| ("intro", step, new.as_str())).collect();
    cases.extend(words.iter().map(|new| ("pack", language, new.as_str())));
    cases.extend([
        ("intro", "title: \"Bare\",", "title: \"Bare\", roles: [(role: Kernel)],"),
        ("intro", "title: \"Bare\",", "title: \"Bare\", roles: [(role: Hardware, word: \"Cable\")],"),
        ("intro", "name: \"Guest OS\"", "name: \"Guest\n  OS\""),
        ("intro", "name: \"Guest OS\"", "name: \"Guest\\nOS\""),
        ("intro", "name: \"Guest OS\"", "name: \"  Guest   OS \""),
        ("intro", "title: \"VM\",", "title: \"A\nVM\", caption: \"Two:\n lines\","),
        ("intro", "prompt: \"Which?\"", "prompt: \"Which\n   one?\""),
        ("intro", "columns: [\"\", \"A\"]", "columns: [\"\", \"A\nB\"]"),
        ("intro", "columns: [\"\", \"A\"], rows: [(id: \"one\", cells: [\"*x*\", \"y\"])]",
            "columns: [\"\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\", \"12\", \"13\"], rows: [(id: \"one\", cells: [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\", \"12\", \"13\"])]"),
        ("intro", "rows: [(id: \"one\", cells: [\"*x*\", \"y\"])", wide),
        ("intro", "            ## Heading", "            |1|2|3|4|5|6|7|8|9|10|11|12|13|\n            |-|-|-|-|-|-|-|-|-|-|-|-|-|\n"),
        ("intro", "            ## Heading", "            |a|b|\n            |-|-|\n            |Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft|x|\n"),
    ]);
    insta::assert_snapshot!(catalogue(&cases));
}

#[test]
fn mistakes_of_meaning() {
    let said = catalogue(&[
        ("pack", "id: \"tiny\"", "id: \"Tiny Pack\""),
        ("pack", "publisher: \"me\"", "publisher: \"\""),
        ("pack", "1.0.0", "1.0"),
        ("pack", "language: \"en\"", "language: \"English (UK)\""),
        ("pack", "license: \"CC0-1.0\",", ""),
        ("pack", "[\"intro\", \"next\"]", "[\"intro\", \"nxt\"]"),
        ("pack", "[\"intro\", \"next\"]", "[\"intro\", \"next\", \"third-one\"]"),
        ("pack", "[\"intro\", \"next\"]", "[\"intro\"]"),
        ("pack", "vm/guest-os", "vm/guest-oss"),
        ("pack", "https://example.org/b", "file:///etc/passwd"),
        ("intro", "id: \"guest-os\"", "id: \"app\""),
        ("intro", "id: \"guest-os\"", "id: \"Guest OS\""),
        ("intro", "count: 2", "count: 0"),
        ("intro", "count: 2", "count: 10000000"),
        ("intro", "[\"vm/hardware\", \"bare/metal\"]", "[\"vm/hardwear\", \"bare/metal\"]"),
        ("intro", "[\"vm/hardware\", \"bare/metal\"]", "[\"vm/hardware\", \"bar/metal\"]"),
        ("intro", "layer:vm/guest-os", "layer:vm/gest-os"),
        ("intro", "layer:app", "layer:vm/guest[3]/app"),
        ("intro", "[^book-1]", "[^book-2]"),
        ("intro", "[^book-1]", "[^book-1][^book-1]"),
        ("intro", "[^book-1]", "[^book-1][^book-3][^book-1]"),
        ("intro", "https://example.org)", "javascript:alert(1))"),
        ("intro", "## Heading", "# Heading"),
        ("intro", "## Heading", "<b>Heading</b>"),
        ("intro", "## Heading", "![cat](cat.png)"),
        ("intro", "diagrams: [\"vm\"]", "diagrams: [\"vm\", \"wm\"]"),
        ("intro", "diagrams: [\"vm\"]", "diagrams: []"),
        ("intro", "id: \"whole\"", "id: \"base\""),
        ("intro", "say: \"The rest.\"", "say: \"\""),
        ("intro", "ask: \"pick\"", "ask: \"pink\""),
        ("intro", "ask: \"pick\"", "ask: \"third\""),
        ("intro", "[\"app\", \"vm/guest-os\"]", "[\"ap\", \"vm/guest-os\"]"),
        ("intro", "[\"app\", \"vm/guest-os\"]", "[\"app\", \"bare/metal\"]"),
        ("intro", "focus: [\"vm/guest[2]/app\"]", "focus: [\"vm/guest[7]/app\"]"),
        (
            "intro",
            "say: \"The ground.\", show: [\"hardware\"]",
            "say: \"Nothing.\", hide: [\"guest-os\"]",
        ),
        ("intro", "ask: \"pick\"", "expand: [\"app\"]"),
        ("intro", "ask: \"pick\"", "expand: [\"Guest\"]"),
        ("intro", "ask: \"pick\"", "trace: \"cal\""),
        ("intro", "at: \"guest[1]/app\"", "at: \"guest[1]/ap\""),
        ("intro", "at: \"guest[1]/app\"", "at: \"bare/metal\""),
        ("intro", "paths: [(diagram: \"vm\"", "paths: [(diagram: \"wm\""),
        ("intro", "role: Kernel,", "role: Kernel, manages: true,"),
        ("intro", "say: \"It asks.\"", "say: \"\""),
        ("intro", "say: \"The ground.\", show", "tell: \"The ground.\", show"),
        ("intro", "cells: [\"*x*\", \"y\"]", "cells: [\"x\"]"),
        ("intro", "correct: true, ", ""),
        ("intro", "id: \"b\", text: \"That\"", "id: \"a\", text: \"That\""),
        ("intro", "text: \"That\"", "text: \"This\""),
        ("intro", "because: \"No.\"", "because: \" \""),
        ("intro", "misconception: \"own\"", "misconception: \"owned\""),
        ("intro", "objective: \"label\"", "objective: \"lable\""),
        ("intro", "Any([\"guest-os\"])", "Any([])"),
        ("intro", "Any([\"guest-os\"])", "Any([\"guest\"])"),
        ("intro", "Any([\"guest-os\"])", "Any([\"hardware\"])"),
        ("intro", "diagram: \"vm\", answer", "diagram: \"bare\", answer"),
        ("next", "id: \"third\"", "id: \"point\""),
        ("next", "prerequisites: [\"intro\"]", "prerequisites: [\"next\"]"),
        ("next", "prerequisites: [\"intro\"]", "prerequisites: [\"entro\"]"),
        ("next", "id: \"next\"", "id: \"later\""),
        ("next", "Prose(\"Words.\")", "Prose(\"Words \u{2713} \u{7}.\")"),
        ("intro", "before: [\"pick\"]", "before: [\"pink\"]"),
        ("intro", "before: [\"pick\"]", "before: [\"pick\", \"pick\"]"),
        ("intro", "before: [\"pick\"]", "before: [\"pick\", \"point\", \"pick\", \"pick\"]"),
        ("intro", "Reword(id: \"order--vm--h", "Reword(id: \"order--vm--hh"),
        ("intro", "from_pictures: [", "from_pictures: [Forbid(id: \"which-layer\"), "),
        (
            "intro",
            "from_pictures: [",
            "from_pictures: [Forbid(id: \"order--vm--hardware--guest-os--app\"), ",
        ),
        ("intro", "from_pictures: [", "from_pictures: [Forget(id: \"which-layer\"), "),
        ("intro", "prompt: \"Build it.\"", "prompt: \"\""),
        ("next", "id: \"third\"", "id: \"gap--third\""),
    ]);
    insta::assert_snapshot!(said);
}

#[test]
fn a_character_without_a_face_is_a_warning() {
    let files = with("next", "Words.", "容器");
    let checked = check_with(&files, &strata::theme::NotoMeasure::covers);
    assert!(checked.course.is_some(), "a warning stops nothing");
    insta::assert_snapshot!(checked.problems.iter().map(|p| format!("{p}\n")).collect::<String>());
}

#[test]
fn prose_that_is_read_from_the_right_is_a_warning_and_a_name_in_a_diagram_is_none() {
    let warned = |files: &PackFiles| -> Vec<String> {
        let problems = check(files).problems;
        let said = problems.iter().map(ToString::to_string);
        said.filter(|said| said.contains("read from the right")).collect()
    };
    let prose = warned(&with("next", "Words.", "نواة النظام"));
    assert_eq!(prose.len(), 1, "{prose:?}");
    assert!(prose[0].contains("lessons/next.ron:"), "{prose:?}");
    let mut drawn = with("next", "Words.", "Words.");
    for file in &mut drawn.files {
        file.text = file.text.replace("name: \"", "name: \"نواة ").into();
    }
    assert_eq!(warned(&drawn), [""; 0]);
}

#[test]
fn a_file_that_cannot_be_parsed_hides_nothing_elsewhere() {
    let mut files = with("intro", "minutes: 5", "minutes: five");
    files.files[0].text = files.files[0].text.replace("1.0.0", "one").into();
    files.files[2].text = files.files[2]
        .text
        .replace("prerequisites: [\"intro\"]", "prerequisites: [\"next\"]")
        .into();
    insta::assert_snapshot!(rendered(&files));
}

#[test]
fn an_error_in_a_manifest_hides_nothing_in_a_lesson() {
    let mut files = with("pack", "units: [", "unites: [");
    files.files[1].text = files.files[1].text.replace("correct: true, ", "").into();
    insta::assert_snapshot!(rendered(&files));
}

#[test]
fn a_newer_format_says_that_and_nothing_else() {
    let newer = with("pack", "format: 1,", "format: 2, hologram: Spinning(speed: 3),");
    insta::assert_snapshot!(rendered(&newer));
    let far = with("pack", "format: 1,", "format: 99999999999999999999999999999999999999999999,");
    assert_eq!(check(&far).problems.len(), 1);
}

#[test]
fn a_missing_lesson_file_is_named() {
    let mut files = pack(&FILES);
    files.files.pop();
    insta::assert_snapshot!(rendered(&files));
}

#[test]
fn a_pack_in_one_file_is_a_pack() {
    let text = PACK.replace("    units:", &format!("    inline: [{INTRO}, {NEXT}],\n    units:"));
    let files = pack(&[("tiny.ron", &text)]);
    assert_eq!(rendered(&files), "");
    let mistaken = pack(&[("tiny.ron", &text.replace("layer:vm/guest-os", "layer:vm/gest-os"))]);
    insta::assert_snapshot!(rendered(&mistaken));
}

#[test]
fn thousands_of_mistakes_are_counted_and_not_all_listed() {
    let rows: String =
        (0..5_000).map(|n| format!("(id: \"r-{n}\", cells: [\"[^none-{n}]\", \"y\"]),")).collect();
    let files = with("intro", "(id: \"one\", cells: [\"*x*\", \"y\"])", &rows);
    let started = std::time::Instant::now();
    let checked = check(&files);
    assert!(started.elapsed().as_secs() < 20, "checking took {:?}", started.elapsed());
    assert!(checked.problems.len() <= strata::pack::limits::PROBLEMS + 1);
    assert!(checked.problems.last().is_some_and(|p| p.message.contains("more problems")));
}

#[test]
fn a_diagram_may_not_be_too_high() {
    let layers: String = (0..2_100)
        .map(|n| format!("Layer(id: \"l-{n}\", name: \"L\", role: Neutral, about: \"A.\"),"))
        .collect();
    let high = format!("body: Stack([{layers} Layer(id: \"metal\"");
    let mut files = with("intro", "body: Layer(id: \"metal\"", &high);
    files.files[1].text =
        files.files[1].text.replacen("about: \"M.\"))", "about: \"M.\")]))", 1).into();
    let said = rendered(&files);
    assert!(said.contains("the diagram `bare` is 2101 layers high, at most 2000 fit"), "{said}");
}

#[test]
fn nesting_and_boxes_have_a_limit() {
    let deep = format!("{}Layer(id: \"hardware\"", "Stack([".repeat(40));
    let mut files = with("intro", "Layer(id: \"hardware\"", &deep);
    files.files[1].text = files.files[1]
        .text
        .replacen(
            "about: \"The machine.\"),",
            &format!("about: \"The machine.\"){},", "])".repeat(40)),
            1,
        )
        .into();
    insta::assert_snapshot!(rendered(&files));
    let bottomless =
        with("intro", "body: Layer", &format!("body: {}Layer", "Stack([".repeat(100_000)));
    assert!(check(&bottomless).course.is_none());
}

/// Everything that is wrong with a pack on disk.
fn said_of(path: &str) -> String {
    let files = strata::pack::read(path.as_ref()).unwrap();
    let checked = check_with(&files, &strata::theme::NotoMeasure::covers);
    checked.problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn the_course_has_no_fault() {
    assert_eq!(said_of("content/containers-vs-vms"), "");
}

/// A lesson without questions, a question with two right options and a name that is too long are in
/// the gallery on purpose: all of these have to work.
#[test]
fn the_gallery_warns_of_what_is_there_on_purpose_and_has_no_fault() {
    insta::assert_snapshot!(said_of("tests/packs/gallery"));
}

/// `ron` decides what is valid, and our own outline says where it stands: both must see one and the
/// same file. Each text of the small pack is made wrong in turn, and the problem must lie right
/// there.
#[test]
fn every_text_of_a_pack_is_found_where_it_stands() {
    for (path, text) in FILES {
        for (start, quoted) in texts(text) {
            let mut files = pack(&FILES);
            let file = files.files.iter_mut().find(|file| file.path == path).unwrap();
            file.text.to_mut().replace_range(start..start + quoted.len(), "\"a\u{1}b\"");
            let before = text.get(..start).unwrap();
            let line = before.matches('\n').count() as u32 + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() as u32 + 1;
            let found = check(&files).problems.into_iter().any(|problem| {
                let at = problem.at.unwrap();
                // A control character is pointed at itself, which stands one character into its
                // text.
                problem.file == path
                    && at.line == line
                    && (column..=column + 2).contains(&at.column)
            });
            assert!(found, "{path}:{line}:{column}: {quoted}");
        }
    }
}

/// Where each quoted text of a file begins, with its quotes; raw strings are left out.
fn texts(file: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut raw = false;
    let mut offset = 0;
    for line in file.split_inclusive('\n') {
        if !raw {
            for (index, piece) in line.split('"').enumerate().filter(|(index, _)| index % 2 == 1) {
                let before: usize = line.split('"').take(index).map(|piece| piece.len() + 1).sum();
                let from = offset + before - 1;
                if !line.contains("r#\"") {
                    found.push((from, file.get(from..from + piece.len() + 2).unwrap()));
                }
            }
        }
        raw = (raw || line.contains("r#\"")) && !line.contains("\"#");
        offset += line.len();
    }
    found
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    /// Whatever is written over a part of a pack, the check ends, and points into the file.
    #[test]
    fn nothing_makes_the_checker_panic(
        file in 0_usize..3, at in 0.0_f64..1.0, long in 0_usize..40, new in "\\PC{0,12}|[(){}\\[\\]\",:#r\\\\/\\-0-9a-z\n]{0,12}",
    ) {
        let mut files = pack(&FILES);
        let text = files.files[file].text.to_mut();
        let mut start = (at * text.len() as f64) as usize;
        while !text.is_char_boundary(start) { start -= 1; }
        let mut end = (start + long).min(text.len());
        while !text.is_char_boundary(end) { end -= 1; }
        text.replace_range(start..end.max(start), &new);
        let checked = check(&files);
        for problem in &checked.problems {
            let text = &files.files.iter().find(|f| f.path == problem.file).unwrap().text;
            let place = problem.at.unwrap();
            let lines = text.split('\n').count() as u32;
            proptest::prop_assert!(place.line >= 1 && place.line <= lines, "{problem}");
        }
    }
}

/// What is said of a diagram with this body and these links.
fn said_of_body(body: &str, links: &str) -> String {
    const METAL: &str = "Layer(id: \"metal\", name: \"Metal\", role: Hardware, about: \"M.\")";
    let new = format!("body: {}, links: [{links}]", body.replace("METAL", METAL));
    let said = rendered(&with("intro", &format!("body: {METAL}"), &new));
    let said = if said.is_empty() { "nothing\n".to_owned() } else { said };
    format!("# {body} {links}\n{said}\n")
}

#[test]
fn mistakes_of_structure() {
    const GROUP: &str = "Group(id: \"box\", name: \"Box\", of: Layer(id: \"in\", name: \"In\", role: Neutral, about: \"A.\"))";
    let two = format!("Stack([{GROUP}, METAL])");
    let copies = "Stack([Repeat(id: \"copy\", count: 60, of: Layer(id: \"in\", name: \"In\", role: Neutral, about: \"A.\")), METAL])";
    let marked = |more: &str| {
        format!(
            "Stack([Layer(id: \"in\", name: \"In\", role: Neutral, about: \"A.\", {more}), METAL])"
        )
    };
    let link = |from: &str, to: &str, more: &str| {
        format!("(id: \"l\", from: \"{from}\", to: \"{to}\"{more})")
    };
    let cases = [
        (two.clone(), link("box", "metal", "")),
        (two.replace("\"Box\"", "\" \""), String::new()),
        (two.replace("\"box\"", "\"metal\""), String::new()),
        (two.clone(), link("bax", "metal", "")),
        (two.clone(), link("vm/app", "metal", "")),
        (two.clone(), link("metal", "metal", "")),
        (two.clone(), link("in", "box", "")),
        (two.clone(), link("copy[1]/in", "metal", "")),
        (two.clone(), link("in", "metal", ", label: \"\"")),
        (two.clone(), link("in", "metal", ", kind: Dada")),
        (two.clone(), format!("{}, {}", link("in", "metal", ""), link("box", "metal", ""))),
        (copies.to_owned(), link("copy", "metal", "")),
        (copies.to_owned(), link("in", "metal", "")),
        (
            copies.to_owned(),
            format!(
                "{}, {}",
                link("in", "metal", ""),
                link("metal", "in", "").replace("\"l\"", "\"m\"")
            ),
        ),
        (marked("absent: true"), link("in", "metal", "")),
        (marked("manages: true"), link("in", "metal", "")),
        (marked("manages: true"), link("in", "metal", ", kind: Control")),
        (marked("gauges: [(name: \"cpu\", percent: 101)]"), String::new()),
        (marked("badges: [\"\"]"), String::new()),
        (marked("figures: [(text: \"5 MB.\", source: \"bok-1\")]"), String::new()),
        (marked("figures: [(text: \"\", source: \"book-1\")]"), String::new()),
        (marked(&format!("badges: [{}]", "\"pid\",".repeat(17))), String::new()),
        ("Grid([])".to_owned(), String::new()),
        ("Grid([[(of: METAL), (span: 0)]])".to_owned(), String::new()),
        (format!("Grid([[(of: {GROUP}), ()], [(), (), ()], [(of: METAL)]])"), String::new()),
        ("Grid([[(span: 4000000000, of: METAL), (span: 4000000000)]])".to_owned(), String::new()),
        (
            "Tree(root: METAL, branches: [])"
                .replace("METAL", "(id: \"r\", name: \"R\", role: Neutral, about: \"A.\")"),
            String::new(),
        ),
        ("Stack([Line(id: \"line\", name: \"\", about: \"A.\"), METAL])".to_owned(), String::new()),
        (
            "Stack([Line(id: \"line\", name: \"L\", role: Kernel, about: \"A.\"), METAL])"
                .to_owned(),
            String::new(),
        ),
    ];
    let said: String = cases.iter().map(|(body, links)| said_of_body(body, links)).collect();
    insta::assert_snapshot!(said);
}
