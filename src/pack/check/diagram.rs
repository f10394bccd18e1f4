//! Checks and converts diagrams, and what is said of the likeness of their layers.

use crate::{
    diagram::{Diagram, Frame, How, Layer, LayerRole, Node, Precise, Repeat, Same},
    pack::{
        check::{
            checker::{Checker, Seen, all},
            names::Scope,
        },
        limits,
        path::Path,
        source::{
            DiagramSource, FrameSource, HowSource, NodeSource, PreciseSource, RepeatSource,
            RoleSource, SameSource,
        },
    },
};

/// What the parts of one diagram share.
struct Drawing<'a> {
    diagram: &'a str,
    /// Ids of layers and repeats.
    seen: Seen<'a>,
    too_deep: bool,
}

impl<'a> Checker<'a, '_> {
    pub(super) fn diagram(
        &mut self,
        source: &'a DiagramSource,
        path: &Path<'_>,
        lesson: &str,
    ) -> Option<Diagram> {
        let mut seen = std::mem::take(&mut self.diagrams_seen);
        let id = self.new_id(&source.id, &path.field("id"), "diagram", &mut seen);
        self.diagrams_seen = seen;
        let name = &source.id;
        let title = self.text(
            &source.title,
            &path.field("title"),
            format_args!("the title of the diagram `{name}`"),
        );
        let caption = self.optional(
            source.caption.as_deref(),
            &path.field("caption"),
            format_args!("the caption of the diagram `{name}`"),
        );
        let precise = source.precise.as_ref();
        let precise = precise.map(|to| self.precise(to, &path.field("precise"), name, lesson));
        let mut drawing = Drawing { diagram: name, seen: Seen::new(), too_deep: false };
        let body = path.field("body");
        let boxes = boxes(&source.body);
        if boxes > limits::BOXES {
            self.report.error(
                &body,
                format!("the diagram `{name}` draws {boxes} boxes, at most {} fit", limits::BOXES),
                Some("Repeat less, or split it.".to_owned()),
            );
        }
        let levels = levels(&source.body);
        if levels > limits::LEVELS {
            self.report.error(
                &body,
                format!(
                    "the diagram `{name}` is {levels} layers high, at most {} fit",
                    limits::LEVELS
                ),
                Some("Put some side by side, or split it.".to_owned()),
            );
        }
        let body = self.node(&source.body, &body, &mut drawing, 1);
        Some(Diagram {
            id: id?,
            title,
            caption: caption.unwrap_or_default(),
            precise: match precise {
                Some(precise) => Some(precise?),
                None => None,
            },
            body: body?,
        })
    }

    fn precise(
        &mut self,
        source: &PreciseSource,
        path: &Path<'_>,
        diagram: &str,
        lesson: &str,
    ) -> Option<Precise> {
        let field = path.field("diagram");
        let because = self.text(
            &source.because,
            &path.field("because"),
            format_args!("what `{}` corrects in the diagram `{diagram}`", source.diagram),
        );
        if source.diagram == diagram {
            self.report.error(
                &field,
                format!("the diagram `{diagram}` cannot be its own more precise form"),
                Some("Name another diagram, or leave `precise` out.".to_owned()),
            );
            return None;
        }
        let diagram = self.diagram_id(&source.diagram, &field, None, Some(lesson))?;
        Some(Precise { diagram, because })
    }

    fn node(
        &mut self,
        source: &'a NodeSource,
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
        depth: usize,
    ) -> Option<Node> {
        if depth > limits::NODE_DEPTH {
            if !drawing.too_deep {
                drawing.too_deep = true;
                self.report.error(
                    path,
                    format!(
                        "the diagram `{}` has more than {} levels inside each other",
                        drawing.diagram,
                        limits::NODE_DEPTH
                    ),
                    Some("Nest its parts less deeply.".to_owned()),
                );
            }
            return None;
        }
        match source {
            NodeSource::Layer(layer) => {
                let id = self.new_id(&layer.id, &path.field("id"), "layer", &mut drawing.seen);
                let (name, diagram) = (&layer.id, drawing.diagram);
                Some(Node::Layer(Layer {
                    name: self.text(
                        &layer.name,
                        &path.field("name"),
                        format_args!("the name of the layer `{diagram}/{name}`"),
                    ),
                    role: role(layer.role),
                    about: self.text(
                        &layer.about,
                        &path.field("about"),
                        format_args!("`about` of the layer `{diagram}/{name}`"),
                    ),
                    note: self.optional(
                        layer.note.as_deref(),
                        &path.field("note"),
                        format_args!("the note of the layer `{diagram}/{name}`"),
                    ),
                    manages: layer.manages,
                    id: id?,
                }))
            }
            NodeSource::Stack(parts) => {
                self.parts(parts, path, drawing, depth, "stack").map(Node::Stack)
            }
            NodeSource::Row(parts) => self.parts(parts, path, drawing, depth, "row").map(Node::Row),
            NodeSource::Repeat(repeat) => {
                self.repeat(repeat, path, drawing, depth).map(Node::Repeat)
            }
        }
    }

    fn parts(
        &mut self,
        parts: &'a [NodeSource],
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
        depth: usize,
        what: &str,
    ) -> Option<Vec<Node>> {
        if parts.is_empty() {
            self.report.error(
                path,
                format!("the diagram `{}` has an empty {what}", drawing.diagram),
                Some("Put a layer into it, or remove it.".to_owned()),
            );
            return None;
        }
        all(parts
            .iter()
            .enumerate()
            .map(|(number, part)| self.node(part, &path.index(number), drawing, depth + 1)))
    }

    fn repeat(
        &mut self,
        source: &'a RepeatSource,
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
        depth: usize,
    ) -> Option<Repeat> {
        let id = self.new_id(&source.id, &path.field("id"), "repeat", &mut drawing.seen);
        if source.count == 0 || source.count > limits::COPIES {
            self.report.error(
                &path.field("count"),
                format!(
                    "the repeat `{}/{}` makes {} copies",
                    drawing.diagram, source.id, source.count
                ),
                Some(format!("Write a number from 1 to {}.", limits::COPIES)),
            );
        }
        let of = self.node(&source.of, &path.field("of"), drawing, depth + 1);
        Some(Repeat {
            id: id?,
            count: source.count,
            frame: match source.frame {
                FrameSource::Solid => Frame::Solid,
                FrameSource::Dashed => Frame::Dashed,
                FrameSource::None => Frame::None,
            },
            connected: source.connected,
            of: Box::new(of?),
        })
    }

    pub(super) fn same(
        &mut self,
        source: &'a SameSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
        lesson: &str,
    ) -> Option<Same> {
        let id = self.new_id(&source.id, &path.field("id"), "`same`", seen);
        let name = &source.id;
        let nodes_at = path.field("nodes");
        if source.nodes.is_empty() {
            let message = format!("the `same` entry `{name}` names no layers");
            self.report.error(&nodes_at, message, Some("Write `diagram/layer`.".to_owned()));
        }
        let nodes = all(source.nodes.iter().enumerate().map(|(number, node)| {
            self.layer(node, &nodes_at.index(number), None, Scope::Named, Some(lesson))
        }));
        let missing_at = path.field("missing_in");
        let missing_in = all(source.missing_in.iter().enumerate().map(|(number, diagram)| {
            self.diagram_id(diagram, &missing_at.index(number), None, Some(lesson))
        }));
        let short = self.optional(
            source.short.as_deref(),
            &path.field("short"),
            format_args!("`short` of the `same` entry `{name}`"),
        );
        let because = self.text(
            &source.because,
            &path.field("because"),
            format_args!("`because` of the `same` entry `{name}`"),
        );
        let how = match source.how {
            HowSource::SameJob => How::SameJob,
            HowSource::SamePlace => How::SamePlace,
        };
        Some(Same { id: id?, nodes: nodes?, missing_in: missing_in?, how, short, because })
    }
}

fn role(source: RoleSource) -> LayerRole {
    match source {
        RoleSource::Application => LayerRole::Application,
        RoleSource::Library => LayerRole::Library,
        RoleSource::Kernel => LayerRole::Kernel,
        RoleSource::Boundary => LayerRole::Boundary,
        RoleSource::Hardware => LayerRole::Hardware,
        RoleSource::Network => LayerRole::Network,
        RoleSource::Storage => LayerRole::Storage,
        RoleSource::Neutral => LayerRole::Neutral,
    }
}

/// How many boxes are drawn, copies included.
pub(super) fn boxes(node: &NodeSource) -> u64 {
    match node {
        NodeSource::Layer(_) => 1,
        NodeSource::Stack(parts) | NodeSource::Row(parts) => {
            parts.iter().map(boxes).fold(0, u64::saturating_add)
        }
        NodeSource::Repeat(repeat) => boxes(&repeat.of).saturating_mul(u64::from(repeat.count)),
    }
}

/// How many layers stand on each other at most.
fn levels(node: &NodeSource) -> u64 {
    match node {
        NodeSource::Layer(_) => 1,
        NodeSource::Stack(parts) => parts.iter().map(levels).fold(0, u64::saturating_add),
        NodeSource::Row(parts) => parts.iter().map(levels).max().unwrap_or(0),
        NodeSource::Repeat(repeat) => levels(&repeat.of),
    }
}
