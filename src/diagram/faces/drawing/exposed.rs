//! Boxes where something of a diagram is taken over: which is taken, which lie open with it, and
//! which are kept from that. Each has a colour, a sign at its upper edge, and the word where there
//! is room; what lies open is hatched as well.

use super::{
    Pen, Pencil, Shape, View,
    text::{Align, Words},
};
use crate::{
    diagram::{
        layout::geometry::{Point, Rect},
        model::Exposure,
    },
    theme::{Rgb, TextStyle, Tokens, icons, icons::Icon},
};

/// The colours of a box, and of the sign on it.
pub(super) struct Inks {
    /// None where it keeps that of its role.
    pub fill: Option<Rgb>,
    pub outline: Rgb,
    /// Of words and icon; none where it keeps that of its role.
    pub ink: Option<Rgb>,
    icon: Icon,
    /// Inside of the sign, its outline, and what stands in it.
    sign: (Rgb, Rgb, Rgb),
}

/// How a box is drawn that is not as it was.
pub(super) fn inks(tokens: &Tokens, exposure: Exposure) -> Option<Inks> {
    let open = &tokens.exposed;
    match exposure {
        Exposure::Untouched => None,
        Exposure::Taken => Some(Inks {
            fill: Some(open.stroke),
            outline: tokens.text,
            ink: Some(tokens.on_accent),
            icon: icons::POINT_AT,
            sign: (tokens.text, tokens.reading, tokens.reading),
        }),
        Exposure::Exposed => Some(Inks {
            fill: Some(open.fill),
            outline: open.stroke,
            ink: Some(open.text),
            icon: icons::WARNING,
            sign: (tokens.reading, open.stroke, open.stroke),
        }),
        Exposure::Withheld => Some(Inks {
            fill: None,
            outline: tokens.success,
            ink: None,
            icon: icons::COVERED,
            sign: (tokens.success, tokens.reading, tokens.on_accent),
        }),
    }
}

/// From stripe to stripe, and how wide one is, in points of the screen.
const STRIPES: f32 = 9.0;
const STRIPE: f32 = 1.5;

/// Stripes at 45° across a box.
pub(super) fn hatch(to: &mut Pencil<'_, '_>, view: &View<'_>, rect: &Rect) {
    if view.plain() {
        return;
    }
    let unit = 1.0 / view.zoom;
    let ink = view.tokens.hatch(&view.tokens.exposed);
    let inside = rect.grown(-2.0 * unit);
    let (wide, high) = (inside.width(), inside.height());
    // A stripe leaves the lower edge `along` points from the left and rises to the right; what
    // would be cut off by a rounded corner is left out.
    let mut along = STRIPES * unit - high;
    while along < wide {
        let (from, till) = (along.max(0.0), (along + high).min(wide));
        if till - from > 4.0 * unit {
            let at = |x: f32| Point { x: inside.left + x, y: inside.bottom - (x - along) };
            to.line(vec![at(from), at(till)], 0.0, Pen::solid(ink, STRIPE));
        }
        along += STRIPES * unit;
    }
}

/// A sign is so high, and its icon; what lies between that and the word, in points of the screen.
const HIGH: f32 = 16.0;
/// How wide a sign without its word is.
const WIDE: f32 = 18.0;
const ICON: f32 = 11.0;
const GAP: f32 = 3.0;

/// The sign over the upper edge of a box, at the right, where no words stand: as large on the
/// screen at any zoom.
pub(super) fn tag(
    to: &mut Pencil<'_, '_>,
    view: &View<'_>,
    rect: &Rect,
    exposure: Exposure,
    inks: &Inks,
) {
    let unit = 1.0 / view.zoom;
    let (word, style) = (exposure.words(), TextStyle::SmallBold);
    let (fill, rim, ink) = inks.sign;
    let wide = HIGH + GAP + view.measure.width(word, style.size(), style.weight()) + HIGH / 2.0;
    // Not so wide that it hides what stands in the frame above.
    let worded = rect.width() * view.zoom >= 2.0 * wide && !view.plain();
    let wide = if worded { wide } else { WIDE };
    let right = rect.right - 6.0 * unit;
    // Clear of the words in the box, and of the name of a frame right above it.
    let top = rect.top - 8.0 * unit;
    let place = Rect { left: right - wide * unit, right, top, bottom: top + HIGH * unit };
    to.plate(place, HIGH / 2.0 * unit, Some(fill), Some(Pen::solid(rim, 1.0)));
    let y = place.centre().y;
    let x = place.left + WIDE / 2.0 * unit;
    to.put(Shape::Icon { icon: inks.icon, at: Point { x, y }, size: ICON * unit, ink });
    if worded {
        let x = place.left + (HIGH + GAP) * unit;
        to.owned(Words::new(word, style, ink), Point { x, y }, Align::Left, 1.0);
    }
}
