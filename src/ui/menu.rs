//! The menu behind the three dots: the commands that have no button of their own.

use crate::{
    app::{Action, Command, command::Shortcut},
    quiz::Mode,
    theme::{TextStyle, Tokens},
    ui::{
        icons,
        paint::colour,
        text,
        views::Cx,
        widgets::{focused, icon_button},
    },
};
use egui::{
    CornerRadius, Popup, PopupCloseBehavior, Response, ScrollArea, Sense, Ui, WidgetInfo,
    accesskit::Role, vec2,
};

const ENTRIES: [Command; 12] = [
    Command::ImportPack,
    Command::FindInLesson,
    Command::Undo,
    Command::BeginAgain,
    Command::ToggleQuiz,
    Command::ToggleCheck,
    Command::NormalText,
    Command::NextTheme,
    Command::FollowSystemTheme,
    Command::ToggleMotion,
    Command::ShowKeys,
    Command::About,
];

/// The button and, while it is open, the menu.
pub fn button(ui: &mut Ui, cx: &mut Cx<'_>) {
    let button = icon_button(ui, cx.tokens, icons::MORE, "Menu", true);
    let popup = Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .accessible_name("Menu");
    let shown = popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(264.0);
        let height = ui.ctx().content_rect().height() - 72.0;
        let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        list.show(ui, |ui| {
            for command in ENTRIES {
                entry(ui, cx, command);
            }
        });
    });
    cx.views.menu_open = shown.is_some();
}

fn entry(ui: &mut Ui, cx: &mut Cx<'_>, command: Command) {
    let ticked = match command {
        Command::ToggleMotion => Some(cx.model.prefs.still),
        Command::ToggleQuiz => Some(cx.model.prefs.quiz_open),
        Command::ToggleCheck => Some(cx.model.prefs.mode == Mode::Check),
        Command::FollowSystemTheme => Some(cx.model.prefs.scheme.is_none()),
        _ => None,
    };
    let keys = command.shortcut().map(Shortcut::words);
    if row(ui, cx.tokens, command.name(), keys.as_deref(), ticked).clicked() {
        cx.act(Action::Command(command));
    }
}

/// One row of a menu, with its keys, and a tick where it is something that can be on.
pub fn row(
    ui: &mut Ui,
    tokens: &Tokens,
    name: &str,
    keys: Option<&str>,
    ticked: Option<bool>,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::click());
    response.widget_info(|| match ticked {
        Some(on) => WidgetInfo::selected(Role::MenuItemCheckBox, true, on, name),
        None => WidgetInfo::labeled(Role::MenuItem, true, name),
    });
    if super::widgets::attended(&response) {
        ui.painter().rect_filled(rect, CornerRadius::same(6), colour(tokens.hover));
    }
    let inside = rect.shrink2(vec2(10.0, 0.0));
    let room = inside.width() - if ticked.is_some() { 24.0 } else { 0.0 };
    let words = text::one_line(ui, name, TextStyle::Ui, tokens.text, room);
    text::paint_left(ui, inside, words);
    if let Some(keys) = keys {
        let keys = text::one_line(ui, keys, TextStyle::Small, tokens.text3, 100.0);
        let at =
            egui::pos2(inside.right() - keys.size().x, inside.center().y - keys.size().y / 2.0);
        text::paint_at(ui, at, keys);
    }
    if ticked == Some(true) {
        // Left of the shortcut, where there is one.
        let right = inside.right() - if keys.is_some() { 56.0 } else { 8.0 };
        icons::paint(
            ui.painter(),
            icons::CHECK,
            egui::pos2(right, inside.center().y),
            14.0,
            tokens.text2,
        );
    }
    if focused(&response) {
        super::paint::inner_ring(ui.painter(), tokens, rect, 6);
    }
    response
}
