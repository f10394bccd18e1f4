//! The questions that the pictures of a lesson ask by themselves.

use crate::{
    diagram::{Diagram, Same, TracePath},
    id::Id,
    pack::{Block, Course, Lesson},
    quiz::{
        Question,
        generate::{Drawn, Generator, Ground},
        shuffle,
    },
};

/// Distractors are drawn from so many diagrams at most: those of the lesson and of the nearest.
const DIAGRAMS: usize = 32;
/// No distractors are drawn from a neighbour's diagram with more layers.
const LAYERS: usize = 500;

/// What the pictures of a lesson ask, as its authors would have it.
#[must_use]
pub fn drawn_questions(course: &Course, lesson: &Lesson) -> Vec<Question> {
    let at = course.lessons.iter().position(|other| other.id == lesson.id);
    let (own, diagrams) = gathered(course, lesson, at.unwrap_or(0));
    let drawn: Vec<Drawn<'_>> = diagrams.iter().map(Gathered::drawn).collect();
    let generator = Generator::new(&Ground { diagrams: &drawn, wishes: &course.wishes });
    // The same for a pack as long as it has its name, so that a question looks the same again.
    let seed = shuffle::seed(&course.key.pack, 0);
    (0..own).flat_map(|index| generator.of_diagram(index, seed)).collect()
}

/// The ids of everything that the pictures of a lesson could ask, whatever is wished. `at` is the
/// lesson's place in the course.
#[must_use]
pub(super) fn drawn_ids(course: &Course, at: usize) -> Vec<Id> {
    let Some(lesson) = course.lessons.get(at) else { return Vec::new() };
    let (own, diagrams) = gathered(course, lesson, at);
    let drawn: Vec<Drawn<'_>> = diagrams.iter().map(Gathered::drawn).collect();
    let generator = Generator::new(&Ground { diagrams: &drawn, wishes: &[] });
    (0..own).flat_map(|index| generator.ids(index)).collect()
}

/// A diagram with what is said of it.
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

/// The diagrams that the lesson shows, how many they are, and after them those of its neighbours.
fn gathered<'a>(course: &'a Course, lesson: &'a Lesson, here: usize) -> (usize, Vec<Gathered<'a>>) {
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
            for trace in &block.traces {
                let paths = trace.paths.iter().filter(|path| path.diagram == *id);
                gathered.traces.extend(paths.map(|path| (trace.title.as_str(), path)));
            }
        }
    }
    let own = found.len();
    // Outwards from the lesson, one before and one after it.
    let near = (0..course.lessons.len()).flat_map(|off| [here.checked_sub(off), Some(here + off)]);
    for other in near.flatten().filter_map(|at| course.lessons.get(at)) {
        for diagram in &other.diagrams {
            if found.len() >= DIAGRAMS.max(own) {
                return (own, found);
            }
            let known = found.iter().any(|known| known.diagram.id == diagram.id);
            if !known && diagram.layers().len() <= LAYERS {
                found.push(Gathered::new(diagram, &other.same));
            }
        }
    }
    (own, found)
}
