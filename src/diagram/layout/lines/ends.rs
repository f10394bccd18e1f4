//! What a link joins: boxes, and the frames of groups and of all copies of a repeat.

use crate::diagram::{
    layout::{geometry::Rect, lines::ways::End, placed::Layout},
    model::{Diagram, Link, NodePath},
};

/// Every pair of parts that a link of the diagram joins.
pub fn ends<'a>(layout: &Layout, diagram: &'a Diagram, index: usize) -> Vec<(&'a Link, End, End)> {
    let boxes = layout.boxes.iter().filter(|b| b.diagram == index);
    let named = |path: &NodePath| {
        diagram.links.iter().any(|link| link.from.means(path) || link.to.means(path))
    };
    let mut places: Vec<End> = boxes
        .filter(|b| named(&b.path))
        .map(|b| End { path: b.path.clone(), rect: b.solid(), below: b.row, above: b.row + 1 })
        .collect();
    let frames = layout.frames.iter().filter(|f| f.diagram == index);
    let frames = frames.filter(|f| f.title.is_some() || f.is_round_copies());
    for frame in frames.filter(|frame| named(&frame.path)) {
        places.extend(round(layout, index, frame.path.clone(), frame.rect, frame.solid()));
    }
    let mut pairs = Vec::new();
    for link in &diagram.links {
        for from in places.iter().filter(|end| link.from.means(&end.path)) {
            for to in places.iter().filter(|end| link.to.means(&end.path)) {
                if in_same_copies(&from.path, &to.path) && !from.rect.overlaps(&to.rect) {
                    pairs.push((link, from.clone(), to.clone()));
                }
            }
        }
    }
    pairs
}

/// The part made of some boxes and what is round them, with the rows that they stand in.
fn round(layout: &Layout, index: usize, path: NodePath, all: Rect, rect: Rect) -> Option<End> {
    let inside = layout.boxes.iter().filter(|b| b.diagram == index && all.holds(&b.rect));
    let rows = inside.map(|b| b.row);
    let (below, above) = rows.fold(None, |ends: Option<(usize, usize)>, row| {
        let (low, high) = ends.unwrap_or((row, row));
        Some((low.min(row), high.max(row)))
    })?;
    Some(End { path, rect, below, above: above + 1 })
}

/// Do two parts lie in the same copy of each repeat that both lie in?
fn in_same_copies(one: &NodePath, other: &NodePath) -> bool {
    one.copies.iter().all(|(repeat, number)| {
        other.copies.iter().all(|(also, copy)| also != repeat || copy == number)
    })
}
