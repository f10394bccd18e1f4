//! Lines between any two parts, beside what stands on what.

use crate::{diagram::model::NodeRef, id::Id};

/// A line from one part of a diagram to another.
///
/// An end without copies means all copies: there is one line for each two parts that lie in the
/// same copies.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Unique in the diagram.
    pub id: Id,
    /// A layer or a group.
    pub from: NodeRef,
    /// A layer or a group.
    pub to: NodeRef,
    /// A few words that stand at the line.
    pub label: Option<String>,
    /// What goes along it.
    pub kind: LinkKind,
    /// Which of its ends have a head.
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
    /// Only the end of the line has a head.
    To,
    /// Both ends have a head.
    Both,
    /// Neither end has a head.
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
