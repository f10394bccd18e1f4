//! Which layer of the other picture answers to this one? And which merely stands in its place?
//!
//! Asked only where the names don’t say it, and of two directions of a likeness in one: from the
//! picture that has more layers for the job, else from the one that comes first.

use super::{
    DISTRACTORS, MOST,
    chance::Chance,
    choice, fact,
    ground::{Indexed, Pair},
    naming::question_id,
    opposite::{Opposite, TOLD},
    question,
    shown::{Look, Shown, ShownLayer},
    words::{hints, joined, listed, says, unnumbered},
};
use crate::{
    diagram::LayerRole,
    id::Id,
    quiz::{Choice, Kind, Question},
};
use std::collections::{HashMap, HashSet};

/// How many layers of a picture are asked about that have the same answer.
const ALIKE: usize = 2;

/// How many layers are tried: the answers of each are compared with a whole picture.
const TRIED: usize = 240;

/// A layer that is asked about, and what answers to it.
struct Likeness<'g, 'a> {
    part: &'g ShownLayer<'a>,
    right: Vec<&'g ShownLayer<'a>>,
    /// They do the same job; else they merely stand in the same place.
    job: bool,
    because: Option<&'a str>,
}

pub(super) fn questions<'a>(ground: &Indexed<'a>, pair: &Pair<'_, 'a>, seed: u64) -> Vec<Question> {
    let mut told: HashMap<(&Id, bool), usize> = HashMap::new();
    let mut found = Vec::new();
    let likenesses = pair.here.parts.iter().filter_map(|part| likeness(ground, pair, part));
    for likeness in likenesses.take(TRIED) {
        let most = if likeness.job { ALIKE } else { 1 };
        let first = likeness.right.first().map(|right| &right.layer.id);
        let count = first.map(|first| told.entry((first, likeness.job)).or_default());
        if found.len() == MOST || count.as_ref().is_some_and(|count| **count >= most) {
            continue;
        }
        if let Some(question) = asked(ground, pair, &likeness, seed) {
            found.push(question);
            if let Some(count) = count {
                *count += 1;
            }
        }
    }
    found
}

/// What answers to a layer, if that is worth asking, and is asked in this direction.
fn likeness<'g, 'a>(
    ground: &Indexed<'a>,
    pair: &Pair<'g, 'a>,
    part: &'g ShownLayer<'a>,
) -> Option<Likeness<'g, 'a>> {
    let Pair { here, there, likeness } = *pair;
    let plain = |of: &Shown<'a>, part: &ShownLayer<'a>| {
        let layer = part.is_layer() || part.is_boundary();
        layer && of.bearing(part.look) == 1
    };
    if !plain(here, part) {
        return None;
    }
    let (nodes, job, because) = match likeness.opposite(here, &part.layer.id, there) {
        Opposite::Job { nodes, because } => (nodes, true, because),
        Opposite::Place { nodes, because: Some(because) } if nodes.len() == 1 => {
            (nodes, false, Some(because))
        }
        _ => return None,
    };
    let back =
        |from: &Shown<'a>, node: &'a Id, to: &Shown<'a>| match likeness.opposite(from, node, to) {
            Opposite::Job { nodes, .. } if job => nodes,
            Opposite::Place { nodes, .. } if !job => nodes,
            _ => Vec::new(),
        };
    let first = ground.is_before(here, there);
    let this_way = match nodes.as_slice() {
        [] => false,
        [node] => match back(there, node, here).as_slice() {
            [] => false,
            [_] => first,
            // Unless it asks for all of these at once.
            many => first || !many.iter().any(|node| back(here, node, there).len() > 1),
        },
        nodes => first && nodes.iter().any(|node| back(there, node, here).len() > 1),
    };
    if !this_way || nodes.len() >= TOLD {
        return None;
    }
    let right: Option<Vec<&ShownLayer<'a>>> = nodes.iter().map(|node| there.part(node)).collect();
    let right = right?;
    // The names don’t say it, nor does the title of the picture; numbers tell a place; and that
    // one ground answers to the other is no news.
    let title = &there.drawn.diagram.title;
    let open = |right: &&ShownLayer<'a>| {
        let ground = [part, *right].map(|of| of.layer.role) == [LayerRole::Hardware; 2];
        plain(there, right)
            && right.look != part.look
            && !hints(&part.name, &right.name)
            && !says(title, &right.name)
            && (because.is_some() || !ground)
            && (job || !(part.numbered() || right.numbered()))
    };
    right.iter().all(open).then_some(Likeness { part, right, job, because })
}

fn asked<'a>(
    ground: &Indexed<'a>,
    pair: &Pair<'_, 'a>,
    of: &Likeness<'_, 'a>,
    seed: u64,
) -> Option<Question> {
    let Pair { here, there, .. } = *pair;
    let kind = if of.job { "answers" } else { "place" };
    let id = question_id(kind, &[here.id(), there.id(), &of.part.layer.id])?;
    let own = &of.part.name;
    let names: Vec<&str> = of.right.iter().map(|part| part.name.as_str()).collect();
    let (all, other, this) = (listed(&names), there.title(), here.title());
    let (plural, does) = if of.right.len() > 1 { ("s", "do") } else { ("", "does") };
    let told = if of.job {
        format!("What {own} does in {this}, {all} {does} in {other}.")
    } else {
        format!(
            "{own} in {this} and {all} in {other} stand in the same place and do different jobs."
        )
    };
    let right = of.right.iter().map(|part| {
        let because = match of.because {
            Some(because) => because.to_owned(),
            None => joined(&[&told, &part.layer.about]),
        };
        choice(part.layer.id.clone(), &part.name, true, because)
    });
    let mut choices: Vec<Choice> = right.collect();
    let others = others(pair, of);
    let tier = |(part, near, _): (&ShownLayer<'a>, bool, &str)| {
        let like = of.right.iter().any(|right| right.layer.role == part.layer.role);
        match (near || ground.is_tempting(there, part), like) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        }
    };
    let borrowed: Vec<_> =
        others.iter().map(|(part, near, because)| (*part, *near, because.as_str())).collect();
    let picked = Chance::new(&id, seed).pick_by(&borrowed, DISTRACTORS, tier, |_| true);
    choices.extend(picked.into_iter().map(|(part, _, because)| Choice {
        misconception: ground.belief(there, part),
        ..choice(part.layer.id.clone(), &part.name, false, because.to_owned())
    }));
    let boundary = of.right.iter().any(|part| part.is_boundary());
    let what = if boundary { "part" } else { "layer" };
    let prompt = if of.job {
        format!("Which {what}{plural} of {other} {does} the same job as {own} in {this}?")
    } else {
        format!(
            "Which {what} of {other} stands in the place of {own} in {this}, but does another job?"
        )
    };
    let nodes = of.right.iter().map(|part| there.node(&part.layer.id));
    let nodes = std::iter::once(here.node(&of.part.layer.id)).chain(nodes).collect();
    let kind = if of.right.len() > 1 { Kind::Multiple } else { Kind::Single };
    let enough = choices.len() > of.right.len();
    enough.then(|| question(id, prompt, kind(choices), vec![fact(nodes, told)]))
}

/// The other layers of that picture of which something else is said, one for each name: whether
/// they are nearly right, and why they are not.
fn others<'g, 'a>(
    pair: &Pair<'g, 'a>,
    of: &Likeness<'_, 'a>,
) -> Vec<(&'g ShownLayer<'a>, bool, String)> {
    let Pair { here, there, likeness } = *pair;
    let mut met: HashSet<Look> = of.right.iter().map(|part| part.look).collect();
    let own = &of.part.layer.id;
    let mut jobs: HashSet<(String, Vec<&Id>)> = HashSet::new();
    let mut found = Vec::new();
    for part in &there.parts {
        let offered = (part.is_layer() || part.is_boundary()) && there.bearing(part.look) == 1;
        if !offered || !met.insert(part.look) {
            continue;
        }
        let (near, because) = match likeness.opposite(there, &part.layer.id, here) {
            Opposite::Job { nodes, because } => {
                let names: Option<Vec<&str>> = nodes
                    .iter()
                    .map(|node| Some(here.part(node).filter(|part| part.usable())?.name.as_str()))
                    .collect();
                let Some(names) = names.filter(|_| nodes.len() < TOLD) else { continue };
                // Of “App 1” and “App 2”, which do one job, one is enough.
                if nodes.contains(&own) || !jobs.insert((unnumbered(&part.name), nodes)) {
                    continue;
                }
                let title = here.title();
                let answers = if names == [part.name.as_str()] {
                    format!("{title} has it too.")
                } else {
                    format!("It does the job of {} in {title}.", listed(&names))
                };
                (false, joined(&[&answers, because.unwrap_or(&part.layer.about)]))
            }
            Opposite::Place { nodes, because } => {
                if nodes.len() >= TOLD || (!of.job && nodes.contains(&own)) {
                    continue;
                }
                let usable = |node: &&Id| here.part(node).filter(|part| part.usable());
                let names: Vec<&str> =
                    nodes.iter().filter_map(usable).map(|part| part.name.as_str()).collect();
                let stands = match names.as_slice() {
                    [] => "It merely stands in the same place.".to_owned(),
                    names => {
                        let title = here.title();
                        format!("It merely stands in the place of {} in {title}.", listed(names))
                    }
                };
                (nodes.contains(&own), joined(&[&stands, because.unwrap_or_default()]))
            }
            Opposite::Missing { because } => (false, because.to_owned()),
            Opposite::Outline { .. } | Opposite::Unsaid => continue,
        };
        if !because.trim().is_empty() {
            found.push((part, near, because));
        }
    }
    found
}
