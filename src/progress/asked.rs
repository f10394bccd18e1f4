//! What was asked when an answer was given, held against the question of today.

use crate::{
    progress::Attempt,
    quiz::{Answer, Question, generate::is_generated, grade, hash},
};

/// What a row of the log says of the question that it answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    /// The hash of the key; in older rows that of the whole answer.
    hash: String,
    /// In older rows: what was answered, and whether it was right.
    given: Option<(String, bool)>,
}

impl Asked {
    /// `answer` in its stored form.
    pub(super) fn new(hash: &str, answer: &str, right: bool) -> Self {
        let given = (!hash::is_key(hash)).then(|| (answer.to_owned(), right));
        Self { hash: hash.to_owned(), given }
    }
}

impl From<&Attempt> for Asked {
    fn from(attempt: &Attempt) -> Self {
        let answer = attempt.answer.to_string();
        Self::new(&attempt.hashes.answer, &answer, attempt.score >= 1.0)
    }
}

/// A question of today, to hold against what was asked.
pub(super) struct Today<'q> {
    question: &'q Question,
    key: String,
    /// The hash of the whole answer, worked out only when an older row asks for it.
    former: Option<String>,
}

impl<'q> Today<'q> {
    pub(super) fn new(question: &'q Question) -> Self {
        Self { question, key: hash::key(question), former: None }
    }

    /// Is what was right when the question was asked still right today?
    pub(super) fn is_right_as(&mut self, asked: &Asked) -> bool {
        let Some((answer, right)) = &asked.given else { return asked.hash == self.key };
        // The id of a question that a picture asks determines what is right; the hash of its answer
        // only told which distractors had been drawn.
        if is_generated(&self.question.id) {
            return true;
        }
        let question = self.question;
        if asked.hash == *self.former.get_or_insert_with(|| hash::former_key(question)) {
            return true;
        }
        // The older hash can't tell whether what is right has changed, or only what stands beside
        // it. So the answer is graded anew, and counts if it is worth today what it was worth then:
        // nobody loses a right answer to one more distractor, and nobody keeps one that would be
        // wrong today.
        answer.parse::<Answer>().is_ok_and(|answer| grade(question, &answer).right() == *right)
    }
}
