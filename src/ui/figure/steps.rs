//! Walking through a figure: the sentence of each step, and predicting before seeing.

use super::traces;
use crate::{
    diagram::{
        NodePath, Step, Still, Walk, geometry,
        layout::{Layout, PlacedBox},
    },
    ui::{
        cx::Cx,
        figure::{
            playhead, state,
            state::{Figures, StepAt},
            subject::{Doing, Figure},
        },
    },
};
use egui::Ui;
use std::{collections::HashSet, sync::Arc};

/// The layout with what is there at the step, made anew only when layout or step have changed.
pub(super) fn walked(
    ui: &Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    whole: Arc<Layout>,
) -> Arc<Layout> {
    let seconds = cx.seconds(LEAVING);
    let view = cx.states.of::<Figures>().at(&figure.key);
    let Some((key, _)) = &view.layout else { return whole };
    let layout = match (figure.doing.at(), &view.walk.walked) {
        (StepAt::Whole, _) if figure.broken.is_empty() => whole,
        (at, Some((made_for, step, layout)))
            if (made_for, *step) == (key, at) && view.walk.broken == figure.broken =>
        {
            layout.clone()
        }
        (at, _) => {
            let there = match at {
                StepAt::Whole => whole,
                StepAt::Walking(at) => Arc::new(whole.at_step(figure.steps, at)),
            };
            if figure.broken.is_empty() { there } else { Arc::new(there.failing(&figure.broken)) }
        }
    };
    view.walk.broken.clone_from(&figure.broken);
    if let Some((made_for, before, former)) = &view.walk.walked
        && made_for == key
        && *before != figure.doing.at()
        && seconds > 0.0
    {
        let now = ui.input(|input| input.time);
        view.walk.leaving = Some((now, Arc::new(former.without(&layout))));
        let there: HashSet<&NodePath> = former.boxes.iter().map(|b| &b.path).collect();
        let new = layout.boxes.iter().map(|b| !there.contains(&b.path)).collect();
        view.walk.arriving = Some((now, layout.clone(), new));
    }
    view.walk.walked = Some((key.clone(), figure.doing.at(), layout.clone()));
    layout
}

/// How long what a step takes away needs to go, in seconds.
const LEAVING: f32 = 0.2;

/// What the last step took away, and how much of it is still to be seen.
pub(super) fn leaving(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<(Arc<Layout>, f32)> {
    let seconds = cx.seconds(LEAVING);
    let view = cx.states.of::<Figures>().at(&figure.key);
    let (since, left) = view.walk.leaving.as_ref()?;
    #[expect(clippy::cast_possible_truncation, reason = "a fraction of a second")]
    let spent = (ui.input(|input| input.time) - since) as f32;
    if spent >= seconds {
        view.walk.leaving = None;
        return None;
    }
    ui.ctx().request_repaint();
    Some((left.clone(), 1.0 - spent / seconds))
}

/// How long what a step shows needs to come, in seconds.
const ARRIVING: f32 = 0.28;

/// Which boxes the last step has brought, by their numbers, and how far they have come, 0 to 1.
pub(super) fn arriving(
    ui: &Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Arc<Layout>,
) -> Option<(Arc<[bool]>, f32)> {
    let seconds = cx.seconds(ARRIVING);
    let view = cx.states.of::<Figures>().at(&figure.key);
    let (since, of, new) = view.walk.arriving.as_ref()?;
    #[expect(clippy::cast_possible_truncation, reason = "a fraction of a second")]
    let spent = (ui.input(|input| input.time) - since) as f32;
    if spent >= seconds || !Arc::ptr_eq(of, layout) {
        view.walk.arriving = None;
        return None;
    }
    ui.ctx().request_repaint();
    Some((new.clone(), egui::emath::easing::cubic_out((spent / seconds).clamp(0.0, 1.0))))
}

/// The places of what later steps will show, and of what the last one has brought while it comes. What
/// an open question, or anything after it, will show is not given away.
pub(super) fn to_come(cx: &Cx<'_>, figure: &Figure<'_>) -> Vec<geometry::Rect> {
    let StepAt::Walking(at) = figure.doing.at() else { return Vec::new() };
    let view = state::of(cx, &figure.key);
    let Some((_, whole)) = view.and_then(|view| view.layout.as_ref()) else { return Vec::new() };
    let asks = |step: &Step| step.ask.as_ref().is_some_and(|id| cx.model.open_to_ask(id));
    let next = at.map_or(0, |at| at + 1);
    let asking = figure.steps.iter().skip(next).position(asks).map(|ahead| next + ahead);
    let told = asking.unwrap_or(figure.steps.len());
    let mut places = whole.to_come(figure.steps, at, told);
    if let Some((_, layout, new)) = view.and_then(|view| view.walk.arriving.as_ref()) {
        let coming = layout.boxes.iter().zip(new.iter()).filter(|(_, new)| **new);
        places.extend(coming.map(|(b, _)| b.rect));
    }
    places
}

/// How the step shows each box that is there; nothing while the whole picture is shown.
pub(super) fn stills_now(figure: &Figure<'_>, layout: &Layout) -> Option<Vec<Still>> {
    let at = figure.doing.step()?;
    let walk = Walk::of(figure.steps);
    Some(layout.boxes.iter().map(|b| walk.still(&b.path, Some(at))).collect())
}

/// Has everything been told? Then the captions may sum it up.
pub(super) fn sums_up(figure: &Figure<'_>) -> bool {
    match figure.doing.at() {
        StepAt::Whole => true,
        StepAt::Walking(at) => at.is_some_and(|at| at + 1 == figure.steps.len()),
    }
}

/// What a step or a hop has just changed, as far as it is painted.
pub(super) fn changed(figure: &Figure<'_>, layout: &Layout) -> Vec<usize> {
    if matches!(figure.doing, Doing::Breaking(_)) {
        return Vec::new();
    }
    if let Some(hops) = traces::reached(figure, layout) {
        return (0..hops.len())
            .filter(|at| hops.get(*at).is_some_and(|reached| reached.here.is_some()))
            .collect();
    }
    let Some(at) = figure.doing.step() else { return Vec::new() };
    let walk = Walk::of(figure.steps);
    let is_new = |b: &PlacedBox| {
        at.checked_sub(1).is_none_or(|before| !walk.still(&b.path, Some(before)).shown())
    };
    let new = layout.boxes.iter().enumerate().filter(|(_, b)| is_new(b));
    new.map(|(index, _)| index).collect()
}

/// What the say-line says while nothing is pointed at.
pub(super) fn idle(cx: &Cx<'_>, figure: &Figure<'_>) -> Option<(String, String)> {
    let place = playhead::place(cx, figure).unwrap_or_default();
    if figure.doing.predict().is_some() {
        let lead = format!("{place}. What do you expect?");
        return Some((lead, " Answer first, then see.".to_owned()));
    }
    let at = figure.doing.step()?;
    Some((format!("{place}."), format!(" {}", figure.steps.get(at)?.say)))
}
