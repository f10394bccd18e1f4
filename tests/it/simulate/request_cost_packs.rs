//! What a request costs, as a pack says it, and what an author can do wrong with it.

use strata::{
    diagram::LayerRole,
    pack::{self, Block, Course, PackFile, PackFiles},
    simulate::{Amount, Live, Model, RequestCost, Setting},
};

/// The model stands before the figure whose requests it follows, and one of its diagrams is of a
/// later lesson.
const PACK: &str = r#"(format: 1, publisher: "p", id: "b", version: "1.0.0", title: "B", language: "en", license: "CC0-1.0",
units: [(id: "u", title: "U", lessons: ["l", "m"])],
sources: [(id: "s-2020", title: "S", year: 2020), (id: "t-1999", title: "T", year: 1999)],
inline: [(id: "l", title: "L", minutes: 1, diagrams: [(id: "d", title: "D", body: Stack([
Layer(id: "app", name: "App", role: Application, about: "It asks."),
Layer(id: "kernel", name: "Kernel", role: Kernel, about: "It answers."),
Repeat(id: "slot", count: 2, of: Layer(id: "disk", name: "Disk", role: Hardware, about: "It holds.")),
]))], same: [(id: "no", nodes: ["e/guest"], missing_in: ["d"], because: "None.")], blocks: [
Simulate(id: "c", title: "C", model: RequestCost(
requests: [(id: "read", name: "A read")],
architectures: [(id: "bare", name: "Bare"), (id: "vm", name: "VM")],
passages: [
(from: "app", to: "kernel", crossing: "System call", cost: (value: 70, source: "s-2020")),
(from: "d/kernel", to: "disk", cost: (value: 5, source: "s-2020"), year: 2014),
(from: "kernel", to: "disk", crossing: "Bus", cost: (value: 9, source: "t-1999")),
(from: "guest", to: "kernel", crossing: "VM exit"),
],
ways: [
(request: "read", architecture: "bare", diagram: "d", trace: "read", decided: [(choice: "kept", way: "no")],
 penalty: NotKnown("Nobody has measured it.")),
(request: "read", architecture: "vm", diagram: "e", trace: "read", decided: [(choice: "kept", way: "no")],
 penalty: Measured(what: "Reads", base: "bare metal", unit: Iops,
  native: (value: 100, source: "s-2020"), here: (value: 60, source: "s-2020"))),
])),
SideBySide(diagrams: ["d", "e"], traces: [(id: "read", title: "A read", paths: [
(diagram: "d", hops: [(at: "app", say: "It asks."), (at: "kernel", say: "It looks.", choice: When(id: "kept", say: "Is it kept?", ways: [
(id: "yes", name: "Yes", ends: true, hops: [(at: "kernel", say: "It has it.")]),
(id: "no", name: "No", ends: true, hops: [(at: "slot[2]/disk", say: "It is there.")]),
]))]),
(diagram: "e", hops: [(at: "app", say: "It asks."), (at: "guest", say: "It passes on."), (at: "kernel", say: "It looks.", choice: When(id: "kept", say: "Is it kept?", ways: [
(id: "yes", name: "Yes", ends: true, hops: [(at: "kernel", say: "It has it.")]),
(id: "no", name: "No", ends: true, hops: [(at: "disk", say: "It is there.")]),
]))]),
])]),
]), (id: "m", title: "M", minutes: 1, diagrams: [(id: "e", title: "E", body: Stack([
Layer(id: "app", name: "App", role: Application, about: "It asks."),
Layer(id: "guest", name: "Guest", role: Kernel, about: "It is one of several."),
Layer(id: "kernel", name: "Kernel", role: Kernel, about: "It answers."),
Layer(id: "disk", name: "Disk", role: Hardware, about: "It holds."),
]))], blocks: [Prose("Text.")])])"#;

fn checked(text: String) -> pack::Checked {
    pack::check(&PackFiles {
        files: vec![PackFile { path: "b.ron".to_owned(), text: text.into() }],
    })
}

/// What is said when one text stands for another one, but for questions that are not there.
fn said(right: &str, wrong: &str) -> Vec<String> {
    assert_eq!(PACK.matches(right).count(), 1, "{right}");
    let problems = checked(PACK.replace(right, wrong)).problems.into_iter();
    let those = problems.filter(|one| !one.message.ends_with("has no questions"));
    those.map(|problem| problem.to_string()).collect()
}

fn one(right: &str, wrong: &str) -> String {
    let said = said(right, wrong);
    assert_eq!(said.len(), 1, "{said:#?}");
    said[0].clone()
}

fn course() -> Course {
    let checked = checked(PACK.to_owned());
    checked.course.unwrap_or_else(|| panic!("{:#?}", checked.problems))
}

fn model(course: &Course) -> RequestCost {
    let block = course.lessons[0].blocks.iter().find_map(|block| match block {
        Block::Simulate(figure) => Some(figure),
        _ => None,
    });
    match &*block.unwrap().model {
        Model::RequestCost(model) => model.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn hops_come_from_the_figure_and_years_from_the_sources() {
    let told = checked(PACK.to_owned()).problems;
    assert!(told.iter().all(|one| one.message.ends_with("has no questions")), "{told:#?}");
    let course = course();
    let model = model(&course);
    let [bare, vm] = model.architectures.as_slice() else { panic!("two") };
    let names = |at: usize| {
        let hops = &model.architectures[at].ways[0].hops;
        hops.iter().map(|hop| hop.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(names(0), ["App", "Kernel", "Disk"]);
    assert_eq!(names(1), ["App", "Guest", "Kernel", "Disk"]);
    let costs = bare.ways[0]
        .hops
        .iter()
        .map(|hop| hop.cost.as_ref().map(strata::simulate::request_cost::HopCost::said));
    let costs: Vec<_> = costs.map(Option::unwrap_or_default).collect();
    assert_eq!(costs, ["", "70 ns (2020)", "5 ns (2014)"]);
    let crossed = |at: usize| {
        let hops = &model.architectures[at].ways[0].hops;
        hops.iter().map(|hop| hop.crossing.as_deref().unwrap_or_default()).collect::<Vec<_>>()
    };
    // What names its diagram comes before what holds in all of them.
    assert_eq!(crossed(0), ["", "System call", ""]);
    assert_eq!(crossed(1), ["", "", "VM exit", "Bus"]);
    assert_eq!(vm.ways[0].hops[1].role, LayerRole::Kernel);
    let start = Setting::start(model.controls());
    let setting = start.with("architecture", strata::simulate::Value::Chosen(vm.id.clone()));
    assert_eq!(
        model.sentence(&setting),
        "VM: 4 hops and 2 crossings for a read; reads: 40 % fewer than on bare metal (2020)."
    );
    assert_eq!(model.readings(&setting)[2].value, Amount::whole(40));
}

#[test]
fn a_way_names_what_the_model_has() {
    assert_eq!(
        one(r#"(request: "read", architecture: "vm""#, r#"(request: "raed", architecture: "vm""#),
        "error: b.ron:21:12: the model has no request `raed`. Did you mean `read`?"
    );
    assert_eq!(
        one(r#"architecture: "vm", diagram"#, r#"architecture: "cloud", diagram"#),
        "error: b.ron:21:34: the model has no architecture `cloud`. It has bare, vm."
    );
    assert_eq!(
        one(r#"architecture: "vm", diagram"#, r#"architecture: "bare", diagram"#),
        "error: b.ron:21:1: the way of `read` through `bare` is there twice. Remove one of them, \
         or name another request or architecture."
    );
}

#[test]
fn there_is_a_way_for_each_request_through_each_architecture() {
    assert_eq!(
        one(
            r#"[(id: "read", name: "A read")]"#,
            r#"[(id: "read", name: "A read"), (id: "call", name: "A call")]"#
        ),
        "error: b.ron:18:7: there is no way of `call` through `bare`, and 1 is missing besides. \
         Write one for each request through each architecture."
    );
    let none = said(
        r#"(id: "vm", name: "VM")]"#,
        r#"(id: "vm", name: "VM"), (id: "none", name: "None")]"#,
    );
    assert_eq!(
        none,
        [
            "error: b.ron:11:75: an architecture cannot be called `none`: that is what stands \
             beside nothing. Give it another id.",
            "error: b.ron:18:7: there is no way of `read` through `none`. Write one for each \
             request through each architecture."
        ]
    );
}

#[test]
fn its_hops_are_those_of_a_request_of_the_lesson() {
    assert_eq!(
        one(r#"diagram: "e", trace: "read""#, r#"diagram: "e", trace: "reed""#),
        "error: b.ron:21:61: no figure of the lesson has a request `reed`. Did you mean `read`?"
    );
    assert_eq!(
        one(r#""vm", diagram: "e""#, r#""vm", diagram: "f""#),
        "error: b.ron:21:49: unknown diagram `f`. Did you mean `d`?"
    );
}

#[test]
fn a_condition_is_decided_and_not_guessed() {
    let right = r#"diagram: "e", trace: "read", decided: [(choice: "kept", way: "no")]"#;
    let with = |decided: &str| one(right, &format!(r#"diagram: "e", trace: "read"{decided}"#));
    assert_eq!(
        with(""),
        "error: b.ron:21:1: nothing decides the choice `kept` of the request `read`: “Is it kept?”. \
         Write it in `decided`: `(choice: \"kept\", way: \"…\")`, with one of `yes` and `no`."
    );
    assert_eq!(
        with(r#", decided: [(choice: "keep", way: "no")]"#),
        "error: b.ron:21:88: the request `read` has no choice `keep` in `e`. It has `kept`."
    );
    assert_eq!(
        with(r#", decided: [(choice: "kept", way: "perhaps")]"#),
        "error: b.ron:21:101: the choice `kept` has no way `perhaps`. It has `yes` and `no`."
    );
}

#[test]
fn a_passage_leads_from_layer_to_layer() {
    assert_eq!(
        one(r#"from: "guest""#, r#"from: "gest""#),
        "error: b.ron:16:9: unknown layer `gest`. Did you mean `guest`?"
    );
    assert_eq!(
        one(r#"to: "disk", crossing"#, r#"to: "slot[2]/disk", crossing"#),
        "error: b.ron:15:23: `slot[2]/disk` is one copy, and a passage is the same for all of \
         them. Write `disk`."
    );
    assert_eq!(
        one(r#""guest", to: "kernel", crossing: "VM exit""#, r#""guest", to: "kernel""#),
        "error: b.ron:16:1: nothing is said of the passage from `guest` to `kernel`. Write its \
         `crossing`, its `cost`, or both."
    );
    assert_eq!(
        one(r#"from: "guest", to: "kernel""#, r#"from: "guest", to: "disk""#),
        "warning: b.ron:16:9: no way goes from `guest` straight to `disk`. Name two layers in the \
         order in which a trace comes to them, or remove the passage."
    );
}

#[test]
fn what_is_measured_has_a_source_and_a_year() {
    let native = r#"native: (value: 100, source: "s-2020")"#;
    assert_eq!(
        one(native, "native: (value: 100)"),
        "error: b.ron:23:19: this figure does not say where it comes from. Write `source: \"…\"` \
         with a source of the pack, or `illustrative: true` where it is assumed."
    );
    assert_eq!(
        one(native, r#"native: (value: 0, source: "s-2020")"#),
        "error: b.ron:23:19: nothing can be compared with 0. Write what was measured without the \
         architecture, or `NotKnown(\"…\")`."
    );
    assert_eq!(
        one(native, r#"native: (value: 100, source: "t-1999")"#),
        "error: b.ron:23:70: one figure of the test is of 1999, and the other one of 2020. Write \
         `year: …`, when the test was run: both figures are of one."
    );
    assert_eq!(
        one("year: 2014", "year: 2021"),
        "error: b.ron:14:74: the figure was measured in 2021, and its source is of 2020. Leave \
         `year` out, unless it was measured before its source was published."
    );
    assert_eq!(
        one("unit: Iops", "unit: Iopps"),
        "error: b.ron:22:61: unknown unit of a measurement `Iopps`. Did you mean `Iops`?"
    );
}

#[test]
fn a_mistake_in_a_figure_is_told_once() {
    let said = one(r#"at: "guest", say: "It passes on.""#, r#"at: "gest", say: "It passes on.""#);
    assert_eq!(said, "error: b.ron:30:59: unknown layer `gest`. Did you mean `guest`?");
    let said = one(r#"(id: "s-2020", title"#, r#"(id: "s 2020", title"#);
    assert!(said.contains("`s 2020` is not an id"), "{said}");
}
