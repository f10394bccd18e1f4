//! Checks and converts the words of roles, and warns of those that are said nowhere.

use crate::{
    diagram::RoleWords,
    pack::{
        check::checker::Checker,
        path::Path,
        source::{DiagramSource, PackSource, RoleWordSource},
    },
};
use std::collections::HashSet;

impl Checker<'_, '_> {
    /// The words of roles for the whole pack.
    pub(super) fn pack_roles(&mut self, pack: &PackSource, path: &Path<'_>) {
        let mut used = HashSet::new();
        if !pack.roles.is_empty() && !self.index.broken {
            let shapes = self.index.diagrams.values().map(|diagram| &diagram.shape);
            used.extend(shapes.flat_map(|shape| shape.boxes.values().map(|b| b.role)));
        }
        for (number, entry) in pack.roles.iter().enumerate() {
            let (path, role) = (path.index(number), entry.role);
            let name = role.name();
            if entry.word.is_none() {
                let message = format!("the role `{name}` is given no word");
                let remedy = "Write `word: \"…\"`, or leave the entry out.".to_owned();
                self.report.error(&path, message, Some(remedy));
            } else if !self.index.broken && !used.contains(&role) {
                let message = format!("no layer of the pack has the role `{name}`");
                let remedy = "Remove its word, or give the role to a layer.".to_owned();
                self.report.warning(&path.field("role"), message, Some(remedy));
            }
        }
        self.roles = self.role_words(&pack.roles, path, RoleWords::default());
    }

    /// The words of roles for a diagram: the pack's, with the diagram's own in place of some.
    pub(super) fn diagram_roles(&mut self, source: &DiagramSource, path: &Path<'_>) -> RoleWords {
        let words = self.roles.clone();
        for (number, entry) in source.roles.iter().enumerate() {
            let name = entry.role.name();
            if entry.word.is_none() && words.of(entry.role).is_none() {
                let message = format!("the role `{name}` has no word that could be left out");
                let remedy = "Write `word: \"…\"`, or leave the entry out.".to_owned();
                self.report.warning(&path.index(number), message, Some(remedy));
            }
        }
        self.role_words(&source.roles, path, words)
    }

    fn role_words(
        &mut self,
        source: &[RoleWordSource],
        path: &Path<'_>,
        mut words: RoleWords,
    ) -> RoleWords {
        let mut seen = HashSet::new();
        for (number, entry) in source.iter().enumerate() {
            let (path, role) = (path.index(number), entry.role);
            let name = role.name();
            if !seen.insert(role) {
                let message = format!("there are two words for the role `{name}`");
                let remedy = "Leave one of them.".to_owned();
                self.report.error(&path.field("role"), message, Some(remedy));
            }
            let what = format_args!("the word for the role `{name}`");
            let word = entry.word.as_deref().map(|word| self.text(word, &path.field("word"), what));
            words = words.with(role, word);
        }
        words
    }
}
