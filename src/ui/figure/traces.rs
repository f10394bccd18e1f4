//! Following a request through the layers, hop by hop, in all diagrams at once.

use crate::{
    diagram::{
        BrokenJourney, Choice, Decision, NodePath, Reached, Tick, Trace, TraceKind, TracePath,
        journey::{Place, PlaceState},
        layout::Layout,
        requests::layer_name,
        route::Route,
        routes::Routes,
        step::trace_at,
    },
    id::Id,
    theme::{NotoMeasure, TextStyle},
    ui::{
        cx::Cx,
        figure::{
            breaking,
            playhead::{self, Following},
            state::Figures,
            subject::Figure,
        },
        focus::Goal,
        kit::{
            icons, text,
            widgets::{Button, Rank},
        },
    },
};
use egui::{
    Ui,
    accesskit::{Live, Role},
    vec2,
};
use std::sync::Arc;

/// How far the request that is followed has come, for each box; or all its ways, where a step shows
/// it.
pub(super) fn reached(figure: &Figure<'_>, layout: &Layout) -> Option<Vec<Reached>> {
    let boxes: Vec<&NodePath> = layout.boxes.iter().map(|b| &b.path).collect();
    if let Some((trace, ticks)) = gone(figure) {
        return Some(trace.reached(&ticks, &boxes));
    }
    Some(shown(figure)?.all_reached(&boxes))
}

/// The request that is followed, or that runs into what is broken, and its moments so far.
fn gone<'a>(figure: &Figure<'a>) -> Option<(&'a Trace, Vec<Tick<'a>>)> {
    if let Some(Following { trace, mut journey, at, .. }) = playhead::current(figure) {
        journey.ticks.truncate(at + 1);
        return Some((trace, journey.ticks));
    }
    let (trace, BrokenJourney { mut journey, .. }) = breaking::journey(figure)?;
    let at = figure.doing.running().map_or(0, |running| running.tick);
    journey.ticks.truncate(at.saturating_add(1));
    Some((trace, journey.ticks))
}

/// The trace that a step shows.
fn shown<'a>(figure: &Figure<'a>) -> Option<&'a Trace> {
    let id = trace_at(figure.steps, figure.doing.step()?)?;
    figure.traces.iter().find(|trace| trace.id == *id).copied()
}

/// The trace of which the picture shows anything.
pub(super) fn drawn<'a>(figure: &Figure<'a>) -> Option<&'a Trace> {
    gone(figure).map(|(trace, _)| trace).or_else(|| shown(figure))
}

/// The lines of what `reached` says, and how many of them were there before the last hop.
pub(super) fn routes(figure: &Figure<'_>, layout: &Layout) -> (Vec<Route>, usize) {
    let Some(trace) = drawn(figure) else { return (Vec::new(), 0) };
    let routes = Routes::of(layout, trace, &NotoMeasure);
    let (all, before) = match gone(figure) {
        Some((_, ticks)) => {
            let before = ticks.len().saturating_sub(1);
            (trace.gone(&ticks), trace.gone(ticks.get(..before).unwrap_or_default()))
        }
        None => (trace.all_passages(), trace.all_passages()),
    };
    let before = routes.each(before).count();
    (routes.each(all).map(|(_, route)| route.clone()).collect(), before)
}

/// Shows who does what at this hop, a line for each diagram, in place of the say-line.
pub(super) fn told(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> bool {
    let Some(following) = playhead::current(figure) else { return false };
    let width = ui.available_width();
    if let Some(place) = playhead::place(cx, figure) {
        text::label(ui, &place, TextStyle::Caption, cx.tokens.text2);
        ui.add_space(4.0);
    }
    let tick = following.journey.ticks.get(following.at);
    for line in tick.map(|tick| lines(figure, following.trace, tick)).unwrap_or_default() {
        let spoken = format!("{}{}", line.0, line.1);
        let shown = galley(ui, cx, &line, width);
        let response = text::show(ui, shown, &spoken, Role::Status);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        ui.add_space(4.0);
    }
    true
}

/// Shows the ways where the request goes one way or another, below the words of the hop and also
/// while other words stand there.
pub(super) fn choice(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, top: f32) {
    let Some(Following { trace, journey, at, .. }) = playhead::current(figure) else { return };
    let last = at + 1 >= journey.ticks.len();
    let Some(choice) = journey.ahead.filter(|_| last) else { return };
    let width = ui.available_width();
    let told = journey.ticks.get(at).map(|tick| lines(figure, trace, tick)).unwrap_or_default();
    let told = told.iter().map(|line| galley(ui, cx, line, width).size().y + 4.0).sum::<f32>();
    let below = top + TextStyle::Caption.line() + 4.0 + told;
    ui.add_space((below - ui.cursor().top()).max(0.0));
    // What a way asks comes first: the other ways are there again once it is answered.
    if figure.doing.predict().is_none() {
        ways(ui, cx, figure, trace, choice);
    }
}

/// The ways of a choice as buttons; those that were taken before are marked.
fn ways(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, trace: &Trace, choice: &Choice) {
    ui.add_space(4.0);
    text::heading(ui, choice.kind.words(), TextStyle::UiBold, cx.tokens.text, 4);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        for way in &choice.ways {
            let made = Decision { choice: choice.id.clone(), way: way.id.clone() };
            let taken = &cx.states.of::<Figures>().at(&figure.key).walk.taken;
            let taken = taken.contains(&(trace.id.clone(), made));
            let mut button = Button::new(Rank::Secondary, &way.name).height(32.0);
            if taken {
                button = button.before(icons::CHECK);
            }
            let shown = button.show(ui, cx.tokens);
            let seen = if taken { ", seen" } else { "" };
            let spoken = format!("{}{seen}", way.name);
            ui.ctx().accesskit_node_builder(shown.id, |node| node.set_label(spoken));
            if shown.clicked() {
                cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
                playhead::take_way(ui, cx, figure, choice, &way.id);
            }
        }
    });
    ui.add_space(4.0);
}

fn galley(ui: &Ui, cx: &Cx<'_>, (lead, rest): &(String, String), width: f32) -> Arc<egui::Galley> {
    let (ink, quiet) = (cx.tokens.text, cx.tokens.text2);
    let runs = [(lead.as_str(), TextStyle::UiBold, ink), (rest.as_str(), TextStyle::Ui, quiet)];
    text::galley(ui, text::runs(&runs, width))
}

/// How high the longest hop of a trace is, along whichever ways.
pub(super) fn tallest(ui: &Ui, cx: &Cx<'_>, figure: &Figure<'_>, trace: &Trace, width: f32) -> f32 {
    let height = |line: (String, String)| galley(ui, cx, &line, width).size().y + 4.0;
    let place = TextStyle::Caption.line() + 4.0;
    if !trace.branches() {
        let journey = trace.first_journey();
        let ticks = journey.ticks.iter();
        let hops = ticks.map(|tick| lines(figure, trace, tick).into_iter().map(height).sum());
        return hops.fold(0.0, f32::max) + place;
    }
    // Room for the ways of a choice from the beginning, so that nothing moves when they come.
    let tallest = |decisions: &[Decision], at: usize| {
        let journey = trace.journey(decisions);
        let tick = journey.ticks.get(at);
        let told = tick.map(|tick| lines(figure, trace, tick)).unwrap_or_default();
        let ahead = journey.ahead.filter(|_| at + 1 == journey.ticks.len());
        let buttons = ahead.map_or(0.0, |choice| buttons_height(ui, cx, choice, width));
        told.into_iter().map(height).sum::<f32>() + buttons
    };
    let moments = trace.lanes().map(|lanes| lanes.moments()).unwrap_or_default();
    let moments = moments.iter().filter_map(|moment| trace.way_to_moment(moment, &[]));
    let known = moments.map(|(decisions, at)| tallest(&decisions, at)).fold(0.0, f32::max);
    if known > 0.0 {
        return known + place;
    }
    // Of a request with very many ways, the longest words of each diagram.
    let hops = trace.paths.iter().map(|path| {
        let own: Vec<&Id> = path.choices().iter().map(|choice| &choice.id).collect();
        // The longest words of a choice that this path would have to wait for.
        let others = trace.paths.iter().flat_map(TracePath::choices);
        let others = others.filter(|choice| !own.contains(&&choice.id));
        let longest = others.max_by_key(|choice| choice.kind.words().len());
        let state = PlaceState::Waits(longest);
        let lines = path.hops().into_iter();
        let lines =
            lines.filter_map(|hop| line(figure, (trace, path), &Place { hop: Some(hop), state }));
        lines.map(height).fold(0.0, f32::max)
    });
    let choices = trace.paths.iter().flat_map(TracePath::choices);
    let buttons = choices.map(|choice| buttons_height(ui, cx, choice, width)).fold(0.0, f32::max);
    hops.sum::<f32>() + buttons + place
}

/// How high the ways of a choice are as buttons, with what is asked above them.
fn buttons_height(ui: &Ui, cx: &Cx<'_>, choice: &Choice, width: f32) -> f32 {
    let (mut rows, mut left) = (1.0, width);
    for way in &choice.ways {
        let button = Button::new(Rank::Secondary, &way.name).before(icons::CHECK);
        let wide = button.width(ui, cx.tokens).min(width);
        if left < wide && left < width {
            (rows, left) = (rows + 1.0, width);
        }
        left -= wide + 8.0;
    }
    let asked = text::job(choice.kind.words(), TextStyle::UiBold, cx.tokens.text, width);
    text::galley(ui, asked).size().y + 14.0 + rows * 38.0 - 6.0
}

/// For each diagram: where the request is, and what happens there.
fn lines(figure: &Figure<'_>, trace: &Trace, tick: &Tick<'_>) -> Vec<(String, String)> {
    let each = trace.paths.iter().zip(&tick.places);
    each.filter_map(|(path, place)| line(figure, (trace, path), place)).collect()
}

/// Of one diagram.
fn line(
    figure: &Figure<'_>,
    (trace, path): (&Trace, &TracePath),
    place: &Place<'_>,
) -> Option<(String, String)> {
    let hop = place.hop?;
    let diagram = figure.shown.iter().find(|diagram| diagram.id == path.diagram)?;
    let name = layer_name(diagram, hop);
    let state = match place.state {
        PlaceState::Comes => String::new(),
        PlaceState::Waits(None) => " It waits for the others.".to_owned(),
        PlaceState::Waits(Some(choice)) => {
            format!(" It waits: “{}” is not asked here.", choice.kind.words())
        }
        PlaceState::Stopped => " It gets no further.".to_owned(),
        PlaceState::Ended => " It ends here.".to_owned(),
        PlaceState::Arrived if trace.kind == TraceKind::Decision => " Decided.".to_owned(),
        PlaceState::Arrived => " It has arrived.".to_owned(),
    };
    let lead = format!("{}: {}. {}", diagram.title, hop.label, text::ended(&name));
    Some((lead, format!(" {}{state}", hop.say)))
}
