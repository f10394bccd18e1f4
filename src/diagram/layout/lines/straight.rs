//! Ways without a bend: up or down to what stands above or below, across to what stands beside.

use crate::diagram::layout::{
    distances::ACROSS,
    lines::{
        free_space::{Care, View},
        router::Router,
        ways::{CORNER, End, Leg, STEP, Way, Wish},
    },
};

impl Router {
    /// The way straight up or down, kept clear of everything.
    pub fn straight(&self, from: &End, to: &End, wish: Wish) -> Option<Way> {
        let view = self.space.view([&from.rect, &to.rect], Care::FULL);
        straight_in(&view, from, to, wish)
    }

    /// The way straight across to a part that stands beside it.
    pub fn neighbours(&self, view: &View<'_>, from: &End, to: &End, wish: Wish) -> Option<Way> {
        let (one, other) = (from.rect, to.rect);
        let (x1, x2) = if one.right <= other.left {
            (one.right, other.left)
        } else if other.right <= one.left {
            (other.right, one.left)
        } else {
            return None;
        };
        // Room has been asked for, and there still is none.
        if x2 - x1 < ACROSS - 4.0 && self.settled {
            return None;
        }
        let range = (one.top.max(other.top) + CORNER, one.bottom.min(other.bottom) - CORNER);
        let (number, count) = wish.bundle;
        let pitch = across_pitch(count, wish.widest > 0.0);
        let aside = f32::from(number) - f32::from(count.max(1) - 1) / 2.0;
        let wanted = f32::midpoint(range.0, range.1) + aside * pitch;
        // In a row that both parts stand in: between rows other lines run.
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
}

/// The way straight up or down.
pub fn straight_in(view: &View<'_>, from: &End, to: &End, wish: Wish) -> Option<Way> {
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
    // Several lines stand beside each other, with room for their words between them.
    let pitch = if wish.widest > 0.0 { wish.widest + 14.0 } else { STEP };
    let pitch = pitch.min((range.1 - range.0).max(0.0) / f32::from(count.max(2) - 1));
    let aside = f32::from(number) - f32::from(count.max(1) - 1) / 2.0;
    let (wanted, ys) = (centre + aside * pitch, (y1, y2));
    // The words of a line beside others want room as well.
    let worded = [wish.words + 14.0, wish.words / 2.0 + 10.0];
    let worded = worded.into_iter().filter(|_| wish.words > 0.0);
    let x = worded
        .filter_map(|apart| view.x_apart(wanted, range, ys, apart))
        .chain(view.x_near(wanted, range, ys))
        .next()?;
    let legs = vec![Leg::Vertical { x, ys }];
    Some(Way { legs, cost: (y2 - y1) * 0.9 - 1.0, narrow: 0, forced: false })
}

/// How far apart lines straight across are that join the same two boxes, in points.
pub fn across_pitch(count: u8, worded: bool) -> f32 {
    if worded && count > 2 { 20.0 } else { STEP }
}
