//! Layout: what the eye relies on, for the shipped diagrams and for thousands of others.

use crate::{
    large,
    models::{Figure, any_figures, lines_of, nested},
    support::id,
};
use proptest::prelude::*;
use std::{cell::Cell, fmt::Write, sync::LazyLock};
use strata::{
    diagram::{
        Arrow, Diagram, Frame, LayerShape, Layout, Link, LinkKind, NodePath, Request, Same,
        geometry::{Point, Rect},
        lay_out, lay_out_while,
        layout::{PlacedBox, PlacedFrame, Words},
        neighbours::{Direction, neighbour},
    },
    library::Shelf,
    pack::{Course, PackFile, PackFiles, course::Block, limits},
    theme::{Measure, NotoMeasure},
};

fn laid_out(diagrams: &[&Diagram], same: &[Same], width: f32, low: bool) -> Layout {
    lay_out(&Request { diagrams, same, width, low, measure: &NotoMeasure })
}

/// Checks everything that must hold for any layout.
pub fn hold(layout: &Layout) -> Result<(), TestCaseError> {
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
            let facing = one.diagram == other.diagram || one.path.node == other.path.node;
            if one.row == other.row && !layout.stacked && facing {
                prop_assert!(
                    (one.rect.bottom - other.rect.bottom).abs() < 0.01,
                    "one row, one ground"
                );
            }
        }
        let (size, weight) = (one.label.style.size(), one.label.style.weight());
        for line in &*one.label.lines {
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
                || *one.label.lines == [one.name.clone()]
        );
    }
    for frame in &layout.frames {
        prop_assert!(whole.holds(&frame.rect), "a frame leaves the figure");
        let title = frame.title.as_ref().map(|title| title.rect);
        if let Some(title) = title {
            prop_assert!(frame.rect.holds(&title), "{}: its title leaves it", frame.path);
        }
        for placed in layout.boxes.iter().filter(|b| b.diagram == frame.diagram) {
            let inside = match &frame.title {
                Some(_) => {
                    placed.within.iter().any(|(id, _)| *id == frame.path.node)
                        && placed.path.copies.starts_with(&frame.path.copies)
                }
                None if frame.is_round_copies() => {
                    let copy = placed.path.copies.get(frame.path.copies.len());
                    placed.path.copies.starts_with(&frame.path.copies)
                        && copy.is_some_and(|(repeat, _)| *repeat == frame.path.node)
                }
                None => placed.path.copies.starts_with(&frame.path.copies),
            };
            prop_assert!(
                !inside || frame.rect.holds(&placed.rect),
                "{} leaves its frame",
                placed.path
            );
            prop_assert!(
                inside || !frame.rect.overlaps(&placed.rect),
                "{} lies in a frame not its own, {}",
                placed.path,
                frame.path
            );
            if let Some(title) = title {
                prop_assert!(!title.overlaps(&placed.rect), "{} lies on a title", placed.path);
            }
        }
    }
    for placed in &layout.boxes {
        prop_assert!(placed.rect.holds(&placed.text), "{}: its words leave it", placed.path);
        let bars = placed.gauges().iter().flat_map(|gauge| [gauge.text, gauge.bar]);
        for rect in placed.badges().iter().map(|badge| badge.rect).chain(bars) {
            prop_assert!(
                placed.rect.holds(&rect),
                "{}: {rect:?} leaves {:?}",
                placed.path,
                placed.rect
            );
            prop_assert!(!rect.overlaps(&placed.text), "{}: on its name", placed.path);
        }
    }
    lines_hold(layout)
}

/// A straight line, level or upright: its owner, where it stands, and from where to where it runs.
#[derive(Debug, Clone, Copy)]
struct Straight {
    owner: usize,
    upright: bool,
    at: f32,
    from: f32,
    to: f32,
}

impl Straight {
    fn between(owner: usize, one: Point, other: Point) -> Self {
        let upright = (one.x - other.x).abs() < 0.01;
        let (at, from, to) =
            if upright { (one.x, one.y, other.y) } else { (one.y, one.x, other.x) };
        Self { owner, upright, at, from: from.min(to), to: from.max(to) }
    }

    fn crosses(&self, rect: &Rect) -> bool {
        let (across, along) = if self.upright {
            ((rect.left, rect.right), (rect.top, rect.bottom))
        } else {
            ((rect.top, rect.bottom), (rect.left, rect.right))
        };
        across.0 + 0.1 < self.at
            && self.at < across.1 - 0.1
            && self.from < along.1 - 0.1
            && along.0 + 0.1 < self.to
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.upright == other.upright
            && (self.at - other.at).abs() < 0.4
            && self.from < other.to - 0.1
            && other.from < self.to - 0.1
    }
}

/// Checks links and the lines of trees: at right angles, from edge to edge, apart from each other,
/// and through nothing that has to be read.
fn lines_hold(layout: &Layout) -> Result<(), TestCaseError> {
    let whole = Rect { left: 0.0, top: 0.0, right: layout.width, bottom: layout.height };
    let mut lines = Vec::new();
    for (owner, link) in layout.links.iter().enumerate() {
        prop_assert!(link.points.len() >= 2, "{} is no line", link.link);
        for pair in link.points.windows(2) {
            let (one, other) = (pair[0], pair[1]);
            let level = (one.y - other.y).abs() < 0.01;
            let upright = (one.x - other.x).abs() < 0.01;
            prop_assert!(level != upright, "{}: {one:?} to {other:?}", link.link);
            prop_assert!(
                whole.grown(0.1).holds(&Rect {
                    left: one.x,
                    top: one.y,
                    right: one.x,
                    bottom: one.y
                }),
                "{} leaves the figure: {one:?} in {whole:?}",
                link.link
            );
            lines.push((link.diagram, Straight::between(owner, one, other)));
        }
        for (path, point) in [(&link.from, link.points.first()), (&link.to, link.points.last())] {
            let boxes = layout.boxes.iter().find(|b| b.path == *path).map(PlacedBox::solid);
            let frames = layout.frames.iter().find(|f| f.path == *path).map(PlacedFrame::solid);
            let (rect, point) = (boxes.or(frames).unwrap(), *point.unwrap());
            let on_edge =
                (rect.grown(0.1).holds(&at(point))) && !rect.grown(-0.1).holds(&at(point));
            prop_assert!(on_edge, "{}: {point:?} is not on the edge of {rect:?}", link.link);
        }
    }
    for connector in &layout.connectors {
        let known = |path: &NodePath| layout.boxes.iter().any(|b| b.path == *path);
        let ends = connector.starts.iter().map(|start| &start.of).chain([&connector.on]);
        for boxes in ends {
            prop_assert!(!boxes.is_empty() && boxes.iter().all(known), "{connector:?}");
        }
    }
    let links = layout.links.len();
    for (number, connector) in layout.connectors.iter().enumerate() {
        let mut own = vec![(connector.end, Point { y: connector.bus, ..connector.end })];
        for start in &connector.starts {
            own.push((start.at, Point { y: connector.bus, ..start.at }));
            // The bus is left out, since all starts share it.
        }
        for (one, other) in own.into_iter().filter(|(one, other)| (one.y - other.y).abs() > 0.001) {
            lines.push((connector.diagram, Straight::between(links + number, one, other)));
        }
        let xs = connector.starts.iter().map(|start| start.at.x).chain([connector.end.x]);
        let bus = Straight {
            owner: links + number,
            upright: false,
            at: connector.bus,
            from: xs.clone().fold(f32::INFINITY, f32::min),
            to: xs.fold(f32::NEG_INFINITY, f32::max),
        };
        lines.push((connector.diagram, bus));
    }
    for (at, (diagram, one)) in lines.iter().enumerate() {
        for (elsewhere, other) in &lines[at + 1..] {
            let linked = one.owner.min(other.owner) < links;
            prop_assert!(
                !linked || diagram != elsewhere || one.owner == other.owner || !one.overlaps(other),
                "two lines on one track: {one:?} and {other:?}"
            );
        }
        if one.owner >= links {
            continue;
        }
        for placed in layout.boxes.iter().filter(|b| b.diagram == *diagram) {
            let solid = if placed.shape == LayerShape::Line { placed.text } else { placed.rect };
            prop_assert!(!one.crosses(&solid), "{one:?} runs through {}", placed.path);
        }
        for frame in layout.frames.iter().filter(|f| f.diagram == *diagram) {
            if let Some(title) = &frame.title {
                prop_assert!(!one.crosses(&title.rect), "{one:?} runs through “{}”", title.name);
            }
        }
        let words = layout.links.iter().enumerate().filter(|(_, link)| link.diagram == *diagram);
        for (owner, link) in words {
            if let (Some(words), true) = (&link.words, owner != one.owner) {
                prop_assert!(!one.crosses(&words.rect), "{one:?} runs through {words:?}");
            }
        }
        for connector in layout.connectors.iter().filter(|c| c.diagram == *diagram) {
            for words in connector.words() {
                prop_assert!(!one.crosses(&words.rect), "{one:?} runs through {words:?}");
            }
        }
    }
    words_hold(layout)
}

/// Checks words at lines: inside the figure, on no box, and not on each other.
fn words_hold(layout: &Layout) -> Result<(), TestCaseError> {
    let whole = Rect { left: 0.0, top: 0.0, right: layout.width, bottom: layout.height };
    let words: Vec<(usize, &Words)> = layout
        .links
        .iter()
        .filter_map(|link| Some((link.diagram, link.words.as_ref()?)))
        .chain(
            layout
                .connectors
                .iter()
                .flat_map(|connector| connector.words().map(|words| (connector.diagram, words))),
        )
        .collect();
    for (at, (diagram, one)) in words.iter().enumerate() {
        prop_assert!(whole.holds(&one.rect), "{one:?} leaves the figure");
        for placed in layout.boxes.iter().filter(|b| b.diagram == *diagram) {
            // A boundary has room for words only above and below its line.
            let y = placed.rect.centre().y;
            let line = Rect { top: y - 1.0, bottom: y + 1.0, ..placed.rect };
            let solid = if placed.shape == LayerShape::Line { line } else { placed.rect };
            prop_assert!(!one.rect.overlaps(&solid), "{one:?} lies on {}", placed.path);
        }
        for (_, other) in words[at + 1..].iter().filter(|(elsewhere, _)| elsewhere == diagram) {
            prop_assert!(!one.rect.overlaps(&other.rect), "{one:?} on {other:?}");
        }
    }
    Ok(())
}

fn at(point: Point) -> Rect {
    Rect { left: point.x, top: point.y, right: point.x, bottom: point.y }
}

/// A layout drawn in characters, and below that every place in points.
pub fn drawn(layout: &Layout) -> String {
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
            for y in line(start.at.y)..=bus {
                put(column(start.at.x), y, '│');
            }
        }
        let ends = connector.starts.iter().map(|start| column(start.at.x));
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
        let _infallible = writeln!(text, "frame {} {:?}: {}", f.path, f.frame, place(&f.rect));
    }
    for b in &layout.boxes {
        let icon = if b.icon { ", icon" } else { "" };
        let _infallible = writeln!(text, "{} row {}{icon}: {}", b.path, b.row, place(&b.rect));
    }
    for c in &layout.connectors {
        let _infallible =
            writeln!(text, "connector from {} to {:.1} {:.1}", c.starts.len(), c.end.x, c.end.y);
    }
    for l in &layout.links {
        let way: Vec<String> = l.points.iter().map(|p| format!("{:.1} {:.1}", p.x, p.y)).collect();
        let words = l.words.as_ref().map_or(String::new(), |words| words.lines.join(" / "));
        let _infallible =
            writeln!(text, "link {} to {} “{words}”: {}", l.from, l.to, way.join(", "));
    }
    for g in &layout.gaps {
        let _infallible =
            writeln!(text, "gap in {}, rows {:?}: {}", g.diagram, g.rows, place(&g.rect));
    }
    text
}

pub fn figures(course: &Course) -> Vec<(String, Vec<&Diagram>, &[Same])> {
    let mut found = Vec::new();
    // A check shows again what its lessons show.
    for lesson in course.lessons.iter().filter(|lesson| lesson.check.is_none()) {
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
                    found.push((name(&precise), precise, &*lesson.same));
                }
                found.push((name(&plain), plain, &*lesson.same));
            }
        }
    }
    found
}

fn pack(name: &str) -> Course {
    let path = format!("tests/packs/{name}");
    let files = strata::pack::read(path.as_ref()).unwrap();
    strata::pack::check(&files).course.unwrap()
}

/// The gallery, with every shape there is. Read once, since many tests ask for it, some for each of
/// their cases.
pub fn gallery() -> Course {
    static GALLERY: LazyLock<Course> = LazyLock::new(|| pack("gallery"));
    GALLERY.clone()
}

/// The diagrams of all lessons that are planned.
pub fn curriculum() -> Course {
    pack("curriculum")
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
    for course in [&*shelf.packs[0].course, &gallery(), &curriculum()] {
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

/// Lays out every figure of the packs at many widths.
fn everywhere(check: impl Fn(&str, &Layout)) {
    let shelf = Shelf::embedded();
    for course in [&*shelf.packs[0].course, &gallery(), &curriculum()] {
        for (name, diagrams, same) in figures(course) {
            for width in (300..1400).step_by(41) {
                let layout = laid_out(&diagrams, same, width as f32, false);
                check(&format!("{name} at {width}"), &layout);
            }
        }
    }
}

#[test]
fn diagrams_leave_no_hole_beside_them() {
    everywhere(|name, layout| {
        let mut lines: Vec<(f32, usize, f32)> = Vec::new();
        for pane in &layout.panes {
            match lines.last_mut() {
                Some(line) if (line.0 - pane.rect.top).abs() < 0.5 => {
                    (line.1, line.2) = (line.1 + 1, pane.rect.right);
                }
                _ => lines.push((pane.rect.top, 1, pane.rect.right)),
            }
        }
        for (_, count, right) in &lines {
            // Widths are whole points, so a few points may be left.
            assert!(layout.width - right < 6.0, "{name}: {right} of {}", layout.width);
            assert!(*count > 1 || lines.iter().all(|line| line.1 == 1), "{name}: {lines:?}");
        }
    });
    // Three diagrams stand side by side where they fit, else in one column.
    let gallery = gallery();
    let three = figures(&gallery).into_iter().find(|(_, diagrams, _)| diagrams.len() == 3).unwrap();
    let tops = |width: f32| {
        let layout = laid_out(&three.1, three.2, width, false);
        layout.panes.iter().filter(|pane| pane.rect.top < 0.5).count()
    };
    assert_eq!((tops(1300.0), tops(300.0)), (3, 1));
    assert!((300..1300).step_by(10).all(|width| tops(width as f32) != 2));
}

#[test]
fn icons_are_in_all_diagrams_of_a_figure_or_in_none() {
    everywhere(|name, layout| {
        let with = |diagram: usize| {
            let own = layout.boxes.iter().filter(|b| b.diagram == diagram);
            let mut own = own.filter(|b| b.shape != LayerShape::Line).peekable();
            own.peek().is_some().then(|| own.any(|b| b.icon))
        };
        let all: Vec<bool> = (0..layout.panes.len()).filter_map(with).collect();
        assert!(all.iter().all(|icons| *icons == all[0]), "{name}: {all:?}");
        // Boxes that face each other agree.
        for one in layout.boxes.iter().filter(|b| b.shape != LayerShape::Line) {
            for other in layout.boxes.iter().filter(|b| b.shape != LayerShape::Line) {
                let alike = (one.rect.width() - other.rect.width()).abs() < 1.0;
                let facing = alike && one.row == other.row && !layout.stacked;
                assert!(!facing || one.icon == other.icon, "{name}: {} {}", one.path, other.path);
            }
        }
    });
}

#[test]
fn no_line_turns_aside_by_a_few_points() {
    everywhere(|name, layout| {
        for connector in &layout.connectors {
            for start in &connector.starts {
                let aside = (start.at.x - connector.end.x).abs();
                assert!(!(1.0..=20.0).contains(&aside), "{name}: {aside}");
            }
        }
    });
}

/// The words of every link can be read at the width that a lesson has.
#[test]
fn links_of_the_curriculum_keep_their_words() {
    let mut shortened = Vec::new();
    for (_, diagrams, same) in figures(&curriculum()) {
        let layout = laid_out(&diagrams, same, 688.0, false);
        for link in &layout.links {
            let diagram = diagrams[link.diagram];
            let said = diagram.links.iter().find(|said| said.id == link.link).unwrap();
            let shown = link.words.as_ref().filter(|words| !words.shortened);
            if said.label.is_some() != shown.is_some() {
                shortened.push(format!("{} from {}: {shown:?}", link.link, link.from));
            }
        }
    }
    assert!(shortened.is_empty(), "{shortened:?}");
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
fn arrows_reach_every_layer_and_group_and_lead_back() {
    let shelf = Shelf::embedded();
    let (gallery, curriculum) = (gallery(), curriculum());
    let courses = [&*shelf.packs[0].course, &gallery, &curriculum];
    for (name, diagrams, same) in courses.into_iter().flat_map(figures) {
        for width in [584.0, 330.0] {
            let layout = laid_out(&diagrams, same, width, false);
            let mut reached = vec![false; layout.boxes.len() + layout.frames.len()];
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
                .stops()
                .filter(|(at, _)| !reached[*at])
                .map(|(_, stop)| stop.path().to_string())
                .collect();
            assert!(lost.is_empty(), "{name} at {width}: {lost:?}");
        }
    }
}

/// What the generator of large diagrams writes is read as the model it makes, within all limits.
#[test]
fn large_diagrams_are_what_a_pack_may_hold() {
    let shapes = large::SHAPES.map(|shape| (shape, large::shaped(shape, "Layer ", 400)));
    for (name, body) in shapes.into_iter().chain([("racks", large::racks(400))]) {
        let text = large::pack(&[("large", &body)], r#"SideBySide(diagrams: ["large"])"#);
        let file = PackFile { path: "large.ron".to_owned(), text: text.into() };
        let checked = strata::pack::check(&PackFiles { files: vec![file] });
        let course = checked.course.unwrap_or_else(|| panic!("{name}: {:?}", checked.problems));
        assert_eq!(course.key.to_string(), large::PACK);
        let read = &course.lesson(&id(large::LESSON)).unwrap().diagrams[0];
        assert_eq!(nested(read.body().unwrap()), body, "{name}");
        assert_eq!(read.boxes(), 400 + u64::from(name == "tree"));
    }
}

/// A figure with as many boxes as it may draw, and a diagram with as many lines as it may have, are
/// laid out quickly.
#[test]
fn the_largest_diagrams_are_laid_out_in_time() {
    let most = u32::try_from(limits::BOXES).unwrap();
    let groups = large::diagram("groups", large::shaped("groups", "Layer ", most));
    let started = std::time::Instant::now();
    let layout = laid_out(&[&groups], &[], 900.0, false);
    assert_eq!(layout.boxes.len() as u64, limits::BOXES);
    assert!(started.elapsed().as_secs() < 60, "it took {:?}", started.elapsed());

    let (most, links) = (u32::try_from(limits::LINKED_BOXES).unwrap(), limits::LINKS);
    let mut linked = large::diagram("linked", large::shaped("groups", "Layer ", most));
    // A link from each group to one in the next column.
    let link = |at: u64| Link {
        id: id(&format!("link-{at}")),
        from: format!("group-{at}").parse().unwrap(),
        to: format!("group-{}", (at + 13) % 100).parse().unwrap(),
        label: Some(format!("Way {at}")),
        kind: LinkKind::Data,
        arrow: Arrow::To,
    };
    linked.links = (0..links).map(link).collect();
    let started = std::time::Instant::now();
    let layout = laid_out(&[&linked], &[], 900.0, false);
    assert_eq!(
        (layout.boxes.len() as u64, layout.links.len() as u64),
        (limits::LINKED_BOXES, links)
    );
    assert!(started.elapsed().as_secs() < 60, "it took {:?}", started.elapsed());
}

type Edge = fn(&Rect) -> f32;

/// Checks a layout at any step: nothing lies in a closed group, everything is part of the whole
/// layout, and no line ends in the air.
fn step_holds(layout: &Layout, whole: &Layout) -> Result<(), TestCaseError> {
    let shut: Vec<&PlacedFrame> = layout.frames.iter().filter(|f| f.closed.is_some()).collect();
    let own = |frame: &PlacedFrame| -> Vec<&PlacedBox> {
        layout.boxes.iter().filter(|b| frame.holds(b.diagram, &b.rect)).collect()
    };
    for frame in &layout.frames {
        let inside = own(frame);
        let closed = frame.closed.is_some();
        prop_assert!(inside.is_empty() || !closed);
        prop_assert!(!inside.is_empty() || closed || covers(frame, &shut));
        let other = |f: &&&PlacedFrame| f.path != frame.path;
        let mut outer = shut.iter().filter(other);
        prop_assert!(!outer.any(|outer| outer.holds(frame.diagram, &frame.rect)));
    }
    let boxes = |of: &Layout| -> Vec<(usize, Rect)> {
        of.boxes.iter().map(|b| (b.diagram, b.rect)).collect()
    };
    let mut there = boxes(layout);
    there.extend(shut.iter().map(|frame| (frame.diagram, frame.rect)));
    // A line may also end at the border of a copy or a group that is drawn.
    let drawn = layout.frames.iter().filter(|frame| frame.frame != Frame::None);
    there.extend(drawn.map(|frame| (frame.diagram, frame.rect)));
    let all = boxes(whole);
    for connector in &layout.connectors {
        let meets = |boxes: &[(usize, Rect)], point: &Point, edge: Edge| {
            boxes.iter().any(|(diagram, rect)| {
                let across = rect.left <= point.x && point.x <= rect.right;
                *diagram == connector.diagram && across && (edge(rect) - point.y).abs() <= 90.0
            })
        };
        // A line may run between several parts that stand side by side.
        let near = |point: &Point, edge| meets(&there, point, edge) || !meets(&all, point, edge);
        let (upper, lower): (Edge, Edge) = (|rect| rect.top, |rect| rect.bottom);
        let (starts, end) = if connector.tree { (upper, lower) } else { (lower, upper) };
        for start in &connector.starts {
            prop_assert!(near(&start.at, starts), "{start:?} starts in the air: {there:?}");
        }
        prop_assert!(near(&connector.end, end), "{connector:?} ends in the air");
    }
    Ok(())
}

/// Does a closed group lie in the frame?
fn covers(frame: &PlacedFrame, shut: &[&PlacedFrame]) -> bool {
    shut.iter().any(|inner| inner.path != frame.path && frame.holds(inner.diagram, &inner.rect))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_step_of_any_diagrams_holds(figure in any_figures(), width in 330.0_f32..1600.0) {
        let Figure { diagrams, same, steps } = figure;
        let of: Vec<&Diagram> = diagrams.iter().collect();
        let layout = laid_out(&of, &same, width, false);
        for at in [None, Some(0), Some(1)] {
            step_holds(&layout.at_step(&steps, at), &layout)?;
        }
        // At the last step everything is there.
        let whole = layout.at_step(&steps, Some(1));
        prop_assert_eq!(whole.boxes.len(), layout.boxes.len());
        prop_assert_eq!(&whole.connectors, &layout.connectors);
    }

    #[test]
    fn any_diagrams_hold_at_any_width(figure in any_figures(), width in 30.0_f32..1600.0, low: bool) {
        let Figure { diagrams, same, .. } = figure;
        let shown: Vec<&Diagram> = diagrams.iter().collect();
        let layout = laid_out(&shown, &same, width, low);
        hold(&layout)?;
        prop_assert_eq!(&layout, &laid_out(&shown, &same, width, low));
        let wanted: usize = diagrams.iter().map(lines_of).sum();
        prop_assert_eq!(layout.links.len(), wanted, "every link is drawn");
        for from in 0..layout.boxes.len() {
            for direction in [Direction::Up, Direction::Down, Direction::Left, Direction::Right] {
                prop_assert_ne!(neighbour(&layout, from, direction), Some(from));
            }
        }
    }
}

#[test]
fn a_layout_that_nobody_waits_for_any_more_ends_between_its_parts() {
    let gallery = gallery();
    let mut linked = 0;
    for (name, diagrams, same) in figures(&gallery) {
        let (diagrams, measure) = (&diagrams[..], &NotoMeasure);
        let request = Request { diagrams, same, width: 620.0, low: false, measure };
        let asked = Cell::new(0_usize);
        let counted = || {
            asked.set(asked.get() + 1);
            true
        };
        assert_eq!(lay_out_while(&request, &counted), Some(lay_out(&request)), "{name}");
        assert!(asked.get() >= 4, "{name}: {}", asked.get());
        linked += usize::from(diagrams.iter().any(|diagram| !diagram.links.is_empty()));
        for last in 0..asked.get() {
            let left = Cell::new(last);
            let wanted = || left.replace(left.get().saturating_sub(1)) > 0;
            assert_eq!(lay_out_while(&request, &wanted), None, "{name} after {last}");
        }
    }
    assert!(linked > 0, "links are laid out in passes of their own");
}
