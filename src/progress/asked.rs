//! What was asked when an answer was given, held against the question of today.

use crate::{
    progress::Attempt,
    quiz::{Answer, Question, generate::is_generated, grade, hash},
};

/// What a row of the log says of the question that it answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    /// Of the key; in older rows of the answer.
    hash: String,
    /// Where the hash is none of a key: what was answered, and whether it was right.
    given: Option<(String, bool)>,
}

impl Asked {
    /// `answer` as it is kept.
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
    /// Only where there are rows from before there were keys.
    former: Option<String>,
}

impl<'q> Today<'q> {
    pub(super) fn new(question: &'q Question) -> Self {
        Self { question, key: hash::key(question), former: None }
    }

    /// Is what was right when the question was asked right today?
    pub(super) fn is_right_as(&mut self, asked: &Asked) -> bool {
        let Some((answer, right)) = &asked.given else { return asked.hash == self.key };
        // The id of a question that a picture asks says already what is right; the hash of its
        // answer only said which distractors had been drawn.
        if is_generated(&self.question.id) {
            return true;
        }
        let question = self.question;
        if asked.hash == *self.former.get_or_insert_with(|| hash::former_key(question)) {
            return true;
        }
        // Either what is right has changed or only what stands beside it: the hash can't tell. What
        // was answered can: it counts if it is today what it was then. So nobody loses a right
        // answer to one more distractor, and nobody keeps one that would be wrong today.
        answer.parse::<Answer>().is_ok_and(|answer| grade(question, &answer).right() == *right)
    }
}
