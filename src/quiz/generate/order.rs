//! In which order do the layers stand on each other?

use super::{
    MOST,
    chain::{Chain, Step},
    fact, lines,
    naming::question_id,
    question,
    shown::{Shown, ShownLayer},
    words::{counted, joined, quoted},
};
use crate::{
    id::Id,
    quiz::{Fact, Kind, Order, Question, Ranked},
};
use std::collections::HashSet;

/// How many layers can be put in order: fewer say nothing, more do not fit on a screen.
const LAYERS: std::ops::RangeInclusive<usize> = 3..=8;

pub(super) fn questions(shown: &Shown<'_>, chains: &[Chain]) -> Vec<Question> {
    let orders: Vec<_> =
        chains.iter().filter_map(|chain| distinct(shown, chain)).take(MOST).collect();
    let each = orders.iter().enumerate().filter_map(|(at, layers)| {
        let others = orders.iter().enumerate().filter(|(other, _)| *other != at);
        let elsewhere: HashSet<&Id> =
            others.flat_map(|(_, layers)| layers).map(|(_, part)| &part.layer.id).collect();
        // Of several stacks, one of its own layers tells which is meant.
        let own = layers.iter().rev().find(|(_, part)| !elsewhere.contains(&part.layer.id));
        asked(shown, layers, (orders.len() > 1).then(|| own.map(|(_, part)| *part)).flatten())
    });
    each.collect()
}

/// The layers of a chain, if it is of the right length, no two of them look equal, and their names
/// do not carry their places.
fn distinct<'g, 'a>(
    shown: &'g Shown<'a>,
    chain: &'g Chain,
) -> Option<Vec<(&'g Step, &'g ShownLayer<'a>)>> {
    let stands = chain.iter().skip(1).all(Step::above);
    if !LAYERS.contains(&chain.len()) || !stands {
        return None;
    }
    let part = |step: &'g Step| Some((step, shown.parts.get(step.part)?));
    let layers: Vec<_> = chain.iter().filter_map(part).collect();
    let looks: HashSet<_> = layers.iter().map(|(_, part)| part.look).collect();
    let told = counted(layers.iter().map(|(_, part)| part.name.as_str()));
    (looks.len() == chain.len() && !told).then_some(layers)
}

fn asked(
    shown: &Shown<'_>,
    layers: &[(&Step, &ShownLayer<'_>)],
    own: Option<&ShownLayer<'_>>,
) -> Option<Question> {
    let about: Vec<&Id> =
        std::iter::once(shown.id()).chain(layers.iter().map(|(_, part)| &part.layer.id)).collect();
    let id = question_id("order", &about)?;
    let title = quoted(&shown.drawn.diagram.title);
    // The prompt gives away no place.
    let which = if layers.len() < shown.parts.len() { "these" } else { "the" };
    let stack = own.map(|own| format!(", the stack with {},", own.name)).unwrap_or_default();
    let prompt = format!(
        "Put {which} layers of {title}{stack} in order, as they stand on each other in the picture."
    );
    let below = std::iter::once(None).chain(layers.iter().map(Some));
    let items = layers.iter().zip(below).enumerate();
    let items = items.map(|(rank, ((step, part), below))| {
        let place = match below {
            None => "It is the lowest of these.".to_owned(),
            Some((_, below)) if step.direct() => format!("It stands on {}.", below.name),
            Some((_, below)) => format!("It stands above {}.", below.name),
        };
        Ranked {
            id: part.layer.id.clone(),
            text: part.name.as_str().into(),
            rank,
            because: joined(&[&place, &part.layer.about]).into(),
            misconception: None,
        }
    });
    let order = Order {
        items: items.collect(),
        upwards: true,
        first: Some("at the bottom".to_owned()),
        last: Some("at the top".to_owned()),
    };
    let names: Vec<&str> = layers.iter().map(|(_, part)| part.name.as_str()).collect();
    let says = format!("From the bottom up: {}.", names.join(", "));
    let nodes = layers.iter().map(|(_, part)| shown.node(&part.layer.id)).collect();
    let pairs = layers.iter().zip(layers.iter().skip(1)).filter(|(_, (step, _))| step.direct());
    let lines =
        lines::upwards(shown, pairs.map(|((_, low), (_, up))| (&low.layer.id, &up.layer.id)));
    let facts = vec![Fact { lines, ..fact(nodes, says) }];
    Some(question(id, prompt, Kind::Order(order), facts))
}
