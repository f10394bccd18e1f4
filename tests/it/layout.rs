//! Layout: what the eye relies on, for the shipped diagrams and for thousands of others.

use crate::support::id;
use proptest::prelude::*;
use std::fmt::Write;
use strata::{
    diagram::{
        Diagram, Frame, Layer, LayerRole, Layout, Node, Repeat, Request, Same,
        geometry::Rect,
        lay_out,
        neighbours::{Direction, neighbour},
    },
    library::Shelf,
    pack::{Course, course::Block},
    theme::{Measure, NotoMeasure},
};

fn laid_out(diagrams: &[&Diagram], same: &[Same], width: f32, low: bool) -> Layout {
    lay_out(&Request { diagrams, same, width, low, measure: &NotoMeasure })
}

/// Everything that must hold for any layout.
fn hold(layout: &Layout) -> Result<(), TestCaseError> {
    let whole = Rect { left: 0.0, top: 0.0, right: layout.width, bottom: layout.height };
    for (index, one) in layout.boxes.iter().enumerate() {
        let name = &one.path;
        prop_assert!(one.rect.left.is_finite() && one.rect.width() > 0.0, "{name}: {:?}", one.rect);
        prop_assert!(one.rect.bottom - one.rect.top > 0.0, "{name}: {:?}", one.rect);
        prop_assert!(whole.holds(&one.rect), "{name} leaves the figure");
        let pane = &layout.panes[one.diagram];
        prop_assert!(
            pane.body.holds(&one.rect),
            "{name} leaves its diagram: {:?} {:?}",
            one.rect,
            pane.body
        );
        for other in &layout.boxes[index + 1..] {
            prop_assert!(!one.rect.overlaps(&other.rect), "{name} and {} overlap", other.path);
            if one.row == other.row && !layout.stacked {
                prop_assert!(
                    (one.rect.bottom - other.rect.bottom).abs() < 0.01,
                    "one row, one ground"
                );
            }
        }
        let (size, weight) = (one.label.style.size(), one.label.style.weight());
        for line in &one.label.lines {
            let width = NotoMeasure.width(line, size, weight);
            prop_assert!(
                width <= one.rect.width() + 0.01,
                "{name}: “{line}” is wider than its box"
            );
        }
        #[expect(clippy::cast_precision_loss, reason = "two lines at most")]
        let height = one.label.lines.len() as f32 * one.label.style.line();
        prop_assert!(
            height <= one.rect.bottom - one.rect.top + 0.01,
            "{name}: the label is too high"
        );
        prop_assert!(
            one.label.shortened
                || one.label.lines.join(" ")
                    == one.name.split_whitespace().collect::<Vec<_>>().join(" ")
                || one.label.lines == [one.name.clone()]
        );
    }
    for frame in &layout.frames {
        prop_assert!(whole.holds(&frame.rect), "a frame leaves the figure");
        for placed in layout.boxes.iter().filter(|b| b.diagram == frame.diagram) {
            let inside = placed.path.copies.contains(&(frame.repeat.clone(), frame.number));
            prop_assert!(
                !inside
                    || frame.rect.holds(&placed.rect)
                    || nested_elsewhere(frame, placed, layout),
                "{} leaves its frame",
                placed.path
            );
            prop_assert!(
                inside || !frame.rect.overlaps(&placed.rect),
                "{} lies in a frame not its own",
                placed.path
            );
        }
    }
    Ok(())
}

/// A repeat inside another has a frame of each number in each outer copy; only one holds the box.
fn nested_elsewhere(
    frame: &strata::diagram::layout::PlacedFrame,
    placed: &strata::diagram::layout::PlacedBox,
    layout: &Layout,
) -> bool {
    placed.path.copies.len() > 1
        && layout.frames.iter().any(|other| {
            other.repeat == frame.repeat
                && other.number == frame.number
                && other.rect.holds(&placed.rect)
        })
}

/// A drawing in characters, and below it every place in points.
fn drawn(layout: &Layout) -> String {
    let (across, down) = (7.0, 12.0);
    let column = |x: f32| (x / across).round() as usize;
    let line = |y: f32| (y / down).round() as usize;
    let mut cells = vec![vec![' '; column(layout.width) + 1]; line(layout.height) + 1];
    let mut put = |x: usize, y: usize, c: char| {
        if let Some(cell) = cells.get_mut(y).and_then(|row| row.get_mut(x)) {
            *cell = c;
        }
    };
    for connector in &layout.connectors {
        let bus = line(connector.bus);
        for start in &connector.starts {
            for y in line(start.y)..=bus {
                put(column(start.x), y, '│');
            }
        }
        let ends = connector.starts.iter().map(|start| column(start.x));
        if let (Some(from), Some(to)) = (ends.clone().min(), ends.max()) {
            for x in from..=to {
                put(x, bus, '─');
            }
        }
        for y in bus..=line(connector.end.y) {
            put(column(connector.end.x), y, '│');
        }
    }
    for b in &layout.boxes {
        let (l, r) = (column(b.rect.left), column(b.rect.right));
        let (t, d) = (line(b.rect.top), line(b.rect.bottom));
        for x in l..=r {
            put(x, t, '─');
            put(x, d, '─');
        }
        for y in t..=d {
            put(l, y, '│');
            put(r, y, '│');
        }
        for (x, y, c) in [(l, t, '┌'), (r, t, '┐'), (l, d, '└'), (r, d, '┘')] {
            put(x, y, c);
        }
        for (row, words) in b.label.lines.iter().enumerate() {
            let words: Vec<char> = words.chars().collect();
            let from = usize::midpoint(l, r) + 1 - words.len().div_ceil(2);
            let first = usize::midpoint(t, d) + usize::from(b.label.lines.len() == 1)
                - usize::from(d - t > 2 || b.label.lines.len() > 1);
            for (at, c) in words.iter().enumerate() {
                put(from + at, first + row + usize::from(d - t > 2 && b.label.lines.len() > 1), *c);
            }
        }
    }
    let mut text = String::new();
    for row in cells {
        let row: String = row.into_iter().collect();
        let _infallible = writeln!(text, "{}", row.trim_end());
    }
    let place = |r: &Rect| format!("{:.1} {:.1} {:.1} {:.1}", r.left, r.top, r.right, r.bottom);
    let _infallible =
        writeln!(text, "{:.1} × {:.1}, stacked: {}", layout.width, layout.height, layout.stacked);
    for f in &layout.frames {
        let _infallible =
            writeln!(text, "frame {}[{}] {:?}: {}", f.repeat, f.number, f.frame, place(&f.rect));
    }
    for b in &layout.boxes {
        let icon = if b.icon { ", icon" } else { "" };
        let _infallible = writeln!(text, "{} row {}{icon}: {}", b.path, b.row, place(&b.rect));
    }
    for c in &layout.connectors {
        let _infallible =
            writeln!(text, "connector from {} to {:.1} {:.1}", c.starts.len(), c.end.x, c.end.y);
    }
    for g in &layout.gaps {
        let _infallible =
            writeln!(text, "gap in {}, rows {:?}: {}", g.diagram, g.rows, place(&g.rect));
    }
    text
}

pub fn figures(course: &Course) -> Vec<(String, Vec<&Diagram>, &[Same])> {
    let mut found = Vec::new();
    for lesson in &course.lessons {
        for block in &lesson.blocks {
            if let Block::SideBySide(beside) = block {
                let plain: Vec<&Diagram> =
                    beside.diagrams.iter().map(|id| course.diagram(id).unwrap().as_ref()).collect();
                let precise: Vec<&Diagram> = plain
                    .iter()
                    .map(|d| {
                        d.precise.as_ref().map_or(*d, |to| course.diagram(&to.diagram).unwrap())
                    })
                    .collect();
                let name = |shown: &[&Diagram]| {
                    shown.iter().map(|d| d.id.to_string()).collect::<Vec<_>>().join(" beside ")
                };
                if precise.iter().zip(&plain).any(|(one, other)| one.id != other.id) {
                    found.push((name(&precise), precise, lesson.same.as_slice()));
                }
                found.push((name(&plain), plain, lesson.same.as_slice()));
            }
        }
    }
    found
}

pub fn gallery() -> Course {
    let files = strata::pack::read("tests/packs/gallery".as_ref()).unwrap();
    strata::pack::check(&files).course.unwrap()
}

#[test]
fn the_shipped_diagrams_as_drawings() {
    let shelf = Shelf::embedded();
    for (name, diagrams, same) in figures(&shelf.packs[0].course) {
        for width in [584.0, 330.0] {
            let layout = laid_out(&diagrams, same, width, false);
            insta::assert_snapshot!(format!("{name} at {width}").replace(' ', "-"), drawn(&layout));
        }
    }
}

#[test]
fn every_diagram_of_course_and_gallery_holds_at_every_width() {
    let shelf = Shelf::embedded();
    let gallery = gallery();
    for course in [&*shelf.packs[0].course, &gallery] {
        for (name, diagrams, same) in figures(course) {
            for width in (40..1400).step_by(37) {
                for low in [false, true] {
                    let layout = laid_out(&diagrams, same, width as f32, low);
                    hold(&layout).unwrap_or_else(|error| panic!("{name} at {width}: {error}"));
                    assert_eq!(
                        layout,
                        laid_out(&diagrams, same, width as f32, low),
                        "the same twice"
                    );
                }
            }
        }
    }
}

#[test]
fn equal_layers_face_each_other_and_the_gap_lies_beside_guest_os() {
    let shelf = Shelf::embedded();
    let course = &shelf.packs[0].course;
    let (_, diagrams, same) =
        figures(course).into_iter().find(|(name, ..)| name == "vm beside container").unwrap();
    let layout = laid_out(&diagrams, same, 584.0, false);
    let row = |path: &str| layout.boxes.iter().find(|b| b.path.to_string() == path).unwrap();
    for (one, other) in [
        ("vm/host-os", "container/host-os"),
        ("vm/hardware", "container/hardware"),
        ("vm/hypervisor", "container/engine"),
        ("vm/guest[1]/bins", "container/box[1]/bins"),
    ] {
        assert_eq!(row(one).rect.top.to_bits(), row(other).rect.top.to_bits(), "{one}");
    }
    let guest = row("vm/guest[1]/guest-os");
    let gap = layout.gaps.iter().find(|gap| gap.diagram == 1).unwrap();
    assert!((gap.rows.0..=gap.rows.1).contains(&guest.row));
    assert!(gap.rect.top < guest.rect.bottom && gap.rect.bottom > guest.rect.top);
}

#[test]
fn arrows_reach_every_layer_and_lead_back() {
    let shelf = Shelf::embedded();
    for (name, diagrams, same) in figures(&shelf.packs[0].course) {
        for width in [584.0, 330.0] {
            let layout = laid_out(&diagrams, same, width, false);
            let mut reached = vec![false; layout.boxes.len()];
            let mut next = vec![0];
            while let Some(at) = next.pop() {
                if std::mem::replace(&mut reached[at], true) {
                    continue;
                }
                for direction in [Direction::Up, Direction::Down, Direction::Left, Direction::Right]
                {
                    next.extend(neighbour(&layout, at, direction));
                }
            }
            let lost: Vec<_> = layout
                .boxes
                .iter()
                .zip(&reached)
                .filter(|(_, r)| !**r)
                .map(|(b, _)| b.path.to_string())
                .collect();
            assert!(lost.is_empty(), "{name} at {width}: {lost:?}");
        }
    }
}

/// The largest diagrams that a pack may hold: laid out at once, never felt as a hang.
#[test]
fn the_largest_diagrams_are_laid_out_in_time() {
    let layer = || {
        Node::Layer(Layer {
            id: id("x"),
            name: "Layer".into(),
            role: LayerRole::Neutral,
            about: "About.".into(),
            note: None,
            manages: false,
        })
    };
    let repeat = |count, of| {
        let (frame, connected) = (Frame::Solid, true);
        Node::Repeat(Repeat { id: id("x"), count, frame, connected, of: Box::new(of) })
    };
    let high =
        Node::Stack((0..64).map(|_| Node::Row((0..15).map(|_| layer()).collect())).collect());
    let nested = repeat(31, repeat(32, Node::Stack(vec![layer()])));
    let (high, nested) = (diagram("high", high), diagram("nested", nested));
    let started = std::time::Instant::now();
    let layout = laid_out(&[&high, &nested, &high], &[], 900.0, false);
    assert!(layout.boxes.len() > 2_500);
    assert!(started.elapsed().as_secs() < 20, "it took {:?}", started.elapsed());
}

/// Names as people write them, and as nobody should.
fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z][a-z]{1,9}( [A-Za-z]{1,12}){0,3}",
        1 => Just("App{n}".to_owned()),
        1 => "[容器虚拟机カーネル]{1,8}",
        1 => "[a-z]{40,90}",
        1 => Just(String::new()),
    ]
}

fn layers() -> impl Strategy<Value = Node> {
    (names(), 0..8_usize, proptest::option::of("[a-z ]{1,30}")).prop_map(|(name, role, note)| {
        Node::Layer(Layer {
            id: id("x"),
            name,
            role: LayerRole::ALL[role],
            about: "About.".into(),
            note,
            manages: false,
        })
    })
}

fn nodes() -> impl Strategy<Value = Node> {
    layers().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..5).prop_map(Node::Stack),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Node::Row),
            (inner, 1..4_u32, 0..3_usize, any::<bool>()).prop_map(
                |(of, count, frame, connected)| {
                    let frame = [Frame::Solid, Frame::Dashed, Frame::None][frame];
                    Node::Repeat(Repeat { id: id("x"), count, frame, connected, of: Box::new(of) })
                }
            ),
        ]
    })
}

/// Gives every part an id of its own, as the checker demands.
fn number(node: &mut Node, next: &mut u32) {
    *next += 1;
    let own = id(&format!("n-{next}"));
    match node {
        Node::Layer(layer) => layer.id = own,
        Node::Stack(parts) | Node::Row(parts) => {
            for part in parts {
                number(part, next);
            }
        }
        Node::Repeat(repeat) => {
            repeat.id = own;
            number(&mut repeat.of, next);
        }
    }
}

fn diagram(name: &str, mut body: Node) -> Diagram {
    number(&mut body, &mut 0);
    Diagram { id: id(name), title: name.into(), caption: "A: b".into(), precise: None, body }
}

/// One to three diagrams of any shape.
pub fn any_diagrams() -> impl Strategy<Value = Vec<Diagram>> {
    proptest::collection::vec(nodes(), 1..4).prop_map(|bodies| {
        let numbered = bodies.into_iter().enumerate();
        numbered.map(|(number, body)| diagram(&format!("d-{number}"), body)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_diagrams_hold_at_any_width(diagrams in any_diagrams(), width in 30.0_f32..1600.0, low: bool) {
        let shown: Vec<&Diagram> = diagrams.iter().collect();
        let layout = laid_out(&shown, &[], width, low);
        hold(&layout)?;
        prop_assert_eq!(&layout, &laid_out(&shown, &[], width, low));
        for from in 0..layout.boxes.len() {
            for direction in [Direction::Up, Direction::Down, Direction::Left, Direction::Right] {
                prop_assert_ne!(neighbour(&layout, from, direction), Some(from));
            }
        }
    }
}
