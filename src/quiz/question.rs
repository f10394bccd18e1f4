//! A question, what counts as right, and the reason for every way of answering.

use crate::{
    diagram::{FateKind, NodeRef},
    id::Id,
    quiz::{Fact, Worded, settings::Settings},
};

/// One question of a lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Unique in its pack.
    pub id: Id,
    /// Ids that this question had before; its history follows.
    pub was: Vec<Id>,
    /// The lesson's objective that it tests.
    pub objective: Option<Id>,
    /// The stem.
    pub prompt: Worded,
    /// Commands and what they printed, to be read before answering.
    pub transcript: Option<String>,
    /// How it is answered, and what is right.
    pub kind: Kind,
    /// Options and items are offered as the author listed them, not shuffled.
    pub in_order: bool,
    /// The lesson's figures are covered while it is open: they would answer it.
    pub from_memory: bool,
    /// From a nudge to nearly the answer; shown one at a time.
    pub hints: Vec<Worded>,
    /// Ids of the pack's sources.
    pub sources: Vec<Id>,
    /// What of a picture decides it, where a picture asks: shown once it is answered.
    pub facts: Vec<Fact>,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// One of several options; at least one is right.
    Single(Vec<Choice>),
    /// All the right ones of several options.
    Multiple(Vec<Choice>),
    /// One of several options, of which more than one can be defended.
    Scenario(Vec<Choice>),
    /// Items in order.
    Order(Order),
    /// One layer of a diagram, or several.
    PointAt {
        /// The diagram's id.
        diagram: Id,
        /// Which boxes are right.
        target: Target,
        /// Reasons for particular layers, right or wrong; the first that matches speaks.
        places: Vec<Place>,
        /// The reason for every other layer.
        otherwise: Worded,
    },
    /// Names on the layers of a diagram.
    Label(Label),
    /// Items into bins.
    Classify(Classify),
    /// Left sides with right sides.
    Match(Match),
    /// A number is typed.
    Number(Number),
    /// A word or two are typed.
    Typed(Typed),
    /// Something is broken: what becomes of requests.
    Break(Break),
    /// Something is broken: what, as told by requests that arrive or do not.
    Diagnose(Diagnose),
    /// A live figure is set so that something holds.
    Settings(Settings),
}

/// An option. A wrong one is a distractor.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Unique in its question.
    pub id: Id,
    /// What is offered.
    pub text: Worded,
    /// It is right.
    pub correct: bool,
    /// Why it is right, or why it is not.
    pub because: Worded,
    /// The pack's misconception that a distractor stands for.
    pub misconception: Option<Id>,
}

/// Items to be put in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// In the right order.
    pub items: Vec<Ranked>,
    /// The first item stands at the bottom, as in a stack.
    pub upwards: bool,
    /// What stands at the two ends: "at the bottom", "at the top".
    pub first: Option<String>,
    /// What stands at the end of the last item.
    pub last: Option<String>,
}

/// An item with its place; equal ranks may stand in any order.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Unique in its question.
    pub id: Id,
    /// What is put in its place.
    pub text: Worded,
    /// From 0.
    pub rank: usize,
    /// Why it stands where it does.
    pub because: Worded,
    /// The pack's misconception that misplacing it stands for.
    pub misconception: Option<Id>,
}

/// Which boxes answer a `PointAt` question. Names carry no diagram: the question does.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// One hit on any of these, in any copy, is right.
    Any(Vec<NodeRef>),
    /// Exactly these, each hit once in any of its copies.
    All(Vec<NodeRef>),
}

impl Target {
    /// The layers that it names, whichever way they count.
    #[must_use]
    pub fn nodes(&self) -> &[NodeRef] {
        match self {
            Self::Any(nodes) | Self::All(nodes) => nodes,
        }
    }
}

/// The reason for pointing at particular layers.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Any of them, in any copy.
    pub nodes: Vec<NodeRef>,
    /// Why it is right, or why it is not.
    pub because: Worded,
    /// The pack's misconception that pointing there stands for.
    pub misconception: Option<Id>,
}

/// Names to be put on layers of a diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The diagram's id.
    pub diagram: Id,
    /// At least one layer each.
    pub names: Vec<Tag>,
    /// Names that belong on none of the layers.
    pub extras: Vec<Extra>,
}

/// A name and the layer that it belongs on, in all its copies.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Unique in its question, extras included.
    pub id: Id,
    /// The name that is put on a layer.
    pub text: Worded,
    /// The layer that it belongs on.
    pub node: Id,
    /// What tells it from the others.
    pub because: Worded,
    /// The pack's misconception that misplacing it stands for.
    pub misconception: Option<Id>,
}

/// Items to be sorted into bins.
#[derive(Debug, Clone, PartialEq)]
pub struct Classify {
    /// Where items are put, in the author's order.
    pub bins: Vec<Bin>,
    /// What is put there, in the author's order.
    pub items: Vec<Sorted>,
}

/// What items are sorted into.
#[derive(Debug, Clone, PartialEq)]
pub struct Bin {
    /// Unique among the bins of its question.
    pub id: Id,
    /// What it is called.
    pub text: Worded,
}

/// An item and the bin that it belongs in.
#[derive(Debug, Clone, PartialEq)]
pub struct Sorted {
    /// Unique among the items of its question.
    pub id: Id,
    /// What is sorted.
    pub text: Worded,
    /// The bin that is right.
    pub bin: Id,
    /// Why it belongs there.
    pub because: Worded,
    /// What is wrong about particular bins.
    pub wrong: Vec<WrongBin>,
}

/// What is wrong about one bin.
#[derive(Debug, Clone, PartialEq)]
pub struct WrongBin {
    /// The bin that the item was put in.
    pub bin: Id,
    /// Why it does not belong there.
    pub because: Worded,
    /// The pack's misconception that putting it there stands for.
    pub misconception: Option<Id>,
}

/// Left sides to be matched with right sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// In the author's order.
    pub pairs: Vec<Pair>,
    /// Right sides that belong to nothing.
    pub extras: Vec<Extra>,
}

/// Two sides that belong together; the right one goes by the same id.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Unique in its question, extras included.
    pub id: Id,
    /// Stays where it is.
    pub left: Worded,
    /// Is given to a left side.
    pub right: Worded,
    /// Why they belong together.
    pub because: Worded,
    /// The pack's misconception that parting them stands for.
    pub misconception: Option<Id>,
}

/// Something that is offered and belongs nowhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Extra {
    /// Unique in its question.
    pub id: Id,
    /// What is offered.
    pub text: Worded,
    /// Why it belongs nowhere.
    pub because: Worded,
    /// The pack's misconception that placing it stands for.
    pub misconception: Option<Id>,
}

/// A number to be typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The right one, in the question's unit.
    pub value: f64,
    /// How far off is right still.
    pub tolerance: Tolerance,
    /// What it counts, such as `MiB`; none where it counts nothing.
    pub unit: Option<String>,
    /// How the number comes about.
    pub because: Worded,
    /// Numbers that a known mistake leads to.
    pub wrong: Vec<WrongNumber>,
    /// The reason for every other number.
    pub otherwise: Worded,
}

/// How far a number may be off, either way; never below nought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tolerance {
    /// In the question's unit.
    Absolute(f64),
    /// In percent of the right value.
    Percent(f64),
}

/// A number that a known mistake leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct WrongNumber {
    /// In the question's unit. A typed number that is no further off than the question's tolerance
    /// counts as this one.
    pub value: f64,
    /// What the mistake is.
    pub because: Worded,
    /// The pack's misconception that the mistake stands for.
    pub misconception: Option<Id>,
}

/// A word or two to be typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// Every spelling that is right. Differences of case, accents and spaces are forgiven, unless
    /// `exact`.
    pub accepted: Vec<String>,
    /// Only an accepted spelling is right, letter by letter.
    pub exact: bool,
    /// Why it is right.
    pub because: Worded,
    /// Words that come near and are not it.
    pub near: Vec<NearMiss>,
    /// The reason for everything else.
    pub otherwise: Worded,
}

/// A word that comes near.
#[derive(Debug, Clone, PartialEq)]
pub struct NearMiss {
    /// As it is typed; what is forgiven of right ones is forgiven here.
    pub text: String,
    /// Why it is not the one.
    pub because: Worded,
    /// The pack's misconception that it stands for.
    pub misconception: Option<Id>,
}

/// A part of a diagram is broken, and of each request is said what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Break {
    /// The diagram's id.
    pub diagram: Id,
    /// A layer, a group, a repeat or a copy, named as by a step's `fail`, without the diagram.
    pub part: NodeRef,
    /// What it is called.
    pub called: String,
    /// In the author's order.
    pub requests: Vec<Fated>,
    /// What can be said of each, in the order of [`FateKind`].
    pub fates: Vec<Bin>,
}

/// A request and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fated {
    /// The trace's id.
    pub id: Id,
    /// The trace's title.
    pub text: Worded,
    /// Worked out from its ways.
    pub fate: FateKind,
    /// What leads to it, and what the author adds.
    pub because: Worded,
    /// The pack's misconception that another answer stands for.
    pub misconception: Option<Id>,
}

/// A part of a diagram is broken, and is to be found by what arrives.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnose {
    /// The diagram's id.
    pub diagram: Id,
    /// What is broken, without the diagram.
    pub failed: NodeRef,
    /// What may be, one of which is right. What stops the same requests is one option.
    pub choices: Vec<Choice>,
    /// Where that is in the diagram.
    pub suspects: Vec<Suspect>,
    /// Requests of which is said at once whether they arrive.
    pub told: Vec<Tried>,
    /// Requests that can be tried, in the author's order.
    pub requests: Vec<Tried>,
    /// The fewest of them that settle it; none where what is told does.
    pub fewest: Vec<Id>,
}

/// A part that may be broken.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspect {
    /// The option that names it.
    pub choice: Id,
    /// A layer, a group, a repeat or a copy, without the diagram.
    pub part: NodeRef,
    /// The layers that fail with it.
    pub layers: Vec<Id>,
}

/// A request, and whether it arrives.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The trace's id; unique in its question, options included.
    pub id: Id,
    /// The trace's title.
    pub text: String,
    /// Worked out from its ways: no condition decides it.
    pub arrives: bool,
}

impl Kind {
    /// What it is called, for people.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Single(_) => "One answer",
            Self::Multiple(_) => "Several answers",
            Self::Scenario(_) => "What would you do?",
            Self::Order(_) => "Put in order",
            Self::PointAt { target: Target::Any(_), .. } => "Point at a layer",
            Self::PointAt { target: Target::All(_), .. } => "Point at layers",
            Self::Label(_) => "Name the layers",
            Self::Classify(_) => "Sort into groups",
            Self::Match(_) => "Match",
            Self::Number(_) => "A number",
            Self::Typed(_) => "A word",
            Self::Break(_) => "What still arrives?",
            Self::Diagnose(_) => "Find the fault",
            Self::Settings(_) => "Set the model",
        }
    }

    /// How an answer that is partly right is counted; nothing where it is right or wrong.
    #[must_use]
    pub fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Multiple(_) | Self::PointAt { target: Target::All(_), .. } => {
                Some("Score: correct minus wrong picks.")
            }
            Self::Order(_) => Some("Score: adjacent pairs in the right order."),
            Self::Label(_) => Some("Score: names on the right layer."),
            Self::Classify(_) => Some("Score: items in the right group."),
            Self::Match(_) => Some("Score: pairs that belong together."),
            Self::Break(_) => Some("Score: requests that you were right about."),
            Self::Settings(_) => Some("Score: how near the reading comes."),
            Self::Single(_)
            | Self::Scenario(_)
            | Self::PointAt { .. }
            | Self::Number(_)
            | Self::Typed(_)
            | Self::Diagnose(_) => None,
        }
    }

    /// The options to choose from, of kinds that have them.
    #[must_use]
    pub fn choices(&self) -> Option<&[Choice]> {
        match self {
            Self::Single(choices) | Self::Multiple(choices) | Self::Scenario(choices) => {
                Some(choices)
            }
            Self::Diagnose(diagnose) => Some(&diagnose.choices),
            Self::Order(_)
            | Self::PointAt { .. }
            | Self::Label(_)
            | Self::Classify(_)
            | Self::Match(_)
            | Self::Number(_)
            | Self::Typed(_)
            | Self::Break(_)
            | Self::Settings(_) => None,
        }
    }

    /// The diagram that has to be seen while it is asked, whether it is pointed at or not.
    #[must_use]
    pub fn shows(&self) -> Option<&Id> {
        match self {
            Self::Break(Break { diagram, .. }) | Self::Diagnose(Diagnose { diagram, .. }) => {
                Some(diagram)
            }
            kind => kind.diagram(),
        }
    }

    /// The diagram that is pointed at or labelled.
    #[must_use]
    pub fn diagram(&self) -> Option<&Id> {
        match self {
            Self::PointAt { diagram, .. } | Self::Label(Label { diagram, .. }) => Some(diagram),
            _ => None,
        }
    }
}
