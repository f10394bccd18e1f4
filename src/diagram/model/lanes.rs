//! The ways of a request side by side, as lanes that part and join again: what a reader looks at to
//! see where they are. In all diagrams at once, as it is followed.

use crate::{
    diagram::model::{
        Tick,
        trace::{Choice, Decision, Hop, Leg, Trace, TracePath, Way},
    },
    id::Id,
};
use std::collections::{BTreeSet, HashMap};

/// A stretch of a request's ways.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lane<'t> {
    /// In their order.
    pub parts: Vec<LanePart<'t>>,
}

impl<'t> Lane<'t> {
    /// All moments of the lane and of the ways in it, in their order.
    #[must_use]
    pub fn moments(&self) -> Vec<Moment<'t>> {
        let each = self.parts.iter().map(|part| match part {
            LanePart::Moment(moment) => vec![moment.clone()],
            LanePart::Fork { ways, .. } => ways.iter().flat_map(|way| way.lane.moments()).collect(),
        });
        each.flatten().collect()
    }
}

/// What a lane is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum LanePart<'t> {
    /// The request comes to a layer, in one diagram or more.
    Moment(Moment<'t>),
    /// From here it goes one of several ways. What follows is where they join again.
    Fork {
        /// What is to be decided.
        choice: &'t Choice,
        /// How one has come here.
        behind: Behind,
        /// In the author's order.
        ways: Vec<LaneWay<'t>>,
    },
}

/// A moment of a request's journey.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment<'t> {
    /// The hops that it makes then, each with the number of its path; at least one.
    pub hops: Vec<(usize, &'t Hop)>,
    /// How one has come here.
    pub behind: Behind,
}

/// Which ways lead to a part of a lane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Behind {
    /// The ways that it lies in, the outermost first.
    pub within: Vec<Decision>,
    /// Of each fork before it, the ways that have joined: one of them was taken.
    pub after: Vec<Vec<Decision>>,
    /// The ways before it, and in those that have joined, in which the request ends.
    pub ended: Vec<Decision>,
}

impl Behind {
    /// Do these decisions lead there?
    #[must_use]
    pub fn is_met(&self, decisions: &[Decision]) -> bool {
        self.within.iter().all(|way| decisions.contains(way))
            && self.after.iter().all(|ways| ways.iter().any(|way| decisions.contains(way)))
            && !self.ended.iter().any(|way| decisions.contains(way))
    }

    /// In a further way.
    fn into(&self, way: Decision) -> Self {
        let within = self.within.iter().cloned().chain([way]).collect();
        Self { within, ..self.clone() }
    }
}

/// One way of a fork.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneWay<'t> {
    /// As its author wrote it.
    pub way: &'t Way,
    /// How one comes into it: of the ways it is the last itself.
    pub behind: Behind,
    /// Begins with a moment. Of a way that ends, it has all that other diagrams do until then.
    pub lane: Lane<'t>,
    /// It joins the others after the fork; else the request ends in it.
    pub joins: bool,
}

/// Requests with more moments than this have no lanes: nobody would see anything in them.
pub const MOST: usize = 120;

impl Trace {
    /// Its ways from the beginning; nothing for one with more than [`MOST`] moments, or one that
    /// comes to a choice in one diagram elsewhere than in another: no tree shows that.
    #[must_use]
    pub fn lanes(&self) -> Option<Lane<'_>> {
        if !stand_alike(self) {
            return None;
        }
        let mut going = Going { trace: self, left: MOST };
        let mut at = At { decisions: Vec::new(), next: 0 };
        going.lane(&mut at, Behind::default(), None).map(|(lane, _)| lane)
    }

    /// How to come to a moment: what is decided then, and which one of the journey it is. Choices that
    /// come before and that it does not lie in are decided as they were, else by their first way.
    #[must_use]
    pub fn way_to_moment(
        &self,
        moment: &Moment<'_>,
        before: &[Decision],
    ) -> Option<(Vec<Decision>, usize)> {
        let (path, hop) = moment.hops.first()?;
        let Behind { within, after, ended } = &moment.behind;
        let joined = after.iter().filter_map(|ways| {
            ways.iter().find(|way| before.contains(way)).or_else(|| ways.first())
        });
        let wanted: Vec<Decision> = within.iter().chain(joined).cloned().collect();
        // Where a choice on the way there ends in some of its ways, another one is taken.
        let others = ended.iter().filter_map(|made| {
            let mut ways = self
                .choice(&made.choice)?
                .ways
                .iter()
                .map(|way| Decision { choice: made.choice.clone(), way: way.id.clone() });
            ways.find(|way| !ended.contains(way))
        });
        let before = before.iter().filter(|made| !ended.contains(made)).cloned();
        let before: Vec<Decision> = before.chain(others).collect();
        self.way_to(*path, hop.number, &wanted, &before)
    }
}

impl Moment<'_> {
    /// Is it that of these two, one after the other, of a journey with these decisions?
    #[must_use]
    pub fn is(&self, before: Option<&Tick<'_>>, tick: &Tick<'_>, decisions: &[Decision]) -> bool {
        self.behind.is_met(decisions)
            && self.hops.iter().any(|(path, hop)| {
                tick.hop(*path) == Some(hop.number)
                    && before.and_then(|before| before.hop(*path)) != Some(hop.number)
            })
    }
}

/// How far a journey was gone through.
#[derive(Clone)]
struct At {
    decisions: Vec<Decision>,
    /// The number of the tick that comes next.
    next: usize,
}

struct Going<'t> {
    trace: &'t Trace,
    /// So many moments more are taken.
    left: usize,
}

impl<'t> Going<'t> {
    /// On from there, in `way` for as long as it lasts, and whether it goes on afterwards.
    fn lane(
        &mut self,
        at: &mut At,
        mut behind: Behind,
        way: Option<&Decision>,
    ) -> Option<(Lane<'t>, bool)> {
        let trace = self.trace;
        let mut lane = Lane::default();
        loop {
            let journey = trace.journey(&at.decisions);
            while let Some(tick) = journey.ticks.get(at.next) {
                let before = at.next.checked_sub(1).and_then(|before| journey.ticks.get(before));
                let hops = new_hops(before, tick);
                if way.is_some_and(|way| !hops.iter().any(|hop| holds_hop(trace, way, *hop))) {
                    return Some((lane, true));
                }
                self.left = self.left.checked_sub(1)?;
                let behind = behind.clone();
                lane.parts.push(LanePart::Moment(Moment { hops, behind }));
                at.next += 1;
            }
            let Some(choice) = journey.ahead else { return Some((lane, way.is_some())) };
            if way.is_some_and(|way| !holds_choice(trace, way, &choice.id)) {
                return Some((lane, true));
            }
            let (ways, joined) = self.fork(choice, at, &behind)?;
            let joining = ways.iter().filter(|way| way.joins);
            let joining = joining.filter_map(|way| way.behind.within.last().cloned()).collect();
            let before = behind.clone();
            behind.after.push(joining);
            ends(&ways, &mut behind.ended);
            lane.parts.push(LanePart::Fork { choice, behind: before, ways });
            match joined {
                Some(joined) => *at = joined,
                None => return Some((lane, false)),
            }
        }
    }

    /// The ways of a choice, and where they join again.
    fn fork(
        &mut self,
        choice: &'t Choice,
        from: &At,
        behind: &Behind,
    ) -> Option<(Vec<LaneWay<'t>>, Option<At>)> {
        if from.decisions.iter().any(|made| made.choice == choice.id) {
            return None;
        }
        let mut joined: Option<At> = None;
        let mut ways = Vec::with_capacity(choice.ways.len());
        for way in &choice.ways {
            let made = Decision { choice: choice.id.clone(), way: way.id.clone() };
            let mut at = from.clone();
            at.decisions.push(made.clone());
            let behind = behind.into(made.clone());
            let may_join = joins(self.trace, &made);
            let (lane, goes_on) = self.lane(&mut at, behind.clone(), may_join.then_some(&made))?;
            let joins = may_join && goes_on;
            if joins {
                let ahead = to_come(self.trace, &at.decisions);
                let joined = joined.get_or_insert(at);
                // What one way has decided and another one meets behind it stands in no one place.
                if to_come(self.trace, &joined.decisions) != ahead {
                    return None;
                }
            }
            ways.push(LaneWay { way, behind, lane, joins });
        }
        Some((ways, joined))
    }
}

/// The choices of some legs, each with the ways that it lies in.
fn nested<'t>(legs: &'t [Leg], within: &[Decision], found: &mut HashMap<&'t Id, Vec<Decision>>) {
    for leg in legs {
        let Leg::Choice(choice) = leg else { continue };
        found.insert(&choice.id, within.to_vec());
        for way in &choice.ways {
            let made = Decision { choice: choice.id.clone(), way: way.id.clone() };
            nested(&way.legs, &[within, &[made]].concat(), found);
        }
    }
}

/// Does each choice that two diagrams have lie in the same ways in both, as far as both have these?
fn stand_alike(trace: &Trace) -> bool {
    let paths = trace.paths.iter().map(|path| {
        let mut found = HashMap::new();
        nested(&path.legs, &[], &mut found);
        found
    });
    let paths: Vec<HashMap<&Id, Vec<Decision>>> = paths.collect();
    let pairs = paths
        .iter()
        .enumerate()
        .flat_map(|(at, one)| paths.iter().skip(at + 1).map(move |other| (one, other)));
    pairs.into_iter().all(|(one, other)| {
        let both =
            |made: &&Decision| one.contains_key(&made.choice) && other.contains_key(&made.choice);
        one.iter().all(|(choice, within)| {
            let Some(there) = other.get(choice) else { return true };
            within.iter().filter(both).eq(there.iter().filter(both))
        })
    })
}

/// The choices that may still be to come after these decisions.
fn to_come<'t>(trace: &'t Trace, decisions: &[Decision]) -> BTreeSet<&'t Id> {
    fn open<'t>(legs: &'t [Leg], decisions: &[Decision], found: &mut BTreeSet<&'t Id>) {
        for leg in legs {
            let Leg::Choice(choice) = leg else { continue };
            let made = decisions.iter().find(|made| made.choice == choice.id);
            if made.is_none() {
                found.insert(&choice.id);
            }
            let taken = |way: &&Way| made.is_none_or(|made| made.way == way.id);
            for way in choice.ways.iter().filter(taken) {
                open(&way.legs, decisions, found);
            }
        }
    }
    let mut found = BTreeSet::new();
    trace.paths.iter().for_each(|path| open(&path.legs, decisions, &mut found));
    found
}

/// Gathers the ways in which a request ends, of these and of those in ways that join.
fn ends(ways: &[LaneWay<'_>], all: &mut Vec<Decision>) {
    for way in ways {
        if !way.joins {
            all.extend(way.behind.within.last().cloned());
            continue;
        }
        for part in &way.lane.parts {
            if let LanePart::Fork { ways, .. } = part {
                ends(ways, all);
            }
        }
    }
}

/// The hops that are made at a tick.
fn new_hops<'t>(before: Option<&Tick<'t>>, tick: &Tick<'t>) -> Vec<(usize, &'t Hop)> {
    let places = tick.places.iter().enumerate();
    let hops = places.filter_map(|(path, place)| Some((path, place.hop?)));
    let is_new = |(path, hop): &(usize, &Hop)| {
        before.and_then(|before| before.hop(*path)) != Some(hop.number)
    };
    hops.filter(is_new).collect()
}

/// The way as it is in each path that has its choice, with the number of the path.
fn in_paths<'t>(trace: &'t Trace, made: &Decision) -> impl Iterator<Item = (usize, &'t Way)> {
    let paths = trace.paths.iter().enumerate();
    let own = |path: &'t TracePath| {
        let choice = path.choices().into_iter().find(|choice| choice.id == made.choice)?;
        choice.ways.iter().find(|way| way.id == made.way)
    };
    paths.filter_map(move |(number, path)| Some((number, own(path)?)))
}

/// Does the request go on after the choice, wherever that choice is made?
fn joins(trace: &Trace, made: &Decision) -> bool {
    in_paths(trace, made).all(|(_, way)| !way.ends)
}

fn holds_hop(trace: &Trace, made: &Decision, (path, hop): (usize, &Hop)) -> bool {
    fn holds(legs: &[Leg], number: usize) -> bool {
        legs.iter().any(|leg| match leg {
            Leg::Hop(hop) => hop.number == number,
            Leg::Choice(choice) => choice.ways.iter().any(|way| holds(&way.legs, number)),
        })
    }
    in_paths(trace, made).any(|(at, way)| at == path && holds(&way.legs, hop.number))
}

fn holds_choice(trace: &Trace, made: &Decision, choice: &Id) -> bool {
    fn holds(legs: &[Leg], id: &Id) -> bool {
        legs.iter().any(|leg| match leg {
            Leg::Hop(_) => false,
            Leg::Choice(choice) => {
                choice.id == *id || choice.ways.iter().any(|way| holds(&way.legs, id))
            }
        })
    }
    in_paths(trace, made).any(|(_, way)| holds(&way.legs, choice))
}
