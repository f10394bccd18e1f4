//! Taking answers back, beginning again, and undoing either: further rows of the log, which are in
//! force once the record has confirmed them, as answers are.

use crate::{
    app::{
        io::effect::Effect,
        model::{
            Model,
            corrections::{Answered, Correcting, Resetting, Undoable},
        },
        values::{Job, KeepError, LessonKey, News, ResetScope, Tab},
    },
    id::Id,
    progress::{Corrected, Correction, Corrections, LessonEvent, RowId},
};
use std::sync::Arc;

impl Model {
    /// Begins again: what counted until now does not.
    pub(super) fn reset(&mut self, scope: ResetScope) -> Vec<Effect> {
        self.overlay = None;
        let Some(resetting) = self.resetting(scope).filter(|resetting| !resetting.is_empty())
        else {
            return Vec::new();
        };
        vec![self.correct(Correcting::Reset(resetting))]
    }

    /// Takes the answer to a question of the open lesson back.
    pub(super) fn take_back(&mut self, question: &Id) -> Vec<Effect> {
        let Some(at) = self.answer_to_take_back(question) else { return Vec::new() };
        let undoable = self.undoing.done.remove(at);
        vec![self.undo_this(undoable)]
    }

    /// Can the answer that the open lesson shows to this question be taken back?
    #[must_use]
    pub fn can_take_back(&self, question: &Id) -> bool {
        self.answer_to_take_back(question).is_some()
    }

    fn answer_to_take_back(&self, question: &Id) -> Option<usize> {
        let shown = self.session()?.turn(question)?.verdict.as_ref()?.ticket;
        self.undoing.find(shown)
    }

    /// Undoes the last thing that can be undone. If that is still on its way to the record, undoing
    /// it waits.
    pub(super) fn undo_last(&mut self) -> Vec<Effect> {
        if !self.outbox.pending.is_empty() {
            self.undoing.waits = true;
            self.tell_not_yet();
            return Vec::new();
        }
        let Some(undoable) = self.undoing.done.pop() else {
            self.tell(News::NothingToTakeBack);
            return Vec::new();
        };
        vec![self.undo_this(undoable)]
    }

    fn undo_this(&mut self, undoable: Undoable) -> Effect {
        self.correct(match undoable {
            Undoable::Answer(answered) => Correcting::TakeBack(answered),
            Undoable::Reset(resetting) => Correcting::Restore(resetting),
        })
    }

    pub(super) fn can_undo(&mut self, undoable: Undoable) {
        // An older message that offers to undo would undo something else now.
        self.notices.withdraw(News::offers_undo);
        self.undoing.push(undoable);
    }

    fn correct(&mut self, correcting: Correcting) -> Effect {
        fn with(ids: &[Id], rows: &[RowId]) -> Vec<(Id, Option<RowId>)> {
            let rows = rows.iter().copied().map(Some).chain(std::iter::repeat(None));
            ids.iter().cloned().zip(rows).collect()
        }
        let (pack, what, items, lessons) = match &correcting {
            Correcting::TakeBack(Answered { lesson, question, row, .. }) => {
                let items = vec![(question.clone(), Some(*row))];
                (lesson.pack.clone(), Correction::Undo, items, Vec::new())
            }
            Correcting::Reset(r) => {
                let (items, lessons) = (with(&r.all_items(), &[]), with(&r.lessons, &[]));
                (r.pack.clone(), Correction::Reset, items, lessons)
            }
            Correcting::Restore(r) => {
                let items = with(&r.all_items(), &r.rows.0);
                let lessons = with(&r.lessons, &r.rows.1);
                (r.pack.clone(), Correction::Restore, items, lessons)
            }
        };
        let corrections = Box::new(Corrections {
            pack,
            what,
            items,
            lessons,
            at: self.moment.stamp,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
        });
        let job = self.job();
        self.undoing.correcting.insert(job, correcting);
        Effect::Correct { job, corrections }
    }

    /// Takes over what the record says of a correction.
    pub(super) fn corrected(
        &mut self,
        job: Job,
        result: Result<Arc<Corrected>, KeepError>,
    ) -> Vec<Effect> {
        let now = self.moment.millis;
        let corrected = match result {
            Ok(corrected) => corrected,
            Err(why) => {
                self.outbox.refused(job, why, now);
                return self.waits(job);
            }
        };
        self.outbox.kept(job);
        let Some(correcting) = self.undoing.correcting.remove(&job) else { return Vec::new() };
        let standing = Arc::new(corrected.standing.clone());
        match correcting {
            Correcting::TakeBack(answered) => {
                self.stand(answered.lesson.pack.clone(), standing);
                self.note_again();
                return self.taken_back(&answered);
            }
            Correcting::Reset(mut resetting) => {
                resetting.rows = (corrected.items.clone(), corrected.lessons.clone());
                self.stand(resetting.pack.clone(), standing);
                self.begin_again(&resetting);
                // The end is still in sight, but must not count at once again.
                self.navigation.reading.end_reached = true;
                let news =
                    News::StartedOver { name: resetting.name.clone(), answers: resetting.answers };
                self.can_undo(Undoable::Reset(resetting));
                self.tell(news);
            }
            Correcting::Restore(resetting) => {
                self.stand(resetting.pack.clone(), standing);
                self.begin_again(&resetting);
                self.notices.withdraw(News::offers_undo);
                self.tell(News::Restored { name: resetting.name });
            }
        }
        Vec::new()
    }

    /// Notes anew what was noted of the open lesson while the correction was on its way.
    pub(super) fn note_again(&mut self) {
        let Some(key) = self.navigation.place.as_ref().map(|place| &place.lesson) else { return };
        let standing = Arc::make_mut(self.standings.entry(key.pack.clone()).or_default());
        let noted = [
            (self.navigation.reading.begun, LessonEvent::Begun),
            (self.navigation.reading.end_reached, LessonEvent::EndReached),
        ];
        for (_, event) in noted.into_iter().filter(|(noted, _)| *noted) {
            standing.note(&key.lesson, event);
        }
    }

    fn taken_back(&mut self, answered: &Answered) -> Vec<Effect> {
        let Answered { lesson, question, ticket, in_check, .. } = answered;
        self.rounds.guesses.remove(&(lesson.pack.clone(), question.clone()));
        let known = self.question(lesson, question).map(|q| self.item(&lesson.pack, q));
        let known = known.filter(|item| item.attempts > 0);
        let known = known.map(|item| (item.attempts, item.best()));
        let of_lesson = self.rounds.all_mut().filter(|(key, _)| *key == lesson);
        for (_, session) in of_lesson {
            // The answer may have been given in a round whose place another one has taken.
            if !session.take_back(question, *ticket) {
                session.recount(question, known);
            }
        }
        self.rounds.asked_since = self.moment.millis;
        let here = self.navigation.place.as_ref().is_some_and(|place| place.lesson == *lesson);
        let asked = self.session().and_then(|session| session.current()) == Some(question);
        if here && asked {
            self.prefs.quiz_open = true;
            self.navigation.tab =
                if self.asked_diagram().is_some() { Tab::Lesson } else { Tab::Quiz };
        }
        let name = self.question(lesson, question).map(|question| question.prompt.to_string());
        self.tell(News::TakenBack(name.unwrap_or_default()));
        // A lesson that the check showed to be known is not known without this answer.
        let was_known = self
            .standing(&lesson.pack)
            .is_some_and(|standing| standing.lesson(&lesson.lesson, &[]).known);
        let passed = self.rounds.passed_with.get(lesson);
        let not = if *in_check && was_known {
            Some(LessonEvent::NotKnown)
        } else if passed.is_some_and(|tickets| tickets.contains(ticket)) {
            self.rounds.passed_with.remove(lesson);
            Some(LessonEvent::NotPassed)
        } else {
            None
        };
        not.map(|event| self.note_of(lesson.clone(), event)).into_iter().collect()
    }

    /// Begins the sessions anew that a reset concerns.
    fn begin_again(&mut self, resetting: &Resetting) {
        let pack = &resetting.pack;
        self.rounds.forget_left(pack);
        let keys: Vec<LessonKey> =
            self.rounds.sessions.keys().filter(|key| key.pack == *pack).cloned().collect();
        for key in keys {
            if self.concerns(&key, resetting) {
                self.begin_session(&key);
            }
        }
        let items = &resetting.items;
        self.rounds.guesses.retain(|(of, question), _| of != pack || !items.contains(question));
        if let Some(place) =
            self.navigation.place.clone().filter(|place| place.lesson.pack == *pack)
        {
            self.note_reading(&place.lesson);
        }
        self.rounds.asked_since = self.moment.millis;
    }

    /// Does a reset take anything that a lesson's session counts on, under former ids too?
    fn concerns(&self, key: &LessonKey, resetting: &Resetting) -> bool {
        let Some(lesson) = self.lesson(key) else { return false };
        let of_lesson = std::iter::once(&lesson.id).chain(&lesson.was);
        let mut questions = lesson.questions.iter().chain(self.picture_questions(key));
        of_lesson.into_iter().any(|id| resetting.lessons.contains(id))
            || questions.any(|question| {
                let mut ids = std::iter::once(&question.id).chain(&question.was);
                ids.any(|id| resetting.items.contains(id))
            })
    }
}
