//! The menu behind the three dots: the commands that have no button of their own.

use crate::{
    app::{Action, Command, keys::Shortcut, values::News},
    quiz::Mode,
    ui::{
        cx::Cx,
        kit::{
            icons,
            menu::{row, row_off},
            widgets::icon_button,
        },
    },
};
use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui};

const ENTRIES: [Command; 14] = [
    Command::ImportPack,
    Command::FindInLesson,
    Command::Glossary,
    Command::Undo,
    Command::BeginAgain,
    Command::ToggleQuiz,
    Command::ToggleCheck,
    Command::NormalText,
    Command::NextTheme,
    Command::FollowSystemTheme,
    Command::ToggleMotion,
    Command::AboutCourse,
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
    cx.focus.menu_open = shown.is_some();
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
    if command == Command::Glossary && cx.model.glossary().is_none() {
        row_off(ui, cx.tokens, command.name(), &News::NoGlossary.title());
        return;
    }
    if row(ui, cx.tokens, command.name(), keys.as_deref(), ticked).clicked() {
        cx.act(Action::Command(command));
    }
}
