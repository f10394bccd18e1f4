//! One architecture.

use crate::{
    diagram::model::{
        Group, Layer, LayerShape, Link, Node, NodePath, Part, PartKind, RoleWords, Trace,
        decision::decisions, part::Parts,
    },
    id::Id,
};

/// One architecture, drawn as one picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    /// Unique in its pack.
    pub id: Id,
    /// Stands over the picture.
    pub title: String,
    /// Stands under the picture; the words before a colon are emphasised.
    pub caption: String,
    /// A diagram that shows this architecture without the simplification that everyone draws.
    pub precise: Option<Precise>,
    /// Lines between any two parts, beside what stands on what.
    pub links: Vec<Link>,
    /// What its roles are called.
    pub roles: RoleWords,
    /// What it has one decide, from question to question of its trees.
    pub decisions: Vec<Trace>,
    parts: Parts,
}

/// What replaces a diagram while "More precise" is on, and what it corrects.
#[derive(Debug, Clone, PartialEq)]
pub struct Precise {
    /// Its id.
    pub diagram: Id,
    /// What the simpler one leaves out, in a sentence.
    pub because: String,
}

impl Diagram {
    /// A diagram of these parts, without a caption, links, words of roles and a more precise form.
    #[must_use]
    pub fn new(id: Id, title: String, body: Node) -> Self {
        let (caption, precise, links) = (String::new(), None, Vec::new());
        let roles = RoleWords::default();
        let parts = Parts::of(body);
        let decisions = decisions(&id, parts.all());
        Self { id, title, caption, precise, links, roles, decisions, parts }
    }

    /// Every part, in drawing order, outer ones first, one for all copies.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> + Clone {
        self.parts.all()
    }

    /// The part in which all others lie.
    #[must_use]
    pub fn body(&self) -> Option<Part<'_>> {
        self.parts().next()
    }

    /// The layer, group or repeat of this id.
    #[must_use]
    pub fn part(&self, id: &Id) -> Option<Part<'_>> {
        self.parts.named(id)
    }

    /// Every layer, in drawing order, one for all copies.
    pub fn layers(&self) -> impl Iterator<Item = &Layer> + Clone {
        self.parts().filter_map(Part::layer)
    }

    /// Every group, outer ones first, one for all copies.
    pub fn groups(&self) -> impl Iterator<Item = &Group> + Clone {
        self.parts().filter_map(Part::group)
    }

    /// The layer of this id, one for all copies.
    #[must_use]
    pub fn layer(&self, id: &Id) -> Option<&Layer> {
        self.part(id)?.layer()
    }

    /// The group of this id, one for all copies.
    #[must_use]
    pub fn group(&self, id: &Id) -> Option<&Group> {
        self.part(id)?.group()
    }

    /// The name of a layer or a group, as its author wrote it.
    #[must_use]
    pub fn name_of(&self, id: &Id) -> Option<&str> {
        match self.part(id)?.kind() {
            PartKind::Layer(layer) => Some(&layer.name),
            PartKind::Group(group) => Some(&group.name),
            _ => None,
        }
    }

    /// What kind of thing a layer is, in a word or two; nothing where its author does not say it.
    #[must_use]
    pub fn kind_of(&self, layer: &Layer) -> Option<&str> {
        match layer.shape {
            LayerShape::Box => self.roles.of(layer.role),
            LayerShape::Line => Some("Boundary line"),
            LayerShape::Absent => Some("Absent"),
        }
    }

    /// How many boxes it draws, copies included.
    #[must_use]
    pub fn boxes(&self) -> u64 {
        self.body().map_or(0, Part::boxes)
    }

    /// Every box that is drawn, copies spelled out, top left first.
    #[must_use]
    pub fn paths(&self) -> Vec<NodePath> {
        let mut found = Vec::new();
        if let Some(body) = self.body() {
            self.each_path(body, &mut Vec::new(), &mut found);
        }
        found
    }

    fn each_path(&self, part: Part<'_>, copies: &mut Vec<(Id, u32)>, found: &mut Vec<NodePath>) {
        match part.kind() {
            PartKind::Layer(layer) => found.push(NodePath {
                diagram: self.id.clone(),
                copies: copies.clone(),
                node: layer.id.clone(),
            }),
            PartKind::Repeat(repeat) => {
                for number in 1..=repeat.count {
                    copies.push((repeat.id.clone(), number));
                    part.children().for_each(|inner| self.each_path(inner, copies, found));
                    copies.pop();
                }
            }
            _ => part.children().for_each(|inner| self.each_path(inner, copies, found)),
        }
    }
}
