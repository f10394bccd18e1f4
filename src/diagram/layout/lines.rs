//! Lines: what stands on what, and links.

pub(super) mod between;
pub(super) mod connectors;
mod ends;
mod free_space;
pub(super) mod links;
mod phrase;
mod tracks;
mod ways;
mod words;
