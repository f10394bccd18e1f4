//! The way of a request as a line through the picture.

use crate::{models::any_figures, support::id};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use std::path::Path;
use strata::{
    diagram::{
        Diagram, Hop, Layout, Leg, NodeRef, Request, Same, Trace, TraceKind, TracePath,
        drawing::{Align, Drawing, Shape, View},
        geometry::{Point, Rect},
        lay_out,
        route::Route,
        routes::{MOST_BOXES, Routes},
        scene::Scene,
    },
    library::Shelf,
    pack::{Course, check, course::Block, read},
    theme::{ColourScheme, NotoMeasure},
};

/// Where letters stand.
fn words(layout: &Layout) -> Vec<Rect> {
    let scene = Scene::default();
    let view = View::whole(layout, &scene, ColourScheme::Light.tokens(), &NotoMeasure);
    let drawing = Drawing::of(&view);
    let texts = drawing.items.iter().filter_map(|item| match &item.shape {
        Shape::Text(text) => Some(text),
        _ => None,
    });
    let rects = texts.map(|text| {
        let (wide, half) = (text.width(&NotoMeasure), text.line() * 0.36);
        let left = match text.align {
            Align::Left => text.at.x,
            Align::Middle => text.at.x - wide / 2.0,
            Align::Right => text.at.x - wide,
        };
        Rect { left, right: left + wide, top: text.at.y - half, bottom: text.at.y + half }
    });
    rects.collect()
}

fn parts(route: &Route) -> impl Iterator<Item = (Point, Point)> {
    route.points.windows(2).map(|pair| (pair[0], pair[1]))
}

/// How many lines run over words.
fn over_words(routes: &[&Route], words: &[Rect]) -> Vec<String> {
    let over = |route: &&&Route| {
        parts(route).any(|(one, other)| {
            let line = Rect {
                left: one.x.min(other.x),
                right: one.x.max(other.x),
                top: one.y.min(other.y),
                bottom: one.y.max(other.y),
            };
            words.iter().any(|words| words.overlaps(&line.grown(0.75)))
        })
    };
    routes.iter().filter(over).map(|route| route.words.clone()).collect()
}

/// Every way of a request that has two ends is there, from number to number or along its branch, at right
/// angles.
fn sound<'r>(trace: &Trace, routes: &'r Routes, layout: &Layout) -> Vec<&'r Route> {
    let mut all = Vec::new();
    for (number, path) in trace.paths.iter().enumerate() {
        for (from, to) in path.pairs() {
            let place = |hop: &Hop| {
                let own = layout.boxes.iter().filter(|b| b.path.diagram == path.diagram);
                own.into_iter().find(|b| hop.at.means(&b.path)).unwrap().rect
            };
            let (one, other) = (place(from), place(to));
            let passage = (number, from.number, to.number);
            let found = routes.each([passage]).next().map(|(_, route)| route);
            assert_eq!(found.is_some(), one != other, "{passage:?} of {}", trace.title);
            let Some(route) = found else { continue };
            let ends = [route.points[0], route.points[route.points.len() - 1]];
            if trace.kind == TraceKind::Decision {
                // From under the question to above what the answer leads to.
                let [from, to] = ends;
                assert!((from.y - one.bottom).abs() < 1.0, "{from:?} under {one:?}");
                assert!(one.left < from.x && from.x < one.right, "{from:?} under {one:?}");
                assert!(from.y < to.y && to.y <= other.top, "{to:?} above {other:?}");
                assert!(other.left < to.x && to.x < other.right, "{to:?} above {other:?}");
            } else {
                for (end, rect) in ends.into_iter().zip([one, other]) {
                    assert_eq!((end.x, end.y), (rect.left + 3.0, rect.top + 3.0));
                }
            }
            for (one, other) in parts(route) {
                let slant = (one.x - other.x).abs().min((one.y - other.y).abs());
                assert!(slant <= 0.75, "{one:?} to {other:?}");
            }
            all.push(route);
        }
    }
    all
}

fn course(folder: &str) -> Course {
    check(&read(Path::new(folder)).unwrap()).course.unwrap()
}

#[test]
fn in_every_picture_that_we_have_the_way_of_a_request_keeps_off_words() {
    let shipped = Shelf::embedded().packs[0].course.clone();
    let mut seen = 0;
    for course in [&*shipped, &course("tests/packs/gallery"), &course("tests/packs/curriculum")] {
        let lessons = course.lessons.iter();
        for (lesson, block) in lessons.flat_map(|l| l.blocks.iter().map(move |block| (l, block))) {
            let Block::SideBySide(beside) = block else { continue };
            let diagrams: Vec<&Diagram> =
                beside.diagrams.iter().map(|id| course.diagram(id).unwrap().as_ref()).collect();
            let decisions = diagrams.iter().flat_map(|diagram| &diagram.decisions);
            for trace in beside.traces.iter().chain(decisions) {
                for width in [420.0, 584.0, 720.0] {
                    let (diagrams, same, measure) = (&diagrams[..], &lesson.same, &NotoMeasure);
                    let layout = lay_out(&Request { diagrams, same, width, low: false, measure });
                    let routes = Routes::of(&layout, trace, measure);
                    let all = sound(trace, &routes, &layout);
                    let over = over_words(&all, &words(&layout));
                    assert!(over.is_empty(), "{} of {}: {over:?}", trace.title, lesson.id);
                    seen += all.len();
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn in_random_pictures_it_hardly_ever_has_no_other_way_than_over_words() {
    let mut runner = TestRunner::deterministic();
    let (mut all, mut over) = (0, Vec::new());
    for round in 0..150_usize {
        let figure = any_figures().new_tree(&mut runner).unwrap().current();
        let same: Vec<Same> = figure.same.clone();
        let diagrams: Vec<&Diagram> = figure.diagrams.iter().collect();
        let request = Request {
            diagrams: &diagrams,
            same: &same,
            width: 640.0,
            low: false,
            measure: &NotoMeasure,
        };
        let layout = lay_out(&request);
        let paths = diagrams.iter().map(|diagram| {
            let own = layout.boxes.iter().filter(|b| b.path.diagram == diagram.id);
            let own: Vec<&_> = own.collect();
            let count = own.len().min(7);
            let pick = |at: usize| own[(at * 7 + round * 3) % own.len()];
            let hop = |at: usize| {
                Leg::Hop(Hop {
                    number: at,
                    label: (at + 1).to_string(),
                    at: NodeRef { diagram: None, ..NodeRef::from(&pick(at).path) },
                    say: String::new(),
                })
            };
            TracePath { diagram: diagram.id.clone(), legs: (0..count).map(hop).collect() }
        });
        let trace = Trace {
            id: id("t"),
            title: format!("Request {round}"),
            kind: TraceKind::Request,
            paths: paths.filter(|path| !path.legs.is_empty()).collect(),
        };
        let routes = Routes::of(&layout, &trace, &NotoMeasure);
        let found = sound(&trace, &routes, &layout);
        all += found.len();
        over.extend(over_words(&found, &words(&layout)));
    }
    assert!(all > 300, "{all}");
    assert!(over.len() * 50 <= all, "{} of {all}: {over:?}", over.len());
}

#[test]
fn what_has_been_gone_of_a_way_grows_from_its_first_point_to_its_last() {
    let at = |x: f32, y: f32| Point { x, y };
    let route = Route {
        diagram: 0,
        points: vec![at(0.0, 0.0), at(0.0, 30.0), at(10.0, 30.0)],
        control: false,
        words: String::new(),
    };
    assert_eq!(route.gone(0.0).end(), Some(at(0.0, 0.0)));
    assert_eq!(route.gone(0.5).points, [at(0.0, 0.0), at(0.0, 20.0)]);
    assert_eq!(route.gone(0.875).points, [at(0.0, 0.0), at(0.0, 30.0), at(5.0, 30.0)]);
    assert_eq!(route.gone(1.0).points, route.points);
}

#[test]
fn in_a_very_large_picture_the_numbers_stand_alone() {
    let course = course("tests/packs/gallery");
    let lesson = course.lessons.iter().find(|lesson| lesson.id == id("requests")).unwrap();
    let beside = lesson.blocks.iter().find_map(|block| match block {
        Block::SideBySide(beside) => Some(beside),
        _ => None,
    });
    let trace = &beside.unwrap().traces[0];
    let diagrams: Vec<&Diagram> =
        trace.paths.iter().map(|path| course.diagram(&path.diagram).unwrap().as_ref()).collect();
    let (diagrams, same, measure) = (&diagrams[..], &lesson.same, &NotoMeasure);
    let mut layout = lay_out(&Request { diagrams, same, width: 584.0, low: false, measure });
    let count =
        |layout: &Layout| Routes::of(layout, trace, measure).each(trace.all_passages()).count();
    assert!(count(&layout) > 3);
    let one = layout.boxes[0].clone();
    layout.boxes.resize(MOST_BOXES, one.clone());
    assert!(count(&layout) > 3);
    layout.boxes.push(one);
    assert_eq!(count(&layout), 0);
}
