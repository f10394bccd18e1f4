//! Every mistake that an author can make has its place, its words and its remedy.
//!
//! Each case takes a small pack without a fault and replaces one bit of it.

use strata::pack::{PackFile, PackFiles, check};

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
        SideBySide(id: "beside", diagrams: ["vm"]),
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
    let file = |(path, text): &(&str, &str)| PackFile { path: (*path).into(), text: (*text).into() };
    PackFiles { files: files.iter().map(file).collect() }
}

/// The small pack with one text of one file replaced.
fn with(file: &str, old: &str, new: &str) -> PackFiles {
    let mut files = pack(&FILES);
    let file = files.files.iter_mut().find(|f| f.path.contains(file)).unwrap();
    assert!(file.text.contains(old), "{old:?} is not in {}", file.path);
    file.text = file.text.replacen(old, new, 1);
    files
}

/// Each problem on its line, and behind it the words that it points at.
fn rendered(files: &PackFiles) -> String {
    let checked = check(files);
    let errors = checked.problems.iter().any(strata::pack::Problem::is_error);
    assert_eq!(checked.course.is_none(), errors, "a course comes out only without errors");
    checked.problems.iter().map(|problem| format!("{problem} | {}\n", problem.words)).collect()
}
