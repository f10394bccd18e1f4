//! How a label fits its box: thirteen points bold, then twelve, then two lines, then an ellipsis.

use crate::theme::{Measure, TextStyle};
use std::{cell::OnceCell, sync::Arc};

/// A label as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// One or two lines.
    pub lines: Arc<[Arc<str>]>,
    /// [`TextStyle::Label`], or the smaller style where the name does not fit in that.
    pub style: TextStyle,
    /// Something of the name had to be left out.
    pub shortened: bool,
}

/// How labels are fitted, the best way first; a whole group of columns shares one, so that
/// neighbours match.
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

/// So much wider than its room a name may seem to be, in points: shares of a width add up to a little
/// less than they were divided from.
const ROUNDED: f32 = 0.05;

/// The least width of a box, in points.
pub(super) const MIN_BOX: f32 = 56.0;

fn wide(measure: &dyn Measure, text: &str, style: TextStyle) -> f32 {
    measure.width(text, style.size(), style.weight())
}

/// The name in a box, measured once however often it is asked how wide it is.
#[derive(Debug, Clone)]
pub(super) struct Name {
    text: Arc<str>,
    /// How wide it is in one line, in the larger and in the smaller letters, in points.
    large: f32,
    small: OnceCell<f32>,
    /// In two lines: the byte at which it is broken, if it can be, and how wide the wider line is.
    two: OnceCell<(Option<usize>, f32)>,
}

impl Name {
    pub(super) fn new(text: &str, measure: &dyn Measure) -> Self {
        let large = wide(measure, text, Fit::Large.style());
        Self { text: text.into(), large, small: OnceCell::new(), two: OnceCell::new() }
    }

    pub(super) fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// How wide the name is in one line, in points.
    fn width(&self, measure: &dyn Measure, fit: Fit) -> f32 {
        match fit {
            Fit::Large => self.large,
            _ => *self.small.get_or_init(|| wide(measure, &self.text, fit.style())),
        }
    }

    /// The byte at which the name is broken, if it can be, and how wide the wider line is: lines as
    /// equally long as the words allow.
    fn two(&self, measure: &dyn Measure) -> (Option<usize>, f32) {
        *self.two.get_or_init(|| {
            let style = Fit::TwoLines.style();
            let longest = |cut: usize| {
                let (first, second) = self.lines(cut);
                wide(measure, first, style).max(wide(measure, second, style))
            };
            let gaps = self.text.match_indices(char::is_whitespace).map(|(gap, _)| gap);
            let cuts = gaps.filter(|gap| {
                // A break stands between two words, never before the first or after the last; of
                // several spaces, the first counts.
                let (first, second) = self.text.split_at_checked(*gap).unwrap_or_default();
                !first.is_empty()
                    && !first.ends_with(char::is_whitespace)
                    && !second.trim().is_empty()
            });
            let cuts = cuts.map(|cut| (cut, longest(cut)));
            match cuts.min_by(|(_, one), (_, other)| one.total_cmp(other)) {
                Some((cut, width)) => (Some(cut), width),
                None => (None, self.width(measure, Fit::TwoLines)),
            }
        })
    }

    fn lines(&self, cut: usize) -> (&str, &str) {
        let (first, second) = self.text.split_at_checked(cut).unwrap_or((&self.text, ""));
        (first.trim(), second.trim())
    }

    /// How wide a box must be for the name, in points.
    pub(super) fn needed(&self, measure: &dyn Measure, fit: Fit) -> f32 {
        let text = match fit {
            Fit::Large | Fit::Small => self.width(measure, fit),
            Fit::TwoLines => self.two(measure).1,
            Fit::Shortened => 0.0,
        };
        (text + 2.0 * fit.padding()).max(MIN_BOX)
    }

    /// How many lines the name takes in a box of `width` points.
    pub(super) fn line_count(&self, measure: &dyn Measure, fit: Fit, width: f32) -> usize {
        let broken = matches!(fit, Fit::TwoLines | Fit::Shortened)
            && self.width(measure, fit) > width - 2.0 * fit.padding() + ROUNDED;
        if broken && self.two(measure).0.is_some() { 2 } else { 1 }
    }

    /// The label as drawn in a box of `width` points.
    pub(super) fn label(&self, measure: &dyn Measure, fit: Fit, width: f32) -> Label {
        let style = fit.style();
        let room = width - 2.0 * fit.padding() + ROUNDED;
        if self.width(measure, fit) <= room {
            return Label { lines: [self.text.clone()].into(), style, shortened: false };
        }
        let two = match fit {
            Fit::Large | Fit::Small => None,
            Fit::TwoLines | Fit::Shortened => self.two(measure).0.map(|cut| self.lines(cut)),
        };
        let lines = two.map_or_else(|| vec![&*self.text], |(one, two)| vec![one, two]);
        let mut shortened = false;
        let lines = lines.into_iter().map(|line| {
            if wide(measure, line, style) <= room {
                line.into()
            } else {
                shortened = true;
                shorten(measure, line, style, room).into()
            }
        });
        Label { lines: lines.collect(), style, shortened }
    }
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
