//! The packs there are: what came with Strata, what was installed, and what a pack to be imported
//! would change. `app` and `cli` both call this and nothing else.
//!
//! Invariants: nothing is installed that has errors; an install is whole or did not happen;
//! a learner's progress is never touched by it.

pub mod changes;
mod embedded;
mod folders;
pub mod install;
pub mod receipt;
pub mod shelf;

pub use changes::Changes;
pub use install::{InstallError, install, recover_if_lost, tidy};
pub use receipt::{Receipt, Refusal, prepare, prepare_beside, prepare_watched};
pub use shelf::{Origin, Shelf, ShelfPack, Unreadable};
