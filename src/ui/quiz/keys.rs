//! The quiz by keyboard alone.

use crate::{
    app::{Action, keys::PlaceKey, model::Tab},
    quiz::Session,
    ui::{
        cx::Cx,
        focus::Goal,
        keys,
        kit::{digits, keyboard},
        quiz::{
            answer::{options::chosen, pairs},
            asked::asked,
            summary,
        },
    },
};
use egui::{Key, Modifiers, Ui};

/// The quiz is in sight and takes its keys.
#[derive(Default)]
pub struct Shown(pub bool);

/// Number keys choose; Enter checks and goes on, where nothing else takes it. In the `strip` above
/// the picture, Enter after the answer shows the reasons.
pub fn take(ui: &Ui, cx: &mut Cx<'_>, strip: bool) {
    let model = cx.model;
    if model.overlay.is_some() || cx.focus.menu_open || ui.ctx().text_edit_focused() {
        return;
    }
    // A control that has the focus takes Enter itself, unless it is an option that can no longer be
    // chosen.
    let enter = keyboard::free(ui.ctx()) && ui.input(|input| input.key_pressed(Key::Enter));
    let Some(asked) = asked(model) else {
        if enter && model.session().is_some_and(Session::finished) {
            summary::go_on(cx);
        }
        return;
    };
    let question = asked.question;
    let on_layer = cx.signals.on_layer.heard().is_some();
    if asked.open() && question.kind.pairing().is_some() {
        // A digit gives the current item to the target of that number.
        for (digit, target) in (1..=9).zip(pairs::target_ids(&asked)) {
            if ui.input_mut(|input| digits::take(input, digit, on_layer))
                && let Some(item) = pairs::current(cx, &asked)
            {
                pairs::give(cx, &asked, &item, &target);
            }
        }
    }
    if let (Some(choices), true) = (question.kind.choices(), asked.open()) {
        let offered = question.offered(asked.seed);
        for (digit, at) in (1..=9).zip(offered) {
            if let Some(choice) = choices.get(at)
                && ui.input_mut(|input| digits::take(input, digit, on_layer))
            {
                // A control that kept the focus would take the Enter that follows.
                let had = ui.memory(egui::Memory::focused);
                if let Some(had) = had {
                    ui.memory_mut(|memory| memory.surrender_focus(had));
                }
                let answer = chosen(&question.kind, asked.answer(), choice);
                if !answer.is_empty() {
                    cx.focus.ask(Goal::Check);
                }
                cx.act(Action::Choose(answer));
            }
        }
    }
    // A walk that has asked goes on, and not the quiz, whose questions may cover it.
    if enter && waits_for_enter(cx) {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        check_or_go_on(cx, strip);
    }
}

/// Checks or goes on wherever the focus is: who has answered in the picture, in a live figure or in a
/// field need not find the way back to the button. What is not on the screen is not checked: the `panel`
/// shows any question, the `strip` one about a picture, and a figure what it has asked itself. To be
/// called before anything is painted.
pub fn from_anywhere(ui: &Ui, cx: &mut Cx<'_>, panel: bool, strip: bool) {
    let finding = cx.model.navigation.finding && ui.ctx().text_edit_focused();
    let busy = cx.model.overlay.is_some() || cx.focus.menu_open || finding;
    let predicting = cx.signals.predicting.heard().is_some();
    let of_picture = asked(cx.model).is_some_and(|asked| asked.question.kind.diagram().is_some());
    let strip = strip && of_picture;
    let seen = panel || strip || predicting;
    if busy || !seen || !ui.input_mut(|input| keys::take(input, PlaceKey::Answer)) {
        return;
    }
    if asked(cx.model).is_none() {
        if cx.model.session().is_some_and(Session::finished) {
            summary::go_on(cx);
        }
    } else if waits_for_enter(cx) {
        check_or_go_on(cx, strip && !predicting);
    }
}

/// What Enter means to the question that is asked now.
fn check_or_go_on(cx: &mut Cx<'_>, strip: bool) {
    let Some(asked) = asked(cx.model) else { return };
    let id = &asked.question.id;
    if asked.verdict.is_some() && strip {
        cx.act(Action::ShowTab(Tab::Quiz));
    } else if asked.verdict.is_some() {
        // Who works with keys goes on at the first part of the next question.
        cx.focus.ask(Goal::Onward);
        cx.act(Action::NextQuestion);
    } else if asked.open() && asked.ready() {
        cx.lead_on(id, !strip);
        cx.act(Action::CheckAnswer);
    } else if cx.model.session().is_some_and(|session| session.answered(id)) {
        cx.act(Action::NextQuestion);
    }
}

/// Would the open question take Enter: is there anything to be checked, or is it answered? Not while
/// a walk that has asked it goes on.
#[must_use]
pub fn waits_for_enter(cx: &Cx<'_>) -> bool {
    let model = cx.model;
    let Some(asked) = asked(model) else { return model.session().is_some_and(Session::finished) };
    let id = &asked.question.id;
    let answered = || model.session().is_some_and(|session| session.answered(id));
    cx.signals.walked.heard() != Some(id)
        && (asked.verdict.is_some() || (asked.open() && asked.ready()) || answered())
}
