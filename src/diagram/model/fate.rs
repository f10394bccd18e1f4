//! What becomes of a request when a part of a diagram is broken.
//!
//! It is worked out from the request's ways and never said by an author. A condition is no
//! redundancy: where a request goes by it is decided by the world, whatever is broken on that way.
//! Only where any of several ways will do does it go round a break. A request that is `control` has
//! a fate like others; who asks or tells something of fates leaves it out (`Trace::control`).

use crate::{
    diagram::model::{
        Broken, Choice, ChoiceKind, Decision, Hop, Leg, TracePath, Way,
        worlds::{Need, Set, Worlds},
    },
    id::Id,
};
use std::collections::HashMap;

/// What becomes of a request in one diagram.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate<'t> {
    /// It comes to its end, whatever the world is like; where only some of several ways lead there,
    /// by these.
    Arrives {
        /// In the order in which they are written; none where its way does not touch the break.
        round: Vec<Detour<'t>>,
    },
    /// It never comes to its end.
    Stops {
        /// The hops at which it is stopped: one, unless it goes several ways.
        at: Vec<&'t Hop>,
    },
    /// It does only in some worlds.
    ArrivesWhen {
        /// In these, or those: each is a list of what has to hold at once.
        cases: Vec<Vec<Need<'t>>>,
        /// There are more cases than are listed, which is [`CASES`].
        more: bool,
        /// The hops at which it is stopped in the others.
        at: Vec<&'t Hop>,
    },
}

/// The most cases in which something holds that are told one by one.
pub const CASES: usize = 6;

/// Where any way will do and only some lead to the end: the one that is taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Detour<'t> {
    /// An `Either`.
    pub choice: &'t Choice,
    /// The first of its ways that is as good as any.
    pub way: &'t Way,
}

/// A fate without what leads to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FateKind {
    /// Whatever the world is like.
    Arrives,
    /// Whatever the world is like.
    Stops,
    /// A condition decides.
    ArrivesWhen,
}

impl Fate<'_> {
    /// Which of the three it is.
    #[must_use]
    pub fn kind(&self) -> FateKind {
        match self {
            Self::Arrives { .. } => FateKind::Arrives,
            Self::Stops { .. } => FateKind::Stops,
            Self::ArrivesWhen { .. } => FateKind::ArrivesWhen,
        }
    }
}

impl TracePath {
    /// What becomes of the request on this path.
    #[must_use]
    pub fn fate(&self, broken: &Broken) -> Fate<'_> {
        if broken.is_nothing() {
            return Fate::Arrives { round: Vec::new() };
        }
        self.fate_if(|hop| broken.stops(hop))
    }

    /// What becomes of it when it gets no further than the hops for which that holds.
    #[must_use]
    pub fn fate_if(&self, stops: impl Fn(&Hop) -> bool) -> Fate<'_> {
        if self.legs.iter().all(|leg| matches!(leg, Leg::Hop(_))) {
            let mut hops = self.legs.iter().filter_map(|leg| match leg {
                Leg::Hop(hop) => Some(hop),
                Leg::Choice(_) => None,
            });
            return match hops.find(|hop| stops(hop)) {
                Some(first) => Fate::Stops { at: vec![first] },
                None => Fate::Arrives { round: Vec::new() },
            };
        }
        let stopped: Vec<bool> = self.hops().into_iter().map(stops).collect();
        if stopped.contains(&true) {
            Weighed::of(self, stopped).fate(self)
        } else {
            Fate::Arrives { round: Vec::new() }
        }
    }

    /// Which fate it is when it gets no further than the hops with these numbers: what leads to it
    /// is not worked out.
    #[must_use]
    pub fn fate_at(&self, hops: &[usize]) -> FateKind {
        let mut stopped = vec![false; hops.iter().max().map_or(0, |last| last + 1)];
        for hop in hops {
            if let Some(stopped) = stopped.get_mut(*hop) {
                *stopped = true;
            }
        }
        let worlds = Worlds::of(self.choices());
        let mut weighed = Weighed { worlds, stopped, ways: None, whole: Set::ALL };
        match weighed.weigh(&self.legs, Set::ALL) {
            Set::ALL => FateKind::Arrives,
            Set::NONE => FateKind::Stops,
            _ => FateKind::ArrivesWhen,
        }
    }
}

/// A path with what each way is worth: in which worlds a request that takes it comes to its end.
#[derive(Debug, Clone)]
pub(super) struct Weighed<'t> {
    worlds: Worlds<'t>,
    /// Whether a request is stopped at a hop, by the hops' numbers.
    stopped: Vec<bool>,
    /// Of each choice, its ways in their order, and all of it; where that is kept.
    ways: Option<HashMap<&'t Id, (Vec<Set>, Set)>>,
    whole: Set,
}

impl<'t> Weighed<'t> {
    pub(super) fn of(path: &'t TracePath, stopped: Vec<bool>) -> Self {
        let worlds = Worlds::of(path.choices());
        let mut weighed = Self { worlds, stopped, ways: Some(HashMap::new()), whole: Set::ALL };
        weighed.whole = weighed.weigh(&path.legs, Set::ALL);
        weighed
    }

    pub(super) fn stops(&self, hop: &Hop) -> bool {
        self.stopped.get(hop.number).copied().unwrap_or(false)
    }

    /// In which worlds these legs lead to the end, if what follows them does in those `after`.
    fn weigh(&mut self, legs: &'t [Leg], mut after: Set) -> Set {
        for leg in legs.iter().rev() {
            after = match leg {
                Leg::Hop(hop) => {
                    if self.stops(hop) {
                        Set::NONE
                    } else {
                        after
                    }
                }
                Leg::Choice(choice) => {
                    let ways = choice.ways.iter();
                    let each = |way: &'t Way| {
                        self.weigh(&way.legs, if way.ends { Set::ALL } else { after })
                    };
                    let ways: Vec<Set> = ways.map(each).collect();
                    let all = self.joined(choice, &ways);
                    if let Some(kept) = &mut self.ways {
                        kept.insert(&choice.id, (ways, all));
                    }
                    all
                }
            };
        }
        after
    }

    fn joined(&mut self, choice: &Choice, ways: &[Set]) -> Set {
        match &choice.kind {
            ChoiceKind::When(_) => {
                let number = self.worlds.number_of(&choice.id).unwrap_or(usize::MAX);
                self.worlds.decided(number, ways.to_vec())
            }
            ChoiceKind::Either(_) => {
                ways.iter().fold(Set::NONE, |all, way| self.worlds.either(all, *way))
            }
        }
    }

    fn fate(&self, path: &'t TracePath) -> Fate<'t> {
        let mut told = Told::default();
        self.tell(&path.legs, &mut told);
        if self.whole == Set::ALL {
            return Fate::Arrives { round: told.round };
        }
        if self.whole == Set::NONE {
            return Fate::Stops { at: told.at };
        }
        let (cases, more) = self.worlds.cases(self.whole, CASES);
        Fate::ArrivesWhen { cases, more, at: told.at }
    }

    /// Goes along all ways that a request may take, round breaks where it can, and notes where it
    /// is stopped. Says whether it may come to the end of these legs and go on.
    fn tell(&self, legs: &'t [Leg], told: &mut Told<'t>) -> bool {
        for leg in legs {
            match leg {
                Leg::Hop(hop) if self.stops(hop) => {
                    told.at.push(hop);
                    return false;
                }
                Leg::Hop(_) => {}
                Leg::Choice(choice) => {
                    let mut goes_on = false;
                    for way in self.taken(choice, told) {
                        goes_on |= self.tell(&way.legs, told) && !way.ends;
                    }
                    if !goes_on {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// The ways of a choice, each with what it is worth, and what all of it is.
    fn weights(&self, choice: &'t Choice) -> (Vec<(&'t Way, Set)>, Set) {
        let kept = self.ways.as_ref().and_then(|ways| ways.get(&choice.id));
        let Some((weights, best)) = kept else {
            return (Vec::new(), Set::NONE);
        };
        (choice.ways.iter().zip(weights.iter().copied()).collect(), *best)
    }

    /// The ways of a choice that a request may take.
    fn taken(&self, choice: &'t Choice, told: &mut Told<'t>) -> Vec<&'t Way> {
        let (ways, best) = self.weights(choice);
        let of = |holds: &dyn Fn(Set) -> bool| -> Vec<&'t Way> {
            ways.iter().filter(|(_, set)| holds(*set)).map(|(way, _)| *way).collect()
        };
        let decided = matches!(choice.kind, ChoiceKind::When(_));
        if decided || best == Set::NONE || ways.iter().all(|(_, set)| *set == best) {
            return of(&|_| true);
        }
        let whole = of(&|set| set == best);
        match whole.first() {
            Some(way) => told.round.push(Detour { choice, way }),
            None => return of(&|set| set != Set::NONE),
        }
        whole
    }

    /// Which way of an `Either` a request takes, after these decisions: the one that is wished for
    /// if it is as good as any, else the first that is; where none is, the first that may still
    /// lead to the end.
    pub(super) fn way(&self, choice: &'t Choice, made: &[Decision]) -> Option<&'t Way> {
        let (ways, best) = self.weights(choice);
        let wished = made.iter().find(|made| made.choice == choice.id).map(|made| &made.way);
        let first = |holds: &dyn Fn(Set) -> bool| {
            let found = || ways.iter().filter(|(_, set)| holds(*set)).map(|(way, _)| *way);
            found().find(|way| Some(&way.id) == wished).or_else(|| found().next())
        };
        let open = |set: Set| self.worlds.is_possible(set, made);
        first(&|set| set == best).or_else(|| first(&open)).or_else(|| choice.ways.first())
    }
}

/// What was noted along the ways of a request.
#[derive(Default)]
struct Told<'t> {
    at: Vec<&'t Hop>,
    round: Vec<Detour<'t>>,
}
