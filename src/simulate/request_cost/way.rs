//! From a declared request to a way: the trace of a lesson's figure as the hops of one architecture.

use super::{CostHop, HopCost};
use crate::{
    diagram::{Choice, Decision, Diagram, Hop, LayerRole, LayerShape, Leg, PartKind, Trace},
    id::Id,
};

/// What it is to come from one layer to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The layer or group that the request leaves.
    pub from: Id,
    /// The one at which it arrives.
    pub to: Id,
    /// The boundary that lies between the two, in the word for crossing it: "System call", "VM
    /// exit". None where it is no boundary.
    pub crossing: Option<String>,
    /// What coming there and being served costs, where it was measured.
    pub cost: Option<HopCost>,
}

/// The hops of a request through one diagram, as its trace declares them. Hops that follow one
/// another in one layer are one. A boundary line that is a hop is no hop here, but what is crossed
/// on arriving at the next one; other crossings are those of `passages`.
///
/// At a choice it goes the way that is `decided`, else the first in which no layer is missing.
/// Nothing comes of it when the trace has no path through the diagram, when all ways of a choice
/// lead to what is not there, or when the way itself does.
#[must_use]
pub fn way_of(
    diagram: &Diagram,
    trace: &Trace,
    decided: &[Decision],
    passages: &[Passage],
) -> Option<Vec<CostHop>> {
    let path = trace.paths.iter().find(|path| path.diagram == diagram.id)?;
    let mut taken = Vec::new();
    Taker { diagram, decided }.take(&path.legs, &mut taken)?;
    let mut way: Vec<CostHop> = Vec::new();
    let mut line = None;
    for hop in taken {
        let stop = Stop::of(diagram, hop)?;
        match (stop, way.last_mut()) {
            (Stop::Line(name), _) => line = Some(name),
            (Stop::Layer(hop), Some(last)) if last.id == hop.id => last.say = joined(last, &hop),
            (Stop::Layer(mut hop), last) => {
                let passage = last.and_then(|last| {
                    passages.iter().find(|one| one.from == last.id && one.to == hop.id)
                });
                hop.crossing = line.take().or_else(|| passage?.crossing.clone());
                hop.cost = passage.and_then(|passage| passage.cost.clone());
                way.push(hop);
            }
        }
    }
    Some(way)
}

/// What is done in a layer, then more of it.
fn joined(first: &CostHop, then: &CostHop) -> String {
    format!("{} {}", first.say, then.say).trim().to_owned()
}

/// What a hop of a trace is on a way.
enum Stop {
    /// A boundary without a thickness, by its name.
    Line(String),
    Layer(CostHop),
}

impl Stop {
    /// Nothing for what the diagram lacks, or shows as lacking.
    fn of(diagram: &Diagram, hop: &Hop) -> Option<Self> {
        let part = diagram.part(&hop.at.node)?;
        let (name, role) = match part.kind() {
            PartKind::Layer(layer) => match layer.shape {
                LayerShape::Box => (&layer.name, layer.role),
                LayerShape::Line => return Some(Self::Line(layer.name.clone())),
                LayerShape::Absent => return None,
            },
            PartKind::Group(group) => (&group.name, LayerRole::Neutral),
            _ => return None,
        };
        let copy = hop.at.copies.last().map_or(1, |(_, number)| *number);
        Some(Self::Layer(CostHop {
            id: hop.at.node.clone(),
            name: name.replace("{n}", &copy.to_string()),
            role,
            say: hop.say.clone(),
            crossing: None,
            cost: None,
        }))
    }
}

/// Takes one way through what may go several.
struct Taker<'a> {
    diagram: &'a Diagram,
    decided: &'a [Decision],
}

impl Taker<'_> {
    /// Says whether the request ends there.
    fn take<'t>(&self, legs: &'t [Leg], hops: &mut Vec<&'t Hop>) -> Option<bool> {
        for leg in legs {
            match leg {
                Leg::Hop(hop) => hops.push(hop),
                Leg::Choice(choice) => {
                    if self.choose(choice, hops)? {
                        return Some(true);
                    }
                }
            }
        }
        Some(false)
    }

    fn choose<'t>(&self, choice: &'t Choice, hops: &mut Vec<&'t Hop>) -> Option<bool> {
        let made = self.decided.iter().find(|made| made.choice == choice.id);
        let here = hops.len();
        for way in &choice.ways {
            if made.is_some_and(|made| made.way != way.id) {
                continue;
            }
            hops.truncate(here);
            let Some(ends) = self.take(&way.legs, hops) else { continue };
            let there = |hop: &&Hop| Stop::of(self.diagram, hop).is_some();
            if made.is_some() || hops.iter().skip(here).all(there) {
                return Some(ends || way.ends);
            }
        }
        None
    }
}
