//! The pieces that a picture is written with.

use crate::{
    diagram::layout::geometry::{Point, Rect, head},
    theme::{Measure, Rgb, TextStyle, Weight, icons::Icon},
};

/// Where a line's baseline lies in its height, as a share: Noto Sans, centred on capitals.
const BASELINE: f32 = 0.5 + 0.357;

/// The stroke lies inside the rectangle, as in the window.
pub(super) fn rect_element(
    rect: &Rect,
    radius: f32,
    fill: &str,
    outline: &str,
    width: f32,
    more: &str,
) -> String {
    let inside = rect.grown(-width / 2.0);
    format!(
        r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{fill}" stroke="{outline}" stroke-width="{}"{more}/>"#,
        number(inside.left),
        number(inside.top),
        number(inside.width()),
        number(inside.height()),
        number(radius - width / 2.0),
        number(width)
    )
}

/// A filled head, 8 by 8, with its tip at the end of a line.
pub(super) fn head_element(from: Point, tip: Point, ink: &str) -> String {
    let [a, b] = head(from, tip);
    format!(
        r#"<path d="M{} {}L{} {}L{} {}Z" fill="{ink}"/>"#,
        number(tip.x),
        number(tip.y),
        number(a.x),
        number(a.y),
        number(b.x),
        number(b.y)
    )
}

/// One line of text.
pub(super) struct Line<'a> {
    pub words: &'a str,
    pub style: TextStyle,
    pub ink: Rgb,
}

impl Line<'_> {
    /// From the left.
    pub(super) fn at(&self, measure: &dyn Measure, left: f32, top: f32, room: f32) -> String {
        self.element(measure, left, "start", top, room)
    }

    pub(super) fn centred(
        &self,
        measure: &dyn Measure,
        middle: f32,
        top: f32,
        room: f32,
    ) -> String {
        self.element(measure, middle, "middle", top, room)
    }

    fn element(&self, measure: &dyn Measure, x: f32, anchor: &str, top: f32, room: f32) -> String {
        if self.words.trim().is_empty() {
            return String::new();
        }
        let (size, weight) = (self.style.size(), self.style.weight());
        let width = measure.width(self.words, size, weight).min(room);
        let y = top + (self.style.line() - size) / 2.0 + size * BASELINE;
        let bold = if weight == Weight::Bold { r#" font-weight="700""# } else { "" };
        format!(
            r#"<text x="{}" y="{}" font-size="{}"{bold} fill="{}" text-anchor="{anchor}" textLength="{}" lengthAdjust="spacingAndGlyphs">{}</text>"#,
            number(x),
            number(y),
            number(size),
            hex(self.ink),
            number(width),
            escaped(self.words)
        )
    }
}

/// At most two decimals, and none that say nothing. Most of a large file is numbers: they are
/// written as whole hundredths.
pub(super) fn number(value: f32) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "points of a picture, and else the nearest"
    )]
    let hundredths = (f64::from(value) * 100.0).round_ties_even() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{sign}{whole}"),
        (tenths, 0) => format!("{sign}{whole}.{tenths}"),
        (tenths, last) => format!("{sign}{whole}.{tenths}{last}"),
    }
}

pub(super) fn hex(Rgb(r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A name that XML takes as an id: `vm/guest[2]/guest-os` becomes `n-vm.guest.2.guest-os`.
pub(super) fn xml_id(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|c| *c != ']')
        .map(|c| if c == '/' || c == '[' { '.' } else { c })
        .collect();
    format!("n-{plain}")
}

/// Text as XML takes it. What XML cannot hold at all is left out.
pub(super) fn escaped(text: &str) -> String {
    let plain = |byte: u8| (b' '..=b'~').contains(&byte) && !b"&<>\"".contains(&byte);
    if text.bytes().all(plain) {
        return text.to_owned();
    }
    let left_out = |c: char| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let special =
        |c: char| matches!(c, '&' | '<' | '>' | '"') || (left_out(c) && c != '\n' && c != '\t');
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find(special).and_then(|at| rest.split_at_checked(at)) {
        safe.push_str(before);
        let mut letters = from.chars();
        safe.push_str(match letters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "",
        });
        rest = letters.as_str();
    }
    safe.push_str(rest);
    safe
}

/// The icons of a picture: each outline once, used wherever it stands.
pub(super) fn icon_definition(name: &str, icon: Icon) -> String {
    format!(r#"<path id="icon-{name}" d="{}"/>"#, icon.outline(16.0))
}

pub(super) fn icon_element(name: &str, middle: Point, ink: Rgb) -> String {
    format!(
        r##"<use href="#icon-{name}" x="{}" y="{}" fill="{}"/>"##,
        number(middle.x),
        number(middle.y),
        hex(ink)
    )
}
