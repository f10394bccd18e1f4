//! What an author writes of a diagram: its parts, how they nest, and its links.

use crate::diagram::{Arrow, Frame, LayerRole, LinkKind};
use serde::Deserialize;

/// One architecture, drawn as one picture.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiagramSource {
    pub id: String,
    pub title: String,
    /// Stands under the picture; the words before a colon are emphasised.
    #[serde(default)]
    pub caption: Option<String>,
    /// What replaces it while "More precise" is on, and what that corrects.
    #[serde(default)]
    pub precise: Option<PreciseSource>,
    pub body: NodeSource,
    #[serde(default)]
    pub links: Vec<LinkSource>,
    /// What roles are called in this diagram, where that is something else than in the pack.
    #[serde(default)]
    pub roles: Vec<RoleWordSource>,
}

/// A diagram without the simplification that everyone draws.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreciseSource {
    /// The id of the precise diagram.
    pub diagram: String,
    /// What the simpler one leaves out.
    pub because: String,
}

/// A part of a diagram. Kept small, since a diagram may have hundreds of thousands: larger kinds
/// stand in a box.
#[derive(Debug, Clone, Deserialize)]
pub enum NodeSource {
    Layer(Box<LayerSource>),
    /// On each other, top first.
    Stack(Vec<NodeSource>),
    /// Beside each other, left first.
    Row(Vec<NodeSource>),
    /// Copies of a part.
    Repeat(Box<RepeatSource>),
    /// A boundary without a thickness of its own.
    Line(Box<LineSource>),
    /// A part in a frame with a name.
    Group(Box<GroupSource>),
    /// Rows of equally wide columns, top first.
    Grid(Vec<Vec<CellSource>>),
    /// A layer and what it leads to.
    Tree(Box<TreeSource>),
}

impl NodeSource {
    /// The parts directly inside it, in drawing order.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Layer(_) | Self::Line(_) => Vec::new(),
            Self::Stack(parts) | Self::Row(parts) => parts.iter().collect(),
            Self::Repeat(repeat) => vec![&repeat.of],
            Self::Group(group) => vec![&group.of],
            Self::Grid(rows) => rows.iter().flatten().filter_map(|cell| cell.of.as_ref()).collect(),
            Self::Tree(tree) => tree.branches.iter().map(|branch| &branch.of).collect(),
        }
    }

    /// The id of the layer that the part is, or begins with: a layer, a line, or the root of a
    /// tree.
    #[must_use]
    pub fn own_layer(&self) -> Option<&str> {
        match self {
            Self::Layer(layer) => Some(&layer.id),
            Self::Line(line) => Some(&line.id),
            Self::Tree(tree) => Some(&tree.root.id),
            _ => None,
        }
    }

    /// The id of the part itself, if it has one: a layer, a line, a group or a repeat.
    #[must_use]
    pub fn own_id(&self) -> Option<&str> {
        match self {
            Self::Repeat(repeat) => Some(&repeat.id),
            Self::Group(group) => Some(&group.id),
            _ => self.own_layer(),
        }
    }

    /// The box that the part is, or begins with; boundary lines are no boxes.
    #[must_use]
    pub fn own_box(&self) -> Option<&LayerSource> {
        match self {
            Self::Layer(layer) => Some(layer),
            Self::Tree(tree) => Some(&tree.root),
            _ => None,
        }
    }
}

/// A boundary such as an interface.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSource {
    pub id: String,
    pub name: String,
    /// What it is, in one or two sentences.
    pub about: String,
    #[serde(default)]
    pub note: Option<String>,
}

/// Parts in a frame: a namespace, a VM, a cloud node.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSource {
    pub id: String,
    pub name: String,
    /// What kind of boundary the frame stands for.
    #[serde(default = "super::usual::frame", with = "FrameSource")]
    pub frame: Frame,
    #[serde(default)]
    pub about: Option<String>,
    /// What stands in it, as a plural: "services".
    #[serde(default)]
    pub holds: Option<String>,
    pub of: Box<NodeSource>,
}

/// A part of a grid's row, or free room.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellSource {
    /// How many columns, from 1.
    #[serde(default = "super::usual::span")]
    pub span: u32,
    /// Without a part, the cell is free.
    #[serde(default)]
    pub of: Option<NodeSource>,
}

/// One layer, and below it what it leads to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeSource {
    pub root: LayerSource,
    pub branches: Vec<BranchSource>,
}

/// One way on from the root of a tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BranchSource {
    /// Stands at the line: "yes".
    #[serde(default)]
    pub label: Option<String>,
    pub of: NodeSource,
}

/// A line between two layers, groups or repeats of the diagram.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkSource {
    pub id: String,
    /// Where it begins: a layer, a group or a repeat, as `vm/guest[2]/guest-os`.
    pub from: String,
    /// Where it ends: a layer, a group or a repeat.
    pub to: String,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default = "super::usual::kind", with = "LinkKindSource")]
    pub kind: LinkKind,
    #[serde(default = "super::usual::arrow", with = "ArrowSource")]
    pub arrow: Arrow,
}

/// What goes along a link.
#[derive(Deserialize)]
#[serde(remote = "LinkKind")]
pub enum LinkKindSource {
    /// Requests and what they carry: solid.
    Data,
    /// One end sets the other up: dashed.
    Control,
}

/// Which ends of a link have a head.
#[derive(Deserialize)]
#[serde(remote = "Arrow")]
pub enum ArrowSource {
    To,
    Both,
    None,
}

/// One box, or what is drawn in the place of one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerSource {
    pub id: String,
    pub name: String,
    #[serde(with = "RoleSource")]
    pub role: LayerRole,
    /// What it does, in one or two sentences.
    pub about: String,
    /// A second, smaller line in the box.
    #[serde(default)]
    pub note: Option<String>,
    /// It sets others up; requests do not pass through it.
    #[serde(default)]
    pub manages: bool,
    /// It is not there, and that is the point: drawn as an outline.
    #[serde(default)]
    pub absent: bool,
    /// Small words of what it has.
    #[serde(default)]
    pub badges: Vec<String>,
    /// Badges of what it lacks.
    #[serde(default)]
    pub badges_off: Vec<String>,
    /// Small bars of how much of something is used.
    #[serde(default)]
    pub gauges: Vec<GaugeSource>,
    /// What was measured of it; stands in its card.
    #[serde(default)]
    pub figures: Vec<MeasuredSource>,
}

/// A measured figure, and where it comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuredSource {
    /// A sentence with the number in it.
    pub text: String,
    /// The id of a source of the pack.
    pub source: String,
}

/// How much of something is used.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaugeSource {
    pub name: String,
    /// 0 to 100.
    pub percent: u32,
}

/// A colour and an icon.
#[derive(Deserialize)]
#[serde(remote = "LayerRole")]
pub enum RoleSource {
    Application,
    Library,
    Kernel,
    Boundary,
    Hardware,
    Network,
    Storage,
    Neutral,
}

/// What a role is called: "Transport".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleWordSource {
    #[serde(with = "RoleSource")]
    pub role: LayerRole,
    /// If it is left out in a diagram, the role has no word there.
    #[serde(default)]
    pub word: Option<String>,
}

/// Copies of a part, side by side.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepeatSource {
    pub id: String,
    /// How many, from 1.
    pub count: u32,
    /// What kind of boundary each copy's frame stands for.
    #[serde(default = "super::usual::frame", with = "FrameSource")]
    pub frame: Frame,
    /// The copies hang on the layer below by lines instead of resting on it.
    #[serde(default)]
    pub connected: bool,
    pub of: Box<NodeSource>,
}

/// What kind of boundary a frame stands for.
#[derive(Deserialize)]
#[serde(remote = "Frame")]
pub enum FrameSource {
    /// Hardware enforces it.
    Solid,
    /// A kernel enforces it.
    Dashed,
    /// Nothing enforces it: only a grouping.
    None,
}
