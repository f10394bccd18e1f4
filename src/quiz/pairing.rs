//! What labelling, classifying, matching and saying what breaks have in common: items, each given to one target.

use crate::{
    diagram::Diagram,
    id::Id,
    quiz::{Bin, Kind, Label, Worded},
};
use std::sync::LazyLock;

/// Items and targets of a question, in the author's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing<'a> {
    pub items: Vec<Item<'a>>,
    pub targets: Vec<Side<'a>>,
    /// A target can be given to one item only.
    pub once: bool,
}

/// Something that is given to a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    pub id: &'a Id,
    pub text: &'a Worded,
    /// The target that it belongs to; none for an extra.
    pub right: Option<&'a Id>,
    pub because: &'a Worded,
    pub misconception: Option<&'a Id>,
}

/// Something that items are given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side<'a> {
    pub id: &'a Id,
    pub text: &'a Worded,
    /// Of a side that belongs to no item: why, and the misconception that it stands for.
    pub extra: Option<(&'a Worded, Option<&'a Id>)>,
}

impl Label {
    /// The layers that are to be named, in the order in which the picture shows them, each with the
    /// letter that stands on it meanwhile.
    #[must_use]
    pub fn letters(&self, diagram: &Diagram) -> Vec<(Id, char)> {
        let asked = |id: &Id| self.names.iter().any(|tag| tag.node == *id);
        let layers = diagram.layers().map(|layer| layer.id.clone());
        layers.filter(asked).zip('A'..='Z').collect()
    }
}

/// The text of a side that the picture names.
static NAMELESS: LazyLock<Worded> = LazyLock::new(Worded::default);

/// Bins to which any number of items are given.
fn sides(bins: &[Bin]) -> Vec<Side<'_>> {
    bins.iter().map(|bin| Side { id: &bin.id, text: &bin.text, extra: None }).collect()
}

impl Kind {
    /// The items and targets of a kind that pairs them. The targets of labels are layers, which
    /// have the diagram's names, not the question's: their text is empty.
    #[must_use]
    pub fn pairing(&self) -> Option<Pairing<'_>> {
        match self {
            Self::Label(label) => {
                let names = label.names.iter().map(|tag| Item {
                    id: &tag.id,
                    text: &tag.text,
                    right: Some(&tag.node),
                    because: &tag.because,
                    misconception: tag.misconception.as_ref(),
                });
                let extras = label.extras.iter().map(|extra| Item {
                    id: &extra.id,
                    text: &extra.text,
                    right: None,
                    because: &extra.because,
                    misconception: extra.misconception.as_ref(),
                });
                let targets = label.names.iter().map(|tag| Side {
                    id: &tag.node,
                    text: &NAMELESS,
                    extra: None,
                });
                Some(Pairing {
                    items: names.chain(extras).collect(),
                    targets: targets.collect(),
                    once: true,
                })
            }
            Self::Classify(classify) => {
                let items = classify.items.iter().map(|item| Item {
                    id: &item.id,
                    text: &item.text,
                    right: Some(&item.bin),
                    because: &item.because,
                    misconception: None,
                });
                let targets = sides(&classify.bins);
                Some(Pairing { items: items.collect(), targets, once: false })
            }
            Self::Match(matching) => {
                let items = matching.pairs.iter().map(|pair| Item {
                    id: &pair.id,
                    text: &pair.left,
                    right: Some(&pair.id),
                    because: &pair.because,
                    misconception: pair.misconception.as_ref(),
                });
                let rights = matching.pairs.iter().map(|pair| Side {
                    id: &pair.id,
                    text: &pair.right,
                    extra: None,
                });
                let extras = matching.extras.iter().map(|extra| Side {
                    id: &extra.id,
                    text: &extra.text,
                    extra: Some((&extra.because, extra.misconception.as_ref())),
                });
                Some(Pairing {
                    items: items.collect(),
                    targets: rights.chain(extras).collect(),
                    once: true,
                })
            }
            Self::Break(broken) => {
                let items = broken.requests.iter().map(|request| Item {
                    id: &request.id,
                    text: &request.text,
                    right: broken.right(request),
                    because: &request.because,
                    misconception: request.misconception.as_ref(),
                });
                let targets = sides(&broken.fates);
                Some(Pairing { items: items.collect(), targets, once: false })
            }
            _ => None,
        }
    }
}
