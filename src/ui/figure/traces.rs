//! Following a request through the layers, hop by hop, in all diagrams at once.

use crate::{
    diagram::{NodePath, Reached, Trace, TracePath, layout::Layout, step::trace_at},
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::{playhead, subject::Figure},
        kit::text,
    },
};
use egui::{
    Ui,
    accesskit::{Live, Role},
};
use std::sync::Arc;

/// The trace whose whole way the step shows.
fn of_step<'a>(figure: &Figure<'a>) -> Option<(&'a Trace, usize)> {
    let at = figure.doing.step()?;
    let id = trace_at(figure.steps, at)?;
    let trace = figure.traces.iter().find(|trace| trace.id == *id)?;
    Some((trace, trace.len().saturating_sub(1)))
}

/// How far the request that is followed has come, for each box.
pub(super) fn reached(figure: &Figure<'_>, layout: &Layout) -> Option<Vec<Reached>> {
    let (trace, at) = playhead::current(figure).or_else(|| of_step(figure))?;
    let boxes: Vec<&NodePath> = layout.boxes.iter().map(|b| &b.path).collect();
    Some(trace.reached(at, &boxes))
}

/// Who does what at this hop, a line a diagram, in place of the say-line.
pub(super) fn told(ui: &mut Ui, cx: &Cx<'_>, figure: &Figure<'_>) -> bool {
    let Some((trace, at)) = playhead::current(figure) else { return false };
    let width = ui.available_width();
    if let Some(place) = playhead::place(cx, figure) {
        text::label(ui, &place, TextStyle::Caption, cx.tokens.text2);
        ui.add_space(4.0);
    }
    for line in lines(figure, trace, at) {
        let spoken = format!("{}{}", line.0, line.1);
        let shown = galley(ui, cx, &line, width);
        let response = text::show(ui, shown, &spoken, Role::Status);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        ui.add_space(4.0);
    }
    true
}

fn galley(ui: &Ui, cx: &Cx<'_>, (lead, rest): &(String, String), width: f32) -> Arc<egui::Galley> {
    let (ink, quiet) = (cx.tokens.text, cx.tokens.text2);
    let runs = [(lead.as_str(), TextStyle::UiBold, ink), (rest.as_str(), TextStyle::Ui, quiet)];
    text::galley(ui, text::runs(&runs, width))
}

/// How high the longest hop of the trace that is followed is.
pub(super) fn tallest(ui: &Ui, cx: &Cx<'_>, figure: &Figure<'_>, width: f32) -> f32 {
    let Some((trace, _)) = playhead::current(figure) else { return 0.0 };
    let height = |at: usize| -> f32 {
        let lines = lines(figure, trace, at);
        lines.iter().map(|line| galley(ui, cx, line, width).size().y + 4.0).sum()
    };
    (0..trace.len()).map(height).fold(0.0, f32::max) + TextStyle::Caption.line() + 4.0
}

/// For each diagram: where the request is, and what happens there.
fn lines(figure: &Figure<'_>, trace: &Trace, at: usize) -> Vec<(String, String)> {
    let line = |path: &TracePath| {
        let (now, hop, ends) = path.current(at)?;
        let diagram = figure.shown.iter().find(|diagram| diagram.id == path.diagram)?;
        let name = diagram.layer(&hop.at.node).map_or("", |layer| &layer.name);
        let name = name.replace("{n}", &hop.at.copies.last().map_or(1, |(_, n)| *n).to_string());
        let arrived = if ends && at > now { " It has arrived." } else { "" };
        let lead = format!("{}: {}. {name}.", diagram.title, now + 1);
        Some((lead, format!(" {}{arrived}", hop.say)))
    };
    trace.paths.iter().filter_map(line).collect()
}
