//! What fails at a step: what fails with it, which lines are dead, and that every face tells it.

use crate::{layout::gallery, models::any_diagrams, support::id};
use proptest::prelude::*;
use strata::{
    diagram::{
        Diagram, Layout, NodePath, NodeRef, Request, Step,
        describe::{failed_words, links_of},
        drawing::View,
        geometry::{Rect, cross},
        lay_out, step,
        still::StillPicture,
        svg::{Picture, svg},
    },
    pack::course::{Block, SideBySide},
    theme::{ColourScheme, NotoMeasure},
};

fn plain(name: &str, fail: Option<&[&str]>) -> Step {
    let nodes = |names: &[&str]| names.iter().map(|n| n.parse::<NodeRef>().unwrap()).collect();
    Step {
        id: id(name),
        say: "Said.".into(),
        ask: None,
        show: Vec::new(),
        hide: Vec::new(),
        expand: Vec::new(),
        focus: None,
        trace: None,
        fail: fail.map(nodes),
    }
}

/// The figure of the gallery in which parts fail, laid out.
fn failing() -> (SideBySide, std::sync::Arc<Diagram>, Layout) {
    let gallery = gallery();
    let blocks = gallery.lessons.iter().flat_map(|lesson| &lesson.blocks);
    let mut beside = blocks.filter_map(|block| match block {
        Block::SideBySide(beside) if beside.id == Some(id("failing")) => Some(beside),
        _ => None,
    });
    let beside = beside.next().cloned().unwrap();
    let diagram = gallery.diagram(&id("zones")).unwrap().clone();
    let layout = lay_out(&Request {
        diagrams: &[&*diagram],
        same: &[],
        width: 648.0,
        low: false,
        measure: &NotoMeasure,
    });
    (beside, diagram, layout)
}

fn failed(layout: &Layout) -> Vec<String> {
    let boxes = layout.boxes.iter().filter(|b| b.failed).map(|b| b.path.to_string());
    let frames = layout.frames.iter().filter(|f| f.failed).map(|f| f.path.to_string());
    boxes.chain(frames).collect()
}

fn dead(layout: &Layout) -> Vec<&str> {
    layout.links.iter().filter(|link| link.dead).map(|link| link.link.as_str()).collect()
}

#[test]
fn all_that_lies_in_what_fails_fails_with_it_and_the_lines_are_dead() {
    let (beside, _, whole) = failing();
    let at = |at: usize| whole.at_step(&beside.steps, Some(at));
    assert!(failed(&whole).is_empty() && failed(&at(0)).is_empty());
    // A closed group has failed as a whole.
    assert_eq!(failed(&at(1)), ["zones/zone-a"]);
    // What has failed stays so until a step says otherwise.
    assert_eq!(failed(&at(2)), ["zones/web-a", "zones/data-a", "zones/zone-a"]);
    assert_eq!(dead(&at(2)), ["reads", "copies"]);
    // Another list replaces the one before: a copy, a layer and a boundary line fail.
    let below = ["zones/data-b", "zones/rack[2]/switch", "zones/border", "zones/rack[2]/rack"];
    assert_eq!(failed(&at(3)), below);
    assert_eq!(dead(&at(3)), ["copies"]);
    assert!(failed(&at(4)).is_empty() && dead(&at(4)).is_empty(), "an empty list lets all recover");
}

#[test]
fn what_stands_on_what_fails_does_not_fail_by_itself() {
    let shelf = crate::support::shelf();
    let diagram = shelf.packs[0].course.diagram(&id("container")).unwrap().clone();
    let request = Request {
        diagrams: &[&*diagram],
        same: &[],
        width: 400.0,
        low: false,
        measure: &NotoMeasure,
    };
    let whole = lay_out(&request);
    // Which of the lines from the three containers down to the engine are dead.
    let lines = |names: &[&str]| -> (Vec<String>, Vec<bool>) {
        let there = whole.at_step(&[plain("one", Some(names))], Some(0));
        let starts = there.connectors.iter().flat_map(|connector| &connector.starts);
        (failed(&there), starts.map(|start| start.dead).collect())
    };
    assert_eq!(lines(&[]), (vec![], vec![false; 3]));
    // The containers on a failed engine have not failed, but their lines lead nowhere.
    assert_eq!(lines(&["engine"]), (vec!["container/engine".to_owned()], vec![true; 3]));
    assert_eq!(lines(&["host-os"]).1, [false; 3]);
    let bins = diagram.layers().find(|layer| layer.name.starts_with("Bins")).unwrap();
    let copy = whole.boxes.iter().find(|b| b.path.node == bins.id).unwrap();
    let copy = copy.path.to_string();
    assert_eq!(lines(&[&copy]), (vec![copy.clone()], vec![true, false, false]));
}

#[test]
fn of_a_repeat_one_copy_fails_or_all() {
    let (_, _, whole) = failing();
    let of = |names: &[&str]| failed(&whole.at_step(&[plain("one", Some(names))], Some(0)));
    assert_eq!(of(&["zones/rack[1]/rack"]), ["zones/rack[1]/switch", "zones/rack[1]/rack"]);
    assert_eq!(of(&["rack"]).len(), 4);
    assert_eq!(of(&["zones/rack[2]/switch"]), ["zones/rack[2]/switch"]);
}

#[test]
fn a_line_to_all_copies_is_there_with_the_first_of_them_and_dead_with_the_last() {
    let gallery = gallery();
    let diagram = gallery.diagram(&id("replicas")).unwrap().clone();
    let whole = lay_out(&Request {
        diagrams: &[&*diagram],
        same: &[],
        width: 648.0,
        low: false,
        measure: &NotoMeasure,
    });
    let shown = |name: &str, show: &[&str]| Step {
        show: show.iter().map(|node| node.parse().unwrap()).collect(),
        ..plain(name, None)
    };
    let steps = [
        shown("one", &["balancer"]),
        shown("two", &["pods[1]/pod-app"]),
        shown("three", &["pod-app", "pod-libs", "shared"]),
    ];
    let links = |at: usize| -> Vec<String> {
        let layout = whole.at_step(&steps, Some(at));
        layout.links.iter().map(|link| link.link.to_string()).collect()
    };
    assert_eq!(links(0), [""; 0]);
    assert_eq!(links(1), ["hands"]);
    assert_eq!(links(2), ["hands", "writes", "probes"]);
    let failing = |names: &[&str]| {
        let layout = whole.at_step(&[plain("one", Some(names))], Some(0));
        layout.links.iter().map(|link| link.dead).collect::<Vec<_>>()
    };
    assert_eq!(failing(&["replicas/pods[2]/pods"]), [false, false, true]);
    assert_eq!(failing(&["pods"]), [true, true, true]);
    assert_eq!(
        links_of(&diagram, &whole.boxes[0].path, &[]),
        [
            "Load balancer → every copy of App, Libs: a request",
            "Load balancer → App 2: probes (control)"
        ]
    );
}

#[test]
fn a_step_that_lets_something_fail_or_recover_changes_the_picture() {
    let path = |text: &str| {
        let name: NodeRef = text.parse().unwrap();
        NodePath { diagram: name.diagram.unwrap(), copies: name.copies, node: name.node }
    };
    let steps = [
        plain("one", None),
        plain("fails", Some(&["vm/host"])),
        plain("again", Some(&["vm/host"])),
        plain("stays", None),
        plain("recovers", Some(&[])),
        plain("still", Some(&[])),
    ];
    let changed = step::changes(&steps, &[path("vm/host")]);
    assert_eq!(changed, [true, true, false, false, true, false]);
}

#[test]
fn a_failure_is_said_in_words_and_names() {
    let (beside, diagram, whole) = failing();
    let at = |at: usize| whole.at_step(&beside.steps, Some(at));
    assert_eq!(failed_words(&at(0)), None);
    assert_eq!(failed_words(&at(1)).unwrap(), "Failed: Zone A.");
    // A failed group is named alone.
    assert_eq!(failed_words(&at(2)).unwrap(), "Failed: Zone A.");
    assert_eq!(failed_words(&at(3)).unwrap(), "Failed: Data B, Switch 2, Border.");
    let layout = at(2);
    let data = layout.boxes.iter().find(|b| b.path.node == id("data-a")).unwrap();
    let links = links_of(&diagram, &data.path, &layout.dead_links(&data.path));
    assert_eq!(links, ["Web A → Data A: reads, dead", "Data A → Data B: copies (control), dead"]);
    let other = layout.boxes.iter().find(|b| b.path.node == id("web-b")).unwrap();
    assert!(layout.dead_links(&other.path).is_empty());
}

#[test]
fn a_failure_in_a_picture_is_dashed_crossed_and_named() {
    let (beside, diagram, whole) = failing();
    let drawn = |at: usize| {
        let still = StillPicture::at_step(&whole, (&beside.steps, &[]), at, &NotoMeasure);
        let tokens = ColourScheme::Light.tokens();
        let view = View {
            captions: false,
            ..View::whole(&still.layout, &still.scene, tokens, &NotoMeasure)
        };
        svg(&Picture { view, diagrams: &[&*diagram], same: &[], background: true, requests: &[] })
    };
    insta::assert_snapshot!("what-fails", drawn(2));
    for at in [1, 3] {
        assert!(drawn(at).contains(", failed"), "step {at}");
    }
}

#[test]
fn strokes_of_a_cross_end_at_the_words() {
    let rect = Rect { left: 0.0, top: 0.0, right: 200.0, bottom: 40.0 };
    let words = Rect { left: 70.0, top: 12.0, right: 130.0, bottom: 28.0 };
    for [from, to] in cross(&rect, &words) {
        let inside = |x: f32, y: f32| {
            x > words.left + 0.1
                && x < words.right - 0.1
                && y > words.top + 0.1
                && y < words.bottom - 0.1
        };
        assert!(!inside(to.x, to.y), "{to:?}");
        let length = (to.x - from.x).hypot(to.y - from.y);
        assert!(length > 20.0, "long enough to be seen: {length}");
    }
    // Words that fill the box leave no room for strokes, and none runs over them.
    for [from, to] in cross(&rect, &rect.grown(2.0)) {
        assert_eq!(from, to);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is named fails, with all that lies in it, and nothing else does.
    #[test]
    fn exactly_what_is_named_and_what_lies_in_it_fails(
        diagrams in any_diagrams(),
        pick in any::<prop::sample::Index>(),
    ) {
        let shown: Vec<&Diagram> = diagrams.iter().collect();
        let request = Request { diagrams: &shown, same: &[], width: 700.0, low: false, measure: &NotoMeasure };
        let whole = lay_out(&request);
        let names: Vec<NodeRef> = whole.boxes.iter().map(|b| NodeRef::from(&b.path))
            .chain(whole.frames.iter().map(|f| NodeRef::from(&f.path)))
            .collect();
        prop_assume!(!names.is_empty());
        let named = pick.get(&names).clone();
        let steps = [Step { fail: Some(vec![named.clone()]), ..plain("one", None) }];
        let there = whole.at_step(&steps, Some(0));
        prop_assert_eq!(&whole.failing(std::slice::from_ref(&named)), &there, "outside a walk");
        let round: Vec<&Rect> = whole.frames.iter().filter(|f| named.means(&f.path)).map(|f| &f.rect).collect();
        for b in &there.boxes {
            let diagram = named.diagram.as_ref() == Some(&b.path.diagram);
            let inside = diagram && round.iter().any(|rect| rect.holds(&b.rect));
            prop_assert_eq!(b.failed, named.means(&b.path) || inside, "{} {}", &named, &b.path);
        }
        for link in &there.links {
            let has = |path: &NodePath| {
                there.boxes.iter().any(|b| b.failed && b.path == *path)
                    || there.frames.iter().any(|f| f.failed && f.path == *path)
            };
            prop_assert_eq!(link.dead, has(&link.from) || has(&link.to));
        }
    }
}
