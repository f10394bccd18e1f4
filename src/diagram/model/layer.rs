//! Layers: what stands in a box.

use crate::id::Id;

/// One box: the smallest part that can be named, pointed at and asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Unique in the diagram.
    pub id: Id,
    /// What stands in the box; `{n}` becomes the number of the innermost copy.
    pub name: String,
    /// What kind of thing it is.
    pub role: LayerRole,
    /// What it does, in one or two sentences.
    pub about: String,
    /// A second, smaller line in the box.
    pub note: Option<String>,
    /// It sets others up and is not on the path of their requests,
    /// whatever the picture shows above it.
    pub manages: bool,
    /// How it is drawn.
    pub shape: LayerShape,
    /// Small words in the box: what it has, and what it lacks.
    pub badges: Vec<Badge>,
    /// Small bars in the box: how much of something is used.
    pub gauges: Vec<Gauge>,
    /// What was measured of it.
    pub figures: Vec<Measured>,
}

/// A measured figure, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// A sentence with the number in it, what was measured, and on what.
    pub text: String,
    /// A source of the pack, with its year.
    pub source: Id,
}

/// How a layer is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LayerShape {
    /// The usual: a box with an outline.
    #[default]
    Box,
    /// A boundary without a thickness of its own, such as an interface: a line across.
    Line,
    /// Something that is not there, and that is the point: an outline.
    Absent,
}

/// A small word in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// What it says, in a word or two.
    pub text: String,
    /// The layer has it; else it is drawn as missing.
    pub on: bool,
}

/// How much of something is used, as a small bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauge {
    /// What is used.
    pub name: String,
    /// 0 to 100.
    pub percent: u8,
}

/// The colour and the icon of a layer, alike in every diagram. What they stand for, its author says
/// in words (`RoleWords`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LayerRole {
    /// What people run: programs and services.
    Application,
    /// What programs call in their own process, and what carries them there.
    Library,
    /// An operating system's kernel.
    Kernel,
    /// What keeps others apart: a hypervisor, a runtime, an interface.
    Boundary,
    /// What can be touched.
    Hardware,
    /// What carries messages.
    Network,
    /// What keeps data.
    Storage,
    /// None of the others.
    Neutral,
}

impl LayerRole {
    /// All roles, in the order of their variants.
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

    /// What authors write for the role. Learners hear of it in the words of the pack, or not at
    /// all.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Application => "Application",
            Self::Library => "Library",
            Self::Kernel => "Kernel",
            Self::Boundary => "Boundary",
            Self::Hardware => "Hardware",
            Self::Network => "Network",
            Self::Storage => "Storage",
            Self::Neutral => "Neutral",
        }
    }
}
