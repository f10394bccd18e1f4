//! What is not kept yet is told, tried again, and waited for when the window is to be closed.

use super::stage::Stage;
use crate::support::{NOW, key};
use egui::{ViewportCommand, ViewportEvent};
use egui_kittest::kittest::Queryable;
use rusqlite::Connection;
use strata::progress::Record;

/// Lets another program hold the record for itself.
fn hold(stage: &Stage) -> Connection {
    let other = Connection::open(stage.data().join("record.sqlite")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    other
}

fn answer(stage: &mut Stage) {
    stage.harness.get_by_label_contains("They share the host’s kernel").click();
    stage.run();
    stage.click("Check");
}

/// The window's manager asks for the window to be closed. Does it stay?
fn close(stage: &mut Stage) -> bool {
    let viewport = stage.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
    viewport.events.push(ViewportEvent::Close);
    stage.harness.step();
    let output = stage.harness.output();
    let commands = output.viewport_output.values().flat_map(|viewport| &viewport.commands);
    let stays = commands.into_iter().any(|command| *command == ViewportCommand::CancelClose);
    let viewport = stage.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
    viewport.events.clear();
    stage.run();
    stays
}

#[test]
fn an_answer_that_cannot_be_kept_now_is_kept_later() {
    let mut stage = Stage::new();
    let other = hold(&stage);
    answer(&mut stage);
    stage.expect("Right, and here is why");
    stage.expect("This answer is not kept yet.");
    stage.expect("1 answer is not kept yet: another program holds the record");
    stage.click("Next question");
    other.execute_batch("COMMIT").unwrap();
    stage.click("Keep it now");
    stage.expect_not("not kept yet");
    stage.expect("Your answer is kept now");
    let record = Record::open(stage.data(), NOW).unwrap().record;
    assert_eq!(record.attempts(&key("strata/containers-vs-vms")).unwrap().len(), 1);
}

#[test]
fn it_is_tried_again_without_anybody_asking() {
    let mut stage = Stage::new();
    let other = hold(&stage);
    answer(&mut stage);
    stage.expect("1 answer is not kept yet");
    other.execute_batch("COMMIT").unwrap();
    stage.after(1_000);
    stage.expect_not("not kept yet");
}

#[test]
fn closing_says_what_would_be_lost_and_waits_for_it() {
    let mut stage = Stage::new();
    assert!(!close(&mut stage), "there is nothing to wait for");
    let other = hold(&stage);
    answer(&mut stage);
    assert!(close(&mut stage));
    stage.expect("Not everything is kept yet");
    stage.expect("1 answer would be lost:");
    stage.expect("What is the main advantage of containers over virtual machines?");
    stage.click("Stay here");
    stage.expect_not("Not everything is kept yet");
    assert!(close(&mut stage));
    stage.click("Close and lose them");
    assert!(!close(&mut stage), "who does not want to wait need not");
    drop(other);
}

#[test]
fn a_record_whose_folder_is_removed_is_written_again_and_that_is_said() {
    let mut stage = Stage::new();
    answer(&mut stage);
    std::fs::remove_dir_all(stage.data()).unwrap();
    // Settings are written when they change: that shows the loss.
    stage.ctrl(egui::Key::T);
    stage.after(2_000);
    stage.expect("Your record was removed while Strata was running");
    let record = Record::open(stage.data(), NOW).unwrap().record;
    assert_eq!(record.attempts(&key("strata/containers-vs-vms")).unwrap().len(), 1);
}
