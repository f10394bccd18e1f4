//! Words at a line, in one to three lines: whole as long as there is any way, elided last.

use crate::{
    diagram::layout::{
        fitting::shorten,
        geometry::{Point, Rect},
        placed::Words,
        wrapping::pieces,
    },
    theme::{Measure, TextStyle, typeset::bound},
};

/// The most lines in which the words at a line stand.
pub const MOST_LINES: usize = 3;
/// How high one line of words is, in points.
pub const LINE: f32 = 16.0;
/// Free space beside the words, both sides together, in points.
const SIDES: f32 = 6.0;
/// A further line has to make words narrower by more than this, in points.
const SAVED: f32 = 4.0;

const STYLE: TextStyle = TextStyle::Small;

/// A label as it may be written: in which lines, and how wide they are with the space beside them.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    pub lines: Vec<String>,
    pub width: f32,
    /// Something of the label is left out.
    pub shortened: bool,
}

fn wide(measure: &dyn Measure, text: &str) -> f32 {
    measure.width(text, STYLE.size(), STYLE.weight())
}

/// How high so many lines of words are, in points.
pub fn height(lines: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "three lines at most")]
    let count = lines as f32;
    count * LINE
}

/// How wide a label is in one line, in points, with the space beside it.
pub fn whole_width(measure: &dyn Measure, label: &str) -> f32 {
    wide(measure, label) + SIDES
}

impl Phrase {
    fn of(measure: &dyn Measure, lines: Vec<String>, shortened: bool) -> Self {
        let widest = lines.iter().map(|line| wide(measure, line)).fold(0.0, f32::max);
        Self { lines, width: widest + SIDES, shortened }
    }

    /// All of a label, in one line, then in two and in three that are as equally long as its words
    /// allow: those that make it narrower.
    pub fn whole(measure: &dyn Measure, label: &str) -> impl Iterator<Item = Self> {
        let one = Self::of(measure, vec![label.to_owned()], false);
        let mut narrowest = one.width;
        let broken = (2..=MOST_LINES).filter_map(move |count| {
            let broken = Self::of(measure, equally_long(measure, label, count)?, false);
            let narrower = broken.width + SAVED < narrowest;
            narrowest = narrowest.min(broken.width);
            narrower.then_some(broken)
        });
        std::iter::once(one).chain(broken)
    }

    /// As much of a label as fits `most` lines of `width` points.
    pub fn elided(measure: &dyn Measure, label: &str, width: f32, most: usize) -> Self {
        let room = (width - SIDES).max(1.0);
        let text = bound(label);
        let mut lines: Vec<String> = Vec::new();
        let mut rest: &str = &text;
        while !rest.is_empty() {
            let mut kept = 0;
            let last = lines.len() + 1 >= most;
            for piece in pieces(rest) {
                let with = rest.get(..kept + piece.len()).unwrap_or(rest);
                if wide(measure, with.trim_end()) > room {
                    break;
                }
                kept += piece.len();
            }
            if kept < rest.len() && (last || kept == 0) {
                lines.push(shorten(measure, rest, STYLE, room));
                let phrase = Self::of(measure, lines, true);
                return Self { width: phrase.width.min(room + SIDES), ..phrase };
            }
            lines.push(rest.get(..kept).unwrap_or(rest).trim_end().to_owned());
            rest = rest.get(kept..).unwrap_or_default();
        }
        Self::of(measure, lines, false)
    }

    /// A label no wider than `width` points: whole in as few lines as it fits, or elided, in `most`
    /// lines at most.
    pub fn within(measure: &dyn Measure, label: &str, width: f32, most: usize) -> Self {
        let whole = Self::whole(measure, label).take_while(|phrase| phrase.lines.len() <= most);
        let mut fitting = whole.filter(|phrase| phrase.width <= width);
        fitting.next().unwrap_or_else(|| Self::elided(measure, label, width, most))
    }

    pub fn height(&self) -> f32 {
        height(self.lines.len())
    }

    /// How wide the words are without the space beside them, in points.
    pub fn bare_width(&self) -> f32 {
        self.width - SIDES
    }

    /// The words centred about a point.
    pub fn at(&self, middle: Point) -> Words {
        let (aside, up) = (self.width / 2.0, self.height() / 2.0);
        let rect = Rect {
            left: middle.x - aside,
            top: middle.y - up,
            right: middle.x + aside,
            bottom: middle.y + up,
        };
        Words { lines: self.lines.clone(), shortened: self.shortened, rect }
    }
}

/// A label in `count` lines, the longest of which is as short as can be; nothing where it has too
/// few words.
fn equally_long(measure: &dyn Measure, label: &str, count: usize) -> Option<Vec<String>> {
    let text = bound(label);
    let pieces = pieces(&text);
    if pieces.len() < count {
        return None;
    }
    let sizes: Vec<(f32, f32)> = pieces
        .iter()
        .map(|piece| (wide(measure, piece), wide(measure, piece.trim_end())))
        .collect();
    let mut room = sizes.iter().map(|(_, bare)| *bare).fold(0.0, f32::max);
    // Each round widens the lines just so far that one of them takes a further piece, until they
    // are few enough.
    loop {
        let (mut starts, mut used, mut next) = (vec![0], 0.0, f32::INFINITY);
        for (at, (whole, bare)) in sizes.iter().enumerate() {
            if used + bare > room + 0.01 {
                next = next.min(used + bare);
                starts.push(at);
                used = 0.0;
            }
            used += whole;
        }
        if starts.len() <= count {
            let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
            let lines = starts.iter().zip(ends).filter_map(|(from, to)| {
                Some(pieces.get(*from..to)?.concat().trim_end().to_owned())
            });
            return Some(lines.collect());
        }
        room = next;
    }
}
