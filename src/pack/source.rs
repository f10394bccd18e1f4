//! Pack format 1, exactly as it is written in RON. Nothing here is checked beyond its type. What
//! the model says in the very words of the format is read as the model has it (`serde(remote)`), so
//! that the model need not know how it is written.

mod figure;

pub use crate::pack::question_source::*;
pub use figure::*;

use crate::diagram::{Arrow, Frame, How, LayerRole, LinkKind};
use serde::Deserialize;

/// The newest pack format that this version reads.
pub const FORMAT: u32 = 1;

/// `pack.ron`, or a whole pack in one file when `inline` holds its lessons.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSource {
    /// At most [`FORMAT`].
    pub format: u32,
    /// Who makes it: an id that none of their packs changes.
    pub publisher: String,
    /// Which of the publisher's packs it is: an id.
    pub id: String,
    /// By semantic versioning: `1.2.0`.
    pub version: String,
    pub title: String,
    /// BCP 47, such as `en`.
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
    /// What roles are called. One without a word is a colour and an icon, and nothing is said of it.
    #[serde(default)]
    pub roles: Vec<RoleWordSource>,
    /// Lessons written in this very file; all others stand in `lessons/<id>.ron`.
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
    /// The layer whose being there disproves it.
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
    /// Ids that it had before; its history follows.
    #[serde(default)]
    pub was: Vec<String>,
    pub title: String,
    #[serde(default)]
    pub subtitle: Option<String>,
    /// How long it takes, by the author's estimate.
    pub minutes: u32,
    /// Ids of lessons to be read first.
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// What a learner is able to do after it.
    #[serde(default)]
    pub objectives: Vec<ObjectiveSource>,
    #[serde(default)]
    pub diagrams: Vec<DiagramSource>,
    /// What is said of likeness between diagrams.
    #[serde(default)]
    pub same: Vec<SameSource>,
    /// In reading order.
    pub blocks: Vec<BlockSource>,
    #[serde(default)]
    pub questions: Vec<QuestionSource>,
    /// Ids of the questions that are asked before the lesson is read, to be guessed.
    #[serde(default)]
    pub before: Vec<String>,
    /// What is to become of questions that the pictures ask by themselves.
    #[serde(default)]
    pub from_pictures: Vec<WishSource>,
}

/// What is to become of a question that the pictures ask by themselves.
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

/// One architecture, drawn as one picture.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiagramSource {
    pub id: String,
    pub title: String,
    /// Stands under the picture; the words before a colon are emphasised.
    #[serde(default)]
    pub caption: Option<String>,
    /// What replaces it while "More precise" is on.
    #[serde(default)]
    pub precise: Option<PreciseSource>,
    pub body: NodeSource,
    #[serde(default)]
    pub links: Vec<LinkSource>,
    /// What roles are called in this diagram, where that is something else than in the pack.
    #[serde(default)]
    pub roles: Vec<RoleWordSource>,
}

/// A diagram without the simplification that everyone draws.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreciseSource {
    /// Its id.
    pub diagram: String,
    /// What the simpler one leaves out.
    pub because: String,
}

/// Small, since a diagram may have hundreds of thousands: what is large stands in a box.
#[derive(Debug, Clone, Deserialize)]
pub enum NodeSource {
    Layer(Box<LayerSource>),
    /// On each other, top first.
    Stack(Vec<NodeSource>),
    /// Beside each other, left first.
    Row(Vec<NodeSource>),
    /// Copies of a part.
    Repeat(Box<RepeatSource>),
    /// A boundary without a thickness of its own.
    Line(Box<LineSource>),
    /// A part in a frame with a name.
    Group(Box<GroupSource>),
    /// Rows of equally wide columns, top first.
    Grid(Vec<Vec<CellSource>>),
    /// A layer and what it leads to.
    Tree(Box<TreeSource>),
}

impl NodeSource {
    /// The parts directly inside it, in drawing order.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Layer(_) | Self::Line(_) => Vec::new(),
            Self::Stack(parts) | Self::Row(parts) => parts.iter().collect(),
            Self::Repeat(repeat) => vec![&repeat.of],
            Self::Group(group) => vec![&group.of],
            Self::Grid(rows) => rows.iter().flatten().filter_map(|cell| cell.of.as_ref()).collect(),
            Self::Tree(tree) => tree.branches.iter().map(|branch| &branch.of).collect(),
        }
    }

    /// The id of the layer that it is, or that it begins with.
    #[must_use]
    pub fn own_layer(&self) -> Option<&str> {
        match self {
            Self::Layer(layer) => Some(&layer.id),
            Self::Line(line) => Some(&line.id),
            Self::Tree(tree) => Some(&tree.root.id),
            _ => None,
        }
    }

    /// The id of what it is itself, be it a layer or not.
    #[must_use]
    pub fn own_id(&self) -> Option<&str> {
        match self {
            Self::Repeat(repeat) => Some(&repeat.id),
            Self::Group(group) => Some(&group.id),
            _ => self.own_layer(),
        }
    }

    /// The box that it is, or that it begins with: boundary lines apart.
    #[must_use]
    pub fn own_box(&self) -> Option<&LayerSource> {
        match self {
            Self::Layer(layer) => Some(layer),
            Self::Tree(tree) => Some(&tree.root),
            _ => None,
        }
    }
}

/// A boundary such as an interface.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSource {
    pub id: String,
    pub name: String,
    /// What it is, in one or two sentences.
    pub about: String,
    #[serde(default)]
    pub note: Option<String>,
}

/// Parts in a frame: a namespace, a VM, a cloud node.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSource {
    pub id: String,
    pub name: String,
    /// What kind of boundary the frame stands for.
    #[serde(default = "usual::frame", with = "FrameSource")]
    pub frame: Frame,
    #[serde(default)]
    pub about: Option<String>,
    /// What stands in it, as a plural: "services".
    #[serde(default)]
    pub holds: Option<String>,
    pub of: Box<NodeSource>,
}

/// A part of a grid's row, or free room.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellSource {
    /// How many columns, from 1.
    #[serde(default = "usual::span")]
    pub span: u32,
    /// Without it, the cell is free.
    #[serde(default)]
    pub of: Option<NodeSource>,
}

/// One layer, and below it what it leads to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeSource {
    pub root: LayerSource,
    pub branches: Vec<BranchSource>,
}

/// One way on from the root of a tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BranchSource {
    /// Stands at the line: "yes".
    #[serde(default)]
    pub label: Option<String>,
    pub of: NodeSource,
}

/// A line between two layers, groups or repeats of the diagram.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkSource {
    pub id: String,
    /// Where it begins: a layer, a group or a repeat, as `vm/guest[2]/guest-os`.
    pub from: String,
    /// Where it ends: a layer, a group or a repeat.
    pub to: String,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default = "usual::kind", with = "LinkKindSource")]
    pub kind: LinkKind,
    #[serde(default = "usual::arrow", with = "ArrowSource")]
    pub arrow: Arrow,
}

/// What goes along a link.
#[derive(Deserialize)]
#[serde(remote = "LinkKind")]
pub enum LinkKindSource {
    /// Requests and what they carry: solid.
    Data,
    /// One sets the other up: dashed.
    Control,
}

/// Which ends of a link have a head.
#[derive(Deserialize)]
#[serde(remote = "Arrow")]
pub enum ArrowSource {
    To,
    Both,
    None,
}

/// One box, or what is drawn in the place of one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerSource {
    pub id: String,
    pub name: String,
    #[serde(with = "RoleSource")]
    pub role: LayerRole,
    /// What it does, in one or two sentences.
    pub about: String,
    /// A second, smaller line in the box.
    #[serde(default)]
    pub note: Option<String>,
    /// It sets others up; requests do not pass through it.
    #[serde(default)]
    pub manages: bool,
    /// It is not there, and that is the point.
    #[serde(default)]
    pub absent: bool,
    /// Small words of what it has.
    #[serde(default)]
    pub badges: Vec<String>,
    /// Badges of what it lacks.
    #[serde(default)]
    pub badges_off: Vec<String>,
    /// Small bars of how much of something is used.
    #[serde(default)]
    pub gauges: Vec<GaugeSource>,
    /// What was measured of it; stands in its card.
    #[serde(default)]
    pub figures: Vec<MeasuredSource>,
}

/// A figure, and where it comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuredSource {
    /// A sentence with the number in it.
    pub text: String,
    /// A source of the pack.
    pub source: String,
}

/// How much of something is used.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaugeSource {
    pub name: String,
    /// 0 to 100.
    pub percent: u32,
}

/// A colour and an icon.
#[derive(Deserialize)]
#[serde(remote = "LayerRole")]
pub enum RoleSource {
    Application,
    Library,
    Kernel,
    Boundary,
    Hardware,
    Network,
    Storage,
    Neutral,
}

/// What a role is called: "Transport".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleWordSource {
    #[serde(with = "RoleSource")]
    pub role: LayerRole,
    /// Left out in a diagram, the role has no word there.
    #[serde(default)]
    pub word: Option<String>,
}

/// Copies of a part, side by side.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepeatSource {
    pub id: String,
    /// How many, from 1.
    pub count: u32,
    /// What kind of boundary each copy's frame stands for.
    #[serde(default = "usual::frame", with = "FrameSource")]
    pub frame: Frame,
    /// The copies hang on the layer below by lines instead of resting on it.
    #[serde(default)]
    pub connected: bool,
    pub of: Box<NodeSource>,
}

/// What kind of boundary a frame stands for.
#[derive(Deserialize)]
#[serde(remote = "Frame")]
pub enum FrameSource {
    /// Hardware enforces it.
    Solid,
    /// A kernel enforces it.
    Dashed,
    /// There is none: a grouping.
    None,
}

/// What an author says of the likeness of layers across diagrams.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameSource {
    pub id: String,
    /// Each with its diagram: `vm/guest-os`.
    pub nodes: Vec<String>,
    /// Ids of diagrams in which nothing answers to them.
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
    /// They merely stand in the same place of the picture.
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
    /// One short Markdown text a column.
    pub cells: Vec<String>,
    /// Only with "show all".
    #[serde(default)]
    pub more: bool,
}

/// What holds where an author says nothing.
mod usual {
    use crate::diagram::{Arrow, Frame, How, LinkKind};

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
}
