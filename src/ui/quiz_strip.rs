//! A question about the picture, in a window too narrow for the quiz: a strip above the lesson.

use crate::{
    app::{Action, model::Tab},
    quiz::{Answer, Kind},
    theme::TextStyle,
    ui::{
        paint::colour,
        quiz_answer::layer_name,
        quiz_keys,
        quiz_panel::{asked, confirmed},
        text,
        views::Cx,
        widgets::{Button, Rank, hairline},
    },
};
use egui::{Align, Frame, Layout, Margin, Ui};

/// In a narrow window, a question about the picture stands above the picture.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let model = cx.model;
    let Some((course, question, turn)) = asked(model) else { return };
    if !matches!(question.kind, Kind::PointAt { .. }) {
        return;
    }
    let tokens = cx.tokens;
    let verdict = confirmed(turn);
    let chosen = match turn.and_then(|turn| turn.chosen.as_ref()) {
        Some(Answer::Nodes(nodes)) => nodes.first().and_then(|node| layer_name(course, node)),
        _ => None,
    };
    quiz_keys::take(ui, cx, true);
    let frame = Frame::new().fill(colour(tokens.panel)).inner_margin(Margin::symmetric(20, 8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        text::label(ui, &question.prompt, TextStyle::CaptionBold, tokens.text);
        ui.horizontal(|ui| {
            let words = match (verdict, &chosen) {
                (Some(verdict), _) if verdict.grade.right() => {
                    "Right. The reasons are in Quick Quiz.".to_owned()
                }
                (Some(_), _) => "Not right yet. The reasons are in Quick Quiz.".to_owned(),
                (None, Some(name)) => format!("Chosen: {name}"),
                (None, None) => "Choose a layer in the diagram".to_owned(),
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if verdict.is_some() {
                    if Button::new(Rank::Primary, "Reasons").height(32.0).show(ui, tokens).clicked()
                    {
                        cx.act(Action::ShowTab(Tab::Quiz));
                    }
                } else if Button::new(Rank::Primary, "Check")
                    .enabled(chosen.is_some())
                    .height(32.0)
                    .show(ui, tokens)
                    .clicked()
                {
                    cx.act(Action::CheckAnswer);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    text::label(ui, &words, TextStyle::Caption, tokens.text2);
                });
            });
        });
    });
    hairline(ui, tokens, shown.response.rect.x_range(), shown.response.rect.bottom());
}
