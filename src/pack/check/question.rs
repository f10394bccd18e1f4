//! Checks and converts questions.

use crate::{
    diagram::NodeRef,
    id::Id,
    pack::{
        check::{
            checker::{Checker, Seen, all},
            names::Scope,
        },
        path::Path,
        source::{KindSource, PointAtSource, QuestionSource, SingleSource, TargetSource},
    },
    quiz::{Choice, Kind, Place, Question, Target},
};
use std::collections::{HashMap, HashSet};

/// What a question may refer to in its lesson.
pub(super) struct QuestionScope<'a> {
    pub lesson: &'a str,
    pub objectives: HashSet<&'a str>,
    /// Diagrams that a block of the lesson shows.
    pub shown: HashSet<&'a str>,
    /// There is no mistake in what the blocks show.
    pub sure: bool,
}

impl<'a> Checker<'a, '_> {
    pub(super) fn question(
        &mut self,
        source: &'a QuestionSource,
        path: &Path<'_>,
        scope: &QuestionScope<'a>,
    ) -> Option<Question> {
        let mut seen = std::mem::take(&mut self.questions_seen);
        let id = self.new_id(&source.id, &path.field("id"), "question", &mut seen);
        self.questions_seen = seen;
        let mut were = std::mem::take(&mut self.questions_were);
        let in_use = |id: &str| self.index.questions.contains(id);
        let in_use: HashSet<&str> =
            source.was.iter().map(String::as_str).filter(|id| in_use(id)).collect();
        let was = self.former_ids(
            &source.was,
            &path.field("was"),
            "question",
            |id| in_use.contains(id),
            &mut were,
        );
        self.questions_were = were;

        let name = &source.id;
        let prompt = self.text(
            &source.prompt,
            &path.field("prompt"),
            format_args!("the prompt of the question `{name}`"),
        );
        let objective = source.objective.as_deref().and_then(|objective| {
            if !scope.objectives.contains(objective) {
                let known = scope.objectives.iter().copied();
                let remedy = self.report.did_you_mean(objective, known);
                let remedy =
                    remedy.unwrap_or_else(|| "Add it to the lesson's `objectives`.".to_owned());
                let message = format!("unknown objective `{objective}`");
                self.report.error(&path.field("objective"), message, Some(remedy));
            }
            Id::new(objective).ok()
        });
        let sources = self.sources(&source.sources, &path.field("sources"));
        let kind_at = path.field("kind");
        let kind = match &source.kind {
            KindSource::Single(single) => self.single(single, &kind_at, name, &path.field("id")),
            KindSource::PointAt(point_at) => self.point_at(point_at, &kind_at, name, scope),
        };
        Some(Question { id: id?, was: was?, objective, prompt, kind: kind?, sources: sources? })
    }

    fn single(
        &mut self,
        source: &'a SingleSource,
        path: &Path<'_>,
        question: &str,
        id_at: &Path<'_>,
    ) -> Option<Kind> {
        let options_at = path.field("options");
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
        let mut seen = Seen::new();
        let mut texts: HashMap<String, &str> = HashMap::new();
        let choices = all(source.options.iter().enumerate().map(|(number, option)| {
            let path = options_at.index(number);
            let id = self.new_id(&option.id, &path.field("id"), "option", &mut seen);
            let name = &option.id;
            let text_at = path.field("text");
            let text = self.text(
                &option.text,
                &text_at,
                format_args!("the text of the option `{name}` of the question `{question}`"),
            );
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(first) = texts.insert(words, name).filter(|_| !text.trim().is_empty()) {
                self.report.error(
                    &text_at,
                    format!("the options `{first}` and `{name}` of the question `{question}` say the same"),
                    Some("Reword one of them, or remove it.".to_owned()),
                );
            }
            let because = self.text(
                &option.because,
                &path.field("because"),
                format_args!("`because` of the option `{name}` of the question `{question}`"),
            );
            let misconception =
                self.misconception(option.misconception.as_deref(), &path.field("misconception"));
            Some(Choice { id: id?, text, correct: option.correct, because, misconception })
        }));
        choices.map(Kind::Single)
    }

    fn point_at(
        &mut self,
        source: &'a PointAtSource,
        path: &Path<'_>,
        question: &str,
        scope: &QuestionScope<'a>,
    ) -> Option<Kind> {
        let diagram_at = path.field("diagram");
        let diagram = self.diagram_id(&source.diagram, &diagram_at, None, Some(scope.lesson));
        if diagram.is_some() && scope.sure && !scope.shown.contains(source.diagram.as_str()) {
            self.report.error(
                &diagram_at,
                format!("no block of the lesson shows the diagram `{}`", source.diagram),
                Some("Show it in a `SideBySide`.".to_owned()),
            );
        }
        let TargetSource::Any(targets) = &source.answer;
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
            let because = self.text(
                &place.because,
                &path.field("because"),
                format_args!("`because` of a place of the question `{question}`"),
            );
            let misconception =
                self.misconception(place.misconception.as_deref(), &path.field("misconception"));
            Some(Place { nodes: nodes?, because, misconception })
        }));
        let otherwise = self.text(
            &source.otherwise,
            &path.field("otherwise"),
            format_args!("`otherwise` of the question `{question}`"),
        );
        // A misspelt place would otherwise be reported a second time, as missing.
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
            target: Target::Any(right?),
            places: places?,
            otherwise,
        })
    }

    /// Layers of the diagram that is asked about, without its name.
    fn places(
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
