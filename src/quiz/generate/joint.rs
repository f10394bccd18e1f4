//! Where one part of a picture stands on another: how many layers meet there.

use crate::diagram::{Cell, Node};

/// How the next layer of a chain meets the one below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joint {
    /// It stands on a single layer.
    pub(super) one_below: bool,
    /// It is the only one that stands there.
    pub(super) one_above: bool,
}

impl Joint {
    pub(super) const NONE: Self = Self { one_below: false, one_above: false };

    pub(super) fn of(lower: &Node, upper: &Node) -> Self {
        Self { one_below: alone(lower, true), one_above: alone(upper, false) }
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
