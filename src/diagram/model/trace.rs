//! A request on its way through the layers: who takes it, in which order, and what each does.
//!
//! What is drawn under a layer and what its requests pass through are two facts: a path is
//! declared, never read off the picture, and a layer that merely manages others is not on one.

use crate::{
    diagram::model::{NodePath, NodeRef, Still},
    id::Id,
};
use std::collections::HashMap;

/// One request, followed through one or more diagrams in step.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// Unique in its block.
    pub id: Id,
    /// What is followed: "A system call".
    pub title: String,
    /// One a diagram.
    pub paths: Vec<TracePath>,
}

/// The way through one diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct TracePath {
    /// The diagram's id.
    pub diagram: Id,
    /// From who takes the request first to where it ends.
    pub hops: Vec<Hop>,
}

/// One layer on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop {
    /// In the path's diagram; without copies, the first one.
    pub at: NodeRef,
    /// Who does what here.
    pub say: String,
}

/// How far a request has come, as one box sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reached {
    /// The hops, counted from 1, that have reached it.
    pub hops: Vec<usize>,
    /// The request is there now.
    pub here: bool,
}

impl Reached {
    /// How the box looks meanwhile.
    #[must_use]
    pub fn still(&self) -> Still {
        match (self.here, self.hops.is_empty()) {
            (true, _) => Still::Focused,
            (false, false) => Still::Shown,
            (false, true) => Still::Back,
        }
    }
}

impl Trace {
    /// How many hops the longest way has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paths.iter().map(|path| path.hops.len()).max().unwrap_or(0)
    }

    /// Is there nothing to follow?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How far the request has come when `at` (from 0) is the current hop, for each of these
    /// boxes. A way that is shorter has arrived and stays at its end.
    #[must_use]
    pub fn reached(&self, at: usize, boxes: &[&NodePath]) -> Vec<Reached> {
        let mut reached = vec![Reached::default(); boxes.len()];
        let places = self.places(at, boxes);
        for (path, places) in self.paths.iter().zip(places) {
            let now = path.current(at).map(|(now, ..)| now);
            for (number, index) in places.into_iter().enumerate() {
                if let Some(reached) = index.and_then(|index| reached.get_mut(index)) {
                    reached.hops.push(number + 1);
                    reached.here |= now == Some(number);
                }
            }
        }
        reached
    }

    /// For each way, the box that each of its hops stands for, up to that one: the first that it
    /// means. All of them are found in one pass.
    fn places(&self, at: usize, boxes: &[&NodePath]) -> Vec<Vec<Option<usize>>> {
        let mut places: Vec<Vec<Option<usize>>> = Vec::new();
        let mut waiting: HashMap<(&Id, &Id), Vec<Waiting<'_>>> = HashMap::new();
        for (way, path) in self.paths.iter().enumerate() {
            let hops = path.hops.iter().take(at.saturating_add(1));
            places.push(vec![None; hops.len()]);
            for (number, hop) in hops.enumerate() {
                let waits = waiting.entry((&path.diagram, &hop.at.node)).or_default();
                waits.push((way, number, &hop.at));
            }
        }
        for (index, path) in boxes.iter().enumerate() {
            let Some(waits) = waiting.get_mut(&(&path.diagram, &path.node)) else { continue };
            waits.retain(|(way, number, node)| {
                let meant = node.means(path);
                let place = places.get_mut(*way).and_then(|places| places.get_mut(*number));
                if let (Some(place), true) = (place, meant) {
                    *place = Some(index);
                }
                !meant
            });
        }
        places
    }
}

/// A hop without its box so far: the number of its way, its own, and what it means.
type Waiting<'t> = (usize, usize, &'t NodeRef);

impl TracePath {
    /// The hop that is current, and whether the way ends there.
    #[must_use]
    pub fn current(&self, at: usize) -> Option<(usize, &Hop, bool)> {
        let last = self.hops.len().checked_sub(1)?;
        let now = at.min(last);
        Some((now, self.hops.get(now)?, now == last))
    }
}
