//! The line of a way: where it begins, bends and ends.

use crate::diagram::layout::{
    geometry::{Point, Rect},
    lines::ways::Leg,
};

/// The line of a way, from edge to edge.
pub fn points(
    from: Rect,
    to: Rect,
    legs: &[Leg],
    lane: impl Fn(usize) -> Option<f32>,
    track: impl Fn(usize) -> f32,
) -> Vec<Point> {
    if let [leg] = legs {
        return match leg {
            Leg::Vertical { x, .. } => {
                let down = from.bottom <= to.top;
                let (y1, y2) = if down { (from.bottom, to.top) } else { (from.top, to.bottom) };
                vec![Point { x: *x, y: y1 }, Point { x: *x, y: y2 }]
            }
            Leg::Horizontal { y, .. } => {
                let right = from.right <= to.left;
                let (x1, x2) = if right { (from.right, to.left) } else { (from.left, to.right) };
                vec![Point { x: x1, y: *y }, Point { x: x2, y: *y }]
            }
            Leg::Channel(_) | Leg::Lane(_) => Vec::new(),
        };
    }
    // Each bend lies where an upright leg meets the level leg before or after it.
    let upright = |at: usize, leg: &Leg| match leg {
        Leg::Vertical { x, .. } => Some(*x),
        Leg::Lane(_) => lane(at),
        Leg::Horizontal { .. } | Leg::Channel(_) => None,
    };
    let level = |at: usize, leg: &Leg| match leg {
        Leg::Horizontal { y, .. } => Some(*y),
        Leg::Channel(_) => Some(track(at)),
        Leg::Vertical { .. } | Leg::Lane(_) => None,
    };
    let mut bends = Vec::new();
    for (at, pair) in legs.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let x = upright(at, one).or_else(|| upright(at + 1, other));
        let y = level(at, one).or_else(|| level(at + 1, other));
        if let (Some(x), Some(y)) = (x, y) {
            bends.push(Point { x, y });
        }
    }
    let edge = |rect: Rect, leg: Option<&Leg>, bend: Option<&Point>| {
        let bend = *bend?;
        Some(match leg? {
            Leg::Vertical { x, .. } if bend.y < rect.top => Point { x: *x, y: rect.top },
            Leg::Vertical { x, .. } => Point { x: *x, y: rect.bottom },
            Leg::Horizontal { y, .. } if bend.x < rect.left => Point { x: rect.left, y: *y },
            Leg::Horizontal { y, .. } => Point { x: rect.right, y: *y },
            Leg::Channel(_) | Leg::Lane(_) => return None,
        })
    };
    let first = edge(from, legs.first(), bends.first());
    let last = edge(to, legs.last(), bends.last());
    first.into_iter().chain(bends.iter().copied()).chain(last).collect()
}
