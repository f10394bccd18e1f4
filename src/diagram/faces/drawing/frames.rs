//! The lines round copies and groups, and their names.

use super::{
    FRAME_RADIUS, Pen, Pencil, View,
    boxes::inks,
    text::{Align, Words},
};
use crate::{
    diagram::{
        faces::{bidi::Direction, scene::Look},
        layout::{
            Closed, PlacedFrame,
            geometry::{Point, Rect},
        },
        model::{Frame, NodePath},
    },
    theme::TextStyle,
};

pub(super) fn frame<'a>(
    to: &mut Pencil<'_, 'a>,
    view: &View<'a>,
    frame: &'a PlacedFrame,
    named: Option<&NodePath>,
    discs: &[Rect],
) {
    if !view.sees(&frame.rect) {
        return;
    }
    let (tokens, lit) = (view.tokens, named == Some(&frame.path));
    if let Some(closed) = &frame.closed {
        return closed_group(to, view, frame, closed, lit);
    }
    let (ink, width) = if lit { (tokens.text, 2.0) } else { (tokens.control, 1.0) };
    let fill = Some(tokens.reading);
    match frame.frame {
        _ if view.flat() => {}
        // The frame round all copies is not a boundary: it only gives a line something to lead to.
        _ if frame.is_round_copies() => {
            let pen = Pen::dashed(ink, width, 1.0, 3.0);
            to.plate(frame.rect, FRAME_RADIUS, None, Some(pen));
        }
        Frame::None => {}
        Frame::Solid if view.plain() && !frame.failed => {
            to.plate(frame.rect, 0.0, fill, Some(Pen::solid(ink, width)));
        }
        Frame::Solid if !frame.failed => {
            to.plate(frame.rect, FRAME_RADIUS, fill, Some(Pen::solid(ink, width)));
        }
        Frame::Solid | Frame::Dashed => {
            to.plate(frame.rect, FRAME_RADIUS, fill, Some(Pen::dashed(ink, width, 4.0, 3.0)));
        }
    }
    if let Some(title) = &frame.title
        && !view.plain()
    {
        let ink = if lit { tokens.text } else { tokens.text2 };
        let words = Words::new(&title.text, TextStyle::SmallBold, ink);
        let place = clear_of(view, &words, frame, &title.rect.moved(0.0, 2.0), discs);
        to.along(view, words, &place);
        if frame.failed {
            to.strike((place.left, place.right), place.centre().y + 1.0, ink);
        }
    }
}

/// The place of a frame's name: beside the number of a request that has reached the box under it, where
/// there is room.
fn clear_of(
    view: &View<'_>,
    words: &Words<'_>,
    frame: &PlacedFrame,
    place: &Rect,
    discs: &[Rect],
) -> Rect {
    let wide = view.measure.width(words.text, words.style.size(), words.style.weight());
    let name = Rect { right: place.left + wide, ..*place };
    let over = discs.iter().filter(|disc| disc.overlaps(&name));
    let left = over.map(|disc| disc.right + 3.0).fold(place.left, f32::max);
    let fits = words.base == Direction::Ltr && left + wide <= frame.rect.right - 4.0;
    if fits { Rect { left, ..*place } } else { *place }
}

/// A group that no step has expanded yet: one box with its name.
fn closed_group<'a>(
    to: &mut Pencil<'_, 'a>,
    view: &View<'a>,
    frame: &'a PlacedFrame,
    closed: &Closed,
    lit: bool,
) {
    let look = if lit { Look::Hot } else { closed.still.into() };
    let (fill, outline, width, ink) = inks(view.tokens, &view.tokens.neutral, look);
    let failed = frame.failed && look == Look::Rest;
    let (outline, ink) =
        if failed { (view.tokens.control, view.tokens.text2) } else { (outline, ink) };
    let mut pen = Pen::solid(outline, width);
    if frame.frame == Frame::Dashed || frame.failed {
        pen.dash = Some((4.0, 3.0));
    }
    to.plate(frame.rect, FRAME_RADIUS, Some(fill), Some(pen));
    let (name, inside) = frame.closed_words(closed);
    let lines = [(name, TextStyle::SmallBold), (inside, TextStyle::Small)];
    let room = frame.rect.width() * view.zoom - 4.0;
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|(words, _)| !words.is_empty())
        .filter_map(|(words, style)| Some((view.readable(&words, style, room)?, words, style)))
        .collect();
    let high = |scale: f32, style: TextStyle| style.line() * scale / view.zoom;
    let height: f32 = lines.iter().map(|(scale, _, style)| high(*scale, *style)).sum();
    let middle = frame.rect.centre();
    let mut top = middle.y - height / 2.0;
    if frame.failed {
        let wide = lines.iter().map(|(scale, words, style)| {
            view.measure.width(words, style.size(), style.weight()) * scale / view.zoom
        });
        let half = wide.fold(0.0, f32::max) / 2.0;
        let (left, right) = (middle.x - half, middle.x + half);
        to.cross(view, &frame.rect, &Rect { left, right, top, bottom: top + height });
    }
    for (scale, words, style) in lines {
        let at = Point { x: middle.x, y: top + high(scale, style) / 2.0 };
        to.owned(Words::new(&words, style, ink), at, Align::Middle, scale);
        top += high(scale, style);
    }
}

/// The name of a group whose content is too small to be read, over that content.
pub(super) fn group_name<'a>(to: &mut Pencil<'_, 'a>, view: &View<'a>, frame: &'a PlacedFrame) {
    let Some(title) = frame.title.as_ref().filter(|_| frame.closed.is_none()) else { return };
    if !view.sees(&frame.rect) {
        return;
    }
    let (tokens, style) = (view.tokens, TextStyle::SmallBold);
    let wide = view.measure.width(&title.name, style.size(), style.weight());
    let (wide, high) = ((wide + 12.0) / view.zoom, (style.line() + 4.0) / view.zoom);
    if wide > frame.rect.width() || high > frame.rect.height() {
        return;
    }
    let at = frame.rect.centre();
    let plate = Rect {
        left: at.x - wide / 2.0,
        right: at.x + wide / 2.0,
        top: at.y - high / 2.0,
        bottom: at.y + high / 2.0,
    };
    let pen = Pen::solid(tokens.control, 1.0);
    to.plate(plate, 6.0 / view.zoom, Some(tokens.raised), Some(pen));
    to.scaled(Words::new(&title.name, style, tokens.text), at, Align::Middle, 1.0);
}
