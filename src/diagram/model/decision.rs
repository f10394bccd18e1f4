//! Decisions that a diagram draws as a tree, as something to be gone through: each question is a
//! choice, each answer one of its ways, and each leaf an end.

use crate::{
    diagram::model::{
        NodeRef, Part, PartKind,
        trace::{Choice, ChoiceKind, Hop, Leg, Trace, TraceKind, TracePath, Way},
    },
    id::Id,
};

/// A larger tree is looked at as a whole: nobody answers so many questions.
const MOST_LAYERS: usize = 400;

/// The decisions among these parts of a diagram: trees with words at a line from their root. One
/// without them is a hierarchy, in which nothing is decided.
pub(super) fn decisions<'p>(diagram: &Id, parts: impl Iterator<Item = Part<'p>>) -> Vec<Trace> {
    let roots = parts.filter(|part| decides(*part) && !within_tree(*part));
    let found = roots.filter_map(|tree| {
        let root = tree.children().next()?.layer()?;
        let mut hops = 0;
        let legs = legs(tree, &mut hops, 1);
        (hops <= MOST_LAYERS).then(|| Trace {
            id: root.id.clone(),
            title: root.name.clone(),
            kind: TraceKind::Decision,
            paths: vec![TracePath { diagram: diagram.clone(), legs }],
        })
    });
    found.collect()
}

fn decides(part: Part<'_>) -> bool {
    matches!(part.kind(), PartKind::Tree(labels) if labels.len() > 1 && labels.iter().any(Option::is_some))
}

fn within_tree(part: Part<'_>) -> bool {
    let mut outer = part.parent();
    while let Some(round) = outer {
        if matches!(round.kind(), PartKind::Tree(_)) {
            return true;
        }
        outer = round.parent();
    }
    false
}

/// What one comes to at a part: a question with its ways, or an end. Of what has no order, the first
/// layer stands for all. `depth` is how many layers one has come to then: only one way is taken, so
/// that needs no letters.
fn legs(part: Part<'_>, hops: &mut usize, depth: usize) -> Vec<Leg> {
    let mut children = part.children();
    match part.kind() {
        PartKind::Layer(layer) => {
            let number = *hops;
            *hops += 1;
            let label = depth.to_string();
            let node = NodeRef { diagram: None, node: layer.id.clone(), copies: Vec::new() };
            vec![Leg::Hop(Hop { number, label, at: node, say: layer.about.clone() })]
        }
        PartKind::Tree(labels) => {
            let Some(root) = children.next() else { return Vec::new() };
            let mut all = legs(root, hops, depth);
            let Some(question) = root.layer() else { return all };
            let mut ways = Vec::with_capacity(labels.len());
            for (child, label) in children.zip(labels) {
                let inner = legs(child, hops, depth + 1);
                let Some(Leg::Hop(first)) = inner.first() else { continue };
                let name = label.clone().unwrap_or_else(|| first_name(child));
                ways.push(Way {
                    id: first.at.node.clone(),
                    name,
                    ask: None,
                    legs: inner,
                    ends: true,
                });
            }
            if ways.len() > 1 {
                let kind = ChoiceKind::When(question.name.clone());
                all.push(Leg::Choice(Choice { id: question.id.clone(), kind, ways }));
            } else if let Some(only) = ways.pop() {
                all.extend(only.legs);
            }
            all
        }
        _ => children.next().map(|first| legs(first, hops, depth)).unwrap_or_default(),
    }
}

/// The name of the first layer in a part.
fn first_name(part: Part<'_>) -> String {
    let mut here = Some(part);
    while let Some(part) = here {
        if let Some(layer) = part.layer() {
            return layer.name.clone();
        }
        here = part.children().next();
    }
    String::new()
}
