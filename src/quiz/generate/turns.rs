//! Where does a request go next when a condition holds? Asked only where a condition decides: where
//! any way will do, nobody can say.

use super::{
    DISTRACTORS, MOST, Traced,
    chance::Chance,
    choice, fact,
    ground::Indexed,
    lines,
    naming::question_id,
    question,
    shown::{Look, Shown, ShownLayer},
    words::{hints, joined, quoted},
};
use crate::{
    diagram::{self, ChoiceKind, Hop, Leg, TracePath, Way},
    quiz::{Choice, Fact, Kind, Question},
};
use std::collections::HashSet;

/// A choice of a request, and where the request is when it is made.
struct Turn<'a> {
    choice: &'a diagram::Choice,
    from: &'a Hop,
}

pub(super) fn questions<'a>(ground: &Indexed<'a>, shown: &Shown<'a>, seed: u64) -> Vec<Question> {
    let mut found = Vec::new();
    let own = shown.drawn.traces.iter().filter(|trace| trace.path.diagram == *shown.id());
    for Traced { title, path, .. } in own {
        let mut turns = Vec::new();
        gather(&path.legs, None, &mut turns);
        for turn in turns {
            let ways = turn.choice.ways.iter();
            found.extend(
                ways.filter_map(|way| asked(ground, shown, (title, path), &turn, way, seed)),
            );
        }
    }
    found.truncate(MOST);
    found
}

/// All choices that a condition decides, each with the hop before it; where several may come before
/// it, it is left out.
fn gather<'a>(legs: &'a [Leg], mut from: Option<&'a Hop>, found: &mut Vec<Turn<'a>>) {
    for leg in legs {
        match leg {
            Leg::Hop(hop) => from = Some(hop),
            Leg::Choice(choice) => {
                if let (Some(from), ChoiceKind::When(_)) = (from, &choice.kind) {
                    found.push(Turn { choice, from });
                }
                for way in &choice.ways {
                    gather(&way.legs, from, found);
                }
                from = None;
            }
        }
    }
}

/// The first hop of a way that is in another layer, unless the way parts before it.
fn goes_to<'a>(way: &'a Way, from: &Hop) -> Option<&'a Hop> {
    for leg in &way.legs {
        match leg {
            Leg::Hop(hop) if hop.at.node != from.at.node => return Some(hop),
            Leg::Hop(_) => {}
            Leg::Choice(_) => return None,
        }
    }
    None
}

fn asked<'a>(
    ground: &Indexed<'a>,
    shown: &Shown<'a>,
    (title, path): (&str, &'a TracePath),
    turn: &Turn<'a>,
    way: &'a Way,
    seed: u64,
) -> Option<Question> {
    let Turn { choice: of, from } = turn;
    let hop = goes_to(way, from)?;
    let own = |hop: &Hop| hop.at.diagram.as_ref().is_none_or(|diagram| diagram == shown.id());
    let offered = |part: &&ShownLayer<'a>| part.is_layer() && shown.bearing(part.look) == 1;
    let part = |hop: &Hop| shown.part(&hop.at.node).filter(offered);
    let (at, to) = (part(from)?, part(hop)?);
    if !own(from) || !own(hop) || hints(&way.name, &to.name) || hints(of.kind.words(), &to.name) {
        return None;
    }
    let id = question_id("turns", &[shown.id(), &of.id, &way.id, &to.layer.id])?;
    let mut met: HashSet<Look> = HashSet::from([at.look, to.look]);
    let said = joined(&[&hop.say, if hop.say.trim().is_empty() { &to.layer.about } else { "" }]);
    let mut choices = vec![choice(to.layer.id.clone(), &to.name, true, said)];
    // First where it goes in the other cases.
    for other in of.ways.iter().filter(|other| other.id != way.id) {
        let Some(part) = goes_to(other, from).filter(|hop| own(hop)).and_then(part) else {
            continue;
        };
        if choices.len() <= DISTRACTORS && met.insert(part.look) {
            let because = format!("It goes there in another case: {}", quoted(&other.name));
            choices.push(Choice {
                misconception: ground.belief(shown, part),
                ..choice(part.layer.id.clone(), &part.name, false, sentence(&because))
            });
        }
    }
    let on_way: HashSet<_> = path.hops().iter().map(|hop| &hop.at.node).collect();
    let rest: Vec<&ShownLayer<'a>> =
        shown.parts.iter().filter(offered).filter(|part| met.insert(part.look)).collect();
    let tier = |part: &ShownLayer<'a>| {
        let on_way = on_way.contains(&part.layer.id);
        match (ground.is_tempting(shown, part), on_way, part.layer.manages) {
            (true, ..) => 0,
            (false, true, _) => 1,
            (false, false, false) => 2,
            (false, false, true) => 3,
        }
    };
    let room = (DISTRACTORS + 1).saturating_sub(choices.len());
    for part in Chance::new(&id, seed).pick_by(&rest, room, tier, |_| true) {
        let because = joined(&["That is not where it goes next.", &part.layer.about]);
        choices.push(Choice {
            misconception: ground.belief(shown, part),
            ..choice(part.layer.id.clone(), &part.name, false, because)
        });
    }
    let (asks, says) = (sentence(of.kind.words()), quoted(&way.name));
    let prompt = format!(
        "The request {} has come to {} in {}. {asks} Say that the answer is {says}. Where does the \
         request go next?",
        quoted(title),
        at.name,
        shown.title(),
    );
    let says = format!(
        "{asks} If the answer is {says}, the request goes from {} to {}.",
        at.name, to.name
    );
    let nodes = [at, to].map(|part| shown.node(&part.layer.id)).to_vec();
    let lines = lines::along(shown, [(&at.layer.id, &to.layer.id)]);
    (choices.len() > 1).then(|| {
        question(id, prompt, Kind::Single(choices), vec![Fact { lines, ..fact(nodes, says) }])
    })
}

/// With an end.
fn sentence(words: &str) -> String {
    let words = words.trim();
    let bare = words.trim_end_matches(['”', '"']);
    if bare.ends_with(['.', '?', '!', '…']) { words.to_owned() } else { format!("{words}.") }
}
