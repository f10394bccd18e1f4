//! How the parts of a diagram nest, as its author writes it.

use crate::{diagram::model::Layer, id::Id};

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

    pub(super) fn group(&self, id: &Id) -> Option<&Group> {
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
