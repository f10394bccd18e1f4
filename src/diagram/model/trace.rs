//! A request on its way through the layers: who takes it, in which order, and what each does.
//!
//! What is drawn under a layer and what its requests pass through are two facts: a path is
//! declared, never read off the picture, and a layer that merely manages others is not on one.

use crate::{
    diagram::model::{NodePath, NodeRef, Still},
    id::Id,
};

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
    pub diagram: Id,
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

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How far the request has come when `at` (from 0) is the current hop, for each of these
    /// boxes. A way that is shorter has arrived and stays at its end.
    #[must_use]
    pub fn reached(&self, at: usize, boxes: &[&NodePath]) -> Vec<Reached> {
        let mut reached = vec![Reached::default(); boxes.len()];
        for path in &self.paths {
            let now = path.current(at).map(|(now, ..)| now);
            for (number, hop) in path.hops.iter().take(at.saturating_add(1)).enumerate() {
                if let Some(index) = path.place(hop, boxes)
                    && let Some(reached) = reached.get_mut(index)
                {
                    reached.hops.push(number + 1);
                    reached.here |= now == Some(number);
                }
            }
        }
        reached
    }
}

impl TracePath {
    /// The hop that is current, and whether the way ends there.
    #[must_use]
    pub fn current(&self, at: usize) -> Option<(usize, &Hop, bool)> {
        let last = self.hops.len().checked_sub(1)?;
        let now = at.min(last);
        Some((now, self.hops.get(now)?, now == last))
    }

    /// The box that a hop stands for: the first that it means.
    #[must_use]
    pub fn place(&self, hop: &Hop, boxes: &[&NodePath]) -> Option<usize> {
        boxes.iter().position(|path| path.diagram == self.diagram && hop.at.means(path))
    }
}
