//! How far does a request still come when a layer on its way fails? Asked of declared ways only: what
//! is drawn on a layer need not pass through it. Where links lead past the layer, it is not asked.
//!
//! It asks a part of what `arrives.rs` does, which asks a `Kind::Break`: of one straight way and one
//! layer on it, which of the other layers it still reaches; there, of whole requests, whether they
//! arrive. Both go by the same declared ways, so that neither can say what the other denies: a layer
//! on a straight way stops the request (`TracePath::fate`), and this names what comes before. Its ids,
//! `breaks--…`, hang on diagram and layers as they always did.

use super::{
    MOST, PARTS, Traced, choice, fact, lines,
    naming::question_id,
    question,
    shown::{Shown, ShownLayer},
    ways,
    words::{counted, joined, listed, quoted},
};
use crate::{
    diagram::{Hop, TracePath},
    id::Id,
    quiz::{Fact, Kind, Question},
};
use std::{cmp::Reverse, collections::HashSet};

/// The fewest layers of a way that is asked about: one of them fails, and three can be chosen.
const LAYERS: usize = 4;

/// A layer on a way: where the way comes to it first, and where it leaves it last.
pub(super) struct Met<'g, 'a> {
    pub(super) part: &'g ShownLayer<'a>,
    at: usize,
    first: usize,
    last: usize,
}

pub(super) fn questions(shown: &Shown<'_>) -> Vec<Question> {
    let mut met = HashSet::new();
    let ways = shown.drawn.traces.iter().filter_map(|trace| {
        let way = way(shown, trace.path)?;
        // Two requests that take the same way would ask the same.
        let nodes: Vec<&Id> = way.iter().map(|met| &met.part.layer.id).collect();
        met.insert(nodes).then_some((trace, way))
    });
    let mut ways: Vec<_> = ways.collect();
    // The longest ways first: what is a part of another one is asked with that.
    ways.sort_by_key(|(_, way)| Reverse(way.len()));
    let each = ways.into_iter().flat_map(|(trace, way)| {
        let inner = 1..way.len() - 1;
        inner.filter_map(|fails| asked(shown, trace, &way, fails)).collect::<Vec<_>>()
    });
    each.take(MOST).collect()
}

/// The layers of a way in the order in which it comes to them, if all are different and carry
/// requests. Its way back is left out.
pub(super) fn way<'g, 'a>(shown: &'g Shown<'a>, path: &TracePath) -> Option<Vec<Met<'g, 'a>>> {
    if path.diagram != *shown.id() {
        return None;
    }
    let mut looks = HashSet::new();
    let mut way: Vec<Met<'g, 'a>> = Vec::new();
    // Where it goes one way or another, nobody can say by this way alone who is stuck.
    let hops = path.straight()?;
    for (number, node) in forth(&hops).into_iter().enumerate() {
        if let Some(known) = way.iter_mut().find(|met| met.part.layer.id == *node) {
            known.last = number;
            continue;
        }
        // A question offers at most `PARTS` layers, and the one that fails is not offered.
        let at = shown.at(node).filter(|_| way.len() <= PARTS)?;
        let part = shown.parts.get(at).filter(|part| part.usable() && !part.layer.manages)?;
        if !looks.insert(part.look) {
            return None;
        }
        way.push(Met { part, at, first: number, last: number });
    }
    let told = counted(way.iter().map(|met| met.part.name.as_str()));
    let own = |hop: &Hop| hop.at.diagram.as_ref().is_none_or(|diagram| diagram == shown.id());
    (way.len() >= LAYERS && !told && hops.iter().all(|hop| own(hop))).then_some(way)
}

/// The layers of a way without the way back: what follows the last one that is new.
fn forth<'p>(hops: &[&'p Hop]) -> Vec<&'p Id> {
    let mut seen = HashSet::new();
    let nodes: Vec<&Id> = hops.iter().map(|hop| &hop.at.node).collect();
    let mut end = 0;
    for (at, node) in nodes.iter().enumerate() {
        if seen.insert(*node) {
            end = at + 1;
        }
    }
    nodes.into_iter().take(end).collect()
}

/// Is there no other way than through this layer? Else nobody can say who is stuck without it.
fn needed(shown: &Shown<'_>, way: &[Met<'_, '_>], fails: usize) -> bool {
    let (Some(layer), Some((before, after))) = (way.get(fails), way.split_at_checked(fails)) else {
        return false;
    };
    // Another copy of it can step in, unless the request has been in this copy before.
    let inside = |copy: &&Id| before.iter().any(|met| met.part.copies().contains(copy));
    if !layer.part.copies().iter().all(inside) {
        return false;
    }
    // What stands on the failed layer may need it, though the request comes there later.
    let carried = |met: &Met<'_, '_>| shown.stands_above(&met.part.layer.id, &layer.part.layer.id);
    if after.iter().skip(1).any(carried) {
        return false;
    }
    let later: HashSet<usize> = after.iter().skip(1).map(|met| met.at).collect();
    !shown.around.lead(before.iter().map(|met| met.at), &later, layer.at, true)
}

fn asked(
    shown: &Shown<'_>,
    trace: &Traced<'_>,
    way: &[Met<'_, '_>],
    fails: usize,
) -> Option<Question> {
    let title = trace.title;
    let failing = way.get(fails).filter(|_| needed(shown, way, fails))?;
    let about: Vec<&Id> = [shown.id(), &failing.part.layer.id]
        .into_iter()
        .chain(way.iter().map(|met| &met.part.layer.id))
        .collect();
    let id = question_id("breaks", &about)?;
    let name = &failing.part.name;
    let mut choices = Vec::new();
    for met in way.iter().filter(|met| met.at != failing.at) {
        let stuck = met.last < failing.first;
        let because = if stuck {
            format!("It comes before {name} on the way, where the request stops.")
        } else if met.first > failing.last {
            format!("It comes after {name} on the way: the request stops before it.")
        } else {
            // The request meets this layer before the failed one and after it: neither answer
            // holds.
            continue;
        };
        let because = joined(&[&because, &met.part.layer.about]);
        choices.push(choice(met.part.layer.id.clone(), &met.part.name, stuck, because));
    }
    let (stuck, well): (Vec<_>, Vec<_>) = choices.iter().partition(|choice| choice.correct);
    if stuck.is_empty() || well.is_empty() || choices.len() + 1 < LAYERS {
        return None;
    }
    let names: Vec<&str> = way.iter().map(|met| met.part.name.as_str()).collect();
    let says = format!("{} comes to {}, in this order.", quoted(title), listed(&names));
    let nodes = way.iter().map(|met| shown.node(&met.part.layer.id)).collect();
    let kind = Kind::Multiple(choices);
    let prompt = format!(
        "Say that {name} fails in {}. Which of these does the request {} still reach?",
        shown.title(),
        quoted(title)
    );
    let lines = lines::along(shown, ways::steps(trace.path));
    Some(question(id, prompt, kind, vec![Fact { lines, ..fact(nodes, says) }]))
}
