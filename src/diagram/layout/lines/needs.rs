//! What room lines ask for: for their heads and their words, and where they are too close.

use crate::diagram::{
    layout::{
        distances::{ACROSS, LANE_WORDS, TRACK},
        lines::{
            between::{facing, pairs},
            ready::{Drawing, Ready},
            room::{LinkRoom, at_least},
            router::Router,
            straight::across_pitch,
            ways::{Leg, STEP},
        },
        terrain::Terrain,
    },
    model::NodePath,
};
use std::collections::BTreeMap;

/// What a straight line needs without words, and what it needs beside its words, in points.
const STRAIGHT: f32 = 24.0;
const WORDED_STRAIGHT: f32 = 46.0;

/// Room for the heads and the words of lines that go straight.
pub fn straight_room(ready: &Ready<'_>, drawing: &Drawing<'_>, room: &mut LinkRoom) {
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

/// The most room for words between neighbours, in points; in a wide figure it is a share of its
/// width.
const MOST_BETWEEN: f32 = 130.0;
/// Two boxes are made higher for no more than so many lines straight across between them.
const MOST_ACROSS: u8 = 4;

/// The most room for words between neighbours, in points.
fn most_between(router: &Router) -> f32 {
    MOST_BETWEEN.max(router.pane.width() * 0.3)
}

/// Room for passages between boxes that are too narrow for the lines in them.
pub fn passage_room(ready: &[Ready<'_>], drawing: &Drawing<'_>, room: &mut LinkRoom) {
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

/// Room for a way that was hard to find: its ends are made wider.
pub fn forced_room(ready: &Ready<'_>, ground: &Terrain, room: &mut LinkRoom) {
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

/// The passage between two boxes for one line that begins or ends at one of them, in points.
const PASSAGE: f32 = 21.0;
/// From this pass on, ways that are hard to find get no more room.
const FORCED_UNTIL: usize = 7;
/// After this pass, words get no more room.
pub const WORDS_UNTIL: usize = 12;

/// Room for words of a link that found too little, and are at least `narrow` points wide.
pub fn words_room(ready: &Ready<'_>, narrow: f32, drawing: &Drawing<'_>, room: &mut LinkRoom) {
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
            // On a line that is long enough, lines above each other may be too close, or other
            // words, for want of width, may stand where these should. So the boxes are made higher
            // in every second pass.
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
            // Lines beside each other are too close: wider boxes give them room.
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
            // The words stand between boxes, beside the line.
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

/// From this pass on, boxes are made wider for the words of upright lines between them, rather than
/// moved apart.
const WIDER_FROM: usize = 5;
/// From this pass on, boxes are not made higher any more for the words of level lines.
const HIGHER_UNTIL: usize = 8;
/// No box is made wider for words than this share of the figure.
const MOST_WIDE: f32 = 0.8;

/// The height of one more line of words, in points.
const WORDS_HIGH: f32 = 20.0;
