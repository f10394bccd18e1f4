//! Lines between parts that stand apart: each start goes down to a bus, the bus to what carries
//! it. And the lines of a tree, from its root down to what it leads to.

use crate::{
    diagram::{
        layout::{
            distances::{CONNECTOR_BUS, FRAME_TITLE, TREE_BUS},
            geometry::{Point, Rect},
            lines::phrase::{LINE, MOST_LINES, height},
            placed::{Connector, Layout, PlacedBox, Start, Words},
            placing::{BranchRooms, Plot},
            rows::Rows,
            spelled::{BranchWords, CellPlace, Spelled, SpelledBox},
        },
        model::{Frame, LayerShape, Link, NodePath, NodeRef},
    },
    theme::Measure,
};
use std::collections::HashMap;

/// What the lines of one diagram are drawn between.
pub struct Standing<'a> {
    diagram: usize,
    rows: &'a Rows,
    measure: &'a dyn Measure,
    /// All boxes of the diagram, by their numbers.
    boxes: &'a [PlacedBox],
    frames: HashMap<&'a NodePath, Rect>,
    /// The names of groups without a border, which stand right above what lies in them.
    titles: Vec<Rect>,
    /// What each branch of a tree has for itself, for the words at its line.
    rooms: &'a BranchRooms,
    /// The diagram has links: buses keep clear of their tracks.
    linked: bool,
    links: &'a [Link],
    body: Rect,
}

/// Where the line of a tree ends at a branch.
struct Top<'a> {
    at: Point,
    /// The whole branch.
    whole: Rect,
    /// The box or the frame in it that the line meets.
    met: Rect,
    /// All that the branch has for itself.
    room: Rect,
    label: Option<BranchWords<'a>>,
    of: Vec<NodePath>,
}

/// Adds the connectors of one diagram whose boxes and frames are placed, in the order in which they
/// were spelled out.
pub(in super::super) fn connect(
    layout: &mut Layout,
    part: &Spelled<'_>,
    plot: &Plot<'_, '_>,
    rooms: &BranchRooms,
    links: &[Link],
) {
    let Plot { diagram, columns, rows, body, .. } = *plot;
    let first = layout.boxes.partition_point(|b| b.diagram < diagram);
    let boxes = layout.boxes.get(first..).unwrap_or_default();
    let framed = || layout.frames.iter().filter(|frame| frame.diagram == diagram);
    let frames = framed().map(|frame| (&frame.path, frame.rect)).collect();
    let bare = framed().filter(|frame| frame.frame == Frame::None);
    let titles = bare.filter_map(|frame| Some(frame.title.as_ref()?.rect)).collect();
    let (measure, linked) = (columns.measure, !links.is_empty());
    let standing =
        Standing { diagram, rows, measure, boxes, frames, titles, rooms, linked, links, body };
    let mut found = Vec::new();
    standing.lines(part, &mut found);
    layout.connectors.append(&mut found);
}

impl Standing<'_> {
    fn lines(&self, part: &Spelled<'_>, found: &mut Vec<Connector>) {
        match part {
            Spelled::Stack { parts, .. } => {
                for pair in parts.windows(2) {
                    if let [below, above] = pair {
                        found.extend(self.between(below, above));
                    }
                }
            }
            Spelled::Tree { parts, labels, .. } => found.extend(self.branches(parts, labels)),
            Spelled::Cells { parts, places, .. } => {
                // The part in the row below that spans the same columns.
                let at = |place: &CellPlace| (place.row, place.column, place.span);
                let by_place: HashMap<_, _> =
                    places.iter().zip(parts).map(|(place, part)| (at(place), part)).collect();
                for (above, place) in parts.iter().zip(places) {
                    let below = place.row.checked_sub(1);
                    let under =
                        below.and_then(|row| by_place.get(&at(&CellPlace { row, ..*place })));
                    found.extend(under.and_then(|below| self.between(below, above)));
                }
            }
            _ => {}
        }
        for inner in part.parts() {
            self.lines(inner, found);
        }
    }

    /// The connector from what stands above to what is below, unless the upper part rests on the
    /// lower one.
    fn between(&self, below: &Spelled<'_>, above: &Spelled<'_>) -> Option<Connector> {
        let top_row = self.rows.row(self.diagram, above.base());
        let under = self.rows.top_row(self.diagram, above.base().saturating_sub(1));
        let copies = match above {
            Spelled::Framed { name: None, parts, .. } => parts.first().unwrap_or(above),
            part => part,
        };
        let hangs = matches!(copies, Spelled::Copies { connected: true, .. });
        let ground = self.extent(below)?;
        // Most boxes rest on the one below them, so this is looked at first.
        if let (Spelled::Box(own), Spelled::Box(_)) = (above, below)
            && top_row <= under + 1
            && self.place(own).is_some_and(|rect| ground.top - rect.bottom <= APART)
        {
            return None;
        }
        let mut edges = Vec::new();
        self.lower_edges(above, &mut edges);
        let (mut starts, spans): (Vec<Start>, Vec<(f32, f32)>) = edges.into_iter().unzip();
        let lowest = starts.iter().map(|start| start.at.y).reduce(f32::max)?;
        // Nothing stands on a boundary line, and parts that a link joins need no second line.
        let line = |part: &Spelled<'_>| matches!(part, Spelled::Box(own) if own.layer.shape == LayerShape::Line);
        if line(below) || line(above) || self.are_linked(below, above) {
            return None;
        }
        // Room that was made for links does not mean that something stands apart, and among links a
        // connector, having no head, would be taken for one of them.
        let apart = ground.top - lowest > APART && !self.linked;
        if !hangs && !apart && top_row <= under + 1 {
            return None;
        }
        let surfaces = self.surfaces(below, Edge::Upper);
        let mut end = self.landing(&surfaces, ground.centre().x, Edge::Upper)?;
        // A line that would be nearly straight is made straight; the line from a single part,
        // wherever it can be.
        let aside = |start: &Start| (start.at.x - end.x).abs();
        let single = starts.len() == 1;
        let nearest = starts.iter_mut().zip(&spans);
        let nearest = nearest.min_by(|a, b| aside(a.0).total_cmp(&aside(b.0)));
        if let Some((start, span)) = nearest
            && (aside(start) < KINK || single)
        {
            let straight = self.landing(&surfaces, start.at.x, Edge::Upper)?;
            if (straight.x - start.at.x).abs() < 0.1 {
                end = straight;
            } else if span.0 <= straight.x && straight.x <= span.1 {
                (start.at.x, end) = (straight.x, straight);
            }
        }
        let bus = if self.linked {
            // Where links leave the bus room: right above all that stands in the row below.
            let rest = ground.top.min(self.body.bottom - self.rows.top(under));
            (rest - CONNECTOR_BUS).max(f32::midpoint(lowest, rest))
        } else {
            f32::midpoint(lowest, ground.top)
        };
        let on = self.near(edge(below, Edge::Upper), end.x);
        Some(Connector { diagram: self.diagram, starts, bus, end, on, tree: false })
    }

    /// Does a link of the diagram lead from one part to the other?
    fn are_linked(&self, one: &Spelled<'_>, other: &Spelled<'_>) -> bool {
        let holds = |part: &Spelled<'_>, node: &NodeRef| part.any(&|path| path.node == node.node);
        self.links.iter().any(|link| {
            holds(one, &link.from) && holds(other, &link.to)
                || holds(other, &link.from) && holds(one, &link.to)
        })
    }

    /// From a tree's root to the top of each branch.
    fn branches(
        &self,
        parts: &[Spelled<'_>],
        labels: &[Option<BranchWords<'_>>],
    ) -> Option<Connector> {
        let (root, branches) = parts.split_first()?;
        let on = edge(root, Edge::Lower);
        let root = self.extent(root)?;
        let end = Point { x: root.centre().x, y: root.bottom };
        let on = self.near(on, end.x);
        let rooms = match parts.first() {
            Some(Spelled::Box(root)) => self.rooms.get(&root.number),
            _ => None,
        };
        let room = |at: usize| rooms.and_then(|rooms| rooms.get(at)).copied();
        let tops: Vec<Top<'_>> = branches
            .iter()
            .zip(labels)
            .enumerate()
            .filter_map(|(number, (part, label))| {
                let whole = self.extent(part)?;
                let entry = match part {
                    Spelled::Tree { parts, .. } => self.extent(parts.first()?)?,
                    _ => whole,
                };
                let surfaces = self.surfaces(part, Edge::Upper);
                let top = self.landing(&surfaces, entry.centre().x, Edge::Upper)?;
                let of = self.near(edge(part, Edge::Upper), top.x);
                let met = |rect: &&Rect| rect.left <= top.x && top.x <= rect.right;
                let met = surfaces.iter().find(met).copied().unwrap_or(whole);
                let (left, width) = room(number).unwrap_or((whole.left, whole.width()));
                let room = Rect { left, right: left + width, ..whole };
                Some(Top { at: top, whole, met, room, label: *label, of })
            })
            .collect();
        let highest = tops.iter().map(|top| top.at.y).reduce(f32::min)?;
        let bus = (end.y + TREE_BUS).min(f32::midpoint(end.y, highest));
        let starts = tops.into_iter().map(|top| {
            let words = top.label.map(|label| self.branch_words(label, &top, bus));
            Start { at: top.at, words, of: top.of, dead: false }
        });
        let starts = starts.collect();
        Some(Connector { diagram: self.diagram, starts, bus, end, on, tree: true })
    }

    /// The words at the line to a branch, in as many lines as it is wide and high enough for.
    fn branch_words(&self, label: BranchWords<'_>, top: &Top<'_>, bus: f32) -> Words {
        let Top { at, whole, met, room, .. } = top;
        let free = at.y - HEAD - bus;
        let most = (2..=MOST_LINES).rev().find(|lines| height(*lines) + UNDER_BUS <= free);
        // The words stay within what the branch has for itself: beside it, another branch may have
        // words.
        let phrase = label.within(self.measure, room.width(), most.unwrap_or(1));
        let (aside, up) = (phrase.width / 2.0, phrase.height() / 2.0);
        // Above the box that the line meets, or above the branch, if the words are no wider.
        let over = [met, whole].into_iter().find(|over| phrase.width <= over.width());
        let over = over.unwrap_or(room);
        let (left, right) = (over.left + aside, over.right - aside);
        let x = at.x.clamp(left, right.max(left));
        // Close to the branch that they are said of and to its name: links may run above them.
        let named = self.title_at(whole, (x - aside, x + aside));
        let least = named.map_or(at.y - HEAD, |title| title.top.min(at.y - HEAD));
        let middle = f32::midpoint(bus, least).max(least - LINE / 2.0 - up);
        let middle = if named.is_some() { middle.min(least - up) } else { middle };
        phrase.at(Point { x, y: middle })
    }

    /// For everything that stands side by side in a part: a start in the middle of its lower edge,
    /// and the least and the most x for it.
    fn lower_edges(&self, part: &Spelled<'_>, found: &mut Vec<(Start, (f32, f32))>) {
        let start = |rect: Rect, part: &Spelled<'_>| {
            let at = Point { x: rect.centre().x, y: rect.bottom };
            let of = self.near(edge(part, Edge::Lower), at.x);
            (Start { at, words: None, of, dead: false }, inside(&rect))
        };
        match part {
            Spelled::Copies { frame, path, copies, .. } if *frame != Frame::None => {
                let framed = (1..).zip(copies);
                let starts =
                    framed.filter_map(|(number, copy)| Some(start(self.copy(path, number)?, copy)));
                found.extend(starts);
            }
            Spelled::Row { parts, .. } | Spelled::Copies { copies: parts, .. } => {
                for inner in parts {
                    self.lower_edges(inner, found);
                }
            }
            Spelled::Cells { parts, places, .. } => {
                let ground = parts.iter().zip(places).filter(|(_, place)| place.row == 0);
                for (inner, _) in ground {
                    self.lower_edges(inner, found);
                }
            }
            Spelled::Box(_)
            | Spelled::Stack { .. }
            | Spelled::Framed { .. }
            | Spelled::Tree { .. } => {
                // Anywhere along the lower edge where there is a box or a frame.
                let surfaces = self.surfaces(part, Edge::Lower);
                let middle = self.extent(part).map(|rect| rect.centre().x);
                let at = middle.and_then(|x| self.landing(&surfaces, x, Edge::Lower));
                found.extend(at.map(|at| {
                    let of = self.near(edge(part, Edge::Lower), at.x);
                    let met = |rect: &&Rect| rect.left <= at.x && at.x <= rect.right;
                    let span = surfaces.iter().find(met).map_or((at.x, at.x), inside);
                    (Start { at, words: None, of, dead: false }, span)
                }));
            }
        }
    }

    /// The highest of the names of borderless groups that stand over a part, between these xs.
    fn title_at(&self, part: &Rect, (left, right): (f32, f32)) -> Option<Rect> {
        let over = |title: &&Rect| {
            let near = (part.top - title.bottom).abs() < FRAME_TITLE || part.overlaps(title);
            near && title.left < right && left < title.right
        };
        let over = self.titles.iter().filter(over).copied();
        over.min_by(|one, other| one.top.total_cmp(&other.top))
    }

    /// Where a line to one of these rectangles ends, as near to the wanted x as it can: never
    /// between two of them, nor in a name; at the name's upper edge where that covers all.
    fn landing(&self, surfaces: &[Rect], wanted: f32, side: Edge) -> Option<Point> {
        let on = surfaces.iter().map(|rect| {
            let (left, right) = inside(rect);
            let x = wanted.clamp(left, right);
            if side == Edge::Lower {
                return Point { x, y: rect.bottom };
            }
            let beside = match self.title_at(rect, (x - BESIDE_TITLE, x + BESIDE_TITLE)) {
                None => return Point { x, y: rect.top },
                Some(title) => [title.right + BESIDE_TITLE, title.left - BESIDE_TITLE],
            };
            let free = |x: &f32| {
                let span = (x - BESIDE_TITLE + 0.1, x + BESIDE_TITLE - 0.1);
                left <= *x && *x <= right && self.title_at(rect, span).is_none()
            };
            let over = || {
                let title = self.title_at(rect, (x - BESIDE_TITLE, x + BESIDE_TITLE));
                Point { x, y: title.map_or(rect.top, |title| title.top) }
            };
            beside.into_iter().find(free).map_or_else(over, |x| Point { x, y: rect.top })
        });
        on.min_by(|one, other| (one.x - wanted).abs().total_cmp(&(other.x - wanted).abs()))
    }

    /// What a part shows at an edge: boxes, and frames with a border.
    fn surfaces(&self, part: &Spelled<'_>, side: Edge) -> Vec<Rect> {
        let drawn = |frame: Frame| frame != Frame::None;
        match part {
            Spelled::Box(own) => self.place(own).into_iter().collect(),
            Spelled::Framed { path, frame, .. } if drawn(*frame) => {
                self.frames.get(path).copied().into_iter().collect()
            }
            Spelled::Copies { path, frame, copies, .. } if drawn(*frame) => {
                (1..).zip(copies).filter_map(|(number, _)| self.copy(path, number)).collect()
            }
            Spelled::Row { parts, .. } | Spelled::Copies { copies: parts, .. } => {
                parts.iter().flat_map(|inner| self.surfaces(inner, side)).collect()
            }
            _ => {
                let level = level_of(part, side);
                let inner = part.parts().iter().filter(|inner| level_of(inner, side) == level);
                inner.flat_map(|inner| self.surfaces(inner, side)).collect()
            }
        }
    }

    /// The paths of the boxes that a line at `x` meets; of all boxes where it runs between them.
    fn near(&self, mut boxes: Vec<&SpelledBox<'_>>, x: f32) -> Vec<NodePath> {
        let met = |own: &&SpelledBox<'_>| {
            self.place(own).is_some_and(|rect| rect.left <= x && x <= rect.right)
        };
        if boxes.iter().any(met) {
            boxes.retain(met);
        }
        boxes.into_iter().map(|own| own.path.clone()).collect()
    }

    fn place(&self, own: &SpelledBox<'_>) -> Option<Rect> {
        self.boxes.get(own.number).map(|b| b.rect)
    }

    /// The frame of one copy.
    fn copy(&self, repeat: &NodePath, number: u32) -> Option<Rect> {
        let mut path = repeat.clone();
        path.copies.push((path.node.clone(), number));
        self.frames.get(&path).copied()
    }

    /// What a part covers, the frames of its copies included.
    fn extent(&self, part: &Spelled<'_>) -> Option<Rect> {
        match part {
            Spelled::Box(own) => self.place(own),
            Spelled::Framed { path, .. } => self.frames.get(path).copied(),
            Spelled::Copies { path, frame, copies, .. } if *frame != Frame::None => (1..)
                .zip(copies)
                .filter_map(|(number, _)| self.copy(path, number))
                .reduce(|one, other| one.union(&other)),
            _ => {
                let inner = part.parts().iter().filter_map(|inner| self.extent(inner));
                inner.reduce(|one, other| one.union(&other))
            }
        }
    }
}

/// A line that turns aside by less than this looks like a mistake, in points.
pub(super) const KINK: f32 = 24.0;
/// Parts further apart than this are joined by a line, in points.
const APART: f32 = 26.0;
/// How clear lines keep of a name that they pass, in points.
const BESIDE_TITLE: f32 = 6.0;
/// How long the head of a line is, in points.
const HEAD: f32 = 8.0;
/// What stays free of words in several lines between the bus of a tree and its branches, in points.
const UNDER_BUS: f32 = 14.0;

/// An edge of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Lower,
    Upper,
}

/// The level at which a part ends on one side.
fn level_of(part: &Spelled<'_>, side: Edge) -> usize {
    match side {
        Edge::Lower => part.base(),
        Edge::Upper => part.base() + part.height(),
    }
}

/// The least and the most x at which lines may end at an edge of a box.
fn inside(rect: &Rect) -> (f32, f32) {
    let corner = CORNER.min(rect.width() / 2.0);
    (rect.left + corner, rect.right - corner)
}

/// How near to a corner lines end at most, in points.
const CORNER: f32 = 8.0;

/// The boxes that stand at an edge of a part.
fn edge<'p>(part: &'p Spelled<'p>, side: Edge) -> Vec<&'p SpelledBox<'p>> {
    match part {
        Spelled::Box(own) => vec![own],
        Spelled::Row { parts, .. } | Spelled::Copies { copies: parts, .. } => {
            // A part that is lower than its neighbours still shows its upper edge: nothing stands
            // above it.
            parts.iter().flat_map(|inner| edge(inner, side)).collect()
        }
        _ => {
            let level = level_of(part, side);
            let inner = part.parts().iter().filter(|inner| level_of(inner, side) == level);
            inner.flat_map(|inner| edge(inner, side)).collect()
        }
    }
}
