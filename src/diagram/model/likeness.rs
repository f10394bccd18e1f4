//! Which layers of compared diagrams correspond, and what the gap says where one has none.

use crate::{
    diagram::model::{Diagram, How, Same},
    id::Id,
};
use std::{
    borrow::Borrow,
    collections::{HashMap, HashSet},
    ops::Deref,
};

/// What stands opposite a layer in another diagram.
#[expect(missing_docs, reason = "a variant's words say what it carries")]
#[derive(Debug, Clone, PartialEq)]
pub enum Counterpart<'a> {
    /// These layers correspond to it, each in one of the two ways; and what the author says of each
    /// entry.
    Layers { nodes: Vec<(&'a Id, How)>, because: Vec<&'a str> },
    /// No layer does, as the author declares.
    Missing { short: Option<&'a str>, because: &'a str },
    /// Nobody says. That is not to say that nothing does.
    Unsaid,
}

/// What an author says of the likeness of layers, looked up by the layers that it names: made once
/// when a pack is checked, or for entries at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness<S = Vec<Same>> {
    entries: S,
    /// The entries that name a layer, in order: by diagram and layer.
    naming: HashMap<Id, HashMap<Id, Vec<usize>>>,
    /// The layers of a diagram that an entry names, in order: by diagram and entry.
    named: HashMap<Id, HashMap<usize, Vec<usize>>>,
}

impl<S: Borrow<[Same]>> Likeness<S> {
    /// Indexes the entries, once.
    #[must_use]
    pub fn of(entries: S) -> Self {
        let mut naming: HashMap<Id, HashMap<Id, Vec<usize>>> = HashMap::new();
        let mut named: HashMap<Id, HashMap<usize, Vec<usize>>> = HashMap::new();
        for (at, entry) in entries.borrow().iter().enumerate() {
            for (place, node) in entry.nodes.iter().enumerate() {
                let Some(diagram) = &node.diagram else { continue };
                let known = naming.entry(diagram.clone()).or_default();
                let known = known.entry(node.node.clone()).or_default();
                if known.last() != Some(&at) {
                    known.push(at);
                    let places = named.entry(diagram.clone()).or_default();
                    places.entry(at).or_default().push(place);
                }
            }
        }
        Self { entries, naming, named }
    }

    /// The entries that name a layer, each by its number, in order.
    #[must_use]
    pub fn naming(&self, diagram: &Id, node: &Id) -> &[usize] {
        let found = self.naming.get(diagram).and_then(|of_diagram| of_diagram.get(node));
        found.map_or(&[], Vec::as_slice)
    }

    /// The layers of a diagram that an entry names, in order.
    fn named<'a>(&'a self, entry: usize, diagram: &Id) -> impl Iterator<Item = &'a Id> {
        let places = self.named.get(diagram).and_then(|of_diagram| of_diagram.get(&entry));
        let nodes = self.entries.borrow().get(entry).map_or(&[] as &[_], |entry| &entry.nodes);
        let places = places.into_iter().flatten();
        places.filter_map(|place| Some(&nodes.get(*place)?.node))
    }

    /// What stands opposite `node` of `diagram` in `other`.
    ///
    /// An author's `same` entries speak first, all of them that name it; without one, the same id
    /// means the same job.
    #[must_use]
    pub fn counterpart<'a>(
        &'a self,
        diagram: &Diagram,
        node: &Id,
        other: &'a Diagram,
    ) -> Counterpart<'a> {
        let mut found: Vec<(&Id, How)> = Vec::new();
        let mut known: HashSet<&Id> = HashSet::new();
        let mut reasons = Vec::new();
        let mut missing = None;
        for at in self.naming(&diagram.id, node) {
            let Some(entry) = self.entries.borrow().get(*at) else { continue };
            let before = found.len();
            let fresh = self.named(*at, &other.id).filter(|node| known.insert(node));
            found.extend(fresh.map(|node| (node, entry.how)));
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
}

impl Deref for Likeness {
    type Target = [Same];

    fn deref(&self) -> &[Same] {
        &self.entries
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
