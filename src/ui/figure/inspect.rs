//! The card of a layer or a group: gathers what the inspector shows.

use crate::{
    diagram::{
        Diagram, Frame, How, Layer, LayerRole, LayerShape,
        describe::{contents, held, links_of},
        layout::{Layout, PlacedBox, PlacedFrame, Stop},
        likeness::{Counterpart, merely_same_place, names},
    },
    id::Id,
    ui::{
        cx::Cx,
        figure::{card, subject::Figure},
    },
};
use egui::Ui;
use std::collections::HashMap;

/// The card of a layer or a group of which there are `copies`.
pub(super) fn card_of(
    cx: &Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    (index, copies): (usize, usize),
) -> Option<card::Card> {
    match layout.stop(index)? {
        Stop::Layer(b) => layer_card(cx, figure, layout, b, copies),
        Stop::Group(frame, _) => group_card(figure, layout, frame, copies),
    }
}

/// How high the highest card of a figure is, in points.
pub(super) fn tallest(
    ui: &Ui,
    cx: &Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    width: f32,
) -> f32 {
    let mut copies: HashMap<(usize, &Id), usize> = HashMap::new();
    let mut first: Vec<usize> = Vec::new();
    for (index, stop) in layout.stops() {
        let count = copies.entry((stop.diagram(), &stop.path().node)).or_default();
        *count += 1;
        if *count == 1 && first.len() < MANY {
            first.push(index);
        }
    }
    let cards = first.into_iter().filter_map(|index| {
        let stop = layout.stop(index)?;
        let count = copies.get(&(stop.diagram(), &stop.path().node)).copied().unwrap_or(1);
        card_of(cx, figure, layout, (index, count))
    });
    cards.map(|card| card.height(ui, cx.tokens, width)).fold(0.0, f32::max)
}

/// Of a figure with more layers than this not every card is measured; a card that is higher than
/// the measured ones is scrolled.
const MANY: usize = 64;

fn layer_card(
    cx: &Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    b: &PlacedBox,
    copies: usize,
) -> Option<card::Card> {
    let (diagram, layer) = figure.layer_of(&b.path)?;
    let mut opposite = Vec::new();
    for other in figure.shown.iter().filter(|other| other.id != diagram.id) {
        let line = match figure.same.counterpart(diagram, &layer.id, other) {
            Counterpart::Layers { nodes, because } => card::Opposite {
                lead: opposite_words(other, &nodes),
                rest: if because.is_empty() {
                    "It does the same job there.".to_owned()
                } else {
                    because.join(" ")
                },
                missing: false,
            },
            Counterpart::Missing { because, .. } => card::Opposite {
                lead: format!("{}: none.", other.title),
                rest: because.to_owned(),
                missing: true,
            },
            Counterpart::Unsaid => continue,
        };
        opposite.push(line);
    }
    Some(card::Card {
        role: layer.role,
        name: layer.name.replace("{n}", ""),
        place: place(kind_of(diagram, layer), Stop::Layer(b), diagram, copies),
        about: Some(layer.about.clone()),
        manages: layer.manages,
        shape: layer.shape,
        contents: contents(&Layer { figures: Vec::new(), ..layer.clone() }),
        figures: figures(cx, layer),
        links: links_of(diagram, &b.path, &layout.dead_links(&b.path)),
        opposite,
    })
}

/// The card of a group: what it is and what lies in it.
fn group_card(
    figure: &Figure<'_>,
    layout: &Layout,
    frame: &PlacedFrame,
    copies: usize,
) -> Option<card::Card> {
    let diagram = figure.shown.get(frame.diagram)?;
    let part = diagram.part(&frame.path.node)?;
    let group = part.group()?;
    let title = frame.title.as_ref()?;
    let kind = match group.frame {
        Frame::Solid => "Group, its boundary enforced by hardware",
        Frame::Dashed => "Group, its boundary enforced by a kernel",
        Frame::None => "Group",
    };
    let holds = match &frame.closed {
        Some(closed) => format!("Closed: {}.", frame.inside_words(closed)),
        None => held(part),
    };
    Some(card::Card {
        role: LayerRole::Neutral,
        name: group.name.replace("{n}", "").trim_end().to_owned(),
        place: place(Some(kind), Stop::Group(frame, title), diagram, copies),
        about: group.about.clone(),
        manages: false,
        shape: LayerShape::Box,
        contents: Some(holds),
        figures: Vec::new(),
        links: links_of(diagram, &frame.path, &layout.dead_links(&frame.path)),
        opposite: Vec::new(),
    })
}

/// What was measured of a layer, each with its source and its year.
fn figures(cx: &Cx<'_>, layer: &Layer) -> Vec<(String, String)> {
    let Some((_, course, _)) = cx.model.open_lesson() else { return Vec::new() };
    let each = layer.figures.iter().filter_map(|figure| {
        let source = course.source(&figure.source)?;
        Some((figure.text.clone(), format!("{} ({})", source.title, source.year)))
    });
    each.collect()
}

fn kind_of<'d>(diagram: &'d Diagram, layer: &Layer) -> Option<&'d str> {
    match layer.shape {
        LayerShape::Box => diagram.roles.of(layer.role),
        LayerShape::Line => Some("Boundary"),
        LayerShape::Absent => Some("Not there"),
    }
}

/// "Failed · Kernel · in Node A, Virtual Machines, ×3", or "In Virtual Machines" where the role has
/// no word.
fn place(kind: Option<&str>, stop: Stop<'_>, diagram: &Diagram, copies: usize) -> String {
    let within = match stop.within().last() {
        // Of one among several copies, the name without its number would be wrong.
        Some((_, name)) if copies == 1 => format!("{name}, "),
        _ => String::new(),
    };
    let times = if copies > 1 { format!(", ×{copies}") } else { String::new() };
    let failed = stop.failed().then_some("Failed");
    let lead: Vec<&str> = failed.into_iter().chain(kind).collect();
    let place = format!("{within}{}{times}", diagram.title);
    if lead.is_empty() {
        return format!("In {place}");
    }
    format!("{} · in {place}", lead.join(" · "))
}

/// "Containers: Docker Engine, in the same place."
pub(super) fn opposite_words(other: &Diagram, nodes: &[(&Id, How)]) -> String {
    let how = if merely_same_place(nodes) { ", in the same place" } else { "" };
    format!("{}: {}{how}.", other.title, names(other, nodes))
}
