//! Pack format 1, exactly as it is written in RON. Nothing here is checked beyond its type. Where
//! the model and the format have one type, the model's is read directly (`serde(remote)`), so that
//! the model need not know how it is written.

mod blast;
mod diagram;
mod figure;
mod isolation;
mod request_cost;
mod simulate;
mod startup;

pub use crate::pack::question_source::*;
pub use blast::*;
pub use diagram::*;
pub use figure::*;
pub use isolation::*;
pub use request_cost::*;
pub use simulate::*;
pub use startup::*;

use crate::diagram::How;
use serde::Deserialize;

/// The newest pack format that this version reads.
pub const FORMAT: u32 = 1;

/// `pack.ron`, or a whole pack in one file when `inline` holds its lessons.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSource {
    /// The pack's format: at most [`FORMAT`].
    pub format: u32,
    /// Who makes it: an id that all packs of one publisher share.
    pub publisher: String,
    /// Which of the publisher's packs it is: an id.
    pub id: String,
    /// By semantic versioning: `1.2.0`.
    pub version: String,
    pub title: String,
    /// The tag of its language (BCP 47), such as `en`.
    pub language: String,
    #[serde(default)]
    pub authors: Vec<String>,
    #[serde(default)]
    pub license: Option<String>,
    /// Where mistakes are reported: an address or a URL.
    #[serde(default)]
    pub contact: Option<String>,
    pub units: Vec<UnitSource>,
    #[serde(default)]
    pub sources: Vec<SourceSource>,
    #[serde(default)]
    pub misconceptions: Vec<MisconceptionSource>,
    /// The glossary.
    #[serde(default)]
    pub terms: Vec<TermSource>,
    /// What roles are called. A role without a word is a colour and an icon, and nothing is said of
    /// it.
    #[serde(default)]
    pub roles: Vec<RoleWordSource>,
    /// Lessons that are written in this file; all others stand in `lessons/<id>.ron`.
    #[serde(default)]
    pub inline: Vec<LessonSource>,
}

/// A chapter of the list of lessons.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitSource {
    pub id: String,
    pub title: String,
    /// Ids of lessons, in reading order.
    pub lessons: Vec<String>,
    /// What stands at its end: questions out of all that has been read.
    #[serde(default)]
    pub check: Option<UnitCheckSource>,
}

/// The check of a unit: questions out of several lessons, without the lessons beside them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitCheckSource {
    /// Unique among the lessons and checks of the pack.
    pub id: String,
    pub title: String,
    /// How many of its questions have to be answered rightly.
    pub pass: u32,
    /// Ids of questions, in the order in which they are asked: those of any lesson of the pack, and
    /// its own.
    pub ask: Vec<String>,
    /// Questions of its own.
    #[serde(default)]
    pub questions: Vec<QuestionSource>,
    /// Which lesson teaches what a question of its own asks.
    #[serde(default)]
    pub taught_in: Vec<TaughtSource>,
}

/// Where what a question asks is taught.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaughtSource {
    /// The id of one of the check's own questions.
    pub question: String,
    /// The id of a lesson.
    pub lesson: String,
}

/// A word of the subject, and what it means.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermSource {
    pub id: String,
    /// The word itself, as it stands within a sentence.
    pub word: String,
    /// What it means, in a sentence or two.
    pub meaning: String,
    /// Other words for the same.
    #[serde(default)]
    pub also: Vec<String>,
    /// The lesson that explains it first.
    pub introduced_in: String,
}

/// Where a fact or a figure comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceSource {
    pub id: String,
    pub title: String,
    pub year: u16,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// A belief that is widely held and wrong.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MisconceptionSource {
    pub id: String,
    /// The belief, as somebody who holds it would say it.
    pub belief: String,
    /// What is wrong about it.
    pub refutation: String,
    /// The layer whose presence disproves the belief.
    #[serde(default)]
    pub shows: Option<String>,
    /// Ids of the pack's sources.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// A lesson, as `lessons/<id>.ron` has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonSource {
    pub id: String,
    /// Former ids of the lesson; its history follows.
    #[serde(default)]
    pub was: Vec<String>,
    pub title: String,
    #[serde(default)]
    pub subtitle: Option<String>,
    /// How long it takes, in minutes, by the author's estimate.
    pub minutes: u32,
    /// Ids of lessons to be read first.
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// What a learner is able to do after it.
    #[serde(default)]
    pub objectives: Vec<ObjectiveSource>,
    /// What makes one want to read it, before all else; a line of Markdown.
    #[serde(default)]
    pub hook: Option<String>,
    #[serde(default)]
    pub diagrams: Vec<DiagramSource>,
    /// What is said of likeness between diagrams.
    #[serde(default)]
    pub same: Vec<SameSource>,
    /// In reading order.
    pub blocks: Vec<BlockSource>,
    /// The lesson again, in about three sentences; each a line of Markdown.
    #[serde(default)]
    pub recap: Vec<String>,
    /// What can be tried on one's own computer; Markdown.
    #[serde(default)]
    pub try_it: Option<String>,
    /// Where more is said.
    #[serde(default)]
    pub read_on: Vec<ReadOnSource>,
    #[serde(default)]
    pub questions: Vec<QuestionSource>,
    /// Ids of the questions that are asked before the lesson is read, to be guessed.
    #[serde(default)]
    pub before: Vec<String>,
    /// What is to become of questions that the pictures ask by themselves.
    #[serde(default)]
    pub from_pictures: Vec<WishSource>,
}

/// What an author wishes for a question that the pictures ask by themselves.
#[derive(Debug, Clone, Deserialize)]
pub enum WishSource {
    Forbid(ForbidSource),
    Reword(RewordSource),
}

/// The id of a question that is not to be asked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForbidSource {
    pub id: String,
}

/// Another prompt for a question.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewordSource {
    pub id: String,
    pub prompt: String,
}

/// Something that a learner is able to do after the lesson, in a sentence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveSource {
    pub id: String,
    pub text: String,
}

/// What an author says of the likeness of layers across diagrams.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameSource {
    pub id: String,
    /// Each with its diagram: `vm/guest-os`.
    pub nodes: Vec<String>,
    /// Ids of diagrams in which nothing answers to `nodes`.
    #[serde(default)]
    pub missing_in: Vec<String>,
    #[serde(default = "usual::how", with = "HowSource")]
    pub how: How,
    /// A few words for the gap.
    #[serde(default)]
    pub short: Option<String>,
    /// Why they are alike, or why there is nothing of the kind.
    pub because: String,
}

/// In what way layers are alike.
#[derive(Deserialize)]
#[serde(remote = "How")]
pub enum HowSource {
    /// They do the same job.
    SameJob,
    /// They merely stand in the same place of their pictures.
    SamePlace,
}

/// A part of a lesson.
#[derive(Debug, Clone, Deserialize)]
pub enum BlockSource {
    /// Markdown.
    Prose(String),
    SideBySide(SideBySideSource),
    Table(TableSource),
    /// Diagrams in words.
    Describe(DescribeSource),
    /// What is read by those who want to.
    Fold(FoldSource),
    /// A figure that answers back.
    Simulate(Box<SimulateSource>),
}

/// Blocks that are hidden until they are asked for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoldSource {
    pub title: String,
    /// Prose, tables and diagrams in words.
    pub blocks: Vec<BlockSource>,
}

/// A source to go on with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadOnSource {
    /// The id of a source of the pack.
    pub source: String,
    /// What is to be found there.
    pub why: String,
}

/// Diagrams to be told in words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescribeSource {
    /// Ids of diagrams of the pack.
    pub diagrams: Vec<String>,
}

/// Facts in rows and columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSource {
    #[serde(default)]
    pub id: Option<String>,
    pub title: String,
    /// The heading of each column; the first one names what the rows are.
    pub columns: Vec<String>,
    pub rows: Vec<RowSource>,
}

/// One row of a table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowSource {
    pub id: String,
    /// One short Markdown text for each column.
    pub cells: Vec<String>,
    /// Shown only with "show all".
    #[serde(default)]
    pub more: bool,
}

/// What holds for fields that an author leaves out.
mod usual {
    use crate::{
        diagram::{Arrow, Frame, How, LinkKind},
        simulate::When,
    };

    pub(super) fn span() -> u32 {
        1
    }

    pub(super) fn kind() -> LinkKind {
        LinkKind::Data
    }

    pub(super) fn arrow() -> Arrow {
        Arrow::To
    }

    pub(super) fn frame() -> Frame {
        Frame::Solid
    }

    pub(super) fn how() -> How {
        How::SameJob
    }

    pub(super) fn when() -> When {
        When::Always
    }
}
