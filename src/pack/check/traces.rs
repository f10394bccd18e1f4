//! Checks and converts the requests that can be followed through a figure.

use crate::{
    diagram::{Choice, ChoiceKind, Hop, Leg, NodeRef, Trace, TraceKind, TracePath, Way},
    id::Id,
    pack::{
        check::{
            checker::{Checker, Seen, all},
            names::{FigureScope, Scope},
        },
        limits,
        path::Path,
        source::{
            ChoiceSource, HopSource, LessonSource, TracePathSource, TraceSource, WaySource,
            WaysSource,
        },
    },
};
use std::collections::{HashMap, HashSet};

/// A path of a trace, while its hops are checked.
struct Route<'a> {
    /// The id of the diagram that it leads through.
    diagram: &'a str,
    lesson: &'a LessonSource,
    /// The request sets something up: managers are its way.
    control: bool,
    /// The figure shows this diagram; if not, only texts and ids are checked.
    sound: bool,
    /// The ids of the choices so far.
    choices: Seen<'a>,
    /// How many hops there are so far.
    hops: usize,
    /// What was asked on the way here, in small letters.
    asked: Vec<String>,
}

/// Where a list of hops stands in its path.
#[derive(Clone, Copy)]
struct Standing<'s> {
    /// The number of the next hop, as pictures show it.
    next: usize,
    /// The letters of the ways that they are in: "b", "ba".
    letters: &'s str,
    /// How many choices they are in.
    depth: usize,
    /// Something follows once they are at their end.
    goes_on: bool,
}

impl<'a> Checker<'a, '_> {
    pub(super) fn traces(&mut self, path: &Path<'_>, at: &FigureScope<'a>) -> Option<Vec<Trace>> {
        let mut seen = Seen::default();
        let traces = at.figure.traces.iter().enumerate();
        all(traces.map(|(number, trace)| self.trace(trace, &path.index(number), at, &mut seen)))
    }

    fn trace(
        &mut self,
        source: &'a TraceSource,
        path: &Path<'_>,
        scope: &FigureScope<'a>,
        seen: &mut Seen<'a>,
    ) -> Option<Trace> {
        let FigureScope { figure, lesson, sound, .. } = *scope;
        let id = self.new_id(&source.id, &path.field("id"), "trace", seen);
        let name = &source.id;
        let what = format_args!("the title of the trace `{name}`");
        let title = self.text(&source.title, &path.field("title"), what);
        let paths_at = path.field("paths");
        if source.paths.is_empty() {
            let message = format!("the trace `{name}` has no paths");
            let remedy = "Write one for a diagram of the figure.".to_owned();
            self.report.error(&paths_at, message, Some(remedy));
        }
        let mut diagrams = HashSet::new();
        let paths = all(source.paths.iter().enumerate().map(|(number, way)| {
            let path = paths_at.index(number);
            let at = path.field("diagram");
            let shown = figure.diagrams.contains(&way.diagram);
            let known = self.index.diagrams.contains_key(way.diagram.as_str());
            if sound && !shown && known {
                self.not_shown(&way.diagram);
            } else if sound && !shown {
                let message = format!("this figure does not show the diagram `{}`", way.diagram);
                let known = figure.diagrams.iter().map(String::as_str);
                let remedy = self.report.did_you_mean(&way.diagram, known);
                self.report.error(&at, message, remedy);
            } else if !diagrams.insert(way.diagram.as_str()) {
                let message = format!("the trace `{name}` has two paths in `{}`", way.diagram);
                self.report.error(&at, message, Some("Join them, or remove one.".to_owned()));
            }
            let route = Route {
                diagram: &way.diagram,
                lesson,
                control: source.control,
                sound: sound && shown,
                choices: Seen::default(),
                hops: 0,
                asked: Vec::new(),
            };
            self.trace_path(way, &path, route)
        }));
        let paths = paths?;
        self.made_together(&paths, &paths_at);
        let kind = if source.control { TraceKind::Control } else { TraceKind::Request };
        Some(Trace { id: id?, title, kind, paths })
    }

    fn trace_path(
        &mut self,
        source: &'a TracePathSource,
        path: &Path<'_>,
        mut route: Route<'a>,
    ) -> Option<TracePath> {
        let hops_at = path.field("hops");
        let start = Standing { next: 1, letters: "", depth: 0, goes_on: false };
        let legs = self.legs(&source.hops, &hops_at, &mut route, start);
        if route.hops == 0 || route.hops > limits::HOPS {
            let message = format!("a path has {} hops", route.hops);
            let remedy = format!("Write 1 to {}.", limits::HOPS);
            self.report.error(&hops_at, message, Some(remedy));
        }
        Some(TracePath { diagram: Id::new(&source.diagram).ok()?, legs: legs?.0 })
    }

    /// Checks hops that follow each other, with the choices after them; gives their legs, and the
    /// number of the next hop.
    fn legs(
        &mut self,
        source: &'a [HopSource],
        path: &Path<'_>,
        route: &mut Route<'a>,
        start: Standing<'_>,
    ) -> Option<(Vec<Leg>, usize)> {
        let mut legs = Some(Vec::new());
        let mut next = start.next;
        let mut dead: Option<&str> = None;
        for (number, hop) in source.iter().enumerate() {
            let path = path.index(number);
            if let Some(choice) = dead.take() {
                let message =
                    format!("no way of the choice `{choice}` leads here: all of them end");
                let remedy = "Take `ends` from one of its ways, or remove this hop.".to_owned();
                self.report.error(&path, message, Some(remedy));
            }
            let label = format!("{next}{}", start.letters);
            next += 1;
            let own = self.hop(hop, &path, route, label).map(Leg::Hop);
            legs = legs.zip(own).map(|(mut legs, own)| {
                legs.push(own);
                legs
            });
            let Some(choice) = &hop.choice else { continue };
            let goes_on = start.goes_on || number + 1 < source.len();
            let standing = Standing { next, goes_on, ..start };
            let made = self.choice(choice, &path.field("choice"), route, standing);
            let (ChoiceSource::When(ways) | ChoiceSource::Either(ways)) = choice;
            dead = ways.ways.iter().all(|way| way.ends).then_some(ways.id.as_str());
            legs = legs.zip(made).map(|(mut legs, (made, after))| {
                legs.push(Leg::Choice(made));
                next = after;
                legs
            });
        }
        legs.map(|legs| (legs, next))
    }

    fn choice(
        &mut self,
        source: &'a ChoiceSource,
        path: &Path<'_>,
        route: &mut Route<'a>,
        at: Standing<'_>,
    ) -> Option<(Choice, usize)> {
        let (ways, kind): (&'a WaysSource, fn(String) -> ChoiceKind) = match source {
            ChoiceSource::When(ways) => (ways, ChoiceKind::When),
            ChoiceSource::Either(ways) => (ways, ChoiceKind::Either),
        };
        let id = self.new_id(&ways.id, &path.field("id"), "choice", &mut route.choices);
        let what = format_args!("`say` of the choice `{}`", ways.id);
        let words = self.text(&ways.say, &path.field("say"), what);
        let ways_at = path.field("ways");
        let count = ways.ways.len();
        if !limits::WAYS.contains(&count) {
            let message = format!("the choice `{}` has {count} ways", ways.id);
            let (least, most) = (limits::WAYS.start(), limits::WAYS.end());
            let remedy = format!("Write {least} to {most}.");
            self.report.error(&ways_at, message, Some(remedy));
        }
        if at.depth == limits::CHOICES_DEEP {
            let message = format!("the choice `{}` lies too deep", ways.id);
            let most = limits::CHOICES_DEEP;
            let remedy =
                format!("Choices lie at most {most} deep: follow the rest as a trace of its own.");
            self.report.error(path, message, Some(remedy));
            return None;
        }
        self.not_decided_yet(source, path, route);
        route.asked.push(ways.say.trim().to_lowercase());
        let mut ids = Seen::default();
        let mut names: HashMap<String, &str> = HashMap::new();
        let mut after = at.next;
        let mut made = Some(Vec::new());
        for ((number, way), letter) in ways.ways.iter().enumerate().zip('a'..) {
            let path = ways_at.index(number);
            let way_id = self.new_id(&way.id, &path.field("id"), "way", &mut ids);
            let what = format_args!("the name of the way `{}`", way.id);
            let name = self.text(&way.name, &path.field("name"), what);
            if let Some(first) = names.insert(name.to_lowercase(), &way.id) {
                let message = format!("the ways `{first}` and `{}` have one name", way.id);
                let remedy = "Say what holds on the one and not on the other.".to_owned();
                self.report.error(&path.field("name"), message, Some(remedy));
            }
            let ask = way.ask.as_deref();
            let ask = ask.map(|asked| self.asked(asked, &path.field("ask"), route.lesson));
            self.joins(way, &path, at.goes_on);
            let letters = format!("{}{letter}", at.letters);
            let goes_on = at.goes_on && !way.ends;
            let inside =
                Standing { next: at.next, letters: &letters, depth: at.depth + 1, goes_on };
            let legs = self.legs(&way.hops, &path.field("hops"), route, inside);
            made = made.zip(way_id).zip(legs).map(|((mut made, id), (legs, next))| {
                if !way.ends {
                    after = after.max(next);
                }
                made.push(Way { id, name, ask: ask.flatten(), legs, ends: way.ends });
                made
            });
        }
        route.asked.pop();
        Some((Choice { id: id?, kind: kind(words), ways: made? }, after))
    }

    /// What holds on a way is not asked again on it: no reader who is right could take the other ways.
    fn not_decided_yet(&mut self, source: &ChoiceSource, path: &Path<'_>, route: &Route<'a>) {
        let ChoiceSource::When(ways) = source else { return };
        if route.asked.contains(&ways.say.trim().to_lowercase()) {
            let (id, say) = (&ways.id, &ways.say);
            let message = format!(
                "the choice `{id}` asks what is decided on this way already: “{say}”, so that \
                 all but one of its ways are never gone"
            );
            let remedy = "Go on without it, or ask something else.".to_owned();
            self.report.error(&path.field("say"), message, Some(remedy));
        }
    }

    /// Reports a way that has no hops, or neither ends nor joins the others.
    fn joins(&mut self, way: &'a WaySource, path: &Path<'_>, goes_on: bool) {
        if way.hops.is_empty() {
            let message = format!("the way `{}` has no hops", way.id);
            let remedy = "Say who takes the request on this way.".to_owned();
            self.report.error(&path.field("hops"), message, Some(remedy));
        }
        if !way.ends && !goes_on {
            let message =
                format!("the way `{}` neither ends nor joins: nothing follows the choice", way.id);
            let remedy = "Write `ends: true`, or hops after the one with the choice.".to_owned();
            self.report.error(path, message, Some(remedy));
        }
    }

    /// Reports a choice that does not have the same ways in all paths: it is made in all of them at
    /// once.
    fn made_together(&mut self, paths: &[TracePath], at: &Path<'_>) {
        let mut known: HashMap<&Id, (&TracePath, &Choice)> = HashMap::new();
        for (number, path) in paths.iter().enumerate() {
            for choice in path.choices() {
                let Some((first, other)) = known.get(&choice.id) else {
                    known.insert(&choice.id, (path, choice));
                    continue;
                };
                let ways = |choice: &Choice| -> HashSet<Id> {
                    choice.ways.iter().map(|way| way.id.clone()).collect()
                };
                let either = |choice: &Choice| matches!(choice.kind, ChoiceKind::Either(_));
                if either(choice) != either(other) {
                    let message = format!(
                        "a condition decides the choice `{}` in one of `{}` and `{}`, and any way \
                         will do in the other",
                        choice.id, first.diagram, path.diagram
                    );
                    let remedy = "It is made in both at once: write `When` or `Either` in both, \
                                  or give it another id."
                        .to_owned();
                    self.report.error(&at.index(number), message, Some(remedy));
                }
                if ways(choice) != ways(other) {
                    let message = format!(
                        "the choice `{}` has other ways in `{}` than in `{}`",
                        choice.id, path.diagram, first.diagram
                    );
                    let remedy = "It is made in both at once: give it ways of the same ids, or \
                                  another id."
                        .to_owned();
                    self.report.error(&at.index(number), message, Some(remedy));
                }
            }
        }
    }

    fn hop(
        &mut self,
        source: &'a HopSource,
        path: &Path<'_>,
        route: &mut Route<'a>,
        label: String,
    ) -> Option<Hop> {
        let at = path.field("at");
        let what = format_args!("`say` of the hop at `{}`", source.at);
        let say = self.text(&source.say, &path.field("say"), what);
        let number = route.hops;
        route.hops += 1;
        if !route.sound {
            return None;
        }
        let scope = Scope::Diagram(route.diagram);
        let node = self.layer(&source.at, &at, None, scope, Some(&route.lesson.id))?;
        let diagram = self.index.diagrams.get(route.diagram);
        let named = diagram.and_then(|diagram| diagram.shape.boxes.get(node.node.as_str()));
        if named.is_some_and(|layer| layer.absent) {
            let message = format!("`{}` is absent: nothing can pass through it", source.at);
            let remedy = "Leave it out, or take `absent` from the layer.".to_owned();
            self.report.error(&at, message, Some(remedy));
        } else if named.is_some_and(|layer| layer.manages) && !route.control {
            self.report.error(
                &at,
                format!("`{}` manages others and is not on the way of a request", source.at),
                Some(
                    "Leave it out, write `control: true` in the trace if it sets something up, or \
                     take `manages` from the layer."
                        .to_owned(),
                ),
            );
        }
        Some(Hop { number, label, at: NodeRef { diagram: None, ..node }, say })
    }
}
