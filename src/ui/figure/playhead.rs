//! Where one is in a walk or along with a request, and going on from there.

use super::{
    state::{self, FigureView, Figures, Turn},
    subject::Figure,
};
use crate::{
    app::{Action, keys::PlaceKey},
    diagram::Trace,
    ui::{cx::Cx, focus::Goal, keys, kit::keyboard},
};
use egui::{Key, Modifiers, Ui};

/// What is gone through, and where it stands.
#[derive(Clone, Copy)]
pub struct Run {
    pub way: Way,
    pub at: usize,
    /// At least one.
    pub count: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Steps,
    /// A trace, by its number in the block.
    Trace(usize),
}

impl Way {
    pub fn word(self) -> &'static str {
        match self {
            Self::Steps => "step",
            Self::Trace(_) => "hop",
        }
    }

    pub fn end(self) -> &'static str {
        match self {
            Self::Steps => "Whole picture",
            Self::Trace(_) => "Stop following",
        }
    }
}

impl Run {
    /// Nothing while the picture is at rest, or is not to be gone through.
    pub fn of(cx: &Cx<'_>, figure: &Figure<'_>) -> Option<Self> {
        if figure.withheld.is_some() {
            return None;
        }
        if let (Some((number, _)), Some((trace, at))) = (figure.doing.following(), current(figure))
        {
            return Some(Self { way: Way::Trace(number), at, count: trace.len().max(1) });
        }
        let count = figure.steps.len();
        let step = state::of(cx, &figure.key).and_then(|view| view.walk.step);
        let at = step.filter(|step| *step < count)?;
        Some(Self { way: Way::Steps, at, count })
    }

    pub fn last(self) -> bool {
        self.at + 1 >= self.count
    }

    pub fn press(self, ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<usize>) {
        match self.way {
            Way::Steps => press_step(ui, cx, figure, to),
            Way::Trace(number) => press_hop(ui, cx, figure, to.map(|hop| (number, hop))),
        }
    }

    pub fn go(self, ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: usize) {
        match self.way {
            Way::Steps => go_step(ui, cx, figure, Some(to)),
            Way::Trace(number) => go_hop(ui, cx, figure, Some((number, to))),
        }
    }
}

/// By which word it is known where one is, said before the sentence of a step or of a hop.
pub(super) fn place(cx: &Cx<'_>, figure: &Figure<'_>) -> Option<String> {
    let run = Run::of(cx, figure)?;
    let (at, count) = (run.at + 1, run.count);
    match run.way {
        Way::Steps => Some(format!("Step {at} of {count}")),
        Way::Trace(number) => {
            let title = &figure.traces.get(number)?.title;
            Some(format!("{title}, hop {at} of {count}"))
        }
    }
}

/// The trace that is followed, and the hop that it is at.
pub(super) fn current<'a>(figure: &Figure<'a>) -> Option<(&'a Trace, usize)> {
    let (trace, hop) = figure.doing.following()?;
    let trace = figure.traces.get(trace)?;
    Some((trace, hop.min(trace.len().saturating_sub(1))))
}

/// In the first frame keys are taken, in the second the step is painted.
pub(super) const FOLLOW_FRAMES: u8 = 2;

/// A control of the bar was used: by key, the focus stays in the bar whatever becomes of it.
pub(super) fn press_step(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<usize>) {
    cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
    go_step(ui, cx, figure, to);
}

/// To another step, or with `None` to the whole picture.
pub(super) fn go_step(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<usize>) {
    if let Some(question) = figure.doing.predict().filter(|question| {
        // Gone past without an answer: the quiz goes on where it was.
        let turn = cx.model.session().and_then(|session| session.turn(&question.id));
        turn.is_none_or(|turn| turn.verdict.is_none())
    }) {
        cx.act(Action::Unask(question.id.clone()));
    }
    moved(ui, cx.states.of::<Figures>().at(&figure.key), (to, None));
    let asks = to.and_then(|step| figure.steps.get(step)?.ask.clone());
    if let Some(question) = asks.filter(|question| cx.model.open_to_ask(question)) {
        cx.states.of::<Figures>().at(&figure.key).walk.show_prediction = true;
        cx.act(Action::Ask(question));
    }
    ui.ctx().request_repaint();
}

/// While the diagram has the focus: "." goes on, "," goes back.
pub(super) fn keys(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    if figure.withheld.is_some() || keys_hop(ui, cx, figure) || figure.steps.is_empty() {
        return;
    }
    let here = state::of(cx, &figure.key).and_then(|view| view.walk.step);
    let last = figure.steps.len() - 1;
    // Enter too, once a step's question is answered, where it means nothing else.
    let walked = cx.signals.walked.heard().is_some_and(|walked| figure.asks(walked));
    let walked = walked && keyboard::free(ui.ctx());
    let onward = ui.input_mut(|input| {
        keys::take(input, PlaceKey::StepOn)
            || (walked && input.consume_key(Modifiers::NONE, Key::Enter))
    });
    if onward {
        go_step(ui, cx, figure, Some(here.map_or(0, |step| (step + 1).min(last))));
    }
    if ui.input_mut(|input| keys::take(input, PlaceKey::StepBack)) {
        go_step(ui, cx, figure, Some(here.map_or(last, |step| step.saturating_sub(1))));
    }
}

/// To the next step or hop, or back: of the walk, or where there is none, of the first trace.
pub(super) fn turn(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, turn: Turn) {
    if figure.withheld.is_some() {
        return;
    }
    if figure.doing.following().is_some() || figure.steps.is_empty() {
        turn_hop(ui, cx, figure, turn);
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

/// To another hop of a trace, or with `None` to the picture at rest.
pub(super) fn go_hop(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<(usize, usize)>) {
    moved(ui, cx.states.of::<Figures>().at(&figure.key), (None, to));
    ui.ctx().request_repaint();
}

/// To another hop, by a control of the bar: with keys, the focus stays there.
pub(super) fn press_hop(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<(usize, usize)>) {
    cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
    go_hop(ui, cx, figure, to);
}

/// While the diagram has the focus: "." goes on, "," goes back. Says whether a trace took them.
fn keys_hop(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> bool {
    let (Some((number, _)), Some((trace, at))) = (figure.doing.following(), current(figure)) else {
        return false;
    };
    if ui.input_mut(|input| keys::take(input, PlaceKey::StepOn)) {
        go_hop(ui, cx, figure, Some((number, (at + 1).min(trace.len() - 1))));
    }
    if ui.input_mut(|input| keys::take(input, PlaceKey::StepBack)) {
        go_hop(ui, cx, figure, Some((number, at.saturating_sub(1))));
    }
    true
}

/// To the next hop or back; begins with the first trace.
fn turn_hop(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, turn: Turn) {
    let (number, at) = match (figure.doing.following(), current(figure)) {
        (Some((number, _)), Some((trace, at))) => match turn {
            Turn::On => (number, (at + 1).min(trace.len() - 1)),
            Turn::Back => (number, at.saturating_sub(1)),
        },
        _ if turn == Turn::On && !figure.traces.is_empty() => (0, 0),
        _ => return,
    };
    go_hop(ui, cx, figure, Some((number, at)));
}

/// The figure stands at another step or hop from now on.
fn moved(ui: &Ui, view: &mut FigureView, (step, trace): (Option<usize>, Option<(usize, usize)>)) {
    let now = ui.input(|input| input.time);
    (view.walk.step, view.walk.trace) = (step, trace);
    view.card.inspected = None;
    view.walk.follow_frames = FOLLOW_FRAMES;
    view.walk.stepped = Some(now);
    view.walk.playing = view.walk.playing.map(|_| now);
    view.walk.quiet.clone_from(&view.cursor);
}
