//! Beginning again: how much, what that takes away, and a last confirmation.

use crate::{
    app::{
        Action,
        model::Overlay,
        resetting::{ResetScope, Resetting},
    },
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            paint::{colour, ring, stroke},
            text,
            widgets::{Button, Rank, focused},
        },
    },
};
use egui::{
    Align, CornerRadius, CursorIcon, Layout, Sense, StrokeKind, Ui, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(Overlay::Reset(chosen)) = cx.model.overlay else { return };
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing.y = 4.0;
    let words = "Your answers stay in your record, and this can be undone.";
    text::label(ui, words, TextStyle::Caption, tokens.text2);
    ui.add_space(6.0);
    for (scope, what) in [
        (ResetScope::Question, "This question"),
        (ResetScope::Lesson, "This lesson"),
        (ResetScope::Course, "The whole course"),
    ] {
        if let Some(resetting) = cx.model.resetting(scope) {
            row(ui, cx, scope, what, &resetting, scope == chosen);
        }
    }
    let empty = cx.model.resetting(chosen).is_none_or(|resetting| resetting.is_empty());
    ui.add_space(8.0);
    let size = vec2(ui.available_width(), 36.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let button = Button::new(Rank::Primary, "Start over").enabled(!empty).height(36.0);
        if button.show(ui, tokens).clicked() {
            cx.act(Action::Reset(chosen));
        }
        if Button::new(Rank::Secondary, "Cancel").height(36.0).show(ui, tokens).clicked() {
            cx.act(Action::CloseOverlay);
        }
    });
}

fn row(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    scope: ResetScope,
    what: &str,
    resetting: &Resetting,
    on: bool,
) {
    let tokens = cx.tokens;
    let takes = takes(resetting);
    let room = ui.available_width() - 56.0;
    let named = format!("{what}: {}", resetting.name);
    // Of a long prompt only the beginning is shown: it is enough to know it by.
    let mut name = text::job(&named, TextStyle::UiBold, tokens.text, room);
    name.wrap.max_rows = 1;
    let name = text::galley(ui, name);
    let taken = text::galley(ui, text::job(&takes, TextStyle::Caption, tokens.text2, room));
    let size = vec2(ui.available_width(), name.size().y + taken.size().y + 12.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let spoken = format!("{what}: {}. {takes}", resetting.name);
        WidgetInfo::selected(Role::RadioButton, true, on, spoken)
    });
    let (fill, line) = match (on, response.hovered()) {
        (true, _) => (tokens.accent_soft, stroke(2.0, tokens.accent)),
        (false, true) => (tokens.hover, stroke(1.0, tokens.text3)),
        (false, false) => (tokens.raised, stroke(1.0, tokens.control)),
    };
    ui.painter().rect(rect, CornerRadius::same(10), colour(fill), line, StrokeKind::Inside);
    let mark = pos2(rect.left() + 24.0, rect.top() + 17.0);
    let ink = if on { tokens.accent } else { tokens.control };
    ui.painter().circle_stroke(mark, 8.0, stroke(if on { 2.0 } else { 1.5 }, ink));
    if on {
        ui.painter().circle_filled(mark, 4.0, colour(tokens.accent));
    }
    let under = vec2(44.0, 6.0 + name.size().y);
    text::paint_at(ui, rect.min + vec2(44.0, 6.0), name);
    text::paint_at(ui, rect.min + under, taken);
    if focused(&response) {
        ring(ui.painter(), tokens, rect, 10);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        cx.act(Action::OpenOverlay(Overlay::Reset(scope)));
    }
}

/// What would not count any more, in words.
fn takes(resetting: &Resetting) -> String {
    let answers = match (resetting.answers, resetting.items.len()) {
        (0, 0) => None,
        (0, _) => Some("Your guesses before reading".to_owned()),
        (1, _) => Some("1 answer".to_owned()),
        (answers, 1) => Some(format!("{answers} answers")),
        (answers, questions) => Some(format!("{answers} answers to {questions} questions")),
    };
    match (answers, resetting.lessons.is_empty()) {
        (None, true) => "Nothing counts here yet.".to_owned(),
        (None, false) => "How far you have read.".to_owned(),
        (Some(answers), true) => format!("{answers}."),
        (Some(answers), false) => format!("{answers}, and how far you have read."),
    }
}
