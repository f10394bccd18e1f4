//! The way of a request, and the request on it.

use super::{Pen, Pencil, Shape, View};
use crate::diagram::{
    faces::route::Route,
    layout::geometry::{Point, Rect},
};

/// How far a corner of the way is rounded, in points.
const BEND: f32 = 5.0;
/// In points of the screen; a hair wider where contrast is high.
const WIDTH: f32 = 2.5;
const WIDE: f32 = 3.0;
/// Of the request, in points of the screen; its rim comes on top.
const TOKEN: f32 = 6.0;
const RIM: f32 = 2.0;

/// A part of the way.
pub(super) fn route(to: &mut Pencil<'_, '_>, view: &View<'_>, route: &Route) {
    let at = |point: &Point| Rect { left: point.x, right: point.x, top: point.y, bottom: point.y };
    let all = route.points.iter().map(at).reduce(|all, one| all.union(&one));
    if all.is_none_or(|all| !view.sees(&all.grown(WIDE / view.zoom))) {
        return;
    }
    let width = if view.tokens.high_contrast { WIDE } else { WIDTH };
    let pen = if route.control {
        Pen::dashed(view.tokens.accent, width, 5.0, 4.0)
    } else {
        Pen::solid(view.tokens.accent, width)
    };
    to.line(route.points.clone(), BEND, pen);
}

/// The request between two hops.
pub(super) fn token(to: &mut Pencil<'_, '_>, view: &View<'_>, at: Point) {
    let unit = 1.0 / view.zoom;
    let (fill, rim) = (view.tokens.accent, view.tokens.reading);
    to.put(Shape::Disc { at, radius: (TOKEN + RIM) * unit, fill: rim, outline: None });
    to.put(Shape::Disc { at, radius: TOKEN * unit, fill, outline: None });
}
