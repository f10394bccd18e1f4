//! One diagram, looked over once: its layers, and what their names look like.

use super::{Drawn, words::spoken};
use crate::{
    diagram::{Layer, LayerShape},
    id::Id,
    quiz::spelling::folded,
};
use std::collections::HashMap;

/// What a name looks like: the same number for names that look equal.
pub(super) type Look = usize;

/// One diagram.
pub(super) struct Shown<'a> {
    pub(super) drawn: &'a Drawn<'a>,
    /// Every layer, in drawing order.
    pub(super) parts: Vec<Part<'a>>,
    pub(super) title: Look,
    by_id: HashMap<&'a Id, usize>,
    /// How many layers and groups have a look, absent ones too.
    looks: HashMap<Look, usize>,
    /// Which likeness its lesson's author declares.
    pub(super) likeness: usize,
}

/// One layer.
pub(super) struct Part<'a> {
    pub(super) layer: &'a Layer,
    /// As it is spoken of.
    pub(super) name: String,
    pub(super) look: Look,
}

impl Part<'_> {
    /// Can it be asked about, and offered?
    pub(super) fn usable(&self) -> bool {
        self.layer.shape != LayerShape::Absent && !self.name.is_empty()
    }
}

impl<'a> Shown<'a> {
    pub(super) fn id(&self) -> &'a Id {
        &self.drawn.diagram.id
    }

    pub(super) fn at(&self, node: &Id) -> Option<usize> {
        self.by_id.get(node).copied()
    }

    pub(super) fn part(&self, node: &Id) -> Option<&Part<'a>> {
        self.parts.get(self.at(node)?)
    }

    /// How many layers and groups look like this, absent ones too.
    pub(super) fn bearing(&self, look: Look) -> usize {
        self.looks.get(&look).copied().unwrap_or(0)
    }
}

/// Numbers for looks, handed out as names are met.
#[derive(Default)]
pub(super) struct Names<'a> {
    looks: HashMap<String, Look>,
    /// What names look like, as they are written: most are written alike in all diagrams.
    written: HashMap<&'a str, Look>,
}

impl<'a> Names<'a> {
    /// How many looks there are.
    pub(super) fn count(&self) -> usize {
        self.looks.len()
    }

    fn look(&mut self, written: &'a str) -> Look {
        let looks = &mut self.looks;
        *self.written.entry(written).or_insert_with(|| {
            let next = looks.len();
            *looks.entry(folded(&spoken(written))).or_insert(next)
        })
    }

    pub(super) fn shown(&mut self, drawn: &'a Drawn<'a>, likeness: usize) -> Shown<'a> {
        let mut parts = Vec::new();
        let mut by_id = HashMap::new();
        let mut looks = HashMap::new();
        drawn.diagram.body.each_layer(&mut |layer| {
            let look = self.look(&layer.name);
            *looks.entry(look).or_insert(0) += 1;
            by_id.entry(&layer.id).or_insert(parts.len());
            parts.push(Part { layer, name: spoken(&layer.name), look });
        });
        // A frame with a name is taken for what it is called as well.
        drawn.diagram.body.each_group(&mut |group| {
            *looks.entry(self.look(&group.name)).or_insert(0) += 1;
        });
        let title = self.look(&drawn.diagram.title);
        Shown { drawn, parts, title, by_id, looks, likeness }
    }
}
