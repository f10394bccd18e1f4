//! What the app knows and what may happen to it: `Model`, `Action`, one `update`, and effects as
//! plain data that a runner performs behind ports.
//!
//! Invariants: `update` is pure; views emit actions and never change the model; every effect is
//! answered by exactly one action that carries its job.

pub mod action;
pub mod command;
pub mod correcting;
pub mod crash;
pub mod effect;
mod importing;
pub mod keeper;
pub mod kept_rounds;
pub mod model;
mod navigation;
pub mod outbox;
pub mod picker;
pub mod ports;
pub mod prefs;
mod quizzing;
mod reopening;
pub mod resetting;
mod rounds;
pub mod runner;
pub mod saving;
mod standings;
pub mod system_theme;
pub mod typed_path;
pub mod update;

pub use action::{Action, Job};
pub use command::Command;
pub use effect::Effect;
pub use model::{LessonKey, Model, Place};
pub use prefs::ZOOM_STEPS;
pub use update::update;
