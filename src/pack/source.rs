//! Pack format 1, exactly as it is written in RON. Nothing here is checked beyond its type.

pub use crate::pack::question_source::*;

use serde::Deserialize;

/// The newest pack format that this version reads.
pub const FORMAT: u32 = 1;

/// `pack.ron`, or a whole pack in one file when `inline` holds its lessons.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSource {
    pub format: u32,
    pub publisher: String,
    pub id: String,
    pub version: String,
    pub title: String,
    pub language: String,
    #[serde(default)]
    pub authors: Vec<String>,
    #[serde(default)]
    pub license: Option<String>,
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitSource {
    pub id: String,
    pub title: String,
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
    pub belief: String,
    pub refutation: String,
    /// The layer whose being there disproves it.
    #[serde(default)]
    pub shows: Option<String>,
    #[serde(default)]
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonSource {
    pub id: String,
    #[serde(default)]
    pub was: Vec<String>,
    pub title: String,
    #[serde(default)]
    pub subtitle: Option<String>,
    pub minutes: u32,
    #[serde(default)]
    pub prerequisites: Vec<String>,
    #[serde(default)]
    pub objectives: Vec<ObjectiveSource>,
    #[serde(default)]
    pub diagrams: Vec<DiagramSource>,
    #[serde(default)]
    pub same: Vec<SameSource>,
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveSource {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiagramSource {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub caption: Option<String>,
    #[serde(default)]
    pub precise: Option<PreciseSource>,
    pub body: NodeSource,
    #[serde(default)]
    pub links: Vec<LinkSource>,
    /// What roles are called in this diagram, where that is something else than in the pack.
    #[serde(default)]
    pub roles: Vec<RoleWordSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreciseSource {
    pub diagram: String,
    pub because: String,
}

/// Small, since a diagram may have hundreds of thousands: what is large stands in a box.
#[derive(Debug, Clone, Deserialize)]
pub enum NodeSource {
    Layer(Box<LayerSource>),
    Stack(Vec<NodeSource>),
    Row(Vec<NodeSource>),
    Repeat(Box<RepeatSource>),
    /// A boundary without a thickness of its own.
    Line(Box<LineSource>),
    Group(Box<GroupSource>),
    Grid(Vec<Vec<CellSource>>),
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSource {
    pub id: String,
    pub name: String,
    pub about: String,
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSource {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub frame: FrameSource,
    #[serde(default)]
    pub about: Option<String>,
    /// What stands in it, as a plural: "services".
    #[serde(default)]
    pub holds: Option<String>,
    pub of: Box<NodeSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellSource {
    #[serde(default = "one")]
    pub span: u32,
    /// Without it, the cell is free.
    #[serde(default)]
    pub of: Option<NodeSource>,
}

fn one() -> u32 {
    1
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeSource {
    pub root: LayerSource,
    pub branches: Vec<BranchSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BranchSource {
    #[serde(default)]
    pub label: Option<String>,
    pub of: NodeSource,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkSource {
    pub id: String,
    pub from: String,
    pub to: String,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub kind: LinkKindSource,
    #[serde(default)]
    pub arrow: ArrowSource,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub enum LinkKindSource {
    #[default]
    Data,
    Control,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub enum ArrowSource {
    #[default]
    To,
    Both,
    None,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerSource {
    pub id: String,
    pub name: String,
    pub role: RoleSource,
    pub about: String,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub manages: bool,
    /// It is not there, and that is the point.
    #[serde(default)]
    pub absent: bool,
    #[serde(default)]
    pub badges: Vec<String>,
    /// Badges of what it lacks.
    #[serde(default)]
    pub badges_off: Vec<String>,
    #[serde(default)]
    pub gauges: Vec<GaugeSource>,
    /// What was measured of it; stands in its card.
    #[serde(default)]
    pub figures: Vec<MeasuredSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuredSource {
    pub text: String,
    /// A source of the pack.
    pub source: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaugeSource {
    pub name: String,
    pub percent: u32,
}

#[derive(Debug, Clone, Copy, Deserialize)]
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
    pub role: RoleSource,
    /// Left out in a diagram, the role has no word there.
    #[serde(default)]
    pub word: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepeatSource {
    pub id: String,
    pub count: u32,
    #[serde(default)]
    pub frame: FrameSource,
    #[serde(default)]
    pub connected: bool,
    pub of: Box<NodeSource>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub enum FrameSource {
    #[default]
    Solid,
    Dashed,
    None,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameSource {
    pub id: String,
    pub nodes: Vec<String>,
    #[serde(default)]
    pub missing_in: Vec<String>,
    #[serde(default)]
    pub how: HowSource,
    #[serde(default)]
    pub short: Option<String>,
    pub because: String,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub enum HowSource {
    #[default]
    SameJob,
    SamePlace,
}

#[derive(Debug, Clone, Deserialize)]
pub enum BlockSource {
    Prose(String),
    SideBySide(SideBySideSource),
    Table(TableSource),
    /// Diagrams in words.
    Describe(DescribeSource),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescribeSource {
    pub diagrams: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideBySideSource {
    #[serde(default)]
    pub id: Option<String>,
    pub diagrams: Vec<String>,
    /// A walk through the figure, at the reader's pace.
    #[serde(default)]
    pub steps: Vec<StepSource>,
    /// Requests that can be followed through the layers.
    #[serde(default)]
    pub traces: Vec<TraceSource>,
}

/// One request, with one path a diagram.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraceSource {
    pub id: String,
    pub title: String,
    pub paths: Vec<TracePathSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TracePathSource {
    pub diagram: String,
    pub hops: Vec<HopSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HopSource {
    pub at: String,
    pub say: String,
}

/// Each step inherits the one before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSource {
    pub id: String,
    pub say: String,
    /// A question of the lesson, asked before the step is shown.
    #[serde(default)]
    pub ask: Option<String>,
    #[serde(default)]
    pub show: Vec<String>,
    #[serde(default)]
    pub hide: Vec<String>,
    /// Groups that are closed until this step.
    #[serde(default)]
    pub expand: Vec<String>,
    #[serde(default)]
    pub focus: Option<Vec<String>>,
    /// A trace of the figure, whose way is shown.
    #[serde(default)]
    pub trace: Option<String>,
    /// Layers, groups, repeats and their copies that have failed; `[]` lets them recover.
    #[serde(default)]
    pub fail: Option<Vec<String>>,
}

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
