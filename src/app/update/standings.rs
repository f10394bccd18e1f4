//! How the learner stands with what is asked today: what the record says, held against the
//! questions of the packs that are there.

use crate::{
    app::{model::Model, values::LessonKey},
    id::{Id, PackKey},
    pack::Lesson,
    progress::{Attempt, ItemStanding, Standing},
    quiz::Question,
};
use std::{collections::HashMap, sync::Arc};

impl Model {
    /// What counts of the answers to a pack; nothing where nothing is known of it.
    #[must_use]
    pub fn standing(&self, pack: &PackKey) -> Option<&Standing> {
        self.standings.get(pack).map(AsRef::as_ref)
    }

    /// What counts of the answers to a question.
    #[must_use]
    pub fn item(&self, pack: &PackKey, question: &Question) -> ItemStanding {
        self.standing(pack).map(|s| s.item(&question.id, &question.was)).unwrap_or_default()
    }

    /// How many questions of a lesson have changed since they were answered, and are asked again.
    #[must_use]
    pub fn changed_since(&self, pack: &PackKey, lesson: &Lesson) -> usize {
        let Some(standing) = self.standing(pack).filter(|standing| standing.any_changed()) else {
            return 0;
        };
        let changed = |q: &&Question| standing.item(&q.id, &q.was).changed_since();
        lesson.own_questions().filter(changed).count()
    }

    /// Takes over what the record says of a pack.
    pub(super) fn stand(&mut self, pack: PackKey, standing: Arc<Standing>) {
        let held = pack.clone();
        self.standings.insert(pack, standing);
        self.hold(&held);
    }

    /// Holds what the record says of a pack against the questions of today.
    pub(super) fn hold(&mut self, pack: &PackKey) {
        let Some(standing) = self.standings.get_mut(pack) else { return };
        let held = Arc::make_mut(standing);
        if let Some(course) = self.shelf.find(pack).map(|pack| &pack.course) {
            held.hold_against(course.questions());
        }
        let drawn = self.rounds.drawn.iter().filter(|(key, _)| key.pack == *pack);
        drawn.for_each(|(_, questions)| held.hold_against(questions.iter()));
    }

    /// Counts an attempt that has just been made; the pack may have been updated since it was
    /// asked.
    pub(super) fn add(&mut self, lesson: &LessonKey, attempt: &Attempt) {
        let question = self.question(lesson, &attempt.item).cloned();
        let standing = Arc::make_mut(self.standings.entry(lesson.pack.clone()).or_default());
        standing.add(attempt);
        standing.hold_against(&question);
    }

    /// Keeps only those guesses of this window on a pack's questions that still count, under the
    /// ids that the questions have now.
    pub(super) fn keep_guesses(&mut self, pack: &PackKey) {
        let course = self.course(pack).cloned();
        let questions = course.iter().flat_map(|course| course.questions());
        let guessed = questions.filter(|question| self.item(pack, question).guessed);
        let now: HashMap<&Id, &Id> = guessed
            .flat_map(|question| {
                std::iter::once(&question.id).chain(&question.was).map(|id| (id, &question.id))
            })
            .collect();
        let guesses = std::mem::take(&mut self.rounds.guesses);
        let kept = guesses.into_iter().filter_map(|((of, id), answer)| {
            let id = if of == *pack { (*now.get(&id)?).clone() } else { id };
            Some(((of, id), answer))
        });
        self.rounds.guesses = kept.collect();
    }
}
