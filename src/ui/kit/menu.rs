//! Rows of a menu.

use crate::{
    theme::{TextStyle, Tokens},
    ui::kit::{
        icons,
        paint::{colour, inner_ring},
        text,
        widgets::{attended, focused},
    },
};
use egui::{CornerRadius, Response, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

/// The width of a menu with these rows: that of the widest, in points.
#[must_use]
pub fn row_width<'a>(ui: &Ui, tokens: &Tokens, names: impl Iterator<Item = &'a str>) -> f32 {
    let wide = |name| text::one_line(ui, name, TextStyle::Ui, tokens.text, f32::INFINITY).size().x;
    (names.map(wide).fold(0.0, f32::max) + 2.0 * INSET).ceil()
}

/// From the edge of a row to its words, in points.
const INSET: f32 = 10.0;

/// One row of a menu with its shortcut, and with a tick where it can be on or off.
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
    if attended(&response) {
        ui.painter().rect_filled(rect, CornerRadius::same(6), colour(tokens.hover));
    }
    let inside = rect.shrink2(vec2(INSET, 0.0));
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
        // The tick stands left of the shortcut, where there is one.
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
        inner_ring(ui.painter(), tokens, rect, 6);
    }
    response
}

/// One row of a menu that can't be chosen now. It can have the focus, so that everyone learns why.
pub fn row_off(ui: &mut Ui, tokens: &Tokens, name: &str, why: &str) {
    let size = vec2(ui.available_width(), 34.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, false, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(why));
    let inside = rect.shrink2(vec2(INSET, 0.0));
    let words = text::one_line(ui, name, TextStyle::Ui, tokens.text3, inside.width());
    text::paint_left(ui, inside, words);
    if focused(&response) {
        inner_ring(ui.painter(), tokens, rect, 6);
        let tooltip = egui::Tooltip::for_widget(&response);
        tooltip.show(|ui| text::label(ui, why, TextStyle::Caption, tokens.text));
    } else {
        response.on_hover_text(why);
    }
}
