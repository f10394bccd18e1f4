//! The way of a link from one part to another: straight, along a channel, or round by a lane; the
//! cheapest that is free.

use crate::diagram::{
    layout::{
        distances::{ACROSS, MARGIN, TRACK},
        geometry::Rect,
        lines::free_space::{FreeSpace, Run},
        placed::Layout,
    },
    model::{Diagram, Link, NodePath},
};

/// Lines keep away from the corners of boxes.
const CORNER: f32 = 8.0;
/// A bend is worth so many points of a longer way.
const BEND: f32 = 24.0;

/// One end of a link.
#[derive(Debug, Clone)]
pub struct End {
    pub path: NodePath,
    pub rect: Rect,
    /// The channels next to it.
    pub below: usize,
    pub above: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// A part of a way.
#[derive(Debug, Clone, Copy)]
pub enum Leg {
    /// Straight up or down, between fixed ends or tracks.
    Vertical { x: f32 },
    /// Straight across, from or to the side of a box.
    Horizontal { y: f32 },
    /// Along a channel, on a track that is not known yet.
    Channel(usize),
    /// Up or down beside all boxes.
    Lane(Side),
}

/// A way from one end to the other.
#[derive(Debug, Clone)]
pub struct Way {
    pub legs: Vec<Leg>,
    pub cost: f32,
}

/// Every pair of parts that a link of the diagram joins.
pub fn ends<'a>(layout: &Layout, diagram: &'a Diagram, index: usize) -> Vec<(&'a Link, End, End)> {
    let boxes = layout.boxes.iter().filter(|b| b.diagram == index);
    let mut places: Vec<End> = boxes
        .map(|b| End { path: b.path.clone(), rect: b.rect, below: b.row, above: b.row + 1 })
        .collect();
    for frame in layout.frames.iter().filter(|f| f.diagram == index && f.title.is_some()) {
        let inside =
            layout.boxes.iter().filter(|b| b.diagram == index && frame.rect.holds(&b.rect));
        let rows: Vec<usize> = inside.map(|b| b.row).collect();
        if let (Some(lowest), Some(highest)) = (rows.iter().min(), rows.iter().max()) {
            let path = frame.path.clone();
            let rect = frame.solid();
            places.push(End { path, rect, below: *lowest, above: highest + 1 });
        }
    }
    let mut pairs = Vec::new();
    for link in &diagram.links {
        for from in places.iter().filter(|end| link.from.means(&end.path)) {
            for to in places.iter().filter(|end| link.to.means(&end.path)) {
                if in_same_copies(&from.path, &to.path) && !from.rect.overlaps(&to.rect) {
                    pairs.push((link, from.clone(), to.clone()));
                }
            }
        }
    }
    pairs
}

/// Two parts belong to each other if no repeat that both lie in tells them apart.
fn in_same_copies(one: &NodePath, other: &NodePath) -> bool {
    one.copies.iter().all(|(repeat, number)| {
        other.copies.iter().all(|(also, copy)| also != repeat || copy == number)
    })
}

pub struct Router {
    pub space: FreeSpace,
    pub body: Rect,
    /// With the lanes.
    pub pane: Rect,
    /// Upper and lower end of each channel, ground first.
    pub channels: Vec<(f32, f32)>,
    /// What the layout has already been asked for.
    pub row_gap: f32,
    /// Only channels and lanes that have room already.
    pub settled: bool,
}

impl Router {
    pub fn channel(&self, number: usize) -> (f32, f32) {
        self.channels.get(number).copied().unwrap_or((self.body.top, self.body.top))
    }

    /// The cheapest way there is.
    pub fn way(&self, from: &End, to: &End) -> Option<Way> {
        let within = if self.settled { self.cheapest(from, to, true) } else { None };
        within.or_else(|| self.cheapest(from, to, false))
    }

    /// Has a channel, or have the lanes at a side, been given room?
    fn channel_has_room(&self, number: usize) -> bool {
        let (top, bottom) = self.channel(number);
        bottom - top >= 2.0 * MARGIN - 0.1
    }

    fn lanes_have_room(&self, side: Side) -> bool {
        self.lane_room(side) >= TRACK
    }

    pub fn lane_room(&self, side: Side) -> f32 {
        match side {
            Side::Left => self.body.left - self.pane.left,
            Side::Right => self.pane.right - self.body.right,
        }
    }

    fn cheapest(&self, from: &End, to: &End, within: bool) -> Option<Way> {
        let allowed = |way: &Way| {
            !within
                || way.legs.iter().all(|leg| match leg {
                    Leg::Channel(number) => self.channel_has_room(*number),
                    Leg::Lane(side) => self.lanes_have_room(*side),
                    Leg::Vertical { .. } | Leg::Horizontal { .. } => true,
                })
        };
        let mut ways: Vec<Way> = Vec::new();
        ways.extend(self.straight(from, to));
        ways.extend(self.neighbours(from, to));
        let (up, down) = (from.above, from.below);
        for channel in [up, down, to.above, to.below] {
            ways.extend(self.one_channel(from, to, channel));
        }
        for side in [Side::Right, Side::Left] {
            ways.extend(self.round(from, to, side));
        }
        ways.into_iter().filter(allowed).min_by(|one, other| one.cost.total_cmp(&other.cost))
    }

    /// Straight up or down.
    pub fn straight(&self, from: &End, to: &End) -> Option<Way> {
        let (one, other) = (from.rect, to.rect);
        let (y1, y2) = if one.bottom <= other.top {
            (one.bottom, other.top)
        } else if other.bottom <= one.top {
            (other.bottom, one.top)
        } else {
            return None;
        };
        let range = (one.left.max(other.left) + CORNER, one.right.min(other.right) - CORNER);
        let narrower = if one.width() < other.width() { one } else { other };
        let x = self.space.x_near(narrower.centre().x, range, (y1, y2))?;
        Some(Way { legs: vec![Leg::Vertical { x }], cost: y2 - y1 })
    }

    /// Straight across, to what stands beside it.
    fn neighbours(&self, from: &End, to: &End) -> Option<Way> {
        let (one, other) = (from.rect, to.rect);
        let (x1, x2) = if one.right <= other.left {
            (one.right, other.left)
        } else if other.right <= one.left {
            (other.right, one.left)
        } else {
            return None;
        };
        // Room has been asked for, and there is none.
        if x2 - x1 < ACROSS - 4.0 && self.row_gap >= ACROSS {
            return None;
        }
        let range = (one.top.max(other.top) + CORNER, one.bottom.min(other.bottom) - CORNER);
        let y = self.space.y_near(f32::midpoint(range.0, range.1), range, (x1, x2))?;
        Some(Way { legs: vec![Leg::Horizontal { y }], cost: x2 - x1 })
    }

    /// Where a line can leave a part for a channel.
    fn port(&self, end: &End, channel: usize, wanted: f32) -> Option<f32> {
        let (top, bottom) = self.channel(channel);
        let range = (end.rect.left + CORNER, end.rect.right - CORNER);
        let ys = if channel >= end.above {
            (top, end.rect.top)
        } else if channel <= end.below {
            (end.rect.bottom, bottom)
        } else {
            return None;
        };
        self.space.x_near(wanted, range, ys)
    }

    /// Along one channel.
    fn one_channel(&self, from: &End, to: &End, channel: usize) -> Option<Way> {
        let (one, other) = (from.rect.centre(), to.rect.centre());
        let x1 = self.port(from, channel, one.x)?;
        let x2 = self.port(to, channel, other.x)?;
        if (x1 - x2).abs() < 2.0 * CORNER {
            return None;
        }
        let (top, bottom) = self.channel(channel);
        let middle = f32::midpoint(top, bottom);
        let length = |end: &End| {
            if channel >= end.above { end.rect.top - middle } else { middle - end.rect.bottom }
        };
        let cost = (x1 - x2).abs() + length(from) + length(to) + 2.0 * BEND;
        let legs = vec![Leg::Vertical { x: x1 }, Leg::Channel(channel), Leg::Vertical { x: x2 }];
        Some(Way { legs, cost })
    }

    /// Beside everything: out by the side, or through a channel.
    fn round(&self, from: &End, to: &End, side: Side) -> Option<Way> {
        let (mut legs, first) = self.out(from, side)?;
        let (back, last) = self.out(to, side)?;
        legs.push(Leg::Lane(side));
        legs.extend(back.into_iter().rev());
        // By their sides the two must not leave on one line.
        if let (Some(Leg::Horizontal { y: one }), Some(Leg::Horizontal { y: other })) =
            (legs.first(), legs.last())
            && (one - other).abs() < 2.0 * CORNER
        {
            return None;
        }
        let along = (from.rect.centre().y - to.rect.centre().y).abs();
        Some(Way { legs, cost: first + last + along + 2.0 * BEND })
    }

    /// From a part to the lanes at a side.
    fn out(&self, end: &End, side: Side) -> Option<(Vec<Leg>, f32)> {
        let (edge, far, away) = match side {
            Side::Left => (end.rect.left, self.body.left - 1.0, end.rect.left - self.body.left),
            Side::Right => {
                (end.rect.right, self.body.right + 1.0, self.body.right - end.rect.right)
            }
        };
        let range = (end.rect.top + CORNER, end.rect.bottom - CORNER);
        let middle = f32::midpoint(range.0, range.1);
        if let Some(y) = self.space.y_near(middle, range, (edge, far)) {
            return Some((vec![Leg::Horizontal { y }], away));
        }
        let centre = end.rect.centre().x;
        [end.above, end.below].into_iter().find_map(|channel| {
            let x = self.port(end, channel, centre)?;
            let cost = (x - far).abs() + BEND;
            Some((vec![Leg::Vertical { x }, Leg::Channel(channel)], cost))
        })
    }

    /// The way is gone: others keep clear of it.
    pub fn take(&mut self, way: &Way, from: &End, to: &End) {
        let last = way.legs.len().saturating_sub(1);
        for (at, leg) in way.legs.iter().enumerate() {
            let end = if at == 0 { from } else { to };
            match leg {
                Leg::Vertical { x } if last == 0 => {
                    let ys = if from.rect.bottom <= to.rect.top {
                        (from.rect.bottom, to.rect.top)
                    } else {
                        (to.rect.bottom, from.rect.top)
                    };
                    self.space.take_vertical(Run::new(*x, ys.0, ys.1));
                }
                Leg::Vertical { x } => {
                    let channel = if at == 0 { way.legs.get(1) } else { way.legs.get(last - 1) };
                    let Some(Leg::Channel(channel)) = channel else { continue };
                    let (top, bottom) = self.channel(*channel);
                    let run = if *channel >= end.above {
                        Run::new(*x, top, end.rect.top)
                    } else {
                        Run::new(*x, end.rect.bottom, bottom)
                    };
                    self.space.take_vertical(run);
                }
                Leg::Horizontal { y } if last == 0 => {
                    let run = Run::new(*y, from.rect.centre().x, to.rect.centre().x);
                    self.space.take_horizontal(run);
                }
                Leg::Horizontal { y } => {
                    let far = match way.legs.iter().find(|leg| matches!(leg, Leg::Lane(_))) {
                        Some(Leg::Lane(Side::Left)) => self.body.left - 1.0,
                        _ => self.body.right + 1.0,
                    };
                    self.space.take_horizontal(Run::new(*y, end.rect.centre().x, far));
                }
                Leg::Channel(_) | Leg::Lane(_) => {}
            }
        }
    }
}
