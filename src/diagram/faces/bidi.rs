//! Lines in which some words are read from the right: in which order their runs stand (Unicode's
//! bidirectional algorithm, UAX #9).
//!
//! Both back-ends order the letters within a run by themselves, and neither can be relied on for
//! more than that; so each run is drawn by itself.

use std::borrow::Cow;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Which way words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the left.
    Ltr,
    /// From the right.
    Rtl,
}

impl Direction {
    /// The direction of the first letter that has one; from the left if none has.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Ltr;
        }
        let strong = text.chars().find_map(|letter| match bidi_class(letter) {
            BidiClass::L => Some(Self::Ltr),
            BidiClass::R | BidiClass::AL => Some(Self::Rtl),
            _ => None,
        });
        strong.unwrap_or(Self::Ltr)
    }
}

/// Is it a letter of a script that is read from the right?
#[must_use]
pub fn is_from_the_right(letter: char) -> bool {
    letter >= '\u{590}' && matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

/// May something of it be read from the right?
fn is_mixed(text: &str) -> bool {
    // No character before the Hebrew block is read from the right.
    text.chars().any(|letter| letter >= '\u{590}')
        && text.chars().any(|letter| {
            matches!(
                bidi_class(letter),
                BidiClass::R
                    | BidiClass::AL
                    | BidiClass::AN
                    | BidiClass::RLE
                    | BidiClass::RLO
                    | BidiClass::RLI
            )
        })
}

/// A line in runs of one direction, in the order in which they stand from the left. `base` is the
/// direction of the text that the line is a part of.
#[must_use]
pub fn runs(line: &str, base: Direction) -> Vec<(&str, Direction)> {
    if !is_mixed(line) {
        return vec![(line, Direction::Ltr)];
    }
    let level = match base {
        Direction::Ltr => Level::ltr(),
        Direction::Rtl => Level::rtl(),
    };
    let info = BidiInfo::new(line, Some(level));
    let mut runs = Vec::new();
    for paragraph in &info.paragraphs {
        let (levels, visual) = info.visual_runs(paragraph, paragraph.range.clone());
        for range in visual {
            let rtl = levels.get(range.start).is_some_and(Level::is_rtl);
            let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
            runs.extend(line.get(range).map(|words| (words, direction)));
        }
    }
    runs
}

/// A run that is read from the right, in pieces from the left: the letters of a word stay together,
/// since they join; what has no direction of its own is turned round. A back-end that lays out the
/// letters of each font by themselves needs it, since it would put the pieces in the order in which
/// they are read.
#[must_use]
pub fn pieces(run: &str) -> Vec<Cow<'_, str>> {
    let mut pieces = Vec::new();
    let mut rest = run;
    while let Some(last) = rest.chars().next_back() {
        let same = is_directed(last);
        let letters = rest.char_indices().rev();
        let start = letters.take_while(|(_, letter)| is_directed(*letter) == same).last();
        let (before, part) = rest.split_at(start.map_or(0, |(at, _)| at));
        rest = before;
        pieces.push(if same {
            Cow::Borrowed(part)
        } else {
            Cow::Owned(part.chars().rev().map(mirrored).collect())
        });
    }
    pieces
}

/// A run that is read from the right, to be drawn by itself: characters without a direction at its
/// ends are marked, so that they are read from the right too.
#[must_use]
pub fn alone(run: &str) -> Cow<'_, str> {
    const MARK: char = '\u{200f}';
    let open = |letter: Option<char>| letter.is_some_and(|letter| !is_directed(letter));
    match (open(run.chars().next()), open(run.chars().next_back())) {
        (false, false) => Cow::Borrowed(run),
        _ => Cow::Owned(format!("{MARK}{run}{MARK}")),
    }
}

/// Is it a letter that is read from the right, or a mark on one?
fn is_directed(letter: char) -> bool {
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL | BidiClass::NSM | BidiClass::BN)
}

/// The bracket or sign that opens the other way.
fn mirrored(letter: char) -> char {
    const PAIRS: [(char, char); 8] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('⟨', '⟩'),
    ];
    let other = PAIRS.iter().find_map(|(one, other)| match letter {
        _ if letter == *one => Some(*other),
        _ if letter == *other => Some(*one),
        _ => None,
    });
    other.unwrap_or(letter)
}
