//! What every part of the window is made of: paint, text, icons, controls. It knows nothing of the
//! model.

pub(in crate::ui) mod breakpoints;
pub(in crate::ui) mod dials;
pub(in crate::ui) mod digits;
pub mod fonts;
pub(in crate::ui) mod icons;
pub(in crate::ui) mod keyboard;
pub(in crate::ui) mod menu;
pub(in crate::ui) mod paint;
pub(in crate::ui) mod plate;
pub(in crate::ui) mod row;
pub(in crate::ui) mod style;
pub(in crate::ui) mod text;
pub(in crate::ui) mod widgets;
