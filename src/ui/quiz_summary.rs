//! The end of a round: what was right, what was not, and how to go on.

use crate::{
    app::Action,
    theme::TextStyle,
    ui::{
        icons, text,
        views::Cx,
        widgets::{Button, Rank, focused},
    },
};
use egui::{
    Align, CornerRadius, CursorIcon, Layout, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let model = cx.model;
    let (Some(session), Some((_, _, lesson))) = (model.session(), model.open_lesson()) else {
        return;
    };
    let round = session.round();
    let right = round.iter().filter(|id| session.result(id) == Some(true)).count();
    let heading = if right == round.len() {
        "All of them right".to_owned()
    } else {
        format!("{right} of {} right", round.len())
    };
    text::heading(ui, &heading, TextStyle::H3, tokens.text, 3);
    ui.add_space(4.0);
    let words = if session.wrong().is_empty() {
        "Nothing is left to retry here."
    } else {
        "What was wrong is worth another look: read the reason, then try again."
    };
    text::label(ui, words, TextStyle::Caption, tokens.text2);
    ui.add_space(14.0);
    for (position, id) in round.iter().enumerate() {
        let Some(question) = lesson.question(id) else { continue };
        let result = session.result(id);
        let galley = text::galley(
            ui,
            text::job(&question.prompt, TextStyle::Ui, tokens.text, ui.available_width() - 52.0),
        );
        let size = vec2(ui.available_width(), (galley.size().y + 16.0).max(36.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let spoken = match result {
            Some(true) => "right",
            Some(false) => "wrong",
            None => "not answered",
        };
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("{}, {spoken}", question.prompt))
        });
        if response.hovered() {
            ui.painter().rect_filled(
                rect,
                CornerRadius::same(8),
                super::paint::colour(tokens.hover),
            );
        }
        let (icon, ink) = match result {
            Some(true) => (icons::RIGHT, tokens.success),
            Some(false) => (icons::WRONG, tokens.error),
            None => (icons::GHOST, tokens.text3),
        };
        icons::paint(ui.painter(), icon, pos2(rect.left() + 20.0, rect.top() + 18.0), 20.0, ink);
        text::paint_at(ui, rect.min + vec2(42.0, (size.y - galley.size().y) / 2.0), galley);
        if focused(&response) {
            super::paint::inner_ring(ui.painter(), tokens, rect, 8);
        }
        if response
            .on_hover_text("Look at it again")
            .on_hover_cursor(CursorIcon::PointingHand)
            .clicked()
        {
            cx.act(Action::GoToQuestion(position));
        }
    }
}

/// What the primary button does: retry what was wrong, else on to the next lesson.
pub fn go_on(cx: &mut Cx<'_>) {
    if cx.model.session().is_some_and(|session| !session.wrong().is_empty()) {
        cx.act(Action::RetryWrong);
    } else if let Some(key) = cx.model.next_lesson() {
        cx.act(Action::OpenLesson(key));
    }
}

/// Retry what was wrong, or go on.
pub fn footer(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let wrong = cx.model.session().is_some_and(|session| !session.wrong().is_empty());
    let next = cx.model.next_lesson();
    ui.horizontal_centered(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if wrong {
                let retry = Button::new(Rank::Primary, "Retry what was wrong")
                    .height(36.0)
                    .show(ui, tokens);
                if retry.clicked() {
                    cx.act(Action::RetryWrong);
                }
                return;
            }
            if let Some(key) = next {
                let go = Button::new(Rank::Primary, "Next lesson")
                    .after(icons::NEXT)
                    .height(36.0)
                    .show(ui, tokens);
                if go.clicked() {
                    cx.act(Action::OpenLesson(key));
                }
            }
            let again = Button::new(Rank::Secondary, "Ask again")
                .before(icons::AGAIN)
                .height(36.0)
                .show(ui, tokens);
            if again.clicked() {
                cx.act(Action::AskAgain);
            }
        });
    });
}
