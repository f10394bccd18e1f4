//! A checked pack: every reference in it leads somewhere. What the rest of Strata works with.

mod lessons;

pub use lessons::Lessons;

use crate::{
    diagram::{Diagram, NodeRef, Step, Trace, likeness::Likeness},
    id::{Id, PackKey},
    pack::prose::{Link, Prose, ProseBlock, Span},
    quiz::{Question, generate::Wish},
    simulate::{Model, Value},
};
use std::{collections::HashSet, sync::Arc};

/// A whole checked pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// What a learner's progress is kept under.
    pub key: PackKey,
    /// The version of the pack.
    pub version: semver::Version,
    /// What the pack is called.
    pub title: String,
    /// The tag of its language (BCP 47), such as `en`.
    pub language: String,
    /// Who wrote it, as they want to be named.
    pub authors: Vec<String>,
    /// Under which licence it may be passed on, as its authors write it.
    pub license: Option<String>,
    /// Where mistakes are reported: an address or a URL.
    pub contact: Option<String>,
    /// Chapters, in reading order; each lesson is in one.
    pub units: Vec<Unit>,
    /// The lessons, in the order of the units, and the checks.
    pub lessons: Lessons,
    /// The sources that it cites.
    pub sources: Vec<Source>,
    /// Beliefs that wrong answers stand for.
    pub misconceptions: Vec<Misconception>,
    /// The glossary, in the order of its author.
    pub terms: Vec<Term>,
    /// What its authors wish of the questions that the pictures ask.
    pub wishes: Vec<Wish>,
}

/// A chapter: lessons under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Unique in the pack.
    pub id: Id,
    /// The heading of the chapter.
    pub title: String,
    /// In reading order; at least one.
    pub lessons: Vec<Id>,
    /// The check at its end: one of the pack's lessons.
    pub check: Option<Id>,
}

impl Unit {
    /// Its lessons, and its check after them.
    pub fn all(&self) -> impl Iterator<Item = &Id> {
        self.lessons.iter().chain(&self.check)
    }
}

/// What makes a lesson the check of a unit: it only asks, and most of what it asks is asked by other
/// lessons too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How many of its questions have to be answered rightly: from 1 to all of them.
    pub pass: usize,
    /// The questions of lessons that it asks, each with its lesson.
    pub of_lessons: Vec<(Id, Id)>,
    /// Questions of its own, each with the lesson that teaches what it asks.
    pub taught_in: Vec<(Id, Id)>,
}

/// A word of the subject, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Unique in the pack.
    pub id: Id,
    /// The word itself, as it stands within a sentence.
    pub word: String,
    /// What it means, in a sentence or two.
    pub meaning: String,
    /// Other words for the same.
    pub also: Vec<String>,
    /// The lesson that explains it first.
    pub introduced_in: Id,
}

/// Where a fact or a figure comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Unique in the pack.
    pub id: Id,
    /// The title of the work.
    pub title: String,
    /// The year in which the work came out.
    pub year: u16,
    /// Where it can be read.
    pub url: Option<String>,
    /// What else is to be known of it: authors, pages, a date.
    pub note: Option<String>,
}

impl Source {
    /// What stands after its title in a list of sources.
    #[must_use]
    pub fn details(&self) -> String {
        let note = self.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
        format!(" ({}){note}", self.year)
    }
}

/// A belief that is widely held and wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Misconception {
    /// Unique in the pack.
    pub id: Id,
    /// The belief, as somebody who holds it would say it.
    pub belief: String,
    /// What is wrong about it.
    pub refutation: String,
    /// The layer whose presence disproves the belief; its diagram is named.
    pub shows: Option<NodeRef>,
    /// Ids of the pack's sources that say so.
    pub sources: Vec<Id>,
}

/// What is read and asked in one go.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// Unique in the pack.
    pub id: Id,
    /// Ids that this lesson had before; its history follows.
    pub was: Vec<Id>,
    /// What it is called.
    pub title: String,
    /// A second, smaller heading.
    pub subtitle: Option<String>,
    /// How long it takes, in minutes, by the author's estimate.
    pub minutes: u32,
    /// Ids of lessons to be read first.
    pub prerequisites: Vec<Id>,
    /// What a learner is able to do after it.
    pub objectives: Vec<Objective>,
    /// The diagrams that it declares; blocks of other lessons may show them too.
    pub diagrams: Vec<Arc<Diagram>>,
    /// Which layers of its diagrams answer to each other.
    pub same: Likeness,
    /// In reading order.
    pub blocks: Vec<Block>,
    /// What stands round its blocks.
    pub frame: Frame,
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
    /// Ids of the questions that are asked before it is read.
    pub before: Vec<Id>,
    /// It is the check of its unit.
    pub check: Option<Check>,
}

/// What stands round the blocks of a lesson: why to read it, and what to take along.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {
    /// What makes one want to read it, before all else.
    pub hook: Vec<Span>,
    /// The lesson again, a sentence each.
    pub recap: Vec<Vec<Span>>,
    /// What can be tried on one's own computer.
    pub try_it: Prose,
    /// Where more is said.
    pub read_on: Vec<ReadOn>,
}

/// A source to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOn {
    /// The id of a source of the pack.
    pub source: Id,
    /// What is to be found there.
    pub why: String,
}

/// Something that a learner is able to do after a lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Objective {
    /// Unique in its lesson.
    pub id: Id,
    /// In a sentence: "Say what a hypervisor isolates".
    pub text: String,
}

/// A part of a lesson, in reading order.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Text, with headings, lists and the like.
    Prose(Prose),
    /// A figure.
    SideBySide(SideBySide),
    /// A table with a title.
    Table(Table),
    /// Ids of diagrams of the pack that are told in words.
    Describe(Vec<Id>),
    /// What is read by those who want to.
    Fold(Fold),
    /// A figure that answers back.
    Simulate(Simulation),
}

/// A model with what its author says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    /// Unique among the blocks of its lesson; questions name it.
    pub id: Id,
    /// Stands over it.
    pub title: String,
    /// Its rows and ranges.
    pub model: Arc<Model>,
    /// What to try, in order.
    pub steps: Vec<Try>,
    /// The pack's sources that its figures come from, in the order in which the model names them.
    pub sources: Vec<Id>,
}

/// Something to try on a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Try {
    /// Unique in its figure.
    pub id: Id,
    /// What is set, and what to look at.
    pub say: String,
    /// What is set; all else stays as it was.
    pub set: Vec<(Id, Value)>,
}

/// Blocks that are hidden until they are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    /// What is hidden.
    pub title: String,
    /// Prose, tables and diagrams in words.
    pub blocks: Vec<Block>,
}

/// One to five diagrams beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct SideBySide {
    /// Unique in its lesson.
    pub id: Option<Id>,
    /// Ids of diagrams of the pack.
    pub diagrams: Vec<Id>,
    /// A walk, in order; none where there is nothing to walk through.
    pub steps: Vec<Step>,
    /// Requests that can be followed.
    pub traces: Vec<Trace>,
}

/// Facts in rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Unique in its lesson.
    pub id: Option<Id>,
    /// Stands over it.
    pub title: String,
    /// The heading of each column; the first names what the rows are.
    pub columns: Vec<String>,
    /// From the top.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Unique in its table.
    pub id: Id,
    /// As many as the table has columns.
    pub cells: Vec<Vec<Span>>,
    /// Shown only with "show all".
    pub more: bool,
}

/// Is it a tag of English, of whatever country?
pub(super) fn is_english(language: &str) -> bool {
    let first = language.split(['-', '_']).next().unwrap_or_default().trim();
    // The tag, and what people write instead of it.
    ["en", "eng", "english"].iter().any(|name| first.eq_ignore_ascii_case(name))
}

impl Course {
    /// Is it written in English, of whatever country?
    #[must_use]
    pub fn is_english(&self) -> bool {
        is_english(&self.language)
    }

    /// The misconception of this id.
    #[must_use]
    pub fn misconception(&self, id: &Id) -> Option<&Misconception> {
        self.misconceptions.iter().find(|known| known.id == *id)
    }

    /// The lesson of this id.
    #[must_use]
    pub fn lesson(&self, id: &Id) -> Option<&Arc<Lesson>> {
        self.lessons.find(id)
    }

    /// The diagram of this id, whichever lesson declares it.
    #[must_use]
    pub fn diagram(&self, id: &Id) -> Option<&Arc<Diagram>> {
        self.lessons.diagram(id)
    }

    /// The unit that a lesson is in.
    #[must_use]
    pub fn unit_of(&self, lesson: &Id) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.all().any(|id| id == lesson))
    }

    /// How many lessons there are to be read: checks are not among them.
    #[must_use]
    pub fn read(&self) -> usize {
        self.units.iter().map(|unit| unit.lessons.len()).sum()
    }

    /// All questions of its authors, each once.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.lessons.iter().flat_map(|lesson| lesson.own_questions())
    }

    /// The word of the glossary with this id.
    #[must_use]
    pub fn term(&self, id: &Id) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == *id)
    }

    /// The source of this id.
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
            Block::Prose(_)
            | Block::Table(_)
            | Block::Describe(_)
            | Block::Fold(_)
            | Block::Simulate(_) => &[],
        });
        steps.filter_map(|step| step.ask.as_ref())
    }

    /// Its questions without those that it shares with another lesson.
    pub fn own_questions(&self) -> impl Iterator<Item = &Question> {
        let shared = |question: &&Question| self.lesson_of(&question.id).is_none();
        self.questions.iter().filter(shared)
    }

    /// The lesson that teaches what this check asks, if a lesson asks it too.
    #[must_use]
    pub fn lesson_of(&self, question: &Id) -> Option<&Id> {
        let of_lessons = &self.check.as_ref()?.of_lessons;
        of_lessons.iter().find(|(id, _)| id == question).map(|(_, lesson)| lesson)
    }

    /// The lesson that is to be read where this question of a check was missed, as its author says:
    /// the one that asks it too, or the one that teaches it.
    #[must_use]
    pub fn taught_in(&self, question: &Id) -> Option<&Id> {
        let taught = &self.check.as_ref()?.taught_in;
        let own = || taught.iter().find(|(id, _)| id == question).map(|(_, lesson)| lesson);
        self.lesson_of(question).or_else(own)
    }

    /// The question of this id, if an author wrote it; questions that pictures ask are not among
    /// them.
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
    fn block<'a>(shown: &'a Block, found: &mut Vec<&'a Id>) {
        match shown {
            Block::Prose(blocks) => prose(blocks, found),
            Block::SideBySide(_) | Block::Describe(_) => {}
            Block::Simulate(figure) => {
                found.extend(&figure.sources);
            }
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| spans(cell, found));
            }
            Block::Fold(fold) => fold.blocks.iter().for_each(|inner| block(inner, found)),
        }
    }
    let mut found = Vec::new();
    spans(&lesson.frame.hook, &mut found);
    lesson.blocks.iter().for_each(|one| block(one, &mut found));
    lesson.frame.recap.iter().for_each(|sentence| spans(sentence, &mut found));
    prose(&lesson.frame.try_it, &mut found);
    found.extend(lesson.questions.iter().flat_map(|question| &question.sources));
    for diagram in &lesson.diagrams {
        let figures = diagram.layers().flat_map(|layer| &layer.figures);
        found.extend(figures.map(|figure| &figure.source));
    }
    let mut seen = HashSet::new();
    found.into_iter().filter(|id| seen.insert(*id)).cloned().collect()
}
