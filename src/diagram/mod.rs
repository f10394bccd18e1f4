//! The model of layered architectures and everything that is computed from it alone.
//!
//! `faces → layout → model`, and no circle between their files. Nothing here knows of egui, files
//! or serde, the model knows no look, and every function is pure.

pub mod faces;
pub mod layout;
pub mod model;

pub use faces::{
    bidi, describe, drawing, fates, neighbours, requests, route, routes, scene, still, svg,
};
pub use layout::{Label, Layout, Request, geometry, lay_out, lay_out_while};
pub use model::{
    Arrow, Badge, Branch, Broken, BrokenJourney, Cell, Choice, ChoiceKind, Decision, Detour,
    Diagram, Exposure, Fate, FateKind, Frame, Gauge, Grid, Group, Hop, How, Journey, Layer,
    LayerRole, LayerShape, Leg, Link, LinkKind, Measured, Need, Node, NodePath, NodeRef, Part,
    PartKind, PartNumber, Precise, Presence, Reached, Repeat, RoleWords, Same, Step, Still,
    Takeover, Tick, Trace, TraceKind, TracePath, Tree, Walk, Way, exposure, fate, journey, lanes,
    likeness, outline, step,
};
