//! Under a picture, the button that leads to the questions which the pictures themselves ask; while
//! one that is answered by pointing is open, why the walk waits, and how it goes on all the same.

use crate::{
    app::Action,
    quiz::Kind,
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

/// Puts the question aside, so that the picture can be gone through.
const LOOK: &str = "Look through it first";
/// Leads back to the question.
const ANSWER: &str = "Answer by pointing";

/// The button, where there is something to practise.
pub(super) fn button(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    if let Some(why) = figure.withheld.filter(|_| figure.asked.open()) {
        text::label(ui, why, TextStyle::Caption, cx.tokens.text2);
        ui.add_space(4.0);
        let waiting = figure.asked.asking().map(|asking| asking.question);
        // Names that are asked for stand in the picture once it is looked through.
        let waiting = waiting.filter(|question| !matches!(question.kind, Kind::Label(_)));
        let Some(waiting) = waiting.map(|question| question.id.clone()) else { return };
        let look = Button::new(Rank::Secondary, LOOK).before(icons::NEXT).height(HEIGHT);
        if look.show(ui, cx.tokens).clicked() {
            cx.states.of::<Figures>().at(&figure.key).aside = Some(waiting);
        }
        return;
    }
    if figure.aside {
        let said = "A question about this picture waits.";
        text::label(ui, said, TextStyle::Caption, cx.tokens.text2);
        ui.add_space(4.0);
        let answer = Button::new(Rank::Secondary, ANSWER).before(icons::POINT_AT).height(HEIGHT);
        if answer.show(ui, cx.tokens).clicked() {
            cx.states.of::<Figures>().at(&figure.key).aside = None;
        }
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
