//! The whole window without a screen, found and driven by accessible names.

mod diagram;
mod import;
mod places;
mod quiz;
mod stage;
