//! Connectors and links. A line is interrupted where its words stand: nothing lies under them, so
//! that a picture may be laid on any ground.

use super::{
    Pen, Pencil, Shape, View,
    text::{Align, Words as Written},
};
use crate::{
    diagram::{
        faces::bidi::Direction,
        layout::{
            Connector, PlacedLink, Words,
            geometry::{Point, Rect},
        },
        model::LinkKind,
    },
    theme::{Rgb, TextStyle},
};

/// How much of a corner is rounded, in points.
const BEND: f32 = 6.0;
const WIDTH: f32 = 1.5;
/// The width of a line that is pointed out, in points.
const LIT: f32 = 2.0;
/// How far a line stops short of the tip of its head, which covers its end, in points.
const UNDER_HEAD: f32 = 6.0;

/// The width of a connector, in points: thinner than a link. It has a foot, a short bar on the part
/// that carries it.
const STICK: f32 = 1.0;
const FOOT: f32 = 3.0;
const FOOT_WIDE: f32 = 12.0;

/// From each start down to the bus, along it, and one drop to what carries it all; in a tree, the
/// other way round.
pub(super) fn connector<'a>(
    to: &mut Pencil<'_, 'a>,
    view: &View<'a>,
    connector: &'a Connector,
    lit: bool,
) {
    if !view.sees(&round(connector)) {
        return;
    }
    let ink = if lit { view.tokens.text } else { view.tokens.control };
    let width = match (lit, connector.tree) {
        (true, _) => LIT,
        (false, true) => WIDTH,
        (false, false) => STICK,
    };
    let pen = Pen::solid(ink, width);
    let (end, bus) = (connector.end, connector.bus);
    let foot = Point { x: end.x, y: bus };
    let words: Vec<&Words> = connector.words().collect();
    let alone = connector.starts.len() == 1;
    for start in &connector.starts {
        let mut from = start.at;
        if connector.tree {
            from = head(to, view, foot_of(from, bus), from, ink);
        }
        let straight = (from.x - end.x).abs() < 0.5;
        let mut points = vec![from];
        if !straight {
            points.push(Point { x: from.x, y: bus });
            points.extend(alone.then_some(foot));
        }
        points.push(if alone { end } else { foot });
        interrupted(to, view, points, &words, if start.dead { dead(view) } else { pen });
    }
    if !alone {
        let pen = if connector.is_dead() { dead(view) } else { pen };
        interrupted(to, view, vec![foot, end], &words, pen);
    }
    if !connector.tree {
        let ink = if connector.is_dead() { view.tokens.text3 } else { ink };
        bar(to, view, end, ink);
    }
    if !connector.tree && connector.starts.len() > 1 {
        let radius = 3.0 * small(view);
        to.put(Shape::Disc { at: foot, radius, fill: ink, outline: None });
    }
    for words in connector.words() {
        written(to, view, words);
    }
}

/// A bar across the lower end of a line.
fn bar(to: &mut Pencil<'_, '_>, view: &View<'_>, at: Point, ink: Rgb) {
    let size = small(view);
    let (aside, y) = (FOOT_WIDE / 2.0 * size, at.y - FOOT / 2.0 * size);
    let ends = [at.x - aside, at.x + aside].map(|x| Point { x, y });
    to.line(ends.to_vec(), 0.0, Pen::solid(ink, FOOT));
}

fn foot_of(at: Point, bus: f32) -> Point {
    Point { x: at.x, y: bus }
}

/// The rectangle that holds all that is drawn of a connector.
fn round(connector: &Connector) -> Rect {
    let Point { x, y } = connector.end;
    let mut all =
        Rect { left: x, right: x, top: y.min(connector.bus), bottom: y.max(connector.bus) };
    for start in &connector.starts {
        let Point { x, y } = start.at;
        all = all.union(&Rect { left: x, right: x, top: y, bottom: y });
        if let Some(words) = &start.words {
            all = all.union(&words.rect);
        }
    }
    all.grown(8.0)
}

/// A line from part to part, rounded at its bends, with its heads and its words.
pub(super) fn link<'a>(to: &mut Pencil<'_, 'a>, view: &View<'a>, link: &'a PlacedLink, lit: bool) {
    let at = |point: &Point| Rect { left: point.x, right: point.x, top: point.y, bottom: point.y };
    let all = link.points.iter().map(at).reduce(|all, one| all.union(&one));
    let all = all.map(|all| link.words.iter().fold(all, |all, words| all.union(&words.rect)));
    if all.is_none_or(|all| !view.sees(&all.grown(8.0))) {
        return;
    }
    let (ink, width) = match (lit, link.dead) {
        (true, _) => (view.tokens.text, LIT),
        (false, true) => (view.tokens.text3, WIDTH),
        (false, false) => (view.tokens.control, WIDTH),
    };
    let pen = match link.kind {
        _ if link.dead => dead(view),
        LinkKind::Data => Pen::solid(ink, width),
        LinkKind::Control => Pen::dashed(ink, width, 5.0, 4.0),
    };
    let mut points = link.points.clone();
    let (back, forth) = link.arrow.heads();
    if let ([first, second, ..], true) = (points.as_mut_slice(), back) {
        *first = head(to, view, *second, *first, ink);
    }
    if let ([.., before, last], true) = (points.as_mut_slice(), forth) {
        *last = head(to, view, *before, *last, ink);
    }
    let words: Vec<&Words> = link.words.iter().collect();
    interrupted(to, view, points, &words, pen);
    if let Some(words) = &link.words {
        written(to, view, words);
    }
}

/// The pen of a link that has failed: faint dots.
fn dead(view: &View<'_>) -> Pen {
    Pen::dashed(view.tokens.text3, WIDTH, 1.5, 5.0)
}

/// The factor for heads and dots: they shrink with the figure, and don't grow with it.
fn small(view: &View<'_>) -> f32 {
    view.zoom.min(1.0) / view.zoom
}

/// Draws a filled head; gives the point where the line ends under it.
fn head(to: &mut Pencil<'_, '_>, view: &View<'_>, from: Point, tip: Point, ink: Rgb) -> Point {
    let size = small(view);
    to.put(Shape::Head { from, tip, size, ink });
    let (dx, dy) = (from.x - tip.x, from.y - tip.y);
    let under = UNDER_HEAD * size / dx.hypot(dy).max(0.001);
    Point { x: tip.x + dx * under, y: tip.y + dy * under }
}

/// The words of a line, which may be broken into several: all are read the same way.
fn written<'a>(to: &mut Pencil<'_, 'a>, view: &View<'a>, words: &'a Words) {
    if view.plain() {
        return;
    }
    let (style, ink) = (TextStyle::Small, view.tokens.text2);
    let base = Direction::of(&words.lines.concat());
    let x = words.rect.centre().x;
    #[expect(clippy::cast_precision_loss, reason = "three lines at most")]
    let high = words.rect.height() / words.lines.len() as f32;
    let mut y = words.rect.top + high / 2.0;
    for line in &words.lines {
        let line = Written { base, ..Written::new(line, style, ink) };
        to.words(view, line, Point { x, y }, Align::Middle);
        y += high;
    }
}

/// A line that leaves out what lies under words.
fn interrupted(
    to: &mut Pencil<'_, '_>,
    view: &View<'_>,
    points: Vec<Point>,
    words: &[&Words],
    pen: Pen,
) {
    if view.plain() || words.is_empty() {
        return to.line(points, BEND, pen);
    }
    for part in without(&points, words) {
        to.line(part, BEND, pen);
    }
}

/// The parts of a line at right angles that lie outside of all these words.
fn without(points: &[Point], words: &[&Words]) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut part: Vec<Point> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let [from, till] = pair else { continue };
        for (enters, leaves) in covered(*from, *till, words) {
            part.push(enters);
            parts.push(std::mem::take(&mut part));
            part.push(leaves);
        }
        part.push(*till);
    }
    parts.push(part);
    let long = |part: &Vec<Point>| {
        part.windows(2)
            .any(|pair| matches!(pair, [a, b] if (a.x - b.x).abs() + (a.y - b.y).abs() > 0.5))
    };
    parts.retain(long);
    parts
}

/// Where a straight part goes in under words and comes out again, in its order.
fn covered(from: Point, till: Point, words: &[&Words]) -> Vec<(Point, Point)> {
    let between = |share: f32| Point {
        x: from.x + (till.x - from.x) * share,
        y: from.y + (till.y - from.y) * share,
    };
    let mut shares: Vec<(f32, f32)> = words
        .iter()
        .filter_map(|words| {
            let across = span(from.x, till.x, words.rect.left, words.rect.right)?;
            let down = span(from.y, till.y, words.rect.top, words.rect.bottom)?;
            let (enters, leaves) = (across.0.max(down.0), across.1.min(down.1));
            (enters < leaves).then_some((enters, leaves))
        })
        .collect();
    shares.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut till = 0.0;
    let mut kept = Vec::new();
    for (enters, leaves) in shares {
        if enters >= till {
            kept.push((between(enters), between(leaves)));
            till = leaves;
        }
    }
    kept
}

/// Which shares of the way from `from` to `till` lie between two edges, 0 to 1.
fn span(from: f32, till: f32, low: f32, high: f32) -> Option<(f32, f32)> {
    let way = till - from;
    if way.abs() < 0.01 {
        return (low < from && from < high).then_some((0.0, 1.0));
    }
    let (one, other) = ((low - from) / way, (high - from) / way);
    let (enters, leaves) = (one.min(other).max(0.0), one.max(other).min(1.0));
    (enters < leaves).then_some((enters, leaves))
}
