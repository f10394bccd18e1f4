//! From what an author says to placed boxes, frames and lines: pure, and the same for every face
//! of the picture. Lengths are points at 100 % zoom.

use crate::{
    diagram::{
        Diagram, Frame, LayerRole, NodePath, Same,
        columns::{Columns, place},
        connectors::connect,
        fitting::{Fit, Label},
        geometry::{Point, Rect},
        levels::{Grid, Part},
        rows::Rows,
    },
    id::Id,
    theme::Measure,
};

/// What to lay out, and the room for it.
pub struct Request<'a> {
    /// One to five, left to right.
    pub diagrams: &'a [&'a Diagram],
    pub same: &'a [Same],
    /// The width there is, in points.
    pub width: f32,
    /// Rows are lower in a window that is.
    pub low: bool,
    pub measure: &'a dyn Measure,
}

/// Everything in its place, the origin at the top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub width: f32,
    pub height: f32,
    /// The diagrams stand one above the other for want of width.
    pub stacked: bool,
    pub panes: Vec<Pane>,
    /// All boxes: diagram by diagram, in each from the top left to the bottom right.
    pub boxes: Vec<PlacedBox>,
    pub frames: Vec<PlacedFrame>,
    pub connectors: Vec<Connector>,
    pub gaps: Vec<Gap>,
}

/// The place of one diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct Pane {
    pub diagram: Id,
    /// Title, stack and caption.
    pub rect: Rect,
    pub title: Rect,
    /// All boxes and frames.
    pub body: Rect,
    /// Its top left corner; its height is the painter's, since it wraps.
    pub caption: Rect,
}

/// One drawn layer.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedBox {
    pub path: NodePath,
    /// Index of its diagram in the request.
    pub diagram: usize,
    pub rect: Rect,
    /// The full name, `{n}` filled in.
    pub name: String,
    pub label: Label,
    pub note: Option<String>,
    pub role: LayerRole,
    /// There is room for the role's icon, in this and in every box of its row.
    pub icon: bool,
    /// How many layers stand under it in its own diagram.
    pub level: usize,
    /// How many levels its diagram has.
    pub levels: usize,
    /// The row of the common grid, counted from the ground.
    pub row: usize,
}

/// The line round a copy.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedFrame {
    pub diagram: usize,
    pub repeat: Id,
    pub number: u32,
    pub frame: Frame,
    pub rect: Rect,
}

/// Lines that say "stands on": from each start to a common bus, and down to the end.
#[derive(Debug, Clone, PartialEq)]
pub struct Connector {
    pub diagram: usize,
    pub starts: Vec<Point>,
    /// Height of the bus.
    pub bus: f32,
    pub end: Point,
}

/// Free rows of one diagram where others have layers: room for saying what is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    pub diagram: usize,
    /// Lowest and highest free row.
    pub rows: (usize, usize),
    pub rect: Rect,
}

/// The figure is narrow below this width, and everything stands closer.
const NARROW: f32 = 560.0;
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
    let parts: Vec<Part<'_>> = request.diagrams.iter().map(|diagram| Part::of(diagram)).collect();
    let grid = Grid::of(request.diagrams, &parts, request.same);
    let narrow = request.width < NARROW;
    let count = parts.len().max(1);
    let spaced = |narrow: bool| {
        let (gap, gutter) = if narrow { (6.0, 20.0) } else { (8.0, 32.0) };
        #[expect(clippy::cast_precision_loss, reason = "a handful of diagrams")]
        let share = ((request.width - gutter * (count as f32 - 1.0)) / count as f32).floor();
        (Columns { gap, measure: request.measure }, gutter, share)
    };
    let fits = |columns: &Columns<'_>, width: f32| {
        Fit::ALL
            .into_iter()
            .find(|fit| parts.iter().all(|part| columns.needed(part, *fit) <= width))
    };
    // Words are left out only when there is no other way.
    let whole_words = |(columns, _, share): &(Columns<'_>, f32, f32)| {
        fits(columns, *share).filter(|fit| *fit < Fit::Shortened)
    };
    let mut spacing = spaced(narrow);
    // Standing closer is better than standing one above the other.
    if !narrow && whole_words(&spacing).is_none() {
        let closer = spaced(true);
        if whole_words(&closer).is_some() {
            spacing = closer;
        }
    }
    let beside = whole_words(&spacing);
    let (columns, gutter, share) = spacing;
    let fits_in = |width: f32| fits(&columns, width);
    let stacked = beside.is_none() && count > 1;
    let pane_width = if stacked { request.width } else { share };
    let fit = beside.or_else(|| fits_in(pane_width)).unwrap_or(Fit::Shortened);
    // Narrower than the narrowest boxes: the figure is wider than its column and scrolls.
    let pane_width =
        parts.iter().map(|part| columns.needed(part, Fit::Shortened)).fold(pane_width, f32::max);

    let rows_of = |parts: &[Part<'_>], grid: &Grid| {
        Rows::of(parts, grid, &columns, pane_width, fit, request.low)
    };
    // One above the other, equal layers don't face each other: a free row is kept where it says
    // what is missing, but not a whole field of them.
    let apart = stacked && parts.iter().any(|part| grid.rows > part.height() + 1);
    let plans: Vec<(Rows, Grid)> = if apart {
        let own = parts.iter().enumerate().map(|(index, part)| {
            let grid = Grid::alone(part.height());
            (rows_of(std::slice::from_ref(part), &grid).of_diagram(index), grid.of_diagram(index))
        });
        own.collect()
    } else {
        vec![(rows_of(&parts, &grid), grid.clone()); parts.len()]
    };

    let mut layout = Layout {
        width: pane_width,
        height: 0.0,
        stacked,
        panes: Vec::new(),
        boxes: Vec::new(),
        frames: Vec::new(),
        connectors: Vec::new(),
        gaps: Vec::new(),
    };
    let (mut left, mut top) = (0.0, 0.0);
    for (index, ((part, diagram), (rows, grid))) in
        parts.iter().zip(request.diagrams).zip(&plans).enumerate()
    {
        let pane = Pane::at(diagram, left, top, pane_width, rows.height);
        let body = pane.body;
        let pane_height = pane.rect.height();
        let first = layout.boxes.len();
        place(&mut layout, index, part, &columns, rows, body, fit);
        connect(&mut layout, index, part, rows);
        gaps(&mut layout, index, rows, grid, body);
        if let Some(own) = layout.boxes.get_mut(first..) {
            own.sort_by(|a, b| {
                (a.rect.top, a.rect.left)
                    .partial_cmp(&(b.rect.top, b.rect.left))
                    .unwrap_or(std::cmp::Ordering::Equal)
            });
        }
        layout.width = layout.width.max(pane.rect.right);
        layout.height = layout.height.max(pane.rect.bottom);
        layout.panes.push(pane);
        if stacked {
            top += pane_height + PANE_GAP;
        } else {
            left += pane_width + gutter;
        }
    }
    layout
}

/// The free rows of one diagram, neighbours joined, clear of what stands above and below.
fn gaps(layout: &mut Layout, diagram: usize, rows: &Rows, grid: &Grid, body: Rect) {
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
