//! The lessons there are, how far the learner is with each, and which comes next.

use super::Model;
use crate::{
    app::values::{LessonKey, LessonState},
    id::{Id, PackKey},
    pack::{Course, Lesson},
    progress::ItemStanding,
    quiz::Question,
};

impl Model {
    /// How far the learner is with a lesson.
    #[must_use]
    pub fn lesson_state(&self, pack: &PackKey, lesson: &Lesson) -> LessonState {
        let Some(standing) = self.standing(pack) else { return LessonState::Unseen };
        let items: Vec<_> = lesson.questions.iter().map(|q| standing.item(&q.id, &q.was)).collect();
        // What a round does not tell yet is not told by the list either.
        let key = LessonKey { pack: pack.clone(), lesson: lesson.id.clone() };
        let session = self.rounds.sessions.get(&key);
        let untold = |id: &Id| {
            let session = session.filter(|session| !session.tells(id))?;
            session.turn(id).filter(|turn| turn.verdict.is_some())
        };
        let is_right = |(question, item): &(&Question, &ItemStanding)| {
            untold(&question.id).map_or(item.ever_right, |turn| turn.was_right)
        };
        let right = lesson.questions.iter().zip(&items).filter(is_right).count();
        let events = standing.lesson(&lesson.id, &lesson.was);
        let done = if lesson.questions.is_empty() {
            events.end_reached
        } else {
            let known = events.known && items.iter().all(|item| item.bears_out());
            known || right == lesson.questions.len()
        };
        if done {
            LessonState::Done
        } else if events.begun || items.iter().any(|item| item.attempts > 0 || item.changed) {
            #[expect(clippy::cast_precision_loss, reason = "a handful of questions")]
            let share = if items.is_empty() { 0.0 } else { right as f32 / items.len() as f32 };
            LessonState::Begun(share)
        } else {
            LessonState::Unseen
        }
    }

    /// Lessons done and all, of some lessons of a pack.
    #[must_use]
    pub fn done_of<'a>(
        &self,
        course: &Course,
        lessons: impl Iterator<Item = &'a Id>,
    ) -> (usize, usize) {
        lessons.filter_map(|id| course.lesson(id)).fold((0, 0), |(done, all), lesson| {
            let is_done = self.lesson_state(&course.key, lesson) == LessonState::Done;
            (done + usize::from(is_done), all + 1)
        })
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

    /// Where to go on: the open lesson while it isn't done, else the next one that isn't.
    #[must_use]
    pub fn go_on(&self) -> Option<LessonKey> {
        let undone = |key: &LessonKey| {
            self.lesson(key)
                .is_some_and(|lesson| self.lesson_state(&key.pack, lesson) != LessonState::Done)
        };
        let open = self.navigation.place.as_ref().map(|place| &place.lesson);
        if let Some(open) = open
            && undone(open)
        {
            return Some(open.clone());
        }
        let after = self.lessons().skip_while(|key| Some(key) != open).find(undone);
        after.or_else(|| self.lessons().find(undone))
    }

    /// Minutes that a lesson still takes, by the share of its questions that are open.
    #[must_use]
    pub fn minutes_left(&self, key: &LessonKey) -> Option<u32> {
        let lesson = self.lesson(key)?;
        let share = match self.lesson_state(&key.pack, lesson) {
            LessonState::Unseen => 1.0,
            LessonState::Begun(share) => 1.0 - f64::from(share),
            LessonState::Done => 0.0,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 600")]
        let left = (f64::from(lesson.minutes) * share).ceil() as u32;
        Some(left)
    }

    /// The lesson after the open one, in its course.
    #[must_use]
    pub fn next_lesson(&self) -> Option<LessonKey> {
        let open = &self.navigation.place.as_ref()?.lesson;
        self.lessons().skip_while(|key| key != open).nth(1).filter(|key| key.pack == open.pack)
    }
}
