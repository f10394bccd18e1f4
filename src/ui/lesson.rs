//! The lesson: its text, what is asked before it, the list that it is chosen from, and what is found
//! in it.

mod before;
mod check;
pub(in crate::ui) mod find;
pub(in crate::ui) mod list;
mod outline;
pub(in crate::ui) mod reading;
