//! Checks and converts tables, and warns of those whose words find no room.

use crate::pack::{
    check::{
        checker::{Checker, Seen, all},
        words::LessonWords,
    },
    columns::{PAGE, SIDE, cell_style, column},
    course::{Row, Table},
    limits,
    path::Path,
    problem::counted,
    prose::{ProseBlock, Span},
    source::TableSource,
    white_space,
};
use std::fmt::Arguments;

impl<'a> Checker<'a, '_> {
    pub(super) fn table(
        &mut self,
        source: &'a TableSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
        words: &mut LessonWords<'a>,
    ) -> Option<Table> {
        let id = self.block_id(source.id.as_deref(), path, seen);
        let title_at = path.field("title");
        let title = self.text(&source.title, &title_at, format_args!("the title of a table"));
        let name = &source.title;
        let columns_at = path.field("columns");
        if source.columns.is_empty() {
            let message = format!("the table `{name}` has no columns");
            self.report.error(&columns_at, message, Some("Write the heading of each.".to_owned()));
        }
        if source.columns.len() > limits::TABLE_COLUMNS {
            let count = source.columns.len();
            let message = format!("the table `{name}` has {count} columns");
            let most = limits::TABLE_COLUMNS;
            let remedy = format!("Write at most {most}, or turn it round: a row for each.");
            self.report.error(&columns_at, message, Some(remedy));
        }
        let mut columns = Vec::with_capacity(source.columns.len());
        for (number, column) in source.columns.iter().enumerate() {
            let what = format_args!("the heading of column {} of the table `{name}`", number + 1);
            let path = columns_at.index(number);
            if self.characters(column, &path, what) {
                self.signs(column, &path, what);
            }
            columns.push(white_space::folded(column).into_owned());
        }
        let (rows_at, mut rows_seen) = (path.field("rows"), Seen::default());
        if source.rows.is_empty() {
            let message = format!("the table `{name}` has no rows");
            self.report.error(&rows_at, message, Some("Write some, or remove it.".to_owned()));
        }
        let amiss = self.all_amiss(source, &columns_at);
        let rows = all(source.rows.iter().enumerate().map(|(number, row)| {
            let path = rows_at.index(number);
            let id = self.new_id(&row.id, &path.field("id"), "row", &mut rows_seen);
            let cells_at = path.field("cells");
            let (cells, columns) = (row.cells.len(), source.columns.len());
            if cells != columns && !source.columns.is_empty() && !amiss {
                self.report.error(
                    &cells_at,
                    format!(
                        "the row `{}` has {}, the table has {}",
                        row.id,
                        counted(cells, "cell"),
                        counted(columns, "column")
                    ),
                    Some(format!("Write {}; an empty one is \"\".", counted(columns, "cell"))),
                );
            }
            let what = format_args!("a cell of the row `{}`", row.id);
            let cells = row.cells.iter().enumerate();
            let cells = cells.map(|(n, cell)| self.line(cell, &cells_at.index(n), what, words));
            let cells = cells.collect();
            Some(Row { id: id?, cells, more: row.more })
        }));
        let table = Table { id: id?, title, columns, rows: rows? };
        let heads =
            table.columns.iter().map(|head| vec![Span { text: head.clone(), ..Span::default() }]);
        let heads: Vec<Vec<Span>> = heads.collect();
        let rows = table.rows.iter().map(|row| row.cells.as_slice());
        if let Some((message, remedy)) =
            self.broken_words(&heads, rows, format_args!("the table `{name}`"))
        {
            self.report.warning(&columns_at, message, Some(remedy));
        }
        Some(table)
    }

    /// Reports rows that all have one number of cells, if the table has another number of columns:
    /// that is one mistake, not one for each row.
    fn all_amiss(&mut self, source: &TableSource, path: &Path<'_>) -> bool {
        let columns = source.columns.len();
        let Some(cells) = source.rows.first().map(|row| row.cells.len()) else { return false };
        let alike = source.rows.iter().all(|row| row.cells.len() == cells);
        if columns == 0 || cells == columns || !alike || source.rows.len() < 2 {
            return false;
        }
        let (heads, cells) = (counted(columns, "column"), counted(cells, "cell"));
        let message = format!("the table `{}` has {heads}, and each row {cells}", source.title);
        self.report.error(path, message, Some("Write as many headings as cells.".to_owned()));
        true
    }

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
