//! The order in which options are offered: by chance as it seems, and always the same for the same
//! seed.

use crate::{
    id::Id,
    quiz::{Kind, Question},
};

/// The seed for a question that was answered so many times before: each answer changes it.
#[must_use]
pub fn seed(question: &Id, attempts: u32) -> u64 {
    // FNV-1a, written down so that it never changes with a library.
    let bytes = question.as_str().bytes().chain(attempts.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The numbers below `count`, shuffled.
#[must_use]
pub fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed;
    for at in (1..count).rev() {
        let chance = next(&mut state) % (at as u64 + 1);
        order.swap(at, usize::try_from(chance).unwrap_or(0));
    }
    order
}

/// The next of a sequence of numbers (`SplitMix64`).
pub(super) fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Question {
    /// In which order the options, items or names are offered, by their numbers.
    #[must_use]
    pub fn offered(&self, seed: u64) -> Vec<usize> {
        let count = match &self.kind {
            Kind::Order(order) => order.items.len(),
            kind => kind
                .choices()
                .map(<[_]>::len)
                .or_else(|| Some(kind.pairing()?.items.len()))
                .unwrap_or(0),
        };
        if self.in_order && !matches!(self.kind, Kind::Order(_)) {
            return (0..count).collect();
        }
        let mut offered = shuffled(count, seed);
        if let Kind::Order(order) = &self.kind {
            let rank = |at: &usize| order.items.get(*at).map_or(0, |item| item.rank);
            // Items to be put in order are never offered in the right order.
            if offered.is_sorted_by_key(rank) {
                offered.reverse();
            }
        }
        offered
    }

    /// In which order the targets are offered, by their numbers: bins as listed, right sides
    /// shuffled.
    #[must_use]
    pub fn targets_offered(&self, seed: u64) -> Vec<usize> {
        let count = self.kind.pairing().map_or(0, |pairing| pairing.targets.len());
        match self.kind {
            Kind::Match(_) if !self.in_order => shuffled(count, seed ^ 0x5bd1_e995),
            _ => (0..count).collect(),
        }
    }
}
