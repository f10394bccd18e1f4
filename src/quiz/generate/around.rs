//! Where the links of a picture lead: ways that go past what is drawn in between.

use crate::{
    diagram::{Diagram, LinkKind},
    id::Id,
};
use std::collections::{HashMap, HashSet};

/// The links of a diagram, by the places of its layers. A link of a group or of all copies of a
/// repeat is one of each layer in it.
#[derive(Default)]
pub(super) struct Around {
    /// Where links lead from each place. Places of layers are their numbers; after them come two
    /// for each group or repeat that has links: where links come in, and where they go out.
    ways: Vec<Vec<Way>>,
    layers: usize,
}

#[derive(Debug, Clone, Copy)]
struct Way {
    to: usize,
    /// Requests go along it; else one merely sets the other up.
    data: bool,
}

impl Around {
    pub(super) fn new(diagram: &Diagram, by_id: &HashMap<&Id, usize>, layers: usize) -> Self {
        if diagram.links.is_empty() {
            return Self::default();
        }
        let mut found = Self { ways: vec![Vec::new(); layers], layers };
        let mut holders: HashMap<&Id, usize> = HashMap::new();
        for link in &diagram.links {
            let (from, to) = (&link.from.node, &link.to.node);
            let mut end = |id| found.end(diagram, by_id, &mut holders, id);
            let (Some(from), Some(to)) = (end(from), end(to)) else { continue };
            let data = link.kind == LinkKind::Data;
            let (at_from, at_to) = link.arrow.heads();
            // A line without heads leads both ways.
            if at_to || !at_from {
                found.add(from.1, Way { to: to.0, data });
            }
            if at_from || !at_to {
                found.add(to.1, Way { to: from.0, data });
            }
        }
        found
    }

    /// Where links come into a layer, a group or a repeat, and where they go out.
    fn end<'d>(
        &mut self,
        diagram: &'d Diagram,
        by_id: &HashMap<&Id, usize>,
        holders: &mut HashMap<&'d Id, usize>,
        id: &Id,
    ) -> Option<(usize, usize)> {
        if let Some(layer) = by_id.get(id) {
            return Some((*layer, *layer));
        }
        let part = diagram.part(id)?;
        let holder = part.kind().id()?;
        if let Some(known) = holders.get(holder) {
            return Some((*known, known + 1));
        }
        let (inwards, outwards) = (self.ways.len(), self.ways.len() + 1);
        self.ways.resize(outwards + 1, Vec::new());
        holders.insert(holder, inwards);
        for layer in part.layers() {
            if let Some(layer) = by_id.get(&layer.id) {
                self.add(inwards, Way { to: *layer, data: true });
                self.add(*layer, Way { to: outwards, data: true });
            }
        }
        Some((inwards, outwards))
    }

    fn add(&mut self, from: usize, way: Way) {
        if let Some(ways) = self.ways.get_mut(from) {
            ways.push(way);
        }
    }

    /// Do links lead from one of these layers to one of those, and not through `past`? With
    /// `data`, only those that requests go along.
    pub(super) fn lead(
        &self,
        from: impl IntoIterator<Item = usize>,
        to: &HashSet<usize>,
        past: usize,
        data: bool,
    ) -> bool {
        let mut met: HashSet<usize> = HashSet::from([past]);
        let mut open: Vec<usize> = from.into_iter().filter(|from| met.insert(*from)).collect();
        while let Some(at) = open.pop() {
            for way in self.ways.get(at).into_iter().flatten().filter(|way| way.data || !data) {
                if met.insert(way.to) {
                    if to.contains(&way.to) {
                        return true;
                    }
                    open.push(way.to);
                }
            }
        }
        false
    }

    /// Where requests go by a single link from this layer.
    pub(super) fn next(&self, layer: usize) -> HashSet<usize> {
        let mut found = HashSet::new();
        let mut open = vec![layer];
        while let Some(at) = open.pop() {
            for way in self.ways.get(at).into_iter().flatten().filter(|way| way.data) {
                if found.insert(way.to) && way.to >= self.layers {
                    open.push(way.to);
                }
            }
        }
        found
    }
}
