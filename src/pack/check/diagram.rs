//! Checks and converts diagrams, and what is said of the likeness of their layers.

use crate::{
    diagram::{Diagram, Precise, Same},
    pack::{
        check::{
            checker::{Checker, Seen, all},
            names::Scope,
            parts::Drawing,
        },
        limits,
        path::Path,
        source::{DiagramSource, NodeSource, PreciseSource, SameSource},
    },
};

impl<'a> Checker<'a, '_> {
    /// The diagram of this id, whichever lesson has it, also where that has not had its turn yet;
    /// nothing where something is wrong with it.
    pub(super) fn diagram_of_any(&self, id: &str) -> Option<Diagram> {
        let known = self.index.diagrams.get(id)?;
        let lesson = self.index.lessons.get(*self.index.by_id.get(known.lesson)?)?;
        let path = Path::file(lesson.file);
        self.apart(|apart| apart.diagram(known.source, &path, known.lesson))
    }

    pub(super) fn diagram(
        &mut self,
        source: &'a DiagramSource,
        path: &Path<'_>,
        lesson: &str,
    ) -> Option<Diagram> {
        let mut seen = std::mem::take(&mut self.ids.diagrams);
        let id = self.new_id(&source.id, &path.field("id"), "diagram", &mut seen);
        self.ids.diagrams = seen;
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
        let mut drawing = Drawing::new(name);
        let body = path.field("body");
        let boxes = boxes(&source.body);
        if boxes > limits::BOXES {
            self.report.error(
                &body,
                format!("the diagram `{name}` draws {boxes} boxes, at most {} fit", limits::BOXES),
                Some("Repeat less, or split it.".to_owned()),
            );
        }
        if !source.links.is_empty() && boxes > limits::LINKED_BOXES {
            let message = format!(
                "the diagram `{name}` draws {boxes} boxes, among which its links cannot be followed"
            );
            let remedy = format!("Draw at most {}, or leave the links out.", limits::LINKED_BOXES);
            self.report.error(&path.field("links"), message, Some(remedy));
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
        let links = self.links(source, &path.field("links"));
        let roles = self.diagram_roles(source, &path.field("roles"));
        let mut diagram = Diagram::new(id?, title, body?);
        diagram.caption = caption.unwrap_or_default();
        if let Some(precise) = precise {
            diagram.precise = Some(precise?);
        }
        diagram.links = links?;
        diagram.roles = roles;
        Some(diagram)
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
        let how = source.how;
        Some(Same { id: id?, nodes: nodes?, missing_in: missing_in?, how, short, because })
    }
}

/// How many boxes a node draws, copies included.
pub(super) fn boxes(node: &NodeSource) -> u64 {
    let inside = node.parts().into_iter().map(boxes).fold(0, u64::saturating_add);
    match node {
        NodeSource::Repeat(repeat) => inside.saturating_mul(u64::from(repeat.count)),
        _ => inside.saturating_add(u64::from(node.own_layer().is_some())),
    }
}

/// How many layers stand on each other at most.
fn levels(node: &NodeSource) -> u64 {
    let most = |parts: &mut dyn Iterator<Item = &NodeSource>| parts.map(levels).max().unwrap_or(0);
    match node {
        NodeSource::Stack(parts) => parts.iter().map(levels).fold(0, u64::saturating_add),
        NodeSource::Grid(rows) => {
            let rows = rows.iter();
            let high = rows.map(|row| most(&mut row.iter().filter_map(|cell| cell.of.as_ref())));
            high.fold(0, u64::saturating_add)
        }
        _ => most(&mut node.parts().into_iter()) + u64::from(node.own_layer().is_some()),
    }
}
