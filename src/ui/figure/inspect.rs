//! The card of a layer: gathers what the inspector shows.

use super::{Figure, layer_of};
use crate::{
    diagram::{
        How,
        layout::Layout,
        likeness::{Counterpart, counterpart},
    },
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
            Counterpart::Layers { nodes, how, because } => {
                let names: Vec<&str> = nodes
                    .iter()
                    .filter_map(|id| other.layer(id))
                    .map(|layer| layer.name.trim_end_matches("{n}"))
                    .collect();
                inspector::Opposite {
                    lead: match how {
                        How::SameJob => format!("{}: {}.", other.title, names.join(", ")),
                        How::SamePlace => {
                            format!("{}: {}, in the same place.", other.title, names.join(", "))
                        }
                    },
                    rest: because.map_or_else(|| same_job(how), str::to_owned),
                    missing: false,
                }
            }
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
        let view = cx.views.figures.entry(figure.key.clone()).or_default();
        view.inspected = None;
        ui.ctx().request_repaint();
    }
}

fn same_job(how: How) -> String {
    match how {
        How::SameJob => "It does the same job there.".to_owned(),
        How::SamePlace => String::new(),
    }
}
