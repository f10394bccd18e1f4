//! What an update of a pack changes for a learner: told before it is installed.

use crate::{
    id::Id,
    pack::{Course, Lesson},
    quiz::{
        Question,
        hash::{canonical_key, canonical_wording},
    },
};
use std::collections::{HashMap, HashSet};

/// Questions and lessons of a new version beside those of the old one, matched by id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Lessons that the old version has under no name.
    pub lessons_new: usize,
    /// Lessons of the old version that the new one has under no name.
    pub lessons_removed: usize,
    /// Questions that the old version has under no name.
    pub questions_new: usize,
    /// Questions of the old version that the new one has under no name.
    pub questions_removed: usize,
    /// Other words or other wrong options, the same answer.
    pub questions_reworded: usize,
    /// Something else is right: what was answered does not count any more.
    pub questions_answer_changed: usize,
}

impl Changes {
    /// Compares two versions of a pack; former names (`was`) count as the same lesson or question.
    #[must_use]
    pub fn between(old: &Course, new: &Course) -> Self {
        let mut changes = Self::default();
        let lessons: HashSet<&Id> = read(old).map(|lesson| &lesson.id).collect();
        let is_known =
            |lesson: &&Lesson| names(&lesson.id, &lesson.was).any(|id| lessons.contains(id));
        let kept = read(new).filter(is_known).count();
        changes.lessons_new = read(new).count() - kept;
        changes.lessons_removed = lessons.len().saturating_sub(kept);
        let before: HashMap<&Id, &Question> = old.questions().map(|q| (&q.id, q)).collect();
        let mut kept = 0;
        for question in new.questions() {
            match names(&question.id, &question.was).find_map(|id| before.get(id)) {
                Some(former) => {
                    kept += 1;
                    changes.compare(former, question);
                }
                None => changes.questions_new += 1,
            }
        }
        changes.questions_removed = before.len().saturating_sub(kept);
        changes
    }

    fn compare(&mut self, former: &Question, now: &Question) {
        // Questions that are equal need no hash, and most are as they were.
        if former.kind != now.kind && canonical_key(former) != canonical_key(now) {
            self.questions_answer_changed += 1;
        } else if former != now && canonical_wording(former) != canonical_wording(now) {
            self.questions_reworded += 1;
        }
    }

    /// `1 new lesson, 2 reworded questions`; empty when nothing of the kind changed.
    #[must_use]
    pub fn words(&self) -> String {
        let parts = [
            (self.lessons_new, "new lesson", "new lessons"),
            (self.lessons_removed, "removed lesson", "removed lessons"),
            (self.questions_new, "new question", "new questions"),
            (self.questions_removed, "removed question", "removed questions"),
            (self.questions_reworded, "reworded question", "reworded questions"),
            (
                self.questions_answer_changed,
                "question with another answer",
                "questions with another answer",
            ),
        ];
        let told: Vec<String> = parts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        told.join(", ")
    }
}

/// The lessons that are read: not the checks.
fn read(course: &Course) -> impl Iterator<Item = &Lesson> {
    course.lessons.iter().map(AsRef::as_ref).filter(|lesson: &&Lesson| lesson.check.is_none())
}

/// The id of a question or a lesson, and those that it had before.
fn names<'a>(id: &'a Id, was: &'a [Id]) -> impl Iterator<Item = &'a Id> {
    std::iter::once(id).chain(was)
}
