//! Which layer of the other picture has this one not?

use super::{
    DISTRACTORS, MOST,
    chance::Chance,
    choice,
    ground::Pair,
    naming::question_id,
    opposite::Opposite,
    question,
    shown::{Look, Part, Shown},
    words::{joined, listed, quoted},
};
use crate::{
    diagram::Diagram,
    quiz::{Kind, Question},
};
use std::collections::HashSet;

/// A layer of the other picture, and what stands opposite it in this one.
type Seen<'g, 'a> = (&'g Part<'a>, Opposite<'a>);

pub(super) fn questions(pair: &Pair<'_, '_>, seed: u64) -> Vec<Question> {
    let Pair { here, there, likeness } = *pair;
    if !likeness.compares(here, there) {
        return Vec::new();
    }
    let seen: Vec<Seen<'_, '_>> = there
        .parts
        .iter()
        .map(|part| (part, likeness.opposite(there, &part.layer.id, here)))
        .collect();
    let is_missing = |of: &Opposite<'_>| matches!(of, Opposite::Missing { .. });
    let is_had = |of: &Opposite<'_>| matches!(of, Opposite::Job { .. });
    let lacking = distinct(&seen, is_missing).filter(|(part, _)| here.bearing(part.look) == 0);
    let had: Vec<&Seen<'_, '_>> = distinct(&seen, is_had).collect();
    lacking.filter_map(|missing| asked(pair, missing, &had, seed)).take(MOST).collect()
}

/// The layers that can be offered as being of one sort, one for each name. A name that layers of
/// another sort have as well could be meant either way, and is left out.
fn distinct<'s, 'g, 'a>(
    seen: &'s [Seen<'g, 'a>],
    is_of_sort: impl Fn(&Opposite<'a>) -> bool,
) -> impl Iterator<Item = &'s Seen<'g, 'a>> {
    let (of_sort, others): (Vec<_>, Vec<_>) = seen.iter().partition(|(_, of)| is_of_sort(of));
    let mut met: HashSet<Look> = others.iter().map(|(part, _)| part.look).collect();
    let usable = of_sort.into_iter().filter(|(part, _)| part.usable());
    usable.filter(move |(part, _)| met.insert(part.look))
}

fn asked(
    pair: &Pair<'_, '_>,
    (right, opposite): &Seen<'_, '_>,
    had: &[&Seen<'_, '_>],
    seed: u64,
) -> Option<Question> {
    let Pair { here, there, .. } = *pair;
    let id = question_id("missing", &[here.id(), there.id(), &right.layer.id])?;
    let Opposite::Missing { because } = opposite else { return None };
    let because = match because {
        Some(because) => (*because).to_owned(),
        None => has_not(&here.drawn.diagram.title, &right.layer.about),
    };
    let mut choices = vec![choice(right.layer.id.clone(), &right.name, true, because)];
    let picked = Chance::new(&id, seed).pick(had, DISTRACTORS, |_| true);
    choices.extend(picked.into_iter().map(|(part, of)| {
        choice(part.layer.id.clone(), &part.name, false, has_too(here, part, of))
    }));
    let title = |diagram: &Diagram| quoted(&diagram.title);
    let prompt = format!(
        "Which layer of {} has no counterpart in {}?",
        title(there.drawn.diagram),
        title(here.drawn.diagram)
    );
    (choices.len() > 1).then(|| question(id, prompt, Kind::Single(choices)))
}

/// Why a layer has no counterpart, when its author does not say.
pub(super) fn has_not(title: &str, about: &str) -> String {
    joined(&[&format!("Nothing in {} does its job.", quoted(title)), about])
}

/// Why a layer has a counterpart in a picture: its author's words, or that picture's layers.
pub(super) fn has_too(picture: &Shown<'_>, part: &Part<'_>, of: &Opposite<'_>) -> String {
    let Opposite::Job { nodes, because } = of else { return String::new() };
    if let Some(because) = because {
        return (*because).to_owned();
    }
    let layers = nodes.iter().filter_map(|node| picture.part(node)).filter(|part| part.usable());
    let names: Vec<&str> = layers.map(|part| part.name.as_str()).collect();
    let title = quoted(&picture.drawn.diagram.title);
    let has = match names.as_slice() {
        [] => format!("{title} has it too."),
        names => format!("{title} has it too: {}.", listed(names)),
    };
    joined(&[&has, &part.layer.about])
}
