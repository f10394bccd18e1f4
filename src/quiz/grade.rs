//! What an answer is worth, and which reason it has earned.

use crate::{
    diagram::{NodePath, NodeRef},
    id::Id,
    quiz::{Answer, Kind, Place, Question, Target},
};

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grade {
    /// From 0 to 1.
    pub score: f64,
}

impl Grade {
    /// Entirely right?
    #[must_use]
    pub fn right(self) -> bool {
        self.score >= 1.0
    }
}

/// Grades an answer. An answer of another kind than the question is worth nothing.
#[must_use]
pub fn grade(question: &Question, answer: &Answer) -> Grade {
    let right = match (&question.kind, answer) {
        (Kind::Single(choices), Answer::Options(ids)) => match ids.as_slice() {
            [id] => choices.iter().any(|choice| choice.id == *id && choice.correct),
            _ => false,
        },
        (Kind::PointAt { diagram, target, .. }, Answer::Nodes(nodes)) => match nodes.as_slice() {
            [node] => {
                node.diagram.as_ref() == Some(diagram)
                    && hits(
                        target,
                        &NodePath {
                            diagram: diagram.clone(),
                            copies: node.copies.clone(),
                            node: node.node.clone(),
                        },
                    )
            }
            _ => false,
        },
        _ => false,
    };
    Grade { score: if right { 1.0 } else { 0.0 } }
}

/// Is this box one that answers the question?
#[must_use]
pub fn hits(target: &Target, path: &NodePath) -> bool {
    match target {
        Target::Any(nodes) => nodes.iter().any(|node| node.means(path)),
    }
}

/// The place whose reason speaks for this box.
#[must_use]
pub fn place_of<'a>(places: &'a [Place], path: &NodePath) -> Option<&'a Place> {
    places.iter().find(|place| place.nodes.iter().any(|node| node.means(path)))
}

/// The reason for what was answered.
#[must_use]
pub fn reason_of<'a>(question: &'a Question, answer: &Answer) -> Option<&'a str> {
    match (&question.kind, answer) {
        (Kind::Single(choices), Answer::Options(ids)) => {
            let chosen = choices.iter().find(|choice| ids.contains(&choice.id))?;
            Some(&chosen.because)
        }
        (Kind::PointAt { diagram, places, otherwise, .. }, Answer::Nodes(nodes)) => {
            let path = box_of(diagram, nodes.first()?);
            Some(place_of(places, &path).map_or(otherwise, |place| &place.because))
        }
        _ => None,
    }
}

/// The box that an answer names.
#[must_use]
pub fn box_of(diagram: &Id, node: &NodeRef) -> NodePath {
    NodePath { diagram: diagram.clone(), copies: node.copies.clone(), node: node.node.clone() }
}
