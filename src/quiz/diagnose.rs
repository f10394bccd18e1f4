//! Finding which layer has failed, by requests that arrive or do not.
//!
//! Nothing is told but that: where a request stopped is what is to be found. So only requests take
//! part whose fate no condition decides, whichever candidate has failed; and candidates by which the
//! same requests are stopped are one: nobody can tell them apart.

use crate::{
    diagram::{Broken, FateKind, Hop, Leg, NodeRef, TracePath},
    id::Id,
};
use std::collections::HashMap;

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
    /// Of each candidate, its class.
    class_of: Vec<usize>,
    /// Candidates that fail alike, each class in their order.
    classes: Vec<Vec<usize>>,
}

type Bits = Vec<u64>;

fn bit(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

/// Up to so many classes and requests, the fewest tries are found exactly; of more, few are, by
/// taking each time the request that rules out most.
pub const EXACT: usize = 24;

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
        for (request, path) in paths.iter().enumerate() {
            match stopping(path, candidates, &by_layer) {
                Some(by) => {
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
        Self { requests: paths.len(), stopped, undecided, class_of, classes }
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
        let own = self.class_of.get(failed)?;
        let differs = |request: usize, class: usize| {
            let other = self.classes.get(class).and_then(|class| class.first());
            other
                .is_some_and(|other| self.arrives(request, *other) != self.arrives(request, failed))
        };
        let takes_part = |request: &usize| !self.undecided.contains(request);
        let requests: Vec<usize> = (0..self.requests).filter(takes_part).collect();
        let left = (0..self.classes.len()).filter(|class| class != own);
        let left = left.filter(|class| !known.iter().any(|request| differs(*request, *class)));
        // Of each class that is left, the requests that rule it out.
        let left: Vec<Vec<usize>> = left
            .map(|class| {
                requests.iter().copied().filter(|request| differs(*request, class)).collect()
            })
            .collect();
        if left.iter().any(Vec::is_empty) {
            return None;
        }
        let exact = left.len() <= EXACT && requests.len() <= EXACT;
        Some(if exact { fewest_of(&left) } else { few_of(&left) })
    }
}

/// The candidates by which a request is stopped; nothing where a condition decides for one of them.
fn stopping(
    path: &TracePath,
    candidates: &[Candidate<'_>],
    by_layer: &HashMap<&Id, Vec<usize>>,
) -> Option<Vec<usize>> {
    let mut met: Vec<usize> = Vec::new();
    let meets = |hop: &Hop, candidate: &usize| {
        candidates.get(*candidate).is_some_and(|candidate| Broken::holds(&candidate.name, hop))
    };
    let mut branches = false;
    let mut ahead: Vec<&[Leg]> = vec![&path.legs];
    while let Some(legs) = ahead.pop() {
        for leg in legs {
            match leg {
                Leg::Hop(hop) => {
                    let here = by_layer.get(&hop.at.node).into_iter().flatten();
                    met.extend(here.copied().filter(|candidate| meets(hop, candidate)));
                }
                Leg::Choice(choice) => {
                    branches = true;
                    ahead.extend(choice.ways.iter().map(|way| way.legs.as_slice()));
                }
            }
        }
    }
    met.sort_unstable();
    met.dedup();
    if !branches {
        return Some(met);
    }
    let mut stopped = Vec::new();
    for candidate in met {
        let in_it = |hop: &Hop| {
            by_layer.get(&hop.at.node).is_some_and(|here| here.contains(&candidate))
                && meets(hop, &candidate)
        };
        match path.fate_if(in_it).kind() {
            FateKind::Stops => stopped.push(candidate),
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
fn few_of(each: &[Vec<usize>]) -> Vec<usize> {
    let mut open: Vec<&Vec<usize>> = each.iter().collect();
    let mut chosen = Vec::new();
    while !open.is_empty() {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for request in open.iter().copied().flatten() {
            *counts.entry(*request).or_default() += 1;
        }
        let best = counts.into_iter().max_by_key(|(request, count)| (*count, usize::MAX - request));
        let Some((best, _)) = best else { break };
        chosen.push(best);
        open.retain(|one| !one.contains(&best));
    }
    chosen.sort_unstable();
    chosen
}
