//! The search for the cheapest way: straight, or along channels, through what is free between
//! boxes, and by the lanes beside them; what is most hopeful comes first.

use crate::diagram::layout::lines::{
    exits::Exit,
    free_space::{Care, View},
    router::{Reach, Router},
    straight::straight_in,
    ways::{At, BEND, CORNER, End, Leg, NARROW, STEP, Side, Way, Wish, across, join},
};
use std::{
    cmp::Ordering,
    collections::{BinaryHeap, HashMap},
};

/// Where a search stands: in a channel, having come there by an upright line.
#[derive(Debug, Clone)]
struct Stand {
    cost: f32,
    /// What the whole way costs at least, in points of length.
    least: f32,
    channel: usize,
    at: At,
    /// The channel that it came from: a way does not go back there.
    came: Option<usize>,
    legs: Vec<Leg>,
    narrow: u8,
}

impl Stand {
    /// The whole way: from here on by these legs.
    fn on(&self, more: f32, narrow: u8, legs: impl IntoIterator<Item = Leg>) -> Way {
        let mut all = self.legs.clone();
        for leg in legs {
            join(&mut all, leg);
        }
        let (cost, narrow) = (self.cost + more, self.narrow + narrow);
        Way { legs: all, cost, narrow, forced: false }
    }

    /// Between these heights the line can't turn or end: no part of it is shorter than a head.
    fn too_near(&self, from: &End) -> Option<(f32, f32)> {
        let (top, bottom) = match self.legs.as_slice() {
            [Leg::Horizontal { y, .. }, Leg::Vertical { .. }] => (*y, *y),
            [Leg::Vertical { .. }] => (from.rect.top, from.rect.bottom),
            _ => return None,
        };
        Some((top - STEP, bottom + STEP))
    }
}

/// The cheapest is the greatest, so that the heap gives it first.
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

impl Router {
    /// The cheapest way there is, found as carefully as there is room for.
    pub fn way(&self, from: &End, to: &End, wish: Wish) -> Option<Way> {
        let full = Care { moves: !self.settled, ..Care::FULL };
        let cares = [full, Care::FULL, Care::CLOSE, Care::ANYHOW, Care::BLIND];
        cares.into_iter().enumerate().find_map(|(number, care)| {
            let way = self.cheapest(from, to, wish, care)?;
            Some(Way { forced: number > 1, ..way })
        })
    }

    fn cheapest(&self, from: &End, to: &End, wish: Wish, care: Care) -> Option<Way> {
        let mut view = self.space.view([&from.rect, &to.rect], care);
        view.elbow = wish.elbow;
        // No way is shorter than a straight one.
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

    /// The way out by the side, along the lane, and in by the same side of the other part.
    fn round(&self, legs: &[Leg], cost: f32, side: Side, goals: &[Exit]) -> Option<Way> {
        let y = |legs: &[Leg]| match legs.first() {
            Some(Leg::Horizontal { y, .. }) => Some(*y),
            _ => None,
        };
        let one = y(legs)?;
        let goals = goals.iter().filter(|goal| goal.channel.is_none() && goal.at == At::Lane(side));
        let ways = goals.filter_map(|goal| {
            let other = y(&goal.legs)?;
            // Lines that leave both parts by a side at nearly one height would leave the lane no
            // length.
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

    /// All ways from where a search stands to the goal.
    fn finished(
        &self,
        view: &View<'_>,
        stand: &Stand,
        ends: (&End, &End),
        goals: &[Exit],
    ) -> Vec<Way> {
        let mut ways = match stand.at {
            At::X(x) => self.straight_on(view, (stand, x), ends),
            At::Lane(_) => Vec::new(),
        };
        ways.extend(goals.iter().filter_map(|goal| self.to_exit(view, stand, goal)));
        ways
    }

    /// Ways straight on: up or down into the goal, or past it and in by its side.
    fn straight_on(
        &self,
        view: &View<'_>,
        (stand, x): (&Stand, f32),
        (from, to): (&End, &End),
    ) -> Vec<Way> {
        let mut ways = Vec::new();
        let near = stand.too_near(from);
        let far = |y: f32| near.is_none_or(|(top, bottom)| y <= top || bottom <= y);
        for Reach { past: ys, up_to: next, edge } in self.reach(to, stand.channel) {
            let (left, right) = across(&to.rect);
            let port = left <= x && x <= right;
            if port && far(edge) && view.is_free(x, next) {
                let length = (next.0 - next.1).abs();
                ways.push(stand.on(length / 2.0, 0, [Leg::Vertical { x, ys: next }]));
            }
            let edge = if x >= to.rect.right + STEP {
                to.rect.right
            } else if x <= to.rect.left - STEP {
                to.rect.left
            } else {
                continue;
            };
            let y = self.side_height(view, to, (edge, x), near).filter(|_| view.is_free(x, ys));
            if let Some(y) = y {
                let cost = (x - edge).abs() + BEND + (self.middle(stand.channel) - y).abs();
                let legs = [Leg::Vertical { x, ys }, Leg::Horizontal { y, xs: (edge, x) }];
                ways.push(stand.on(cost, 0, legs));
            }
        }
        ways
    }

    /// The height at which a line comes in by a side of the goal: as near to the middle as there is
    /// room, and not between the heights `near`.
    fn side_height(
        &self,
        view: &View<'_>,
        to: &End,
        xs: (f32, f32),
        near: Option<(f32, f32)>,
    ) -> Option<f32> {
        let range = self.beside(to);
        let wanted = f32::midpoint(range.0, range.1);
        let ranges = near.map_or([Some(range), None], |(top, bottom)| {
            [Some((range.0, range.1.min(top))), Some((range.0.max(bottom), range.1))]
        });
        let free = ranges.into_iter().flatten().filter_map(|range| view.y_near(wanted, range, xs));
        let aside = |y: &f32| (y - wanted).abs();
        free.min_by(|one, other| aside(one).total_cmp(&aside(other)))
    }

    /// The way along the channel or the lane to where a line may leave the goal.
    fn to_exit(&self, view: &View<'_>, stand: &Stand, goal: &Exit) -> Option<Way> {
        let own = stand.channel;
        let (one, other) = match (stand.at, goal.at) {
            (At::Lane(side), At::Lane(other)) if side == other && goal.channel.is_none() => {
                let Some(Leg::Horizontal { y, .. }) = goal.legs.first() else { return None };
                let cost = goal.cost + (self.middle(own) - y).abs() + BEND;
                return Some(stand.on(cost, goal.narrow, goal.legs.iter().rev().copied()));
            }
            (At::X(one), At::X(other)) if goal.channel == Some(own) => (one, other),
            (At::Lane(side), At::X(other)) if goal.channel == Some(own) => (self.edge(side), other),
            _ => return None,
        };
        let clear = (one - other).abs() >= STEP && view.is_clear(self.channel(own), one, other);
        clear.then(|| {
            let cost = goal.cost + (one - other).abs() + 2.0 * BEND + self.channel_cost(own);
            let legs = std::iter::once(Leg::Channel(own)).chain(goal.legs.iter().rev().copied());
            stand.on(cost, goal.narrow, legs)
        })
    }

    /// Adds the ways on through the rows above and below, and to the lanes.
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

    /// How far it is at least from there to the goal, in points.
    fn left(&self, channel: usize, at: At, to: &End) -> f32 {
        let x = match at {
            At::X(x) => x,
            At::Lane(side) => self.edge(side),
        };
        let y = self.middle(channel);
        let across = (to.rect.left - x).max(x - to.rect.right).max(0.0);
        across + (to.rect.top - y).max(y - to.rect.bottom).max(0.0)
    }
}
