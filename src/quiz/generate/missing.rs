//! Which layer of the other picture has this one not? Asked only where an author declares it:
//! that nothing is said of a layer does not mean that it has no counterpart.

use super::{
    DISTRACTORS, MOST,
    chance::Chance,
    choice, fact,
    ground::{Indexed, Pair},
    naming::question_id,
    opposite::Opposite,
    question,
    shown::{Look, Shown, ShownLayer},
    words::{joined, listed, quoted, unnumbered},
};
use crate::{
    id::Id,
    quiz::{Choice, Kind, Question},
};
use std::collections::{HashMap, HashSet};

/// A layer of the other picture, and what stands opposite it in this one.
type Seen<'g, 'a> = (&'g ShownLayer<'a>, Opposite<'a>);

/// Which picture an absence is asked of: by the picture that lacks something, and by its reason.
pub(super) type Asked<'a> = HashMap<(&'a Id, &'a str), &'a Id>;

/// An absence that an author declares of several pictures at once is asked of the first: the others
/// would ask the same again.
pub(super) fn questions<'a>(
    ground: &Indexed<'a>,
    pair: &Pair<'_, 'a>,
    known: &mut Asked<'a>,
    alone: &dyn Fn(&Id) -> bool,
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
        if let Some(question) = asked(ground, pair, missing, &had, seed) {
            known.insert((here.id(), because), there.id());
            questions.push(question);
        }
    }
    let (mut found, together): (Vec<Question>, Vec<Question>) =
        questions.into_iter().partition(|question| alone(&question.id));
    match together.len() {
        0 | 1 => found.extend(together),
        _ => found.extend(at_once(pair, together)),
    }
    found
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

fn asked<'a>(
    ground: &Indexed<'a>,
    pair: &Pair<'_, 'a>,
    (right, opposite): &Seen<'_, 'a>,
    had: &[&Seen<'_, 'a>],
    seed: u64,
) -> Option<Question> {
    let Pair { here, there, .. } = *pair;
    let id = question_id("missing", &[here.id(), there.id(), &right.layer.id])?;
    let Opposite::Missing { because } = opposite else { return None };
    let because = (*because).to_owned();
    let mut choices = vec![choice(right.layer.id.clone(), &right.name, true, because)];
    let tier = |(part, _): &Seen<'_, 'a>| u8::from(!ground.is_tempting(there, part));
    let picked = Chance::new(&id, seed).pick_by(had, DISTRACTORS, tier, |_| true);
    choices.extend(picked.into_iter().map(|(part, of)| Choice {
        misconception: ground.belief(there, part),
        ..choice(part.layer.id.clone(), &part.name, false, has_too(here, part, of))
    }));
    let prompt = format!(
        "Which one of these layers of {} has no counterpart in {}?",
        there.title(),
        here.title()
    );
    let says = format!("Nothing in {} does the job of {}.", here.title(), right.name);
    let facts = vec![fact(vec![there.node(&right.layer.id)], says)];
    (choices.len() > 1).then(|| question(id, prompt, Kind::Single(choices), facts))
}

/// Several absences of one picture in another: of one stem there is one key.
fn at_once(pair: &Pair<'_, '_>, questions: Vec<Question>) -> Option<Question> {
    let Pair { here, there, .. } = *pair;
    let mut facts = Vec::new();
    let (mut right, mut wrong): (Vec<Choice>, Vec<Choice>) = (Vec::new(), Vec::new());
    for question in questions {
        facts.extend(question.facts);
        let Kind::Single(choices) = question.kind else { continue };
        for choice in choices {
            let known = if choice.correct { &mut right } else { &mut wrong };
            if known.iter().all(|other| other.id != choice.id) {
                known.push(choice);
            }
        }
    }
    // As many as are right, so that ticking all of them is no good guess.
    wrong.truncate(DISTRACTORS.max(right.len()));
    let about: Vec<&Id> =
        [here.id(), there.id()].into_iter().chain(right.iter().map(|choice| &choice.id)).collect();
    let id = question_id("missing", &about)?;
    right.extend(wrong);
    let prompt = format!(
        "Which of these layers of {} have no counterpart in {}?",
        there.title(),
        here.title()
    );
    Some(question(id, prompt, Kind::Multiple(right), facts))
}

/// Why a layer has a counterpart in a picture: which it is, and its author's words about the likeness,
/// or else about that layer.
pub(super) fn has_too(picture: &Shown<'_>, part: &ShownLayer<'_>, of: &Opposite<'_>) -> String {
    let Opposite::Job { nodes, because } = of else { return String::new() };
    let layers: Vec<&ShownLayer<'_>> =
        nodes.iter().filter_map(|node| picture.part(node)).filter(|part| part.usable()).collect();
    let title = quoted(&picture.drawn.diagram.title);
    let names: Vec<&str> = layers.iter().map(|part| part.name.as_str()).collect();
    let (has, about) = match layers.as_slice() {
        [] => (format!("{title} has it too."), part.layer.about.as_str()),
        // The words about the counterpart are added, not those about the layer that is offered.
        [only] if only.look == part.look => {
            (format!("{title} has it too: {}.", only.name), only.layer.about.as_str())
        }
        [only] => (format!("In {title}, {} does its job.", only.name), only.layer.about.as_str()),
        _ => (format!("In {title}, {} do its job.", listed(&names)), ""),
    };
    joined(&[&has, because.unwrap_or(about)])
}
