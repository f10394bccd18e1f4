//! The box of something that can be chosen, and the badge with the key that chooses it.

use crate::{
    theme::{Rgb, TextStyle, Tokens},
    ui::kit::{
        paint::{colour, stroke},
        text,
    },
};
use egui::{CornerRadius, Painter, Rect, Response, StrokeKind, Ui};

/// How something that can be chosen looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    #[default]
    Rest,
    Chosen,
    /// Chosen and right.
    Right,
    /// Chosen and wrong.
    Wrong,
    /// Right, and not chosen.
    Missed,
    /// It belongs somewhere, and was given to nothing.
    LeftOut,
    /// After checking: neither right nor chosen. Before: something else has it.
    Other,
}

impl State {
    /// How it looks while nothing is told: chosen or not.
    #[must_use]
    pub fn chosen(on: bool) -> Self {
        if on { Self::Chosen } else { Self::Rest }
    }
}

/// The box of something that can be chosen.
#[derive(Debug, Clone, Copy)]
pub struct Plate {
    pub state: State,
    /// The pointer is on it, and a click would choose it.
    pub hovered: bool,
    /// The radius of its corners, in points.
    pub radius: u8,
    /// Its fill at rest, where that is not the usual one.
    pub ground: Option<Rgb>,
}

impl Plate {
    /// The plate of a row as wide as the panel, while nothing is told.
    #[must_use]
    pub fn row(on: bool, response: &Response) -> Self {
        let state = State::chosen(on);
        Self { state, hovered: response.hovered(), radius: Self::ROW, ground: None }
    }

    /// The radius of a row's corners, in points.
    pub const ROW: u8 = 10;

    pub fn paint(self, painter: &Painter, tokens: &Tokens, rect: Rect) {
        let raised = self.ground.unwrap_or(tokens.raised);
        let (fill, outline, width) = match self.state {
            State::Rest | State::Other if self.hovered => (Some(tokens.hover), tokens.text3, 1.0),
            State::Rest => (Some(raised), tokens.control, 1.0),
            State::Chosen => (Some(tokens.accent_soft), tokens.accent, 2.0),
            State::Right => (Some(tokens.success_soft), tokens.success, 2.0),
            State::Wrong => (Some(tokens.error_soft), tokens.error, 2.0),
            State::Missed => (Some(raised), tokens.success, 1.5),
            State::LeftOut => (Some(raised), tokens.warning, 1.5),
            State::Other => (self.ground, tokens.line2, 1.0),
        };
        let radius = CornerRadius::same(self.radius);
        if let Some(fill) = fill {
            painter.rect_filled(rect, radius, colour(fill));
        }
        painter.rect_stroke(rect, radius, stroke(width, outline), StrokeKind::Inside);
    }
}

/// The side of a badge, in points.
pub const BADGE: f32 = 24.0;

/// The badge with the number whose key chooses it.
pub fn badge(ui: &Ui, tokens: &Tokens, rect: Rect, number: usize, chosen: bool) {
    let (fill, outline, ink) = if chosen {
        (tokens.accent, tokens.accent, tokens.on_accent)
    } else {
        (tokens.sunken, tokens.line2, tokens.text2)
    };
    let line = stroke(1.0, outline);
    ui.painter().rect(rect, CornerRadius::same(7), colour(fill), line, StrokeKind::Inside);
    let number = text::one_line(ui, &number.to_string(), TextStyle::SmallBold, ink, BADGE);
    text::paint_centred(ui, rect, number);
}
