//! Answering one question, of any kind; after the answer, the reasons.

mod breaking;
pub(in crate::ui) mod options;
mod order;
pub(in crate::ui) mod pairs;
mod point_at;
mod settings;
mod typed;

pub use point_at::{chosen_box, layer_name};

use crate::{
    quiz::{Kind, Outcome},
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            paint::{colour, stroke},
            plate::State,
            text,
            widgets::into_sight,
        },
        quiz::asked::Asked,
    },
};
use egui::{Frame, Margin, Response, ScrollArea, Ui};

/// How a part looks after the answer.
fn state_of(outcome: Outcome) -> State {
    match outcome {
        Outcome::Right => State::Right,
        Outcome::Wrong => State::Wrong,
        Outcome::Missed => State::Missed,
        Outcome::Other => State::Other,
    }
}

/// How a part looks that is put somewhere: one that was given to nothing is left out.
fn placed(outcome: Outcome) -> State {
    match state_of(outcome) {
        State::Missed => State::LeftOut,
        state => state,
    }
}

/// Scrolls to the first part that is wrong or missed, else to the first part.
fn look_at(parts: &[(Response, Outcome)]) {
    let wrong =
        |(_, outcome): &&(Response, Outcome)| matches!(outcome, Outcome::Wrong | Outcome::Missed);
    if let Some((part, _)) = parts.iter().find(wrong).or_else(|| parts.first()) {
        into_sight(part);
    }
}

/// The question's transcript, and everything that it is answered with.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    transcript(ui, cx, asked);
    match &asked.question.kind {
        Kind::Single(choices) | Kind::Multiple(choices) | Kind::Scenario(choices) => {
            options::show(ui, cx, asked, choices);
        }
        Kind::Order(order) => order::show(ui, cx, asked, order),
        Kind::PointAt { .. } => point_at::show(ui, cx, asked),
        Kind::Label(_) | Kind::Classify(_) | Kind::Match(_) => pairs::show(ui, cx, asked),
        Kind::Number(number) => typed::number(ui, cx, asked, number),
        Kind::Typed(typed) => typed::word(ui, cx, asked, typed),
        Kind::Break(broken) => breaking::fates(ui, cx, asked, broken),
        Kind::Diagnose(diagnose) => breaking::diagnosis(ui, cx, asked, diagnose),
        Kind::Settings(wanted) => settings::show(ui, cx, asked, wanted),
    }
}

/// The commands that the question is about, and what they printed, if it has any.
pub fn transcript(ui: &mut Ui, cx: &Cx<'_>, asked: &Asked<'_>) {
    if let Some(transcript) = &asked.question.transcript {
        terminal(ui, cx, transcript);
    }
}

/// Shows commands and what they printed, as in a terminal; long lines can be scrolled.
fn terminal(ui: &mut Ui, cx: &Cx<'_>, transcript: &str) {
    let tokens = cx.tokens;
    let frame = Frame::new()
        .fill(colour(tokens.sunken))
        .stroke(stroke(1.0, tokens.line2))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ScrollArea::horizontal().id_salt("transcript").show(ui, |ui| {
            let job = text::job(transcript, TextStyle::Code, tokens.text, f32::INFINITY);
            let galley = text::galley(ui, job);
            let wide = galley.size().x > ui.available_width();
            text::show(ui, galley, transcript, egui::accesskit::Role::Code);
            if wide {
                // Leaves room for the scroll bar below the last line, so that it never covers it.
                ui.add_space(10.0);
            }
        });
    });
    ui.add_space(12.0);
}
