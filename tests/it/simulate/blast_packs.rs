//! What an author can do wrong with a blast radius, and that its layouts may stand in any lesson.

use strata::{
    pack::{self, Block, Checked, PackFile, PackFiles},
    simulate::{Model, Setting},
};

/// Two layouts, of which one is a diagram of a later lesson.
const PACK: &str = r#"(format: 1, publisher: "p", id: "b", version: "1.0.0", title: "B", language: "en", license: "CC0-1.0",
units: [(id: "u", title: "U", lessons: ["l", "m"])],
sources: [(id: "found-2019", title: "Found", year: 2019)],
inline: [(id: "l", title: "L", minutes: 1,
diagrams: [(id: "host", title: "Host", body: Stack([
    Repeat(id: "container", count: 2, of: Layer(id: "app", name: "App", role: Application, about: "An app.")),
    Line(id: "calls", name: "Calls", about: "A boundary."),
    Layer(id: "engine", name: "Engine", role: Boundary, manages: true, about: "It manages."),
    Layer(id: "kernel", name: "Kernel", role: Kernel, about: "A kernel."),
]))],
blocks: [Simulate(id: "f", title: "F", model: Blast(
layouts: [
(diagram: "host", name: "Containers"),
(diagram: "vms", name: "VMs"),
],
rows: [
(id: "engine", name: "The engine", at: [
(layout: "host", taken: ["engine"], because: "It is root.",
also: [(nodes: ["kernel"], because: "Root has it.")],
case: (name: "A flaw", year: 2018, crossed: "app → root", source: "found-2019")),
(layout: "vms", none: "There is none."),
]),
(id: "kernel", name: "The kernel", at: [
(layout: "host", taken: ["host/kernel"], because: "All stand on it."),
(layout: "vms", taken: ["kernel"], because: "All stand on it.",
spared: [(nodes: ["guest[1]"], because: "It is encrypted."), (nodes: ["guest[2]/vm"], because: "It is too.")]),
]),
]))]),
(id: "m", title: "M", minutes: 1,
diagrams: [(id: "vms", title: "VMs", body: Stack([
    Repeat(id: "guest", count: 2, of: Group(id: "vm", name: "VM {n}", of: Layer(id: "app", name: "App", role: Application, about: "An app."))),
    Layer(id: "kernel", name: "Kernel", role: Kernel, about: "A kernel."),
]))],
blocks: [SideBySide(diagrams: ["vms"])])])"#;

fn checked(old: &str, new: &str) -> Checked {
    assert_eq!(PACK.matches(old).count(), 1, "{old}");
    let text = PACK.replace(old, new);
    pack::check(&PackFiles {
        files: vec![PackFile { path: "b.ron".to_owned(), text: text.into() }],
    })
}

/// What is said once one thing is written otherwise. That lessons ask nothing is left out.
fn said(old: &str, new: &str) -> Vec<String> {
    let problems = checked(old, new).problems.into_iter();
    let problems = problems.filter(|problem| !problem.message.ends_with("has no questions"));
    let words = problems.map(|problem| {
        let at = problem.at.unwrap();
        let kind = if problem.is_error() { "" } else { "warning: " };
        let remedy = problem.remedy.clone().unwrap_or_default();
        format!("{}:{} {kind}{} {remedy}", at.line, at.column, problem.message)
    });
    words.collect()
}

#[test]
fn layouts_are_diagrams_of_any_lesson() {
    let checked = checked(PACK, PACK);
    let course = checked.course.unwrap_or_else(|| panic!("{:#?}", checked.problems));
    assert_eq!(said(PACK, PACK), Vec::<String>::new());
    let Block::Simulate(figure) = &course.lessons[0].blocks[0] else { panic!("a live figure") };
    let Model::Blast(model) = &*figure.model else { panic!("a blast radius") };
    let own: Vec<_> = course.lessons.iter().flat_map(|lesson| &lesson.diagrams).collect();
    let mut each = model.layouts.iter().zip(own);
    assert!(each.all(|(layout, own)| layout.diagram == *own));
    let cited: Vec<String> = figure.sources.iter().map(ToString::to_string).collect();
    assert_eq!(cited, ["found-2019"]);
    let live = figure.model.live();
    let line = "blast layout=vms taken=kernel";
    let start = Setting::start(live.controls());
    let setting = Setting::read(line, "blast", live.controls(), &start).unwrap();
    assert_eq!(
        live.sentence(&setting),
        "Taking over the kernel exposes no application, 1 of 3 layers in all. 2 layers are withheld."
    );
}

#[test]
fn a_layout_is_a_diagram_that_is_there_and_small() {
    assert_eq!(
        said(r#"(diagram: "vms", n"#, r#"(diagram: "vmz", n"#),
        ["14:12 unknown diagram `vmz` Did you mean `vms`?",]
    );
    assert_eq!(
        said(r#"(diagram: "vms", n"#, r#"(diagram: "host", name: "Again"), (diagram: "vms", n"#),
        ["14:12 the diagram `host` is a layout twice Name it once."]
    );
    assert_eq!(
        said("count: 2, of: Group", "count: 301, of: Group"),
        [
            "14:12 the layout `vms` draws 302 boxes, at most 300 fit Repeat less, or draw it more simply."
        ]
    );
    assert_eq!(
        said(
            r#"layouts: [
(diagram: "host", name: "Containers"),
(diagram: "vms", name: "VMs"),
]"#,
            "layouts: []"
        )[0],
        "12:10 the model has 0 layouts Write 1 to 12."
    );
    // A mistake in a diagram is told there, and not once more.
    assert_eq!(said(r#"Group(id: "vm", name: "VM {n}""#, r#"Group(id: "vm", name: """#).len(), 1);
}

#[test]
fn each_row_tells_of_each_layout_once() {
    assert_eq!(
        said(r#"(layout: "vms", none: "There is none."),"#, ""),
        [
            "17:40 the row `engine` does not tell of `vms` Write `(layout: \"vms\", taken: [\"…\"], because: \"…\")`, or `none: \"…\"` where it has nothing of the kind."
        ]
    );
    assert_eq!(
        said(r#""vms", none"#, r#""vm", none"#),
        ["21:11 the model has no layout `vm` Did you mean `vms`?"]
    );
    assert_eq!(
        said(r#""vms", none"#, r#""host", none"#),
        ["21:11 the row `engine` tells of `host` twice Remove one of them."]
    );
    assert_eq!(
        said(r#"(id: "kernel", name: "The"#, r#"(id: "engine", name: "The"#),
        ["23:7 the row id `engine` is used twice Give one of them another id."]
    );
}

#[test]
fn a_cell_takes_something_or_says_why_not() {
    assert_eq!(
        said(r#"none: "There is none.""#, r#"because: "There is none.""#),
        [
            "21:1 nothing is taken over in `vms` Name a layer in `taken`, or say in `none` why there is nothing of the kind."
        ]
    );
    assert_eq!(
        said(r#"none: "There is none.""#, r#"none: "There is none.", taken: ["kernel"]"#),
        ["21:48 `vms` has nothing of the kind, and yet has `taken` Leave out `none`, or `taken`."]
    );
    assert_eq!(
        said(r#"["host/kernel"], because: "All stand on it.""#, r#"["host/kernel"]"#),
        ["24:25 it does not say why so much lies open, and no more Write it in `because`."]
    );
    assert_eq!(said(r#""It is root.""#, r#""""#), ["18:46 `because` is empty Write it."]);
}

#[test]
fn what_is_named_is_part_of_the_layout() {
    assert_eq!(
        said(r#"taken: ["engine"]"#, r#"taken: ["engin"]"#),
        ["18:27 unknown layer `engin` Did you mean `engine`?"]
    );
    assert_eq!(
        said(r#"taken: ["engine"]"#, r#"taken: ["vms/kernel"]"#),
        [
            "18:27 `vms/kernel` is not in the layout `host`, of which this is Name a layer of `host`."
        ]
    );
    assert_eq!(
        said(r#"taken: ["engine"]"#, r#"taken: ["calls"]"#),
        [
            "18:27 `calls` cannot be taken over Name a layer that is there: no boundary line, nothing absent, and no step of a tree."
        ]
    );
    assert_eq!(
        said(r#"["guest[1]"]"#, r#"["guest[3]"]"#),
        ["26:20 `guest` has no copy 3 Its copies are 1 to 2."]
    );
    assert_eq!(
        said(r#"["guest[2]/vm"]"#, r#"["guest[3]/vm"]"#),
        ["26:72 `guest` has no copy 3 Its copies are 1 to 2."]
    );
    assert_eq!(
        said(r#"["guest[1]"]"#, r#"["gest[1]"]"#),
        ["26:20 unknown layer, group or repeat `gest[1]` Did you mean `guest[1]`?"]
    );
    assert_eq!(
        said(r#"nodes: ["kernel"]"#, "nodes: []"),
        ["19:16 this names no layers Name one, or remove it."]
    );
}

#[test]
fn an_exception_that_changes_nothing_is_warned_of() {
    assert_eq!(
        said(r#"nodes: ["kernel"]"#, r#"nodes: ["engine"]"#),
        [
            "19:8 warning: this `also` changes nothing Remove it, or name what would not lie open without it."
        ]
    );
    assert_eq!(
        said(r#"["guest[1]"]"#, r#"["kernel"]"#),
        [
            "26:10 warning: this `spared` changes nothing Remove it, or name what stands on what lies open."
        ]
    );
}

#[test]
fn a_case_has_a_year_and_a_source_of_the_pack() {
    assert_eq!(
        said(r#"source: "found-2019""#, r#"source: "fond-2019""#),
        ["20:68 unknown source `fond-2019` Did you mean `found-2019`?"]
    );
    assert_eq!(said("year: 2018", "year: 18"), ["20:30 18 is no year Write it with four figures."]);
    assert_eq!(said(r#""app → root""#, r#"" ""#), ["20:46 `crossed` is empty Write it."]);
}
