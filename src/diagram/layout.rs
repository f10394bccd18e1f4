//! From what an author says to placed boxes, frames and lines: pure, and the same for every face
//! of the picture. Lengths are points at 100 % zoom.

mod columns;
mod contents;
mod distances;
mod fitting;
pub mod geometry;
mod levels;
mod lines;
mod panes;
pub mod placed;
mod placing;
mod request;
mod rows;
mod spacing;
mod spelled;
mod terrain;
mod wrapping;

pub use fitting::Label;
pub use placed::{
    Closed, Connector, Gap, Layout, Pane, PlacedBadge, PlacedBox, PlacedFrame, PlacedGauge,
    PlacedLink, Start, Stop, Title, Words,
};
pub use request::Request;
pub use spacing::SHRUNK;
pub use wrapping::{Line, Span, wrap};

use crate::diagram::model::likeness::Likeness;
use columns::Wants;
use geometry::Rect;
use levels::RowGrid;
use lines::{
    connectors::connect,
    links::route,
    room::{LinkRoom, PASSES},
};
use panes::PaneWords;
use placing::{Plot, icons, place};
use rows::Rows;
use spacing::{Spacing, Trial};
use spelled::Spelled;
use terrain::{SETTLED, Terrain};

/// Between diagrams that stand one above the other, in points.
const PANE_GAP: f32 = 24.0;

/// Lays out diagrams beside each other, or one above the other where there is too little room.
#[must_use]
pub fn lay_out(request: &Request<'_>) -> Layout {
    lay_out_while(request, &|| true).unwrap_or_default()
}

/// Lays them out as [`lay_out`] does, as long as that is wanted: asked for between the parts of the
/// work. Nothing where it was not wanted any more.
#[must_use]
pub fn lay_out_while(request: &Request<'_>, wanted: &dyn Fn() -> bool) -> Option<Layout> {
    let mut parts: Vec<Spelled<'_>> = Vec::with_capacity(request.diagrams.len());
    for diagram in request.diagrams {
        wanted().then_some(())?;
        parts.push(Spelled::of(diagram, request.measure));
    }
    let mut rooms = vec![LinkRoom::default(); parts.len()];
    let linked = request.diagrams.iter().any(|diagram| !diagram.links.is_empty());
    let (mut layout, mut grounds) = arranged(request, &parts, &rooms, wanted)?;
    if !linked {
        return Some(layout);
    }
    // Room for links moves what they join, and so changes the room that they need. It only grows,
    // so that this comes to an end.
    let (mut pass, mut made) = (0, 0);
    loop {
        let mut links = Vec::new();
        let mut more = false;
        for (index, (room, ground)) in rooms.iter_mut().zip(&mut grounds).enumerate() {
            let Some(diagram) = request.diagrams.get(index) else { continue };
            wanted().then_some(())?;
            ground.pass = pass;
            let (placed, needed) = route(&layout, diagram, index, ground, room, request.measure);
            links.extend(placed);
            more |= room.grow(&needed);
        }
        if more && made < PASSES {
            (layout, grounds) = arranged(request, &parts, &rooms, wanted)?;
            made += 1;
            pass = pass.max(made);
        } else if pass < SETTLED {
            pass = SETTLED;
        } else {
            layout.links = links;
            return Some(layout);
        }
    }
}

/// Everything but the links, with the room that `rooms` keeps for them; nothing where it is not wanted
/// any more.
fn arranged(
    request: &Request<'_>,
    parts: &[Spelled<'_>],
    rooms: &[LinkRoom],
    wanted: &dyn Fn() -> bool,
) -> Option<(Layout, Vec<Terrain>)> {
    let trial = Trial { request, parts, rooms, likeness: Likeness::of(request.same) };
    let Spacing { beside, narrow, fit } = trial.spacing();
    wanted().then_some(())?;
    let mut columns = trial.columns(narrow);
    let count = parts.len();
    let wants: Vec<Wants> =
        parts.iter().zip(&columns).map(|(part, columns)| columns.wants(part, fit)).collect();
    let needed = trial.needed(narrow, fit);
    // A figure whose narrowest boxes are wider than its column is wider too, and scrolls. Diagrams
    // in a last line that has fewer of them are wider, so that all lines are full.
    let pane_width = |index: usize| {
        let in_line = beside.min(count - (index - index % beside));
        trial.share(narrow, in_line).max(needed)
    };
    let width_within =
        |(index, room): (usize, &LinkRoom)| pane_width(index) - room.left - room.right;
    let widths: Vec<f32> = rooms.iter().enumerate().map(width_within).collect();
    for (columns, width) in columns.iter_mut().zip(&widths) {
        columns.whole = *width;
    }
    wanted().then_some(())?;
    let plans = trial.plans(&columns, &wants, &widths, fit, beside);
    let highest = |index: usize| {
        let from = index - index % beside;
        let line = plans.get(from..(from + beside).min(count)).unwrap_or_default();
        line.iter().map(|(rows, _)| rows.height).fold(0.0, f32::max)
    };
    let heights: Vec<f32> = (0..count).map(highest).collect();
    let words: Vec<PaneWords> = (0..)
        .zip(request.diagrams)
        .map(|(index, diagram)| PaneWords::of(request.measure, diagram, pane_width(index)))
        .collect();
    let titles: Vec<f32> = words.iter().map(PaneWords::title_height).collect();
    let mut layout = Layout { width: pane_width(0), stacked: beside < count, ..Layout::default() };
    let mut grounds = Vec::with_capacity(count);
    let (mut left, mut top, mut lowest) = (0.0, 0.0, 0.0_f32);
    for (index, (((part, wants), (rows, grid)), words)) in
        parts.iter().zip(&wants).zip(plans).zip(words).enumerate()
    {
        let (Some(diagram), Some(columns)) = (request.diagrams.get(index), columns.get(index))
        else {
            continue;
        };
        wanted().then_some(())?;
        if index > 0 && index % beside == 0 {
            (left, top) = (0.0, lowest + PANE_GAP);
        }
        let height = heights.get(index).copied().unwrap_or(rows.height);
        let pane_width = pane_width(index);
        let line = index - index % beside;
        let title = titles.iter().skip(line).take(beside).copied().fold(0.0, f32::max);
        let spot = (left, top, pane_width);
        let pane = Pane::at(diagram, words, part.height(), spot, (title, height));
        let room = rooms.get(index).cloned().unwrap_or_default();
        let body = Rect {
            left: pane.body.left + room.left,
            right: pane.body.right - room.right,
            ..pane.body
        };
        let body_and_lanes = pane.body;
        let first = layout.boxes.len();
        let at = Plot { diagram: index, columns, rows: &rows, body, fit };
        layout.boxes.reserve(wants.boxes);
        let rooms = place(&mut layout, (part, wants), &at);
        connect(&mut layout, part, &at, &rooms, &diagram.links);
        gaps(&mut layout, index, &rows, &grid, body);
        in_reading_order(&mut layout.boxes, first);
        layout.width = layout.width.max(pane.rect.right);
        layout.height = layout.height.max(pane.rect.bottom);
        lowest = lowest.max(pane.rect.bottom);
        left += pane_width + Trial::gutter(narrow);
        layout.panes.push(pane);
        grounds.push(Terrain { rows, body, pane: body_and_lanes, pass: 0 });
    }
    icons(&mut layout, request.measure);
    Some((layout, grounds))
}

/// Sorts the boxes from `first` on: top left first. Boxes are large values, so each is moved only
/// once.
fn in_reading_order(boxes: &mut [PlacedBox], first: usize) {
    let own = boxes.get_mut(first..).unwrap_or_default();
    let at = |b: &PlacedBox| (b.rect.top, b.rect.left);
    let before = |one: (f32, f32), other: (f32, f32)| {
        one.partial_cmp(&other).unwrap_or(std::cmp::Ordering::Equal)
    };
    if own.is_sorted_by(|one, other| before(at(one), at(other)).is_le()) {
        return;
    }
    let mut order: Vec<((f32, f32), usize)> =
        own.iter().enumerate().map(|(number, b)| (at(b), number)).collect();
    order.sort_by(|(one, _), (other, _)| before(*one, *other));
    let mut goes_to = vec![0; own.len()];
    for (place, (_, number)) in order.into_iter().enumerate() {
        if let Some(to) = goes_to.get_mut(number) {
            *to = place;
        }
    }
    for here in 0..own.len() {
        while let Some(there) = goes_to.get(here).copied().filter(|there| *there != here) {
            own.swap(here, there);
            goes_to.swap(here, there);
        }
    }
}

/// The free rows of one diagram, neighbours joined, clear of what stands above and below.
fn gaps(layout: &mut Layout, diagram: usize, rows: &Rows, grid: &RowGrid, body: Rect) {
    let mut free = vec![true; grid.rows];
    let firsts = grid.row_of.get(diagram).into_iter().flatten();
    let tops = grid.top_of.get(diagram).into_iter().flatten();
    for (row, top) in firsts.zip(tops) {
        free.get_mut(*row..=*top).unwrap_or_default().fill(false);
    }
    if !free.contains(&true) {
        return;
    }
    // For each row: where what stands in it or above it ends, and where what stands in it or below
    // it begins.
    let mut ends = vec![f32::NEG_INFINITY; grid.rows + 1];
    let mut begins = vec![f32::INFINITY; grid.rows + 1];
    for b in layout.boxes.iter().filter(|b| b.diagram == diagram) {
        if let (Some(end), Some(begin)) = (ends.get_mut(b.row), begins.get_mut(b.row + 1)) {
            *end = end.max(b.rect.bottom);
            *begin = begin.min(b.rect.top);
        }
    }
    let mut end = f32::NEG_INFINITY;
    for own in ends.iter_mut().rev() {
        end = end.max(*own);
        *own = end;
    }
    let mut begin = f32::INFINITY;
    for own in &mut begins {
        begin = begin.min(*own);
        *own = begin;
    }
    let framed = layout.frames.iter().filter(|frame| frame.diagram == diagram);
    let mut framed: Vec<f32> = framed.map(|frame| frame.rect.bottom).collect();
    framed.sort_by(f32::total_cmp);
    let mut row = 0;
    while row < grid.rows {
        let first = row;
        while free.get(row).copied().unwrap_or(false) {
            row += 1;
        }
        if row > first {
            let last = row - 1;
            let (free_top, free_bottom) =
                (body.bottom - rows.top(last), body.bottom - rows.bottom(first));
            let middle = f32::midpoint(free_top, free_bottom);
            // A frame may reach into the free rows: what stands above them ends at its edge.
            let higher = framed.partition_point(|bottom| *bottom < middle + 1.0);
            let frame = higher.checked_sub(1).and_then(|at| framed.get(at));
            let above = ends.get(row).copied().unwrap_or(f32::NEG_INFINITY);
            let above = above.max(frame.copied().unwrap_or(f32::NEG_INFINITY));
            let below = begins.get(first).copied().unwrap_or(f32::INFINITY);
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
