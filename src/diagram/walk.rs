//! Walking through a figure step by step: what is shown and what is pointed out at each step.

use crate::{
    diagram::{
        Diagram, Layer, Node, NodePath, NodeRef, Reached, Trace,
        geometry::{Point, Rect},
        layout::{Closed, Connector, Layout, PlacedBox, PlacedFrame, Words},
    },
    id::Id,
};
use std::collections::HashSet;

/// One step. It inherits the one before; what it leaves unset stays as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Unique in its block.
    pub id: Id,
    /// What is said beside the picture, in a sentence or two.
    pub say: String,
    /// The lesson's question that is asked before the step is shown.
    pub ask: Option<Id>,
    /// What any step shows is hidden until the first one that does.
    pub show: Vec<NodeRef>,
    pub hide: Vec<NodeRef>,
    /// Groups: each is closed, one box with a name, until the first step that expands it.
    pub expand: Vec<NodeRef>,
    /// `None` leaves the focus as it was; an empty one lifts it.
    pub focus: Option<Vec<NodeRef>>,
    /// A trace of the figure: its whole way is shown, until a step sets the focus or another one.
    pub trace: Option<Id>,
}

/// The trace whose way is shown at a step.
#[must_use]
pub fn trace_at(steps: &[Step], at: usize) -> Option<&Id> {
    let mut shown = None;
    for step in steps.iter().take(at.saturating_add(1)) {
        if step.trace.is_some() {
            shown = step.trace.as_ref();
        } else if step.focus.is_some() {
            shown = None;
        }
    }
    shown
}

/// How a box looks at one step, animation apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Still {
    /// Not there yet, or gone.
    Hidden,
    Shown,
    /// Something else is pointed out.
    Back,
    /// Pointed out.
    Focused,
}

impl Still {
    /// Is it in the picture?
    #[must_use]
    pub fn shown(self) -> bool {
        self != Self::Hidden
    }
}

/// How one box looks at each step.
#[must_use]
pub fn stills(steps: &[Step], path: &NodePath) -> Vec<Still> {
    let means = |nodes: &[NodeRef]| nodes.iter().any(|node| node.means(path));
    let mut shown = !steps.iter().any(|step| means(&step.show));
    let mut rest = Still::Shown;
    steps
        .iter()
        .map(|step| {
            if means(&step.show) {
                shown = true;
            } else if means(&step.hide) {
                shown = false;
            }
            match &step.focus {
                None => {}
                Some(nodes) if nodes.is_empty() => rest = Still::Shown,
                Some(nodes) => rest = if means(nodes) { Still::Focused } else { Still::Back },
            }
            if shown { rest } else { Still::Hidden }
        })
        .collect()
}

/// For each step: does it change how any of these boxes looks, or open a group? The first is
/// compared with an empty picture.
#[must_use]
pub fn changes(steps: &[Step], boxes: &[NodePath]) -> Vec<bool> {
    let mut changed = vec![false; steps.len()];
    for path in boxes {
        let mut before = Still::Hidden;
        for (changed, now) in changed.iter_mut().zip(stills(steps, path)) {
            *changed |= now != before;
            before = now;
        }
    }
    let mut opened: Vec<&NodeRef> = Vec::new();
    for (changed, step) in changed.iter_mut().zip(steps) {
        *changed |= step.expand.iter().any(|group| !opened.contains(&group));
        opened.extend(&step.expand);
    }
    changed
}

/// Is a group still closed at a step, `None` being before the first?
fn closed(steps: &[Step], at: Option<usize>, group: &NodePath) -> bool {
    let opens = |step: &Step| step.expand.iter().any(|node| node.means(group));
    let taken = at.map_or(0, |at| at.saturating_add(1));
    steps.iter().any(opens) && !steps.iter().take(taken).any(opens)
}

/// How a closed group looks: as the most noticeable of what lies in it.
fn closed_as(inside: &[&PlacedBox], steps: &[Step], at: Option<usize>) -> Still {
    let look = |b: &&PlacedBox| {
        let at = at.and_then(|at| stills(steps, &b.path).get(at).copied());
        at.unwrap_or(Still::Shown)
    };
    let looks: Vec<Still> = inside.iter().map(look).collect();
    let first = [Still::Focused, Still::Shown].into_iter().find(|still| looks.contains(still));
    first.unwrap_or(Still::Back)
}

impl Layout {
    /// What is there of this layout at a step, `None` being before the first. Everything keeps its
    /// place; frames and lines are there as soon as something of what they belong to is.
    #[must_use]
    pub fn at_step(&self, steps: &[Step], at: Option<usize>) -> Self {
        let mut layout = self.clone();
        layout.boxes.retain(|placed| {
            let stills = stills(steps, &placed.path);
            match at {
                Some(at) => stills.get(at).is_none_or(|still| still.shown()),
                None => !steps.iter().any(|step| step.show.iter().any(|n| n.means(&placed.path))),
            }
        });
        let boxes = &layout.boxes;
        layout.frames.retain(|frame| boxes.iter().any(|b| frame.holds(b.diagram, &b.rect)));
        let mut closed_frames: Vec<PlacedFrame> = Vec::new();
        for frame in layout.frames.iter_mut().filter(|frame| frame.title.is_some()) {
            if closed(steps, at, &frame.path) {
                let inside: Vec<&PlacedBox> =
                    boxes.iter().filter(|b| frame.holds(b.diagram, &b.rect)).collect();
                let still = closed_as(&inside, steps, at);
                frame.closed = Some(Closed { layers: inside.len(), still });
                closed_frames.push(frame.clone());
            }
        }
        let covered = |diagram: usize, rect: &Rect, own: Option<&NodePath>| {
            let mut over = closed_frames.iter().filter(|over| own != Some(&over.path));
            over.any(|over| over.holds(diagram, rect))
        };
        layout.boxes.retain(|b| !covered(b.diagram, &b.rect, None));
        layout.frames.retain(|f| !covered(f.diagram, &f.rect, Some(&f.path)));
        let boxes = &layout.boxes;
        let shut = layout.frames.iter().filter(|frame| frame.closed.is_some());
        let shut = shut.map(|frame| (frame.diagram, frame.rect));
        let there: Vec<(usize, Rect)> =
            boxes.iter().map(|b| (b.diagram, b.rect)).chain(shut).collect();
        layout.connectors = layout.connectors.iter().filter_map(|c| linked(c, &there)).collect();
        let there: HashSet<&NodePath> =
            boxes.iter().map(|b| &b.path).chain(layout.frames.iter().map(|f| &f.path)).collect();
        layout.links.retain(|link| there.contains(&link.from) && there.contains(&link.to));
        layout
    }
}

impl Layout {
    /// The places of boxes that later steps will show, `None` being before the first; but not of
    /// those that one of the `untold` steps shows first. What a closed group covers is left out.
    #[must_use]
    pub fn to_come(&self, steps: &[Step], at: Option<usize>, untold: &[usize]) -> Vec<Rect> {
        let shut = self.frames.iter().filter(|f| f.title.is_some() && closed(steps, at, &f.path));
        let shut: Vec<&PlacedFrame> = shut.collect();
        let next = at.map_or(0, |at| at.saturating_add(1));
        let comes = |b: &&PlacedBox| {
            let stills = stills(steps, &b.path);
            let there = at.and_then(|at| stills.get(at)).is_some_and(|still| still.shown());
            let first = (next..).zip(stills.iter().skip(next)).find(|(_, still)| still.shown());
            !there
                && first.is_some_and(|(step, _)| !untold.contains(&step))
                && !shut.iter().any(|frame| frame.holds(b.diagram, &b.rect))
        };
        self.boxes.iter().filter(comes).map(|b| b.rect).collect()
    }
}

/// A step as a still picture.
#[derive(Debug, Clone, PartialEq)]
pub struct StillPicture {
    /// What is there.
    pub layout: Layout,
    /// How each of its boxes looks.
    pub stills: Vec<Still>,
    /// How far the step's trace has come, for each of its boxes; empty without one.
    pub hops: Vec<Reached>,
}

impl StillPicture {
    /// The whole picture, at rest.
    #[must_use]
    pub fn whole(layout: Layout) -> Self {
        Self { layout, stills: Vec::new(), hops: Vec::new() }
    }

    /// What of a layout is there at a step, from 0, and how it looks.
    #[must_use]
    pub fn at_step(layout: &Layout, steps: &[Step], traces: &[Trace], at: usize) -> Self {
        let layout = layout.at_step(steps, Some(at));
        let look = |path| stills(steps, path).get(at).copied().unwrap_or(Still::Shown);
        let mut looks = layout.boxes.iter().map(|b| look(&b.path)).collect();
        let mut hops = Vec::new();
        if let Some(id) = trace_at(steps, at)
            && let Some(trace) = traces.iter().find(|trace| trace.id == *id)
        {
            let boxes: Vec<NodePath> = layout.boxes.iter().map(|b| b.path.clone()).collect();
            hops = trace.reached(trace.len().saturating_sub(1), &boxes);
            looks = hops.iter().map(Reached::still).collect();
        }
        Self { layout, stills: looks, hops }
    }
}

impl Layout {
    /// What is drawn here and not there: what leaves when a step is taken.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let boxes: HashSet<&NodePath> = other.boxes.iter().map(|b| &b.path).collect();
        let frames: HashSet<(&NodePath, bool)> =
            other.frames.iter().map(|frame| (&frame.path, frame.closed.is_some())).collect();
        let links: HashSet<(&Id, &NodePath, &NodePath)> =
            other.links.iter().map(|link| (&link.link, &link.from, &link.to)).collect();
        let mut left = self.clone();
        left.boxes.retain(|b| !boxes.contains(&b.path));
        left.frames.retain(|f| !frames.contains(&(&f.path, f.closed.is_some())));
        left.links.retain(|link| !links.contains(&(&link.link, &link.from, &link.to)));
        left.connectors.retain(|connector| !other.connectors.contains(connector));
        left
    }
}

/// How far a line's end may be from the box that it belongs to: a frame's padding, and a little.
const REACH: f32 = 12.0;
/// The same where frames have titles above their boxes.
const TREE_REACH: f32 = 60.0;

/// The part of a connector whose ends are there.
fn linked(connector: &Connector, there: &[(usize, Rect)]) -> Option<Connector> {
    let reach = |point: &Point, edge: fn(&Rect) -> f32, far: f32| {
        there.iter().any(|(diagram, rect)| {
            *diagram == connector.diagram
                && rect.left <= point.x
                && point.x <= rect.right
                && (edge(rect) - point.y).abs() <= far
        })
    };
    // Titles of frames lie between a tree's line and what it leads to.
    let start_there = |point: &Point| {
        if connector.tree {
            reach(point, |rect| rect.top, TREE_REACH)
        } else {
            reach(point, |rect| rect.bottom, REACH)
        }
    };
    let end_there = if connector.tree {
        reach(&connector.end, |rect| rect.bottom, REACH)
    } else {
        reach(&connector.end, |rect| rect.top, TREE_REACH)
    };
    let kept = connector.starts.iter().zip(&connector.words);
    let kept: (Vec<Point>, Vec<Option<Words>>) = kept
        .filter(|(start, _)| start_there(start))
        .map(|(start, words)| (*start, words.clone()))
        .unzip();
    let (starts, words) = kept;
    let there = !starts.is_empty() && end_there;
    there.then(|| Connector { starts, words, ..connector.clone() })
}

impl Diagram {
    /// Every box that is drawn, copies spelled out, top left first.
    #[must_use]
    pub fn paths(&self) -> Vec<NodePath> {
        let mut found = Vec::new();
        self.each_path(&self.body, &mut Vec::new(), &mut found);
        found
    }

    fn each_path(&self, node: &Node, copies: &mut Vec<(Id, u32)>, found: &mut Vec<NodePath>) {
        let path = |layer: &Layer, copies: &[(Id, u32)]| NodePath {
            diagram: self.id.clone(),
            copies: copies.to_vec(),
            node: layer.id.clone(),
        };
        match node {
            Node::Layer(layer) => found.push(path(layer, copies)),
            Node::Stack(parts) | Node::Row(parts) => {
                for part in parts {
                    self.each_path(part, copies, found);
                }
            }
            Node::Repeat(repeat) => {
                for number in 1..=repeat.count {
                    copies.push((repeat.id.clone(), number));
                    self.each_path(&repeat.of, copies, found);
                    copies.pop();
                }
            }
            Node::Group(group) => self.each_path(&group.of, copies, found),
            Node::Grid(grid) => grid.parts().for_each(|part| self.each_path(part, copies, found)),
            Node::Tree(tree) => {
                found.push(path(&tree.root, copies));
                let branches = tree.branches.iter();
                branches.for_each(|branch| self.each_path(&branch.of, copies, found));
            }
        }
    }
}
