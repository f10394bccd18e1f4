//! Finding which layer has failed, by requests that arrive or do not.
//!
//! Nothing is told but that: where a request stopped is what is to be found. So only requests take
//! part whose fate no condition decides, whichever candidate has failed; and candidates by which the
//! same requests are stopped are one: nobody can tell them apart.

use crate::{
    diagram::{Broken, FateKind, Hop, Leg, NodeRef, TracePath},
    id::Id,
};
use std::{collections::HashMap, iter};

/// A candidate: what may have failed, and the layers in it, all in one diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<'a> {
    /// A layer, a group, a repeat or a copy; without numbers, all copies at once.
    pub name: NodeRef,
    /// The layers that fail with it.
    pub layers: Vec<&'a Id>,
}

/// Which requests are stopped by which candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Symptoms {
    requests: usize,
    /// Of each candidate, the requests that are stopped, a bit each.
    stopped: Vec<Bits>,
    /// Requests whose fate a condition decides for some candidate: they take no part.
    undecided: Vec<usize>,
    /// The others, a bit each.
    decided: Bits,
    /// Of each candidate, its class.
    class_of: Vec<usize>,
    /// Candidates that fail alike, each class in their order.
    classes: Vec<Vec<usize>>,
}

type Bits = Vec<u64>;

fn bit(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

/// The numbers of the bits that are set.
fn ones(bits: &[u64]) -> impl Iterator<Item = usize> {
    (0..).step_by(64).zip(bits).flat_map(|(first, word)| {
        let mut left = *word;
        iter::from_fn(move || {
            let at = left.trailing_zeros();
            // The lowest one goes.
            left &= left.checked_sub(1)?;
            Some(first + at as usize)
        })
    })
}

/// Up to so many classes and requests, the fewest tries are found exactly; of more, few are, by
/// taking each time the request that rules out most.
pub const EXACT: usize = 24;

impl Candidate<'_> {
    /// Is a hop in its copies, if it is at one of its layers?
    fn meets(&self, hop: &Hop) -> bool {
        Broken::holds(&self.name, hop)
    }
}

impl Symptoms {
    /// What these requests tell of these candidates. Each path leads through the diagram of the
    /// candidates. The time is linear in the hops of all paths, apart from paths with choices, which
    /// are weighed once for each candidate on them.
    #[must_use]
    pub fn of(paths: &[&TracePath], candidates: &[Candidate<'_>]) -> Self {
        let mut by_layer: HashMap<&Id, Vec<usize>> = HashMap::new();
        for (at, candidate) in candidates.iter().enumerate() {
            for layer in &candidate.layers {
                by_layer.entry(layer).or_default().push(at);
            }
        }
        let mut stopped = vec![vec![0_u64; paths.len().div_ceil(64)]; candidates.len()];
        let mut undecided = Vec::new();
        let mut decided = vec![0_u64; paths.len().div_ceil(64)];
        for (request, path) in paths.iter().enumerate() {
            match stopping(path, candidates, &by_layer) {
                Some(by) => {
                    if let Some(word) = decided.get_mut(request / 64) {
                        *word |= 1 << (request % 64);
                    }
                    for candidate in by {
                        let word = stopped.get_mut(candidate);
                        if let Some(word) = word.and_then(|bits| bits.get_mut(request / 64)) {
                            *word |= 1 << (request % 64);
                        }
                    }
                }
                None => undecided.push(request),
            }
        }
        let mut known: HashMap<&Bits, usize> = HashMap::new();
        let mut classes: Vec<Vec<usize>> = Vec::new();
        let mut class_of = Vec::with_capacity(stopped.len());
        for (candidate, bits) in stopped.iter().enumerate() {
            let class = *known.entry(bits).or_insert(classes.len());
            match classes.get_mut(class) {
                Some(class) => class.push(candidate),
                None => classes.push(vec![candidate]),
            }
            class_of.push(class);
        }
        Self { requests: paths.len(), stopped, undecided, decided, class_of, classes }
    }

    /// Requests whose fate a condition decides, by their numbers: nothing is told of them.
    #[must_use]
    pub fn undecided(&self) -> &[usize] {
        &self.undecided
    }

    /// Does a request arrive when a candidate has failed?
    #[must_use]
    pub fn arrives(&self, request: usize, candidate: usize) -> bool {
        !self.stopped.get(candidate).is_some_and(|bits| bit(bits, request))
    }

    /// The candidates that fail as one does, it among them: any of them may have failed then.
    #[must_use]
    pub fn alike(&self, candidate: usize) -> &[usize] {
        let class = self.class_of.get(candidate).and_then(|class| self.classes.get(*class));
        class.map_or(&[], Vec::as_slice)
    }

    /// The candidates, class by class.
    #[must_use]
    pub fn classes(&self) -> &[Vec<usize>] {
        &self.classes
    }

    /// Which candidates explain what was seen: for each of these requests, whether it arrived.
    #[must_use]
    pub fn explain(&self, seen: &[(usize, bool)]) -> Vec<usize> {
        let fits = |candidate: &usize| {
            seen.iter().all(|(request, arrived)| self.arrives(*request, *candidate) == *arrived)
        };
        (0..self.stopped.len()).filter(fits).collect()
    }

    /// The fewest further requests that rule out all candidates that do not fail as this one does,
    /// once some are `known`; nothing where all of them together do not. Exactly the fewest for up
    /// to [`EXACT`] requests and classes, else few.
    #[must_use]
    pub fn fewest(&self, failed: usize, known: &[usize]) -> Option<Vec<usize>> {
        let own = self.stopped.get(failed)?;
        let class = self.class_of.get(failed)?;
        let mut left: Vec<Bits> = Vec::new();
        for (_, members) in self.classes.iter().enumerate().filter(|(at, _)| at != class) {
            let bits = members.first().and_then(|first| self.stopped.get(*first))?;
            // The requests that rule it out.
            let differ = own.iter().zip(bits).zip(&self.decided);
            let differ: Bits =
                differ.map(|((own, bits), decided)| (own ^ bits) & decided).collect();
            if differ.iter().all(|word| *word == 0) {
                return None;
            }
            if !known.iter().any(|request| bit(&differ, *request)) {
                left.push(differ);
            }
        }
        let exact = left.len() <= EXACT && self.requests <= EXACT;
        let lists = || left.iter().map(|bits| ones(bits).collect()).collect::<Vec<Vec<usize>>>();
        Some(if exact { fewest_of(&lists()) } else { few_of(&left, self.requests) })
    }
}

/// The candidates by which a request is stopped; nothing where a condition decides for one of them.
fn stopping(
    path: &TracePath,
    candidates: &[Candidate<'_>],
    by_layer: &HashMap<&Id, Vec<usize>>,
) -> Option<Vec<usize>> {
    // Which candidate is met, and at which hop.
    let mut met: Vec<(usize, usize)> = Vec::new();
    let mut branches = false;
    let mut ahead: Vec<&[Leg]> = vec![&path.legs];
    while let Some(legs) = ahead.pop() {
        for leg in legs {
            match leg {
                Leg::Hop(hop) => {
                    let here = by_layer.get(&hop.at.node).into_iter().flatten().copied();
                    let here = here.filter(|at| candidates.get(*at).is_some_and(|c| c.meets(hop)));
                    met.extend(here.map(|candidate| (candidate, hop.number)));
                }
                Leg::Choice(choice) => {
                    branches = true;
                    ahead.extend(choice.ways.iter().map(|way| way.legs.as_slice()));
                }
            }
        }
    }
    met.sort_unstable();
    let mut stopped = Vec::new();
    for met in met.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((candidate, _)) = met.first() else { continue };
        let hops: Vec<usize> = met.iter().map(|(_, hop)| *hop).collect();
        match if branches { path.fate_at(&hops) } else { FateKind::Stops } {
            FateKind::Stops => stopped.push(*candidate),
            FateKind::Arrives => {}
            FateKind::ArrivesWhen => return None,
        }
    }
    Some(stopped)
}

/// The smallest set that has one of each, the first of several in their order.
fn fewest_of(each: &[Vec<usize>]) -> Vec<usize> {
    for most in 0..=each.len() {
        let mut chosen = Vec::new();
        if covers(each, &mut chosen, most) {
            chosen.sort_unstable();
            return chosen;
        }
    }
    Vec::new()
}

/// Adds so many at most, so that one of each is there. What can be had in the fewest ways comes
/// first.
fn covers(each: &[Vec<usize>], chosen: &mut Vec<usize>, most: usize) -> bool {
    let open = each.iter().filter(|one| !one.iter().any(|request| chosen.contains(request)));
    let Some(next) = open.min_by_key(|one| one.len()) else { return true };
    if most == 0 {
        return false;
    }
    for request in next {
        chosen.push(*request);
        if covers(each, chosen, most - 1) {
            return true;
        }
        chosen.pop();
    }
    false
}

/// A set that has one of each: what most have, time and again.
fn few_of(each: &[Bits], requests: usize) -> Vec<usize> {
    let mut open: Vec<&Bits> = each.iter().collect();
    let mut chosen = Vec::new();
    while !open.is_empty() {
        let mut counts = vec![0_usize; requests];
        for request in open.iter().flat_map(|bits| ones(bits)) {
            if let Some(count) = counts.get_mut(request) {
                *count += 1;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        let Some(best) = counts.iter().position(|count| *count == most && most > 0) else { break };
        chosen.push(best);
        open.retain(|bits| !bit(bits, best));
    }
    chosen.sort_unstable();
    chosen
}
