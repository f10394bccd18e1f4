//! Links: lines between any two parts, at right angles, through room that the layout makes.
//!
//! Rows are parted by *channels*, and beside all boxes run *lanes*. A link leaves its box up, down
//! or to a side, follows channels and lanes, and enters the other box the same way. Links that
//! share a channel or a lane each have a track of their own in it.

use crate::{
    diagram::{
        layout::{
            distances::{ACROSS, LANE_WORDS, MARGIN, TRACK},
            geometry::{Point, Rect},
            lines::{
                free_space::FreeSpace,
                tracks::pack,
                ways::{End, Leg, Router, Side, Way, ends},
                words::{segments, words_at},
            },
            placed::{Layout, PlacedLink},
            terrain::Terrain,
        },
        model::{Diagram, Link},
    },
    theme::{Measure, TextStyle},
};

/// How much room the links of a diagram need, in points.
#[derive(Debug, Clone, Default)]
pub struct LinkRoom {
    /// Below each row of the grid, and above the last.
    pub channels: Vec<f32>,
    /// Beside all boxes.
    pub left: f32,
    pub right: f32,
    /// Between the parts of a row.
    pub row_gap: f32,
}

impl LinkRoom {
    /// Makes room for what is needed as well; says whether there was too little.
    pub fn grow(&mut self, needed: &Self) -> bool {
        let mut grown = false;
        let mut most = |own: &mut f32, needed: f32| {
            if needed > *own + 0.01 {
                *own = needed;
                grown = true;
            }
        };
        if self.channels.len() < needed.channels.len() {
            self.channels.resize(needed.channels.len(), 0.0);
        }
        for (own, needed) in self.channels.iter_mut().zip(&needed.channels) {
            most(own, *needed);
        }
        most(&mut self.left, needed.left);
        most(&mut self.right, needed.right);
        most(&mut self.row_gap, needed.row_gap);
        grown
    }

    fn channel(&mut self, number: usize, needed: f32) {
        if self.channels.len() <= number {
            self.channels.resize(number + 1, 0.0);
        }
        if let Some(own) = self.channels.get_mut(number) {
            *own = own.max(needed);
        }
    }
}

/// Between tracks of a channel where words stand at one.
const WORDED_TRACK: f32 = 22.0;
/// What a straight line needs, without and with words at it.
const STRAIGHT: f32 = 24.0;
const WORDED_STRAIGHT: f32 = 46.0;

/// Draws the links of one diagram, and says what room they need.
pub fn route(
    layout: &Layout,
    diagram: &Diagram,
    index: usize,
    ground: &Terrain,
    measure: &dyn Measure,
) -> (Vec<PlacedLink>, LinkRoom) {
    if diagram.links.is_empty() {
        return (Vec::new(), LinkRoom::default());
    }
    let mut router = Router {
        space: FreeSpace::of(layout, index),
        body: ground.body,
        pane: ground.pane,
        channels: ground.channels(),
        row_gap: ground.row_gap,
        settled: ground.settled,
    };
    let ends = ends(layout, diagram, index);
    // What can go straight does so before others take its place.
    let straight = |(_, from, to): &(&Link, End, End)| router.straight(from, to).is_some();
    let (first, then): (Vec<usize>, Vec<usize>) =
        (0..ends.len()).partition(|at| ends.get(*at).is_some_and(straight));
    let mut ways: Vec<Option<Way>> = vec![None; ends.len()];
    for at in first.into_iter().chain(then) {
        if let (Some((_, from, to)), Some(way)) = (ends.get(at), ways.get_mut(at)) {
            *way = router.way(from, to);
            if let Some(way) = way {
                router.take(way, from, to);
            }
        }
    }
    drawn(layout, index, &router, &ends, &ways, measure)
}

/// Words at a link, and how wide they are.
fn words_width(measure: &dyn Measure, link: &Link) -> f32 {
    let style = TextStyle::Small;
    link.label
        .as_ref()
        .map_or(0.0, |label| measure.width(label, style.size(), style.weight()) + 6.0)
}

/// Gives every way its tracks, draws it, and sums up the room that all of them need.
fn drawn(
    layout: &Layout,
    index: usize,
    router: &Router,
    ends: &[(&Link, End, End)],
    ways: &[Option<Way>],
    measure: &dyn Measure,
) -> (Vec<PlacedLink>, LinkRoom) {
    let mut room = LinkRoom::default();
    let ready: Vec<(&Link, &End, &End, &Way)> = ends
        .iter()
        .zip(ways)
        .filter_map(|((link, from, to), way)| Some((*link, from, to, way.as_ref()?)))
        .collect();
    let widths: Vec<f32> = ready.iter().map(|(link, ..)| words_width(measure, link)).collect();
    let lanes = lanes(router, &ready, &widths, &mut room);
    let tracks = channel_tracks(router, &ready, &widths, &lanes, &mut room);
    let mut lines: Vec<Vec<Point>> = Vec::new();
    for (number, (_, from, to, way)) in ready.iter().enumerate() {
        let lane = lanes.get(number).copied().flatten();
        let of =
            |at: usize| tracks.iter().find(|t| t.0 == number && t.1 == at).map_or(0.0, |t| t.2);
        lines.push(points(from.rect, to.rect, &way.legs, lane, of));
    }
    for ((_, from, to, way), width) in ready.iter().zip(&widths) {
        straight_room(from, to, way, *width, &mut room);
    }
    let mut space = FreeSpace::of(layout, index);
    let mut links = Vec::new();
    for (number, (link, from, to, _)) in ready.iter().enumerate() {
        let Some(own) = lines.get(number) else { continue };
        let others: Vec<(Point, Point)> = lines
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number)
            .flat_map(|(_, line)| segments(line))
            .collect();
        let label = link.label.as_deref();
        let words = label.and_then(|label| words_at(&space, measure, label, own, &others, router));
        if let Some(words) = &words {
            space.take_words(words.rect);
        }
        links.push(PlacedLink {
            diagram: index,
            link: link.id.clone(),
            from: from.path.clone(),
            to: to.path.clone(),
            points: own.clone(),
            kind: link.kind,
            arrow: link.arrow,
            words,
            dead: false,
        });
    }
    (links, room)
}

/// Room for the heads and the words of lines that go straight.
fn straight_room(from: &End, to: &End, way: &Way, width: f32, room: &mut LinkRoom) {
    match way.legs.as_slice() {
        [Leg::Vertical { .. }] => {
            let (low, high) = if from.below >= to.above { (to, from) } else { (from, to) };
            let (first, last) = (low.above, high.below.max(low.above));
            room.channel(first, STRAIGHT);
            room.channel(last, STRAIGHT);
            if width > 0.0 {
                room.channel(usize::midpoint(first, last), WORDED_STRAIGHT);
            }
        }
        [Leg::Horizontal { .. }] => {
            let needed = if width > 0.0 { (width + 30.0).min(130.0) } else { 0.0 };
            room.row_gap = room.row_gap.max(needed.max(ACROSS));
        }
        _ => {}
    }
}

/// Where the lane of each way runs that has one.
fn lanes(
    router: &Router,
    ready: &[(&Link, &End, &End, &Way)],
    widths: &[f32],
    room: &mut LinkRoom,
) -> Vec<Option<f32>> {
    let mut found = vec![None; ready.len()];
    for side in [Side::Left, Side::Right] {
        let mut runs = Vec::new();
        for (number, (_, _, _, way)) in ready.iter().enumerate() {
            let at = way.legs.iter().position(|leg| matches!(leg, Leg::Lane(on) if *on == side));
            let Some(at) = at else { continue };
            let reach = |leg: Option<&Leg>| match leg {
                Some(Leg::Horizontal { y }) => (*y, *y),
                Some(Leg::Channel(channel)) => router.channel(*channel),
                _ => (0.0, 0.0),
            };
            let one = reach(at.checked_sub(1).and_then(|before| way.legs.get(before)));
            let other = reach(way.legs.get(at + 1));
            let (from, to) = (one.0.min(other.0), one.1.max(other.1));
            runs.push((number, from, to));
        }
        let spans: Vec<(f32, f32)> = runs.iter().map(|(_, from, to)| (*from, *to)).collect();
        let (numbers, count) = pack(&spans, 8.0);
        // Words stand outside of their lane, so the next one keeps away from them.
        let mut outside = vec![0.0_f32; count];
        for ((number, ..), lane) in runs.iter().zip(&numbers) {
            let words = widths.get(*number).copied().unwrap_or_default().min(LANE_WORDS);
            if let Some(outside) = outside.get_mut(*lane)
                && words > 0.0
            {
                *outside = outside.max(words + 10.0);
            }
        }
        let mut at = TRACK;
        let mut places = Vec::new();
        for words in outside {
            places.push(at);
            at += words.max(TRACK);
        }
        let taken = if count == 0 { 0.0 } else { at + 2.0 };
        // Where there is less room than wanted, lanes are closer to each other.
        let given = router.lane_room(side);
        let scale = if taken > given && given > 0.0 { given / taken } else { 1.0 };
        match side {
            Side::Left => room.left = taken,
            Side::Right => room.right = taken,
        }
        for ((number, ..), lane) in runs.iter().zip(numbers) {
            let away = places.get(lane).copied().unwrap_or(TRACK) * scale;
            let x = match side {
                Side::Left => router.body.left - away,
                Side::Right => router.body.right + away,
            };
            if let Some(place) = found.get_mut(*number) {
                *place = Some(x);
            }
        }
    }
    found
}

/// The height of each leg that runs along a channel: link, leg, y.
fn channel_tracks(
    router: &Router,
    ready: &[(&Link, &End, &End, &Way)],
    widths: &[f32],
    lanes: &[Option<f32>],
    room: &mut LinkRoom,
) -> Vec<(usize, usize, f32)> {
    let mut found = Vec::new();
    for channel in 0..router.channels.len() {
        let mut runs = Vec::new();
        for (number, (_, _, _, way)) in ready.iter().enumerate() {
            for (at, leg) in way.legs.iter().enumerate() {
                if !matches!(leg, Leg::Channel(own) if *own == channel) {
                    continue;
                }
                let x = |leg: Option<&Leg>| match leg {
                    Some(Leg::Vertical { x }) => *x,
                    _ => lanes.get(number).copied().flatten().unwrap_or_default(),
                };
                let one = x(at.checked_sub(1).and_then(|before| way.legs.get(before)));
                let other = x(way.legs.get(at + 1));
                runs.push((number, at, one.min(other), one.max(other)));
            }
        }
        if runs.is_empty() {
            continue;
        }
        let spans: Vec<(f32, f32)> = runs.iter().map(|(_, _, from, to)| (*from, *to)).collect();
        let (numbers, count) = pack(&spans, 8.0);
        let mut worded = vec![false; count];
        for ((number, ..), track) in runs.iter().zip(&numbers) {
            let words = widths.get(*number).is_some_and(|width| *width > 0.0);
            if let Some(worded) = worded.get_mut(*track) {
                *worded |= words;
            }
        }
        let pitches: Vec<f32> =
            worded.iter().map(|worded| if *worded { WORDED_TRACK } else { TRACK }).collect();
        let between: f32 =
            pitches.windows(2).map(|pair| pair.iter().copied().fold(0.0, f32::max)).sum();
        room.channel(channel, 2.0 * MARGIN + between);
        let (top, bottom) = router.channel(channel);
        let height = bottom - top;
        let wanted = 2.0 * MARGIN + between;
        let scale = if wanted > height { height / wanted } else { 1.0 };
        let mut y = f32::midpoint(top, bottom) - between * scale / 2.0;
        let mut ys = Vec::new();
        for (track, pitch) in pitches.iter().enumerate() {
            ys.push(y);
            let next = pitches.get(track + 1).copied().unwrap_or(0.0);
            y += pitch.max(next) * scale;
        }
        for ((number, at, ..), track) in runs.iter().zip(numbers) {
            found.push((*number, *at, ys.get(track).copied().unwrap_or(top)));
        }
    }
    found
}

/// The line of a way, from edge to edge.
fn points(
    from: Rect,
    to: Rect,
    legs: &[Leg],
    lane: Option<f32>,
    track: impl Fn(usize) -> f32,
) -> Vec<Point> {
    if let [leg] = legs {
        return match leg {
            Leg::Vertical { x } => {
                let down = from.bottom <= to.top;
                let (y1, y2) = if down { (from.bottom, to.top) } else { (from.top, to.bottom) };
                vec![Point { x: *x, y: y1 }, Point { x: *x, y: y2 }]
            }
            Leg::Horizontal { y } => {
                let right = from.right <= to.left;
                let (x1, x2) = if right { (from.right, to.left) } else { (from.left, to.right) };
                vec![Point { x: x1, y: *y }, Point { x: x2, y: *y }]
            }
            Leg::Channel(_) | Leg::Lane(_) => Vec::new(),
        };
    }
    // Each bend lies where the upright leg before or after it meets the other one.
    let upright = |leg: &Leg| match leg {
        Leg::Vertical { x } => Some(*x),
        Leg::Lane(_) => lane,
        Leg::Horizontal { .. } | Leg::Channel(_) => None,
    };
    let level = |at: usize, leg: &Leg| match leg {
        Leg::Horizontal { y } => Some(*y),
        Leg::Channel(_) => Some(track(at)),
        Leg::Vertical { .. } | Leg::Lane(_) => None,
    };
    let mut bends = Vec::new();
    for (at, pair) in legs.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let x = upright(one).or_else(|| upright(other));
        let y = level(at, one).or_else(|| level(at + 1, other));
        if let (Some(x), Some(y)) = (x, y) {
            bends.push(Point { x, y });
        }
    }
    let edge = |rect: Rect, leg: Option<&Leg>, bend: Option<&Point>| {
        let bend = *bend?;
        Some(match leg? {
            Leg::Vertical { x } if bend.y < rect.top => Point { x: *x, y: rect.top },
            Leg::Vertical { x } => Point { x: *x, y: rect.bottom },
            Leg::Horizontal { y } if bend.x < rect.left => Point { x: rect.left, y: *y },
            Leg::Horizontal { y } => Point { x: rect.right, y: *y },
            Leg::Channel(_) | Leg::Lane(_) => return None,
        })
    };
    let first = edge(from, legs.first(), bends.first());
    let last = edge(to, legs.last(), bends.last());
    first.into_iter().chain(bends.iter().copied()).chain(last).collect()
}
