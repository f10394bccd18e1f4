//! The whole window without a screen, found and driven by accessible names.

mod compare;
mod desktop;
mod diagram;
mod groups;
mod import;
mod keeping;
mod kinds;
#[cfg(feature = "pixels")]
mod pixels;
mod places;
mod quiz;
mod rounds;
mod stage;
mod zoom;
