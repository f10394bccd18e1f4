//! A question, what counts as right, and the reason for every way of answering.

use crate::{diagram::NodeRef, id::Id};
use std::{fmt, str::FromStr};

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
    pub prompt: String,
    pub kind: Kind,
    /// Ids of the pack's sources.
    pub sources: Vec<Id>,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// One of several options; at least one is right.
    Single(Vec<Choice>),
    /// A layer of a diagram.
    PointAt {
        diagram: Id,
        target: Target,
        /// Reasons for particular layers, right or wrong; the first that matches speaks.
        places: Vec<Place>,
        /// The reason for every other layer.
        otherwise: String,
    },
}

/// An option of a `Single` question. A wrong one is a distractor.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Unique in its question.
    pub id: Id,
    pub text: String,
    pub correct: bool,
    /// Why it is right, or why it is not.
    pub because: String,
    /// The pack's misconception that a distractor stands for.
    pub misconception: Option<Id>,
}

/// Which boxes answer a `PointAt` question. Names carry no diagram: the question does.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// One hit on any of these, in any copy, is right.
    Any(Vec<NodeRef>),
}

/// The reason for pointing at particular layers.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub nodes: Vec<NodeRef>,
    pub because: String,
    pub misconception: Option<Id>,
}

/// What a learner answered: ids only, so that wording may change under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Options(Vec<Id>),
    /// Boxes, each with its diagram and copy: `vm/guest[2]/guest-os`.
    Nodes(Vec<NodeRef>),
}

/// Why a stored answer could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an answer that this version of Strata knows: {0:?}")]
pub struct AnswerError(String);

/// The stored form: its own version, the kind, the ids. `1:options:shared-kernel`.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list<T: fmt::Display>(items: &[T]) -> String {
            items.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        }
        match self {
            Self::Options(ids) => write!(f, "1:options:{}", list(ids)),
            Self::Nodes(nodes) => write!(f, "1:nodes:{}", list(nodes)),
        }
    }
}

impl FromStr for Answer {
    type Err = AnswerError;

    fn from_str(text: &str) -> Result<Self, AnswerError> {
        let unknown = || AnswerError(text.to_owned());
        let items = |list: &str| {
            list.split(',').filter(|item| !item.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        if let Some(list) = text.strip_prefix("1:options:") {
            let ids = items(list).iter().map(|id| Id::new(id)).collect::<Result<_, _>>();
            ids.map(Self::Options).map_err(|_malformed| unknown())
        } else if let Some(list) = text.strip_prefix("1:nodes:") {
            let nodes = items(list).iter().map(|node| node.parse()).collect::<Result<_, _>>();
            nodes.map(Self::Nodes).map_err(|_malformed| unknown())
        } else {
            Err(unknown())
        }
    }
}
