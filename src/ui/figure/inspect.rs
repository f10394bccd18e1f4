//! The card of a layer or a group: gathers what the inspector shows.

use super::{Figure, layer_of};
use crate::{
    diagram::{
        Diagram, Frame, How, Layer, LayerRole, LayerShape, NodePath,
        describe::{contents, held, links_of},
        layout::{Layout, PlacedBox, PlacedFrame, Stop},
        likeness::{Counterpart, counterpart, merely_same_place, names},
    },
    id::Id,
    ui::{
        inspector,
        paint::{Spot, placed},
        views::Cx,
    },
};
use egui::{Pos2, Ui};

/// The card of the layer that was clicked.
pub(super) fn open_card(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    at: Spot,
    index: usize,
) {
    let Some(stop) = layout.stop(index) else { return };
    let copies = layout.stops().filter(|(_, other)| {
        other.diagram() == stop.diagram() && other.path().node == stop.path().node
    });
    let copies = copies.count();
    let card = match stop {
        Stop::Layer(b) => layer_card(cx, figure, b, copies),
        Stop::Group(frame, _) => group_card(figure, frame, copies),
    };
    let Some(card) = card else { return };
    // Beside all of a group, not only its name: what lies in it stays in sight.
    let whole = match stop {
        Stop::Layer(b) => &b.rect,
        Stop::Group(frame, _) => &frame.rect,
    };
    let anchor = placed(whole, at, ui.pixels_per_point());
    let closed = inspector::show(ui, cx, &card, anchor);
    if closed {
        let by_keyboard = cx.views.by_keyboard;
        let view = cx.views.figures.entry(figure.key.clone()).or_default();
        view.inspected = None;
        view.refocus = by_keyboard;
        ui.ctx().request_repaint();
    }
}

fn layer_card(
    cx: &Cx<'_>,
    figure: &Figure<'_>,
    b: &PlacedBox,
    copies: usize,
) -> Option<inspector::Card> {
    let (diagram, layer) = layer_of(figure, &b.path)?;
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
                rest: because.to_owned(),
                missing: true,
            },
            Counterpart::Unsaid => continue,
        };
        opposite.push(line);
    }
    Some(inspector::Card {
        role: layer.role,
        name: layer.name.replace("{n}", ""),
        place: place(kind_of(layer), Stop::Layer(b), diagram, copies),
        about: Some(layer.about.clone()),
        manages: layer.manages,
        shape: layer.shape,
        contents: contents(&Layer { figures: Vec::new(), ..layer.clone() }),
        figures: figures(cx, layer),
        links: links_of(diagram, &b.path),
        opposite,
    })
}

/// The card of a group: what it is and what lies in it.
fn group_card(figure: &Figure<'_>, frame: &PlacedFrame, copies: usize) -> Option<inspector::Card> {
    let diagram = figure.shown.get(frame.diagram)?;
    let group = diagram.group(&frame.path.node)?;
    let title = frame.title.as_ref()?;
    let kind = match group.frame {
        Frame::Solid => "Group, its boundary enforced by hardware",
        Frame::Dashed => "Group, its boundary enforced by a kernel",
        Frame::None => "Group",
    };
    let holds = match &frame.closed {
        Some(closed) => format!("Closed: {}.", closed.words()),
        None => held(group),
    };
    Some(inspector::Card {
        role: LayerRole::Neutral,
        name: group.name.replace("{n}", "").trim_end().to_owned(),
        place: place(kind, Stop::Group(frame, title), diagram, copies),
        about: group.about.clone(),
        manages: false,
        shape: LayerShape::Box,
        contents: Some(holds),
        figures: Vec::new(),
        links: links_of(diagram, &frame.path),
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

fn kind_of(layer: &Layer) -> &'static str {
    match layer.shape {
        LayerShape::Box => layer.role.word(),
        LayerShape::Line => "Boundary",
        LayerShape::Absent => "Not there",
    }
}

/// "Kernel · in Node A, Virtual Machines, ×3"
fn place(kind: &str, stop: Stop<'_>, diagram: &Diagram, copies: usize) -> String {
    let within = match stop.within().last() {
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
pub(super) fn rested(
    ui: &Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    place: Pos2,
    hovered: Option<&NodePath>,
) {
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    let now = ui.input(|input| input.time);
    let free = !figure.asked && figure.predict.is_none() && figure.following.is_none();
    let was_free = std::mem::replace(&mut view.was_free, free);
    let freed = free && !was_free;
    // Where the figure moved under the pointer, or what was pointed at was an answer, nobody has
    // pointed at anything.
    if freed || view.stands_at.is_none_or(|(at, _)| at.distance(place) > 1.0) {
        view.stands_at = Some((place, now));
    }
    let since = ui.input(|input| f64::from(input.pointer.time_since_last_movement()));
    let pointed = view.stands_at.is_some_and(|(_, moved)| now - since >= moved);
    let hovered = hovered.filter(|_| pointed || view.inspected.is_some());
    match hovered {
        Some(path) if free && view.inspected.is_none() => {
            let (still, down) = ui.input(|input| {
                (input.pointer.time_since_last_movement(), input.pointer.any_down())
            });
            // Once a card was closed here, the pointer has to move before another opens.
            if still >= REST && !down && view.rested.as_ref() != Some(path) {
                view.inspected = Some(path.clone());
                view.rested = Some(path.clone());
                view.by_rest = true;
                ui.ctx().request_repaint();
            } else if still < REST {
                view.rested = view.rested.take().filter(|_| still > 0.3);
                let left = std::time::Duration::from_secs_f32(REST - still);
                ui.ctx().request_repaint_after(left);
            }
        }
        // Closed while the pointer is here, it stays closed.
        Some(path) if view.inspected.is_some() => view.rested = Some(path.clone()),
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
