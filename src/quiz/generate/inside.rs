//! What lies inside a frame that has a name?

use super::{
    DISTRACTORS, MOST,
    chance::Chance,
    choice, fact,
    ground::Indexed,
    naming::question_id,
    question,
    shown::{Shown, ShownLayer},
    words::{hints, joined, listed, numbered, quoted, spoken},
};
use crate::{
    diagram::{Frame, LayerRole, Part, PartKind, PartNumber},
    quiz::{Choice, Kind, Question},
};
use std::collections::HashSet;

/// The most layers that are right.
const INSIDE: usize = 6;

/// How many frames are tried, and how many layers outside of one.
const TRIED: usize = 60;

pub(super) fn questions<'a>(ground: &Indexed<'a>, shown: &Shown<'a>, seed: u64) -> Vec<Question> {
    let groups = shown.drawn.diagram.parts().filter(|part| part.group().is_some());
    let each =
        groups.take(TRIED).filter_map(|part| Some((part, asked(ground, shown, part, seed)?)));
    let all: Vec<(Part<'a>, Question)> = each.collect();
    // Of frames in each other, the innermost asks what lies next to it.
    let holds = |outer: Part<'a>| {
        let other = |inner: Part<'a>| inner.number() != outer.number() && outer.holds(inner);
        all.iter().any(|(inner, _)| other(*inner))
    };
    let inner: HashSet<PartNumber> =
        all.iter().map(|(part, _)| *part).filter(|part| !holds(*part)).map(Part::number).collect();
    let found = all.into_iter().filter(|(part, _)| inner.contains(&part.number()));
    found.map(|(_, question)| question).take(MOST).collect()
}

fn asked<'a>(
    ground: &Indexed<'a>,
    shown: &Shown<'a>,
    part: Part<'a>,
    seed: u64,
) -> Option<Question> {
    let group = part.group().filter(|group| group.frame != Frame::None && !part.in_tree())?;
    // Copies with a frame are asked about as copies.
    let copied = part.parent().is_some_and(|parent| match parent.kind() {
        PartKind::Repeat(repeat) => repeat.count > 1,
        _ => false,
    });
    let name = spoken(&group.name);
    // “App 1” lies in “VM 1”.
    if copied || name.is_empty() || numbered(&name).is_some() || !shown.is_alone(&name) {
        return None;
    }
    let id = question_id("inside", &[shown.id(), &group.id])?;
    let plain = |part: &&ShownLayer<'a>| part.is_layer() && shown.bearing(part.look) == 1;
    let told = |part: &ShownLayer<'a>| hints(&part.name, &name);
    let layers = || part.layers().filter_map(|layer| shown.part(&layer.id)).filter(plain);
    if layers().nth(INSIDE).is_some() {
        return None;
    }
    let inside: Vec<&ShownLayer<'a>> = layers().filter(|part| !told(part)).collect();
    // That what is run lies inside is no news.
    if inside.iter().all(|part| part.layer.role == LayerRole::Application) {
        return None;
    }
    let lies = |of: &ShownLayer<'a>| {
        shown.drawn.diagram.part(&of.layer.id).is_some_and(|of| part.holds(of))
    };
    let outside: Vec<&ShownLayer<'a>> =
        shown.parts.iter().filter(plain).filter(|part| !lies(part)).take(TRIED).collect();
    let frame = quoted(&name);
    let mut choices: Vec<Choice> = Vec::new();
    for part in &inside {
        let because = joined(&[&format!("It lies inside {frame}."), &part.layer.about]);
        choices.push(choice(part.layer.id.clone(), &part.name, true, because));
    }
    // First what could lie there: of the same sort as what does.
    let tier = |part: &ShownLayer<'a>| {
        let like = inside.iter().any(|inner| inner.layer.role == part.layer.role);
        match (ground.is_tempting(shown, part), like) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        }
    };
    let most = DISTRACTORS.max(inside.len());
    for part in Chance::new(&id, seed).pick_by(&outside, most, tier, |_| true) {
        let because = joined(&[&format!("It lies outside of {frame}."), &part.layer.about]);
        choices.push(Choice {
            misconception: ground.belief(shown, part),
            ..choice(part.layer.id.clone(), &part.name, false, because)
        });
    }
    let names: Vec<&str> = inside.iter().map(|part| part.name.as_str()).collect();
    let lie = if names.len() > 1 { "lie" } else { "lies" };
    let title = shown.title();
    let prompt = format!("Which of these {lie} inside the frame {frame} in the picture {title}?");
    let says = format!("{} {lie} inside the frame {frame}.", listed(&names));
    let nodes = inside.iter().map(|part| shown.node(&part.layer.id)).collect();
    let kind = if inside.len() > 1 { Kind::Multiple } else { Kind::Single };
    let enough = choices.len() > inside.len();
    enough.then(|| question(id, prompt, kind(choices), vec![fact(nodes, says)]))
}
