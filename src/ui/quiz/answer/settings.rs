//! Setting a live figure: its controls here as well, in step with the figure in the lesson.

use super::{chosen_box, state_of};
use crate::{
    app::{Action, model::Tab},
    quiz::{Answer, Outcome, Settings},
    simulate::{Reading, Setting},
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{dials, row::Pick, text},
        quiz::{asked::Asked, option::Offered},
    },
};
use egui::{Ui, accesskit::Live};

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, wanted: &Settings) {
    if asked.verdict.is_some() {
        return answered(ui, cx, asked, wanted);
    }
    let live = wanted.model.live();
    let setting = wanted.setting(asked.answer());
    // Until the record has the answer, nothing can be moved.
    let open = asked.open();
    let seconds = cx.seconds(0.12);
    let free = |control: &crate::simulate::Control| open && wanted.goal.is_free(&control.id);
    let shown = dials::show(ui, cx.tokens, (live.controls(), &setting), free, seconds);
    if let Some(first) = &shown.first {
        asked.focus_if_first(cx, first);
    }
    if shown.sliding {
        cx.signals.on_dial.send(());
    }
    if let Some(moved) = shown.moved {
        cx.act(Action::Choose(Answer::Settings(moved.pairs())));
    }
    ui.add_space(4.0);
    let said = live.sentence(&setting);
    let said = text::label(ui, &said, TextStyle::Ui, cx.tokens.text);
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
    ui.add_space(8.0);
    if open && chosen_box(ui, cx.tokens, "See it in the lesson", false).clicked() {
        cx.act(Action::ShowTab(Tab::Lesson));
        cx.sights.point_out(ui, &wanted.figure);
    }
    ui.add_space(6.0);
}

/// What was set, and one setting that is right.
fn answered(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, wanted: &Settings) {
    let given = told(wanted, &wanted.setting(asked.answer()));
    let right = told(wanted, &wanted.goal.example);
    for (number, reason) in (1..).zip(asked.said()) {
        let words = match reason.outcome {
            Outcome::Missed => format!("For instance: {right}"),
            _ => given.clone(),
        };
        let row = Offered {
            number,
            words: &words.as_str().into(),
            state: state_of(reason.outcome),
            reason: Some(reason.because),
            open: false,
            pick: Pick::Typed,
        };
        row.show(ui, cx, asked.course);
        ui.add_space(8.0);
    }
}

/// A setting in words: what could be moved, and the reading that counts most.
fn told(wanted: &Settings, setting: &Setting) -> String {
    let live = wanted.model.live();
    let free = live.controls().iter().filter(|control| wanted.goal.is_free(&control.id));
    let set = free.filter_map(|control| {
        let value = setting.get(control.id.as_str())?;
        Some(format!("{}: {}", control.name, control.said(value)))
    });
    let asked_for = live.readings(setting);
    let asked_for = asked_for.iter().filter(|one| wanted.goal.reads(&one.id));
    let read = asked_for.map(|one: &Reading| format!("{}: {}", one.name, one.said()));
    set.chain(read).collect::<Vec<_>>().join("; ")
}
