//! What breaks, and finding what is broken: in the window, by mouse and by keyboard alone.

use super::{
    kinds::{at_question, chosen, role, score, session},
    stage::Stage,
};
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use strata::quiz::{Kind, right_answer};

const ON: Option<egui::accesskit::Toggled> = Some(egui::accesskit::Toggled::True);

/// The gallery's lesson of what breaks, at the question of that id.
fn at(name: &str) -> Stage {
    at_question("What breaks, not begun", name)
}

/// What may be broken, as an option.
fn option<'s>(stage: &'s Stage, name: &str) -> egui_kittest::Node<'s> {
    let ends = format!(". {name}");
    let mut found = stage
        .harness
        .query_all_by(move |node| node.label().is_some_and(|label| label.ends_with(&ends)));
    found.next().unwrap()
}

#[test]
fn of_each_request_it_is_said_what_becomes_of_it_by_mouse() {
    let mut stage = at("b-book");
    stage.expect("What still arrives?");
    stage.expect("Broken: Book, in “A small shop”");
    stage.expect("Book, failed");
    assert_eq!(role(&stage, "The office counts the goods: Stops"), "RadioButton");
    stage.click("The office counts the goods: Stops");
    stage.expect("1 is left.");
    stage.click("The office asks for a report: Arrives only when …");
    stage.click("Check");
    stage.expect("Partly right: 50 %.");
    stage.expect("Score: requests that you were right about.");
    stage.expect("Not so");
    stage.expect(
        "It arrives: its way does not lead through Book. Goods are counted where they lie.",
    );
    stage.expect("“All copies are one and the same.”");
    stage.expect(
        "It arrives only when “Is there a report of today?” is answered with “Yes, it was written \
         this morning”. Else it stops at hop 3b, Book.",
    );
    assert!((score(&stage) - 0.5).abs() < 1e-9);
    // The next question breaks another part.
    stage.click("Next question");
    stage.expect("Till one, failed");
    stage.expect_not("Book, failed");
}

#[test]
fn of_each_request_it_is_said_what_becomes_of_it_by_keyboard() {
    let mut stage = at("b-till");
    for (name, fate) in [
        ("An order comes in", "Arrives"),
        ("Till one asks for a price", "Stops"),
        ("Till two wants goods", "Arrives"),
    ] {
        stage.tab_to(&format!("{name}: {fate}"));
        stage.key(Key::Space);
    }
    stage.tab_to("Check");
    stage.key(Key::Enter);
    stage.expect("Right.");
    stage.expect(
        "It arrives, by another way: Either of the tills can take it, and “Till two takes it” is \
         left.",
    );
    stage.expect("It stops at hop 1, Till one.");
    assert!(score(&stage) >= 1.0);
}

#[test]
fn number_keys_say_it_of_the_requests_one_after_the_other() {
    let mut stage = at("b-cellar");
    stage.expect("Shelf, failed");
    for key in [Key::Num2, Key::Num2, Key::Num3] {
        stage.key(key);
    }
    assert_eq!(chosen(&stage).matches('=').count(), 3, "{}", chosen(&stage));
    assert_eq!(chosen(&stage).matches("=stops").count(), 2, "{}", chosen(&stage));
}

#[test]
fn what_is_broken_is_found_by_trying_by_mouse() {
    let mut stage = at("d-till");
    stage.expect("Find the fault");
    stage.expect("Something is broken, in “A small shop”");
    stage.expect("“Till two wants goods” does not arrive");
    stage.expect_not(", failed");
    stage.click("Try “The office counts the goods”");
    stage.expect("“The office counts the goods” arrives");
    stage.expect_not("hop ");
    assert_eq!(chosen(&stage), "1:options:count");
    // What was tried answers nothing.
    stage.key(Key::Enter);
    assert!(session(&stage).open());
    option(&stage, "Clerk of the tills").click();
    stage.run();
    assert_eq!(chosen(&stage), "1:options:count,clerk");
    // A further try takes nothing back.
    stage.click("Try “Till one asks for a price”");
    assert_eq!(chosen(&stage), "1:options:count,price,clerk");
    stage.click("Check");
    stage.expect("Not right yet");
    stage.expect("With this broken, “Till one asks for a price” would be stopped, and it arrives.");
    stage.expect("“All copies are one and the same.”");
    stage.expect("Only this stops “Till two wants goods” and lets “Till one asks for a price”,");
    stage.expect("Whatever does not need it goes on.");
    stage.expect("“The office asks for a report” was not tried");
    stage.expect(
        "You tried 2 requests; 2 settle it: “Till one asks for a price” and “The office counts \
         the goods”.",
    );
    stage.expect("Broken: Till two, in “A small shop”");
    stage.expect("Till two, failed");
    // Once more, from the beginning.
    stage.click("Try again");
    stage.expect("Try “Till one asks for a price”");
    stage.expect_not(", failed");
}

#[test]
fn what_is_broken_is_found_by_trying_by_keyboard() {
    let mut stage = at("d-till");
    for name in ["Till one asks for a price", "The office counts the goods"] {
        stage.tab_to(&format!("Try “{name}”"));
        stage.key(Key::Enter);
        let focused = stage.focused().unwrap();
        assert!(focused.contains(name) && !focused.starts_with("Try"), "{focused}");
        // Once more changes nothing.
        stage.key(Key::Enter);
    }
    assert_eq!(chosen(&stage), "1:options:price,count");
    stage.tab_to(". Till two");
    stage.key(Key::Space);
    stage.key(Key::Enter);
    stage.expect("Right.");
    assert!(score(&stage) >= 1.0);
    stage.expect("You tried 2 requests; 2 settle it:");
}

/// Is that layer of the picture marked as what was named?
fn is_named(stage: &Stage, name: &str) -> Option<bool> {
    stage.harness.get_by_label(name).accesskit_node().is_selected()
}

#[test]
fn what_is_broken_is_named_by_pointing_at_it_by_mouse() {
    let mut stage = at("d-till");
    stage.expect("Which layer has failed? Point at it, or choose it in the question.");
    stage.expect("It may be what has failed: press to say so.");
    stage.click("Try “Till one asks for a price”");
    stage.click("Clerk of the tills, A small shop");
    assert_eq!(chosen(&stage), "1:options:price,clerk");
    assert_eq!(is_named(&stage, "Clerk of the tills, A small shop"), Some(true));
    assert_eq!(option(&stage, "Clerk of the tills").accesskit_node().toggled(), ON);
    // The options stay, and both are in step.
    option(&stage, "Till two").click();
    stage.run();
    assert_eq!(is_named(&stage, "Clerk of the tills, A small shop"), Some(false));
    assert_eq!(is_named(&stage, "Till two, A small shop"), Some(true));
    stage.click("Clerk of the tills, A small shop");
    stage.click("Check");
    stage.expect("Not right yet");
    stage.expect("Till two, failed");
    stage.expect_not("It may be what has failed");
    // From now on a layer is opened when it is pointed at.
    stage.click("Clerk of the tills, A small shop");
    stage.expect("Close");
}

#[test]
fn what_is_broken_is_named_by_pointing_at_it_by_keyboard() {
    let mut stage = at("d-till");
    stage.tab_to(", A small shop");
    for _ in 0..20 {
        if stage.focused().unwrap().starts_with("Till two") {
            break;
        }
        let key = if stage.focused().unwrap().starts_with("Till one") {
            Key::ArrowRight
        } else {
            Key::ArrowDown
        };
        stage.key(key);
    }
    stage.key(Key::Space);
    assert_eq!(chosen(&stage), "1:options:till-two");
    stage.key(Key::Enter);
    stage.expect("Right.");
    assert!(score(&stage) >= 1.0);
}

#[test]
fn number_keys_name_what_is_broken_and_keep_what_was_tried() {
    let mut stage = at("d-till");
    stage.click("Try “The office asks for a report”");
    stage.key(Key::Num1);
    assert!(chosen(&stage).starts_with("1:options:report,"), "{}", chosen(&stage));
    stage.key(Key::Num2);
    assert_eq!(chosen(&stage).matches(',').count(), 1, "{}", chosen(&stage));
    stage.key(Key::Enter);
    assert!(!session(&stage).open());
}

#[test]
fn what_a_question_says_is_broken_is_so_in_the_whole_picture_alone() {
    let mut stage = at("b-book");
    stage.expect("Book, failed");
    stage.click("Break a layer");
    stage.expect_not("failed");
    stage.click("Clerk of the tills, A small shop");
    stage.expect("Clerk of the tills, failed");
    stage.expect_not("Book, failed");
    stage.click("Mend it");
    stage.expect("Book, failed");
    stage.click("Follow a request");
    stage.click("Till two wants goods");
    stage.expect_not("Book, failed");
    stage.click("Stop following");
    stage.expect("Book, failed");
}

#[test]
fn in_a_narrow_window_the_picture_is_a_press_away() {
    let mut stage = at("b-book");
    stage.harness.set_size(egui::vec2(900.0, 700.0));
    stage.run();
    stage.expect("The office counts the goods: Stops");
    stage.click("Broken: Book, in “A small shop”");
    stage.expect("Book, failed");
}

#[test]
fn in_a_practice_the_pictures_ask_what_breaks() {
    let mut stage = at("b-book");
    stage.harness.get_by_label("Practise on the diagrams").scroll_to_me();
    stage.run();
    stage.click("Practise on the diagrams");
    let mut seen = Vec::new();
    loop {
        let model = stage.model();
        let key = model.navigation.place.as_ref().unwrap().lesson.clone();
        let id = session(&stage).current().unwrap().clone();
        let question = model.question(&key, &id).unwrap().clone();
        let own = matches!(question.kind, Kind::Break(_) | Kind::Diagnose(_));
        if own {
            // The picture is in sight; of a fault it does not say what it is.
            stage.expect_not("Covered while you answer from memory.");
            let failed = stage.outline().contains(", failed");
            assert_eq!(failed, matches!(question.kind, Kind::Break(_)), "{id}");
            seen.push(id.to_string());
        }
        stage.act(strata::app::Action::Choose(right_answer(&question)));
        stage.click("Check");
        stage.expect("Right.");
        stage.expect("In the picture: ");
        if own {
            assert!(stage.outline().contains(", failed"), "now it is told");
        }
        if stage.shows("Finish") {
            break;
        }
        stage.click("Next question");
    }
    seen.sort();
    let kinds: Vec<&str> = seen.iter().map(|id| id.split("--").next().unwrap()).collect();
    assert_eq!(kinds, ["arrives", "arrives", "fault"]);
}
