//! What somebody who holds a declared misconception would choose.

use super::shown::{Shown, ShownLayer};
use crate::{id::Id, quiz::spelling::folded};
use std::collections::HashMap;

/// A layer that somebody with a wrong belief would choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belief {
    /// The pack’s misconception.
    pub misconception: Id,
    /// What its believer would choose.
    pub chooses: Chosen,
}

/// What a believer would choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// This layer, as an author’s question says: choosing it shows the belief.
    Layer {
        /// The diagram’s id.
        diagram: Id,
        /// The layer’s id.
        node: Id,
    },
    /// A layer of this name, as an author’s question says: choosing it shows the belief.
    Named(String),
    /// A layer of this name: the belief speaks of it, so it is tempting.
    Tempting(String),
}

/// All beliefs, by what their believers choose.
#[derive(Default)]
pub(super) struct Believers<'a> {
    by_layer: HashMap<(&'a Id, &'a Id), &'a Id>,
    by_name: HashMap<String, Option<&'a Id>>,
}

/// How a layer speaks to who holds a wrong belief.
pub(super) enum Tempts<'a> {
    /// Choosing it shows this misconception.
    Shows(&'a Id),
    /// A belief speaks of it.
    Merely,
    /// No belief is about it.
    Not,
}

impl<'a> Believers<'a> {
    pub(super) fn new(beliefs: &'a [Belief]) -> Self {
        let mut found = Self::default();
        for Belief { misconception, chooses } in beliefs {
            match chooses {
                Chosen::Layer { diagram, node } => {
                    found.by_layer.entry((diagram, node)).or_insert(misconception);
                }
                Chosen::Named(name) => {
                    let known = found.by_name.entry(folded(name)).or_default();
                    *known = known.or(Some(misconception));
                }
                Chosen::Tempting(name) => {
                    found.by_name.entry(folded(name)).or_default();
                }
            }
        }
        found
    }

    pub(super) fn of(&self, shown: &Shown<'a>, part: &ShownLayer<'a>) -> Tempts<'a> {
        if let Some(misconception) = self.by_layer.get(&(shown.id(), &part.layer.id)) {
            return Tempts::Shows(misconception);
        }
        if self.by_name.is_empty() {
            return Tempts::Not;
        }
        match self.by_name.get(&folded(&part.name)) {
            Some(Some(misconception)) => Tempts::Shows(misconception),
            Some(None) => Tempts::Merely,
            None => Tempts::Not,
        }
    }
}
