//! Which layer stands between these two? And which boundary lies between them?

use super::{
    DISTRACTORS, MOST,
    chain::{Chain, Step},
    chance::Chance,
    choice, fact,
    ground::{Bearer, Indexed, Job},
    lines,
    naming::{layer_id, question_id},
    question,
    shown::{Look, Shown, ShownLayer},
    words::{hints, joined, quoted},
};
use crate::{
    diagram::{Hop, LayerRole, TracePath},
    quiz::{Choice, Fact, Kind, Question},
};
use std::collections::HashSet;

/// A layer, and its neighbours in the picture.
#[derive(Clone, Copy)]
struct Gap<'g, 'a> {
    below: &'g ShownLayer<'a>,
    layer: &'g ShownLayer<'a>,
    above: &'g ShownLayer<'a>,
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
        found.filter(|gap| settled(shown, gap)).map(move |gap| (chain, gap))
    });
    let mut strangers: Option<Vec<Bearer>> = None;
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
    let told = gap.layer.numbered() || hints(&gap.layer.name, &shown.drawn.diagram.title);
    let fits = (gap.layer.is_layer() || gap.layer.is_boundary()) && !told;
    (layer.direct() && above.direct() && alone && clear && !equal && fits).then_some(gap)
}

/// Does no declared way lead past the layer, from one of its neighbours to the other?
fn settled(shown: &Shown<'_>, gap: &Gap<'_, '_>) -> bool {
    let ids = [&gap.above.layer.id, &gap.layer.layer.id, &gap.below.layer.id];
    let [Some(above), Some(layer), Some(below)] = ids.map(|id| shown.at(id)) else { return false };
    let lead = |from, to| shown.around.lead([from], &HashSet::from([to]), layer, false);
    if lead(above, below) || lead(below, above) {
        return false;
    }
    let [above, layer, below] = ids;
    let ways = || shown.drawn.traces.iter().map(|trace| trace.path);
    // A way that never names the layer may be told more roughly than the picture is drawn.
    let named = ways().flat_map(TracePath::hops).any(|hop| hop.at.node == *layer);
    let past = |(one, other): &(&Hop, &Hop)| {
        let nodes = [&one.at.node, &other.at.node];
        nodes == [above, below] || nodes == [below, above]
    };
    !(named && ways().flat_map(TracePath::pairs).any(|pair| past(&pair)))
}

/// The names that only the pictures beside this one have, each with its first layer there. What
/// nobody has compared with this picture might do the same job, and a number would stand out.
fn strange(ground: &Indexed<'_>, index: usize) -> Vec<Bearer> {
    let Some(shown) = ground.get(index) else { return Vec::new() };
    let mut met = HashSet::new();
    let mut found = Vec::new();
    for diagram in ground.strangers(index) {
        let Some(other) = ground.get(diagram) else { continue };
        let fits =
            |part: &ShownLayer<'_>| (part.is_layer() || part.is_boundary()) && !part.numbered();
        for (at, part) in other.parts.iter().enumerate().filter(|(_, part)| fits(part)) {
            let new = shown.bearing(part.look) == 0 && ground.is_said(other, part.layer, shown);
            if new && met.insert(part.look) {
                found.push(Bearer { diagram, part: at });
            }
        }
    }
    found
}

fn asked<'a>(
    ground: &Indexed<'a>,
    shown: &Shown<'a>,
    (chain, gap): (&Chain, &Gap<'_, 'a>),
    strangers: &[Bearer],
    seed: u64,
) -> Option<Question> {
    let Gap { below, layer, above } = gap;
    // Most of what is offered is no boundary: to ask for one would say which it is.
    let (kind, what, stands) = if layer.is_boundary() {
        ("bounds", "what", "lies")
    } else {
        ("gap", "which layer", "stands")
    };
    let id = question_id(kind, &[shown.id(), &layer.layer.id])?;
    let mut chance = Chance::new(&id, seed);
    let job = ground.doing_the_job(layer.look);
    let place = format!("It stands on {}, under {}.", below.name, above.name);
    let because = joined(&[&place, &layer.layer.about]);
    let mut choices = vec![choice(layer.layer.id.clone(), &layer.name, true, because)];
    let is_bound =
        |part: &ShownLayer<'a>| part.is_boundary() || part.layer.role == LayerRole::Boundary;
    // Where a boundary is asked for, other boundaries come first; then what a believer would choose.
    let tier_of = |of: &Shown<'a>, part: &ShownLayer<'a>| match (
        layer.is_boundary() && is_bound(part),
        ground.is_tempting(of, part),
    ) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    // Among layers, a boundary is no news.
    let mut open = !layer.is_boundary();
    // First what is of the same sort, then what stands elsewhere in this stack.
    for same_role in [true, false] {
        let room = (DISTRACTORS + 1).saturating_sub(choices.len());
        let tier = |bearer| ground.bearer(bearer).map_or(2, |(of, part)| tier_of(of, part));
        let picked = chance.pick_by(strangers, room, tier, |bearer| {
            is_alike(ground, bearer, layer) == same_role && is_wrong(ground, shown, &job, bearer)
        });
        open |= picked.iter().any(|bearer| tier(*bearer) == 0);
        choices.extend(picked.into_iter().filter_map(|bearer| stranger(ground, bearer)));
        let room = (DISTRACTORS + 1).saturating_sub(choices.len());
        if same_role && room > 0 {
            let tier = |(part, _): (&ShownLayer<'a>, bool)| tier_of(shown, part);
            let others = others(shown, chain, gap);
            let picked = chance.pick_by(&others, room, tier, |_| true);
            open |= picked.iter().any(|other| tier(*other) == 0);
            choices.extend(picked.into_iter().map(|(part, lower)| Choice {
                misconception: ground.belief(shown, part),
                ..elsewhere(gap, part, lower)
            }));
        }
    }
    let title = quoted(&shown.drawn.diagram.title);
    let prompt = format!("In {title}, {what} {stands} between {} and {}?", above.name, below.name);
    let says = format!("{} {stands} between {} and {}.", layer.name, above.name, below.name);
    let nodes = [above, layer, below].map(|part| shown.node(&part.layer.id)).to_vec();
    let lines = lines::upwards(
        shown,
        [(below, layer), (layer, above)].map(|(low, up)| (&low.layer.id, &up.layer.id)),
    );
    let facts = vec![Fact { lines, ..fact(nodes, says) }];
    (choices.len() > 1 && open).then(|| question(id, prompt, Kind::Single(choices), facts))
}

/// Another layer of the same stack as an option.
fn elsewhere(gap: &Gap<'_, '_>, part: &ShownLayer<'_>, lower: bool) -> Choice {
    let place = if lower {
        format!("It stands further down, below {}.", gap.below.name)
    } else {
        format!("It stands further up, above {}.", gap.above.name)
    };
    let because = joined(&[&place, &part.layer.about]);
    choice(part.layer.id.clone(), &part.name, false, because)
}

/// Is it of the same sort: of the same role, and a boundary where that one is?
fn is_alike(ground: &Indexed<'_>, bearer: Bearer, layer: &ShownLayer<'_>) -> bool {
    ground.bearer(bearer).is_some_and(|(_, part)| {
        part.layer.role == layer.layer.role && part.layer.shape == layer.layer.shape
    })
}

/// Does none of the layers of this name do the job of the right one? Else it could be defended.
fn is_wrong(ground: &Indexed<'_>, shown: &Shown<'_>, job: &Job<'_>, bearer: Bearer) -> bool {
    let Some((_, named)) = ground.bearer(bearer) else { return false };
    let bearers = ground.bearers().get(named.look).into_iter().flatten();
    let mut found = bearers.filter_map(|bearer| ground.bearer(*bearer));
    found.all(|(_, part)| !job.ids.contains(&part.layer.id) && !job.looks.contains(&part.look))
        && stranger(ground, bearer).is_some_and(|choice| shown.at(&choice.id).is_none())
}

/// A layer of another picture as an option.
fn stranger(ground: &Indexed<'_>, bearer: Bearer) -> Option<Choice> {
    let (other, part) = ground.bearer(bearer)?;
    let title = quoted(&other.drawn.diagram.title);
    let because = format!("This picture has no layer of that name; {title} has one.");
    let id = layer_id(other.id(), &part.layer.id)?;
    let because = joined(&[&because, &part.layer.about]);
    let misconception = ground.belief(other, part);
    Some(Choice { misconception, ..choice(id, &part.name, false, because) })
}

/// The other layers of the chain, one for each name, and whether they stand below the gap.
fn others<'g, 'a>(
    shown: &'g Shown<'a>,
    chain: &Chain,
    gap: &Gap<'_, '_>,
) -> Vec<(&'g ShownLayer<'a>, bool)> {
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
