//! Colours as bytes, and the sums that the tests hold them to.

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// The colour `0xRRGGBB`.
    #[must_use]
    pub const fn hex(code: u32) -> Self {
        let [_, r, g, b] = code.to_be_bytes();
        Self(r, g, b)
    }

    /// Straight mix of the bytes: 0 is `self`, 1 is `other`.
    #[must_use]
    pub fn mix(self, other: Self, share: f32) -> Self {
        let one = |a: u8, b: u8| {
            // In 0..=255 by construction, so the cast cannot truncate.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
            let byte = (f32::from(a) + (f32::from(b) - f32::from(a)) * share.clamp(0.0, 1.0))
                .round() as u8;
            byte
        };
        Self(one(self.0, other.0), one(self.1, other.1), one(self.2, other.2))
    }

    /// Relative luminance, 0 to 1, as WCAG 2 defines it.
    #[must_use]
    pub fn luminance(self) -> f64 {
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// WCAG 2 contrast ratio, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// One sRGB byte as linear light, 0 to 1.
#[must_use]
pub fn linear(byte: u8) -> f64 {
    let s = f64::from(byte) / 255.0;
    if s <= 0.040_45 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) }
}
