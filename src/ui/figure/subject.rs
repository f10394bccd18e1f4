//! What a figure is about and where it stands, worked out anew for each frame.

use super::state::{Along, Breaking, Figures, Running, StepAt};
use crate::{
    app::{LessonKey, Model},
    diagram::{
        Broken, Diagram, Layer, NodePath, NodeRef, Step, Trace, TracePath, likeness::Likeness,
    },
    id::Id,
    pack::{Course, course::SideBySide},
    quiz::{Answer, Diagnose, Kind, Question, Suspect, Verdict},
    ui::{
        quiz::{self, asked::Asked as Asking},
        signals::FigureKey,
        states::States,
    },
};
use egui::{Response, Ui};
use std::{collections::HashMap, sync::Arc};

/// What a figure is about and where it stands.
pub struct Figure<'a> {
    pub key: FigureKey,
    pub same: &'a Likeness,
    pub shown: Vec<Arc<Diagram>>,
    /// The diagrams as the author listed them, before "More precise".
    pub listed: Vec<Arc<Diagram>>,
    pub precise: bool,
    pub steps: &'a [Step],
    /// Requests, then the decisions that its diagrams have one take.
    pub traces: Vec<&'a Trace>,
    /// The author's own steps and traces, also where other diagrams are shown.
    pub authored: (&'a [Step], Vec<&'a Trace>),
    /// Why steps and traces are not to be had now.
    pub withheld: Option<&'static str>,
    /// The open question about it waits until the learner has looked.
    pub aside: bool,
    pub doing: Doing<'a>,
    pub asked: Asked<'a>,
    /// What is broken: as the open question says, or as the learner has it.
    pub broken: Vec<NodeRef>,
}

/// What is being done with a figure.
pub enum Doing<'a> {
    /// It is looked at as a whole; layers that all diagrams have may stand back.
    Resting { differences: bool },
    /// Its steps are gone through.
    Walking(Walking<'a>),
    /// A trace is followed.
    Following(Follows<'a>),
    /// A part is broken, to see what becomes of its requests.
    Breaking(Breaking),
}

/// How far one has come along a trace.
pub struct Follows<'a> {
    /// What is shown of it.
    pub shown: Along,
    /// What the way asks that has just been taken, before its first hop is shown.
    pub predict: Option<&'a Question>,
}

/// How far a walk through a figure has come.
#[derive(Clone, Copy)]
pub struct Walking<'a> {
    /// The last step that is shown; none before the first.
    pub shown: Option<usize>,
    /// The question of the step that comes next, to be answered before the step is shown.
    pub predict: Option<&'a Question>,
}

/// What the open question has to do with a figure.
pub enum Asked<'a> {
    Nothing,
    /// It asks for layers of the figure and is unanswered: names only, no explanations.
    Open {
        asking: Asking<'a>,
        /// What is chosen and not yet checked.
        chosen: Vec<NodeRef>,
    },
    /// It asks which layer of the figure has failed, and may be answered by pointing at it; all else
    /// is as ever.
    Diagnosing {
        asking: Asking<'a>,
        diagnose: &'a Diagnose,
        /// Where that is which is named and not yet checked.
        chosen: Vec<NodeRef>,
    },
    /// It asked for layers of the figure, and was answered.
    Told {
        kind: &'a Kind,
        verdict: &'a Verdict,
    },
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
        let aside = waits(model, view.aside.as_ref());
        let asked_diagram = model.asked_diagram().filter(|_| !aside);
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
        // A question about the plain picture is asked on the plain picture, never on the precise
        // one.
        let asked_here = asked_diagram.is_some_and(|id| listed.iter().any(|d| d.id == *id));
        let precise = view.compared.precise && !asked_here;
        let shown = drawn_as(course, &listed, precise);
        let asked = Asked::of(model, (asked_diagram, aside), &shown);
        if asked.open() {
            // An open card would look like a chosen answer.
            view.card.inspected = None;
        }
        let drawn = block.diagrams.iter().filter_map(|id| course.diagram(id));
        let decisions = drawn.flat_map(|diagram| &diagram.decisions);
        let traces: Vec<&Trace> = block.traces.iter().chain(decisions).collect();
        let walking = view.walk.step.filter(|step| !precise && *step < block.steps.len());
        let walking = walking.map(|step| Walking::to(step, model, &key.0, block));
        let doing = match (walking, view.walk.trace.clone()) {
            (Some(walking), _) if !asked.open() || walking.predict.is_some() => {
                Doing::Walking(walking)
            }
            (_, Some(along)) if !precise => match Follows::to(along, model, &key.0, &traces) {
                follows if !asked.open() || follows.predict.is_some() => Doing::Following(follows),
                _ => Doing::Resting { differences: view.compared.differences },
            },
            (None, None) if view.breaking.is_some() && own && !precise && !asked.open() => {
                Doing::Breaking(view.breaking.clone().unwrap_or_default())
            }
            // A question of the quiz is about the whole picture.
            _ => Doing::Resting { differences: view.compared.differences },
        };
        // Who goes through the figure, or breaks it, points at layers for that.
        let asked = match asked {
            Asked::Diagnosing { asking, .. }
                if !(doing.resting()
                    || doing.predict().is_some_and(|p| p.id == asking.question.id)) =>
            {
                Asked::Nothing
            }
            asked => asked,
        };
        // What a question says is broken is not so where the learner breaks something else, or has a
        // request go its usual way.
        let as_asked = doing.resting() || doing.predict().is_some();
        let broken = if as_asked { broken(model, &shown) } else { Vec::new() };
        let waits = asked.open() && doing.predict().is_none();
        let mut figure = Figure {
            withheld: withheld(own, precise, waits),
            aside,
            authored: (&block.steps, traces.clone()),
            steps: if own { &block.steps } else { &[] },
            traces: if own { traces } else { Vec::new() },
            broken,
            key,
            same: &lesson.same,
            precise,
            doing,
            asked,
            shown,
            listed,
        };
        let broken = figure.broken_in();
        figure.broken.extend(broken.into_values().flat_map(|broken| broken.names));
        Some(figure)
    }

    /// What the learner has broken, in each diagram by its id: what was pointed at, and what answers to
    /// it in the others.
    pub fn broken_in(&self) -> HashMap<Id, Broken> {
        let Doing::Breaking(Breaking { part: Some(part), .. }) = &self.doing else {
            return HashMap::new();
        };
        let own = self.shown.iter().find(|shown| part.diagram.as_ref() == Some(&shown.id));
        let all = self.shown.iter().map(AsRef::as_ref);
        own.map_or_else(HashMap::new, |own| Broken::in_all(all, self.same, (own, part)))
    }

    /// Does one of the walk's steps ask this question, or a way of a request?
    pub fn asks(&self, question: &Id) -> bool {
        let steps = self.steps.iter().filter_map(|step| step.ask.as_ref());
        let choices =
            self.traces.iter().flat_map(|trace| &trace.paths).flat_map(TracePath::choices);
        let ways = choices.flat_map(|choice| &choice.ways).filter_map(|way| way.ask.as_ref());
        steps.chain(ways).any(|asked| asked == question)
    }

    /// The question that the step or the way on the screen has asked before it was shown.
    pub fn asked_here(&self) -> Option<&Id> {
        let step = self.doing.step().and_then(|at| self.steps.get(at)?.ask.as_ref());
        let way = self.doing.following().and_then(|along| {
            let trace = self.traces.get(along.trace)?;
            asked_on(trace, along)
        });
        step.or(way)
    }

    /// Is something else gone through here than what the answered question was about? What decides
    /// that question is no longer to be lit.
    pub fn past_question(&self, model: &Model) -> bool {
        let current = model.session().and_then(|session| session.current());
        !self.doing.resting() && self.asked_here() != current
    }

    /// The layer that a path leads to, with its diagram.
    pub fn layer_of(&self, path: &NodePath) -> Option<(&Diagram, &Layer)> {
        let diagram = self.shown.iter().find(|diagram| diagram.id == path.diagram)?;
        Some((diagram, diagram.layer(&path.node)?))
    }

    /// Does a question ask which layer has failed, and may it be this one?
    pub fn may_have_failed(&self, path: &NodePath) -> bool {
        let asked = self.asked.diagnosing();
        asked.is_some_and(|(_, diagnose)| {
            path.diagram == diagnose.diagram && diagnose.suspects.iter().any(|s| s.is_at(path))
        })
    }

    /// Why a control of the figure is not to be had, for the pointer and for those who don't see it.
    pub fn explain_withheld(&self, ui: &Ui, control: Response) {
        let Some(why) = self.withheld else { return };
        ui.ctx().accesskit_node_builder(control.id, |node| node.set_description(why));
        control.on_hover_text(why).on_disabled_hover_text(why);
    }
}

/// The diagrams as they are drawn: the precise ones in the place of those that have one.
fn drawn_as(course: &Course, listed: &[Arc<Diagram>], precise: bool) -> Vec<Arc<Diagram>> {
    let drawn = listed.iter().map(|diagram| match &diagram.precise {
        Some(to) if precise => course.diagram(&to.diagram).unwrap_or(diagram).clone(),
        _ => diagram.clone(),
    });
    drawn.collect()
}

/// What the open question says is broken in one of these diagrams.
fn broken(model: &Model, shown: &[Arc<Diagram>]) -> Vec<NodeRef> {
    let asking = quiz::asked::asked(model);
    let named = asking.as_ref().and_then(|asking| {
        let (diagram, part) = asking.question.kind.broken(asking.verdict.is_some())?;
        let here = shown.iter().any(|shown| shown.id == *diagram);
        here.then(|| NodeRef { diagram: Some(diagram.clone()), ..part.clone() })
    });
    named.into_iter().collect()
}

/// Does the open question, which is answered by pointing, wait until the learner has looked?
fn waits(model: &Model, aside: Option<&Id>) -> bool {
    model.asked_diagram().is_some() && aside.is_some_and(|id| model.is_asked(id))
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

impl<'a> Walking<'a> {
    /// A walk at a step that may have to be predicted first: until then nothing of it is shown.
    fn to(step: usize, model: &'a Model, lesson: &LessonKey, block: &'a SideBySide) -> Self {
        let asks = block.steps.get(step).and_then(|step| step.ask.as_ref());
        let asks = asks.filter(|question| model.open_to_ask(question));
        let predict = asks.and_then(|question| model.question(lesson, question));
        let shown = if predict.is_some() { step.checked_sub(1) } else { Some(step) };
        Self { shown, predict }
    }
}

impl<'a> Follows<'a> {
    /// At a moment of a trace; nothing is shown before it was predicted.
    fn to(along: Along, model: &'a Model, lesson: &LessonKey, traces: &[&'a Trace]) -> Self {
        let asks = traces.get(along.trace).and_then(|trace| asked_on(trace, &along));
        let asks = asks.filter(|question| model.open_to_ask(question) && !along.unasked);
        let predict = asks.and_then(|question| model.question(lesson, question));
        let mut shown = along;
        if predict.is_some() {
            shown.decisions.pop();
            shown.tick = shown.tick.saturating_sub(1);
        }
        Self { shown, predict }
    }
}

/// The question of the way that one has just gone into.
pub(super) fn asked_on<'t>(trace: &'t Trace, along: &Along) -> Option<&'t Id> {
    let made = along.decisions.last()?;
    let way = trace.choice(&made.choice)?.ways.iter().find(|way| way.id == made.way)?;
    let ask = way.ask.as_ref()?;
    // At its first hop, and not further on.
    let journey = trace.journey(&along.decisions);
    let decided = |tick: usize| journey.ticks.get(tick).map_or(0, |tick| tick.decided);
    let before = along.tick.checked_sub(1).map_or(0, decided);
    (decided(along.tick) == along.decisions.len() && before < along.decisions.len()).then_some(ask)
}

impl<'a> Doing<'a> {
    /// Which step is painted.
    pub fn at(&self) -> StepAt {
        match self {
            Self::Walking(walking) => StepAt::Walking(walking.shown),
            Self::Resting { .. } | Self::Following(_) | Self::Breaking(_) => StepAt::Whole,
        }
    }

    /// The step that is shown, while steps are gone through and one is shown.
    pub fn step(&self) -> Option<usize> {
        match self {
            Self::Walking(walking) => walking.shown,
            Self::Resting { .. } | Self::Following(_) | Self::Breaking(_) => None,
        }
    }

    /// The question that has to be answered before a step is shown, or a way.
    pub fn predict(&self) -> Option<&'a Question> {
        match self {
            Self::Walking(walking) => walking.predict,
            Self::Following(follows) => follows.predict,
            Self::Resting { .. } | Self::Breaking(_) => None,
        }
    }

    /// Where one is along with a trace.
    pub fn following(&self) -> Option<&Along> {
        match self {
            Self::Following(follows) => Some(&follows.shown),
            Self::Resting { .. } | Self::Walking(_) | Self::Breaking(_) => None,
        }
    }

    /// The request that runs into what is broken.
    pub fn running(&self) -> Option<Running> {
        match self {
            Self::Breaking(breaking) => breaking.run,
            Self::Resting { .. } | Self::Walking(_) | Self::Following(_) => None,
        }
    }

    /// Do layers that all diagrams have stand back?
    pub fn differences(&self) -> bool {
        matches!(self, Self::Resting { differences: true })
    }

    pub fn resting(&self) -> bool {
        matches!(self, Self::Resting { .. })
    }
}

impl<'a> Asked<'a> {
    fn of(model: &'a Model, (diagram, aside): (Option<&Id>, bool), shown: &[Arc<Diagram>]) -> Self {
        if aside {
            return Self::Nothing;
        }
        let shows = |id: &Id| shown.iter().any(|diagram| diagram.id == *id);
        let Some(asking) = quiz::asked::asked(model) else { return Self::Nothing };
        if diagram.is_some_and(shows) {
            return Self::Open { asking, chosen: chosen(model) };
        }
        let kind = &asking.question.kind;
        if let (Kind::Diagnose(diagnose), true) = (kind, asking.open())
            && shows(&diagnose.diagram)
        {
            return Self::Diagnosing { asking, diagnose, chosen: named(diagnose, asking.answer()) };
        }
        let where_from = match kind {
            Kind::Diagnose(diagnose) => Some(&diagnose.diagram),
            kind => kind.diagram(),
        };
        match (asking.verdict, where_from) {
            (Some(verdict), Some(id)) if shows(id) => {
                Self::Told { kind: &asking.question.kind, verdict }
            }
            _ => Self::Nothing,
        }
    }

    /// Does the question wait for an answer?
    pub fn open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// The question, while it is open.
    pub fn asking(&self) -> Option<&Asking<'a>> {
        match self {
            Self::Open { asking, .. } => Some(asking),
            Self::Nothing | Self::Diagnosing { .. } | Self::Told { .. } => None,
        }
    }

    /// What is chosen and not yet checked.
    pub fn chosen(&self) -> &[NodeRef] {
        match self {
            Self::Open { chosen, .. } | Self::Diagnosing { chosen, .. } => chosen,
            Self::Nothing | Self::Told { .. } => &[],
        }
    }

    /// The kind of the question that was answered, and its verdict.
    pub fn told(&self) -> Option<(&'a Kind, &'a Verdict)> {
        match self {
            Self::Told { kind, verdict } => Some((kind, verdict)),
            Self::Nothing | Self::Open { .. } | Self::Diagnosing { .. } => None,
        }
    }

    /// The question that is answered by pointing at what has failed, while it is open.
    pub fn diagnosing(&self) -> Option<(&Asking<'a>, &'a Diagnose)> {
        match self {
            Self::Diagnosing { asking, diagnose, .. } => Some((asking, *diagnose)),
            Self::Nothing | Self::Open { .. } | Self::Told { .. } => None,
        }
    }
}

/// Where that is which an answer names.
fn named(diagnose: &Diagnose, answer: Option<&Answer>) -> Vec<NodeRef> {
    let Some(named) = answer.and_then(|answer| diagnose.named(answer)) else { return Vec::new() };
    let diagram = Some(diagnose.diagram.clone());
    let node = |suspect: &Suspect, layer: &Id| NodeRef {
        diagram: diagram.clone(),
        copies: suspect.part.copies.clone(),
        node: layer.clone(),
    };
    let parts = diagnose.parts(&named.id);
    parts
        .flat_map(|part| part.layers.iter().map(|layer| node(part, layer)).collect::<Vec<_>>())
        .collect()
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
    /// Whether it fills the window, and if so, whether it is presented to an audience.
    pub filled: Option<bool>,
}

impl Place {
    /// How large the words under the picture are, as a factor of their usual size.
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
