//! The learner's record: every attempt as a row of one `SQLite` file, append-only, and beside it
//! settings and which version of each pack is current.
//!
//! Invariants: no SQL anywhere else; a row of the log is never changed; a damaged record is set
//! aside, never replaced, and never while others have it open; what `append` has confirmed is on
//! disk; looking at a record changes nothing.

mod asked;
pub mod attempt;
pub mod correction;
pub mod custody;
mod damage;
pub mod error;
mod image;
mod log;
mod packs;
pub mod record;
mod schema;
mod settings;
pub mod stamp;
pub mod standing;
mod tally;

pub use attempt::{Attempt, RowId, RowKind};
pub use correction::{Corrected, Correction, Corrections};
pub use custody::Turn;
pub use error::RecordError;
pub use packs::{CurrentPack, PackFolder};
pub use record::{Opened, Opening, Record, SetAside};
pub use schema::VERSION as SCHEMA;
pub use stamp::Stamp;
pub use standing::{ItemStanding, LessonEvent, LessonStanding, Standing};
