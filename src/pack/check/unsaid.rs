//! Layers of compared diagrams of which nobody says what answers to them: neither paired nor
//! declared absent. Nothing is asked about them, which is probably not what was meant.

use crate::{
    diagram::{Diagram, LayerShape, Part, Same},
    id::Id,
    pack::{
        check::{checker::Checker, index::LessonAt},
        course::{Block, Course, Lesson},
        path::Path,
    },
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// How many layers one warning names.
const NAMED: usize = 6;

type Diagrams<'c> = HashMap<&'c Id, &'c Diagram>;

impl<'a> Checker<'a, '_> {
    /// Warns of what is unsaid in figures whose diagrams an author compares.
    pub(super) fn unsaid(&mut self, course: &Course) {
        let lessons: HashMap<&str, &Lesson> =
            course.lessons.iter().map(|lesson| (lesson.id.as_str(), &**lesson)).collect();
        let diagrams = course.lessons.iter().flat_map(|lesson| &lesson.diagrams);
        let diagrams: Diagrams<'_> = diagrams.map(|diagram| (&diagram.id, &**diagram)).collect();
        for at in &self.index.lessons {
            if let Some(lesson) = lessons.get(at.source.id.as_str()) {
                self.unsaid_in(at, lesson, &diagrams);
            }
        }
    }

    fn unsaid_in(&mut self, at: &LessonAt<'a>, lesson: &Lesson, diagrams: &Diagrams<'_>) {
        let said = Said::new(&lesson.same);
        for (one, other) in compared(lesson, diagrams) {
            let Some(entry) = said.first(&one.id, &other.id) else { continue };
            let open = |id: &&Id| other.layer(id).is_none() && !said.speaks(&one.id, id, &other.id);
            let open: Vec<&Id> = layers(one).filter(open).collect();
            if !open.is_empty() {
                let (message, remedy) = words(one, &open, other);
                at.at(|path: &Path<'_>| {
                    let path = path.field("same");
                    self.report.warning(&path.index(entry), message, Some(remedy));
                });
            }
        }
    }
}

fn words(one: &Diagram, open: &[&Id], other: &Diagram) -> (String, String) {
    let mut names: Vec<String> =
        open.iter().take(NAMED).map(|id| format!("`{}/{id}`", one.id)).collect();
    if open.len() > NAMED {
        names.push(format!("{} more", open.len() - NAMED));
    }
    let last = names.pop().unwrap_or_default();
    let names = if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) };
    let it = if open.len() == 1 { "it" } else { "them" };
    let message = format!("nothing says what answers to {names} in `{}`", other.id);
    let remedy =
        format!("Pair {it} in `same`, or name `{}` in `missing_in` where nothing does.", other.id);
    (message, remedy)
}

/// The pairs of diagrams that stand beside each other in a figure, in its simple and in its precise
/// form.
fn compared<'c>(lesson: &Lesson, diagrams: &Diagrams<'c>) -> Vec<(&'c Diagram, &'c Diagram)> {
    let (mut met, mut found) = (HashSet::new(), Vec::new());
    for block in &lesson.blocks {
        let Block::SideBySide(block) = block else { continue };
        let shown: Vec<&Diagram> =
            block.diagrams.iter().filter_map(|id| diagrams.get(id).copied()).collect();
        let precise = |diagram: &&'c Diagram| {
            let precise = diagram.precise.as_ref();
            precise.and_then(|precise| diagrams.get(&precise.diagram)).copied().unwrap_or(*diagram)
        };
        let precise: Vec<&Diagram> = shown.iter().map(precise).collect();
        for figure in [shown, precise] {
            for one in &figure {
                for other in figure.iter().filter(|other| other.id != one.id) {
                    if met.insert((&one.id, &other.id)) {
                        found.push((*one, *other));
                    }
                }
            }
        }
    }
    found
}

/// Every layer that is drawn, without boundaries that are lines, and without the parts of trees,
/// which are steps.
fn layers(diagram: &Diagram) -> impl Iterator<Item = &Id> {
    let drawn = diagram.parts().filter(|part| !part.in_tree()).filter_map(Part::layer);
    drawn.filter(|layer| layer.shape == LayerShape::Box).map(|layer| &layer.id)
}

/// What the entries of a lesson are about.
struct Said<'l> {
    /// The diagrams that each entry speaks of.
    about: Vec<BTreeSet<&'l Id>>,
    /// The entries that speak of a diagram, in order.
    of: HashMap<&'l Id, Vec<usize>>,
    /// The entries that name a layer: by diagram and layer.
    naming: HashMap<(&'l Id, &'l Id), Vec<usize>>,
}

impl<'l> Said<'l> {
    fn new(same: &'l [Same]) -> Self {
        let mut said = Self { about: Vec::new(), of: HashMap::new(), naming: HashMap::new() };
        for (at, entry) in same.iter().enumerate() {
            let mut about: BTreeSet<&Id> = entry.missing_in.iter().collect();
            for node in &entry.nodes {
                let Some(diagram) = &node.diagram else { continue };
                about.insert(diagram);
                said.naming.entry((diagram, &node.node)).or_default().push(at);
            }
            for diagram in &about {
                said.of.entry(diagram).or_default().push(at);
            }
            said.about.push(about);
        }
        said
    }

    /// The first entry that is about both diagrams.
    fn first(&self, one: &Id, other: &Id) -> Option<usize> {
        let entries = self.of.get(one)?;
        entries.iter().copied().find(|at| self.has(*at, other))
    }

    /// Does an entry say of the layer what answers to it in the other diagram, or that nothing
    /// does?
    fn speaks(&self, diagram: &'l Id, layer: &'l Id, other: &Id) -> bool {
        let entries = self.naming.get(&(diagram, layer));
        entries.is_some_and(|entries| entries.iter().any(|at| self.has(*at, other)))
    }

    fn has(&self, entry: usize, diagram: &Id) -> bool {
        self.about.get(entry).is_some_and(|about| about.contains(diagram))
    }
}
