//! Warns of tables whose words find no room.

use crate::pack::{
    check::checker::Checker,
    columns::{PAGE, SIDE, cell_style, column},
    limits,
    path::Path,
    prose::{ProseBlock, Span},
};
use std::fmt::Arguments;

impl Checker<'_, '_> {
    /// Warns of the tables within prose.
    pub(super) fn tables_in(&mut self, blocks: &[ProseBlock], text: &str, path: &Path<'_>) {
        for block in blocks {
            match block {
                ProseBlock::Table { columns, rows } => {
                    let cells = rows.iter().map(Vec::as_slice);
                    let broken = self.broken_words(columns, cells, format_args!("a table"));
                    let Some((message, remedy)) = broken else { continue };
                    let cells = rows.iter().map(Vec::as_slice).chain([columns.as_slice()]);
                    let word = longest(cells);
                    match text.find(word) {
                        Some(at) => {
                            let part = at..at + word.len();
                            self.report.warning_in(path, part, message, Some(remedy));
                        }
                        None => self.report.warning(path, message, Some(remedy)),
                    }
                }
                ProseBlock::List { items, .. } => {
                    for item in items {
                        self.tables_in(item, text, path);
                    }
                }
                ProseBlock::Quote(inner) => self.tables_in(inner, text, path),
                ProseBlock::Heading { .. } | ProseBlock::Paragraph(_) | ProseBlock::Code(_) => {}
            }
        }
    }

    /// Are there words that would be broken letter by letter if the columns stood side by side on a
    /// page? Then the message, and the remedy.
    pub(super) fn broken_words<'t>(
        &mut self,
        heads: &'t [Vec<Span>],
        rows: impl Iterator<Item = &'t [Vec<Span>]> + Clone,
        what: Arguments<'_>,
    ) -> Option<(String, String)> {
        // Only a check that asks how the pack is shown warns of this.
        self.covers?;
        let cells = rows.clone().flatten().flatten();
        self.measured += cells.map(|span| span.text.len()).sum::<usize>();
        if self.measured > limits::TABLE_BYTES || heads.len() > limits::TABLE_COLUMNS {
            return None;
        }
        let least = |(index, head): (usize, &Vec<Span>)| {
            let cells = rows.clone().filter_map(|row| row.get(index)).map(Vec::as_slice);
            column(head, cells, cell_style(index), 2.0 * SIDE).least
        };
        let least: f32 = heads.iter().enumerate().map(least).sum();
        (least > PAGE).then(|| {
            let message = format!(
                "the longest words of {what} take {least:.0} points beside each other, and a page \
                 has {PAGE}"
            );
            let word: String = longest(rows.chain([heads])).chars().take(LONGEST).collect();
            let remedy = format!(
                "Write shorter ones than `{word}`, or fewer columns; else each row is shown as a \
                 card."
            );
            (message, remedy)
        })
    }
}

/// How much of a word a message quotes, in characters.
const LONGEST: usize = 60;

/// The longest word of some cells, by its letters.
fn longest<'t>(rows: impl Iterator<Item = &'t [Vec<Span>]>) -> &'t str {
    let spans = rows.flatten().flatten();
    let words = spans.flat_map(|span| span.text.split_whitespace());
    words.max_by_key(|word| word.chars().count()).unwrap_or("")
}
