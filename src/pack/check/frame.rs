//! Checks and converts what stands round the blocks of a lesson.

use crate::pack::{
    check::{
        checker::{Checker, all},
        words::LessonWords,
    },
    course::{Frame, ReadOn},
    limits::{self, budget},
    path::Path,
    prose::{Prose, Span, plain},
    signs,
    source::LessonSource,
};

impl<'a> Checker<'a, '_> {
    pub(super) fn hook(
        &mut self,
        source: &LessonSource,
        path: &Path<'_>,
        words: &mut LessonWords<'a>,
    ) -> Vec<Span> {
        let Some(hook) = &source.hook else { return Vec::new() };
        let what = format_args!("the hook of the lesson `{}`", source.id);
        let spans = self.line(hook, &path.field("hook"), what, words);
        if signs::is_blank(hook) {
            self.blank(hook, &path.field("hook"), what, "Write it, or leave the field out.");
        }
        let (length, most) = (plain(&spans).chars().count(), budget::HOOK);
        if length > most {
            let message = format!("{what} has {length} characters, more than {most}");
            let remedy = "Say it in fewer words: it stands before all else.".to_owned();
            self.report.warning(&path.field("hook"), message, Some(remedy));
        }
        spans
    }

    /// What follows the blocks, with the hook that stood before them: sources are numbered in the
    /// order in which they are read.
    pub(super) fn frame(
        &mut self,
        source: &LessonSource,
        path: &Path<'_>,
        hook: Vec<Span>,
        words: &mut LessonWords<'a>,
    ) -> Option<Frame> {
        let recap = self.recap(source, path, words);
        let try_it = self.try_it(source, path, words);
        Some(Frame { hook, recap, try_it, read_on: self.read_on(source, path)? })
    }

    fn recap(
        &mut self,
        source: &LessonSource,
        path: &Path<'_>,
        words: &mut LessonWords<'a>,
    ) -> Vec<Vec<Span>> {
        let recap_at = path.field("recap");
        let what = format_args!("a sentence of the recap of the lesson `{}`", source.id);
        let (count, most) = (source.recap.len(), limits::RECAP);
        if count > most {
            let message = format!(
                "the recap of the lesson `{}` has {count} sentences, more than {most}",
                source.id
            );
            let remedy = "Leave out what can be looked up: about three are kept in mind.";
            self.report.warning(&recap_at, message, Some(remedy.to_owned()));
        }
        let sentences = source.recap.iter().enumerate();
        sentences
            .map(|(number, text)| {
                let path = recap_at.index(number);
                let spans = self.line(text, &path, what, words);
                if signs::is_blank(text) {
                    self.blank(text, &path, what, "Write it, or remove it.");
                }
                spans
            })
            .collect()
    }

    fn try_it(
        &mut self,
        source: &LessonSource,
        path: &Path<'_>,
        words: &mut LessonWords<'a>,
    ) -> Prose {
        let Some(try_it) = &source.try_it else { return Prose::new() };
        let what = format_args!("what is to be tried in the lesson `{}`", source.id);
        self.prose(try_it, &path.field("try_it"), what, words)
    }

    fn read_on(&mut self, source: &LessonSource, path: &Path<'_>) -> Option<Vec<ReadOn>> {
        let read_on_at = path.field("read_on");
        all(source.read_on.iter().enumerate().map(|(number, read)| {
            let path = read_on_at.index(number);
            let id = self.source(&read.source, &path.field("source"), None);
            let what = format_args!("what is to be found in `{}`", read.source);
            let why = self.text(&read.why, &path.field("why"), what);
            Some(ReadOn { source: id?, why })
        }))
    }
}
