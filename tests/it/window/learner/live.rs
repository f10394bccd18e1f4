//! Live figures: what their steps say is tried, and questions about them are answered by setting
//! their controls.

use super::{Learner, Tab};
use egui::{Event, Key, Modifiers, Rect, accesskit::Role};
use egui_kittest::kittest::Queryable;
use strata::{
    id::Id,
    pack::course::Simulation,
    quiz::{Answer, Question, Settings},
    simulate::{Control, ControlKind, Setting, Value},
};

impl Learner {
    /// Goes through what there is to try on a live figure.
    pub fn tries(&mut self, figure: &Simulation) {
        let fills = format!("Fill the window: {}", figure.title);
        // Its steps stand below its name.
        self.reach(Tab::On, &fills, |focus| focus.name == fills);
        let live = figure.model.live();
        let mut setting = Setting::start(live.controls());
        for (at, step) in figure.steps.iter().enumerate() {
            let next = if at == 0 { "Begin" } else { "Next step" };
            self.press_one_of(Tab::Short, &[next]);
            setting = step
                .set
                .iter()
                .fold(setting, |all, (id, value)| all.with(id.as_str(), value.clone()));
            self.stage.expect(&step.say);
            self.stage.expect(&live.sentence(&setting));
        }
    }

    /// Sets what the question lets be set, and leaves it to be checked.
    pub(super) fn sets(&mut self, question: &Question, wanted: &Settings, pairs: &[(Id, String)]) {
        let place = self.panel(&question.prompt);
        for control in wanted.model.live().controls() {
            if !wanted.goal.is_free(&control.id) {
                continue;
            }
            let written = pairs.iter().find(|(id, _)| *id == control.id);
            let to = written.and_then(|(_, text)| control.read(text)).unwrap();
            let now = self.set_to(wanted);
            let from = now.get(control.id.as_str()).unwrap();
            if *from != to {
                self.moves(place, control, from, &to);
            }
            assert_eq!(self.set_to(wanted).get(control.id.as_str()), Some(&to), "{}", control.id);
        }
    }

    /// From where to where the question's panel lies, across.
    fn panel(&self, prompt: &str) -> Rect {
        let mut all = self.stage.harness.query_all_by_label(prompt);
        let rect = all.next().expect("the question is there").rect();
        Rect::everything_right_of(rect.left() - 24.0)
    }

    /// What the question that is asked is set to.
    fn set_to(&self, wanted: &Settings) -> Setting {
        let chosen = self.session().current_turn().and_then(|turn| turn.chosen.clone());
        wanted.setting(chosen.as_ref().filter(|answer| matches!(answer, Answer::Settings(_))))
    }

    /// Moves one control, by the keys that it takes.
    fn moves(&mut self, place: Rect, control: &Control, from: &Value, to: &Value) {
        let name = control.name.as_str();
        let is_there = |rect: Rect| place.contains(rect.center());
        match (&control.kind, to) {
            (ControlKind::Range(_), Value::Amount(amount)) => {
                let field = format!("{name}, ");
                self.reach(Tab::Short, &field, |focus| {
                    focus.role != Role::Slider
                        && focus.name.starts_with(&field)
                        && is_there(focus.rect)
                });
                self.put(Key::A, Modifiers::COMMAND);
                self.stage.run();
                self.stage.harness.event(Event::Text(amount.to_string()));
                self.press(Key::Enter);
            }
            (ControlKind::Choice(offered), Value::Chosen(id)) => {
                self.reach(Tab::Short, name, |focus| focus.name == name && is_there(focus.rect));
                // A frame in which the control says which keys are its own: letting go of Tab.
                self.stage.run();
                let place_of = |id: &Id| offered.iter().position(|one| one.id == *id).unwrap();
                let Value::Chosen(now) = from else { panic!("{from} is no choice") };
                let (now, then) = (place_of(now), place_of(id));
                let arrow = if then > now { Key::ArrowDown } else { Key::ArrowUp };
                (0..now.abs_diff(then)).for_each(|_| self.press(arrow));
            }
            _ => {
                self.reach(Tab::Short, name, |focus| focus.name == name && is_there(focus.rect));
                self.press(Key::Space);
            }
        }
    }
}

/// A setting that is not right and takes a hand to set: a known mistake, or any other.
pub(super) fn wrong_setting(asked: &Settings) -> Answer {
    let model = asked.model.live();
    let start = asked.goal.start(model);
    let mistakes = asked.wrong.iter().map(|mistake| {
        mistake
            .set
            .iter()
            .fold(start.clone(), |all, (id, value)| all.with(id.as_str(), value.clone()))
    });
    let free = model.controls().iter().filter(|control| asked.goal.is_free(&control.id));
    let moved = free.flat_map(|control| {
        let values = match &control.kind {
            ControlKind::Range(range) => vec![Value::Amount(range.from), Value::Amount(range.to)],
            ControlKind::Choice(all) => {
                all.iter().map(|one| Value::Chosen(one.id.clone())).collect()
            }
            ControlKind::Switch => vec![Value::On(false), Value::On(true)],
        };
        let start = &start;
        values.into_iter().map(move |value| start.with(control.id.as_str(), value))
    });
    let wrong = |setting: &Setting| *setting != start && asked.goal.score(model, setting) < 1.0;
    let setting = mistakes.chain(moved).find(wrong).expect("not every setting is right");
    Answer::Settings(setting.pairs())
}
