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
    /// That of the first letter which has one.
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

/// May something of it be read from the right?
fn is_mixed(text: &str) -> bool {
    // Nothing before Hebrew is.
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
pub fn runs(line: &str, base: Direction) -> Vec<Cow<'_, str>> {
    if !is_mixed(line) {
        return vec![Cow::Borrowed(line)];
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
            let Some(words) = line.get(range.clone()) else { continue };
            if levels.get(range.start).is_some_and(Level::is_rtl) {
                backwards(words, &mut runs);
            } else {
                runs.push(Cow::Borrowed(words));
            }
        }
    }
    runs
}

/// A run that is read from the right, from the left: the letters of each word together, since they
/// join, and turned round what has no direction of its own, which comes from another face.
fn backwards<'t>(run: &'t str, to: &mut Vec<Cow<'t, str>>) {
    let mut rest = run;
    while let Some(last) = rest.chars().next_back() {
        let same = is_directed(last);
        let start =
            rest.char_indices().rev().take_while(|(_, letter)| is_directed(*letter) == same);
        let start = start.last().map_or(0, |(at, _)| at);
        let (before, part) = rest.split_at(start);
        rest = before;
        if same {
            to.push(Cow::Borrowed(part));
        } else {
            let turned: String = part.chars().rev().map(mirrored).collect();
            to.push(Cow::Owned(turned));
        }
    }
}

/// Is it a letter that is read from the right, or a mark on one?
fn is_directed(letter: char) -> bool {
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL | BidiClass::NSM | BidiClass::BN)
}

/// Brackets and signs open the other way.
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
