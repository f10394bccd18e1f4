//! Walking through a figure: the sentence of each step, and predicting before seeing.

use super::{Figure, player, traces};
use crate::{
    app::Action,
    diagram::{
        NodePath, Step, Still, Walk, geometry,
        layout::{Layout, PlacedBox},
    },
    id::Id,
    quiz::{Answer, Kind, Purpose, reason_of},
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::{
            state,
            state::{Figures, StepAt, Turn},
        },
        focus::Goal,
        kit::{
            icons, keyboard,
            row::{OptionRow, Pick, State},
            text,
            widgets::{Button, Rank},
        },
        quiz,
        quiz::answer::options,
    },
};
use egui::{Key, Modifiers, Rect, Sense, Ui, WidgetInfo, accesskit::Role, vec2};
use std::{collections::HashSet, sync::Arc};

/// The layout as far as it is there, made anew only when layout or step have changed.
pub(super) fn walked(
    ui: &Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    whole: Arc<Layout>,
) -> Arc<Layout> {
    let seconds = cx.seconds(LEAVING);
    let view = cx.states.of::<Figures>().at(&figure.key);
    let Some((key, _)) = &view.layout else { return whole };
    let layout = match (figure.at, &view.walked) {
        (StepAt::Whole, _) => whole,
        (at, Some((made_for, step, layout))) if (made_for, *step) == (key, at) => layout.clone(),
        (StepAt::Walking(at), _) => Arc::new(whole.at_step(figure.steps, at)),
    };
    if let Some((made_for, before, former)) = &view.walked
        && made_for == key
        && *before != figure.at
        && seconds > 0.0
    {
        let now = ui.input(|input| input.time);
        view.leaving = Some((now, Arc::new(former.without(&layout))));
        let there: HashSet<&NodePath> = former.boxes.iter().map(|b| &b.path).collect();
        let new = layout.boxes.iter().map(|b| !there.contains(&b.path)).collect();
        view.arriving = Some((now, layout.clone(), new));
    }
    view.walked = Some((key.clone(), figure.at, layout.clone()));
    layout
}

/// How long what a step takes away needs to go, in seconds.
const LEAVING: f32 = 0.2;

/// What the last step took away, and how much of it is still to be seen.
pub(super) fn leaving(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<(Arc<Layout>, f32)> {
    let seconds = cx.seconds(LEAVING);
    let view = cx.states.of::<Figures>().at(&figure.key);
    let (since, left) = view.leaving.as_ref()?;
    #[expect(clippy::cast_possible_truncation, reason = "a fraction of a second")]
    let spent = (ui.input(|input| input.time) - since) as f32;
    if spent >= seconds {
        view.leaving = None;
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
    let (since, of, new) = view.arriving.as_ref()?;
    #[expect(clippy::cast_possible_truncation, reason = "a fraction of a second")]
    let spent = (ui.input(|input| input.time) - since) as f32;
    if spent >= seconds || !Arc::ptr_eq(of, layout) {
        view.arriving = None;
        return None;
    }
    ui.ctx().request_repaint();
    Some((new.clone(), egui::emath::easing::cubic_out((spent / seconds).clamp(0.0, 1.0))))
}

/// The places of what later steps will show. What a step asks for first is not given away.
pub(super) fn to_come(cx: &Cx<'_>, figure: &Figure<'_>) -> Vec<geometry::Rect> {
    let StepAt::Walking(at) = figure.at else { return Vec::new() };
    let view = state::of(cx, &figure.key);
    let Some((_, whole)) = view.and_then(|view| view.layout.as_ref()) else { return Vec::new() };
    let asks = |step: &Step| step.ask.as_ref().is_some_and(|id| cx.model.open_to_ask(id));
    let untold = (0..).zip(figure.steps).filter(|(_, step)| asks(step)).map(|(number, _)| number);
    whole.to_come(figure.steps, at, &untold.collect::<Vec<usize>>())
}

/// What the step makes of each box that is there; nothing when the whole picture is shown.
pub(super) fn stills_now(figure: &Figure<'_>, layout: &Layout) -> Option<Vec<Still>> {
    let StepAt::Walking(Some(at)) = figure.at else { return None };
    let walk = Walk::of(figure.steps);
    Some(layout.boxes.iter().map(|b| walk.still(&b.path, Some(at))).collect())
}

/// Is everything told? Then the captions may sum it up.
pub(super) fn sums_up(figure: &Figure<'_>) -> bool {
    match figure.at {
        StepAt::Whole => true,
        StepAt::Walking(at) => at.is_some_and(|at| at + 1 == figure.steps.len()),
    }
}

/// What a step or a hop has just changed, as far as it is painted.
pub(super) fn changed(figure: &Figure<'_>, layout: &Layout) -> Vec<usize> {
    if let Some(hops) = traces::reached(figure, layout) {
        return (0..hops.len())
            .filter(|at| hops.get(*at).is_some_and(|reached| reached.here))
            .collect();
    }
    let StepAt::Walking(Some(at)) = figure.at else { return Vec::new() };
    let walk = Walk::of(figure.steps);
    let is_new = |b: &PlacedBox| {
        at.checked_sub(1).is_none_or(|before| !walk.still(&b.path, Some(before)).shown())
    };
    let new = layout.boxes.iter().enumerate().filter(|(_, b)| is_new(b));
    new.map(|(index, _)| index).collect()
}

/// What the say-line says while nothing is pointed at.
pub(super) fn idle(cx: &Cx<'_>, figure: &Figure<'_>) -> Option<(String, String)> {
    let place = player::place(cx, figure).unwrap_or_default();
    if figure.predict.is_some() {
        let lead = format!("{place}. What do you expect?");
        return Some((lead, " Answer first, then see.".to_owned()));
    }
    let StepAt::Walking(Some(at)) = figure.at else { return None };
    Some((format!("{place}."), format!(" {}", figure.steps.get(at)?.say)))
}

/// In the first frame keys are taken, in the second the step is painted.
pub(super) const FOLLOW_FRAMES: u8 = 2;

/// A control of the bar was used: by key, the focus stays in the bar whatever becomes of it.
pub(super) fn press(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<usize>) {
    cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
    go(ui, cx, figure, to);
}

/// To another step, or with `None` to the whole picture.
pub(super) fn go(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, to: Option<usize>) {
    if let Some(question) = figure.predict.filter(|question| {
        // Gone past without an answer: the quiz goes on where it was.
        let turn = cx.model.session().and_then(|session| session.turn(&question.id));
        turn.is_none_or(|turn| turn.verdict.is_none())
    }) {
        cx.act(Action::Unask(question.id.clone()));
    }
    let view = cx.states.of::<Figures>().at(&figure.key);
    view.step = to;
    view.trace = None;
    view.inspected = None;
    view.follow_frames = FOLLOW_FRAMES;
    let now = ui.input(|input| input.time);
    view.stepped = Some(now);
    view.playing = view.playing.map(|_| now);
    view.quiet.clone_from(&view.cursor);
    let asks = to.and_then(|step| figure.steps.get(step)?.ask.clone());
    if let Some(question) = asks.filter(|question| cx.model.open_to_ask(question)) {
        cx.states.of::<Figures>().at(&figure.key).show_prediction = true;
        cx.act(Action::Ask(question));
    }
    ui.ctx().request_repaint();
}

/// While the diagram has the focus: "." goes on, "," goes back.
pub(super) fn keys(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    if figure.withheld.is_some() || traces::keys(ui, cx, figure) || figure.steps.is_empty() {
        return;
    }
    let here = state::of(cx, &figure.key).and_then(|view| view.step);
    let last = figure.steps.len() - 1;
    // Enter too, once a step's question is answered, where it means nothing else.
    let walked = cx.signals.walked.heard().is_some_and(|walked| asks(figure, walked));
    let walked = walked && keyboard::free(ui.ctx());
    let onward = ui.input_mut(|input| {
        input.consume_key(Modifiers::NONE, Key::Period)
            || (walked && input.consume_key(Modifiers::NONE, Key::Enter))
    });
    if onward {
        go(ui, cx, figure, Some(here.map_or(0, |step| (step + 1).min(last))));
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Comma)) {
        go(ui, cx, figure, Some(here.map_or(last, |step| step.saturating_sub(1))));
    }
}

/// To the next step or hop, or back: of the walk, or where there is none, of the first trace.
pub(super) fn turn(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, turn: Turn) {
    if figure.withheld.is_some() {
        return;
    }
    if figure.following.is_some() || figure.steps.is_empty() {
        traces::turn(ui, cx, figure, turn);
        return;
    }
    let here = state::of(cx, &figure.key).and_then(|view| view.step);
    let last = figure.steps.len() - 1;
    let to = match (turn, here) {
        (Turn::On, None) => 0,
        (Turn::On, Some(step)) => (step + 1).min(last),
        (Turn::Back, None) => return,
        (Turn::Back, Some(step)) => step.saturating_sub(1),
    };
    go(ui, cx, figure, Some(to));
}

/// Is the focus to be in the bar?
pub(super) fn take_focus(cx: &mut Cx<'_>, figure: &Figure<'_>) -> bool {
    cx.focus.take(&Goal::Bar(figure.key.clone()))
}

/// The question that a step asks before it shows, and after the answer its reason.
pub(super) fn prediction(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let Some(question) = figure.predict else {
        after(ui, cx, figure);
        return;
    };
    let tokens = cx.tokens;
    let asked_now = cx.model.session().is_some_and(|session| {
        session.purpose() == Purpose::Lesson && session.current() == Some(&question.id)
    });
    if !asked_now {
        // Another question is open meanwhile: what is chosen here would be chosen there.
        ui.add_space(6.0);
        text::heading(ui, &question.prompt, TextStyle::UiBold, tokens.text, 4);
        ui.add_space(8.0);
        let button = Button::new(Rank::Secondary, "Answer it here");
        if button.show(ui, tokens).clicked() {
            cx.act(Action::Ask(question.id.clone()));
        }
        ui.add_space(6.0);
        return;
    }
    let turn = cx.model.session().and_then(|session| session.turn(&question.id));
    let chosen = turn.and_then(|turn| turn.chosen.clone());
    let saving = turn.is_some_and(|turn| turn.verdict.is_some());
    cx.signals.predicting.send(question.id.clone());
    // Where the quiz is not seen, its keys are taken here.
    if !cx.states.of::<quiz::keys::Shown>().0 {
        quiz::keys::take(ui, cx, false);
    }
    let top = ui.cursor().min;
    ui.add_space(6.0);
    text::heading(ui, &question.prompt, TextStyle::UiBold, tokens.text, 4);
    ui.add_space(8.0);
    let asked = quiz::asked::asked_of(cx.model, &question.id);
    let offered = asked.as_ref().map(|asked| question.offered(asked.seed)).unwrap_or_default();
    let pick = match question.kind {
        Kind::Multiple(_) => Pick::Several,
        Kind::Scenario(_) => Pick::Defended,
        _ => Pick::One,
    };
    match (&question.kind, question.kind.choices()) {
        (_, Some(choices)) => {
            for (number, choice) in (1..).zip(offered.iter().filter_map(|at| choices.get(*at))) {
                let picked =
                    matches!(&chosen, Some(Answer::Options(ids)) if ids.contains(&choice.id));
                let state = if picked { State::Chosen } else { State::Rest };
                let row = OptionRow {
                    number,
                    words: &choice.text,
                    state,
                    reason: None,
                    open: !saving,
                    pick,
                };
                let response = row.show(ui, tokens);
                let enter = response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
                if enter && picked && pick != Pick::Several {
                    stay_in_bar(cx);
                    cx.act(Action::CheckAnswer);
                } else if response.clicked() {
                    cx.act(Action::Choose(options::chosen(
                        &question.kind,
                        chosen.as_ref(),
                        choice,
                    )));
                }
                ui.add_space(6.0);
            }
        }
        (Kind::PointAt { .. }, _) => {
            text::label(ui, "Point at it in the picture.", TextStyle::Caption, tokens.text2);
            ui.add_space(6.0);
        }
        _ => {
            if let Some(asked) = &asked {
                quiz::answer::show(ui, cx, asked);
            }
        }
    }
    let ready = asked.as_ref().is_some_and(quiz::asked::Asked::ready);
    let check = Button::new(Rank::Primary, "Check and show").enabled(ready && !saving);
    let check = check.show(ui, tokens);
    if ready && cx.focus.take(&Goal::Check) {
        check.request_focus();
    }
    if check.clicked() {
        stay_in_bar(cx);
        cx.act(Action::CheckAnswer);
    }
    ui.add_space(6.0);
    let view = cx.states.of::<Figures>().at(&figure.key);
    if std::mem::take(&mut view.show_prediction) | std::mem::take(&mut cx.sights.prediction) {
        let whole = Rect::from_min_max(top, egui::pos2(ui.max_rect().right(), ui.cursor().min.y));
        // With a margin, clear of the fade at the edge of the lesson.
        ui.scroll_to_rect(whole.expand2(vec2(0.0, 24.0)), None);
    }
}

/// The question goes when it is answered: by key, the way on gets the focus.
fn stay_in_bar(cx: &mut Cx<'_>) {
    cx.focus.ask_by_key(Goal::Walk);
}

/// Does one of the walk's steps ask this question?
fn asks(figure: &Figure<'_>, question: &Id) -> bool {
    figure.steps.iter().any(|step| step.ask.as_ref() == Some(question))
}

/// What became of the prediction at this step.
fn after(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let StepAt::Walking(Some(at)) = figure.at else { return };
    // As long as what a step has asked is the quiz's question, keys go on with the walk.
    let current = cx.model.session().and_then(|session| session.current());
    if let Some(current) = current.filter(|id| asks(figure, id))
        && at + 1 < figure.steps.len()
    {
        cx.signals.walked.send(current.clone());
    }
    let Some(asked) = figure.steps.get(at).and_then(|step| step.ask.as_ref()) else { return };
    let model = cx.model;
    let Some(asked) = quiz::asked::asked_of(model, asked) else { return };
    let (Some(verdict), question) = (asked.verdict, asked.question) else { return };
    let tokens = cx.tokens;
    let (icon, ink, lead, lead_ink) = if verdict.grade.right() {
        (icons::RIGHT, tokens.success, "As you expected.", tokens.success_text)
    } else {
        (icons::WRONG, tokens.error, "Not what you expected.", tokens.error_text)
    };
    ui.add_space(4.0);
    let reason = format!(" {}", reason_of(question, &verdict.answer).unwrap_or_default());
    let runs =
        [(lead, TextStyle::CaptionBold, lead_ink), (&*reason, TextStyle::Caption, tokens.text2)];
    let galley = text::galley(ui, text::runs(&runs, ui.available_width() - 26.0));
    let size = vec2(ui.available_width(), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{lead}{reason}")));
    icons::paint(ui.painter(), icon, rect.left_top() + vec2(9.0, 10.0), 18.0, ink);
    text::paint_at(ui, rect.left_top() + vec2(26.0, 0.0), galley);
}
