//! A diagram in words: complete, for those who do not see it, and for taking along as text.

use crate::{
    diagram::{
        layout::{
            geometry::Rect,
            placed::{Layout, PlacedFrame},
        },
        model::{
            Arrow, Diagram, Frame, Layer, Link, LinkKind, NodePath, NodeRef, Part, PartKind, Same,
            likeness::{Counterpart, Likeness, merely_same_place, names},
        },
    },
    id::Id,
};
use std::{
    borrow::Cow,
    fmt::{Display, Write},
};

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
        if let Some(body) = diagram.body() {
            outline(&mut text, 1, diagram, body);
        }
        links(&mut text, diagram);
        text.push('\n');
    }
    if diagrams.len() > 1 {
        opposites(&mut text, diagrams, &Likeness::of(same));
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn line(text: &mut String, depth: usize, words: impl Display) {
    let _infallible = writeln!(text, "{:indent$}{words}", "", indent = 2 * depth);
}

fn outline(text: &mut String, depth: usize, diagram: &Diagram, part: Part<'_>) {
    match part.kind() {
        PartKind::Layer(layer) => {
            line(text, depth, format_args!("- {}", layer_words(diagram, layer)));
        }
        PartKind::Stack => {
            for inner in part.children_reversed() {
                outline(text, depth, diagram, inner);
            }
        }
        PartKind::Row => {
            line(text, depth, "- Side by side, from the left:");
            inside(text, depth + 1, diagram, part);
        }
        PartKind::Repeat(repeat) => {
            let count = match repeat.count {
                1 => "Once".to_owned(),
                count => format!("{count} times side by side"),
            };
            line(text, depth, format_args!("- {count}{}:", frame_words(repeat.frame)));
            inside(text, depth + 1, diagram, part);
        }
        PartKind::Group(group) => {
            let about = group.about.as_ref().map(|about| format!(" {about}")).unwrap_or_default();
            let (name, frame) = (numbered(&group.name), frame_words(group.frame));
            line(text, depth, format_args!("- {name}{frame}:{about}"));
            inside(text, depth + 1, diagram, part);
        }
        PartKind::Grid(grid) => {
            line(text, depth, format_args!("- In {} columns, row by row:", grid.columns()));
            for row in grid.rows.iter().rev() {
                line(text, depth + 1, "- From the left:");
                for cell in row {
                    let across = match cell.span {
                        1 => "1 column".to_owned(),
                        span => format!("{span} columns"),
                    };
                    match cell.of.and_then(|of| part.at(of)) {
                        Some(inner) => {
                            line(text, depth + 2, format_args!("- Across {across}:"));
                            outline(text, depth + 3, diagram, inner);
                        }
                        None => line(text, depth + 2, format_args!("- Free, {across}")),
                    }
                }
            }
        }
        PartKind::Tree(labels) => {
            let mut children = part.children();
            if let Some(root) = children.next() {
                outline(text, depth, diagram, root);
            }
            for (branch, label) in children.zip(labels) {
                let to = label.as_ref();
                let to = to.map_or_else(|| "It leads to:".to_owned(), |to| format!("{to}:"));
                line(text, depth + 1, format_args!("- {to}"));
                outline(text, depth + 2, diagram, branch);
            }
        }
    }
}

fn inside(text: &mut String, depth: usize, diagram: &Diagram, part: Part<'_>) {
    for inner in part.children() {
        outline(text, depth, diagram, inner);
    }
}

fn frame_words(frame: Frame) -> &'static str {
    match frame {
        Frame::Solid => ", in a solid frame (a boundary that hardware enforces)",
        Frame::Dashed => ", in a dashed frame (a boundary that a kernel enforces)",
        Frame::None => "",
    }
}

/// A name that stands once in each copy, with "1, 2, …" in the place of its number.
fn numbered(name: &str) -> Cow<'_, str> {
    if !name.contains('{') {
        return name.into();
    }
    name.replace("{n}", " 1, 2, …").replace("  ", " ").into()
}

fn layer_words(diagram: &Diagram, layer: &Layer) -> String {
    let name = numbered(&layer.name);
    let note = layer.note.as_ref().map(|note| format!(", {note}")).unwrap_or_default();
    let manages = layer.manages.then_some("manages others and does not carry them");
    let kinds: Vec<&str> = diagram.kind_of(layer).into_iter().chain(manages).collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
    let inside = contents(layer).map(|words| format!(" {words}")).unwrap_or_default();
    format!("{name}{note}{kinds}: {}{inside}", layer.about)
}

/// What stands in a layer's box beside its name, and what was measured of it, in words.
#[must_use]
pub fn contents(layer: &Layer) -> Option<String> {
    if layer.badges.is_empty() && layer.gauges.is_empty() && layer.figures.is_empty() {
        return None;
    }
    let of = |on: bool| {
        let badges = layer.badges.iter().filter(|badge| badge.on == on);
        badges.map(|badge| badge.text.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut words = Vec::new();
    for (lead, list) in [("Has", of(true)), ("Lacks", of(false))] {
        if !list.is_empty() {
            words.push(format!("{lead}: {list}."));
        }
    }
    for gauge in &layer.gauges {
        words.push(format!("{}: {} %.", gauge.name, gauge.percent));
    }
    words.extend(layer.figures.iter().map(|figure| figure.text.clone()));
    (!words.is_empty()).then(|| words.join(" "))
}

/// What lies in a part, in words: "Holds: Guest OS, Bins, App."
#[must_use]
pub fn held(part: Part<'_>) -> String {
    format!("Holds: {}.", layers_words(part, HELD))
}

/// How many of a group's layers are named at most, and how many of a copy's.
const HELD: usize = 8;
const HELD_IN_COPY: usize = 3;

/// The names of a part's layers, each once, no more than `most`.
fn layers_words(part: Part<'_>, most: usize) -> String {
    let mut names: Vec<&str> = Vec::new();
    for layer in part.layers() {
        let name = layer.name.trim_end_matches("{n}").trim_end();
        if !names.contains(&name) {
            names.push(name);
        }
        if names.len() > most {
            break;
        }
    }
    let more = if names.len() > most { " and more" } else { "" };
    names.truncate(most);
    format!("{}{more}", names.join(", "))
}

/// The links of a diagram, each in a line.
fn links(text: &mut String, diagram: &Diagram) {
    if diagram.links.is_empty() {
        return;
    }
    line(text, 0, "Links:");
    for link in &diagram.links {
        line(text, 1, format_args!("- {}", link_words(diagram, link)));
    }
}

/// The links that lead from or to one drawn box, each in words; of those that are dead, that too.
#[must_use]
pub fn links_of(diagram: &Diagram, path: &NodePath, dead: &[&Id]) -> Vec<String> {
    let here = |node: &NodeRef| {
        // A link's end names its copies; only its diagram may be left out.
        NodeRef { diagram: None, ..node.clone() }.means(path)
    };
    let own = |node: &NodeRef| match diagram.name_of(&node.node) {
        Some(name) if here(node) => filled(name, path),
        _ => end_words(diagram, node),
    };
    let at = |link: &&Link| here(&link.from) || here(&link.to);
    let said = |link: &Link| {
        let dead = if dead.contains(&&link.id) { DEAD } else { "" };
        format!("{}{dead}", words_of(link, own))
    };
    diagram.links.iter().filter(at).map(said).collect()
}

/// Said of a link of which an end has failed.
pub const DEAD: &str = ", dead";

/// What of a picture has failed, in words; nothing where nothing has.
#[must_use]
pub fn failed_words(layout: &Layout) -> Option<String> {
    let groups = layout.frames.iter().filter(|frame| frame.failed && frame.title.is_some());
    let groups: Vec<&PlacedFrame> = groups.collect();
    let in_one = |diagram: usize, rect: &Rect, path: &NodePath| {
        let mut round = groups.iter().filter(|group| group.path != *path);
        round.any(|group| group.holds(diagram, rect))
    };
    // A failed group is named alone, without what lies in it.
    let outer = groups.iter().filter(|group| !in_one(group.diagram, &group.rect, &group.path));
    let outer = outer.filter_map(|group| Some(group.title.as_ref()?.name.as_str()));
    let alone = layout.boxes.iter().filter(|b| b.failed && !in_one(b.diagram, &b.rect, &b.path));
    let mut names: Vec<&str> = outer.chain(alone.map(|b| &*b.name)).collect();
    let more = names.len().saturating_sub(FAILED);
    names.truncate(FAILED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!names.is_empty()).then(|| format!("Failed: {}{more}.", names.join(", ")))
}

/// At most so many failed parts are named.
const FAILED: usize = 24;

/// A name with the number of the copy.
fn filled(name: &str, path: &NodePath) -> String {
    let number = path.copies.last().map(|(_, number)| number.to_string()).unwrap_or_default();
    name.replace("{n}", &number)
}

/// One link: "Docker CLI → dockerd: REST (control)".
#[must_use]
pub fn link_words(diagram: &Diagram, link: &Link) -> String {
    words_of(link, |node| end_words(diagram, node))
}

/// What a link leads to: "dockerd", "VM 2", "VM 1, 2, …", or all copies of a repeat, "every VM".
fn end_words(diagram: &Diagram, node: &NodeRef) -> String {
    if let Some(name) = diagram.name_of(&node.node) {
        return match node.copies.last() {
            Some((_, number)) => name.replace("{n}", &number.to_string()),
            None => numbered(name).into_owned(),
        };
    }
    let Some(copy) = diagram.part(&node.node).and_then(|repeat| repeat.children().next()) else {
        return String::new();
    };
    let name = match copy.kind() {
        PartKind::Layer(layer) => &layer.name,
        PartKind::Group(group) => &group.name,
        _ => return format!("every copy of {}", layers_words(copy, HELD_IN_COPY)),
    };
    format!("every {}", name.replace("{n}", "").split_whitespace().collect::<Vec<_>>().join(" "))
}

fn words_of(link: &Link, name: impl Fn(&NodeRef) -> String) -> String {
    let arrow = match link.arrow {
        Arrow::To => "→",
        Arrow::Both => "↔",
        Arrow::None => "–",
    };
    let label = link.label.as_ref().map(|label| format!(": {label}")).unwrap_or_default();
    let kind = match link.kind {
        LinkKind::Data => "",
        LinkKind::Control => " (control)",
    };
    format!("{} {arrow} {}{label}{kind}", name(&link.from), name(&link.to))
}

fn opposites(text: &mut String, diagrams: &[&Diagram], likeness: &Likeness<&[Same]>) {
    let mut lines = String::new();
    for (number, diagram) in diagrams.iter().enumerate() {
        for layer in diagram.layers() {
            for (position, other) in diagrams.iter().enumerate().filter(|(p, _)| *p != number) {
                let name = layer.name.trim_end_matches("{n}");
                match likeness.counterpart(diagram, &layer.id, other) {
                    // Each pair is told once, at the diagram further left.
                    Counterpart::Layers { nodes, because } if position > number => {
                        let how = if merely_same_place(&nodes) {
                            "stands in the same place as"
                        } else {
                            "does the job of"
                        };
                        let because = because.iter().map(|b| format!(" {b}")).collect::<String>();
                        let words = format!(
                            "- {name} ({}) {how} {} ({}).{because}",
                            diagram.title,
                            names(other, &nodes),
                            other.title
                        );
                        line(&mut lines, 1, &words);
                    }
                    Counterpart::Layers { .. } | Counterpart::Unsaid => {}
                    Counterpart::Missing { because, .. } => {
                        let words = format!(
                            "- {name} ({}) has no counterpart in {}. {because}",
                            diagram.title, other.title
                        );
                        line(&mut lines, 1, &words);
                    }
                }
            }
        }
    }
    if !lines.is_empty() {
        line(text, 0, "Side by side:");
        text.push_str(&lines);
    }
}
