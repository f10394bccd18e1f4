//! The questions that the pictures of a lesson ask by themselves.

use crate::{
    diagram::{Diagram, Same, TraceKind, TracePath},
    id::Id,
    pack::{Block, Course, Lesson},
    quiz::{
        Kind, Question,
        generate::{Drawn, Generator, Ground},
        shuffle,
    },
};
use std::collections::HashSet;

/// Up to so many layers are too easily put in order.
const FEW: usize = 3;

/// The questions that the pictures of a lesson ask, as its authors wish them. For a pack in another
/// language there are none, since their sentences are English.
#[must_use]
pub fn drawn_questions(course: &Course, lesson: &Lesson) -> Vec<Question> {
    if !course.is_english() {
        return Vec::new();
    }
    let diagrams = gathered(course, lesson);
    let drawn: Vec<Drawn<'_>> = diagrams.iter().map(Gathered::drawn).collect();
    let generator = Generator::new(&Ground { diagrams: &drawn, wishes: &course.wishes });
    // The seed hangs on the pack's id alone, so that a question has the same distractors in every
    // run and version.
    let seed = shuffle::seed(&course.key.pack, 0);
    let all = drawn.iter().enumerate().flat_map(|(index, of)| {
        generator.of_diagram(index, seed).into_iter().map(|question| (of.diagram, question))
    });
    let mut known = HashSet::new();
    all.filter(|(diagram, question)| {
        let keys = sameness(diagram, question);
        let new = !keys.iter().any(|key| known.contains(key));
        known.extend(keys);
        // A question for which an author has words is asked in any case.
        (new && is_worth_asking(question)) || course.wishes.iter().any(|w| w.id == question.id)
    })
    .map(|(_, question)| question)
    .collect()
}

/// Keys of a question: of two questions with a key in common one is enough. Orders are equal if
/// their layers have equal names, or equal roles in one picture; absences, if the same pictures
/// lack something for the same reasons.
fn sameness(diagram: &Diagram, question: &Question) -> Vec<Vec<String>> {
    match &question.kind {
        Kind::Order(order) => {
            let texts = order.items.iter().map(|item| item.text.clone()).collect();
            let roles = order.items.iter().filter_map(|item| diagram.layer(&item.id));
            let roles = roles.map(|layer| layer.role.name().to_owned());
            vec![texts, std::iter::once(diagram.id.to_string()).chain(roles).collect()]
        }
        Kind::Single(choices) if asks(question, "whose--") => {
            let wrong = choices.iter().filter(|choice| !choice.correct);
            let mut wrong: Vec<String> =
                wrong.map(|choice| format!("{}: {}", choice.id, choice.because)).collect();
            wrong.sort();
            vec![wrong]
        }
        _ => Vec::new(),
    }
}

/// Does the question give enough to think about?
fn is_worth_asking(question: &Question) -> bool {
    match &question.kind {
        Kind::Order(order) => order.items.len() > FEW,
        // Of two options one is right by chance too often; but what an author declares absent is
        // worth knowing.
        Kind::Single(choices) => choices.len() > 2 || asks(question, "missing--"),
        _ => true,
    }
}

fn asks(question: &Question, kind: &str) -> bool {
    question.id.as_str().starts_with(kind)
}

/// The ids of everything that the pictures of a lesson could ask, whatever is wished, and in
/// whatever language the pack is.
#[must_use]
pub(super) fn drawn_ids(course: &Course, lesson: &Lesson) -> Vec<Id> {
    let diagrams = gathered(course, lesson);
    let drawn: Vec<Drawn<'_>> = diagrams.iter().map(Gathered::drawn).collect();
    let generator = Generator::new(&Ground { diagrams: &drawn, wishes: &[] });
    (0..drawn.len()).flat_map(|index| generator.ids(index)).collect()
}

/// A diagram with what is said of it, from which questions are made.
struct Gathered<'a> {
    diagram: &'a Diagram,
    same: &'a [Same],
    beside: Vec<Id>,
    traces: Vec<(&'a str, &'a TracePath)>,
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
    for block in &lesson.blocks {
        let Block::SideBySide(block) = block else { continue };
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
                gathered.traces.extend(paths.map(|path| (trace.title.as_str(), path)));
            }
        }
    }
    found
}
