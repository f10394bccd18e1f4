//! Typing a number or a word.

use super::state_of;
use crate::{
    app::Action,
    quiz::{Answer, Number, Outcome, Typed, answer::MAX_TEXT, number},
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{row::Pick, text, widgets::ring_if_focused},
        quiz::{asked::Asked, option::Offered},
    },
};
use egui::{Key, Margin, TextEdit, Ui, accesskit::Live};

pub(super) fn number(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, wanted: &Number) {
    let unit = wanted.unit.as_deref();
    if asked.verdict.is_some() {
        let right = match unit {
            Some(unit) => format!("{} {unit}", wanted.value),
            None => wanted.value.to_string(),
        };
        return answered(ui, cx, asked, &right);
    }
    let name = match unit {
        Some(unit) => format!("Your answer, in {unit}"),
        None => "Your answer, a number".to_owned(),
    };
    let typed = field(ui, cx, asked, &name, unit);
    let unreadable = !typed.trim().is_empty() && number::read(&typed, unit).is_none();
    if unreadable {
        let words = "Write a number, such as 1200 or 12.5.";
        let response = text::label(ui, words, TextStyle::Caption, cx.tokens.error_text);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        ui.add_space(6.0);
    }
}

pub(super) fn word(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, wanted: &Typed) {
    if asked.verdict.is_some() {
        let right = wanted.accepted.first().map(String::as_str).unwrap_or_default();
        return answered(ui, cx, asked, right);
    }
    if wanted.exact {
        let name = "Your answer, exactly as it is written";
        field(ui, cx, asked, name, None);
        let words = "Capital letters and signs count here.";
        text::label(ui, words, TextStyle::Caption, cx.tokens.text2);
        ui.add_space(6.0);
    } else {
        field(ui, cx, asked, "Your answer, a word or two", None);
    }
}

/// The field and its unit; Enter checks. Gives the text in the field.
fn field(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    asked: &Asked<'_>,
    name: &str,
    unit: Option<&str>,
) -> String {
    let tokens = cx.tokens;
    let mut typed = match asked.answer() {
        Some(Answer::Text(text)) => text.clone(),
        _ => String::new(),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let unit = unit.map(|unit| text::one_line(ui, unit, TextStyle::Ui, tokens.text2, 120.0));
        let room = unit.as_ref().map_or(0.0, |unit| unit.size().x + 10.0);
        let width = (ui.available_width() - room - 4.0).max(80.0);
        let edit = TextEdit::singleline(&mut typed)
            .id(egui::Id::unique(("typed", asked.in_figure, asked.question.id.as_str())))
            .char_limit(MAX_TEXT)
            .interactive(asked.open())
            .desired_width(width.min(320.0))
            .margin(Margin::symmetric(12, 11));
        let response = ui.add(edit);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
        asked.focus_if_first(cx, &response);
        ring_if_focused(ui, tokens, &response, 8);
        if let Some(unit) = unit {
            let spoken = unit.text().to_owned();
            text::show(ui, unit, &spoken, egui::accesskit::Role::Label);
        }
        if response.changed() {
            cx.act(Action::Choose(Answer::Text(typed.clone())));
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            if asked.ready() {
                cx.lead_on(&asked.question.id, true);
                cx.act(Action::CheckAnswer);
            } else {
                response.request_focus();
            }
        }
    });
    ui.add_space(8.0);
    typed
}

/// Shows what was typed, and what is right.
fn answered(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, right: &str) {
    let typed = match asked.answer() {
        Some(Answer::Text(text)) => text.trim(),
        _ => "",
    };
    for (number, reason) in (1..).zip(asked.said()) {
        let words = if reason.outcome == Outcome::Missed { right } else { typed };
        let row = Offered {
            number,
            words: &words.into(),
            state: state_of(reason.outcome),
            reason: Some(reason.because),
            open: false,
            pick: Pick::Typed,
        };
        row.show(ui, cx, asked.course);
        ui.add_space(8.0);
    }
}
