//! How wide the columns of a table are: as wide as the words in them need.
//!
//! The reader's page is laid out with these widths, and the check uses them to warn authors of
//! words that find no room there.

use crate::{
    pack::prose::{Link, Span},
    theme::{
        TextStyle, Weight,
        measure::{Measure, NotoMeasure},
        typeset::{NO_BREAK, bound, is_number},
    },
};

/// How wide a page is, in points: prose is no wider, since longer lines are hard to read.
pub const PAGE: f32 = 540.0;
/// Space on each side of the words in a column, in points.
pub const SIDE: f32 = 12.0;

/// The style of a cell in this column: the first one names the row.
#[must_use]
pub fn cell_style(index: usize) -> TextStyle {
    if index == 0 { TextStyle::UiBold } else { TextStyle::Ui }
}

/// What a column wants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// The width of its longest word, in points.
    pub least: f32,
    /// Its width with every cell on one line, in points.
    pub natural: f32,
    /// Nothing but numbers stand in it.
    pub numbers: bool,
}

/// What the column of these cells wants, each cell in the style of its column. `sides` is the space
/// beside the words on both sides together, in points.
pub fn column<'a>(
    head: &[Span],
    cells: impl Iterator<Item = &'a [Span]>,
    style: TextStyle,
    sides: f32,
) -> Column {
    let (mut least, mut natural) = extent(head, TextStyle::CaptionBold);
    let (mut some, mut numbers) = (false, true);
    for cell in cells {
        let (word, line) = extent(cell, style);
        (least, natural) = (least.max(word), natural.max(line));
        let words: String = cell.iter().filter(|span| !is_note(span)).map(text_of).collect();
        if !matches!(words.trim(), "" | "—" | "–" | "-") {
            some = true;
            numbers &= is_number(&words);
        }
    }
    // Two points more, since letters are set on whole pixels.
    Column { least: least + sides + 2.0, natural: natural + sides + 2.0, numbers: some && numbers }
}

fn is_note(span: &Span) -> bool {
    matches!(span.link, Some(Link::Source(_)))
}

fn text_of(span: &Span) -> &str {
    &span.text
}

/// The widths of the longest word and of the longest line, in points.
fn extent(spans: &[Span], style: TextStyle) -> (f32, f32) {
    let (mut word, mut line, mut longest, mut widest) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    let mut letters = [0; 4];
    for span in spans {
        let bold = span.strong || style.weight() == Weight::Bold;
        let weight = if bold { Weight::Bold } else { Weight::Regular };
        let note = is_note(span);
        let size = if note { NOTE } else { style.size() };
        let text =
            if note { format!("{NO_BREAK}[{}]", span.text).into() } else { bound(&span.text) };
        for c in text.chars() {
            let advance = if span.code {
                (style.size() - 1.5) * MONOSPACE
            } else {
                NotoMeasure.width(c.encode_utf8(&mut letters), size, weight)
            };
            line += advance;
            if c.is_whitespace() && c != NO_BREAK {
                word = 0.0;
                if c == '\n' {
                    line = 0.0;
                }
            } else {
                word += advance;
                longest = longest.max(word);
                widest = widest.max(line);
            }
            // A line may end between any two characters of Chinese, Japanese or Korean.
            if c >= '\u{2e80}' {
                word = 0.0;
            }
        }
    }
    (longest, widest)
}

/// The size of a source's number, in points.
const NOTE: f32 = 11.0;
/// The advance width of a monospaced letter, in em.
const MONOSPACE: f32 = 0.602;

/// How wide each column is, in points; together they fill `room`. Nothing where not even the
/// longest words fit.
#[must_use]
pub fn widths(columns: &[Column], room: f32) -> Option<Vec<f32>> {
    let least: f32 = columns.iter().map(|column| column.least).sum();
    if least > room || columns.is_empty() {
        return None;
    }
    let natural: f32 = columns.iter().map(|column| column.natural).sum();
    if natural <= room {
        return Some(spread(columns, room - natural));
    }
    // A column that wants less than an equal share gets what it wants, and leaves the rest to the
    // others.
    let mut given: Vec<Option<f32>> = vec![None; columns.len()];
    let (mut left, mut owed) = (room, least);
    let mut open = columns.len();
    loop {
        let fair = left / share_count(open);
        let next = columns.iter().zip(&given).position(|(column, given)| {
            let others = owed - column.least;
            given.is_none() && column.natural <= fair && column.natural <= left - others
        });
        let Some(at) = next else { break };
        if let (Some(column), Some(slot)) = (columns.get(at), given.get_mut(at)) {
            *slot = Some(column.natural);
            (left, owed, open) = (left - column.natural, owed - column.least, open - 1);
        }
    }
    // The other columns share the rest, long texts getting more than short ones. But each keeps
    // room for its longest word, and names are not broken for the sake of a text that needs several
    // lines anyway.
    let fair = SHARE * room / share_count(columns.len());
    let floors = |generous: bool| -> Vec<f32> {
        let floor = |column: &Column| {
            if generous { column.least.max(column.natural.min(fair)) } else { column.least }
        };
        columns.iter().map(floor).collect()
    };
    let needed = |floors: &[f32]| -> f32 {
        floors.iter().zip(&given).filter(|(_, given)| given.is_none()).map(|(floor, _)| floor).sum()
    };
    let floors = Some(floors(true)).filter(|f| needed(f) <= left).unwrap_or_else(|| floors(false));
    loop {
        let open = || columns.iter().zip(&given).filter(|(_, given)| given.is_none());
        let weights: f32 = open().map(|(column, _)| column.natural.sqrt()).sum();
        let part = |column: &Column| left * column.natural.sqrt() / weights.max(1.0);
        let tight = columns
            .iter()
            .zip(&floors)
            .zip(&given)
            .position(|((column, floor), given)| given.is_none() && part(column) < *floor);
        let Some(at) = tight else {
            let width =
                |(column, given): (&Column, &Option<f32>)| given.unwrap_or_else(|| part(column));
            return Some(columns.iter().zip(&given).map(width).collect());
        };
        if let (Some(floor), Some(slot)) = (floors.get(at), given.get_mut(at)) {
            *slot = Some(*floor);
            left -= floor;
        }
    }
}

/// Which part of an equal share a column gets in any case if it wants it.
const SHARE: f32 = 0.84;

#[expect(clippy::cast_precision_loss, reason = "a few dozen columns at most")]
fn share_count(open: usize) -> f32 {
    open.max(1) as f32
}

/// Every cell fits on one line: the rest goes to columns of words, since numbers stand close
/// together.
fn spread(columns: &[Column], spare: f32) -> Vec<f32> {
    let takes = |column: &Column| {
        let words = columns.iter().any(|column| !column.numbers);
        if words && column.numbers { 0.0 } else { column.natural }
    };
    let all: f32 = columns.iter().map(takes).sum();
    columns.iter().map(|column| column.natural + spare * takes(column) / all.max(1.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Column, Span, TextStyle, column, widths};

    fn words(least: f32, natural: f32) -> Column {
        Column { least, natural, numbers: false }
    }

    fn numbers(width: f32) -> Column {
        Column { least: width, natural: width, numbers: true }
    }

    #[test]
    fn a_column_of_numbers_is_one_whatever_its_notes_say() {
        let cell = |text: &str| vec![Span { text: text.to_owned(), ..Span::default() }];
        let cells = [cell("1,051"), cell("—"), cell("73.2 MiB")];
        let wants = |cells: &[Vec<Span>]| {
            column(&cell("Memory"), cells.iter().map(Vec::as_slice), TextStyle::Ui, 24.0)
        };
        let found = wants(&cells);
        assert!(found.numbers);
        // The longest number and its unit are one word.
        assert!((found.least - found.natural).abs() < 0.01, "{found:?}");
        assert!(!wants(&[cell("1,051"), cell("many")]).numbers);
        assert!(!wants(&[cell("—")]).numbers);
    }

    #[test]
    fn columns_have_what_they_want_where_there_is_room() {
        // Long names beside two columns of numbers, which stay narrow.
        let names = widths(&[words(80.0, 1_200.0), numbers(60.0), numbers(70.0)], 616.0).unwrap();
        assert_eq!(names, [486.0, 60.0, 70.0]);
        // Everything fits on one line: the column of words gets the rest.
        assert_eq!(widths(&[words(50.0, 100.0), numbers(60.0)], 400.0).unwrap(), [340.0, 60.0]);
        // A column that wants less than its share leaves the rest; long texts share that, and none
        // gets all of it.
        let texts =
            widths(&[words(80.0, 170.0), words(90.0, 1_600.0), words(90.0, 400.0)], 616.0).unwrap();
        assert!((texts.iter().sum::<f32>() - 616.0).abs() < 0.1, "{texts:?}");
        assert!(
            (texts[0] - 170.0).abs() < 0.1 && texts[1] > texts[2] && texts[2] > 140.0,
            "{texts:?}"
        );
    }

    #[test]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "small numbers, never below nought"
    )]
    fn columns_are_never_narrower_than_a_word_nor_wider_than_the_room() {
        assert_eq!(widths(&[words(300.0, 400.0), words(320.0, 320.0)], 616.0), None);
        assert_eq!(widths(&[], 616.0), None);
        let mut seed = 7_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u16::try_from(seed >> 20).unwrap())
        };
        for _ in 0..2_000 {
            let columns: Vec<Column> = (0..=(next() as usize) % 6)
                .map(|_| {
                    let least = 10.0 + next() / 20.0;
                    let natural = least + if next() > 2_000.0 { next() / 2.0 } else { 0.0 };
                    Column { least, natural, numbers: next() > 3_000.0 }
                })
                .collect();
            let Some(given) = widths(&columns, 616.0) else { continue };
            assert!((given.iter().sum::<f32>() - 616.0).abs() < 0.5, "{columns:?} {given:?}");
            for (column, width) in columns.iter().zip(&given) {
                assert!(*width > column.least - 0.1, "{columns:?} {given:?}");
            }
        }
    }
}
