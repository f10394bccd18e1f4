//! Checks and converts the links of a diagram.

use crate::{
    diagram::{Link, LinkKind, NodeRef},
    pack::{
        check::{
            checker::{Checker, Seen, all},
            index::Shape,
            names::Scope,
        },
        limits,
        path::Path,
        source::{DiagramSource, LinkSource},
    },
};

impl<'a> Checker<'a, '_> {
    pub(super) fn links(
        &mut self,
        source: &'a DiagramSource,
        path: &Path<'_>,
    ) -> Option<Vec<Link>> {
        // Each link draws one line at least.
        if source.links.len() as u64 > limits::LINKS {
            self.too_many_lines(source.links.len() as u64, &source.id, path);
            return None;
        }
        let mut seen = Seen::default();
        let links = all(source
            .links
            .iter()
            .enumerate()
            .map(|(number, link)| self.link(link, &path.index(number), source, &mut seen)))?;
        let shape = self.index.diagrams.get(source.id.as_str()).map(|diagram| &diagram.shape);
        let lines = shape.map_or(0, |shape| {
            links.iter().map(|link| lines(shape, link)).fold(0, u64::saturating_add)
        });
        if lines > limits::LINKS {
            self.too_many_lines(lines, &source.id, path);
            return None;
        }
        Some(links)
    }

    fn too_many_lines(&mut self, lines: u64, diagram: &str, path: &Path<'_>) {
        let message = format!("the links of the diagram `{diagram}` are {lines} lines");
        let most = limits::LINKS;
        let remedy = format!("At most {most} can be followed by the eye: name single copies.");
        self.report.error(path, message, Some(remedy));
    }

    fn link(
        &mut self,
        source: &'a LinkSource,
        path: &Path<'_>,
        diagram: &'a DiagramSource,
        seen: &mut Seen<'a>,
    ) -> Option<Link> {
        let id = self.new_id(&source.id, &path.field("id"), "link", seen);
        let name = &source.id;
        let what = format_args!("the label of the link `{}/{name}`", diagram.id);
        let label = self.optional(source.label.as_deref(), &path.field("label"), what);
        let scope = Scope::Parts(&diagram.id);
        let mut end = |text: &str, field: &'static str| {
            let at = path.field(field);
            let node = self.layer(text, &at, None, scope, None)?;
            let known = self.index.diagrams.get(diagram.id.as_str());
            let layer = known.and_then(|known| known.shape.boxes.get(node.node.as_str()));
            if layer.is_some_and(|layer| layer.absent) {
                let message = format!("`{text}` is absent: nothing leads from or to it");
                let remedy = "Link something else, or take `absent` from the layer.".to_owned();
                self.report.error(&at, message, Some(remedy));
            } else if layer.is_some_and(|layer| layer.manages) && source.kind == LinkKind::Data {
                let message = format!("`{text}` manages others, and data does not pass through it");
                let remedy = "Write `kind: Control`.".to_owned();
                self.report.warning(&at, message, Some(remedy));
            }
            Some(NodeRef { diagram: None, ..node })
        };
        let (from, to) = (end(&source.from, "from"), end(&source.to, "to"));
        let (from, to) = (from?, to?);
        let shape = self.index.diagrams.get(diagram.id.as_str()).map(|diagram| &diagram.shape);
        let holds = |outer: &NodeRef, inner: &NodeRef| {
            let Some(shape) = shape else { return false };
            let Some(outer) = shape.holder(outer.node.as_str()) else { return false };
            let inner = inner.node.as_str();
            shape.layers_in(outer).contains(&inner)
                || shape.holder(inner).is_some_and(|inner| {
                    let (outer, inner) = (&outer.layers, &inner.layers);
                    outer.start <= inner.start && inner.end <= outer.end
                })
        };
        let within = if from == to {
            Some(format!("the link `{name}` leads from `{}` to itself", source.from))
        } else if holds(&from, &to) {
            Some(format!("`{}` lies in `{}`", source.to, source.from))
        } else if holds(&to, &from) {
            Some(format!("`{}` lies in `{}`", source.from, source.to))
        } else {
            None
        };
        if let Some(message) = within {
            let remedy = "Link two parts that stand apart.".to_owned();
            self.report.error(&path.field("to"), message, Some(remedy));
            return None;
        }
        Some(Link { id: id?, from, to, label, kind: source.kind, arrow: source.arrow })
    }
}

/// How many lines a link draws: one for each two ends that lie in the same copies of every repeat.
fn lines(shape: &Shape<'_>, link: &Link) -> u64 {
    let chain = |node: &NodeRef| shape.chain(node.node.as_str());
    let (Some(from), Some(to)) = (chain(&link.from), chain(&link.to)) else { return 0 };
    let named =
        |node: &NodeRef, repeat: &str| node.copies.iter().any(|(id, _)| id.as_str() == repeat);
    let mut lines = 1_u64;
    for (repeat, count) in from {
        if !named(&link.from, repeat) && !named(&link.to, repeat) {
            lines = lines.saturating_mul(u64::from(*count));
        }
    }
    for (repeat, count) in to {
        let shared = from.iter().any(|(other, _)| other == repeat);
        if !shared && !named(&link.to, repeat) {
            lines = lines.saturating_mul(u64::from(*count));
        }
    }
    lines
}
