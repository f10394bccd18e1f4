//! The window: a folder per part of it. Paints the model and emits actions.
//!
//! Invariants: views never change the model; no SQL and no files here; no colour is named outside
//! the token table. `shell → lesson, dialogs → figure → quiz → prose → cx → kit`, never back.

mod cx;
mod dialogs;
mod figure;
mod focus;
mod keys;
pub mod kit;
mod lesson;
mod live;
mod prose;
mod quiz;
pub mod shell;
mod sights;
mod signals;
mod states;

pub use shell::app::StrataApp;
