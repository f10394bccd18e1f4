//! Which distractors are taken: by chance as it seems, and always the same for the same seed.

use crate::{id::Id, quiz::shuffle};

/// A sequence of numbers for one question.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(question: &Id, seed: u64) -> Self {
        Self(seed ^ shuffle::seed(question, 0))
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
