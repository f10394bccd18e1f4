//! After every command, by key and in every state of the window, something in sight has the focus.

use super::stage::Stage;
use crate::support::write_pack;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use strata::{
    app::{Action, Command, LessonKey, model::Overlay},
    quiz::{Mode, Session},
};

impl Stage {
    /// The name of what has the focus, if that is in sight; else what is wrong.
    fn focus_in_sight(&self) -> Result<String, String> {
        let mut all = self.harness.query_all_by(|node| !node.is_hidden() && node.is_focused());
        let Some(node) = all.next() else { return Err("nothing has the focus".to_owned()) };
        let (name, rect) = (node.accesskit_node().label().unwrap_or_default(), node.rect());
        let window = self.harness.ctx.content_rect();
        let seen = rect.intersect(window);
        if seen.width() > 2.0 && seen.height() > 2.0 {
            Ok(name)
        } else {
            Err(format!("“{name}” is out of sight: {rect:?}"))
        }
    }

    /// Nothing is open, everything is unfolded, and the first lesson is shown from its beginning.
    fn settle(&mut self, lesson: &LessonKey) {
        // Until it closes nothing any more.
        for _ in 0..4 {
            let before = self.harness.query_all_by(|_| true).count();
            self.key(Key::Escape);
            if self.harness.query_all_by(|_| true).count() == before {
                break;
            }
        }
        if self.model().overlay.is_some() {
            self.act(Action::CloseOverlay);
        }
        self.act(Action::OpenLesson(lesson.clone()));
        if self.shows("Whole picture") {
            self.focus_on("Whole picture");
            self.key(Key::Enter);
        }
        for (is, command) in [
            (self.model().prefs.quiz_open, Command::ToggleQuiz),
            (self.model().prefs.list_open, Command::ToggleList),
        ] {
            if !is {
                self.act(Action::Command(command));
            }
        }
        if self.model().prefs.zoom != 100 {
            self.act(Action::Command(Command::NormalText));
        }
        self.act(Action::SetMode(Mode::Learn));
        self.key(Key::Home);
        // What had the focus was scrolled away.
        if self.focus_in_sight().is_err() {
            let focused = self.harness.ctx.memory(egui::Memory::focused);
            self.harness.ctx.memory_mut(|memory| focused.map(|id| memory.surrender_focus(id)));
            self.run();
        }
    }

    fn focus_on(&mut self, part: &str) {
        self.harness.get_by_label_contains(part).focus();
        self.run();
    }
}

fn modifiers(ctrl: bool, alt: bool) -> Modifiers {
    match (ctrl, alt) {
        (true, _) => Modifiers::COMMAND,
        (_, true) => Modifiers::ALT,
        _ => Modifiers::NONE,
    }
}

/// Runs every command of the table, and the keys of the diagram, in one state of the window.
fn every_command(
    mut stage: Stage,
    state: &str,
    enter: impl Fn(&mut Stage),
    entered: impl Fn(&Stage) -> bool,
) {
    let lesson = stage.model().navigation.place.as_ref().unwrap().lesson.clone();
    let keys = [Key::F, Key::F5, Key::Period, Key::Escape, Key::Tab, Key::PageDown];
    let each = Command::ALL.map(Ok).into_iter().chain(keys.map(Err));
    let mut lost = Vec::new();
    for what in each {
        stage.settle(&lesson);
        enter(&mut stage);
        assert!(entered(&stage), "{state} before {what:?}:\n{}", stage.outline());
        // A key is pressed, so that the learner counts as working with keys.
        stage.harness.key_press(Key::F12);
        stage.run();
        match what {
            Ok(command) => match command.shortcut() {
                Some(shortcut) => {
                    let key = Key::from_name(shortcut.key).unwrap();
                    let with = modifiers(shortcut.ctrl, shortcut.alt);
                    stage.harness.key_press_modifiers(with, key);
                    stage.run();
                }
                None => stage.act(Action::Command(command)),
            },
            Err(key) => stage.key(key),
        }
        stage.run();
        let scrolls = what == Err(Key::PageDown);
        if let Err(why) = stage.focus_in_sight()
            && !scrolls
        {
            lost.push(format!("{what:?}: {why}"));
        }
    }
    assert!(lost.is_empty(), "{state}:\n{}", lost.join("\n"));
}

macro_rules! states {
    ($($name:ident: $stage:expr, $enter:expr, $entered:expr;)*) => {
        $(#[test]
        fn $name() {
            every_command($stage, stringify!($name), $enter, $entered);
        })*
    };
}

fn over(overlay: Overlay) -> impl Fn(&Stage) -> bool {
    move |stage| stage.model().overlay == Some(overlay)
}

states! {
    nothing_open: Stage::new(), |_: &mut Stage| {}, |stage| stage.model().overlay.is_none();
    list_drawer: Stage::of_size(1000.0, 700.0), |stage: &mut Stage| stage.ctrl(Key::L),
        over(Overlay::Drawer);
    tabs: Stage::of_size(720.0, 540.0), |stage: &mut Stage| stage.ctrl(Key::J),
        |stage| stage.shows("What is the main advantage");
    find: Stage::new(), |stage: &mut Stage| stage.ctrl(Key::F),
        |stage| stage.model().navigation.finding;
    import: Stage::new(), |stage: &mut Stage| stage.ctrl(Key::O), over(Overlay::Import);
    keys_overlay: Stage::new(), |stage: &mut Stage| stage.key(Key::Questionmark),
        over(Overlay::Keys);
    card_open: Stage::new(), |stage: &mut Stage| {
        // The card is still open if the lesson was only left for another one.
        if !stage.shows("in Virtual Machines, ×3") {
            stage.click("App1, 1 of 3, Virtual Machines");
            stage.focus_on("App1, 1 of 3, Virtual Machines");
        }
    }, |stage| stage.shows("in Virtual Machines, ×3");
    figure_filled: Stage::new(), |stage: &mut Stage| stage.key(Key::F),
        |stage| stage.shows("Back to the lesson");
    presented: Stage::new(), |stage: &mut Stage| stage.key(Key::F5),
        |stage| !stage.shows("Quick Quiz");
    walk_at_a_prediction: Stage::new(), |stage: &mut Stage| {
        if stage.shows("Step by step") {
            stage.focus_on("Step by step");
            stage.key(Key::Enter);
        }
        if !stage.shows("What do you expect?") {
            (0..6).for_each(|_| stage.key(Key::Comma));
            (0..3).for_each(|_| stage.key(Key::Period));
        }
    }, |stage| stage.shows("What do you expect?");
    question_open: Stage::new(), |stage: &mut Stage| stage.focus_on("1. They are complete"),
        |stage| stage.focused().is_some_and(|name| name.starts_with("1. They are complete"));
    question_checked: Stage::new(), |stage: &mut Stage| {
        stage.act(Action::GoToQuestion(0));
        stage.act(Action::TryAgain);
        stage.key(Key::Num3);
        stage.key(Key::Enter);
    }, |stage| stage.model().session().is_some_and(|session| !session.open());
    summary: at_summary(), |stage: &mut Stage| {
        if !stage.model().session().is_some_and(Session::finished) {
            stage.key(Key::Num1);
            stage.key(Key::Enter);
            stage.key(Key::Enter);
        }
    }, |stage| stage.model().session().is_some_and(Session::finished);
}

fn at_summary() -> Stage {
    let mut stage = Stage::new();
    let pack = write_pack(stage.folder(), "1.0.0", "Networks");
    stage.act(Action::ImportPath(pack));
    stage.click("Layers of a network, not begun");
    stage
}
