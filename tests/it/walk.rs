//! Walking through a figure, as data: what each step shows, and what it leaves of the layout.

use crate::support::id;
use strata::{
    diagram::{
        Diagram, NodePath, NodeRef, Request, Step, Still, TraceKind, Walk, journey::PlaceState,
        lay_out, step,
    },
    library::Shelf,
    pack::{Course, course::Block},
    theme::NotoMeasure,
};

fn step(name: &str, show: &[&str], hide: &[&str], focus: Option<&[&str]>) -> Step {
    let nodes = |names: &[&str]| names.iter().map(|n| n.parse::<NodeRef>().unwrap()).collect();
    Step {
        id: id(name),
        say: "Said.".into(),
        ask: None,
        show: nodes(show),
        hide: nodes(hide),
        expand: Vec::new(),
        focus: focus.map(nodes),
        trace: None,
        fail: None,
    }
}

fn path(text: &str) -> NodePath {
    let name: NodeRef = text.parse().unwrap();
    NodePath { diagram: name.diagram.unwrap(), copies: name.copies, node: name.node }
}

#[test]
fn a_step_inherits_the_one_before() {
    use Still::{Back, Focused, Hidden, Shown};
    let steps = [
        step("one", &["vm/host"], &[], None),
        step("two", &["guest"], &[], Some(&["vm/g[2]/guest"])),
        step("three", &[], &["vm/g[1]/guest"], None),
        step("four", &["vm/g[1]/guest"], &[], Some(&[])),
    ];
    for (name, expected) in [
        ("vm/host", [Shown, Back, Back, Shown]),
        ("vm/g[1]/guest", [Hidden, Back, Hidden, Shown]),
        ("vm/g[2]/guest", [Hidden, Focused, Focused, Shown]),
        ("container/guest", [Hidden, Back, Back, Shown]),
        // What no step shows is there from the beginning.
        ("vm/hardware", [Shown, Back, Back, Shown]),
    ] {
        assert_eq!(Walk::of(&steps).stills(&path(name)).as_ref(), expected, "{name}");
    }
}

#[test]
fn a_trace_is_shown_until_the_focus_is_set_or_another_one() {
    let with = |name: &str, trace: Option<&str>, focus: Option<&[&str]>| Step {
        trace: trace.map(id),
        ..step(name, &[], &[], focus)
    };
    let steps = [
        with("before", None, None),
        with("first", Some("call"), None),
        with("stays", None, None),
        with("other", Some("write"), Some(&[])),
        with("lifted", None, Some(&[])),
    ];
    let shown: Vec<Option<String>> =
        (0..steps.len()).map(|at| step::trace_at(&steps, at).map(ToString::to_string)).collect();
    let shown: Vec<Option<&str>> = shown.iter().map(Option::as_deref).collect();
    assert_eq!(shown, [None, Some("call"), Some("call"), Some("write"), None]);
}

#[test]
fn a_step_that_changes_nothing_is_seen() {
    let steps = [
        step("one", &["vm/host"], &[], None),
        step("again", &["vm/host"], &[], None),
        step("lift", &[], &[], Some(&[])),
        step("two", &["vm/guest"], &[], None),
    ];
    let boxes = [path("vm/host"), path("vm/guest")];
    assert_eq!(step::changes(&steps, &boxes), [true, false, false, true]);
}

fn figures(course: &Course) -> Vec<(Vec<&Diagram>, &[Step], String)> {
    let lessons = course.lessons.iter().flat_map(|lesson| &lesson.blocks);
    lessons
        .filter_map(|block| match block {
            Block::SideBySide(beside) if !beside.steps.is_empty() => {
                let shown: Vec<&Diagram> =
                    beside.diagrams.iter().map(|id| course.diagram(id).unwrap().as_ref()).collect();
                Some((shown, beside.steps.as_slice(), beside.diagrams[0].to_string()))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn what_is_to_come_is_known_but_not_what_a_step_still_asks_for() {
    let shelf = Shelf::embedded();
    let course = &shelf.packs[0].course;
    let (shown, steps, _) = figures(course).into_iter().next().unwrap();
    let (diagrams, same) = (&shown, &[]);
    let request = Request { diagrams, same, width: 584.0, low: false, measure: &NotoMeasure };
    let whole = lay_out(&request);
    for at in [None, Some(0), Some(2), Some(steps.len() - 1)] {
        let there = whole.at_step(steps, at);
        let coming = whole.to_come(steps, at, steps.len());
        assert_eq!(there.boxes.len() + coming.len(), whole.boxes.len(), "{at:?}");
        assert!(coming.iter().all(|rect| there.boxes.iter().all(|b| b.rect != *rect)));
    }
    // The guests are what the fourth step's question asks about.
    let asked: Vec<usize> = (0..steps.len()).filter(|at| steps[*at].ask.is_some()).collect();
    assert_eq!(asked, [3]);
    let all = whole.to_come(steps, Some(0), steps.len());
    let told = whole.to_come(steps, Some(0), 3);
    let guests: Vec<_> =
        whole.boxes.iter().filter(|b| *b.name == *"Guest OS").map(|b| b.rect).collect();
    assert!(guests.iter().all(|guest| all.contains(guest) && !told.contains(guest)));
    // Neither is what comes after it.
    let after = whole.at_step(steps, Some(steps.len() - 1));
    let before = whole.at_step(steps, Some(2));
    assert_eq!(told.len(), before.boxes.len() - whole.at_step(steps, Some(0)).boxes.len());
    assert!(after.boxes.len() > before.boxes.len() + guests.len(), "something does come after it");
}

#[test]
fn all_lessons_end_with_the_whole_picture() {
    let shelf = Shelf::embedded();
    let found = figures(&shelf.packs[0].course);
    assert!(found.len() > 10, "{}", found.len());
    // One that hides something has said what it means by that.
    let grow = |steps: &[Step]| steps.iter().all(|step| step.hide.is_empty());
    for (shown, steps, name) in found.into_iter().filter(|(_, steps, _)| grow(steps)) {
        let request = Request {
            diagrams: &shown,
            same: &[],
            width: 584.0,
            low: false,
            measure: &NotoMeasure,
        };
        let whole = lay_out(&request);
        let last = whole.at_step(steps, Some(steps.len() - 1));
        // What has failed at the end looks otherwise, and stands in its place.
        let whole_again = steps.iter().all(|step| step.fail.is_none());
        assert_eq!(last.boxes.len(), whole.boxes.len(), "{name}");
        assert!(!whole_again || last.boxes == whole.boxes, "{name}");
        assert_eq!(
            (last.frames.len(), last.connectors.len()),
            (whole.frames.len(), whole.connectors.len())
        );
        let mut count = whole.at_step(steps, None).boxes.len();
        for at in 0..steps.len() {
            let there = whole.at_step(steps, Some(at));
            assert!(there.boxes.len() >= count, "{name}: the picture grows");
            count = there.boxes.len();
            // Everything that is there keeps its place, and no frame or line is without what it
            // belongs to.
            assert!(there.boxes.iter().all(|b| whole.boxes.iter().any(|w| w.rect == b.rect)));
            assert!(there.frames.iter().all(|f| there.boxes.iter().any(|b| f.rect.holds(&b.rect))));
        }
        for diagram in shown {
            let paths = diagram.paths();
            let drawn: Vec<_> = whole
                .boxes
                .iter()
                .filter(|b| b.path.diagram == diagram.id)
                .map(|b| &b.path)
                .collect();
            assert_eq!(paths.len(), drawn.len());
            assert!(paths.iter().all(|path| drawn.contains(&path)));
        }
    }
}

#[test]
fn a_line_is_there_when_both_its_ends_are() {
    let shelf = Shelf::embedded();
    let (shown, steps, _) = figures(&shelf.packs[0].course).remove(0);
    let request =
        Request { diagrams: &shown, same: &[], width: 584.0, low: false, measure: &NotoMeasure };
    let whole = lay_out(&request);
    // The containers hang on Docker Engine by their Bins, which come at the fifth step.
    for (at, starts) in [(2, 0), (3, 0), (4, 3), (5, 3)] {
        let there = whole.at_step(steps, Some(at));
        let found: usize = there.connectors.iter().map(|c| c.starts.len()).sum();
        assert_eq!(found, starts, "step {}", at + 1);
    }
}

/// What is drawn under a layer and what its requests pass through are two facts.
#[test]
fn no_trace_passes_docker_engine_or_anything_that_only_manages() {
    let shelf = Shelf::embedded();
    let course = &shelf.packs[0].course;
    let mut traces = 0;
    for block in course.lessons.iter().flat_map(|lesson| &lesson.blocks) {
        let Block::SideBySide(beside) = block else { continue };
        let data = beside.traces.iter().filter(|trace| trace.kind != TraceKind::Control);
        for path in data.flat_map(|trace| &trace.paths) {
            let diagram = course.diagram(&path.diagram).unwrap();
            for hop in path.hops() {
                let layer = diagram.layer(&hop.at.node).unwrap();
                assert!(!layer.manages, "{}: {}", diagram.id, layer.name);
                assert!(diagram.paths().iter().any(|path| hop.at.means(path)), "{}", hop.at);
            }
            traces += 1;
        }
    }
    assert!(traces > 25, "{traces}");
    let first = course.lessons[0].blocks.iter().find_map(|block| match block {
        Block::SideBySide(beside) => beside.traces.iter().find(|t| t.id.as_str() == "system-call"),
        _ => None,
    });
    let container =
        first.unwrap().paths.iter().find(|p| p.diagram.as_str() == "container").unwrap();
    let way: Vec<&str> = container.hops().iter().map(|hop| hop.at.node.as_str()).collect();
    assert_eq!(way, ["app", "host-os"], "from the process straight to the host's kernel");
}

#[test]
fn two_ways_go_in_step_and_the_shorter_one_waits() {
    let gallery = crate::layout::gallery();
    let trace =
        gallery.lessons.iter().flat_map(|lesson| &lesson.blocks).find_map(|block| match block {
            Block::SideBySide(beside) => beside.traces.first().cloned(),
            _ => None,
        });
    let trace = trace.unwrap();
    let journey = trace.journey(&[]);
    assert_eq!(journey.ticks.len(), 3);
    let boxes: Vec<NodePath> = trace
        .paths
        .iter()
        .flat_map(|path| gallery.diagram(&path.diagram).unwrap().paths())
        .collect();
    let marked = |at: usize| -> Vec<String> {
        let reached = trace.reached(&journey.ticks[..=at], &boxes.iter().collect::<Vec<_>>());
        let named = boxes.iter().zip(reached).filter(|(_, reached)| !reached.hops.is_empty());
        named.map(|(path, reached)| format!("{path} {:?}", reached.hops)).collect()
    };
    assert_eq!(marked(0), ["left/guest[2]/top [\"1\"]", "right/box[1]/top [\"1\"]"]);
    assert_eq!(marked(2).len(), 4);
    let states = |tick: usize| -> Vec<PlaceState<'_>> {
        journey.ticks[tick].places.iter().map(|place| place.state).collect()
    };
    assert_eq!(states(1), [PlaceState::Comes, PlaceState::Waits(None)]);
    assert_eq!(states(2), [PlaceState::Arrived; 2]);
}

/// Two nodes with a namespace each, in a cluster, on a host.
fn nested() -> strata::diagram::Layout {
    let gallery = crate::layout::gallery();
    let diagram = gallery.diagram(&id("grouped")).unwrap();
    let shown: [&Diagram; 1] = [diagram];
    lay_out(&Request {
        diagrams: &shown,
        same: &[],
        width: 584.0,
        low: false,
        measure: &NotoMeasure,
    })
}

fn expanding(name: &str, groups: &[&str]) -> Step {
    Step {
        expand: groups.iter().map(|g| g.parse().unwrap()).collect(),
        ..step(name, &[], &[], None)
    }
}

#[test]
fn a_group_is_closed_until_a_step_expands_it_and_keeps_its_place() {
    let whole = nested();
    let steps = [
        step("shut", &[], &[], Some(&["host"])),
        expanding("cluster", &["cluster"]),
        expanding("one", &["grouped/node[2]/namespace"]),
    ];
    let names = |at: Option<usize>| -> Vec<String> {
        let there = whole.at_step(&steps, at);
        let boxes = there.boxes.iter().map(|b| b.name.to_string());
        let closed = there.frames.iter().filter_map(|frame| {
            let closed = frame.closed.as_ref()?;
            Some(format!(
                "[{}: {}, {:?}]",
                frame.path.node,
                frame.inside_words(closed),
                closed.still
            ))
        });
        boxes.chain(closed).collect()
    };
    assert_eq!(names(None), ["Tool", "Host", "[cluster: 2 namespaces, Shown]"]);
    assert_eq!(names(Some(0)), ["Tool", "Host", "[cluster: 2 namespaces, Back]"]);
    // A copy that no step expands is open from the beginning.
    assert_eq!(names(Some(1)), ["P1", "View", "Tool", "Host", "[namespace: 2 inside, Back]"]);
    assert_eq!(names(Some(2)), ["P1", "P2", "View", "View", "Tool", "Host"]);
    let shut = whole.at_step(&steps, Some(0));
    let of = |layout: &strata::diagram::Layout| {
        layout.frames.iter().find(|f| f.path.node.as_str() == "cluster").unwrap().rect
    };
    assert_eq!(of(&shut), of(&whole));
    // When the group opens, only its closed self leaves; when it closes, all that is in it does.
    let open = whole.at_step(&steps, Some(2));
    let left = shut.without(&open);
    assert!(left.boxes.is_empty() && left.frames.len() == 1, "{left:?}");
    let left = open.without(&shut);
    assert_eq!((left.boxes.len(), left.frames.len()), (4, 3));
    assert!(open.without(&open).boxes.is_empty());
}

#[test]
fn a_step_that_only_expands_changes_something_once() {
    let steps = [expanding("a", &["cluster"]), expanding("b", &["cluster"])];
    let path = path("grouped/node[1]/process");
    assert_eq!(step::changes(&steps, &[path]), [true, false]);
}

/// Looking nodes up gives what asking every list of every step would give.
#[test]
fn what_steps_name_is_looked_up_and_means_the_same() {
    let names = ["guest", "vm/guest", "vm/g[1]/guest", "vm/g[2]/guest", "other/guest", "vm/host"];
    let boxes = ["vm/g[1]/guest", "vm/g[2]/guest", "vm/g[2]/h[1]/guest", "other/guest", "vm/host"];
    let boxes: Vec<NodePath> = boxes.iter().map(|text| path(text)).collect();
    let pick = |seed: usize| -> Vec<&str> {
        let chosen = names.iter().enumerate().filter(|(at, _)| seed >> at & 1 == 1);
        chosen.map(|(_, name)| *name).collect()
    };
    for seed in 0..2_000_usize {
        // Four steps, with random lists.
        let steps: Vec<Step> = (1..=4)
            .map(|at| {
                let mixed = seed.wrapping_mul(2_654_435_761).wrapping_mul(at * 2 + 1) >> 7;
                let focus = pick(mixed >> 12);
                let focus = (mixed & 1 == 1).then_some(focus.as_slice());
                step(&format!("s{at}"), &pick(mixed & mixed >> 3), &pick(mixed >> 6), focus)
            })
            .collect();
        let walk = Walk::of(&steps);
        for path in &boxes {
            let named = |nodes: &[NodeRef]| nodes.iter().any(|node| node.means(path));
            let mut shown = !steps.iter().any(|step| named(&step.show));
            let mut rest = Still::Shown;
            let mut expected = Vec::new();
            assert_eq!(walk.still(path, None).shown(), shown);
            for step in &steps {
                shown = named(&step.show) || (shown && !named(&step.hide));
                rest = match &step.focus {
                    None => rest,
                    Some(nodes) if nodes.is_empty() => Still::Shown,
                    Some(nodes) if named(nodes) => Still::Focused,
                    Some(_) => Still::Back,
                };
                expected.push(if shown { rest } else { Still::Hidden });
            }
            assert_eq!(walk.stills(path).as_ref(), expected, "{seed}: {path}");
        }
    }
}
