//! The bar at the top: list, name, text size, theme, everything else.

use crate::{
    app::{Action, Command},
    theme::{ColourScheme, TextStyle},
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            breakpoints, icons,
            paint::{colour, stroke},
            text,
            widgets::{Button, Rank, icon_button},
        },
        quiz,
        shell::{menu, text_size},
    },
};
use egui::{CornerRadius, Frame, Margin, Rect, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, low: bool) {
    let height = if low { 44.0 } else { 52.0 };
    let frame = Frame::new().fill(colour(cx.tokens.panel)).inner_margin(Margin::symmetric(10, 0));
    egui::Panel::top("bar").exact_size(height).frame(frame).show(ui, |ui| {
        let width = ui.available_width();
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            list_button(ui, cx);
            logo(ui, cx);
            back_and_forward(ui, cx, width);
            // Measured and then built from the left, which is also the order of Tab.
            let buttons =
                text_size::width(ui) + 2.0 * 32.0 + 9.0 + 3.0 * ui.spacing().item_spacing.x;
            let quiz = quiz_button_words(ui, cx);
            let quiz_width = quiz.as_ref().map_or(0.0, |words| {
                let style = TextStyle::UiBold;
                let galley = text::one_line(ui, words, style, cx.tokens.text, f32::INFINITY);
                galley.size().x + 28.0 + ui.spacing().item_spacing.x
            });
            ui.add_space((ui.available_width() - buttons - quiz_width).max(0.0));
            if let Some(words) = quiz {
                quiz_button(ui, cx, &words);
            }
            text_size::buttons(ui, cx);
            divider(ui, cx);
            theme_button(ui, cx);
            menu::button(ui, cx);
        });
    });
}

fn list_button(ui: &mut Ui, cx: &mut Cx<'_>) {
    let wide = breakpoints::wide(ui.ctx().content_rect().width());
    let command = if wide { Command::ToggleList } else { Command::ToggleDrawer };
    if icon_button(ui, cx.tokens, icons::LIST, &Command::ToggleList.tip(), true).clicked() {
        cx.act(Action::Command(command));
    }
}

fn logo(ui: &mut Ui, cx: &Cx<'_>) {
    let tokens = cx.tokens;
    let name = text::one_line(ui, "Strata", TextStyle::H3, tokens.text, f32::INFINITY);
    let (rect, response) =
        ui.allocate_exact_size(vec2(8.0 + 20.0 + 10.0 + name.size().x + 8.0, 32.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "Strata"));
    let middle = rect.left() + 8.0 + 10.0;
    let bars =
        [(12.0, tokens.application.stroke), (16.0, tokens.kernel.stroke), (20.0, tokens.accent)];
    for (row, (width, ink)) in (0_u8..).zip(bars) {
        let top = rect.center().y - 9.5 + 7.0 * f32::from(row);
        let bar = Rect::from_min_size(pos2(middle - width / 2.0, top), vec2(width, 5.0));
        ui.painter().rect_filled(bar, CornerRadius::same(2), colour(ink));
    }
    let mut at = rect;
    at.min.x += 38.0;
    text::paint_left(ui, at, name);
}

fn back_and_forward(ui: &mut Ui, cx: &mut Cx<'_>, width: f32) {
    // While there is nothing to go back or forward to, there are no such buttons.
    if width < 420.0
        || (cx.model.navigation.back.is_empty() && cx.model.navigation.forward.is_empty())
    {
        return;
    }
    let back = !cx.model.navigation.back.is_empty();
    let forward = !cx.model.navigation.forward.is_empty();
    if icon_button(ui, cx.tokens, icons::BACK, &Command::GoBack.tip(), back).clicked() {
        cx.act(Action::Command(Command::GoBack));
    }
    if icon_button(ui, cx.tokens, icons::NEXT, &Command::GoForward.tip(), forward).clicked() {
        cx.act(Action::Command(Command::GoForward));
    }
}

fn divider(ui: &mut Ui, cx: &Cx<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(9.0, 22.0), Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), stroke(1.0, cx.tokens.line2));
}

fn theme_button(ui: &mut Ui, cx: &mut Cx<'_>) {
    let scheme = cx.model.scheme();
    // The icon shows the theme that the button leads to.
    let icon = match scheme {
        ColourScheme::Light => icons::DARK,
        ColourScheme::Dark => icons::HALF,
        ColourScheme::HighContrast => icons::LIGHT,
    };
    let name = Command::NextTheme.tip_as(&format!("Change theme to {}", scheme.next().name()));
    if icon_button(ui, cx.tokens, icon, &name, true).clicked() {
        cx.act(Action::Command(Command::NextTheme));
    }
}

/// The words on the button that unfolds the quiz; none while the quiz is unfolded.
fn quiz_button_words(ui: &Ui, cx: &Cx<'_>) -> Option<String> {
    let count = quiz::asked::count(cx.model);
    let beside = breakpoints::middle(ui.ctx().content_rect().width());
    (beside && !cx.model.prefs.quiz_open && !count.is_empty())
        .then(|| format!("Quick Quiz {count}"))
}

fn quiz_button(ui: &mut Ui, cx: &mut Cx<'_>, words: &str) {
    let button = Button::new(Rank::Quiet, words).height(32.0).show(ui, cx.tokens);
    if cx.focus.take(&Goal::FoldedQuiz) {
        button.request_focus();
    }
    if button.on_hover_text(Command::ToggleQuiz.tip()).clicked() {
        cx.act(Action::Command(Command::ToggleQuiz));
    }
}
