//! What links find their ways through: channels between rows, lanes beside all boxes, and what is
//! free between them.

use crate::diagram::layout::{
    distances::{MARGIN, TRACK},
    geometry::Rect,
    lines::{
        free_space::{FreeSpace, Run},
        ways::{CORNER, End, Leg, Side, Way},
    },
};

/// Making room where all should have been made is worth so many points of a longer way.
const CROWDED: f32 = 200.0;

/// Where links may run in one diagram.
pub struct Router {
    pub space: FreeSpace,
    pub body: Rect,
    /// With the lanes.
    pub pane: Rect,
    /// Upper and lower end of each channel, ground first.
    pub channels: Vec<(f32, f32)>,
    /// Only channels and lanes that have room already.
    pub settled: bool,
}

/// How a line comes from a channel to what is next to it.
pub struct Reach {
    /// Between which heights it goes past it.
    pub past: (f32, f32),
    /// And up to its edge; and where that is.
    pub up_to: (f32, f32),
    pub edge: f32,
}

impl Router {
    pub fn channel(&self, number: usize) -> (f32, f32) {
        self.channels.get(number).copied().unwrap_or((self.body.top, self.body.top))
    }

    pub fn middle(&self, channel: usize) -> f32 {
        let (top, bottom) = self.channel(channel);
        f32::midpoint(top, bottom)
    }

    /// Has a channel, or have the lanes at a side, been given room?
    pub fn channel_cost(&self, number: usize) -> f32 {
        let (top, bottom) = self.channel(number);
        if !self.settled || bottom - top >= 2.0 * MARGIN - 0.1 { 0.0 } else { CROWDED }
    }

    pub fn lane_cost(&self, side: Side) -> f32 {
        if !self.settled || self.lane_room(side) >= TRACK { 0.0 } else { CROWDED }
    }

    pub fn lane_room(&self, side: Side) -> f32 {
        match side {
            Side::Left => self.body.left - self.pane.left,
            Side::Right => self.pane.right - self.body.right,
        }
    }

    /// Where a lane begins.
    pub fn edge(&self, side: Side) -> f32 {
        match side {
            Side::Left => self.body.left - 1.0,
            Side::Right => self.body.right + 1.0,
        }
    }

    /// How lines come from a channel to an end next to it.
    pub fn reach(&self, end: &End, channel: usize) -> Vec<Reach> {
        let (top, bottom) = self.channel(channel);
        let mut found = Vec::new();
        if channel == end.above {
            let edge = end.rect.top;
            found.push(Reach { past: (top, end.rect.bottom), up_to: (top, edge), edge });
        }
        if channel == end.below {
            let edge = end.rect.bottom;
            found.push(Reach { past: (end.rect.top, bottom), up_to: (edge, bottom), edge });
        }
        found
    }

    /// From where to where lines leave boxes of a row by their sides, at most.
    pub fn row(&self, row: usize) -> (f32, f32) {
        (self.channel(row + 1).1 + CORNER, self.channel(row).0 - CORNER)
    }

    /// From where to where lines leave a part by its sides: where several rows of boxes are in it,
    /// in the middle one, since others run between them.
    pub fn beside(&self, end: &End) -> (f32, f32) {
        let whole = (end.rect.top + CORNER, end.rect.bottom - CORNER);
        if end.above <= end.below + 1 {
            return whole;
        }
        let row = self.row(usize::midpoint(end.below, end.above));
        let range = (whole.0.max(row.0), whole.1.min(row.1));
        if range.0 < range.1 { range } else { whole }
    }

    /// The way is gone: others keep clear of it.
    pub fn take(&mut self, way: &Way, elbow: f32) {
        for leg in &way.legs {
            match leg {
                Leg::Vertical { x, ys } => {
                    self.space.take_vertical(Run { elbow, ..Run::new(*x, ys.0, ys.1) });
                }
                Leg::Horizontal { y, xs } => {
                    self.space.take_horizontal(Run { elbow, ..Run::new(*y, xs.0, xs.1) });
                }
                Leg::Channel(_) | Leg::Lane(_) => {}
            }
        }
    }
}
