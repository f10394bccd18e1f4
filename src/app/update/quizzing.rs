//! Answering: choosing, checking, and confirming once the record has it.

use crate::{
    app::{
        io::effect::Effect,
        model::{
            Model,
            corrections::{Answered, Undoable},
            pending::Pending,
        },
        values::{Job, KeepError, LessonKey, News, Tab},
    },
    id::Id,
    progress::{Attempt, LessonEvent, RowId, RowKind},
    quiz::{self, Confidence, Kept, Purpose, Question, Session, hashes},
};

impl Model {
    pub(super) fn session_mut(&mut self) -> Option<&mut Session> {
        self.rounds.sessions.get_mut(&self.navigation.place.as_ref()?.lesson)
    }

    /// Changes the open lesson's session, where nothing else depends on the change.
    pub(super) fn in_session(&mut self, change: impl FnOnce(&mut Session)) {
        if let Some(session) = self.session_mut() {
            change(session);
        }
    }

    /// Checks the chosen answer, with how sure the learner is.
    pub(super) fn check_as(&mut self, confidence: Confidence) -> Vec<Effect> {
        self.in_session(|session| session.sure(Some(confidence)));
        self.check_answer()
    }

    /// Grades the chosen answer and asks for it to be stored. Nothing is confirmed yet.
    pub(super) fn check_answer(&mut self) -> Vec<Effect> {
        let Some((key, question)) = self.current_question() else { return Vec::new() };
        let turn = self.session().and_then(Session::current_turn);
        let chosen = turn.and_then(|turn| turn.chosen.as_ref());
        if !chosen.is_some_and(|answer| question.kind.is_answered(answer)) {
            return Vec::new();
        }
        let job = self.job();
        let was_right = self.item(&key.pack, &question).ever_right;
        let checked = self.session_mut().and_then(|session| {
            session.check(job.0, was_right, |_, answer| quiz::grade(&question, answer))
        });
        let Some((id, verdict)) = checked else { return Vec::new() };
        let Some(session) = self.session() else { return Vec::new() };
        let guess = session.purpose() == Purpose::Before;
        let in_check = session.purpose() == Purpose::Known;
        let in_lesson = session.purpose() == Purpose::Lesson;
        let turn = session.turn(&id).cloned().unwrap_or_default();
        let seed = Some(session.seed(&id));
        let spent = self.moment.millis.saturating_sub(self.rounds.asked_since);
        let attempt = Box::new(Attempt {
            pack: key.pack.clone(),
            item: id,
            hashes: hashes(&question),
            what: if guess { RowKind::Guess } else { RowKind::Answer },
            answer: verdict.answer,
            seed,
            score: verdict.grade.score,
            confidence: turn.confidence.map(Confidence::level),
            why: turn.why.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty()),
            millis: u32::try_from(spent).unwrap_or(u32::MAX),
            at: self.moment.stamp,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
        });
        if in_lesson {
            self.rounds.outdate(&key);
        }
        let since = self.moment.millis;
        let pending =
            Pending { lesson: key, attempt: attempt.clone(), in_check, counted: false, since };
        self.outbox.pending.insert(job, pending);
        self.notices.withdraw(|news| matches!(news, News::TakenBack(_)));
        let mut effects = vec![Effect::Store { job, attempt }];
        effects.extend(self.note(LessonEvent::Begun));
        effects
    }

    /// The question that is asked now, with its lesson.
    fn current_question(&self) -> Option<(LessonKey, Question)> {
        let key = &self.navigation.place.as_ref()?.lesson;
        let question = self.question(key, self.session()?.current()?)?;
        Some((key.clone(), question.clone()))
    }

    /// Takes over the record's answer: if it has the row, the screen may confirm.
    pub(super) fn stored(&mut self, job: Job, result: Result<RowId, KeepError>) -> Vec<Effect> {
        let row = match result {
            Ok(row) => row,
            Err(why) => {
                self.outbox.refused(job, why, self.moment.millis);
                return self.waits(job);
            }
        };
        self.outbox.kept(job);
        let Some(pending) = self.outbox.pending.remove(&job) else { return Vec::new() };
        if pending.counted {
            self.kept_late();
        } else {
            self.count(&pending);
        }
        let Pending { lesson, attempt, in_check, .. } = pending;
        let question = attempt.item.clone();
        let answered = Answered { lesson: lesson.clone(), question, ticket: job.0, row, in_check };
        self.can_undo(Undoable::Answer(answered));
        let mut effects = self.leads_on(&lesson, &attempt.item, job, Kept::Stored);
        // Kept rounds are settings, so they are to be saved too.
        self.changed();
        if self.outbox.pending.is_empty() && std::mem::take(&mut self.undoing.waits) {
            effects.extend(self.undo_last());
        }
        effects
    }

    /// Counts an answer in this window, kept or not; that it is not kept is told.
    pub(super) fn count(&mut self, pending: &Pending) {
        let Pending { lesson, attempt, .. } = pending;
        self.add(lesson, attempt);
        if attempt.what == RowKind::Guess {
            let guess = (lesson.pack.clone(), attempt.item.clone());
            self.rounds.guesses.insert(guess, attempt.answer.clone());
        }
    }

    /// Lets an answer count that the record does not take now: nobody has to wait for it.
    pub(super) fn counts_unkept(&mut self, job: Job, why: String) -> Vec<Effect> {
        let Some(pending) = self.outbox.pending.get_mut(&job) else { return Vec::new() };
        if std::mem::replace(&mut pending.counted, true) {
            return Vec::new();
        }
        let pending = pending.clone();
        self.count(&pending);
        self.leads_on(&pending.lesson, &pending.attempt.item, job, Kept::Waiting(why))
    }

    /// Goes on at once after an answer that is told only at the end.
    fn leads_on(&mut self, lesson: &LessonKey, item: &Id, job: Job, kept: Kept) -> Vec<Effect> {
        let Some(session) = self.rounds.sessions.get_mut(lesson) else { return Vec::new() };
        let here = session.kept(item, job.0, kept);
        if !here || session.current() != Some(item) || session.tells(item) {
            return Vec::new();
        }
        session.next();
        if self.navigation.place.as_ref().is_some_and(|place| place.lesson == *lesson) {
            self.rounds.asked_since = self.moment.millis;
            self.navigation.tab = if self.asks_picture() { Tab::Lesson } else { Tab::Quiz };
        }
        self.note_end(lesson)
    }

    /// Notes what a round has shown that has come to its end.
    fn note_end(&mut self, lesson: &LessonKey) -> Vec<Effect> {
        let session = self.rounds.sessions.get(lesson);
        let known = session.is_some_and(|s| s.purpose() == Purpose::Known && s.passed());
        let event = if known {
            Some(LessonEvent::Known)
        } else {
            self.passes(lesson).then(|| self.pass(lesson))
        };
        event.map(|event| self.note_of(lesson.clone(), event)).into_iter().collect()
    }

    /// Goes on to the next question, or to the end of the round.
    pub(super) fn go_on_asking(&mut self) -> Vec<Effect> {
        self.with_session(Session::next);
        let open = self.navigation.place.as_ref().map(|place| place.lesson.clone());
        // What was shown before that is not noted again.
        let check = open.filter(|key| self.lesson(key).is_some_and(|of| of.check.is_some()));
        check.map(|key| self.note_end(&key)).unwrap_or_default()
    }

    /// Is this the check of a unit that was just passed for the first time?
    fn passes(&self, lesson: &LessonKey) -> bool {
        let check = self.lesson(lesson).and_then(|lesson| lesson.check.as_ref());
        let session = self.rounds.sessions.get(lesson).filter(|session| session.ended());
        let enough = check.zip(session).is_some_and(|(check, s)| s.right() >= check.pass);
        enough && !self.has_passed(lesson)
    }

    /// Notes which answers a check was passed with.
    fn pass(&mut self, lesson: &LessonKey) -> LessonEvent {
        if let Some(session) = self.rounds.sessions.get(lesson) {
            let turns = session.round().iter().filter_map(|id| session.turn(id)?.verdict.as_ref());
            let tickets = turns.map(|verdict| verdict.ticket).collect();
            self.rounds.passed_with.insert(lesson.clone(), tickets);
        }
        LessonEvent::Passed
    }

    /// Makes a step's question the current one; the tab stays.
    pub(super) fn ask(&mut self, question: &Id) {
        self.leave_round_for_walk();
        if let Some(session) = self.session_mut() {
            session.ask(question);
        }
        self.rounds.asked_since = self.moment.millis;
    }

    /// Leaves the question of a step that was left.
    pub(super) fn unask(&mut self, question: &Id) {
        self.in_session(|session| session.unask(question));
        self.rounds.asked_since = self.moment.millis;
    }

    /// May a step ask this question: was it not answered in this window, and never rightly?
    #[must_use]
    pub fn open_to_ask(&self, question: &Id) -> bool {
        let Some((key, _, lesson)) = self.open_lesson() else { return false };
        let answered = self.session().is_some_and(|session| session.answered(question));
        let known = lesson.question(question).is_some_and(|q| self.item(&key.pack, q).ever_right);
        !answered && !known
    }

    pub(super) fn with_session(&mut self, change: impl FnOnce(&mut Session)) {
        if let Some(session) = self.session_mut() {
            change(session);
        }
        self.rounds.asked_since = self.moment.millis;
        // A narrow window shows a question about the picture where the picture is.
        if self.asks_picture() {
            self.navigation.tab = Tab::Lesson;
        } else if self.session().is_some_and(Session::open) {
            self.navigation.tab = Tab::Quiz;
        }
    }

    /// The diagram that the open question asks about, while it is unanswered.
    #[must_use]
    pub fn asked_diagram(&self) -> Option<&Id> {
        let key = &self.navigation.place.as_ref()?.lesson;
        let session = self.session().filter(|session| session.open())?;
        self.question(key, session.current()?)?.kind.diagram()
    }

    /// Is this the question that is asked now?
    #[must_use]
    pub fn is_asked(&self, question: &Id) -> bool {
        self.session().and_then(Session::current) == Some(question)
    }

    fn asks_picture(&self) -> bool {
        self.asked_diagram().is_some()
    }
}
