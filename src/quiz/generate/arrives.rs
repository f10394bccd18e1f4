//! Which requests still arrive when a layer answers nothing any more? A question of the kind
//! `Kind::Break`, as authors ask it, with what becomes of each request worked out in the same way.
//!
//! That a layer “fails” could be meant in two ways: what stands on it might fail with it. So the
//! question says that it answers nothing, and that whatever comes to it stops there: then the
//! declared ways settle it.

use super::{
    Traced, fact, lines,
    naming::question_id,
    question,
    shown::{Shown, ShownLayer},
    ways::{self, Ways, called, carries_all, on_way},
    words::{hints, quoted},
};
use crate::{
    diagram::{Broken, Fate, FateKind, Hop, NodeRef, fates::fate_words},
    id::Id,
    quiz::{Break, Fact, Fated, Kind, Question},
};
use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap, HashSet},
};

/// The most requests of one question.
const REQUESTS: usize = 6;

/// The most questions of one figure about one picture; of these few are asked.
const EACH: usize = 4;

/// How much a question tells: how many different fates there are, whether a condition decides one or
/// a request goes another way, how even it is, and how little the titles give away.
type Telling = (usize, bool, bool, usize, Reverse<usize>);

/// The most telling ones first; of layers that stop the same, the first one drawn.
pub(super) fn questions<'a>(shown: &Shown<'a>, ways: &Ways<'_, 'a>) -> Vec<Question> {
    let mut known: HashSet<Vec<FateKind>> = HashSet::new();
    let mut found: Vec<(Telling, Question)> = Vec::new();
    for part in &ways.layers {
        let broken = Broken::of_layers(&alone(&part.layer.id), [&part.layer.id]);
        let fates: Vec<(Traced<'a>, Fate<'a>)> =
            ways.requests.iter().map(|trace| (*trace, trace.path.fate(&broken))).collect();
        let kinds: Vec<FateKind> = fates.iter().map(|(_, fate)| fate.kind()).collect();
        if is_telling(shown, part, &fates)
            && let Some(question) = asked(shown, part, &few(&fates))
            && known.insert(kinds)
        {
            found.push((telling(part, &fates), question));
        }
    }
    found.sort_by_key(|(telling, _)| Reverse(*telling));
    found.into_iter().map(|(_, question)| question).take(EACH).collect()
}

fn alone(node: &Id) -> NodeRef {
    NodeRef { diagram: None, copies: Vec::new(), node: node.clone() }
}

/// Does it stop some requests and not others, or does a condition decide?
fn is_telling(shown: &Shown<'_>, part: &ShownLayer<'_>, fates: &[(Traced<'_>, Fate<'_>)]) -> bool {
    let kinds: BTreeSet<FateKind> = fates.iter().map(|(_, fate)| fate.kind()).collect();
    let some = kinds.len() > 1 || kinds.contains(&FateKind::ArrivesWhen);
    // That who asks nothing gets no answer is no news.
    let begins = |(trace, _): &(Traced<'_>, Fate<'_>)| {
        on_way(trace).first().is_some_and(|first| **first == part.layer.id)
    };
    let past = fates.iter().filter(|(_, fate)| fate.kind() != FateKind::Stops);
    let past: Vec<&Traced<'_>> = past.map(|(trace, _)| trace).collect();
    part.is_layer() && some && !fates.iter().any(begins) && !carries_all(shown, part, &past)
}

fn telling(part: &ShownLayer<'_>, fates: &[(Traced<'_>, Fate<'_>)]) -> Telling {
    let kinds: BTreeSet<FateKind> = fates.iter().map(|(_, fate)| fate.kind()).collect();
    let round = |fate: &Fate<'_>| matches!(fate, Fate::Arrives { round } if !round.is_empty());
    let stopped = fates.iter().filter(|(_, fate)| fate.kind() == FateKind::Stops).count();
    let told = fates.iter().filter(|(trace, _)| hints(&part.name, trace.title)).count();
    let even = stopped.min(fates.len() - stopped);
    let when = kinds.contains(&FateKind::ArrivesWhen);
    (kinds.len(), when, fates.iter().any(|(_, fate)| round(fate)), even, Reverse(told))
}

/// As many as are asked about: of each fate some, in their order.
fn few<'f, 'a>(fates: &'f [(Traced<'a>, Fate<'a>)]) -> Vec<&'f (Traced<'a>, Fate<'a>)> {
    let mut before: HashMap<FateKind, usize> = HashMap::new();
    let mut turns: Vec<(usize, usize)> = Vec::new();
    for (at, (_, fate)) in fates.iter().enumerate() {
        let turn = before.entry(fate.kind()).or_default();
        turns.push((*turn, at));
        *turn += 1;
    }
    turns.sort_unstable();
    let mut taken: Vec<usize> = turns.into_iter().take(REQUESTS).map(|(_, at)| at).collect();
    taken.sort_unstable();
    taken.into_iter().filter_map(|at| fates.get(at)).collect()
}

fn asked(
    shown: &Shown<'_>,
    part: &ShownLayer<'_>,
    fates: &[&(Traced<'_>, Fate<'_>)],
) -> Option<Question> {
    let ids = fates.iter().map(|(trace, _)| trace.id);
    let about: Vec<&Id> = [shown.id(), &part.layer.id].into_iter().chain(ids).collect();
    let id = question_id("arrives", &about)?;
    let called = called(part);
    let any = if part.copies().is_empty() { called.clone() } else { format!("any {}", part.name) };
    let name = |node: &NodeRef| shown.part(&node.node).map_or("", |part| &part.name).to_owned();
    let mut requests = Vec::new();
    let mut facts: Vec<Fact> = Vec::new();
    for (trace, fate) in fates {
        let because = fate_words(fate, &any, &name);
        let says = because.strip_prefix("It ").unwrap_or(&because);
        let shows = shows(trace, fate);
        let steps = ways::steps(trace.path).into_iter().filter(|(_, to)| shows.contains(to));
        let nodes = shows.iter().map(|node| shown.node(node)).collect();
        let lines = lines::along(shown, steps);
        facts.push(Fact { lines, ..fact(nodes, format!("{} {says}", quoted(trace.title))) });
        requests.push(Fated {
            id: trace.id.clone(),
            text: trace.title.into(),
            fate: fate.kind(),
            because: because.into(),
            misconception: None,
        });
    }
    let (name, title) = (&part.name, shown.title());
    let says = if part.copies().is_empty() {
        format!("Say that {name} in {title} answers nothing any more: whatever comes to it")
    } else {
        format!("Say that no {name} in {title} answers any more: whatever comes to one")
    };
    let prompt = format!("{says} stops there. What becomes of each of these requests?");
    let asked = Break::new(shown.id().clone(), (alone(&part.layer.id), called), requests);
    Some(question(id, prompt, Kind::Break(asked), facts))
}

/// Where the request stops; where it arrives, or the way that it goes instead.
fn shows<'t>(trace: &Traced<'t>, fate: &Fate<'t>) -> Vec<&'t Id> {
    let mut hops: Vec<&Hop> = match fate {
        Fate::Stops { at } | Fate::ArrivesWhen { at, .. } => at.clone(),
        Fate::Arrives { round } => round.iter().flat_map(|of| of.way.hops()).collect(),
    };
    if hops.is_empty() {
        hops.extend(trace.path.hops().last());
    }
    let mut met = HashSet::new();
    hops.into_iter().map(|hop| &hop.at.node).filter(|node| met.insert(*node)).collect()
}
