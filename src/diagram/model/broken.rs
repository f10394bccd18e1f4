//! A part of a diagram that does not work any more, and what answers to it in diagrams beside it.

use crate::{
    diagram::model::{
        Diagram, Hop, How, NodeRef, PartKind, Repeat, Same,
        likeness::{Counterpart, Likeness},
        part::Part,
    },
    id::Id,
};
use std::{
    borrow::Borrow,
    collections::{HashMap, HashSet},
    iter,
};

/// What is broken in one diagram.
///
/// It is named as by a step's `fail`: a layer; a group, a repeat or a copy of one (`zone[2]/zone`)
/// with all layers in it. Without numbers, all copies are meant, as everywhere: of a layer that is
/// there three times, all three are broken.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Broken {
    /// The names, for a step's `fail`; none where the diagram has nothing of the kind.
    pub names: Vec<NodeRef>,
    /// The layers that are broken, each with the copies that it has to lie in, and which name says
    /// so.
    layers: HashMap<Id, Vec<Copies>>,
}

/// The outermost copies that a layer lies in, each by its repeat and its number from 1.
type Copies = Vec<(Id, u32)>;

impl Broken {
    /// Nothing is broken here.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// These layers are, all that are called `name`, or lie in what is called so.
    #[must_use]
    pub fn of_layers<'l>(name: &NodeRef, layers: impl IntoIterator<Item = &'l Id>) -> Self {
        let mut broken = Self::nothing();
        broken.add(name.clone(), layers);
        broken
    }

    /// A layer, a group, a repeat or a copy of a diagram; nothing where the diagram has no such
    /// part, or no such copy.
    #[must_use]
    pub fn of(diagram: &Diagram, name: &NodeRef) -> Self {
        let mut broken = Self::nothing();
        broken.add_part(diagram, name.clone());
        broken
    }

    /// What breaks in each of these diagrams, by their ids, when a part of one of them does: there the part
    /// itself, elsewhere what does the same job. Of a group or a repeat that is what has its id, or
    /// else what answers to any layer in it. A copy breaks the copy of the same number, where what
    /// answers to it has as many; where it is there once, that one.
    #[must_use]
    pub fn in_all<'d, S: Borrow<[Same]>>(
        diagrams: impl IntoIterator<Item = &'d Diagram>,
        likeness: &Likeness<S>,
        (own, name): (&Diagram, &NodeRef),
    ) -> HashMap<Id, Self> {
        let each = diagrams.into_iter().map(|other| {
            let is_own = other.id == own.id;
            let broken =
                if is_own { Self::of(own, name) } else { like(own, name, other, likeness) };
            (other.id.clone(), broken)
        });
        each.collect()
    }

    /// The diagram has nothing that is broken.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.layers.is_empty()
    }

    /// Does a request that comes to this hop get no further? A hop that names no copy is at the
    /// first one.
    #[must_use]
    pub fn stops(&self, hop: &Hop) -> bool {
        let Some(broken) = self.layers.get(&hop.at.node) else { return false };
        broken.iter().any(|copies| lies_in(hop, copies))
    }

    /// Does a hop lie in the copies that a name says, if its layer lies in what is named?
    #[must_use]
    pub fn holds(name: &NodeRef, hop: &Hop) -> bool {
        lies_in(hop, &name.copies)
    }

    fn add<'l>(&mut self, name: NodeRef, layers: impl IntoIterator<Item = &'l Id>) {
        for layer in layers {
            let known = self.layers.entry(layer.clone()).or_default();
            if !known.contains(&name.copies) {
                known.push(name.copies.clone());
            }
        }
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    fn add_part(&mut self, diagram: &Diagram, name: NodeRef) {
        let Some(part) = diagram.part(&name.node) else { return };
        let there = |(id, number): &(Id, u32)| {
            diagram.part(id).and_then(repeat).is_some_and(|repeat| repeat.count >= *number)
        };
        if name.copies.iter().all(there) {
            let name = NodeRef { diagram: Some(diagram.id.clone()), ..name };
            self.add(name, part.layers().map(|layer| &layer.id));
        }
    }
}

/// Does a hop lie in these copies? One that names none is in the first.
fn lies_in(hop: &Hop, copies: &[(Id, u32)]) -> bool {
    copies.iter().all(|(repeat, number)| {
        let named = hop.at.copies.iter().find(|(round, _)| round == repeat);
        named.map_or(1, |(_, number)| *number) == *number
    })
}

/// The repeat that a part is.
fn repeat(part: Part<'_>) -> Option<&Repeat> {
    match part.kind() {
        PartKind::Repeat(repeat) => Some(repeat),
        _ => None,
    }
}

/// What answers to a part in another diagram.
fn like<S: Borrow<[Same]>>(
    own: &Diagram,
    name: &NodeRef,
    other: &Diagram,
    likeness: &Likeness<S>,
) -> Broken {
    let mut broken = Broken::nothing();
    let Some(part) = own.part(&name.node) else { return broken };
    if part.layer().is_none() && other.part(&name.node).is_some_and(|part| part.layer().is_none()) {
        let copies = copies_there(other, &name.node, &name.copies);
        broken.add_part(other, NodeRef { diagram: None, copies, node: name.node.clone() });
        return broken;
    }
    let mut met: HashSet<&Id> = HashSet::new();
    for layer in part.layers() {
        let Counterpart::Layers { nodes, .. } = likeness.counterpart(own, &layer.id, other) else {
            continue;
        };
        for (node, how) in nodes {
            if how == How::SameJob && met.insert(node) {
                let copies = copies_there(other, node, &name.copies);
                let node = node.clone();
                broken.add_part(other, NodeRef { diagram: None, copies, node });
            }
        }
    }
    broken
}

/// The copies of a part of another diagram that have the same numbers, from the outermost repeat
/// inwards.
fn copies_there(other: &Diagram, node: &Id, copies: &[(Id, u32)]) -> Copies {
    let Some(part) = other.part(node) else { return Vec::new() };
    let mut round: Vec<&Repeat> =
        iter::once(part).chain(part.ancestors()).filter_map(repeat).collect();
    round.reverse();
    let numbers = copies.iter().map(|(_, number)| *number);
    round.into_iter().map(|repeat| repeat.id.clone()).zip(numbers).collect()
}
