//! Titles and captions.

use super::{
    Pencil, View,
    text::{Align, Run, Text, Words},
};
use crate::{
    diagram::{
        faces::{bidi::Direction, drawing::Shape},
        layout::{
            Line,
            geometry::{Point, Rect},
        },
    },
    theme::{Rgb, TextStyle},
};

/// The zoom below which titles of diagrams don't shrink any more.
const SMALLEST_TITLE: f32 = 0.6;

/// The lines of a title, at the foot of its place.
pub(super) fn title<'a>(to: &mut Pencil<'_, 'a>, view: &View<'a>, pane: usize) {
    let Some(pane) = view.layout.panes.get(pane).filter(|pane| view.sees(&pane.rect)) else {
        return;
    };
    let style = TextStyle::H3;
    let ink = |_| view.tokens.text;
    if view.zoom >= SMALLEST_TITLE {
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let height = pane.title_lines.len() as f32 * style.line();
        let place = Rect { top: pane.title.bottom - height, ..pane.title };
        return lines(to, view, &pane.title_lines, place, style, ink);
    }
    // A title never gets too small to be read. Then it reaches up out of its place, or is left out
    // if it doesn't fit.
    let [line] = pane.title_lines.as_slice() else { return };
    let runs = line_runs(line, base(&pane.title_lines), ink);
    let wide: f32 = runs.iter().map(|run| run.width(view.measure)).sum();
    if wide * SMALLEST_TITLE <= pane.title.width() * view.zoom {
        let y = pane.title.bottom - style.line() / 2.0 * SMALLEST_TITLE / view.zoom;
        let at = Point { x: pane.title.left, y };
        to.put(Shape::Text(Text { at, align: Align::Left, runs, scale: SMALLEST_TITLE }));
    }
}

pub(super) fn caption<'a>(to: &mut Pencil<'_, 'a>, view: &View<'a>, pane: usize) {
    // A caption that would be too small to be read is left out; screen readers say its words
    // nevertheless.
    let pane = view.layout.panes.get(pane).filter(|_| !view.plain());
    let Some(pane) = pane else { return };
    let tokens = view.tokens;
    let ink = |style| if style == TextStyle::CaptionBold { tokens.text } else { tokens.text2 };
    lines(to, view, &pane.caption_lines, pane.caption, TextStyle::Caption, ink);
}

/// One line below the other.
fn lines<'a>(
    to: &mut Pencil<'_, 'a>,
    view: &View<'a>,
    lines: &'a [Line],
    place: Rect,
    style: TextStyle,
    ink: impl Fn(TextStyle) -> Rgb,
) {
    let base = base(lines);
    let (x, align) = match base {
        Direction::Ltr => (place.left, Align::Left),
        Direction::Rtl => (place.right, Align::Right),
    };
    let mut y = place.top + style.line() / 2.0;
    for line in lines {
        let runs = line_runs(line, base, &ink);
        if !runs.is_empty() {
            let at = Point { x, y };
            to.put(Shape::Text(Text { at, align, runs, scale: view.zoom }));
        }
        y += style.line();
    }
}

/// The direction of the first letter that has one.
fn base(lines: &[Line]) -> Direction {
    let mut spans = lines.iter().flatten();
    let rtl = spans.find(|span| span.text.chars().any(char::is_alphabetic));
    rtl.map_or(Direction::Ltr, |span| Direction::of(&span.text))
}

/// The runs of a line in the order in which they stand; of a line that is read from the right, the
/// last span comes first.
fn line_runs<'a>(line: &'a Line, base: Direction, ink: impl Fn(TextStyle) -> Rgb) -> Vec<Run<'a>> {
    let of = |span: &'a crate::diagram::layout::Span| {
        let words = Words { base, ..Words::new(&span.text, span.style, ink(span.style)) };
        words.runs()
    };
    match base {
        Direction::Ltr => line.iter().flat_map(of).collect(),
        Direction::Rtl => line.iter().rev().flat_map(of).collect(),
    }
}
