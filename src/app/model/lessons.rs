//! The lessons there are, how far the learner is with each, and which comes next.

use super::Model;
use crate::{
    app::values::{LessonKey, LessonState},
    id::{Id, PackKey},
    pack::Lesson,
    progress::ItemStanding,
    quiz::Question,
};

impl Model {
    /// How far the learner is with a lesson.
    #[must_use]
    pub fn lesson_state(&self, pack: &PackKey, lesson: &Lesson) -> LessonState {
        let Some(standing) = self.standing(pack) else { return LessonState::Unseen };
        let items: Vec<_> = lesson.questions.iter().map(|q| standing.item(&q.id, &q.was)).collect();
        // What a round does not tell yet, the list does not tell either.
        let untold = self.rounds.untold(pack);
        let is_right = |(question, item): &(&Question, &ItemStanding)| {
            untold.get(&question.id).copied().unwrap_or(item.ever_right)
        };
        let right = lesson.questions.iter().zip(&items).filter(is_right).count();
        let events = standing.lesson(&lesson.id, &lesson.was);
        let done = if lesson.check.is_some() {
            events.passed
        } else if lesson.questions.is_empty() {
            events.end_reached
        } else {
            let known = events.known && items.iter().all(|item| item.bears_out());
            known || right == lesson.questions.len()
        };
        if done {
            LessonState::Done
        } else if lesson.check.is_some() {
            // What its lessons asked before does not begin it.
            if events.begun { LessonState::Begun(0.0) } else { LessonState::Unseen }
        } else if events.begun || items.iter().any(|item| item.attempts > 0 || item.changed) {
            #[expect(clippy::cast_precision_loss, reason = "a handful of questions")]
            let share = if items.is_empty() { 0.0 } else { right as f32 / items.len() as f32 };
            LessonState::Begun(share)
        } else {
            LessonState::Unseen
        }
    }

    /// Was this check of a unit passed?
    #[must_use]
    pub fn has_passed(&self, check: &LessonKey) -> bool {
        self.standing(&check.pack).is_some_and(|of| of.lesson(&check.lesson, &[]).passed)
    }

    /// The lesson that teaches what a question of the open check asks: the one that its author names
    /// or that asks it too, or else the one whose diagram it asks about.
    #[must_use]
    pub fn lesson_to_read(&self, question: &Id) -> Option<LessonKey> {
        let (key, course, check) = self.open_lesson()?;
        let by_diagram = || {
            let diagram = check.question(question)?.kind.shows()?;
            course.lessons.iter().find(|of| of.diagrams.iter().any(|d| d.id == *diagram))
        };
        let lesson = check.taught_in(question).or_else(|| by_diagram().map(|of| &of.id))?;
        Some(LessonKey { pack: key.pack.clone(), lesson: lesson.clone() })
    }

    /// Every lesson in the order of the list.
    pub fn lessons(&self) -> impl Iterator<Item = LessonKey> + '_ {
        self.shelf.packs.iter().flat_map(|pack| {
            pack.course.lessons.iter().map(|lesson| LessonKey {
                pack: pack.course.key.clone(),
                lesson: lesson.id.clone(),
            })
        })
    }

    pub(in crate::app) fn first_lesson(&self) -> Option<LessonKey> {
        self.lessons().next()
    }

    /// The lesson to go on with: the open one while it isn't done, else the next one that isn't.
    #[must_use]
    pub fn go_on(&self) -> Option<LessonKey> {
        self.go_on_by(|pack, lesson| {
            let course = self.shelf.packs.get(pack).map(|pack| &pack.course);
            let lesson = course.and_then(|course| course.lessons.get(lesson));
            let state = course.zip(lesson).map(|(course, l)| self.lesson_state(&course.key, l));
            state.unwrap_or(LessonState::Unseen)
        })
    }

    /// The lesson to go on with. `state` says how far the learner is with a lesson, by the place of
    /// its pack and its own place in that.
    #[must_use]
    pub fn go_on_by(&self, state: impl Fn(usize, usize) -> LessonState) -> Option<LessonKey> {
        let packs = &self.shelf.packs;
        let all = || {
            let lessons = packs.iter().map(|pack| pack.course.lessons.len());
            lessons.enumerate().flat_map(|(pack, count)| (0..count).map(move |at| (pack, at)))
        };
        let undone = |(pack, at): &(usize, usize)| state(*pack, *at) != LessonState::Done;
        let open = self.open_at();
        let next = open
            .filter(undone)
            .or_else(|| all().skip_while(|at| Some(*at) != open).find(undone))
            .or_else(|| all().find(undone));
        let (pack, at) = next?;
        let course = &packs.get(pack)?.course;
        Some(LessonKey { pack: course.key.clone(), lesson: course.lessons.get(at)?.id.clone() })
    }

    /// The lesson to do after the open one, whether that is done or not; `state` as in
    /// [`go_on_by`](Self::go_on_by).
    #[must_use]
    pub fn upcoming_by(&self, state: impl Fn(usize, usize) -> LessonState) -> Option<LessonKey> {
        let open = self.open_at();
        self.go_on_by(|pack, lesson| {
            if open == Some((pack, lesson)) { LessonState::Done } else { state(pack, lesson) }
        })
    }

    /// The place of the open lesson's pack, and its own place in that.
    fn open_at(&self) -> Option<(usize, usize)> {
        let LessonKey { pack, lesson } = &self.navigation.place.as_ref()?.lesson;
        Some((self.shelf.place(pack)?, self.course(pack)?.lessons.place(lesson)?))
    }

    /// How many minutes a lesson still takes, by the share of its questions that are open.
    #[must_use]
    pub fn minutes_left(&self, key: &LessonKey) -> Option<u32> {
        let lesson = self.lesson(key)?;
        Some(self.lesson_state(&key.pack, lesson).left_of(lesson.minutes))
    }

    /// The lesson after the open one, in the same course.
    #[must_use]
    pub fn next_lesson(&self) -> Option<LessonKey> {
        let open = &self.navigation.place.as_ref()?.lesson;
        let course = self.course(&open.pack)?;
        let next = course.lessons.get(course.lessons.place(&open.lesson)? + 1)?;
        Some(LessonKey { pack: open.pack.clone(), lesson: next.id.clone() })
    }
}
