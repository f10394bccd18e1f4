//! Questions and their grading.
//!
//! Invariant: nothing here knows of egui, files or clocks.

pub mod grade;
pub mod hash;
pub mod question;
pub mod session;

pub use grade::{Grade, grade};
pub use hash::{Hashes, hashes};
pub use question::{Answer, Choice, Kind, Place, Question, Target};
pub use session::{Kept, Session, Turn, Verdict};
