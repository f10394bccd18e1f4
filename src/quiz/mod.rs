//! Questions and their grading.
//!
//! Invariant: nothing here knows of egui, files or clocks.

pub mod answer;
mod breaking;
pub mod choosing;
pub mod diagnose;
pub mod diagnosing;
pub mod fact;
pub mod generate;
pub mod grade;
pub mod hash;
pub mod looks;
pub(crate) mod number;
pub(crate) mod pairing;
pub mod question;
pub mod reason;
pub mod session;
pub mod settings;
pub mod shuffle;
pub mod spelling;
pub mod turn;
pub mod worded;

pub use answer::Answer;
pub use choosing::{KNOWN_QUESTIONS, practice, questions_to_know};
pub use fact::{Fact, LineRef};
pub use grade::{Grade, grade};
pub use hash::{Hashes, hashes};
pub use question::{
    Bin, Break, Choice, Classify, Diagnose, Extra, Fated, Kind, Label, Match, NearMiss, Number,
    Order, Pair, Place, Question, Ranked, Sorted, Suspect, Tag, Target, Tolerance, Tried, Typed,
    WrongBin, WrongNumber,
};
pub use reason::{
    Outcome, Reason, foremost_reason, misconception_of, reason_of, reasons, right_answer,
};
pub use session::Session;
pub use settings::Settings;
pub use turn::{Confidence, Kept, Mode, Purpose, Turn, Verdict};
pub use worded::{Gloss, Worded};
