//! What a figure is about and where it stands, worked out anew for each frame.

use super::state::{Figures, StepAt};
use crate::{
    app::{LessonKey, Model},
    diagram::{Diagram, Layer, NodePath, NodeRef, Step, Trace, likeness::Likeness},
    id::Id,
    pack::course::SideBySide,
    quiz::{Answer, Kind, Question, Verdict},
    ui::{
        quiz::{self, asked::Asked as Asking},
        states::States,
    },
};
use egui::{Response, Ui};
use std::sync::Arc;

/// What a figure is about and where it stands.
pub struct Figure<'a> {
    pub key: (LessonKey, usize),
    pub same: &'a Likeness,
    pub shown: Vec<Arc<Diagram>>,
    /// The diagrams as the author listed them, before "More precise".
    pub listed: Vec<Arc<Diagram>>,
    pub precise: bool,
    /// A question asks for a layer of it and is unanswered: names only, no explanations.
    pub asked: bool,
    /// That question's answer, once it is given.
    pub verdict: Option<(&'a Kind, &'a Verdict)>,
    /// What is chosen and not yet checked.
    pub chosen: Vec<NodeRef>,
    /// The open question that asks about one of its diagrams.
    pub asking: Option<Asking<'a>>,
    pub steps: &'a [Step],
    pub traces: &'a [Trace],
    /// The author's own steps and traces, also where other diagrams are shown.
    pub authored: (&'a [Step], &'a [Trace]),
    /// Why they are not to be had now.
    pub withheld: Option<&'static str>,
    /// Layers that all diagrams have stand back.
    pub differences: bool,
    /// The trace that is followed, and its hop.
    pub following: Option<(usize, usize)>,
    /// Which step is painted.
    pub at: StepAt,
    /// The question that the step asks first.
    pub predict: Option<&'a Question>,
}

impl<'a> Figure<'a> {
    /// The figure of a block of the open lesson, as it stands now.
    pub fn of(
        model: &'a Model,
        states: &mut States,
        index: usize,
        block: &'a SideBySide,
    ) -> Option<Self> {
        let (key, course, lesson) = model.open_lesson()?;
        let key = (key.clone(), index);
        let view = states.of::<Figures>().at(&key);
        let asked_diagram = model.asked_diagram();
        // What a question asks about is shown as its author has it.
        if asked_diagram.is_some_and(|id| block.diagrams.contains(id)) {
            (view.compared.chosen, view.compared.differences) = (None, false);
        }
        let own = view.compared.chosen.is_none();
        let ids = view.compared.chosen.as_ref().unwrap_or(&block.diagrams);
        let mut listed: Vec<Arc<Diagram>> =
            ids.iter().filter_map(|id| course.diagram(id).cloned()).collect();
        if view.compared.swapped {
            listed.reverse();
        }
        // A question about the plain picture is asked on the plain picture.
        let asked_here = asked_diagram.is_some_and(|id| listed.iter().any(|d| d.id == *id));
        let precise = view.compared.precise && !asked_here;
        let shown: Vec<Arc<Diagram>> = listed
            .iter()
            .map(|diagram| match &diagram.precise {
                Some(to) if precise => course.diagram(&to.diagram).unwrap_or(diagram).clone(),
                _ => diagram.clone(),
            })
            .collect();
        let asked = asked_diagram.is_some_and(|id| shown.iter().any(|d| d.id == *id));
        let step =
            if precise { None } else { view.walk.step.filter(|step| *step < block.steps.len()) };
        let predict = step
            .and_then(|step| block.steps.get(step)?.ask.as_ref())
            .filter(|question| model.open_to_ask(question))
            .and_then(|question| model.question(&key.0, question));
        let at = match step {
            // Nothing is shown before it was predicted.
            Some(step) if predict.is_some() => StepAt::Walking(step.checked_sub(1)),
            Some(step) => StepAt::Walking(Some(step)),
            None => StepAt::Whole,
        };
        if asked {
            // An open card would look like a chosen answer.
            view.card.inspected = None;
        }
        // A question of the quiz is about the whole picture.
        let at = if asked && predict.is_none() { StepAt::Whole } else { at };
        Some(Figure {
            withheld: withheld(own, precise, asked && predict.is_none()),
            authored: (&block.steps, &block.traces),
            steps: if own { &block.steps } else { &[] },
            traces: if own { &block.traces } else { &[] },
            differences: view.compared.differences,
            following: view.walk.trace.filter(|_| !precise && !asked),
            at,
            predict,
            key,
            same: &lesson.same,
            precise,
            asked,
            verdict: verdict(model).filter(|(kind, _)| {
                kind.diagram().is_some_and(|id| shown.iter().any(|d| d.id == *id))
            }),
            chosen: if asked { chosen(model) } else { Vec::new() },
            asking: quiz::asked::asked(model).filter(|_| asked),
            shown,
            listed,
        })
    }

    /// Does one of the walk's steps ask this question?
    pub fn asks(&self, question: &Id) -> bool {
        self.steps.iter().any(|step| step.ask.as_ref() == Some(question))
    }

    /// The layer that a path leads to, with its diagram.
    pub fn layer_of(&self, path: &NodePath) -> Option<(&Diagram, &Layer)> {
        let diagram = self.shown.iter().find(|diagram| diagram.id == path.diagram)?;
        Some((diagram, diagram.layer(&path.node)?))
    }

    /// Why a control of the figure is not to be had, for the pointer and for those who don't see it.
    pub fn explain_withheld(&self, ui: &Ui, control: Response) {
        let Some(why) = self.withheld else { return };
        ui.ctx().accesskit_node_builder(control.id, |node| node.set_description(why));
        control.on_hover_text(why).on_disabled_hover_text(why);
    }
}

/// Why steps and requests are not to be had now.
fn withheld(own: bool, precise: bool, asked: bool) -> Option<&'static str> {
    if asked {
        Some("The controls here wait until the question about this picture is answered.")
    } else if !own {
        Some("Steps and requests belong to the original pictures: “Compare” resets to them.")
    } else if precise {
        Some("Steps and requests belong to the plain pictures: turn “More precise” off.")
    } else {
        None
    }
}

/// The open question's kind and verdict, when it has one.
fn verdict(model: &Model) -> Option<(&Kind, &Verdict)> {
    let asked = quiz::asked::asked(model)?;
    Some((&asked.question.kind, asked.verdict?))
}

fn chosen(model: &Model) -> Vec<NodeRef> {
    let turn = model.session().and_then(|session| session.current_turn());
    match turn.and_then(|turn| turn.chosen.as_ref()) {
        Some(Answer::Nodes(nodes)) => nodes.clone(),
        _ => Vec::new(),
    }
}

/// Where a figure is shown.
#[derive(Clone, Copy)]
pub struct Place {
    pub low: bool,
    /// It fills the window; and for an audience?
    pub filled: Option<bool>,
}

impl Place {
    /// How large words under the picture are.
    pub fn words(self) -> f32 {
        if self.filled == Some(true) { 1.5 } else { 1.0 }
    }
}

/// A figure with more boxes is shown whole at first, however small that makes it.
pub const LARGE: usize = 600;
/// What the say-line speaks of.
pub enum Said {
    /// A layer or a group.
    Part { path: NodePath, name: String },
    /// The link, in words.
    Link(String),
}
