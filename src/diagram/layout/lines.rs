//! Lines: what stands on what, and links.

pub(super) mod connectors;
mod free_space;
pub(super) mod links;
mod tracks;
mod ways;
mod words;
