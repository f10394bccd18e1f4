//! What an author says of an architecture: layers, and how they nest. No coordinates.

use crate::{
    diagram::NodeRef,
    id::Id,
    theme::{RoleColours, Tokens, icons, icons::Icon},
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
    /// Lines between any two parts, beside what stands on what.
    pub links: Vec<Link>,
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
    Group(Group),
    Grid(Grid),
    Tree(Tree),
}

/// Parts in a frame that has a name: a namespace, a VM, a cloud node.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Unique in the diagram, among layers and repeats too.
    pub id: Id,
    /// Stands at the top of the frame; `{n}` becomes the number of the innermost copy.
    pub name: String,
    pub frame: Frame,
    pub about: Option<String>,
    pub of: Box<Node>,
}

/// Rows of equally wide columns, in which a part may span several.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Listed as drawn: top first, left first. Every row spans as many columns as the first.
    pub rows: Vec<Vec<Cell>>,
}

/// A part of a grid's row, or free room.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// How many columns, from 1.
    pub span: u32,
    pub of: Option<Node>,
}

/// One layer, and what it leads to, below it: a hierarchy, or a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    pub root: Layer,
    /// Left first.
    pub branches: Vec<Branch>,
}

/// One way on from the root of a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// Stands at the line: "yes".
    pub label: Option<String>,
    pub of: Node,
}

/// A line from one part of a diagram to another.
///
/// An end without copies means all copies: one line for each two that lie in the same ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Unique in the diagram.
    pub id: Id,
    /// A layer or a group.
    pub from: NodeRef,
    pub to: NodeRef,
    pub label: Option<String>,
    pub kind: LinkKind,
    pub arrow: Arrow,
}

/// What goes along a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Requests and what they carry.
    Data,
    /// One sets the other up and is not on the path of its requests: drawn dashed.
    Control,
}

/// Which ends of a link have a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrow {
    To,
    Both,
    None,
}

impl Arrow {
    /// Has the line a head at its beginning, and at its end?
    #[must_use]
    pub fn heads(self) -> (bool, bool) {
        match self {
            Self::To => (false, true),
            Self::Both => (true, true),
            Self::None => (false, false),
        }
    }
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
    pub shape: LayerShape,
    /// Small words in the box: what it has, and what it lacks.
    pub badges: Vec<Badge>,
    pub gauges: Vec<Gauge>,
    /// What was measured of it.
    pub figures: Vec<Measured>,
}

/// A figure, and where it comes from.
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
    #[default]
    Box,
    /// A boundary without a thickness of its own, such as an interface: a line across.
    Line,
    /// It is not there, and that is the point: an outline.
    Absent,
}

/// A small word in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    pub text: String,
    /// The layer has it; else it is drawn as missing.
    pub on: bool,
}

/// How much of something is used, as a small bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauge {
    pub name: String,
    /// 0 to 100.
    pub percent: u8,
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

    /// What stands beside its name, the same in every diagram.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Self::Application => icons::APPLICATION,
            Self::Library => icons::LIBRARY,
            Self::Kernel => icons::KERNEL,
            Self::Boundary => icons::BOUNDARY,
            Self::Hardware => icons::HARDWARE,
            Self::Network => icons::NETWORK,
            Self::Storage => icons::STORAGE,
            Self::Neutral => icons::PART,
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
            Self::Group(group) => group.of.each_layer(visit),
            Self::Grid(grid) => grid.parts().for_each(|part| part.each_layer(visit)),
            Self::Tree(tree) => {
                visit(&tree.root);
                tree.branches.iter().for_each(|branch| branch.of.each_layer(visit));
            }
        }
    }

    /// How many boxes it draws, copies included.
    #[must_use]
    pub fn boxes(&self) -> u64 {
        let sum = |parts: &mut dyn Iterator<Item = &Self>| {
            parts.map(Self::boxes).fold(0, u64::saturating_add)
        };
        match self {
            Self::Layer(_) => 1,
            Self::Stack(parts) | Self::Row(parts) => sum(&mut parts.iter()),
            Self::Repeat(repeat) => repeat.of.boxes().saturating_mul(u64::from(repeat.count)),
            Self::Group(group) => group.of.boxes(),
            Self::Grid(grid) => sum(&mut grid.parts()),
            Self::Tree(tree) => 1 + sum(&mut tree.branches.iter().map(|branch| &branch.of)),
        }
    }

    /// How many levels it takes.
    #[must_use]
    pub fn levels(&self) -> usize {
        let most = |parts: &mut dyn Iterator<Item = &Self>| {
            parts.map(Self::levels).max().unwrap_or_default()
        };
        match self {
            Self::Layer(_) => 1,
            Self::Stack(parts) => parts.iter().map(Self::levels).sum(),
            Self::Row(parts) => most(&mut parts.iter()),
            Self::Repeat(repeat) => repeat.of.levels(),
            Self::Group(group) => group.of.levels(),
            Self::Grid(grid) => {
                let rows = grid.rows.iter();
                rows.map(|row| most(&mut row.iter().filter_map(|cell| cell.of.as_ref()))).sum()
            }
            Self::Tree(tree) => 1 + most(&mut tree.branches.iter().map(|branch| &branch.of)),
        }
    }
}

impl Grid {
    /// What stands in it, in drawing order.
    pub fn parts(&self) -> impl Iterator<Item = &Node> {
        self.rows.iter().flatten().filter_map(|cell| cell.of.as_ref())
    }

    /// How many columns it has.
    #[must_use]
    pub fn columns(&self) -> u32 {
        let wide = |row: &Vec<Cell>| row.iter().map(|cell| cell.span).fold(0, u32::saturating_add);
        self.rows.iter().map(wide).max().unwrap_or_default()
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

    /// The name of a layer or a group, as its author wrote it.
    #[must_use]
    pub fn name_of(&self, id: &Id) -> Option<&str> {
        let layer = self.layer(id).map(|layer| layer.name.as_str());
        layer.or_else(|| self.group(id).map(|group| group.name.as_str()))
    }

    #[must_use]
    pub fn group(&self, id: &Id) -> Option<&Group> {
        self.body.group(id)
    }
}

impl Node {
    /// Calls `visit` with every group, outer ones first, one call for all copies.
    pub fn each_group<'a>(&'a self, visit: &mut impl FnMut(&'a Group)) {
        match self {
            Self::Layer(_) => {}
            Self::Stack(parts) | Self::Row(parts) => {
                for part in parts {
                    part.each_group(visit);
                }
            }
            Self::Repeat(repeat) => repeat.of.each_group(visit),
            Self::Group(group) => {
                visit(group);
                group.of.each_group(visit);
            }
            Self::Grid(grid) => grid.parts().for_each(|part| part.each_group(visit)),
            Self::Tree(tree) => tree.branches.iter().for_each(|b| b.of.each_group(visit)),
        }
    }

    fn group(&self, id: &Id) -> Option<&Group> {
        match self {
            Self::Layer(_) => None,
            Self::Stack(parts) | Self::Row(parts) => parts.iter().find_map(|part| part.group(id)),
            Self::Repeat(repeat) => repeat.of.group(id),
            Self::Group(group) if group.id == *id => Some(group),
            Self::Group(group) => group.of.group(id),
            Self::Grid(grid) => grid.parts().find_map(|part| part.group(id)),
            Self::Tree(tree) => tree.branches.iter().find_map(|branch| branch.of.group(id)),
        }
    }
}
