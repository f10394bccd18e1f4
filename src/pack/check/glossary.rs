//! Checks and converts the glossary.

use crate::{
    id::Id,
    pack::{
        check::{
            checker::{Checker, Seen, all},
            first::First,
        },
        course::Term,
        path::Path,
        source::{PackSource, TermSource},
    },
};

/// For each word of the glossary, the term that it stands for.
type Words<'a> = First<String, &'a str>;

impl<'a> Checker<'a, '_> {
    pub(super) fn glossary(&mut self, pack: &'a PackSource, path: &Path<'_>) -> Option<Vec<Term>> {
        let (mut seen, mut words) = (Seen::default(), Words::default());
        all(pack
            .terms
            .iter()
            .enumerate()
            .map(|(number, term)| self.glossed(term, &path.index(number), (&mut seen, &mut words))))
    }

    fn glossed(
        &mut self,
        source: &'a TermSource,
        path: &Path<'_>,
        (seen, words): (&mut Seen<'a>, &mut Words<'a>),
    ) -> Option<Term> {
        let name = &source.id;
        let id = self.new_id(name, &path.field("id"), "term", seen);
        let word_at = path.field("word");
        let word = self.text(&source.word, &word_at, format_args!("the word of the term `{name}`"));
        self.one_meaning(&word, name, &word_at, words);
        let meaning = self.text(
            &source.meaning,
            &path.field("meaning"),
            format_args!("the meaning of the term `{name}`"),
        );
        let also_at = path.field("also");
        let also = source.also.iter().enumerate().map(|(number, also)| {
            let what = format_args!("another word for the term `{name}`");
            let path = also_at.index(number);
            let also = self.text(also, &path, what);
            self.one_meaning(&also, name, &path, words);
            also
        });
        let also = also.collect();
        let introduced_in = self.introducing(source, &path.field("introduced_in"));
        Some(Term { id: id?, word, meaning, also, introduced_in: introduced_in? })
    }

    /// Reports a word that stands for two terms, or twice for one.
    fn one_meaning(&mut self, word: &str, term: &'a str, path: &Path<'_>, words: &mut Words<'a>) {
        if word.is_empty() {
            return;
        }
        match words.note(word.to_owned(), term) {
            Some(first) if first == term => {
                let message = format!("the term `{term}` has the word `{word}` twice");
                self.report.error(path, message, Some("Remove one of them.".to_owned()));
            }
            Some(first) => {
                let message = format!("`{word}` is a word of the term `{first}` already");
                let remedy = "Leave it to one of them, or write a longer name.".to_owned();
                self.report.error(path, message, Some(remedy));
            }
            None => {}
        }
    }

    /// The lesson that explains a term; reported if there is none.
    fn introducing(&mut self, source: &TermSource, path: &Path<'_>) -> Option<Id> {
        self.lesson_named(&source.introduced_in, path)
    }

    /// The lesson of the pack that is named there.
    pub(super) fn lesson_named(&mut self, lesson: &str, path: &Path<'_>) -> Option<Id> {
        let index = self.index;
        if !index.knows_lesson(lesson) && !index.is_mistaken(lesson) {
            let remedy = self.report.did_you_mean(lesson, index.lesson_names());
            let remedy =
                remedy.unwrap_or_else(|| "Write the id of a lesson of this pack.".to_owned());
            self.report.error(path, format!("unknown lesson `{lesson}`"), Some(remedy));
            return None;
        }
        Id::new(lesson).ok()
    }
}
