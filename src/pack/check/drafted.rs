//! The check of a unit between being read and being put together: its questions stand in lessons
//! that are not read yet.

use crate::{
    diagram::likeness::Likeness,
    id::Id,
    pack::course::{Block, Check, Course, Frame, Lesson, SideBySide, Simulation},
    quiz::{Kind, Question},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// A check as its author wrote it: its questions are put together once all lessons are read.
pub(super) struct UnitCheck {
    pub id: Id,
    pub title: String,
    pub pass: usize,
    pub ask: Vec<Id>,
    pub questions: Vec<Question>,
    pub taught_in: Vec<(Id, Id)>,
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
            blocks: pictures(&questions).chain(live(&questions, course)).collect(),
            frame: Frame::default(),
            questions,
            before: Vec::new(),
            check: Some(Check { pass: self.pass, of_lessons, taught_in: self.taught_in }),
        })
    }
}

/// A figure for each diagram that a question needs, without anything that leads through it.
fn pictures(questions: &[Question]) -> impl Iterator<Item = Block> {
    let mut seen = HashSet::new();
    let shown = questions.iter().filter_map(|question| question.kind.shows());
    let shown = shown.filter(move |id| seen.insert(*id));
    let figure = |id: &Id| SideBySide {
        id: None,
        diagrams: vec![id.clone()],
        steps: Vec::new(),
        traces: Vec::new(),
    };
    shown.map(move |id| Block::SideBySide(figure(id)))
}

/// The live figures that questions ask to be set, without the steps that lead through them.
fn live(questions: &[Question], course: &Course) -> impl Iterator<Item = Block> {
    let mut seen = HashSet::new();
    let asked = questions.iter().filter_map(|question| match &question.kind {
        Kind::Settings(settings) => Some((question, settings)),
        _ => None,
    });
    let asked = asked.filter(move |(_, settings)| seen.insert(Arc::as_ptr(&settings.model)));
    asked.filter_map(|(question, settings)| {
        let of = course.lessons.iter().find(|lesson| lesson.question(&question.id).is_some())?;
        let shown = of.blocks.iter().find_map(|block| match block {
            Block::Simulate(shown) if Arc::ptr_eq(&shown.model, &settings.model) => Some(shown),
            _ => None,
        });
        Some(Block::Simulate(Simulation { steps: Vec::new(), ..shown?.clone() }))
    })
}
