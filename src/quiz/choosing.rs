//! Which questions a round asks, of many.

use crate::{
    id::Id,
    quiz::{Question, generate::rank, shuffle},
};
use std::collections::BTreeMap;

/// The most questions that show that a lesson is known already.
pub const KNOWN_QUESTIONS: usize = 5;

/// The most questions of the pictures in one round.
const PRACTICE_QUESTIONS: usize = 8;

/// Which of a lesson's questions show that it is known, in the lesson's order: they test as many
/// objectives as can be. Another seed may choose others.
#[must_use]
pub fn questions_to_know(questions: &[Question], seed: u64) -> Vec<Id> {
    let mut offered = shuffle::shuffled(questions.len(), seed);
    // How many questions before it have the same objective: the first one of each objective comes
    // first.
    let mut seen: BTreeMap<Option<&Id>, usize> = BTreeMap::new();
    let turns: BTreeMap<usize, usize> = offered
        .iter()
        .filter_map(|at| {
            let count = seen.entry(questions.get(*at)?.objective.as_ref()).or_default();
            *count += 1;
            Some((*at, *count))
        })
        .collect();
    offered.sort_by_key(|at| turns.get(at).copied());
    offered.truncate(KNOWN_QUESTIONS);
    offered.sort_unstable();
    offered.iter().filter_map(|at| questions.get(*at)).map(|question| question.id.clone()).collect()
}

/// Which of the questions that pictures ask are practised next: those that were never right before
/// others, seldom asked ones before others, and of these from what teaches most on. They come mixed.
#[must_use]
pub fn practice(
    questions: &[Question],
    lesson: &Id,
    known: impl Fn(&Question) -> (u32, bool),
) -> Vec<Id> {
    let asked: u32 = questions.iter().map(|question| known(question).0).sum();
    let mut order = shuffle::shuffled(questions.len(), shuffle::seed(lesson, asked));
    // Stable: of one rank, chance decides.
    order.sort_by_key(|at| {
        questions.get(*at).map(|question| {
            let (attempts, right) = known(question);
            (right, attempts, rank(&question.id))
        })
    });
    order.truncate(PRACTICE_QUESTIONS);
    let mixed = shuffle::shuffled(order.len(), shuffle::seed(lesson, asked.wrapping_add(1)));
    let chosen = mixed.iter().filter_map(|at| order.get(*at));
    chosen.filter_map(|at| questions.get(*at)).map(|question| question.id.clone()).collect()
}
