//! Lines between any two parts, beside what stands on what.

use crate::{diagram::model::NodeRef, id::Id};

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
