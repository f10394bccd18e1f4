//! How wide a text is: one port, implemented once over the bundled faces' advance widths, used
//! alike by the window's layout, the exported pictures and the tests.

use crate::theme::Weight;
use skrifa::{
    FontRef, MetadataProvider, instance::LocationRef, metrics::GlyphMetrics, prelude::Size,
};
use std::sync::LazyLock;

/// Says how wide texts are.
pub trait Measure {
    /// Width of one line of text, in points, at `size` points.
    fn width(&self, text: &str, size: f32, weight: Weight) -> f32;
}

/// One bundled face, read for its widths alone.
pub struct Face {
    /// Advance widths of the characters up to U+024F, in em.
    common: Vec<Option<f32>>,
    font: Option<FontRef<'static>>,
}

const COMMON: u32 = 0x250;

impl Face {
    fn read(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).ok();
        let common =
            (0..COMMON).map(|code| advance(font.as_ref(), char::from_u32(code)?)).collect();
        Self { common, font }
    }

    /// Advance width in em; `None` when the face lacks the character.
    #[must_use]
    pub fn advance(&self, character: char) -> Option<f32> {
        match self.common.get(character as usize) {
            Some(known) => *known,
            None => advance(self.font.as_ref(), character),
        }
    }
}

fn advance(font: Option<&FontRef<'static>>, character: char) -> Option<f32> {
    let font = font?;
    let glyph = font.charmap().map(character)?;
    GlyphMetrics::new(font, Size::new(1.0), LocationRef::default()).advance_width(glyph)
}

static REGULAR: LazyLock<Face> = LazyLock::new(|| Face::read(notosans::REGULAR_TTF));
static BOLD: LazyLock<Face> = LazyLock::new(|| Face::read(notosans::BOLD_TTF));

/// The measure over Noto Sans.
#[derive(Debug, Clone, Copy, Default)]
pub struct NotoMeasure;

impl NotoMeasure {
    #[must_use]
    pub fn face(weight: Weight) -> &'static Face {
        match weight {
            Weight::Regular => &REGULAR,
            Weight::Bold => &BOLD,
        }
    }

    /// Does the bundled text face have this character?
    #[must_use]
    pub fn covers(character: char) -> bool {
        character == '\n' || Self::face(Weight::Regular).advance(character).is_some()
    }
}

impl Measure for NotoMeasure {
    fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let face = Self::face(weight);
        // A character that no bundled face has counts as one em.
        text.chars().map(|c| face.advance(c).unwrap_or(1.0)).sum::<f32>() * size
    }
}
