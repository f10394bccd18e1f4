//! The look, as plain numbers: colours of three themes, type, space, and how wide text is.
//!
//! Invariant: nothing here knows of egui or files. The window, the exported pictures and the
//! tests read the same tables.

pub mod colour;
pub(crate) mod faces;
mod glyphs;
pub(crate) mod icons;
pub mod measure;
pub mod tokens;
pub mod type_scale;
pub(crate) mod typeset;

pub use colour::Rgb;
pub use measure::{Measure, NotoMeasure};
pub use tokens::{ColourScheme, RoleColours, Tokens};
pub use type_scale::{TextStyle, Weight};
