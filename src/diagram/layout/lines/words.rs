//! Where the words of a link stand.

use crate::{
    diagram::layout::{
        distances::LANE_WORDS,
        geometry::{Point, Rect},
        lines::{
            free_space::FreeSpace,
            phrase::{LINE, MOST_LINES, Phrase, whole_width},
            router::Router,
        },
        placed::Words,
    },
    theme::Measure,
};

/// The straight parts of a line.
pub fn segments(line: &[Point]) -> Vec<(Point, Point)> {
    line.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

/// On which side of its line a link's words should stand, where another runs beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    On,
    /// Above a level line, to the left of an upright one.
    Before,
    /// Below a level line, to the right of an upright one.
    After,
}

/// Where along a part of a line words are tried, the middle first.
const ALONG: [f32; 9] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
/// How much of the words is kept where there is too little room, as shares of their width.
const SHARES: [f32; 4] = [0.8, 0.6, 0.45, 0.3];
/// In how many lines words are tried, and which share of the words' width each line then has.
const LINES: [(usize, f32); MOST_LINES] = [(1, 1.0), (2, 0.5), (3, 0.34)];
/// The least width of shortened words, in points: narrower ones say nothing.
const LEAST: f32 = 31.0;
#[expect(clippy::cast_precision_loss, reason = "three lines")]
const HIGHEST: f32 = LINE * MOST_LINES as f32;
/// Between words and the line that they stand beside, in points.
const BESIDE: f32 = 2.0;

/// What words have to find their place among.
pub struct Surroundings<'a> {
    pub space: &'a FreeSpace,
    pub router: &'a Router,
    pub measure: &'a dyn Measure,
    /// The straight parts of the other lines.
    pub others: &'a [(Point, Point)],
}

/// Where the words of a link stand: midway, on the line or beside it, never on a bend, clear of
/// everything else. In more lines where there is too little room, and shortened where that does not
/// help; nowhere where there is none.
pub fn words_at(among: &Surroundings<'_>, label: &str, own: &[Point], lean: Lean) -> Option<Words> {
    let Surroundings { space, router, measure, others } = *among;
    let full = whole_width(measure, label);
    let parts = segments(own);
    let bounds = bounds(&parts);
    // Only lines that are near can be in the way.
    let near = bounds.grown(full + HIGHEST);
    let others: Vec<(Point, Point)> =
        others.iter().filter(|(one, other)| touches(*one, *other, &near)).copied().collect();
    let place = Place { space, router, parts: &parts, others: &others, lean };
    let whole = Phrase::whole(measure, label).find_map(|phrase| place.best(&phrase));
    whole.or_else(|| {
        // Each share of the words is tried in one line, then in several, before a smaller share.
        let tries = SHARES.into_iter().flat_map(|share| LINES.map(|lines| (full * share, lines)));
        let mut elided = tries.map(|(kept, (lines, part))| {
            Phrase::elided(measure, label, (kept * part).max(LEAST), lines)
        });
        elided.find_map(|phrase| place.best(&phrase))
    })
}

struct Place<'a> {
    space: &'a FreeSpace,
    router: &'a Router,
    parts: &'a [(Point, Point)],
    others: &'a [(Point, Point)],
    lean: Lean,
}

impl Place<'_> {
    /// The best place for words that are broken into these lines.
    fn best(&self, phrase: &Phrase) -> Option<Words> {
        let Router { body, pane, .. } = *self.router;
        let mut found: Option<(f32, Words)> = None;
        for (number, (one, other)) in self.parts.iter().enumerate() {
            let own = self.parts.iter().enumerate().filter(|(at, _)| *at != number);
            let rest: Vec<(Point, Point)> =
                own.map(|(_, part)| *part).chain(self.others.iter().copied()).collect();
            let level = (one.y - other.y).abs() < 0.01;
            let length = (one.x - other.x).abs() + (one.y - other.y).abs();
            for along in ALONG {
                let at = Point {
                    x: one.x + (other.x - one.x) * along,
                    y: one.y + (other.y - one.y) * along,
                };
                let in_lane = at.x > body.right || at.x < body.left;
                let most = LANE_WORDS.max(pane.width() * 0.25);
                if in_lane && !level && phrase.width > most {
                    continue;
                }
                let on = phrase.at(at);
                for (order, words) in self.tries(&on, level, length, along) {
                    // Words beside a lane stand on its outer side.
                    let beside = !in_lane
                        || level
                        || words.rect.left >= body.right
                        || words.rect.right <= body.left;
                    let off = (along - 0.5).abs() * 100.0 + order;
                    let score = off - length.min(300.0) * 0.2 - if level { 20.0 } else { 0.0 };
                    let better = found.as_ref().is_none_or(|(best, _)| score < *best);
                    let inside = beside && pane.holds(&words.rect);
                    if better && inside && self.space.room_for(&words.rect, &rest) {
                        found = Some((score, words));
                    }
                }
            }
        }
        found.map(|(_, words)| words)
    }

    /// Places for words at one point of a line: on it and to its two sides, each with a cost that
    /// is higher the less it is wanted.
    fn tries(&self, on: &Words, level: bool, length: f32, along: f32) -> Vec<(f32, Words)> {
        let (wide, high) = (on.rect.width(), on.rect.height());
        let reach = if level { wide } else { high };
        let ends = length * along.min(1.0 - along) - reach / 2.0;
        let moved = |x: f32, y: f32| Words { rect: on.rect.moved(x, y), ..on.clone() };
        let cost = |lean: Lean| match (self.lean, lean) {
            (wanted, own) if wanted == own => 0.0,
            (Lean::On, Lean::After) if !level => 10.0,
            (Lean::On, Lean::Before | Lean::After) => 20.0,
            (_, _) => 30.0,
        };
        let mut tries = Vec::new();
        // On the line, if some of it is seen on both sides of the words.
        if ends >= 8.0 {
            tries.push((cost(Lean::On), on.clone()));
        }
        if level {
            let aside = high / 2.0 + BESIDE;
            // Beside a short line the words may reach beyond its ends, but not by much.
            if length >= 12.0 && ends >= -20.0 {
                tries.push((cost(Lean::Before), moved(0.0, -aside)));
                tries.push((cost(Lean::After), moved(0.0, aside)));
            }
        } else if length >= 12.0 {
            let aside = wide / 2.0 + BESIDE + 2.0;
            tries.push((cost(Lean::After), moved(aside, 0.0)));
            tries.push((cost(Lean::Before), moved(-aside, 0.0)));
        }
        tries
    }
}

/// The rectangle round all parts of a line.
fn bounds(parts: &[(Point, Point)]) -> Rect {
    let none = Rect {
        left: f32::INFINITY,
        top: f32::INFINITY,
        right: f32::NEG_INFINITY,
        bottom: f32::NEG_INFINITY,
    };
    parts.iter().flat_map(|(one, other)| [one, other]).fold(none, |all, point| Rect {
        left: all.left.min(point.x),
        top: all.top.min(point.y),
        right: all.right.max(point.x),
        bottom: all.bottom.max(point.y),
    })
}

fn touches(one: Point, other: Point, rect: &Rect) -> bool {
    one.x.min(other.x) <= rect.right
        && rect.left <= one.x.max(other.x)
        && one.y.min(other.y) <= rect.bottom
        && rect.top <= one.y.max(other.y)
}
