//! How high each row of the common grid is, and how far apart rows stand.

use crate::diagram::{
    layout::{
        columns::{Columns, Needs, Wants},
        distances::{CONNECTOR_BUS, FRAME_PADDING, FRAME_TITLE, TREE_BUS},
        fitting::Fit,
        levels::RowGrid,
        lines::phrase::height as words_height,
        spelled::Spelled,
    },
    model::Frame,
};

/// Edges of every row, measured upwards from the ground, in points.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    /// For each diagram: the row of each of its levels, the lowest and the highest of those that it
    /// stands across.
    row_of: Vec<Vec<usize>>,
    top_of: Vec<Vec<usize>>,
    bottoms: Vec<f32>,
    tops: Vec<f32>,
    /// Where links may run below each row, and above the last: lower and upper end.
    channels: Vec<(f32, f32)>,
    pub height: f32,
}

/// What rows are made from.
pub(super) struct Plan<'a, 'b> {
    pub parts: &'a [Spelled<'b>],
    pub grid: &'a RowGrid,
    pub columns: &'a [Columns<'a>],
    pub wants: &'a [Wants],
    /// The width of each diagram's boxes.
    pub widths: &'a [f32],
    pub fit: Fit,
    pub low: bool,
    /// The room for links below each row, and above the last, in points; missing: none.
    pub links: &'a [f32],
    /// How high links need the boxes of each row, in points; missing: as high as their words need.
    pub high: &'a [f32],
}

/// Between layers that rest on each other, in points.
const GAP: f32 = 4.0;
/// Between a frame and what stands above or below it, in points.
const FRAME_GAP: f32 = 10.0;
/// Between a frame and what stands below it, where connectors run between the two, in points.
const CONNECTED_GAP: f32 = 28.0;
/// From a tree's root to its branches, in points.
const TREE_GAP: f32 = 30.0;
/// What words at the lines of a tree need there besides their own height, in points.
const TREE_WORDS: f32 = 4.0;

/// What begins or ends at one level of one diagram.
#[derive(Debug, Clone, Copy, Default)]
struct Edge {
    /// How far frames that begin here reach down.
    opened: f32,
    /// How far frames that end here reach up, titles included.
    closed: f32,
    /// The least distance to the level below, in points.
    apart: f32,
    /// How much of the room below links leave free: above the level below, and under this level.
    keep_low: f32,
    keep_high: f32,
}

/// What the diagrams of a grid need of its rows, gathered from one after the other.
struct Needed {
    heights: Vec<f32>,
    /// The distance below each row, and above the last.
    below: Vec<f32>,
    /// What frames and buses take of that distance: from below, and from above.
    kept: Vec<(f32, f32)>,
    /// How far frames reach below the lowest row and above the highest.
    ground: f32,
    sky: f32,
    /// What stands across rows, from one to another, and how high it must be.
    tall: Vec<(usize, usize, f32)>,
}

impl Needed {
    fn new(rows: usize) -> Self {
        Self {
            heights: vec![0.0; rows],
            below: vec![GAP; rows + 1],
            kept: vec![(0.0, 0.0); rows + 1],
            ground: 0.0,
            sky: 0.0,
            tall: Vec::new(),
        }
    }

    /// The heights of a diagram's boxes, and what words at the lines of its trees need.
    fn boxes(&mut self, plan: &Plan<'_, '_>, index: usize, levels: Levels<'_>, edges: &mut [Edge]) {
        let (Some(part), Some(columns)) = (plan.parts.get(index), plan.columns.get(index)) else {
            return;
        };
        let (Some(wants), Some(width)) = (plan.wants.get(index), plan.widths.get(index)) else {
            return;
        };
        columns.each_box((part, wants), *width, plan.fit, plan.low, &mut |needs| {
            let (level, own) = match needs {
                Needs::Box { level, height } => (level, height),
                Needs::Words { level, lines } => {
                    if let Some(edge) = edges.get_mut(level) {
                        edge.words(lines);
                    }
                    return;
                }
            };
            let Some((row, top)) = levels.rows(level) else { return };
            if top > row {
                self.tall.push((row, top, own));
            } else if let Some(height) = self.heights.get_mut(row) {
                *height = height.max(own);
            }
        });
    }

    /// The frames and lines of a diagram, by what begins and ends at each of its levels.
    fn edges(&mut self, edges: &[Edge], levels: Levels<'_>) {
        self.ground = self.ground.max(edges.first().map_or(0.0, |edge| edge.opened));
        self.sky = self.sky.max(edges.last().map_or(0.0, |edge| edge.closed));
        for (level, edge) in edges.iter().enumerate() {
            let (row, top) = levels.rows(level).unwrap_or_default();
            let under = level.checked_sub(1);
            let under = under.and_then(|level| Some((levels.rows(level)?.1, *edges.get(level)?)));
            let over = edges.get(level + 1);
            self.keep(edge, (row, top), under, over.map_or(0.0, |over| over.keep_low));
            if let Some(gap) = self.below.get_mut(row) {
                *gap = gap.max(edge.distance(row, under));
            }
            // The highest level of a diagram: its frames need room above.
            if over.is_none()
                && let Some(gap) = self.below.get_mut(top + 1)
            {
                *gap = gap.max(edge.closed);
            }
        }
    }

    /// What a level takes of the room below and above it, from links. `under`: the row that the
    /// level below it ends in, and what ends there; `over` is what the one above keeps.
    fn keep(
        &mut self,
        edge: &Edge,
        (row, top): (usize, usize),
        under: Option<(usize, Edge)>,
        over: f32,
    ) {
        if let Some((low_end, high_end)) = self.kept.get_mut(row) {
            *high_end = high_end.max(edge.opened + edge.keep_high);
            *low_end = low_end.max(edge.keep_low);
        }
        if let Some((low_end, _)) = self.kept.get_mut(top + 1) {
            *low_end = low_end.max(edge.closed + over);
        }
        // A connector bridges free rows; its bus is next to what carries it.
        if let Some((under_row, under)) = under
            && under_row + 1 < row
            && let Some((low_end, _)) = self.kept.get_mut(under_row + 1)
        {
            *low_end = low_end.max(under.closed + 2.0 * CONNECTOR_BUS);
        }
    }

    /// Adds what links need: heights of rows, and distances between them.
    fn links(&mut self, high: &[f32], channels: &[f32]) {
        for (height, lines) in self.heights.iter_mut().zip(high) {
            *height = height.max(*lines);
        }
        // Nothing stands under the ground row or over the highest one.
        if let Some(first) = self.below.first_mut() {
            *first = self.ground;
        }
        if let Some(last) = self.below.last_mut() {
            *last = self.sky;
        }
        for ((gap, (low_end, high_end)), links) in
            self.below.iter_mut().zip(&self.kept).zip(channels)
        {
            if *links > 0.0 {
                *gap = gap.max(low_end + links + high_end);
            }
        }
    }

    /// A level that stands across rows takes their height together; they are raised where that is
    /// too little.
    fn across(&mut self) {
        for (row, top, needed) in std::mem::take(&mut self.tall) {
            let between: f32 = self.below.get(row + 1..=top).unwrap_or_default().iter().sum();
            raise(self.heights.get_mut(row..=top).unwrap_or_default(), needed - between);
        }
    }

    /// Stacks the rows one on top of the other.
    fn stacked(&self, grid: &RowGrid) -> Rows {
        let (mut bottoms, mut tops, mut channels, mut at) = (vec![], vec![], vec![], 0.0);
        for (row, (gap, (low_end, high_end))) in self.below.iter().zip(&self.kept).enumerate() {
            let (mut from, mut to) = (at + low_end, at + gap - high_end);
            if to < from {
                from = f32::midpoint(from, to).clamp(at, at + gap);
                to = from;
            }
            channels.push((from, to));
            at += gap;
            if let Some(height) = self.heights.get(row) {
                bottoms.push(at);
                at += height;
                tops.push(at);
            }
        }
        let (row_of, top_of) = (grid.row_of.clone(), grid.top_of.clone());
        Rows { row_of, top_of, bottoms, tops, channels, height: at }
    }
}

/// The rows that the levels of one diagram stand in.
#[derive(Clone, Copy)]
struct Levels<'a> {
    row_of: &'a [usize],
    top_of: &'a [usize],
}

impl Levels<'_> {
    /// The lowest and the highest row of a level.
    fn rows(self, level: usize) -> Option<(usize, usize)> {
        Some((*self.row_of.get(level)?, *self.top_of.get(level)?))
    }
}

impl Edge {
    /// The lines from the root of a tree begin at this level, with so many lines of words.
    fn words(&mut self, lines: usize) {
        let gap = TREE_GAP + if lines > 0 { TREE_WORDS + words_height(lines) } else { 0.0 };
        self.apart = self.apart.max(gap);
        self.keep_high = self.keep_high.max(TREE_BUS + 4.0);
        self.keep_low = self.keep_low.max(gap - TREE_BUS - 4.0);
    }

    /// How far a level in that row is from the level under it, in points.
    fn distance(&self, row: usize, under: Option<(usize, Self)>) -> f32 {
        match under {
            // It stands on the ground.
            None => self.opened,
            Some((under_row, _)) if under_row + 1 < row => 0.0,
            Some((_, under)) => {
                let framed = self.opened + under.closed > 0.0;
                let apart = if framed { FRAME_GAP } else { GAP };
                apart.max(self.apart) + self.opened + under.closed
            }
        }
    }
}

impl Rows {
    pub(super) fn of(plan: &Plan<'_, '_>) -> Self {
        let grid = plan.grid;
        let mut needed = Needed::new(grid.rows);
        let places = grid.row_of.iter().zip(&grid.top_of);
        for (index, (part, (row_of, top_of))) in plan.parts.iter().zip(places).enumerate() {
            let levels = Levels { row_of, top_of };
            let mut edges = vec![Edge::default(); part.height()];
            edges_of(part, 0.0, 0.0, &mut edges);
            needed.boxes(plan, index, levels, &mut edges);
            needed.edges(&edges, levels);
        }
        needed.links(plan.high, plan.links);
        needed.across();
        needed.stacked(grid)
    }

    /// These rows with their diagrams counted from `index` on, instead of from 0.
    pub(super) fn shifted_to(self, index: usize) -> Self {
        let shifted = |own: Vec<Vec<usize>>| {
            let mut all = vec![Vec::new(); index];
            all.extend(own);
            all
        };
        Self { row_of: shifted(self.row_of), top_of: shifted(self.top_of), ..self }
    }

    /// The lowest row that a level stands in.
    pub(super) fn row(&self, diagram: usize, level: usize) -> usize {
        self.row_of.get(diagram).and_then(|levels| levels.get(level)).copied().unwrap_or_default()
    }

    /// The highest row that a level stands in.
    pub(super) fn top_row(&self, diagram: usize, level: usize) -> usize {
        self.top_of.get(diagram).and_then(|levels| levels.get(level)).copied().unwrap_or_default()
    }

    /// Height of a row's lower edge above the ground, in points.
    pub(super) fn bottom(&self, row: usize) -> f32 {
        self.bottoms.get(row).copied().unwrap_or_default()
    }

    /// Height of a row's upper edge above the ground, in points.
    pub(super) fn top(&self, row: usize) -> f32 {
        self.tops.get(row).copied().unwrap_or_default()
    }

    /// The room for links below each row, and above the last: lower and upper end above the ground,
    /// in points.
    pub(super) fn channels(&self) -> &[(f32, f32)] {
        &self.channels
    }
}

/// Makes rows higher, each by as much, where together they are lower than `needed` points.
fn raise(rows: &mut [f32], needed: f32) {
    let short = needed - rows.iter().sum::<f32>();
    if short > 0.0 && !rows.is_empty() {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand rows at most")]
        let each = short / rows.len() as f32;
        for height in rows {
            *height += each;
        }
    }
}

/// Measures the frames that begin and end at each level of a part. `opened` and `closed` say how
/// far frames round the part reach beyond its lower and its upper edge.
fn edges_of(part: &Spelled<'_>, opened: f32, closed: f32, edges: &mut [Edge]) {
    let framed = |frame: Frame| if frame == Frame::None { 0.0 } else { FRAME_PADDING };
    match part {
        Spelled::Box(own) => {
            if let Some(edge) = edges.get_mut(own.base) {
                edge.opened = edge.opened.max(opened);
                edge.closed = edge.closed.max(closed);
            }
        }
        Spelled::Copies { copies, frame, connected, base, .. } => {
            if *connected && let Some(edge) = edges.get_mut(*base) {
                edge.apart = edge.apart.max(CONNECTED_GAP);
                edge.keep_low = edge.keep_low.max(2.0 * CONNECTOR_BUS);
            }
            for copy in copies {
                edges_of(copy, opened + framed(*frame), closed + framed(*frame), edges);
            }
        }
        Spelled::Framed { parts, name, frame, .. } => {
            let more = framed(*frame);
            let title = if name.is_some() { FRAME_TITLE } else { 0.0 };
            for inner in parts {
                edges_of(inner, opened + more, closed + more + title, edges);
            }
        }
        Spelled::Tree { parts, .. } => {
            if let Some(edge) = parts.first().and_then(|root| edges.get_mut(root.base())) {
                edge.words(0);
            }
            lower_and_higher(part, opened, closed, edges);
        }
        Spelled::Stack { .. } | Spelled::Row { .. } | Spelled::Cells { .. } => {
            lower_and_higher(part, opened, closed, edges);
        }
    }
}

/// Measures what lies in a part: `opened` holds for what lies at its lower edge, `closed` for what
/// lies at its upper one.
fn lower_and_higher(part: &Spelled<'_>, opened: f32, closed: f32, edges: &mut [Edge]) {
    let (ground, sky) = (part.base(), part.base() + part.height());
    for inner in part.parts() {
        let lowest = inner.base() == ground;
        let highest = inner.base() + inner.height() == sky;
        edges_of(
            inner,
            if lowest { opened } else { 0.0 },
            if highest { closed } else { 0.0 },
            edges,
        );
    }
}
