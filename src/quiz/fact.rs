//! What of a picture decides a question that the picture asks.

use crate::diagram::NodeRef;

/// Something that a picture shows and that decides a question: once it is answered, the layers are
/// lit and the sentence is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The layers that show it, in all their copies; each names its diagram.
    pub nodes: Vec<NodeRef>,
    /// What they show, in a sentence.
    pub says: String,
}
