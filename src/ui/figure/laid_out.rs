//! The layout of a figure: kept while nothing changes that it hangs on, and for a large figure made
//! beside the window.

use super::{Figure, Nodes};
use crate::{
    diagram::{
        Diagram, Request, Same,
        layout::{Layout, lay_out},
    },
    theme::{NotoMeasure, TextStyle},
    ui::{
        text,
        views::{Cx, LayoutKey},
    },
};
use egui::{Ui, accesskit::Role};
use std::sync::Arc;

/// From so many boxes on, a figure is laid out beside the window instead of making it wait.
pub(super) const SLOW: u64 = 10_000;

/// The layout, made anew only when something that it hangs on has changed. Nothing yet: a large
/// one is on its way.
pub(super) fn layout(
    ui: &Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    width: f32,
    low: bool,
) -> Option<Arc<Layout>> {
    let key = LayoutKey {
        diagrams: figure.shown.iter().map(|diagram| diagram.id.clone()).collect(),
        width,
        low,
        visit: cx.model.navigation.visit,
    };
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    if let Some((made_for, layout)) = &view.layout
        && *made_for == key
    {
        return Some(layout.clone());
    }
    let made = move |shown: &[Arc<Diagram>], same: &[Same]| {
        let diagrams: Vec<&Diagram> = shown.iter().map(AsRef::as_ref).collect();
        Arc::new(lay_out(&Request { diagrams: &diagrams, same, width, low, measure: &NotoMeasure }))
    };
    if boxes(figure) < SLOW {
        let layout = made(&figure.shown, figure.same);
        view.layout = Some((key, layout.clone()));
        return Some(layout);
    }
    // What was asked for meanwhile is not waited for any longer.
    let coming = view.coming.take().filter(|(made_for, _)| *made_for == key);
    let (made_for, reply) = coming.unwrap_or_else(|| {
        let (answer, reply) = std::sync::mpsc::channel();
        let (shown, same, ctx) = (figure.shown.clone(), figure.same.to_vec(), ui.ctx().clone());
        let named = name(figure);
        std::thread::spawn(move || {
            let layout = made(&shown, &same);
            let nodes = Arc::new(Nodes::of(&layout, named));
            // Nobody waits for it where the lesson was left.
            let _left = answer.send((layout, nodes));
            ctx.request_repaint();
        });
        (key.clone(), reply)
    });
    if let Ok((layout, nodes)) = reply.try_recv() {
        view.nodes = Some(nodes);
        view.layout = Some((key, layout.clone()));
        return Some(layout);
    }
    view.coming = Some((made_for, reply));
    // The former one, as long as it shows the same.
    let former = view.layout.as_ref().filter(|(old, _)| old.diagrams == key.diagrams);
    former.map(|(_, layout)| layout.clone())
}

/// Its own name, so that its layers stay who they are at any zoom and when it fills the window.
pub(super) fn name(figure: &Figure<'_>) -> egui::Id {
    egui::Id::unique(("figure", figure.key.0.to_string(), figure.key.1))
}

/// How many boxes a figure draws.
pub(super) fn boxes(figure: &Figure<'_>) -> u64 {
    figure.shown.iter().map(|diagram| diagram.boxes()).fold(0, u64::saturating_add)
}

/// A large figure is being laid out.
pub(super) fn coming(ui: &mut Ui, cx: &Cx<'_>, figure: &Figure<'_>) {
    let words = format!("Laying out {} boxes…", boxes(figure));
    let label = text::label(ui, &words, TextStyle::Ui, cx.tokens.text2);
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_role(Role::Status));
}
