//! A figure that a model works with, and where it comes from.

use crate::{id::Id, simulate::amount::Amount};

/// A figure of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// In the unit that the row's field has.
    pub value: Amount,
    /// Where it comes from.
    pub origin: Origin,
    /// What was measured, and on what; empty where nothing is to be said.
    pub note: String,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A source of the pack, with its year.
    Source(Id),
    /// It is assumed, to show how things go together.
    Illustrative,
}

impl Datum {
    /// The source that it names.
    #[must_use]
    pub fn source(&self) -> Option<&Id> {
        match &self.origin {
            Origin::Source(id) => Some(id),
            Origin::Illustrative => None,
        }
    }
}
