//! Questions that diagrams ask by themselves.

use crate::{
    large,
    models::{any_diagrams, nested, plain_layer},
    support::id,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use strata::{
    diagram::{
        self, Arrow, Branch, Cell, ChoiceKind, Diagram, FateKind, Frame, Grid, Group, Hop, How,
        Layer, LayerRole, LayerShape, Leg, Link, LinkKind, Node, NodeRef, PartKind, Repeat, Same,
        TracePath, Tree, Way,
        likeness::{self, Likeness},
    },
    id::Id,
    quiz::{
        Answer, Break, Choice, Diagnose, Kind, Order, Question, Target,
        generate::{
            Belief, Change, DISTRACTORS, Drawn, Generator, Ground, KINDS, MOST, PARTS, Traced,
            Wish, is_generated, kind_of, of_diagram, rank, worth_asking,
        },
        grade, right_answer,
        spelling::folded,
    },
};

/// The diagrams of one lesson or several, and what a ground borrows of them.
#[derive(Debug, Clone)]
pub struct Course {
    pub diagrams: Vec<Diagram>,
    /// By lesson.
    pub same: Vec<Vec<Same>>,
    /// Which lesson each diagram is of.
    pub lessons: Vec<usize>,
    pub beside: Vec<Vec<Id>>,
    pub kin: Vec<Vec<Id>>,
    pub traces: Vec<(String, TracePath)>,
    pub beliefs: Vec<Belief>,
}

impl Course {
    pub fn with<T>(&self, wishes: &[Wish], work: impl FnOnce(&Ground<'_>) -> T) -> T {
        let ids: Vec<Id> =
            (0..self.traces.len()).map(|number| id(&format!("trace-{number}"))).collect();
        let traces: Vec<Vec<Traced<'_>>> = self
            .diagrams
            .iter()
            .map(|diagram| {
                let each = self.traces.iter().zip(&ids);
                let own = each.filter(|((_, path), _)| path.diagram == diagram.id);
                own.map(|((title, path), id)| Traced { id, title, path, figure: 0 }).collect()
            })
            .collect();
        let drawn: Vec<Drawn<'_>> = (0..self.diagrams.len())
            .map(|at| Drawn {
                diagram: &self.diagrams[at],
                same: &self.same[self.lessons[at]],
                beside: &self.beside[at],
                traces: &traces[at],
                kin: &self.kin[at],
            })
            .collect();
        work(&Ground { diagrams: &drawn, wishes, beliefs: &self.beliefs })
    }

    /// What is worth asking beside what an author asks.
    pub fn worth(&self, asks: &[Question], seed: u64) -> Vec<Question> {
        self.with(&[], |ground| {
            let generator = Generator::new(ground);
            let each = ground.diagrams.iter().enumerate().flat_map(|(at, drawn)| {
                let questions = generator.of_diagram(at, seed).into_iter();
                questions.map(move |question| (drawn, question))
            });
            worth_asking(each.collect(), asks, |_| false)
        })
    }

    pub fn at(&self, diagram: &str) -> usize {
        self.diagrams.iter().position(|known| known.id.as_str() == diagram).unwrap()
    }

    pub fn asks(&self, diagram: &str, seed: u64) -> Vec<Question> {
        self.with(&[], |ground| of_diagram(ground, self.at(diagram), seed))
    }

    pub fn question(&self, diagram: &str, question: &str) -> Question {
        let all = self.asks(diagram, 0);
        all.into_iter().find(|known| known.id.as_str() == question).unwrap()
    }
}

pub fn layer(name: &str, text: &str, role: LayerRole) -> Node {
    let about = format!("About {name}.");
    Node::Layer(Layer { id: id(name), role, about, ..plain_layer(text) })
}

fn managing(mut node: Node) -> Node {
    if let Node::Layer(layer) = &mut node {
        layer.manages = true;
    }
    node
}

pub fn copies(name: &str, count: u32, parts: Vec<Node>) -> Node {
    let of = Box::new(Node::Stack(parts));
    Node::Repeat(Repeat { id: id(name), count, frame: Frame::Solid, connected: false }, of)
}

pub fn picture(name: &str, title: &str, body: Node) -> Diagram {
    let mut diagram = Diagram::new(id(name), title.into(), body);
    "A: b".clone_into(&mut diagram.caption);
    diagram
}

pub fn same(name: &str, nodes: &[&str], missing_in: &[&str], how: How) -> Same {
    Same {
        id: id(name),
        nodes: nodes.iter().map(|node| node.parse().unwrap()).collect(),
        missing_in: missing_in.iter().map(|diagram| id(diagram)).collect(),
        how,
        short: None,
        because: format!("Because of {name}."),
    }
}

pub fn way(title: &str, diagram: &str, hops: &[&str]) -> (String, TracePath) {
    let hop = |(number, at): (usize, &&str)| {
        let label = (number + 1).to_string();
        Leg::Hop(Hop { number, label, at: at.parse().unwrap(), say: "Said.".into() })
    };
    let legs = hops.iter().enumerate().map(hop).collect();
    (title.into(), TracePath { diagram: id(diagram), legs })
}

fn app() -> Node {
    layer("app", "App{n}", LayerRole::Application)
}

fn bins() -> Node {
    layer("bins", "Bins", LayerRole::Library)
}

fn guest_os() -> Node {
    layer("guest-os", "Guest OS", LayerRole::Kernel)
}

fn hypervisor() -> Node {
    layer("hypervisor", "Hypervisor", LayerRole::Boundary)
}

fn host_os() -> Node {
    layer("host-os", "Host OS", LayerRole::Kernel)
}

fn hardware() -> Node {
    layer("hardware", "Hardware", LayerRole::Hardware)
}

fn engine() -> Node {
    managing(layer("engine", "Docker Engine", LayerRole::Boundary))
}

fn guests(count: u32) -> Node {
    copies("guest", count, vec![layer("app", "App", LayerRole::Application), guest_os()])
}

fn pictures() -> Vec<Diagram> {
    let vms = || copies("guest", 3, vec![app(), bins(), guest_os()]);
    let boxes = || copies("box", 3, vec![app(), bins()]);
    let root = copies(
        "root",
        1,
        vec![
            layer("tools", "VM tools", LayerRole::Neutral),
            layer("root-os", "Root OS", LayerRole::Kernel),
        ],
    );
    // A process that holds a whole machine.
    let mut process =
        copies("process", 2, vec![guests(1), layer("vmm", "QEMU", LayerRole::Boundary)]);
    if let Node::Repeat(repeat, _) = &mut process {
        repeat.frame = Frame::Dashed;
    }
    let linux = layer("linux-kvm", "Linux + KVM", LayerRole::Kernel);
    vec![
        picture(
            "vm",
            "Virtual Machines",
            Node::Stack(vec![vms(), hypervisor(), host_os(), hardware()]),
        ),
        picture(
            "container",
            "Containers",
            Node::Stack(vec![boxes(), engine(), host_os(), hardware()]),
        ),
        picture(
            "vm-bare-metal",
            "Virtual Machines, bare metal",
            Node::Stack(vec![vms(), hypervisor(), hardware()]),
        ),
        picture(
            "container-precise",
            "Containers, precisely",
            Node::Stack(vec![Node::Row(vec![boxes(), engine()]), host_os(), hardware()]),
        ),
        picture(
            "type-1",
            "Type 1",
            Node::Stack(vec![Node::Row(vec![root, guests(1)]), hypervisor(), hardware()]),
        ),
        picture(
            "type-2",
            "Type 2",
            Node::Stack(vec![guests(2), hypervisor(), host_os(), hardware()]),
        ),
        picture("kvm", "KVM", Node::Stack(vec![process, linux, hardware()])),
    ]
}

/// The course on containers and virtual machines.
fn course() -> Course {
    use How::{SameJob, SamePlace};
    let ids = |names: &[&str]| names.iter().map(|name| id(name)).collect::<Vec<Id>>();
    let precise = ["container", "container-precise"];
    let both = ["vm/host-os", "container/host-os"];
    let first = vec![
        same("shared-kernel", &["vm/guest-os", "vm-bare-metal/guest-os"], &precise, SameJob),
        same("isolator", &["vm/hypervisor", "container/engine"], &[], SamePlace),
        same("host-kernel", &both, &[], SameJob),
        same(
            "who-separates",
            &["vm-bare-metal/hypervisor", "container-precise/host-os"],
            &[],
            SameJob,
        ),
        same("bare-metal", &both, &["vm-bare-metal"], SameJob),
        same("engine-beside", &["container-precise/engine"], &["vm", "vm-bare-metal"], SameJob),
    ];
    let second = vec![
        same("no-host-below", &["type-2/host-os"], &["type-1"], SameJob),
        same("no-root-above", &["type-1/root-os", "type-1/tools"], &["type-2"], SameJob),
        same(
            "kvm-and-type-1",
            &["kvm/linux-kvm", "type-1/hypervisor", "type-1/root-os"],
            &[],
            SameJob,
        ),
        same("kvm-and-host", &["kvm/linux-kvm", "type-2/host-os"], &[], SameJob),
        same("kvm-and-program", &["type-2/hypervisor", "kvm/linux-kvm", "kvm/vmm"], &[], SameJob),
        same("device-players", &["type-1/tools", "kvm/vmm"], &[], SameJob),
    ];
    let disk = "A write to disk";
    let kvm = [
        "process[1]/guest[1]/app",
        "process[1]/guest[1]/guest-os",
        "process[1]/vmm",
        "linux-kvm",
        "hardware",
    ];
    Course {
        diagrams: pictures(),
        same: vec![first, second],
        lessons: vec![0, 0, 0, 0, 1, 1, 1],
        beside: vec![
            ids(&["container"]),
            ids(&["vm"]),
            ids(&["container-precise"]),
            ids(&["vm-bare-metal"]),
            ids(&["type-2", "kvm"]),
            ids(&["type-1", "kvm"]),
            ids(&["type-1", "type-2"]),
        ],
        kin: vec![
            ids(&["vm-bare-metal"]),
            ids(&["container-precise"]),
            Vec::new(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
        ],
        traces: vec![
            way("A system call", "vm", &["guest[1]/app", "guest[1]/guest-os"]),
            way("A system call", "container", &["box[1]/app", "host-os"]),
            way(
                disk,
                "vm",
                &["guest[1]/app", "guest[1]/guest-os", "hypervisor", "host-os", "hardware"],
            ),
            way(disk, "container", &["box[1]/app", "host-os", "hardware"]),
            way(
                disk,
                "type-1",
                &["guest[1]/app", "guest[1]/guest-os", "root[1]/root-os", "hardware"],
            ),
            way(
                disk,
                "type-2",
                &["guest[1]/app", "guest[1]/guest-os", "hypervisor", "host-os", "hardware"],
            ),
            way(disk, "kvm", &kvm),
        ],
        beliefs: Vec::new(),
    }
}

fn known_ids(ground: &Ground<'_>) -> Vec<Id> {
    let generator = Generator::new(ground);
    (0..ground.diagrams.len()).flat_map(|index| generator.ids(index)).collect()
}

/// A diagram alone.
pub fn alone(body: Node) -> Course {
    Course {
        diagrams: vec![picture("d", "D", body)],
        same: vec![Vec::new()],
        lessons: vec![0],
        beside: vec![Vec::new()],
        kin: vec![Vec::new()],
        traces: Vec::new(),
        beliefs: Vec::new(),
    }
}

/// The question as text: `+` before what is right.
pub fn told(question: &Question) -> String {
    let mut lines = vec![format!("[{}] {}", question.id, question.prompt)];
    match &question.kind {
        Kind::Single(choices) | Kind::Multiple(choices) => {
            for Choice { id, text, correct, because, .. } in choices {
                let sign = if *correct { '+' } else { '-' };
                lines.push(format!("  {sign} {text} ({id}): {because}"));
            }
        }
        Kind::Order(order) => {
            for item in &order.items {
                lines.push(format!(
                    "  {}. {} ({}): {}",
                    item.rank, item.text, item.id, item.because
                ));
            }
        }
        Kind::PointAt { target, places, otherwise, .. } => {
            for place in places {
                let hit = place.nodes.iter().all(|node| target.nodes().contains(node));
                let sign = if hit { '+' } else { '-' };
                lines.push(format!("  {sign} {}: {}", place.nodes[0], place.because));
            }
            lines.push(format!("  otherwise: {otherwise}"));
        }
        kind => lines.push(format!("  {kind:?}")),
    }
    lines.join("\n")
}

/// Questions as an overview: ids, prompts, and what is right.
fn summary(questions: &[Question]) -> Vec<String> {
    let right = |question: &Question| match &question.kind {
        Kind::Single(choices) | Kind::Multiple(choices) => {
            let right = choices.iter().filter(|choice| choice.correct);
            right.map(|choice| choice.text.to_string()).collect::<Vec<_>>()
        }
        Kind::Order(order) => order.items.iter().map(|item| item.text.to_string()).collect(),
        Kind::PointAt { target, .. } => target.nodes().iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    questions.iter().map(|q| format!("{} = {}", q.id, right(q).join(", "))).collect()
}

#[test]
fn the_course_is_asked_this() {
    let course = course();
    let all = course.diagrams.iter().flat_map(|diagram| course.asks(diagram.id.as_str(), 0));
    let all: Vec<Question> = all.collect();
    let wanted = [
        "place--vm--container--hypervisor = Docker Engine",
        "shared--vm--container--app--bins--host-os--hardware = app, bins, host-os, hardware",
        "copies--vm--guest = Bins, Guest OS",
        "path--vm--app--guest-os--hypervisor--host-os--hardware = App, Guest OS, Hypervisor, Host OS, Hardware",
        "arrives--vm--hypervisor--trace-0--trace-2 = ",
        "breaks--436b6a8244e0c5ca9efa1e455c4f10b5 = App",
        "breaks--1a56c2c407f545306a4e3d547c7d5abe = App, Guest OS",
        "breaks--2dde2b8cfe40a57850541c176f83b079 = App, Guest OS, Hypervisor",
        "order--vm--hardware--host-os--hypervisor--guest-os--bins--app = Hardware, Host OS, Hypervisor, Guest OS, Bins, App",
        "gap--vm--bins = Bins",
        "gap--vm--guest-os = Guest OS",
        "gap--vm--hypervisor = Hypervisor",
        "gap--vm--host-os = Host OS",
        "whose--vm--guest-os = Virtual Machines",
        "missing--container--vm--guest-os = Guest OS",
        "shared--container--vm--app--bins--host-os--hardware = app, bins, host-os, hardware",
        "copies--container--box = Bins",
        "order--container--hardware--host-os--bins--app = Hardware, Host OS, Bins, App",
        "missing--vm-bare-metal--container-precise--engine = Docker Engine",
        "answers--vm-bare-metal--container-precise--hypervisor = Host OS",
        "copies--vm-bare-metal--guest = Bins, Guest OS",
        "order--vm-bare-metal--hardware--hypervisor--guest-os--bins--app = Hardware, Hypervisor, Guest OS, Bins, App",
        "gap--vm-bare-metal--bins = Bins",
        "gap--vm-bare-metal--guest-os = Guest OS",
        "gap--vm-bare-metal--hypervisor = Hypervisor",
        "whose--vm-bare-metal--guest-os = Virtual Machines, bare metal",
        "missing--container-precise--vm-bare-metal--guest-os = Guest OS",
        "copies--container-precise--box = Bins",
        "order--container-precise--hardware--host-os--bins--app = Hardware, Host OS, Bins, App",
        "gap--container-precise--bins = Bins",
        "gap--container-precise--host-os = Host OS",
        "whose--container-precise--engine = Containers, precisely",
        "missing--type-1--type-2--host-os = Host OS",
        "answers--type-1--kvm--tools = QEMU",
        "answers--type-1--kvm--root-os = Linux + KVM",
        "answers--type-1--kvm--hypervisor = Linux + KVM",
        "shared--type-1--type-2--app--guest-os--hypervisor--hardware = app, guest-os, hypervisor, hardware",
        "path--type-1--app--guest-os--root-os--hardware = App, Guest OS, Root OS, Hardware",
        "breaks--type-1--guest-os--app--guest-os--root-os--hardware = App",
        "breaks--type-1--root-os--app--guest-os--root-os--hardware = App, Guest OS",
        "order--type-1--hardware--hypervisor--root-os--tools = Hardware, Hypervisor, Root OS, VM tools",
        "order--type-1--hardware--hypervisor--guest-os--app = Hardware, Hypervisor, Guest OS, App",
        "gap--type-1--root-os = Root OS",
        "gap--type-1--hypervisor = Hypervisor",
        "gap--type-1--guest-os = Guest OS",
        "whose--type-1--tools = Type 1",
        "whose--type-1--root-os = Type 1",
        "missing--type-2--type-1--tools--root-os = VM tools, Root OS",
        "answers--type-2--kvm--hypervisor = Linux + KVM, QEMU",
        "answers--type-2--kvm--host-os = Linux + KVM",
        "shared--type-2--type-1--app--guest-os--hypervisor--hardware = app, guest-os, hypervisor, hardware",
        "copies--type-2--guest = Guest OS",
        "path--type-2--app--guest-os--hypervisor--host-os--hardware = App, Guest OS, Hypervisor, Host OS, Hardware",
        "breaks--7bb2c8acd8d3b95d357c68a2473c5f2b = App",
        "breaks--5e41214f2ef77853ee80240e92e01c7c = App, Guest OS",
        "breaks--911a4a2d70fc19a0735b8d9b6d6c1bdd = App, Guest OS, Hypervisor",
        "order--type-2--hardware--host-os--hypervisor--guest-os--app = Hardware, Host OS, Hypervisor, Guest OS, App",
        "gap--type-2--guest-os = Guest OS",
        "gap--type-2--hypervisor = Hypervisor",
        "gap--type-2--host-os = Host OS",
        "whose--type-2--host-os = Type 2",
        "copies--kvm--process = Guest OS, QEMU",
        "path--kvm--app--guest-os--vmm--linux-kvm--hardware = App, Guest OS, QEMU, Linux + KVM, Hardware",
        "breaks--kvm--guest-os--app--guest-os--vmm--linux-kvm--hardware = App",
        "breaks--kvm--vmm--app--guest-os--vmm--linux-kvm--hardware = App, Guest OS",
        "breaks--kvm--linux-kvm--app--guest-os--vmm--linux-kvm--hardware = App, Guest OS, QEMU",
        "order--kvm--hardware--linux-kvm--guest-os--app = Hardware, Linux + KVM, Guest OS, App",
    ];
    assert_eq!(summary(&all), wanted);
    let ids: Vec<Id> = all.into_iter().map(|question| question.id).collect();
    let known: BTreeSet<Id> = course.with(&[], known_ids).into_iter().collect();
    assert!(ids.iter().all(|id| known.contains(id)));
    // What is asked at once can be asked one by one.
    assert!(known.contains(&id("missing--type-2--type-1--root-os")));
}

#[test]
fn questions_read_like_this() {
    let course = course();
    let read = |diagram: &str, question: &str| {
        let told = told(&course.question(diagram, question));
        told.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        read("container", "missing--container--vm--guest-os"),
        [
            "[missing--container--vm--guest-os] Which one of these layers of “Virtual Machines” has no counterpart in “Containers”?",
            "  + Guest OS (guest-os): Because of shared-kernel.",
            "  - Host OS (host-os): “Containers” has it too: Host OS. Because of host-kernel.",
            "  - Hardware (hardware): “Containers” has it too: Hardware. About hardware.",
            "  - Bins (bins): “Containers” has it too: Bins. About bins.",
        ]
    );
    assert_eq!(
        read("container", "shared--container--vm--app--bins--host-os--hardware"),
        [
            "[shared--container--vm--app--bins--host-os--hardware] Point at every layer of “Containers” that “Virtual Machines” has as well.",
            "  + app: “Virtual Machines” has it too: App. About app.",
            "  + bins: “Virtual Machines” has it too: Bins. About bins.",
            "  - engine: Because of isolator.",
            "  + host-os: “Virtual Machines” has it too: Host OS. Because of host-kernel.",
            "  + hardware: “Virtual Machines” has it too: Hardware. About hardware.",
            "  otherwise: This is not one of the layers that “Virtual Machines” has as well.",
        ]
    );
    assert_eq!(
        read("container", "order--container--hardware--host-os--bins--app"),
        [
            "[order--container--hardware--host-os--bins--app] Put these layers of “Containers” in order, as they stand on each other in the picture.",
            "  0. Hardware (hardware): It is the lowest of these. About hardware.",
            "  1. Host OS (host-os): It stands on Hardware. About host-os.",
            "  2. Bins (bins): It stands above Host OS. About bins.",
            "  3. App (app): It stands on Bins. About app.",
        ]
    );
    assert_eq!(
        read("vm", "gap--vm--hypervisor"),
        [
            "[gap--vm--hypervisor] In “Virtual Machines”, which layer stands between Guest OS and Host OS?",
            "  + Hypervisor (hypervisor): It stands on Host OS, under Guest OS. About hypervisor.",
            "  - Docker Engine (container--engine): This picture has no layer of that name; “Containers” has one. About engine.",
            "  - Hardware (hardware): It stands further down, below Host OS. About hardware.",
            "  - App (app): It stands further up, above Guest OS. About app.",
        ]
    );
    assert_eq!(
        read("type-2", "whose--type-2--host-os"),
        [
            "[whose--type-2--host-os] Which of these pictures has a layer called “Host OS”?",
            "  + Type 2 (type-2): “Type 2” has it. About host-os.",
            "  - Type 1 (type-1): Because of no-host-below.",
        ]
    );
    assert_eq!(
        read("type-1", "breaks--type-1--root-os--app--guest-os--root-os--hardware"),
        [
            "[breaks--type-1--root-os--app--guest-os--root-os--hardware] Say that Root OS fails in “Type 1”. Which of these does the request “A write to disk” still reach?",
            "  + App (app): It comes before Root OS on the way, where the request stops. About app.",
            "  + Guest OS (guest-os): It comes before Root OS on the way, where the request stops. About guest-os.",
            "  - Hardware (hardware): It comes after Root OS on the way: the request stops before it. About hardware.",
        ]
    );
}

#[test]
fn the_prompt_of_an_order_gives_no_place_away() {
    let course = course();
    let prompts = |diagram: &str| {
        let all = course.asks(diagram, 0).into_iter();
        let orders = all.filter(|question| kind_of(&question.id) == Some("order"));
        orders.map(|question| question.prompt).collect::<Vec<_>>()
    };
    let tail = "in order, as they stand on each other in the picture.";
    assert_eq!(prompts("vm"), [format!("Put the layers of “Virtual Machines” {tail}")]);
    // Docker Engine carries nothing, so it is left out.
    assert_eq!(prompts("container"), [format!("Put these layers of “Containers” {tail}")]);
    // One of its own layers tells which of two stacks is meant.
    let both = ["VM tools", "App"]
        .map(|own| format!("Put these layers of “Type 1”, the stack with {own}, {tail}"));
    assert_eq!(prompts("type-1"), both);
}

#[test]
fn a_distractor_never_does_the_job_of_the_right_layer() {
    // The second lesson says that QEMU and Linux + KVM do what a hypervisor does.
    let course = course();
    for seed in 0..50 {
        for (diagram, gap) in [("vm", "gap--vm--hypervisor"), ("type-2", "gap--type-2--hypervisor")]
        {
            let all = course.asks(diagram, seed);
            let question = all.iter().find(|question| question.id.as_str() == gap).unwrap();
            let choices = question.kind.choices().unwrap();
            let texts: Vec<&str> = choices.iter().map(|choice| choice.text.as_str()).collect();
            assert!(!texts.contains(&"QEMU") && !texts.contains(&"Linux + KVM"), "{texts:?}");
        }
    }
}

#[test]
fn the_seed_chooses_distractors_and_nothing_else() {
    let course = alone(Node::Stack(parts("a b c d e f g h")));
    let asked = |seed| {
        let all = course.asks("d", seed);
        all.into_iter().find(|question| question.id.as_str() == "gap--d--c").unwrap()
    };
    let picks: BTreeSet<Vec<String>> = (0..40)
        .map(|seed| {
            let question = asked(seed);
            let choices = question.kind.choices().unwrap().iter();
            let mut ids: Vec<String> = choices.map(|choice| choice.id.to_string()).collect();
            ids.sort();
            ids
        })
        .collect();
    assert!(picks.len() > 2, "{picks:?}");
    assert!(picks.iter().all(|ids| ids.contains(&"c".to_owned())));
    assert_eq!(told(&asked(7)), told(&asked(7)));
}

#[test]
fn authors_forbid_and_reword() {
    let course = course();
    let guest_os = id("missing--container--vm--guest-os");
    let order = id("order--container--hardware--host-os--bins--app");
    let reword = Change::Reword("What do containers not bring along?".into());
    let wishes = [
        Wish { id: guest_os.clone(), change: reword },
        Wish { id: order.clone(), change: Change::Reword("Never seen.".into()) },
        Wish { id: order.clone(), change: Change::Forbid },
    ];
    let before = course.asks("container", 3);
    let after = course.with(&wishes, |ground| of_diagram(ground, course.at("container"), 3));
    assert_eq!(after.len() + 1, before.len());
    assert!(after.iter().all(|question| question.id != order));
    let reworded = after.iter().find(|question| question.id == guest_os).unwrap();
    assert_eq!(reworded.prompt, "What do containers not bring along?");
    // A checker can tell from these ids which wishes name a question.
    let known = course.with(&wishes, known_ids);
    assert!(wishes.iter().all(|wish| known.contains(&wish.id)));
}

#[test]
fn long_ids_are_hashed_and_tell_their_kind() {
    let long = |end: char| format!("{}{end}", "a-very-long-name-".repeat(3));
    let stack = |ids: &[String]| {
        let layers = ids.iter().enumerate();
        let layers = layers.map(|(at, id)| layer(id, &letter(at), LayerRole::Neutral));
        alone(Node::Stack(layers.collect()))
    };
    let of = |ids: &[String]| {
        let all = stack(ids).asks("d", 0);
        all.into_iter().map(|question| question.id).collect::<Vec<Id>>()
    };
    let plain = of(&["a".into(), "b".into(), "c-".into(), "d".into()]);
    assert_eq!(plain, [id("order--d--d--c---b--a"), id("gap--d--b"), id("gap--d--c-")]);
    let hashed = of(&["a".into(), long('b'), long('c'), "b--c".into(), "x".into()]);
    let ending = |id: &Id| id.as_str().split_once("--").unwrap().1.to_owned();
    let order = hashed.first().unwrap();
    assert_eq!(order.as_str(), "order--cea7e46d586be1325ec7fbec2b5d627a");
    assert_eq!(ending(&hashed[3]).len(), 32);
    assert!(hashed.iter().all(is_generated));
    assert!(!is_generated(&id("hyper-v-windows")) && !is_generated(&id("gaps--d--b")));
    assert!(!is_generated(&id("gap-d--b")));
    assert!(KINDS.iter().all(|(kind, _)| is_generated(&id(&format!("{kind}--x--y")))));
}

/// For this body: the orders that are asked, and the layers whose gaps are.
fn stacks(body: Node) -> (Vec<String>, Vec<String>) {
    let all = alone(body).asks("d", 0);
    let orders = all.iter().filter_map(|question| match &question.kind {
        Kind::Order(order) => {
            let texts: Vec<&str> = order.items.iter().map(|item| item.text.as_str()).collect();
            Some(texts.join(" "))
        }
        _ => None,
    });
    let gaps = all.iter().filter_map(|question| question.id.as_str().strip_prefix("gap--d--"));
    (orders.collect(), gaps.map(str::to_owned).collect())
}

/// Names that are letters, since numbers would tell the places of layers.
fn letter(at: usize) -> String {
    format!("L {}", char::from(b'a' + u8::try_from(at).unwrap()))
}

pub fn part(name: &str) -> Node {
    layer(name, &name.to_uppercase(), LayerRole::Neutral)
}

pub fn parts(names: &str) -> Vec<Node> {
    names.split_whitespace().map(part).collect()
}

fn absent(name: &str) -> Node {
    let mut node = part(name);
    if let Node::Layer(layer) = &mut node {
        layer.shape = LayerShape::Absent;
    }
    node
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn each_branch_of_a_row_is_a_stack_of_its_own() {
    let row = Node::Row(vec![Node::Stack(parts("a b")), part("c"), managing(part("m"))]);
    let (orders, gaps) = stacks(Node::Stack(vec![part("t"), row, part("g")]));
    assert_eq!(orders, strings(&["G B A T", "G C T"]));
    // C is not the only layer between T and G, so no gap asks for it.
    assert_eq!(gaps, strings(&["a", "b"]));
}

#[test]
fn of_rows_on_rows_nobody_can_say_what_stands_on_what() {
    let rows = vec![part("t"), Node::Row(parts("a b c")), Node::Row(parts("d e")), part("g")];
    let (orders, gaps) = stacks(Node::Stack(rows));
    assert!(orders.is_empty() && gaps.is_empty(), "{orders:?} {gaps:?}");
    // Copies on a row are not put in order either, even with a manager drawn between them.
    let copies = |body: Node| {
        let repeat = Repeat { id: id("copies"), count: 2, frame: Frame::Solid, connected: false };
        Node::Repeat(repeat, Box::new(body))
    };
    let vms = || copies(Node::Stack(parts("a b")));
    let row = || Node::Row(parts("c d"));
    for body in [vec![vms(), row()], vec![vms(), managing(part("m")), row()]] {
        let (orders, _) = stacks(Node::Stack(body));
        assert!(orders.is_empty(), "{orders:?}");
    }
    // Copies on a single layer all stand on it.
    let (orders, _) = stacks(Node::Stack(vec![vms(), managing(part("m")), part("g")]));
    assert_eq!(orders, strings(&["G B A"]));
}

#[test]
fn at_most_four_stacks_and_the_longer_ones() {
    let tall = Node::Stack(parts("x y z"));
    let row = Node::Row([parts("a b c d e"), vec![tall]].concat());
    let (orders, _) = stacks(Node::Stack(vec![row, part("g"), part("h")]));
    assert_eq!(orders, strings(&["H G A", "H G B", "H G C", "H G Z Y X"]));
}

#[test]
fn grids_are_stacks_by_columns() {
    let cell = |span: u32, name: &str| Cell { span, of: (name != "-").then(|| part(name)) };
    let rows = vec![
        vec![cell(1, "a"), cell(1, "b"), cell(1, "c")],
        vec![cell(2, "d"), cell(1, "-")],
        vec![cell(2, "e"), cell(1, "f")],
    ];
    let (orders, gaps) = stacks(Node::Stack(vec![Node::Grid(Grid { rows }), part("g")]));
    // The third column has a hole: C stands on nothing.
    assert_eq!(orders, strings(&["G E D A", "G E D B"]));
    // E stands on G beside F, and alone carries D; but D carries both A and B.
    assert_eq!(gaps, strings(&["d", "e"]));
}

#[test]
fn under_a_wide_cell_each_stack_is_counted_by_its_own_column() {
    let cell = |span: u32, of: Node| Cell { span, of: Some(of) };
    let rows = vec![
        vec![cell(2, part("b")), cell(1, part("c"))],
        vec![cell(1, part("d")), cell(2, Node::Row(parts("e f")))],
    ];
    let grid = Node::Grid(Grid { rows });
    let (orders, gaps) = stacks(Node::Stack(vec![part("x"), part("a"), grid]));
    // D is under B only, but C stands on E and on F.
    assert_eq!(orders, strings(&["D B A X"]));
    assert_eq!(gaps, strings(&["a", "b"]));
}

#[test]
fn a_tree_ends_a_stack() {
    let tree = |name: &str| {
        let Node::Layer(root) = part(name) else { unreachable!() };
        let branch = Branch { label: None, of: part("leaf") };
        Node::Tree(Tree { root, branches: vec![branch] })
    };
    let above = vec![part("x"), tree("r"), part("a"), part("b"), part("c")];
    assert_eq!(stacks(Node::Stack(above)), (strings(&["C B A"]), Vec::new()));
    let below = vec![part("a"), part("b"), part("c"), tree("r")];
    assert_eq!(stacks(Node::Stack(below)), (Vec::new(), Vec::new()));
    assert_eq!(stacks(tree("r")), (Vec::new(), Vec::new()));
}

#[test]
fn what_is_left_out_of_an_order_leaves_no_gap_beside_it() {
    let with = |left_out: Node| {
        let body = vec![part("a"), part("b"), left_out, part("c"), part("d"), part("e")];
        stacks(Node::Stack(body))
    };
    let wanted = (strings(&["E D C B A"]), strings(&["d"]));
    assert_eq!(with(managing(part("m"))), wanted);
    assert_eq!(with(absent("m")), wanted);
    assert_eq!(with(layer("m", "{n}", LayerRole::Neutral)), wanted);
}

#[test]
fn equal_names_are_not_put_in_order_and_long_stacks_neither() {
    let twin = layer("twin", "á!", LayerRole::Neutral);
    let (orders, gaps) = stacks(Node::Stack([parts("a b c d"), vec![twin]].concat()));
    assert!(orders.is_empty());
    // Between A and C the answer could be either of two layers that look like A.
    assert_eq!(gaps, strings(&["c"]));
    let (orders, gaps) = stacks(Node::Stack(parts("a b c d e f g h i j k l m n o p q")));
    assert!(orders.is_empty());
    assert_eq!(gaps.len(), MOST);
    assert_eq!(gaps.first().map(String::as_str), Some("b"));
    assert!(stacks(Node::Stack(parts("a b"))).0.is_empty());
}

/// Two diagrams side by side.
pub fn pair(one: Node, other: Node, entries: Vec<Same>) -> Course {
    Course {
        diagrams: vec![picture("one", "One", one), picture("other", "Other", other)],
        same: vec![entries],
        lessons: vec![0, 0],
        beside: vec![vec![id("other")], Vec::new()],
        kin: vec![Vec::new(); 2],
        traces: Vec::new(),
        beliefs: Vec::new(),
    }
}

pub fn ids_of(course: &Course, diagram: &str, kind: &str) -> Vec<String> {
    let all = course.asks(diagram, 0).into_iter().map(|question| question.id.to_string());
    all.filter(|id| id.starts_with(kind)).collect()
}

#[test]
fn what_nobody_says_is_no_absence() {
    let compared = || same("b", &["one/b", "other/b"], &[], How::SameJob);
    let parted = |entries| pair(Node::Stack(parts("a b z")), Node::Stack(parts("b c z")), entries);
    let none: [&str; 0] = [];
    for entries in [Vec::new(), vec![compared()]] {
        let course = parted(entries);
        assert_eq!(ids_of(&course, "one", "missing"), none);
        assert_eq!(ids_of(&course, "one", "shared"), none);
        assert_eq!(ids_of(&course, "one", "whose"), none);
    }
    let gap = |name, node: &str, of: &str| same(name, &[node], &[of], How::SameJob);
    let half = parted(vec![compared(), gap("c", "other/c", "one")]);
    assert_eq!(ids_of(&half, "one", "missing"), ["missing--one--other--c"]);
    // Nobody says of `a` whether the other picture has it, so nobody can say which layers both
    // have.
    assert_eq!(ids_of(&half, "one", "shared"), ["shared--other--one--b--z"]);
    let question = told(&half.question("one", "missing--one--other--c"));
    assert!(question.contains("+ C (c): Because of c."), "{question}");
    assert!(question.contains("- B (b): “One” has it too: B. Because of b."), "{question}");
}

#[test]
fn who_names_a_neighbour_asks_for_both() {
    let entries = vec![
        same("b", &["one/b", "other/b"], &[], How::SameJob),
        same("a", &["one/a"], &["other"], How::SameJob),
        same("c", &["other/c"], &["one"], How::SameJob),
    ];
    let course = pair(Node::Stack(parts("a b")), Node::Stack(parts("b c")), entries);
    let wanted = ["missing--one--other--c", "missing--other--one--a"];
    assert_eq!(ids_of(&course, "one", "missing"), wanted);
    assert_eq!(
        ids_of(&course, "one", "shared"),
        ["shared--one--other--b", "shared--other--one--b"]
    );
    assert!(ids_of(&course, "other", "missing").is_empty());
}

#[test]
fn a_layer_that_could_be_meant_either_way_is_not_missing() {
    let named = |name: &str, text: &str| layer(name, text, LayerRole::Neutral);
    let lacks = |nodes: &[&str]| vec![same("gap", nodes, &["one"], How::SameJob)];
    // This picture has a layer named A too, under another id.
    let course = pair(
        Node::Stack(vec![named("x", "A"), part("b")]),
        Node::Stack(vec![named("y", "a"), part("b")]),
        lacks(&["other/y"]),
    );
    assert!(ids_of(&course, "one", "missing").is_empty());
    assert!(ids_of(&course, "one", "shared").is_empty());
    // Two layers have one name, and one of them is missing: neither is asked about nor offered.
    let course = pair(
        Node::Stack(parts("b z")),
        Node::Stack(vec![named("b", "Twin"), named("y", "Twin"), part("c"), part("z")]),
        lacks(&["other/y", "other/c"]),
    );
    let asked = ids_of(&course, "one", "missing--one");
    assert_eq!(asked, ["missing--one--other--c"]);
    assert!(!told(&course.question("one", &asked[0])).contains("Twin"));
    // An outline itself says that something is not there, so it needs no question.
    let course = pair(
        Node::Stack(vec![absent("a"), part("b")]),
        Node::Stack(parts("a b")),
        lacks(&["other/a"]),
    );
    assert!(ids_of(&course, "one", "missing").is_empty());
}

#[test]
fn an_absence_that_is_declared_of_several_pictures_at_once_is_asked_of_one() {
    let lists = ["a b v", "a b w", "a b"];
    let diagrams = ["one", "two", "three"].iter().zip(lists);
    let diagrams: Vec<Diagram> =
        diagrams.map(|(name, of)| picture(name, name, Node::Stack(parts(of)))).collect();
    let gap = same("gap", &["one/v", "two/w"], &["three"], How::SameJob);
    let course = Course {
        diagrams,
        same: vec![vec![gap]],
        lessons: vec![0; 3],
        beside: vec![Vec::new(), Vec::new(), vec![id("one"), id("two")]],
        kin: vec![Vec::new(); 3],
        traces: Vec::new(),
        beliefs: Vec::new(),
    };
    assert_eq!(ids_of(&course, "three", "missing"), ["missing--three--one--v"]);
}

#[test]
fn a_reason_for_a_gap_is_no_reason_for_a_likeness() {
    let gap = vec![
        same("gap", &["one/a", "other/a"], &["third"], How::SameJob),
        same("c", &["other/c"], &["one"], How::SameJob),
    ];
    let course = pair(Node::Stack(parts("a b")), Node::Stack(parts("a c")), gap);
    let told = told(&course.question("one", "missing--one--other--c"));
    assert!(told.contains("- A (a): “One” has it too: A. About a."), "{told}");
}

#[test]
fn what_a_picture_has_too_is_told_in_the_words_of_that_picture() {
    let named = |text: &str, about: &str| {
        let mut node = layer("a", text, LayerRole::Neutral);
        if let Node::Layer(layer) = &mut node {
            about.clone_into(&mut layer.about);
        }
        node
    };
    let course = pair(
        Node::Stack(vec![named("Program", "Stands on a system."), part("b")]),
        Node::Stack(vec![named("Hypervisor", "Stands on the hardware."), part("c")]),
        vec![same("c", &["other/c"], &["one"], How::SameJob)],
    );
    let told = told(&course.question("one", "missing--one--other--c"));
    let wanted = "- Hypervisor (a): In “One”, Program does its job. Stands on a system.";
    assert!(told.contains(wanted), "{told}");
}

#[test]
fn whose_a_layer_is_asks_only_of_pictures_that_lack_it_as_declared() {
    let stacks = ["sentry b", "b c", "b d", "b e"];
    let names = ["one", "two", "three", "four"];
    let diagrams: Vec<Diagram> = (names.iter().zip(stacks))
        .map(|(name, of)| picture(name, name, Node::Stack(parts(of))))
        .collect();
    let mut course = Course {
        diagrams,
        same: vec![vec![same("gap", &["one/sentry"], &["two", "three"], How::SameJob)]],
        lessons: vec![0; 4],
        beside: vec![vec![id("two"), id("three"), id("four")]; 4],
        kin: vec![Vec::new(); 4],
        traces: Vec::new(),
        beliefs: Vec::new(),
    };
    assert_eq!(ids_of(&course, "one", "whose"), ["whose--one--sentry"]);
    let told = told(&course.question("one", "whose--one--sentry"));
    assert!(told.contains("- two (two): Because of gap."), "{told}");
    assert!(told.contains("- three (three): Because of gap."), "{told}");
    // The fourth picture does not draw the layer, which does not mean that it lacks it.
    assert!(!told.contains("four"), "{told}");
    // If the title gives the answer away, the question is not asked.
    course.diagrams[0].title = "The Sentry’s kernel".to_owned();
    assert!(ids_of(&course, "one", "whose").is_empty());
}

#[test]
fn parts_of_a_tree_are_no_layers_of_a_picture() {
    let Node::Layer(root) = part("question") else { unreachable!() };
    let branch = |name: &str| Branch { label: Some("yes".to_owned()), of: part(name) };
    let tree = Node::Tree(Tree { root, branches: vec![branch("leaf"), branch("other")] });
    let gaps = |node: &str, of: &str| same("gap", &[node], &[of], How::SameJob);
    let course = pair(Node::Stack(parts("a b")), tree, vec![gaps("other/leaf", "one")]);
    assert!(course.asks("one", 0).is_empty() && course.asks("other", 0).is_empty());
}

#[test]
fn a_name_that_carries_its_number_is_not_asked_for() {
    let named = |text: &str| {
        let id = text.to_lowercase().replace(' ', "-");
        layer(&id, text, LayerRole::Neutral)
    };
    let osi = ["7 Application", "6 Presentation", "5 Session", "4 Transport", "3 Network"];
    let mut course = alone(Node::Stack(osi.map(named).to_vec()));
    let hops = ["7-application", "6-presentation", "5-session", "4-transport", "3-network"];
    course.traces = vec![way("A request", "d", &hops)];
    assert!(course.asks("d", 0).is_empty());
    // A single number in a stack tells no place.
    let (orders, gaps) =
        stacks(Node::Stack(["App 1", "Libs", "Kernel", "Disk"].map(named).to_vec()));
    assert_eq!(orders, strings(&["Disk Kernel Libs App 1"]));
    assert_eq!(gaps, strings(&["libs", "kernel"]));
}

fn link(name: &str, from: &str, to: &str, kind: LinkKind) -> Link {
    let [from, to] = [from, to].map(|node| node.parse().unwrap());
    Link { id: id(name), from, to, label: None, kind, arrow: Arrow::To }
}

/// A shop whose server asks its cache, and, by these links, perhaps its database past the cache.
fn shop(links: Vec<Link>) -> Course {
    let mut course = alone(Node::Stack(parts("browser proxy server cache database")));
    course.diagrams[0].links = links;
    course.traces = vec![way("A read", "d", &["browser", "proxy", "server", "cache", "database"])];
    course
}

#[test]
fn links_are_ways_too() {
    use LinkKind::{Control, Data};
    let down = || {
        vec![
            link("a", "browser", "proxy", Data),
            link("b", "proxy", "server", Data),
            link("c", "server", "cache", Data),
        ]
    };
    let fails = |course: &Course| -> Vec<String> {
        let all = ids_of(course, "d", "breaks");
        all.iter().map(|id| id.split("--").nth(2).unwrap().to_owned()).collect()
    };
    let gaps = |course: &Course| ids_of(course, "d", "gap");
    let course = shop(down());
    assert_eq!(fails(&course), ["proxy", "server", "cache"]);
    assert_eq!(gaps(&course).len(), 3);
    // With a link past the cache, nobody can say who is stuck without it, nor that it stands
    // between the two.
    let direct = link("d", "server", "database", Data);
    let course = shop([down(), vec![direct]].concat());
    assert_eq!(fails(&course), ["proxy", "server"]);
    assert_eq!(gaps(&course), ["gap--d--proxy"]);
    assert_eq!(ids_of(&course, "d", "order"), ["order--d--database--server--proxy--browser"]);
    // A way past it over several links counts too.
    let around = vec![link("d", "server", "loose", Data), link("e", "loose", "database", Data)];
    let mut course = shop([down(), around].concat());
    let inside = nested(course.diagrams[0].body().unwrap());
    let body = Node::Row(vec![inside, part("loose"), part("away")]);
    let links = std::mem::take(&mut course.diagrams[0].links);
    course.diagrams[0] = picture("d", "D", body);
    course.diagrams[0].links = links;
    assert_eq!(fails(&course), ["proxy", "server"]);
    assert_eq!(gaps(&course), ["gap--d--proxy", "gap--d--server"]);
    // A link that only sets something up carries no request.
    let course = shop([down(), vec![link("d", "server", "database", Control)]].concat());
    assert_eq!(fails(&course), ["proxy", "server", "cache"]);
    assert_eq!(gaps(&course), ["gap--d--proxy", "gap--d--server"]);
}

#[test]
fn a_link_of_a_group_is_one_of_its_layers_and_a_boundary_is_crossed() {
    let mut line = part("calls");
    if let Node::Layer(layer) = &mut line {
        layer.shape = LayerShape::Line;
    }
    let group = Group {
        id: id("kernel"),
        name: "Kernel".into(),
        frame: Frame::Dashed,
        about: None,
        holds: None,
    };
    let group = Node::Group(group, Box::new(Node::Stack(parts("net disk"))));
    let stack = vec![part("app"), line, group, part("hardware")];
    let mut course = alone(Node::Stack(stack));
    course.diagrams[0].links = vec![link("a", "app", "kernel", LinkKind::Data)];
    // A link leads past NET to DISK, but not past the boundary line: it crosses that.
    assert_eq!(ids_of(&course, "d", "order"), ["order--d--hardware--disk--calls--app"]);
    assert!(ids_of(&course, "d", "gap").iter().all(|id| id != "gap--d--calls"));
}

#[test]
fn a_way_back_silences_nothing() {
    let body = || Node::Stack(parts("a b c d"));
    let ids = ["breaks--d--b--a--b--c--d", "breaks--d--c--a--b--c--d"];
    for hops in [
        &["a", "b", "c", "d", "c", "b", "a"][..],
        &["a", "b", "c", "d", "a"],
        &["a", "b", "c", "d", "b"],
    ] {
        let mut course = alone(body());
        course.traces = vec![way("A request", "d", hops)];
        assert_eq!(ids_of(&course, "d", "breaks"), ids);
    }
    // A layer that the request meets before and after the failing one is not offered.
    let mut course = alone(Node::Row(parts("a b c d e")));
    course.traces = vec![way("A write", "d", &["a", "b", "c", "d", "c", "e"])];
    let told = told(&course.question("d", "breaks--d--d--a--b--c--d--e"));
    assert!(told.contains("+ A (a)") && told.contains("+ B (b)"), "{told}");
    assert!(told.contains("- E (e)") && !told.contains(" C (c)"), "{told}");
}

#[test]
fn another_copy_or_what_stands_on_it_leaves_open_who_is_stuck() {
    let copy = |of: Node| copies("copy", 2, vec![of]);
    // Another copy of B can take over, unless the request has been in that copy before.
    let mut course = alone(Node::Stack(vec![part("a"), copy(part("b")), part("c"), part("d")]));
    course.traces = vec![way("A request", "d", &["a", "copy[1]/b", "c", "d"])];
    assert_eq!(ids_of(&course, "d", "breaks"), ["breaks--d--c--a--b--c--d"]);
    let inside = vec![copy(Node::Stack(parts("a b"))), part("c"), part("d")];
    let mut course = alone(Node::Stack(inside));
    course.traces = vec![way("A request", "d", &["copy[1]/a", "copy[1]/b", "c", "d"])];
    assert_eq!(ids_of(&course, "d", "breaks").len(), 2);
    // The request goes down to C and comes to D later, which stands on C.
    let stack = vec![Node::Row(vec![Node::Stack(parts("a b")), part("d")]), part("c"), part("e")];
    let mut course = alone(Node::Stack(stack));
    course.traces = vec![way("A request", "d", &["a", "b", "c", "d", "e"])];
    let fail: Vec<String> = ids_of(&course, "d", "breaks");
    assert!(fail.iter().all(|id| !id.starts_with("breaks--d--c--")), "{fail:?}");
    assert_eq!(fail.len(), 2);
}

#[test]
fn what_emulates_devices_beside_the_way_is_between_nothing() {
    let machine = |frame: Frame| {
        let vm = copies("vm", 1, vec![app(), guest_os()]);
        let vmm = layer("vmm", "VMM", LayerRole::Boundary);
        let of = Box::new(Node::Stack(vec![vm, vmm]));
        Node::Repeat(Repeat { id: id("process"), count: 2, frame, connected: false }, of)
    };
    let stack = |frame| Node::Stack(vec![machine(frame), host_os(), hardware()]);
    // With the frame of a process round them.
    let mut course = alone(stack(Frame::Dashed));
    let order = ["order--d--hardware--host-os--guest-os--app"];
    assert_eq!(ids_of(&course, "d", "order"), order);
    assert!(ids_of(&course, "d", "gap").is_empty());
    // Without that frame nothing in the picture says so, unless a link or a trace goes past the
    // layer.
    let course_of = |links, traces| {
        let mut course = alone(stack(Frame::None));
        course.diagrams[0].links = links;
        course.traces = traces;
        course
    };
    let plain = course_of(Vec::new(), Vec::new());
    assert_eq!(ids_of(&plain, "d", "gap"), ["gap--d--guest-os", "gap--d--vmm", "gap--d--host-os"]);
    let linked = vec![link("exit", "guest-os", "host-os", LinkKind::Data)];
    course = course_of(linked, Vec::new());
    assert_eq!(ids_of(&course, "d", "order"), order);
    assert!(ids_of(&course, "d", "gap").is_empty());
    let hops = [
        "process[1]/vm[1]/app",
        "process[1]/vm[1]/guest-os",
        "host-os",
        "process[1]/vmm",
        "host-os",
        "hardware",
    ];
    course = course_of(Vec::new(), vec![way("A write", "d", &hops)]);
    assert_eq!(ids_of(&course, "d", "gap"), ["gap--d--guest-os", "gap--d--host-os"]);
    // A trace that never names the layer is only told more roughly.
    let rough = ["process[1]/vm[1]/app", "host-os", "hardware"];
    course = course_of(Vec::new(), vec![way("A call", "d", &rough)]);
    assert_eq!(ids_of(&course, "d", "gap").len(), 3);
}

#[test]
fn distractors_come_from_the_pictures_beside_this_one() {
    let course = course();
    for seed in 0..50 {
        for question in course.asks("vm", seed) {
            let choices = question.kind.choices().unwrap_or_default();
            for choice in choices.iter().filter(|choice| choice.because.contains("This picture")) {
                assert!(choice.because.contains("“Containers”"), "{}", told(&question));
            }
        }
    }
}

#[test]
fn a_manager_is_on_no_way() {
    let parts = vec![part("a"), managing(part("m")), part("b"), part("c"), part("d")];
    let mut course = alone(Node::Stack(parts));
    course.traces = vec![
        way("A call", "d", &["a", "m", "c", "d"]),
        way("A loop", "d", &["a", "b", "c", "a"]),
        way("A write", "d", &["a", "b", "c", "d"]),
        way("A read", "d", &["a", "b", "c", "d"]),
        way("A stray", "d", &["a", "nowhere", "c", "d"]),
        way("A guest", "d", &["a", "e/b", "c", "d"]),
        way("A short one", "d", &["a", "b", "d"]),
    ];
    let ids = ["breaks--d--b--a--b--c--d", "breaks--d--c--a--b--c--d"];
    assert_eq!(ids_of(&course, "d", "breaks"), ids);
    assert!(course.question("d", ids[0]).prompt.contains("“A write”"));
}

/// Small random numbers, for what the strategies of diagrams do not vary.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count.max(1)
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Gives layers of all diagrams names in common, and makes some managers.
fn rename(node: &mut Node, dice: &mut Dice) {
    const NAMES: [&str; 9] =
        ["Cache", "cache.", "Kernel", "Kernel {n}", "Proxy", "Disk", "Queue", "CPU", "Shell"];
    let mut change = |layer: &mut Layer| {
        if dice.one_in(2) {
            (*dice.of(&NAMES)).clone_into(&mut layer.name);
        }
        layer.manages = dice.one_in(6);
    };
    match node {
        Node::Layer(layer) => change(layer),
        Node::Stack(parts) | Node::Row(parts) => {
            for part in parts {
                rename(part, dice);
            }
        }
        Node::Repeat(_, of) | Node::Group(_, of) => rename(of, dice),
        Node::Grid(grid) => {
            for part in grid.rows.iter_mut().flatten().filter_map(|cell| cell.of.as_mut()) {
                rename(part, dice);
            }
        }
        Node::Tree(tree) => {
            change(&mut tree.root);
            for branch in &mut tree.branches {
                rename(&mut branch.of, dice);
            }
        }
    }
}

/// A course with these diagrams, and with random statements of its authors.
fn any_course(mut diagrams: Vec<Diagram>, chance: u64) -> Course {
    let dice = &mut Dice(chance);
    for diagram in &mut diagrams {
        let mut body = nested(diagram.body().unwrap());
        rename(&mut body, dice);
        let mut renamed = Diagram::new(diagram.id.clone(), diagram.title.clone(), body);
        renamed.caption.clone_from(&diagram.caption);
        renamed.links = std::mem::take(&mut diagram.links);
        *diagram = renamed;
    }
    let ids: Vec<Id> = diagrams.iter().map(|diagram| diagram.id.clone()).collect();
    let layers: Vec<Vec<Id>> = diagrams
        .iter()
        .map(|diagram| diagram.layers().map(|layer| layer.id.clone()).collect())
        .collect();
    let entries = |dice: &mut Dice| {
        let entry = |number: usize, dice: &mut Dice| Same {
            id: id(&format!("s-{number}")),
            nodes: (0..=dice.below(4))
                .map(|_| {
                    let of = dice.below(ids.len());
                    let (diagram, node) = (Some(ids[of].clone()), dice.of(&layers[of]).clone());
                    NodeRef { diagram, copies: Vec::new(), node }
                })
                .collect(),
            missing_in: (0..dice.below(2)).map(|_| dice.of(&ids).clone()).collect(),
            how: if dice.one_in(3) { How::SamePlace } else { How::SameJob },
            short: None,
            because: "Because.".to_owned(),
        };
        (0..dice.below(6)).map(|number| entry(number, dice)).collect::<Vec<Same>>()
    };
    let same = vec![entries(dice), entries(dice)];
    let traces = (0..dice.below(6)).map(|number| {
        let of = dice.below(ids.len());
        let hops: Vec<String> =
            (0..dice.below(7)).map(|_| dice.of(&layers[of]).to_string()).collect();
        let hops: Vec<&str> = hops.iter().map(String::as_str).collect();
        let (title, mut path) = way(&format!("Way {number}"), ids[of].as_str(), &hops);
        part_ways(&mut path.legs, dice);
        (title, path)
    });
    let traces = traces.collect();
    let mut some = |often: usize| {
        let each = ids.iter().map(|_| {
            let picked = ids.iter().filter(|_| dice.one_in(often)).cloned();
            picked.collect::<Vec<Id>>()
        });
        each.collect::<Vec<_>>()
    };
    let (beside, kin) = (some(2), some(6));
    let lessons = diagrams.iter().enumerate().map(|(at, _)| at % 2).collect();
    Course { diagrams, same, lessons, beside, kin, traces, beliefs: Vec::new() }
}

/// Lets some of the hops, all but the first, be those of two ways, which join again or end.
fn part_ways(legs: &mut Vec<Leg>, dice: &mut Dice) {
    if legs.len() < 4 || dice.one_in(2) {
        return;
    }
    let from = 1 + dice.below(legs.len() - 3);
    let mut inner: Vec<Leg> = legs.drain(from..from + 2).collect();
    let second = inner.split_off(1);
    let kind = if dice.one_in(2) {
        ChoiceKind::When("Which way?".to_owned())
    } else {
        ChoiceKind::Either("Either way.".to_owned())
    };
    let mut ways = Vec::new();
    for (name, legs) in [("one", inner), ("two", second)] {
        let ends = dice.one_in(3);
        ways.push(Way { id: id(name), name: format!("Way {name}"), ask: None, legs, ends });
    }
    legs.insert(from, Leg::Choice(diagram::Choice { id: id("parts"), kind, ways }));
}

fn look(name: &str) -> String {
    folded(&name.replace("{n}", ""))
}

fn usable(layer: &Layer) -> bool {
    layer.shape != LayerShape::Absent && !name_of(layer).is_empty()
}

fn name_of(layer: &Layer) -> String {
    layer.name.replace("{n}", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Does the picture draw `one` above `other`, in a stack or in the columns of a grid?
fn above(node: &Node, one: &Id, other: &Id) -> bool {
    let has = |node: &Node, id: &Id| {
        Diagram::new(id.clone(), String::new(), node.clone()).layer(id).is_some()
    };
    let at = |parts: &[Node], id: &Id| parts.iter().position(|part| has(part, id));
    match node {
        Node::Layer(_) | Node::Tree(_) => false,
        Node::Stack(parts) => match (at(parts, one), at(parts, other)) {
            (Some(at), Some(and)) if at == and => above(&parts[at], one, other),
            (Some(at), Some(and)) => at < and,
            _ => false,
        },
        Node::Row(parts) => parts.iter().any(|part| above(part, one, other)),
        Node::Repeat(_, of) | Node::Group(_, of) => above(of, one, other),
        Node::Grid(grid) => {
            // Row, first column, and the column after the last, of the cell that holds it.
            let place = |id: &Id| {
                grid.rows.iter().enumerate().find_map(|(row, cells)| {
                    let mut from = 0;
                    cells.iter().find_map(|cell| {
                        from += cell.span;
                        let of = cell.of.as_ref().filter(|of| has(of, id))?;
                        Some((row, from - cell.span, from, of))
                    })
                })
            };
            match (place(one), place(other)) {
                (Some(at), Some(and)) if (at.0, at.1) == (and.0, and.1) => above(at.3, one, other),
                (Some(at), Some(and)) => at.0 < and.0 && at.1 < and.2 && and.1 < at.2,
                _ => false,
            }
        }
    }
}

/// Checks what holds of every question.
fn check_form(question: &Question) {
    assert!(is_generated(&question.id));
    assert!(grade(question, &right_answer(question)).right(), "{}", told(question));
    let (parts, empty): (Vec<(&Id, &str)>, Answer) = match &question.kind {
        Kind::Single(choices) | Kind::Multiple(choices) => {
            let parts = choices.iter().map(|choice| (&choice.id, choice.text.as_str()));
            (parts.collect(), Answer::Options(Vec::new()))
        }
        Kind::Order(order) => {
            assert_eq!(order.upwards, kind_of(&question.id) == Some("order"));
            assert!(order.items.iter().enumerate().all(|(at, item)| item.rank == at));
            let parts = order.items.iter().map(|item| (&item.id, item.text.as_str()));
            (parts.collect(), Answer::Order(Vec::new()))
        }
        Kind::PointAt { target: Target::All(nodes), places, .. } => {
            assert!(nodes.len() <= 8 && nodes.len() < places.len());
            assert!(places.iter().all(|place| !place.because.is_empty()));
            let parts = nodes.iter().map(|node| (&node.node, node.node.as_str()));
            (parts.collect(), Answer::Nodes(Vec::new()))
        }
        Kind::Break(asked) => {
            assert!(
                !question.from_memory && asked.requests.iter().all(|of| !of.because.is_empty())
            );
            let parts = asked.requests.iter().map(|request| (&request.id, request.text.as_str()));
            (parts.collect(), Answer::Pairs(Vec::new()))
        }
        Kind::Diagnose(asked) => {
            assert!(!question.from_memory && asked.told.is_empty());
            let tries = asked.requests.iter().map(|request| (&request.id, request.text.as_str()));
            let parts = asked.choices.iter().map(|choice| (&choice.id, choice.text.as_str()));
            (parts.chain(tries).collect(), Answer::Options(Vec::new()))
        }
        kind => panic!("{kind:?}"),
    };
    assert!(grade(question, &empty).score <= 0.0);
    assert!((1..=PARTS).contains(&parts.len()), "{}", told(question));
    let ids: BTreeSet<&Id> = parts.iter().map(|(id, _)| *id).collect();
    let looks: BTreeSet<String> = parts.iter().map(|(_, text)| folded(text)).collect();
    assert_eq!((ids.len(), looks.len()), (parts.len(), parts.len()), "{}", told(question));
    assert!(parts.iter().all(|(_, text)| !text.trim().is_empty() && !text.contains("{n}")));
    let choices = question.kind.choices().unwrap_or_default();
    let right = choices.iter().filter(|choice| choice.correct).count();
    assert!(choices.iter().all(|choice| !choice.because.is_empty()));
    match question.kind {
        Kind::Single(_) => {
            let most = if kind_of(&question.id) == Some("guards") { 6 } else { DISTRACTORS + 1 };
            assert!((2..=most).contains(&choices.len()) && right == 1);
        }
        Kind::Multiple(_) => assert!(right > 0 && right < choices.len()),
        _ => {}
    }
}

/// Checks that a question about a diagram is true, in other ways than those in which it was made.
fn check_truth(course: &Course, at: usize, question: &Question) {
    let diagram = &course.diagrams[at];
    let named: HashMap<&Id, &Layer> = diagram.layers().map(|layer| (&layer.id, layer)).collect();
    match (question.id.as_str().split_once("--").unwrap().0, &question.kind) {
        ("missing", Kind::Single(choices) | Kind::Multiple(choices)) => {
            check_missing(course, at, question, choices);
        }
        ("answers" | "place", Kind::Single(choices) | Kind::Multiple(choices)) => {
            check_answers(course, at, question, choices);
        }
        ("copies", Kind::Single(choices) | Kind::Multiple(choices)) => {
            check_copies(course, at, question, choices);
        }
        ("inside", Kind::Single(choices) | Kind::Multiple(choices)) => {
            check_inside(diagram, question, choices);
        }
        ("guards", Kind::Single(choices) | Kind::Multiple(choices)) => {
            check_guards(course, question, choices);
        }
        ("path", Kind::Order(order)) => check_path(course, diagram, order, question),
        (kind @ ("gap" | "bounds"), Kind::Single(choices)) => {
            let which = if kind == "gap" { "which layer stands" } else { "what lies" };
            let right = choices.iter().find(|choice| choice.correct).unwrap();
            assert!(usable(named[&right.id]) && !named[&right.id].manages);
            let layers: Vec<&&Layer> = named.values().collect();
            let over = |one: &Layer, other: &Layer| {
                above(&nested(diagram.body().unwrap()), &one.id, &other.id)
            };
            // The two neighbours are found by the words of the question.
            let mut found = 0;
            for top in &layers {
                for bottom in &layers {
                    let asked = format!(
                        "In “{}”, {which} between {} and {}?",
                        diagram.title,
                        name_of(top),
                        name_of(bottom)
                    );
                    if asked == question.prompt {
                        found += 1;
                        let between: Vec<&Id> = layers
                            .iter()
                            .filter(|layer| over(top, layer) && over(layer, bottom))
                            .map(|layer| &layer.id)
                            .collect();
                        assert_eq!(between, [&right.id], "{}", told(question));
                    }
                }
            }
            assert_eq!(found, 1);
            for wrong in choices.iter().filter(|choice| !choice.correct) {
                let mut known =
                    layers.iter().filter(|layer| look(&layer.name) == folded(&wrong.text));
                let own = named.contains_key(&wrong.id);
                assert_eq!(own, known.any(|layer| layer.id == wrong.id), "{}", told(question));
                assert!(own || known.next().is_none(), "{}", told(question));
            }
        }
        ("order", Kind::Order(order)) => {
            assert!((3..=8).contains(&order.items.len()));
            for two in order.items.windows(2) {
                assert!(
                    above(&nested(diagram.body().unwrap()), &two[1].id, &two[0].id),
                    "{}",
                    told(question)
                );
            }
            let layers = order.items.iter().map(|item| named[&item.id]);
            assert!(layers.clone().all(|layer| usable(layer) && !layer.manages));
        }
        ("whose", Kind::Single(choices)) => {
            let asked = question.prompt.split('“').nth(1).unwrap().split('”').next().unwrap();
            let mut own = named.values().filter(|layer| look(&layer.name) == folded(asked));
            let right = own.next().unwrap();
            assert!(own.next().is_none() && usable(right));
            for choice in choices {
                let other = course.at(choice.id.as_str());
                let mut layers = course.diagrams[other].layers();
                let mut bearing =
                    layers.by_ref().filter(|layer| look(&layer.name) == folded(asked));
                assert_eq!(choice.correct, other == at);
                assert_eq!(bearing.next().is_some(), choice.correct, "{}", told(question));
                assert!(!course.kin[at].contains(&choice.id) || choice.correct);
                assert!(!course.kin[other].contains(&diagram.id) || choice.correct);
                let jobs = [at, other].map(|lesson| {
                    let same = &course.same[course.lessons[lesson]];
                    does_job(course, same, at, &right.id, other)
                });
                assert!(choice.correct || jobs.contains(&None), "{}", told(question));
            }
        }
        ("breaks", Kind::Multiple(choices)) => check_breaks(course, at, question, choices),
        ("arrives", Kind::Break(asked)) => check_arrives(course, at, question, asked),
        ("fault", Kind::Diagnose(asked)) => check_fault(course, at, question, asked),
        ("turns", Kind::Single(choices)) => check_turns(course, diagram, question, choices),
        ("shared", Kind::PointAt { .. }) => {}
        other => panic!("{other:?}"),
    }
}

fn does_job(course: &Course, same: &[Same], from: usize, node: &Id, to: usize) -> Option<bool> {
    let other = &course.diagrams[to];
    let likeness = Likeness::of(same);
    match likeness.counterpart(&course.diagrams[from], node, other) {
        likeness::Counterpart::Layers { nodes, .. } => Some(nodes.iter().any(|(id, how)| {
            *how == How::SameJob
                && other.layer(id).is_none_or(|layer| layer.shape != LayerShape::Absent)
        })),
        likeness::Counterpart::Missing { .. } => None,
        likeness::Counterpart::Unsaid => Some(false),
    }
}

fn check_missing(course: &Course, at: usize, question: &Question, choices: &[Choice]) {
    let same = &course.same[course.lessons[at]];
    // The prompt says which of the two pictures it is about: titles are ids here.
    let titles: Vec<&str> = question.prompt.split('“').skip(1).collect();
    let titles: Vec<&str> = titles.iter().map(|rest| rest.split('”').next().unwrap()).collect();
    let (there, here) = (course.at(titles[0]), course.at(titles[1]));
    assert!(there == at || here == at);
    let diagram = &course.diagrams[there];
    let looks: BTreeSet<String> =
        course.diagrams[here].layers().map(|layer| look(&layer.name)).collect();
    for choice in choices {
        let job = does_job(course, same, there, &choice.id, here);
        assert_eq!(job, if choice.correct { None } else { Some(true) }, "{}", told(question));
        let chosen = diagram.layer(&choice.id).unwrap();
        assert!(usable(chosen) && !(choice.correct && looks.contains(&look(&chosen.name))));
        for layer in diagram.layers().filter(|layer| look(&layer.name) == folded(&choice.text)) {
            assert_eq!(does_job(course, same, there, &layer.id, here), job, "{}", told(question));
        }
    }
}

/// The layer that is asked about stands first among the facts.
fn check_answers(course: &Course, at: usize, question: &Question, choices: &[Choice]) {
    let [fact] = question.facts.as_slice() else { panic!("{}", told(question)) };
    let place = |node: &NodeRef| course.at(node.diagram.as_ref().unwrap().as_str());
    let (here, there) = (place(&fact.nodes[0]), place(&fact.nodes[1]));
    assert!(here != there && (here == at || there == at));
    let same = Likeness::of(course.same[course.lessons[at]].as_slice());
    let how =
        if question.id.as_str().starts_with("answers") { How::SameJob } else { How::SamePlace };
    let (of, to) = (&course.diagrams[here], &course.diagrams[there]);
    let said = same.counterpart(of, &fact.nodes[0].node, to);
    let likeness::Counterpart::Layers { nodes, .. } = said else { panic!("{}", told(question)) };
    for choice in choices {
        let alike = nodes.iter().any(|(id, as_what)| **id == choice.id && *as_what == how);
        assert_eq!(choice.correct, alike, "{}", told(question));
        let back = same.counterpart(to, &choice.id, of);
        assert!(!matches!(back, likeness::Counterpart::Unsaid), "{}", told(question));
    }
    let asked = of.layer(&fact.nodes[0].node).unwrap();
    let right = choices.iter().filter(|choice| choice.correct);
    assert!(right.clone().count() + 1 == fact.nodes.len());
    assert!(right.into_iter().all(|choice| folded(&choice.text) != look(&asked.name)));
}

fn check_copies(course: &Course, at: usize, question: &Question, choices: &[Choice]) {
    let diagram = &course.diagrams[at];
    let repeat_of = |id: &Id| {
        let parts = diagram.part(id).unwrap().ancestors();
        let mut repeats = parts.filter_map(|part| match part.kind() {
            PartKind::Repeat(repeat) if repeat.count > 1 => Some(repeat.id.clone()),
            _ => None,
        });
        repeats.next()
    };
    let right: Vec<&Id> = choices.iter().filter(|c| c.correct).map(|choice| &choice.id).collect();
    assert!(right.iter().all(|id| repeat_of(id).is_some()), "{}", told(question));
    let body = nested(diagram.body().unwrap());
    for wrong in choices.iter().filter(|choice| !choice.correct) {
        if diagram.layer(&wrong.id).is_some() {
            assert_eq!(repeat_of(&wrong.id), None, "{}", told(question));
            let under = |id: &&Id| above(&body, id, &wrong.id);
            assert!(right.iter().all(under), "{}", told(question));
        } else {
            let mut layers = diagram.layers();
            assert!(layers.all(|layer| look(&layer.name) != folded(&wrong.text)));
        }
    }
}

fn check_inside(diagram: &Diagram, question: &Question, choices: &[Choice]) {
    let name = question.prompt.split('“').nth(1).unwrap().split('”').next().unwrap();
    let mut groups = diagram
        .parts()
        .filter(|part| part.group().is_some_and(|group| look(&group.name) == folded(name)));
    let group = groups.next().unwrap();
    assert!(groups.next().is_none(), "{}", told(question));
    for choice in choices {
        let lies = group.layers().any(|layer| layer.id == choice.id);
        assert_eq!(choice.correct, lies, "{}", told(question));
    }
}

fn check_guards(course: &Course, question: &Question, choices: &[Choice]) {
    assert!(choices.len() > 2, "{}", told(question));
    for choice in choices {
        let diagram = &course.diagrams[course.at(choice.id.as_str())];
        let frames: Vec<Frame> = diagram
            .parts()
            .filter_map(|part| match part.kind() {
                PartKind::Repeat(repeat) => Some(repeat.frame),
                PartKind::Group(group) => Some(group.frame),
                _ => None,
            })
            .collect();
        assert_eq!(choice.correct, frames.contains(&Frame::Solid), "{}", told(question));
        assert!(choice.correct || frames.contains(&Frame::Dashed), "{}", told(question));
    }
}

fn check_path(course: &Course, diagram: &Diagram, order: &Order, question: &Question) {
    let wanted: Vec<&Id> = order.items.iter().map(|item| &item.id).collect();
    let fits = |path: &TracePath| {
        let mut met: Vec<&Id> = Vec::new();
        for hop in path.hops() {
            if !met.contains(&&hop.at.node) {
                met.push(&hop.at.node);
            }
        }
        met == wanted && path.straight().is_some()
    };
    let mut ways = course.traces.iter().filter(|(_, path)| path.diagram == diagram.id);
    assert!(ways.any(|(_, path)| fits(path)), "{}", told(question));
}

fn check_breaks(course: &Course, at: usize, question: &Question, choices: &[Choice]) {
    let diagram = &course.diagrams[at];
    let ways = course.traces.iter().filter(|(_, path)| path.diagram == diagram.id);
    let mut found = 0;
    for (title, path) in ways {
        let hops: Vec<&Layer> =
            path.hops().iter().map(|hop| diagram.layer(&hop.at.node).unwrap()).collect();
        let mut met = BTreeSet::new();
        for layer in hops.iter().filter(|layer| met.insert(&layer.id)) {
            let prompt = format!(
                "Say that {} fails in “{}”. Which of these does the request “{title}” still reach?",
                name_of(layer),
                diagram.title
            );
            if prompt == question.prompt {
                found += 1;
                assert!(hops.iter().all(|layer| usable(layer) && !layer.manages));
                let first = |id: &Id| hops.iter().position(|hop| hop.id == *id).unwrap();
                for choice in choices {
                    assert_ne!(choice.id, layer.id);
                    assert_eq!(choice.correct, first(&choice.id) < first(&layer.id));
                }
            }
        }
    }
    assert_eq!(found, 1, "{}", told(question));
}

/// Does a request come to its end in a world, if it is stopped at a layer?
fn comes_through(
    legs: &[Leg],
    world: &HashMap<&Id, usize>,
    broken: &Id,
    after: &dyn Fn() -> bool,
) -> bool {
    let Some((first, rest)) = legs.split_first() else { return after() };
    let then = || comes_through(rest, world, broken, after);
    let by = |way: &Way| {
        let after: &dyn Fn() -> bool = if way.ends { &|| true } else { &then };
        comes_through(&way.legs, world, broken, after)
    };
    match first {
        Leg::Hop(hop) => hop.at.node != *broken && then(),
        Leg::Choice(of) => match of.kind {
            ChoiceKind::When(_) => by(&of.ways[world[&of.id]]),
            ChoiceKind::Either(_) => of.ways.iter().any(by),
        },
    }
}

/// What becomes of a request, by going through all worlds.
fn fate(path: &TracePath, broken: &Id) -> FateKind {
    let mut worlds: Vec<HashMap<&Id, usize>> = vec![HashMap::new()];
    for of in path.choices().into_iter().filter(|of| matches!(of.kind, ChoiceKind::When(_))) {
        let longer = worlds.into_iter().flat_map(|world| {
            (0..of.ways.len()).map(move |way| {
                let mut world = world.clone();
                world.insert(&of.id, way);
                world
            })
        });
        worlds = longer.collect();
    }
    let through = |world: &HashMap<&Id, usize>| comes_through(&path.legs, world, broken, &|| true);
    let count = worlds.iter().filter(|world| through(world)).count();
    match count {
        0 => FateKind::Stops,
        _ if count == worlds.len() => FateKind::Arrives,
        _ => FateKind::ArrivesWhen,
    }
}

/// The path of a request through a diagram, by its title.
fn traced<'c>(course: &'c Course, diagram: &Diagram, title: &str) -> &'c TracePath {
    let own = course.traces.iter().filter(|(_, path)| path.diagram == diagram.id);
    let mut named = own.filter(|(known, _)| known == title);
    let (_, path) = named.next().unwrap();
    assert!(named.next().is_none(), "two requests are called {title}");
    path
}

/// The prompt says which request it is, and which way it goes.
fn check_turns(course: &Course, diagram: &Diagram, question: &Question, choices: &[Choice]) {
    let said: Vec<&str> = question.prompt.split('“').skip(1).collect();
    let said: Vec<&str> = said.iter().map(|rest| rest.split('”').next().unwrap()).collect();
    let path = traced(course, diagram, said[0]);
    let at = path.legs.iter().position(|leg| matches!(leg, Leg::Choice(_))).unwrap();
    let (Leg::Hop(from), Leg::Choice(of)) = (&path.legs[at - 1], &path.legs[at]) else { panic!() };
    let way = of.ways.iter().find(|way| way.name == *said.last().unwrap()).unwrap();
    let mut hops = way.legs.iter().filter_map(|leg| match leg {
        Leg::Hop(hop) if hop.at.node != from.at.node => Some(&hop.at.node),
        _ => None,
    });
    let to = hops.next().unwrap();
    assert!(choices.iter().all(|choice| choice.correct == (choice.id == *to)));
    assert!(matches!(of.kind, ChoiceKind::When(_)), "a condition decides");
}

fn check_arrives(course: &Course, at: usize, question: &Question, asked: &Break) {
    let diagram = &course.diagrams[at];
    assert!(asked.diagram == diagram.id && asked.part.copies.is_empty());
    let layer = diagram.layer(&asked.part.node).unwrap();
    assert!(usable(layer) && !layer.manages && question.prompt.contains(&name_of(layer)));
    assert!((2..=6).contains(&asked.requests.len()));
    for request in &asked.requests {
        let path = traced(course, diagram, &request.text);
        assert_eq!(fate(path, &layer.id), request.fate, "{} {layer:?}", request.text);
        assert_ne!(path.hops()[0].at.node, layer.id, "who asks is broken");
    }
    let fates: BTreeSet<FateKind> = asked.requests.iter().map(|request| request.fate).collect();
    assert!(fates.len() > 1 || fates.contains(&FateKind::ArrivesWhen));
}

fn check_fault(course: &Course, at: usize, question: &Question, asked: &Diagnose) {
    let diagram = &course.diagrams[at];
    let paths: Vec<&TracePath> =
        asked.requests.iter().map(|request| traced(course, diagram, &request.text)).collect();
    let hops = paths.iter().flat_map(|path| path.hops());
    let layers: BTreeSet<&Id> = hops.map(|hop| &hop.at.node).collect();
    let signs = |layer: &Id| -> Vec<bool> {
        let fates = paths.iter().map(|path| fate(path, layer));
        fates
            .map(|fate| {
                assert_ne!(fate, FateKind::ArrivesWhen, "a condition decides");
                fate == FateKind::Arrives
            })
            .collect()
    };
    let own = signs(&asked.failed.node);
    let arrives: Vec<bool> = asked.requests.iter().map(|request| request.arrives).collect();
    assert_eq!(arrives, own, "{question:?}");
    assert!(own.contains(&true) && own.contains(&false));
    // Exactly one option explains it, and it names all layers that do.
    let all: BTreeSet<Vec<bool>> = layers.iter().map(|layer| signs(layer)).collect();
    assert_eq!(asked.choices.len(), all.len());
    let names = |of: &Choice| -> BTreeSet<String> {
        let names = of.text.replace(", all copies", "");
        let names = names.replace(" or ", ", ");
        names.split(", ").map(str::to_owned).collect()
    };
    let right: Vec<&Choice> = asked.choices.iter().filter(|choice| choice.correct).collect();
    let [right] = right.as_slice() else { panic!("{question:?}") };
    let explain = layers.iter().filter(|layer| signs(layer) == own);
    let explain: BTreeSet<String> =
        explain.map(|layer| name_of(diagram.layer(layer).unwrap())).collect();
    assert_eq!(names(right), explain);
    // So few tries settle it, at least two, and no fewer do.
    let settle = |tries: &[usize]| {
        let same = |layer: &&&Id| tries.iter().all(|at| signs(layer)[*at] == own[*at]);
        layers.iter().filter(same).all(|layer| signs(layer) == own)
    };
    let place = |id: &Id| asked.requests.iter().position(|request| request.id == *id).unwrap();
    let fewest: Vec<usize> = asked.fewest.iter().map(place).collect();
    assert!(fewest.len() > 1 && settle(&fewest));
    for set in 0..1_usize << paths.len() {
        let tries: Vec<usize> = (0..paths.len()).filter(|at| set >> at & 1 == 1).collect();
        assert!(tries.len() >= fewest.len() || !settle(&tries), "{question:?}");
    }
}

/// Checks that the targets are all layers that the other picture has, by job and by name.
fn check_shared(course: &Course, at: usize, question: &Question) {
    let Kind::PointAt { diagram, target, .. } = &question.kind else { return };
    let here = course.at(diagram.as_str());
    let titles: Vec<&str> = question.prompt.split('“').skip(1).collect();
    let there = course.at(titles[1].split('”').next().unwrap());
    let looks: BTreeSet<String> =
        course.diagrams[there].layers().map(|layer| look(&layer.name)).collect();
    let same = &course.same[course.lessons[at]];
    for layer in course.diagrams[here].layers() {
        let hit = target.nodes().iter().any(|node| node.node == layer.id);
        assert_eq!(hit, does_job(course, same, here, &layer.id, there) == Some(true));
        let other = &course.diagrams[there];
        let likeness = Likeness::of(same.as_slice());
        let said = likeness.counterpart(&course.diagrams[here], &layer.id, other);
        assert!(!usable(layer) || !matches!(said, likeness::Counterpart::Unsaid));
        assert!(!usable(layer) || hit == looks.contains(&look(&layer.name)), "{}", told(question));
        assert!(usable(layer) || !hit);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_diagrams_are_asked_about_truly(
        diagrams in any_diagrams(), chance in any::<u64>(), seeds in any::<[u64; 2]>()
    ) {
        let course = any_course(diagrams, chance);
        let ask = |seed| course.with(&[], |ground| {
            let generator = Generator::new(ground);
            (0..course.diagrams.len()).map(|at| generator.of_diagram(at, seed)).collect::<Vec<_>>()
        });
        let all = ask(seeds[0]);
        prop_assert_eq!(&all, &ask(seeds[0]));
        let mut counts: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for (at, questions) in all.iter().enumerate() {
            for question in questions {
                check_form(question);
                check_truth(&course, at, question);
                check_shared(&course, at, question);
                let kind = question.id.as_str().split_once("--").unwrap().0.to_owned();
                *counts.entry((at, kind)).or_default() += 1;
            }
        }
        let pairs = 2 * course.diagrams.len();
        prop_assert!(counts.values().all(|count| *count <= MOST * pairs));
        // Another seed changes distractors at most.
        let ids = |all: &[Vec<Question>]| {
            all.iter().flatten().map(|question| question.id.clone()).collect::<Vec<Id>>()
        };
        let asked = ids(&all);
        prop_assert_eq!(&asked, &ids(&ask(seeds[1])));
        let known: BTreeSet<Id> = course.with(&[], known_ids).into_iter().collect();
        prop_assert!(asked.iter().all(|id| known.contains(id)));
        prop_assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), asked.len());
        check_once(&course.worth(&[], seeds[0]));
    }

    #[test]
    fn ids_tell_all_parts_apart(names in proptest::collection::btree_set("[a-c][a-c-]{0,9}", 3..7)) {
        let layers = names.iter().enumerate();
        let layers = layers.map(|(at, id)| layer(id, &letter(at), LayerRole::Neutral));
        let body = Node::Stack(layers.collect());
        let count = count_ids(body);
        prop_assert_eq!(count, if names.len() > 3 { names.len() - 1 } else { 1 });
    }
}

/// From what teaches most on, no stem twice, and of two directions of a likeness one.
fn check_once(questions: &[Question]) {
    assert!(questions.is_sorted_by_key(|question| rank(&question.id)));
    let stems: BTreeSet<String> = questions.iter().map(|q| folded(&q.prompt)).collect();
    assert_eq!(stems.len(), questions.len());
    let mut pairs = BTreeSet::new();
    for question in questions {
        assert!(!question.facts.is_empty() && question.facts.iter().all(|f| !f.nodes.is_empty()));
        let nodes = || question.facts.iter().flat_map(|fact| &fact.nodes);
        match kind_of(&question.id) {
            Some(kind @ ("answers" | "place")) => {
                for other in nodes().skip(1) {
                    let two =
                        BTreeSet::from([nodes().next().unwrap().to_string(), other.to_string()]);
                    assert!(pairs.insert((kind, two)), "{}", told(question));
                }
            }
            Some("shared") => {
                let two = nodes().map(|node| node.diagram.as_ref().unwrap().to_string()).collect();
                assert!(pairs.insert(("shared", two)), "{}", told(question));
            }
            _ => {}
        }
    }
}

/// How many different ids a diagram's questions have.
fn count_ids(body: Node) -> usize {
    let all = alone(body).asks("d", 0);
    all.iter().map(|question| &question.id).collect::<BTreeSet<_>>().len()
}

/// However large a diagram is, it asks no more than its first layers make, and does so quickly.
#[test]
fn large_diagrams_ask_no_more_than_small_ones() {
    let mut counts = Vec::new();
    let mut ask = |course: &Course, diagram: &str, what: &str| {
        let begin = std::time::Instant::now();
        counts.push(course.asks(diagram, 1).len());
        assert!(begin.elapsed().as_secs() < 10, "{what}: {:?}", begin.elapsed());
    };
    let many = |count| large::layers("L", 0, count);
    let shapes = large::SHAPES.map(|shape| (shape, large::shaped(shape, "L", 10_000)));
    let others = [("a stack", Node::Stack(many(10_000))), ("copies", copies("c", 1_000, many(10)))];
    for (name, body) in shapes.into_iter().chain(others) {
        ask(&alone(body.clone()), "d", name);
        // The same diagram beside another one as large, each layer with a `same` entry of its own.
        let entries = (0..10_000).map(|at| {
            let other = (at + 5_000) % 10_000;
            let nodes = [format!("one/layer-{at}"), format!("other/layer-{other}")];
            same(&format!("s-{at}"), &[&nodes[0], &nodes[1]], &[], How::SameJob)
        });
        ask(&pair(body.clone(), body, entries.collect()), "one", name);
    }
    // Alone, none about a row, groups of rows and a tree: nothing in them says what stands on what.
    // Beside another picture, what answers to what as well, but not in a tree.
    let [stacks, row, groups, grids, tree, stack, copies] =
        [[12, 24], [0, 12], [0, 12], [12, 24], [0, 0], [12, 24], [8, 8]];
    let expected = [stacks, row, groups, grids, tree, stack, copies];
    assert_eq!(counts, expected.concat());
}
