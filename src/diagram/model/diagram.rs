//! One architecture.

use crate::{
    diagram::model::{Group, Layer, Link, Node, NodePath},
    id::Id,
};

/// One architecture, drawn as one picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    /// Unique in its pack.
    pub id: Id,
    pub title: String,
    /// Stands under the picture; the words before a colon are emphasised.
    pub caption: String,
    /// The same thing without the simplification that everyone draws.
    pub precise: Option<Precise>,
    pub body: Node,
    /// Lines between any two parts, beside what stands on what.
    pub links: Vec<Link>,
}

/// What replaces a diagram while "More precise" is on, and what it corrects.
#[derive(Debug, Clone, PartialEq)]
pub struct Precise {
    pub diagram: Id,
    pub because: String,
}

impl Diagram {
    /// Every layer, in drawing order, one for all copies.
    #[must_use]
    pub fn layers(&self) -> Vec<&Layer> {
        let mut found = Vec::new();
        self.body.each_layer(&mut |layer| found.push(layer));
        found
    }

    #[must_use]
    pub fn layer(&self, id: &Id) -> Option<&Layer> {
        self.layers().into_iter().find(|layer| layer.id == *id)
    }

    /// The name of a layer or a group, as its author wrote it.
    #[must_use]
    pub fn name_of(&self, id: &Id) -> Option<&str> {
        let layer = self.layer(id).map(|layer| layer.name.as_str());
        layer.or_else(|| self.group(id).map(|group| group.name.as_str()))
    }

    #[must_use]
    pub fn group(&self, id: &Id) -> Option<&Group> {
        self.body.group(id)
    }
}

impl Diagram {
    /// Every box that is drawn, copies spelled out, top left first.
    #[must_use]
    pub fn paths(&self) -> Vec<NodePath> {
        let mut found = Vec::new();
        self.each_path(&self.body, &mut Vec::new(), &mut found);
        found
    }

    fn each_path(&self, node: &Node, copies: &mut Vec<(Id, u32)>, found: &mut Vec<NodePath>) {
        let path = |layer: &Layer, copies: &[(Id, u32)]| NodePath {
            diagram: self.id.clone(),
            copies: copies.to_vec(),
            node: layer.id.clone(),
        };
        match node {
            Node::Layer(layer) => found.push(path(layer, copies)),
            Node::Stack(parts) | Node::Row(parts) => {
                for part in parts {
                    self.each_path(part, copies, found);
                }
            }
            Node::Repeat(repeat) => {
                for number in 1..=repeat.count {
                    copies.push((repeat.id.clone(), number));
                    self.each_path(&repeat.of, copies, found);
                    copies.pop();
                }
            }
            Node::Group(group) => self.each_path(&group.of, copies, found),
            Node::Grid(grid) => grid.parts().for_each(|part| self.each_path(part, copies, found)),
            Node::Tree(tree) => {
                found.push(path(&tree.root, copies));
                let branches = tree.branches.iter();
                branches.for_each(|branch| self.each_path(&branch.of, copies, found));
            }
        }
    }
}
