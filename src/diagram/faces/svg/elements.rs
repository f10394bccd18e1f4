//! How values are written in a picture.

use crate::theme::{
    Rgb,
    icons::{Cut, Icon},
};
use std::fmt::{Display, Formatter, Result, Write};

/// A length: at most two decimals, without trailing zeros.
#[derive(Clone, Copy)]
pub(super) struct Number(pub f32);

impl Display for Number {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        #[expect(clippy::cast_possible_truncation, reason = "a figure's lengths")]
        let hundredths = (f64::from(self.0) * 100.0).round() as i64;
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        if hundredths < 0 {
            to.write_char('-')?;
        }
        match (rest / 10, rest % 10) {
            (0, 0) => write!(to, "{whole}"),
            (tenths, 0) => write!(to, "{whole}.{tenths}"),
            (tenths, last) => write!(to, "{whole}.{tenths}{last}"),
        }
    }
}

/// A colour.
#[derive(Clone, Copy)]
pub(super) struct Hex(pub Rgb);

impl Display for Hex {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        let Rgb(r, g, b) = self.0;
        write!(to, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// A name that XML takes as an id, of this picture alone: `vm/guest[2]/guest-os` becomes
/// `p1f0a3c4d-vm.guest.2.guest-os`.
#[derive(Clone, Copy)]
pub(super) struct Scoped<'a>(pub &'a str);

impl Scoped<'_> {
    /// Stands for the prefix of the ids until the content is known that gives it. XML cannot hold
    /// this character, so no text has it.
    pub(super) const PREFIX: char = '\u{1}';
}

impl Display for Scoped<'_> {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        to.write_char(Self::PREFIX)?;
        to.write_char('-')?;
        for letter in self.0.chars().filter(|letter| *letter != ']') {
            to.write_char(if matches!(letter, '/' | '[') { '.' } else { letter })?;
        }
        Ok(())
    }
}

/// Text as XML takes it. What XML cannot hold at all is left out.
#[derive(Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        for letter in self.0.chars() {
            match letter {
                '&' => to.write_str("&amp;")?,
                '<' => to.write_str("&lt;")?,
                '>' => to.write_str("&gt;")?,
                '"' => to.write_str("&quot;")?,
                '\n' | '\t' => to.write_char(letter)?,
                c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
                c => to.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// What an icon of this size is called in the file.
pub(super) fn icon_name(icon: Icon, size: f32) -> String {
    let cut = match icon.cut {
        Cut::Regular => "",
        Cut::Fill => "-fill",
        Cut::Bold => "-bold",
    };
    let glyph = icon.glyph.chars().map(|c| format!("{:x}", u32::from(c))).collect::<String>();
    format!("icon-{glyph}{cut}-{}", Number(size))
}
