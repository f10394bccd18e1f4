//! Painting icons.

use crate::{theme::icons::Cut, ui::kit::paint::colour};
use egui::{FontData, FontDefinitions, FontFamily, FontId, Painter, Pos2, epaint::TextShape};
use std::sync::Arc;

pub use crate::theme::icons::*;

fn family(cut: Cut) -> &'static str {
    match cut {
        Cut::Regular => "icons",
        Cut::Fill => "icons-fill",
        Cut::Bold => "icons-bold",
    }
}

/// Adds the icon faces to egui's.
pub fn add_to(fonts: &mut FontDefinitions) {
    for cut in Cut::ALL {
        let (name, data) = (family(cut), FontData::from_static(cut.face()));
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
        fonts.families.insert(FontFamily::Name(name.into()), vec![name.to_owned()]);
    }
}

/// Paints an icon with its left and right sides changed. It is turned by half a circle for that, so
/// only icons that are as high above their middle as below look right.
pub fn paint_mirrored(
    painter: &Painter,
    icon: Icon,
    centre: Pos2,
    size: f32,
    ink: crate::theme::Rgb,
) {
    let font = FontId::new(size, FontFamily::Name(family(icon.cut).into()));
    let galley = painter.layout_no_wrap(icon.glyph.to_owned(), font, colour(ink));
    // Turning by half a circle round its corner brings the galley to the left of that and above.
    let at = centre + galley.mesh_bounds.center().to_vec2();
    painter.add(TextShape::new(at, galley, colour(ink)).with_angle(std::f32::consts::PI));
}

/// Paints an icon with the middle of its ink, not of its row, at a point.
pub fn paint(painter: &Painter, icon: Icon, centre: Pos2, size: f32, ink: crate::theme::Rgb) {
    let font = FontId::new(size, FontFamily::Name(family(icon.cut).into()));
    let galley = painter.layout_no_wrap(icon.glyph.to_owned(), font, colour(ink));
    let at = centre - galley.mesh_bounds.center().to_vec2();
    painter.galley(at, galley, colour(ink));
}
