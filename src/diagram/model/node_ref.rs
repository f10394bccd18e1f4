//! Names of parts of diagrams, as authors write them and as answers keep them.

use crate::id::{Id, IdError};
use std::{
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

/// The name of a part: `guest-os` (all copies, any diagram), `vm/guest-os` (all copies),
/// `vm/guest[2]/guest-os` (one copy).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeRef {
    /// None where only one diagram can be meant.
    pub diagram: Option<Id>,
    /// The outermost of the repeats that the layer lies in, each with the copy's number
    /// from 1; in those that are not named, all copies.
    pub copies: Vec<(Id, u32)>,
    /// The layer, group or repeat.
    pub node: Id,
}

/// Exactly one drawn box: its diagram, the copies that it lies in, its layer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodePath {
    /// The diagram's id.
    pub diagram: Id,
    /// Outermost first; numbers count from 1.
    pub copies: Vec<(Id, u32)>,
    /// The layer, group or repeat.
    pub node: Id,
}

/// Hashes the layer and the numbers of its copies: they nearly always tell one path from another,
/// and most of what looking boxes up costs is reading ids.
impl Hash for NodePath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.node.hash(state);
        for (_, number) in &self.copies {
            number.hash(state);
        }
    }
}

impl NodeRef {
    /// Does this name mean the box of that path?
    #[must_use]
    pub fn means(&self, path: &NodePath) -> bool {
        self.node == path.node
            && self.diagram.as_ref().is_none_or(|diagram| *diagram == path.diagram)
            && path.copies.starts_with(&self.copies)
    }
}

impl From<&NodePath> for NodeRef {
    fn from(path: &NodePath) -> Self {
        Self {
            diagram: Some(path.diagram.clone()),
            copies: path.copies.clone(),
            node: path.node.clone(),
        }
    }
}

impl FromStr for NodeRef {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let mut segments: Vec<&str> = text.split('/').collect();
        let node = Id::new(segments.pop().ok_or(IdError)?)?;
        let mut diagram = None;
        let mut copies = Vec::new();
        for (position, segment) in segments.into_iter().enumerate() {
            match segment.strip_suffix(']').and_then(|open| open.split_once('[')) {
                Some((repeat, number)) => {
                    let number = number.parse().ok().filter(|n| *n > 0).ok_or(IdError)?;
                    copies.push((Id::new(repeat)?, number));
                }
                None if position == 0 => diagram = Some(Id::new(segment)?),
                None => return Err(IdError),
            }
        }
        Ok(Self { diagram, copies, node })
    }
}

fn write_path(f: &mut fmt::Formatter<'_>, copies: &[(Id, u32)], node: &Id) -> fmt::Result {
    for (repeat, number) in copies {
        write!(f, "{repeat}[{number}]/")?;
    }
    write!(f, "{node}")
}

impl fmt::Display for NodeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(diagram) = &self.diagram {
            write!(f, "{diagram}/")?;
        }
        write_path(f, &self.copies, &self.node)
    }
}

impl fmt::Display for NodePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/", self.diagram)?;
        write_path(f, &self.copies, &self.node)
    }
}
