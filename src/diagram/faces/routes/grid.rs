//! Where the line of a request may run in one diagram, and the cheapest way along it.

use crate::diagram::{
    faces::route::INSET,
    layout::{
        Layout, PlacedBox,
        geometry::{Point, Rect},
    },
};
use std::{
    cmp::Ordering,
    collections::{BinaryHeap, HashMap},
};

/// What a bend is worth, in points of a longer way.
const BEND: f32 = 12.0;
/// A point over words, through a box that the request does not stop at, and along a line that is
/// there already: worth so many points beside them.
const OVER_WORDS: f32 = 60.0;
const THROUGH: f32 = 2.0;
const ALONG: f32 = 3.0;
/// The line is so much wider than a hair, to either side.
const HALF: f32 = 2.0;
/// Of columns and of rows of lanes, no more are tried.
const LANES: usize = 48;
/// What lies so far outside of both ends is looked at.
const ROUND: f32 = 48.0;

/// One diagram.
pub struct Grid<'l> {
    boxes: Vec<&'l PlacedBox>,
    body: Rect,
    words: Vec<Rect>,
    /// The straight parts of the ways so far.
    taken: Vec<(Point, Point)>,
}

/// A crossing of lanes, come to by an upright line or not.
type Place = (usize, usize, bool);

/// Where the search stands; the cheapest comes first.
struct Stand {
    cost: f32,
    place: Place,
}

impl PartialEq for Stand {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Stand {}

impl PartialOrd for Stand {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Stand {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.total_cmp(&self.cost).then_with(|| other.place.cmp(&self.place))
    }
}

/// What is near two ends.
struct Near<'g> {
    boxes: Vec<&'g Rect>,
    words: Vec<&'g Rect>,
    taken: Vec<(Point, Point)>,
    xs: Vec<f32>,
    ys: Vec<f32>,
}

/// Where the number of a hop stands.
fn number(b: &PlacedBox) -> Point {
    Point { x: b.rect.left + INSET, y: b.rect.top + INSET }
}

impl<'l> Grid<'l> {
    /// Of that pane, in which words stand there.
    pub fn new(layout: &'l Layout, pane: usize, words: Vec<Rect>) -> Self {
        let boxes = layout.boxes.iter().filter(|b| b.diagram == pane).collect();
        let none = Rect { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
        let body = layout.panes.get(pane).map_or(none, |pane| pane.body);
        Self { boxes, body, words, taken: Vec::new() }
    }

    /// From box to box. Later ways keep beside it.
    pub fn way(&mut self, from: &PlacedBox, to: &PlacedBox) -> Vec<Point> {
        let (start, end) = (number(from), number(to));
        if start == end {
            return Vec::new();
        }
        let near = self.near(from, to);
        let points = near.cheapest(start, end);
        let parts = points.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
        self.taken.extend(parts);
        points
    }

    fn near(&self, from: &PlacedBox, to: &PlacedBox) -> Near<'_> {
        let region = from.rect.union(&to.rect).grown(ROUND);
        let boxes: Vec<&Rect> =
            self.boxes.iter().map(|b| &b.rect).filter(|rect| rect.overlaps(&region)).collect();
        let (start, end) = (number(from), number(to));
        let mut xs = vec![start.x, end.x, self.body.left - INSET, self.body.right + INSET];
        let mut ys = vec![start.y, end.y, self.body.top - 2.0];
        for rect in &boxes {
            xs.extend([rect.left + INSET, rect.left - INSET, rect.right + INSET]);
            ys.extend([rect.top - 2.0, rect.bottom + 2.0]);
        }
        // What is a stop is no obstacle; neither is what is round a stop.
        let apart = |rect: &&Rect| **rect != from.rect && **rect != to.rect;
        let boxes = boxes.into_iter().filter(apart).collect();
        let words = self.words.iter().filter(|words| words.overlaps(&region)).collect();
        Near {
            boxes,
            words,
            taken: self.taken.clone(),
            xs: lanes(xs, (start.x, end.x)),
            ys: lanes(ys, (start.y, end.y)),
        }
    }
}

/// In their order, each once, and no more than are worth trying: those nearest to the ends.
fn lanes(mut all: Vec<f32>, (one, other): (f32, f32)) -> Vec<f32> {
    let far = |at: f32| (at - one).abs().min((at - other).abs());
    all.sort_by(|a, b| far(*a).total_cmp(&far(*b)));
    let mut kept: Vec<f32> = Vec::new();
    for at in all {
        if kept.len() < LANES && kept.iter().all(|known| (known - at).abs() > 0.75) {
            kept.push(at);
        }
    }
    kept.sort_by(f32::total_cmp);
    kept
}

impl Near<'_> {
    fn cheapest(&self, start: Point, end: Point) -> Vec<Point> {
        let place = |at: Point| {
            let find = |all: &[f32], at: f32| all.iter().position(|own| (own - at).abs() <= 0.75);
            Some((find(&self.xs, at.x)?, find(&self.ys, at.y)?))
        };
        let (Some((x, y)), Some(goal)) = (place(start), place(end)) else { return Vec::new() };
        let mut costs: HashMap<Place, (f32, Option<Place>)> = HashMap::new();
        let mut heap = BinaryHeap::new();
        for upright in [true, false] {
            costs.insert((x, y, upright), (0.0, None));
            heap.push(Stand { cost: 0.0, place: (x, y, upright) });
        }
        while let Some(Stand { cost, place }) = heap.pop() {
            if costs.get(&place).is_some_and(|(known, _)| *known < cost) {
                continue;
            }
            if (place.0, place.1) == goal {
                return self.back(&costs, place, (start, end));
            }
            for next in self.beside(place) {
                let turn = if next.2 == place.2 { 0.0 } else { BEND };
                let cost = cost + turn + self.cost(self.at(place), self.at(next));
                if costs.get(&next).is_none_or(|(known, _)| cost < *known) {
                    costs.insert(next, (cost, Some(place)));
                    heap.push(Stand { cost, place: next });
                }
            }
        }
        Vec::new()
    }

    fn at(&self, (x, y, _): Place) -> Point {
        let of = |all: &[f32], at: usize| all.get(at).copied().unwrap_or_default();
        Point { x: of(&self.xs, x), y: of(&self.ys, y) }
    }

    /// The crossings next to one.
    fn beside(&self, (x, y, _): Place) -> impl Iterator<Item = Place> {
        let aside = [x.checked_sub(1), Some(x + 1).filter(|x| *x < self.xs.len())];
        let up = [y.checked_sub(1), Some(y + 1).filter(|y| *y < self.ys.len())];
        let level = aside.into_iter().flatten().map(move |x| (x, y, false));
        level.chain(up.into_iter().flatten().map(move |y| (x, y, true)))
    }

    /// What it costs to go straight from one point to another.
    fn cost(&self, one: Point, other: Point) -> f32 {
        let line = Rect {
            left: one.x.min(other.x),
            right: one.x.max(other.x),
            top: one.y.min(other.y),
            bottom: one.y.max(other.y),
        };
        let thick = line.grown(HALF);
        // How much of the line lies in it.
        let within = |rect: &Rect, line: &Rect| {
            if !rect.overlaps(line) {
                return 0.0;
            }
            let wide = rect.right.min(line.right) - rect.left.max(line.left);
            let high = rect.bottom.min(line.bottom) - rect.top.max(line.top);
            wide.max(high)
        };
        let words: f32 = self.words.iter().map(|rect| within(rect, &thick)).sum();
        let through: f32 = self.boxes.iter().map(|rect| within(rect, &line.grown(0.1))).sum();
        let along: f32 = self.taken.iter().map(|taken| shared((one, other), *taken)).sum();
        line.width() + line.height() + words * OVER_WORDS + through * THROUGH + along * ALONG
    }

    /// The way to a place, without the crossings that it goes straight over.
    fn back(
        &self,
        costs: &HashMap<Place, (f32, Option<Place>)>,
        end: Place,
        (first, last): (Point, Point),
    ) -> Vec<Point> {
        let mut points = vec![last];
        let mut here = end;
        while let Some((_, Some(before))) = costs.get(&here) {
            if costs.get(before).is_some_and(|(_, from)| from.is_none()) {
                break;
            }
            if before.2 != here.2 {
                points.push(self.at(*before));
            }
            here = *before;
        }
        points.push(first);
        points.reverse();
        points
    }
}

/// How much of a straight line two have in common.
fn shared((a, b): (Point, Point), (c, d): (Point, Point)) -> f32 {
    let span = |one: (f32, f32), other: (f32, f32)| {
        one.0.max(one.1).min(other.0.max(other.1)) - one.0.min(one.1).max(other.0.min(other.1))
    };
    let upright = |one: Point, other: Point| (one.x - other.x).abs() < 0.5;
    let level = |one: Point, other: Point| (one.y - other.y).abs() < 0.5;
    if upright(a, b) && upright(c, d) && (a.x - c.x).abs() < HALF {
        span((a.y, b.y), (c.y, d.y)).max(0.0)
    } else if level(a, b) && level(c, d) && (a.y - c.y).abs() < HALF {
        span((a.x, b.x), (c.x, d.x)).max(0.0)
    } else {
        0.0
    }
}
