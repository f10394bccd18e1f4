//! The lesson: its text, what is asked before it, the list that it is chosen from, and what is found
//! in it.

mod before;
mod blocks;
mod check;
mod closing;
pub(in crate::ui) mod find;
mod fold;
pub(in crate::ui) mod list;
mod opening;
mod outline;
pub(in crate::ui) mod reading;
