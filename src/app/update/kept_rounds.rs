//! Rounds that were not at their end when the window was closed, as a setting: a line each, such as
//! `strata/containers-vs-vms/hypervisor-types before which-type:1 where-it-runs:?`, where a
//! number says what the answer was worth, from `0` to `1`, and `?` that the question is still open.

use crate::{
    app::{
        model::{Model, rounds::Round},
        values::LessonKey,
    },
    id::Id,
    quiz::{Grade, Purpose, Session},
};
use std::{borrow::Cow, fmt::Write as _};

/// The most rounds that are kept.
const MOST: usize = 32;

/// Writes a round as a line.
fn line(text: &mut String, key: &LessonKey, purpose: Purpose, round: &Round) -> std::fmt::Result {
    write!(text, "{key} {}", purpose.word())?;
    for (id, result) in round {
        match result {
            Some(grade) => write!(text, " {id}:{}", grade.score)?,
            None => write!(text, " {id}:?")?,
        }
    }
    writeln!(text)
}

/// Reads a line; nothing if it makes no sense.
fn read(line: &str) -> Option<(LessonKey, Purpose, Round)> {
    let mut words = line.split(' ');
    let (pack, lesson) = words.next()?.rsplit_once('/')?;
    let key = LessonKey { pack: pack.parse().ok()?, lesson: Id::new(lesson).ok()? };
    let purpose = words.next()?;
    let purpose = Purpose::ALL.into_iter().find(|known| known.word() == purpose)?;
    let round = words.map(|word| {
        let (id, result) = word.rsplit_once(':')?;
        let result = match result {
            "?" => None,
            score => Some(Grade {
                score: score.parse().ok().filter(|score| (0.0..=1.0).contains(score))?,
            }),
        };
        Some((Id::new(id).ok()?, result))
    });
    Some((key, purpose, round.collect::<Option<Round>>()?))
}

impl Model {
    /// All rounds that are not at their end, a line each.
    #[must_use]
    pub fn rounds_to_keep(&self) -> String {
        let going = self.rounds.all().filter_map(|(key, session)| {
            Some((key, session.purpose(), Cow::Owned(session.to_resume()?)))
        });
        let waiting = self.rounds.waiting.iter();
        let waiting = waiting.map(|(key, purpose, round)| (key, *purpose, Cow::Borrowed(round)));
        let mut text = String::new();
        for (key, purpose, round) in going.chain(waiting).take(MOST) {
            // Writing to a text cannot fail.
            let _written = line(&mut text, key, purpose, &round);
        }
        text
    }

    /// Takes up the rounds that were kept; those that ask what pictures ask, once that is known.
    pub(super) fn restore_rounds(&mut self, kept: &str) {
        for (key, purpose, round) in kept.lines().filter_map(read).take(MOST) {
            let Some(lesson) = self.lesson(&key) else { continue };
            if round.iter().all(|(id, _)| lesson.question(id).is_some()) {
                self.take_up(key, purpose, round);
            } else {
                self.want_drawing(&key);
                self.rounds.waiting.push((key, purpose, round));
            }
        }
    }

    /// Takes up the rounds that waited for what the pictures of a lesson ask.
    pub(super) fn take_up_waiting(&mut self, lesson: &LessonKey) {
        let all = std::mem::take(&mut self.rounds.waiting).into_iter();
        let (now, later): (Vec<_>, Vec<_>) = all.partition(|(key, ..)| key == lesson);
        self.rounds.waiting = later;
        for (key, purpose, round) in now {
            self.take_up(key, purpose, round);
        }
    }

    /// Puts a round aside to be gone on with, if all its questions are still there.
    fn take_up(&mut self, key: LessonKey, purpose: Purpose, round: Round) {
        let Some(lesson) = self.lesson(&key) else { return };
        let there = |(id, _): &(Id, Option<Grade>)| self.question(&key, id).is_some();
        if round.is_empty() || !round.iter().all(there) {
            return;
        }
        let all = match purpose {
            Purpose::Lesson => lesson.questions.iter().map(|q| q.id.clone()).collect(),
            _ => round.iter().map(|(id, _)| id.clone()).collect(),
        };
        let session = Session::resumed(purpose, self.prefs.mode, all, round, |id| {
            self.question(&key, id).map_or(0, |question| self.item(&key.pack, question).attempts)
        });
        self.rounds.aside.insert((key, purpose), session);
    }
}
