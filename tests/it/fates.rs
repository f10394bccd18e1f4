//! What becomes of requests when something is broken, against worlds gone through one by one; and
//! finding what has failed.

use crate::{
    layout::gallery,
    models::{any_diagrams, plain_layer},
    support::id,
};
use proptest::{prelude::*, sample::Index};
use std::collections::{BTreeSet, HashMap};
use strata::{
    diagram::{
        Broken, Choice, ChoiceKind, Decision, Diagram, Fate, FateKind, Hop, How, Leg, Node,
        NodeRef, Part, PartKind, Repeat, Same, Trace, TraceKind, TracePath, Way, fates::fate_words,
        journey::PlaceState, likeness::Likeness,
    },
    id::Id,
    pack::course::Block,
    quiz::diagnose::{Candidate, Symptoms},
};

/// A choice with its words and names, to be numbered later.
fn choice(either: bool, ways: Vec<(Vec<Leg>, bool)>) -> Leg {
    let ways = ways.into_iter().zip('a'..).map(|((legs, ends), letter)| Way {
        id: id(&letter.to_string()),
        name: format!("Way {letter}"),
        ask: None,
        legs,
        ends,
    });
    let words = "Which way?".to_owned();
    let kind = if either { ChoiceKind::Either(words) } else { ChoiceKind::When(words) };
    Leg::Choice(Choice { id: id("c"), kind, ways: ways.collect() })
}

fn hop(at: &NodeRef) -> Leg {
    Leg::Hop(Hop { number: 0, label: String::new(), at: at.clone(), say: "Said.".to_owned() })
}

/// Numbers hops and choices.
fn path(diagram: &Id, mut legs: Vec<Leg>) -> TracePath {
    fn number(legs: &mut [Leg], next: &mut (usize, usize)) {
        for leg in legs {
            match leg {
                Leg::Hop(hop) => {
                    (hop.number, hop.label) = (next.0, (next.0 + 1).to_string());
                    next.0 += 1;
                }
                Leg::Choice(choice) => {
                    next.1 += 1;
                    choice.id = id(&format!("c{}", next.1));
                    choice.ways.iter_mut().for_each(|way| number(&mut way.legs, next));
                }
            }
        }
    }
    number(&mut legs, &mut (0, 0));
    TracePath { diagram: diagram.clone(), legs }
}

/// The shape of a path: which layer each hop is at, and whether it says which copy.
#[derive(Debug, Clone)]
enum Shape {
    Hop(Index, bool),
    Choice(bool, Vec<(Vec<Shape>, bool)>),
}

fn shapes(depth: u32) -> BoxedStrategy<Vec<Shape>> {
    let hop = || (any::<Index>(), any::<bool>()).prop_map(|(at, copy)| Shape::Hop(at, copy));
    if depth == 0 {
        return prop::collection::vec(hop(), 1..3).boxed();
    }
    let ways = prop::collection::vec((shapes(depth - 1), prop::bool::weighted(0.3)), 2..4);
    let choice = (any::<bool>(), ways).prop_map(|(either, ways)| Shape::Choice(either, ways));
    let more = prop_oneof![2 => hop(), 1 => choice];
    (hop(), prop::collection::vec(more, 0..4))
        .prop_map(|(first, rest)| std::iter::once(first).chain(rest).collect())
        .boxed()
}

fn legs(shapes: &[Shape], boxes: &[strata::diagram::NodePath]) -> Vec<Leg> {
    let leg = |shape: &Shape| match shape {
        Shape::Hop(at, copy) => {
            let path = &boxes[at.index(boxes.len())];
            let copies = if *copy { path.copies.clone() } else { Vec::new() };
            hop(&NodeRef { diagram: None, copies, node: path.node.clone() })
        }
        Shape::Choice(either, ways) => {
            let ways = ways.iter().map(|(inside, ends)| (legs(inside, boxes), *ends));
            choice(*either, ways.collect())
        }
    };
    shapes.iter().map(leg).collect()
}

/// Every world: one way of each choice that a condition decides.
fn worlds(path: &TracePath) -> Option<Vec<HashMap<Id, Id>>> {
    every(path, |kind| matches!(kind, ChoiceKind::When(_)))
}

fn every(path: &TracePath, which: fn(&ChoiceKind) -> bool) -> Option<Vec<HashMap<Id, Id>>> {
    let mut all: Vec<HashMap<Id, Id>> = vec![HashMap::new()];
    for choice in path.choices().into_iter().filter(|choice| which(&choice.kind)) {
        let longer = all.iter().flat_map(|world| {
            choice.ways.iter().map(|way| {
                let mut world = world.clone();
                world.insert(choice.id.clone(), way.id.clone());
                world
            })
        });
        all = longer.collect();
        if all.len() > 600 {
            return None;
        }
    }
    Some(all)
}

/// Goes one way: `None` where it is stopped, else whether it has come to an end on the way.
fn goes(legs: &[Leg], taken: &dyn Fn(&Id) -> Id, stops: &dyn Fn(&Hop) -> bool) -> Option<bool> {
    for leg in legs {
        match leg {
            Leg::Hop(hop) if stops(hop) => return None,
            Leg::Hop(_) => {}
            Leg::Choice(choice) => {
                let taken_way = taken(&choice.id);
                let way = choice.ways.iter().find(|way| way.id == taken_way).unwrap();
                if goes(&way.legs, taken, stops)? || way.ends {
                    return Some(true);
                }
            }
        }
    }
    Some(false)
}

/// Is there a choice among what will do by which it comes to its end in this world?
fn arrives(path: &TracePath, world: &HashMap<Id, Id>, stops: &dyn Fn(&Hop) -> bool) -> bool {
    let eithers = every(path, |kind| matches!(kind, ChoiceKind::Either(_))).unwrap();
    eithers.iter().any(|free| {
        let taken = |id: &Id| world.get(id).or_else(|| free.get(id)).unwrap().clone();
        goes(&path.legs, &taken, stops).is_some()
    })
}

/// Is the box of a hop among those that a name means? By the boxes that are drawn.
fn hit(diagram: &Diagram, name: &NodeRef, hop: &Hop) -> bool {
    let drawn = diagram.paths();
    let at = drawn
        .iter()
        .find(|path| path.node == hop.at.node && path.copies.starts_with(&hop.at.copies));
    let Some(at) = at else { return false };
    let part = diagram.part(&at.node).unwrap();
    let mut round = std::iter::once(part).chain(part.ancestors());
    round.any(|part| part.kind().id() == Some(&name.node)) && at.copies.starts_with(&name.copies)
}

/// All that can break: layers, one copy of each, groups, repeats and one copy of each.
fn breakable(diagram: &Diagram) -> Vec<NodeRef> {
    let whole = |node: &Id| NodeRef { diagram: None, copies: Vec::new(), node: node.clone() };
    let ids = diagram.parts().filter_map(|part| part.kind().id());
    let copies = diagram.paths();
    let copies = copies.iter().map(|path| NodeRef { diagram: None, ..NodeRef::from(path) });
    let repeats = diagram.parts().filter_map(|part| match part.kind() {
        PartKind::Repeat(repeat) => Some((part, repeat)),
        _ => None,
    });
    let last = repeats.map(|(part, repeat)| {
        let round = part.ancestors().filter_map(|outer| match outer.kind() {
            PartKind::Repeat(outer) => Some((outer.id.clone(), 1)),
            _ => None,
        });
        let mut copies: Vec<(Id, u32)> = round.collect();
        copies.reverse();
        copies.push((repeat.id.clone(), repeat.count));
        NodeRef { diagram: None, copies, node: repeat.id.clone() }
    });
    ids.map(whole).chain(copies).chain(last).collect()
}

fn agrees(path: &TracePath, fate: &Fate<'_>, stops: &dyn Fn(&Hop) -> bool) {
    let all = worlds(path).unwrap();
    let holds: Vec<bool> = all.iter().map(|world| arrives(path, world, stops)).collect();
    let expected = match (holds.contains(&true), holds.contains(&false)) {
        (true, false) => FateKind::Arrives,
        (false, _) => FateKind::Stops,
        (true, true) => FateKind::ArrivesWhen,
    };
    assert_eq!(fate.kind(), expected, "{fate:?}");
    match fate {
        Fate::Arrives { round } => {
            assert!(round.iter().all(|d| matches!(d.choice.kind, ChoiceKind::Either(_))));
        }
        Fate::Stops { at } => assert!(!at.is_empty() && at.iter().all(|hop| stops(hop))),
        Fate::ArrivesWhen { cases, more, at } => {
            assert!(!at.is_empty() && at.iter().all(|hop| stops(hop)));
            for (world, holds) in all.iter().zip(holds) {
                let said = cases.iter().any(|case| {
                    case.iter()
                        .all(|need| need.ways.iter().any(|way| world[&need.choice.id] == way.id))
                });
                assert!(said == holds || (*more && !said), "{world:?}: {cases:?}");
            }
        }
    }
}

/// Every journey through a break ends as the worlds that it stands for.
fn journeys_agree(trace: &Trace, broken: &Broken, stops: &dyn Fn(&Hop) -> bool) {
    let path = &trace.paths[0];
    let all = worlds(path).unwrap();
    let mut open = vec![Vec::new()];
    let mut count = 0;
    while let Some(decisions) = open.pop() {
        let run = trace
            .broken_journey(&decisions, &HashMap::from([(path.diagram.clone(), broken.clone())]));
        if let Some(choice) = run.journey.ahead {
            assert!(matches!(choice.kind, ChoiceKind::When(_)), "only a condition is asked");
            open.extend(choice.ways.iter().map(|way| {
                let made = Decision { choice: choice.id.clone(), way: way.id.clone() };
                decisions.iter().cloned().chain([made]).collect::<Vec<_>>()
            }));
            continue;
        }
        count += 1;
        if count > 60 {
            return;
        }
        let last = run.journey.ticks.last().unwrap().places[0];
        let stopped = run.stops[0];
        assert_eq!(stopped.is_some(), last.state == PlaceState::Stopped);
        assert!(stopped.is_none_or(|tick| tick + 1 == run.journey.ticks.len()));
        assert_eq!(stopped.is_some(), last.hop.is_some_and(stops));
        let of_these =
            |world: &&HashMap<Id, Id>| decisions.iter().all(|made| world[&made.choice] == made.way);
        for world in all.iter().filter(of_these) {
            assert_eq!(arrives(path, world, stops), stopped.is_none(), "{decisions:?} {world:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    /// Whatever breaks in whatever picture: what becomes of a request is what becomes of it in each
    /// world, gone through one by one.
    #[test]
    fn a_break_agrees_with_every_world_gone_through(
        diagrams in any_diagrams(),
        shape in shapes(3),
        picks in prop::collection::vec(any::<Index>(), 6),
    ) {
        let diagram = &diagrams[0];
        let boxes = diagram.paths();
        let path = path(&diagram.id, legs(&shape, &boxes));
        prop_assume!(worlds(&path).is_some());
        prop_assume!(every(&path, |kind| matches!(kind, ChoiceKind::Either(_))).is_some());
        let trace = Trace {
            id: id("t"), title: "A request".to_owned(), kind: TraceKind::Request, paths: vec![path.clone()],
        };
        let names = breakable(diagram);
        for name in picks.iter().map(|pick| pick.get(&names)) {
            let broken = Broken::of(diagram, name);
            let stops = |hop: &Hop| hit(diagram, name, hop);
            for hop in path.hops() {
                prop_assert_eq!(broken.stops(hop), stops(hop), "{} {}", name, hop.at);
            }
            agrees(&path, &path.fate(&broken), &stops);
            journeys_agree(&trace, &broken, &stops);
        }
    }

    /// A diagnosis is settled by what is tried, and by no less.
    #[test]
    fn the_fewest_tries_settle_a_diagnosis_and_no_fewer_do(
        diagrams in any_diagrams(),
        shapes in prop::collection::vec(prop_oneof![shapes(0), shapes(1)], 1..6),
    ) {
        let diagram = &diagrams[0];
        let boxes = diagram.paths();
        let paths: Vec<TracePath> =
            shapes.iter().map(|shape| path(&diagram.id, legs(shape, &boxes))).collect();
        let paths: Vec<&TracePath> = paths.iter().collect();
        let names = breakable(diagram);
        let candidates: Vec<Candidate<'_>> = names.iter().take(14).map(|name| Candidate {
            name: name.clone(),
            layers: diagram.part(&name.node).unwrap().layers().map(|layer| &layer.id).collect(),
        }).collect();
        let symptoms = Symptoms::of(&paths, &candidates);
        for (request, path) in paths.iter().enumerate() {
            let fates: Vec<FateKind> = candidates.iter()
                .map(|candidate| path.fate(&Broken::of(diagram, &candidate.name)).kind())
                .collect();
            let undecided = fates.contains(&FateKind::ArrivesWhen);
            prop_assert_eq!(symptoms.undecided().contains(&request), undecided);
            for (candidate, fate) in fates.iter().enumerate().filter(|_| !undecided) {
                prop_assert_eq!(symptoms.arrives(request, candidate), *fate == FateKind::Arrives);
            }
        }
        let told: Vec<usize> =
            (0..paths.len()).filter(|request| !symptoms.undecided().contains(request)).collect();
        let seen = |requests: &[usize], failed: usize| -> Vec<(usize, bool)> {
            requests.iter().map(|r| (*r, symptoms.arrives(*r, failed))).collect()
        };
        for failed in 0..candidates.len() {
            let alike = symptoms.alike(failed);
            prop_assert!(alike.contains(&failed));
            // All requests together leave one class, and so do the fewest.
            prop_assert_eq!(&symptoms.explain(&seen(&told, failed)), alike);
            let fewest = symptoms.fewest(failed, &[]).unwrap();
            prop_assert_eq!(&symptoms.explain(&seen(&fewest, failed)), alike);
            for set in 0..1_u32 << told.len() {
                let some: Vec<usize> = (0..told.len())
                    .filter(|at| set >> at & 1 == 1)
                    .map(|at| told[at])
                    .collect();
                if some.len() < fewest.len() {
                    prop_assert!(symptoms.explain(&seen(&some, failed)) != alike, "{some:?}");
                }
            }
        }
    }
}

/// The figure of the gallery whose request branches.
fn page() -> (Trace, std::sync::Arc<Diagram>, std::sync::Arc<Diagram>) {
    let gallery = gallery();
    let blocks = gallery.lessons.iter().flat_map(|lesson| &lesson.blocks);
    let mut figures = blocks.filter_map(|block| match block {
        Block::SideBySide(figure) if figure.id == Some(id("page")) => Some(figure),
        _ => None,
    });
    let trace = figures.next().unwrap().traces[0].clone();
    let diagram = |name: &str| gallery.diagram(&id(name)).unwrap().clone();
    (trace, diagram("server"), diagram("plain"))
}

#[test]
fn only_where_any_way_will_do_a_request_is_saved() {
    let (trace, server, _) = page();
    let said = |part: &str| {
        let broken = Broken::of(&server, &part.parse().unwrap());
        let name = |node: &NodeRef| server.layer(&node.node).unwrap().name.clone();
        fate_words(&trace.paths[0].fate(&broken), &name(&part.parse().unwrap()), &name)
    };
    let miss = "“Is the page in the cache?” is answered with “Yes, it was asked for before”";
    let way = |left: &str| {
        format!(
            "It arrives, by another way: Either of the two replicas can make it, and “Replica \
                 {left} makes it” is left."
        )
    };
    for (part, expected) in [
        ("client", "It stops at hop 1, Client.".to_owned()),
        ("cache", "It stops at hop 2, Cache.".to_owned()),
        ("one", way("two")),
        ("two", way("one")),
        ("store", format!("It arrives only when {miss}. Else it stops at hop 5b, Store.")),
    ] {
        assert_eq!(said(part), expected);
    }
    // It does not know the part: nothing is broken, and it arrives.
    let nothing = Broken::of(&server, &"maker".parse().unwrap());
    assert!(nothing.is_nothing());
    assert_eq!(trace.paths[0].fate(&nothing), Fate::Arrives { round: Vec::new() });
}

#[test]
fn a_broken_journey_goes_round_the_break_or_stops_at_it_and_the_others_go_on() {
    let (trace, server, plain) = page();
    let told = |part: &str, made: &[(&str, &str)]| {
        let name: NodeRef = part.parse().unwrap();
        let of = |diagram: &Diagram| (diagram.id.clone(), Broken::of(diagram, &name));
        let broken = HashMap::from([of(&server), of(&plain)]);
        let kinds = trace.fates(&broken);
        assert_eq!(kinds.len(), 2);
        let made: Vec<Decision> =
            made.iter().map(|(c, w)| Decision { choice: id(c), way: id(w) }).collect();
        let run = trace.broken_journey(&made, &broken);
        let way = |path: usize| {
            let places = run.journey.ticks.iter().map(|tick| tick.places[path]);
            let each = places.map(|place| {
                let at = place.hop.map_or("-", |hop| hop.at.node.as_str());
                match place.state {
                    PlaceState::Comes => at.to_owned(),
                    PlaceState::Waits(_) => format!("{at}~"),
                    PlaceState::Stopped => format!("{at}#"),
                    PlaceState::Ended => format!("{at}."),
                    PlaceState::Arrived => format!("{at}!"),
                }
            });
            each.collect::<Vec<_>>().join(" ")
        };
        format!("{} | {} {:?}", way(0), way(1), run.stops)
    };
    let miss = [("cached", "miss"), ("replica", "first")];
    assert_eq!(
        told("one", &miss),
        "client cache cache two store client! | caller maker maker~ maker~ maker~ disk! \
         [None, None]",
        "what was decided is a wish, and the first replica is broken"
    );
    assert_eq!(
        told("store", &miss[..1]),
        "client cache cache one store store# | caller maker maker~ maker~ maker~ disk! \
         [Some(4), None]"
    );
    assert_eq!(told("client", &[]), "client client# client# | caller maker disk! [Some(0), None]");
    assert_eq!(told("maker", &[("cached", "hit")]).rsplit(" [").next(), Some("None, Some(1)]"));
}

/// Two stacks, of which one has three guests and the other two.
fn hosts() -> (Diagram, Diagram) {
    let layer =
        |name: &str| Node::Layer(strata::diagram::Layer { id: id(name), ..plain_layer(name) });
    let copies = |name: &str, count: u32, inside: Vec<Node>| {
        let repeat =
            Repeat { id: id(name), count, frame: strata::diagram::Frame::Solid, connected: false };
        Node::Repeat(repeat, Box::new(Node::Stack(inside)))
    };
    let body = |guests: Node, ground: &str| Node::Stack(vec![guests, layer(ground)]);
    let made = |name: &str, body: Node| Diagram::new(id(name), name.to_owned(), body);
    (
        made("vm", body(copies("guest", 3, vec![layer("app"), layer("os")]), "hardware")),
        made("container", body(copies("box", 2, vec![layer("app")]), "ground")),
    )
}

#[test]
fn what_answers_to_a_broken_part_breaks_beside_it() {
    let (vm, container) = hosts();
    let same = |nodes: [&str; 2], how| Same {
        id: id("s"),
        nodes: nodes.iter().map(|node| node.parse().unwrap()).collect(),
        missing_in: Vec::new(),
        how,
        short: None,
        because: "Because.".to_owned(),
    };
    let likeness = Likeness::of(vec![
        same(["vm/hardware", "container/ground"], How::SameJob),
        same(["vm/os", "container/ground"], How::SamePlace),
    ]);
    let beside = |part: &str| {
        let name: NodeRef = part.parse().unwrap();
        let broken = Broken::in_all([&vm, &container], &likeness, (&vm, &name));
        let names = [&vm, &container].map(|diagram| {
            let names: Vec<String> =
                broken[&diagram.id].names.iter().map(ToString::to_string).collect();
            if names.is_empty() { "nothing".to_owned() } else { names.join(" ") }
        });
        names.join(", ")
    };
    assert_eq!(beside("hardware"), "vm/hardware, container/ground");
    assert_eq!(beside("app"), "vm/app, container/app");
    assert_eq!(beside("guest[2]/app"), "vm/guest[2]/app, container/box[2]/app");
    // There is no third one, and what stands in the same place does another job.
    assert_eq!(beside("guest[3]/app"), "vm/guest[3]/app, nothing");
    assert_eq!(beside("os"), "vm/os, nothing");
    // Of a copy, all that lies in it.
    assert_eq!(beside("guest[1]/guest"), "vm/guest[1]/guest, container/box[1]/app");
    assert_eq!(beside("guest"), "vm/guest, container/app");
    assert_eq!(beside("guest[4]/app"), "nothing, nothing");
}

#[test]
fn symptoms_tell_layers_apart_as_far_as_requests_do() {
    let (vm, _) = hosts();
    let straight = |layers: &[&str]| {
        path(&vm.id, layers.iter().map(|layer| hop(&layer.parse().unwrap())).collect())
    };
    let paths = [
        straight(&["guest[1]/app", "guest[1]/os", "hardware"]),
        straight(&["guest[2]/app", "guest[2]/os", "hardware"]),
        straight(&["guest[3]/app", "guest[3]/os"]),
    ];
    let paths: Vec<&TracePath> = paths.iter().collect();
    let names = ["guest[1]/app", "guest[1]/os", "os", "hardware", "guest[2]/guest"];
    let candidates = names.map(|name| {
        let name: NodeRef = name.parse().unwrap();
        let layers = vm.part(&name.node).map(Part::layers).unwrap();
        Candidate { name: name.clone(), layers: layers.map(|layer| &layer.id).collect() }
    });
    let symptoms = Symptoms::of(&paths, &candidates);
    assert_eq!(symptoms.classes(), [vec![0, 1], vec![2], vec![3], vec![4]]);
    assert_eq!(symptoms.explain(&[(0, false), (1, false)]), [2, 3]);
    assert_eq!(symptoms.explain(&[(0, false), (1, false), (2, true)]), [3]);
    assert_eq!(symptoms.alike(1), [0, 1]);
    assert_eq!(symptoms.fewest(2, &[]), Some(vec![2]), "only the system stops the third");
    assert_eq!(symptoms.fewest(3, &[0, 1]), Some(vec![2]));
    assert_eq!(symptoms.fewest(0, &[]), Some(vec![1]));
    let told = BTreeSet::from([4]);
    assert_eq!(symptoms.explain(&[(0, true)]).into_iter().collect::<BTreeSet<_>>(), told);
}

/// Of more requests than can be gone through, few are found, and they settle it all the same.
#[test]
fn few_requests_of_very_many_settle_a_diagnosis() {
    let layer = |at: usize| id(&format!("l-{at}"));
    let name = |at: usize| NodeRef { diagram: None, copies: Vec::new(), node: layer(at) };
    let layers: Vec<Id> = (0..200).map(layer).collect();
    // A request for each bit of a layer's number that is set, and one for each that is not.
    let of = |bit: usize, set: bool| {
        let on = (0..200).filter(|at| (at >> bit & 1 == 1) == set);
        path(&id("d"), on.map(|at| hop(&name(at))).collect())
    };
    let paths: Vec<TracePath> = (0..80).map(|request| of(request % 8, request % 2 == 0)).collect();
    let paths: Vec<&TracePath> = paths.iter().collect();
    let candidates: Vec<Candidate<'_>> = layers
        .iter()
        .enumerate()
        .map(|(at, layer)| Candidate { name: name(at), layers: vec![layer] })
        .collect();
    let symptoms = Symptoms::of(&paths, &candidates);
    assert_eq!(symptoms.classes().len(), 200);
    for failed in [0, 1, 77, 199] {
        let few = symptoms.fewest(failed, &[]).unwrap();
        let seen: Vec<(usize, bool)> =
            few.iter().map(|request| (*request, symptoms.arrives(*request, failed))).collect();
        assert_eq!(symptoms.explain(&seen), [failed]);
        assert!(few.len() <= 8, "{few:?}");
    }
}
