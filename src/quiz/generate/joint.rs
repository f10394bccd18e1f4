//! Where one part of a picture stands on another: how many layers meet there.

use crate::diagram::{Cell, Node};

/// How the next layer of a chain meets the one below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joint {
    /// It stands on a single layer.
    pub(super) one_below: bool,
    /// It is the only one that stands there.
    pub(super) one_above: bool,
    /// It is in several copies there.
    pub(super) copied: bool,
}

impl Joint {
    pub(super) const NONE: Self = Self { one_below: false, one_above: false, copied: false };
    /// Before anything is met.
    pub(super) const ALL: Self = Self { one_below: true, one_above: true, copied: false };

    pub(super) fn of(lower: &Node, upper: &Node) -> Self {
        let one_above = alone(upper, false);
        Self { one_below: alone(lower, true), one_above, copied: copied(upper) }
    }

    /// The same across something between the two that is passed over.
    pub(super) fn and(self, next: Self) -> Self {
        Self {
            one_below: self.one_below && next.one_below,
            one_above: self.one_above && next.one_above,
            copied: self.copied || next.copied,
        }
    }

    /// Does the upper one stand on a particular lower one? Of copies above several layers, each may
    /// stand on another one of them.
    pub(super) fn clear(self) -> bool {
        self.one_below || (self.one_above && !self.copied)
    }
}

/// Does the node show a single layer at its top, or at its bottom?
fn alone(node: &Node, top: bool) -> bool {
    match node {
        Node::Layer(_) => true,
        Node::Stack(parts) => {
            let end = if top { parts.first() } else { parts.last() };
            end.is_some_and(|part| alone(part, top))
        }
        Node::Row(parts) => matches!(parts.as_slice(), [only] if alone(only, top)),
        Node::Repeat(repeat) => alone(&repeat.of, top),
        Node::Group(group) => alone(&group.of, top),
        Node::Grid(grid) => {
            let end = if top { grid.rows.first() } else { grid.rows.last() };
            let of = |row: &Vec<Cell>| match row.as_slice() {
                [Cell { of: Some(only), .. }] => alone(only, top),
                _ => false,
            };
            end.is_some_and(of)
        }
        Node::Tree(_) => false,
    }
}

/// Does the node show several copies at its bottom?
fn copied(node: &Node) -> bool {
    match node {
        Node::Layer(_) | Node::Tree(_) => false,
        Node::Repeat(repeat) => repeat.count > 1 || copied(&repeat.of),
        Node::Stack(parts) => parts.last().is_some_and(copied),
        Node::Row(parts) => parts.iter().any(copied),
        Node::Group(group) => copied(&group.of),
        Node::Grid(grid) => {
            let last = grid.rows.last().into_iter().flatten();
            last.filter_map(|cell| cell.of.as_ref()).any(copied)
        }
    }
}
