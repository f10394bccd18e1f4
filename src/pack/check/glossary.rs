//! Checks and converts the glossary.

use crate::{
    id::Id,
    pack::{
        check::checker::{Checker, Seen, all},
        course::Term,
        path::Path,
        source::{PackSource, TermSource},
    },
};

impl<'a> Checker<'a, '_> {
    pub(super) fn glossary(&mut self, pack: &'a PackSource, path: &Path<'_>) -> Option<Vec<Term>> {
        let mut seen = Seen::default();
        all(pack
            .terms
            .iter()
            .enumerate()
            .map(|(number, term)| self.glossed(term, &path.index(number), &mut seen)))
    }

    fn glossed(
        &mut self,
        source: &'a TermSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
    ) -> Option<Term> {
        let name = &source.id;
        let id = self.new_id(name, &path.field("id"), "term", seen);
        let word = self.text(
            &source.word,
            &path.field("word"),
            format_args!("the word of the term `{name}`"),
        );
        let meaning = self.text(
            &source.meaning,
            &path.field("meaning"),
            format_args!("the meaning of the term `{name}`"),
        );
        let also_at = path.field("also");
        let also = source.also.iter().enumerate().map(|(number, also)| {
            let what = format_args!("another word for the term `{name}`");
            self.text(also, &also_at.index(number), what)
        });
        let also = also.collect();
        let introduced_in = self.introducing(source, &path.field("introduced_in"));
        Some(Term { id: id?, word, meaning, also, introduced_in: introduced_in? })
    }

    /// The lesson that explains a term; reported if there is none.
    fn introducing(&mut self, source: &TermSource, path: &Path<'_>) -> Option<Id> {
        let (lesson, index) = (&source.introduced_in, self.index);
        if !index.knows_lesson(lesson) && !index.is_mistaken(lesson) {
            let remedy = self.report.did_you_mean(lesson, index.lesson_names());
            let remedy =
                remedy.unwrap_or_else(|| "Write the id of a lesson of this pack.".to_owned());
            self.report.error(path, format!("unknown lesson `{lesson}`"), Some(remedy));
            return None;
        }
        Id::new(lesson).ok()
    }

    /// Warns of terms that nothing uses.
    pub(super) fn unused_terms(&mut self, pack: &PackSource, path: &Path<'_>) {
        for (number, term) in pack.terms.iter().enumerate() {
            if !self.used_terms.contains(&term.id) {
                let message = format!("nothing uses the term `{}`", term.id);
                let remedy = format!(
                    "Write `[{}](term:{})` where it helps, or remove it.",
                    term.word, term.id
                );
                self.report.warning(&path.index(number).field("id"), message, Some(remedy));
            }
        }
    }
}
