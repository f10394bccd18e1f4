//! Titles and captions in lines: broken by our measure, and the last line elided where there are
//! more than fit.

use crate::{
    diagram::layout::fitting::shorten,
    theme::{Measure, TextStyle, typeset::bound},
};
use unicode_segmentation::UnicodeSegmentation;

/// Words in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Words, with the spaces between them.
    pub text: String,
    /// Their size and weight.
    pub style: TextStyle,
}

/// One line: what stands on it, in the order in which it is read.
pub type Line = Vec<Span>;

/// Breaks a text into at most `most` lines of `room` points. A number keeps its unit; a word that
/// is wider than a line is broken where a letter ends.
pub fn wrap(
    measure: &dyn Measure,
    text: &[(&str, TextStyle)],
    room: f32,
    most: usize,
) -> Vec<Line> {
    let mut lines = Lines { measure, room: room.max(1.0), done: Vec::new(), line: Vec::new() };
    let mut pieces = text.iter().flat_map(|(text, style)| {
        let end = text.char_indices().nth(MOST_READ).map_or(text.len(), |(end, _)| end);
        let text = bound(text.get(..end).unwrap_or(text)).into_owned();
        let pieces = pieces(&text).into_iter().map(str::to_owned).collect::<Vec<_>>();
        pieces.into_iter().map(move |piece| Span { text: piece, style: *style })
    });
    for piece in &mut pieces {
        lines.take(piece);
        if lines.done.len() > most {
            break;
        }
    }
    let Lines { mut done, line, .. } = lines;
    if !line.is_empty() {
        done.push(line);
    }
    if done.len() > most {
        done.truncate(most);
        if let Some(last) = done.last_mut() {
            elide(measure, last, room);
        }
    }
    for line in &mut done {
        trim(line);
    }
    done
}

/// No more letters of a text are looked at than this: no line holds more, however narrow they are.
const MOST_READ: usize = 10_000;

struct Lines<'m> {
    measure: &'m dyn Measure,
    room: f32,
    done: Vec<Line>,
    line: Line,
}

impl Lines<'_> {
    /// Puts the next piece on this line or on a new one, or breaks it.
    fn take(&mut self, piece: Span) {
        if self.fits(&piece) {
            return self.put(piece);
        }
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
            if self.fits(&piece) {
                return self.put(piece);
            }
        }
        for letter in piece.text.graphemes(true) {
            let letter = Span { text: letter.to_owned(), style: piece.style };
            if !self.line.is_empty() && !self.fits(&letter) {
                self.done.push(std::mem::take(&mut self.line));
            }
            self.put(letter);
        }
    }

    fn fits(&self, piece: &Span) -> bool {
        let mut line = self.line.clone();
        push(
            &mut line,
            Span { text: piece.text.trim_end_matches(' ').to_owned(), style: piece.style },
        );
        width(self.measure, &line) <= self.room
    }

    fn put(&mut self, piece: Span) {
        push(&mut self.line, piece);
    }
}

fn push(line: &mut Line, piece: Span) {
    match line.last_mut() {
        Some(last) if last.style == piece.style => last.text.push_str(&piece.text),
        _ => line.push(piece),
    }
}

fn width(measure: &dyn Measure, line: &Line) -> f32 {
    let wide = |span: &Span| measure.width(&span.text, span.style.size(), span.style.weight());
    line.iter().map(wide).sum()
}

/// Shortens the last line that there is room for, so that it ends in an ellipsis.
fn elide(measure: &dyn Measure, line: &mut Line, room: f32) {
    let before = line.len().saturating_sub(1);
    let used: f32 = line
        .iter()
        .take(before)
        .map(|span| measure.width(&span.text, span.style.size(), span.style.weight()))
        .sum();
    if let Some(last) = line.last_mut() {
        let style = last.style;
        let whole = format!("{}…", last.text.trim_end());
        let fits = measure.width(&whole, style.size(), style.weight()) <= room - used;
        last.text =
            if fits { whole } else { shorten(measure, &last.text, style, (room - used).max(1.0)) };
    }
}

/// Takes away the spaces at the end of a line.
fn trim(line: &mut Line) {
    while let Some(last) = line.last_mut() {
        let kept = last.text.trim_end_matches(' ').len();
        last.text.truncate(kept);
        if kept > 0 {
            return;
        }
        line.pop();
    }
}

/// A text in pieces after each of which a line may end: words with the space behind them, parts of
/// words after a hyphen or a slash, and single ideographs.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        let Some((next, after)) = letters.peek().copied() else { break };
        let ends = match letter {
            ' ' => after != ' ',
            '-' | '–' | '—' | '/' => after.is_alphabetic(),
            _ => is_ideograph(letter) && after.is_alphanumeric() || is_ideograph(after),
        };
        if ends && after != '\u{a0}' {
            pieces.extend(text.get(start..next));
            start = next;
        }
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

/// Scripts that are written without spaces: Chinese, Japanese, Korean.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
