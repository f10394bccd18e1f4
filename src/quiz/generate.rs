//! Questions that a diagram asks by itself, without an author.
//!
//! Invariants: the same seed makes the same questions; which questions there are, and their ids,
//! do not depend on the seed, only which distractors are offered does. Nothing is made that the
//! model does not bear out: where a layer could be meant in two ways, the question is left out.
//! What nobody says is not taken for a no, and what the words give away is not asked.

mod around;
mod breaks;
mod chain;
mod chance;
mod columns;
mod gap;
mod ground;
mod joint;
mod missing;
mod naming;
mod opposite;
mod order;
mod shared;
mod shown;
mod whose;
mod words;

use crate::{
    diagram::{Diagram, Same, TracePath},
    id::Id,
    quiz::{Choice, Kind, Question},
};
use ground::Indexed;
use std::collections::{HashMap, HashSet};

/// What the ids of generated questions begin with: one for each kind.
///
/// A layer that another picture has not, the layer between two others, the layers that two
/// pictures share, the order of a stack, whose layer it is, and what fails with a layer.
pub const KINDS: [&str; 6] = ["missing", "gap", "shared", "order", "whose", "breaks"];

/// The most questions of one kind that a diagram, or a pair of diagrams, makes: those of its
/// first layers in drawing order.
pub const MOST: usize = 12;

/// The most distractors that are offered with one right option.
pub const DISTRACTORS: usize = 3;

/// The most options, items or layers of one question.
pub const PARTS: usize = 24;

/// What questions are made from.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The diagrams that the lesson shows. Distractors are drawn from those that stand beside each
    /// other.
    pub diagrams: &'a [Drawn<'a>],
    /// What authors say about single questions.
    pub wishes: &'a [Wish],
}

/// A diagram, and what its lesson says of it.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// The diagram that asks about itself.
    pub diagram: &'a Diagram,
    /// What its lesson's author says about likeness.
    pub same: &'a [Same],
    /// Ids of diagrams that are drawn side by side with it.
    pub beside: &'a [Id],
    /// The declared ways of requests through it: title of the trace and the path.
    pub traces: &'a [(&'a str, &'a TracePath)],
    /// Ids of diagrams that show the same subject more or less precisely, so that neither can be
    /// a distractor for the other.
    pub kin: &'a [Id],
}

/// What an author says about one generated question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The question's id.
    pub id: Id,
    /// What becomes of it.
    pub change: Change,
}

/// What becomes of a generated question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is not asked.
    Forbid,
    /// It is asked with this prompt.
    Reword(String),
}

/// All questions of one diagram.
///
/// Where two diagrams stand side by side, each asks about itself; of a pair that only one of them
/// names, that one asks for both.
#[must_use]
pub fn of_diagram(ground: &Ground<'_>, index: usize, seed: u64) -> Vec<Question> {
    Generator::new(ground).of_diagram(index, seed)
}

/// Was the question of this id made by this module, not by an author? The check refuses ids of
/// authors that look so.
#[must_use]
pub fn is_generated(id: &Id) -> bool {
    // Asked of every question of a pack: bytes are compared sooner than texts are searched.
    let id = id.as_str();
    let kind = id.as_bytes().windows(2).position(|two| two == b"--").and_then(|at| id.get(..at));
    kind.is_some_and(|kind| KINDS.contains(&kind))
}

/// A ground, looked over once, for making the questions of several of its diagrams.
pub struct Generator<'a> {
    ground: Indexed<'a>,
    wishes: HashMap<&'a Id, &'a Change>,
}

impl<'a> Generator<'a> {
    /// Looks over the ground once, for all diagrams of it.
    #[must_use]
    pub fn new(ground: &Ground<'a>) -> Self {
        let mut wishes: HashMap<&Id, &Change> = HashMap::new();
        for wish in ground.wishes {
            let known = wishes.entry(&wish.id).or_insert(&wish.change);
            if wish.change == Change::Forbid {
                *known = &wish.change;
            }
        }
        Self { ground: Indexed::new(ground.diagrams), wishes }
    }

    /// All questions of one diagram, as the wishes would have them.
    #[must_use]
    pub fn of_diagram(&self, index: usize, seed: u64) -> Vec<Question> {
        let mut questions = self.made(index, seed);
        questions.retain_mut(|question| match self.wishes.get(&question.id) {
            Some(Change::Forbid) => false,
            Some(Change::Reword(prompt)) => {
                question.prompt.clone_from(prompt);
                true
            }
            None => true,
        });
        questions
    }

    /// The ids of all questions of one diagram, forbidden ones included: those that a wish can name.
    #[must_use]
    pub fn ids(&self, index: usize) -> Vec<Id> {
        self.made(index, 0).into_iter().map(|question| question.id).collect()
    }

    /// All questions of one diagram, whatever is wished.
    fn made(&self, index: usize, seed: u64) -> Vec<Question> {
        let ground = &self.ground;
        // Of two diagrams with one id, which no pack has, the first counts.
        let Some(shown) = ground.get(index).filter(|shown| ground.at(shown.id()) == Some(index))
        else {
            return Vec::new();
        };
        let pairs = ground.pairs(index);
        let chains = chain::chains(shown);
        let mut questions = Vec::new();
        let mut absences = missing::Asked::new();
        for pair in &pairs {
            questions.extend(missing::questions(pair, &mut absences, seed));
        }
        questions.extend(gap::questions(ground, index, &chains, seed));
        questions.extend(pairs.iter().filter_map(shared::question_of));
        questions.extend(order::questions(shown, &chains));
        questions.extend(whose::questions(ground, index, seed));
        questions.extend(breaks::questions(shown));
        let mut seen = HashSet::new();
        questions.retain(|question| seen.insert(question.id.clone()));
        questions
    }
}

fn question(id: Id, prompt: String, kind: Kind) -> Question {
    Question {
        id,
        was: Vec::new(),
        objective: None,
        prompt,
        transcript: None,
        // A question that is answered by pointing needs its picture in sight.
        from_memory: kind.diagram().is_none(),
        kind,
        in_order: false,
        hints: Vec::new(),
        sources: Vec::new(),
    }
}

fn choice(id: Id, text: &str, correct: bool, because: String) -> Choice {
    Choice { id, text: text.to_owned(), correct, because, misconception: None }
}
