//! The way of a request through a picture: a line from number to number that keeps off words. A
//! decision goes along the lines of its tree.

mod grid;

use self::grid::Grid;
use crate::{
    diagram::{
        faces::{
            drawing::{Align, Drawing, Shape, View},
            route::Route,
            scene::Scene,
        },
        layout::{
            Layout, PlacedBox,
            geometry::{Point, Rect},
        },
        model::{NodeRef, Tick, Trace, TraceKind},
    },
    theme::{ColourScheme, Measure},
};
use std::collections::HashMap;

/// From one hop of a path to another one: the number of the path, and those of the hops.
pub type Passage = (usize, usize, usize);

/// All ways of a request in a layout, whichever way it goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Routes {
    legs: HashMap<Passage, Route>,
}

/// In a layout with more boxes the numbers of the hops stand alone: a line is lost there, and finding it
/// would make the window wait.
pub const MOST_BOXES: usize = 10_000;

impl Routes {
    /// Finds them. Hops whose boxes are not there have none; neither has a hop that stays where the
    /// one before it was. A layout with more than [`MOST_BOXES`] has none at all.
    #[must_use]
    pub fn of(layout: &Layout, trace: &Trace, measure: &dyn Measure) -> Self {
        let mut legs = HashMap::new();
        if layout.boxes.len() > MOST_BOXES {
            return Self { legs };
        }
        for (number, path) in trace.paths.iter().enumerate() {
            let Some(pane) = layout.panes.iter().position(|pane| pane.diagram == path.diagram)
            else {
                continue;
            };
            let boxes: Vec<Option<&PlacedBox>> = trace.boxes(number, layout);
            let near = boxes.iter().flatten().map(|b| b.rect).reduce(|all, b| all.union(&b));
            let Some(near) = near else { continue };
            let mut grid = Grid::new(layout, pane, words(layout, &near, measure));
            for (from, to) in path.pairs() {
                let ends = (boxes.get(from.number).copied(), boxes.get(to.number).copied());
                let (Some(Some(one)), Some(Some(other))) = ends else { continue };
                let decided = trace.kind == TraceKind::Decision;
                let branch = decided.then(|| along_branch(layout, pane, one, other)).flatten();
                let points = branch.unwrap_or_else(|| grid.way(one, other));
                if points.len() < 2 {
                    continue;
                }
                let words =
                    format!("from {} {} to {} {}", from.label, one.name, to.label, other.name);
                let route = Route {
                    diagram: pane,
                    points,
                    control: trace.kind == TraceKind::Control,
                    words,
                };
                legs.insert((number, from.number, to.number), route);
            }
        }
        Self { legs }
    }

    /// Each of these, in their order, as far as it has a line.
    pub fn each<'r>(
        &'r self,
        legs: impl IntoIterator<Item = Passage> + 'r,
    ) -> impl Iterator<Item = (Passage, &'r Route)> {
        legs.into_iter().filter_map(|leg| Some((leg, self.legs.get(&leg)?)))
    }
}

impl Trace {
    /// What a request has gone of all paths in these moments, in its order.
    #[must_use]
    pub fn gone(&self, ticks: &[Tick<'_>]) -> Vec<Passage> {
        let mut legs = Vec::new();
        let mut at: Vec<Option<usize>> = vec![None; self.paths.len()];
        for tick in ticks {
            for (path, before) in at.iter_mut().enumerate() {
                let now = tick.hop(path);
                if let (Some(from), Some(to)) = (*before, now)
                    && from != to
                {
                    legs.push((path, from, to));
                }
                *before = now.or(*before);
            }
        }
        legs
    }

    /// From each hop to each one that may follow it.
    #[must_use]
    pub fn all_passages(&self) -> Vec<Passage> {
        let paths = self.paths.iter().enumerate();
        let legs = paths.flat_map(|(number, path)| {
            path.pairs().into_iter().map(move |(from, to)| (number, from.number, to.number))
        });
        legs.collect()
    }

    /// For each hop of a path the box that it is at, the first that it means.
    fn boxes<'l>(&self, path: usize, layout: &'l Layout) -> Vec<Option<&'l PlacedBox>> {
        let Some(path) = self.paths.get(path) else { return Vec::new() };
        let own: HashMap<_, Vec<&PlacedBox>> = layout
            .boxes
            .iter()
            .filter(|b| b.path.diagram == path.diagram)
            .fold(HashMap::new(), |mut all, b| {
                all.entry(&b.path.node).or_insert_with(Vec::new).push(b);
                all
            });
        let place = |at: &NodeRef| own.get(&at.node)?.iter().find(|b| at.means(&b.path)).copied();
        path.hops().into_iter().map(|hop| place(&hop.at)).collect()
    }
}

/// In a tree, the line from a question that one answer takes: as far as the words of that answer, or
/// where it has none, to what it leads to.
fn along_branch(
    layout: &Layout,
    pane: usize,
    one: &PlacedBox,
    other: &PlacedBox,
) -> Option<Vec<Point>> {
    let mut trees = layout.connectors.iter().filter(|c| c.tree && c.diagram == pane);
    let tree = trees.find(|tree| tree.on.contains(&one.path))?;
    let start = tree.starts.iter().find(|start| start.of.contains(&other.path))?;
    let x = start.at.x;
    let words = start.words.as_ref().map(|words| words.rect.top).filter(|top| *top > tree.bus);
    let mut points = vec![
        tree.end,
        Point { x: tree.end.x, y: tree.bus },
        Point { x, y: tree.bus },
        Point { x, y: words.unwrap_or(start.at.y) },
    ];
    points.dedup();
    Some(points)
}

/// Where words and icons stand in that part of the picture.
fn words(layout: &Layout, near: &Rect, measure: &dyn Measure) -> Vec<Rect> {
    let scene = Scene::default();
    let view = View {
        within: Some(near.grown(80.0)),
        ..View::whole(layout, &scene, ColourScheme::Light.tokens(), measure)
    };
    let drawing = Drawing::of(&view);
    let ink = drawing.items.iter().filter_map(|item| match &item.shape {
        Shape::Text(text) => {
            let (wide, high) = (text.width(measure), text.line());
            let left = match text.align {
                Align::Left => text.at.x,
                Align::Middle => text.at.x - wide / 2.0,
                Align::Right => text.at.x - wide,
            };
            // A line of words is higher than its letters.
            let half = high * 0.4;
            let (top, bottom) = (text.at.y - half, text.at.y + half);
            Some(Rect { left, right: left + wide, top, bottom })
        }
        Shape::Icon { at, size, .. } => {
            let half = size / 2.0;
            let (left, right) = (at.x - half, at.x + half);
            Some(Rect { left, right, top: at.y - half, bottom: at.y + half })
        }
        _ => None,
    });
    ink.collect()
}
