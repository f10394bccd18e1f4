//! Lines: connectors, which say what stands on what, and links.

mod bends;
pub(super) mod between;
pub(super) mod connectors;
mod ends;
mod exits;
mod free_space;
mod lanes;
pub(super) mod links;
mod needs;
pub(super) mod phrase;
mod ready;
pub(super) mod room;
mod router;
mod search;
mod straight;
mod tracks;
mod ways;
mod words;
