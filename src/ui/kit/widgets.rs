//! House widgets: buttons, switch, bar, progress ring. Each has a name, a role, a keyboard path
//! and its own focus ring.

use crate::{
    theme::{Rgb, TextStyle, Tokens},
    ui::kit::{
        icons,
        icons::Icon,
        paint::{colour, ring, stroke},
        text,
    },
};
use egui::{
    CornerRadius, CursorIcon, Id, Pos2, Rect, Response, Sense, StrokeKind, TextEdit, Ui, Vec2,
    WidgetInfo,
    accesskit::Role,
    pos2,
    text::{CCursor, CCursorRange},
    vec2,
};

/// How much a button calls for attention. A panel has one primary button at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    Primary,
    Secondary,
    Quiet,
}

/// A button to be shown.
pub struct Button<'a> {
    pub rank: Rank,
    pub words: &'a str,
    pub before: Option<Icon>,
    pub after: Option<Icon>,
    pub enabled: bool,
    /// The height, in points.
    pub height: f32,
}

impl<'a> Button<'a> {
    #[must_use]
    pub fn new(rank: Rank, words: &'a str) -> Self {
        Self { rank, words, before: None, after: None, enabled: true, height: 34.0 }
    }

    #[must_use]
    pub fn before(mut self, icon: Icon) -> Self {
        self.before = Some(icon);
        self
    }

    #[must_use]
    pub fn after(mut self, icon: Icon) -> Self {
        self.after = Some(icon);
        self
    }

    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    #[must_use]
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// How wide the button is where it has room, in points.
    #[must_use]
    pub fn width(&self, ui: &Ui, tokens: &Tokens) -> f32 {
        let words = text::one_line(ui, self.words, TextStyle::UiBold, tokens.text, f32::INFINITY);
        let icons = f32::from(u8::from(self.before.is_some()) + u8::from(self.after.is_some()));
        words.size().x + 28.0 + icons * 24.0
    }

    pub fn show(self, ui: &mut Ui, tokens: &Tokens) -> Response {
        let width = self.width(ui, tokens);
        let size = vec2(width.min(ui.available_width().max(48.0)), self.height);
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, self.enabled, self.words));
        let focus = focused(&response);
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let (fill, outline, ink) = self.colours(tokens, &response);
        let radius = CornerRadius::same(8);
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, radius, colour(fill));
        }
        if let Some(outline) = outline {
            ui.painter().rect_stroke(rect, radius, stroke(1.0, outline), StrokeKind::Inside);
        }
        let mut inside = rect.shrink2(vec2(14.0, 0.0));
        if let Some(icon) = self.before {
            icons::paint(ui.painter(), icon, pos2(inside.left() + 8.0, rect.center().y), 16.0, ink);
            inside.min.x += 24.0;
        }
        if let Some(icon) = self.after {
            icons::paint(
                ui.painter(),
                icon,
                pos2(inside.right() - 8.0, rect.center().y),
                16.0,
                ink,
            );
            inside.max.x -= 24.0;
        }
        let words = text::one_line(ui, self.words, TextStyle::UiBold, ink, inside.width() + 1.0);
        text::paint_centred(ui, inside, words);
        if focus {
            ring(ui.painter(), tokens, rect, 8);
        }
        if self.enabled { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
    }

    fn colours(&self, tokens: &Tokens, response: &Response) -> (Option<Rgb>, Option<Rgb>, Rgb) {
        let held = response.is_pointer_button_down_on();
        let hovered = response.hovered();
        match self.rank {
            Rank::Primary if !self.enabled => (Some(tokens.pressed), None, tokens.text3),
            Rank::Primary => {
                let fill = if held {
                    tokens.accent_pressed
                } else if hovered {
                    tokens.accent_hover
                } else {
                    tokens.accent
                };
                (Some(fill), None, tokens.on_accent)
            }
            Rank::Secondary if !self.enabled => {
                (Some(tokens.raised), Some(tokens.line), tokens.text3)
            }
            Rank::Secondary => {
                let fill = if held {
                    tokens.pressed
                } else if hovered {
                    tokens.hover
                } else {
                    tokens.raised
                };
                (Some(fill), Some(tokens.control), tokens.text)
            }
            Rank::Quiet if !self.enabled => (None, None, tokens.text3),
            Rank::Quiet => {
                let fill = if held {
                    Some(tokens.pressed)
                } else if hovered {
                    Some(tokens.hover)
                } else {
                    None
                };
                (fill, None, if hovered { tokens.text } else { tokens.text2 })
            }
        }
    }
}

/// A square button with nothing but an icon; `name` is its tooltip and what is read aloud.
pub fn icon_button(
    ui: &mut Ui,
    tokens: &Tokens,
    icon: Icon,
    name: &str,
    enabled: bool,
) -> Response {
    let paint = |ui: &Ui, at, ink| icons::paint(ui.painter(), icon, at, 18.0, ink);
    square_button(ui, tokens, paint, name, enabled)
}

/// A square button with a mirrored icon; `name` is its tooltip and what is read aloud.
pub fn mirrored_icon_button(ui: &mut Ui, tokens: &Tokens, icon: Icon, name: &str) -> Response {
    let paint = |ui: &Ui, at, ink| icons::paint_mirrored(ui.painter(), icon, at, 18.0, ink);
    square_button(ui, tokens, paint, name, true)
}

/// A square button with a sign of two letters or so; `name` is its tooltip and what is read aloud.
pub fn sign_button(ui: &mut Ui, tokens: &Tokens, sign: &str, name: &str) -> Response {
    let paint = |ui: &Ui, at, ink| {
        let words = text::one_line(ui, sign, TextStyle::CaptionBold, ink, 32.0);
        text::paint_centred(ui, Rect::from_center_size(at, Vec2::splat(32.0)), words);
    };
    square_button(ui, tokens, paint, name, true)
}

fn square_button(
    ui: &mut Ui,
    tokens: &Tokens,
    paint: impl FnOnce(&Ui, Pos2, Rgb),
    name: &str,
    enabled: bool,
) -> Response {
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(32.0), sense);
    // The shortcut in brackets is for the tooltip only, and is not read aloud.
    let spoken = name.split(" (").next().unwrap_or(name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, spoken));
    let focus = focused(&response);
    if ui.is_rect_visible(rect) {
        let fill = if response.is_pointer_button_down_on() {
            Some(tokens.pressed)
        } else {
            response.hovered().then_some(tokens.hover)
        };
        if let Some(fill) = fill.filter(|_| enabled) {
            ui.painter().rect_filled(rect, CornerRadius::same(8), colour(fill));
        }
        let ink = if enabled { tokens.text2 } else { tokens.control };
        paint(ui, rect.center(), ink);
        if focus {
            ring(ui.painter(), tokens, rect, 8);
        }
    }
    let response = response.on_hover_text(name);
    if enabled { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// A switch with its words before it.
pub fn switch(ui: &mut Ui, tokens: &Tokens, words: &str, on: bool, seconds: f32) -> Response {
    switch_in_line(ui, tokens, words, on, (seconds, 0.0))
}

/// A switch that stands at least so far behind the beginning of its words, in points.
pub fn switch_in_line(
    ui: &mut Ui,
    tokens: &Tokens,
    words: &str,
    on: bool,
    (seconds, place): (f32, f32),
) -> Response {
    let galley =
        text::one_line(ui, words, TextStyle::Caption, tokens.text2, ui.available_width() - 42.0);
    let size = vec2((galley.size().x + 8.0).max(place) + 34.0, 32.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Switch, true, on, words));
    if ui.is_rect_visible(rect) {
        text::paint_left(ui, rect, galley);
        let knob_rect = Rect::from_min_size(
            pos2(rect.right() - 34.0, rect.center().y - 10.0),
            vec2(34.0, 20.0),
        );
        let share = ui.ctx().animate_bool_with_time(response.id.with("knob"), on, seconds);
        let fill = tokens.raised.mix(tokens.accent, share);
        let outline = tokens.control.mix(tokens.accent, share);
        ui.painter().rect(
            knob_rect,
            CornerRadius::same(10),
            colour(fill),
            stroke(1.5, outline),
            StrokeKind::Inside,
        );
        let x = egui::lerp(knob_rect.left() + 10.0..=knob_rect.right() - 10.0, share);
        let knob = tokens.control.mix(tokens.on_accent, share);
        ui.painter().circle_filled(pos2(x, knob_rect.center().y), 6.0, colour(knob));
        if focused(&response) {
            ring(ui.painter(), tokens, knob_rect, 10);
        }
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A thin bar of progress, 0 to 1; `spoken` says what it means to those who don't see it.
pub fn bar(ui: &mut Ui, tokens: &Tokens, share: f32, spoken: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, spoken));
    let radius = CornerRadius::same(2);
    ui.painter().rect_filled(rect, radius, colour(tokens.track));
    if share > 0.0 {
        let mut filled = rect;
        filled.set_width((rect.width() * share.min(1.0)).max(4.0));
        ui.painter().rect_filled(filled, radius, colour(tokens.accent));
    }
}

/// A hairline across.
pub fn hairline(ui: &Ui, tokens: &Tokens, x: egui::Rangef, y: f32) {
    ui.painter().hline(x, y, stroke(1.0, tokens.line));
}

/// Paints the focus ring round something that egui itself draws, if it has the focus.
pub fn ring_if_focused(ui: &Ui, tokens: &Tokens, response: &Response, radius: u8) {
    if focused(response) {
        ring(ui.painter(), tokens, response.rect, radius);
    }
}

/// Scrolls as little as brings the whole response into sight, clear of the fade at the foot of a
/// page.
pub fn into_sight(response: &Response) {
    const FADE: f32 = 32.0;
    let clear = response.rect.expand2(vec2(0.0, FADE));
    response.clone().with_new_rect(clear).scroll_to_me(None);
}

/// Has it the focus? If it has just got it, it is scrolled into sight.
#[must_use]
pub fn focused(response: &Response) -> bool {
    let here = response.has_focus();
    if here {
        // egui reports a focus that came with a key. A focus that was given after this was painted
        // is noticed only here, in the next frame.
        let last = Id::unique("focused-last");
        let was = response.ctx.data_mut(|data| {
            let was = data.get_temp::<Id>(last);
            data.insert_temp(last, response.id);
            was
        });
        if response.gained_focus() || was != Some(response.id) {
            into_sight(response);
        }
    }
    here
}

/// Words that lead to another place, on one line; `spoken` is what is read aloud.
pub fn link(ui: &mut Ui, tokens: &Tokens, words: &str, style: TextStyle, spoken: &str) -> Response {
    let galley = text::one_line(ui, words, style, tokens.accent_text, ui.max_rect().width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken));
    if ui.is_rect_visible(rect) {
        text::paint_at(ui, rect.min, galley);
        let y = ui.painter().round_to_pixel_center(rect.bottom() - 1.0);
        ui.painter().hline(rect.x_range(), y, stroke(1.0, tokens.accent_text));
        if focused(&response) {
            ring(ui.painter(), tokens, rect, 3);
        }
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Is it under the pointer, or does it have the focus?
#[must_use]
pub fn attended(response: &Response) -> bool {
    response.hovered() || response.has_focus()
}

/// Selects all of a field's text, so that typing replaces it.
pub fn select_all(ui: &Ui, field: Id, length: usize) {
    let mut state = TextEdit::load_state(ui.ctx(), field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(length));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), field);
}

/// One of a few that exclude each other; `spoken` is what is read aloud.
pub fn pill(ui: &mut Ui, tokens: &Tokens, words: &str, spoken: &str, on: bool) -> Response {
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

/// A row of words with a sign before them, which does something when it is pressed; `on` marks one of
/// several.
pub fn plain_row(
    ui: &mut Ui,
    tokens: &Tokens,
    (icon, ink): (Icon, Rgb),
    (lead, rest): (&str, &str),
    on: bool,
) -> Response {
    let runs = [(lead, TextStyle::UiBold, tokens.text), (rest, TextStyle::Ui, tokens.text2)];
    let width = ui.available_width();
    let galley = text::galley(ui, text::runs(&runs, width - 44.0));
    let (rect, response) =
        ui.allocate_exact_size(vec2(width, galley.size().y + 10.0), Sense::click());
    let words = format!("{lead}{rest}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &words));
    let fill = match (on, response.hovered()) {
        (true, _) => Some(tokens.accent_soft),
        (false, true) => Some(tokens.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, CornerRadius::same(8), colour(fill));
    }
    icons::paint(ui.painter(), icon, rect.left_top() + vec2(18.0, 15.0), 18.0, ink);
    text::paint_at(ui, rect.left_top() + vec2(36.0, 5.0), galley);
    if focused(&response) {
        ring(ui.painter(), tokens, rect, 8);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}
