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
                between::{Between, facing, pairs},
                ends::ends,
                free_space::FreeSpace,
                phrase::{Phrase, whole_width},
                tracks::pack,
                ways::{End, Leg, Router, STEP, Side, Way, Wish, across_pitch},
                words::{Lean, segments, words_at},
            },
            placed::{Layout, PlacedLink, Words},
            terrain::{SETTLED, Terrain},
        },
        model::{Diagram, Link, NodePath},
    },
    theme::Measure,
};
use std::collections::{BTreeMap, HashMap};

/// How much room the links of a diagram need, in points.
#[derive(Debug, Clone, Default)]
pub struct LinkRoom {
    /// Below each row of the grid, and above the last.
    pub channels: Vec<f32>,
    /// Beside all boxes.
    pub left: f32,
    pub right: f32,
    /// Between single boxes that stand side by side.
    pub between: Between,
    /// How high the boxes of each row must be.
    pub rows: Vec<f32>,
    /// How wide single boxes must be.
    pub boxes: BTreeMap<NodePath, f32>,
    /// How far other lines keep from each, in the order of what links join, where they can.
    pub elbows: Vec<f32>,
}

/// Gives a row or a channel so much, if it has less.
fn at_least(all: &mut Vec<f32>, number: usize, needed: f32) {
    if all.len() <= number {
        all.resize(number + 1, 0.0);
    }
    if let Some(own) = all.get_mut(number) {
        *own = own.max(needed);
    }
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
        let lists = [
            (&mut self.channels, &needed.channels),
            (&mut self.rows, &needed.rows),
            (&mut self.elbows, &needed.elbows),
        ];
        for (own, needed) in lists {
            if own.len() < needed.len() {
                own.resize(needed.len(), 0.0);
            }
            for (own, needed) in own.iter_mut().zip(needed) {
                most(own, *needed);
            }
        }
        for (path, width) in &needed.boxes {
            most(self.boxes.entry(path.clone()).or_default(), *width);
        }
        most(&mut self.left, needed.left);
        most(&mut self.right, needed.right);
        for (pair, gap) in &needed.between {
            most(self.between.entry(pair.clone()).or_default(), *gap);
        }
        grown
    }

    /// Is there less than that?
    fn lacks(&self, needed: &Self) -> bool {
        self.clone().grow(needed)
    }

    fn gap(&mut self, pair: (NodePath, NodePath), needed: f32) {
        let own = self.between.entry(pair).or_default();
        *own = own.max(needed);
    }

    fn channel(&mut self, number: usize, needed: f32) {
        at_least(&mut self.channels, number, needed);
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
    given: &LinkRoom,
    measure: &dyn Measure,
) -> (Vec<PlacedLink>, LinkRoom) {
    if diagram.links.is_empty() {
        return (Vec::new(), LinkRoom::default());
    }
    let channels = ground.channels();
    let mut router = Router {
        space: FreeSpace::of(layout, index, &channels),
        body: ground.body,
        pane: ground.pane,
        channels,
        settled: ground.settled(),
    };
    let ends = ends(layout, diagram, index);
    let wishes = wishes(&ends, &given.elbows, measure);
    // What can go straight does so before others take its place.
    let straight = |at: &usize| {
        let (Some((_, from, to)), Some(wish)) = (ends.get(*at), wishes.get(*at)) else {
            return false;
        };
        router.straight(from, to, *wish).is_some()
    };
    let (first, then): (Vec<usize>, Vec<usize>) = (0..ends.len()).partition(straight);
    let mut ways: Vec<Option<Way>> = vec![None; ends.len()];
    for at in first.into_iter().chain(then) {
        if let (Some((_, from, to)), Some(wish), Some(way)) =
            (ends.get(at), wishes.get(at), ways.get_mut(at))
        {
            *way = router.way(from, to, *wish);
            if let Some(way) = way {
                router.take(way, wish.elbow);
            }
        }
    }
    drawn(
        &Drawing { layout, index, router: &router, ground, given, measure },
        &ends,
        &ways,
        &wishes,
    )
}

/// How wide the words of each link are, and how many lines join the same two parts as it.
fn wishes(ends: &[(&Link, End, End)], elbows: &[f32], measure: &dyn Measure) -> Vec<Wish> {
    let mut bundles: HashMap<(&NodePath, &NodePath), (u8, f32)> = HashMap::new();
    let mut numbers = Vec::new();
    for end in ends {
        let (count, widest) = bundles.entry(pair(end)).or_default();
        numbers.push(*count);
        *count = count.saturating_add(1);
        *widest = widest.max(words_width(measure, end.0));
    }
    let elbows = elbows.iter().copied().chain(std::iter::repeat(0.0));
    let each = ends.iter().zip(numbers).zip(elbows);
    each.map(|((end, number), elbow)| {
        let (count, widest) = bundles.get(&pair(end)).copied().unwrap_or((1, 0.0));
        let words = words_width(measure, end.0);
        Wish { words, widest, bundle: (number, count), elbow }
    })
    .collect()
}

/// The two parts that a link joins, in the same order for a link and its reply.
fn pair<'a>((_, from, to): &'a (&Link, End, End)) -> (&'a NodePath, &'a NodePath) {
    if from.path <= to.path { (&from.path, &to.path) } else { (&to.path, &from.path) }
}

/// What the links of one diagram are drawn with.
struct Drawing<'a> {
    layout: &'a Layout,
    index: usize,
    router: &'a Router,
    ground: &'a Terrain,
    /// The room that there is.
    given: &'a LinkRoom,
    measure: &'a dyn Measure,
}

/// How wide the words at a link are; 0 without.
fn words_width(measure: &dyn Measure, link: &Link) -> f32 {
    link.label.as_ref().map_or(0.0, |label| whole_width(measure, label))
}

/// Gives every way its tracks, draws it, and sums up the room that all of them need.
fn drawn(
    drawing: &Drawing<'_>,
    ends: &[(&Link, End, End)],
    ways: &[Option<Way>],
    wishes: &[Wish],
) -> (Vec<PlacedLink>, LinkRoom) {
    let Drawing { layout, index, router, ground, given, measure } = *drawing;
    let mut room = LinkRoom::default();
    let ready: Vec<Ready<'_>> = ends
        .iter()
        .zip(ways)
        .zip(wishes)
        .enumerate()
        .filter_map(|(number, (((link, from, to), way), wish))| {
            Some(Ready { link, from, to, way: way.as_ref()?, wish: *wish, number })
        })
        .collect();
    let lanes = lanes(router, &ready, &mut room);
    let tracks = channel_tracks(router, &ready, &lanes, &mut room);
    let mut lines: Vec<Vec<Point>> = Vec::new();
    for (number, Ready { from, to, way, .. }) in ready.iter().enumerate() {
        let lane = |at: usize| lanes.get(&(number, at)).copied();
        let track =
            |at: usize| tracks.iter().find(|t| t.0 == number && t.1 == at).map_or(0.0, |t| t.2);
        lines.push(points(from.rect, to.rect, &way.legs, lane, track));
    }
    for ready in &ready {
        straight_room(ready, drawing, &mut room);
        forced_room(ready, ground, &mut room);
    }
    passage_room(&ready, drawing, &mut room);
    let mut space = FreeSpace::of(layout, index, &router.channels);
    let mut words: Vec<Option<Words>> = vec![None; ready.len()];
    // Where lines will be moved, nobody asks for their words yet.
    let moves = ground.pass < PASSES && given.lacks(&room);
    // Long words have the fewest places.
    let mut order: Vec<usize> = (0..ready.len()).filter(|_| !moves).collect();
    let wide = |at: &usize| ready.get(*at).map_or(0.0, |ready| ready.wish.words);
    order.sort_by(|one, other| wide(other).total_cmp(&wide(one)));
    for number in order {
        let (Some(ready), Some(own)) = (ready.get(number), lines.get(number)) else { continue };
        let Some(label) = ready.link.label.as_deref() else { continue };
        let others: Vec<(Point, Point)> = lines
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number)
            .flat_map(|(_, line)| segments(line))
            .collect();
        let found = words_at(&space, measure, label, own, &others, router, ready.lean());
        if let Some(found) = &found {
            space.take_words(found.rect);
        }
        if found.as_ref().is_none_or(|found| found.shortened) {
            let narrow = Phrase::whole(measure, label).last();
            let narrow = narrow.map_or(0.0, |phrase| phrase.width);
            words_room(ready, narrow, drawing, &mut room);
            if (SETTLED..=WORDS_UNTIL).contains(&ground.pass) {
                let elbow = if ready.wish.elbow == 0.0 { narrow } else { ready.wish.words };
                at_least(&mut room.elbows, ready.number, elbow + ELBOW);
            }
        }
        if let Some(words) = words.get_mut(number) {
            *words = found;
        }
    }
    let links = ready.iter().zip(lines).zip(words).map(|((ready, points), words)| PlacedLink {
        diagram: index,
        link: ready.link.id.clone(),
        from: ready.from.path.clone(),
        to: ready.to.path.clone(),
        points,
        kind: ready.link.kind,
        arrow: ready.link.arrow,
        words,
        dead: false,
    });
    (links.collect(), room)
}

/// A link whose way is found.
struct Ready<'a> {
    link: &'a Link,
    from: &'a End,
    to: &'a End,
    way: &'a Way,
    wish: Wish,
    /// Among all that links join.
    number: usize,
}

impl Ready<'_> {
    /// Of two lines straight across that belong together, each has its words on its own side.
    fn lean(&self) -> Lean {
        match (self.way.legs.as_slice(), self.wish.bundle) {
            ([Leg::Horizontal { .. } | Leg::Vertical { .. }], (0, 2)) => Lean::Before,
            ([Leg::Horizontal { .. } | Leg::Vertical { .. }], (1, 2)) => Lean::After,
            _ => Lean::On,
        }
    }
}

/// Room for the heads and the words of lines that go straight.
fn straight_room(ready: &Ready<'_>, drawing: &Drawing<'_>, room: &mut LinkRoom) {
    let Drawing { layout, index, router, .. } = *drawing;
    let Ready { from, to, way, wish, .. } = ready;
    let words = wish.words;
    match way.legs.as_slice() {
        [Leg::Vertical { .. }] => {
            let (low, high) = if from.below >= to.above { (to, from) } else { (from, to) };
            let (first, last) = (low.above, high.below.max(low.above));
            room.channel(first, STRAIGHT);
            room.channel(last, STRAIGHT);
            if words > 0.0 {
                room.channel(usize::midpoint(first, last), WORDED_STRAIGHT);
            }
        }
        [Leg::Horizontal { y, xs }] => {
            let needed = if words > 0.0 { (words + 30.0).min(most_between(router)) } else { 0.0 };
            for pair in pairs(layout, index, f32::midpoint(xs.0, xs.1), (*y - 1.0, *y + 1.0)) {
                room.gap(pair, needed.max(ACROSS));
            }
            let (_, count) = wish.bundle;
            let one_row = from.below + 1 == from.above && from.below == to.below;
            if count > 1 && one_row {
                let lines = f32::from(count.min(MOST_ACROSS));
                let between = across_pitch(count, wish.widest > 0.0) * (lines - 1.0);
                let round = if wish.widest > 0.0 { 36.0 } else { 18.0 };
                at_least(&mut room.rows, from.below, between + round);
            }
        }
        _ => {}
    }
}

/// Words between neighbours get so much, or a share of a wide figure.
const MOST_BETWEEN: f32 = 130.0;
/// For more lines straight across between two boxes, these are not made higher.
const MOST_ACROSS: u8 = 4;

/// How much words between neighbours get at most.
fn most_between(router: &Router) -> f32 {
    MOST_BETWEEN.max(router.pane.width() * 0.3)
}

/// What passages between boxes need that are too narrow for what runs there.
fn passage_room(ready: &[Ready<'_>], drawing: &Drawing<'_>, room: &mut LinkRoom) {
    let mut lines: BTreeMap<(NodePath, NodePath), (f32, bool)> = BTreeMap::new();
    let upright = ready
        .iter()
        .flat_map(|ready| ready.way.legs.iter().map(move |leg| (ready.way.narrow > 0, leg)));
    for (narrow, leg) in upright {
        let Leg::Vertical { x, ys } = leg else { continue };
        for pair in pairs(drawing.layout, drawing.index, *x, *ys) {
            let (count, any) = lines.entry(pair).or_default();
            *count += 1.0;
            *any |= narrow;
        }
    }
    for (pair, (count, narrow)) in lines {
        if narrow {
            room.gap(pair, PASSAGE + TRACK * (count - 1.0));
        }
    }
}

/// What a way that was hard to find would need: wider ends.
fn forced_room(ready: &Ready<'_>, ground: &Terrain, room: &mut LinkRoom) {
    if ready.way.forced && ground.pass < FORCED_UNTIL {
        for end in [ready.from, ready.to] {
            let own = room.boxes.entry(end.path.clone()).or_insert(end.rect.width());
            *own += TRACK;
            if end.is_in_one_row() {
                at_least(&mut room.rows, end.below, end.rect.height() + STEP);
            }
        }
    }
}

/// Between two boxes, for one line that begins or ends at one of them.
const PASSAGE: f32 = 21.0;
/// In these passes room is asked for again and again.
const FORCED_UNTIL: usize = 7;
const WORDS_UNTIL: usize = 12;

/// How often room for links is made before they are drawn as well as they fit.
pub const PASSES: usize = 16;

/// Room for words that found too little, and are so wide at least.
fn words_room(ready: &Ready<'_>, narrow: f32, drawing: &Drawing<'_>, room: &mut LinkRoom) {
    let Drawing { layout, index, router, ground, .. } = *drawing;
    if ground.pass > WORDS_UNTIL {
        return;
    }
    let higher = |channel: usize, room: &mut LinkRoom| {
        let (top, bottom) = router.channel(channel);
        room.channel(channel, bottom - top + WORDS_HIGH);
    };
    match ready.way.legs.as_slice() {
        [Leg::Horizontal { y, xs }] => {
            // Where it is long enough, lines above each other may be too close, or other words may
            // need its place for want of width.
            let most =
                most_between(router).max(ready.wish.words.min(LANE_WORDS) + 2.0 * WORDS_HIGH);
            let high = (xs.0 - xs.1).abs() > narrow + WORDS_HIGH && ground.pass % 2 == 0;
            let single = [ready.from, ready.to].into_iter().filter(|end| end.is_in_one_row());
            let low = single.min_by(|one, other| one.rect.height().total_cmp(&other.rect.height()));
            if let Some(low) = low.filter(|_| high && ground.pass < HIGHER_UNTIL) {
                at_least(&mut room.rows, low.below, low.rect.height() + WORDS_HIGH / 2.0);
            } else {
                let x = f32::midpoint(xs.0, xs.1);
                for (pair, gap) in facing(layout, index, x, (*y - 1.0, *y + 1.0)) {
                    room.gap(pair, (gap + WORDS_HIGH).min(most));
                }
            }
        }
        [Leg::Vertical { .. }] => {
            let (low, high) = if ready.from.below >= ready.to.above {
                (ready.to, ready.from)
            } else {
                (ready.from, ready.to)
            };
            if ground.pass < WIDER_FROM {
                higher(usize::midpoint(low.above, high.below.max(low.above)), room);
                return;
            }
            // Lines beside each other are too close.
            for end in [low, high] {
                let wider = (end.rect.width() + narrow).min(layout.width * MOST_WIDE);
                let own = room.boxes.entry(end.path.clone()).or_default();
                *own = own.max(wider);
            }
        }
        legs if legs.iter().any(|leg| matches!(leg, Leg::Channel(_))) => {
            for leg in legs {
                if let Leg::Channel(channel) = leg {
                    higher(*channel, room);
                }
            }
        }
        legs => {
            // Between boxes, beside its line.
            let needed = (ready.wish.words + PASSAGE).min(most_between(router));
            for leg in legs {
                if let Leg::Vertical { x, ys } = leg {
                    for pair in pairs(layout, index, *x, *ys) {
                        room.gap(pair, needed);
                    }
                }
            }
        }
    }
}

/// Beside words that stand between two lines.
const ELBOW: f32 = 12.0;

/// From this pass on, boxes are made wider for the words of lines between them, rather than moved
/// apart; but no wider than this share of the figure.
const WIDER_FROM: usize = 5;
/// And so long they are made higher.
const HIGHER_UNTIL: usize = 8;
const MOST_WIDE: f32 = 0.8;

/// One more line of words.
const WORDS_HIGH: f32 = 20.0;

/// Where each leg runs that is a lane, by the numbers of link and leg.
fn lanes(
    router: &Router,
    ready: &[Ready<'_>],
    room: &mut LinkRoom,
) -> HashMap<(usize, usize), f32> {
    let most = LANE_WORDS.max(router.pane.width() * 0.25);
    let mut found = HashMap::new();
    for side in [Side::Left, Side::Right] {
        let mut runs = Vec::new();
        for (number, Ready { way, .. }) in ready.iter().enumerate() {
            let at = way.legs.iter().position(|leg| matches!(leg, Leg::Lane(on) if *on == side));
            let Some(at) = at else { continue };
            let reach = |leg: Option<&Leg>| match leg {
                Some(Leg::Horizontal { y, .. }) => (*y, *y),
                Some(Leg::Channel(channel)) => router.channel(*channel),
                _ => (0.0, 0.0),
            };
            let one = reach(at.checked_sub(1).and_then(|before| way.legs.get(before)));
            let other = reach(way.legs.get(at + 1));
            let (from, to) = (one.0.min(other.0), one.1.max(other.1));
            runs.push((number, at, from, to));
        }
        let spans: Vec<(f32, f32)> = runs.iter().map(|(_, _, from, to)| (*from, *to)).collect();
        let (numbers, count) = pack(&spans, 8.0);
        // Words stand outside of their lane, so the next one keeps away from them.
        let mut outside = vec![0.0_f32; count];
        for ((number, ..), lane) in runs.iter().zip(&numbers) {
            let words = ready.get(*number).map_or(0.0, |ready| ready.wish.words).min(most);
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
        for ((number, at, ..), lane) in runs.iter().zip(numbers) {
            let away = places.get(lane).copied().unwrap_or(TRACK) * scale;
            let x = match side {
                Side::Left => router.body.left - away,
                Side::Right => router.body.right + away,
            };
            found.insert((*number, *at), x);
        }
    }
    found
}

/// The height of each leg that runs along a channel: link, leg, y.
fn channel_tracks(
    router: &Router,
    ready: &[Ready<'_>],
    lanes: &HashMap<(usize, usize), f32>,
    room: &mut LinkRoom,
) -> Vec<(usize, usize, f32)> {
    let mut found = Vec::new();
    for channel in 0..router.channels.len() {
        let mut runs = Vec::new();
        for (number, Ready { way, .. }) in ready.iter().enumerate() {
            for (at, leg) in way.legs.iter().enumerate() {
                if !matches!(leg, Leg::Channel(own) if *own == channel) {
                    continue;
                }
                let x = |at: Option<usize>| match at.and_then(|at| way.legs.get(at)) {
                    Some(Leg::Vertical { x, .. }) => *x,
                    _ => at.and_then(|at| lanes.get(&(number, at)).copied()).unwrap_or_default(),
                };
                let (one, other) = (x(at.checked_sub(1)), x(Some(at + 1)));
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
            let words = ready.get(*number).is_some_and(|ready| ready.wish.words > 0.0);
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
    // Each bend lies where the upright leg before or after it meets the other one.
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
