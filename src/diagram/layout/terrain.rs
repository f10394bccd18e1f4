//! What links find when they look for their ways.

use crate::diagram::layout::{geometry::Rect, rows::Rows};

/// Where the boxes of one diagram stand, links apart.
pub(super) struct Terrain {
    pub rows: Rows,
    /// The area of its boxes and frames.
    pub body: Rect,
    /// The same with the lanes beside it.
    pub pane: Rect,
    /// What links have been given between the parts of a row.
    pub row_gap: f32,
    /// Links keep to the channels and lanes that have room already.
    pub settled: bool,
}

impl Terrain {
    /// Upper and lower end of the room for links below each row, and above the last.
    pub(super) fn channels(&self) -> Vec<(f32, f32)> {
        let ends = self.rows.channels().iter();
        ends.map(|(low, high)| (self.body.bottom - high, self.body.bottom - low)).collect()
    }
}
