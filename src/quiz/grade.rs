//! What an answer is worth.

use crate::{
    diagram::{NodePath, NodeRef},
    id::Id,
    quiz::{
        Answer, Choice, Kind, Order, Question, Target, number, pairing::Pairing, spelling,
        spelling::Spelt,
    },
};
use std::collections::BTreeSet;

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grade {
    /// From 0 to 1.
    pub score: f64,
}

impl Grade {
    /// Is it entirely right?
    #[must_use]
    pub fn right(self) -> bool {
        self.score >= 1.0
    }

    /// Neither entirely right nor worth nothing.
    #[must_use]
    pub fn partly(self) -> bool {
        self.score > 0.0 && !self.right()
    }

    /// Entirely right, or worth nothing.
    #[must_use]
    pub fn all_or_nothing(right: bool) -> Self {
        Self { score: if right { 1.0 } else { 0.0 } }
    }

    /// The share of `right` in `all`, from 0 to 1; never below 0.
    fn share(right: usize, all: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "as many as a question has parts")]
        let score = if all == 0 { 0.0 } else { right as f64 / all as f64 };
        Self { score }
    }
}

/// Grades an answer. An answer of another kind than the question is worth nothing.
#[must_use]
pub fn grade(question: &Question, answer: &Answer) -> Grade {
    match (&question.kind, answer) {
        (Kind::Single(choices) | Kind::Scenario(choices), Answer::Options(ids)) => {
            Grade::all_or_nothing(match ids.as_slice() {
                [id] => choices.iter().any(|choice| choice.id == *id && choice.correct),
                _ => false,
            })
        }
        (Kind::Multiple(choices), Answer::Options(ids)) => several(choices, ids),
        (Kind::Order(order), Answer::Order(ids)) => in_order(order, ids),
        (Kind::PointAt { diagram, target, .. }, Answer::Nodes(nodes)) => {
            pointed(diagram, target, nodes)
        }
        (Kind::Number(wanted), Answer::Text(text)) => {
            let given = number::readings(text, wanted.unit.as_deref());
            Grade::all_or_nothing(given.iter().any(|given| number::is_right(wanted, *given)))
        }
        (Kind::Typed(typed), Answer::Text(text)) => {
            Grade::all_or_nothing(spelling::judge(typed, text) == Spelt::Right)
        }
        (Kind::Settings(asked), Answer::Settings(_)) => Grade { score: asked.score(answer) },
        (Kind::Diagnose(asked), Answer::Options(_)) => {
            Grade::all_or_nothing(asked.named(answer).is_some_and(|choice| choice.correct))
        }
        (
            kind @ (Kind::Label(_) | Kind::Classify(_) | Kind::Match(_) | Kind::Break(_)),
            Answer::Pairs(pairs),
        ) => kind.pairing().map_or(Grade { score: 0.0 }, |pairing| paired(&pairing, pairs)),
        // Each kind is named, so that a further kind is not worth nothing by oversight.
        (
            Kind::Single(_)
            | Kind::Scenario(_)
            | Kind::Multiple(_)
            | Kind::Order(_)
            | Kind::PointAt { .. }
            | Kind::Number(_)
            | Kind::Typed(_)
            | Kind::Label(_)
            | Kind::Classify(_)
            | Kind::Match(_)
            | Kind::Break(_)
            | Kind::Diagnose(_)
            | Kind::Settings(_),
            _,
        ) => Grade { score: 0.0 },
    }
}

/// The share of the right options that were picked, less one for each wrong one.
fn several(choices: &[Choice], picked: &[Id]) -> Grade {
    let picked: BTreeSet<&Id> = picked.iter().collect();
    let right: BTreeSet<&Id> = choices.iter().filter(|c| c.correct).map(|c| &c.id).collect();
    let hit = picked.intersection(&right).count();
    Grade::share(hit.saturating_sub(picked.len() - hit), right.len())
}

/// The share of neighbours that stand in the right order; every item has to be there once.
fn in_order(order: &Order, ids: &[Id]) -> Grade {
    let ranks: Option<Vec<usize>> = ids.iter().map(|id| order.rank(id)).collect();
    let each_once = ids.iter().collect::<BTreeSet<_>>().len() == order.items.len();
    let Some(ranks) = ranks.filter(|ranks| each_once && ranks.len() == order.items.len()) else {
        return Grade { score: 0.0 };
    };
    let neighbours = || ranks.iter().zip(ranks.iter().skip(1));
    Grade::share(neighbours().filter(|(one, next)| one <= next).count(), neighbours().count())
}

fn pointed(diagram: &Id, target: &Target, nodes: &[NodeRef]) -> Grade {
    let paths: Vec<NodePath> = nodes
        .iter()
        .filter(|node| node.diagram.as_ref() == Some(diagram))
        .map(|node| box_of(diagram, node))
        .collect();
    let elsewhere = nodes.len() - paths.len();
    match (target, paths.as_slice()) {
        (Target::Any(_), [path]) => Grade::all_or_nothing(elsewhere == 0 && hits(target, path)),
        (Target::Any(_), _) => Grade { score: 0.0 },
        (Target::All(targets), paths) => {
            let hit = targets.iter().filter(|t| paths.iter().any(|path| t.means(path))).count();
            // Several copies of one wrong layer count as one pick.
            let wrong: BTreeSet<&Id> =
                paths.iter().filter(|path| !hits(target, path)).map(|path| &path.node).collect();
            Grade::share(hit.saturating_sub(wrong.len() + elsewhere), targets.len())
        }
    }
}

/// The share of the items with a target that were given to it. Extras do not count.
fn paired(pairing: &Pairing<'_>, pairs: &[(Id, Id)]) -> Grade {
    let given = |item: &Id| {
        let mut all = pairs.iter().filter(|(id, _)| id == item);
        // An item that was given to two targets is at none.
        all.next().filter(|_| all.next().is_none()).map(|(_, target)| target)
    };
    let belong = || pairing.items.iter().filter(|item| item.right.is_some());
    let right = belong().filter(|item| given(item.id) == item.right).count();
    // A misplaced extra needs no deduction: it takes the place of an item that belongs there.
    Grade::share(right, belong().count())
}

impl Order {
    /// The item's place in the right order, from 0; none for an item of another question.
    #[must_use]
    pub fn rank(&self, id: &Id) -> Option<usize> {
        self.items.iter().find(|item| item.id == *id).map(|item| item.rank)
    }
}

/// Is this box among those that answer the question?
#[must_use]
pub fn hits(target: &Target, path: &NodePath) -> bool {
    target.nodes().iter().any(|node| node.means(path))
}

/// The box that an answer names.
#[must_use]
pub fn box_of(diagram: &Id, node: &NodeRef) -> NodePath {
    NodePath { diagram: diagram.clone(), copies: node.copies.clone(), node: node.node.clone() }
}
