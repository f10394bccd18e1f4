//! What to lay out.

use crate::{
    diagram::model::{Diagram, Same},
    theme::Measure,
};

/// What to lay out, and the room for it.
pub struct Request<'a> {
    /// One to five, left to right.
    pub diagrams: &'a [&'a Diagram],
    /// What the lesson says of likeness: layers that are alike stand in one row.
    pub same: &'a [Same],
    /// The width there is, in points.
    pub width: f32,
    /// The window is low: so are the rows.
    pub low: bool,
    /// How wide words are.
    pub measure: &'a dyn Measure,
}
