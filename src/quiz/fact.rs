//! What of a picture decides a question that the picture asks.

use crate::{diagram::NodeRef, id::Id};

/// Something that a picture shows and that decides a question: once it is answered, the layers and
/// lines are lit and the sentence is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The layers that show it, in all their copies; each names its diagram.
    pub nodes: Vec<NodeRef>,
    /// The lines that show it, each wherever it is drawn.
    pub lines: Vec<LineRef>,
    /// What they show, in a sentence.
    pub says: String,
}

/// A line of a diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRef {
    /// The diagram's id.
    pub diagram: Id,
    /// A link; or a repeat, of which the lines are meant that join its copies to what carries them.
    pub of: Id,
}
