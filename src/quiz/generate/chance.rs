//! Which distractors are taken: by chance as it seems, and always the same for the same seed.

use crate::{id::Id, quiz::shuffle};
use std::collections::BTreeMap;

/// A sequence of numbers for one question.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(question: &Id, seed: u64) -> Self {
        Self(seed ^ shuffle::seed(question, 0))
    }

    /// Up to `most` of the candidates that `accept` takes, of those with the lowest `tier` first.
    pub(super) fn pick_by<T: Copy>(
        &mut self,
        candidates: &[T],
        most: usize,
        tier: impl Fn(T) -> u8,
        mut accept: impl FnMut(T) -> bool,
    ) -> Vec<T> {
        let mut tiers: BTreeMap<u8, Vec<T>> = BTreeMap::new();
        for candidate in candidates {
            tiers.entry(tier(*candidate)).or_default().push(*candidate);
        }
        let mut picked = Vec::new();
        for of_tier in tiers.values() {
            let room = most.saturating_sub(picked.len());
            picked.extend(self.pick(of_tier, room, &mut accept));
        }
        picked
    }

    /// Up to `most` of the candidates that `accept` takes. It is asked only until there are enough.
    pub(super) fn pick<T: Copy>(
        &mut self,
        candidates: &[T],
        most: usize,
        mut accept: impl FnMut(T) -> bool,
    ) -> Vec<T> {
        let mut left = candidates.to_vec();
        let mut picked = Vec::new();
        while picked.len() < most && !left.is_empty() {
            let at = shuffle::next(&mut self.0) % left.len() as u64;
            let candidate = left.swap_remove(usize::try_from(at).unwrap_or(0));
            if accept(candidate) {
                picked.push(candidate);
            }
        }
        picked
    }
}
