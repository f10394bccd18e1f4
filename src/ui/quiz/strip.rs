//! A strip above the lesson with a question about the picture, in a window too narrow for the quiz.

use crate::{
    app::{Action, model::Tab},
    quiz::{Answer, Kind, Session},
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            paint::colour,
            text,
            widgets::{Button, Rank, hairline},
        },
        prose::terms,
        quiz::{
            answer::{layer_name, pairs},
            asked::{Asked, CHANGED, asked},
            extras::light,
            keys,
        },
    },
};
use egui::{Align, Frame, Layout, Margin, Ui};

/// Shows the strip in a narrow window, while a question about the picture is open.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let model = cx.model;
    let Some(asked) = asked(model) else { return };
    let Asked { course, question, verdict, .. } = asked;
    if question.kind.diagram().is_none() {
        return;
    }
    light(cx, &asked);
    let tokens = cx.tokens;
    let chosen: Vec<String> = match asked.answer() {
        Some(Answer::Nodes(nodes)) => {
            nodes.iter().filter_map(|node| layer_name(course, node)).collect()
        }
        _ => Vec::new(),
    };
    let naming = pairs::current(cx, &asked).filter(|_| matches!(question.kind, Kind::Label(_)));
    let naming = naming.and_then(|item| {
        let pairing = question.kind.pairing()?;
        pairing.items.into_iter().find(|known| *known.id == item).map(|item| item.text)
    });
    let silent = model.session().is_some_and(Session::tells_at_end);
    if asked.open() && cx.focus.take(&Goal::Onward) {
        // The question came up here after a key: the keyboard goes on in its picture.
        cx.focus.ask(Goal::Question(question.id.clone()));
    }
    keys::take(ui, cx, true);
    let frame = Frame::new().fill(colour(tokens.panel)).inner_margin(Margin::symmetric(20, 8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let ink = (TextStyle::CaptionBold, tokens.text);
        terms::label(ui, cx, course, &question.prompt, ink);
        ui.horizontal(|ui| {
            let words = match (verdict, naming) {
                (Some(verdict), _) if verdict.grade.right() => {
                    "Right. The reasons are in Quick Quiz.".to_owned()
                }
                (Some(_), _) => "Not right yet. The reasons are in Quick Quiz.".to_owned(),
                (None, Some(name)) => format!("Point at the layer that is called {name}"),
                (None, None) if matches!(question.kind, Kind::Label(_)) => {
                    "Every name has its layer".to_owned()
                }
                (None, None) if !chosen.is_empty() => format!("Chosen: {}", chosen.join(", ")),
                (None, None) if asked.changed && asked.open() => CHANGED.to_owned(),
                (None, None) => "Choose a layer in the diagram".to_owned(),
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if verdict.is_some() {
                    if Button::new(Rank::Primary, "Reasons").height(32.0).show(ui, tokens).clicked()
                    {
                        cx.act(Action::ShowTab(Tab::Quiz));
                    }
                } else if Button::new(Rank::Primary, if silent { "Answer" } else { "Check" })
                    .enabled(asked.ready())
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
