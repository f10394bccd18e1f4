//! Which figure is in sight, and bringing there what has changed or is asked about.

use crate::{
    diagram::layout::Layout,
    ui::{
        cx::Cx,
        figure::{state::Figures, subject::Figure},
        focus::Goal,
        kit::paint::{Spot, placed},
        signals::FigureKey,
    },
};
use egui::{Rect, Ui, pos2, vec2};

/// The figure that is best in sight is the one that "F" means: one that has the pointer first.
pub(in crate::ui) fn in_sight(ui: &Ui, cx: &mut Cx<'_>, figure: &FigureKey, card: Rect) {
    let seen = card.intersect(ui.clip_rect());
    if !seen.is_positive() {
        return;
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let pointed = pointer.is_some_and(|at| seen.contains(at));
    let well = seen.height() + if pointed { 10_000.0 } else { 0.0 };
    if cx.signals.in_sight.said().is_none_or(|(_, best)| well > *best) {
        cx.signals.in_sight.send((figure.clone(), well));
    }
}

/// Notes whether so little of a figure is in sight that its reader has left it: less than a third of
/// what the lesson could show of it.
pub(super) fn note_afar(ui: &Ui, cx: &mut Cx<'_>, figure: &FigureKey, card: Rect) {
    let clip = ui.clip_rect();
    let seen = card.intersect(clip).height().max(0.0);
    let afar = seen < card.height().min(clip.height()) / 3.0;
    cx.states.of::<Figures>().at(figure).size.afar = afar;
}

/// After a step or a hop: the whole figure in sight where there is room for it; else what is said,
/// with what has changed, or with as much of the picture above it as there is room for.
pub(super) fn follow(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, card: Rect) {
    let view = cx.states.of::<Figures>().at(&figure.key);
    view.size.height = card.height();
    let Some(left) = view.walk.follow_frames.checked_sub(1) else { return };
    view.walk.follow_frames = left;
    ui.ctx().request_repaint();
    // Done once, when the step is painted: scrolling twice would go too far.
    if left > 0 {
        return;
    }
    let room = ui.clip_rect().height();
    // The margin keeps it clear of the fade at the edge of the lesson.
    let wanted = card.expand2(vec2(0.0, FADE));
    if wanted.height() <= room {
        ui.scroll_to_rect(wanted, None);
    } else if let (Some(said), None) = (view.walk.said, figure.doing.predict()) {
        let all = view.walk.changed.map_or(said, |changed| changed.union(said));
        let all = all.expand2(vec2(0.0, FADE));
        let top = all.top().max(all.bottom() - room);
        ui.scroll_to_rect(Rect::from_min_max(pos2(all.left(), top), all.max), None);
    }
}

/// A figure that fills the window has scrolled to what a step has changed: one frame less to wait.
pub(super) fn followed(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let view = cx.states.of::<Figures>().at(&figure.key);
    let Some(left) = view.walk.follow_frames.checked_sub(1) else { return };
    view.walk.follow_frames = left;
    ui.ctx().request_repaint();
}

/// How high the fade at the edge of the lesson is, in points.
const FADE: f32 = 20.0;

/// A question about a diagram brings it into sight, once: whole where there is room, else its top; and
/// where a step asks, with the question.
/// Says whether it did.
pub(super) fn bring_into_sight(
    ui: &Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    spot: Spot,
) -> bool {
    let Some(asked) = cx.sights.diagram.as_ref() else { return false };
    let at = figure.listed.iter().position(|diagram| diagram.id == *asked);
    let Some(at) = at else { return false };
    cx.sights.diagram = None;
    // Who works with keys goes on at the layer that flashes, if one does.
    let flashing = cx.sights.flashing(ui);
    let flashing = flashing.and_then(|node| layout.boxes.iter().find(|b| node.means(&b.path)));
    if let Some(found) = flashing.filter(|_| cx.focus.by_keyboard) {
        let path = found.path.clone();
        cx.states.of::<Figures>().at(&figure.key).cursor = Some(path);
        cx.focus.ask(Goal::Layer(figure.key.clone()));
    }
    if let Some(pane) = layout.panes.get(at) {
        let rect = placed(&pane.rect, spot, ui.pixels_per_point()).expand(12.0);
        let room = ui.clip_rect().height();
        // With the question of a step, where there is room for both.
        let view = cx.states.of::<Figures>().at(&figure.key);
        let said = view.walk.said.filter(|_| figure.doing.predict().is_some());
        let both = said.map(|said| rect.union(said.expand2(vec2(0.0, FADE))));
        match both.filter(|both| both.height() <= room) {
            Some(both) => ui.scroll_to_rect(both, None),
            None if rect.height() <= room => ui.scroll_to_rect(rect, Some(egui::Align::Center)),
            None => ui.scroll_to_rect(rect, Some(egui::Align::TOP)),
        }
    }
    true
}
