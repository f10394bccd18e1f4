//! What pictures ask besides the order of their layers: what answers to what, what lies on which
//! side of a boundary, where a request goes; and what is offered to who believes something wrong.

use crate::{
    generate::{Course, alone, copies, ids_of, layer, pair, part, parts, picture, same, told, way},
    support::id,
};
use strata::{
    diagram::{
        Choice, ChoiceKind, Diagram, Frame, Group, Hop, How, LayerRole, LayerShape, Leg, Node,
        TracePath, Way,
    },
    quiz::{
        Kind, Question,
        generate::{Belief, Change, Chosen, Wish, of_diagram},
    },
};

fn named(name: &str, text: &str) -> Node {
    layer(name, text, LayerRole::Neutral)
}

/// Seven layers and four.
fn models() -> Course {
    let seven = [
        ("application", "7 Application"),
        ("presentation", "6 Presentation"),
        ("session", "5 Session"),
        ("transport", "4 Transport"),
        ("network", "3 Network"),
        ("data-link", "2 Data link"),
        ("physical", "1 Physical"),
    ];
    let four = [
        ("application", "Application"),
        ("transport", "Transport"),
        ("internet", "Internet"),
        ("link", "Link"),
    ];
    let stack = |of: &[(&str, &str)]| {
        Node::Stack(of.iter().map(|(name, text)| named(name, text)).collect())
    };
    let upper = ["one/application", "one/presentation", "one/session", "other/application"];
    let entries = vec![
        same("upper", &upper, &[], How::SameJob),
        same("transport", &["one/transport", "other/transport"], &[], How::SameJob),
        same("network", &["one/network", "other/internet"], &[], How::SameJob),
        same("lower", &["one/data-link", "one/physical", "other/link"], &[], How::SameJob),
    ];
    let mut course = pair(stack(&seven), stack(&four), entries);
    course.beside = vec![vec![id("other")], vec![id("one")]];
    course
}

#[test]
fn what_answers_to_a_layer_is_asked_where_its_name_does_not_say_it() {
    let course = models();
    let wanted = [
        "answers--one--other--presentation",
        "answers--one--other--session",
        "answers--one--other--network",
        "answers--one--other--physical",
    ];
    assert_eq!(ids_of(&course, "one", "answers"), wanted);
    // The other direction would ask the same.
    assert!(ids_of(&course, "other", "answers").is_empty());
    let session = course.question("one", "answers--one--other--session");
    assert_eq!(session.prompt, "Which layer of “Other” does the same job as 5 Session in “One”?");
    let told = told(&session);
    assert!(told.contains("+ Application (application): Because of upper."), "{told}");
    let network =
        "- Internet (internet): It does the job of 3 Network in “One”. Because of network.";
    assert!(told.contains(network), "{told}");
    let [fact] = session.facts.as_slice() else { panic!("one decides it") };
    assert_eq!(fact.says, "What 5 Session does in “One”, Application does in “Other”.");
    let nodes: Vec<String> = fact.nodes.iter().map(ToString::to_string).collect();
    assert_eq!(nodes, ["one/session", "other/application"]);
}

#[test]
fn what_merely_stands_in_a_place_is_asked_for_with_what_it_does_not_do() {
    let entries = vec![
        same("isolator", &["one/hypervisor", "other/engine"], &[], How::SamePlace),
        same("kernels", &["one/host", "other/kernel"], &[], How::SameJob),
        same("guest", &["one/guest"], &["other"], How::SameJob),
    ];
    let stack = |names: &str| Node::Stack(parts(names));
    let course = pair(stack("app guest hypervisor host"), stack("app engine kernel"), entries);
    assert_eq!(ids_of(&course, "one", "place"), ["place--one--other--hypervisor"]);
    let question = course.question("one", "place--one--other--hypervisor");
    assert_eq!(
        question.prompt,
        "Which layer of “Other” stands in the place of HYPERVISOR in “One”, but does another job?"
    );
    let told = told(&question);
    assert!(told.contains("+ ENGINE (engine): Because of isolator."), "{told}");
    assert!(told.contains("- KERNEL (kernel): It does the job of HOST in “One”."), "{told}");
    // Of who does the job of the host’s kernel, the one in the wrong place is offered first.
    let question = course.question("one", "answers--one--other--host");
    let wrong = "- ENGINE (engine): It merely stands in the place of HYPERVISOR in “One”. Because of isolator.";
    assert!(self::told(&question).contains(wrong));
}

#[test]
fn several_absences_are_asked_at_once_unless_an_author_has_words_for_one() {
    let gap = |name: &str| same(name, &[&format!("other/{name}")], &["one"], How::SameJob);
    let entries = vec![gap("x"), gap("y"), gap("z")];
    let course = pair(Node::Stack(parts("a b")), Node::Stack(parts("a x y z b")), entries);
    assert_eq!(ids_of(&course, "one", "missing"), ["missing--one--other--x--y--z"]);
    let question = course.question("one", "missing--one--other--x--y--z");
    assert_eq!(question.prompt, "Which of these layers of “Other” have no counterpart in “One”?");
    let told = told(&question);
    for right in ["+ X (x): Because of x.", "+ Y (y): Because of y.", "+ Z (z): Because of z."] {
        assert!(told.contains(right), "{told}");
    }
    assert!(told.contains("- A (a): ") && told.contains("- B (b): "), "{told}");
    assert_eq!(question.facts.len(), 3);
    let asked = |wishes: &[Wish]| {
        let all = course.with(wishes, |ground| of_diagram(ground, 0, 0));
        let of_kind = all.into_iter().filter(|q| q.id.as_str().starts_with("missing"));
        of_kind.map(|q| (q.id.to_string(), q.prompt.to_string())).collect::<Vec<_>>()
    };
    let own = Change::Reword("What is only there?".into());
    let reword = Wish { id: id("missing--one--other--y"), change: own };
    let plural = "Which of these layers of “Other” have no counterpart in “One”?";
    let two = [
        ("missing--one--other--y".to_owned(), "What is only there?".to_owned()),
        ("missing--one--other--x--z".to_owned(), plural.to_owned()),
    ];
    assert_eq!(asked(std::slice::from_ref(&reword)), two);
    let forbid = Wish { id: id("missing--one--other--x"), change: Change::Forbid };
    let one = "Which one of these layers of “Other” has no counterpart in “One”?";
    let left = [two[0].clone(), ("missing--one--other--z".to_owned(), one.to_owned())];
    assert_eq!(asked(&[reword, forbid]), left);
}

fn framed(node: Node, frame: Frame) -> Node {
    match node {
        Node::Repeat(repeat, of) => Node::Repeat(strata::diagram::Repeat { frame, ..repeat }, of),
        node => node,
    }
}

fn group(name: &str, text: &str, frame: Frame, of: Vec<Node>) -> Node {
    let group = Group { id: id(name), name: text.into(), frame, about: None, holds: None };
    Node::Group(group, Box::new(Node::Stack(of)))
}

#[test]
fn what_each_copy_has_to_itself_is_asked_where_a_boundary_keeps_copies_apart() {
    let inside = || vec![named("app", "App {n}"), named("libs", "Libs")];
    let stack = |frame| {
        let copies = framed(copies("unit", 3, inside()), frame);
        alone(Node::Stack(vec![copies, part("kernel"), part("metal")]))
    };
    let course = stack(Frame::Dashed);
    let question = course.question("d", "copies--d--unit");
    assert_eq!(question.prompt, "In “D”, which one of these layers does each App have to itself?");
    let text = told(&question);
    assert!(text.contains("+ Libs (libs): It lies in the frame of each copy"), "{text}");
    let under = "- KERNEL (kernel): It stands under all of the copies, once for all of them.";
    assert!(text.contains(under) && text.contains("- METAL (metal): "), "{text}");
    let says = "Each App has Libs in its own frame; KERNEL and METAL stand under all of them.";
    assert_eq!(question.facts[0].says, says);
    // Copies that nothing keeps apart have nothing to themselves, as far as the picture says.
    assert!(ids_of(&stack(Frame::None), "d", "copies").is_empty());
    // The frame may have a name.
    let named_frame = group("vm", "VM {n}", Frame::Solid, inside());
    let copies = framed(copies("copy", 2, vec![named_frame]), Frame::None);
    let Node::Repeat(repeat, of) = copies else { unreachable!() };
    let Node::Stack(mut inner) = *of else { unreachable!() };
    let copies = Node::Repeat(repeat, Box::new(inner.remove(0)));
    let course = alone(Node::Stack(vec![copies, part("kernel"), part("metal")]));
    let question = course.question("d", "copies--d--copy");
    assert_eq!(question.prompt, "In “D”, which of these layers does each VM have to itself?");
    assert!(matches!(question.kind, Kind::Multiple(_)));
    // And it is not asked about once more as a frame.
    assert!(ids_of(&course, "d", "inside").is_empty());
}

#[test]
fn what_lies_inside_a_named_frame_is_asked() {
    let of = |frame| {
        let process = group("process", "Process", frame, parts("app vmm"));
        let row = Node::Row(vec![process, part("shell")]);
        alone(Node::Stack(vec![row, part("kernel"), part("metal")]))
    };
    let course = of(Frame::Dashed);
    let question = course.question("d", "inside--d--process");
    assert_eq!(
        question.prompt,
        "Which of these lie inside the frame “Process” in the picture “D”?"
    );
    let text = told(&question);
    assert!(text.contains("+ APP (app): It lies inside “Process”."), "{text}");
    assert!(text.contains("- SHELL (shell): It lies outside of “Process”."), "{text}");
    assert!(ids_of(&of(Frame::None), "d", "inside").is_empty());
    // A name that gives it away is not asked about.
    let machine = group("vm", "Kernel machine", Frame::Solid, vec![named("k", "Kernel")]);
    let row = Node::Row(vec![machine, part("shell")]);
    let course = alone(Node::Stack(vec![row, part("metal"), part("disk")]));
    assert!(ids_of(&course, "d", "inside").is_empty());
}

/// Pictures that stand beside each other, each with copies in such a frame.
fn frames(frames: &[Frame]) -> Course {
    let names = ["one", "two", "three", "four"];
    let diagrams: Vec<Diagram> = frames
        .iter()
        .zip(names)
        .map(|(frame, name)| {
            let unit = framed(copies("unit", 2, parts("app libs")), *frame);
            picture(name, name, Node::Stack(vec![unit, part("kernel")]))
        })
        .collect();
    let ids: Vec<_> = diagrams.iter().map(|diagram| diagram.id.clone()).collect();
    let count = diagrams.len();
    Course {
        beside: ids.iter().map(|_| ids.clone()).collect(),
        diagrams,
        same: vec![Vec::new()],
        lessons: vec![0; count],
        kin: vec![Vec::new(); count],
        traces: Vec::new(),
        beliefs: Vec::new(),
    }
}

#[test]
fn where_hardware_enforces_a_boundary_is_asked_of_three_pictures_or_more() {
    let course = frames(&[Frame::Dashed, Frame::Solid, Frame::Dashed]);
    assert_eq!(ids_of(&course, "one", "guards"), ["guards--one--two--three"]);
    assert!(ids_of(&course, "two", "guards").is_empty(), "the first asks for all");
    let question = course.question("one", "guards--one--two--three");
    let says = "Hardware enforces a boundary in “two”; in “one” and “three” a kernel does.";
    assert_eq!(question.facts[0].says, says);
    // Between two a coin decides; and where all are alike, there is nothing to tell apart.
    for alike in [&[Frame::Dashed, Frame::Solid][..], &[Frame::Solid; 3], &[Frame::Dashed; 3]] {
        assert!(ids_of(&frames(alike), "one", "guards").is_empty());
    }
    // Of a picture without frames nothing is said.
    let silent = frames(&[Frame::Dashed, Frame::Solid, Frame::None]);
    assert!(ids_of(&silent, "one", "guards").is_empty());
}

#[test]
fn a_boundary_is_asked_for_by_what_lies_on_either_side() {
    let mut line = part("calls");
    if let Node::Layer(layer) = &mut line {
        layer.shape = LayerShape::Line;
    }
    let guard = layer("guard", "GUARD", LayerRole::Boundary);
    let stack =
        |with| Node::Stack([vec![part("app"), line.clone(), part("kernel")], with].concat());
    // Nothing else could be a boundary.
    assert!(ids_of(&alone(stack(vec![part("metal")])), "d", "bounds").is_empty());
    let course = alone(stack(vec![guard, part("metal")]));
    assert_eq!(ids_of(&course, "d", "bounds"), ["bounds--d--calls"]);
    let question = course.question("d", "bounds--d--calls");
    assert_eq!(question.prompt, "In “D”, what lies between APP and KERNEL?");
}

#[test]
fn the_order_of_a_request_is_asked_in_the_words_of_its_hops() {
    let mut course = alone(Node::Stack(parts("a b c d e")));
    course.traces = vec![way("A read", "d", &["a", "b", "d", "c", "b", "a"])];
    let question = course.question("d", "path--d--a--b--d--c");
    assert_eq!(
        question.prompt,
        "Put these layers of “D” in the order in which the request “A read” comes to them for the first time."
    );
    let text = told(&question);
    assert!(text.contains("0. A (a): The request begins here. Said."), "{text}");
    assert!(text.contains("2. D (d): Said.") && text.contains("3. C (c): Said."), "{text}");
    assert_eq!(
        question.facts[0].says,
        "“A read” comes to A, then B, then D, then C, in this order."
    );
}

fn hop(at: &str) -> Leg {
    Leg::Hop(Hop { number: 0, label: String::new(), at: at.parse().unwrap(), say: "Said.".into() })
}

fn branching(kind: ChoiceKind, ways: Vec<(&str, &str, Vec<Leg>)>) -> Course {
    let ways = ways.into_iter().map(|(name, text, legs)| Way {
        id: id(name),
        name: text.into(),
        ask: None,
        legs,
        ends: false,
    });
    let choice = Choice { id: id("cached"), kind, ways: ways.collect() };
    let legs = vec![hop("client"), hop("cache"), Leg::Choice(choice), hop("end")];
    let mut course = alone(Node::Stack(parts("client cache maker store end")));
    course.traces = vec![("A page".to_owned(), TracePath { diagram: id("d"), legs })];
    course
}

#[test]
fn where_a_request_goes_is_asked_for_each_condition_that_decides_it() {
    let when = || ChoiceKind::When("Is it there?".to_owned());
    let ways = || {
        vec![
            ("hit", "Yes", vec![hop("client")]),
            ("miss", "No, not yet", vec![hop("cache"), hop("maker"), hop("store")]),
        ]
    };
    let course = branching(when(), ways());
    let asked = ids_of(&course, "d", "turns");
    assert_eq!(asked, ["turns--d--cached--hit--client", "turns--d--cached--miss--maker"]);
    let question = course.question("d", &asked[1]);
    assert_eq!(
        question.prompt,
        "The request “A page” has come to CACHE in “D”. Is it there? Say that the answer is “No, not yet”. Where does the request go next?"
    );
    let text = told(&question);
    assert!(text.contains("+ MAKER (maker): Said."), "{text}");
    assert!(text.contains("- CLIENT (client): It goes there in another case: “Yes”."), "{text}");
    assert!(!text.contains("CACHE (cache)"), "{text}");
    let says = "Is it there? If the answer is “No, not yet”, the request goes from CACHE to MAKER.";
    assert_eq!(question.facts[0].says, says);
    // Any of them will do: nobody can say.
    let either = ChoiceKind::Either("Either of them".to_owned());
    assert!(ids_of(&branching(either, ways()), "d", "turns").is_empty());
    // Of a way that parts again before it comes anywhere, neither.
    let inner = Choice {
        id: id("inner"),
        kind: ChoiceKind::Either("Any".to_owned()),
        ways: vec![
            Way { id: id("x"), name: "X".into(), ask: None, legs: vec![hop("maker")], ends: false },
            Way { id: id("y"), name: "Y".into(), ask: None, legs: vec![hop("store")], ends: false },
        ],
    };
    let parting =
        vec![("hit", "Yes", vec![hop("client")]), ("miss", "No", vec![Leg::Choice(inner)])];
    let course = branching(when(), parting);
    assert_eq!(ids_of(&course, "d", "turns"), ["turns--d--cached--hit--client"]);
}

#[test]
fn who_holds_a_misconception_finds_it_among_what_is_offered() {
    // Many layers to choose from, of which one stands for a belief.
    let names = "a b c d e f g h i j k l m n";
    let gap = same("x", &["other/x"], &["one"], How::SameJob);
    let body = || Node::Stack(parts(&format!("{names} x")));
    let mut course = pair(Node::Stack(parts(names)), body(), vec![gap]);
    let asked = |course: &Course, seed| {
        let all = course.asks("one", seed);
        let question = all.into_iter().find(|q| q.id.as_str().starts_with("missing")).unwrap();
        question.kind.choices().unwrap().to_vec()
    };
    let offered = |course: &Course| {
        (0..40).filter(|seed| asked(course, *seed).iter().any(|c| c.id.as_str() == "k")).count()
    };
    assert!(offered(&course) < 40);
    let layer = Chosen::Layer { diagram: id("other"), node: id("k") };
    for chooses in [layer, Chosen::Named("K".into()), Chosen::Tempting("k".into())] {
        let tells = !matches!(chooses, Chosen::Tempting(_));
        course.beliefs = vec![Belief { misconception: id("belief"), chooses }];
        assert_eq!(offered(&course), 40);
        let choice = asked(&course, 3).into_iter().find(|c| c.id.as_str() == "k").unwrap();
        // Only where its author says so, choosing it shows the belief.
        assert_eq!(choice.misconception, tells.then(|| id("belief")));
    }
}

fn worth(course: &Course) -> Vec<Question> {
    course.worth(&[], 0)
}

#[test]
fn a_fact_is_asked_once() {
    // What two pictures share, and an order with its gaps.
    let entries = vec![
        same("a", &["one/a"], &["other"], How::SameJob),
        same("c", &["other/c"], &["one"], How::SameJob),
    ];
    let mut course = pair(Node::Stack(parts("a b z y")), Node::Stack(parts("b c z y")), entries);
    course.beside = vec![vec![id("other")], vec![id("one")]];
    let ids: Vec<String> = worth(&course).iter().map(|q| q.id.to_string()).collect();
    let of = |kind: &str| ids.iter().filter(|id| id.starts_with(kind)).collect::<Vec<_>>();
    assert_eq!(of("shared"), ["shared--one--other--b--z--y"]);
    assert_eq!(of("missing").len(), 2);
    // A request that goes down a stack asks for its order already; and one failure of it is enough.
    let mut course = alone(Node::Stack(parts("a b c d e")));
    assert_eq!(ids_of(&course, "d", "gap").len(), 3);
    let ids = |course: &Course| worth(course).iter().map(|q| q.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&course), ["order--d--e--d--c--b--a"]);
    course.traces = vec![way("A read", "d", &["a", "b", "c", "d", "e"])];
    let wanted = ["path--d--a--b--c--d--e", "breaks--d--c--a--b--c--d--e"];
    assert_eq!(ids(&course), wanted);
}
