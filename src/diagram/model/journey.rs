//! Going along with a request: which hop each diagram is at, one after the other and in step, given
//! which way was taken at each choice.

use crate::{
    diagram::model::{
        Broken, Fate, NodePath, Still,
        fate::Weighed,
        trace::{Choice, ChoiceKind, Decision, Hop, Leg, Trace, TraceKind, TracePath, Way},
    },
    id::Id,
};
use std::collections::HashMap;

/// A request's journey as far as it is decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Journey<'t> {
    /// Moments at which the request is somewhere, in their order; at least one.
    pub ticks: Vec<Tick<'t>>,
    /// What has to be decided before it goes on; nothing where it is at its end everywhere.
    pub ahead: Option<&'t Choice>,
}

/// A moment of a journey.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick<'t> {
    /// For each path, where the request is.
    pub places: Vec<Place<'t>>,
    /// How many decisions were made before.
    pub decided: usize,
}

impl Tick<'_> {
    /// The number of the hop that a path is at.
    #[must_use]
    pub fn hop(&self, path: usize) -> Option<usize> {
        self.places.get(path)?.hop.map(|hop| hop.number)
    }

    /// What the request does where it is in a path.
    fn presence(&self, path: usize) -> Option<Presence> {
        Some(match self.places.get(path)?.state {
            PlaceState::Comes => Presence::Comes,
            PlaceState::Waits(_) => Presence::Waits,
            PlaceState::Stopped => Presence::Stopped,
            PlaceState::Ended => Presence::Ended,
            PlaceState::Arrived => Presence::Arrived,
        })
    }
}

/// So many worlds are tried to find one in which a request is stopped.
const WORLDS: usize = 256;

/// A journey through what is broken.
#[derive(Debug, Clone, PartialEq)]
pub struct BrokenJourney<'t> {
    /// Up to the end or to the break, in every diagram. Where it stops it waits from then on, for
    /// ever: it never arrives there.
    pub journey: Journey<'t>,
    /// For each path, the number of the tick at which it has come to the break, if it does.
    pub stops: Vec<Option<usize>>,
}

/// Where a request is in one diagram.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'t> {
    /// The hop; nothing before the first.
    pub hop: Option<&'t Hop>,
    /// Whether the request has just come there, waits, or is at its end.
    pub state: PlaceState<'t>,
}

/// What becomes of a request in one diagram at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PlaceState<'t> {
    /// It has just come here.
    Comes,
    /// It waits while other diagrams go on. With a choice, they go one of its ways, and this
    /// diagram does not have that choice.
    Waits(Option<&'t Choice>),
    /// It has come to what is broken, and gets no further.
    Stopped,
    /// Its way has ended here and everywhere before all of the request was gone through: it was
    /// refused, say, or needed nothing more.
    Ended,
    /// It has arrived, here and everywhere.
    Arrived,
}

impl Trace {
    /// The journey as far as these decisions lead. Where diagrams have the same choice it is made in
    /// all of them at once; where one has a choice that others have not, those wait until its ways
    /// have joined again. Decisions about choices that are not met are passed over.
    #[must_use]
    pub fn journey(&self, decisions: &[Decision]) -> Journey<'_> {
        Walker::of(self).go(decisions)
    }

    /// What becomes of it in each of its diagrams, by the order of its paths, when these are broken
    /// in them.
    #[must_use]
    pub fn fates(&self, broken: &HashMap<Id, Broken>) -> Vec<Fate<'_>> {
        let nothing = Broken::nothing();
        let each = self.paths.iter();
        each.map(|path| path.fate(broken.get(&path.diagram).unwrap_or(&nothing))).collect()
    }

    /// The journey when something is broken, by diagrams: it gets no further than there. Where
    /// any of several ways will do, nothing is to be decided: it takes one that leads on, each
    /// diagram its own if need be, and what was decided there is a wish. A condition decides as
    /// before, so that the request stops where the world leads it to the break.
    #[must_use]
    pub fn broken_journey(
        &self,
        decisions: &[Decision],
        broken: &HashMap<Id, Broken>,
    ) -> BrokenJourney<'_> {
        let mut walker = Walker::of(self);
        for (cursor, path) in walker.paths.iter_mut().zip(&self.paths) {
            let broken = broken.get(&path.diagram);
            let stops = |hop: &Hop| broken.is_some_and(|broken| broken.stops(hop));
            let stopped = path.hops().into_iter().map(stops).collect();
            cursor.break_at = Some(Weighed::of(path, stopped));
        }
        walker.go_broken(decisions)
    }

    /// The journey into what is broken in a world in which as many diagrams as can be are stopped: of
    /// 256 worlds at most the first such.
    #[must_use]
    pub fn worst_journey(&self, broken: &HashMap<Id, Broken>) -> BrokenJourney<'_> {
        let mut open: Vec<Vec<Decision>> = vec![Vec::new()];
        let (mut worst, mut tried): (Option<(usize, BrokenJourney<'_>)>, usize) = (None, 0);
        while let Some(decisions) = open.pop() {
            let found = self.broken_journey(&decisions, broken);
            if let Some(choice) = found.journey.ahead {
                let ways = choice.ways.iter().rev().map(|way| {
                    let made = Decision { choice: choice.id.clone(), way: way.id.clone() };
                    decisions.iter().cloned().chain([made]).collect()
                });
                open.extend(ways);
                continue;
            }
            tried += 1;
            let stopped = found.stops.iter().flatten().count();
            if worst.as_ref().is_none_or(|(most, _)| stopped > *most) {
                worst = Some((stopped, found));
            }
            if tried == WORLDS {
                break;
            }
        }
        worst.map_or_else(|| self.broken_journey(&[], broken), |(_, journey)| journey)
    }

    /// How far the request has come after these ticks of its journey, for each of these boxes.
    #[must_use]
    pub fn reached(&self, ticks: &[Tick<'_>], boxes: &[&NodePath]) -> Vec<Reached> {
        let mut reached = vec![Reached::default(); boxes.len()];
        for (way, path) in self.paths.iter().enumerate() {
            let hops = path.hops();
            let passed = passed(way, ticks);
            let places = places(path, &hops, &passed, boxes);
            let now = ticks.last().and_then(|tick| tick.hop(way));
            for number in passed {
                let reached = places.get(&number).and_then(|index| reached.get_mut(*index));
                if let (Some(reached), Some(hop)) = (reached, hops.get(number)) {
                    reached.hops.push(hop.label.clone());
                    if now == Some(number) {
                        reached.here = ticks.last().and_then(|tick| tick.presence(way));
                    }
                }
            }
        }
        reached
    }

    /// The hops of all its ways, for each of these boxes: what a picture shows of it. A request that
    /// goes one way only has arrived there.
    #[must_use]
    pub fn all_reached(&self, boxes: &[&NodePath]) -> Vec<Reached> {
        if !self.branches() {
            return self.reached(&self.first_journey().ticks, boxes);
        }
        let mut reached = vec![Reached::default(); boxes.len()];
        for path in &self.paths {
            let hops = path.hops();
            let all: Vec<usize> = (0..hops.len()).collect();
            let places = places(path, &hops, &all, boxes);
            for hop in hops {
                let reached = places.get(&hop.number).and_then(|index| reached.get_mut(*index));
                if let Some(reached) = reached {
                    reached.hops.push(hop.label.clone());
                }
            }
        }
        reached
    }

    /// The whole journey along the first way of each choice.
    #[must_use]
    pub fn first_journey(&self) -> Journey<'_> {
        let mut decisions = Vec::new();
        loop {
            let journey = self.journey(&decisions);
            let Some((choice, way)) = journey.ahead.and_then(|c| Some((c, c.ways.first()?))) else {
                return journey;
            };
            decisions.push(Decision { choice: choice.id.clone(), way: way.id.clone() });
        }
    }
}

/// How far a request has come, as one box sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reached {
    /// The numbers of the hops that have reached it, as pictures show them.
    pub hops: Vec<String>,
    /// The request is there now, and what it does.
    pub here: Option<Presence>,
}

/// What a request does where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It has just come.
    Comes,
    /// It stays while others go on.
    Waits,
    /// It gets no further: something is broken.
    Stopped,
    /// Its way ends here, short of the end of the request.
    Ended,
    /// It has arrived.
    Arrived,
}

impl Reached {
    /// How the box looks meanwhile.
    #[must_use]
    pub fn still(&self) -> Still {
        match (self.here, self.hops.is_empty()) {
            (Some(_), _) => Still::Focused,
            (None, false) => Still::Shown,
            (None, true) => Still::Back,
        }
    }
}

/// Goes through all paths of a trace at once.
struct Walker<'t> {
    paths: Vec<Cursor<'t>>,
    ticks: Vec<Tick<'t>>,
    decided: usize,
    /// Every end of a decision is what was looked for: none of its ways ends short of it.
    decides: bool,
}

/// Where one path is.
#[derive(Clone)]
struct Cursor<'t> {
    /// The stretches that are left, the innermost last.
    left: Vec<Stretch<'t>>,
    hop: Option<&'t Hop>,
    /// What is broken, if anything may be.
    break_at: Option<Weighed<'t>>,
    /// The tick at which it came there.
    stopped: Option<usize>,
    /// It has gone to the end of a way in which the request ends.
    ended: bool,
}

/// What is left of a way, or of the whole path.
#[derive(Clone)]
struct Stretch<'t> {
    /// The choice whose way it is, and the way.
    way: Option<(&'t Choice, &'t Way)>,
    legs: &'t [Leg],
}

impl<'t> Cursor<'t> {
    fn of(legs: &'t [Leg]) -> Self {
        let left = vec![Stretch { way: None, legs }];
        Self { left, hop: None, break_at: None, stopped: None, ended: false }
    }

    /// Leaves ways that are at their end: they join, or the request ends.
    fn settle(&mut self) {
        while let Some(Stretch { way, legs: [] }) = self.left.last() {
            let ends = way.is_some_and(|(_, way)| way.ends);
            if ends {
                self.ended = true;
                self.left.clear();
            } else {
                self.left.pop();
            }
        }
    }

    fn head(&self) -> Option<&'t Leg> {
        self.left.last().and_then(|left| left.legs.first())
    }

    fn choice(&self) -> Option<&'t Choice> {
        match self.head()? {
            Leg::Choice(choice) => Some(choice),
            Leg::Hop(_) => None,
        }
    }

    /// The choices in one of whose ways it is, the outermost first.
    fn within(&self) -> impl Iterator<Item = &'t Choice> {
        self.left.iter().filter_map(|left| left.way.map(|(choice, _)| choice))
    }

    fn is_within(&self, choice: &Id) -> bool {
        self.within().any(|within| within.id == *choice)
    }

    /// Will it come to this choice, whichever way it goes?
    fn comes_to(&self, choice: &Id) -> bool {
        fn holds(legs: &[Leg], choice: &Id) -> bool {
            legs.iter().any(|leg| match leg {
                Leg::Hop(_) => false,
                Leg::Choice(own) => {
                    own.id == *choice || own.ways.iter().any(|way| holds(&way.legs, choice))
                }
            })
        }
        self.left.iter().any(|left| holds(left.legs, choice))
    }

    /// Takes the next leg.
    fn step(&mut self) -> Option<&'t Leg> {
        let left = self.left.last_mut()?;
        let (first, rest) = left.legs.split_first()?;
        left.legs = rest;
        Some(first)
    }
}

impl<'t> Walker<'t> {
    fn of(trace: &'t Trace) -> Self {
        let paths = trace.paths.iter().map(|path| Cursor::of(&path.legs)).collect();
        let decides = trace.kind == TraceKind::Decision;
        Self { paths, ticks: Vec::new(), decided: 0, decides }
    }

    fn go(mut self, decisions: &[Decision]) -> Journey<'t> {
        let ahead = self.walk(decisions);
        if ahead.is_none() {
            self.arrive();
        }
        Journey { ticks: self.ticks, ahead }
    }

    fn go_broken(mut self, decisions: &[Decision]) -> BrokenJourney<'t> {
        let ahead = self.walk(decisions);
        if ahead.is_none() {
            self.arrive();
        }
        let stops = self.paths.iter().map(|cursor| cursor.stopped).collect();
        BrokenJourney { journey: Journey { ticks: self.ticks, ahead }, stops }
    }

    /// As far as it is decided; gives back what has to be decided next.
    fn walk(&mut self, all: &[Decision]) -> Option<&'t Choice> {
        let mut decisions = all.iter();
        loop {
            self.paths.iter_mut().for_each(Cursor::settle);
            let (leader, going) = self.going();
            if going.is_empty() {
                return None;
            }
            if let Some(choice) = self.choice_of(&going) {
                if self.goes_round(choice) {
                    self.take(choice, &|cursor, own| cursor.break_at.as_ref()?.way(own, all));
                    continue;
                }
                let mut made = decisions.by_ref().filter(|made| made.choice == choice.id);
                let way = made.find_map(|made| choice.ways.iter().find(|way| way.id == made.way));
                let Some(way) = way else { return Some(choice) };
                self.decided += 1;
                self.take(choice, &|_, own| own.ways.iter().find(|own| own.id == way.id));
            } else {
                self.tick(leader, &going);
            }
        }
    }

    /// The choice for which some paths wait, and the paths that go on. As long as a path is in a
    /// way of a choice that others have not, only those within that choice go on.
    fn going(&self) -> (Option<&'t Choice>, Vec<usize>) {
        let open = || self.paths.iter().enumerate().filter(|(_, cursor)| cursor.head().is_some());
        let apart = |choice: &&'t Choice| open().any(|(_, cursor)| !cursor.is_within(&choice.id));
        let leader = open().find_map(|(_, cursor)| cursor.within().filter(apart).last());
        let with = |cursor: &Cursor<'t>| leader.is_none_or(|choice| cursor.is_within(&choice.id));
        let going = open().filter(|(_, cursor)| with(cursor)).map(|(at, _)| at).collect();
        (leader, going)
    }

    /// The choice that is to be made now: one that nobody who goes on has still to come to.
    fn choice_of(&self, going: &[usize]) -> Option<&'t Choice> {
        let cursors = || going.iter().filter_map(|at| self.paths.get(*at));
        let is_to_come =
            |choice: &Id| cursors().any(|c| c.choice().is_none() && c.comes_to(choice));
        cursors().filter_map(Cursor::choice).find(|choice| !is_to_come(&choice.id))
    }

    /// Any way of it will do, and something may be broken.
    fn goes_round(&self, choice: &Choice) -> bool {
        let breaks = self.paths.iter().any(|cursor| cursor.break_at.is_some());
        breaks && matches!(choice.kind, ChoiceKind::Either(_))
    }

    fn take(
        &mut self,
        choice: &'t Choice,
        way: &dyn Fn(&Cursor<'t>, &'t Choice) -> Option<&'t Way>,
    ) {
        for cursor in &mut self.paths {
            let Some(own) = cursor.choice().filter(|own| own.id == choice.id) else { continue };
            let way = way(cursor, own);
            let _choice = cursor.step();
            if let Some(way) = way {
                cursor.left.push(Stretch { way: Some((own, way)), legs: &way.legs });
            }
        }
    }

    /// All that go on make a hop, but those that have a choice before them.
    fn tick(&mut self, leader: Option<&'t Choice>, going: &[usize]) {
        let mut places = Vec::with_capacity(self.paths.len());
        // Who has nothing but a choice ahead waits for those that have still to come to it.
        let waits_for = going.iter().find_map(|at| self.paths.get(*at)?.choice());
        for (at, cursor) in self.paths.iter_mut().enumerate() {
            let comes = going.contains(&at)
                && cursor.choice().is_none()
                && waits_for.is_none_or(|choice| cursor.comes_to(&choice.id));
            let state = if comes {
                if let Some(Leg::Hop(hop)) = cursor.step() {
                    cursor.hop = Some(hop);
                    if cursor.break_at.as_ref().is_some_and(|broken| broken.stops(hop)) {
                        cursor.left.clear();
                        cursor.stopped = Some(self.ticks.len());
                    }
                }
                PlaceState::Comes
            } else if cursor.stopped.is_some() {
                PlaceState::Stopped
            } else {
                PlaceState::Waits(leader.filter(|_| !going.contains(&at)))
            };
            places.push(Place { hop: cursor.hop, state });
        }
        self.ticks.push(Tick { places, decided: self.decided });
    }

    /// The end is told of all together; but nothing is of those that have been stopped.
    fn arrive(&mut self) {
        let Some(last) = self.ticks.last_mut() else { return };
        for (place, cursor) in last.places.iter_mut().zip(&self.paths) {
            place.state = match (cursor.stopped, cursor.ended && !self.decides) {
                (Some(_), _) => PlaceState::Stopped,
                (None, true) => PlaceState::Ended,
                (None, false) => PlaceState::Arrived,
            };
        }
    }
}

/// The hops of a path that a journey has passed, in its order, each once.
fn passed(way: usize, ticks: &[Tick<'_>]) -> Vec<usize> {
    let mut passed: Vec<usize> = Vec::new();
    for hop in ticks.iter().filter_map(|tick| tick.hop(way)) {
        if passed.last() != Some(&hop) {
            passed.push(hop);
        }
    }
    passed
}

/// For each of the passed hops, by number, the box that it stands for: the first that it means. All
/// of them are found in one pass.
fn places(
    path: &TracePath,
    hops: &[&Hop],
    passed: &[usize],
    boxes: &[&NodePath],
) -> HashMap<usize, usize> {
    let mut places = HashMap::new();
    let mut waiting: HashMap<&Id, Vec<&Hop>> = HashMap::new();
    for hop in passed.iter().filter_map(|number| hops.get(*number)) {
        waiting.entry(&hop.at.node).or_default().push(hop);
    }
    for (index, at) in boxes.iter().enumerate().filter(|(_, at)| at.diagram == path.diagram) {
        let Some(waits) = waiting.get_mut(&at.node) else { continue };
        waits.retain(|hop| {
            let meant = hop.at.means(at);
            if meant {
                places.insert(hop.number, index);
            }
            !meant
        });
    }
    places
}
