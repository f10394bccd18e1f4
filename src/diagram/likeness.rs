//! Which layers of compared diagrams correspond, and what the gap says where one has none.

use crate::{
    diagram::{Diagram, How, Same},
    id::Id,
};

/// What stands opposite a layer in another diagram.
#[derive(Debug, Clone, PartialEq)]
pub enum Counterpart<'a> {
    /// These layers correspond to it.
    Layers { nodes: Vec<&'a Id>, how: How, because: Option<&'a str> },
    /// Nothing does.
    Missing { short: Option<&'a str>, because: Option<&'a str> },
}

/// What stands opposite `node` of `diagram` in `other`.
///
/// An author's `same` entries speak first; without one, the same id means the same job.
#[must_use]
pub fn counterpart<'a>(
    same: &'a [Same],
    diagram: &Diagram,
    node: &Id,
    other: &'a Diagram,
) -> Counterpart<'a> {
    let names_it = |entry: &&Same| {
        entry
            .nodes
            .iter()
            .any(|named| named.node == *node && named.diagram.as_ref() == Some(&diagram.id))
    };
    for entry in same.iter().filter(names_it) {
        let nodes: Vec<&Id> = entry
            .nodes
            .iter()
            .filter(|named| named.diagram.as_ref() == Some(&other.id))
            .map(|named| &named.node)
            .collect();
        if !nodes.is_empty() {
            return Counterpart::Layers { nodes, how: entry.how, because: Some(&entry.because) };
        }
        if entry.missing_in.contains(&other.id) {
            return Counterpart::Missing {
                short: entry.short.as_deref(),
                because: Some(&entry.because),
            };
        }
    }
    match other.layers().into_iter().find(|layer| layer.id == *node) {
        Some(layer) => {
            Counterpart::Layers { nodes: vec![&layer.id], how: How::SameJob, because: None }
        }
        None => Counterpart::Missing { short: None, because: None },
    }
}
