//! What an update of a pack changes for a learner: told before it is installed.

use crate::{
    id::Id,
    pack::Course,
    quiz::{Question, hashes},
};
use std::collections::{HashMap, HashSet};

/// Questions and lessons of a new version beside those of the old one, matched by id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    pub lessons_new: usize,
    pub lessons_removed: usize,
    pub questions_new: usize,
    pub questions_removed: usize,
    /// Other words, the same answer.
    pub questions_reworded: usize,
    /// Another answer, or other options.
    pub questions_answer_changed: usize,
}

impl Changes {
    #[must_use]
    pub fn between(old: &Course, new: &Course) -> Self {
        let mut changes = Self::default();
        let lessons: HashSet<&Id> = old.lessons.iter().map(|lesson| &lesson.id).collect();
        let mut lessons_kept = 0;
        for lesson in &new.lessons {
            let known =
                std::iter::once(&lesson.id).chain(&lesson.was).any(|id| lessons.contains(id));
            if known {
                lessons_kept += 1;
            } else {
                changes.lessons_new += 1;
            }
        }
        changes.lessons_removed = old.lessons.len().saturating_sub(lessons_kept);
        let former: HashMap<&Id, &Question> =
            questions(old).map(|question| (&question.id, question)).collect();
        let mut questions_kept = 0;
        for question in questions(new) {
            let former = std::iter::once(&question.id)
                .chain(&question.was)
                .find_map(|id| former.get(id).copied());
            let Some(former) = former else {
                changes.questions_new += 1;
                continue;
            };
            questions_kept += 1;
            let (before, now) = (hashes(former), hashes(question));
            if before.answer != now.answer {
                changes.questions_answer_changed += 1;
            } else if before.wording != now.wording {
                changes.questions_reworded += 1;
            }
        }
        changes.questions_removed = questions(old).count().saturating_sub(questions_kept);
        changes
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

fn questions(course: &Course) -> impl Iterator<Item = &Question> {
    course.lessons.iter().flat_map(|lesson| &lesson.questions)
}
