//! Which layers of this picture has the other one as well? Asked only where something is said of
//! every one.

use super::{
    fact,
    ground::Pair,
    missing::has_too,
    naming::question_id,
    opposite::Opposite,
    question,
    shown::{Look, ShownLayer},
    words::{listed, quoted},
};
use crate::{
    diagram::NodeRef,
    id::Id,
    quiz::{Kind, Place, Question, Target},
};
use std::collections::HashSet;

/// The most layers that are to be pointed at.
const TARGETS: usize = 8;

/// The most layers of a picture that is searched for them.
const LAYERS: usize = 40;

/// The question of a pair; none where name and job of a layer speak against each other, or where
/// nobody says whether a layer has a counterpart.
pub(super) fn question_of(pair: &Pair<'_, '_>) -> Option<Question> {
    let Pair { here, there, likeness } = *pair;
    if here.parts.len() > LAYERS {
        return None;
    }
    let looks: HashSet<Look> = there.parts.iter().map(|part| part.look).collect();
    let mut targets: Vec<&ShownLayer<'_>> = Vec::new();
    let mut places = Vec::new();
    let mut nodes = Vec::new();
    for part in &here.parts {
        let opposite = likeness.opposite(here, &part.layer.id, there);
        let shared = matches!(opposite, Opposite::Job { .. });
        if !part.usable() {
            // It can be pointed at, though it is not asked about.
            let clear = !shared && (part.name.is_empty() || !looks.contains(&part.look));
            if !clear {
                return None;
            }
            continue;
        }
        if shared != looks.contains(&part.look) {
            return None;
        }
        let because = match opposite {
            Opposite::Job { nodes: ref others, .. } => {
                targets.push(part);
                nodes.push(here.node(&part.layer.id));
                nodes.extend(others.iter().map(|other| there.node(other)));
                has_too(there, part, &opposite)
            }
            Opposite::Place { because: Some(because), .. } | Opposite::Missing { because } => {
                because.to_owned()
            }
            Opposite::Place { because: None, .. } => {
                "What stands in its place there does another job.".to_owned()
            }
            Opposite::Outline { about } => about.to_owned(),
            Opposite::Unsaid => return None,
        };
        let nodes = vec![node(&part.layer.id)];
        places.push(Place { nodes, because: because.into(), misconception: None });
    }
    let some = !targets.is_empty() && targets.len() < places.len() && targets.len() <= TARGETS;
    if !some {
        return None;
    }
    let about: Vec<&Id> = [here.id(), there.id()]
        .into_iter()
        .chain(targets.iter().map(|part| &part.layer.id))
        .collect();
    let id = question_id("shared", &about)?;
    let (own, other) = (quoted(&here.drawn.diagram.title), quoted(&there.drawn.diagram.title));
    let kind = Kind::PointAt {
        diagram: here.id().clone(),
        target: Target::All(targets.iter().map(|part| node(&part.layer.id)).collect()),
        places,
        otherwise: format!("This is not one of the layers that {other} has as well.").into(),
    };
    let names: Vec<&str> = targets.iter().map(|part| part.name.as_str()).collect();
    let says = match names.as_slice() {
        [only] => format!("{only} is in both {own} and {other}."),
        names => format!("{} are in both {own} and {other}.", listed(names)),
    };
    let prompt = format!("Point at every layer of {own} that {other} has as well.");
    Some(question(id, prompt, kind, vec![fact(nodes, says)]))
}

fn node(id: &Id) -> NodeRef {
    NodeRef { diagram: None, copies: Vec::new(), node: id.clone() }
}
