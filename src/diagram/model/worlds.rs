//! In which worlds something holds, where a world is one way of each choice that a condition
//! decides: a decision diagram, in which every set of worlds is there once.

use crate::{
    diagram::model::{Choice, Decision, Way},
    id::Id,
};
use std::collections::{HashMap, HashSet};

/// A set of worlds: its number among those that were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Set(usize);

impl Set {
    pub(super) const NONE: Self = Self(0);
    pub(super) const ALL: Self = Self(1);
}

/// What is asked first, by its place among the choices of the path, and what is left then.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Split {
    choice: usize,
    ways: Vec<Set>,
}

/// All sets that were made. Choices are asked in the order in which they are written, so that one
/// set is never there in two forms.
#[derive(Debug, Clone)]
pub(super) struct Worlds<'t> {
    choices: Vec<&'t Choice>,
    /// Behind those that hold nowhere and everywhere.
    splits: Vec<Split>,
    known: HashMap<Split, Set>,
    joined: HashMap<(Set, Set), Set>,
}

/// What has to hold at one choice: any of these ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Need<'t> {
    /// What a condition decides.
    pub choice: &'t Choice,
    /// The ways with which it holds, as they are written.
    pub ways: Vec<&'t Way>,
}

impl<'t> Worlds<'t> {
    /// Of a path with these choices, in the order in which they are written.
    pub(super) fn of(choices: Vec<&'t Choice>) -> Self {
        Self { choices, splits: Vec::new(), known: HashMap::new(), joined: HashMap::new() }
    }

    fn split(&self, set: Set) -> Option<&Split> {
        self.splits.get(set.0.checked_sub(2)?)
    }

    /// Where a choice leads into one of these, by its ways.
    pub(super) fn decided(&mut self, choice: usize, ways: Vec<Set>) -> Set {
        if let Some(first) = ways.first()
            && ways.iter().all(|way| way == first)
        {
            return *first;
        }
        let next = Set(self.splits.len() + 2);
        let split = Split { choice, ways };
        let set = *self.known.entry(split.clone()).or_insert(next);
        if set == next {
            self.splits.push(split);
        }
        set
    }

    /// Where at least one of two holds.
    pub(super) fn either(&mut self, one: Set, other: Set) -> Set {
        match (one, other) {
            (Set::ALL, _) | (_, Set::ALL) => return Set::ALL,
            (Set::NONE, set) | (set, Set::NONE) => return set,
            _ if one == other => return one,
            _ => {}
        }
        let pair = (one.min(other), one.max(other));
        if let Some(known) = self.joined.get(&pair) {
            return *known;
        }
        let (Some(a), Some(b)) = (self.split(one), self.split(other)) else { return one };
        let choice = a.choice.min(b.choice);
        let ways = if a.choice == choice { a.ways.len() } else { b.ways.len() };
        let below = |split: &Split, set: Set, way: usize| {
            if split.choice == choice { split.ways.get(way).copied().unwrap_or(set) } else { set }
        };
        let pairs: Vec<(Set, Set)> =
            (0..ways).map(|way| (below(a, one, way), below(b, other, way))).collect();
        let ways = pairs.into_iter().map(|(one, other)| self.either(one, other)).collect();
        let set = self.decided(choice, ways);
        self.joined.insert(pair, set);
        set
    }

    /// Is there a world in it in which this was decided?
    pub(super) fn is_possible(&self, set: Set, decisions: &[Decision]) -> bool {
        let mut seen = HashSet::new();
        let mut left = vec![set];
        while let Some(set) = left.pop() {
            if set == Set::ALL {
                return true;
            }
            let Some(split) = self.split(set).filter(|_| seen.insert(set)) else { continue };
            match self.way_of(split, decisions) {
                Some(way) => left.extend(split.ways.get(way)),
                None => left.extend(&split.ways),
            }
        }
        false
    }

    fn way_of(&self, split: &Split, decisions: &[Decision]) -> Option<usize> {
        let choice = self.choices.get(split.choice)?;
        let made = decisions.iter().find(|made| made.choice == choice.id)?;
        choice.ways.iter().position(|way| way.id == made.way)
    }

    /// The set as one case or the other, each a list of what has to hold: at most so many, and
    /// whether there are more.
    pub(super) fn cases(&self, set: Set, most: usize) -> (Vec<Vec<Need<'t>>>, bool) {
        let (mut cases, mut more) = (Vec::new(), false);
        self.gather(set, &mut Vec::new(), (&mut cases, &mut more), most);
        (cases, more)
    }

    fn gather(
        &self,
        set: Set,
        before: &mut Vec<Need<'t>>,
        (cases, more): (&mut Vec<Vec<Need<'t>>>, &mut bool),
        most: usize,
    ) {
        if set == Set::NONE {
            return;
        }
        if cases.len() == most {
            *more = true;
            return;
        }
        let Some(split) = self.split(set) else {
            cases.push(before.clone());
            return;
        };
        let Some(choice) = self.choices.get(split.choice).copied() else { return };
        let mut done = HashSet::new();
        for below in &split.ways {
            if !done.insert(*below) {
                continue;
            }
            let ways = choice.ways.iter().zip(&split.ways);
            let ways = ways.filter(|(_, set)| *set == below).map(|(way, _)| way).collect();
            before.push(Need { choice, ways });
            self.gather(*below, before, (cases, more), most);
            before.pop();
        }
    }

    /// The number of a choice.
    pub(super) fn number_of(&self, id: &Id) -> Option<usize> {
        self.choices.iter().position(|choice| choice.id == *id)
    }
}
