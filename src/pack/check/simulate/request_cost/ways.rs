//! The hops of a way: those of a trace of the lesson's figures.

use super::passages::{Placed, passages_in};
use crate::{
    diagram::{Choice, ChoiceKind, Decision, Diagram, Leg, Trace, TracePath},
    id::Id,
    pack::{
        check::checker::{Checker, Seen, all},
        path::Path,
        similar::{self, listed},
        source::{BlockSource, CostWaySource, DecidedSource, LessonSource, SideBySideSource},
    },
    simulate::request_cost::{CostHop, Passage, way_of},
};
use std::collections::{HashMap, HashSet};

/// What the ways of a model are made of: worked out when the first way asks for it.
pub(super) struct Routes<'a, 'p> {
    lesson: &'a LessonSource,
    passages: &'p [Placed],
    /// By the number of the block; empty where the figure is mistaken.
    traces: HashMap<usize, Vec<Trace>>,
    diagrams: HashMap<&'a str, Option<Diagram>>,
    /// The numbers of the passages that a way goes.
    pub gone: HashSet<usize>,
}

impl<'a, 'p> Routes<'a, 'p> {
    pub(super) fn new(lesson: &'a LessonSource, passages: &'p [Placed]) -> Self {
        let (traces, diagrams) = (HashMap::new(), HashMap::new());
        Self { lesson, passages, traces, diagrams, gone: HashSet::new() }
    }

    /// The figures of the lesson, by the number of their block.
    fn figures(&self) -> impl Iterator<Item = (usize, &'a SideBySideSource)> + use<'a> {
        self.lesson.blocks.iter().enumerate().filter_map(|(number, block)| match block {
            BlockSource::SideBySide(figure) => Some((number, figure)),
            _ => None,
        })
    }
}

impl<'a> Checker<'a, '_> {
    pub(super) fn cost_hops(
        &mut self,
        source: &'a CostWaySource,
        path: &Path<'_>,
        routes: &mut Routes<'a, '_>,
    ) -> Option<Vec<CostHop>> {
        let at = path.field("diagram");
        let id = self.diagram_id(&source.diagram, &at, None, Some(&routes.lesson.id))?;
        let trace = self.route(source, &path.field("trace"), routes)?;
        let route = trace.paths.iter().find(|path| path.diagram == id)?;
        let decided_at = path.field("decided");
        let decided = self.decided(&source.decided, &decided_at, (source, route))?;
        if let Err(open) = follow(&route.legs, &decided) {
            let ways: Vec<&str> = open.ways.iter().map(|way| way.id.as_str()).collect();
            let message = format!(
                "nothing decides the choice `{}` of the request `{}`: “{}”",
                open.id,
                source.trace,
                open.kind.words()
            );
            let remedy = format!(
                "Write it in `decided`: `(choice: \"{}\", way: \"…\")`, with one of {}.",
                open.id,
                listed(&ways)
            );
            self.report.error(&decided_at, message, Some(remedy));
            return None;
        }
        let make = || self.diagram_of_any(&source.diagram);
        let diagram = routes.diagrams.entry(&source.diagram).or_insert_with(make).as_ref()?;
        let (numbers, passages): (Vec<usize>, Vec<Passage>) =
            passages_in(routes.passages, &id).into_iter().unzip();
        let hops = way_of(diagram, &trace, &decided, &passages)?;
        if hops.is_empty() {
            let message = format!("the request `{}` comes to lines alone", source.trace);
            let remedy = "Name the layers that take it in its `hops`.".to_owned();
            self.report.error(&path.field("trace"), message, Some(remedy));
            return None;
        }
        for (from, to) in hops.iter().zip(hops.iter().skip(1)) {
            let gone = passages.iter().position(|one| one.from == from.id && one.to == to.id);
            routes.gone.extend(gone.and_then(|at| numbers.get(at)));
        }
        Some(hops)
    }

    /// The trace that leads through the diagram of a way.
    fn route(
        &mut self,
        source: &'a CostWaySource,
        path: &Path<'_>,
        routes: &mut Routes<'a, '_>,
    ) -> Option<Trace> {
        let (id, diagram) = (&source.trace, &source.diagram);
        let (mut named, mut found) = (false, Vec::new());
        for (number, figure) in routes.figures() {
            for trace in figure.traces.iter().filter(|trace| trace.id == *id) {
                named = true;
                if trace.paths.iter().any(|path| path.diagram == *diagram) {
                    found.push((number, figure));
                }
            }
        }
        let mut traces: Vec<Trace> = Vec::new();
        for (number, figure) in &found {
            let of = routes.traces.entry(*number).or_insert_with(|| {
                let (file, lesson) = (Path::file(path.file), routes.lesson);
                let make = |apart: &mut Checker<'a, '_>| {
                    apart.side_by_side(figure, &file, &mut Seen::default(), lesson)
                };
                self.apart(make).map(|figure| figure.traces).unwrap_or_default()
            });
            // It is mistaken, which is reported where it stands.
            traces.push(of.iter().find(|trace| trace.id.as_str() == id)?.clone());
        }
        let through = |trace: &Trace| {
            trace.paths.iter().find(|path| path.diagram.as_str() == diagram).cloned()
        };
        let (message, remedy) = match traces.as_slice() {
            [first, others @ ..] if others.iter().all(|one| through(one) == through(first)) => {
                return Some(first.clone());
            }
            [] if named => (
                format!("the request `{id}` does not lead through the diagram `{diagram}`"),
                "Add a path through it, or name another request.".to_owned(),
            ),
            [] if self.excused(id, path) => return None,
            [] => {
                let known = routes.figures().flat_map(|(_, figure)| &figure.traces);
                let near = self.report.did_you_mean(id, known.map(|trace| trace.id.as_str()));
                let otherwise = || "Add it to the `traces` of a figure of this lesson.".to_owned();
                let message = format!("no figure of the lesson has a request `{id}`");
                (message, near.unwrap_or_else(otherwise))
            }
            _ => (
                format!("two figures of the lesson have a request `{id}` through `{diagram}`"),
                "Give one of them another id.".to_owned(),
            ),
        };
        self.report.error(path, message, Some(remedy));
        None
    }

    /// Which ways are gone: of choices that the path has, each decided once.
    fn decided(
        &mut self,
        source: &[DecidedSource],
        path: &Path<'_>,
        (way, route): (&CostWaySource, &TracePath),
    ) -> Option<Vec<Decision>> {
        let choices = route.choices();
        let mut seen = HashSet::new();
        all(source.iter().enumerate().map(|(number, made)| {
            let path = path.index(number);
            let at = path.field("choice");
            let Some(choice) = choices.iter().find(|choice| choice.id.as_str() == made.choice)
            else {
                let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
                let message = format!(
                    "the request `{}` has no choice `{}` in `{}`",
                    way.trace, made.choice, way.diagram
                );
                let none = "There it goes one way: leave `decided` out.".to_owned();
                let remedy = self.near(&made.choice, &ids).unwrap_or(none);
                self.report.error(&at, message, Some(remedy));
                return None;
            };
            if !seen.insert(&made.choice) {
                let message = format!("the choice `{}` is decided twice", made.choice);
                self.report.error(&at, message, Some("Remove one of them.".to_owned()));
                return None;
            }
            let gone = choice.ways.iter().find(|way| way.id.as_str() == made.way);
            if gone.is_none() {
                let ids: Vec<&str> = choice.ways.iter().map(|way| way.id.as_str()).collect();
                let message = format!("the choice `{}` has no way `{}`", made.choice, made.way);
                let remedy = self.near(&made.way, &ids);
                self.report.error(&path.field("way"), message, remedy);
            }
            Some(Decision { choice: choice.id.clone(), way: gone?.id.clone() })
        }))
    }

    /// The nearest of some names, else all of them; nothing if there is none.
    fn near(&mut self, name: &str, names: &[&str]) -> Option<String> {
        let listed = || (!names.is_empty()).then(|| format!("It has {}.", listed(names)));
        self.report.similar(name, names.iter().copied()).map(similar::meant).or_else(listed)
    }
}

/// Goes along a way as far as it is decided, and says whether it ends there; or which choice stops
/// it, since it hangs on a condition.
fn follow<'t>(legs: &'t [Leg], decided: &[Decision]) -> Result<bool, &'t Choice> {
    for leg in legs {
        let Leg::Choice(choice) = leg else { continue };
        let made = decided.iter().find(|made| made.choice == choice.id);
        if made.is_none() && matches!(choice.kind, ChoiceKind::When(_)) {
            return Err(choice);
        }
        let is_gone = |way: &Id| made.is_none_or(|made| made.way == *way);
        let Some(way) = choice.ways.iter().find(|way| is_gone(&way.id)) else { continue };
        if follow(&way.legs, decided)? || way.ends {
            return Ok(true);
        }
    }
    Ok(false)
}
