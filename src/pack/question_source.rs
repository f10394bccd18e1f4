//! Questions of pack format 1, exactly as they are written in RON.

use serde::Deserialize;

/// A question with its answer and the reasons.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionSource {
    pub id: String,
    /// Former ids of the question; its history follows.
    #[serde(default)]
    pub was: Vec<String>,
    /// The objective of the lesson that it tests.
    #[serde(default)]
    pub objective: Option<String>,
    pub prompt: String,
    pub kind: KindSource,
    /// Options and items keep the order in which they are written.
    #[serde(default)]
    pub in_order: bool,
    /// The lesson's figures are covered while the question is open.
    #[serde(default)]
    pub from_memory: bool,
    /// From a nudge to nearly the answer; shown one at a time.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Ids of the pack's sources.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// How a question is answered. Kept small, since most questions offer options: larger kinds stand
/// in a box.
#[derive(Debug, Clone, Deserialize)]
pub enum KindSource {
    /// One of several options.
    Single(ChoicesSource),
    /// All the right ones of several options.
    Multiple(ChoicesSource),
    /// One of several options, of which more than one can be defended.
    Scenario(ChoicesSource),
    /// Items to be put in order.
    Order(Box<OrderSource>),
    /// One layer of a diagram, or several.
    PointAt(Box<PointAtSource>),
    /// Names to be put on layers.
    Label(Box<LabelSource>),
    /// Items to be sorted into bins.
    Classify(Box<ClassifySource>),
    /// Left sides to be matched with right sides.
    Match(Box<MatchSource>),
    /// A number to be typed.
    Number(Box<NumberSource>),
    /// A word or two to be typed.
    Typed(Box<TypedSource>),
    /// What becomes of requests when something is broken.
    Break(Box<BreakSource>),
    /// What is broken, as requests tell that arrive or do not.
    Diagnose(Box<DiagnoseSource>),
    /// A live figure to be set so that something holds.
    Settings(Box<SettingsSource>),
    /// Commands and what they printed; then any of the other kinds.
    Terminal(Box<TerminalSource>),
}

/// What can be chosen.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoicesSource {
    /// Without spare capacity, since a pack may have hundreds of thousands.
    pub options: Box<[OptionSource]>,
}

/// One option. Its `misconception` is what choosing it stands for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionSource {
    pub id: String,
    pub text: String,
    #[serde(default)]
    pub correct: bool,
    /// Why it is right, or why it is not.
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// Items to be put in order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderSource {
    /// The first item stands at the bottom, as in a stack.
    #[serde(default)]
    pub upwards: bool,
    /// What stands at the ends: "at the bottom", "at the top".
    #[serde(default)]
    pub first: Option<String>,
    #[serde(default)]
    pub last: Option<String>,
    /// In the right order.
    pub items: Vec<RankedSource>,
}

/// One item of an order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankedSource {
    pub id: String,
    pub text: String,
    /// It may change places with the item before it: both have one rank.
    #[serde(default)]
    pub equal: bool,
    /// Why it stands where it does.
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// A question that is answered by pointing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointAtSource {
    /// The diagram that is pointed at.
    pub diagram: String,
    pub answer: TargetSource,
    /// Reasons for particular layers; each right layer needs one.
    pub places: Vec<PlaceSource>,
    /// The reason for every other layer.
    pub otherwise: String,
}

/// Which layers are right, named as `vm/guest[2]/guest-os`.
#[derive(Debug, Clone, Deserialize)]
pub enum TargetSource {
    /// One hit on any of these, in any copy, is right.
    Any(Vec<String>),
    /// Exactly these, each hit once.
    All(Vec<String>),
}

/// The reason for pointing at particular layers, right or wrong.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceSource {
    pub nodes: Vec<String>,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// Names to be put on layers of a diagram.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelSource {
    pub diagram: String,
    pub names: Vec<TagSource>,
    /// Names that belong on none of the layers.
    #[serde(default)]
    pub extras: Vec<ExtraSource>,
}

/// A name to be put on a layer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagSource {
    pub id: String,
    pub text: String,
    /// The layer that it belongs on.
    pub node: String,
    /// What tells it from the others.
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// Something that is offered and belongs nowhere.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraSource {
    pub id: String,
    pub text: String,
    /// Why it belongs nowhere.
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// Items to be sorted into bins.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassifySource {
    pub bins: Vec<BinSource>,
    pub items: Vec<SortedSource>,
}

/// What items are sorted into.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BinSource {
    pub id: String,
    pub text: String,
}

/// An item to be sorted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SortedSource {
    pub id: String,
    pub text: String,
    /// The id of the bin that is right.
    pub bin: String,
    pub because: String,
    /// What is wrong about particular bins.
    #[serde(default)]
    pub wrong: Vec<WrongBinSource>,
}

/// What is wrong about one bin.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongBinSource {
    pub bin: String,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// Sides to be matched.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchSource {
    pub pairs: Vec<PairSource>,
    /// Right sides that belong to nothing.
    #[serde(default)]
    pub extras: Vec<ExtraSource>,
}

/// Two sides that belong together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairSource {
    pub id: String,
    pub left: String,
    pub right: String,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// A number to be typed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberSource {
    /// In the question's unit, if it has one.
    pub value: f64,
    /// How far a number may be off and still be right; without it, it has to be exact.
    #[serde(default)]
    pub tolerance: Option<ToleranceSource>,
    #[serde(default)]
    pub unit: Option<String>,
    /// How the number comes about.
    pub because: String,
    /// Numbers that a known mistake leads to.
    #[serde(default)]
    pub wrong: Vec<WrongNumberSource>,
    /// The reason for every other number.
    pub otherwise: String,
}

/// How far a number may be off, either way.
#[derive(Debug, Clone, Copy, Deserialize)]
pub enum ToleranceSource {
    /// In the unit of the value.
    Absolute(f64),
    /// In percent of the value.
    Percent(f64),
}

/// A number that a known mistake leads to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongNumberSource {
    pub value: f64,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// A word or two to be typed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedSource {
    /// The spellings that are right. Differences of case, accents, spaces, dashes and marks at the
    /// end are forgiven, unless `exact`.
    pub accepted: Vec<String>,
    /// No difference that can be seen is forgiven.
    #[serde(default)]
    pub exact: bool,
    pub because: String,
    /// Words that come near and are not it.
    #[serde(default)]
    pub near: Vec<NearMissSource>,
    /// The reason for everything else.
    pub otherwise: String,
}

/// A word that comes near, and why it is not the one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearMissSource {
    pub text: String,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// What becomes of requests when something is broken: that is worked out from their ways.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakSource {
    /// A block of the lesson shows it.
    pub diagram: String,
    /// A layer, a group, a repeat or one copy of it.
    pub part: String,
    pub requests: Vec<FatedSource>,
}

/// A request of which is asked what becomes of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FatedSource {
    /// A trace of a figure of the lesson that leads through the diagram.
    pub trace: String,
    /// Said after what is worked out.
    #[serde(default)]
    pub because: Option<String>,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// What is broken, to be found by requests that arrive or do not.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiagnoseSource {
    /// A block of the lesson shows it.
    pub diagram: String,
    /// The id of the one of `among` that is broken.
    pub failed: String,
    /// What may be.
    pub among: Vec<SuspectSource>,
    /// Traces of which is said at once whether they arrive.
    #[serde(default)]
    pub told: Vec<String>,
    /// Traces that can be tried.
    #[serde(default)]
    pub requests: Vec<String>,
}

/// Something that may be broken.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuspectSource {
    pub id: String,
    /// A layer, a group, a repeat or one copy of it.
    pub part: String,
    /// Said after what is worked out.
    #[serde(default)]
    pub because: Option<String>,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// A live figure to be set so that something holds. What is set is written as in its line of text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingsSource {
    /// The id of a `Simulate` of the lesson.
    pub figure: String,
    /// Controls that cannot be moved while it is asked, with what they are set to, as a figure's
    /// line of text has it: `"memory=16384 ceiling=off"`.
    #[serde(default)]
    pub given: String,
    /// What has to hold, all of it.
    pub needs: Vec<NeedSource>,
    /// One setting that is right: what it leaves out stays where the question begins.
    pub example: String,
    /// Why it is right.
    pub because: String,
    /// Settings that a known mistake leads to.
    #[serde(default)]
    pub wrong: Vec<WrongSettingSource>,
    /// The reason for every other setting.
    pub otherwise: String,
}

/// One thing that has to hold.
#[derive(Debug, Clone, Deserialize)]
pub enum NeedSource {
    /// The model reads something.
    Reads(ReadsSource),
    /// A control is set to one of some values.
    Set(SetSource),
}

/// What the model has to read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadsSource {
    pub reading: String,
    #[serde(default)]
    pub at_least: Option<f64>,
    #[serde(default)]
    pub at_most: Option<f64>,
}

/// What a control has to be set to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetSource {
    pub control: String,
    /// Any of these.
    pub to: Vec<String>,
}

/// A setting that a known mistake leads to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongSettingSource {
    pub set: String,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

/// What is to be read before answering.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TerminalSource {
    /// Commands and what they printed. The common indent of its lines is left out.
    pub transcript: String,
    /// How the question is asked: any kind but this one.
    pub then: Box<KindSource>,
}
