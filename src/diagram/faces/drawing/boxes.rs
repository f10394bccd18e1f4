//! Layers: boxes with a name, a note, an icon, badges and gauges; and boundary lines.

use super::{
    Pen, Pencil, RADIUS, SMALLEST, Shape, View, exposed,
    text::{Align, Words},
};
use crate::{
    diagram::{
        faces::scene::{Look, Mark},
        layout::{
            PlacedBox,
            geometry::{Point, Rect, cross},
        },
        model::{Exposure, LayerShape},
    },
    theme::{Rgb, RoleColours, TextStyle, Tokens, icons, icons::Icon},
};

/// What an icon takes beside a name, the gap included.
const ICON: f32 = 22.0;
const ICON_SIZE: f32 = 16.0;

/// Fill, outline, the outline's width, and the colour of the words.
pub(super) fn inks(tokens: &Tokens, role: &RoleColours, look: Look) -> (Rgb, Rgb, f32, Rgb) {
    let (resting, lit) = if tokens.high_contrast { (2.0, 3.0) } else { (1.0, 2.0) };
    match look {
        Look::Rest => (role.fill, role.stroke, resting, role.text),
        Look::Hot | Look::Counterpart | Look::SamePlace => {
            (tokens.hot(role), role.stroke, lit, role.text)
        }
        Look::Selected => (tokens.hot(role), tokens.text, lit, role.text),
        Look::Dimmed => (tokens.dim(role), tokens.dim_stroke(role), 1.0, tokens.text3),
    }
}

/// What stands beside the name in a box.
fn icon(b: &PlacedBox) -> Icon {
    if b.shape == LayerShape::Absent { icons::GHOST } else { b.role.icon() }
}

/// A small box, as flat as it can be: its outline, and its inside while that can be told.
pub(super) fn quad(to: &mut Pencil<'_, '_>, view: &View<'_>, number: usize, b: &PlacedBox) {
    if !view.sees(&b.rect) || b.shape == LayerShape::Line {
        return;
    }
    let role = b.role.colours(view.tokens);
    let look = view.scene.look(number);
    let (fill, outline, ..) = inks(view.tokens, role, look);
    if view.flat() {
        to.plate(b.rect, 0.0, Some(outline), None);
    } else {
        let width = if look == Look::Hot { 2.0 } else { 1.0 };
        to.plate(b.rect, 0.0, Some(fill), Some(Pen::solid(outline, width)));
    }
}

/// The words of a box that was drawn flat.
pub(super) fn flat_words<'a>(
    to: &mut Pencil<'_, 'a>,
    view: &View<'a>,
    number: usize,
    b: &'a PlacedBox,
) {
    let (wide, high) = (b.rect.width() * view.zoom, b.rect.height() * view.zoom);
    if view.flat() || high < SMALLEST * 1.2 || !view.sees(&b.rect) {
        return;
    }
    let [line] = &*b.label.lines else { return };
    // Words have to fit at the least size that can be read. A rough measure comes first, since most
    // don't fit.
    #[expect(clippy::cast_precision_loss, reason = "a label")]
    let roughly = line.len() as f32 * SMALLEST * 0.45;
    if roughly > wide {
        return;
    }
    let role = b.role.colours(view.tokens);
    let ink = inks(view.tokens, role, view.scene.look(number)).3;
    if let Some(scale) = view.readable(line, b.label.style, wide - 4.0) {
        to.scaled(Words::new(line, b.label.style, ink), b.rect.centre(), Align::Middle, scale);
    }
}

pub(super) fn layer<'a>(to: &mut Pencil<'_, 'a>, view: &View<'a>, number: usize, b: &'a PlacedBox) {
    if !view.sees(&b.rect.grown(2.0)) {
        return;
    }
    let tokens = view.tokens;
    let absent = b.shape == LayerShape::Absent;
    let role = if absent { &tokens.ghost } else { b.role.colours(tokens) };
    let look = view.scene.look(number);
    let (mut fill, mut outline, mut width, mut ink) = inks(tokens, role, look);
    if b.failed && matches!(look, Look::Rest | Look::Dimmed) {
        (fill, outline, ink) = (tokens.dim(role), tokens.control, tokens.text2);
    }
    match view.scene.mark(number) {
        Some(Mark::Right | Mark::Missed) => (outline, width) = (tokens.success, 2.5),
        Some(Mark::Wrong) => (outline, width) = (tokens.error, 2.5),
        None => {}
    }
    let exposure = view.scene.exposure(number);
    let open = exposed::inks(tokens, exposure).filter(|_| b.shape == LayerShape::Box);
    if let Some(inks) = &open {
        (fill, outline, width, ink) =
            (inks.fill.unwrap_or(fill), inks.outline, 2.0, inks.ink.unwrap_or(ink));
    }
    if b.shape == LayerShape::Line {
        let ink = match look {
            Look::Dimmed => tokens.text3,
            _ if b.failed => ink,
            _ => tokens.text,
        };
        return boundary(to, view, b, (outline, width.max(1.5) + 0.5), ink);
    }
    let pen = if absent || b.failed {
        Pen::dashed(outline, width.max(1.5), 5.0, 4.0)
    } else {
        Pen::solid(outline, width)
    };
    to.plate(b.rect, RADIUS, Some(fill), Some(pen));
    if exposure == Exposure::Exposed && open.is_some() {
        exposed::hatch(to, view, &b.rect);
    }
    let icon_ink = match look {
        _ if open.as_ref().is_some_and(|inks| inks.ink.is_some()) => ink,
        Look::Dimmed => tokens.text3,
        _ if b.failed => ink,
        _ => tokens.icon(role),
    };
    names(to, view, b, ink, icon_ink);
    if !view.plain() {
        contents(to, view, b, outline, ink);
    }
    if let Some(inks) = open {
        exposed::tag(to, view, &b.rect, exposure, &inks);
    }
}

/// The lines of the name, the note under them, and the icon beside the first.
fn names<'a>(to: &mut Pencil<'_, 'a>, view: &View<'a>, b: &'a PlacedBox, ink: Rgb, icon_ink: Rgb) {
    let room = b.rect.width() * view.zoom - 4.0;
    let lines = b.label.lines.iter().map(|line| (line, b.label.style));
    let note = b.note.iter().filter(|_| !view.plain()).map(|note| (note, TextStyle::Small));
    let base = Words::new(&b.name, b.label.style, ink).base;
    let lines: Vec<(Words<'_>, f32)> = lines
        .map(|(line, style)| Words { base, ..Words::new(line, style, ink) })
        .chain(note.map(|(note, style)| Words::new(note, style, ink)))
        .filter_map(|words| Some((words, view.readable(words.text, words.style, room)?)))
        .collect();
    let high = |words: &Words<'_>, scale: f32| words.style.line() * scale / view.zoom;
    let height: f32 = lines.iter().map(|(words, scale)| high(words, *scale)).sum();
    let fits = height <= b.rect.height() + 4.0 / view.zoom;
    let middle = b.text.centre();
    let mut top = middle.y - height / 2.0;
    if b.failed {
        let wide = lines.iter().map(|(words, scale)| {
            let wide = view.measure.width(words.text, words.style.size(), words.style.weight());
            wide * scale / view.zoom + ICON
        });
        let half = wide.filter(|_| fits).fold(0.0, f32::max) / 2.0;
        let high = if fits { height } else { 0.0 };
        let (left, right) = (middle.x - half, middle.x + half);
        let words = Rect { left, right, top: middle.y - high / 2.0, bottom: middle.y + high / 2.0 };
        to.cross(view, &b.rect, &words);
    }
    if !fits {
        return;
    }
    for (at, (words, scale)) in lines.into_iter().enumerate() {
        let y = top + high(&words, scale) / 2.0;
        let mut x = middle.x;
        if at == 0 && b.icon && !view.plain() {
            let wide = view.measure.width(words.text, words.style.size(), words.style.weight());
            x += ICON / 2.0;
            let at = Point { x: x - wide / 2.0 - ICON + ICON_SIZE / 2.0, y };
            to.put(Shape::Icon { icon: icon(b), at, size: ICON_SIZE, ink: icon_ink });
        }
        to.scaled(words, Point { x, y }, Align::Middle, scale);
        top += high(&words, scale);
    }
}

/// Badges and gauges.
fn contents<'a>(
    to: &mut Pencil<'_, 'a>,
    view: &View<'a>,
    b: &'a PlacedBox,
    outline: Rgb,
    ink: Rgb,
) {
    let tokens = view.tokens;
    for badge in b.badges() {
        let radius = badge.rect.height() / 2.0;
        let (fill, pen, ink) = if badge.on {
            (Some(tokens.reading), Pen::solid(outline, 1.0), tokens.text)
        } else {
            (None, Pen::dashed(outline, 1.0, 3.0, 2.0), ink)
        };
        to.plate(badge.rect, radius, fill, Some(pen));
        let words = Words::new(&badge.text, TextStyle::Small, ink);
        to.words(view, words, badge.rect.centre(), Align::Middle);
    }
    for gauge in b.gauges() {
        to.along(view, Words::new(&gauge.name, TextStyle::Small, ink), &gauge.text);
        let pen = Some(Pen::solid(outline, 1.0));
        to.plate(gauge.bar, 3.0, Some(tokens.reading), pen);
        let filled = Rect { right: gauge.filled(), ..gauge.bar };
        to.plate(filled, 3.0, Some(outline), None);
    }
}

/// A boundary: dashes across, and the words on them.
fn boundary<'a>(
    to: &mut Pencil<'_, 'a>,
    view: &View<'a>,
    b: &'a PlacedBox,
    (outline, width): (Rgb, f32),
    ink: Rgb,
) {
    let y = b.rect.centre().y;
    let words = if view.plain() { Rect { right: b.text.left, ..b.text } } else { b.text };
    for (from, till) in [(b.rect.left, words.left), (words.right, b.rect.right)] {
        let points = vec![Point { x: from, y }, Point { x: till, y }];
        to.line(points, 0.0, Pen::dashed(outline, width, 7.0, 4.0));
    }
    if view.plain() {
        return;
    }
    let mut left = b.text.left + 6.0;
    let lines = b.label.lines.iter().map(|line| (line, b.label.style));
    for (words, style) in lines.chain(b.note.iter().map(|note| (note, TextStyle::Small))) {
        to.words(view, Words::new(words, style, ink), Point { x: left, y }, Align::Left);
        left += view.measure.width(words, style.size(), style.weight()) + 8.0;
    }
    if b.failed {
        to.strike((b.text.left + 6.0, left - 8.0), y + 1.0, ink);
    }
}

impl Pencil<'_, '_> {
    /// Crossed out, except for its words.
    pub(super) fn cross(&mut self, view: &View<'_>, rect: &Rect, words: &Rect) {
        let unit = 1.0 / view.zoom;
        for strokes in cross(&rect.grown(-2.0 * unit), &words.grown(2.0 * unit)) {
            self.line(strokes.to_vec(), 0.0, Pen::solid(view.tokens.control, 1.5));
        }
    }

    /// Words struck through, from end to end.
    pub(super) fn strike(&mut self, (from, till): (f32, f32), y: f32, ink: Rgb) {
        let points = vec![Point { x: from, y }, Point { x: till, y }];
        self.line(points, 0.0, Pen::solid(ink, 1.5));
    }
}
