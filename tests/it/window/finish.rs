//! Small finish: what is folded, withheld or numbered says so.

use super::stage::Stage;
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use strata::{
    app::{Action, ports::Picked},
    quiz::Answer,
};

#[test]
fn a_folded_unit_bears_the_mark_of_the_open_lesson() {
    let mut stage = Stage::new();
    stage.click("Two ways to isolate, 0 of 2 done, unfolded");
    stage.expect("Two ways to isolate, 0 of 2 done, folded, the open lesson is in it");
}

#[test]
fn what_a_figure_withholds_is_disabled_with_the_reason() {
    let mut stage = Stage::new();
    stage.click("More precise");
    let why = "Steps and requests belong to the plain pictures: turn “More precise” off.";
    for name in ["Step by step", "Follow a request"] {
        let control = stage.harness.get_by_label(name);
        let node = control.accesskit_node();
        assert!(node.is_disabled() && node.description().as_deref() == Some(why), "{name}");
    }
    // And for who can't point at what is disabled.
    assert!(stage.harness.query_by_label(why).is_some());
    stage.click("More precise");
    stage.expect_not("belong to the plain pictures");
    stage.click("Step by step");
    stage.expect("Step 1 of 6");
}

#[test]
fn items_are_sorted_by_number_keys() {
    let mut stage = Stage::new();
    stage.act(Action::GoToQuestion(5));
    stage.expect("5 are left.");
    for left in ["4 are left.", "3 are left.", "2 are left.", "1 is left."] {
        stage.key(Key::Num2);
        stage.expect(left);
    }
    stage.key(Key::Num1);
    let turn = stage.model().session().unwrap().current_turn().unwrap();
    let Some(Answer::Pairs(pairs)) = &turn.chosen else { panic!("sorted") };
    assert_eq!(pairs.len(), 5);
    assert!(pairs[..4].iter().all(|(_, to)| *to == pairs[0].1) && pairs[4].1 != pairs[0].1);
    assert_eq!(stage.focused().as_deref(), Some("Check"));
}

#[test]
fn a_table_folds_only_what_is_worth_it() {
    let mut stage = Stage::new();
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Prose and tables, not begun");
    let offers = stage.harness.query_all_by(|node| {
        node.label().is_some_and(|label| label.starts_with("Show all ") && label.ends_with("rows"))
    });
    assert_eq!(offers.count(), 0, "it would hide one or two rows");
}
