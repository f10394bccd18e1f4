//! One press is one command: keys that are held, and clicks that come twice.

use super::stage::Stage;
use crate::support::NOW;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable;
use strata::{
    app::{Action, Command},
    progress::Record,
    theme::ColourScheme,
};

const RIGHT: &str = "They share the host’s kernel";

fn stored(stage: &Stage) -> usize {
    let record = Record::open(stage.data(), NOW).unwrap().record;
    record.attempts(&crate::support::key("strata/containers-vs-vms")).unwrap().len()
}

fn key(key: Key, pressed: bool, repeat: bool, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat, modifiers }
}

impl Stage {
    /// Holds a key for about a second.
    fn hold(&mut self, held: Key, modifiers: Modifiers) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.harness.event(key(held, true, false, modifiers));
        for _ in 0..20 {
            self.harness.event(key(held, true, true, modifiers));
        }
        self.run();
        self.harness.event(key(held, false, false, modifiers));
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.run();
    }

    fn middle(&self, name: &str) -> Pos2 {
        self.harness.get_by_label(name).rect().center()
    }

    /// Clicks so many times at one place, a tenth of a second apart.
    fn clicks(&mut self, at: Pos2, times: usize) {
        self.harness.event(Event::PointerMoved(at));
        self.run();
        let mut time = self.harness.ctx.input(|input| input.time);
        for _ in 0..times {
            for pressed in [true, false] {
                time += 0.04;
                self.button(at, pressed, time);
            }
            // The window paints between clicks.
            for _ in 0..3 {
                time += 0.02;
                self.harness.input_mut().time = Some(time);
                self.harness.step();
            }
        }
        self.harness.input_mut().time = None;
        self.run();
    }

    fn button(&mut self, pos: Pos2, pressed: bool, time: f64) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.harness.input_mut().time = Some(time);
        self.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        self.harness.step();
    }

    fn at(&self) -> usize {
        self.model().session().unwrap().position().0
    }
}

#[test]
fn a_held_enter_checks_and_does_not_go_on() {
    let mut stage = Stage::new();
    stage.key(Key::Num3);
    stage.hold(Key::Enter, Modifiers::NONE);
    assert_eq!((stored(&stage), stage.at()), (1, 1));
    stage.hold(Key::Enter, Modifiers::NONE);
    assert_eq!((stored(&stage), stage.at()), (1, 2), "held once more, it goes on by one");
}

#[test]
fn enter_and_enter_in_quick_succession_check_and_go_on() {
    let mut stage = Stage::new();
    stage.key(Key::Num3);
    stage.harness.key_press(Key::Enter);
    stage.harness.key_press(Key::Enter);
    stage.run();
    assert_eq!((stored(&stage), stage.at()), (1, 2));
}

#[test]
fn a_held_enter_on_an_option_chooses_it_and_does_not_check() {
    let mut stage = Stage::new();
    stage.tab_to(RIGHT);
    stage.hold(Key::Enter, Modifiers::NONE);
    assert_eq!(stored(&stage), 0);
    stage.hold(Key::Enter, Modifiers::NONE);
    assert_eq!((stored(&stage), stage.at()), (1, 1));
}

#[test]
fn what_has_the_focus_is_pressed_once_by_a_held_key() {
    for held in [Key::Space, Key::Enter] {
        let mut stage = Stage::new();
        stage.key(Key::Num3);
        stage.tab_to("Check");
        stage.hold(held, Modifiers::NONE);
        assert_eq!((stored(&stage), stage.at()), (1, 1));
        stage.hold(held, Modifiers::NONE);
        assert_eq!((stored(&stage), stage.at()), (1, 2));
        // A step that asks is not passed by a held key.
        stage.act(Action::GoToQuestion(0));
        stage.tab_to("Step by step");
        stage.hold(held, Modifiers::NONE);
        stage.expect("Step 1 of 6");
        stage.hold(held, Modifiers::NONE);
        stage.expect("Step 2 of 6");
    }
}

#[test]
fn a_held_undo_takes_back_one() {
    let mut stage = Stage::new();
    for _ in 0..2 {
        stage.key(Key::Num3);
        stage.key(Key::Enter);
        stage.act(Action::TryAgain);
    }
    assert_eq!(stage.model().undoing.done.len(), 2);
    stage.hold(Key::Z, Modifiers::COMMAND);
    assert_eq!(stage.model().undoing.done.len(), 1);
}

#[test]
fn a_held_switch_switches_once_and_a_held_step_steps_once() {
    let mut stage = Stage::new();
    stage.hold(Key::J, Modifiers::COMMAND);
    assert!(!stage.model().prefs.quiz_open);
    stage.hold(Key::F, Modifiers::NONE);
    stage.expect("Back to the lesson");
    stage.hold(Key::F5, Modifiers::NONE);
    for (step, held) in [(1, Key::ArrowRight), (2, Key::PageDown), (3, Key::Period)] {
        stage.hold(held, Modifiers::NONE);
        stage.expect(&format!("Step {step} of 6"));
    }
    stage.hold(Key::Escape, Modifiers::NONE);
    stage.expect_not("Back to the lesson");
}

#[test]
fn an_escape_that_is_held_closes_one_thing() {
    let mut stage = Stage::new();
    stage.ctrl(Key::F);
    stage.act(Action::Command(Command::About));
    stage.hold(Key::Escape, Modifiers::NONE);
    assert!(stage.model().overlay.is_none() && stage.model().navigation.finding);
}

#[test]
fn a_held_enter_confirms_nothing_that_has_just_come_up() {
    let mut stage = Stage::new();
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    stage.tab_to("Start over…");
    stage.hold(Key::Enter, Modifiers::NONE);
    assert!(stage.model().overlay.is_some());
    assert_eq!(stage.model().undoing.done.len(), 1, "nothing was begun again");
    stage.key(Key::Escape);
    let path = crate::support::write_pack(stage.folder(), "1.0.0", "Networks");
    let newer = crate::support::write_pack(stage.folder(), "1.1.0", "Networks");
    stage.act(Action::ImportPath(path));
    stage.ctrl(Key::O);
    stage.harness.event(Event::Text(newer.display().to_string()));
    stage.run();
    stage.hold(Key::Enter, Modifiers::NONE);
    stage.expect("Replace Networks 1.0.0 with 1.1.0?");
}

#[test]
fn scrolling_arrows_and_zoom_go_on_while_they_are_held() {
    let mut stage = Stage::new();
    stage.hold(Key::PageDown, Modifiers::NONE);
    assert!(stage.model().navigation.place.as_ref().unwrap().scroll > 2_000.0);
    stage.hold(Key::Space, Modifiers::SHIFT);
    stage.hold(Key::PageUp, Modifiers::NONE);
    assert!(stage.model().navigation.place.as_ref().unwrap().scroll < 1.0);
    stage.tab_to("App1, 1 of 3, Virtual Machines");
    stage.hold(Key::ArrowDown, Modifiers::NONE);
    assert_eq!(stage.focused().as_deref(), Some("Hardware, Virtual Machines"));
    stage.hold(Key::Plus, Modifiers::COMMAND);
    assert_eq!(stage.model().prefs.zoom, 200);
}

#[test]
fn what_is_typed_is_written_on_while_a_key_is_held() {
    let mut stage = Stage::new();
    stage.ctrl(Key::F);
    stage.harness.event(Event::Text("zzzz".to_owned()));
    stage.run();
    stage.expect("Not found");
    stage.hold(Key::Backspace, Modifiers::NONE);
    stage.expect_not("Not found");
    assert!(stage.model().navigation.finding);
}

#[test]
fn the_second_click_of_a_double_click_does_not_reach_what_has_just_appeared() {
    let mut stage = Stage::new();
    stage.key(Key::Num3);
    let check = stage.middle("Check");
    stage.clicks(check, 2);
    assert_eq!((stored(&stage), stage.at()), (1, 1), "Check became Next question");
    stage.after(1_000);
    stage.click("Next question");
    assert_eq!(stage.at(), 2);

    let import = stage.middle("Import pack…");
    stage.clicks(import, 2);
    assert!(stage.model().overlay.is_some(), "it does not open and close");
    stage.key(Key::Escape);
    // A press before the first one is painted can't mean what that leads to.
    let time = stage.harness.ctx.input(|input| input.time) + 1.0;
    for (number, pressed) in (0_u8..).zip([true, false, true, false]) {
        stage.button(import, pressed, time + 0.01 * f64::from(number));
    }
    stage.harness.input_mut().time = None;
    stage.run();
    assert!(stage.model().overlay.is_some());
}

#[test]
fn a_double_click_takes_back_one_answer() {
    let mut stage = Stage::new();
    for _ in 0..2 {
        stage.key(Key::Num3);
        stage.key(Key::Enter);
        stage.act(Action::NextQuestion);
        stage.act(Action::GoToQuestion(0));
        stage.act(Action::TryAgain);
    }
    stage.key(Key::Num3);
    stage.key(Key::Enter);
    stage.harness.get_by_label("Take it back").scroll_to_me();
    stage.run();
    let at = stage.middle("Take it back");
    stage.clicks(at, 2);
    assert_eq!(stage.model().undoing.done.len(), 2);
}

#[test]
fn clicks_on_the_same_control_all_count() {
    let mut stage = Stage::new();
    let theme = stage.middle("Change theme to dark");
    stage.clicks(theme, 2);
    assert_eq!(stage.model().scheme(), ColourScheme::HighContrast);
    // In this window the whole figure is in sight, so it does not move under the pointer.
    let mut stage = Stage::of_size(1280.0, 1200.0);
    stage.click("Step by step");
    let next = stage.middle("Next step");
    stage.clicks(next, 2);
    stage.expect("Step 3 of 6");
}
