//! How large a pack may be: limits that no honest pack reaches and every hostile one does.

/// Largest single file, in bytes: a lesson of far more than 100,000 questions.
pub const FILE_BYTES: u64 = 48 * 1024 * 1024;
/// What a file may cost in memory while it is read and checked, in bytes for each of its own bytes.
pub const MEMORY_PER_BYTE: usize = 8;
/// What a file of any length may cost in addition, in bytes.
pub const MEMORY: usize = 64 * 1024 * 1024;
/// Largest pack, in bytes of all its files together.
pub const PACK_BYTES: u64 = 256 * 1024 * 1024;
/// Most files in a pack.
pub const FILES: usize = 20_000;
/// Most problems that are listed; the rest are only counted.
pub const PROBLEMS: usize = 1_000;
/// How many levels the parts of a diagram may lie inside each other.
pub const NODE_DEPTH: usize = 16;
/// Most copies that one repeat makes.
pub const COPIES: u32 = 1_000;
/// Most boxes that one figure draws, copies included.
pub const BOXES: u64 = 200_000;
/// In figures with more boxes than this, nobody looks for steps that change nothing.
pub const IDLE_STEPS_BOXES: u64 = 20_000;
/// How many layers of a diagram may stand on each other.
pub const LEVELS: u64 = 2_000;
/// Most diagrams beside each other.
pub const SIDE_BY_SIDE: usize = 5;
/// Most lines that the links of one diagram draw, copies included.
pub const LINKS: u64 = 64;
/// Most boxes of a diagram that has links: among more, no line can be followed.
pub const LINKED_BOXES: u64 = 2_000;
/// Most columns of a grid.
pub const COLUMNS: u32 = 64;
/// Most columns of a table.
pub const TABLE_COLUMNS: usize = 12;
/// How much of the tables of a pack is measured, in bytes, in search of words that find no room.
pub const TABLE_BYTES: usize = 1024 * 1024;
/// Most badges of one layer, and most gauges.
pub const BADGES: usize = 16;
/// Longest text of one field, in bytes.
pub const TEXT_BYTES: usize = 64 * 1024;
/// How many lists and quotes of a prose text may lie inside each other.
pub const PROSE_DEPTH: usize = 16;
/// Most steps of one figure.
pub const STEPS: usize = 64;
/// How many ways a choice of a trace has.
pub const WAYS: std::ops::RangeInclusive<usize> = 2..=4;
/// How many choices of a trace may lie inside each other.
pub const CHOICES_DEEP: usize = 3;
/// Most hops of one path of a trace, all its ways together.
pub const HOPS: usize = 64;
/// Most layers that one field of a step names.
pub const STEP_NAMES: usize = 256;
/// Longest lesson, in minutes.
pub const MINUTES: u32 = 600;
/// Sentences of a recap: more of them are warned of.
pub const RECAP: usize = 4;
/// Questions before a lesson: more of them are warned of.
pub const BEFORE: usize = 3;
/// Most questions of the check of a unit.
pub const CHECK: usize = 24;
/// Most rows of a model, or of one of its lists.
pub const MODEL_ROWS: usize = 12;
/// Most passages of a model of what a request costs.
pub const PASSAGES: usize = 64;
/// Most boxes of a diagram that a model shows with what lies open.
pub const STRUCK_BOXES: u64 = 300;
/// Most options, items or names of one question.
pub const PARTS: usize = 24;

/// How long texts may be, in characters: longer ones are warned of.
pub mod budget {
    /// The name of a layer, a line, a group, a gauge.
    pub const NAME: usize = 40;
    /// The title of a pack, a unit, a lesson, a diagram, a table, a source.
    pub const TITLE: usize = 80;
    /// What is said of a layer, a line or a group.
    pub const ABOUT: usize = 300;
    /// An option, or another part of a question.
    pub const OPTION: usize = 240;
    /// What a question asks.
    pub const PROMPT: usize = 400;
    /// What a step or a hop says.
    pub const SAY: usize = 240;
    /// What makes one want to read a lesson.
    pub const HOOK: usize = 400;
}
