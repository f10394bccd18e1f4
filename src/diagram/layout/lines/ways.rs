//! The way of a link from one part to another: straight, or along channels, through what is free
//! between boxes, and by the lanes beside them; the cheapest there is.

use crate::diagram::{
    layout::{
        distances::{ACROSS, MARGIN, TRACK},
        geometry::Rect,
        lines::free_space::{Care, FreeSpace, Run, View},
    },
    model::NodePath,
};
use std::{
    cmp::Ordering,
    collections::{BinaryHeap, HashMap},
};

/// Lines keep away from the corners of boxes.
const CORNER: f32 = 8.0;
/// A bend is worth so many points of a longer way.
const BEND: f32 = 24.0;
/// No part of a line between two bends, and none with a head, is shorter.
pub const STEP: f32 = 12.0;
/// What parts must be moved apart for is worth so many points of a longer way.
const NARROW: f32 = 40.0;
/// So is making room where all should have been made.
const CROWDED: f32 = 200.0;

/// One end of a link.
#[derive(Debug, Clone)]
pub struct End {
    pub path: NodePath,
    pub rect: Rect,
    /// The channels next to it.
    pub below: usize,
    pub above: usize,
}

impl End {
    pub fn is_in_one_row(&self) -> bool {
        self.below + 1 == self.above
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// A part of a way.
#[derive(Debug, Clone, Copy)]
pub enum Leg {
    /// Straight up or down; its ends lie somewhere between these heights.
    Vertical { x: f32, ys: (f32, f32) },
    /// Straight across, from or to the side of a box.
    Horizontal { y: f32, xs: (f32, f32) },
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
    /// How often it runs where what stands beside it must be moved apart.
    pub narrow: u8,
    /// No way was found that keeps clear of everything.
    pub forced: bool,
}

/// What a link wants beside its way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// How wide its words are, in points; 0 without.
    pub words: f32,
    /// The same of those of all lines that join the same two boxes.
    pub widest: f32,
    /// Of these lines: its number, and how many they are.
    pub bundle: (u8, u8),
    /// So far other lines keep from it where they can: its words found no room.
    pub elbow: f32,
}

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

/// Where a search stands: in a channel, having come there by an upright line.
#[derive(Debug, Clone)]
struct Stand {
    cost: f32,
    /// What the whole way costs at least.
    least: f32,
    channel: usize,
    at: At,
    /// The channel before: it does not go back there.
    came: Option<usize>,
    legs: Vec<Leg>,
    narrow: u8,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum At {
    X(f32),
    Lane(Side),
}

impl At {
    fn key(self) -> i64 {
        match self {
            Self::Lane(Side::Left) => i64::MIN,
            Self::Lane(Side::Right) => i64::MAX,
            Self::X(x) => i64::from((x * 4.0).round().to_bits()),
        }
    }
}

/// The cheapest first.
impl Ord for Stand {
    fn cmp(&self, other: &Self) -> Ordering {
        other.least.total_cmp(&self.least).then_with(|| other.legs.len().cmp(&self.legs.len()))
    }
}

impl PartialOrd for Stand {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Stand {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Stand {}

/// From one end: which channel it comes to, where, and by which legs; or a lane, at which height.
#[derive(Debug, Clone)]
struct Exit {
    /// None: the lanes.
    channel: Option<usize>,
    at: At,
    /// From the end outwards.
    legs: Vec<Leg>,
    cost: f32,
    narrow: u8,
}

impl Router {
    pub fn channel(&self, number: usize) -> (f32, f32) {
        self.channels.get(number).copied().unwrap_or((self.body.top, self.body.top))
    }

    fn middle(&self, channel: usize) -> f32 {
        let (top, bottom) = self.channel(channel);
        f32::midpoint(top, bottom)
    }

    /// The cheapest way there is, found as carefully as there is room for.
    pub fn way(&self, from: &End, to: &End, wish: Wish) -> Option<Way> {
        let full = Care { moves: !self.settled, ..Care::FULL };
        let cares = [full, Care::FULL, Care::CLOSE, Care::ANYHOW, Care::BLIND];
        cares.into_iter().enumerate().find_map(|(number, care)| {
            let way = self.cheapest(from, to, wish, care)?;
            Some(Way { forced: number > 1, ..way })
        })
    }

    /// Has a channel, or have the lanes at a side, been given room?
    fn channel_cost(&self, number: usize) -> f32 {
        let (top, bottom) = self.channel(number);
        if !self.settled || bottom - top >= 2.0 * MARGIN - 0.1 { 0.0 } else { CROWDED }
    }

    fn lane_cost(&self, side: Side) -> f32 {
        if !self.settled || self.lane_room(side) >= TRACK { 0.0 } else { CROWDED }
    }

    pub fn lane_room(&self, side: Side) -> f32 {
        match side {
            Side::Left => self.body.left - self.pane.left,
            Side::Right => self.pane.right - self.body.right,
        }
    }

    /// Where a lane begins.
    fn edge(&self, side: Side) -> f32 {
        match side {
            Side::Left => self.body.left - 1.0,
            Side::Right => self.body.right + 1.0,
        }
    }

    fn cheapest(&self, from: &End, to: &End, wish: Wish, care: Care) -> Option<Way> {
        let mut view = self.space.view([&from.rect, &to.rect], care);
        view.elbow = wish.elbow;
        // Nothing is shorter than straight.
        let straight = straight_in(&view, from, to, wish);
        if let Some(way) = straight.or_else(|| self.neighbours(&view, from, to, wish)) {
            return Some(way);
        }
        let mut best: Option<Way> = None;
        let mut offer = |way: Option<Way>| {
            let Some(way) = way else { return };
            if best.as_ref().is_none_or(|best| way.cost < best.cost) {
                best = Some(way);
            }
        };
        let starts = self.exits(&view, from, to.rect.centre().x);
        let goals = self.exits(&view, to, from.rect.centre().x);
        let mut heap: BinaryHeap<Stand> = BinaryHeap::new();
        let least = |cost: f32, channel: usize, at: At| cost + self.left(channel, at, to);
        for exit in starts {
            let Exit { channel, at, legs, cost, narrow } = exit;
            match (channel, at) {
                (Some(channel), _) => {
                    let least = least(cost, channel, at);
                    heap.push(Stand { cost, least, channel, at, came: None, legs, narrow });
                }
                (None, At::Lane(side)) => {
                    offer(self.round(&legs, cost, side, &goals));
                    let mut legs = legs;
                    legs.push(Leg::Lane(side));
                    let y = from.rect.centre().y;
                    for channel in [from.below, from.above] {
                        let along = (self.middle(channel) - y).abs();
                        let cost = cost + BEND + self.lane_cost(side) + along;
                        let (least, legs) = (least(cost, channel, at), legs.clone());
                        heap.push(Stand { cost, least, channel, at, came: None, legs, narrow });
                    }
                }
                (None, At::X(_)) => {}
            }
        }
        let mut seen: HashMap<(usize, i64), f32> = HashMap::new();
        while let Some(stand) = heap.pop() {
            if best.as_ref().is_some_and(|best| best.cost <= stand.least) {
                break;
            }
            let key = (stand.channel, stand.at.key());
            if seen.get(&key).is_some_and(|cost| *cost <= stand.cost) {
                continue;
            }
            seen.insert(key, stand.cost);
            for way in self.finished(&view, &stand, (from, to), &goals) {
                if best.as_ref().is_none_or(|best| way.cost < best.cost) {
                    best = Some(way);
                }
            }
            self.onwards(&view, &stand, to, &mut heap);
        }
        best
    }

    /// Out by the side, along the lanes, and in by the side.
    fn round(&self, legs: &[Leg], cost: f32, side: Side, goals: &[Exit]) -> Option<Way> {
        let y = |legs: &[Leg]| match legs.first() {
            Some(Leg::Horizontal { y, .. }) => Some(*y),
            _ => None,
        };
        let one = y(legs)?;
        let goals = goals.iter().filter(|goal| goal.channel.is_none() && goal.at == At::Lane(side));
        let ways = goals.filter_map(|goal| {
            let other = y(&goal.legs)?;
            // By their sides the two must not leave on one line.
            if (one - other).abs() < 2.0 * CORNER {
                return None;
            }
            let along = (one - other).abs() + 2.0 * BEND + self.lane_cost(side);
            let mut all = legs.to_vec();
            all.push(Leg::Lane(side));
            all.extend(goal.legs.iter().rev());
            Some(Way { legs: all, cost: cost + goal.cost + along, narrow: 0, forced: false })
        });
        ways.min_by(|one, other| one.cost.total_cmp(&other.cost))
    }

    /// From where a search stands to the goal.
    fn finished(
        &self,
        view: &View<'_>,
        stand: &Stand,
        (from, to): (&End, &End),
        goals: &[Exit],
    ) -> Vec<Way> {
        let mut ways = Vec::new();
        let mut offer = |more: f32, narrow: u8, legs: &mut dyn Iterator<Item = Leg>| {
            let mut all = stand.legs.clone();
            for leg in legs {
                join(&mut all, leg);
            }
            let cost = stand.cost + more;
            ways.push(Way { legs: all, cost, narrow: stand.narrow + narrow, forced: false });
        };
        let (band, middle) = (self.channel(stand.channel), self.middle(stand.channel));
        // Straight on: up or down into it, or past it and in by its side.
        if let At::X(x) = stand.at {
            // No part of it is shorter than a head: between these heights it can't turn or end.
            let near = match stand.legs.as_slice() {
                [Leg::Horizontal { y, .. }, Leg::Vertical { .. }] => Some((*y, *y)),
                [Leg::Vertical { .. }] => Some((from.rect.top, from.rect.bottom)),
                _ => None,
            };
            let near = near.map(|(top, bottom)| (top - STEP, bottom + STEP));
            let far = |y: f32| near.is_none_or(|(top, bottom)| y <= top || bottom <= y);
            for (ys, next, edge) in self.reach(to, stand.channel) {
                let (left, right) = across(&to.rect);
                let port = left <= x && x <= right;
                if port && far(edge) && view.is_free(x, next) {
                    let length = (next.0 - next.1).abs();
                    offer(length / 2.0, 0, &mut std::iter::once(Leg::Vertical { x, ys: next }));
                }
                let edge = if x >= to.rect.right + STEP {
                    to.rect.right
                } else if x <= to.rect.left - STEP {
                    to.rect.left
                } else {
                    continue;
                };
                let range = self.beside(to);
                let wanted = f32::midpoint(range.0, range.1);
                let ranges = near.map_or([Some(range), None], |(top, bottom)| {
                    [Some((range.0, range.1.min(top))), Some((range.0.max(bottom), range.1))]
                });
                let ys_there = ranges.into_iter().flatten();
                let ys_there = ys_there.filter_map(|range| view.y_near(wanted, range, (edge, x)));
                let aside = |y: &f32| (y - wanted).abs();
                let y = ys_there.min_by(|one, other| aside(one).total_cmp(&aside(other)));
                if let Some(y) = y.filter(|_| view.is_free(x, ys)) {
                    let cost = (x - edge).abs() + BEND + (middle - y).abs();
                    let legs = [Leg::Vertical { x, ys }, Leg::Horizontal { y, xs: (edge, x) }];
                    offer(cost, 0, &mut legs.into_iter());
                }
            }
        }
        for goal in goals {
            let own = stand.channel;
            let (one, other) = match (stand.at, goal.at) {
                (At::Lane(side), At::Lane(other)) if side == other && goal.channel.is_none() => {
                    let y = match goal.legs.first() {
                        Some(Leg::Horizontal { y, .. }) => *y,
                        _ => continue,
                    };
                    let cost = goal.cost + (middle - y).abs() + BEND;
                    offer(cost, goal.narrow, &mut goal.legs.iter().rev().copied());
                    continue;
                }
                (At::X(one), At::X(other)) if goal.channel == Some(own) => (one, other),
                (At::Lane(side), At::X(other)) if goal.channel == Some(own) => {
                    (self.edge(side), other)
                }
                _ => continue,
            };
            if (one - other).abs() >= STEP && view.is_clear(band, one, other) {
                let cost = goal.cost + (one - other).abs() + 2.0 * BEND + self.channel_cost(own);
                let legs =
                    std::iter::once(Leg::Channel(own)).chain(goal.legs.iter().rev().copied());
                offer(cost, goal.narrow, &mut { legs });
            }
        }
        ways
    }

    /// From a channel next to an end: between which heights one goes past it, and to its edge; and
    /// where that is.
    fn reach(&self, end: &End, channel: usize) -> Vec<((f32, f32), (f32, f32), f32)> {
        let (top, bottom) = self.channel(channel);
        let mut found = Vec::new();
        if channel == end.above {
            found.push(((top, end.rect.bottom), (top, end.rect.top), end.rect.top));
        }
        if channel == end.below {
            found.push(((end.rect.top, bottom), (end.rect.bottom, bottom), end.rect.bottom));
        }
        found
    }

    /// Through the rows above and below, and to the lanes.
    fn onwards(&self, view: &View<'_>, stand: &Stand, to: &End, heap: &mut BinaryHeap<Stand>) {
        let Stand { cost, channel, at, came, ref legs, narrow, .. } = *stand;
        let band = self.channel(channel);
        let x = match at {
            At::X(x) => x,
            At::Lane(side) => self.edge(side),
        };
        let all = (self.body.left, self.body.right);
        let goal = to.rect.centre().x;
        let next = [Some(channel + 1).filter(|n| *n < self.channels.len()), channel.checked_sub(1)];
        for next in next.into_iter().flatten().filter(|next| came != Some(*next)) {
            let (upper, lower) = (channel.max(next), channel.min(next));
            let ys = (self.channel(upper).0, self.channel(lower).1);
            let high = (self.middle(channel) - self.middle(next)).abs();
            if let At::Lane(_) = at {
                let (legs, cost) = (legs.clone(), cost + high);
                let (least, came) = (cost + self.left(next, at, to), Some(channel));
                heap.push(Stand { cost, least, channel: next, at, came, legs, narrow });
            }
            let mut found: Vec<(f32, u8)> = Vec::new();
            let mut try_at = |wanted: f32, range: (f32, f32)| {
                let full = view.x_near(wanted, range, ys);
                found.extend(full.map(|x| (x, 0)));
                if view.care.moves {
                    let narrow = view.with(Care::NARROW);
                    let close = narrow.x_near(wanted, range, ys);
                    let nearer = |close: &f32| {
                        full.is_none_or(|full| {
                            (close - wanted).abs() + 20.0 < (full - wanted).abs()
                        })
                    };
                    found.extend(close.filter(nearer).map(|x| (x, 1)));
                }
            };
            try_at(x, (all.0, x.min(all.1)));
            try_at(x, (x.max(all.0), all.1));
            try_at(goal, all);
            found.sort_by(|one, other| one.0.total_cmp(&other.0));
            found.dedup_by(|one, other| (one.0 - other.0).abs() < 0.25);
            for (to_x, more) in found {
                let through = f32::from(more) * NARROW;
                let mut legs = legs.clone();
                let straight = matches!(at, At::X(x) if (x - to_x).abs() < 0.01);
                let step = if straight {
                    0.0
                } else if (x - to_x).abs() >= STEP && view.is_clear(band, x, to_x) {
                    legs.push(Leg::Channel(channel));
                    (x - to_x).abs() + 2.0 * BEND + self.channel_cost(channel)
                } else {
                    continue;
                };
                join(&mut legs, Leg::Vertical { x: to_x, ys });
                let cost = cost + high + step + through;
                heap.push(Stand {
                    cost,
                    least: cost + self.left(next, At::X(to_x), to),
                    channel: next,
                    at: At::X(to_x),
                    came: Some(channel),
                    legs,
                    narrow: narrow + more,
                });
            }
        }
        let At::X(x) = at else { return };
        for side in [Side::Right, Side::Left] {
            let edge = self.edge(side);
            let been = legs.iter().any(|leg| matches!(leg, Leg::Lane(own) if *own == side));
            if !been && view.is_clear(band, x, edge) {
                let mut legs = legs.clone();
                legs.extend([Leg::Channel(channel), Leg::Lane(side)]);
                let more = self.channel_cost(channel) + self.lane_cost(side);
                let cost = cost + (x - edge).abs() + 2.0 * BEND + more;
                let at = At::Lane(side);
                let least = cost + self.left(channel, at, to);
                heap.push(Stand { cost, least, channel, at, came: None, legs, narrow });
            }
        }
    }

    /// How far it is at least from there.
    fn left(&self, channel: usize, at: At, to: &End) -> f32 {
        let x = match at {
            At::X(x) => x,
            At::Lane(side) => self.edge(side),
        };
        let y = self.middle(channel);
        let across = (to.rect.left - x).max(x - to.rect.right).max(0.0);
        across + (to.rect.top - y).max(y - to.rect.bottom).max(0.0)
    }

    /// Straight up or down.
    pub fn straight(&self, from: &End, to: &End, wish: Wish) -> Option<Way> {
        let view = self.space.view([&from.rect, &to.rect], Care::FULL);
        straight_in(&view, from, to, wish)
    }

    /// Straight across, to what stands beside it.
    fn neighbours(&self, view: &View<'_>, from: &End, to: &End, wish: Wish) -> Option<Way> {
        let (one, other) = (from.rect, to.rect);
        let (x1, x2) = if one.right <= other.left {
            (one.right, other.left)
        } else if other.right <= one.left {
            (other.right, one.left)
        } else {
            return None;
        };
        // Room has been asked for, and there is none.
        if x2 - x1 < ACROSS - 4.0 && self.settled {
            return None;
        }
        let range = (one.top.max(other.top) + CORNER, one.bottom.min(other.bottom) - CORNER);
        let (number, count) = wish.bundle;
        let pitch = across_pitch(count, wish.widest > 0.0);
        let aside = f32::from(number) - f32::from(count.max(1) - 1) / 2.0;
        let wanted = f32::midpoint(range.0, range.1) + aside * pitch;
        // In a row that both stand in: between rows there are others.
        let rows = from.below.max(to.below)..from.above.min(to.above);
        let rows = rows.map(|row| {
            let (top, bottom) = self.row(row);
            (range.0.max(top), range.1.min(bottom))
        });
        let ys = rows.filter_map(|range| view.y_near(wanted, range, (x1, x2)));
        let off = |y: &f32| (y - wanted).abs();
        let y = ys.min_by(|one, other| off(one).total_cmp(&off(other)));
        let y = y.or_else(|| view.y_near(wanted, range, (x1, x2)))?;
        let legs = vec![Leg::Horizontal { y, xs: (x1, x2) }];
        Some(Way { legs, cost: x2 - x1, narrow: 0, forced: false })
    }

    /// From where to where lines leave boxes of a row by their sides, at most.
    fn row(&self, row: usize) -> (f32, f32) {
        (self.channel(row + 1).1 + CORNER, self.channel(row).0 - CORNER)
    }

    /// From where to where lines leave a part by its sides: where several rows of boxes are in it,
    /// in the middle one, since others run between them.
    fn beside(&self, end: &End) -> (f32, f32) {
        let whole = (end.rect.top + CORNER, end.rect.bottom - CORNER);
        if end.above <= end.below + 1 {
            return whole;
        }
        let row = self.row(usize::midpoint(end.below, end.above));
        let range = (whole.0.max(row.0), whole.1.min(row.1));
        if range.0 < range.1 { range } else { whole }
    }

    /// All ways out of a part.
    fn exits(&self, view: &View<'_>, end: &End, other: f32) -> Vec<Exit> {
        let mut found = Vec::new();
        let rect = end.rect;
        for channel in [end.above, end.below] {
            for (beside, ys, _) in self.reach(end, channel) {
                let range = across(&rect);
                let mut xs: Vec<f32> = [rect.centre().x, other]
                    .into_iter()
                    .filter_map(|wanted| view.x_near(wanted, range, ys))
                    .collect();
                xs.dedup_by(|one, other| (*one - *other).abs() < 0.25);
                let length = (ys.0 - ys.1).abs() / 2.0;
                found.extend(xs.into_iter().map(|x| Exit {
                    channel: Some(channel),
                    at: At::X(x),
                    legs: vec![Leg::Vertical { x, ys }],
                    cost: length,
                    narrow: 0,
                }));
                for side in [Side::Left, Side::Right] {
                    found.extend(self.aside(view, end, channel, side, beside));
                }
            }
        }
        for side in [Side::Left, Side::Right] {
            let far = self.edge(side);
            let edge = if side == Side::Left { rect.left } else { rect.right };
            let range = self.beside(end);
            let y = view.y_near(f32::midpoint(range.0, range.1), range, (edge, far));
            found.extend(y.map(|y| Exit {
                channel: None,
                at: At::Lane(side),
                legs: vec![Leg::Horizontal { y, xs: (edge, far) }],
                cost: (edge - far).abs(),
                narrow: 0,
            }));
        }
        found
    }

    /// Out by a side, and up or down right beside it.
    fn aside(
        &self,
        view: &View<'_>,
        end: &End,
        channel: usize,
        side: Side,
        ys: (f32, f32),
    ) -> Option<Exit> {
        let (edge, range) = match side {
            Side::Left => {
                let edge = end.rect.left;
                (edge, (self.body.left.max(edge - BESIDE), edge - STEP))
            }
            Side::Right => {
                let edge = end.rect.right;
                (edge, (edge + STEP, self.body.right.min(edge + BESIDE)))
            }
        };
        let (x, narrow) = match view.x_near(edge, range, ys) {
            Some(x) => (x, 0),
            None if view.care.moves => {
                let range = match side {
                    Side::Left => (range.0, edge - 3.0),
                    Side::Right => (edge + 3.0, range.1),
                };
                let narrow = view.with(Care::NARROW);
                (narrow.x_near(edge, range, ys)?, 1)
            }
            None => return None,
        };
        let range = self.beside(end);
        let y = view.y_near(f32::midpoint(range.0, range.1), range, (edge, x))?;
        let along = (x - edge).abs() + (y - self.middle(channel)).abs();
        Some(Exit {
            channel: Some(channel),
            at: At::X(x),
            legs: vec![Leg::Horizontal { y, xs: (edge, x) }, Leg::Vertical { x, ys }],
            cost: along + BEND + f32::from(narrow) * NARROW,
            narrow,
        })
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

/// Where a line may leave a box upwards or downwards.
fn across(rect: &Rect) -> (f32, f32) {
    let corner = CORNER.min(rect.width() / 2.0);
    (rect.left + corner, rect.right - corner)
}

/// So far from a side, a line that leaves by it turns up or down.
const BESIDE: f32 = 160.0;

/// Straight up or down.
fn straight_in(view: &View<'_>, from: &End, to: &End, wish: Wish) -> Option<Way> {
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
    let centre = narrower.centre().x;
    let (number, count) = wish.bundle;
    // Several beside each other, with room for their words between them.
    let pitch = if wish.widest > 0.0 { wish.widest + 14.0 } else { STEP };
    let pitch = pitch.min((range.1 - range.0).max(0.0) / f32::from(count.max(2) - 1));
    let aside = f32::from(number) - f32::from(count.max(1) - 1) / 2.0;
    let (wanted, ys) = (centre + aside * pitch, (y1, y2));
    // Beside others, its words want room too.
    let worded = [wish.words + 14.0, wish.words / 2.0 + 10.0];
    let worded = worded.into_iter().filter(|_| wish.words > 0.0);
    let x = worded
        .filter_map(|apart| view.x_apart(wanted, range, ys, apart))
        .chain(view.x_near(wanted, range, ys))
        .next()?;
    let legs = vec![Leg::Vertical { x, ys }];
    Some(Way { legs, cost: (y2 - y1) * 0.9 - 1.0, narrow: 0, forced: false })
}

/// How far apart lines straight across are that join the same two boxes.
pub fn across_pitch(count: u8, worded: bool) -> f32 {
    if worded && count > 2 { 20.0 } else { STEP }
}

/// Adds a leg; one that goes straight on from the last is one with it.
fn join(legs: &mut Vec<Leg>, leg: Leg) {
    if let (Some(Leg::Vertical { x, ys }), Leg::Vertical { x: same, ys: more }) =
        (legs.last_mut(), leg)
        && (*x - same).abs() < 0.3
    {
        let all = [ys.0, ys.1, more.0, more.1];
        let least = all.into_iter().fold(f32::INFINITY, f32::min);
        *ys = (least, all.into_iter().fold(f32::NEG_INFINITY, f32::max));
        return;
    }
    legs.push(leg);
}
