//! What an author writes, and how it becomes a checked course.
//!
//! Invariants: nothing here knows of egui, SQL or clocks; reading never panics, never runs
//! anything, and never reaches outside the pack.

pub mod check;
pub(crate) mod columns;
pub mod course;
mod drawn;
pub mod edit;
pub mod files;
mod glosses;
mod indent;
pub mod limits;
mod literal;
mod markdown;
mod outline;
mod path;
pub mod problem;
pub mod prose;
mod question_source;
mod reading;
mod refusal;
mod report;
mod ron_error;
mod said;
pub mod search;
mod signs;
mod similar;
mod source;
mod stopgap;
mod syntax;
mod tokens;
mod vocabulary;
mod watch;
mod weight;
pub mod white_space;

pub use check::{Checked, check, check_watched, check_with};
pub use course::{Block, Check, Course, Lesson, Unit, sources_in_order};
pub use drawn::drawn_questions;
pub use edit::{Edit, edited};
pub use files::{PackFile, PackFiles, ReadError, read};
pub use problem::{Position, Problem, Severity};
pub use watch::Watch;
