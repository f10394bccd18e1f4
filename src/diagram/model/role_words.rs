//! What roles are called.
//!
//! A role is a colour and an icon, which an author may want for something else: of an "OSI layer 4"
//! in the colour of kernels nobody should hear "kernel". So a role has no word but the one that its
//! author gives it.

use crate::diagram::model::LayerRole;
use std::{collections::BTreeMap, sync::Arc};

/// The words that an author gives to roles. Cheap to clone: a pack's diagrams share them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RoleWords(Arc<BTreeMap<LayerRole, String>>);

impl RoleWords {
    /// The word for a role, if it has one.
    #[must_use]
    pub fn of(&self, role: LayerRole) -> Option<&str> {
        self.0.get(&role).map(String::as_str)
    }

    /// These words, but for one role: with another word for it, or with none.
    #[must_use]
    pub fn with(mut self, role: LayerRole, word: Option<String>) -> Self {
        let words = Arc::make_mut(&mut self.0);
        match word {
            Some(word) => words.insert(role, word),
            None => words.remove(&role),
        };
        self
    }
}
