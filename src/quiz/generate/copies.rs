//! What has each copy to itself, and what do all of them share? Asked of copies that a boundary
//! keeps apart, of what lies in them and of what stands under all of them.

use super::{
    DISTRACTORS, MOST,
    chance::Chance,
    choice, fact,
    ground::Indexed,
    lines,
    naming::{layer_id, question_id},
    question,
    shown::{Look, Shown, ShownLayer},
    words::{joined, listed, quoted, spoken},
};
use crate::{
    diagram::{Frame, Layer, Part, PartKind},
    quiz::{Choice, Fact, Kind, Question},
};
use std::collections::HashSet;

/// The most layers that are right.
const OWN: usize = 6;

/// How many repeats are tried.
const TRIED: usize = 60;

/// How many layers of other pictures are offered: what a copy would have there.
const STRANGERS: usize = 2;

/// Copies of a part, and what they are called.
struct Copies<'a> {
    part: Part<'a>,
    /// The name of the frame round each copy, or of what lies in it.
    name: String,
    /// It is the name of a layer in it, which needs no asking then.
    named_by: Option<Look>,
}

pub(super) fn questions(ground: &Indexed<'_>, index: usize, seed: u64) -> Vec<Question> {
    let Some(shown) = ground.get(index) else { return Vec::new() };
    let mut names = HashSet::new();
    let repeats = shown.drawn.diagram.parts().filter(is_repeat).take(TRIED);
    let found = repeats.filter_map(|part| {
        let copies = copies(shown, part)?;
        let question = asked(ground, index, shown, &copies, seed)?;
        // Of two sorts of copies with one name, the prompt could mean either.
        names.insert(copies.name).then_some(question)
    });
    found.take(MOST).collect()
}

fn is_repeat(part: &Part<'_>) -> bool {
    matches!(part.kind(), PartKind::Repeat(_))
}

fn copies<'a>(shown: &Shown<'a>, part: Part<'a>) -> Option<Copies<'a>> {
    let PartKind::Repeat(repeat) = part.kind() else { return None };
    if repeat.count < 2 || part.in_tree() {
        return None;
    }
    // The frame may be that of the copy, or of the group in it.
    let group = part.children().find_map(Part::group);
    if let Some(group) = group.filter(|group| group.frame != Frame::None) {
        let name = spoken(&group.name);
        return (!name.is_empty()).then_some(Copies { part, name, named_by: None });
    }
    let top = part.layers().find_map(|layer| shown.part(&layer.id).filter(|top| top.usable()))?;
    let framed = repeat.frame != Frame::None;
    framed.then(|| Copies { part, name: top.name.clone(), named_by: Some(top.look) })
}

fn asked<'a>(
    ground: &Indexed<'a>,
    index: usize,
    shown: &Shown<'a>,
    copies: &Copies<'a>,
    seed: u64,
) -> Option<Question> {
    let id = question_id("copies", &[shown.id(), copies.part.kind().id()?])?;
    let offered = |part: &&ShownLayer<'a>| {
        part.is_layer() && shown.bearing(part.look) == 1 && copies.named_by != Some(part.look)
    };
    let layers = copies.part.layers().filter_map(|layer| shown.part(&layer.id));
    let own: Vec<&ShownLayer<'a>> = layers.filter(offered).take(OWN + 1).collect();
    // What stands under all of it, once; of “VF 1” and “VF 2” each may be for another copy.
    let lower_layers = under(copies.part);
    let under = lower_layers.iter().filter_map(|layer| shown.part(&layer.id));
    let shared = under.filter(offered).filter(|part| part.on_the_way() && !part.numbered());
    let shared: Vec<&ShownLayer<'a>> = shared.collect();
    if own.is_empty() || own.len() > OWN || shared.is_empty() {
        return None;
    }
    let title = shown.title();
    let name = &copies.name;
    let mut choices: Vec<Choice> = Vec::new();
    for part in &own {
        let because = format!("It lies in the frame of each copy: each {name} has its own.");
        let because = joined(&[&because, &part.layer.about]);
        choices.push(choice(part.layer.id.clone(), &part.name, true, because));
    }
    let mut chance = Chance::new(&id, seed);
    let most = DISTRACTORS.max(own.len());
    let strangers = strangers(ground, index, shown, &mut chance);
    let room = most.saturating_sub(strangers.len());
    let tier = |part| u8::from(!ground.is_tempting(shown, part));
    for part in chance.pick_by(&shared, room, tier, |_| true) {
        let because = "It stands under all of the copies, once for all of them.";
        let because = joined(&[because, &part.layer.about]);
        choices.push(Choice {
            misconception: ground.belief(shown, part),
            ..choice(part.layer.id.clone(), &part.name, false, because)
        });
    }
    choices.extend(strangers);
    let names: Vec<&str> = own.iter().map(|part| part.name.as_str()).collect();
    let lower: Vec<&str> = shared.iter().map(|part| part.name.as_str()).collect();
    let prompt = if own.len() > 1 {
        format!("In {title}, which of these layers does each {name} have to itself?")
    } else {
        format!("In {title}, which one of these layers does each {name} have to itself?")
    };
    let under = if lower.len() > 1 { "stand" } else { "stands" };
    let says = format!(
        "Each {name} has {} in its own frame; {} {under} under all of them.",
        listed(&names),
        listed(&lower)
    );
    let nodes = own.iter().map(|part| shown.node(&part.layer.id)).collect();
    let kind = if own.len() > 1 { Kind::Multiple } else { Kind::Single };
    // Unless what they are joined to only manages them.
    let carrier = lower_layers.first().and_then(|layer| shown.part(&layer.id));
    let carried = carrier.is_some_and(ShownLayer::on_the_way);
    let lines = if carried { lines::under(shown, copies.part) } else { Vec::new() };
    Some(question(id, prompt, kind(choices), vec![Fact { lines, ..fact(nodes, says) }]))
}

/// The layers under a part of a picture that stand alone there: of what stands side by side, each may
/// carry something else.
fn under(part: Part<'_>) -> Vec<&Layer> {
    let mut found = Vec::new();
    let mut inner = part;
    for outer in part.ancestors() {
        match outer.kind() {
            PartKind::Stack => {
                let lower = outer.children().filter(|child| child.number() > inner.number());
                lower.for_each(|lower| alone(lower, &mut found));
            }
            // There are several of what stands in it.
            PartKind::Repeat(repeat) if repeat.count > 1 => found.clear(),
            _ => {}
        }
        inner = outer;
    }
    found
}

fn alone<'a>(part: Part<'a>, found: &mut Vec<&'a Layer>) {
    match part.kind() {
        PartKind::Layer(layer) => found.push(layer),
        PartKind::Stack | PartKind::Group(_) => {
            part.children().for_each(|inner| alone(inner, found));
        }
        PartKind::Repeat(repeat) if repeat.count == 1 => {
            part.children().for_each(|inner| alone(inner, found));
        }
        PartKind::Row | PartKind::Repeat(_) | PartKind::Grid(_) | PartKind::Tree(_) => {}
    }
}

/// What this picture has nothing of, as an author declares: who mixes the pictures up takes it for a
/// part of each copy.
fn strangers<'a>(
    ground: &Indexed<'a>,
    index: usize,
    shown: &Shown<'a>,
    chance: &mut Chance,
) -> Vec<Choice> {
    let mut met = HashSet::new();
    let mut found: Vec<(&Shown<'a>, &ShownLayer<'a>, &str)> = Vec::new();
    for other in ground.strangers(index).into_iter().filter_map(|at| ground.get(at)) {
        for part in other.parts.iter().filter(|part| part.is_layer() && !part.copies().is_empty()) {
            if shown.bearing(part.look) > 0 || part.numbered() {
                continue;
            }
            let Some(because) = ground.lacks(other, part.layer, shown) else { continue };
            if met.insert(part.look) {
                found.push((other, part, because));
            }
        }
    }
    let tier = |(of, part, _): (&Shown<'a>, &ShownLayer<'a>, &str)| {
        u8::from(!ground.is_tempting(of, part))
    };
    let picked = chance.pick_by(&found, STRANGERS, tier, |_| true).into_iter();
    let each = picked.filter_map(|(of, part, because)| {
        let id = layer_id(of.id(), &part.layer.id).filter(|id| shown.at(id).is_none())?;
        let because =
            format!("{} has nothing like it. {because}", quoted(&shown.drawn.diagram.title));
        let misconception = ground.belief(of, part);
        Some(Choice { misconception, ..choice(id, &part.name, false, because) })
    });
    each.collect()
}
