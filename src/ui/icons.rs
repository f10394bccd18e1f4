//! The icons: Phosphor, cut down at build time to the glyphs that are used.

use crate::{diagram::LayerRole, ui::paint::colour};
use egui::{FontData, FontDefinitions, FontFamily, FontId, Painter, Pos2};
use std::sync::Arc;

mod set {
    egui_phosphor::subset! {
        pub mod glyphs {
            use regular::{
                APP_WINDOW, APPROXIMATE_EQUALS, ARROW_COUNTER_CLOCKWISE, ARROW_LEFT, ARROW_RIGHT, ARROWS_LEFT_RIGHT, BOOK_OPEN, BOOKS,
                CARET_DOWN, CARET_LEFT, CARET_RIGHT, CARET_UP, CHECK_CIRCLE, CIRCLE_DASHED, CIRCLE_HALF, COPY, CPU, CUBE,
                DATABASE, DOTS_THREE, DOWNLOAD_SIMPLE, FOLDER_OPEN, FRAME_CORNERS, GEAR_SIX, MAGNIFYING_GLASS_MINUS, MAGNIFYING_GLASS_PLUS, ARROWS_IN, PATH, MOON, PAUSE, PLAY,
                SHARE_NETWORK, SIDEBAR_SIMPLE, STACK, SUN, TARGET, X
            };
            use fill::{CHECK_CIRCLE, WARNING, WARNING_CIRCLE, X_CIRCLE};
            use bold::{CHECK, X};
        }
    }
}

use set::glyphs::{bold, fill, regular};

/// An icon: a glyph and the face that it is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon {
    glyph: &'static str,
    family: &'static str,
}

const fn line(glyph: &'static str) -> Icon {
    Icon { glyph, family: "icons" }
}

const fn solid(glyph: &'static str) -> Icon {
    Icon { glyph, family: "icons-fill" }
}

pub const AGAIN: Icon = line(regular::ARROW_COUNTER_CLOCKWISE);
pub const BACK: Icon = line(regular::ARROW_LEFT);
pub const BOOK: Icon = line(regular::BOOK_OPEN);
pub const CLOSE: Icon = line(regular::X);
pub const COPY: Icon = line(regular::COPY);
pub const COUNTERPART: Icon = line(regular::ARROWS_LEFT_RIGHT);
pub const DARK: Icon = line(regular::MOON);
pub const DOWN: Icon = line(regular::CARET_DOWN);
pub const FILL: Icon = line(regular::FRAME_CORNERS);
pub const FOLD: Icon = line(regular::CARET_LEFT);
pub const FOLLOW: Icon = line(regular::PATH);
pub const FOLDER: Icon = line(regular::FOLDER_OPEN);
pub const GHOST: Icon = line(regular::CIRCLE_DASHED);
pub const HALF: Icon = line(regular::CIRCLE_HALF);
pub const IMPORT: Icon = line(regular::DOWNLOAD_SIMPLE);
pub const LARGER: Icon = line(regular::MAGNIFYING_GLASS_PLUS);
pub const LIGHT: Icon = line(regular::SUN);
pub const LIST: Icon = line(regular::SIDEBAR_SIMPLE);
pub const SMALLER: Icon = line(regular::MAGNIFYING_GLASS_MINUS);
pub const WHOLE: Icon = line(regular::ARROWS_IN);
pub const MISSED: Icon = line(regular::CHECK_CIRCLE);
pub const MORE: Icon = line(regular::DOTS_THREE);
pub const NEXT: Icon = line(regular::ARROW_RIGHT);
pub const PAUSE: Icon = line(regular::PAUSE);
pub const PLAY: Icon = line(regular::PLAY);
pub const POINT_AT: Icon = line(regular::TARGET);
/// In the same place, and not the same thing.
pub const SAME_PLACE: Icon = line(regular::APPROXIMATE_EQUALS);
pub const UNFOLD: Icon = line(regular::CARET_RIGHT);
pub const UP: Icon = line(regular::CARET_UP);

pub const ERROR: Icon = solid(fill::WARNING_CIRCLE);
pub const RIGHT: Icon = solid(fill::CHECK_CIRCLE);
pub const WARNING: Icon = solid(fill::WARNING);
pub const WRONG: Icon = solid(fill::X_CIRCLE);

pub const CHECK: Icon = Icon { glyph: bold::CHECK, family: "icons-bold" };
pub const CROSS: Icon = Icon { glyph: bold::X, family: "icons-bold" };

/// The icon of a layer's role.
#[must_use]
pub fn of_role(role: LayerRole) -> Icon {
    line(match role {
        LayerRole::Application => regular::APP_WINDOW,
        LayerRole::Library => regular::BOOKS,
        LayerRole::Kernel => regular::GEAR_SIX,
        LayerRole::Boundary => regular::STACK,
        LayerRole::Hardware => regular::CPU,
        LayerRole::Network => regular::SHARE_NETWORK,
        LayerRole::Storage => regular::DATABASE,
        LayerRole::Neutral => regular::CUBE,
    })
}

/// Makes the icon faces known.
pub fn add_to(fonts: &mut FontDefinitions) {
    for (family, bytes) in [
        ("icons", &regular::FONT[..]),
        ("icons-fill", &fill::FONT[..]),
        ("icons-bold", &bold::FONT[..]),
    ] {
        fonts.font_data.insert(family.to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.insert(FontFamily::Name(family.into()), vec![family.to_owned()]);
    }
}

/// Paints an icon round a point. Its glyph is centred by its ink, not by its row.
pub fn paint(painter: &Painter, icon: Icon, centre: Pos2, size: f32, ink: crate::theme::Rgb) {
    let font = FontId::new(size, FontFamily::Name(icon.family.into()));
    let galley = painter.layout_no_wrap(icon.glyph.to_owned(), font, colour(ink));
    let at = centre - galley.mesh_bounds.center().to_vec2();
    painter.galley(at, galley, colour(ink));
}
