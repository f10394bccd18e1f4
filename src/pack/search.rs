//! Finds words in the texts of lessons.

use crate::{
    id::Id,
    pack::{
        Block, Course, Lesson,
        course::{Fold, Source},
        prose::{ProseBlock, Span, plain},
        sources_in_order,
    },
    theme::typeset::NO_BREAK,
};
use std::{ops::Range, sync::Arc};

/// Where `words` stand in `text`, in bytes, whatever the case and the kind of space.
#[must_use]
pub fn occurrences(text: &str, words: &str) -> Vec<Range<usize>> {
    let folded = |c: char| (if c == NO_BREAK { ' ' } else { c }).to_lowercase();
    let wanted: Vec<char> = words.chars().flat_map(folded).collect();
    let have: Vec<(usize, char)> =
        text.char_indices().flat_map(|(at, c)| folded(c).map(move |c| (at, c))).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while !wanted.is_empty() && from + wanted.len() <= have.len() {
        let window = have.get(from..from + wanted.len()).unwrap_or_default();
        if window.iter().map(|(_, c)| c).eq(wanted.iter()) {
            let start = window.first().map_or(0, |(at, _)| *at);
            let end = have.get(from + wanted.len()).map_or(text.len(), |(at, _)| *at);
            found.push(start..end);
            from += wanted.len();
        } else {
            from += 1;
        }
    }
    found
}

/// The texts of a lesson that can be found, in reading order: its titles, its prose and tables, what
/// stands round them, its sources.
#[must_use]
pub fn texts(course: &Course, lesson: &Lesson) -> Vec<String> {
    let mut texts = vec![lesson.title.clone()];
    texts.extend(lesson.subtitle.clone());
    texts.extend(Some(plain(&lesson.frame.hook)).filter(|hook| !hook.is_empty()));
    texts.extend(lesson.objectives.iter().map(|objective| objective.text.clone()));
    for one in &lesson.blocks {
        block(one, &mut texts);
    }
    texts.extend(lesson.frame.recap.iter().map(|sentence| plain(sentence)));
    prose(&lesson.frame.try_it, &mut texts);
    for read in &lesson.frame.read_on {
        texts.extend(course.source(&read.source).map(|source| source.title.clone()));
        texts.push(read.why.clone());
    }
    texts.extend(cited(course, lesson));
    texts
}

/// The sources of a lesson as they are listed, in their order.
#[must_use]
pub fn cited(course: &Course, lesson: &Lesson) -> Vec<String> {
    let listed = |source: &Source| format!("{}{}", source.title, source.details());
    sources_in_order(lesson).iter().filter_map(|id| course.source(id)).map(listed).collect()
}

/// The texts in a fold that can be found only once it is open, in reading order.
#[must_use]
pub fn folded(fold: &Fold) -> Vec<String> {
    let mut texts = Vec::new();
    fold.blocks.iter().for_each(|inner| block(inner, &mut texts));
    texts
}

fn block(shown: &Block, texts: &mut Vec<String>) {
    match shown {
        Block::Prose(blocks) => prose(blocks, texts),
        Block::Table(table) => {
            texts.push(table.title.clone());
            texts.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| plain(cell)));
        }
        Block::Fold(fold) => {
            texts.push(fold.title.clone());
            texts.extend(folded(fold));
        }
        Block::SideBySide(_) | Block::Describe(_) => {}
        // What it says besides changes with its controls.
        Block::Simulate(figure) => texts.push(figure.title.clone()),
    }
}

fn prose(blocks: &[ProseBlock], texts: &mut Vec<String>) {
    let cells = |cells: &[Vec<Span>]| cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
    for block in blocks {
        match block {
            ProseBlock::Heading { spans, .. } | ProseBlock::Paragraph(spans) => {
                texts.push(plain(spans));
            }
            ProseBlock::List { items, .. } => items.iter().for_each(|item| prose(item, texts)),
            ProseBlock::Quote(blocks) => prose(blocks, texts),
            ProseBlock::Code(code) => texts.push(code.clone()),
            ProseBlock::Table { rows, .. } => {
                texts.extend(rows.iter().flat_map(|row| cells(row)));
            }
        }
    }
}

/// How often words stand in the lessons of a course, apart from one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// How many places; at least so many where `at_least` is set.
    pub hits: usize,
    /// Not every lesson was looked through: their texts are too long.
    pub at_least: bool,
    /// The next lesson with a hit, in the order of the course and then from its beginning.
    pub next: Option<Id>,
}

/// How many bytes of text are looked through at least before it stops, so that typing is never held
/// up.
const LETTERS: usize = 1_000_000;

/// Finds words in the other lessons of a course than the open one.
#[must_use]
pub fn elsewhere(course: &Course, open: &Id, words: &str) -> Elsewhere {
    let mut found = Elsewhere::default();
    let words = words.trim();
    let here = course.lessons.iter().position(|lesson| lesson.id == *open);
    let Some(here) = here.filter(|_| !words.is_empty()) else { return found };
    let (before, after) = course.lessons.split_at(here);
    let mut letters = 0;
    // A check has nothing to be read.
    let read = |lesson: &&Arc<Lesson>| lesson.check.is_none();
    for lesson in after.iter().skip(1).chain(before).filter(read) {
        if letters > LETTERS {
            found.at_least = true;
            break;
        }
        for text in texts(course, lesson) {
            letters += text.len();
            found.hits += occurrences(&text, words).len();
        }
        if found.hits > 0 && found.next.is_none() {
            found.next = Some(lesson.id.clone());
        }
    }
    found
}
