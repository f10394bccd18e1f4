//! Checks and converts the check of a unit.

use crate::{
    id::Id,
    pack::{
        check::{
            checker::{Checker, all},
            drafted::UnitCheck,
            question::QuestionScope,
        },
        course::{Course, Lesson, Lessons, Unit},
        limits,
        path::Path,
        problem::counted,
        source::UnitCheckSource,
    },
    quiz::Question,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

impl<'a> Checker<'a, '_> {
    pub(super) fn unit_check(
        &mut self,
        source: &'a UnitCheckSource,
        path: &Path<'_>,
    ) -> Option<Id> {
        let (name, id_at) = (source.id.as_str(), path.field("id"));
        // A check and a lesson are opened and kept by one kind of name.
        let mut seen = std::mem::take(&mut self.ids.lessons);
        let id = self.new_id(name, &id_at, "lesson", &mut seen);
        self.ids.lessons = seen;
        let title = self.text(
            &source.title,
            &path.field("title"),
            format_args!("the title of the check `{name}`"),
        );
        let scope = QuestionScope {
            lesson: name,
            objectives: HashSet::new(),
            shown: HashSet::new(),
            sure: false,
            traces: Some(Vec::new()),
            figures: Some(HashMap::new()),
        };
        let questions_at = path.field("questions");
        let questions = all(source.questions.iter().enumerate().map(|(number, question)| {
            self.question(question, &questions_at.index(number), &scope)
        }));
        let ask = self.asked_in_check(source, path);
        let taught_in = self.taught_in(source, path, questions.as_deref().unwrap_or_default());
        let pass = usize::try_from(source.pass).unwrap_or(usize::MAX);
        if pass == 0 || pass > source.ask.len() {
            let count = counted(source.ask.len(), "question");
            let message = format!("the check `{name}` asks {count}, and {pass} have to be right");
            let remedy = "Write a number from 1 to the number of its questions.".to_owned();
            self.report.error(&path.field("pass"), message, Some(remedy));
        }
        let id = id?;
        self.checks.push(UnitCheck {
            id: id.clone(),
            title,
            pass,
            ask: ask?,
            questions: questions?,
            taught_in: taught_in?,
        });
        Some(id)
    }

    /// Which lesson teaches what each question of its own asks; one that asks about no diagram leads
    /// nowhere without it.
    fn taught_in(
        &mut self,
        source: &UnitCheckSource,
        path: &Path<'_>,
        questions: &[Question],
    ) -> Option<Vec<(Id, Id)>> {
        let (list, questions_at) = (path.field("taught_in"), path.field("questions"));
        let own = || source.questions.iter().map(|question| question.id.as_str());
        let mut seen = HashSet::new();
        let taught = all(source.taught_in.iter().enumerate().map(|(number, taught)| {
            let path = list.index(number);
            let (question, lesson) = (taught.question.as_str(), taught.lesson.as_str());
            if !own().any(|id| id == question) {
                let remedy = self.report.did_you_mean(question, own());
                let remedy = remedy.unwrap_or_else(|| {
                    "Name one of its own: those of lessons lead to their lesson already.".to_owned()
                });
                let message = format!("`{question}` is no question of the check's own");
                self.report.error(&path.field("question"), message, Some(remedy));
                return None;
            }
            if !seen.insert(question) {
                let message = format!("the question `{question}` has two lessons");
                let remedy = "Remove one of them.".to_owned();
                self.report.error(&path.field("question"), message, Some(remedy));
            }
            let lesson = self.lesson_named(lesson, &path.field("lesson"))?;
            Some((Id::new(question).ok()?, lesson))
        }))?;
        for (number, own) in source.questions.iter().enumerate() {
            let read = questions.iter().find(|question| question.id.as_str() == own.id);
            let leads = read.is_none_or(|question| question.kind.shows().is_some());
            if !leads && !seen.contains(own.id.as_str()) {
                let message = format!("who misses `{}` is led to no lesson", own.id);
                let remedy = format!(
                    "Add `(question: \"{}\", lesson: \"…\")` to the check's `taught_in`.",
                    own.id
                );
                let at = questions_at.index(number);
                self.report.warning(&at.field("id"), message, Some(remedy));
            }
        }
        Some(taught)
    }

    /// Adds the checks to the lessons of a course, each after the lessons of its unit.
    pub(super) fn put_checks(&mut self, course: &mut Course) -> Option<()> {
        let checks = std::mem::take(&mut self.checks);
        if checks.is_empty() {
            return Some(());
        }
        let made = checks.into_iter().map(|check| check.lesson(course).map(Arc::new));
        let checks: Vec<Arc<Lesson>> = made.collect::<Option<_>>()?;
        let mut all: HashMap<&Id, Arc<Lesson>> =
            course.lessons.iter().chain(&checks).map(|one| (&one.id, one.clone())).collect();
        let ids = course.units.iter().flat_map(Unit::all);
        let lessons: Lessons = ids.filter_map(|id| all.remove(id)).collect();
        course.lessons = lessons;
        Some(())
    }

    /// The questions that a check asks: each once, and each of the pack; what is its own is asked.
    fn asked_in_check(&mut self, source: &UnitCheckSource, path: &Path<'_>) -> Option<Vec<Id>> {
        let (ask_at, index) = (path.field("ask"), self.index);
        if source.ask.is_empty() {
            let message = format!("the check `{}` asks nothing", source.id);
            let remedy = "Name five to seven questions, or remove it.".to_owned();
            self.report.error(&ask_at, message, Some(remedy));
        }
        if source.ask.len() > limits::CHECK {
            let message = format!("the check `{}` asks {} questions", source.id, source.ask.len());
            let remedy = format!("Five to seven are enough; at most {} fit.", limits::CHECK);
            self.report.error(&ask_at, message, Some(remedy));
            return None;
        }
        let mut seen = HashSet::new();
        let ask = all(source.ask.iter().enumerate().map(|(number, asked)| {
            let path = ask_at.index(number);
            if !seen.insert(asked.as_str()) {
                let message = format!("the check asks `{asked}` twice");
                self.report.error(&path, message, Some("Remove one of them.".to_owned()));
            }
            if !index.questions.contains_key(asked.as_str()) && !self.excused(asked, &path) {
                let remedy = self.report.did_you_mean(asked, index.questions.keys().copied());
                let remedy = remedy.unwrap_or_else(|| {
                    "Name a question of a lesson, or one of its own.".to_owned()
                });
                self.report.error(&path, format!("unknown question `{asked}`"), Some(remedy));
                return None;
            }
            Id::new(asked).ok()
        }));
        let questions_at = path.field("questions");
        for (number, own) in source.questions.iter().enumerate() {
            if !seen.contains(own.id.as_str()) {
                let message = format!("the check does not ask its question `{}`", own.id);
                let remedy = format!("Add `{}` to its `ask`, or remove it.", own.id);
                self.report.error(&questions_at.index(number).field("id"), message, Some(remedy));
            }
        }
        ask
    }
}
