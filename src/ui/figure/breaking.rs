//! Breaking a part of a figure, saying of each request what becomes of it, and seeing it.

use super::{
    state::{Breaking, Figures, Running},
    subject::{Doing, Figure},
};
use crate::{
    app::keys::PlaceKey,
    diagram::{
        Broken, BrokenJourney, Diagram, FateKind, NodePath, NodeRef, Trace, TraceKind, TracePath,
        fates::fate_words,
    },
    id::Id,
    theme::{Rgb, TextStyle},
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            icons, text,
            widgets::{Button, Rank, icon_button, pill, plain_row},
        },
    },
};
use egui::{Ui, accesskit::Role, vec2};
use std::{collections::HashMap, time::Duration};

/// What the way in is called.
pub(super) const BREAK: &str = "Break a layer";
const HEIGHT: f32 = 32.0;
/// How long a request stays at a hop, and where it ends before the next one runs, in seconds.
const HOP: f64 = 0.75;
const END: f64 = 1.6;
/// The width of a request's name where something is said of it, in points.
const NAME: f32 = 226.0;

/// What can be said of a request.
const FATES: [(FateKind, &str); 3] = [
    (FateKind::Arrives, "Arrives"),
    (FateKind::Stops, "Stops"),
    (FateKind::ArrivesWhen, "Only when …"),
];

/// Has the author declared requests that something could be done to?
pub(super) fn offered(figure: &Figure<'_>) -> bool {
    figure.authored.1.iter().any(|trace| trace.kind == TraceKind::Request)
}

/// Is there room for a button of its own in what is left of the line? Else it is a row of the menu of
/// requests.
pub(super) fn has_button(ui: &Ui) -> bool {
    ui.max_rect().right() - ui.cursor().left() >= HEIGHT
}

/// The way in: in words where there is room for them.
pub(super) fn button(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let open = figure.withheld.is_none();
    let in_words = Button::new(Rank::Secondary, BREAK).before(icons::BREAK);
    let in_words = in_words.height(HEIGHT).enabled(open);
    let left = ui.max_rect().right() - ui.cursor().left();
    let button = if in_words.width(ui, cx.tokens) <= left {
        in_words.show(ui, cx.tokens)
    } else {
        icon_button(ui, cx.tokens, icons::BREAK, BREAK, open)
    };
    if open && button.clicked() {
        begin(ui, cx, figure);
    }
    figure.explain_withheld(ui, button);
}

/// A part is to be pointed at.
pub(super) fn begin(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let view = cx.states.of::<Figures>().at(&figure.key);
    (view.walk.step, view.walk.trace, view.walk.playing) = (None, None, None);
    view.card.inspected = None;
    view.breaking = Some(Breaking::default());
    cx.focus.ask_by_key(Goal::Layer(figure.key.clone()));
    ui.ctx().request_repaint();
}

/// The bar meanwhile: the way out.
pub(super) fn bar(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, breaking: &Breaking) {
    let words = if breaking.part.is_some() { "Mend it" } else { "Whole picture" };
    let out = Button::new(Rank::Secondary, words).height(HEIGHT).show(ui, cx.tokens);
    if cx.focus.take(&Goal::Bar(figure.key.clone())) {
        out.request_focus();
    }
    if out.on_hover_text(PlaceKey::Close.tip(words)).clicked() {
        cx.states.of::<Figures>().at(&figure.key).breaking = None;
        cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
        ui.ctx().request_repaint();
    }
}

/// A part was pointed at: it is what is broken from now on.
pub(super) fn pick(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, path: &NodePath) {
    let part = NodeRef::from(path);
    let view = cx.states.of::<Figures>().at(&figure.key);
    if let Some(breaking) = view.breaking.as_mut().filter(|b| b.part.as_ref() != Some(&part)) {
        *breaking = Breaking { part: Some(part), ..Breaking::default() };
        cx.focus.ask_by_key(Goal::Fates(figure.key.clone()));
    }
    ui.ctx().request_repaint();
}

/// A request on its way through a diagram, each by its number.
type Row = (usize, usize);

/// What something can be said of.
fn rows<'a>(figure: &Figure<'a>) -> Vec<(Row, &'a Trace, &'a TracePath)> {
    let traces = figure.traces.iter().copied().enumerate();
    let requests = traces.filter(|(_, trace)| trace.kind == TraceKind::Request);
    let all = requests.flat_map(|(number, trace)| {
        let paths = trace.paths.iter().enumerate();
        paths.map(move |(path, of)| ((number, path), trace, of))
    });
    let shown = |path: &TracePath| figure.shown.iter().any(|shown| shown.id == path.diagram);
    all.filter(|(.., path)| shown(path)).collect()
}

/// What is asked and told under the picture. Says whether a part is being broken at all.
pub(super) fn told(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> bool {
    let Doing::Breaking(breaking) = &figure.doing else { return false };
    let Some(part) = &breaking.part else {
        let (ink, quiet) = (cx.tokens.text, cx.tokens.text2);
        let lead = "Which part fails?";
        let rest =
            " Point at a layer: it is broken then, and you say what becomes of each request.";
        let runs = [(lead, TextStyle::UiBold, ink), (rest, TextStyle::Ui, quiet)];
        let galley = text::galley(ui, text::runs(&runs, ui.available_width()));
        text::show(ui, galley, &format!("{lead}{rest}"), Role::Status);
        return true;
    };
    let broken = figure.broken_in();
    let called = called(figure, part);
    let lead = format!("{called} is broken.");
    let asked = if breaking.run.is_none() { " What becomes of each request?" } else { "" };
    let rest = format!("{}{asked}", elsewhere(figure, part, &broken));
    let (ink, quiet) = (cx.tokens.text, cx.tokens.text2);
    let runs = [(&*lead, TextStyle::UiBold, ink), (&*rest, TextStyle::Ui, quiet)];
    let galley = text::galley(ui, text::runs(&runs, ui.available_width()));
    text::show(ui, galley, &format!("{lead}{rest}"), Role::Status);
    ui.add_space(8.0);
    match &breaking.run {
        None => say(ui, cx, figure, breaking),
        Some(running) => shown(ui, cx, figure, (breaking, running), (&called, &broken)),
    }
    true
}

/// For each request, what becomes of it; then it is shown.
fn say(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, breaking: &Breaking) {
    let rows = rows(figure);
    let mut focus = cx.focus.take(&Goal::Fates(figure.key.clone()));
    for (row, trace, path) in &rows {
        let name = row_name(figure, trace, path);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            let room = NAME.min(ui.available_width());
            let galley = text::galley(ui, text::job(&name, TextStyle::Ui, cx.tokens.text, room));
            let size = vec2(room, galley.size().y.max(HEIGHT));
            let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            let top = rect.center().y - galley.size().y / 2.0;
            text::paint_at(ui, egui::pos2(rect.left(), top), galley);
            for (fate, words) in FATES {
                let on = breaking.said.get(row) == Some(&fate);
                let pill = pill(ui, cx.tokens, words, &format!("{name}: {words}"), on);
                if std::mem::take(&mut focus) {
                    pill.request_focus();
                }
                if pill.clicked() {
                    let view = cx.states.of::<Figures>().at(&figure.key);
                    if let Some(breaking) = &mut view.breaking {
                        breaking.said.insert(*row, fate);
                    }
                }
            }
        });
        ui.add_space(4.0);
    }
    ui.add_space(4.0);
    let ready = rows.iter().all(|(row, ..)| breaking.said.contains_key(row));
    let show = Button::new(Rank::Primary, "Show what happens").enabled(ready).show(ui, cx.tokens);
    if !ready {
        let why = "Say it of each request first.";
        ui.ctx().accesskit_node_builder(show.id, |node| node.set_description(why));
        show.on_hover_text(why);
    } else if show.clicked() {
        let first = rows.first().map_or(0, |((trace, _), ..)| *trace);
        run(ui, cx, figure, (first, true));
    }
}

/// A request runs from its beginning; by itself the others follow it, or they do not.
fn run(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, (trace, others_follow): (usize, bool)) {
    // Without motion one sees at once how far it comes.
    let tick = if cx.seconds(1.0) > 0.0 { 0 } else { usize::MAX };
    let since = ui.input(|input| input.time);
    let view = cx.states.of::<Figures>().at(&figure.key);
    if let Some(breaking) = &mut view.breaking {
        breaking.run = Some(Running { trace, tick, since, others_follow });
    }
    view.walk.travels = None;
    cx.focus.ask_by_key(Goal::Fates(figure.key.clone()));
    ui.ctx().request_repaint();
}

/// What has become of each request; one that is pressed runs once more.
fn shown(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    (breaking, running): (&Breaking, &Running),
    (called, broken): (&str, &HashMap<Id, Broken>),
) {
    go_on(ui, cx, figure, running);
    let rows = rows(figure);
    let mut right = 0;
    let mut focus = cx.focus.take(&Goal::Fates(figure.key.clone()));
    for (row, trace, path) in &rows {
        let Some(diagram) = figure.shown.iter().find(|shown| shown.id == path.diagram) else {
            continue;
        };
        let nothing = Broken::nothing();
        let fate = path.fate(broken.get(&path.diagram).unwrap_or(&nothing));
        let said = breaking.said.get(row);
        let as_said = said == Some(&fate.kind());
        right += usize::from(as_said);
        let name = |node: &NodeRef| named(diagram, node);
        let words = fate_words(&fate, called, &name);
        let (icon, ink) = sign(cx, as_said);
        let lead = format!("{}:", row_name(figure, trace, path));
        let said = FATES.iter().find(|(fate, _)| said == Some(fate));
        let said = said.filter(|_| !as_said).map(|(_, words)| format!(" You said: “{words}”."));
        let rest = format!(" {words}{}", said.unwrap_or_default());
        let on = running.trace == row.0;
        let shown = plain_row(ui, cx.tokens, (icon, ink), (&lead, &rest), on);
        if std::mem::take(&mut focus) {
            shown.request_focus();
        }
        if shown.on_hover_text("Run it once more").clicked() {
            run(ui, cx, figure, (row.0, false));
        }
    }
    ui.add_space(6.0);
    let words =
        format!("{right} of {} as you said. Point at another layer to break that.", rows.len());
    text::label(ui, &words, TextStyle::Caption, cx.tokens.text2);
}

fn sign(cx: &Cx<'_>, right: bool) -> (icons::Icon, Rgb) {
    if right { (icons::RIGHT, cx.tokens.success) } else { (icons::WRONG, cx.tokens.error) }
}

/// To the next hop, and from the end of one request to the next one.
fn go_on(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, running: &Running) {
    let Some((_, journey)) = journey(figure) else { return };
    let (now, last) = (ui.input(|input| input.time), journey.journey.ticks.len() - 1);
    if running.tick >= last && !running.others_follow {
        return;
    }
    let next = rows(figure).iter().map(|((trace, _), ..)| *trace).find(|t| *t > running.trace);
    let stay = if running.tick < last { HOP } else { END };
    let left = stay - (now - running.since);
    if left > 0.0 {
        ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
        return;
    }
    let view = cx.states.of::<Figures>().at(&figure.key);
    let Some(run) = view.breaking.as_mut().and_then(|breaking| breaking.run.as_mut()) else {
        return;
    };
    run.since = now;
    if running.tick < last {
        run.tick = running.tick + 1;
        view.walk.travels = Some(now);
    } else if let Some(next) = next {
        (run.trace, run.tick) = (next, if running.tick == usize::MAX { usize::MAX } else { 0 });
    } else {
        run.others_follow = false;
    }
    ui.ctx().request_repaint();
}

/// The request that runs, and how it fares at the break: in a world in which it is stopped, if there
/// is one.
pub(super) fn journey<'a>(figure: &Figure<'a>) -> Option<(&'a Trace, BrokenJourney<'a>)> {
    let Doing::Breaking(breaking) = &figure.doing else { return None };
    let trace = *figure.traces.get(breaking.run.as_ref()?.trace)?;
    let journey = trace.worst_journey(&figure.broken_in());
    (!journey.journey.ticks.is_empty()).then_some((trace, journey))
}

/// "A system call, Containers"; beside no other diagram without its title.
fn row_name(figure: &Figure<'_>, trace: &Trace, path: &TracePath) -> String {
    let diagram = figure.shown.iter().find(|shown| shown.id == path.diagram);
    match diagram {
        Some(diagram) if figure.shown.len() > 1 => format!("{}, {}", trace.title, diagram.title),
        _ => trace.title.clone(),
    }
}

/// What a layer or a group is called, with the number of its copy.
fn named(diagram: &Diagram, node: &NodeRef) -> String {
    let name = diagram.name_of(&node.node).unwrap_or_default();
    let number = node.copies.last().map_or(1, |(_, number)| *number);
    if name.contains("{n}") {
        return name.replace("{n}", &number.to_string());
    }
    match node.copies.last() {
        Some((_, number)) => format!("{name} {number}"),
        None => name.to_owned(),
    }
}

/// The broken part, as it is spoken of.
fn called(figure: &Figure<'_>, part: &NodeRef) -> String {
    let own = figure.shown.iter().find(|shown| part.diagram.as_ref() == Some(&shown.id));
    own.map(|diagram| named(diagram, part)).unwrap_or_default()
}

/// What is broken in the other diagrams.
fn elsewhere(figure: &Figure<'_>, part: &NodeRef, broken: &HashMap<Id, Broken>) -> String {
    let mut words = String::new();
    for other in figure.shown.iter().filter(|shown| part.diagram.as_ref() != Some(&shown.id)) {
        let names = broken.get(&other.id).map_or(&[] as &[NodeRef], |broken| &broken.names);
        let names: Vec<String> = names.iter().map(|name| named(other, name)).collect();
        let title = &other.title;
        let sentence = match names.as_slice() {
            [] => format!(" “{title}” has nothing of the kind."),
            [one] => format!(" In “{title}” so is {one}."),
            [rest @ .., last] => format!(" In “{title}” so are {} and {last}.", rest.join(", ")),
        };
        words.push_str(&sentence);
    }
    words
}
