//! The quiz by keyboard alone.

use crate::{
    app::{Action, model::Tab},
    quiz::{Answer, Kind, Session},
    ui::{
        quiz_panel::{asked, confirmed},
        quiz_summary,
        views::Cx,
    },
};
use egui::{Key, Modifiers, Ui};

/// Number keys choose; Enter checks and goes on, wherever it means nothing else.
/// In a `strip` above the picture, what comes after the answer is its reasons.
pub fn take(ui: &Ui, cx: &mut Cx<'_>, strip: bool) {
    let model = cx.model;
    if model.overlay.is_some() || cx.views.menu_open || ui.ctx().text_edit_focused() {
        return;
    }
    // What has the focus takes Enter itself, except an option that can no longer be chosen.
    let free = ui.memory(|memory| memory.focused().is_none());
    let enter = free && ui.input(|input| input.key_pressed(Key::Enter));
    let Some((_, question, turn)) = asked(model) else {
        if enter && model.session().is_some_and(Session::finished) {
            quiz_summary::go_on(cx);
        }
        return;
    };
    let open = turn.is_none_or(|turn| turn.verdict.is_none());
    if let (Kind::Single(choices), true) = (&question.kind, open) {
        const DIGITS: [Key; 9] = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        for (key, choice) in DIGITS.into_iter().zip(choices) {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                cx.act(Action::Choose(Answer::Options(vec![choice.id.clone()])));
            }
        }
    }
    if enter {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if confirmed(turn).is_some() && strip {
            cx.act(Action::ShowTab(Tab::Quiz));
        } else if confirmed(turn).is_some() {
            cx.act(Action::NextQuestion);
        } else if open && turn.is_some_and(|turn| turn.chosen.is_some()) {
            cx.act(Action::CheckAnswer);
        }
    }
}
