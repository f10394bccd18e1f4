//! The picture at a step of a walk: what of a layout is there, and how it looks.

use crate::{
    diagram::{
        layout::{
            geometry::{Point, Rect},
            placed::{Closed, Connector, Layout, PlacedBox, PlacedFrame, Words},
        },
        model::{
            NodePath, Reached, Step, Still, Trace,
            step::{closed, stills, trace_at},
        },
    },
    id::Id,
};
use std::collections::HashSet;

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
