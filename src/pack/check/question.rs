//! Checks and converts questions.

use crate::{
    diagram::{NodeRef, Trace},
    id::Id,
    pack::{
        check::{
            alike::Looks,
            checker::{Checker, Seen, all},
            names::Scope,
            places::speaks_of_places,
        },
        indent::Dedented,
        limits,
        path::Path,
        source::{
            ChoicesSource, KindSource, PointAtSource, QuestionSource, TargetSource, TerminalSource,
        },
    },
    quiz::{
        Choice, Kind, Place, Question, Target, Worded, generate::is_generated, looks::looks,
        spelling::folded,
    },
    simulate::Model,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// What a question may refer to in its lesson.
pub(super) struct QuestionScope<'a> {
    pub lesson: &'a str,
    pub objectives: HashSet<&'a str>,
    /// The ids of the diagrams that a block of the lesson shows.
    pub shown: HashSet<&'a str>,
    /// No block has a mistake in what it shows, so that `shown` is complete.
    pub sure: bool,
    /// The requests of its figures, where a question asks about them; nothing where something is
    /// wrong with the blocks.
    pub traces: Option<Vec<Trace>>,
    /// Its live figures; nothing where something is wrong with the blocks.
    pub figures: Option<HashMap<Id, Arc<Model>>>,
}

/// Where the kind of a question stands, and what it may refer to.
#[derive(Clone, Copy)]
pub(super) struct KindAt<'p, 'a> {
    pub path: &'p Path<'p>,
    /// Where the question's id stands, for what is wrong with the question as a whole.
    pub id: &'p Path<'p>,
    pub question: &'a str,
    /// Its options are not shuffled.
    pub in_order: bool,
    pub scope: &'p QuestionScope<'a>,
}

impl<'a> Checker<'a, '_> {
    pub(super) fn question(
        &mut self,
        source: &'a QuestionSource,
        path: &Path<'_>,
        scope: &QuestionScope<'a>,
    ) -> Option<Question> {
        if self.watch.is_stopped() {
            return None;
        }
        self.watch.checked();
        let id = self.question_id(source, &path.field("id"));
        let was = self.question_was(source, &path.field("was"));
        let name = &source.id;
        let prompt = self.worded(
            &source.prompt,
            &path.field("prompt"),
            format_args!("the prompt of the question `{name}`"),
        );
        let objective = source.objective.as_deref();
        let objective = objective.and_then(|objective| self.objective(objective, path, scope));
        let sources = self.sources(&source.sources, &path.field("sources"));
        let kind_at = path.field("kind");
        let in_order = source.in_order;
        let at = KindAt { path: &kind_at, id: &path.field("id"), question: name, in_order, scope };
        let (transcript, kind) = match &source.kind {
            KindSource::Terminal(terminal) => {
                let transcript = self.transcript(terminal, &kind_at, name);
                let then = KindAt { path: &kind_at.field("then"), ..at };
                (Some(transcript), self.kind(&terminal.then, &then))
            }
            kind => (None, self.kind(kind, &at)),
        };
        let hints_at = path.field("hints");
        let hints = self.hints(source, &hints_at);
        let question = Question {
            id: id?,
            was: was?,
            objective,
            prompt,
            transcript,
            kind: kind?,
            in_order: source.in_order,
            from_memory: source.from_memory,
            hints,
            sources: sources?,
            facts: Vec::new(),
        };
        if question.from_memory && question.kind.shows().is_some() {
            let message = format!("the question `{name}` is asked from memory and about a picture");
            let pointed = question.kind.diagram().is_some();
            let what = if pointed { "what is pointed at" } else { "the picture" };
            let remedy = format!("Leave `from_memory` out: {what} has to be seen.");
            self.report.error(&path.field("from_memory"), message, Some(remedy));
        }
        self.telling_hints(&question, &hints_at);
        Some(question)
    }

    fn question_id(&mut self, source: &'a QuestionSource, path: &Path<'_>) -> Option<Id> {
        let mut seen = std::mem::take(&mut self.ids.questions);
        let id = self.new_id(&source.id, path, "question", &mut seen);
        self.ids.questions = seen;
        if id.as_ref().is_some_and(is_generated) {
            let message =
                format!("`{}` looks like the id of a question that a picture asks", source.id);
            let remedy = "Use a single hyphen in it.".to_owned();
            self.report.error(path, message, Some(remedy));
        }
        id
    }

    /// The former ids of a question.
    fn question_was(&mut self, source: &'a QuestionSource, path: &Path<'_>) -> Option<Vec<Id>> {
        let mut were = std::mem::take(&mut self.ids.questions_were);
        let in_use = |id: &str| self.index.questions.contains_key(id);
        let in_use: HashSet<&str> =
            source.was.iter().map(String::as_str).filter(|id| in_use(id)).collect();
        let taken = |id: &str| in_use.contains(id);
        let was = self.former_ids(&source.was, path, "question", taken, &mut were);
        self.ids.questions_were = were;
        was
    }

    /// The objective of the lesson that the question tests; reported if it is unknown.
    fn objective(
        &mut self,
        objective: &str,
        path: &Path<'_>,
        scope: &QuestionScope<'a>,
    ) -> Option<Id> {
        if !scope.objectives.contains(objective) && !self.excused(objective, path) {
            let known = scope.objectives.iter().copied();
            let remedy = self.report.did_you_mean(objective, known);
            let remedy =
                remedy.unwrap_or_else(|| "Add it to the lesson's `objectives`.".to_owned());
            let message = format!("unknown objective `{objective}`");
            self.report.error(&path.field("objective"), message, Some(remedy));
        }
        Id::new(objective).ok()
    }

    fn hints(&mut self, source: &QuestionSource, path: &Path<'_>) -> Vec<Worded> {
        let mut hints = Vec::with_capacity(source.hints.len());
        for (number, hint) in source.hints.iter().enumerate() {
            let what = format_args!("a hint of the question `{}`", source.id);
            hints.push(self.worded(hint, &path.index(number), what));
        }
        hints
    }

    fn kind(&mut self, source: &'a KindSource, at: &KindAt<'_, 'a>) -> Option<Kind> {
        match source {
            KindSource::Single(choices) => {
                let made = self.choices(choices, at);
                let right = choices.options.iter().filter(|option| option.correct).count();
                if right > 1 {
                    let message = format!(
                        "the question `{}` asks for one option, and {right} of them are right",
                        at.question
                    );
                    let remedy = "Write `Multiple` where all are to be found, or `Scenario` where \
                        each can be defended.";
                    self.report.warning(at.id, message, Some(remedy.to_owned()));
                }
                made.map(Kind::Single)
            }
            KindSource::Multiple(choices) => {
                let made = self.choices(choices, at);
                let all = choices.options.iter().all(|option| option.correct);
                if all && !choices.options.is_empty() {
                    let message =
                        format!("every option of the question `{}` is right", at.question);
                    let remedy = Some("Add one that is not.".to_owned());
                    self.report.warning(at.id, message, remedy);
                }
                made.map(Kind::Multiple)
            }
            KindSource::Scenario(choices) => {
                let made = self.choices(choices, at);
                if choices.options.iter().filter(|option| option.correct).count() == 1 {
                    let message =
                        format!("the question `{}` has one acceptable option only", at.question);
                    let remedy =
                        Some("Mark another with `correct: true`, or write `Single`.".to_owned());
                    self.report.warning(at.id, message, remedy);
                }
                made.map(Kind::Scenario)
            }
            KindSource::PointAt(point_at) => self.point_at(point_at, at),
            KindSource::Order(order) => self.order(order, at),
            KindSource::Label(label) => self.label(label, at),
            KindSource::Classify(classify) => self.classify(classify, at),
            KindSource::Match(matching) => self.matching(matching, at),
            KindSource::Number(number) => self.number(number, at),
            KindSource::Typed(typed) => self.typed(typed, at),
            KindSource::Break(broken) => self.breaking(broken, at),
            KindSource::Diagnose(diagnose) => self.diagnosis(diagnose, at),
            KindSource::Settings(settings) => self.settings(settings, at),
            KindSource::Terminal(_) => {
                let message =
                    format!("the question `{}` has a terminal in a terminal", at.question);
                let remedy = Some("Put all lines into one transcript.".to_owned());
                self.report.error(at.path, message, remedy);
                None
            }
        }
    }

    fn transcript(
        &mut self,
        source: &'a TerminalSource,
        path: &Path<'_>,
        question: &str,
    ) -> String {
        let at = path.field("transcript");
        let what = format_args!("the transcript of the question `{question}`");
        self.text(&source.transcript, &at, what);
        Dedented::new(&source.transcript).text.trim_end().to_owned()
    }

    /// Warns of hints that say the answer.
    fn telling_hints(&mut self, question: &Question, path: &Path<'_>) {
        if question.hints.is_empty() {
            return;
        }
        // Where case counts in the answer, it counts in a hint too.
        let seen = match &question.kind {
            Kind::Typed(typed) if typed.exact => looks,
            _ => folded,
        };
        let mut answers: Vec<String> = match &question.kind {
            Kind::Typed(typed) => typed.accepted.iter().map(|word| seen(word)).collect(),
            Kind::Number(number) => vec![number.value.to_string()],
            kind => kind
                .choices()
                .into_iter()
                .flatten()
                .filter(|choice| choice.correct)
                .map(|choice| folded(&choice.text))
                .collect(),
        };
        answers.retain(|answer| !answer.is_empty());
        for (number, hint) in question.hints.iter().enumerate() {
            let hint = format!(" {} ", seen(hint).replace([',', '.', ';', ':', '?', '!'], " "));
            if answers.iter().any(|answer| hint.contains(&format!(" {answer} "))) {
                let message = format!("a hint of the question `{}` names the answer", question.id);
                let remedy = "Say where to look instead.".to_owned();
                self.report.warning(&path.index(number), message, Some(remedy));
            }
        }
    }

    fn choices(&mut self, source: &'a ChoicesSource, at: &KindAt<'_, 'a>) -> Option<Vec<Choice>> {
        let KindAt { path, id: id_at, question, .. } = *at;
        let options_at = path.field("options");
        self.few(source.options.len(), &options_at, question, "options");
        if source.options.len() < 2 {
            let count = match source.options.len() {
                0 => "no options",
                _ => "only one option",
            };
            let message = format!("the question `{question}` has {count}");
            self.report.error(id_at, message, Some("Offer at least two.".to_owned()));
        }
        if !source.options.is_empty() && !source.options.iter().any(|option| option.correct) {
            let message = format!("no option of the question `{question}` is right");
            let remedy = "Mark one with `correct: true`.".to_owned();
            self.report.error(id_at, message, Some(remedy));
        }
        let mut seen = Seen::default();
        let mut looks = Looks::default();
        all(source.options.iter().enumerate().map(|(number, option)| {
            let path = options_at.index(number);
            let id = self.new_id(&option.id, &path.field("id"), "option", &mut seen);
            let name = &option.id;
            let text_at = path.field("text");
            let text = self.worded(
                &option.text,
                &text_at,
                format_args!("the text of the option `{name}` of the question `{question}`"),
            );
            self.look(&text, name, &text_at, ("the options ", question), &mut looks);
            if !at.in_order && speaks_of_places(&text) {
                let message = format!(
                    "the option `{name}` of the question `{question}` speaks of where others \
                     stand, and they are shuffled"
                );
                let remedy = "Write `in_order: true` in the question, or name what is meant.";
                self.report.warning(&text_at, message, Some(remedy.to_owned()));
            }
            let because = self.worded(
                &option.because,
                &path.field("because"),
                format_args!("`because` of the option `{name}` of the question `{question}`"),
            );
            let misconception =
                self.misconception(option.misconception.as_deref(), &path.field("misconception"));
            Some(Choice { id: id?, text, correct: option.correct, because, misconception })
        }))
    }

    /// Reports a question with more parts than a person can answer.
    pub(super) fn few(&mut self, count: usize, path: &Path<'_>, question: &str, what: &str) {
        if count > limits::PARTS {
            let message = format!("the question `{question}` has {count} {what}");
            let remedy = format!("Write at most {}, or split it.", limits::PARTS);
            self.report.error(path, message, Some(remedy));
        }
    }

    /// The id of the diagram that a question asks about; reported unless the lesson shows it.
    pub(super) fn asked_diagram(&mut self, id: &str, at: &KindAt<'_, 'a>) -> Option<Id> {
        let diagram_at = at.path.field("diagram");
        let diagram = self.diagram_id(id, &diagram_at, None, Some(at.scope.lesson));
        if diagram.is_some() && at.scope.sure && !at.scope.shown.contains(id) {
            self.report.error(
                &diagram_at,
                format!("no block of the lesson shows the diagram `{id}`"),
                Some("Show it in a `SideBySide`.".to_owned()),
            );
        }
        diagram
    }

    fn point_at(&mut self, source: &'a PointAtSource, at: &KindAt<'_, 'a>) -> Option<Kind> {
        let KindAt { path, question, scope, .. } = *at;
        let diagram = self.asked_diagram(&source.diagram, at);
        let (TargetSource::Any(targets) | TargetSource::All(targets)) = &source.answer;
        let answer_at = path.field("answer");
        if targets.is_empty() {
            let message = format!("the question `{question}` has no right layer");
            self.report.error(&answer_at, message, Some("Name one in `answer`.".to_owned()));
        }
        let asked = diagram.is_some().then_some(source.diagram.as_str());
        let right = self.places(targets, &answer_at, asked, scope);
        let places_at = path.field("places");
        let mut reasons: HashSet<(Id, Vec<(Id, u32)>)> = HashSet::new();
        let mut readable = right.is_some();
        let places = all(source.places.iter().enumerate().map(|(number, place)| {
            let path = places_at.index(number);
            let nodes_at = path.field("nodes");
            if place.nodes.is_empty() {
                let message = format!("a place of the question `{question}` names no layers");
                self.report.error(&nodes_at, message, Some("Name one, or remove it.".to_owned()));
                readable = false;
            }
            let nodes = self.places(&place.nodes, &nodes_at, asked, scope);
            match &nodes {
                Some(nodes) => {
                    reasons
                        .extend(nodes.iter().map(|node| (node.node.clone(), node.copies.clone())));
                }
                None => readable = false,
            }
            let because = self.worded(
                &place.because,
                &path.field("because"),
                format_args!("`because` of a place of the question `{question}`"),
            );
            let misconception =
                self.misconception(place.misconception.as_deref(), &path.field("misconception"));
            Some(Place { nodes: nodes?, because, misconception })
        }));
        let otherwise = self.worded(
            &source.otherwise,
            &path.field("otherwise"),
            format_args!("`otherwise` of the question `{question}`"),
        );
        // A misspelt place is reported as that, and not a second time as missing.
        for (number, node) in right.iter().flatten().enumerate().filter(|_| readable) {
            let whole = (node.node.clone(), Vec::new());
            let copy = (node.node.clone(), node.copies.clone());
            if !reasons.contains(&whole) && !reasons.contains(&copy) {
                self.report.error(
                    &answer_at.index(number),
                    format!("the right layer `{node}` of the question `{question}` has no reason"),
                    Some(format!("Add `(nodes: [\"{node}\"], because: \"…\")` to `places`.")),
                );
            }
        }
        Some(Kind::PointAt {
            diagram: diagram?,
            target: match &source.answer {
                TargetSource::Any(_) => Target::Any(right?),
                TargetSource::All(_) => Target::All(right?),
            },
            places: places?,
            otherwise,
        })
    }

    /// The names of layers of the diagram that is asked about, without its id.
    pub(super) fn places(
        &mut self,
        names: &[String],
        path: &Path<'_>,
        diagram: Option<&str>,
        scope: &QuestionScope<'a>,
    ) -> Option<Vec<NodeRef>> {
        let diagram = diagram?;
        all(names.iter().enumerate().map(|(number, name)| {
            let path = path.index(number);
            let node =
                self.layer(name, &path, None, Scope::Diagram(diagram), Some(scope.lesson))?;
            Some(NodeRef { diagram: None, ..node })
        }))
    }
}
