//! What an author says of an architecture: layers, how they nest, what they are linked with and
//! answer to, how a figure is walked. No coordinates, and no look.

mod broken;
mod decision;
mod diagram;
pub mod exposure;
pub mod fate;
pub mod journey;
pub mod lanes;
mod layer;
pub mod likeness;
mod link;
mod node;
mod node_ref;
pub mod outline;
mod part;
mod role_words;
mod same;
pub mod step;
pub mod trace;
mod worlds;

pub use broken::Broken;
pub use diagram::{Diagram, Precise};
pub use exposure::{Exposure, Takeover};
pub use fate::{Detour, Fate, FateKind};
pub use journey::{BrokenJourney, Journey, Presence, Reached, Tick};
pub use layer::{Badge, Gauge, Layer, LayerRole, LayerShape, Measured};
pub use link::{Arrow, Link, LinkKind};
pub use node::{Branch, Cell, Frame, Grid, Group, Node, Repeat, Tree};
pub use node_ref::{NodePath, NodeRef};
pub use part::{Part, PartKind, PartNumber};
pub use role_words::RoleWords;
pub use same::{How, Same};
pub use step::{Step, Still, Walk};
pub use trace::{Choice, ChoiceKind, Decision, Hop, Leg, Trace, TraceKind, TracePath, Way};
pub use worlds::Need;
