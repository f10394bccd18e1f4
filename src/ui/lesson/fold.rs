//! A fold: a title, and what is hidden under it until it is asked for.

use crate::{
    app::LessonKey,
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            icons,
            paint::{colour, inner_ring, stroke},
            text,
            widgets::{focused, hairline},
        },
        prose,
        prose::found::Finder,
    },
};
use egui::{
    Align, CornerRadius, CursorIcon, Frame, Key, Margin, Response, Sense, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};
use std::collections::HashSet;

/// What of a lesson is folded.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The block at this place, from 0.
    Block(usize),
    /// What it cites.
    Sources,
}

/// Folds that are open.
#[derive(Default)]
struct Open(HashSet<(LessonKey, Part)>);

/// The corners of a fold, in points.
const RADIUS: u8 = 10;
/// From the edge of a fold to its title, in points: the sign stands there.
const SIGN: f32 = 38.0;
/// From the edge of a fold to what is in it, in points.
const INSET: i8 = 16;

/// Opens a fold: something in it is to come into sight.
pub fn open(cx: &mut Cx<'_>, key: (LessonKey, Part)) {
    cx.states.of::<Open>().0.insert(key);
}

/// Shows the title, and the contents where the fold is open. `texts` are those in it that can be
/// found.
pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    key: (LessonKey, Part),
    (title, texts): (&str, impl FnOnce() -> Vec<String>),
    contents: impl FnOnce(&mut Ui, &mut Cx<'_>),
) {
    // Once it holds what is looked for it stays open, so that what was found keeps its place.
    if cx.model.navigation.finding && !cx.states.of::<Open>().0.contains(&key) {
        let texts = texts();
        let finder = cx.states.of::<Finder>();
        if texts.iter().any(|text| finder.wants(text)) {
            open(cx, key.clone());
        }
    }
    let is_open = cx.states.of::<Open>().0.contains(&key);
    let tokens = cx.tokens;
    let frame = Frame::new().stroke(stroke(1.0, tokens.line)).corner_radius(RADIUS);
    frame.show(ui, |ui| {
        let title = header(ui, cx, title, is_open);
        if toggled(ui, &title, is_open) {
            let open_ones = &mut cx.states.of::<Open>().0;
            if !open_ones.remove(&key) {
                open_ones.insert(key);
            }
            ui.ctx().request_repaint();
        }
        if is_open {
            hairline(ui, tokens, title.rect.x_range(), title.rect.bottom());
            Frame::new().inner_margin(Margin::same(INSET)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                contents(ui, cx);
            });
        }
    });
}

/// Was the title pressed, or one of the arrows that open and shut?
fn toggled(ui: &Ui, title: &Response, open: bool) -> bool {
    let arrow = if open { Key::ArrowLeft } else { Key::ArrowRight };
    let by_arrow = title.has_focus() && ui.input(|input| input.key_pressed(arrow));
    if title.has_focus() {
        let arrows = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(title.id, arrows));
    }
    title.clicked() || by_arrow
}

fn header(ui: &mut Ui, cx: &mut Cx<'_>, title: &str, open: bool) -> Response {
    let tokens = cx.tokens;
    let width = ui.available_width();
    let format = text::format(TextStyle::UiBold, tokens.text);
    let (words, jump) = prose::marked(ui, cx, title, &format, width - SIGN - f32::from(INSET));
    let size = vec2(width, (words.size().y + 20.0).max(44.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    if jump {
        ui.scroll_to_rect(rect, Some(Align::Center));
    }
    if response.hovered() {
        let corners = if open {
            CornerRadius { nw: RADIUS, ne: RADIUS, sw: 0, se: 0 }
        } else {
            CornerRadius::same(RADIUS)
        };
        ui.painter().rect_filled(rect, corners, colour(tokens.hover));
    }
    let sign = if open { icons::DOWN } else { icons::UNFOLD };
    icons::paint(ui.painter(), sign, pos2(rect.left() + 20.0, rect.center().y), 16.0, tokens.text2);
    let mut at = rect;
    at.min.x += SIGN;
    text::paint_left(ui, at, words);
    if focused(&response) {
        inner_ring(ui.painter(), tokens, rect, RADIUS);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}
