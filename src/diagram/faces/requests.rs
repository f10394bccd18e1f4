//! Requests in words: who takes them, hop by hop, and where they go one way or another.

use crate::diagram::model::{
    ChoiceKind, Diagram, Hop, Trace, TraceKind, TracePath,
    outline::{OutlineItem, OutlineRow},
};
use std::fmt::{Display, Write};

/// A text outline of requests through these diagrams: the ways of a choice below it. Paths through
/// other diagrams are left out.
#[must_use]
pub fn describe_requests<'t>(
    diagrams: &[&Diagram],
    traces: impl IntoIterator<Item = &'t Trace>,
) -> String {
    let mut text = String::new();
    for trace in traces {
        let kind = match trace.kind {
            TraceKind::Request => "",
            TraceKind::Control => " (it sets something up)",
            TraceKind::Decision => " (a decision)",
        };
        line(&mut text, 0, format_args!("{}{kind}", trace.title));
        for path in &trace.paths {
            let diagram = diagrams.iter().find(|diagram| diagram.id == path.diagram);
            if let Some(diagram) = diagram {
                line(&mut text, 1, format_args!("- {}:", diagram.title));
                path_words(&mut text, diagram, path);
            }
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn path_words(text: &mut String, diagram: &Diagram, path: &TracePath) {
    for OutlineRow { depth, what, .. } in path.outline() {
        // A way stands below its choice, and its hops below the way.
        let depth = 2 + 2 * depth;
        match what {
            OutlineItem::Hop(hop) => {
                let name = layer_name(diagram, hop);
                line(text, depth, format_args!("- {} {name}: {}", hop.label, hop.say));
            }
            OutlineItem::Choice(choice) => {
                let decides = match choice.kind {
                    ChoiceKind::When(_) => "it depends",
                    ChoiceKind::Either(_) => "any of these will do",
                };
                line(text, depth, format_args!("- {} ({decides})", choice.kind.words()));
            }
            OutlineItem::Way(way) => {
                let ends = if way.ends { " (the request ends there)" } else { "" };
                line(text, depth + 1, format_args!("- {}{ends}:", way.name));
            }
        }
    }
}

/// The layer that a hop is at, with the number of its copy.
#[must_use]
pub fn layer_name(diagram: &Diagram, hop: &Hop) -> String {
    let name = diagram.layer(&hop.at.node).map_or("", |layer| &layer.name);
    name.replace("{n}", &hop.at.copies.last().map_or(1, |(_, n)| *n).to_string())
}

fn line(text: &mut String, depth: usize, words: impl Display) {
    let _infallible = writeln!(text, "{:indent$}{words}", "", indent = 2 * depth);
}
