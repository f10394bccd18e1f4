//! What authors wish of the questions that their pictures ask.

use crate::{
    diagram::{Choice, Trace, TracePath},
    id::Id,
    pack::{
        Block,
        check::{checker::Checker, index::LessonAt},
        course::{Course, Lesson},
        drawn::drawn_ids,
        path::Path,
        source::WishSource,
    },
    quiz::generate::{Change, KINDS, Wish},
};
use std::collections::{BTreeSet, HashMap, HashSet};

impl<'a> Checker<'a, '_> {
    /// The wishes of all lessons. Each names a question that the lesson's pictures ask, so that
    /// none is left behind when a picture changes.
    pub(super) fn wishes(&mut self, course: &Course) -> Option<Vec<Wish>> {
        let mut wishes = Vec::new();
        let mut sound = true;
        let lessons: HashMap<&str, &Lesson> =
            course.lessons.iter().map(|lesson| (lesson.id.as_str(), &**lesson)).collect();
        for at in self.index.lessons.iter().filter(|at| !at.source.from_pictures.is_empty()) {
            let Some(lesson) = lessons.get(at.source.id.as_str()) else { continue };
            let asked: HashSet<Id> = drawn_ids(course, lesson).into_iter().collect();
            let of =
                |path: &Path<'_>| self.wishes_of(at, &path.field("from_pictures"), lesson, &asked);
            match at.at(of) {
                Some(found) => wishes.extend(found),
                None => sound = false,
            }
        }
        sound.then_some(wishes)
    }

    fn wishes_of(
        &mut self,
        at: &LessonAt<'a>,
        path: &Path<'_>,
        lesson: &Lesson,
        asked: &HashSet<Id>,
    ) -> Option<Vec<Wish>> {
        let mut seen = HashSet::new();
        let mut wishes = Some(Vec::new());
        for (number, wish) in at.source.from_pictures.iter().enumerate() {
            let path = path.index(number);
            let (name, change) = match wish {
                WishSource::Forbid(wish) => (&wish.id, Change::Forbid),
                WishSource::Reword(wish) => {
                    let what = format_args!("the prompt of `{}`", wish.id);
                    let prompt = self.worded(&wish.prompt, &path.field("prompt"), what);
                    (&wish.id, Change::Reword(prompt))
                }
            };
            let path = path.field("id");
            if !seen.insert(name) {
                let message = format!("there are two wishes for the question `{name}`");
                self.report.error(&path, message, Some("Remove one of them.".to_owned()));
                wishes = None;
            } else if let Some(id) = asked.get(name.as_str()) {
                if let Some(wishes) = &mut wishes {
                    wishes.push(Wish { id: id.clone(), change });
                }
            } else if could_be_asked(name, lesson) {
                // Strata once asked more than it does today: a wish for such a question is no
                // reason to refuse a pack.
                let message = format!("the lesson’s pictures do not ask `{name}`");
                let remedy = "Remove the wish; `strata questions` lists what they ask.".to_owned();
                self.report.warning(&path, message, Some(remedy));
            } else {
                let known: BTreeSet<&str> = asked.iter().map(Id::as_str).collect();
                let remedy = self.report.did_you_mean(name, known).unwrap_or_else(|| {
                    "`strata questions` lists those that the pictures ask.".to_owned()
                });
                let message = format!("the lesson’s pictures ask no question `{name}`");
                self.report.error(&path, message, Some(remedy));
                wishes = None;
            }
        }
        wishes
    }
}

/// Could a picture of the lesson have asked this question once? Its id is made of a kind, and of diagrams
/// of the lesson, their parts, its requests and their choices, or of a hash.
fn could_be_asked(id: &str, lesson: &Lesson) -> bool {
    let mut parts = id.split("--");
    if !parts.next().is_some_and(|kind| KINDS.iter().any(|(known, _)| *known == kind)) {
        return false;
    }
    let hashed = |part: &str| part.len() == 32 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let traces = lesson.blocks.iter().filter_map(|block| match block {
        Block::SideBySide(block) => Some(&block.traces),
        _ => None,
    });
    let traces: Vec<&Trace> = traces.flatten().collect();
    let is_trace = |part: &str| traces.iter().any(|trace| trace.id.as_str() == part);
    let paths = traces.iter().flat_map(|trace| &trace.paths);
    let choices: Vec<&Choice> = paths.flat_map(TracePath::choices).collect();
    let decides = |part: &str| {
        let is = |id: &Id| id.as_str() == part;
        choices.iter().any(|choice| is(&choice.id) || choice.ways.iter().any(|way| is(&way.id)))
    };
    let known = |part: &str| {
        lesson.diagrams.iter().any(|diagram| {
            let is = |id: &Id| id.as_str() == part;
            is(&diagram.id) || diagram.parts().any(|of| of.kind().id().is_some_and(is))
        })
    };
    let parts: Vec<&str> = parts.collect();
    match parts.as_slice() {
        [] => false,
        [hash] => hashed(hash),
        parts => parts.iter().all(|part| known(part) || decides(part) || is_trace(part)),
    }
}
