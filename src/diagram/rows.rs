//! How high each row of the common grid is, and how far apart rows stand.

use crate::diagram::{
    Frame,
    columns::Columns,
    fitting::Fit,
    levels::{Grid, Part},
};

/// Edges of every row, measured upwards from the ground, in points.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    /// For each diagram: the row of each of its levels.
    row_of: Vec<Vec<usize>>,
    bottoms: Vec<f32>,
    tops: Vec<f32>,
    pub height: f32,
}

/// Inside a frame, all round.
pub(super) const FRAME_PADDING: f32 = 5.0;
/// Between layers that rest on each other.
const GAP: f32 = 4.0;
/// Between a frame and what stands above or below it.
const FRAME_GAP: f32 = 10.0;
/// The same where connectors need room.
const CONNECTED_GAP: f32 = 28.0;
const ROW: f32 = 36.0;
const LOW_ROW: f32 = 32.0;
const TWO_LINE_ROW: f32 = 48.0;
const NOTE_ROW: f32 = 52.0;

/// What begins or ends at one level of one diagram.
#[derive(Debug, Clone, Copy, Default)]
struct Edge {
    /// Frames nested into each other that begin here.
    opened: u8,
    /// Frames nested into each other that end here.
    closed: u8,
    connected: bool,
}

impl Rows {
    pub(super) fn of(
        parts: &[Part<'_>],
        grid: &Grid,
        columns: &Columns<'_>,
        width: f32,
        fit: Fit,
        low: bool,
    ) -> Self {
        let mut heights = vec![if low { LOW_ROW } else { ROW }; grid.rows];
        let mut below = vec![GAP; grid.rows + 1];
        for (part, row_of) in parts.iter().zip(&grid.row_of) {
            let mut edges = vec![Edge::default(); part.height()];
            edges_of(part, 0, 0, &mut edges);
            columns.each_box(part, width, fit, &mut |level, two_lines, note| {
                if let Some(height) = row_of.get(level).and_then(|row| heights.get_mut(*row)) {
                    let needed = match (two_lines, note) {
                        (true, true) => NOTE_ROW + 16.0,
                        (true, false) => TWO_LINE_ROW,
                        (false, true) => NOTE_ROW,
                        (false, false) => 0.0,
                    };
                    *height = height.max(needed);
                }
            });
            for (level, edge) in edges.iter().enumerate() {
                let row = row_of.get(level).copied().unwrap_or_default();
                let under =
                    level.checked_sub(1).and_then(|l| Some((*row_of.get(l)?, edges.get(l)?)));
                if let Some(gap) = below.get_mut(row) {
                    *gap = gap.max(match under {
                        // On the ground.
                        None => f32::from(edge.opened) * FRAME_PADDING,
                        Some((under_row, _)) if under_row + 1 < row => 0.0,
                        Some((_, under)) => {
                            let apart = if edge.connected {
                                CONNECTED_GAP
                            } else if edge.opened + under.closed > 0 {
                                FRAME_GAP
                            } else {
                                GAP
                            };
                            apart + f32::from(edge.opened + under.closed) * FRAME_PADDING
                        }
                    });
                }
                // The highest level of a diagram: its frames need room above.
                if level + 1 == edges.len()
                    && let Some(gap) = below.get_mut(row + 1)
                {
                    *gap = gap.max(f32::from(edge.closed) * FRAME_PADDING);
                }
            }
        }
        // Nothing stands under the ground row or over the highest one.
        let ground = part_edges(parts, |edge| edge.first().map_or(0, |e| e.opened));
        let sky = part_edges(parts, |edge| edge.last().map_or(0, |e| e.closed));
        if let Some(first) = below.first_mut() {
            *first = f32::from(ground) * FRAME_PADDING;
        }
        if let Some(last) = below.last_mut() {
            *last = f32::from(sky) * FRAME_PADDING;
        }
        let (mut bottoms, mut tops, mut at) = (Vec::new(), Vec::new(), 0.0);
        for (row, height) in heights.iter().enumerate() {
            at += below.get(row).copied().unwrap_or_default();
            bottoms.push(at);
            at += height;
            tops.push(at);
        }
        at += below.last().copied().unwrap_or_default();
        Self { row_of: grid.row_of.clone(), bottoms, tops, height: at }
    }

    /// The same rows, for the diagram of that index instead of the first.
    pub(super) fn of_diagram(self, index: usize) -> Self {
        let mut row_of = vec![Vec::new(); index];
        row_of.extend(self.row_of);
        Self { row_of, ..self }
    }

    pub(super) fn row(&self, diagram: usize, level: usize) -> usize {
        self.row_of.get(diagram).and_then(|levels| levels.get(level)).copied().unwrap_or_default()
    }

    /// Height of a row's lower edge above the ground.
    pub(super) fn bottom(&self, row: usize) -> f32 {
        self.bottoms.get(row).copied().unwrap_or_default()
    }

    /// Height of a row's upper edge above the ground.
    pub(super) fn top(&self, row: usize) -> f32 {
        self.tops.get(row).copied().unwrap_or_default()
    }
}

fn part_edges(parts: &[Part<'_>], of: impl Fn(&[Edge]) -> u8) -> u8 {
    parts
        .iter()
        .map(|part| {
            let mut edges = vec![Edge::default(); part.height()];
            edges_of(part, 0, 0, &mut edges);
            of(&edges)
        })
        .max()
        .unwrap_or_default()
}

/// Counts the frames that begin and end at each level. `opened` and `closed` are those around
/// this part that share its lower or upper edge.
fn edges_of(part: &Part<'_>, opened: u8, closed: u8, edges: &mut [Edge]) {
    match part {
        Part::Box { base, .. } => {
            if let Some(edge) = edges.get_mut(*base) {
                edge.opened = edge.opened.max(opened);
                edge.closed = edge.closed.max(closed);
            }
        }
        Part::Stack { parts, .. } => {
            for (index, inner) in parts.iter().enumerate() {
                let lowest = index == 0;
                let highest = index + 1 == parts.len();
                edges_of(
                    inner,
                    if lowest { opened } else { 0 },
                    if highest { closed } else { 0 },
                    edges,
                );
            }
        }
        Part::Row { parts, base } => {
            for inner in parts {
                let highest = inner.height() == part.height();
                edges_of(inner, opened, if highest { closed } else { 0 }, edges);
            }
            let _ = base;
        }
        Part::Group { copies, frame, connected, base, .. } => {
            let framed = u8::from(*frame != Frame::None);
            if let Some(edge) = edges.get_mut(*base) {
                edge.connected |= connected;
            }
            for copy in copies {
                edges_of(copy, opened + framed, closed + framed, edges);
            }
        }
    }
}
