//! Links: lines between any two parts, at right angles, through room that the layout makes.
//!
//! Rows are parted by *channels*, and beside all boxes run *lanes*. A link leaves its box up, down
//! or to a side, follows channels and lanes, and enters the other box the same way. Links that
//! share a channel or a lane each have a track of their own in it.

use crate::{
    diagram::{
        layout::{
            geometry::Point,
            lines::{
                bends::points,
                ends::ends,
                free_space::FreeSpace,
                lanes::{channel_tracks, lanes},
                needs::{WORDS_UNTIL, forced_room, passage_room, straight_room, words_room},
                phrase::{Phrase, whole_width},
                ready::{Drawing, Ready},
                room::{LinkRoom, PASSES, at_least},
                router::Router,
                ways::{End, Way, Wish},
                words::{Surroundings, segments, words_at},
            },
            placed::{Layout, PlacedLink, Words},
            terrain::{SETTLED, Terrain},
        },
        model::{Diagram, Link, NodePath},
    },
    theme::Measure,
};
use std::collections::HashMap;

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
    // Straight lines come first, before others take their place.
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

/// How wide the words at a link are, in points; 0 without.
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
    // Lines that will be moved do not ask for room for their words yet.
    let moves = ground.pass < PASSES && given.lacks(&room);
    // Longest words first: they fit in the fewest places.
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
        let among = Surroundings { space: &space, router, measure, others: &others };
        let found = words_at(&among, label, own, ready.lean());
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

/// Free space beside words that stand between two lines, in points.
const ELBOW: f32 = 12.0;
