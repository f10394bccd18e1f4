//! What is crossed from one layer to the next, and what that costs.

use crate::{
    diagram::NodeRef,
    id::Id,
    pack::{
        check::{
            checker::{Checker, all},
            names::{LessonScope, Scope},
        },
        limits,
        path::Path,
        problem::counted,
        source::{LessonSource, PassageSource, RequestCostSource},
    },
    simulate::request_cost::{HopCost, Passage},
};
use std::collections::{HashMap, HashSet};

/// A passage, and where it is one.
pub(super) struct Placed {
    from: NodeRef,
    to: NodeRef,
    passage: Passage,
}

impl Placed {
    /// Is it a passage of this diagram?
    fn is_in(&self, diagram: &Id) -> bool {
        [&self.from, &self.to].iter().all(|end| end.diagram.as_ref().is_none_or(|at| at == diagram))
    }

    /// Does it say in which diagram?
    fn is_of_one(&self) -> bool {
        self.from.diagram.is_some() || self.to.diagram.is_some()
    }
}

/// The passages of a diagram with their numbers, those first that are of it alone.
pub(super) fn passages_in(all: &[Placed], diagram: &Id) -> Vec<(usize, Passage)> {
    let mut here: Vec<_> = all.iter().enumerate().filter(|(_, one)| one.is_in(diagram)).collect();
    here.sort_by_key(|(_, one)| !one.is_of_one());
    here.into_iter().map(|(number, one)| (number, one.passage.clone())).collect()
}

impl<'a> Checker<'a, '_> {
    pub(super) fn passages(
        &mut self,
        source: &'a RequestCostSource,
        path: &Path<'_>,
        lesson: &'a LessonSource,
    ) -> Option<Vec<Placed>> {
        if source.passages.len() > limits::PASSAGES {
            let message = format!("the model has {}", counted(source.passages.len(), "passage"));
            let remedy = format!("Write at most {}.", limits::PASSAGES);
            self.report.error(path, message, Some(remedy));
            return None;
        }
        if source.ways.is_empty() {
            return None;
        }
        let mut once = HashSet::new();
        let diagrams = source.ways.iter().map(|way| way.diagram.as_str());
        let scope = LessonScope::new(diagrams.filter(|id| once.insert(*id)).collect());
        let mut seen = HashMap::new();
        all(source.passages.iter().enumerate().map(|(number, passage)| {
            let path = path.index(number);
            if seen.insert((&passage.from, &passage.to), number).is_some() {
                let message = format!(
                    "the passage from `{}` to `{}` is there twice",
                    passage.from, passage.to
                );
                self.report.error(&path, message, Some("Remove one of them.".to_owned()));
            }
            self.passage(passage, &path, (&scope, &lesson.id))
        }))
    }

    fn passage(
        &mut self,
        source: &PassageSource,
        path: &Path<'_>,
        scope: (&LessonScope<'_>, &str),
    ) -> Option<Placed> {
        let from = self.end(&source.from, &path.field("from"), scope);
        let to = self.end(&source.to, &path.field("to"), scope);
        let crossing_at = path.field("crossing");
        let crossing = source.crossing.as_deref();
        let crossing = crossing.map(|word| self.said(word, &crossing_at, "a crossing"));
        let cost = self.hop_cost(source, path);
        if source.crossing.is_none() && source.cost.is_none() {
            let message =
                format!("nothing is said of the passage from `{}` to `{}`", source.from, source.to);
            let remedy = "Write its `crossing`, its `cost`, or both.".to_owned();
            self.report.error(path, message, Some(remedy));
        }
        let (from, to) = (from?, to?);
        let ends = (from.node.clone(), to.node.clone());
        let passage = Passage { from: ends.0, to: ends.1, crossing, cost: cost? };
        Some(Placed { from, to, passage })
    }

    #[expect(clippy::option_option, reason = "an error, no cost, and a cost are three things")]
    fn hop_cost(&mut self, source: &PassageSource, path: &Path<'_>) -> Option<Option<HopCost>> {
        let year_at = path.field("year");
        let Some(cost) = &source.cost else {
            if source.year.is_some() {
                let message = "a passage without a cost has a year".to_owned();
                let remedy = "Write the `cost` that was measured then, or leave `year` out.";
                self.report.error(&year_at, message, Some(remedy.to_owned()));
            }
            return Some(None);
        };
        let cost_at = path.field("cost");
        let time = self.datum(cost, &cost_at, "nanoseconds")?;
        let year = self.year(source.year, &[(cost, &cost_at)], &year_at)?;
        Some(Some(HopCost { time, year }))
    }

    /// A layer at one end of a passage: one for all copies.
    fn end(
        &mut self,
        text: &str,
        path: &Path<'_>,
        (scope, lesson): (&LessonScope<'_>, &str),
    ) -> Option<NodeRef> {
        let name = self.layer(text, path, None, Scope::Lesson(scope), Some(lesson))?;
        if name.copies.is_empty() {
            return Some(name);
        }
        let whole = NodeRef { copies: Vec::new(), ..name };
        let message = format!("`{text}` is one copy, and a passage is the same for all of them");
        self.report.error(path, message, Some(format!("Write `{whole}`.")));
        None
    }

    /// Warns of passages that no way goes.
    pub(super) fn never_gone(&mut self, all: &[Placed], gone: &HashSet<usize>, path: &Path<'_>) {
        for (number, one) in all.iter().enumerate().filter(|(number, _)| !gone.contains(number)) {
            let message = format!("no way goes from `{}` straight to `{}`", one.from, one.to);
            let remedy = "Name two layers in the order in which a trace comes to them, or remove \
                          the passage.";
            let path = path.index(number);
            self.report.warning(&path.field("from"), message, Some(remedy.to_owned()));
        }
    }
}
