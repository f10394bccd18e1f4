//! From what an author says to placed boxes, frames and lines: pure, and the same for every face
//! of the picture. Lengths are points at 100 % zoom.

mod columns;
mod contents;
mod distances;
mod fitting;
pub mod geometry;
mod levels;
mod lines;
pub mod placed;
mod placing;
mod request;
mod rows;
mod spacing;
mod terrain;

pub use fitting::Label;
pub use placed::{
    Closed, Connector, Gap, Layout, Pane, PlacedBadge, PlacedBox, PlacedFrame, PlacedGauge,
    PlacedLink, Start, Stop, Title, Words,
};
pub use request::Request;

use crate::diagram::model::Diagram;
use geometry::Rect;
use levels::{RowGrid, Spelled};
use lines::{
    connectors::connect,
    links::{LinkRoom, PASSES, route},
};
use placing::{Plot, icons, place};
use rows::Rows;
use spacing::{Spacing, Trial};
use terrain::{SETTLED, Terrain};

const TITLE: f32 = 24.0;
const TITLE_GAP: f32 = 10.0;
const CAPTION_GAP: f32 = 10.0;
const CAPTION: f32 = 20.0;
/// Between diagrams that stand one above the other.
const PANE_GAP: f32 = 24.0;

impl Pane {
    /// Title, body and caption one below the other.
    fn at(diagram: &Diagram, left: f32, top: f32, width: f32, body_height: f32) -> Self {
        let right = left + width;
        let across = |top: f32, height: f32| Rect { left, top, right, bottom: top + height };
        let body = across(top + TITLE + TITLE_GAP, body_height);
        let caption = across(body.bottom + CAPTION_GAP, CAPTION);
        Self {
            diagram: diagram.id.clone(),
            rect: across(top, caption.bottom - top),
            title: across(top, TITLE),
            body,
            caption,
        }
    }
}

/// Lays out diagrams beside each other, or one above the other where there is too little room.
#[must_use]
pub fn lay_out(request: &Request<'_>) -> Layout {
    let parts: Vec<Spelled<'_>> =
        request.diagrams.iter().map(|diagram| Spelled::of(diagram)).collect();
    let mut rooms = vec![LinkRoom::default(); parts.len()];
    let linked = request.diagrams.iter().any(|diagram| !diagram.links.is_empty());
    let (mut layout, mut grounds) = arranged(request, &parts, &rooms);
    if !linked {
        return layout;
    }
    // Room for links changes what stands where, and so the room that they need: it only grows.
    let (mut pass, mut made) = (0, 0);
    loop {
        let mut links = Vec::new();
        let mut more = false;
        for (index, (room, ground)) in rooms.iter_mut().zip(&mut grounds).enumerate() {
            let Some(diagram) = request.diagrams.get(index) else { continue };
            ground.pass = pass;
            let (placed, needed) = route(&layout, diagram, index, ground, room, request.measure);
            links.extend(placed);
            more |= room.grow(&needed);
        }
        if more && made < PASSES {
            (layout, grounds) = arranged(request, &parts, &rooms);
            made += 1;
            pass = pass.max(made);
        } else if pass < SETTLED {
            pass = SETTLED;
        } else {
            layout.links = links;
            return layout;
        }
    }
}

/// Everything but the links, with so much room for them.
fn arranged(
    request: &Request<'_>,
    parts: &[Spelled<'_>],
    rooms: &[LinkRoom],
) -> (Layout, Vec<Terrain>) {
    let trial = Trial { request, parts, rooms };
    let Spacing { beside, narrow, fit } = trial.spacing();
    let mut columns = trial.columns(narrow);
    let count = parts.len();
    // Narrower than the narrowest boxes: the figure is wider than its column and scrolls. Fewer in
    // the last line are wider, so that all lines are full.
    let pane_width = |index: usize| {
        let in_line = beside.min(count - (index - index % beside));
        trial.share(narrow, in_line).max(trial.needed(narrow, fit))
    };
    let width_within =
        |(index, room): (usize, &LinkRoom)| pane_width(index) - room.left - room.right;
    let widths: Vec<f32> = rooms.iter().enumerate().map(width_within).collect();
    for (columns, width) in columns.iter_mut().zip(&widths) {
        columns.whole = *width;
    }
    let stacked = beside < count;
    let plans = trial.plans(&columns, &widths, fit, beside);
    let highest = |index: usize| {
        let from = index - index % beside;
        let line = plans.get(from..(from + beside).min(count)).unwrap_or_default();
        line.iter().map(|(rows, _)| rows.height).fold(0.0, f32::max)
    };
    let heights: Vec<f32> = (0..count).map(highest).collect();

    let mut layout = Layout { width: pane_width(0), stacked, ..Layout::default() };
    let mut grounds = Vec::with_capacity(count);
    let (mut left, mut top, mut lowest) = (0.0, 0.0, 0.0_f32);
    for (index, (part, (rows, grid))) in parts.iter().zip(plans).enumerate() {
        let (Some(diagram), Some(columns)) = (request.diagrams.get(index), columns.get(index))
        else {
            continue;
        };
        if index > 0 && index % beside == 0 {
            (left, top) = (0.0, lowest + PANE_GAP);
        }
        let height = heights.get(index).copied().unwrap_or(rows.height);
        let pane_width = pane_width(index);
        let pane = Pane::at(diagram, left, top, pane_width, height);
        let room = rooms.get(index).cloned().unwrap_or_default();
        let body = Rect {
            left: pane.body.left + room.left,
            right: pane.body.right - room.right,
            ..pane.body
        };
        let body_and_lanes = pane.body;
        let first = layout.boxes.len();
        let at = Plot { diagram: index, columns, rows: &rows, body, fit };
        place(&mut layout, part, &at);
        connect(&mut layout, index, part, &rows, request.measure, body, &diagram.links);
        gaps(&mut layout, index, &rows, &grid, body);
        if let Some(own) = layout.boxes.get_mut(first..) {
            own.sort_by(|a, b| {
                (a.rect.top, a.rect.left)
                    .partial_cmp(&(b.rect.top, b.rect.left))
                    .unwrap_or(std::cmp::Ordering::Equal)
            });
        }
        layout.width = layout.width.max(pane.rect.right);
        layout.height = layout.height.max(pane.rect.bottom);
        lowest = lowest.max(pane.rect.bottom);
        left += pane_width + Trial::gutter(narrow);
        layout.panes.push(pane);
        grounds.push(Terrain { rows, body, pane: body_and_lanes, pass: 0 });
    }
    icons(&mut layout, request.measure);
    (layout, grounds)
}

/// The free rows of one diagram, neighbours joined, clear of what stands above and below.
fn gaps(layout: &mut Layout, diagram: usize, rows: &Rows, grid: &RowGrid, body: Rect) {
    let own = grid.row_of.get(diagram).map_or(&[] as &[usize], Vec::as_slice);
    let mut row = 0;
    while row < grid.rows {
        let first = row;
        while row < grid.rows && !own.contains(&row) {
            row += 1;
        }
        if row > first {
            let last = row - 1;
            let standing =
                layout.boxes.iter().filter(|b| b.diagram == diagram).map(|b| (b.row, b.rect));
            let framed = layout.frames.iter().filter(|f| f.diagram == diagram).map(|f| f.rect);
            let (free_top, free_bottom) =
                (body.bottom - rows.top(last), body.bottom - rows.bottom(first));
            let middle = f32::midpoint(free_top, free_bottom);
            // Frames reach into the free rows: what is above ends at its frame's edge.
            let above = standing
                .clone()
                .filter(|(r, _)| *r > last)
                .map(|(_, rect)| rect.bottom)
                .chain(framed.filter(|rect| rect.bottom < middle + 1.0).map(|rect| rect.bottom))
                .fold(f32::NEG_INFINITY, f32::max);
            let below = standing
                .filter(|(r, _)| *r < first)
                .map(|(_, rect)| rect.top)
                .fold(f32::INFINITY, f32::min);
            let top = if above.is_finite() { above + 8.0 } else { free_top };
            let bottom = if below.is_finite() { below - 9.0 } else { free_bottom };
            layout.gaps.push(Gap {
                diagram,
                rows: (first, last),
                rect: Rect { left: body.left, top, right: body.right, bottom },
            });
        }
        row += 1;
    }
}
