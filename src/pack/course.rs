//! A checked pack: every reference in it leads somewhere. What the rest of Strata works with.

mod lessons;

pub use lessons::Lessons;

use crate::{
    diagram::{Diagram, NodeRef, Step, Trace, likeness::Likeness},
    id::{Id, PackKey},
    pack::prose::{Link, Prose, ProseBlock, Span},
    quiz::{Question, generate::Wish},
};
use std::{collections::HashSet, sync::Arc};

/// A whole checked pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    pub key: PackKey,
    pub version: semver::Version,
    pub title: String,
    /// BCP 47, such as `en`.
    pub language: String,
    pub authors: Vec<String>,
    pub license: Option<String>,
    /// Where mistakes are reported: an address or a URL.
    pub contact: Option<String>,
    pub units: Vec<Unit>,
    /// In the order of the units.
    pub lessons: Lessons,
    pub sources: Vec<Source>,
    pub misconceptions: Vec<Misconception>,
    /// What its authors wish of the questions that the pictures ask.
    pub wishes: Vec<Wish>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    pub id: Id,
    pub title: String,
    pub lessons: Vec<Id>,
}

/// Where a fact or a figure comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub id: Id,
    pub title: String,
    pub year: u16,
    pub url: Option<String>,
    pub note: Option<String>,
}

/// A belief that is widely held and wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Misconception {
    pub id: Id,
    pub belief: String,
    pub refutation: String,
    pub shows: Option<NodeRef>,
    pub sources: Vec<Id>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// Unique in the pack.
    pub id: Id,
    pub was: Vec<Id>,
    pub title: String,
    pub subtitle: Option<String>,
    /// How long it takes, in minutes, by the author's estimate.
    pub minutes: u32,
    pub prerequisites: Vec<Id>,
    pub objectives: Vec<Objective>,
    pub diagrams: Vec<Arc<Diagram>>,
    pub same: Likeness,
    pub blocks: Vec<Block>,
    pub questions: Vec<Question>,
    /// Ids of the questions that are asked before it is read.
    pub before: Vec<Id>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Objective {
    pub id: Id,
    pub text: String,
}

/// A part of a lesson, in reading order.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Prose(Prose),
    SideBySide(SideBySide),
    Table(Table),
    /// Ids of diagrams of the pack that are told in words.
    Describe(Vec<Id>),
}

/// One to five diagrams beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct SideBySide {
    pub id: Option<Id>,
    /// Ids of diagrams of the pack.
    pub diagrams: Vec<Id>,
    pub steps: Vec<Step>,
    pub traces: Vec<Trace>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub id: Option<Id>,
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub id: Id,
    /// As many as the table has columns.
    pub cells: Vec<Vec<Span>>,
    /// Only with "show all".
    pub more: bool,
}

impl Course {
    /// Is it written in English, of whatever country?
    #[must_use]
    pub fn is_english(&self) -> bool {
        let first = self.language.split(['-', '_']).next().unwrap_or_default().trim();
        // Its tag, and what people write instead.
        ["en", "eng", "english"].iter().any(|name| first.eq_ignore_ascii_case(name))
    }

    #[must_use]
    pub fn misconception(&self, id: &Id) -> Option<&Misconception> {
        self.misconceptions.iter().find(|known| known.id == *id)
    }

    #[must_use]
    pub fn lesson(&self, id: &Id) -> Option<&Arc<Lesson>> {
        self.lessons.find(id)
    }

    /// Any diagram of the pack: a lesson may show those of others.
    #[must_use]
    pub fn diagram(&self, id: &Id) -> Option<&Arc<Diagram>> {
        self.lessons.diagram(id)
    }

    #[must_use]
    pub fn unit_of(&self, lesson: &Id) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.lessons.contains(lesson))
    }

    #[must_use]
    pub fn source(&self, id: &Id) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }
}

impl Lesson {
    /// The questions that a step asks in place.
    pub fn asked_in_steps(&self) -> impl Iterator<Item = &Id> {
        let steps = self.blocks.iter().flat_map(|block| match block {
            Block::SideBySide(beside) => beside.steps.as_slice(),
            Block::Prose(_) | Block::Table(_) | Block::Describe(_) => &[],
        });
        steps.filter_map(|step| step.ask.as_ref())
    }

    #[must_use]
    pub fn question(&self, id: &Id) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }
}

/// The ids of the sources that a lesson cites, in the order in which its reader meets them:
/// first those of prose and tables, then those of questions, then those of the layers' figures.
/// The first is numbered 1.
#[must_use]
pub fn sources_in_order(lesson: &Lesson) -> Vec<Id> {
    fn spans<'a>(spans: &'a [Span], found: &mut Vec<&'a Id>) {
        for span in spans {
            if let Some(Link::Source(id)) = &span.link {
                found.push(id);
            }
        }
    }
    fn prose<'a>(blocks: &'a [ProseBlock], found: &mut Vec<&'a Id>) {
        for block in blocks {
            match block {
                ProseBlock::Heading { spans: words, .. } | ProseBlock::Paragraph(words) => {
                    spans(words, found);
                }
                ProseBlock::List { items, .. } => items.iter().for_each(|item| prose(item, found)),
                ProseBlock::Quote(inner) => prose(inner, found),
                ProseBlock::Code(_) => {}
                ProseBlock::Table { columns, rows } => {
                    columns.iter().chain(rows.iter().flatten()).for_each(|cell| spans(cell, found));
                }
            }
        }
    }
    let mut found = Vec::new();
    for block in &lesson.blocks {
        match block {
            Block::Prose(blocks) => prose(blocks, &mut found),
            Block::SideBySide(_) | Block::Describe(_) => {}
            Block::Table(table) => {
                table
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .for_each(|cell| spans(cell, &mut found));
            }
        }
    }
    found.extend(lesson.questions.iter().flat_map(|question| &question.sources));
    for diagram in &lesson.diagrams {
        let figures = diagram.layers().flat_map(|layer| &layer.figures);
        found.extend(figures.map(|figure| &figure.source));
    }
    let mut seen = HashSet::new();
    found.into_iter().filter(|id| seen.insert(*id)).cloned().collect()
}
