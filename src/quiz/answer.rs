//! What a learner answered: ids, or what was typed, so that wording may change under it.

use crate::{diagram::NodeRef, id::Id};
use std::{fmt, str::FromStr};

/// An answer to a question of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The options that were picked; of a diagnosis, the requests that were tried before the one.
    Options(Vec<Id>),
    /// Boxes, each with its diagram and copy: `vm/guest[2]/guest-os`.
    Nodes(Vec<NodeRef>),
    /// All items, the first one first.
    Order(Vec<Id>),
    /// Which target each item was given: a bin, a right side, or a layer's id.
    Pairs(Vec<(Id, Id)>),
    /// The word or number as it was typed.
    Text(String),
    /// What each control of a live figure is set to, as text.
    Settings(Vec<(Id, String)>),
}

/// Longest text that is kept, in characters.
pub const MAX_TEXT: usize = 200;

impl Answer {
    /// Nothing was picked or typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Options(ids) | Self::Order(ids) => ids.is_empty(),
            Self::Nodes(nodes) => nodes.is_empty(),
            Self::Pairs(pairs) => pairs.is_empty(),
            Self::Text(text) => text.trim().is_empty(),
            Self::Settings(pairs) => pairs.is_empty(),
        }
    }

    /// An answer with one item given to a target; an item that has this target already loses it.
    /// Where a target can be given `once` only, the item that had it before loses it.
    #[must_use]
    pub fn paired(answer: Option<&Self>, item: &Id, target: &Id, once: bool) -> Self {
        let mut pairs = match answer {
            Some(Self::Pairs(pairs)) => pairs.clone(),
            _ => Vec::new(),
        };
        let same = pairs.contains(&(item.clone(), target.clone()));
        pairs.retain(|(other, has)| other != item && !(once && has == target));
        // Giving an item the target that it has takes the target away.
        if !same {
            pairs.push((item.clone(), target.clone()));
        }
        Self::Pairs(pairs)
    }

    /// An answer with one more option picked, or with one less where it was picked.
    #[must_use]
    pub fn toggled(answer: Option<&Self>, option: &Id) -> Self {
        Self::Options(match answer {
            Some(Self::Options(ids)) => toggled(ids, option),
            _ => vec![option.clone()],
        })
    }

    /// An answer with one more box pointed at, or with one less where it was pointed at.
    #[must_use]
    pub fn toggled_node(answer: Option<&Self>, node: &NodeRef) -> Self {
        Self::Nodes(match answer {
            Some(Self::Nodes(nodes)) => toggled(nodes, node),
            _ => vec![node.clone()],
        })
    }
}

/// The list with the item at its end if it was not there, and without it if it was.
fn toggled<T: Clone + PartialEq>(list: &[T], item: &T) -> Vec<T> {
    let mut rest: Vec<T> = list.iter().filter(|other| *other != item).cloned().collect();
    if rest.len() == list.len() {
        rest.push(item.clone());
    }
    rest
}

/// Why a stored answer could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an answer that this version of Strata knows: {0:?}")]
pub struct AnswerError(String);

/// The stored form: a version of its own, the kind, the ids. `1:options:shared-kernel`.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list<T: fmt::Display>(items: &[T]) -> String {
            items.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        }
        match self {
            Self::Options(ids) => write!(f, "1:options:{}", list(ids)),
            Self::Nodes(nodes) => write!(f, "1:nodes:{}", list(nodes)),
            Self::Order(ids) => write!(f, "1:order:{}", list(ids)),
            Self::Pairs(pairs) => {
                let pairs: Vec<String> = pairs.iter().map(|(a, b)| format!("{a}={b}")).collect();
                write!(f, "1:pairs:{}", pairs.join(","))
            }
            Self::Text(text) => write!(f, "1:text:{text}"),
            Self::Settings(pairs) => {
                let pairs: Vec<String> = pairs.iter().map(|(a, b)| format!("{a}={b}")).collect();
                write!(f, "1:settings:{}", pairs.join(","))
            }
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
        let ids = |list: &str| -> Result<Vec<Id>, AnswerError> {
            let ids = items(list).iter().map(|id| Id::new(id)).collect::<Result<_, _>>();
            ids.map_err(|_malformed| unknown())
        };
        let (kind, rest) =
            text.strip_prefix("1:").and_then(|rest| rest.split_once(':')).ok_or_else(unknown)?;
        match kind {
            "options" => ids(rest).map(Self::Options),
            "order" => ids(rest).map(Self::Order),
            "nodes" => {
                let nodes = items(rest).iter().map(|node| node.parse()).collect::<Result<_, _>>();
                nodes.map(Self::Nodes).map_err(|_malformed| unknown())
            }
            "pairs" => {
                let pair = |pair: &String| {
                    let (item, target) = pair.split_once('=')?;
                    Some((Id::new(item).ok()?, Id::new(target).ok()?))
                };
                let pairs = items(rest).iter().map(pair).collect::<Option<_>>();
                pairs.map(Self::Pairs).ok_or_else(unknown)
            }
            "text" => Ok(Self::Text(rest.to_owned())),
            "settings" => {
                let plain =
                    |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || b"-.".contains(&c);
                let pair = |pair: &String| {
                    let (control, value) = pair.split_once('=')?;
                    let whole = !value.is_empty() && value.bytes().all(plain);
                    Some((Id::new(control).ok()?, whole.then(|| value.to_owned())?))
                };
                let pairs = items(rest).iter().map(pair).collect::<Option<_>>();
                pairs.map(Self::Settings).ok_or_else(unknown)
            }
            _ => Err(unknown()),
        }
    }
}
