//! Small values that model, actions, effects and ports exchange: they know none of these.

mod errors;
mod job;
mod lesson;
mod news;
mod picked;
mod record;
mod screen;

pub use errors::{Failure, KeepError, TakeError, WriteError};
pub use job::{Job, Moment};
pub use lesson::{LessonKey, LessonState, Place};
pub use news::{News, Tone};
pub use picked::Picked;
pub use record::{Begun, Installed, Keeping, Reopened};
pub use screen::{Overlay, Panel, ResetScope, Tab};
