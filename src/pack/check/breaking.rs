//! Checks and converts questions about what is broken. What becomes of requests is worked out here,
//! from their ways.

use crate::{
    diagram::{Broken, FateKind, NodeRef, Trace, TraceKind, TracePath, fates::fate_words},
    id::Id,
    pack::{
        check::{
            checker::{Checker, Seen, all},
            index::Shape,
            names::{LessonScope, Scope},
            question::KindAt,
        },
        path::Path,
        similar,
        source::{BreakSource, DiagnoseSource, FatedSource, NodeSource, SuspectSource},
    },
    quiz::{
        Break, Fated, Kind, Worded,
        diagnose::Candidate,
        diagnosing::{self, Diagnosing},
    },
};
use std::{collections::HashSet, fmt::Arguments};

/// Something that is broken, or may be.
struct Part {
    /// Without the diagram.
    name: NodeRef,
    layers: Vec<Id>,
    /// What it is called.
    called: String,
}

impl Suspect {
    fn suspect(&self) -> diagnosing::Suspect<'_> {
        let name = self.part.name.clone();
        diagnosing::Suspect {
            id: self.id.clone(),
            candidate: Candidate { name, layers: self.part.layers.iter().collect() },
            called: self.part.called.clone(),
            because: self.because.clone(),
            misconception: self.misconception.clone(),
        }
    }
}

impl Part {
    fn broken(&self) -> Broken {
        Broken::of_layers(&self.name, &self.layers)
    }
}

/// Something that may be broken, with what its author says of it.
struct Suspect {
    id: Id,
    part: Part,
    because: Option<Worded>,
    misconception: Option<Id>,
}

/// A request on its way through the diagram that is asked about.
#[derive(Clone, Copy)]
struct Asked<'p> {
    trace: &'p Trace,
    path: &'p TracePath,
}

impl<'p> Asked<'p> {
    fn request(&self) -> diagnosing::Request<'p> {
        diagnosing::Request { id: &self.trace.id, title: &self.trace.title, path: self.path }
    }
}

impl<'a> Checker<'a, '_> {
    pub(super) fn breaking(
        &mut self,
        source: &'a BreakSource,
        at: &KindAt<'_, 'a>,
    ) -> Option<Kind> {
        let diagram = self.asked_diagram(&source.diagram, at);
        let requests_at = at.path.field("requests");
        self.few(source.requests.len(), &requests_at, at.question, "requests");
        self.at_least(source.requests.len(), 1, "requests", at);
        let asked = diagram.is_some().then_some(source.diagram.as_str());
        let part_at = at.path.field("part");
        let part = asked.and_then(|asked| self.breakable(&source.part, &part_at, asked, at));
        let mut seen = HashSet::new();
        let requests = all(source.requests.iter().enumerate().map(|(number, request)| {
            let path = requests_at.index(number);
            let trace_at = path.field("trace");
            let found = asked.and_then(|asked| self.request(&request.trace, &trace_at, asked, at));
            self.once(&request.trace, &trace_at, &mut seen);
            self.fated(request, &path, (found, part.as_ref()), at)
        }));
        let Part { name, called, .. } = part?;
        Some(Kind::Break(Break::new(diagram?, (name, called), requests?)))
    }

    fn fated(
        &mut self,
        source: &'a FatedSource,
        path: &Path<'_>,
        (request, part): (Option<Asked<'_>>, Option<&Part>),
        at: &KindAt<'_, 'a>,
    ) -> Option<Fated> {
        let name = &source.trace;
        let what = format_args!("`because` of `{name}` in the question `{}`", at.question);
        let added = self.optional_worded(source.because.as_deref(), &path.field("because"), what);
        self.reason_needed(added.as_deref(), &path.field("trace"), format_args!("`{name}`"));
        let misconception =
            self.misconception(source.misconception.as_deref(), &path.field("misconception"));
        let (Asked { trace, path }, part) = (request?, part?);
        let shape = self.index.diagrams.get(path.diagram.as_str());
        let called = |node: &NodeRef| -> String {
            let found = shape.and_then(|at| name_in(&at.source.body, node.node.as_str()));
            let copies = shape.map_or_else(Vec::new, |at| counted(&at.shape, &node.copies));
            numbered(found.unwrap_or(node.node.as_str()), &copies, true)
        };
        let fate = path.fate(&part.broken());
        // What is worked out is said in English: in a pack in another language, the author alone
        // says why.
        let words = self.index.is_english().then(|| fate_words(&fate, &part.called, &called));
        let words = Worded::from(words.unwrap_or_default());
        let because = words.and(&added.unwrap_or_default());
        let (id, text) = (trace.id.clone(), trace.title.as_str().into());
        Some(Fated { id, text, fate: fate.kind(), because, misconception })
    }

    pub(super) fn diagnosis(
        &mut self,
        source: &'a DiagnoseSource,
        at: &KindAt<'_, 'a>,
    ) -> Option<Kind> {
        let question = at.question;
        let diagram = self.asked_diagram(&source.diagram, at);
        let asked = diagram.is_some().then_some(source.diagram.as_str());
        let suspects = self.suspects(source, asked, at);
        let failed = self.failed(source, at);
        let told_at = at.path.field("told");
        let requests_at = at.path.field("requests");
        let count = source.told.len() + source.requests.len();
        self.few(count, &requests_at, question, "requests");
        if count == 0 {
            let message = format!("the question `{question}` has no requests");
            let remedy = "Name what is told in `told`, or what can be tried in `requests`.";
            self.report.error(at.id, message, Some(remedy.to_owned()));
        }
        let mut seen: HashSet<&str> = HashSet::new();
        let told = self.traced_requests(&source.told, &told_at, asked, (source, &mut seen), at);
        let tries =
            self.traced_requests(&source.requests, &requests_at, asked, (source, &mut seen), at);
        let (suspects, told, tries) = (suspects?, told?, tries?);
        let undecided = |entries: &[Asked<'_>], number: usize| -> Option<String> {
            let path = entries.get(number)?.path;
            let conditional = |suspect: &&Suspect| {
                path.fate(&suspect.part.broken()).kind() == FateKind::ArrivesWhen
            };
            suspects.iter().find(conditional).map(|suspect| suspect.id.to_string())
        };
        let mut sound = count > 0;
        for (entries, path) in [(&told, &told_at), (&tries, &requests_at)] {
            for (number, entry) in entries.iter().enumerate() {
                let Some(suspect) = undecided(entries, number) else { continue };
                let message = format!(
                    "a condition decides whether `{}` arrives when `{suspect}` is broken",
                    entry.trace.id
                );
                let remedy = "Leave it out of a `Diagnose`, or ask of it in a `Break`.".to_owned();
                self.report.error(&path.index(number), message, Some(remedy));
                sound = false;
            }
        }
        let suspects: Vec<_> = suspects.iter().map(Suspect::suspect).collect();
        let [told, tries] =
            [&told, &tries].map(|of| of.iter().map(Asked::request).collect::<Vec<_>>());
        let english = self.index.is_english();
        let asked = Diagnosing { suspects: &suspects, told: &told, tries: &tries, english };
        let made = asked.made(diagram?, failed.filter(|_| sound)?);
        if made.is_none() {
            let message = format!(
                "no request of the question `{question}` tells `{}` from the others",
                source.failed
            );
            let remedy = "Name a request that only some of them stop.".to_owned();
            self.report.error(&at.path.field("failed"), message, Some(remedy));
        }
        made.map(Kind::Diagnose)
    }

    /// The number of what is broken, among what may be.
    fn failed(&mut self, source: &DiagnoseSource, at: &KindAt<'_, 'a>) -> Option<usize> {
        let found = source.among.iter().position(|suspect| suspect.id == source.failed);
        if found.is_none() {
            let path = at.path.field("failed");
            if !self.excused(&source.failed, &path) {
                let known = source.among.iter().map(|suspect| suspect.id.as_str());
                let remedy = self.report.did_you_mean(&source.failed, known);
                let remedy = remedy.unwrap_or_else(|| "Add it to `among`.".to_owned());
                let message = format!("unknown suspect `{}`", source.failed);
                self.report.error(&path, message, Some(remedy));
            }
        }
        found
    }

    fn suspects(
        &mut self,
        source: &'a DiagnoseSource,
        asked: Option<&str>,
        at: &KindAt<'_, 'a>,
    ) -> Option<Vec<Suspect>> {
        let among_at = at.path.field("among");
        self.few(source.among.len(), &among_at, at.question, "suspects");
        self.at_least(source.among.len(), 2, "suspects", at);
        let mut seen = Seen::default();
        let mut named: HashSet<NodeRef> = HashSet::new();
        all(source.among.iter().enumerate().map(|(number, suspect)| {
            let path = among_at.index(number);
            let SuspectSource { id, part, because, misconception } = suspect;
            let own = self.new_id(id, &path.field("id"), "suspect", &mut seen);
            let part_at = path.field("part");
            let part = asked.and_then(|asked| self.breakable(part, &part_at, asked, at));
            if part.as_ref().is_some_and(|part| !named.insert(part.name.clone())) {
                let message = format!("`{}` is suspected twice", suspect.part);
                self.report.error(&part_at, message, Some("Remove one of them.".to_owned()));
            }
            let what = format_args!("`because` of `{id}` in the question `{}`", at.question);
            let because = self.optional_worded(because.as_deref(), &path.field("because"), what);
            self.reason_needed(because.as_deref(), &path.field("id"), format_args!("`{id}`"));
            let misconception =
                self.misconception(misconception.as_deref(), &path.field("misconception"));
            Some(Suspect { id: own?, part: part?, because, misconception })
        }))
    }

    fn traced_requests<'p>(
        &mut self,
        ids: &'a [String],
        path: &Path<'_>,
        asked: Option<&str>,
        (source, seen): (&DiagnoseSource, &mut HashSet<&'a str>),
        at: &KindAt<'p, 'a>,
    ) -> Option<Vec<Asked<'p>>> {
        all(ids.iter().enumerate().map(|(number, id)| {
            let path = path.index(number);
            self.once(id, &path, seen);
            if source.among.iter().any(|suspect| suspect.id == *id) {
                let message = format!("`{id}` is a request and a suspect");
                let remedy = "Give the suspect another id.".to_owned();
                self.report.error(&path, message, Some(remedy));
            }
            self.request(id, &path, asked?, at)
        }))
    }

    /// Warns of what nobody says the reason of: what is worked out is said in English only.
    fn reason_needed(&mut self, said: Option<&str>, path: &Path<'_>, what: Arguments<'_>) {
        if said.is_none() && !self.index.is_english() {
            let message = format!("{what} has no `because`, and what is worked out is in English");
            let remedy = "Write a `because`; else no reason is shown.".to_owned();
            self.report.warning(path, message, Some(remedy));
        }
    }

    fn once(&mut self, id: &'a str, path: &Path<'_>, seen: &mut HashSet<&'a str>) {
        if !seen.insert(id) {
            let message = format!("the request `{id}` is named twice");
            self.report.error(path, message, Some("Remove one of them.".to_owned()));
        }
    }

    /// A request of the lesson's figures, on its way through a diagram.
    fn request<'p>(
        &mut self,
        id: &str,
        path: &Path<'_>,
        diagram: &str,
        at: &KindAt<'p, 'a>,
    ) -> Option<Asked<'p>> {
        let traces = at.scope.traces.as_ref()?;
        let through = |trace: &'p Trace| -> Option<Asked<'p>> {
            let path = trace.paths.iter().find(|path| path.diagram.as_str() == diagram)?;
            Some(Asked { trace, path })
        };
        let mut found = traces.iter().filter(|trace| trace.id.as_str() == id).filter_map(through);
        let (first, second) = (found.next(), found.next());
        let (message, remedy) = match first {
            Some(first) if first.trace.kind == TraceKind::Control => (
                format!("`{id}` sets something up, and nothing that runs depends on it"),
                "Name a request without `control: true`.".to_owned(),
            ),
            Some(first) if second.is_some_and(|second| second.path != first.path) => (
                format!("two figures of the lesson have a request `{id}` through `{diagram}`"),
                "Give one of them another id.".to_owned(),
            ),
            Some(first) => return Some(first),
            None if traces.iter().any(|trace| trace.id.as_str() == id) => (
                format!("the request `{id}` does not lead through the diagram `{diagram}`"),
                "Add a path through it, or name another request.".to_owned(),
            ),
            None if self.excused(id, path) => return None,
            None => {
                let known = traces
                    .iter()
                    .filter(|trace| trace.kind == TraceKind::Request)
                    .filter_map(through);
                let known = known.map(|known| known.trace.id.as_str());
                let remedy = self.report.did_you_mean(id, known);
                let otherwise = || "Add it to the `traces` of a figure of this lesson.".to_owned();
                (
                    format!("no figure of the lesson has a request `{id}`"),
                    remedy.unwrap_or_else(otherwise),
                )
            }
        };
        self.report.error(path, message, Some(remedy));
        None
    }

    /// A layer, a group, a repeat or a copy of the diagram that is asked about.
    fn breakable(
        &mut self,
        text: &str,
        path: &Path<'_>,
        diagram: &str,
        at: &KindAt<'_, 'a>,
    ) -> Option<Part> {
        let name = self.part_named(text, path, diagram, at.scope.lesson)?;
        let found = self.index.diagrams.get(diagram)?;
        let (shape, node) = (&found.shape, name.node.as_str());
        if shape.boxes.get(node).is_some_and(|layer| layer.absent) {
            let message = format!("`{text}` is absent: it cannot break");
            let remedy = "Name another, or take `absent` from the layer.".to_owned();
            self.report.error(path, message, Some(remedy));
            return None;
        }
        let layers = match shape.holder(node) {
            Some(holder) => shape.layers_in(holder),
            None => std::slice::from_ref(shape.layers.get_key_value(node)?.0),
        };
        let called = called(shape, &found.source.body, &name, self.index.is_english());
        let layers = layers.iter().filter_map(|layer| Id::new(layer).ok()).collect();
        Some(Part { name: NodeRef { diagram: None, ..name }, layers, called })
    }

    /// A layer, group, repeat or copy of a diagram; reported if it has none of that name.
    pub(super) fn part_named(
        &mut self,
        text: &str,
        path: &Path<'_>,
        diagram: &str,
        lesson: &str,
    ) -> Option<NodeRef> {
        let (index, lesson) = (self.index, Some(lesson));
        let (own, _) = index.diagrams.get_key_value(diagram)?;
        let elsewhere = text.parse::<NodeRef>().ok().and_then(|name| name.diagram);
        if elsewhere.is_some_and(|other| other.as_str() != diagram) {
            return self.layer(text, path, None, Scope::Diagram(diagram), lesson);
        }
        let scope = LessonScope::new(vec![*own]);
        if self.group_layers(text, &scope).is_some() {
            return text.parse().ok();
        }
        if let Some(copies) = self.copies(text, path, &scope) {
            return copies;
        }
        let node = text.rsplit('/').next().unwrap_or(text);
        if index.diagrams.get(diagram)?.shape.groups.contains_key(node) {
            // There is such a group, and its copies are wrong.
            return self.layer(text, path, None, Scope::Parts(diagram), lesson);
        }
        if let Some(meant) = self.holder_meant(text, &scope) {
            let message = format!("unknown layer, group or repeat `{text}`");
            self.report.error(path, message, Some(similar::meant(&meant)));
            return None;
        }
        self.layer(text, path, None, Scope::Diagram(diagram), lesson)
    }
}

/// What a part is called, with its copies; with signs instead of words unless these are `english`.
fn called(shape: &Shape<'_>, body: &NodeSource, name: &NodeRef, english: bool) -> String {
    let node = name.node.as_str();
    if let Some(repeat) = shape.repeats.get(node) {
        let layers = shape.layers_in(repeat).iter().filter_map(|layer| name_in(body, layer));
        let layers: Vec<String> = layers.map(|layer| numbered(layer, &[], english)).collect();
        let own = name.copies.iter().find(|(repeat, _)| *repeat == name.node);
        return match own.map(|(_, number)| number) {
            Some(number) if english => format!("copy {number} of {}", layers.join(" and ")),
            None if english => format!("all copies of {}", layers.join(" and ")),
            Some(number) => format!("{} ({number})", layers.join(" + ")),
            None => layers.join(" + "),
        };
    }
    let copies = counted(shape, &name.copies);
    let words = numbered(name_in(body, node).unwrap_or(node), &copies, english);
    let several = shape.chain(node).is_some_and(|chain| chain.iter().any(|(_, count)| *count > 1));
    if english && several && name.copies.is_empty() {
        format!("{words}, all copies")
    } else {
        words
    }
}

/// The copies that have to be told from others: what is there once needs no number.
fn counted(shape: &Shape<'_>, copies: &[(Id, u32)]) -> Vec<(Id, u32)> {
    let several = |repeat: &Id| {
        let chain = shape.repeats.get(repeat.as_str()).and_then(|repeat| repeat.chain.last());
        chain.is_none_or(|(_, count)| *count > 1)
    };
    copies.iter().filter(|(repeat, _)| several(repeat)).cloned().collect()
}

/// "Guest OS, copy 2".
fn numbered(name: &str, copies: &[(Id, u32)], english: bool) -> String {
    let Some((_, number)) = copies.last() else {
        return name.replace("{n}", "").split_whitespace().collect::<Vec<_>>().join(" ");
    };
    if name.contains("{n}") {
        name.replace("{n}", &number.to_string())
    } else if english {
        format!("{name}, copy {number}")
    } else {
        format!("{name} ({number})")
    }
}

/// The name of a layer, a line or a group.
fn name_in<'s>(node: &'s NodeSource, id: &str) -> Option<&'s str> {
    match node {
        NodeSource::Line(line) if line.id == id => return Some(&line.name),
        NodeSource::Group(group) if group.id == id => return Some(&group.name),
        _ => {}
    }
    match node.own_box() {
        Some(layer) if layer.id == id => Some(&layer.name),
        _ => node.parts().into_iter().find_map(|part| name_in(part, id)),
    }
}
