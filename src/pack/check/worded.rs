//! Checks and converts texts of questions, in which words may name what the glossary says of them.

use crate::{
    pack::{check::checker::Checker, glosses, path::Path, signs},
    quiz::{Gloss, Worded},
};
use std::fmt::Arguments;

impl Checker<'_, '_> {
    /// A text of a question that must say something: `[word](term:cgroup)` is read in it.
    pub(super) fn worded(&mut self, text: &str, path: &Path<'_>, what: Arguments<'_>) -> Worded {
        if !glosses::any(text) {
            return self.text(text, path, what).into();
        }
        if !self.characters(text, path, what) {
            return Worded::default();
        }
        let (mut links, before) = (Vec::new(), self.report.errors());
        for link in glosses::links(text) {
            match link {
                Ok(link) => links.push(link),
                Err(at) => {
                    let remedy = "Write `[word](term:id)`: a term's id has no spaces and ends \
                        before the `)`.";
                    let message = "this link cannot be read".to_owned();
                    self.report.error_in(path, at, message, Some(remedy.to_owned()));
                }
            }
        }
        let (words, places) = glosses::plain(text, &links);
        if signs::is_blank(&words) {
            self.blank(&words, path, what, "Write it.");
        }
        self.length(&words, path, what);
        if self.report.errors() == before {
            self.signs(&glosses::blanked(text, &links), path, what);
        }
        let explained = links.into_iter().zip(places).filter_map(|(link, at)| {
            let id = text.get(link.id.clone()).unwrap_or_default();
            let term = self.term(id, path, Some(link.id))?;
            Some(Gloss { at, term })
        });
        let explained = explained.collect();
        Worded::new(words, explained)
    }

    /// As [`worded`](Self::worded), where nothing need be said.
    pub(super) fn optional_worded(
        &mut self,
        text: Option<&str>,
        path: &Path<'_>,
        what: Arguments<'_>,
    ) -> Option<Worded> {
        let text = text?;
        if glosses::any(text) {
            return Some(self.worded(text, path, what));
        }
        self.optional(Some(text), path, what).map(Worded::from)
    }
}
