//! Questions that a diagram asks by itself, without an author.
//!
//! Invariants: the same seed makes the same questions; which questions there are, and their ids,
//! do not depend on the seed, only which distractors are offered does. Nothing is made that the
//! model does not bear out: where a layer could be meant in two ways, the question is left out.
//! What nobody says is not taken for a no, and what the words give away is not asked.

mod answers;
mod around;
mod arrives;
mod belief;
mod breaks;
mod chain;
mod chance;
mod columns;
mod copies;
mod fault;
mod gap;
mod ground;
mod guards;
mod inside;
mod joint;
mod lines;
mod missing;
mod naming;
mod once;
mod opposite;
mod order;
mod path;
mod rank;
mod shared;
mod shown;
mod turns;
mod ways;
mod whose;
mod words;

use crate::{
    diagram::{Diagram, NodeRef, Same, TracePath},
    id::Id,
    quiz::{Choice, Fact, Kind, Question, Worded},
};
pub use belief::{Belief, Chosen};
use ground::Indexed;
pub use once::worth_asking;
pub use rank::{KINDS, Rank, is_generated, kind_of, rank};
use std::collections::{HashMap, HashSet};

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
    /// What those would choose who hold a misconception that was declared by then: such distractors
    /// come first.
    pub beliefs: &'a [Belief],
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
    /// The declared ways of requests through it, figure by figure.
    pub traces: &'a [Traced<'a>],
    /// Ids of diagrams that show the same subject more or less precisely, so that neither can be
    /// a distractor for the other.
    pub kin: &'a [Id],
}

/// A request on its way through a diagram.
#[derive(Debug, Clone, Copy)]
pub struct Traced<'a> {
    /// The trace's id, unique in its figure.
    pub id: &'a Id,
    /// The trace's title.
    pub title: &'a str,
    /// Its way through the diagram.
    pub path: &'a TracePath,
    /// Which of the lesson's figures it is followed in, counted from 0.
    pub figure: usize,
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
    Reword(Worded),
}

/// All questions of one diagram.
///
/// Where two diagrams stand side by side, each asks about itself; of a pair that only one of them
/// names, that one asks for both.
#[must_use]
pub fn of_diagram(ground: &Ground<'_>, index: usize, seed: u64) -> Vec<Question> {
    Generator::new(ground).of_diagram(index, seed)
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
        Self { ground: Indexed::new(ground), wishes }
    }

    /// All questions of one diagram, as the wishes would have them.
    #[must_use]
    pub fn of_diagram(&self, index: usize, seed: u64) -> Vec<Question> {
        let mut questions = self.made(index, seed, &|id| self.wishes.contains_key(id));
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

    /// The ids of all questions of one diagram, forbidden ones included, and of what is asked at once
    /// or one by one: those that a wish can name.
    #[must_use]
    pub fn ids(&self, index: usize) -> Vec<Id> {
        let both = [false, true].map(|alone| self.made(index, 0, &|_| alone));
        let mut known = HashSet::new();
        let ids = both.into_iter().flatten().map(|question| question.id);
        ids.filter(|id| known.insert(id.clone())).collect()
    }

    /// All questions of one diagram, whatever is wished but for what is asked `alone`: of several
    /// facts that one question could ask for at once, one by one.
    fn made(&self, index: usize, seed: u64, alone: &dyn Fn(&Id) -> bool) -> Vec<Question> {
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
            questions.extend(missing::questions(ground, pair, &mut absences, alone, seed));
        }
        for pair in &pairs {
            questions.extend(answers::questions(ground, pair, seed));
        }
        questions.extend(pairs.iter().filter_map(shared::question_of));
        questions.extend(copies::questions(ground, index, seed));
        questions.extend(inside::questions(ground, shown, seed));
        questions.extend(guards::question_of(ground, index));
        questions.extend(path::questions(shown));
        questions.extend(turns::questions(ground, shown, seed));
        questions.extend(breaks::questions(shown));
        for ways in ways::of_figures(shown) {
            questions.extend(arrives::questions(shown, &ways));
            questions.extend(fault::questions(ground, shown, &ways));
        }
        questions.extend(order::questions(shown, &chains));
        questions.extend(gap::questions(ground, index, &chains, seed));
        questions.extend(whose::questions(ground, index, seed));
        // From what teaches most on; what a kind asks stays in the order of its picture.
        questions.sort_by_key(|question| rank::place(&question.id));
        let mut seen = HashSet::new();
        questions.retain(|question| seen.insert(question.id.clone()));
        questions
    }
}

fn question(id: Id, prompt: String, kind: Kind, facts: Vec<Fact>) -> Question {
    Question {
        id,
        was: Vec::new(),
        objective: None,
        prompt: prompt.into(),
        transcript: None,
        // A question that is answered by pointing needs its picture in sight, and so does one of
        // what is broken in it.
        from_memory: kind.shows().is_none(),
        kind,
        in_order: false,
        hints: Vec::new(),
        sources: Vec::new(),
        facts,
    }
}

fn fact(nodes: Vec<NodeRef>, says: String) -> Fact {
    Fact { nodes, lines: Vec::new(), says }
}

fn choice(id: Id, text: &str, correct: bool, because: String) -> Choice {
    Choice { id, text: text.into(), correct, because: because.into(), misconception: None }
}
