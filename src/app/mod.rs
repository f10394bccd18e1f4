//! What the app knows and what may happen to it: `Model`, `Action`, one `update`, and effects as
//! plain data that a runner performs behind ports.
//!
//! Invariants: `update` is pure; views emit actions and never change the model; every effect is
//! answered by exactly one action that carries its job.

pub mod action;
pub mod command;
pub mod io;
pub mod keys;
pub mod model;
pub(crate) mod typed_path;
pub mod update;
pub mod values;

pub use action::Action;
pub use command::Command;
pub use io::{beside::Beside, crash, effect::Effect, keeper, picker, ports, runner, system_theme};
pub use model::{Model, outbox, prefs::ZOOM_STEPS};
pub use update::update;
pub use values::{Job, LessonKey, Place};

/// What beginning again would take away, as the window shows it before it is done.
pub mod resetting {
    pub use super::{model::corrections::Resetting, values::ResetScope};
}
