//! Lines between parts that stand apart: each start goes down to a bus, the bus to what carries it.

use crate::{
    diagram::{
        Frame, NodePath,
        geometry::{Point, Rect},
        layout::{Connector, Layout},
        levels::Part,
        rows::Rows,
    },
    id::Id,
};
use std::collections::HashMap;

/// Adds the connectors of one diagram whose boxes and frames are placed.
pub(super) fn connect(layout: &mut Layout, diagram: usize, part: &Part<'_>, rows: &Rows) {
    let places: Places = layout
        .boxes
        .iter()
        .filter(|placed| placed.diagram == diagram)
        .map(|placed| (placed.path.clone(), placed.rect))
        .collect();
    lines(layout, &places, diagram, part, rows);
}

/// Where each box of the diagram stands.
type Places = HashMap<NodePath, Rect>;

fn lines(layout: &mut Layout, places: &Places, diagram: usize, part: &Part<'_>, rows: &Rows) {
    if let Part::Stack { parts, .. } = part {
        for pair in parts.windows(2) {
            let [below, above] = pair else { continue };
            let top_row = rows.row(diagram, above.base());
            let under = rows.row(diagram, above.base().saturating_sub(1));
            let hangs = matches!(above, Part::Group { connected: true, .. });
            if !hangs && top_row <= under + 1 {
                continue;
            }
            let Some(ground) = extent(layout, places, diagram, below) else { continue };
            let mut starts = Vec::new();
            lower_edges(layout, places, diagram, above, &mut starts);
            let Some(lowest) = starts.iter().map(|point| point.y).reduce(f32::max) else {
                continue;
            };
            let mut end = Point { x: ground.centre().x, y: ground.top };
            // A single line goes straight down, whatever rounding makes of two centres.
            if let [only] = starts.as_slice()
                && (only.x - end.x).abs() < 1.0
            {
                end.x = only.x;
            }
            layout.connectors.push(Connector {
                diagram,
                starts,
                bus: f32::midpoint(lowest, end.y),
                end,
            });
        }
    }
    for inner in part.parts() {
        lines(layout, places, diagram, inner, rows);
    }
}

/// The middle of the lower edge of everything that stands side by side in a part.
fn lower_edges(
    layout: &Layout,
    places: &Places,
    diagram: usize,
    part: &Part<'_>,
    found: &mut Vec<Point>,
) {
    let lower = |rect: Rect| Point { x: rect.centre().x, y: rect.bottom };
    match part {
        Part::Group { frame, repeat, copies, .. } if *frame != Frame::None => {
            let framed = (1..).zip(copies).filter_map(|(number, copy)| {
                frame_of(layout, places, diagram, copy, repeat, number)
            });
            found.extend(framed.map(lower));
        }
        Part::Row { parts, .. } | Part::Group { copies: parts, .. } => {
            for inner in parts {
                lower_edges(layout, places, diagram, inner, found);
            }
        }
        Part::Box { .. } | Part::Stack { .. } => {
            found.extend(extent(layout, places, diagram, part).map(lower));
        }
    }
}

/// What a part covers, the frames of its copies included.
fn extent(layout: &Layout, places: &Places, diagram: usize, part: &Part<'_>) -> Option<Rect> {
    if let Part::Group { frame, repeat, copies, .. } = part
        && *frame != Frame::None
    {
        return (1..)
            .zip(copies)
            .filter_map(|(number, copy)| frame_of(layout, places, diagram, copy, repeat, number))
            .reduce(|one, other| one.union(&other));
    }
    boxes_of(places, part)
}

/// The frame round one copy of a repeat.
fn frame_of(
    layout: &Layout,
    places: &Places,
    diagram: usize,
    copy: &Part<'_>,
    repeat: &Id,
    number: u32,
) -> Option<Rect> {
    let inside = boxes_of(places, copy)?;
    // Inside other repeats there are several of that number; one of them holds this copy.
    let frame = layout.frames.iter().find(|frame| {
        frame.diagram == diagram
            && frame.repeat == *repeat
            && frame.number == number
            && frame.rect.holds(&inside)
    });
    Some(frame.map_or(inside, |frame| frame.rect))
}

/// What the boxes of a part cover.
fn boxes_of(places: &Places, part: &Part<'_>) -> Option<Rect> {
    let own = match part {
        Part::Box { path, .. } => places.get(path).copied(),
        _ => None,
    };
    let inner = part.parts().iter().filter_map(|inner| boxes_of(places, inner));
    own.into_iter().chain(inner).reduce(|one, other| one.union(&other))
}
