//! Which layers of compared diagrams correspond, and what the gap says where one has none.

use crate::{
    diagram::model::{Diagram, How, Same},
    id::Id,
};

/// What stands opposite a layer in another diagram.
#[derive(Debug, Clone, PartialEq)]
pub enum Counterpart<'a> {
    /// These layers correspond to it, each with in what way, and what the author says of it.
    Layers { nodes: Vec<(&'a Id, How)>, because: Vec<&'a str> },
    /// Nothing does, as the author declares.
    Missing { short: Option<&'a str>, because: &'a str },
    /// Nobody says. That is not to say that nothing does.
    Unsaid,
}

/// What stands opposite `node` of `diagram` in `other`.
///
/// An author's `same` entries speak first, all of them that name it; without one, the same id
/// means the same job.
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
    let mut found: Vec<(&Id, How)> = Vec::new();
    let mut reasons = Vec::new();
    let mut missing = None;
    for entry in same.iter().filter(names_it) {
        let named = entry.nodes.iter().filter(|named| named.diagram.as_ref() == Some(&other.id));
        let before = found.len();
        for named in named {
            if !found.iter().any(|(known, _)| **known == named.node) {
                found.push((&named.node, entry.how));
            }
        }
        if found.len() > before {
            reasons.push(entry.because.as_str());
        } else if missing.is_none() && entry.missing_in.contains(&other.id) {
            missing = Some(entry);
        }
    }
    if !found.is_empty() {
        return Counterpart::Layers { nodes: found, because: reasons };
    }
    if let Some(entry) = missing {
        return Counterpart::Missing { short: entry.short.as_deref(), because: &entry.because };
    }
    match other.layer(node) {
        Some(layer) => {
            Counterpart::Layers { nodes: vec![(&layer.id, How::SameJob)], because: Vec::new() }
        }
        None => Counterpart::Unsaid,
    }
}

/// The names of corresponding layers, as they are spoken of: "Guest OS, Bins".
#[must_use]
pub fn names(diagram: &Diagram, nodes: &[(&Id, How)]) -> String {
    let layers = nodes.iter().filter_map(|(id, _)| diagram.layer(id));
    layers.map(|layer| layer.name.trim_end_matches("{n}").trim_end()).collect::<Vec<_>>().join(", ")
}

/// Do they merely stand in the same place of the picture?
#[must_use]
pub fn merely_same_place(nodes: &[(&Id, How)]) -> bool {
    nodes.iter().all(|(_, how)| *how == How::SamePlace)
}
