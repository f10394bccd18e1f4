//! Which questions a round asks, of many.

use crate::{
    id::Id,
    quiz::{Question, shuffle},
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

/// Which of the questions that pictures ask are practised next: those that were never answered
/// rightly come before others, seldom asked ones before others, and each kind has its turn. They
/// come mixed.
#[must_use]
pub fn practice(
    questions: &[Question],
    lesson: &Id,
    known: impl Fn(&Question) -> (u32, bool),
) -> Vec<Id> {
    let asked: u32 = questions.iter().map(|question| known(question).0).sum();
    let mut order = shuffle::shuffled(questions.len(), shuffle::seed(lesson, asked));
    let standing = |at: &usize| {
        let standing = questions.get(*at).map(&known);
        standing.map(|(attempts, right)| (right, attempts))
    };
    order.sort_by_key(standing);
    // First the most wanted question of each kind, then the next one of each.
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for at in order {
        let Some(question) = questions.get(at) else { continue };
        let kind = question.id.as_str().split("--").next().unwrap_or_default();
        let turn = turns.entry(kind).or_default();
        chosen.push((*turn, at));
        *turn += 1;
    }
    // A stable sort: within a turn, the most wanted comes first.
    chosen.sort_by_key(|(turn, _)| *turn);
    chosen.truncate(PRACTICE_QUESTIONS);
    let mixed = shuffle::shuffled(chosen.len(), shuffle::seed(lesson, asked.wrapping_add(1)));
    let chosen = mixed.iter().filter_map(|at| chosen.get(*at));
    chosen.filter_map(|(_, at)| questions.get(*at)).map(|question| question.id.clone()).collect()
}
