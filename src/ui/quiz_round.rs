//! What the round of questions is for, said above its question, and when its answers are told.

use crate::{
    app::{Action, model::Tab},
    quiz::{Mode, Purpose},
    theme::{TextStyle, Tokens},
    ui::{
        icons::{self, Icon},
        paint::{colour, ring, stroke},
        text,
        views::Cx,
        widgets::{Button, Rank, focused},
    },
};
use egui::{
    Align, CornerRadius, CursorIcon, Frame, Layout, Margin, Response, Sense, StrokeKind, Ui,
    WidgetInfo, accesskit::Role, vec2,
};

/// What the round is for.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(session) = cx.model.session() else { return };
    let ended = session.finished();
    match session.purpose() {
        Purpose::Lesson => modes(ui, cx),
        Purpose::Before => {
            let words = "Before you read. Guessing is fine, and nothing here counts.";
            strip(ui, cx, icons::GUESSING, words, (!ended).then_some("Read now"));
        }
        Purpose::Known => {
            let words = "Do you know this already? All of them right, and the lesson is done.";
            strip(ui, cx, icons::CERTAIN, words, (!ended).then_some("Read instead"));
        }
        Purpose::Picture => {
            let words = "Practice: what the pictures of this lesson ask.";
            strip(ui, cx, icons::POINT_AT, words, Some("Back to the lesson’s questions"));
            ui.add_space(8.0);
            modes(ui, cx);
        }
    }
}

/// Back to the lesson itself.
pub fn leave(cx: &mut Cx<'_>) {
    let reads = cx.model.session().is_some_and(|s| s.purpose() != Purpose::Picture);
    cx.act(Action::BackToLesson);
    if reads {
        cx.act(Action::ShowTab(Tab::Lesson));
    }
}

fn strip(ui: &mut Ui, cx: &mut Cx<'_>, icon: Icon, words: &str, way_out: Option<&str>) {
    let tokens = cx.tokens;
    let frame = Frame::new().fill(colour(tokens.sunken)).corner_radius(10).inner_margin(Margin {
        left: 12,
        right: 8,
        top: 8,
        bottom: 6,
    });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
            icons::paint(ui.painter(), icon, rect.center(), 18.0, tokens.text2);
            text::label(ui, words, TextStyle::Caption, tokens.text);
        });
        if let Some(way_out) = way_out {
            let size = vec2(ui.available_width(), 32.0);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                if Button::new(Rank::Quiet, way_out).height(32.0).show(ui, tokens).clicked() {
                    leave(cx);
                }
            });
        }
    });
}

/// To learn or to check, side by side.
fn modes(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let now = cx.model.prefs.mode;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for (mode, words, spoken, tip) in [
            (
                Mode::Learn,
                "Answers at once",
                "Answers at once",
                "To learn: each answer is explained at once",
            ),
            (
                Mode::Check,
                "At the end",
                "Answers at the end",
                "To check: what was right is told at the end of the round",
            ),
        ] {
            let response = half(ui, tokens, words, spoken, mode == now).on_hover_text(tip);
            if response.clicked() && mode != now {
                cx.act(Action::SetMode(mode));
            }
        }
    });
}

fn half(ui: &mut Ui, tokens: &Tokens, words: &str, spoken: &str, on: bool) -> Response {
    let (style, ink) =
        if on { (TextStyle::UiBold, tokens.accent_text) } else { (TextStyle::Ui, tokens.text2) };
    let galley = text::one_line(ui, words, style, ink, f32::INFINITY);
    let size = vec2(galley.size().x + 24.0, 32.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, spoken));
    let fill = match (on, response.hovered()) {
        (true, _) => tokens.accent_soft,
        (false, true) => tokens.hover,
        (false, false) => tokens.raised,
    };
    let line = if on { stroke(2.0, tokens.accent) } else { stroke(1.0, tokens.control) };
    ui.painter().rect(rect, CornerRadius::same(16), colour(fill), line, StrokeKind::Inside);
    text::paint_centred(ui, rect, galley);
    if focused(&response) {
        ring(ui.painter(), tokens, rect, 16);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}
