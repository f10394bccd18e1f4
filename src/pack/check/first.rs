//! For each name, the first value that goes by it.

use std::{collections::HashMap, hash::Hash};

/// So few names are found sooner one by one than by hashing: most questions have no more parts.
const FEW: usize = 8;

/// What was noted first under each name.
#[derive(Debug)]
pub(super) struct First<K, V> {
    few: Vec<(K, V)>,
    /// Those after the first few.
    many: HashMap<K, V>,
}

impl<K, V> Default for First<K, V> {
    fn default() -> Self {
        Self { few: Vec::new(), many: HashMap::new() }
    }
}

impl<K: Eq + Hash, V: Copy> First<K, V> {
    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        if self.few.len() + more > FEW {
            self.many.reserve(more);
        }
    }

    /// Notes a value, and answers with the one that was noted under the same name before.
    pub(super) fn note(&mut self, key: K, value: V) -> Option<V> {
        if let Some((_, first)) = self.few.iter().find(|(known, _)| *known == key) {
            return Some(*first);
        }
        if self.few.len() < FEW {
            self.few.push((key, value));
            return None;
        }
        let mut before = None;
        self.many.entry(key).and_modify(|first| before = Some(*first)).or_insert(value);
        before
    }
}
