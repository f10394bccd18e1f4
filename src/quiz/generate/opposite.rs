//! What stands opposite a layer, by an author's `same` entries: what
//! [`counterpart`](crate::diagram::likeness::Likeness::counterpart) says, found without a search.

use super::shown::Shown;
use crate::{
    diagram::{How, LayerShape, NodeRef, Same},
    id::Id,
};
use std::collections::HashMap;

/// The most layers of a diagram that are named as doing a layer's job.
pub(super) const TOLD: usize = 6;

/// What stands opposite a layer in another diagram.
pub(super) enum Opposite<'a> {
    /// These do the same job, the first few of them.
    Job { nodes: Vec<&'a Id>, because: Option<&'a str> },
    /// These merely stand in the same place, the first few of them.
    Place { nodes: Vec<&'a Id>, because: Option<&'a str> },
    /// The outline of something absent, and what is said of it.
    Outline { about: &'a str },
    /// Nothing, as an author declares.
    Missing { because: &'a str },
    /// Nobody says: that is not to say that there is nothing.
    Unsaid,
}

/// An author's entries, by the layers that they name.
pub(super) struct Likeness<'a> {
    entries: &'a [Same],
    /// The entries that name a layer, in order: by diagram and layer.
    naming: HashMap<&'a Id, HashMap<&'a Id, Vec<usize>>>,
    /// The layers of a diagram that an entry names, in order.
    named: HashMap<(usize, &'a Id), Vec<&'a Id>>,
}

impl<'a> Likeness<'a> {
    pub(super) fn new(entries: &'a [Same]) -> Self {
        let mut naming: HashMap<_, HashMap<_, Vec<usize>>> = HashMap::new();
        let mut named: HashMap<_, Vec<&Id>> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            for node in &entry.nodes {
                let Some(diagram) = &node.diagram else { continue };
                let known = naming.entry(diagram).or_default().entry(&node.node).or_default();
                if known.last() != Some(&at) {
                    known.push(at);
                    named.entry((at, diagram)).or_default().push(&node.node);
                }
            }
        }
        Self { entries, naming, named }
    }

    /// What stands opposite `node` of `from` in `to`.
    pub(super) fn opposite(&self, from: &Shown<'a>, node: &'a Id, to: &Shown<'a>) -> Opposite<'a> {
        let outline = |id: &Id| {
            let part = to.part(id).filter(|part| part.layer.shape == LayerShape::Absent);
            part.map(|part| part.layer.about.as_str())
        };
        let (mut jobs, mut because): (Vec<&Id>, _) = (Vec::new(), None);
        let (mut places, mut place): (Vec<usize>, _) = (Vec::new(), None);
        let (mut outlined, mut missing) = (None, None);
        for &at in self.naming(from.id(), node) {
            let Some(entry) = self.entries.get(at) else { continue };
            match self.named.get(&(at, to.id())) {
                Some(_) if entry.how == How::SamePlace => {
                    places.push(at);
                    place = place.or(because_of(entry));
                }
                Some(nodes) => {
                    outlined = outlined.or(nodes.first().and_then(|node| outline(node)));
                    // What is said first of two layers holds.
                    let fresh = nodes.iter().copied().filter(|node| {
                        !jobs.contains(node)
                            && outline(node).is_none()
                            && !self.names(&places, to, node)
                    });
                    let room = TOLD.saturating_sub(jobs.len());
                    let fresh: Vec<&Id> = fresh.take(room).collect();
                    if !fresh.is_empty() {
                        because = because.or(because_of(entry));
                        jobs.extend(fresh);
                    }
                }
                None if entry.missing_in.contains(to.id()) => {
                    missing = missing.or(Some(entry.because.as_str()));
                }
                None => {}
            }
        }
        if !jobs.is_empty() {
            return Opposite::Job { nodes: jobs, because };
        }
        if !places.is_empty() {
            let named = places.iter().filter_map(|at| self.named.get(&(*at, to.id()))).flatten();
            let mut nodes: Vec<&Id> = Vec::new();
            for node in named {
                if nodes.len() < TOLD && !nodes.contains(node) {
                    nodes.push(node);
                }
            }
            return Opposite::Place { nodes, because: place };
        }
        if let Some(about) = outlined {
            return Opposite::Outline { about };
        }
        match (missing, to.part(node)) {
            (Some(because), _) => Opposite::Missing { because },
            (None, None) => Opposite::Unsaid,
            (None, Some(part)) => match outline(node) {
                Some(about) => Opposite::Outline { about },
                None => Opposite::Job { nodes: vec![&part.layer.id], because: None },
            },
        }
    }

    /// Does one of these entries name that layer?
    fn names(&self, entries: &[usize], of: &Shown<'a>, node: &Id) -> bool {
        !entries.is_empty() && self.naming(of.id(), node).iter().any(|at| entries.contains(at))
    }

    /// All layers that entries name along with this one, as doing the same job.
    pub(super) fn same_job(&self, diagram: &Id, node: &Id) -> impl Iterator<Item = &'a NodeRef> {
        let entries = self.naming(diagram, node).iter().filter_map(|at| self.entries.get(*at));
        entries.filter(|entry| entry.how == How::SameJob).flat_map(|entry| &entry.nodes)
    }

    /// The entries that name a layer, in order.
    fn naming(&self, diagram: &Id, node: &Id) -> &[usize] {
        let found = self.naming.get(diagram).and_then(|of_diagram| of_diagram.get(node));
        found.map_or(&[], Vec::as_slice)
    }
}

/// What is said of the likeness; an entry that names a gap too speaks of the gap.
fn because_of(entry: &Same) -> Option<&str> {
    entry.missing_in.is_empty().then_some(entry.because.as_str())
}
