//! Which picture has a layer of this name?

use super::{
    DISTRACTORS, MOST,
    chance::Chance,
    choice,
    ground::Indexed,
    naming::question_id,
    question,
    shown::{Part, Shown},
    words::{joined, listed, quoted},
};
use crate::quiz::{Kind, Question};
use std::collections::HashSet;

/// How many layers are tried: each is compared with every other diagram.
const TRIED: usize = 240;

/// The most layers of another picture that are told.
const TOLD: usize = 6;

pub(super) fn questions(ground: &Indexed<'_>, index: usize, seed: u64) -> Vec<Question> {
    let Some(shown) = ground.get(index) else { return Vec::new() };
    if shown.drawn.diagram.title.trim().is_empty() {
        return Vec::new();
    }
    let strangers: Vec<usize> = ground
        .each()
        .filter(|(other, of)| {
            *other != index
                && !ground.are_kin(*other, index)
                && of.title != shown.title
                && !of.drawn.diagram.title.trim().is_empty()
                && ground.at(of.id()) == Some(*other)
        })
        .map(|(other, _)| other)
        .collect();
    let unique = shown.parts.iter().filter(|part| part.usable() && shown.bearing(part.look) == 1);
    let tried = unique.take(TRIED);
    tried.filter_map(|part| asked(ground, shown, part, &strangers, seed)).take(MOST).collect()
}

fn asked(
    ground: &Indexed<'_>,
    shown: &Shown<'_>,
    part: &Part<'_>,
    strangers: &[usize],
    seed: u64,
) -> Option<Question> {
    let id = question_id("whose", &[shown.id(), &part.layer.id])?;
    let mut titles = HashSet::new();
    let lacks = |other: &Shown<'_>| {
        other.bearing(part.look) == 0 && !ground.has_job(shown, part.layer, other)
    };
    let picked = Chance::new(&id, seed).pick(strangers, DISTRACTORS, |other| {
        ground.get(other).is_some_and(|other| lacks(other) && titles.insert(other.title))
    });
    let about = part.layer.about.trim().to_owned();
    let because = if about.is_empty() { has(shown) } else { about };
    let title = |shown: &Shown<'_>| shown.drawn.diagram.title.trim().to_owned();
    let mut choices = vec![choice(shown.id().clone(), &title(shown), true, because)];
    let picked = picked.into_iter().filter_map(|other| ground.get(other));
    choices
        .extend(picked.map(|other| choice(other.id().clone(), &title(other), false, has(other))));
    let prompt = format!("Which of these pictures has a layer called {}?", quoted(&part.name));
    (choices.len() > 1).then(|| question(id, prompt, Kind::Single(choices)))
}

/// What a picture shows, in a sentence.
fn has(shown: &Shown<'_>) -> String {
    let mut met = HashSet::new();
    let usable = shown.parts.iter().filter(|part| part.usable());
    let mut names =
        usable.filter(|part| met.insert(part.look)).map(|part| part.name.as_str()).take(TOLD + 1);
    let mut told: Vec<&str> = names.by_ref().take(TOLD).collect();
    if names.next().is_some() {
        told.push("others");
    }
    let title = quoted(&shown.drawn.diagram.title);
    match told.as_slice() {
        [] => joined(&[&format!("{title} has no layer of that name.")]),
        told => format!("{title} has {}.", listed(told)),
    }
}
