//! The check of a unit between being read and being put together: its questions stand in lessons
//! that are not read yet.

use crate::{
    diagram::likeness::Likeness,
    id::Id,
    pack::course::{Block, Check, Course, Frame, Lesson, SideBySide},
    quiz::Question,
};
use std::collections::{HashMap, HashSet};

/// A check as its author wrote it: its questions are put together once all lessons are read.
pub(super) struct UnitCheck {
    pub id: Id,
    pub title: String,
    pub pass: usize,
    pub ask: Vec<Id>,
    pub questions: Vec<Question>,
}

impl UnitCheck {
    /// The check as a lesson of the course that has the lessons already.
    pub(super) fn lesson(self, course: &Course) -> Option<Lesson> {
        let own: HashMap<&Id, &Question> = self.questions.iter().map(|q| (&q.id, q)).collect();
        let (mut questions, mut of_lessons) = (Vec::new(), Vec::new());
        for id in &self.ask {
            if let Some(own) = own.get(id) {
                questions.push((*own).clone());
                continue;
            }
            let of = course.lessons.iter().find(|lesson| lesson.question(id).is_some())?;
            of_lessons.push((id.clone(), of.id.clone()));
            questions.push(of.question(id)?.clone());
        }
        Some(Lesson {
            id: self.id,
            was: Vec::new(),
            title: self.title,
            subtitle: None,
            minutes: u32::try_from(questions.len()).unwrap_or(1),
            prerequisites: Vec::new(),
            objectives: Vec::new(),
            diagrams: Vec::new(),
            same: Likeness::of(Vec::new()),
            blocks: pictures(&questions),
            frame: Frame::default(),
            questions,
            before: Vec::new(),
            check: Some(Check { pass: self.pass, of_lessons }),
        })
    }
}

/// A figure for each diagram that a question needs, without anything that leads through it.
fn pictures(questions: &[Question]) -> Vec<Block> {
    let mut seen = HashSet::new();
    let shown = questions.iter().filter_map(|question| question.kind.shows());
    let shown = shown.filter(|id| seen.insert(*id));
    let figure = |id: &Id| SideBySide {
        id: None,
        diagrams: vec![id.clone()],
        steps: Vec::new(),
        traces: Vec::new(),
    };
    shown.map(|id| Block::SideBySide(figure(id))).collect()
}
