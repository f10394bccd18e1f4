//! How the parts of a diagram nest, as its author writes it.

use crate::{diagram::model::Layer, id::Id};

/// A part of a diagram, with what lies in it.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A box, or a boundary line.
    Layer(Layer),
    /// Listed as drawn: top first.
    Stack(Vec<Node>),
    /// Side by side, left first, standing on the same ground.
    Row(Vec<Node>),
    /// Copies of a part.
    Repeat(Repeat, Box<Node>),
    /// A part in a frame with a name.
    Group(Group, Box<Node>),
    /// Parts in rows and columns; columns are equally wide.
    Grid(Grid),
    /// A layer, and what it leads to.
    Tree(Tree),
}

/// Parts in a frame that has a name: a namespace, a VM, a cloud node.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Unique in the diagram, among layers and repeats too.
    pub id: Id,
    /// Stands at the top of the frame; `{n}` becomes the number of the innermost copy.
    pub name: String,
    /// What kind of boundary it stands for.
    pub frame: Frame,
    /// What it is, in one or two sentences.
    pub about: Option<String>,
    /// What stands in it, as a plural: "services".
    pub holds: Option<String>,
}

/// Rows of equally wide columns, in which a part may span several. `T` is what stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid<T = Node> {
    /// Listed as drawn: top first, left first. Every row spans as many columns as the first.
    pub rows: Vec<Vec<Cell<T>>>,
}

/// A part of a grid's row, or free room.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<T = Node> {
    /// How many columns, from 1.
    pub span: u32,
    /// None where the room stays free.
    pub of: Option<T>,
}

/// One layer, and what it leads to, below it: a hierarchy, or a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// The layer at the top.
    pub root: Layer,
    /// Left first.
    pub branches: Vec<Branch>,
}

/// One way on from the root of a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// Stands at the line: "yes".
    pub label: Option<String>,
    /// What it leads to.
    pub of: Node,
}

/// Several copies of the same part, side by side, each in its own frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    /// Unique in the diagram. Its second copy is `id[2]`.
    pub id: Id,
    /// How many copies, from 1.
    pub count: u32,
    /// What kind of boundary each copy's frame stands for.
    pub frame: Frame,
    /// The copies hang on the layer below by connectors instead of resting on it.
    pub connected: bool,
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

impl<T> Grid<T> {
    /// How many columns it has.
    #[must_use]
    pub fn columns(&self) -> u32 {
        let wide =
            |row: &Vec<Cell<T>>| row.iter().map(|cell| cell.span).fold(0, u32::saturating_add);
        self.rows.iter().map(wide).max().unwrap_or_default()
    }
}
