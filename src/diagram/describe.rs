//! A diagram in words: complete, for those who do not see it, and for taking along as text.

use crate::diagram::{
    Diagram, Frame, How, Layer, Node, Same,
    likeness::{Counterpart, counterpart},
};
use std::fmt::Write;

/// A text outline of diagrams that stand side by side: each from the ground up, then how their
/// layers answer to each other.
#[must_use]
pub fn describe(diagrams: &[&Diagram], same: &[Same]) -> String {
    let mut text = String::new();
    for diagram in diagrams {
        line(&mut text, 0, &diagram.title);
        if !diagram.caption.is_empty() {
            line(&mut text, 0, &diagram.caption);
        }
        line(&mut text, 0, "From the ground up:");
        outline(&mut text, 1, &diagram.body);
        text.push('\n');
    }
    if diagrams.len() > 1 {
        opposites(&mut text, diagrams, same);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn line(text: &mut String, depth: usize, words: &str) {
    let _infallible = writeln!(text, "{}{words}", "  ".repeat(depth));
}

fn outline(text: &mut String, depth: usize, node: &Node) {
    match node {
        Node::Layer(layer) => line(text, depth, &format!("- {}", layer_words(layer))),
        Node::Stack(parts) => {
            for part in parts.iter().rev() {
                outline(text, depth, part);
            }
        }
        Node::Row(parts) => {
            line(text, depth, "- Side by side, from the left:");
            for part in parts {
                outline(text, depth + 1, part);
            }
        }
        Node::Repeat(repeat) => {
            let count = match repeat.count {
                1 => "Once".to_owned(),
                count => format!("{count} times side by side"),
            };
            let frame = match repeat.frame {
                Frame::Solid => ", in a solid frame (a boundary that hardware enforces)",
                Frame::Dashed => ", in a dashed frame (a boundary that a kernel enforces)",
                Frame::None => "",
            };
            line(text, depth, &format!("- {count}{frame}:"));
            outline(text, depth + 1, &repeat.of);
        }
    }
}

fn layer_words(layer: &Layer) -> String {
    let name = layer.name.replace("{n}", " 1, 2, …");
    let note = layer.note.as_ref().map(|note| format!(", {note}")).unwrap_or_default();
    let manages = if layer.manages { ", manages others and does not carry them" } else { "" };
    format!("{name}{note} ({}{manages}): {}", layer.role.word(), layer.about)
}

fn opposites(text: &mut String, diagrams: &[&Diagram], same: &[Same]) {
    line(text, 0, "Side by side:");
    for (number, diagram) in diagrams.iter().enumerate() {
        for layer in diagram.layers() {
            for (position, other) in diagrams.iter().enumerate().filter(|(p, _)| *p != number) {
                let name = layer.name.trim_end_matches("{n}");
                match counterpart(same, diagram, &layer.id, other) {
                    // Said once, from the left.
                    Counterpart::Layers { nodes, because } if position > number => {
                        let names: Vec<&str> = nodes
                            .iter()
                            .filter_map(|(id, _)| other.layer(id))
                            .map(|layer| layer.name.trim_end_matches("{n}"))
                            .collect();
                        let merely = nodes.iter().all(|(_, how)| *how == How::SamePlace);
                        let how =
                            if merely { "stands in the same place as" } else { "does the job of" };
                        let because = because.iter().map(|b| format!(" {b}")).collect::<String>();
                        let words = format!(
                            "- {name} ({}) {how} {} ({}).{because}",
                            diagram.title,
                            names.join(", "),
                            other.title
                        );
                        line(text, 1, &words);
                    }
                    Counterpart::Layers { .. } => {}
                    Counterpart::Missing { because, .. } => {
                        let because = because.map(|b| format!(" {b}")).unwrap_or_default();
                        let words = format!(
                            "- {name} ({}) has no counterpart in {}.{because}",
                            diagram.title, other.title
                        );
                        line(text, 1, &words);
                    }
                }
            }
        }
    }
}
