//! Checks and converts the requests that can be followed through a figure.

use crate::{
    diagram::{Hop, NodeRef, Trace, TracePath},
    id::Id,
    pack::{
        check::{
            checker::{Checker, Seen, all},
            names::{FigureScope, Scope},
        },
        limits,
        path::Path,
        source::{HopSource, LessonSource, TracePathSource, TraceSource},
    },
};
use std::collections::HashSet;

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
            self.trace_path(way, &path, lesson, sound && shown)
        }));
        Some(Trace { id: id?, title, paths: paths? })
    }

    fn trace_path(
        &mut self,
        source: &'a TracePathSource,
        path: &Path<'_>,
        lesson: &'a LessonSource,
        sound: bool,
    ) -> Option<TracePath> {
        let hops_at = path.field("hops");
        if source.hops.is_empty() || source.hops.len() > limits::HOPS {
            let message = format!("a path has {} hops", source.hops.len());
            let remedy = format!("Write 1 to {}.", limits::HOPS);
            self.report.error(&hops_at, message, Some(remedy));
        }
        let hops = all(source
            .hops
            .iter()
            .enumerate()
            .map(|(number, hop)| self.hop(hop, &hops_at.index(number), source, lesson, sound)));
        Some(TracePath { diagram: Id::new(&source.diagram).ok()?, hops: hops? })
    }

    fn hop(
        &mut self,
        source: &'a HopSource,
        path: &Path<'_>,
        way: &TracePathSource,
        lesson: &'a LessonSource,
        sound: bool,
    ) -> Option<Hop> {
        let at = path.field("at");
        let what = format_args!("`say` of the hop at `{}`", source.at);
        let say = self.text(&source.say, &path.field("say"), what);
        if !sound {
            return None;
        }
        let scope = Scope::Diagram(&way.diagram);
        let node = self.layer(&source.at, &at, None, scope, Some(&lesson.id))?;
        let diagram = self.index.diagrams.get(way.diagram.as_str());
        let named = diagram.and_then(|diagram| diagram.shape.boxes.get(node.node.as_str()));
        if named.is_some_and(|layer| layer.absent) {
            let message = format!("`{}` is absent: nothing can pass through it", source.at);
            let remedy = "Leave it out, or take `absent` from the layer.".to_owned();
            self.report.error(&at, message, Some(remedy));
        } else if named.is_some_and(|layer| layer.manages) {
            self.report.error(
                &at,
                format!("`{}` manages others and is not on the way of a request", source.at),
                Some("Leave it out, or take `manages` from the layer.".to_owned()),
            );
        }
        Some(Hop { at: NodeRef { diagram: None, ..node }, say })
    }
}
