//! What an author says of likeness across diagrams.

use crate::{diagram::model::NodeRef, id::Id};

/// What an author says about the likeness of layers across diagrams.
/// Without it, layers with the same id in two diagrams do the same job.
#[derive(Debug, Clone, PartialEq)]
pub struct Same {
    /// Unique in its lesson.
    pub id: Id,
    /// Each names its diagram.
    pub nodes: Vec<NodeRef>,
    /// Diagrams in which `nodes` have no counterpart.
    pub missing_in: Vec<Id>,
    /// In what way they are alike.
    pub how: How,
    /// A few words for the gap: "No counterpart: shared kernel".
    pub short: Option<String>,
    /// Why the layers are alike, or why there is nothing of the kind, in a sentence.
    pub because: String,
}

/// In what way layers of two diagrams are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// They do the same job.
    SameJob,
    /// They merely stand in the same place of their pictures.
    SamePlace,
}
