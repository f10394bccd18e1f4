//! The buttons at the foot of the quiz, which lead on.

use crate::{
    app::{Action, keys::PlaceKey},
    quiz::{Kind, Purpose, Session},
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            icons,
            widgets::{Button, Rank},
        },
        quiz::{
            answer::options::reasons_in_footer,
            asked::{Asked, asked},
            summary,
        },
    },
};
use egui::{Align, Layout, Ui};

/// Check; or All reasons, Try again, Next question.
pub fn buttons(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let model = cx.model;
    if model.session().is_some_and(Session::finished) {
        summary::footer(ui, cx);
        return;
    }
    let Some(asked) = asked(model) else { return };
    let Asked { question, turn, verdict, .. } = asked;
    let more = question.kind.choices().is_some() || matches!(question.kind, Kind::Order(_));
    let quiet = verdict.is_some() && more && !turn.is_some_and(|turn| turn.all_reasons);
    let wrong = verdict.is_some_and(|verdict| !verdict.grade.right());
    let last = model.session().is_some_and(Session::last);
    ui.horizontal_centered(|ui| {
        if quiet
            && reasons_in_footer(ui.available_width(), wrong, last)
            && Button::new(Rank::Quiet, "All reasons").show(ui, tokens).clicked()
        {
            cx.act(Action::ShowAllReasons);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if verdict.is_some() {
                told(ui, cx, wrong, last);
            } else if cx.signals.predicting.heard() != Some(&question.id) {
                untold(ui, cx, &asked, last);
            }
        });
    });
}

/// The buttons after an answer that was told: the next question, or another try.
fn told(ui: &mut Ui, cx: &mut Cx<'_>, wrong: bool, last: bool) {
    let (model, tokens) = (cx.model, cx.tokens);
    let words = match (last, model.session().is_some_and(Session::ended)) {
        (true, true) => "To the summary",
        (true, false) => "Finish",
        (false, _) if wrong && ui.available_width() < 260.0 => "Next",
        (false, _) => "Next question",
    };
    let onward = Button::new(Rank::Primary, words).after(icons::NEXT).height(36.0);
    let onward = onward.show(ui, tokens);
    if cx.focus.take(&Goal::Onward) {
        onward.request_focus();
    }
    if onward.clicked() {
        cx.focus.ask_by_key(Goal::Onward);
        cx.act(Action::NextQuestion);
    }
    // A check with a wrong answer has failed; what it asked is asked again in the lesson.
    let at_end = |purpose| matches!(purpose, Purpose::Known | Purpose::Check);
    let again = wrong && model.session().is_some_and(|s| !at_end(s.purpose()));
    let button = Button::new(Rank::Secondary, "Try again").height(36.0);
    if again && button.show(ui, tokens).clicked() {
        cx.act(Action::TryAgain);
    }
}

/// The buttons before the answer is told: checking it; or going on, where answers are told at the
/// end.
fn untold(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, last: bool) {
    let (model, tokens, question) = (cx.model, cx.tokens, asked.question);
    if asked.open() && cx.focus.take(&Goal::Onward) {
        cx.focus.ask(Goal::Question(question.id.clone()));
    }
    if model.session().is_some_and(|session| session.answered(&question.id)) {
        let words = if last { "Finish" } else { "Next question" };
        let onward = Button::new(Rank::Primary, words).after(icons::NEXT).height(36.0);
        if onward.show(ui, tokens).clicked() {
            cx.act(Action::NextQuestion);
        }
        return;
    }
    let silent = model.session().is_some_and(Session::tells_at_end);
    let words = if silent { "Answer" } else { "Check" };
    let ready = asked.open() && asked.ready();
    let check = Button::new(Rank::Primary, words).enabled(ready).height(36.0).show(ui, tokens);
    if ready && cx.focus.take(&Goal::Check) {
        check.request_focus();
    }
    let check = check.on_hover_text(PlaceKey::Answer.tip(words));
    if check.clicked() {
        cx.lead_on(&question.id, cx.focus.by_keyboard);
        cx.act(Action::CheckAnswer);
    }
    let back = model.session().filter(|_| silent).and_then(Session::one_back).cloned();
    if let Some(back) = back.filter(|id| model.can_take_back(id)) {
        let button = Button::new(Rank::Quiet, "Change the last one").height(36.0);
        if button.show(ui, tokens).clicked() {
            cx.act(Action::TakeBack(back));
        }
    }
}
