//! Requests that branch: how far they are, in every diagram at once.

use crate::support::id;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet};
use strata::diagram::{
    Choice, ChoiceKind, Decision, Hop, Journey, Leg, NodeRef, Trace, TraceKind, TracePath, Way,
    journey::{Place, PlaceState},
    lanes::{Lane, LanePart},
    outline::OutlineItem,
};

/// A hop; its number is given when its path is made.
fn hop(name: &str) -> Leg {
    let at = NodeRef { diagram: None, node: id(name), copies: vec![] };
    Leg::Hop(Hop { number: 0, label: String::new(), at, say: format!("At {name}.") })
}

fn way(name: &str, legs: Vec<Leg>) -> Way {
    Way { id: id(name), name: format!("Way {name}"), ask: None, legs, ends: false }
}

fn ending(name: &str, legs: Vec<Leg>) -> Way {
    Way { ends: true, ..way(name, legs) }
}

fn choice(name: &str, ways: Vec<Way>) -> Leg {
    Leg::Choice(Choice { id: id(name), kind: ChoiceKind::When(format!("Is it {name}?")), ways })
}

fn path(diagram: &str, mut legs: Vec<Leg>) -> TracePath {
    fn number(legs: &mut [Leg], next: &mut usize) {
        for leg in legs {
            match leg {
                Leg::Hop(hop) => {
                    hop.number = *next;
                    hop.label = (*next + 1).to_string();
                    *next += 1;
                }
                Leg::Choice(choice) => {
                    choice.ways.iter_mut().for_each(|way| number(&mut way.legs, next));
                }
            }
        }
    }
    number(&mut legs, &mut 0);
    TracePath { diagram: id(diagram), legs }
}

fn trace(paths: Vec<TracePath>) -> Trace {
    Trace { id: id("t"), title: "A request".to_owned(), kind: TraceKind::Request, paths }
}

fn made(all: &[(&str, &str)]) -> Vec<Decision> {
    all.iter().map(|(choice, way)| Decision { choice: id(choice), way: id(way) }).collect()
}

/// Where each path is at each tick: the layer, `~` while it waits, `!` once it has arrived, `.` where its
/// way ends.
fn told(journey: &Journey<'_>) -> String {
    let places = |path: usize| {
        let each = journey.ticks.iter().map(|tick| {
            let place = tick.places[path];
            let name = place.hop.map_or("-", |hop| hop.at.node.as_str());
            match place.state {
                PlaceState::Comes => name.to_owned(),
                PlaceState::Waits(_) => format!("{name}~"),
                PlaceState::Stopped => format!("{name}#"),
                PlaceState::Ended => format!("{name}."),
                PlaceState::Arrived => format!("{name}!"),
            }
        });
        each.collect::<Vec<_>>().join(" ")
    };
    let count = journey.ticks.first().map_or(0, |tick| tick.places.len());
    let mut all: Vec<String> = (0..count).map(places).collect();
    if let Some(choice) = journey.ahead {
        all.push(format!("{}?", choice.id));
    }
    all.join(" | ")
}

#[test]
fn a_straight_request_goes_in_step_and_arrives_everywhere_at_once() {
    let trace = trace(vec![
        path("vm", vec![hop("a"), hop("b"), hop("c")]),
        path("container", vec![hop("d"), hop("e")]),
    ]);
    assert!(!trace.branches());
    assert_eq!(told(&trace.journey(&[])), "a b c! | d e e!");
}

#[test]
fn a_choice_has_to_be_made_and_its_ways_join_again() {
    let trace = trace(vec![path(
        "d",
        vec![
            hop("a"),
            choice("cached", vec![way("yes", vec![hop("b")]), way("no", vec![hop("c"), hop("d")])]),
            hop("e"),
        ],
    )]);
    assert_eq!(told(&trace.journey(&[])), "a | cached?");
    assert_eq!(told(&trace.journey(&made(&[("cached", "yes")]))), "a b e!");
    assert_eq!(told(&trace.journey(&made(&[("cached", "no")]))), "a c d e!");
    assert_eq!(told(&trace.first_journey()), "a b e!");
    let decided = |all: &[(&str, &str)]| -> Vec<usize> {
        trace.journey(&made(all)).ticks.iter().map(|tick| tick.decided).collect()
    };
    assert_eq!(decided(&[("cached", "no")]), [0, 1, 1, 1]);
    let pairs: Vec<String> = trace.paths[0]
        .pairs()
        .iter()
        .map(|(one, other)| format!("{}{}", one.at.node, other.at.node))
        .collect();
    assert_eq!(pairs, ["ab", "ac", "cd", "be", "de"]);
}

#[test]
fn one_choice_is_made_in_all_diagrams_that_have_it() {
    let cached =
        |yes: Vec<Leg>, no: Vec<Leg>| choice("cached", vec![way("yes", yes), ending("no", no)]);
    let trace = trace(vec![
        path(
            "vm",
            vec![hop("a"), hop("b"), cached(vec![hop("c")], vec![hop("d"), hop("e")]), hop("f")],
        ),
        path("container", vec![hop("g"), cached(vec![hop("h")], vec![hop("i")]), hop("j")]),
    ]);
    // The path that comes to the choice first waits for the other one.
    assert_eq!(told(&trace.journey(&[])), "a b | g g~ | cached?");
    let yes = trace.journey(&made(&[("cached", "yes")]));
    assert_eq!(told(&yes), "a b c f! | g g~ h j!");
    let no = trace.journey(&made(&[("cached", "no")]));
    assert_eq!(told(&no), "a b d e. | g g~ i i.");
}

#[test]
fn where_one_has_a_choice_that_the_other_has_not_the_other_waits() {
    let trace = trace(vec![
        path(
            "vm",
            vec![
                hop("a"),
                choice(
                    "exits",
                    vec![way("yes", vec![hop("b"), hop("c")]), way("no", vec![hop("d")])],
                ),
                hop("e"),
            ],
        ),
        path("container", vec![hop("f"), hop("g"), hop("h")]),
    ]);
    assert_eq!(told(&trace.journey(&[])), "a | f | exits?");
    let journey = trace.journey(&made(&[("exits", "yes")]));
    assert_eq!(told(&journey), "a b c e e! | f f~ f~ g h!");
    let PlaceState::Waits(Some(why)) = journey.ticks[1].places[1].state else { panic!("it waits") };
    assert_eq!(why.id, id("exits"));
}

/// Ways up to three choices deep, with ids of their own.
fn legs(depth: u32) -> BoxedStrategy<Vec<Leg>> {
    let hops = prop::collection::vec(Just(()), 1..4)
        .prop_map(|some| some.iter().map(|()| hop("x")).collect::<Vec<Leg>>());
    if depth == 0 {
        return hops.boxed();
    }
    let ways = prop::collection::vec((legs(depth - 1), any::<bool>()), 2..4);
    (hops.clone(), prop::option::of(ways), hops)
        .prop_map(|(mut before, ways, after)| {
            let Some(ways) = ways else { return before };
            // A way that does not end joins with what follows.
            let ways = ways
                .into_iter()
                .zip('a'..)
                .map(|((legs, ends), letter)| Way { ends, ..way(&letter.to_string(), legs) });
            before.push(choice("c", ways.collect()));
            before.extend(after);
            before
        })
        .boxed()
}

/// Gives every choice an id of its own; paths with the same prefix get the same ids.
fn named(legs: &mut [Leg], prefix: &str, next: &mut usize) {
    for leg in legs {
        if let Leg::Choice(choice) = leg {
            *next += 1;
            choice.id = id(&format!("{prefix}{next}"));
            choice.ways.iter_mut().for_each(|way| named(&mut way.legs, prefix, next));
        }
    }
}

/// Every journey that a reader can make.
fn all_journeys(trace: &Trace) -> Vec<Vec<Decision>> {
    let mut all = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(decisions) = open.pop() {
        let Some(choice) = trace.journey(&decisions).ahead else {
            all.push(decisions);
            continue;
        };
        for way in &choice.ways {
            let mut further = decisions.clone();
            further.push(Decision { choice: choice.id.clone(), way: way.id.clone() });
            open.push(further);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Every way can be reached; nobody moves further than by one hop; a decision never changes
    /// what came before it; and all paths arrive together, none earlier.
    #[test]
    fn every_way_is_reached_and_all_arrive_together(
        one in legs(3), other in legs(2), shared in any::<bool>(),
    ) {
        let (mut one, mut other) = (one, other);
        named(&mut one, "c", &mut 0);
        named(&mut other, if shared { "c" } else { "k" }, &mut 0);
        // A choice in both paths has to have the same ways in both.
        let ways = |legs: &[Leg]| -> Vec<(String, usize)> {
            let path = TracePath { diagram: id("d"), legs: legs.to_vec() };
            path.choices().iter().map(|c| (c.id.to_string(), c.ways.len())).collect()
        };
        let known: Vec<_> = ways(&one);
        let clash = ways(&other).iter().any(|(id, count)| {
            known.iter().any(|(own, ways)| own == id && ways != count)
        });
        prop_assume!(!clash);
        let trace = trace(vec![path("vm", one), path("container", other)]);
        let journeys = all_journeys(&trace);
        let mut met: Vec<HashSet<usize>> = vec![HashSet::new(), HashSet::new()];
        for decisions in &journeys {
            let journey = trace.journey(decisions);
            prop_assert!(journey.ahead.is_none());
            for (at, tick) in journey.ticks.iter().enumerate() {
                let at_end = |p: &&Place<'_>| matches!(p.state, PlaceState::Arrived | PlaceState::Ended);
                let ended = tick.places.iter().filter(at_end).count();
                prop_assert_eq!(ended, if at + 1 == journey.ticks.len() { 2 } else { 0 });
                let came = tick.places.iter().filter(|p| !matches!(p.state, PlaceState::Waits(_)));
                prop_assert!(came.count() > 0, "somebody goes on");
                for (way, met) in met.iter_mut().enumerate() {
                    met.extend(tick.hop(way));
                }
            }
            for some in 0..decisions.len() {
                let before = trace.journey(&decisions[..some]);
                let same = before.ticks.iter().zip(&journey.ticks).all(|(one, other)| {
                    one.places.iter().zip(&other.places).all(|(a, b)| {
                        a.hop.map(|hop| hop.number) == b.hop.map(|hop| hop.number)
                    })
                });
                prop_assert!(same);
            }
        }
        // Every moment of every journey stands in the lanes once at the most, and leads there.
        if let Some(lanes) = trace.lanes() {
            let moments = lanes.moments();
            for moment in &moments {
                let way = trace.way_to_moment(moment, &[]);
                prop_assert!(way.is_some(), "{moment:?}");
                let (decisions, at) = way.unwrap();
                let ticks = trace.journey(&decisions).ticks;
                let before = at.checked_sub(1).map(|before| &ticks[before]);
                prop_assert!(
                    moment.is(before, &ticks[at], &decisions),
                    "{moment:?} by {decisions:?} at {at}"
                );
            }
            for decisions in &journeys {
                let ticks = trace.journey(decisions).ticks;
                for at in 0..ticks.len() {
                    let before = at.checked_sub(1).map(|before| &ticks[before]);
                    let is = moments.iter().filter(|m| m.is(before, &ticks[at], decisions));
                    prop_assert_eq!(is.count(), 1, "{:?} at {}", decisions, at);
                }
            }
        }
        for (way, met) in met.iter().enumerate() {
            // What follows a choice whose ways all end is never reached; the check refuses such a
            // path.
            let reachable: BTreeSet<usize> = reachable(&trace.paths[way].legs).into_iter().collect();
            let met: BTreeSet<usize> = met.iter().copied().collect();
            prop_assert_eq!(met, reachable);
        }
    }
}

#[test]
fn every_hop_of_an_outline_can_be_gone_to() {
    let trace = trace(vec![
        path(
            "vm",
            vec![
                hop("a"),
                choice(
                    "outer",
                    vec![
                        way(
                            "yes",
                            vec![
                                hop("b"),
                                choice(
                                    "inner",
                                    vec![way("one", vec![hop("c")]), ending("two", vec![hop("d")])],
                                ),
                            ],
                        ),
                        way("no", vec![hop("e")]),
                    ],
                ),
                hop("f"),
            ],
        ),
        path(
            "container",
            vec![
                hop("g"),
                choice("own", vec![way("left", vec![hop("h")]), way("right", vec![hop("i")])]),
                hop("j"),
            ],
        ),
    ]);
    let depths: Vec<usize> = trace.paths[0].outline().iter().map(|row| row.depth).collect();
    assert_eq!(depths, [0, 0, 0, 1, 1, 1, 2, 1, 2, 0, 1, 0]);
    for (number, path) in trace.paths.iter().enumerate() {
        for row in path.outline() {
            let OutlineItem::Hop(hop) = row.what else { continue };
            let (decisions, tick) =
                trace.way_to(number, hop.number, &row.decisions, &[]).expect("it is reached");
            let journey = trace.journey(&decisions);
            assert_eq!(journey.ticks[tick].hop(number), Some(hop.number));
            let wanted = row.decisions.iter().all(|wanted| decisions.contains(wanted));
            assert!(wanted, "{}", hop.at);
        }
    }
    // A decision for a way that the pack no longer has is not asked for over and over.
    let stale = made(&[("outer", "gone"), ("own", "gone")]);
    let (decisions, _) = trace.way_to(1, 3, &[], &stale).expect("it is reached");
    assert!(decisions.contains(&made(&[("own", "left")])[0]), "{decisions:?}");
    // Decisions for other choices stay as they were.
    let before = made(&[("own", "right"), ("outer", "no")]);
    let (decisions, _) = trace.way_to(0, 5, &[], &before).expect("it is reached");
    assert!(decisions.contains(&before[1]), "{decisions:?}");
}

/// The lanes as a line: `a (one: b; two= c) d`; a way with `=` joins the others.
fn drawn(lane: &Lane<'_>) -> String {
    let part = |part: &LanePart<'_>| match part {
        LanePart::Moment(moment) => {
            let names: Vec<&str> =
                moment.hops.iter().map(|(_, hop)| hop.at.node.as_str()).collect();
            names.join("+")
        }
        LanePart::Fork { ways, .. } => {
            let ways = ways.iter().map(|way| {
                let sign = if way.joins { '=' } else { ':' };
                format!("{}{sign} {}", way.way.id, drawn(&way.lane))
            });
            format!("({})", ways.collect::<Vec<_>>().join("; "))
        }
    };
    lane.parts.iter().map(part).collect::<Vec<_>>().join(" ")
}

#[test]
fn ways_stand_as_lanes_that_part_and_join_in_all_diagrams_at_once() {
    let inner = || choice("k", vec![way("x", vec![hop("c")]), way("y", vec![hop("d")])]);
    let ways =
        || vec![ending("hit", vec![hop("b")]), way("miss", vec![hop("e"), inner(), hop("f")])];
    let one = || path("vm", vec![hop("a"), choice("o", ways()), hop("g")]);
    assert_eq!(drawn(&trace(vec![one()]).lanes().unwrap()), "a (hit: b; miss= e (x= c; y= d) f) g");
    // What another diagram does is in the way that ends, and after the others have joined.
    let plain = path("container", vec![hop("m"), hop("n")]);
    assert_eq!(
        drawn(&trace(vec![one(), plain]).lanes().unwrap()),
        "a+m (hit: b n; miss= e (x= c; y= d) f) g+n"
    );
    let made = vec![hop("a"), choice("o", ways()), hop("g")];
    let shared = path("container", vec![hop("m"), choice("o", ways()), hop("n"), hop("o")]);
    assert_eq!(
        drawn(&trace(vec![path("vm", made), shared]).lanes().unwrap()),
        "a+m (hit: b+b; miss= e+e (x= c+c; y= d+d) f+f) g+n o"
    );
    // A decision ends in each of its ways.
    let tree = vec![
        hop("q"),
        choice("q", vec![ending("yes", vec![hop("r")]), ending("no", vec![hop("s")])]),
    ];
    assert_eq!(drawn(&trace(vec![path("d", tree)]).lanes().unwrap()), "q (yes: r; no: s)");
    // Of very many nobody would see anything.
    let many = path("d", (0..200).map(|_| hop("a")).collect());
    assert_eq!(trace(vec![many]).lanes(), None);
}

/// The hops that some way leads to, worked out without a journey.
fn reachable(legs: &[Leg]) -> Vec<usize> {
    fn walk(legs: &[Leg], all: &mut Vec<usize>) -> bool {
        for leg in legs {
            match leg {
                Leg::Hop(hop) => all.push(hop.number),
                Leg::Choice(choice) => {
                    let mut goes_on = false;
                    for way in &choice.ways {
                        goes_on |= walk(&way.legs, all) && !way.ends;
                    }
                    if !goes_on {
                        return false;
                    }
                }
            }
        }
        true
    }
    let mut all = Vec::new();
    walk(legs, &mut all);
    all
}
