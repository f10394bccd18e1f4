//! The columns of a grid, in which its parts stand on each other.

use crate::diagram::{Cell, Grid, Part, PartNumber};
use std::collections::BTreeSet;

/// The most chains of one diagram; longer ones are preferred.
pub(super) const CHAINS: usize = 4;

/// How many columns of a grid are tried.
const COLUMNS: usize = 24;

/// The part of a grid's row that covers a column.
pub(super) struct Covering<'d> {
    pub(super) from: u32,
    pub(super) span: u32,
    pub(super) of: Part<'d>,
}

impl<'d> Covering<'d> {
    /// Does this part reach over all columns of the other one, which lies in another row?
    pub(super) fn covers(&self, other: &Self) -> bool {
        let end = |cell: &Self| cell.from.saturating_add(cell.span);
        self.from <= other.from && end(self) >= end(other)
    }

    /// What covers a column in a row of the grid `part`.
    pub(super) fn of(part: Part<'d>, row: &[Cell<PartNumber>], column: u32) -> Option<Self> {
        let mut from = 0_u32;
        for cell in row {
            let next = from.saturating_add(cell.span);
            if column < next {
                let of = part.at(cell.of?)?;
                return Some(Self { from, span: cell.span, of });
            }
            from = next;
        }
        None
    }
}

/// Columns with a part in every row, no two of the same parts.
pub(super) fn whole_columns(part: Part<'_>, grid: &Grid<PartNumber>) -> Vec<u32> {
    let mut starts = BTreeSet::new();
    for row in &grid.rows {
        let mut from = 0_u32;
        for cell in row.iter().take(COLUMNS) {
            starts.insert(from);
            from = from.saturating_add(cell.span);
        }
    }
    let mut columns = Vec::new();
    let mut known: Option<Vec<u32>> = None;
    for start in starts.into_iter().take(COLUMNS) {
        let cells =
            grid.rows.iter().map(|row| Covering::of(part, row, start).map(|cell| cell.from));
        let cells: Option<Vec<u32>> = cells.collect();
        if cells.is_some() && cells != known {
            columns.push(start);
            known = cells;
        }
        if columns.len() == CHAINS {
            break;
        }
    }
    columns
}
