//! A request on its way through the layers: who takes it, in which order, what each does, and where
//! it goes one way or another.
//!
//! What is drawn under a layer and what its requests pass through are two facts: a path is
//! declared, never read off the picture, and a layer that merely manages others is only on the way
//! of a request that sets something up.

use crate::{diagram::model::NodeRef, id::Id};

/// One request, followed through one or more diagrams in step.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// Unique in its block.
    pub id: Id,
    /// What is followed: "A system call".
    pub title: String,
    /// What goes that way.
    pub kind: TraceKind,
    /// The request's way through each diagram that it is followed in; one for each diagram.
    pub paths: Vec<TracePath>,
}

/// What goes the way of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TraceKind {
    /// A request: it is done by the layers that it passes.
    #[default]
    Request,
    /// A request that sets something up: managers are its way, and nothing of what it sets up depends
    /// on it.
    Control,
    /// Who decides something, from question to question of a tree.
    Decision,
}

/// The way through one diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct TracePath {
    /// The diagram's id.
    pub diagram: Id,
    /// From who takes the request first to where it ends; begins with a hop.
    pub legs: Vec<Leg>,
}

/// A part of a way.
#[derive(Debug, Clone, PartialEq)]
pub enum Leg {
    /// The request comes to one layer further.
    Hop(Hop),
    /// From here it goes one way or another.
    Choice(Choice),
}

/// One layer on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop {
    /// Its place among all hops of its path, in the order in which they are written, from 0.
    pub number: usize,
    /// What it is numbered with in pictures: "3"; in the second way of a choice, "3b".
    pub label: String,
    /// In the path's diagram; without copies, the first one.
    pub at: NodeRef,
    /// Who does what here.
    pub say: String,
}

/// Where a request goes one of several ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Unique in its path. Choices that have one id in several paths of a trace are made together.
    pub id: Id,
    /// What decides.
    pub kind: ChoiceKind,
    /// Two to four.
    pub ways: Vec<Way>,
}

/// What decides which way a request goes.
#[derive(Debug, Clone, PartialEq)]
pub enum ChoiceKind {
    /// A condition of the world, asked in these words: "Is the file in memory already?"
    When(String),
    /// Nothing: any of the ways will do. In these words: "One of the two replicas answers."
    Either(String),
}

impl ChoiceKind {
    /// The question or the sentence that stands above the ways.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::When(words) | Self::Either(words) => words,
        }
    }
}

/// One of the ways of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Unique in its choice. Where a choice is made in several paths together, the ways of this id
    /// are taken together.
    pub id: Id,
    /// What holds, or which it is: "Yes, it was read before".
    pub name: String,
    /// A question of the lesson, asked when the way is taken, before its first hop is shown.
    pub ask: Option<Id>,
    /// Begins with a hop.
    pub legs: Vec<Leg>,
    /// The request ends here; else it goes on with what follows the choice.
    pub ends: bool,
}

/// Which way was taken at a choice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decision {
    /// The choice.
    pub choice: Id,
    /// One of its ways.
    pub way: Id,
}

impl Way {
    /// All hops of it, in the order in which they are written.
    #[must_use]
    pub fn hops(&self) -> Vec<&Hop> {
        let mut all = Vec::new();
        gather(&self.legs, &mut all);
        all
    }
}

impl TracePath {
    /// All hops, in the order in which they are written.
    #[must_use]
    pub fn hops(&self) -> Vec<&Hop> {
        let mut all = Vec::new();
        gather(&self.legs, &mut all);
        all
    }

    /// The hops of a way that has no choices.
    #[must_use]
    pub fn straight(&self) -> Option<Vec<&Hop>> {
        let hops = self.legs.iter().map(|leg| match leg {
            Leg::Hop(hop) => Some(hop),
            Leg::Choice(_) => None,
        });
        hops.collect()
    }

    /// Each hop with each one that may follow it.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&Hop, &Hop)> {
        let mut pairs = Vec::new();
        follow(&self.legs, Vec::new(), &mut pairs);
        pairs
    }

    /// All choices, in the order in which they are written.
    #[must_use]
    pub fn choices(&self) -> Vec<&Choice> {
        let mut all = Vec::new();
        choices(&self.legs, &mut all);
        all
    }
}

fn gather<'p>(legs: &'p [Leg], all: &mut Vec<&'p Hop>) {
    for leg in legs {
        match leg {
            Leg::Hop(hop) => all.push(hop),
            Leg::Choice(choice) => choice.ways.iter().for_each(|way| gather(&way.legs, all)),
        }
    }
}

fn choices<'p>(legs: &'p [Leg], all: &mut Vec<&'p Choice>) {
    for leg in legs {
        if let Leg::Choice(choice) = leg {
            all.push(choice);
            choice.ways.iter().for_each(|way| choices(&way.legs, all));
        }
    }
}

/// Goes on from where a request may be, and says where it may be then.
fn follow<'p>(
    legs: &'p [Leg],
    mut from: Vec<&'p Hop>,
    pairs: &mut Vec<(&'p Hop, &'p Hop)>,
) -> Vec<&'p Hop> {
    for leg in legs {
        match leg {
            Leg::Hop(hop) => {
                pairs.extend(from.iter().map(|before| (*before, hop)));
                from = vec![hop];
            }
            Leg::Choice(choice) => {
                let mut joined = Vec::new();
                for way in &choice.ways {
                    let end = follow(&way.legs, from.clone(), pairs);
                    if !way.ends {
                        joined.extend(end);
                    }
                }
                from = joined;
            }
        }
    }
    from
}

impl Trace {
    /// How many hops the longest of its paths has, all ways counted.
    #[must_use]
    pub fn most_hops(&self) -> usize {
        self.paths.iter().map(|path| path.hops().len()).max().unwrap_or(0)
    }

    /// Has it choices anywhere?
    #[must_use]
    pub fn branches(&self) -> bool {
        self.paths.iter().any(|path| path.straight().is_none())
    }

    /// The choice of that id, of the first path that has it.
    #[must_use]
    pub fn choice(&self, id: &Id) -> Option<&Choice> {
        self.paths.iter().flat_map(TracePath::choices).find(|choice| choice.id == *id)
    }
}
