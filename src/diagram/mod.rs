//! The model of layered architectures and everything that is computed from it alone.
//!
//! Invariant: nothing here knows of egui, files or serde; every function is pure.

mod columns;
mod connectors;
mod contents;
pub mod describe;
mod fitting;
mod free_space;
pub mod geometry;
pub mod layout;
mod levels;
pub mod likeness;
mod link_words;
mod links;
pub mod model;
pub mod neighbours;
pub mod node_ref;
mod placed;
mod placing;
mod rows;
mod spacing;
pub mod svg;
pub mod trace;
mod tracks;
pub mod walk;
mod ways;

pub use fitting::Label;
pub use layout::{Layout, Request, lay_out};
pub use model::{
    Arrow, Badge, Branch, Cell, Diagram, Frame, Gauge, Grid, Group, How, Layer, LayerRole,
    LayerShape, Link, LinkKind, Measured, Node, Precise, Repeat, Same, Tree,
};
pub use node_ref::{NodePath, NodeRef};
pub use trace::{Hop, Reached, Trace, TracePath};
pub use walk::{Step, Still};
