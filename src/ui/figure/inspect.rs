//! The card of a layer: gathers what the inspector shows.

use super::{Figure, layer_of};
use crate::{
    diagram::{
        Diagram, How, Layer, LayerShape,
        describe::{contents, links_of},
        layout::{Layout, PlacedBox},
        likeness::{Counterpart, counterpart, merely_same_place, names},
    },
    id::Id,
    ui::{
        inspector,
        paint::{Spot, placed},
        views::Cx,
    },
};
use egui::Ui;

/// The card of the layer that was clicked.
pub(super) fn open_card(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    at: Spot,
    index: usize,
) {
    let Some(b) = layout.boxes.get(index) else { return };
    let Some((diagram, layer)) = layer_of(figure, &b.path) else { return };
    let copies = layout
        .boxes
        .iter()
        .filter(|o| o.diagram == b.diagram && o.path.node == b.path.node)
        .count();
    let mut opposite = Vec::new();
    for other in figure.shown.iter().filter(|other| other.id != diagram.id) {
        let line = match counterpart(figure.same, diagram, &layer.id, other) {
            Counterpart::Layers { nodes, because } => inspector::Opposite {
                lead: opposite_words(other, &nodes),
                rest: if because.is_empty() {
                    "It does the same job there.".to_owned()
                } else {
                    because.join(" ")
                },
                missing: false,
            },
            Counterpart::Missing { because, .. } => inspector::Opposite {
                lead: format!("{}: none.", other.title),
                rest: because.unwrap_or_default().to_owned(),
                missing: true,
            },
        };
        opposite.push(line);
    }
    let card = inspector::Card {
        role: layer.role,
        name: layer.name.replace("{n}", ""),
        place: place(b, layer, diagram, copies),
        about: layer.about.clone(),
        manages: layer.manages,
        shape: layer.shape,
        contents: contents(&Layer { figures: Vec::new(), ..layer.clone() }),
        figures: figures(cx, layer),
        links: links_of(diagram, &b.path),
        opposite,
    };
    let anchor = placed(&b.rect, at, ui.pixels_per_point());
    let closed = inspector::show(ui, cx, &card, anchor);
    if closed {
        let by_keyboard = cx.views.by_keyboard;
        let view = cx.views.figures.entry(figure.key.clone()).or_default();
        view.inspected = None;
        view.refocus = by_keyboard;
        ui.ctx().request_repaint();
    }
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

/// "Kernel · in Node A, Virtual Machines, ×3"
fn place(b: &PlacedBox, layer: &Layer, diagram: &Diagram, copies: usize) -> String {
    let kind = match layer.shape {
        LayerShape::Box => layer.role.word(),
        LayerShape::Line => "Boundary",
        LayerShape::Absent => "Not there",
    };
    let within = match b.within.last() {
        // Of one among several copies, the name without its number would be wrong.
        Some((_, name)) if copies == 1 => format!("{name}, "),
        _ => String::new(),
    };
    let times = if copies > 1 { format!(", ×{copies}") } else { String::new() };
    format!("{kind} · in {within}{}{times}", diagram.title)
}

/// "Containers: Docker Engine, in the same place."
pub(super) fn opposite_words(other: &Diagram, nodes: &[(&Id, How)]) -> String {
    let how = if merely_same_place(nodes) { ", in the same place" } else { "" };
    format!("{}: {}{how}.", other.title, names(other, nodes))
}

/// For how long a pointer rests on a layer before its card opens by itself, in seconds.
const REST: f32 = 1.2;

/// A pointer that rests on a layer opens its card; one that leaves both closes it again.
pub(super) fn rested(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, hovered: Option<&PlacedBox>) {
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    let free = !figure.asked && figure.predict.is_none() && figure.following.is_none();
    match hovered {
        Some(b) if free && view.inspected.is_none() => {
            let (still, down) = ui.input(|input| {
                (input.pointer.time_since_last_movement(), input.pointer.any_down())
            });
            // Once a card was closed here, the pointer has to move before another opens.
            if still >= REST && !down && view.rested.as_ref() != Some(&b.path) {
                view.inspected = Some(b.path.clone());
                view.rested = Some(b.path.clone());
                view.by_rest = true;
                ui.ctx().request_repaint();
            } else if still < REST {
                view.rested = view.rested.take().filter(|_| still > 0.3);
                let left = std::time::Duration::from_secs_f32(REST - still);
                ui.ctx().request_repaint_after(left);
            }
        }
        // Closed while the pointer is here, it stays closed.
        Some(b) if view.inspected.is_some() => view.rested = Some(b.path.clone()),
        None if view.by_rest => {
            let pointer = ui.input(|input| input.pointer.hover_pos());
            let on_card = pointer.is_some_and(|at| inspector::covers(ui.ctx(), at));
            if !on_card {
                view.inspected = None;
                view.by_rest = false;
            }
        }
        _ => {}
    }
    if view.inspected.is_none() {
        view.by_rest = false;
    }
}
