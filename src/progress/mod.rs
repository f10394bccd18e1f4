//! The learner's record: every attempt as a row of one `SQLite` file, append-only, and beside it
//! settings and which version of each pack is current.
//!
//! Invariants: no SQL anywhere else; a row of the log is never changed; a damaged record is set
//! aside, never replaced; what `append` has confirmed is on disk.

mod asked;
pub mod attempt;
pub mod correction;
mod damage;
pub mod error;
mod packs;
pub mod record;
mod schema;
mod settings;
pub mod stamp;
pub mod standing;
mod tally;

pub use attempt::{Attempt, RowKind};
pub use correction::{Correction, Corrections};
pub use error::RecordError;
pub use packs::CurrentPack;
pub use record::{Opened, Record, SetAside};
pub use stamp::Stamp;
pub use standing::{ItemStanding, LessonEvent, LessonStanding, Standing};
