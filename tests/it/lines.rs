//! Lines and their words: what must hold for any figure, with faults counted by kind.

use crate::{
    models::{Figure, any_figures, diagram, linked_figures, plain_layer},
    support::id,
};
use proptest::{
    prop_oneof,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use std::{cell::RefCell, collections::BTreeMap, fmt};
use strata::{
    diagram::{
        Arrow, Branch, Diagram, Frame, Group, LayerShape, Layout, Link, LinkKind, Node, NodePath,
        PartKind, Repeat, Request, Same, Step, Tree,
        drawing::View,
        geometry::{Point, Rect, head},
        lay_out,
        layout::{Connector, PlacedBox, PlacedFrame, PlacedLink, Words},
        scene::Scene,
        svg::{Picture, svg},
    },
    pack::{PackFile, PackFiles, check_with},
    theme::{ColourScheme, NotoMeasure, TextStyle},
};

/// What may be wrong with a line or its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// A link is not drawn.
    Undrawn,
    /// A label is not drawn at all.
    Lost,
    /// Some of a label is left out.
    Cut,
    /// A link passes a box that is not its own by less than eight points.
    NearBox,
    /// A link runs through the frame of a group or a copy in which neither of its ends lies.
    ThroughFrame,
    /// A link passes such a frame by less than eight points.
    NearFrame,
    /// A link runs along the border of a frame in which one of its ends lies.
    AlongBorder,
    /// Two lines run beside each other, less than eight points apart.
    Parallel,
    /// A head lies on another head or line.
    Heads,
    /// The last part of a line is shorter than its head.
    Stub,
    /// A connector begins or ends where nothing is.
    InTheAir,
    /// A connector runs through a box.
    Struck,
    /// Words lie on a box, on other words, on the border of a frame or on another line.
    WordsOn,
}

/// Everything that is wrong with the lines of a figure.
fn faults(layout: &Layout, diagrams: &[&Diagram]) -> Vec<(Fault, String)> {
    let found = RefCell::default();
    for (index, diagram) in diagrams.iter().enumerate() {
        Look { layout, diagram, index, found: &found }.all();
    }
    found.into_inner()
}

/// Everything that is wrong with the lines at a step at which not everything is there.
fn step_faults(layout: &Layout, diagrams: &[&Diagram]) -> Vec<(Fault, String)> {
    let found = RefCell::default();
    for (index, diagram) in diagrams.iter().enumerate() {
        let look = Look { layout, diagram, index, found: &found };
        look.ends();
        look.connectors();
    }
    found.into_inner()
}

struct Look<'a> {
    layout: &'a Layout,
    diagram: &'a Diagram,
    index: usize,
    found: &'a RefCell<Vec<(Fault, String)>>,
}

/// A straight part of a line, and the link or connector that it belongs to.
#[derive(Clone, Copy)]
struct Piece {
    owner: usize,
    one: Point,
    other: Point,
}

impl Piece {
    fn rect(&self) -> Rect {
        Rect {
            left: self.one.x.min(self.other.x),
            top: self.one.y.min(self.other.y),
            right: self.one.x.max(self.other.x),
            bottom: self.one.y.max(self.other.y),
        }
    }

    fn upright(&self) -> bool {
        (self.one.x - self.other.x).abs() < 0.01
    }
}

/// A text without spaces: lines of words end at some of them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

/// How far lines keep from what they pass, in points.
const CLEAR: f32 = 8.0;
const SLACK: f32 = 0.1;

impl Look<'_> {
    fn say(&self, fault: Fault, what: impl fmt::Display) {
        self.found.borrow_mut().push((fault, format!("{}: {what}", self.diagram.id)));
    }

    fn links(&self) -> Vec<&PlacedLink> {
        self.layout.links.iter().filter(|link| link.diagram == self.index).collect()
    }

    fn frames(&self) -> Vec<&PlacedFrame> {
        self.layout.frames.iter().filter(|frame| frame.diagram == self.index).collect()
    }

    /// The rectangle at which a line ends at this part.
    fn place(&self, path: &NodePath) -> Option<Rect> {
        let own = self.layout.boxes.iter().find(|b| b.path == *path).map(PlacedBox::solid);
        own.or_else(|| self.frames().into_iter().find(|f| f.path == *path).map(PlacedFrame::solid))
    }

    fn all(&self) {
        let links = self.links().len();
        let mut pieces = Vec::new();
        for (owner, link) in self.links().into_iter().enumerate() {
            let pairs = link.points.windows(2);
            pieces.extend(pairs.map(|pair| Piece { owner, one: pair[0], other: pair[1] }));
        }
        let mut fixed = Vec::new();
        let connectors = self.layout.connectors.iter().filter(|c| c.diagram == self.index);
        for (number, connector) in connectors.enumerate() {
            let owner = links + number;
            let bus = |point: Point| Point { y: connector.bus, ..point };
            fixed.push(Piece { owner, one: connector.end, other: bus(connector.end) });
            for start in &connector.starts {
                fixed.push(Piece { owner, one: start.at, other: bus(start.at) });
                let (one, other) = (bus(start.at), bus(connector.end));
                fixed.push(Piece { owner, one, other });
            }
        }
        self.labels();
        self.ways(&pieces);
        self.beside(&pieces, &fixed);
        self.heads(&pieces, &fixed);
        self.connectors();
        self.words(&pieces, &fixed);
    }

    fn labels(&self) {
        // In these figures each link names both its ends in full, so it draws one line.
        for link in &self.diagram.links {
            if !self.links().iter().any(|drawn| drawn.link == link.id) {
                self.say(Fault::Undrawn, &link.id);
            }
        }
        for link in self.links() {
            let said = self.diagram.links.iter().find(|said| said.id == link.link).unwrap();
            let Some(label) = &said.label else { continue };
            match &link.words {
                None => self.say(Fault::Lost, format!("{} “{label}”", link.link)),
                Some(words) if plain(&words.lines.concat()) != plain(label) => {
                    self.say(Fault::Cut, format!("{} {:?}", link.link, words.lines));
                }
                Some(words) if words.shortened => {
                    self.say(Fault::Cut, format!("{} says so of {:?}", link.link, words.lines));
                }
                Some(_) => {}
            }
        }
    }

    /// Checks that links begin and end at their parts.
    fn ends(&self) {
        for link in self.links() {
            let (first, last) = (link.points[0], link.points[link.points.len() - 1]);
            for (path, Point { x, y }) in [(&link.from, first), (&link.to, last)] {
                let at = Rect { left: x, top: y, right: x, bottom: y };
                let place = self.place(path);
                let on_edge =
                    |place: Rect| place.grown(0.1).holds(&at) && !place.grown(-0.1).holds(&at);
                if !place.is_some_and(on_edge) {
                    self.say(Fault::InTheAir, format!("{} at {path}", link.link));
                }
            }
        }
    }

    fn ways(&self, pieces: &[Piece]) {
        let links = self.links();
        for piece in pieces {
            let link = links[piece.owner];
            let ends: Vec<Rect> =
                [&link.from, &link.to].into_iter().filter_map(|path| self.place(path)).collect();
            let near = piece.rect().grown(CLEAR - SLACK);
            for b in self.layout.boxes.iter().filter(|b| b.diagram == self.index) {
                let own = ends.iter().any(|end| end.grown(0.1).holds(&b.rect))
                    || b.path == link.from
                    || b.path == link.to;
                let solid = if b.shape == LayerShape::Line { b.text } else { b.rect };
                if !own && solid.overlaps(&near) {
                    self.say(Fault::NearBox, format!("{} passes {}", link.link, b.path));
                }
            }
            for frame in self.frames() {
                let inside = |end: &Rect| frame.rect.grown(0.1).holds(end);
                let within = ends.iter().any(|end| end.grown(0.1).holds(&frame.rect));
                if frame.frame == Frame::None || within {
                    continue;
                }
                if ends.iter().any(inside) {
                    let r = frame.rect;
                    let along = if piece.upright() {
                        near.top < r.bottom
                            && r.top < near.bottom
                            && piece.rect().height() > 2.0 * CLEAR
                            && [r.left, r.right].iter().any(|x| (x - piece.one.x).abs() < 4.0)
                    } else {
                        near.left < r.right
                            && r.left < near.right
                            && piece.rect().width() > 2.0 * CLEAR
                            && [r.top, r.bottom].iter().any(|y| (y - piece.one.y).abs() < 4.0)
                    };
                    if along {
                        self.say(Fault::AlongBorder, format!("{} along {}", link.link, frame.path));
                    }
                } else if frame.rect.overlaps(&piece.rect().grown(0.05)) {
                    self.say(Fault::ThroughFrame, format!("{} through {}", link.link, frame.path));
                } else if frame.rect.overlaps(&near) {
                    self.say(Fault::NearFrame, format!("{} passes {}", link.link, frame.path));
                }
            }
        }
    }

    fn beside(&self, pieces: &[Piece], fixed: &[Piece]) {
        for (at, one) in pieces.iter().enumerate() {
            for other in pieces[at + 1..].iter().chain(fixed) {
                if one.owner == other.owner || one.upright() != other.upright() {
                    continue;
                }
                let (a, b) = (one.rect(), other.rect());
                let (apart, along) = if one.upright() {
                    ((a.left - b.left).abs(), a.bottom.min(b.bottom) - a.top.max(b.top))
                } else {
                    ((a.top - b.top).abs(), a.right.min(b.right) - a.left.max(b.left))
                };
                if along > 0.1 && apart < CLEAR - SLACK {
                    self.say(
                        Fault::Parallel,
                        format!("{} and {}: {apart}", one.owner, other.owner),
                    );
                }
            }
        }
    }

    fn heads(&self, pieces: &[Piece], fixed: &[Piece]) {
        let mut heads: Vec<(usize, Rect)> = Vec::new();
        for (owner, link) in self.links().into_iter().enumerate() {
            let (first, last) = link.arrow.heads();
            let count = link.points.len();
            let ends = [
                first.then(|| (link.points[1], link.points[0])),
                last.then(|| (link.points[count - 2], link.points[count - 1])),
            ];
            let both = first && last && count == 2;
            for (from, tip) in ends.into_iter().flatten() {
                let length = (from.x - tip.x).abs() + (from.y - tip.y).abs();
                if length < if both { 20.0 } else { 11.9 } {
                    self.say(Fault::Stub, format!("{}: {length}", link.link));
                }
                let [a, b] = head(from, tip, 1.0);
                let rect = Rect {
                    left: a.x.min(b.x).min(tip.x),
                    top: a.y.min(b.y).min(tip.y),
                    right: a.x.max(b.x).max(tip.x),
                    bottom: a.y.max(b.y).max(tip.y),
                };
                heads.push((owner, rect.grown(-0.2)));
            }
        }
        for (at, (owner, one)) in heads.iter().enumerate() {
            for (other, rect) in &heads[at + 1..] {
                if owner != other && one.overlaps(rect) {
                    self.say(Fault::Heads, format!("heads of {owner} and {other}"));
                }
            }
            for piece in pieces.iter().chain(fixed) {
                if piece.owner != *owner && one.overlaps(&piece.rect().grown(0.05)) {
                    self.say(Fault::Heads, format!("head of {owner} on {}", piece.owner));
                }
            }
        }
    }

    fn connectors(&self) {
        let connectors: Vec<_> =
            self.layout.connectors.iter().filter(|c| c.diagram == self.index).cloned().collect();
        for connector in &connectors {
            let boxes = self.layout.boxes.iter().filter(|b| b.diagram == self.index);
            let rects: Vec<(Rect, bool)> = boxes
                .map(|b| (b.rect, b.shape == LayerShape::Line))
                .chain(
                    self.frames()
                        .into_iter()
                        .filter(|f| f.frame != Frame::None || f.closed.is_some())
                        .map(|f| (f.rect, false)),
                )
                .chain(
                    // Something may also stand over a name without a border.
                    self.frames().into_iter().filter_map(|f| Some((f.title.as_ref()?.rect, false))),
                )
                .collect();
            let meets = |point: Point, upper: bool| {
                rects.iter().any(|(rect, _)| {
                    let edge = if upper { rect.top } else { rect.bottom };
                    (edge - point.y).abs() < 0.6
                        && rect.left - 0.1 <= point.x
                        && point.x <= rect.right + 0.1
                })
            };
            let mut wrong = !meets(connector.end, !connector.tree);
            for start in &connector.starts {
                wrong |= !meets(start.at, connector.tree);
            }
            if wrong {
                self.say(Fault::InTheAir, format!("{connector:?}"));
            }
            let bus = |point: Point| Point { y: connector.bus, ..point };
            let mut lines = vec![(connector.end, bus(connector.end))];
            for start in &connector.starts {
                lines.push((start.at, bus(start.at)));
                lines.push((bus(start.at), bus(connector.end)));
            }
            let struck = lines.into_iter().any(|(one, other)| {
                let rect = Piece { owner: 0, one, other }.rect().grown(0.05);
                let boxes = self.layout.boxes.iter().filter(|b| b.diagram == self.index);
                let closed = self.frames().into_iter().filter(|frame| frame.closed.is_some());
                let solid =
                    boxes.map(|b| if b.shape == LayerShape::Line { b.text } else { b.rect });
                let titles = self.frames().into_iter().filter_map(|f| Some(f.title.as_ref()?.rect));
                let mut solid = solid.chain(closed.map(|frame| frame.rect)).chain(titles);
                solid.any(|solid| solid.grown(-0.5).overlaps(&rect))
            });
            if struck {
                self.say(Fault::Struck, format!("{connector:?}"));
            }
        }
    }

    fn words(&self, pieces: &[Piece], fixed: &[Piece]) {
        let links = self.links().len();
        let mut all: Vec<(usize, Words)> = Vec::new();
        for (owner, link) in self.links().into_iter().enumerate() {
            all.extend(link.words.clone().map(|words| (owner, words)));
        }
        let connectors = self.layout.connectors.iter().filter(|c| c.diagram == self.index);
        for (number, connector) in connectors.enumerate() {
            all.extend(connector.words().map(|words| (links + number, words.clone())));
        }
        let pane = self.layout.panes[self.index].body;
        for (at, (owner, words)) in all.iter().enumerate() {
            let text = words.lines.join(" / ");
            let rect = words.rect;
            if !pane.holds(&rect) {
                self.say(Fault::WordsOn, format!("“{text}” leaves the figure"));
            }
            for b in self.layout.boxes.iter().filter(|b| b.diagram == self.index) {
                let y = b.rect.centre().y;
                let line = Rect { top: y - 1.0, bottom: y + 1.0, ..b.rect };
                let solid = if b.shape == LayerShape::Line { line } else { b.rect };
                if solid.overlaps(&rect) || b.shape == LayerShape::Line && b.text.overlaps(&rect) {
                    self.say(Fault::WordsOn, format!("“{text}” on {}", b.path));
                }
            }
            for frame in self.frames() {
                if *owner < links
                    && frame.frame != Frame::None
                    && frame.rect.overlaps(&rect)
                    && !frame.rect.holds(&rect)
                {
                    self.say(Fault::WordsOn, format!("“{text}” on the border of {}", frame.path));
                }
                if frame.title.as_ref().is_some_and(|title| title.rect.overlaps(&rect)) {
                    self.say(Fault::WordsOn, format!("“{text}” on the title of {}", frame.path));
                }
            }
            for (_, other) in &all[at + 1..] {
                if other.rect.overlaps(&rect) {
                    self.say(Fault::WordsOn, format!("“{text}” on {:?}", other.lines));
                }
            }
            for piece in pieces.iter().chain(fixed) {
                let linked = *owner < links || piece.owner < links;
                if linked && piece.owner != *owner && rect.overlaps(&piece.rect().grown(0.05)) {
                    self.say(Fault::WordsOn, format!("“{text}” on the line {}", piece.owner));
                }
            }
        }
    }
}

/// 300 random figures, the same in every run: half of any shape, half as people draw them.
/// `LINES_FIGURES` sets another number.
fn figures() -> Vec<(Figure, f32)> {
    let mut runner = TestRunner::deterministic();
    let any = (any_figures(), 330.0_f32..1600.0);
    let linked = (linked_figures(), 330.0_f32..1600.0);
    let mut figures = Vec::new();
    let count = std::env::var("LINES_FIGURES").map_or(300, |count| count.parse().unwrap());
    for _ in 0..count / 2 {
        figures.push(any.new_tree(&mut runner).unwrap().current());
        figures.push(linked.new_tree(&mut runner).unwrap().current());
    }
    figures
}

#[test]
fn lines_keep_clear_of_what_they_pass_and_keep_their_words() {
    let mut counts: BTreeMap<Fault, Vec<String>> = BTreeMap::new();
    let (mut links, mut labels, mut broken) = (0, 0, 0);
    for (number, (Figure { diagrams, same, steps }, width)) in figures().iter().enumerate() {
        let of: Vec<&Diagram> = diagrams.iter().collect();
        let layout = laid_out(&of, same, *width);
        links += layout.links.len();
        labels += of.iter().flat_map(|d| &d.links).filter(|link| link.label.is_some()).count();
        let mut found = faults(&layout, &of);
        for at in [None, Some(0), Some(1)] {
            let there = layout.at_step(steps, at);
            let faults = step_faults(&there, &of);
            if !faults.is_empty() {
                draw(&format!("{number}-{at:?}"), &there, &of);
            }
            found.extend(faults);
        }
        let words = layout.links.iter().filter_map(|link| link.words.as_ref());
        broken += words.filter(|words| words.lines.len() > 1).count();
        if !found.is_empty() {
            draw(&number.to_string(), &layout, &of);
        }
        for (fault, what) in found {
            counts.entry(fault).or_default().push(format!("{number} at {width}: {what}"));
        }
    }
    let show = |(fault, found): (&Fault, &Vec<String>)| {
        format!("{fault:?}: {}\n{}", found.len(), found.join("\n"))
    };
    let all = counts.iter().map(show).collect::<Vec<_>>().join("\n");
    println!("{links} links, {labels} labels, {broken} of them in several lines\n{all}");
    assert!(links > 1_000 && labels > 700, "{links} links, {labels} labels");
    assert!(counts.is_empty(), "{all}");
}

/// Lays out a diagram with links from one numbered part to another; gives what is wrong with its
/// lines too.
fn case(body: Node, links: &[(u32, u32, &str)], width: f32) -> (Layout, Vec<(Fault, String)>) {
    let mut diagram = diagram("d", body);
    let node = |number: &u32| format!("n-{number}").parse().unwrap();
    let link = |(at, (from, to, label)): (usize, &(u32, u32, &str))| Link {
        id: id(&format!("l-{at}")),
        from: node(from),
        to: node(to),
        label: Some((*label).to_owned()).filter(|label| !label.is_empty()),
        kind: LinkKind::Data,
        arrow: Arrow::To,
    };
    diagram.links = links.iter().enumerate().map(link).collect();
    let of = [&diagram];
    let layout = laid_out(&of, &[], width);
    let found = faults(&layout, &of);
    (layout, found)
}

fn laid_out(diagrams: &[&Diagram], same: &[Same], width: f32) -> Layout {
    lay_out(&Request { diagrams, same, width, low: false, measure: &NotoMeasure })
}

fn named(name: &str) -> Node {
    Node::Layer(plain_layer(name))
}

fn group(name: &str, of: Node) -> Node {
    let group =
        Group { id: id("x"), name: name.to_owned(), frame: Frame::Solid, about: None, holds: None };
    Node::Group(group, Box::new(of))
}

#[test]
fn a_request_and_its_reply_both_keep_their_words() {
    // 1 is the stack, 2 the row, 3 the client, 4 the server, 5 the kernel.
    let body = || {
        let row = Node::Row(vec![named("Client"), named("Server")]);
        Node::Stack(vec![row, named("Kernel")])
    };
    for width in [330.0, 584.0, 688.0, 1000.0] {
        let (layout, found) = case(body(), &[(3, 4, "request"), (4, 3, "reply")], width);
        assert_eq!(found, [], "{width}");
        // The two lines run beside each other, so one has its words above it, the other below.
        let [one, other] = layout.links.as_slice() else { panic!("{:?}", layout.links) };
        let (one, other) = (one.words.as_ref().unwrap().rect, other.words.as_ref().unwrap().rect);
        assert!((one.centre().x - other.centre().x).abs() < 40.0 && one.bottom < other.top);
    }
}

#[test]
fn seven_lines_between_three_boxes_keep_their_words() {
    let row = Node::Row(vec![named("A"), named("B")]);
    let body = Node::Stack(vec![row, named("C")]);
    let across = [(3, 4, "first"), (3, 4, "second"), (4, 3, "third back"), (3, 4, "fourth")];
    let down = [(3, 5, "down one"), (3, 5, "down two"), (5, 3, "up three")];
    let all: Vec<_> = across.into_iter().chain(down).collect();
    let (layout, found) = case(body, &all, 688.0);
    assert_eq!(found, []);
    assert_eq!(layout.links.len(), 7);
}

/// Where words have no room in one line, they have it in two or three: between narrow boxes in a
/// frame nothing is cut, and the figure is no higher than the words need.
#[test]
fn a_label_without_room_for_one_line_is_broken_into_several() {
    // 3 is the group, 4 its stack of 5 and 6, and 7 stands beside them.
    let narrow = group("G", Node::Stack(vec![named("One"), named("Two")]));
    let wide = named("Something that leaves little room beside it");
    let body = Node::Stack(vec![Node::Row(vec![narrow, wide])]);
    let (layout, found) = case(body, &[(5, 6, "what one asks of two")], 330.0);
    assert_eq!(found, []);
    let words = layout.links[0].words.as_ref().unwrap();
    assert_eq!(words.lines, ["what one", "asks of two"]);
    assert!((words.rect.height() - 32.0).abs() < 0.1, "{words:?}");
    assert!(layout.height < 250.0, "{}", layout.height);
}

#[test]
fn a_line_goes_round_the_frame_of_another_group() {
    // 3 stands beside the group 4 round 5, and the group 6 round 7.
    let row = vec![named("A"), group("Group B", named("B")), group("Group C", named("C"))];
    let body = Node::Stack(vec![Node::Row(row), named("Base")]);
    for width in [330.0, 584.0, 688.0] {
        assert_eq!(case(body.clone(), &[(3, 6, "x")], width).1, [], "{width}");
    }
}

#[test]
fn a_line_out_of_a_group_leaves_on_the_side_of_its_goal() {
    // Group 3 holds the stack 4 of the row 5 (with 6 and 7), 8 and 9. Beside it, group 10 holds 11.
    let apps = Node::Row(vec![named("App 1"), named("App 2")]);
    let zone = group("Zone A", Node::Stack(vec![apps, named("Cache"), named("Primary")]));
    let body = Node::Stack(vec![Node::Row(vec![zone, group("Zone B", named("Replica"))])]);
    let (layout, found) = case(body, &[(6, 9, "SQL"), (7, 9, "SQL")], 688.0);
    assert_eq!(found, []);
    let place = |path: &str| layout.boxes.iter().find(|b| b.path.to_string() == path).unwrap().rect;
    let top = place("d/n-6").top;
    for link in &layout.links {
        assert!(link.points.len() <= 5, "{:?}", link.points);
        assert!(link.points.iter().all(|point| point.y >= top), "{:?}", link.points);
    }
}

#[test]
fn among_links_nothing_but_links_looks_like_one() {
    let (layout, found) =
        case(Node::Stack(vec![named("A"), named("B"), named("C")]), &[(2, 4, "past B")], 688.0);
    assert_eq!((found, layout.connectors), (vec![], vec![]));
}

/// 1 is the stack, 2 the client, 3 the copies of the stack 4 of 5 and 6, 7 the store.
fn copies(frame: Frame) -> Node {
    let repeat = Repeat { id: id("x"), count: 3, frame, connected: false };
    let copy = Node::Stack(vec![named("App {n}"), named("Libs")]);
    let copies = Node::Repeat(repeat, Box::new(copy));
    Node::Stack(vec![named("Client"), copies, named("Store")])
}

#[test]
fn a_link_to_a_repeat_is_one_line_to_a_frame_round_all_copies() {
    for frame in [Frame::Solid, Frame::Dashed, Frame::None] {
        for width in [330.0, 584.0, 1000.0] {
            let (layout, found) =
                case(copies(frame), &[(2, 3, "asks"), (3, 7, "keeps"), (2, 7, "past")], width);
            assert_eq!(found, [], "{frame:?} {width}");
            let round: Vec<&PlacedFrame> =
                layout.frames.iter().filter(|frame| frame.is_round_copies()).collect();
            let [round] = round.as_slice() else { panic!("{:?}", layout.frames) };
            let names: Vec<&str> = layout.links.iter().map(|link| link.link.as_str()).collect();
            assert_eq!(names, ["l-0", "l-1", "l-2"], "one line each");
            let tip = layout.links[0].points.last().unwrap();
            assert!((tip.y - round.rect.top).abs() < 0.1, "{tip:?} {:?}", round.rect);
            let inside = |b: &&PlacedBox| round.rect.holds(&b.rect);
            assert_eq!(layout.boxes.iter().filter(inside).count(), 6);
            assert_eq!(layout.boxes.len(), 8);
        }
    }
    // A link to a layer in the copies draws a line to each of them, and needs no frame round all.
    let (layout, _) = case(copies(Frame::Solid), &[(2, 5, "asks")], 584.0);
    assert_eq!(layout.links.len(), 3);
    assert!(!layout.frames.iter().any(PlacedFrame::is_round_copies));
}

/// Where copies hang on boxes that stand side by side, their line ends at one of these.
#[test]
fn no_connector_ends_between_two_boxes() {
    let hanging = |of| {
        let (id, frame) = (id("x"), Frame::Solid);
        Node::Repeat(Repeat { id, count: 2, frame, connected: true }, Box::new(of))
    };
    for below in [
        Node::Row(vec![named("One"), named("Two")]),
        hanging(named("Copy")),
        Node::Row(vec![Node::Stack(vec![named("High"), named("Low")]), named("Beside")]),
    ] {
        let body = Node::Stack(vec![hanging(named("App")), below, named("Ground")]);
        let (layout, found) = case(body, &[], 688.0);
        assert!(!layout.connectors.is_empty());
        assert_eq!(found, []);
    }
}

/// A tree from the root 1 to a group without a border, 2, which holds the layer 3.
fn tree_to_a_group(name: &str) -> Node {
    let Node::Layer(root) = named("Root") else { unreachable!() };
    let about =
        Group { id: id("x"), name: name.to_owned(), frame: Frame::None, about: None, holds: None };
    let of = Node::Group(about, Box::new(named("Leaf")));
    Node::Tree(Tree { root, branches: vec![Branch { label: Some("finds".to_owned()), of }] })
}

#[test]
fn long_words_at_the_branches_of_a_tree_are_whole_in_up_to_three_lines() {
    let labels = ["found again by its key alone", "no", "many rows are read together, by column"];
    let branches = labels.map(|label| {
        let of = named(label.split(' ').next().unwrap_or(label));
        Branch { label: Some(label.to_owned()), of }
    });
    for width in [330.0, 460.0, 584.0, 688.0, 1000.0] {
        let root = plain_layer("Which store?");
        let tree = Node::Tree(Tree { root, branches: branches.to_vec() });
        let (layout, found) = case(tree, &[], width);
        assert_eq!(found, [], "{width}");
        let [tree] = layout.connectors.as_slice() else { panic!("{:?}", layout.connectors) };
        let words: Vec<&Words> = tree.words().collect();
        let said: Vec<String> = words.iter().map(|words| words.lines.join(" ")).collect();
        assert_eq!(said, labels, "{width}");
        assert!(words.iter().all(|words| !words.shortened && words.lines.len() <= 3), "{width}");
        for (words, start) in words.iter().zip(&tree.starts) {
            assert!(layout.boxes.iter().all(|b| !b.rect.overlaps(&words.rect)), "{width}");
            assert!(tree.bus < words.rect.top && words.rect.bottom < start.at.y, "{width}");
        }
    }
}

/// Trees in trees and in groups, with long words at most of their lines.
fn worded_trees() -> impl Strategy<Value = Node> {
    let label = || proptest::option::weighted(0.8, "[a-z]{1,14}( [a-z]{1,14}){0,6}");
    let leaf = "[A-Z][a-z]{1,12}( [a-z]{1,9})?".prop_map(|name| named(&name));
    leaf.prop_recursive(3, 16, 4, move |inner| {
        let branch = (label(), inner.clone(), 0..6_u8).prop_map(|(label, of, round)| Branch {
            label,
            of: if round == 0 { group("Group", of) } else { of },
        });
        let branches = proptest::collection::vec(branch, 1..4);
        let tree =
            branches.prop_map(|branches| Node::Tree(Tree { root: plain_layer("Root"), branches }));
        let pair = proptest::collection::vec(inner, 2..3).prop_map(Node::Row);
        prop_oneof![4 => tree, 1 => pair]
    })
}

#[test]
fn words_at_the_branches_of_trees_lie_on_nothing_and_say_where_they_are_cut() {
    let mut runner = TestRunner::deterministic();
    let cases = (worded_trees(), 330.0_f32..1600.0);
    let (mut words, mut broken, mut cut) = (0, 0, 0);
    for number in 0..300 {
        let (body, width) = cases.new_tree(&mut runner).unwrap().current();
        let diagram = diagram("d", body.clone());
        let (layout, found) = case(body, &[], width);
        if !found.is_empty() {
            draw(&format!("tree-{number}"), &layout, &[&diagram]);
        }
        assert_eq!(found, [], "{number} at {width}");
        let mut said: Vec<String> = Vec::new();
        for part in diagram.body().unwrap().within() {
            if let PartKind::Tree(labels) = part.kind() {
                said.extend(labels.iter().flatten().cloned());
            }
        }
        let drawn = layout.connectors.iter().flat_map(Connector::words);
        for drawn in drawn {
            words += 1;
            broken += usize::from(drawn.lines.len() > 1);
            cut += usize::from(drawn.shortened);
            let shown = plain(&drawn.lines.concat());
            let whole = said.iter().any(|label| plain(label) == shown);
            // Where names need not be made smaller, all words have room.
            let roomy = layout.boxes.iter().all(|b| b.label.style == TextStyle::Label);
            assert!(whole || !roomy, "{number} at {width}: {:?}", drawn.lines);
            assert_eq!(whole, !drawn.shortened, "{number} at {width}: {:?}", drawn.lines);
        }
    }
    println!("{words} words at branches, {broken} of them in several lines, {cut} cut");
    assert!(words > 500 && broken > 100, "{words}, {broken}");
    assert!(cut < words / 10, "{cut} of {words}");
}

#[test]
fn a_line_leads_to_the_name_of_a_group_and_never_through_it() {
    for name in ["G", "A group with a name as long as the box that lies in it, and longer"] {
        for width in [330.0, 688.0] {
            let (layout, found) = case(tree_to_a_group(name), &[], width);
            assert_eq!(found, [], "{name} {width}");
            let [connector] = layout.connectors.as_slice() else { panic!() };
            let start = &connector.starts[0];
            let title = layout.frames[0].title.as_ref().unwrap().rect;
            let beside = start.at.x < title.left || title.right < start.at.x;
            assert!(beside || start.at.y <= title.top, "{:?} {title:?}", start.at);
            assert!(!start.words.as_ref().unwrap().rect.overlaps(&title));
        }
    }
}

#[test]
fn a_line_to_a_closed_group_ends_at_its_border() {
    let (layout, _) = case(tree_to_a_group("G"), &[], 688.0);
    let step = Step {
        id: id("later"),
        say: String::new(),
        ask: None,
        show: Vec::new(),
        hide: Vec::new(),
        expand: vec!["d/n-2".parse().unwrap()],
        focus: None,
        trace: None,
        fail: None,
    };
    let closed = layout.at_step(&[step], None);
    assert!(closed.frames[0].closed.is_some());
    let tip = closed.connectors[0].starts[0].at;
    assert!((tip.y - closed.frames[0].rect.top).abs() < 0.1, "{tip:?}");
}

/// Draws a figure into the folder that `LINES_DRAWN` names, if it is set, so that what a test
/// counts can be looked at.
fn draw(name: &str, layout: &Layout, of: &[&Diagram]) {
    let Ok(folder) = std::env::var("LINES_DRAWN") else { return };
    let scene = Scene::default();
    let view = View::whole(layout, &scene, ColourScheme::Light.tokens(), &NotoMeasure);
    let picture = svg(&Picture { view, diagrams: of, same: &[], background: true, requests: &[] });
    let png = strata::picture::png(&picture, 1.0, true).unwrap();
    std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), png).unwrap();
}

/// What the check says of room for labels in a pack with one diagram and this many figures of it.
fn told(diagram: &str, figures: usize) -> Vec<(Option<(u32, u32)>, String)> {
    let blocks: String = (0..figures)
        .map(|number| format!("SideBySide(id: \"shown-{number}\", diagrams: [\"d\"]),\n"))
        .collect();
    let text = format!(
        r#"(
    format: 1, publisher: "me", id: "lines", version: "1.0.0", title: "Lines", language: "en",
    license: "CC0-1.0", units: [(id: "u", title: "Unit", lessons: ["l"])],
    inline: [(id: "l", title: "Lesson", minutes: 1, diagrams: [(
        id: "d", title: "Diagram",
        {diagram}
    )], blocks: [
{blocks}    ])],
)
"#
    );
    let files = vec![PackFile { path: "pack.ron".to_owned(), text: text.into() }];
    let problems = check_with(&PackFiles { files }, &NotoMeasure::covers).problems;
    let lines = problems.into_iter().filter(|problem| problem.message.contains("room"));
    lines.map(|found| (found.at.map(|at| (at.line, at.column)), found.message)).collect()
}

/// Two boxes beside each other and a line between them, as an author writes it.
fn linked(label: &str) -> String {
    format!(
        r#"body: Row([
            Layer(id: "a", name: "A", role: Application, about: "One."),
            Layer(id: "b", name: "B", role: Library, about: "Another."),
        ]),
        links: [(id: "asks", from: "a", to: "b", label: "{label}")],"#
    )
}

const LONG: &str =
    "a very long label on a line that says much more than there is room for in a lesson";

#[test]
fn a_label_without_room_is_warned_of_with_its_figure_line_and_width() {
    assert_eq!(told(&linked("request"), 1), []);
    let found = told(&linked(LONG), 1);
    let [(at, message)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        message,
        "there is too little room for the label of the link `d/asks` in the figure `shown-0` at a \
         width of 688, 584 and 330 points"
    );
    assert_eq!(at.map(|(line, _)| line), Some(10));
}

#[test]
fn so_is_the_label_of_a_branch_that_three_lines_do_not_hold() {
    let tree = |label: &str| {
        format!(
            r#"body: Stack([Tree(
            root: (id: "a", name: "A", role: Application, about: "One."),
            branches: [
                (label: "no", of: Layer(id: "b", name: "B", role: Library, about: "Another.")),
                (label: "{label}",
                    of: Layer(id: "c", name: "C", role: Library, about: "A third.")),
                (of: Layer(id: "d", name: "D", role: Library, about: "A fourth.")),
            ],
        )]),"#
        )
    };
    assert_eq!(told(&tree("when it is asked for again"), 1), []);
    let found = told(&tree(&format!("{LONG}, and about three times as much as that: {LONG}")), 1);
    let [(at, message)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        message,
        "there is too little room for the label of the line from `d/a` to `c` in the figure \
         `shown-0` at a width of 330 points"
    );
    assert_eq!(at.map(|(line, _)| line), Some(10));
}

#[test]
fn figures_that_nobody_has_looked_at_for_their_labels_are_named() {
    let row: String = (0..150)
        .map(|at| format!("Layer(id: \"n{at}\", name: \"N\", role: Kernel, about: \"One.\"), "))
        .collect();
    let links: String = (0..60)
        .map(|at| format!("(id: \"l{at}\", from: \"n{at}\", to: \"n{}\", label: \"x\"), ", at + 1))
        .collect();
    let diagram = format!("body: Row([{row}]), links: [{links}],");
    assert_eq!(told(&diagram, 2), []);
    let found = told(&diagram, 4);
    let [(at, message)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        message,
        "whether the labels of lines have room was not looked at for this figure and for 1 more \
         figure: the pack has too many lines"
    );
    assert_eq!(at.map(|(line, _)| line), Some(10));
}
