//! Following a request through the layers, hop by hop, in all diagrams at once.

use super::{
    Figure,
    canvas::Canvas,
    steps::{FOLLOW_FRAMES, take_focus},
};
use crate::{
    diagram::{NodePath, Reached, Trace, TracePath, layout::Layout, step::trace_at},
    theme::TextStyle,
    ui::{
        icons,
        paint::{colour, stroke},
        text,
        views::{Cx, StepAt, Turn},
        widgets::{Button, Rank, icon_button},
    },
};
use egui::{
    Key, Modifiers, Popup, PopupCloseBehavior, Rect, Ui,
    accesskit::{Live, Role},
    pos2, vec2,
};
use std::sync::Arc;

/// The trace that is followed, and the hop that it is at.
pub(super) fn current<'a>(figure: &Figure<'a>) -> Option<(&'a Trace, usize)> {
    let (trace, hop) = figure.following?;
    let trace = figure.traces.get(trace)?;
    Some((trace, hop.min(trace.len().saturating_sub(1))))
}

/// The trace whose whole way the step shows.
fn of_step<'a>(figure: &Figure<'a>) -> Option<(&'a Trace, usize)> {
    let StepAt::Walking(Some(at)) = figure.at else { return None };
    let id = trace_at(figure.steps, at)?;
    let trace = figure.traces.iter().find(|trace| trace.id == *id)?;
    Some((trace, trace.len().saturating_sub(1)))
}

/// How far the request that is followed has come, for each box.
pub(super) fn reached(figure: &Figure<'_>, layout: &Layout) -> Option<Vec<Reached>> {
    let (trace, at) = current(figure).or_else(|| of_step(figure))?;
    let boxes: Vec<NodePath> = layout.boxes.iter().map(|b| b.path.clone()).collect();
    Some(trace.reached(at, &boxes))
}

fn go(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<(usize, usize)>) {
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    view.trace = to;
    view.step = None;
    view.inspected = None;
    view.follow_frames = FOLLOW_FRAMES;
    view.stepped = Some(ui.input(|input| input.time));
    view.quiet.clone_from(&view.cursor);
    ui.ctx().request_repaint();
}

fn press(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<(usize, usize)>) {
    let by_keyboard = cx.views.by_keyboard;
    cx.views.figures.entry(figure.key.clone()).or_default().focus_bar = by_keyboard;
    go(ui, cx, figure, to);
}

/// While the diagram has the focus: "." goes on, "," goes back. Says whether a trace took them.
pub(super) fn keys(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> bool {
    let (Some((number, _)), Some((trace, at))) = (figure.following, current(figure)) else {
        return false;
    };
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Period)) {
        go(ui, cx, figure, Some((number, (at + 1).min(trace.len() - 1))));
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Comma)) {
        go(ui, cx, figure, Some((number, at.saturating_sub(1))));
    }
    true
}

/// To the next hop or back; begins with the first trace.
pub(super) fn turn(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, turn: Turn) {
    let (number, at) = match (figure.following, current(figure)) {
        (Some((number, _)), Some((trace, at))) => match turn {
            Turn::On => (number, (at + 1).min(trace.len() - 1)),
            Turn::Back => (number, at.saturating_sub(1)),
        },
        _ if turn == Turn::On && !figure.traces.is_empty() => (0, 0),
        _ => return,
    };
    go(ui, cx, figure, Some((number, at)));
}

/// One button a trace; or back, how far it is, on, and the way out.
pub(super) fn bar(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let tokens = cx.tokens;
    let (Some((number, _)), Some((trace, at))) = (figure.following, current(figure)) else {
        begin(ui, cx, figure);
        return;
    };
    ui.spacing_mut().item_spacing.x = 4.0;
    let focus = take_focus(cx, figure);
    let last = at + 1 >= trace.len();
    play(ui, cx, figure, (number, at, last));
    let back = icon_button(ui, tokens, icons::FOLD, "Previous hop (,)", at > 0);
    if focus && last {
        back.request_focus();
    }
    if back.clicked() {
        press(ui, cx, figure, Some((number, at - 1)));
    }
    let onward = icon_button(ui, tokens, icons::UNFOLD, "Next hop (.)", !last);
    if focus && !last {
        onward.request_focus();
    }
    if onward.clicked() {
        press(ui, cx, figure, Some((number, at + 1)));
    }
    let words = format!("{}, hop {} of {}", trace.title, at + 1, trace.len());
    text::label(ui, &words, TextStyle::Caption, tokens.text2);
    if Button::new(Rank::Quiet, "Stop following").height(32.0).show(ui, tokens).clicked() {
        press(ui, cx, figure, None);
    }
}

/// How long a hop stays while they follow each other by themselves, in seconds.
const HOP: f64 = 2.4;

/// Hop after hop by itself, until the request has arrived.
fn play(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    (number, at, last): (usize, usize, bool),
) {
    let now = ui.input(|input| input.time);
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    let since = view.playing.filter(|_| !last);
    view.playing = since;
    let (icon, name) = match since {
        Some(_) => (icons::PAUSE, "Pause"),
        None => (icons::PLAY, "Play"),
    };
    if icon_button(ui, cx.tokens, icon, name, true).clicked() {
        let view = cx.views.figures.entry(figure.key.clone()).or_default();
        view.playing = if since.is_some() { None } else { Some(now) };
        if since.is_none() && last {
            // Once more, from the beginning.
            go(ui, cx, figure, Some((number, 0)));
        }
        ui.ctx().request_repaint();
        return;
    }
    let Some(since) = since else { return };
    if now - since >= HOP {
        go(ui, cx, figure, Some((number, at + 1)));
        cx.views.figures.entry(figure.key.clone()).or_default().playing = Some(now);
    } else {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(HOP - (now - since)));
    }
}

/// One trace begins at once; of several one is chosen from a menu.
fn begin(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let tokens = cx.tokens;
    let one = match figure.traces {
        [] => return,
        [one] => Some(format!("Follow {}", lower(&one.title))),
        _ => None,
    };
    let words = one.as_deref().unwrap_or("Follow a request");
    let button = Button::new(Rank::Secondary, words).before(icons::FOLLOW).height(32.0);
    let button = button.show(ui, tokens);
    if figure.steps.is_empty() && take_focus(cx, figure) {
        button.request_focus();
    }
    if one.is_some() {
        if button.clicked() {
            press(ui, cx, figure, Some((0, 0)));
        }
        return;
    }
    let popup = Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .accessible_name("Follow a request");
    popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (number, trace) in figure.traces.iter().enumerate() {
            if Button::new(Rank::Quiet, &trace.title).height(34.0).show(ui, tokens).clicked() {
                press(ui, cx, figure, Some((number, 0)));
            }
        }
    });
}

fn lower(title: &str) -> String {
    let mut rest = title.chars();
    rest.next().into_iter().flat_map(char::to_lowercase).chain(rest).collect()
}

/// Who does what at this hop, a line a diagram, in place of the say-line.
pub(super) fn told(ui: &mut Ui, cx: &Cx<'_>, figure: &Figure<'_>) -> bool {
    let Some((trace, at)) = current(figure) else { return false };
    let width = ui.available_width();
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
    let Some((trace, _)) = current(figure) else { return 0.0 };
    let height = |at: usize| -> f32 {
        let lines = lines(figure, trace, at);
        lines.iter().map(|line| galley(ui, cx, line, width).size().y + 4.0).sum()
    };
    (0..trace.len()).map(height).fold(0.0, f32::max)
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

/// The numbers of the hops, at the corner of the boxes that they have reached.
pub(super) fn paint_numbers(canvas: &Canvas<'_>, rect: Rect, reached: &Reached) {
    if reached.hops.is_empty() || !canvas.sees(rect.expand(24.0)) {
        return;
    }
    let (ui, tokens) = (canvas.ui, canvas.tokens);
    // As large as the figure, but never too small to be read.
    let zoom = canvas.at.zoom.clamp(0.8, 2.0);
    let words: Vec<String> = reached.hops.iter().map(ToString::to_string).collect();
    let (fill, ink) = if reached.here {
        (tokens.accent, tokens.on_accent)
    } else {
        (tokens.raised, tokens.accent_text)
    };
    let galley = text::scaled(ui, &words.join(" "), TextStyle::SmallBold, ink, zoom);
    let size = vec2((galley.size().x + 12.0 * zoom).max(20.0 * zoom), 20.0 * zoom);
    let disc = Rect::from_center_size(pos2(rect.left() + 3.0, rect.top() + 3.0), size);
    let line = stroke(1.5, tokens.accent);
    ui.painter().rect(disc, size.y / 2.0, colour(fill), line, egui::StrokeKind::Inside);
    text::paint_centred(ui, disc, galley);
}
