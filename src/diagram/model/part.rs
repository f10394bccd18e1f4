//! The parts of a diagram in one list, each known by its number: made once, when a pack is checked.
//!
//! They stand in drawing order, outer ones before what lies in them, so that what lies in a part is
//! the run of numbers behind its own. Nothing here is searched for.

use crate::{
    diagram::model::{Cell, Grid, Group, Layer, Node, Repeat},
    id::Id,
};
use std::{collections::HashMap, iter};

/// The number of a part in its diagram, in drawing order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartNumber(usize);

/// What a part is, apart from what lies in it.
#[derive(Debug, Clone, PartialEq)]
pub enum PartKind {
    /// A box, or a boundary line. Nothing lies in it.
    Layer(Layer),
    /// Drawn top first.
    Stack,
    /// Side by side, left first.
    Row,
    /// Copies of the one part that lies in it.
    Repeat(Repeat),
    /// A frame with a name round the one part that lies in it.
    Group(Group),
    /// Rows of cells, each with the number of the part in it.
    Grid(Grid<PartNumber>),
    /// The root lies in it first, then what it leads to, each with the words at its line.
    Tree(Vec<Option<String>>),
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    kind: PartKind,
    parent: Option<PartNumber>,
    /// The number behind that of the last part in it.
    end: usize,
}

/// All parts of a diagram.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parts {
    entries: Vec<Entry>,
    by_id: HashMap<Id, PartNumber>,
}

impl Parts {
    pub(super) fn of(body: Node) -> Self {
        let mut parts = Self { entries: Vec::new(), by_id: HashMap::new() };
        parts.add(body, None);
        parts
    }

    fn add(&mut self, node: Node, parent: Option<PartNumber>) -> PartNumber {
        let number = PartNumber(self.entries.len());
        let (kind, inside, cells) = taken_apart(node);
        if let Some(id) = kind.id() {
            self.by_id.entry(id.clone()).or_insert(number);
        }
        self.entries.push(Entry { kind, parent, end: 0 });
        for node in inside {
            self.add(node, Some(number));
        }
        if let Some(cells) = cells {
            let rows = cells.into_iter().map(|row| {
                let cells = row.into_iter().map(|Cell { span, of }| Cell {
                    span,
                    of: of.map(|node| self.add(node, Some(number))),
                });
                cells.collect()
            });
            let grid = PartKind::Grid(Grid { rows: rows.collect() });
            if let Some(entry) = self.entries.get_mut(number.0) {
                entry.kind = grid;
            }
        }
        let end = self.entries.len();
        if let Some(entry) = self.entries.get_mut(number.0) {
            entry.end = end;
        }
        number
    }

    pub(super) fn at(&self, number: PartNumber) -> Option<Part<'_>> {
        let entry = self.entries.get(number.0)?;
        Some(Part { parts: self, entry, number })
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Part<'_>> + Clone {
        (0..).zip(&self.entries).map(|(number, entry)| {
            let number = PartNumber(number);
            Part { parts: self, entry, number }
        })
    }

    pub(super) fn named(&self, id: &Id) -> Option<Part<'_>> {
        self.at(*self.by_id.get(id)?)
    }
}

/// Takes a node apart: what it is, the nodes directly in it, and the cells of a grid.
fn taken_apart(node: Node) -> (PartKind, Vec<Node>, Option<Vec<Vec<Cell>>>) {
    match node {
        Node::Layer(layer) => (PartKind::Layer(layer), Vec::new(), None),
        Node::Stack(inside) => (PartKind::Stack, inside, None),
        Node::Row(inside) => (PartKind::Row, inside, None),
        Node::Repeat(repeat, of) => (PartKind::Repeat(repeat), vec![*of], None),
        Node::Group(group, of) => (PartKind::Group(group), vec![*of], None),
        Node::Grid(grid) => {
            (PartKind::Grid(Grid { rows: Vec::new() }), Vec::new(), Some(grid.rows))
        }
        Node::Tree(tree) => {
            let (mut labels, mut inside) = (Vec::new(), vec![Node::Layer(tree.root)]);
            for branch in tree.branches {
                labels.push(branch.label);
                inside.push(branch.of);
            }
            (PartKind::Tree(labels), inside, None)
        }
    }
}

impl PartKind {
    /// The id of a layer, a repeat or a group.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Layer(layer) => Some(&layer.id),
            Self::Repeat(repeat) => Some(&repeat.id),
            Self::Group(group) => Some(&group.id),
            Self::Stack | Self::Row | Self::Grid(_) | Self::Tree(_) => None,
        }
    }
}

/// A part, with the parts of its diagram, so that what lies round and in it can be found.
#[derive(Debug, Clone, Copy)]
pub struct Part<'d> {
    parts: &'d Parts,
    entry: &'d Entry,
    number: PartNumber,
}

impl<'d> Part<'d> {
    /// Its place in drawing order, which [`Part::at`] takes.
    #[must_use]
    pub fn number(self) -> PartNumber {
        self.number
    }

    /// What it is, apart from what lies in it.
    #[must_use]
    pub fn kind(self) -> &'d PartKind {
        &self.entry.kind
    }

    /// The layer that it is, if it is one; a tree is none, its root is.
    #[must_use]
    pub fn layer(self) -> Option<&'d Layer> {
        match self.kind() {
            PartKind::Layer(layer) => Some(layer),
            _ => None,
        }
    }

    /// The group that it is, if it is one.
    #[must_use]
    pub fn group(self) -> Option<&'d Group> {
        match self.kind() {
            PartKind::Group(group) => Some(group),
            _ => None,
        }
    }

    /// Another part of the same diagram.
    #[must_use]
    pub fn at(self, number: PartNumber) -> Option<Self> {
        self.parts.at(number)
    }

    /// What it lies in directly.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        self.parts.at(self.entry.parent?)
    }

    /// What it lies in, the innermost first.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        iter::successors(self.parent(), |part| part.parent())
    }

    /// What lies directly in it, in drawing order.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let first = PartNumber(self.number.0 + 1);
        let inside = move |part: &Self| part.number.0 < self.entry.end;
        let next = |part: &Self| part.parts.at(PartNumber(part.entry.end));
        iter::successors(self.parts.at(first).filter(inside), move |part| next(part).filter(inside))
    }

    /// What lies directly in it, the last in drawing order first: from the ground up, or from the
    /// right.
    #[must_use]
    pub fn children_reversed(self) -> Vec<Self> {
        let mut children: Vec<Self> = self.children().collect();
        children.reverse();
        children
    }

    /// It and all that lies in it, in drawing order.
    pub fn within(self) -> impl Iterator<Item = Self> + Clone {
        (self.number.0..self.entry.end).filter_map(move |number| self.parts.at(PartNumber(number)))
    }

    /// The layers that lie in it, one for all copies, in drawing order.
    pub fn layers(self) -> impl Iterator<Item = &'d Layer> + Clone {
        self.within().filter_map(Self::layer)
    }

    /// Is `other` this part, or does it lie in it?
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        (self.number.0..self.entry.end).contains(&other.number.0)
    }

    /// Is it part of a tree: a step of a decision or a hierarchy?
    #[must_use]
    pub fn in_tree(self) -> bool {
        self.ancestors().any(|part| matches!(part.kind(), PartKind::Tree(_)))
    }

    /// Does the picture draw this part above `other`, in a stack or in the rows of a grid?
    #[must_use]
    pub fn stands_above(self, other: Self) -> bool {
        let Some(both) = self.ancestors().find(|part| part.holds(other)) else { return false };
        match both.kind() {
            _ if both.in_tree() => false,
            PartKind::Stack => !self.holds(other) && self.number < other.number,
            // Whatever stands in a higher row of a grid may stand on it.
            PartKind::Grid(grid) => {
                let row_of = |part: Self| {
                    let cells = |row: &Vec<Cell<PartNumber>>| {
                        let mut parts = row.iter().filter_map(|cell| both.at(cell.of?));
                        parts.any(|cell| cell.holds(part))
                    };
                    grid.rows.iter().position(cells)
                };
                row_of(self).zip(row_of(other)).is_some_and(|(one, other)| one < other)
            }
            _ => false,
        }
    }

    /// How many boxes it draws, copies included.
    #[must_use]
    pub fn boxes(self) -> u64 {
        if self.layer().is_some() {
            return 1;
        }
        let inside = self.children().map(Self::boxes).fold(0, u64::saturating_add);
        match self.kind() {
            PartKind::Repeat(repeat) => inside.saturating_mul(u64::from(repeat.count)),
            _ => inside,
        }
    }

    /// How many levels the part takes, from its lowest layer to its highest.
    #[must_use]
    pub fn levels(self) -> usize {
        let most = |parts: &mut dyn Iterator<Item = Self>| {
            parts.map(Self::levels).max().unwrap_or_default()
        };
        match self.kind() {
            PartKind::Layer(_) => 1,
            PartKind::Stack => self.children().map(Self::levels).sum(),
            PartKind::Row | PartKind::Repeat(_) | PartKind::Group(_) => most(&mut self.children()),
            PartKind::Grid(grid) => {
                let rows = grid.rows.iter();
                rows.map(|row| most(&mut row.iter().filter_map(|cell| self.at(cell.of?)))).sum()
            }
            PartKind::Tree(_) => 1 + most(&mut self.children().skip(1)),
        }
    }
}
