//! Links: lines between any two parts, at right angles, through room that the layout makes.
//!
//! Rows are parted by *channels*, and beside all boxes run *lanes*. A link leaves its box up, down
//! or to a side, follows channels and lanes, and enters the other box the same way. Links that
//! share a channel or a lane each have a track of their own in it.

use crate::{
    diagram::{
        Diagram, Link, NodePath,
        connectors::plate,
        free_space::{FreeSpace, Run},
        geometry::{Point, Rect},
        layout::{Ground, Layout, PlacedLink, Words},
        tracks::pack,
    },
    theme::{Measure, TextStyle},
};

/// How much room the links of a diagram need, in points.
#[derive(Debug, Clone, Default)]
pub(super) struct LinkRoom {
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
    pub(super) fn grow(&mut self, needed: &Self) -> bool {
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

/// Between tracks of a channel; more where words stand at one.
const TRACK: f32 = 12.0;
const WORDED_TRACK: f32 = 22.0;
/// From the edge of a channel to its first track: room for a head.
const MARGIN: f32 = 13.0;
/// What a straight line needs, without and with words at it.
const STRAIGHT: f32 = 24.0;
const WORDED_STRAIGHT: f32 = 46.0;
/// Lines keep away from the corners of boxes.
const CORNER: f32 = 8.0;
/// A bend is worth so many points of a longer way.
const BEND: f32 = 24.0;
/// Words beside a lane are not longer.
const LANE_WORDS: f32 = 124.0;
/// A line between neighbours is at least so long.
const ACROSS: f32 = 28.0;

/// One end of a link.
#[derive(Debug, Clone)]
struct End {
    path: NodePath,
    rect: Rect,
    /// The channels next to it.
    below: usize,
    above: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// A part of a way.
#[derive(Debug, Clone, Copy)]
enum Leg {
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
struct Way {
    legs: Vec<Leg>,
    cost: f32,
}

/// Draws the links of one diagram, and says what room they need.
pub(super) fn route(
    layout: &Layout,
    diagram: &Diagram,
    index: usize,
    ground: &Ground,
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

/// Every pair of parts that a link of the diagram joins.
fn ends<'a>(layout: &Layout, diagram: &'a Diagram, index: usize) -> Vec<(&'a Link, End, End)> {
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
pub(super) fn in_same_copies(one: &NodePath, other: &NodePath) -> bool {
    one.copies.iter().all(|(repeat, number)| {
        other.copies.iter().all(|(also, copy)| also != repeat || copy == number)
    })
}

struct Router {
    space: FreeSpace,
    body: Rect,
    /// With the lanes.
    pane: Rect,
    /// Upper and lower end of each channel, ground first.
    channels: Vec<(f32, f32)>,
    /// What the layout has already been asked for.
    row_gap: f32,
    /// Only channels and lanes that have room already.
    settled: bool,
}

impl Router {
    fn channel(&self, number: usize) -> (f32, f32) {
        self.channels.get(number).copied().unwrap_or((self.body.top, self.body.top))
    }

    /// The cheapest way there is.
    fn way(&self, from: &End, to: &End) -> Option<Way> {
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

    fn lane_room(&self, side: Side) -> f32 {
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
    fn straight(&self, from: &End, to: &End) -> Option<Way> {
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
    fn take(&mut self, way: &Way, from: &End, to: &End) {
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

/// The straight parts of a line.
pub(super) fn segments(line: &[Point]) -> Vec<(Point, Point)> {
    line.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

/// Where the words of a link stand: midway, never on a bend, clear of everything else. Shorter
/// where there is too little room; nowhere where there is none.
fn words_at(
    space: &FreeSpace,
    measure: &dyn Measure,
    label: &str,
    own: &[Point],
    others: &[(Point, Point)],
    router: &Router,
) -> Option<Words> {
    let Router { body, pane, .. } = *router;
    let style = TextStyle::Small;
    let full = measure.width(label, style.size(), style.weight()) + 6.0;
    let parts = segments(own);
    for share in [1.0, 0.7, 0.45] {
        let wanted = (full * share).max(36.0) + 1.0;
        let mut found: Option<(f32, Words)> = None;
        for (number, (one, other)) in parts.iter().enumerate() {
            let rest: Vec<(Point, Point)> = parts
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != number)
                .map(|(_, part)| *part)
                .chain(others.iter().copied())
                .collect();
            let level = (one.y - other.y).abs() < 0.01;
            let length = (one.x - other.x).abs() + (one.y - other.y).abs();
            for along in [0.5, 0.35, 0.65, 0.2, 0.8] {
                let at = Point {
                    x: one.x + (other.x - one.x) * along,
                    y: one.y + (other.y - one.y) * along,
                };
                let in_lane = at.x > body.right || at.x < body.left;
                let room = if in_lane && !level { wanted.min(LANE_WORDS) } else { wanted };
                let on = plate(measure, label, at, room);
                let reach = if level { on.rect.width() } else { on.rect.height() };
                let ends = (length * along.min(1.0 - along) - reach / 2.0).max(-1.0);
                let mut tries = Vec::new();
                // On the line, with some of it to be seen on both sides.
                if ends >= 8.0 {
                    tries.push(on.clone());
                }
                if !level && length >= 12.0 {
                    let half = on.rect.width() / 2.0 + 4.0;
                    tries.push(plate(measure, label, Point { x: at.x + half, ..at }, room));
                    tries.push(plate(measure, label, Point { x: at.x - half, ..at }, room));
                }
                for (order, words) in (0_u8..).zip(tries) {
                    // Beside a lane, on its outer side.
                    let beside = !in_lane
                        || level
                        || words.rect.left >= body.right
                        || words.rect.right <= body.left;
                    let inside = beside && pane.holds(&words.rect);
                    if inside && space.room_for(&words.rect, &rest) {
                        let off = (along - 0.5).abs() * 100.0 + f32::from(order) * 10.0;
                        let score = off - length * 0.2 - if level { 20.0 } else { 0.0 };
                        if found.as_ref().is_none_or(|(best, _)| score < *best) {
                            found = Some((score, words));
                        }
                    }
                }
            }
        }
        if let Some((_, words)) = found {
            return Some(words);
        }
    }
    None
}
