//! Which of the pictures that stand beside each other has a layer of this name? The others are
//! those that lack it as an author declares: what is merely not drawn may be there all the same.

use super::{
    DISTRACTORS, MOST,
    chance::Chance,
    choice, fact,
    ground::Indexed,
    naming::question_id,
    question,
    shown::{Shown, ShownLayer},
    words::{hints, joined, quoted},
};
use crate::quiz::{Kind, Question};
use std::collections::HashSet;

/// How many layers are tried: each is compared with every other diagram.
const TRIED: usize = 240;

pub(super) fn questions(ground: &Indexed<'_>, index: usize, seed: u64) -> Vec<Question> {
    let Some(shown) = ground.get(index) else { return Vec::new() };
    if shown.drawn.diagram.title.trim().is_empty() {
        return Vec::new();
    }
    let titled = |other: &usize| {
        let of = ground.get(*other).filter(|of| of.parts.iter().any(ShownLayer::is_layer));
        of.is_some_and(|of| !of.drawn.diagram.title.trim().is_empty())
    };
    let strangers: Vec<usize> = ground.strangers(index).into_iter().filter(titled).collect();
    // Nor is it asked where the name stands in a title, be it the right one or a wrong one.
    let titles: Vec<&str> = std::iter::once(&index)
        .chain(&strangers)
        .filter_map(|at| Some(ground.get(*at)?.drawn.diagram.title.as_str()))
        .collect();
    let fits = |part: &&ShownLayer<'_>| {
        let own = part.is_layer() && shown.bearing(part.look) == 1;
        own && !part.numbered() && !titles.iter().any(|title| hints(&part.name, title))
    };
    let tried = shown.parts.iter().filter(fits).take(TRIED);
    tried.filter_map(|part| asked(ground, shown, part, &strangers, seed)).take(MOST).collect()
}

fn asked<'a>(
    ground: &Indexed<'a>,
    shown: &Shown<'a>,
    part: &ShownLayer<'a>,
    strangers: &[usize],
    seed: u64,
) -> Option<Question> {
    let id = question_id("whose", &[shown.id(), &part.layer.id])?;
    let mut titles = HashSet::new();
    let lacking: Vec<(&Shown<'_>, &str)> = strangers
        .iter()
        .filter_map(|other| ground.get(*other))
        .filter(|other| other.bearing(part.look) == 0 && titles.insert(other.title))
        .filter_map(|other| Some((other, ground.lacks(shown, part.layer, other)?)))
        .collect();
    let about = part.layer.about.trim();
    let own = format!("{} has it.", quoted(&shown.drawn.diagram.title));
    let title = |shown: &Shown<'_>| shown.drawn.diagram.title.trim().to_owned();
    let mut choices = vec![choice(shown.id().clone(), &title(shown), true, joined(&[&own, about]))];
    let picked = Chance::new(&id, seed).pick(&lacking, DISTRACTORS, |_| true).into_iter();
    choices.extend(picked.map(|(other, because)| {
        choice(other.id().clone(), &title(other), false, because.to_owned())
    }));
    let prompt = format!("Which of these pictures has a layer called {}?", quoted(&part.name));
    let says = format!("{} is a layer of {}.", part.name, shown.title());
    let facts = vec![fact(vec![shown.node(&part.layer.id)], says)];
    (choices.len() > 1).then(|| question(id, prompt, Kind::Single(choices), facts))
}
