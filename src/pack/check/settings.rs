//! Checks and converts questions that ask for a setting of a live figure.

use crate::{
    id::Id,
    pack::{
        check::{
            checker::{Checker, all},
            question::KindAt,
        },
        path::Path,
        similar,
        source::{NeedSource, ReadsSource, SetSource, SettingsSource, WrongSettingSource},
    },
    quiz::{Kind, Settings, Worded},
    simulate::{Amount, Goal, Live, Mistake, Model, Need, Setting, Value},
};
use std::sync::Arc;

impl<'a> Checker<'a, '_> {
    pub(super) fn settings(
        &mut self,
        source: &'a SettingsSource,
        at: &KindAt<'_, 'a>,
    ) -> Option<Kind> {
        let (path, question) = (at.path, at.question);
        let what = format_args!("`because` of the question `{question}`");
        let because = self.worded(&source.because, &path.field("because"), what);
        let what = format_args!("`otherwise` of the question `{question}`");
        let otherwise = self.worded(&source.otherwise, &path.field("otherwise"), what);
        let model = self.live_figure(&source.figure, at);
        let live = model.as_ref().map(|(_, model)| model.live());
        let wrong = self.wrong_settings(&source.wrong, live, at);
        let live = live?;
        let given = self.values(&source.given, &path.field("given"), live.controls());
        let example = self.values(&source.example, &path.field("example"), live.controls());
        let (given, example) = (given?, example?);
        let moves =
            |(id, value): &&(Id, Value)| given.iter().any(|(of, to)| of == id && to != value);
        if let Some((id, _)) = example.iter().find(moves) {
            let message =
                format!("the example of the question `{question}` moves `{id}`, which is given");
            let remedy = "Leave it out of `example`, or out of `given`.".to_owned();
            self.report.error(&path.field("example"), message, Some(remedy));
            return None;
        }
        let start = put(&Setting::start(live.controls()), &given);
        let example = put(&start, &example);
        let needs = self.needs(&source.needs, (live, &example), at);
        let goal = Goal { needs: needs?, given, example };
        self.attainable(&goal, live, at);
        let (figure, model) = model?;
        let wrong = wrong?;
        Some(Kind::Settings(Settings { figure, model, goal, because, wrong, otherwise }))
    }

    /// The live figure of the lesson that a question names.
    fn live_figure(&mut self, name: &str, at: &KindAt<'_, 'a>) -> Option<(Id, Arc<Model>)> {
        let figures = at.scope.figures.as_ref()?;
        if let Some((id, model)) = figures.iter().find(|(id, _)| id.as_str() == name) {
            return Some((id.clone(), model.clone()));
        }
        let path = at.path.field("figure");
        if !self.excused(name, &path) {
            let near = similar::similar(name, figures.keys().map(Id::as_str));
            let remedy =
                near.map_or_else(|| "Name a `Simulate` of this lesson.".to_owned(), similar::meant);
            let message = format!("the lesson has no live figure `{name}`");
            self.report.error(&path, message, Some(remedy));
        }
        None
    }

    fn wrong_settings(
        &mut self,
        wrong: &'a [WrongSettingSource],
        live: Option<&dyn Live>,
        at: &KindAt<'_, 'a>,
    ) -> Option<Vec<Mistake<Worded>>> {
        let wrong_at = at.path.field("wrong");
        self.few(wrong.len(), &wrong_at, at.question, "wrong settings");
        all(wrong.iter().enumerate().map(|(number, wrong)| {
            let path = wrong_at.index(number);
            let what = format_args!("`because` of a wrong setting of `{}`", at.question);
            let because = self.worded(&wrong.because, &path.field("because"), what);
            let misconception =
                self.misconception(wrong.misconception.as_deref(), &path.field("misconception"));
            let set = self.values(&wrong.set, &path.field("set"), live?.controls());
            if wrong.set.trim().is_empty() {
                let message = "a wrong setting sets nothing".to_owned();
                let remedy = "Name a control and its value, or write it in `otherwise`.";
                self.report.error(&path.field("set"), message, Some(remedy.to_owned()));
            }
            Some(Mistake { set: set?, because, misconception })
        }))
    }

    fn needs(
        &mut self,
        needs: &[NeedSource],
        (live, example): (&dyn Live, &Setting),
        at: &KindAt<'_, 'a>,
    ) -> Option<Vec<Need>> {
        let needs_at = at.path.field("needs");
        if needs.is_empty() {
            let message = format!("the question `{}` needs nothing", at.question);
            self.report.error(&needs_at, message, Some("Write what has to hold.".to_owned()));
        }
        self.few(needs.len(), &needs_at, at.question, "needs");
        all(needs.iter().enumerate().map(|(number, need)| {
            let path = needs_at.index(number);
            match need {
                NeedSource::Reads(reads) => self.reads(reads, &path, (live, example)),
                NeedSource::Set(set) => self.is_set(set, &path, live),
            }
        }))
    }

    fn reads(
        &mut self,
        source: &ReadsSource,
        path: &Path<'_>,
        (live, example): (&dyn Live, &Setting),
    ) -> Option<Need> {
        let readings = live.readings(example);
        let found = readings.iter().find(|one| one.id.as_str() == source.reading);
        if found.is_none() {
            let ids: Vec<&str> = readings.iter().map(|one| one.id.as_str()).collect();
            let near = similar::similar(&source.reading, ids.iter().copied());
            let listed = || format!("At the example there are {}.", ids.join(", "));
            let remedy = near.map_or_else(listed, similar::meant);
            let message = format!("the model does not read `{}`", source.reading);
            self.report.error(&path.field("reading"), message, Some(remedy));
        }
        let mut limit = |value: Option<f64>, field| match value.map(Amount::of) {
            None => Some(None),
            Some(Some(amount)) => Some(Some(amount)),
            Some(None) => {
                let message = "this is no amount".to_owned();
                self.report.error(&path.field(field), message, Some("Write a number.".to_owned()));
                None
            }
        };
        let (from, to) = (limit(source.at_least, "at_least"), limit(source.at_most, "at_most"));
        let (from, to) = (from?, to?);
        if from.is_none() && to.is_none() {
            let message = format!("whatever `{}` reads is right", source.reading);
            let remedy = "Write `at_least`, `at_most`, or both.".to_owned();
            self.report.error(path, message, Some(remedy));
            return None;
        }
        Some(Need::Reads { reading: found?.id.clone(), from, to })
    }

    fn is_set(&mut self, source: &SetSource, path: &Path<'_>, live: &dyn Live) -> Option<Need> {
        let control_at = path.field("control");
        let control = self.control(&source.control, (&control_at, None), live.controls())?;
        let to_at = path.field("to");
        if source.to.is_empty() {
            let message = format!("nothing that `{}` is set to is right", source.control);
            self.report.error(&to_at, message, Some("Name a value.".to_owned()));
            return None;
        }
        let values = source.to.iter().enumerate();
        let to = all(values.map(|(n, text)| self.value(control, text, (&to_at.index(n), None))));
        Some(Need::Set { control: control.id.clone(), to: to? })
    }

    /// Reports a goal that its example misses, or that holds before anything is moved.
    fn attainable(&mut self, goal: &Goal, live: &dyn Live, at: &KindAt<'_, 'a>) {
        let question = at.question;
        if goal.score(live, &goal.example) < 1.0 {
            let said = live.readings(&goal.example);
            let said: Vec<String> =
                said.iter().map(|one| format!("`{}` reads {}", one.id, one.value)).collect();
            let message = format!("the example of the question `{question}` is not right");
            let remedy = format!("There {}.", said.join(", "));
            self.report.error(&at.path.field("example"), message, Some(remedy));
        } else if goal.score(live, &goal.start(live)) >= 1.0 {
            let message = format!("the question `{question}` is right before anything is moved");
            let remedy = "Begin elsewhere, by `given` or the figure's own start.".to_owned();
            self.report.error(&at.path.field("needs"), message, Some(remedy));
        }
    }
}

fn put(setting: &Setting, set: &[(Id, Value)]) -> Setting {
    set.iter().fold(setting.clone(), |all, (id, value)| all.with(id.as_str(), value.clone()))
}
