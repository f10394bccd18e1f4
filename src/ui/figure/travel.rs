//! A request on its way from one hop to the next: in all diagrams at once, so that one that has no
//! such hop is seen to wait.

use super::resting::resting;
use crate::{
    diagram::{Presence, layout::Layout, scene::Scene},
    ui::{
        cx::Cx,
        figure::{state::Figures, subject::Figure},
    },
};
use egui::Ui;
use std::{collections::HashSet, sync::Arc};

/// How long it is on its way, in seconds.
const TRAVEL: f32 = 0.55;

/// How far it has come, of 1, while it is on its way.
pub(super) fn travelling(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<f32> {
    let seconds = cx.seconds(TRAVEL);
    let view = cx.states.of::<Figures>().at(&figure.key);
    let since = view.walk.travels?;
    #[expect(clippy::cast_possible_truncation, reason = "a fraction of a second")]
    let spent = (ui.input(|input| input.time) - since) as f32;
    let going = figure.doing.following().is_some() || figure.doing.running().is_some();
    if spent >= seconds || !going {
        view.walk.travels = None;
        return None;
    }
    ui.ctx().request_repaint();
    Some(egui::emath::easing::quadratic_in_out((spent / seconds).clamp(0.0, 1.0)))
}

/// Draws the last part of the way as far as it has come, and the request at its end. Gives the
/// numbers of the boxes that it comes to.
pub(super) fn on_its_way(
    cx: &Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    scene: &mut Scene,
    share: f32,
) -> HashSet<usize> {
    let (routes, before) = resting(cx, figure, layout).routes;
    let mut drawn = routes.to_vec();
    let mut going = HashSet::new();
    for route in drawn.iter_mut().skip(before) {
        *route = route.gone(share);
        scene.tokens.extend(route.end().map(|end| (route.diagram, end)));
        going.insert(route.diagram);
    }
    scene.routes = Arc::new(drawn);
    let comes = |number: &usize| {
        let here = scene.hops.get(*number).and_then(|reached| reached.here);
        let pane = layout.boxes.get(*number).map(|b| b.diagram);
        matches!(here, Some(Presence::Comes | Presence::Ended | Presence::Arrived))
            && pane.is_some_and(|pane| going.contains(&pane))
    };
    (0..scene.hops.len()).filter(comes).collect()
}

/// How much of a number is there when the request has come so far: at the end it takes the place of
/// the request.
pub(super) fn there(share: f32) -> f32 {
    ((share - 0.8) / 0.2).clamp(0.0, 1.0)
}
