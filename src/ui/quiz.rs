//! The quiz beside the lesson: the question, its answer, the round and its end.

pub(in crate::ui) mod answer;
pub(in crate::ui) mod asked;
mod extras;
mod footer;
pub(in crate::ui) mod keys;
pub(in crate::ui) mod option;
pub(in crate::ui) mod panel;
pub(in crate::ui) mod report;
mod round;
pub(in crate::ui) mod strip;
mod summary;
