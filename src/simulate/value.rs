//! What one control can be set to.

use crate::{id::Id, simulate::amount::Amount};
use std::fmt;

/// What one control is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Of a range.
    Amount(Amount),
    /// Of a choice: the id of what is chosen.
    Chosen(Id),
    /// Of a switch.
    On(bool),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => write!(f, "{amount}"),
            Self::Chosen(id) => write!(f, "{id}"),
            Self::On(true) => f.write_str("on"),
            Self::On(false) => f.write_str("off"),
        }
    }
}
