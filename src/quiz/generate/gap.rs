//! Which layer stands between these two?

use super::{
    DISTRACTORS, MOST,
    chain::{Chain, Step},
    chance::Chance,
    choice,
    ground::{Bearer, Indexed, Job},
    naming::{layer_id, question_id},
    question,
    shown::{Look, Part, Shown},
    words::{joined, quoted},
};
use crate::quiz::{Choice, Kind, Question};
use std::collections::HashSet;

/// A layer, and its neighbours in the picture.
#[derive(Clone, Copy)]
struct Gap<'g, 'a> {
    below: &'g Part<'a>,
    layer: &'g Part<'a>,
    above: &'g Part<'a>,
}

pub(super) fn questions(
    ground: &Indexed<'_>,
    index: usize,
    chains: &[Chain],
    seed: u64,
) -> Vec<Question> {
    let Some(shown) = ground.get(index) else { return Vec::new() };
    let mut met = HashSet::new();
    let mut gaps = chains.iter().flat_map(|chain| {
        let found = chain.windows(3).rev().filter_map(|three| gap(shown, three));
        found.map(move |gap| (chain, gap))
    });
    let mut strangers: Option<Vec<&[Bearer]>> = None;
    let mut questions = Vec::new();
    while questions.len() < MOST
        && let Some((chain, gap)) = gaps.next()
    {
        if !met.insert(&gap.layer.layer.id) {
            continue;
        }
        let strangers = strangers.get_or_insert_with(|| strange(ground, index));
        questions.extend(asked(ground, shown, (chain, &gap), strangers, seed));
    }
    questions
}

/// The gap that a question can be asked about: no other layer could be meant.
fn gap<'g, 'a>(shown: &'g Shown<'a>, three: &[Step]) -> Option<Gap<'g, 'a>> {
    let [below, layer, above] = three else { return None };
    let alone = layer.only_above() || above.only_below();
    let part = |step: &Step| shown.parts.get(step.part);
    let gap = Gap { below: part(below)?, layer: part(layer)?, above: part(above)? };
    let clear = [gap.below, gap.above].iter().all(|part| shown.bearing(part.look) == 1);
    let equal = [gap.below.look, gap.above.look].contains(&gap.layer.look);
    (layer.direct() && above.direct() && alone && clear && !equal).then_some(gap)
}

/// The names that only pictures of other things have, each with its layers.
fn strange<'g>(ground: &'g Indexed<'_>, index: usize) -> Vec<&'g [Bearer]> {
    let Some(shown) = ground.get(index) else { return Vec::new() };
    // Of two pictures with one title, a prompt could mean either.
    let namesake = |other: usize| ground.get(other).is_some_and(|of| of.title == shown.title);
    let own = |bearer: &Bearer| {
        let other = bearer.diagram;
        other == index || ground.are_kin(other, index) || namesake(other)
    };
    let strange = ground.bearers().iter().filter(|found| !found.iter().any(own));
    let is_new = |found: &&Vec<Bearer>| {
        let first = found.first().and_then(|bearer| ground.bearer(*bearer));
        first.is_some_and(|(_, part)| shown.bearing(part.look) == 0)
    };
    strange.filter(is_new).map(Vec::as_slice).collect()
}

fn asked(
    ground: &Indexed<'_>,
    shown: &Shown<'_>,
    (chain, gap): (&Chain, &Gap<'_, '_>),
    strangers: &[&[Bearer]],
    seed: u64,
) -> Option<Question> {
    let Gap { below, layer, above } = gap;
    let id = question_id("gap", &[shown.id(), &layer.layer.id])?;
    let mut chance = Chance::new(&id, seed);
    let job = ground.doing_the_job(layer.look);
    let place = format!("It stands on {}, under {}.", below.name, above.name);
    let because = joined(&[&place, &layer.layer.about]);
    let mut choices = vec![choice(layer.layer.id.clone(), &layer.name, true, because)];
    for same_role in [true, false] {
        let room = (DISTRACTORS + 1).saturating_sub(choices.len());
        let picked = chance.pick(strangers, room, |bearers| {
            has_role(ground, bearers, layer) == same_role && is_wrong(ground, shown, &job, bearers)
        });
        choices.extend(picked.into_iter().filter_map(|bearers| stranger(ground, bearers)));
    }
    let room = (DISTRACTORS + 1).saturating_sub(choices.len());
    if room > 0 {
        choices.extend(chance.pick(&others(shown, chain, gap), room, |_| true).into_iter().map(
            |(part, lower)| {
                let place = if lower {
                    format!("It stands further down, below {}.", below.name)
                } else {
                    format!("It stands further up, above {}.", above.name)
                };
                let because = joined(&[&place, &part.layer.about]);
                choice(part.layer.id.clone(), &part.name, false, because)
            },
        ));
    }
    let title = quoted(&shown.drawn.diagram.title);
    let prompt =
        format!("In {title}, which layer stands between {} and {}?", above.name, below.name);
    (choices.len() > 1).then(|| question(id, prompt, Kind::Single(choices)))
}

fn has_role(ground: &Indexed<'_>, bearers: &[Bearer], layer: &Part<'_>) -> bool {
    let mut found = bearers.iter().filter_map(|bearer| ground.bearer(*bearer));
    found.any(|(_, part)| part.layer.role == layer.layer.role)
}

/// Does none of the layers of this name do the job of the right one? Else it could be defended.
fn is_wrong(ground: &Indexed<'_>, shown: &Shown<'_>, job: &Job<'_>, bearers: &[Bearer]) -> bool {
    let mut found = bearers.iter().filter_map(|bearer| ground.bearer(*bearer));
    found.all(|(_, part)| !job.ids.contains(&part.layer.id) && !job.looks.contains(&part.look))
        && stranger(ground, bearers).is_some_and(|choice| shown.at(&choice.id).is_none())
}

/// A name of other pictures as an option: the first layer that has it.
fn stranger(ground: &Indexed<'_>, bearers: &[Bearer]) -> Option<Choice> {
    let (other, part) = ground.bearer(*bearers.first()?)?;
    let title = quoted(&other.drawn.diagram.title);
    let because = format!("This picture has no layer of that name; {title} has one.");
    let id = layer_id(other.id(), &part.layer.id)?;
    Some(choice(id, &part.name, false, joined(&[&because, &part.layer.about])))
}

/// The other layers of the chain, one for each name, and whether they stand below the gap.
fn others<'g, 'a>(
    shown: &'g Shown<'a>,
    chain: &Chain,
    gap: &Gap<'_, '_>,
) -> Vec<(&'g Part<'a>, bool)> {
    let mut met: HashSet<Look> =
        [gap.below, gap.layer, gap.above].iter().map(|part| part.look).collect();
    let parts = chain.iter().filter_map(|step| shown.parts.get(step.part));
    let mut lower = true;
    let mut found = Vec::new();
    for part in parts {
        lower &= part.layer.id != gap.layer.layer.id;
        if met.insert(part.look) {
            found.push((part, lower));
        }
    }
    found
}
