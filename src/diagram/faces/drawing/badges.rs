//! What stands over boxes: what an answer made of them, what they are to the one that is attended
//! to, the numbers of hops, and what is missing.

use super::{
    Pen, Pencil, RADIUS, Shape, View,
    text::{Align, Words},
};
use crate::{
    diagram::{
        faces::{
            route::INSET,
            scene::{Look, Mark},
        },
        layout::{
            Gap, PlacedBox,
            geometry::{Point, Rect},
        },
        model::Presence,
    },
    theme::{Rgb, TextStyle, icons, icons::Icon},
};

/// Right, wrong, or a counterpart: a small disc at the top right, half outside.
pub(super) fn mark(to: &mut Pencil<'_, '_>, view: &View<'_>, number: usize, b: &PlacedBox) {
    let tokens = view.tokens;
    let (icon, disc, ink) = match (view.scene.mark(number), view.scene.look(number)) {
        (Some(Mark::Right), _) => (icons::CHECK, tokens.success, tokens.on_accent),
        (Some(Mark::Wrong), _) => (icons::CROSS, tokens.error, tokens.on_accent),
        (Some(Mark::Missed), _) => (icons::CHECK, tokens.raised, tokens.success),
        (None, Look::Counterpart) => (icons::COUNTERPART, tokens.text, tokens.reading),
        (None, Look::SamePlace) => (icons::SAME_PLACE, tokens.text, tokens.reading),
        _ => return,
    };
    let ring = (view.scene.mark(number) == Some(Mark::Missed)).then_some(tokens.success);
    badge(to, view, b, icon, (disc, ink, ring));
}

/// A disc with an icon, as large on the screen at any zoom.
fn badge(
    to: &mut Pencil<'_, '_>,
    view: &View<'_>,
    b: &PlacedBox,
    icon: Icon,
    (disc, ink, ring): (Rgb, Rgb, Option<Rgb>),
) {
    let unit = 1.0 / view.zoom;
    let at = Point { x: b.rect.right - 3.0 * unit, y: b.rect.top + unit };
    if !view.sees(&b.rect.grown(12.0 * unit)) {
        return;
    }
    // A rim that sets it apart from what is under it.
    let rim = view.tokens.reading;
    to.put(Shape::Disc { at, radius: 10.0 * unit, fill: rim, outline: None });
    let outline = ring.map(|ring| Pen::solid(ring, 2.0));
    to.put(Shape::Disc { at, radius: 9.0 * unit, fill: disc, outline });
    to.put(Shape::Icon { icon, at, size: 11.0 * unit, ink });
}

/// Beside the number of a hop, in points.
const SIGN: f32 = 10.0;

/// What stands on the disc of a box that a request has reached, and where the disc is.
pub(super) struct Reaching {
    pub disc: Rect,
    words: String,
    /// How wide the words are, in points at their own size.
    wide: f32,
    icon: Option<Icon>,
    /// Is the request there now?
    here: bool,
    scale: f32,
}

/// What stands at the corner of a box that a request has reached.
pub(super) fn reaching(view: &View<'_>, number: usize, b: &PlacedBox) -> Option<Reaching> {
    let reached = view.scene.hops.get(number).filter(|reached| !reached.hops.is_empty())?;
    // The disc grows and shrinks with the figure, but not so far that it can't be read.
    let scale = view.zoom.clamp(0.8, 2.0);
    let unit = scale / view.zoom;
    if !view.sees(&b.rect.grown(24.0 * unit)) {
        return None;
    }
    let (words, style) = (reached.hops.join(" "), TextStyle::SmallBold);
    // Whether it waits or has arrived there is seen, too.
    let icon = match reached.here {
        Some(Presence::Waits) => Some(icons::PAUSE),
        Some(Presence::Stopped) => Some(icons::CROSS),
        Some(Presence::Arrived) => Some(icons::CHECK),
        Some(Presence::Comes | Presence::Ended) | None => None,
    };
    let wide = view.measure.width(&words, style.size(), style.weight());
    let half = (f32::midpoint(wide, beside(icon)) + 6.0).max(10.0) * unit;
    // Over the corner, but no further out than the margin of the picture is wide.
    let edge = view.layout.panes.get(b.diagram).map_or(0.0, |pane| pane.rect.left) - 14.0;
    let at = Point { x: (b.rect.left + INSET).max(edge + half), y: b.rect.top + INSET };
    let disc = Rect {
        left: at.x - half,
        right: at.x + half,
        top: at.y - 10.0 * unit,
        bottom: at.y + 10.0 * unit,
    };
    Some(Reaching { disc, words, wide, icon, here: reached.here.is_some(), scale })
}

/// The discs of all of these boxes that a request has reached.
pub(super) fn discs<'b>(
    view: &View<'_>,
    boxes: impl Iterator<Item = (usize, &'b PlacedBox)>,
) -> Vec<Rect> {
    if view.scene.hops.is_empty() {
        return Vec::new();
    }
    boxes.filter_map(|(number, b)| Some(reaching(view, number, b)?.disc)).collect()
}

/// Room for the sign beside a number, in points.
fn beside(icon: Option<Icon>) -> f32 {
    icon.map_or(0.0, |_| SIGN + 2.0)
}

/// The numbers of the hops that have reached a box, on a disc at its corner.
pub(super) fn hops(to: &mut Pencil<'_, '_>, view: &View<'_>, number: usize, b: &PlacedBox) {
    let Some(reaching) = reaching(view, number, b) else { return };
    let Reaching { disc, words, wide, icon, here, scale } = reaching;
    let (tokens, unit, at) = (view.tokens, scale / view.zoom, disc.centre());
    let (fill, ink) =
        if here { (tokens.accent, tokens.on_accent) } else { (tokens.raised, tokens.accent_text) };
    to.plate(disc, 10.0 * unit, Some(fill), Some(Pen::solid(tokens.accent, 1.5)));
    let words_at = Point { x: at.x - beside(icon) / 2.0 * unit, ..at };
    to.owned(Words::new(&words, TextStyle::SmallBold, ink), words_at, Align::Middle, scale);
    if let Some(icon) = icon {
        let at = Point { x: at.x + f32::midpoint(wide, 2.0) * unit, ..at };
        to.put(Shape::Icon { icon, at, size: SIGN * unit, ink });
    }
}

/// Says what is missing where it would stand.
pub(super) fn ghost(to: &mut Pencil<'_, '_>, view: &View<'_>, number: usize, gap: &Gap) {
    let Some(ghost) = view.scene.ghosts.iter().find(|ghost| ghost.gap == number) else { return };
    let role = &view.tokens.ghost;
    let rect = gap.rect;
    to.plate(rect, RADIUS, Some(role.fill), Some(Pen::dashed(role.stroke, 1.5, 5.0, 4.0)));
    // The words shrink with the figure, but not so far that they can't be read.
    let scale = view.zoom.max(0.75);
    let unit = scale / view.zoom;
    let room = rect.width() - 16.0 / view.zoom;
    let wide = |words: &str, style: TextStyle| {
        view.measure.width(words, style.size(), style.weight()) * unit
    };
    let icon = 24.0 * unit;
    let full = match &ghost.words {
        Some(words) => format!("No counterpart: {words}"),
        None => "No counterpart".to_owned(),
    };
    let short = match &ghost.words {
        Some(words) => format!("None: {words}"),
        None => "None".to_owned(),
    };
    let centre = rect.centre();
    if wide(&full, TextStyle::Caption) + icon <= room {
        let wide = wide(&full, TextStyle::Caption);
        let left = centre.x - f32::midpoint(wide, icon);
        let at = Point { x: left + 8.0 * unit, y: centre.y };
        to.put(Shape::Icon { icon: icons::GHOST, at, size: 16.0 * unit, ink: role.text });
        let at = Point { x: left + icon, y: centre.y };
        to.owned(Words::new(&full, TextStyle::Caption, role.text), at, Align::Left, scale);
    } else if wide(&short, TextStyle::Small) <= room {
        to.owned(Words::new(&short, TextStyle::Small, role.text), centre, Align::Middle, scale);
    } else if wide("None", TextStyle::Small) <= room {
        to.owned(Words::new("None", TextStyle::Small, role.text), centre, Align::Middle, scale);
    }
}
