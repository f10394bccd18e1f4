//! Checks and converts prose: connects the Markdown reader with what the names in it mean.

use crate::{
    diagram::NodeRef,
    id::Id,
    pack::{
        check::{
            checker::Checker,
            names::{LessonScope, Scope},
        },
        markdown::{self, Names},
        path::Path,
        prose::{Prose, ProseBlock, Span},
        signs,
    },
};
use std::{collections::HashMap, fmt::Arguments, ops::Range};

/// What the prose of one lesson shares.
pub(super) struct LessonWords<'a> {
    pub lesson: &'a str,
    pub scope: LessonScope<'a>,
    /// Each source's number, in order of first use.
    pub numbers: HashMap<String, usize>,
}

/// Answers the Markdown reader's questions for one text.
struct Asked<'c, 'a, 'r, 'p> {
    checker: &'c mut Checker<'a, 'r>,
    words: &'c mut LessonWords<'a>,
    path: &'c Path<'p>,
}

impl Names for Asked<'_, '_, '_, '_> {
    fn layer(&mut self, name: &str, at: Range<usize>) -> Option<NodeRef> {
        let scope = Scope::Lesson(&self.words.scope);
        self.checker.layer(name, self.path, Some(at), scope, Some(self.words.lesson))
    }

    fn source(&mut self, id: &str, at: Range<usize>) -> Option<(Id, usize)> {
        let id = self.checker.source(id, self.path, Some(at))?;
        let next = self.words.numbers.len() + 1;
        let number = *self.words.numbers.entry(id.as_str().to_owned()).or_insert(next);
        Some((id, number))
    }

    fn term(&mut self, id: &str, at: Range<usize>) -> Option<Id> {
        self.checker.term(id, self.path, Some(at))
    }

    fn refuse(&mut self, at: Range<usize>, message: String, remedy: &str) {
        self.checker.report.error_in(self.path, at, message, Some(remedy.to_owned()));
    }
}

impl<'a> Checker<'a, '_> {
    pub(super) fn prose(
        &mut self,
        text: &str,
        path: &Path<'_>,
        what: Arguments<'_>,
        words: &mut LessonWords<'a>,
    ) -> Prose {
        if signs::is_blank(text) {
            self.blank(text, path, what, "Write it.");
        }
        if !self.characters(text, path, what) {
            return Prose::new();
        }
        let prose = markdown::read(text, &mut Asked { checker: self, words, path });
        self.tables_in(&prose, text, path);
        prose
    }

    /// Checks and converts one line of prose, such as the cell of a table.
    pub(super) fn line(
        &mut self,
        text: &str,
        path: &Path<'_>,
        what: Arguments<'_>,
        words: &mut LessonWords<'a>,
    ) -> Vec<Span> {
        if !self.characters(text, path, what) {
            return Vec::new();
        }
        let mut blocks = markdown::read(text, &mut Asked { checker: self, words, path });
        match (blocks.pop(), blocks.is_empty()) {
            (None, _) => Vec::new(),
            (Some(ProseBlock::Paragraph(spans)), true) => spans,
            _ => {
                let remedy = "Write one paragraph, without headings, lists or quotes.".to_owned();
                self.report.error(
                    path,
                    format!("{what} is more than a line of text"),
                    Some(remedy),
                );
                Vec::new()
            }
        }
    }
}
