//! The requests that a figure sends through a picture, as far as each of them can be told from the
//! others, and the layers on their ways.

use super::{
    Traced,
    shown::{Shown, ShownLayer},
};
use crate::{
    diagram::{Hop, LayerRole, TracePath},
    id::Id,
    quiz::spelling::folded,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The most requests of a figure that are looked at.
const REQUESTS: usize = 24;

/// The most layers on their ways.
const LAYERS: usize = 60;

/// What one figure sends through a picture: two requests or more.
pub(super) struct Ways<'g, 'a> {
    /// In the figure's order.
    pub(super) requests: Vec<Traced<'a>>,
    /// What they come to, in drawing order.
    pub(super) layers: Vec<&'g ShownLayer<'a>>,
}

/// Figure by figure.
pub(super) fn of_figures<'g, 'a>(shown: &'g Shown<'a>) -> Vec<Ways<'g, 'a>> {
    let mut figures: BTreeMap<usize, Vec<Traced<'a>>> = BTreeMap::new();
    for trace in shown.drawn.traces {
        figures.entry(trace.figure).or_default().push(*trace);
    }
    figures.into_values().filter_map(|traces| of_figure(shown, traces)).collect()
}

fn of_figure<'g, 'a>(shown: &'g Shown<'a>, mut traces: Vec<Traced<'a>>) -> Option<Ways<'g, 'a>> {
    let mut ids: HashSet<&Id> = HashSet::new();
    traces.retain(|trace| ids.insert(trace.id));
    // Of two requests with one title, an answer could mean either.
    let mut titles: HashMap<String, usize> = HashMap::new();
    for trace in &traces {
        *titles.entry(folded(trace.title)).or_default() += 1;
    }
    traces.retain(|trace| titles.get(&folded(trace.title)) == Some(&1) && is_clear(shown, trace));
    traces.truncate(REQUESTS);
    let hops = traces.iter().flat_map(|trace| trace.path.hops());
    let met: HashSet<&Id> = hops.map(|hop| &hop.at.node).collect();
    let layers: Vec<_> = shown.parts.iter().filter(|part| met.contains(&part.layer.id)).collect();
    let enough = traces.len() > 1 && layers.len() <= LAYERS;
    enough.then_some(Ways { requests: traces, layers })
}

/// Does the request come to layers that carry requests, each the only one of its name?
fn is_clear(shown: &Shown<'_>, trace: &Traced<'_>) -> bool {
    let hops = trace.path.hops();
    let clear = |hop: &&Hop| {
        let part = shown.part(&hop.at.node).filter(|part| part.usable() && !part.layer.manages);
        hop.at.diagram.as_ref().is_none_or(|diagram| diagram == shown.id())
            && part.is_some_and(|part| shown.bearing(part.look) == 1)
    };
    trace.path.diagram == *shown.id() && !hops.is_empty() && hops.iter().all(clear)
}

/// The layers on the way of a request, in the order in which it first comes to them.
pub(super) fn on_way<'a>(trace: &Traced<'a>) -> Vec<&'a Id> {
    let mut met = HashSet::new();
    let hops = trace.path.hops().into_iter().map(|hop| &hop.at.node);
    hops.filter(|node| met.insert(*node)).collect()
}

/// From which layer to which a request goes, whichever way it takes.
pub(super) fn steps(path: &TracePath) -> Vec<(&Id, &Id)> {
    path.pairs().into_iter().map(|(one, next)| (&one.at.node, &next.at.node)).collect()
}

/// As a layer is spoken of of which all copies are meant.
pub(super) fn called(part: &ShownLayer<'_>) -> String {
    if part.copies().is_empty() { part.name.clone() } else { format!("{}, all copies", part.name) }
}

/// Would nothing run without this layer, whatever the ways say? A request that goes past the machine
/// that it runs on needs it nevertheless.
pub(super) fn carries_all(shown: &Shown<'_>, part: &ShownLayer<'_>, past: &[&Traced<'_>]) -> bool {
    let is_hardware = |part: &ShownLayer<'_>| part.layer.role == LayerRole::Hardware;
    let only = shown.parts.iter().filter(|part| is_hardware(part)).nth(1).is_none();
    let machine = only && is_hardware(part);
    let on_it = |trace: &&Traced<'_>| {
        on_way(trace).into_iter().any(|node| shown.stands_above(node, &part.layer.id))
    };
    machine && past.iter().any(on_it)
}
