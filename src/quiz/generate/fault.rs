//! One layer answers nothing any more: which? A question of the kind `Kind::Diagnose`, as authors ask
//! it: requests are tried, and tell by arriving or not.
//!
//! Asked only where two tries are needed, and where what they tell leaves few layers. A request of
//! which a condition decides takes no part.

use super::{
    PARTS, Traced, fact,
    ground::Indexed,
    lines,
    naming::{layer_id, question_id},
    question,
    shown::{Shown, ShownLayer},
    ways::{self, Ways, called, carries_all},
};
use crate::{
    diagram::{NodeRef, TracePath},
    id::Id,
    quiz::{
        Choice, Fact, Kind, Question,
        diagnose::{Candidate, Symptoms},
        diagnosing::{Diagnosing, Request, Suspect},
    },
};
use std::{cmp::Reverse, collections::HashSet};

/// The most requests that can be tried.
const REQUESTS: usize = 8;

/// The most options, and layers that fail alike in the right one and in any other.
const OPTIONS: usize = 8;
const ALIKE: usize = 3;
const LEFT: usize = 6;

/// The fewest tries that settle it.
const TRIES: usize = 2;

/// The most questions of one figure about one picture; of these one is asked.
const EACH: usize = 4;

/// How much a question tells: how few layers fail alike, how many tries it takes, how even it is, and
/// how much is stopped.
type Telling = (Reverse<usize>, usize, usize, usize);

/// The most telling ones first.
pub(super) fn questions<'a>(
    ground: &Indexed<'a>,
    shown: &Shown<'a>,
    ways: &Ways<'_, 'a>,
) -> Vec<Question> {
    let Some((requests, layers)) = decided(ways) else { return Vec::new() };
    let paths: Vec<&TracePath> = requests.iter().map(|trace| trace.path).collect();
    let candidates: Vec<Candidate<'_>> = layers.iter().map(|part| candidate(part)).collect();
    let symptoms = Symptoms::of(&paths, &candidates);
    let classes = symptoms.classes();
    if !(3..=OPTIONS).contains(&classes.len()) || classes.iter().any(|of| of.len() > LEFT) {
        return Vec::new();
    }
    let mut found: Vec<(Telling, usize)> = Vec::new();
    for class in classes.iter().filter(|class| class.len() <= ALIKE) {
        let Some(failed) = class.first().copied() else { continue };
        let arrive: Vec<&Traced<'_>> = requests
            .iter()
            .enumerate()
            .filter(|(at, _)| symptoms.arrives(*at, failed))
            .map(|(_, trace)| trace)
            .collect();
        let mixed = !arrive.is_empty() && arrive.len() < requests.len();
        let members = || class.iter().filter_map(|at| layers.get(*at));
        let machine = members().any(|part| carries_all(shown, part, &arrive));
        let few = symptoms.fewest(failed, &[]).map_or(0, |tries| tries.len());
        if mixed && !machine && few >= TRIES {
            let stopped = requests.len() - arrive.len();
            found.push(((Reverse(class.len()), few, stopped.min(arrive.len()), stopped), failed));
        }
    }
    found.sort_by_key(|(telling, _)| Reverse(*telling));
    let each = found.into_iter().take(EACH);
    each.filter_map(|(_, failed)| asked(ground, shown, (&requests, &layers), failed)).collect()
}

/// The requests of which no condition decides, whichever layer on their ways it is; and these layers.
fn decided<'g, 'a>(ways: &Ways<'g, 'a>) -> Option<(Vec<Traced<'a>>, Vec<&'g ShownLayer<'a>>)> {
    let mut requests = ways.requests.clone();
    let paths: Vec<&TracePath> = requests.iter().map(|trace| trace.path).collect();
    let candidates: Vec<Candidate<'_>> = ways.layers.iter().map(|part| candidate(part)).collect();
    let symptoms = Symptoms::of(&paths, &candidates);
    let undecided: HashSet<&Id> =
        symptoms.undecided().iter().filter_map(|at| requests.get(*at)).map(|of| of.id).collect();
    requests.retain(|trace| !undecided.contains(trace.id));
    requests.truncate(REQUESTS);
    let hops = requests.iter().flat_map(|trace| trace.path.hops());
    let met: HashSet<&Id> = hops.map(|hop| &hop.at.node).collect();
    let layers = ways.layers.iter().copied().filter(|part| met.contains(&part.layer.id));
    let layers: Vec<_> = layers.collect();
    (requests.len() >= TRIES && layers.len() <= PARTS).then_some((requests, layers))
}

fn candidate<'g>(part: &'g ShownLayer<'_>) -> Candidate<'g> {
    let name = NodeRef { diagram: None, copies: Vec::new(), node: part.layer.id.clone() };
    Candidate { name, layers: vec![&part.layer.id] }
}

fn asked<'a>(
    ground: &Indexed<'a>,
    shown: &Shown<'a>,
    (requests, layers): (&[Traced<'a>], &[&ShownLayer<'a>]),
    failed: usize,
) -> Option<Question> {
    let own = layers.get(failed)?;
    let ids = requests.iter().map(|trace| trace.id);
    let about: Vec<&Id> = [shown.id(), &own.layer.id].into_iter().chain(ids).collect();
    let id = question_id("fault", &about)?;
    let paths: Vec<&TracePath> = requests.iter().map(|trace| trace.path).collect();
    let candidates: Vec<Candidate<'_>> = layers.iter().map(|part| candidate(part)).collect();
    let symptoms = Symptoms::of(&paths, &candidates);
    let suspects = layers.iter().enumerate().map(|(at, part)| {
        // An answer holds requests and the option that is named.
        let taken = requests.iter().any(|trace| *trace.id == part.layer.id);
        let option =
            if taken { layer_id(shown.id(), &part.layer.id)? } else { part.layer.id.clone() };
        Some(Suspect {
            id: option,
            candidate: candidate(part),
            called: called(part),
            // Of several in one option, words about one after the other would run together.
            because: Some(part.layer.about.as_str())
                .filter(|about| !about.trim().is_empty() && symptoms.alike(at).len() == 1)
                .map(Into::into),
            misconception: ground.belief(shown, part),
        })
    });
    let suspects: Vec<Suspect<'_>> = suspects.collect::<Option<_>>()?;
    let requests = requests.iter().map(|of| Request { id: of.id, title: of.title, path: of.path });
    let requests: Vec<Request<'_>> = requests.collect();
    let asked = Diagnosing { suspects: &suspects, told: &[], tries: &requests, english: true };
    let made = asked.made(shown.id().clone(), failed)?;
    let right: &Choice = made.choices.iter().find(|choice| choice.correct)?;
    let says = asked.explained(failed).replacen("this", &right.text, 1);
    let nodes = symptoms.alike(failed).iter().filter_map(|at| layers.get(*at));
    let nodes = nodes.map(|part| shown.node(&part.layer.id)).collect();
    let prompt = format!(
        "One layer of {} answers nothing any more: whatever comes to it stops there. Try what you \
         need to know, and say which layer it is.",
        shown.title()
    );
    let failed: HashSet<&Id> = symptoms
        .alike(failed)
        .iter()
        .filter_map(|at| layers.get(*at))
        .map(|part| &part.layer.id)
        .collect();
    let steps = requests.iter().flat_map(|of| ways::steps(of.path));
    let lines = lines::along(shown, steps.filter(|(_, to)| failed.contains(to)));
    let facts = vec![Fact { lines, ..fact(nodes, says) }];
    Some(question(id, prompt, Kind::Diagnose(made), facts))
}
