//! Under a picture, the button that leads to the questions which the pictures themselves ask; while
//! one of them is open, why the walk has to wait.

use crate::{
    app::Action,
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::{state::Figures, subject::Figure},
        focus::Goal,
        kit::{
            icons, text,
            widgets::{Button, Rank},
        },
    },
};
use egui::Ui;

/// How much room it takes below what is said, in points.
pub(super) fn height(cx: &Cx<'_>, figure: &Figure<'_>) -> f32 {
    if cx.model.picture_questions(&figure.key.0).is_empty() { 0.0 } else { 8.0 + HEIGHT }
}

const HEIGHT: f32 = 32.0;

/// The button, where there is something to practise.
pub(super) fn button(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    if let Some(why) = figure.withheld.filter(|_| figure.asked.open()) {
        text::label(ui, why, TextStyle::Caption, cx.tokens.text2);
        return;
    }
    if figure.asked.open() || cx.model.picture_questions(&figure.key.0).is_empty() {
        return;
    }
    let button = Button::new(Rank::Secondary, "Practise on the diagrams");
    if button.before(icons::POINT_AT).height(HEIGHT).show(ui, cx.tokens).clicked() {
        cx.states.of::<Figures>().filled = None;
        cx.focus.ask_by_key(Goal::Onward);
        cx.act(Action::Practise);
    }
}
