//! Answering: choosing, checking, and confirming once the record has it.

use crate::{
    app::{
        Effect, Job, Model,
        model::{Pending, Tab, Tone},
    },
    id::Id,
    progress::{Attempt, LessonEvent, RowKind},
    quiz::{self, Answer, Confidence, Kept, Session, hashes},
};

impl Model {
    pub(super) fn session_mut(&mut self) -> Option<&mut Session> {
        self.sessions.get_mut(&self.place.as_ref()?.lesson)
    }

    /// A change of the open lesson's session that moves nothing else.
    pub(super) fn in_session(&mut self, change: impl FnOnce(&mut Session)) {
        if let Some(session) = self.session_mut() {
            change(session);
        }
    }

    pub(super) fn choose(&mut self, answer: Answer) {
        if let Some(session) = self.session_mut() {
            session.choose(answer);
        }
    }

    /// Grades what is chosen and asks for it to be stored. Nothing is confirmed yet.
    pub(super) fn check_answer(&mut self) -> Vec<Effect> {
        let Some((key, course, lesson)) =
            self.open_lesson().map(|(k, c, l)| (k.clone(), c.clone(), l.clone()))
        else {
            return Vec::new();
        };
        let checked = self.session_mut().and_then(|session| {
            session.check(|id, answer| {
                let grade = lesson.question(id).map(|question| quiz::grade(question, answer));
                grade.unwrap_or(quiz::Grade { score: 0.0 })
            })
        });
        let Some((id, verdict)) = checked else { return Vec::new() };
        let Some(question) = lesson.question(&id) else { return Vec::new() };
        let Some(session) = self.session() else { return Vec::new() };
        let turn = session.turn(&id).cloned().unwrap_or_default();
        let seed = Some(session.seed(&id));
        let spent = self.moment.millis.saturating_sub(self.asked_since);
        let attempt = Box::new(Attempt {
            pack: course.key.clone(),
            item: id,
            hashes: hashes(question),
            what: RowKind::Answer,
            answer: verdict.answer,
            seed,
            score: verdict.grade.score,
            confidence: turn.confidence.map(Confidence::level),
            why: turn.why.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty()),
            millis: u32::try_from(spent).unwrap_or(u32::MAX),
            at: self.moment.stamp,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
        });
        let job = self.job();
        let since = self.moment.millis;
        self.pending.insert(job, Pending { lesson: key, attempt: attempt.clone(), since });
        let mut effects = vec![Effect::Store { job, attempt }];
        effects.extend(self.note(LessonEvent::Begun));
        effects
    }

    /// The record has answered: now it may be confirmed.
    pub(super) fn stored(&mut self, job: Job, result: Result<(), String>) {
        let Some(pending) = self.pending.remove(&job) else { return };
        // Counts in this window either way; a lost answer is told, not forgotten silently.
        let standing = self.standings.entry(pending.lesson.pack.clone()).or_default();
        std::sync::Arc::make_mut(standing).add(&pending.attempt);
        let kept = match result {
            Ok(()) => Kept::Stored,
            Err(why) => {
                self.tell(Tone::Error, "This answer was not kept".to_owned(), why.clone(), None);
                Kept::Lost(why)
            }
        };
        if let Some(session) = self.sessions.get_mut(&pending.lesson) {
            session.kept(&pending.attempt.item, kept);
        }
    }

    /// A step asks: the question becomes the current one, and the tab stays.
    pub(super) fn ask(&mut self, question: &Id) {
        if let Some(session) = self.session_mut() {
            session.ask(question);
        }
        self.asked_since = self.moment.millis;
    }

    /// A question that a step is to ask: not answered in this window, and never rightly.
    #[must_use]
    pub fn open_to_ask(&self, question: &Id) -> bool {
        let Some((key, _, lesson)) = self.open_lesson() else { return false };
        let answered = self.session().is_some_and(|session| {
            session.turn(question).is_some_and(|turn| {
                turn.verdict.as_ref().is_some_and(|verdict| verdict.kept.is_some())
            })
        });
        let known = lesson.question(question).is_some_and(|q| self.ever_right(&key.pack, q));
        !answered && !known
    }

    pub(super) fn with_session(&mut self, change: impl FnOnce(&mut Session)) {
        if let Some(session) = self.session_mut() {
            change(session);
        }
        self.asked_since = self.moment.millis;
        // In a narrow window, a question about the picture is asked where the picture is.
        if self.asks_picture() {
            self.tab = Tab::Lesson;
        } else if self.session().is_some_and(Session::open) {
            self.tab = Tab::Quiz;
        }
    }

    /// The diagram that the open question asks about, while it is unanswered.
    #[must_use]
    pub fn asked_diagram(&self) -> Option<&Id> {
        let (_, _, lesson) = self.open_lesson()?;
        let session = self.session().filter(|session| session.open())?;
        lesson.question(session.current()?)?.kind.diagram()
    }

    fn asks_picture(&self) -> bool {
        self.asked_diagram().is_some()
    }
}
