//! The model of layered architectures and everything that is computed from it alone.
//!
//! Invariant: nothing here knows of egui, files or serde; every function is pure.

mod columns;
mod connectors;
pub mod describe;
mod fitting;
pub mod geometry;
pub mod layout;
mod levels;
pub mod likeness;
pub mod model;
pub mod neighbours;
pub mod node_ref;
mod rows;
pub mod svg;
pub mod trace;
pub mod walk;

pub use fitting::Label;
pub use layout::{Layout, Request, lay_out};
pub use model::{Diagram, Frame, How, Layer, LayerRole, Node, Precise, Repeat, Same};
pub use node_ref::{NodePath, NodeRef};
pub use trace::{Hop, Trace, TracePath};
pub use walk::{Step, Still};
