//! Every kind of question in the window: by mouse, by keyboard alone, and as it is read aloud.

use super::stage::Stage;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use strata::{
    app::ports::Picked,
    id::Id,
    quiz::{Confidence, Session},
};

/// The gallery's lesson with all kinds of questions, at the question of this id.
fn at(name: &str) -> Stage {
    at_question("Kinds of question, not begun", name)
}

/// A lesson of the gallery, by its entry in the list, at the question of this id.
pub fn at_question(lesson: &str, name: &str) -> Stage {
    let mut stage = Stage::of_size(1280.0, 1100.0);
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click(lesson);
    let id = Id::new(name).unwrap();
    let position = session(&stage).round().iter().position(|known| *known == id).unwrap();
    stage.harness.state_mut().send(strata::app::Action::GoToQuestion(position));
    stage.run();
    stage
}

pub fn session(stage: &Stage) -> &Session {
    stage.model().session().unwrap()
}

pub fn score(stage: &Stage) -> f64 {
    session(stage).current_turn().unwrap().verdict.as_ref().unwrap().grade.score
}

pub fn chosen(stage: &Stage) -> String {
    let turn = session(stage).current_turn();
    turn.and_then(|turn| turn.chosen.as_ref()).map(ToString::to_string).unwrap_or_default()
}

pub fn role(stage: &Stage, name: &str) -> String {
    format!("{:?}", stage.harness.get_by_label(name).accesskit_node().role())
}

/// Presses Tab until the control of that name has the focus, then presses a key.
fn press(stage: &mut Stage, name: &str, key: Key) {
    stage.tab_to(name);
    stage.key(key);
}

fn clicked(stage: &mut Stage, part: &str) {
    stage.harness.get_by_label_contains(part).click();
    stage.run();
}

#[test]
fn several_answers_by_mouse_with_partial_credit_and_its_rule() {
    let mut stage = at("k-several");
    stage.expect("Several answers");
    clicked(&mut stage, "The walls");
    clicked(&mut stage, "The roof");
    clicked(&mut stage, "The roof");
    assert_eq!(chosen(&stage), "1:options:walls", "a second click takes it back");
    stage.click("Check");
    stage.expect("Partly right: 50 %.");
    stage.expect("Score: correct minus wrong picks.");
    stage.expect("Right, and not chosen");
}

#[test]
fn several_answers_by_keyboard() {
    let mut stage = at("k-several");
    let offered: Vec<Key> = [Key::Num1, Key::Num2, Key::Num3, Key::Num4].to_vec();
    for key in offered {
        stage.key(key);
    }
    assert_eq!(chosen(&stage).matches(',').count(), 3, "{}", chosen(&stage));
    let roof = stage.harness.get_by_label_contains("The roof");
    assert_eq!(format!("{:?}", roof.accesskit_node().role()), "CheckBox");
    press(&mut stage, "The roof", Key::Space);
    press(&mut stage, "The sky", Key::Space);
    press(&mut stage, "Check", Key::Enter);
    assert!(score(&stage) >= 1.0);
}

#[test]
fn a_scenario_accepts_what_can_be_defended_and_says_what_else_could() {
    let mut stage = at("k-scenario");
    clicked(&mut stage, "Put a bucket under it");
    stage.click("Check");
    stage.expect("Right.");
    stage.expect("This can be defended");
    stage.expect("It stops the water where it comes in.");
}

#[test]
fn an_order_is_dragged() {
    let mut stage = at("k-way");
    let order = |stage: &Stage| chosen(stage);
    for _ in 0..3 {
        for (name, above) in [("Roof", "Walls"), ("Walls", "Rock"), ("Roof", "Rock")] {
            let place = |stage: &Stage, name: &str| {
                let label = format!("{name}, ");
                let mut rows = stage.harness.query_all_by(|node| {
                    node.label().is_some_and(|l| l.starts_with(&label) && l.ends_with(" of 3"))
                });
                rows.next().unwrap().rect()
            };
            let (from, to) = (place(&stage, name), place(&stage, above));
            if from.top() > to.top() {
                drag(&mut stage, from.center(), Pos2::new(from.center().x, to.top() + 2.0));
            }
        }
    }
    assert_eq!(order(&stage), "1:order:roof,walls,rock");
    stage.click("Check");
    stage.expect("Right.");
}

fn drag(stage: &mut Stage, from: Pos2, to: Pos2) {
    drag_in(stage, from, to, 4);
}

/// Drags in so many moves of the pointer: a quick hand makes one.
fn drag_in(stage: &mut Stage, from: Pos2, to: Pos2, moves: u8) {
    let button = |pressed: bool, pos: Pos2| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    stage.harness.event(Event::PointerMoved(from));
    stage.harness.event(button(true, from));
    stage.run();
    for part in 1..=moves {
        let at = from.lerp(to, f32::from(part) / f32::from(moves));
        stage.harness.event(Event::PointerMoved(at));
        stage.run();
    }
    stage.harness.event(button(false, to));
    stage.run();
}

#[test]
fn an_order_by_keyboard_is_picked_up_moved_and_put_down() {
    let mut stage = at("k-order");
    // Its place is read aloud, and what can be done with it.
    let rows: Vec<String> = stage
        .outline()
        .lines()
        .filter(|line| line.starts_with("ListItem: "))
        .map(|line| line.replacen("ListItem: ", "", 1))
        .collect();
    assert_eq!(rows.len(), 5, "{rows:?}");
    stage.expect("Enter picks it up.");
    // From the top. In an order that grows upwards, the first item stands at the bottom.
    for (name, place) in [("Roof", 0), ("Right wall", 1), ("Left wall", 2), ("Cellar", 3)] {
        stage.tab_to(&format!("{name}, "));
        stage.key(Key::Enter);
        stage.expect(&format!("{name}, picked up"));
        for _ in 0..5 {
            stage.key(Key::ArrowUp);
        }
        for _ in 0..place {
            stage.key(Key::ArrowDown);
        }
        stage.key(Key::Enter);
        assert!(stage.focused().unwrap().starts_with(&format!("{name}, {}", place + 1)));
        stage.expect_not("picked up");
    }
    assert_eq!(chosen(&stage), "1:order:rock,cellar,left,right,roof");
    press(&mut stage, "Check", Key::Enter);
    stage.expect("Right.");
}

#[test]
fn an_order_by_its_buttons_and_what_is_out_of_place() {
    let mut stage = at("k-way");
    let first = stage
        .harness
        .get_all_by(|node| {
            node.label().is_some_and(|l| l.starts_with("Move ") && l.ends_with(" down"))
        })
        .next()
        .unwrap();
    first.click();
    stage.run();
    stage.click("Check");
    assert!(score(&stage) < 1.0, "it lies otherwise than what is right");
    stage.expect("Out of order");
    stage.expect("In order: Roof → Walls → Rock");
}

#[test]
fn pointing_at_several_layers_by_mouse_and_by_keyboard() {
    let mut stage = at("k-point-all");
    stage.expect("Choose layers of “Tower” in the diagram");
    stage.click("Cellar, Tower");
    stage.click("Rock, Tower");
    stage.click("Walls, 2 of 2, Tower");
    stage.click("Walls, 2 of 2, Tower");
    stage.expect("Chosen: Cellar, Rock");
    stage.click("Check");
    assert!(score(&stage) >= 1.0);

    let mut stage = at("k-point-all");
    stage.tab_to("Roof 1, 1 of 2, Tower");
    for _ in 0..2 {
        stage.key(Key::ArrowDown);
    }
    stage.key(Key::Enter);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.expect("Chosen: Cellar, Rock");
    press(&mut stage, "Check", Key::Enter);
    assert!(score(&stage) >= 1.0);
}

#[test]
fn names_are_put_on_layers_in_the_picture() {
    let mut stage = at("k-label");
    stage.expect_not("Cellar, Tower");
    stage.expect("B: ?, Tower");
    // The names come one after the other, and the current one is marked.
    for _ in 0..3 {
        let current = stage.outline();
        assert!(current.contains("Button: "), "{current}");
        let session = session(&stage).clone();
        let question = stage.model().open_lesson().unwrap().2.question(session.current().unwrap());
        let question = question.unwrap().clone();
        let pairing = question.kind.pairing().unwrap();
        let offered = question.offered(session.seed(&question.id));
        let given = chosen(&stage);
        let next = offered
            .iter()
            .map(|at| &pairing.items[*at])
            .find(|item| !given.contains(&format!("{}=", item.id)))
            .unwrap();
        // An extra belongs nowhere, so the next name is chosen instead.
        let item = if next.right.is_some() {
            next
        } else {
            let other = offered
                .iter()
                .map(|at| &pairing.items[*at])
                .find(|item| item.right.is_some() && !given.contains(&format!("{}=", item.id)));
            other.unwrap()
        };
        stage.click(item.text);
        let letter = match item.right.unwrap().as_str() {
            "walls" => "A: ?, 1 of 2, Tower",
            "cellar" => "B: ?, Tower",
            _ => "C: ?, Tower",
        };
        stage.click(letter);
    }
    stage.expect("B: Cellar, Tower");
    stage.click("Check");
    assert!(score(&stage) >= 1.0, "{}", chosen(&stage));
    stage.expect("Cellar, Tower");
}

#[test]
fn names_by_keyboard_alone_go_to_letters() {
    let mut stage = at("k-label");
    for (name, letter) in [("Walls", "A"), ("Cellar", "B"), ("Rock", "C")] {
        press(&mut stage, &format!("{name}: {letter}"), Key::Space);
    }
    assert_eq!(role(&stage, "Cellar: B"), "RadioButton");
    press(&mut stage, "Check", Key::Enter);
    assert!(score(&stage) >= 1.0);
}

#[test]
fn items_are_sorted_and_what_is_wrong_names_its_belief() {
    let mut stage = at("k-classify");
    stage.click("Roof: Once");
    stage.click("Walls: In each room");
    stage.click("Cellar: Once");
    stage.click("Check");
    stage.expect("Partly right: 67 %.");
    stage.expect("Look again: there are two. It belongs to: In each room.");
    stage.expect("“All copies are one and the same.”");
    stage.expect("Each copy is a box of its own, with a number.");
    stage.click("Try again");
    for name in ["Roof: In each room", "Walls: In each room", "Cellar: Once"] {
        press(&mut stage, name, Key::Space);
    }
    press(&mut stage, "Check", Key::Enter);
    assert!(score(&stage) >= 1.0);
}

#[test]
fn pairs_are_matched_and_a_right_side_is_given_once() {
    let mut stage = at("k-match");
    let give = |stage: &mut Stage, left: &str, right: &str| {
        if !stage.shows(&format!("{left}: {right}")) {
            stage.tab_to(left);
            stage.key(Key::Enter);
        }
        press(stage, &format!("{left}: {right}"), Key::Space);
    };
    give(&mut stage, "Roof", "Hold the roof");
    give(&mut stage, "Walls", "Hold the roof");
    assert_eq!(chosen(&stage), "1:pairs:walls=walls", "it was taken from the roof");
    give(&mut stage, "Roof", "Keeps the rain out");
    give(&mut stage, "Rock", "Holds everything");
    press(&mut stage, "Check", Key::Enter);
    assert!(score(&stage) >= 1.0, "{}", chosen(&stage));
}

fn typed(stage: &mut Stage, field: &str, words: &str) {
    stage.tab_to(field);
    stage.harness.event(Event::Text(words.to_owned()));
    stage.run();
}

#[test]
fn a_number_is_typed_with_its_unit_shown() {
    let mut stage = at("k-number");
    typed(&mut stage, "Your answer, in m", "lots");
    stage.expect("Write a number, such as 1200 or 12.5.");
    stage.key(Key::Enter);
    assert!(session(&stage).open(), "what is no number is not checked");
    for _ in 0..4 {
        stage.key(Key::Backspace);
    }
    stage.harness.event(Event::Text("7".to_owned()));
    stage.run();
    stage.key(Key::Enter);
    stage.expect("That is the sum; the floors stand on each other.");
    stage.expect("12 m");
    stage.click("Try again");
    typed(&mut stage, "Your answer, in m", "12,2");
    stage.key(Key::Enter);
    stage.expect("Right.");
}

#[test]
fn a_word_is_typed_and_a_near_miss_is_named() {
    let mut stage = at("k-typed");
    typed(&mut stage, "Your answer, a word or two", "cellar");
    stage.key(Key::Enter);
    stage.expect("The cellar stands on it.");
    stage.click("Try again");
    typed(&mut stage, "Your answer, a word or two", "ROCK");
    stage.key(Key::Enter);
    stage.expect("Right.");
}

#[test]
fn a_transcript_is_read_before_the_question() {
    let mut stage = at("k-terminal");
    stage.expect("$ rooms --list");
    clicked(&mut stage, "Two rooms");
    stage.click("Check");
    stage.expect("One line a room, besides the heading.");
}

#[test]
fn hints_come_one_at_a_time() {
    let mut stage = at("k-several");
    stage.expect_not("Two of them do.");
    stage.click("Hint");
    stage.expect("Hint 1. Two of them do.");
    stage.expect_not("Look from the ground up.");
    stage.click("Another hint");
    stage.expect("Hint 2. Look from the ground up.");
    stage.expect_not("Another hint");
}

#[test]
fn a_chip_says_how_sure_one_is_and_checks_and_ones_own_words_stand_beside_the_reason() {
    let mut stage = at("k-several");
    stage.expect_not("How sure are you?");
    clicked(&mut stage, "The roof");
    stage.click("Say why first");
    stage.harness.event(Event::Text("It is so high up".to_owned()));
    stage.run();
    stage.click("Certain");
    stage.expect("You wrote: It is so high up");
    stage.expect("You were certain of something that many believe");
    stage.expect("You were certain.");
    let turn = session(&stage).current_turn().unwrap();
    assert_eq!(turn.confidence, Some(Confidence::Sure));
    let record = strata::progress::Record::open(stage.data(), crate::support::NOW).unwrap().record;
    let attempts = record.attempts(&crate::support::key("strata-tests/gallery")).unwrap();
    let kept = attempts.last().unwrap();
    assert_eq!((kept.confidence, kept.why.as_deref()), (Some(3), Some("It is so high up")));
    assert_eq!(kept.seed, Some(session(&stage).seed(&kept.item)));
}

#[test]
fn sources_are_shown_on_demand_and_a_mistake_can_be_reported() {
    let mut stage = at("k-several");
    clicked(&mut stage, "The roof");
    stage.click("Check");
    stage.click("Its sources");
    stage.expect("https://example.org/first");
    stage.harness.get_by_label("Report a mistake…").click();
    stage.run();
    // The report is shown first, and nothing is in the clipboard yet.
    stage.expect("Strata sends nothing by itself.");
    stage.expect("https://example.org/gallery");
    stage.expect("Question: k-several");
    assert_eq!(stage.focused().as_deref(), Some("What is wrong?"));
    stage.harness.event(Event::Text("The roof is no part of it".to_owned()));
    stage.run();
    stage.harness.get_by_label("Copy the report").click();
    let copied = stage.copied();
    for words in [
        "strata-tests/gallery 1.0.0",
        "Question: k-several",
        "1:options:roof",
        "What is wrong:\nThe roof is no part of it",
    ] {
        assert!(copied.contains(words), "{copied}");
    }
    stage.run();
    stage.expect("Copied");
}

#[test]
fn a_reopened_question_looks_the_same_and_one_that_is_tried_again_another_way() {
    let offered = |stage: &Stage| -> Vec<String> {
        let outline = stage.outline();
        let rows = outline.lines().filter(|line| line.starts_with("CheckBox: "));
        rows.map(str::to_owned).collect()
    };
    let mut stage = at("k-several");
    let first = offered(&stage);
    assert_eq!(first.len(), 4);
    stage.click("Hypervisor types, not begun");
    stage.click("Kinds of question, not begun");
    assert_eq!(offered(&stage), first);
}

/// What a screen reader meets in the panel, for each kind: before the answer, and after a wrong
/// one.
#[test]
fn every_kind_read_aloud() {
    let mut stage = at("k-several");
    let panel = |stage: &Stage| -> String {
        let outline = stage.outline();
        let own = outline.lines().skip_while(|line| !line.contains("Question "));
        own.take_while(|line| !line.starts_with("Splitter"))
            .map(|line| format!("  {line}\n"))
            .collect()
    };
    let mut said = String::new();
    let round = session(&stage).round().to_vec();
    for (position, id) in round.iter().enumerate() {
        stage.harness.state_mut().send(strata::app::Action::GoToQuestion(position));
        stage.run();
        said.extend([id.as_str(), ", asked\n", &panel(&stage)]);
        let wrong = match id.as_str() {
            "k-several" => "1:options:roof,walls",
            "k-scenario" => "1:options:cellar",
            "k-order" => "1:order:rock,roof,cellar,left,right",
            "k-way" => "1:order:walls,roof,rock",
            "k-point-all" => "1:nodes:tower/cellar,tower/room[1]/walls",
            "k-label" => "1:pairs:n-walls=cellar,n-moat=rock",
            "k-classify" => "1:pairs:roof=once,walls=each",
            "k-match" => "1:pairs:roof=swim,walls=walls",
            "k-number" => "1:text:7",
            "k-typed" => "1:text:bedrokc",
            _ => "1:options:three",
        };
        stage.harness.state_mut().send(strata::app::Action::Choose(wrong.parse().unwrap()));
        stage.harness.state_mut().send(strata::app::Action::CheckAs(Confidence::Think));
        stage.run();
        said.extend([id.as_str(), ", answered\n", &panel(&stage)]);
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_row_that_is_picked_up_is_put_down_by_going_on() {
    let mut stage = at("k-way");
    stage.tab_to(", 1 of 3");
    stage.key(Key::Enter);
    stage.expect("picked up");
    stage.key(Key::Tab);
    stage.expect_not("picked up");
}

#[test]
fn ones_own_words_are_kept_however_the_answer_is_checked() {
    let mut stage = at("k-scenario");
    clicked(&mut stage, "Mend the roof");
    stage.click("Say why first");
    stage.harness.event(Event::Text("Water".to_owned()));
    stage.run();
    press(&mut stage, "Mend the roof", Key::Enter);
    stage.expect("You wrote: Water");
}

/// The names of an order's rows, from the top.
fn rows(stage: &Stage) -> Vec<String> {
    let outline = stage.outline();
    let rows = outline.lines().filter_map(|line| line.strip_prefix("ListItem: "));
    rows.map(|row| row.split(", ").next().unwrap_or(row).to_owned()).collect()
}

#[test]
fn a_button_of_an_order_takes_the_focus_along() {
    let mut stage = at("k-order");
    let first = rows(&stage)[0].clone();
    let button = format!("Move {first} down");
    press(&mut stage, &button, Key::Space);
    assert_eq!(stage.focused(), Some(button));
    stage.key(Key::Space);
    assert_eq!(rows(&stage)[2], first, "it moves on, not back");
}

#[test]
fn a_row_follows_a_quick_hand_and_a_click_leaves_it_to_the_keys() {
    let mut stage = at("k-order");
    let first = rows(&stage)[0].clone();
    let place = |stage: &Stage, at: usize| {
        let label = format!("{}, {} of 5", rows(stage)[at], at + 1);
        stage.harness.get_by_label(&label).rect()
    };
    let (from, to) = (place(&stage, 0).center(), place(&stage, 4).center());
    drag_in(&mut stage, from, to, 1);
    assert_eq!(rows(&stage)[4], first);
    let label = format!("{first}, 5 of 5");
    stage.click(&label);
    stage.expect_not("picked up");
    assert_eq!(stage.focused(), Some(label));
    // What was picked up by key is moved by key.
    stage.key(Key::Enter);
    stage.expect(&format!("{first}, picked up"));
    stage.key(Key::ArrowUp);
    assert_eq!(rows(&stage)[3], first);
    let second = rows(&stage)[1].clone();
    stage.click(&format!("{second}, 2 of 5"));
    stage.expect_not("picked up");
    assert_eq!((&rows(&stage)[3], &rows(&stage)[1]), (&first, &second), "a click moves nothing");
}

#[test]
fn whoever_matches_by_keys_goes_from_item_to_item_and_then_to_the_check() {
    let mut stage = at("k-match");
    let item = |stage: &Stage| stage.focused().unwrap().split(": ").next().unwrap().to_owned();
    let outline = stage.outline();
    let mut chips = outline.lines().filter_map(|line| line.strip_prefix("RadioButton: "));
    let chip = chips.find(|chip| chip.contains(": ")).unwrap().to_owned();
    stage.tab_to(&chip);
    let first = item(&stage);
    stage.key(Key::Space);
    let second = item(&stage);
    assert_ne!(first, second);
    stage.key(Key::Tab);
    stage.key(Key::Space);
    let third = item(&stage);
    assert!(third != first && third != second, "{first} {second} {third}");
    stage.key(Key::Tab);
    stage.key(Key::Tab);
    stage.key(Key::Space);
    assert_eq!(stage.focused().as_deref(), Some("Check"));
    stage.key(Key::Enter);
    assert!(session(&stage).current_turn().unwrap().verdict.is_some());
}

/// In a window so low that not all of the answer is in sight.
fn low_at(name: &str) -> Stage {
    let mut stage = at(name);
    stage.harness.set_size(egui::vec2(1280.0, 360.0));
    stage.run();
    stage
}

/// Is what has the focus between the head and the foot of the panel?
#[track_caller]
fn expect_focus_in_sight(stage: &Stage) {
    let place = |name: &str| stage.harness.get_by_label(name).rect();
    let name = stage.focused().unwrap();
    let (here, head, foot) = (place(&name), place("Larger text"), place("Check"));
    assert!(here.top() > head.bottom() && here.bottom() < foot.top(), "{name}: {here:?}");
}

#[test]
fn whoever_sorts_by_keys_sees_where_the_focus_goes() {
    let mut stage = low_at("k-classify");
    stage.tab_to("Roof: Once");
    let mut items = 0;
    while stage.focused().is_some_and(|name| name != "Check") {
        expect_focus_in_sight(&stage);
        items += 1;
        stage.key(Key::Space);
    }
    assert!(items > 1, "{items}");
    // After the answer, the first row that is wrong is in sight: the first of all.
    stage.key(Key::Enter);
    let mut wrong = stage.harness.get_all_by_label_contains("Out of place");
    let head = stage.harness.get_by_label("Larger text").rect();
    let wrong = wrong.next().unwrap().rect();
    assert!(wrong.top() > head.bottom(), "{wrong:?}");
}

#[test]
fn whoever_goes_through_an_order_by_keys_sees_where_the_focus_goes() {
    let mut stage = low_at("k-order");
    stage.tab_to(", 1 of 5");
    for key in [Key::ArrowDown, Key::ArrowUp].into_iter().flat_map(|key| [key; 4]) {
        stage.key(key);
        expect_focus_in_sight(&stage);
    }
    assert!(stage.focused().unwrap().contains("1 of 5"));
}

#[test]
fn nothing_moves_while_items_are_matched_by_mouse() {
    let mut stage = at("k-match");
    let places = |stage: &Stage| -> Vec<(String, egui::Rect)> {
        let controls = stage.harness.query_all_by(|node| {
            let role = format!("{:?}", node.role());
            role == "RadioButton" || (role == "Button" && node.label().is_some())
        });
        let place = |node: egui_kittest::Node<'_>| {
            let name = node.accesskit_node().label().unwrap_or_default();
            // Leaves out the item that it would be given to, and what it is given to now.
            let name = name.split(" (now: ").next().unwrap_or_default();
            let name = name.split(", given to ").next().unwrap_or_default();
            (name.rsplit(": ").next().unwrap_or_default().to_owned(), node.rect())
        };
        controls.map(place).collect()
    };
    let before = places(&stage);
    let target = |stage: &Stage, words: &str| {
        let found = stage.harness.query_all_by(|node| {
            format!("{:?}", node.role()) == "RadioButton"
                && node.label().is_some_and(|label| label.contains(words))
        });
        found.map(|node| node.rect().center()).next().unwrap()
    };
    for words in ["Hold the roof", "Keeps the rain out", "Holds everything"] {
        let at = target(&stage, words);
        let before_it = chosen(&stage).matches('=').count();
        // The second click of a double click gives nothing to the next item.
        for _ in 0..2 {
            stage.harness.event(Event::PointerMoved(at));
            for pressed in [true, false] {
                stage.harness.event(Event::PointerButton {
                    pos: at,
                    button: PointerButton::Primary,
                    pressed,
                    modifiers: Modifiers::NONE,
                });
            }
            stage.harness.step();
        }
        stage.run();
        let given = chosen(&stage);
        assert_eq!(given.matches('=').count(), before_it + 1, "{words}: {given}");
        let now = places(&stage);
        for (name, rect) in &before {
            let there = now.iter().any(|(other, place)| other == name && place == rect);
            assert!(there, "{name} has moved from {rect:?}:\n{now:?}");
        }
        // After some time, a click is one of its own.
        for _ in 0..4 {
            stage.harness.step();
        }
    }
    assert_eq!(chosen(&stage).matches('=').count(), 3, "{}", chosen(&stage));
    stage.expect("All is given.");
}
