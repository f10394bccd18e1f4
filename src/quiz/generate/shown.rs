//! One diagram, looked over once: its layers, what their names look like, and how it is drawn
//! round them.

use super::{
    Drawn,
    around::Around,
    words::{numbered, spoken},
};
use crate::{
    diagram::{Frame, Layer, LayerRole, LayerShape, Node},
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
    /// Where its links lead.
    pub(super) around: Around,
}

/// One layer.
pub(super) struct Part<'a> {
    pub(super) layer: &'a Layer,
    /// As it is spoken of.
    pub(super) name: String,
    pub(super) look: Look,
    site: Site<'a>,
}

/// Where a layer is drawn.
#[derive(Debug, Clone, Default)]
struct Site<'a> {
    /// Part of a decision or a hierarchy: a step of it, no layer that a picture has.
    in_tree: bool,
    /// The innermost frame with a guard is guarded by a kernel: that of a process.
    in_process: bool,
    /// Something stands on it that hardware guards: a machine.
    below_machine: bool,
    /// The repeats of which it is in one of several copies, outermost first.
    copies: Vec<&'a Id>,
}

impl<'a> Part<'a> {
    /// Can it be offered?
    pub(super) fn usable(&self) -> bool {
        self.layer.shape != LayerShape::Absent && !self.name.is_empty() && !self.site.in_tree
    }

    /// Can it be asked about as a layer? A boundary without a thickness is none.
    pub(super) fn is_layer(&self) -> bool {
        self.usable() && self.layer.shape == LayerShape::Box
    }

    /// Do requests from above pass through it, as far as the picture itself tells? Not through what
    /// manages. Nor through what lies in a process under a machine: no process carries a machine,
    /// so it emulates devices, and the guest’s way to the kernel goes past it.
    pub(super) fn on_the_way(&self) -> bool {
        let carries = matches!(self.layer.role, LayerRole::Kernel | LayerRole::Hardware);
        let beside = self.site.in_process && self.site.below_machine && !carries;
        self.usable() && !self.layer.manages && !beside
    }

    /// Does its name carry a number that tells its place?
    pub(super) fn numbered(&self) -> bool {
        numbered(&self.name).is_some()
    }

    /// The repeats of which it is in one of several copies, outermost first.
    pub(super) fn copies(&self) -> &[&'a Id] {
        &self.site.copies
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

    /// Does the picture draw a layer above another one, in a stack or in the columns of a grid?
    pub(super) fn stands_above(&self, upper: &Id, lower: &Id) -> bool {
        above(&self.drawn.diagram.body, upper, lower)
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
        each_layer(&drawn.diagram.body, &Site::default(), &mut |layer, site| {
            let look = self.look(&layer.name);
            *looks.entry(look).or_insert(0) += 1;
            by_id.entry(&layer.id).or_insert(parts.len());
            parts.push(Part { layer, name: spoken(&layer.name), look, site });
        });
        // A frame with a name is taken for what it is called as well.
        drawn.diagram.body.each_group(&mut |group| {
            *looks.entry(self.look(&group.name)).or_insert(0) += 1;
        });
        let title = self.look(&drawn.diagram.title);
        let around = Around::new(drawn.diagram, &by_id, parts.len());
        Shown { drawn, parts, title, by_id, looks, likeness, around }
    }
}

/// Every layer in drawing order, one call for all copies, with where it is drawn.
fn each_layer<'a>(node: &'a Node, site: &Site<'a>, visit: &mut impl FnMut(&'a Layer, Site<'a>)) {
    match node {
        Node::Layer(layer) => visit(layer, site.clone()),
        Node::Stack(parts) => {
            let mut site = site.clone();
            for part in parts {
                each_layer(part, &site, visit);
                site.below_machine |= has_machine(part);
            }
        }
        Node::Row(parts) => parts.iter().for_each(|part| each_layer(part, site, visit)),
        Node::Repeat(repeat) => {
            let mut site = framed(site, repeat.frame);
            if repeat.count > 1 {
                site.copies.push(&repeat.id);
            }
            each_layer(&repeat.of, &site, visit);
        }
        Node::Group(group) => each_layer(&group.of, &framed(site, group.frame), visit),
        Node::Grid(grid) => grid.parts().for_each(|part| each_layer(part, site, visit)),
        Node::Tree(tree) => {
            let site = Site { in_tree: true, ..site.clone() };
            visit(&tree.root, site.clone());
            tree.branches.iter().for_each(|branch| each_layer(&branch.of, &site, visit));
        }
    }
}

fn framed<'a>(site: &Site<'a>, frame: Frame) -> Site<'a> {
    match frame {
        Frame::Dashed => Site { in_process: true, ..site.clone() },
        Frame::Solid => Site { in_process: false, below_machine: false, ..site.clone() },
        Frame::None => site.clone(),
    }
}

fn above(node: &Node, upper: &Id, lower: &Id) -> bool {
    let in_one = |parts: &[Node]| parts.iter().any(|part| above(part, upper, lower));
    // The place of both, from the top.
    let places = |parts: &mut dyn Iterator<Item = &Node>| {
        let (mut one, mut other) = (None, None);
        for (place, part) in parts.enumerate() {
            one = one.or(has(part, upper).then_some(place));
            other = other.or(has(part, lower).then_some(place));
        }
        one.zip(other)
    };
    match node {
        Node::Layer(_) | Node::Tree(_) => false,
        Node::Stack(parts) => match places(&mut parts.iter()) {
            Some((one, other)) if one != other => one < other,
            Some(_) => in_one(parts),
            None => false,
        },
        Node::Row(parts) => in_one(parts),
        Node::Repeat(repeat) => above(&repeat.of, upper, lower),
        Node::Group(group) => above(&group.of, upper, lower),
        // Whatever stands in a higher row may stand on it.
        Node::Grid(grid) => {
            let row_of = |id: &Id| {
                grid.rows.iter().position(|row| {
                    row.iter().filter_map(|cell| cell.of.as_ref()).any(|of| has(of, id))
                })
            };
            match row_of(upper).zip(row_of(lower)) {
                Some((one, other)) if one != other => one < other,
                Some(_) => grid.parts().any(|part| above(part, upper, lower)),
                None => false,
            }
        }
    }
}

fn has(node: &Node, id: &Id) -> bool {
    let mut found = false;
    node.each_layer(&mut |layer| found |= layer.id == *id);
    found
}

/// Is there a frame in it that hardware guards?
fn has_machine(node: &Node) -> bool {
    let framed = |frame: Frame, of: &Node| frame == Frame::Solid || has_machine(of);
    match node {
        Node::Layer(_) | Node::Tree(_) => false,
        Node::Stack(parts) | Node::Row(parts) => parts.iter().any(has_machine),
        Node::Repeat(repeat) => framed(repeat.frame, &repeat.of),
        Node::Group(group) => framed(group.frame, &group.of),
        Node::Grid(grid) => grid.parts().any(has_machine),
    }
}
