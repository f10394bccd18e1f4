//! How much is begun again, and what that takes from what counts.

use crate::{
    app::{
        model::{Model, corrections::Resetting},
        values::ResetScope,
    },
    id::Id,
    quiz::Question,
};
use std::collections::BTreeSet;

impl Model {
    /// What a reset would take away: what counts now, and what is on its way to the record and
    /// comes there before the reset. Former ids are named as the log has them.
    #[must_use]
    pub fn resetting(&self, scope: ResetScope) -> Option<Resetting> {
        let (key, course, lesson) = self.open_lesson()?;
        let standing = self.standing(&key.pack)?;
        let (items, known_lessons) = standing.ids();
        let coming = self.outbox.pending.values().filter(|pending| !pending.counted);
        let coming = coming.filter(|pending| pending.lesson.pack == key.pack);
        let coming: Vec<&Id> = coming.map(|pending| &pending.attempt.item).collect();
        let counted: BTreeSet<Id> =
            items.into_iter().chain(coming.iter().copied().cloned()).collect();
        let names = |question: &Question| -> Vec<Id> {
            std::iter::once(&question.id).chain(&question.was).cloned().collect()
        };
        let stale = standing.changed_ids();
        let (name, mut items, mut lessons) = match scope {
            ResetScope::Question => {
                let question = self.question(key, self.session()?.current()?)?;
                (question.prompt.to_string(), names(question), Vec::new())
            }
            ResetScope::Lesson => {
                let questions = lesson.own_questions().chain(self.picture_questions(key));
                let lessons = std::iter::once(&lesson.id).chain(&lesson.was).cloned().collect();
                (lesson.title.clone(), questions.flat_map(names).collect(), lessons)
            }
            ResetScope::Course => {
                let items = counted.iter().chain(&stale).cloned().collect();
                (course.title.clone(), items, known_lessons.clone())
            }
        };
        let mut changed = items.clone();
        changed.retain(|id| stale.binary_search(id).is_ok() && !counted.contains(id));
        items.retain(|id| counted.contains(id));
        lessons.retain(|id| known_lessons.binary_search(id).is_ok());
        let answers = items.iter().map(|id| {
            let coming = coming.iter().filter(|coming| **coming == id).count();
            standing.item(id, &[]).attempts.saturating_add(u32::try_from(coming).unwrap_or(0))
        });
        let answers = answers.sum();
        let rows = Default::default();
        Some(Resetting { pack: key.pack.clone(), name, items, lessons, changed, answers, rows })
    }
}
