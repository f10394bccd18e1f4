//! What is known of a diagram's places when its links look for their ways.

use crate::diagram::layout::{geometry::Rect, rows::Rows};

/// Where the boxes of one diagram stand.
pub(super) struct Terrain {
    pub rows: Rows,
    /// The area of its boxes and frames.
    pub body: Rect,
    /// The area of its boxes and frames, with the lanes at its sides.
    pub pane: Rect,
    /// How often room has been made so far.
    pub pass: usize,
}

/// From this pass on, links keep to the room that there is, as far as they can.
pub(super) const SETTLED: usize = 3;

impl Terrain {
    /// Do links keep to the channels and lanes that have room already?
    pub(super) fn settled(&self) -> bool {
        self.pass >= SETTLED
    }

    /// Upper and lower end of the room for links below each row, and above the last.
    pub(super) fn channels(&self) -> Vec<(f32, f32)> {
        let ends = self.rows.channels().iter();
        ends.map(|(low, high)| (self.body.bottom - high, self.body.bottom - low)).collect()
    }
}
