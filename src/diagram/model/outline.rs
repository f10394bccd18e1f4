//! The ways of a request as a small tree: what it may pass, and how to come there.

use crate::{
    diagram::model::trace::{Choice, Decision, Hop, Leg, Trace, TracePath, Way},
    id::Id,
};

/// A line of the outline of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineRow<'t> {
    /// How many ways of choices the row lies in; 0 at the top level.
    pub depth: usize,
    /// What the row stands for.
    pub what: OutlineItem<'t>,
    /// What has to be decided to come there, the outermost choice first.
    pub decisions: Vec<Decision>,
}

/// What stands in a line of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OutlineItem<'t> {
    /// A layer that the request passes.
    Hop(&'t Hop),
    /// Where it goes one way or another.
    Choice(&'t Choice),
    /// One way of a choice; its hops follow, one level deeper.
    Way(&'t Way),
}

impl TracePath {
    /// The whole path from its beginning, the ways of a choice below it.
    #[must_use]
    pub fn outline(&self) -> Vec<OutlineRow<'_>> {
        let mut rows = Vec::new();
        list(&self.legs, &[], &mut rows);
        rows
    }
}

fn list<'t>(legs: &'t [Leg], made: &[Decision], rows: &mut Vec<OutlineRow<'t>>) {
    let depth = made.len();
    for leg in legs {
        let what = match leg {
            Leg::Hop(hop) => OutlineItem::Hop(hop),
            Leg::Choice(choice) => OutlineItem::Choice(choice),
        };
        rows.push(OutlineRow { depth, what, decisions: made.to_vec() });
        let Leg::Choice(choice) = leg else { continue };
        for way in &choice.ways {
            let mut further = made.to_vec();
            further.push(Decision { choice: choice.id.clone(), way: way.id.clone() });
            let what = OutlineItem::Way(way);
            rows.push(OutlineRow { depth, what, decisions: further.clone() });
            list(&way.legs, &further, rows);
        }
    }
}

impl Trace {
    /// How to come to a hop of a path: what is decided then, and the moment. `wanted` says what has to
    /// be decided on the way there; other choices that come before are decided as they were, or by
    /// their first way. Nothing where no way leads there.
    #[must_use]
    pub fn way_to(
        &self,
        path: usize,
        hop: usize,
        wanted: &[Decision],
        before: &[Decision],
    ) -> Option<(Vec<Decision>, usize)> {
        let mut decisions: Vec<Decision> = Vec::new();
        loop {
            let journey = self.journey(&decisions);
            let tick = journey.ticks.iter().position(|tick| tick.hop(path) == Some(hop));
            if let Some(tick) = tick {
                let decided = journey.ticks.get(tick)?.decided;
                decisions.truncate(decided);
                return Some((decisions, tick));
            }
            let choice = journey.ahead?;
            // What was decided in a former version of the pack may not be there any more.
            let of = |made: &[Decision]| -> Option<Id> {
                let mut made = made.iter().filter(|made| made.choice == choice.id);
                let way = made.find_map(|made| choice.ways.iter().find(|way| way.id == made.way));
                way.map(|way| way.id.clone())
            };
            let first = || choice.ways.first().map(|way| way.id.clone());
            let way = of(wanted).or_else(|| of(before)).or_else(first)?;
            decisions.push(Decision { choice: choice.id.clone(), way });
        }
    }
}
