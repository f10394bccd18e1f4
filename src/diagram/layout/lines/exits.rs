//! How lines leave a part: up, down, or by a side.

use crate::diagram::layout::lines::{
    free_space::{Care, View},
    router::{Reach, Router},
    ways::{At, BEND, End, Leg, NARROW, STEP, Side, across},
};

/// A way out of one end: by which legs, to which channel and where in it; or to the lane at a side.
#[derive(Debug, Clone)]
pub struct Exit {
    /// None where it leads to a lane.
    pub channel: Option<usize>,
    pub at: At,
    /// From the end outwards.
    pub legs: Vec<Leg>,
    pub cost: f32,
    pub narrow: u8,
}

impl Router {
    /// All ways out of a part.
    pub fn exits(&self, view: &View<'_>, end: &End, other: f32) -> Vec<Exit> {
        let mut found = Vec::new();
        let rect = end.rect;
        for channel in [end.above, end.below] {
            for Reach { past: beside, up_to: ys, .. } in self.reach(end, channel) {
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

    /// Out by a side, then up or down right beside the part.
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
}

/// How far from a side, at most, a line that leaves by it turns up or down, in points.
const BESIDE: f32 = 160.0;
