//! Names of layers and diagrams: does each lead to something that is drawn?

use crate::{
    diagram::NodeRef,
    id::Id,
    pack::{
        check::{
            checker::Checker,
            index::{Shape, slug},
        },
        path::Path,
        signs,
        similar::{self, listed},
        source::{LessonSource, SideBySideSource},
    },
};
use std::{collections::HashSet, ops::Range};

/// Which diagrams a name may mean if it gives none.
#[derive(Clone, Copy)]
pub(super) enum Scope<'s> {
    /// None: the name must give its diagram.
    Named,
    /// Only this diagram, and layers in it: a question asks about it.
    Diagram(&'s str),
    /// Only this diagram, and also its groups and repeats.
    Parts(&'s str),
    /// The diagrams of the lesson.
    Lesson(&'s LessonScope<'s>),
}

/// The diagrams that a lesson defines or shows.
pub(super) struct LessonScope<'a> {
    pub diagrams: Vec<&'a str>,
    known: HashSet<&'a str>,
}

impl<'a> LessonScope<'a> {
    pub(super) fn new(diagrams: Vec<&'a str>) -> Self {
        let known = diagrams.iter().copied().collect();
        Self { diagrams, known }
    }

    fn has(&self, diagram: &str) -> bool {
        self.known.contains(diagram)
    }
}

/// What the steps and traces of a figure may name.
pub(super) struct FigureScope<'a> {
    pub figure: &'a SideBySideSource,
    pub lesson: &'a LessonSource,
    /// The diagrams that it shows.
    pub diagrams: LessonScope<'a>,
    /// All of its diagrams could be read.
    pub sound: bool,
}

impl<'a> FigureScope<'a> {
    pub(super) fn new(figure: &'a SideBySideSource, lesson: &'a LessonSource, sound: bool) -> Self {
        let diagrams = LessonScope::new(figure.diagrams.iter().map(String::as_str).collect());
        Self { figure, lesson, diagrams, sound }
    }
}

/// Most names that a message lists when none is near.
const LISTED: usize = 8;

/// Most diagrams of a lesson in which an unknown name is looked for.
const LOOKED_AT: usize = 64;

impl Checker<'_, '_> {
    /// The id of a diagram of the pack; reported if it is unknown.
    pub(super) fn diagram_id(
        &mut self,
        id: &str,
        path: &Path<'_>,
        part: Option<Range<usize>>,
        from: Option<&str>,
    ) -> Option<Id> {
        match self.index.diagrams.get(id) {
            None => {
                if !self.index.broken && !self.index.is_mistaken(id) {
                    let known = self.index.diagrams.keys().copied();
                    let remedy = self.report.did_you_mean(id, known);
                    let remedy =
                        remedy.unwrap_or_else(|| "Define it in a lesson's `diagrams`.".to_owned());
                    self.error_on(path, part, format!("unknown diagram `{id}`"), Some(remedy));
                    return None;
                }
            }
            Some(diagram) => {
                // A lesson that no unit names may use its own diagrams: nobody sees either.
                if !self.index.listed(diagram.lesson) && from != Some(diagram.lesson) {
                    self.error_on(
                        path,
                        part,
                        format!(
                            "the diagram `{id}` is part of the lesson `{}`, which no unit names",
                            diagram.lesson
                        ),
                        Some(format!("Add `{}` to a unit.", diagram.lesson)),
                    );
                    return None;
                }
            }
        }
        Id::new(id).ok()
    }

    /// The name of a layer; reported if it leads to none in the scope.
    pub(super) fn layer(
        &mut self,
        text: &str,
        path: &Path<'_>,
        part: Option<Range<usize>>,
        scope: Scope<'_>,
        from: Option<&str>,
    ) -> Option<NodeRef> {
        let Ok(name) = text.parse::<NodeRef>() else {
            self.no_name(text, path, part);
            return None;
        };
        let diagram = match (&name.diagram, scope) {
            (Some(diagram), Scope::Diagram(asked) | Scope::Parts(asked))
                if diagram.as_str() != asked =>
            {
                let why = match scope {
                    Scope::Parts(_) => "to which this link belongs",
                    _ => "which this question asks about",
                };
                let message = format!("`{text}` is not in the diagram `{asked}`, {why}");
                let remedy = format!("Name a layer of `{asked}`.");
                self.error_on(path, part, message, Some(remedy));
                return None;
            }
            (Some(diagram), _) => diagram.as_str(),
            (None, Scope::Diagram(asked) | Scope::Parts(asked)) => asked,
            (None, Scope::Named) => {
                let message = format!("`{text}` does not say which diagram");
                let remedy = self.diagrams_having(&name.node);
                self.error_on(path, part, message, Some(remedy));
                return None;
            }
            (None, Scope::Lesson(lesson)) => return self.bare(name, path, part, lesson),
        };
        // The part of the name that gives the diagram, to point at it.
        let whole = part.clone().unwrap_or(0..text.len());
        let segment = whole.start..whole.start + diagram.len();
        if name.diagram.is_some() {
            self.diagram_id(diagram, path, Some(segment), from)?;
        }
        // A diagram that is unknown or empty has been reported, or stands in a file that could not
        // be read.
        let known = self.index.diagrams.get(diagram).filter(|known| !known.shape.order.is_empty());
        let Some(known) = known else { return Some(name) };
        let parts = matches!(scope, Scope::Parts(_));
        let (message, remedy) = match trouble(&name, diagram, &known.shape, parts) {
            Trouble::None => return Some(name),
            Trouble::Holder(what) => (
                format!("`{text}` is a {what}, not a layer"),
                format!("Name a layer that lies in `{}`.", name.node),
            ),
            Trouble::Unknown => match self.meant_in(&name, diagram, &known.shape, parts) {
                Some(remedy) => (format!("unknown layer `{text}`"), remedy),
                None => return Some(name),
            },
            Trouble::Copies(message, remedy) => (message, format!("{remedy}.")),
        };
        self.error_on(path, part, message, Some(remedy));
        None
    }

    /// Advises the names of the layers of that id, with their diagrams.
    fn diagrams_having(&self, node: &Id) -> String {
        let having = self.index.with_layer(node.as_str()).iter().take(LISTED);
        let having: Vec<String> = having.map(|diagram| format!("{diagram}/{node}")).collect();
        let having: Vec<&str> = having.iter().map(String::as_str).collect();
        match having.as_slice() {
            [] => "Write `diagram/layer`.".to_owned(),
            [one] => similar::meant(one),
            several => format!("Write one of {}.", listed(several)),
        }
    }

    /// Advice for an unknown name; nothing where the layer may be there, with a mistaken id.
    fn meant_in(
        &mut self,
        name: &NodeRef,
        diagram: &str,
        shape: &Shape<'_>,
        parts: bool,
    ) -> Option<String> {
        // In alphabetical order, so that the nearest of several is always the same one.
        let mut named: Vec<&str> = if parts && !self.report.is_full() {
            shape.groups.keys().chain(shape.repeats.keys()).copied().collect()
        } else {
            Vec::new()
        };
        named.sort_unstable();
        let near =
            self.report.similar(name.node.as_str(), shape.order.iter().copied().chain(named));
        if self.index.is_mistaken(name.node.as_str()) || (near.is_none() && shape.in_doubt) {
            return None;
        }
        let prefix = if name.diagram.is_some() { format!("{diagram}/") } else { String::new() };
        Some(match near {
            Some(near) => similar::meant(&format!("{prefix}{near}")),
            None => layers_of(diagram, shape),
        })
    }

    /// Reports a text that is not the name of a layer.
    fn no_name(&mut self, text: &str, path: &Path<'_>, part: Option<Range<usize>>) {
        let last = text.rsplit('/').next().unwrap_or(text);
        if self.index.is_mistaken(last) {
            return;
        }
        let (message, remedy) = if text.contains("[0]") {
            (format!("`{text}` names copy 0"), "Copies count from 1.".to_owned())
        } else {
            let odd = signs::unseen(text).or_else(|| signs::foreign(text));
            let message = match odd {
                Some((_, c)) => format!("`{text}` contains {}", signs::named(c)),
                None => format!("`{text}` is not the name of a layer"),
            };
            let parts: Option<Vec<String>> = text.split('/').map(slug).collect();
            let plain = parts.map(|parts| parts.join("/"));
            let known = plain.filter(|plain| self.is_layer(plain) || odd.is_some());
            let remedy = known.map_or_else(
                || "Write `diagram/layer`, or `diagram/repeat[2]/layer` for one copy.".to_owned(),
                |plain| similar::meant(&plain),
            );
            (message, remedy)
        };
        self.error_on(path, part, message, Some(remedy));
    }

    /// Does any diagram have such a layer?
    fn is_layer(&self, name: &str) -> bool {
        let Ok(name) = name.parse::<NodeRef>() else { return false };
        match &name.diagram {
            Some(diagram) => {
                let diagram = self.index.diagrams.get(diagram.as_str());
                diagram.is_some_and(|d| d.shape.layers.contains_key(name.node.as_str()))
            }
            None => !self.index.with_layer(name.node.as_str()).is_empty(),
        }
    }

    /// Checks a name without a diagram against the diagrams of the lesson.
    fn bare(
        &mut self,
        name: NodeRef,
        path: &Path<'_>,
        part: Option<Range<usize>>,
        lesson: &LessonScope<'_>,
    ) -> Option<NodeRef> {
        let index = self.index;
        // A quick look first: a name without copies is right if any of the diagrams has it.
        let having = index.with_layer(name.node.as_str());
        if name.copies.is_empty() && having.iter().any(|id| lesson.has(id)) {
            return Some(name);
        }
        if self.report.is_full() {
            self.error_on(path, part, format!("unknown layer `{name}`"), None);
            return None;
        }
        let known: Vec<_> = lesson
            .diagrams
            .iter()
            .take(LOOKED_AT)
            .filter_map(|id| index.diagrams.get(id).map(|diagram| (*id, &diagram.shape)))
            .collect();
        let mut worst = None;
        for (diagram, shape) in &known {
            match trouble(&name, diagram, shape, false) {
                Trouble::None => return Some(name),
                Trouble::Unknown => {}
                found => worst = Some(found),
            }
        }
        if known.len() < lesson.diagrams.len().min(LOOKED_AT) {
            // One of the diagrams could not be read, or has been reported.
            return Some(name);
        }
        let (message, remedy) = match worst {
            Some(Trouble::Copies(message, remedy)) => (message, Some(format!("{remedy}."))),
            Some(Trouble::Holder(what)) => (
                format!("`{name}` is a {what}, not a layer"),
                Some(format!("Name a layer that lies in `{}`.", name.node)),
            ),
            _ => {
                let all = known.iter().flat_map(|(_, shape)| shape.order.iter().copied());
                let near = self.report.did_you_mean(name.node.as_str(), all);
                let in_doubt = known.iter().any(|(_, shape)| shape.in_doubt);
                if index.is_mistaken(name.node.as_str()) || (near.is_none() && in_doubt) {
                    return Some(name);
                }
                let remedy = near.unwrap_or_else(|| match known.as_slice() {
                    [] => "This lesson shows no diagram: write `diagram/layer`.".to_owned(),
                    [(diagram, shape)] => layers_of(diagram, shape),
                    several => {
                        let ids = several.iter().map(|(id, _)| *id).take(LISTED);
                        let ids: Vec<&str> = ids.collect();
                        format!("None of {} has such a layer.", listed(&ids))
                    }
                });
                (format!("unknown layer `{name}`"), Some(remedy))
            }
        };
        self.error_on(path, part, message, remedy);
        None
    }

    /// The layers of a group, if the name means one and nothing is wrong with it.
    pub(super) fn group_layers(&self, text: &str, scope: &LessonScope<'_>) -> Option<Vec<NodeRef>> {
        let name = text.parse::<NodeRef>().ok()?;
        let mut found = Vec::new();
        for id in &scope.diagrams {
            if name.diagram.as_ref().is_some_and(|diagram| diagram.as_str() != *id) {
                continue;
            }
            let Some(diagram) = self.index.diagrams.get(id) else { continue };
            let Some(group) = diagram.shape.groups.get(name.node.as_str()) else { continue };
            if !matches!(trouble(&name, id, &diagram.shape, true), Trouble::None) {
                return None;
            }
            for layer in diagram.shape.layers_in(group) {
                found.push(NodeRef {
                    diagram: Some(Id::new(id).ok()?),
                    copies: name.copies.clone(),
                    node: Id::new(layer).ok()?,
                });
            }
        }
        (!found.is_empty()).then_some(found)
    }
}

/// What is wrong with a name, in one diagram.
enum Trouble {
    None,
    Unknown,
    /// It names a group or a repeat: which of the two.
    Holder(&'static str),
    /// Its copies do not fit: the message, and the remedy.
    Copies(String, String),
}

fn trouble(name: &NodeRef, diagram: &str, shape: &Shape<'_>, parts: bool) -> Trouble {
    let node = name.node.as_str();
    let layer = || shape.layers.get(node).map(Vec::as_slice);
    let Some(chain) = (if parts { shape.chain(node) } else { layer() }) else {
        return if shape.repeats.contains_key(node) {
            Trouble::Holder("repeat")
        } else if shape.groups.contains_key(node) {
            Trouble::Holder("group")
        } else {
            Trouble::Unknown
        };
    };
    if name.copies.is_empty() {
        return Trouble::None;
    }
    let fits = name.copies.len() == chain.len()
        && name.copies.iter().zip(chain).all(|((named, _), (real, _))| named.as_str() == *real);
    if !fits {
        let written: Vec<&str> = name.copies.iter().map(|(repeat, _)| repeat.as_str()).collect();
        let way: String = chain.iter().map(|(repeat, _)| format!("{repeat}[1]/")).collect();
        let message = format!("`{node}` does not lie in {}", listed(&written));
        let remedy = if chain.is_empty() {
            format!("It is there once: write `{diagram}/{node}`")
        } else {
            format!("Write `{diagram}/{way}{node}`, for instance")
        };
        return Trouble::Copies(message, remedy);
    }
    match beyond(&name.copies, chain) {
        None => Trouble::None,
        Some((message, remedy)) => Trouble::Copies(message, remedy),
    }
}

/// A copy that a repeat does not make: the message, and the remedy.
pub(super) fn beyond(copies: &[(Id, u32)], chain: &[(&str, u32)]) -> Option<(String, String)> {
    let mut pairs = copies.iter().zip(chain);
    let ((repeat, copy), (_, count)) = pairs.find(|((_, copy), (_, count))| copy > count)?;
    let remedy = match count {
        1 => "There is only copy 1".to_owned(),
        count => format!("Its copies are 1 to {count}"),
    };
    Some((format!("`{repeat}` has no copy {copy}"), remedy))
}

fn layers_of(diagram: &str, shape: &Shape<'_>) -> String {
    // An id that stands twice is listed once.
    let mut some: Vec<&str> = Vec::new();
    for layer in shape.order.iter().copied().take(64) {
        if !some.contains(&layer) && some.len() <= LISTED {
            some.push(layer);
        }
    }
    let more = if some.len() > LISTED { " and more" } else { "" };
    some.truncate(LISTED);
    match some.as_slice() {
        [] => format!("`{diagram}` has no layers."),
        some => format!("`{diagram}` has {}{more}.", listed(some)),
    }
}
