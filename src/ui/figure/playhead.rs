//! Where one is in a walk or along with a request, and going on from there.

use super::{
    state::{self, Along, FigureView, Figures, Turn},
    subject::{Doing, Figure, asked_on},
};
use crate::{
    app::{Action, keys::PlaceKey},
    diagram::{Choice, Decision, Journey, Trace, TraceKind, TracePath, Way as WayOfChoice},
    id::Id,
    ui::{cx::Cx, focus::Goal, keys, kit::keyboard, quiz},
};
use egui::{InputState, Key, Modifiers, Ui};

/// What is gone through, and where it stands.
#[derive(Clone, Copy)]
pub struct Run {
    pub way: Way,
    pub at: usize,
    /// At least one; of a request, as far as it is decided.
    pub count: usize,
    /// After the last tick, one of several ways has to be taken.
    pub forks: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Steps,
    /// A request.
    Hops,
    /// A decision.
    Stops,
}

impl Way {
    fn of(trace: &Trace) -> Self {
        match trace.kind {
            TraceKind::Request | TraceKind::Control => Self::Hops,
            TraceKind::Decision => Self::Stops,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Steps => "step",
            Self::Hops => "hop",
            Self::Stops => "stop",
        }
    }

    pub fn end(self) -> &'static str {
        match self {
            Self::Hops => "Stop following",
            Self::Steps | Self::Stops => "Whole picture",
        }
    }
}

impl Run {
    /// Nothing while the picture is at rest, or is not to be gone through.
    pub fn of(cx: &Cx<'_>, figure: &Figure<'_>) -> Option<Self> {
        if figure.withheld.is_some() {
            return None;
        }
        if let Some(Following { trace, journey, at, .. }) = current(figure) {
            let (way, count) = (Way::of(trace), journey.ticks.len().max(1));
            return Some(Self { way, at, count, forks: journey.ahead.is_some() });
        }
        let count = figure.steps.len();
        let step = state::of(cx, &figure.key).and_then(|view| view.walk.step);
        let at = step.filter(|step| *step < count)?;
        Some(Self { way: Way::Steps, at, count, forks: false })
    }

    /// Is this the last step or hop?
    pub fn last(self) -> bool {
        self.at + 1 >= self.count && !self.forks
    }

    /// Does the request wait for the reader to take one of several ways?
    pub fn at_choice(self) -> bool {
        self.forks && self.at + 1 >= self.count
    }

    /// Goes to a step or tick; with `None` to the picture at rest. A control of the bar was
    /// pressed: the focus stays in the bar.
    pub fn press(self, ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<usize>) {
        cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
        match to {
            Some(to) => self.go(ui, cx, figure, to),
            None if self.way == Way::Steps => go_step(ui, cx, figure, None),
            None => go_hop(ui, cx, figure, None),
        }
    }

    pub fn go(self, ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: usize) {
        match self.way {
            Way::Steps => go_step(ui, cx, figure, Some(to)),
            Way::Hops | Way::Stops => hop_to(ui, cx, figure, to),
        }
    }
}

/// The word that says where one is, before the sentence of a step or of a hop.
pub(super) fn place(cx: &Cx<'_>, figure: &Figure<'_>) -> Option<String> {
    let run = Run::of(cx, figure)?;
    let (at, count) = (run.at + 1, run.count);
    let Some(Following { trace, along, .. }) = current(figure) else {
        return Some(format!("Step {at} of {count}"));
    };
    // A title that is a question is a sentence.
    let title = &trace.title;
    let titled = match (run.way, title.ends_with('?')) {
        (Way::Stops, true) => format!("{title} Stop"),
        _ => format!("{title}, {}", run.way.word()),
    };
    if !trace.branches() {
        return Some(format!("{titled} {at} of {count}"));
    }
    // The way that asks first is named already.
    let asking =
        figure.doing.predict().and_then(|_| state::of(cx, &figure.key)?.walk.trace.as_ref());
    let made = &asking.unwrap_or(along).decisions;
    let ways: Vec<&str> = made.iter().filter_map(|made| way_name(trace, made)).collect();
    let ways = if ways.is_empty() { String::new() } else { format!(": {}", ways.join(", ")) };
    Some(format!("{titled} {at}{ways}"))
}

fn way_name<'t>(trace: &'t Trace, made: &Decision) -> Option<&'t str> {
    let way = trace.choice(&made.choice)?.ways.iter().find(|way| way.id == made.way)?;
    Some(&way.name)
}

/// A trace that is followed, and how far that has come.
pub(super) struct Following<'a, 'f> {
    pub trace: &'a Trace,
    pub along: &'f Along,
    pub journey: Journey<'a>,
    /// The moment of the journey, from 0.
    pub at: usize,
}

/// The trace that is followed.
pub(super) fn current<'a, 'f>(figure: &'f Figure<'a>) -> Option<Following<'a, 'f>> {
    let along = figure.doing.following()?;
    let trace = *figure.traces.get(along.trace)?;
    let journey = trace.journey(&along.decisions);
    let at = along.tick.min(journey.ticks.len().saturating_sub(1));
    Some(Following { trace, along, journey, at })
}

/// The ways whose question is not answered, but those that one has gone into nevertheless: nothing is
/// told of what they, or anything after them, will show.
pub(super) fn untold(cx: &Cx<'_>, now: &Following<'_, '_>) -> Vec<Decision> {
    let choices = now.trace.paths.iter().flat_map(TracePath::choices);
    let ways = choices.flat_map(|choice| choice.ways.iter().map(move |way| (choice, way)));
    let asking =
        ways.filter(|(_, way)| way.ask.as_ref().is_some_and(|id| cx.model.open_to_ask(id)));
    let made =
        asking.map(|(choice, way)| Decision { choice: choice.id.clone(), way: way.id.clone() });
    made.filter(|made| !now.along.decisions.contains(made)).collect()
}

/// For how many frames a step is followed: in the first its key is taken, in the second it is
/// painted.
pub(super) const FOLLOW_FRAMES: u8 = 2;

/// A control of the bar begins the walk: by key, the focus stays in the bar.
pub(super) fn begin_steps(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
    go_step(ui, cx, figure, Some(0));
    stay_under_pointer(cx, figure);
}

/// Who begins with the mouse looks at the figure: it is not scrolled from under the pointer.
fn stay_under_pointer(cx: &mut Cx<'_>, figure: &Figure<'_>) {
    if !cx.focus.by_keyboard {
        cx.states.of::<Figures>().at(&figure.key).walk.follow_frames = 0;
    }
}

/// A control of the bar begins a trace: by key, the focus stays in the bar.
pub(super) fn begin_trace(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, trace: usize) {
    cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
    go_hop(ui, cx, figure, Some(Along::of(trace)));
    stay_under_pointer(cx, figure);
}

/// The open question of a step or a way is gone past without an answer: the quiz goes back to the
/// question before.
fn unask(cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let Some(question) = figure.doing.predict() else { return };
    let turn = cx.model.session().and_then(|session| session.turn(&question.id));
    if turn.is_none_or(|turn| turn.verdict.is_none()) {
        cx.act(Action::Unask(question.id.clone()));
    }
}

/// Goes to another step, or with `None` to the whole picture.
pub(super) fn go_step(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<usize>) {
    unask(cx, figure);
    moved(ui, cx.states.of::<Figures>().at(&figure.key), (to, None));
    let asks = to.and_then(|step| figure.steps.get(step)?.ask.clone());
    ask(cx, figure, asks);
    ui.ctx().request_repaint();
}

/// A step or a way asks, unless its question is answered.
fn ask(cx: &mut Cx<'_>, figure: &Figure<'_>, asks: Option<Id>) {
    if let Some(question) = asks.filter(|question| cx.model.open_to_ask(question)) {
        cx.states.of::<Figures>().at(&figure.key).walk.show_prediction = true;
        // The quiz hears it in the frame in which the question is the current one, and leaves it to
        // the figure.
        cx.signals.predicting.send(question.clone());
        cx.act(Action::Ask(question));
    }
}

/// While the diagram has the focus: "." goes on, "," goes back.
pub(super) fn keys(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    if figure.withheld.is_some() {
        return;
    }
    let enter = takes_enter(ui, cx, figure);
    if keys_hop(ui, cx, figure, enter) || figure.steps.is_empty() {
        return;
    }
    let here = state::of(cx, &figure.key).and_then(|view| view.walk.step);
    let last = figure.steps.len() - 1;
    if ui.input_mut(|input| goes_on(input, enter)) {
        go_step(ui, cx, figure, Some(here.map_or(0, |step| (step + 1).min(last))));
    }
    if ui.input_mut(|input| keys::take(input, PlaceKey::StepBack)) {
        go_step(ui, cx, figure, Some(here.map_or(last, |step| step.saturating_sub(1))));
    }
}

/// While one is going through a figure Enter goes on, too, where nothing else would take it.
fn takes_enter(ui: &Ui, cx: &Cx<'_>, figure: &Figure<'_>) -> bool {
    let walked = cx.signals.walked.heard().is_some_and(|walked| figure.asks(walked));
    let going = matches!(figure.doing, Doing::Walking(_) | Doing::Following(_))
        && figure.doing.predict().is_none();
    keyboard::free(ui.ctx()) && (walked || (going && !quiz::keys::waits_for_enter(cx)))
}

fn goes_on(input: &mut InputState, enter: bool) -> bool {
    keys::take(input, PlaceKey::StepOn) || (enter && input.consume_key(Modifiers::NONE, Key::Enter))
}

/// To the next step or hop, or back: of the walk, or where there is none, of the first trace.
pub(super) fn turn(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, turn: Turn) {
    if figure.withheld.is_some() {
        return;
    }
    if figure.doing.following().is_some() {
        match turn {
            Turn::On => hop_on(ui, cx, figure),
            Turn::Back => hop_back(ui, cx, figure),
        }
        return;
    }
    if figure.steps.is_empty() {
        if turn == Turn::On && !figure.traces.is_empty() {
            go_hop(ui, cx, figure, Some(Along::of(0)));
        }
        return;
    }
    let here = state::of(cx, &figure.key).and_then(|view| view.walk.step);
    let last = figure.steps.len() - 1;
    let to = match (turn, here) {
        (Turn::On, None) => 0,
        (Turn::On, Some(step)) => (step + 1).min(last),
        (Turn::Back, None) => return,
        (Turn::Back, Some(step)) => step.saturating_sub(1),
    };
    go_step(ui, cx, figure, Some(to));
}

/// Is the focus to be in the bar?
pub(super) fn take_focus(cx: &mut Cx<'_>, figure: &Figure<'_>) -> bool {
    cx.focus.take(&Goal::Bar(figure.key.clone()))
}

/// Goes to another place along a trace, or with `None` to the picture at rest.
pub(super) fn go_hop(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<Along>) {
    unask(cx, figure);
    let asks = to.as_ref().filter(|to| !to.unasked).and_then(|to| {
        let trace = figure.traces.get(to.trace)?;
        asked_on(trace, to).cloned()
    });
    let view = cx.states.of::<Figures>().at(&figure.key);
    if let Some(along) = &to
        && let Some(trace) = figure.traces.get(along.trace)
    {
        let taken = along.decisions.iter().map(|made| (trace.id.clone(), made.clone()));
        view.walk.taken.extend(taken);
    }
    let on = |before: &Along, to: &Along| before.trace == to.trace && before.tick + 1 == to.tick;
    let onward = view.walk.trace.as_ref().zip(to.as_ref()).is_some_and(|(a, b)| on(a, b));
    moved(ui, view, (None, to));
    view.walk.travels = view.walk.stepped.filter(|_| onward);
    ask(cx, figure, asks);
    ui.ctx().request_repaint();
}

/// Goes to another moment of the journey. What was decided after it is to be decided anew.
fn hop_to(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: usize) {
    let Some(Following { along, journey, .. }) = current(figure) else { return };
    let Some(tick) = journey.ticks.get(to) else {
        // After the last moment, a way is taken.
        hop_on(ui, cx, figure);
        return;
    };
    let mut along = along.clone();
    (along.tick, along.unasked) = (to, false);
    along.decisions.truncate(tick.decided);
    go_hop(ui, cx, figure, Some(along));
}

/// Goes to the next hop; where one of several ways has to be taken, along the first that was not
/// taken yet.
pub(super) fn hop_on(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let Some(Following { trace, at, journey, .. }) = current(figure) else { return };
    if figure.doing.predict().is_some() {
        // Past what the way asks.
        let view = cx.states.of::<Figures>().at(&figure.key);
        let to = view.walk.trace.clone().map(|along| Along { unasked: true, ..along });
        return go_hop(ui, cx, figure, to);
    }
    if at + 1 < journey.ticks.len() {
        hop_to(ui, cx, figure, at + 1);
        return;
    }
    let Some(choice) = journey.ahead else { return };
    let view = state::of(cx, &figure.key);
    let is_new = |way: &&WayOfChoice| {
        let made = Decision { choice: choice.id.clone(), way: way.id.clone() };
        !view.is_some_and(|view| view.walk.taken.contains(&(trace.id.clone(), made)))
    };
    if let Some(way) = choice.ways.iter().find(is_new).or(choice.ways.first()) {
        take_way(ui, cx, figure, choice, &way.id);
    }
}

/// Goes on along a way of the choice that is to be made.
pub(super) fn take_way(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, choice: &Choice, way: &Id) {
    let Some(Following { along, at, .. }) = current(figure) else { return };
    let mut along = along.clone();
    along.decisions.push(Decision { choice: choice.id.clone(), way: way.clone() });
    (along.tick, along.unasked) = (at + 1, false);
    go_hop(ui, cx, figure, Some(along));
}

fn hop_back(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    if let Some(Following { at, .. }) = current(figure) {
        hop_to(ui, cx, figure, at.saturating_sub(1));
    }
}

/// While the diagram has the focus: "." goes on, "," goes back. Says whether a trace took them.
fn keys_hop(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, enter: bool) -> bool {
    if figure.doing.following().is_none() {
        return false;
    }
    if ui.input_mut(|input| goes_on(input, enter)) {
        hop_on(ui, cx, figure);
    }
    if ui.input_mut(|input| keys::take(input, PlaceKey::StepBack)) {
        hop_back(ui, cx, figure);
    }
    true
}

/// Keeps the step or hop at which the figure stands from now on.
fn moved(ui: &Ui, view: &mut FigureView, (step, trace): (Option<usize>, Option<Along>)) {
    let now = ui.input(|input| input.time);
    (view.walk.step, view.walk.trace) = (step, trace);
    view.card.inspected = None;
    view.walk.follow_frames = FOLLOW_FRAMES;
    view.walk.stepped = Some(now);
    (view.walk.travels, view.breaking) = (None, None);
    view.walk.playing = view.walk.playing.map(|_| now);
    view.walk.quiet.clone_from(&view.cursor);
}
