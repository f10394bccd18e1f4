//! What links find their ways through: channels between rows, lanes beside all boxes, and free
//! space between boxes.

use crate::diagram::layout::{
    distances::{MARGIN, TRACK},
    geometry::Rect,
    lines::{
        free_space::{FreeSpace, Run},
        ways::{CORNER, End, Leg, Side, Way},
    },
};

/// A way through a channel or a lane without room costs as much as so many points of length, once
/// room has been made.
const CROWDED: f32 = 200.0;

/// Where links may run in one diagram.
pub struct Router {
    pub space: FreeSpace,
    pub body: Rect,
    /// The body with the lanes at its sides.
    pub pane: Rect,
    /// Upper and lower end of each channel, ground first.
    pub channels: Vec<(f32, f32)>,
    /// Ways keep to channels and lanes that have room already, as far as they can.
    pub settled: bool,
}

/// How a line comes from a channel to what is next to it.
pub struct Reach {
    /// Between these heights it goes past the part.
    pub past: (f32, f32),
    /// Between these heights it goes up to the part's edge.
    pub up_to: (f32, f32),
    /// The height of that edge.
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

    /// What a way along this channel costs beyond its length, in points: nothing where it has room.
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

    /// The x at which the lanes at a side begin.
    pub fn edge(&self, side: Side) -> f32 {
        match side {
            Side::Left => self.body.left - 1.0,
            Side::Right => self.body.right + 1.0,
        }
    }

    /// How lines come from a channel to a part next to it.
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

    /// Between which heights lines may leave boxes of a row by their sides.
    pub fn row(&self, row: usize) -> (f32, f32) {
        (self.channel(row + 1).1 + CORNER, self.channel(row).0 - CORNER)
    }

    /// Between which heights lines leave a part by its sides. Of a part with several rows of boxes
    /// it is the middle row, since other lines run between rows.
    pub fn beside(&self, end: &End) -> (f32, f32) {
        let whole = (end.rect.top + CORNER, end.rect.bottom - CORNER);
        if end.above <= end.below + 1 {
            return whole;
        }
        let row = self.row(usize::midpoint(end.below, end.above));
        let range = (whole.0.max(row.0), whole.1.min(row.1));
        if range.0 < range.1 { range } else { whole }
    }

    /// Marks a way as taken: others keep clear of it.
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
