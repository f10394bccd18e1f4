//! What an author says of an architecture: layers, and how they nest. No coordinates.

use crate::{
    diagram::NodeRef,
    id::Id,
    theme::{RoleColours, Tokens},
};

/// One architecture, drawn as one picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    /// Unique in its pack.
    pub id: Id,
    pub title: String,
    /// Stands under the picture; the words before a colon are emphasised.
    pub caption: String,
    /// The same thing without the simplification that everyone draws.
    pub precise: Option<Precise>,
    pub body: Node,
}

/// What replaces a diagram while "More precise" is on, and what it corrects.
#[derive(Debug, Clone, PartialEq)]
pub struct Precise {
    pub diagram: Id,
    pub because: String,
}

/// A part of a diagram.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Layer(Layer),
    /// Listed as drawn: top first.
    Stack(Vec<Node>),
    /// Side by side, left first, standing on the same ground.
    Row(Vec<Node>),
    Repeat(Repeat),
}

/// Several copies of the same part, side by side, each in its own frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    /// Unique in the diagram. Its second copy is `id[2]`.
    pub id: Id,
    /// How many copies, from 1.
    pub count: u32,
    pub frame: Frame,
    /// The copies hang on the layer below by connectors instead of resting on it.
    pub connected: bool,
    pub of: Box<Node>,
}

/// The line round each copy: what enforces the boundary that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// A boundary that hardware enforces.
    Solid,
    /// A boundary that a kernel enforces.
    Dashed,
    /// No boundary, only a grouping.
    None,
}

/// One box: the smallest part that can be named, pointed at and asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Unique in the diagram.
    pub id: Id,
    /// What stands in the box; `{n}` becomes the number of the innermost copy.
    pub name: String,
    pub role: LayerRole,
    /// What it does, in one or two sentences.
    pub about: String,
    /// A second, smaller line in the box.
    pub note: Option<String>,
    /// It sets others up and is not on the path of their requests,
    /// whatever the picture shows above it.
    pub manages: bool,
}

/// What kind of thing a layer is: its colour and icon, the same in every diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LayerRole {
    Application,
    Library,
    Kernel,
    Boundary,
    Hardware,
    Network,
    Storage,
    Neutral,
}

impl LayerRole {
    pub const ALL: [Self; 8] = [
        Self::Application,
        Self::Library,
        Self::Kernel,
        Self::Boundary,
        Self::Hardware,
        Self::Network,
        Self::Storage,
        Self::Neutral,
    ];

    /// The word for it, as spoken and as shown in a legend.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Application => "Application",
            Self::Library => "Library",
            Self::Kernel => "Kernel",
            Self::Boundary => "Boundary",
            Self::Hardware => "Hardware",
            Self::Network => "Network",
            Self::Storage => "Storage",
            Self::Neutral => "Part",
        }
    }

    /// Its colours in a theme.
    #[must_use]
    pub fn colours(self, tokens: &Tokens) -> &RoleColours {
        match self {
            Self::Application => &tokens.application,
            Self::Library => &tokens.library,
            Self::Kernel => &tokens.kernel,
            Self::Boundary => &tokens.boundary,
            Self::Hardware => &tokens.hardware,
            Self::Network => &tokens.network,
            Self::Storage => &tokens.storage,
            Self::Neutral => &tokens.neutral,
        }
    }
}

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
    pub how: How,
    /// A few words for the gap: "No counterpart: shared kernel".
    pub short: Option<String>,
    pub because: String,
}

/// In what way layers of two diagrams are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// They do the same job.
    SameJob,
    /// They merely stand in the same place of the picture.
    SamePlace,
}

impl Node {
    /// Calls `visit` with every layer, in drawing order, one call for all copies.
    pub fn each_layer<'a>(&'a self, visit: &mut impl FnMut(&'a Layer)) {
        match self {
            Self::Layer(layer) => visit(layer),
            Self::Stack(parts) | Self::Row(parts) => {
                for part in parts {
                    part.each_layer(visit);
                }
            }
            Self::Repeat(repeat) => repeat.of.each_layer(visit),
        }
    }
}

impl Diagram {
    /// Every layer, in drawing order, one for all copies.
    #[must_use]
    pub fn layers(&self) -> Vec<&Layer> {
        let mut found = Vec::new();
        self.body.each_layer(&mut |layer| found.push(layer));
        found
    }

    #[must_use]
    pub fn layer(&self, id: &Id) -> Option<&Layer> {
        self.layers().into_iter().find(|layer| layer.id == *id)
    }
}
