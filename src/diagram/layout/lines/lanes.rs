//! Where lines run that share a lane beside all boxes, or a channel between rows.

use crate::diagram::layout::{
    distances::{LANE_WORDS, MARGIN, TRACK},
    lines::{
        ready::Ready,
        room::LinkRoom,
        router::Router,
        tracks::pack,
        ways::{Leg, Side},
    },
};
use std::collections::HashMap;

/// Between tracks of a channel where words stand at one, in points.
const WORDED_TRACK: f32 = 22.0;

/// The x of each leg that runs in a lane, by the numbers of its link and of the leg; `room` is told
/// how wide the lanes are.
pub fn lanes(
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
        // Where there is less room than the lanes want, they stand closer together.
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
pub fn channel_tracks(
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
