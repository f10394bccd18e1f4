//! Questions of pack format 1, exactly as they are written in RON.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionSource {
    pub id: String,
    #[serde(default)]
    pub was: Vec<String>,
    #[serde(default)]
    pub objective: Option<String>,
    pub prompt: String,
    pub kind: KindSource,
    /// Options and items keep the order in which they are written.
    #[serde(default)]
    pub in_order: bool,
    /// The lesson's figures are covered meanwhile.
    #[serde(default)]
    pub from_memory: bool,
    /// Shown one at a time.
    #[serde(default)]
    pub hints: Vec<String>,
    #[serde(default)]
    pub sources: Vec<String>,
}

/// Small, since most questions offer options: what is large stands in a box.
#[derive(Debug, Clone, Deserialize)]
pub enum KindSource {
    Single(ChoicesSource),
    Multiple(ChoicesSource),
    /// One of several, of which more than one can be defended.
    Scenario(ChoicesSource),
    Order(Box<OrderSource>),
    PointAt(Box<PointAtSource>),
    Label(Box<LabelSource>),
    Classify(Box<ClassifySource>),
    Match(Box<MatchSource>),
    Number(Box<NumberSource>),
    Typed(Box<TypedSource>),
    /// Commands and what they printed; then any of the others.
    Terminal(Box<TerminalSource>),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoicesSource {
    /// Without room to spare, since a pack may have hundreds of thousands.
    pub options: Box<[OptionSource]>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionSource {
    pub id: String,
    pub text: String,
    #[serde(default)]
    pub correct: bool,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankedSource {
    pub id: String,
    pub text: String,
    /// It may change places with the item before it.
    #[serde(default)]
    pub equal: bool,
    /// Why it stands where it does.
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointAtSource {
    pub diagram: String,
    pub answer: TargetSource,
    /// Reasons for particular layers; each right layer needs one.
    pub places: Vec<PlaceSource>,
    /// The reason for every other layer.
    pub otherwise: String,
}

#[derive(Debug, Clone, Deserialize)]
pub enum TargetSource {
    /// One of these.
    Any(Vec<String>),
    /// Exactly these.
    All(Vec<String>),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceSource {
    pub nodes: Vec<String>,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelSource {
    pub diagram: String,
    pub names: Vec<TagSource>,
    #[serde(default)]
    pub extras: Vec<ExtraSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagSource {
    pub id: String,
    pub text: String,
    /// The layer that it belongs on.
    pub node: String,
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
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassifySource {
    pub bins: Vec<BinSource>,
    pub items: Vec<SortedSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BinSource {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SortedSource {
    pub id: String,
    pub text: String,
    pub bin: String,
    pub because: String,
    /// What is wrong about particular bins.
    #[serde(default)]
    pub wrong: Vec<WrongBinSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongBinSource {
    pub bin: String,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchSource {
    pub pairs: Vec<PairSource>,
    /// Right sides that belong to nothing.
    #[serde(default)]
    pub extras: Vec<ExtraSource>,
}

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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberSource {
    pub value: f64,
    #[serde(default)]
    pub tolerance: Option<ToleranceSource>,
    #[serde(default)]
    pub unit: Option<String>,
    /// How the number comes about.
    pub because: String,
    /// Numbers that a known mistake leads to.
    #[serde(default)]
    pub wrong: Vec<WrongNumberSource>,
    pub otherwise: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub enum ToleranceSource {
    /// In the unit of the value.
    Absolute(f64),
    /// Of the value.
    Percent(f64),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongNumberSource {
    pub value: f64,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedSource {
    /// Case, accents, spaces, dashes and marks at the end are forgiven anyway.
    pub accepted: Vec<String>,
    /// Nothing that can be seen is forgiven.
    #[serde(default)]
    pub exact: bool,
    pub because: String,
    /// Words that come near and are not it.
    #[serde(default)]
    pub near: Vec<NearMissSource>,
    pub otherwise: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearMissSource {
    pub text: String,
    pub because: String,
    #[serde(default)]
    pub misconception: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TerminalSource {
    /// Commands and what they printed. The common indent of its lines is left out.
    pub transcript: String,
    pub then: Box<KindSource>,
}
