//! How a label fits its box: thirteen points bold, then twelve, then two lines, then an ellipsis.

use crate::theme::{Measure, TextStyle};

/// A label as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// One or two lines.
    pub lines: Vec<String>,
    pub style: TextStyle,
    /// Something of the name had to be left out.
    pub shortened: bool,
}

/// The way of fitting that a whole column group shares, so that neighbours match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    Large,
    Small,
    TwoLines,
    Shortened,
}

impl Fit {
    pub(super) const ALL: [Self; 4] = [Self::Large, Self::Small, Self::TwoLines, Self::Shortened];

    pub(super) fn style(self) -> TextStyle {
        match self {
            Self::Large => TextStyle::Label,
            Self::Small | Self::TwoLines | Self::Shortened => TextStyle::LabelSmall,
        }
    }

    /// Free space to the left and right of the label, in points.
    pub(super) fn padding(self) -> f32 {
        match self {
            Self::Large => 8.0,
            Self::Small | Self::TwoLines | Self::Shortened => 4.0,
        }
    }
}

/// No box is narrower, in points.
pub(super) const MIN_BOX: f32 = 56.0;

fn wide(measure: &dyn Measure, text: &str, style: TextStyle) -> f32 {
    measure.width(text, style.size(), style.weight())
}

/// How wide a box must be for its label, in points.
pub(super) fn needed(measure: &dyn Measure, name: &str, fit: Fit) -> f32 {
    let style = fit.style();
    let text = match fit {
        Fit::Large | Fit::Small => wide(measure, name, style),
        Fit::TwoLines => split(measure, name, style)
            .iter()
            .map(|line| wide(measure, line, style))
            .fold(0.0, f32::max),
        Fit::Shortened => 0.0,
    };
    (text + 2.0 * fit.padding()).max(MIN_BOX)
}

/// One or two lines, as equally long as the words allow.
fn split(measure: &dyn Measure, name: &str, style: TextStyle) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    (1..words.len())
        .map(|cut| {
            let (first, second) = words.split_at(cut);
            (first.join(" "), second.join(" "))
        })
        .min_by(|a, b| {
            let longest = |(one, two): &(String, String)| {
                wide(measure, one, style).max(wide(measure, two, style))
            };
            longest(a).total_cmp(&longest(b))
        })
        .map_or_else(|| vec![name.to_owned()], |(first, second)| vec![first, second])
}

/// The label as drawn in a box of `width` points.
pub(super) fn label(measure: &dyn Measure, name: &str, fit: Fit, width: f32) -> Label {
    let style = fit.style();
    let room = width - 2.0 * fit.padding();
    let one = || vec![name.to_owned()];
    let lines = match fit {
        _ if wide(measure, name, style) <= room => one(),
        Fit::Large | Fit::Small => one(),
        Fit::TwoLines | Fit::Shortened => split(measure, name, style),
    };
    let mut shortened = false;
    let lines = lines
        .into_iter()
        .map(|line| {
            if wide(measure, &line, style) <= room {
                line
            } else {
                shortened = true;
                shorten(measure, &line, style, room)
            }
        })
        .collect();
    Label { lines, style, shortened }
}

/// As much of the text as fits before an ellipsis.
pub(super) fn shorten(measure: &dyn Measure, text: &str, style: TextStyle, room: f32) -> String {
    let mut kept = String::new();
    let mut used = wide(measure, "…", style);
    for character in text.chars() {
        used += wide(measure, character.encode_utf8(&mut [0; 4]), style);
        if used > room {
            break;
        }
        kept.push(character);
    }
    let mut shown = kept.trim_end().to_owned();
    shown.push('…');
    shown
}
