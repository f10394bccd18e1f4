//! One diagram, looked over once: its layers, what their names look like, and how it is drawn
//! round them.

use super::{
    Drawn,
    around::Around,
    words::{numbered, quoted, spoken},
};
use crate::{
    diagram::{Frame, Layer, LayerRole, LayerShape, NodeRef, Part, PartKind},
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
    pub(super) parts: Vec<ShownLayer<'a>>,
    pub(super) title: Look,
    by_id: HashMap<&'a Id, usize>,
    /// How many layers and groups have a look, absent ones too.
    looks: HashMap<Look, usize>,
    /// The looks of groups, by the words in which they are spoken of.
    groups: HashMap<String, Look>,
    /// Which likeness its lesson's author declares.
    pub(super) likeness: usize,
    /// Where its links lead.
    pub(super) around: Around,
}

/// One layer.
pub(super) struct ShownLayer<'a> {
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

impl<'a> ShownLayer<'a> {
    /// Can the layer be offered as an option?
    pub(super) fn usable(&self) -> bool {
        self.layer.shape != LayerShape::Absent && !self.name.is_empty() && !self.site.in_tree
    }

    /// Can it be asked about as a layer? A boundary, which is a line without a thickness, cannot.
    pub(super) fn is_layer(&self) -> bool {
        self.usable() && self.layer.shape == LayerShape::Box
    }

    /// A boundary without a thickness.
    pub(super) fn is_boundary(&self) -> bool {
        self.usable() && self.layer.shape == LayerShape::Line
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

    /// As prompts speak of it.
    pub(super) fn title(&self) -> String {
        quoted(&self.drawn.diagram.title)
    }

    /// A part of it, named with its diagram.
    pub(super) fn node(&self, id: &Id) -> NodeRef {
        NodeRef { diagram: Some(self.id().clone()), copies: Vec::new(), node: id.clone() }
    }

    pub(super) fn at(&self, node: &Id) -> Option<usize> {
        self.by_id.get(node).copied()
    }

    pub(super) fn part(&self, node: &Id) -> Option<&ShownLayer<'a>> {
        self.parts.get(self.at(node)?)
    }

    /// Does the picture draw a layer above another one, in a stack or in the columns of a grid?
    pub(super) fn stands_above(&self, upper: &Id, lower: &Id) -> bool {
        let parts = self.drawn.diagram.part(upper).zip(self.drawn.diagram.part(lower));
        parts.is_some_and(|(upper, lower)| upper.stands_above(lower))
    }

    /// Is this name, of a group of it, that of nothing else in it?
    pub(super) fn is_alone(&self, name: &str) -> bool {
        self.groups.get(name).is_some_and(|look| self.bearing(*look) == 1)
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
        let mut take = |layer: &'a Layer, site| {
            let look = self.look(&layer.name);
            *looks.entry(look).or_insert(0) += 1;
            by_id.entry(&layer.id).or_insert(parts.len());
            parts.push(ShownLayer { layer, name: spoken(&layer.name), look, site });
        };
        if let Some(body) = drawn.diagram.body() {
            each_layer(body, &Site::default(), &mut take);
        }
        // A frame with a name is taken for what it is called as well.
        let mut groups = HashMap::new();
        for group in drawn.diagram.groups() {
            let look = self.look(&group.name);
            *looks.entry(look).or_insert(0) += 1;
            groups.insert(spoken(&group.name), look);
        }
        let title = self.look(&drawn.diagram.title);
        let around = Around::new(drawn.diagram, &by_id, parts.len());
        Shown { drawn, parts, title, by_id, looks, groups, likeness, around }
    }
}

/// Every layer in drawing order, one call for all copies, with where it is drawn.
fn each_layer<'a>(part: Part<'a>, site: &Site<'a>, visit: &mut impl FnMut(&'a Layer, Site<'a>)) {
    let mut inside = |site: &Site<'a>| {
        part.children().for_each(|inner| each_layer(inner, site, visit));
    };
    match part.kind() {
        PartKind::Layer(layer) => visit(layer, site.clone()),
        PartKind::Stack => {
            let mut site = site.clone();
            for inner in part.children() {
                each_layer(inner, &site, visit);
                site.below_machine |= has_machine(inner);
            }
        }
        PartKind::Row | PartKind::Grid(_) => inside(site),
        PartKind::Repeat(repeat) => {
            let mut site = framed(site, repeat.frame);
            if repeat.count > 1 {
                site.copies.push(&repeat.id);
            }
            inside(&site);
        }
        PartKind::Group(group) => inside(&framed(site, group.frame)),
        PartKind::Tree(_) => inside(&Site { in_tree: true, ..site.clone() }),
    }
}

fn framed<'a>(site: &Site<'a>, frame: Frame) -> Site<'a> {
    match frame {
        Frame::Dashed => Site { in_process: true, ..site.clone() },
        Frame::Solid => Site { in_process: false, below_machine: false, ..site.clone() },
        Frame::None => site.clone(),
    }
}

/// Is there a frame in it that hardware guards?
fn has_machine(part: Part<'_>) -> bool {
    let guarded = match part.kind() {
        PartKind::Tree(_) => return false,
        PartKind::Repeat(repeat) => repeat.frame == Frame::Solid,
        PartKind::Group(group) => group.frame == Frame::Solid,
        _ => false,
    };
    guarded || part.children().any(has_machine)
}
