//! Walking through a figure step by step: what is shown and what is pointed out at each step.

use crate::{
    diagram::{
        Diagram, Layer, Node, NodePath, NodeRef,
        geometry::Point,
        layout::{Connector, Layout, PlacedBox, Words},
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

/// For each step: does it change how any of these boxes looks? The first is compared with an
/// empty picture.
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
    changed
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
        layout.frames.retain(|frame| {
            boxes.iter().any(|b| b.diagram == frame.diagram && frame.rect.holds(&b.rect))
        });
        layout.connectors = layout.connectors.iter().filter_map(|c| linked(c, boxes)).collect();
        let there: HashSet<&NodePath> =
            boxes.iter().map(|b| &b.path).chain(layout.frames.iter().map(|f| &f.path)).collect();
        layout.links.retain(|link| there.contains(&link.from) && there.contains(&link.to));
        layout
    }
}

/// How far a line's end may be from the box that it belongs to: a frame's padding, and a little.
const REACH: f32 = 12.0;
/// The same where frames have titles above their boxes.
const TREE_REACH: f32 = 60.0;

/// The part of a connector whose ends are there.
fn linked(connector: &Connector, boxes: &[PlacedBox]) -> Option<Connector> {
    let reach = |point: &Point, edge: fn(&PlacedBox) -> f32, far: f32| {
        boxes.iter().any(|b| {
            b.diagram == connector.diagram
                && b.rect.left <= point.x
                && point.x <= b.rect.right
                && (edge(b) - point.y).abs() <= far
        })
    };
    // Titles of frames lie between a tree's line and what it leads to.
    let start_there = |point: &Point| {
        if connector.tree {
            reach(point, |b| b.rect.top, TREE_REACH)
        } else {
            reach(point, |b| b.rect.bottom, REACH)
        }
    };
    let end_there = if connector.tree {
        reach(&connector.end, |b| b.rect.bottom, REACH)
    } else {
        reach(&connector.end, |b| b.rect.top, TREE_REACH)
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
