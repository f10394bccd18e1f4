//! Where one part of a picture stands on another: how many layers meet there.

use crate::diagram::{Part, PartKind};

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

    pub(super) fn of(lower: Part<'_>, upper: Part<'_>) -> Self {
        let one_above = alone(upper, false);
        Self { one_below: alone(lower, true), one_above, copied: copied(upper) }
    }

    /// Two joints as one, where the layer between them is passed over.
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

/// Does the part show a single layer at its top, or at its bottom?
fn alone(part: Part<'_>, top: bool) -> bool {
    let mut children = part.children();
    match part.kind() {
        PartKind::Layer(_) => true,
        PartKind::Stack => {
            let end = if top { children.next() } else { children.last() };
            end.is_some_and(|part| alone(part, top))
        }
        PartKind::Row => {
            let only = children.next().filter(|only| alone(*only, top));
            only.is_some() && children.next().is_none()
        }
        PartKind::Repeat(_) | PartKind::Group(_) => children.any(|part| alone(part, top)),
        PartKind::Grid(grid) => {
            let end = if top { grid.rows.first() } else { grid.rows.last() };
            match end.map_or(&[][..], Vec::as_slice) {
                [only] => only.of.and_then(|of| part.at(of)).is_some_and(|of| alone(of, top)),
                _ => false,
            }
        }
        PartKind::Tree(_) => false,
    }
}

/// Does the part show several copies at its bottom?
fn copied(part: Part<'_>) -> bool {
    match part.kind() {
        PartKind::Layer(_) | PartKind::Tree(_) => false,
        PartKind::Repeat(repeat) => repeat.count > 1 || part.children().any(copied),
        PartKind::Stack => part.children().last().is_some_and(copied),
        PartKind::Row | PartKind::Group(_) => part.children().any(copied),
        PartKind::Grid(grid) => {
            let last = grid.rows.last().into_iter().flatten();
            last.filter_map(|cell| part.at(cell.of?)).any(copied)
        }
    }
}
