//! Checks and converts live figures.

mod blast;
mod density;
mod isolation;
mod request_cost;
mod startup;

use crate::{
    id::Id,
    pack::{
        check::checker::{Checker, Seen, all},
        course::{Simulation, Try},
        limits,
        path::Path,
        problem::counted,
        similar,
        source::{DatumSource, LessonSource, ModelSource, RangeSource, SimulateSource, TrySource},
        white_space,
    },
    simulate::{Amount, Control, Datum, Model, Origin, Scale, Value, setting::fits},
};
use std::{collections::HashSet, ops::Range, sync::Arc};

impl<'a> Checker<'a, '_> {
    /// A live figure.
    pub(super) fn simulate(
        &mut self,
        source: &'a SimulateSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
        lesson: &'a LessonSource,
    ) -> Option<Simulation> {
        let id = self.new_id(&source.id, &path.field("id"), "block", seen);
        let what = format_args!("the title of the `Simulate` `{}`", source.id);
        let title = self.text(&source.title, &path.field("title"), what);
        if !self.index.is_english() {
            let message = format!("the live figure `{}` speaks English", source.id);
            let remedy = "Say in its title and its steps what it shows.".to_owned();
            self.report.warning(&path.field("id"), message, Some(remedy));
        }
        let model_at = path.field("model");
        let model = match &source.model {
            ModelSource::Density(density) => self.density(density, &model_at).map(Model::Density),
            ModelSource::RequestCost(cost) => {
                self.request_cost(cost, &model_at, lesson).map(Model::RequestCost)
            }
            ModelSource::Startup(startup) => self.startup(startup, &model_at).map(Model::Startup),
            ModelSource::Isolation(dial) => self.isolation(dial, &model_at).map(Model::Isolation),
            ModelSource::Blast(blast) => self.blast(blast, &model_at, &lesson.id).map(Model::Blast),
        };
        let steps_at = path.field("steps");
        let controls = model.as_ref().map(|model| model.live().controls());
        let mut seen = Seen::default();
        let steps = all(source.steps.iter().enumerate().map(|(number, step)| {
            self.try_step(step, &steps_at.index(number), controls, &mut seen)
        }));
        let model = model?;
        let mut once = HashSet::new();
        let named = model.live().assumptions().into_iter().filter_map(|one| one.source);
        let sources = named.filter(|id| once.insert(id.clone())).collect();
        Some(Simulation { id: id?, title, model: Arc::new(model), steps: steps?, sources })
    }

    fn try_step(
        &mut self,
        source: &'a TrySource,
        path: &Path<'_>,
        controls: Option<&[Control]>,
        seen: &mut Seen<'a>,
    ) -> Option<Try> {
        let id = self.new_id(&source.id, &path.field("id"), "step", seen);
        let what = format_args!("what the step `{}` says", source.id);
        let say = self.text(&source.say, &path.field("say"), what);
        let set = self.values(&source.set, &path.field("set"), controls?);
        Some(Try { id: id?, say, set: set? })
    }

    /// What controls are set to, each named once: `memory=8192 beside=full`.
    pub(super) fn values(
        &mut self,
        set: &str,
        path: &Path<'_>,
        controls: &[Control],
    ) -> Option<Vec<(Id, Value)>> {
        let mut named = HashSet::new();
        let words = set.split_whitespace();
        all(words.map(|word| {
            let start = word.as_ptr().addr() - set.as_ptr().addr();
            let part = start..start + word.len();
            let Some((name, text)) = word.split_once('=') else {
                let message = format!("`{word}` sets nothing");
                let remedy = "Write the name of a control, `=`, and its value.".to_owned();
                self.report.error_in(path, part, message, Some(remedy));
                return None;
            };
            let control = self.control(name, (path, Some(part.clone())), controls)?;
            if !named.insert(name) {
                let message = format!("`{name}` is set twice");
                let remedy = "Set it once.".to_owned();
                self.report.error_in(path, part, message, Some(remedy));
                return None;
            }
            let value = self.value(control, text, (path, Some(part)))?;
            Some((control.id.clone(), value))
        }))
    }

    /// The control of this name.
    pub(super) fn control<'c>(
        &mut self,
        name: &str,
        (path, part): (&Path<'_>, Option<Range<usize>>),
        controls: &'c [Control],
    ) -> Option<&'c Control> {
        let found = controls.iter().find(|control| control.id.as_str() == name);
        if found.is_none() {
            let ids = || controls.iter().map(|control| control.id.as_str());
            let listed = || format!("It has {}.", ids().collect::<Vec<_>>().join(", "));
            let remedy = similar::similar(name, ids()).map_or_else(listed, similar::meant);
            let message = format!("the model has no control `{name}`");
            self.error_on(path, part, message, Some(remedy));
        }
        found
    }

    /// What a control is set to; an amount has to be one that it can be set to.
    pub(super) fn value(
        &mut self,
        control: &Control,
        text: &str,
        (path, part): (&Path<'_>, Option<Range<usize>>),
    ) -> Option<Value> {
        let value = control.read(text);
        let exact = match &value {
            Some(Value::Amount(amount)) => Amount::read(text) == Some(*amount),
            Some(_) => true,
            None => false,
        };
        if exact {
            return value;
        }
        let message = format!("`{}` cannot be set to `{text}`", control.id);
        let remedy = match &value {
            Some(nearest) => format!("The nearest is `{nearest}`."),
            None => format!("Write {}.", fits(control)),
        };
        self.error_on(path, part, message, Some(remedy));
        None
    }

    /// A range of amounts, and where it starts.
    fn range(
        &mut self,
        source: &RangeSource,
        path: &Path<'_>,
        (unit, scale): (&str, Scale),
    ) -> Option<(crate::simulate::Range, Amount)> {
        let mut amount = |value: f64, field| {
            let made = Amount::of(value).filter(|amount| *amount >= Amount::ZERO);
            if made.is_none() {
                let message = format!("{value} is no amount of {unit}");
                let remedy = "Write a number from 0 on.".to_owned();
                self.report.error(&path.field(field), message, Some(remedy));
            }
            made
        };
        let (from, to) = (amount(source.from, "from"), amount(source.to, "to"));
        let (step, start) = (amount(source.step, "step"), amount(source.start, "start"));
        let (from, to, step, start) = (from?, to?, step?, start?);
        let range = crate::simulate::Range { from, to, step, unit: unit.to_owned(), scale };
        let wrong = if to <= from {
            Some(("to", format!("the range ends at {to}, where it begins at {from}")))
        } else if step <= Amount::ZERO || step > to - from {
            Some(("step", format!("{from} to {to} cannot be gone through in steps of {step}")))
        } else if range.fit(start) != start {
            let nearest = range.fit(start);
            Some(("start", format!("it cannot start at {start}; the nearest is {nearest}")))
        } else {
            None
        };
        if let Some((field, message)) = wrong {
            let remedy = "Let `from` be less than `to`, and `start` a number of steps from `from`.";
            self.report.error(&path.field(field), message, Some(remedy.to_owned()));
            return None;
        }
        Some((range, start))
    }

    /// A figure, with where it comes from.
    fn datum(&mut self, source: &DatumSource, path: &Path<'_>, unit: &str) -> Option<Datum> {
        let value = Amount::of(source.value).filter(|value| *value >= Amount::ZERO);
        if value.is_none() {
            let message = format!("{} is no amount of {unit}", source.value);
            let remedy = "Write a number from 0 on.".to_owned();
            self.report.error(&path.field("value"), message, Some(remedy));
        }
        let origin = match (&source.source, source.illustrative) {
            (Some(id), false) => self.source(id, &path.field("source"), None).map(Origin::Source),
            (None, true) => Some(Origin::Illustrative),
            (given, _) => {
                let (field, message) = match given {
                    Some(_) => ("illustrative", "a figure has a source, or is illustrative"),
                    None => ("value", "this figure does not say where it comes from"),
                };
                let remedy = "Write `source: \"…\"` with a source of the pack, or \
                    `illustrative: true` where it is assumed.";
                self.report.error(&path.field(field), message.to_owned(), Some(remedy.to_owned()));
                None
            }
        };
        let what = format_args!("the note of a figure");
        let note = self.optional(source.note.as_deref(), &path.field("note"), what);
        Some(Datum { value: value?, origin: origin?, note: note.unwrap_or_default() })
    }

    #[expect(clippy::option_option, reason = "an error, no figure, and a figure are three things")]
    fn maybe_datum(
        &mut self,
        source: Option<&DatumSource>,
        path: &Path<'_>,
        unit: &str,
    ) -> Option<Option<Datum>> {
        match source {
            Some(source) => self.datum(source, path, unit).map(Some),
            None => Some(None),
        }
    }

    /// Reports a model with too few rows, or more than a picture holds.
    fn some_rows(&mut self, count: usize, path: &Path<'_>, what: &str) {
        self.some_of(count, path, ("the model", what));
    }

    /// Reports something of which there are none in `whole`, or more than a picture holds.
    fn some_of(&mut self, count: usize, path: &Path<'_>, (whole, what): (&str, &str)) {
        if count == 0 || count > limits::MODEL_ROWS {
            let message = format!("{whole} has {}", counted(count, what));
            let remedy = format!("Write 1 to {}.", limits::MODEL_ROWS);
            self.report.error(path, message, Some(remedy));
        }
    }

    /// Words that a model says, with white space folded.
    fn said(&mut self, text: &str, path: &Path<'_>, what: &str) -> String {
        self.text(text, path, format_args!("{what}"));
        white_space::folded(text).into_owned()
    }
}
