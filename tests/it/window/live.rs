//! Live figures in the window: moved by mouse and by keyboard, copied and pasted, full size, and
//! asked for by a question.

use super::{
    kinds::{at_question, chosen, score, session},
    stage::Stage,
};
use crate::support::{id, key};
use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use strata::{
    app::{Action, Command, LessonKey, ports::Picked},
    pack::{Block, course::Simulation},
    quiz::{Question, right_answer},
    simulate::{Amount, Control, ControlKind, Room, Setting, Value},
    theme::NotoMeasure,
};

/// The gallery's lesson of live figures in a window of this size.
fn at_lesson(width: f32, height: f32) -> Stage {
    let mut stage = Stage::of_size(1280.0, 800.0);
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    let (pack, lesson) = (key("strata-tests/gallery"), id("live-figures"));
    stage.act(Action::OpenLesson(LessonKey { pack, lesson }));
    stage.harness.set_size(egui::vec2(width, height));
    stage.run();
    stage
}

/// The figure while no question asks for it: the quiz stands at its end.
fn free() -> Stage {
    let mut stage = at_question("Figures that answer back, not begun", "hundred-guests");
    let right = right_answer(current(&stage));
    stage.act(Action::Choose(right));
    stage.act(Action::CheckAnswer);
    // It has kept what was answered.
    press(&mut stage, "As at first");
    stage
}

fn current(stage: &Stage) -> &Question {
    let id = session(stage).current().unwrap();
    let (key, _, _) = stage.model().open_lesson().unwrap();
    stage.model().question(key, id).unwrap()
}

/// The controls of that name, without the words beside them.
fn controls<'s>(stage: &'s Stage, name: &'s str) -> Vec<egui_kittest::Node<'s>> {
    let all = stage.harness.query_all_by_label(name);
    all.filter(|node| node.accesskit_node().role() != Role::Label).collect()
}

/// The value of a control, as it is read aloud.
fn value(stage: &Stage, name: &str) -> String {
    controls(stage, name)[0].accesskit_node().value().unwrap_or_default()
}

/// Presses Tab until the control of exactly that name has the focus.
fn tab_to(stage: &mut Stage, name: &str) {
    // Five figures have very many controls.
    for _ in 0..240 {
        if stage.focused().as_deref() == Some(name) {
            return;
        }
        stage.key(Key::Tab);
    }
    panic!("Tab never comes to “{name}”; it stands on {:?}", stage.focused());
}

/// Presses the control of that name of the first live figure that has one.
fn press(stage: &mut Stage, name: &str) {
    controls(stage, name)[0].scroll_to_me();
    stage.run();
    controls(stage, name)[0].click();
    stage.run();
}

#[test]
fn a_slider_takes_arrows_pages_ends_and_a_typed_number() {
    let mut stage = free();
    stage.expect("A machine with 16 GiB holds 209 programs of 73.2 MiB each.");
    tab_to(&mut stage, "Memory of the machine");
    assert_eq!(value(&stage, "Memory of the machine"), "16,384 MiB");
    let scrolled = |stage: &Stage| stage.model().navigation.place.as_ref().unwrap().scroll;
    let before = scrolled(&stage);
    for (key, then) in [
        (Key::ArrowRight, "17,408 MiB"),
        (Key::ArrowLeft, "16,384 MiB"),
        (Key::ArrowUp, "17,408 MiB"),
        (Key::ArrowDown, "16,384 MiB"),
        (Key::PageUp, "19,456 MiB"),
        (Key::PageDown, "16,384 MiB"),
        (Key::End, "65,536 MiB"),
        (Key::Home, "2,048 MiB"),
    ] {
        stage.key(key);
        assert_eq!(value(&stage, "Memory of the machine"), then, "{key:?}");
        assert_eq!(stage.focused().as_deref(), Some("Memory of the machine"), "{key:?}");
    }
    stage.expect("A machine with 2 GiB holds 13 programs of 73.2 MiB each.");
    assert!((scrolled(&stage) - before).abs() < 0.5, "the page stays where it is");
    // The number beside it is typed.
    stage.key(Key::Tab);
    assert_eq!(stage.focused().as_deref(), Some("Memory of the machine, in MiB"));
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    stage.harness.event(Event::Text("8,192".to_owned()));
    stage.key(Key::Enter);
    stage.expect("A machine with 8 GiB holds 97 programs of 73.2 MiB each.");
}

#[test]
fn a_choice_and_a_switch_are_set_by_keys_and_by_mouse() {
    let mut stage = free();
    tab_to(&mut stage, "Run as");
    assert_eq!(value(&stage, "Run as"), "On one kernel");
    stage.key(Key::ArrowDown);
    stage.expect("A machine with 16 GiB holds 110 small guests of 138.7 MiB each.");
    stage.key(Key::ArrowUp);
    stage.expect("holds 209 programs");
    stage.key(Key::Tab);
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage
        .expect("209 programs of 73.2 MiB each, or 14 full guests of 1,051 MiB each. That is 14.9");
    tab_to(&mut stage, "At most 110 on a machine");
    stage.key(Key::Space);
    stage.expect("holds 110 programs of 73.2 MiB each, or 14 full guests");
    press(&mut stage, "At most 110 on a machine");
    stage.expect("holds 209 programs of 73.2 MiB each, or 14 full guests");
    // Out of the list that opens.
    press(&mut stage, "Beside it");
    stage.click("With a small kernel each");
    stage.expect("or 110 small guests of 138.7 MiB each. That is 1.9 times as many.");
    press(&mut stage, "As at first");
    stage.expect("A machine with 16 GiB holds 209 programs of 73.2 MiB each.");
}

#[test]
fn steps_set_the_figure_and_lead_back() {
    let mut stage = free();
    stage.expect("3 things to try");
    press(&mut stage, "Begin");
    stage.expect("Half of the memory: how many are left?");
    stage.expect("A machine with 8 GiB holds 97 programs");
    press(&mut stage, "Next step");
    stage.expect("97 programs of 73.2 MiB each, or 6 full guests");
    press(&mut stage, "Next step");
    stage.expect("3 of 3");
    stage.expect("A machine with 64 GiB holds 110 programs of 73.2 MiB each, or 61 full guests");
    press(&mut stage, "The step before");
    stage.expect("2 of 3");
    stage.expect("97 programs of 73.2 MiB each, or 6 full guests");
}

#[test]
fn a_setting_is_copied_as_a_line_and_pasted_back() {
    let mut stage = free();
    press(&mut stage, "Begin");
    controls(&stage, "Copy setting")[0].scroll_to_me();
    stage.run();
    stage.harness.query_all_by_label("Copy setting").next().unwrap().click();
    let line = stage.copied();
    assert_eq!(line, "density memory=8192 reserve=1024 app=73.2 row=bare beside=none ceiling=off");
    stage.run();
    press(&mut stage, "As at first");
    stage.expect("A machine with 16 GiB");
    press(&mut stage, "Paste setting…");
    assert!(stage.focused().is_some_and(|name| name.starts_with("A setting, as one line")));
    stage.harness.event(Event::Text("density memroy=8192".to_owned()));
    stage.key(Key::Enter);
    stage.expect("There is no `memroy` to be set; did you mean `memory`?");
    stage.expect("A machine with 16 GiB");
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    stage.harness.event(Event::Paste(line));
    stage.key(Key::Enter);
    stage.expect("A machine with 8 GiB holds 97 programs");
    stage.expect_not("A setting, as one line");
}

#[test]
fn it_fills_the_window_and_goes_back() {
    let mut stage = free();
    press(&mut stage, "Fill the window: How many fit?");
    stage.expect("Back to the lesson");
    stage.expect_not("Quick Quiz");
    stage.expect("A machine with 16 GiB holds 209 programs");
    tab_to(&mut stage, "Memory of the machine");
    stage.key(Key::End);
    stage.expect("A machine with 64 GiB holds 881 programs");
    stage.key(Key::Escape);
    stage.expect("Quick Quiz");
    // It is one figure: what was set stays.
    stage.expect("A machine with 64 GiB holds 881 programs");
}

#[test]
fn all_of_it_is_a_table_and_what_is_assumed_names_its_sources() {
    let mut stage = free();
    press(&mut stage, "As a table");
    for words in ["Run as", "With a full system each", "1,051\u{a0}MiB", "27\u{a0}MiB requested"] {
        stage.expect(words);
    }
    press(&mut stage, "What is assumed, and sources");
    stage.expect("rounded down.");
    stage.expect("With a small kernel each, What runs the guest: 2.5\u{a0}MiB, assumed.");
    stage.expect("As many as were tried.");
}

#[test]
fn every_part_of_the_picture_has_a_name() {
    let stage = free();
    for words in [
        "Live figure: How many fit?",
        "Picture: How many fit?",
        "On one kernel: 209 programs fit",
        "209 programs of 73.2 MiB each",
        "Kernel and services, shared by all: 1 GiB",
        "Free: 61.2 MiB",
    ] {
        stage.expect(words);
    }
}

#[test]
fn a_question_asks_for_a_setting_by_keyboard_alone() {
    let mut stage = at_question("Figures that answer back, not begun", "hundred-guests");
    stage.expect("Set the model");
    // Both the figure and the quiz have the controls. What is given cannot be moved in the quiz, and
    // in the figure once it is answered there; before, the figure is the reader's own.
    assert_eq!(controls(&stage, "Run as").len(), 2);
    let disabled = |stage: &Stage| {
        let memory = controls(stage, "Memory of the machine");
        memory.iter().filter(|node| node.accesskit_node().is_disabled()).count()
    };
    assert_eq!(disabled(&stage), 1);
    stage.expect("3 things to try");
    stage.click("See it in the lesson");
    assert_eq!(disabled(&stage), 2);
    tab_to(&mut stage, "Run as");
    stage.key(Key::ArrowDown);
    assert_eq!(
        chosen(&stage),
        "1:settings:memory=16384,reserve=1024,app=73.2,row=small,beside=none,ceiling=off"
    );
    assert_eq!(value(&stage, "Run as"), "With a small kernel each", "in the figure as well");
    tab_to(&mut stage, "Check");
    stage.key(Key::Enter);
    stage.expect("Right.");
    stage.expect(
        "A small guest and what runs it take 65.5 MiB beside the program: 110 of them fit.",
    );
    assert!(score(&stage) >= 1.0);
}

#[test]
fn a_wrong_setting_is_told_its_mistake_and_one_that_is_right() {
    let mut stage = at_question("Figures that answer back, not begun", "hundred-guests");
    stage.click("See it in the lesson");
    tab_to(&mut stage, "Run as");
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage.click("Check");
    stage.expect("Each is given a whole GiB, so 14 fit.");
    // The figure shows what was answered still.
    assert_eq!(value(&stage, "Run as"), "With a full system each");
    stage.expect("A machine with 16 GiB holds 14 full guests of 1,051 MiB each.");
    stage.expect("For instance: Kept for the host: 1,024 MiB; Run as: With a small kernel each");
    assert!(score(&stage) <= 0.0);
}

#[test]
fn nothing_moves_at_rest_at_any_size() {
    for (width, height) in [(900.0, 700.0), (720.0, 540.0), (1600.0, 1000.0)] {
        let mut stage = at_lesson(width, height);
        stage.run();
        stage.expect("Figures that answer back");
    }
}

/// The live figures of the gallery, as its lesson has them.
fn figures() -> Vec<Simulation> {
    let course = crate::layout::gallery();
    let lesson = course.lessons.iter().find(|one| one.id == id("live-figures")).unwrap();
    let live = lesson.blocks.iter().filter_map(|block| match block {
        Block::Simulate(figure) => Some(figure.clone()),
        _ => None,
    });
    live.collect()
}

/// The live figure of that number, alone in the window.
fn alone(number: usize) -> Stage {
    let mut stage = free();
    let title = figures()[number].title.clone();
    press(&mut stage, &format!("Fill the window: {title}"));
    stage.expect_not("Quick Quiz");
    stage
}

/// What a control is moved to by a key, and the key.
fn moved(control: &Control, value: &Value) -> (Key, Value) {
    match (&control.kind, value) {
        (ControlKind::Range(range), Value::Amount(amount)) if *amount < range.to => {
            (Key::ArrowRight, Value::Amount(range.fit(*amount + range.step)))
        }
        (ControlKind::Range(range), Value::Amount(amount)) => {
            (Key::ArrowLeft, Value::Amount(range.fit(*amount - range.step)))
        }
        (ControlKind::Choice(offered), Value::Chosen(chosen)) => {
            let at = offered.iter().position(|one| one.id == *chosen).unwrap();
            match offered.get(at + 1) {
                Some(next) => (Key::ArrowDown, Value::Chosen(next.id.clone())),
                None => (Key::ArrowUp, Value::Chosen(offered[at - 1].id.clone())),
            }
        }
        (_, value) => (Key::Space, Value::On(*value == Value::On(false))),
    }
}

#[test]
fn every_control_of_every_model_is_moved_by_keyboard() {
    let all = figures();
    assert_eq!(all.len(), 5, "all five models");
    for (number, figure) in all.iter().enumerate() {
        let mut stage = alone(number);
        let live = figure.model.live();
        let mut setting = Setting::start(live.controls());
        stage.expect(&live.sentence(&setting));
        for control in live.controls() {
            let now = setting.get(control.id.as_str()).unwrap().clone();
            let (key, then) = moved(control, &now);
            setting = setting.with(control.id.as_str(), then);
            tab_to(&mut stage, &control.name);
            stage.key(key);
            stage.expect(&live.sentence(&setting));
            let about = format!("{}: {}", figure.id, control.id);
            assert!(stage.focused().is_some_and(|name| name.contains(&control.name)), "{about}");
        }
        press(&mut stage, "Copy setting");
    }
}

#[test]
fn every_choice_and_switch_of_every_model_is_set_by_mouse_and_sliders_are_dragged() {
    for (number, figure) in figures().iter().enumerate() {
        let mut stage = alone(number);
        let live = figure.model.live();
        let start = Setting::start(live.controls());
        for control in live.controls() {
            match &control.kind {
                ControlKind::Choice(offered) => {
                    let other = offered.last().unwrap();
                    press(&mut stage, &control.name);
                    let entry = stage.harness.query_all_by_label(&other.name).last().unwrap();
                    entry.click();
                    stage.run();
                    let then = start.with(control.id.as_str(), Value::Chosen(other.id.clone()));
                    stage.expect(&live.sentence(&then));
                }
                ControlKind::Switch => {
                    press(&mut stage, &control.name);
                    let on = Value::On(control.start == Value::On(false));
                    stage.expect(&live.sentence(&start.with(control.id.as_str(), on)));
                }
                ControlKind::Range(range) => {
                    controls(&stage, &control.name)[0].scroll_to_me();
                    stage.run();
                    let rect = controls(&stage, &control.name)[0].rect();
                    let at = |share: f32| {
                        egui::pos2(rect.left() + rect.width() * share, rect.center().y)
                    };
                    drag(&mut stage, at(0.5), at(-0.1));
                    let near = Value::Amount(range.from);
                    stage.expect(&live.sentence(&start.with(control.id.as_str(), near)));
                }
            }
            press(&mut stage, "As at first");
            stage.expect(&live.sentence(&start));
        }
    }
}

fn drag(stage: &mut Stage, from: egui::Pos2, to: egui::Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    stage.harness.event(Event::PointerMoved(from));
    stage.harness.event(button(from, true));
    stage.run();
    stage.harness.event(Event::PointerMoved(to));
    stage.run();
    stage.harness.event(button(to, false));
    stage.harness.event(Event::PointerMoved(egui::pos2(2.0, 2.0)));
    stage.run();
}

#[test]
fn what_can_be_pressed_in_a_picture_sets_what_it_says() {
    for (number, figure) in figures().iter().enumerate() {
        let live = figure.model.live();
        let start = Setting::start(live.controls());
        let tokens = strata::theme::ColourScheme::Light.tokens();
        let room = Room { width: 1100.0, tokens, measure: &NotoMeasure };
        let parts = live.picture(&start, &room).parts;
        let mut seen = std::collections::HashSet::new();
        for part in parts.iter().filter(|part| seen.insert(part.name.clone())) {
            let Some((control, value)) = &part.sets else { continue };
            let mut stage = alone(number);
            let found = stage.harness.query_all_by_label(&part.name);
            let pressed =
                found.into_iter().find(|node| node.accesskit_node().role() == Role::Button);
            let pressed = pressed.unwrap_or_else(|| panic!("{}: {}", figure.id, part.name));
            pressed.scroll_to_me();
            stage.run();
            stage.harness.query_all_by_label(&part.name).next().unwrap().click();
            stage.run();
            stage.expect(&live.sentence(&start.with(control.as_str(), value.clone())));
        }
    }
}

#[test]
fn playing_goes_to_the_end_and_stillness_is_there_at_once() {
    let all = figures();
    let number = all.iter().position(|figure| figure.model.live().clock().is_some()).unwrap();
    let live = all[number].model.live();
    let end = Setting::start(live.controls()).with("row", Value::Chosen(id("rented")));
    for still in [false, true] {
        let mut stage = alone(number);
        if still {
            stage.act(Action::Command(Command::ToggleMotion));
        }
        // One row alone is over in a moment.
        tab_to(&mut stage, "Show");
        (0..3).for_each(|_| stage.key(Key::ArrowDown));
        stage.expect(&live.sentence(&end));
        stage.harness.get_by_label("Play").click();
        for _ in 0..4 {
            stage.harness.step();
        }
        assert_eq!(stage.shows("Pause"), !still, "it is still under way, unless motion is off");
        for _ in 0..120 {
            stage.harness.step();
        }
        stage.run();
        stage.expect("Play");
        let over = live.over(&end).unwrap();
        let over = Amount::whole(over.in_thousandths().saturating_add(999).div_euclid(1000));
        stage.expect(&live.sentence(&end.with("at", Value::Amount(over))));
    }
}

#[test]
fn it_is_taken_along_as_words_and_as_a_picture() {
    let mut stage = free();
    press(&mut stage, "Take along: How many fit?");
    stage.harness.get_by_label("Copy as text").click();
    let words = stage.copied();
    assert!(
        words.starts_with("How many fit?\nA machine with 16 GiB holds 209 programs"),
        "{words}"
    );
    assert!(words.contains("density memory=16384") && words.contains("With a full system each | "));
    stage.run();
    press(&mut stage, "Take along: How many fit?");
    stage.harness.get_by_label("Copy as SVG").click();
    let file = stage.copied();
    assert!(file.starts_with("<svg ") && file.contains("On one kernel: 209 programs fit"));
    stage.run();
    let path = stage.folder().join("many.png");
    stage.will_pick(Picked::Path(path.clone()));
    press(&mut stage, "Take along: How many fit?");
    stage.harness.get_by_label("Save as PNG…").click();
    stage.run();
    assert!(std::fs::read(&path).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn while_it_is_presented_the_arrow_keys_turn_its_steps() {
    let mut stage = alone(0);
    stage.key(Key::Escape);
    press(&mut stage, "Fill the window: How many fit?");
    stage.key(Key::F5);
    stage.key(Key::ArrowRight);
    stage.expect("Half of the memory: how many are left?");
    stage.key(Key::ArrowRight);
    stage.expect("97 programs of 73.2 MiB each, or 6 full guests");
    stage.key(Key::ArrowLeft);
    stage.expect("1 of 3");
}

#[test]
fn its_title_is_found_where_it_stands() {
    let mut stage = free();
    stage.ctrl(Key::F);
    stage.harness.event(Event::Text("How soon is it there".to_owned()));
    stage.run();
    stage.expect("1 of 1");
}
