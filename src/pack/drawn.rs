//! The questions that the pictures of a lesson ask by themselves.

use crate::{
    diagram::{Diagram, Same, TraceKind},
    id::Id,
    pack::{Block, Course, Lesson},
    quiz::{
        Kind, Question,
        generate::{Belief, Chosen, Drawn, Generator, Ground, Traced, worth_asking},
        shuffle,
        spelling::folded,
    },
};
use std::collections::HashSet;

/// The questions that the pictures of a lesson ask, as its authors wish them. For a pack in another
/// language there are none, since their sentences are English; nor for a check, whose author says
/// what it asks.
#[must_use]
pub fn drawn_questions(course: &Course, lesson: &Lesson) -> Vec<Question> {
    if !course.is_english() || lesson.check.is_some() {
        return Vec::new();
    }
    let diagrams = gathered(course, lesson);
    let drawn: Vec<Drawn<'_>> = diagrams.iter().map(Gathered::drawn).collect();
    let beliefs = beliefs(course, lesson, &diagrams);
    let ground = Ground { diagrams: &drawn, wishes: &course.wishes, beliefs: &beliefs };
    let generator = Generator::new(&ground);
    // The seed hangs on the pack's id alone, so that a question has the same distractors in every
    // run and version.
    let seed = shuffle::seed(&course.key.pack, 0);
    let all = drawn.iter().enumerate().flat_map(|(index, of)| {
        generator.of_diagram(index, seed).into_iter().map(move |question| (of, question))
    });
    let wished: HashSet<&Id> = course.wishes.iter().map(|wish| &wish.id).collect();
    worth_asking(all.collect(), &lesson.questions, |id| wished.contains(id))
}

/// What those would choose who hold a misconception that this lesson, or one before it, speaks of: a
/// later one is nobody's concern yet.
fn beliefs(course: &Course, lesson: &Lesson, shown: &[Gathered<'_>]) -> Vec<Belief> {
    let read = course.lessons.iter().position(|of| of.id == lesson.id).map_or(0, |at| at + 1);
    let mut found = Vec::new();
    let mut spoken_of = HashSet::new();
    for question in course.lessons.iter().take(read).flat_map(|lesson| lesson.own_questions()) {
        // Who suspects a layer goes by what was tried, and says nothing of the layer itself.
        let suspected = matches!(question.kind, Kind::Diagnose(_));
        let choices = question.kind.choices().filter(|_| !suspected).unwrap_or_default().iter();
        for choice in choices.filter(|choice| !choice.correct) {
            if let Some(misconception) = &choice.misconception {
                spoken_of.insert(misconception);
                let (misconception, text) = (misconception.clone(), choice.text.to_string());
                found.push(Belief { misconception, chooses: Chosen::Named(text) });
            }
        }
        let Kind::PointAt { diagram, target, places, .. } = &question.kind else { continue };
        for place in places {
            let Some(misconception) = &place.misconception else { continue };
            spoken_of.insert(misconception);
            // One copy is wrong where another one is right: that says nothing of the layer.
            let wrong = place.nodes.iter().filter(|node| {
                node.copies.is_empty()
                    && !target.nodes().iter().any(|right| right.node == node.node)
            });
            found.extend(wrong.map(|node| Belief {
                misconception: misconception.clone(),
                chooses: Chosen::Layer { diagram: diagram.clone(), node: node.node.clone() },
            }));
        }
    }
    // A belief is tempting where it names a layer.
    for belief in course.misconceptions.iter().filter(|of| spoken_of.contains(&of.id)) {
        let said = words(&belief.belief);
        let layers = shown.iter().flat_map(|of| of.diagram.layers());
        let names = layers.map(|layer| layer.name.replace("{n}", ""));
        let named = names.filter(|name| {
            let name = words(name);
            !name.trim().is_empty() && said.contains(&name)
        });
        found.extend(named.map(|name| Belief {
            misconception: belief.id.clone(),
            chooses: Chosen::Tempting(name),
        }));
    }
    found
}

/// A text as words with spaces round them.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.map(folded).collect::<Vec<_>>().join(" "))
}

/// The ids of everything that the pictures of a lesson could ask, whatever is wished, and in
/// whatever language the pack is.
#[must_use]
pub(super) fn drawn_ids(course: &Course, lesson: &Lesson) -> Vec<Id> {
    let diagrams = gathered(course, lesson);
    let drawn: Vec<Drawn<'_>> = diagrams.iter().map(Gathered::drawn).collect();
    let generator = Generator::new(&Ground { diagrams: &drawn, wishes: &[], beliefs: &[] });
    (0..drawn.len()).flat_map(|index| generator.ids(index)).collect()
}

/// A diagram with what is said of it, from which questions are made.
struct Gathered<'a> {
    diagram: &'a Diagram,
    same: &'a [Same],
    beside: Vec<Id>,
    traces: Vec<Traced<'a>>,
    kin: Vec<Id>,
}

impl<'a> Gathered<'a> {
    fn new(diagram: &'a Diagram, same: &'a [Same]) -> Self {
        let kin = diagram.precise.iter().map(|precise| precise.diagram.clone()).collect();
        Self { diagram, same, beside: Vec::new(), traces: Vec::new(), kin }
    }

    fn drawn(&self) -> Drawn<'_> {
        Drawn {
            diagram: self.diagram,
            same: self.same,
            beside: &self.beside,
            traces: &self.traces,
            kin: &self.kin,
        }
    }
}

/// The diagrams that a lesson shows.
fn gathered<'a>(course: &'a Course, lesson: &'a Lesson) -> Vec<Gathered<'a>> {
    let mut found: Vec<Gathered<'a>> = Vec::new();
    let figures = lesson.blocks.iter().filter_map(|block| match block {
        Block::SideBySide(block) => Some(block),
        _ => None,
    });
    for (figure, block) in figures.enumerate() {
        for id in &block.diagrams {
            let at = found.iter().position(|known| known.diagram.id == *id);
            let at = at.or_else(|| {
                let diagram = lesson.diagrams.iter().find(|diagram| diagram.id == *id);
                let diagram = diagram.or_else(|| course.diagram(id))?;
                found.push(Gathered::new(diagram, &lesson.same));
                Some(found.len() - 1)
            });
            let Some(gathered) = at.and_then(|at| found.get_mut(at)) else { continue };
            gathered.beside.extend(block.diagrams.iter().filter(|other| *other != id).cloned());
            // A trace that sets something up does not say who depends on whom.
            for trace in block.traces.iter().filter(|trace| trace.kind == TraceKind::Request) {
                let paths = trace.paths.iter().filter(|path| path.diagram == *id);
                let (id, title) = (&trace.id, trace.title.as_str());
                gathered.traces.extend(paths.map(|path| Traced { id, title, path, figure }));
            }
        }
    }
    found
}
