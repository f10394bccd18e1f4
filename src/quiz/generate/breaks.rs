//! Who is stuck when a layer fails? Asked of declared ways only: what is drawn on a layer need not
//! pass through it.

use super::{
    MOST, PARTS, choice,
    naming::question_id,
    question,
    shown::{Part, Shown},
    words::{joined, quoted},
};
use crate::{
    diagram::TracePath,
    id::Id,
    quiz::{Kind, Question},
};
use std::collections::HashSet;

/// How many hops a way has at least: less leaves two to choose from.
const HOPS: usize = 4;

pub(super) fn questions(shown: &Shown<'_>) -> Vec<Question> {
    let mut met = HashSet::new();
    let ways = shown.drawn.traces.iter().filter_map(|(title, path)| {
        let hops = hops(shown, path)?;
        // Two requests that take the same way would ask the same.
        let nodes: Vec<&Id> = hops.iter().map(|part| &part.layer.id).collect();
        met.insert(nodes).then_some((*title, hops))
    });
    let each = ways.flat_map(|(title, hops)| {
        let inner = 1..hops.len() - 1;
        inner.filter_map(|at| asked(shown, title, &hops, at)).collect::<Vec<_>>()
    });
    each.take(MOST).collect()
}

/// The layers of a way, if they are all different and all carry requests.
fn hops<'g, 'a>(shown: &'g Shown<'a>, path: &TracePath) -> Option<Vec<&'g Part<'a>>> {
    // One of them fails and is not offered.
    let fits = path.diagram == *shown.id() && (HOPS..=PARTS + 1).contains(&path.hops.len());
    if !fits {
        return None;
    }
    let (mut nodes, mut looks) = (HashSet::new(), HashSet::new());
    let each = path.hops.iter().map(|hop| {
        let own = hop.at.diagram.as_ref().is_none_or(|diagram| diagram == shown.id());
        let part = shown.part(&hop.at.node).filter(|part| own && part.usable())?;
        let new = nodes.insert(&hop.at.node) && looks.insert(part.look);
        (new && !part.layer.manages).then_some(part)
    });
    each.collect()
}

fn asked(shown: &Shown<'_>, title: &str, hops: &[&Part<'_>], at: usize) -> Option<Question> {
    let fails = hops.get(at)?;
    let about: Vec<&Id> = [shown.id(), &fails.layer.id]
        .into_iter()
        .chain(hops.iter().map(|part| &part.layer.id))
        .collect();
    let id = question_id("breaks", &about)?;
    let name = &fails.name;
    let others = hops.iter().enumerate().filter(|(other, _)| *other != at);
    let choices = others.map(|(other, part)| {
        let stuck = other < at;
        let because = if stuck {
            format!("It comes before {name} on the way: its request gets no further than there.")
        } else {
            format!("It comes after {name} on the way and does not need it.")
        };
        let because = joined(&[&because, &part.layer.about]);
        choice(part.layer.id.clone(), &part.name, stuck, because)
    });
    let kind = Kind::Multiple(choices.collect());
    let prompt = format!(
        "Say that {} fails in {}. For which of these does {} then not work any more?",
        quoted(name),
        quoted(&shown.drawn.diagram.title),
        quoted(title)
    );
    Some(question(id, prompt, kind))
}
