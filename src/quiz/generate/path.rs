//! In which order does a request come to its layers? Asked of ways that never part.

use super::{
    MOST, Traced,
    breaks::{Met, way},
    fact, lines,
    naming::question_id,
    question,
    shown::Shown,
    ways,
    words::{joined, quoted},
};
use crate::{
    diagram::TracePath,
    id::Id,
    quiz::{Fact, Kind, Order, Question, Ranked},
};
use std::{cmp::Reverse, collections::HashSet};

/// The most layers that are put in order.
const LAYERS: usize = 8;

pub(super) fn questions(shown: &Shown<'_>) -> Vec<Question> {
    let mut met = HashSet::new();
    let ways = shown.drawn.traces.iter().filter_map(|Traced { title, path, .. }| {
        let way = way(shown, path).filter(|way| way.len() <= LAYERS)?;
        // Two requests that take the same way would ask the same.
        let nodes: Vec<&Id> = way.iter().map(|met| &met.part.layer.id).collect();
        met.insert(nodes).then_some((title, path, way))
    });
    let mut ways: Vec<_> = ways.collect();
    // The longest ways first: what is a part of another one is asked with that.
    ways.sort_by_key(|(_, _, way)| Reverse(way.len()));
    let each = ways.into_iter().filter_map(|(title, path, way)| asked(shown, title, path, &way));
    each.take(MOST).collect()
}

fn asked(
    shown: &Shown<'_>,
    title: &str,
    path: &TracePath,
    way: &[Met<'_, '_>],
) -> Option<Question> {
    let nodes = way.iter().map(|met| &met.part.layer.id);
    let about: Vec<&Id> = std::iter::once(shown.id()).chain(nodes).collect();
    let id = question_id("path", &about)?;
    let hops = path.hops();
    let items = way.iter().enumerate().map(|(rank, met)| {
        let part = met.part;
        let hop = hops.iter().find(|hop| hop.at.node == part.layer.id);
        let said = hop.map_or("", |hop| hop.say.as_str());
        let place = if rank == 0 { "The request begins here." } else { "" };
        let because = if said.trim().is_empty() { &part.layer.about } else { said };
        Ranked {
            id: part.layer.id.clone(),
            text: part.name.as_str().into(),
            rank,
            because: joined(&[place, because]).into(),
            misconception: None,
        }
    });
    let order = Order {
        items: items.collect(),
        upwards: false,
        first: Some("first".to_owned()),
        last: Some("last".to_owned()),
    };
    let again = if hops.len() > way.len() { " for the first time" } else { "" };
    let prompt = format!(
        "Put these layers of {} in the order in which the request {} comes to them{again}.",
        shown.title(),
        quoted(title),
    );
    let names: Vec<&str> = way.iter().map(|met| met.part.name.as_str()).collect();
    let says = format!("{} comes to {}, in this order.", quoted(title), names.join(", then "));
    let nodes = way.iter().map(|met| shown.node(&met.part.layer.id)).collect();
    let lines = lines::along(shown, ways::steps(path));
    let facts = vec![Fact { lines, ..fact(nodes, says) }];
    Some(question(id, prompt, Kind::Order(order), facts))
}
