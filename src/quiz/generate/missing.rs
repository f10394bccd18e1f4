//! Which layer of the other picture has this one not? Asked only where an author declares it:
//! that nothing is said of a layer does not mean that it has no counterpart.

use super::{
    DISTRACTORS, MOST,
    chance::Chance,
    choice,
    ground::Pair,
    naming::question_id,
    opposite::Opposite,
    question,
    shown::{Look, Shown, ShownLayer},
    words::{joined, listed, quoted, unnumbered},
};
use crate::{
    diagram::Diagram,
    id::Id,
    quiz::{Kind, Question},
};
use std::collections::{HashMap, HashSet};

/// A layer of the other picture, and what stands opposite it in this one.
type Seen<'g, 'a> = (&'g ShownLayer<'a>, Opposite<'a>);

/// Which picture an absence is asked of: by the picture that lacks something, and by its reason.
pub(super) type Asked<'a> = HashMap<(&'a Id, &'a str), &'a Id>;

/// An absence that an author declares of several pictures at once is asked of the first: the others
/// would ask the same again.
pub(super) fn questions<'a>(
    pair: &Pair<'_, 'a>,
    known: &mut Asked<'a>,
    seed: u64,
) -> Vec<Question> {
    let Pair { here, there, likeness } = *pair;
    let seen: Vec<Seen<'_, '_>> = there
        .parts
        .iter()
        .map(|part| (part, likeness.opposite(there, &part.layer.id, here)))
        .collect();
    let is_missing = |of: &Opposite<'_>| matches!(of, Opposite::Missing { .. });
    let is_had = |of: &Opposite<'_>| matches!(of, Opposite::Job { .. });
    let lacking = distinct(&seen, is_missing).filter(|(part, _)| here.bearing(part.look) == 0);
    // Of “VF 1” and “VF 2” one is enough.
    let mut met = HashSet::new();
    let lacking = lacking.filter(|(part, _)| met.insert(unnumbered(&part.name)));
    let had: Vec<&Seen<'_, '_>> = distinct(&seen, is_had).collect();
    let mut questions = Vec::new();
    for missing in lacking {
        let Opposite::Missing { because } = missing.1 else { continue };
        let of = known.get(&(here.id(), because)).copied().unwrap_or(there.id());
        if questions.len() == MOST || of != there.id() {
            continue;
        }
        if let Some(question) = asked(pair, missing, &had, seed) {
            known.insert((here.id(), because), there.id());
            questions.push(question);
        }
    }
    questions
}

/// The layers that can be offered as being of one sort, one for each name. A name that layers of
/// another sort have as well could be meant either way, and is left out.
fn distinct<'s, 'g, 'a>(
    seen: &'s [Seen<'g, 'a>],
    is_of_sort: impl Fn(&Opposite<'a>) -> bool,
) -> impl Iterator<Item = &'s Seen<'g, 'a>> {
    let (of_sort, others): (Vec<_>, Vec<_>) = seen.iter().partition(|(_, of)| is_of_sort(of));
    let mut met: HashSet<Look> = others.iter().map(|(part, _)| part.look).collect();
    let usable = of_sort.into_iter().filter(|(part, _)| part.is_layer());
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
    let because = (*because).to_owned();
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

/// Why a layer has a counterpart in a picture: its author's words, or that picture's layers.
pub(super) fn has_too(picture: &Shown<'_>, part: &ShownLayer<'_>, of: &Opposite<'_>) -> String {
    let Opposite::Job { nodes, because } = of else { return String::new() };
    if let Some(because) = because {
        return (*because).to_owned();
    }
    let layers: Vec<&ShownLayer<'_>> =
        nodes.iter().filter_map(|node| picture.part(node)).filter(|part| part.usable()).collect();
    let title = quoted(&picture.drawn.diagram.title);
    match layers.as_slice() {
        [] => joined(&[&format!("{title} has it too."), &part.layer.about]),
        // The words about the counterpart are added, not those about the layer that is offered.
        [only] => joined(&[&format!("{title} has it too: {}.", only.name), &only.layer.about]),
        layers => {
            let names: Vec<&str> = layers.iter().map(|part| part.name.as_str()).collect();
            format!("{title} has it too: {}.", listed(&names))
        }
    }
}
