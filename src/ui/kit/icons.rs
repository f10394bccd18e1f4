//! The icons, painted.

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

/// Makes the icon faces known.
pub fn add_to(fonts: &mut FontDefinitions) {
    for cut in Cut::ALL {
        let (name, data) = (family(cut), FontData::from_static(cut.face()));
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
        fonts.families.insert(FontFamily::Name(name.into()), vec![name.to_owned()]);
    }
}

/// Paints an icon with its right side on the left. It is turned round for that, so that only icons
/// that are as high above their middle as below it look right.
pub fn paint_mirrored(
    painter: &Painter,
    icon: Icon,
    centre: Pos2,
    size: f32,
    ink: crate::theme::Rgb,
) {
    let font = FontId::new(size, FontFamily::Name(family(icon.cut).into()));
    let galley = painter.layout_no_wrap(icon.glyph.to_owned(), font, colour(ink));
    // Turned round its corner, what was right of it and below is left of it and above.
    let at = centre + galley.mesh_bounds.center().to_vec2();
    painter.add(TextShape::new(at, galley, colour(ink)).with_angle(std::f32::consts::PI));
}

/// Paints an icon round a point. Its glyph is centred by its ink, not by its row.
pub fn paint(painter: &Painter, icon: Icon, centre: Pos2, size: f32, ink: crate::theme::Rgb) {
    let font = FontId::new(size, FontFamily::Name(family(icon.cut).into()));
    let galley = painter.layout_no_wrap(icon.glyph.to_owned(), font, colour(ink));
    let at = centre - galley.mesh_bounds.center().to_vec2();
    painter.galley(at, galley, colour(ink));
}
