//! The card of a layer: gathers what the inspector shows.

use super::{Figure, layer_of};
use crate::{
    diagram::{
        Diagram, How,
        layout::Layout,
        likeness::{Counterpart, counterpart},
    },
    id::Id,
    ui::{inspector, paint::placed, views::Cx},
};
use egui::{Pos2, Ui};

/// The card of the layer that was clicked.
pub(super) fn open_card(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    origin: Pos2,
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
        place: match copies {
            1 => format!("{} · in {}", layer.role.word(), diagram.title),
            _ => format!("{} · in {}, ×{copies}", layer.role.word(), diagram.title),
        },
        about: layer.about.clone(),
        manages: layer.manages,
        opposite,
    };
    let anchor = placed(&b.rect, origin, ui.pixels_per_point());
    let closed = inspector::show(ui, cx, &card, anchor);
    if closed {
        let by_keyboard = cx.views.by_keyboard;
        let view = cx.views.figures.entry(figure.key.clone()).or_default();
        view.inspected = None;
        view.refocus = by_keyboard;
        ui.ctx().request_repaint();
    }
}

/// "Containers: Docker Engine, in the same place."
pub(super) fn opposite_words(other: &Diagram, nodes: &[(&Id, How)]) -> String {
    let names: Vec<&str> = nodes
        .iter()
        .filter_map(|(id, _)| other.layer(id))
        .map(|layer| layer.name.trim_end_matches("{n}"))
        .collect();
    let merely = nodes.iter().all(|(_, how)| *how == How::SamePlace);
    let how = if merely { ", in the same place" } else { "" };
    format!("{}: {}{how}.", other.title, names.join(", "))
}
