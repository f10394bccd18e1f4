//! Shapes that egui lacks, and the one door through which tokens become egui colours.

use crate::{
    diagram::geometry,
    theme::{Rgb, Tokens},
};
use egui::{
    Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, emath::GuiRounding as _,
    pos2,
};

/// A token as egui's colour.
#[must_use]
pub fn colour(rgb: Rgb) -> Color32 {
    let Rgb(r, g, b) = rgb;
    #[expect(clippy::disallowed_methods, reason = "the one door from tokens to egui")]
    Color32::from_rgb(r, g, b)
}

/// Black with `share` of its opacity; for shadows and the scrim only.
#[must_use]
pub fn shade(rgb: Rgb, share: f32) -> Color32 {
    colour(rgb).gamma_multiply(share)
}

#[must_use]
pub fn stroke(width: f32, rgb: Rgb) -> Stroke {
    Stroke::new(width, colour(rgb))
}

/// A rectangle of a layout as it lies on the screen, moved, zoomed and on whole pixels.
#[must_use]
pub fn placed(rect: &geometry::Rect, at: Spot, pixels_per_point: f32) -> Rect {
    let corner = |x: f32, y: f32| at.origin + egui::vec2(x, y) * at.zoom;
    Rect::from_min_max(corner(rect.left, rect.top), corner(rect.right, rect.bottom))
        .round_to_pixels(pixels_per_point)
}

/// Where a figure stands on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    pub origin: Pos2,
    /// 1 is the size that it was laid out for.
    pub zoom: f32,
}

/// Paints the focus ring, outside of a shape; to be called after the shape is painted.
pub fn ring(painter: &Painter, tokens: &Tokens, rect: Rect, radius: u8) {
    let width = if tokens.high_contrast { 3.0 } else { 2.0 };
    painter.rect_stroke(
        rect.expand(2.0),
        CornerRadius::same(radius.saturating_add(2)),
        stroke(width, tokens.focus),
        StrokeKind::Outside,
    );
}

/// Paints the focus ring inside of something that fills its panel from edge to edge.
pub fn inner_ring(painter: &Painter, tokens: &Tokens, rect: Rect, radius: u8) {
    let width = if tokens.high_contrast { 3.0 } else { 2.0 };
    painter.rect_stroke(
        rect.shrink(1.0),
        CornerRadius::same(radius),
        stroke(width, tokens.focus),
        StrokeKind::Inside,
    );
}

/// A dashed outline with round corners.
pub fn dashed_rect(
    painter: &Painter,
    rect: Rect,
    radius: f32,
    stroke: Stroke,
    dash: f32,
    gap: f32,
) {
    let path = rounded_path(rect.shrink(stroke.width / 2.0), radius);
    painter.extend(Shape::dashed_line(&path, stroke, dash, gap));
}

/// The outline as points: corner arcs of six segments.
fn rounded_path(rect: Rect, radius: f32) -> Vec<Pos2> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let corners = [
        (pos2(rect.right() - radius, rect.top() + radius), -90.0_f32),
        (pos2(rect.right() - radius, rect.bottom() - radius), 0.0),
        (pos2(rect.left() + radius, rect.bottom() - radius), 90.0),
        (pos2(rect.left() + radius, rect.top() + radius), 180.0),
    ];
    let mut path = Vec::with_capacity(29);
    for (centre, from) in corners {
        for step in 0..=6_u8 {
            let angle = (from + 15.0 * f32::from(step)).to_radians();
            path.push(pos2(centre.x + radius * angle.cos(), centre.y + radius * angle.sin()));
        }
    }
    path.extend(path.first().copied());
    path
}

/// A line along a path, straight parts joined by arcs of `radius`.
#[must_use]
pub fn rounded_line(points: &[Pos2], radius: f32) -> Vec<Pos2> {
    let mut path = Vec::new();
    for (index, point) in points.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| points.get(i));
        let after = points.get(index + 1);
        let (Some(before), Some(after)) = (before, after) else {
            path.push(*point);
            continue;
        };
        let (from, to) = (*before - *point, *after - *point);
        let cut = radius.min(from.length() / 2.0).min(to.length() / 2.0);
        let (start, end) = (*point + from.normalized() * cut, *point + to.normalized() * cut);
        for step in 0..=6_u8 {
            let t = f32::from(step) / 6.0;
            let (a, b) = (start.lerp(*point, t), point.lerp(end, t));
            path.push(a.lerp(b, t));
        }
    }
    path
}
