//! Options to choose from: one, several, or one of several that can be defended.

use super::state_of;
use crate::{
    app::Action,
    quiz::{Answer, Choice, Kind, Outcome, Session},
    ui::{
        cx::Cx,
        kit::{
            plate::State,
            row::Pick,
            widgets::{Button, Rank, into_sight},
        },
        quiz::{
            asked::{Asked, moved},
            option::Offered,
        },
    },
};
use egui::{Key, Ui};

/// The answer once this option is chosen.
pub(in crate::ui) fn chosen(kind: &Kind, answer: Option<&Answer>, choice: &Choice) -> Answer {
    match kind {
        Kind::Multiple(_) => Answer::toggled(answer, &choice.id),
        Kind::Diagnose(asked) => asked.answered(answer, &choice.id),
        _ => Answer::Options(vec![choice.id.clone()]),
    }
}

/// How options of such a question are picked.
pub(in crate::ui) fn pick(kind: &Kind) -> Pick {
    match kind {
        Kind::Multiple(_) => Pick::Several,
        Kind::Scenario(_) => Pick::Defended,
        _ => Pick::One,
    }
}

/// The options, what is chosen marked, and their reasons once they are answered.
pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, choices: &[Choice]) {
    let answer = asked.answer();
    let pick = pick(&asked.question.kind);
    let said = asked.said();
    let all_reasons = asked.turn.is_some_and(|turn| turn.all_reasons);
    // The reason comes only once the record has the answer, which is a moment later.
    let moved = moved(cx, asked.verdict.is_some());
    let offered = asked.question.offered(asked.seed);
    for (number, choice) in (1..).zip(offered.iter().filter_map(|at| choices.get(*at))) {
        let reason = said.iter().find(|said| said.part.as_deref() == Some(choice.id.as_str()));
        let picked = matches!(answer, Some(Answer::Options(ids)) if ids.contains(&choice.id));
        let state = match reason {
            Some(reason) => state_of(reason.outcome),
            None if picked => State::Chosen,
            None => State::Rest,
        };
        // The reason for an option that is neither right nor picked is shown only with "All
        // reasons".
        let speaks = match state {
            State::Right | State::Wrong | State::Missed | State::LeftOut => true,
            State::Other => all_reasons,
            State::Rest | State::Chosen => false,
        };
        let row = Offered {
            number,
            words: &choice.text,
            state,
            reason: reason
                .filter(|_| speaks)
                .map(|reason| reason.because)
                .filter(|because| !because.is_empty()),
            open: asked.open(),
            pick,
        };
        let response = row.show(ui, cx, asked.course);
        if number == 1 {
            asked.focus_if_first(cx, &response);
        }
        if moved
            && pick != Pick::Several
            && matches!(state, State::Chosen | State::Right | State::Wrong)
        {
            into_sight(&response);
        }
        let by_enter = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if by_enter && state == State::Chosen && pick != Pick::Several {
            cx.lead_on(&asked.question.id, true);
            cx.act(Action::CheckAnswer);
        } else if response.clicked() {
            cx.act(Action::Choose(chosen(&asked.question.kind, answer, choice)));
        }
        ui.add_space(8.0);
    }
    let silent = said.iter().any(|reason| reason.outcome == Outcome::Other);
    let last = cx.model.session().is_some_and(Session::last);
    let wrong = asked.verdict.is_some_and(|verdict| !verdict.grade.right());
    if silent
        && !all_reasons
        && !reasons_in_footer(ui.available_width(), wrong, last)
        && Button::new(Rank::Quiet, "All reasons").height(32.0).show(ui, cx.tokens).clicked()
    {
        cx.act(Action::ShowAllReasons);
    }
}

/// Is there room for the button "All reasons" beside the other buttons? Else it stands under the
/// options.
pub(in crate::ui::quiz) fn reasons_in_footer(width: f32, wrong: bool, last: bool) -> bool {
    width > 300.0 && !(wrong && last)
}
