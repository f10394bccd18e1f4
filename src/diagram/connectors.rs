//! Lines between parts that stand apart: each start goes down to a bus, the bus to what carries it.

use crate::diagram::{
    geometry::{Point, Rect},
    layout::{Connector, Layout},
    levels::Part,
    rows::Rows,
};

/// Adds the connectors of one diagram whose boxes and frames are placed.
pub(super) fn connect(layout: &mut Layout, diagram: usize, part: &Part<'_>, rows: &Rows) {
    if let Part::Stack { parts, .. } = part {
        for pair in parts.windows(2) {
            let [below, above] = pair else { continue };
            let top_row = rows.row(diagram, above.base());
            let under = rows.row(diagram, above.base().saturating_sub(1));
            let hangs = matches!(above, Part::Group { connected: true, .. });
            if !hangs && top_row <= under + 1 {
                continue;
            }
            let Some(ground) = extent(layout, diagram, below) else { continue };
            let mut starts = Vec::new();
            lower_edges(layout, diagram, above, &mut starts);
            let Some(lowest) = starts.iter().map(|point| point.y).reduce(f32::max) else {
                continue;
            };
            let end = Point { x: ground.centre().x, y: ground.top };
            layout.connectors.push(Connector {
                diagram,
                starts,
                bus: f32::midpoint(lowest, end.y),
                end,
            });
        }
    }
    for inner in part.parts() {
        connect(layout, diagram, inner, rows);
    }
}

/// The middle of the lower edge of everything that stands side by side in a part.
fn lower_edges(layout: &Layout, diagram: usize, part: &Part<'_>, found: &mut Vec<Point>) {
    match part {
        Part::Row { parts, .. } | Part::Group { copies: parts, .. } => {
            for inner in parts {
                lower_edges(layout, diagram, inner, found);
            }
        }
        Part::Box { .. } | Part::Stack { .. } => {
            if let Some(rect) = extent(layout, diagram, part) {
                found.push(Point { x: rect.centre().x, y: rect.bottom });
            }
        }
    }
}

/// What a part covers, the frame round it included.
fn extent(layout: &Layout, diagram: usize, part: &Part<'_>) -> Option<Rect> {
    fn boxes<'a>(part: &'a Part<'_>, found: &mut Vec<&'a crate::diagram::NodePath>) {
        if let Part::Box { path, .. } = part {
            found.push(path);
        }
        for inner in part.parts() {
            boxes(inner, found);
        }
    }
    let mut paths = Vec::new();
    boxes(part, &mut paths);
    let inside = layout
        .boxes
        .iter()
        .filter(|placed| placed.diagram == diagram && paths.contains(&&placed.path))
        .map(|placed| placed.rect)
        .reduce(|one, other| one.union(&other))?;
    // The frame that holds just this part, if any.
    let copies = paths.first().map(|path| path.copies.clone()).unwrap_or_default();
    let frame = layout.frames.iter().filter(|frame| {
        frame.diagram == diagram
            && frame.rect.holds(&inside)
            && copies
                .last()
                .is_some_and(|(id, number)| *id == frame.repeat && *number == frame.number)
    });
    Some(frame.map(|frame| frame.rect).next().unwrap_or(inside))
}
