//! Importing through the window: a good pack, bad ones, and a dialog that does not behave.

use super::stage::Stage;
use crate::{
    changed::{ONE, two},
    support::write_pack,
};
use egui::Key;
use egui_kittest::kittest::Queryable;
use std::{fs, path::PathBuf, sync::Arc};
use strata::{app::ports::Picked, theme::ColourScheme};

impl Stage {
    fn choose(&mut self, picked: Picked) {
        self.will_pick(picked);
        self.click("Import pack…");
        self.click("Choose a file…");
    }

    fn pack(&self, version: &str) -> PathBuf {
        write_pack(self.folder(), version, "Networks")
    }

    fn broken(&self, file: &str, old: &str, new: &str) -> PathBuf {
        let path = self.pack("9.9.9");
        let file = path.join(file);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(old));
        fs::write(&file, text.replace(old, new)).unwrap();
        path
    }
}

#[test]
fn a_good_pack_is_in_the_list_at_once_and_after_a_restart() {
    for scheme in [ColourScheme::Light, ColourScheme::Dark] {
        good_pack(scheme);
    }
}

fn good_pack(scheme: ColourScheme) {
    let mut stage = Stage::in_scheme(scheme);
    let pack = stage.pack("1.0.0");
    // Picking pack.ron means its folder.
    stage.choose(Picked::Path(pack.join("pack.ron")));
    stage.expect("Networks is in the list");
    stage.click("Layers of a network, not begun");
    stage.expect("Which layer do people use?");
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    stage.expect("Layers of a network, done");
    stage.after(7_000);
    stage.expect_not("is in the list");
    let stage = stage.restart();
    stage.expect("Layers of a network, done");
    assert_eq!(stage.model().navigation.place.as_ref().unwrap().lesson.lesson.as_str(), "layers");
}

#[test]
fn an_update_asks_and_keeps_progress() {
    let mut stage = Stage::new();
    stage.choose(Picked::Path(stage.pack("1.0.0")));
    stage.click("Layers of a network, not begun");
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    stage.choose(Picked::Path(stage.pack("1.1.0")));
    stage.expect("Replace Networks 1.0.0 with 1.1.0?");
    stage.expect("Your progress is kept");
    stage.click("Cancel");
    stage.expect_not("Replace Networks");
    stage.choose(Picked::Path(stage.pack("1.1.0")));
    stage.click("Replace");
    stage.expect("Networks is in the list");
    stage.expect("Layers of a network, done");
}

#[test]
fn an_update_asks_again_what_has_another_answer_and_says_so() {
    for scheme in [ColourScheme::Light, ColourScheme::Dark] {
        let mut stage = Stage::in_scheme(scheme);
        let [old, new] = [("one", ONE.to_owned()), ("two", two())].map(|(name, text)| {
            let folder = stage.folder().join(name);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("pack.ron"), text).unwrap();
            folder
        });
        stage.choose(Picked::Path(old));
        stage.click("L, not begun");
        for _ in 0..3 {
            stage.key(Key::Num1);
            stage.key(Key::Enter);
            stage.key(Key::Enter);
        }
        stage.expect("All of them right");
        stage.expect("L, done");
        stage.choose(Picked::Path(new));
        stage.expect("1 question with another answer");
        stage.expect("The one with another answer is asked again");
        stage.click("Replace");
        stage.expect("L, begun, 50 percent, 1 question changed since you answered");
        stage.expect("Changed since you answered: it is asked again.");
        stage.expect("3 of 4");
        let mut stage = stage.restart();
        stage.expect("Changed since you answered: it is asked again.");
        stage.key(Key::Num2);
        stage.key(Key::Enter);
        stage.expect("Right.");
        stage.expect("L, begun, 75 percent");
        stage.expect_not("hanged since you answered");
    }
}

#[test]
fn three_bad_packs_are_shown_as_problems_and_change_nothing() {
    for scheme in [ColourScheme::Light, ColourScheme::Dark] {
        bad_packs(scheme);
    }
}

fn bad_packs(scheme: ColourScheme) {
    let mut stage = Stage::in_scheme(scheme);
    for (file, old, new, message, place) in [
        (
            "lessons/layers.ron",
            "role: Network",
            "role: Netwerk",
            "Unknown role Netwerk",
            "lessons/layers.ron:6:",
        ),
        ("pack.ron", "[\"layers\"]", "[\"layer\"]", "There is no lesson layer", "pack.ron:4:"),
        ("pack.ron", "format: 1", "format: 7", "Made for a newer Strata", "pack.ron:2:"),
    ] {
        let path = stage.broken(file, old, new);
        stage.choose(Picked::Path(path));
        stage.expect("nothing was changed");
        stage.expect(message);
        stage.expect(place);
        stage.key(Key::Escape);
        stage.expect_not("Networks");
    }
    assert!(!stage.data().join("packs").exists());
}

#[test]
fn a_mended_pack_is_read_again_with_one_click() {
    let mut stage = Stage::new();
    let path = stage.broken("pack.ron", "9.9.9", "nine");
    stage.choose(Picked::Path(path));
    stage.expect("nine is not a version");
    stage.pack("9.9.9");
    stage.click("Read it again");
    stage.expect("Networks is in the list");
}

#[test]
fn a_path_that_holds_no_pack_says_what_to_pick() {
    let mut stage = Stage::new();
    let nowhere = stage.folder().join("nowhere");
    stage.choose(Picked::Path(nowhere));
    stage.expect("Nothing was changed.");
    stage.expect("No pack found at this path");
}

#[test]
fn without_a_dialog_the_path_field_takes_its_place() {
    let mut stage = Stage::new();
    stage.choose(Picked::Unavailable("This desktop offers no file dialog.".to_owned()));
    stage.expect("This desktop offers no file dialog.");
    let pack = stage.pack("1.0.0");
    stage.harness.get_by_label("Or type its path").focus();
    stage.run();
    stage.harness.get_by_label("Or type its path").type_text(pack.to_str().unwrap());
    stage.run();
    stage.key(Key::Enter);
    stage.expect("Networks is in the list");
}

#[test]
fn a_dialog_that_never_answers_can_be_given_up_on() {
    let mut stage = Stage::new();
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.expect("Waiting for the file chooser…");
    stage.click("Stop waiting");
    stage.expect("Or type its path");
    stage.key(Key::Escape);
    stage.expect_not("Or type its path");
}

#[test]
fn cancelling_the_dialog_leads_back() {
    let mut stage = Stage::new();
    stage.choose(Picked::Cancelled);
    stage.expect("Choose a file…");
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_folder_dropped_on_the_window_is_imported() {
    let mut stage = Stage::new();
    let pack = stage.pack("1.0.0");
    stage.harness.input_mut().dropped_files.push(Arc::new(Dropped(pack)));
    stage.run();
    stage.expect("Networks is in the list");
}

#[test]
fn where_nothing_can_be_kept_nothing_is_installed() {
    let dir = crate::support::folder();
    let data = crate::support::unwritable(dir.path());
    let mut stage = Stage::set(super::stage::Setting { data: Some(data), ..Default::default() });
    let pack = stage.pack("1.0.0");
    stage.choose(Picked::Path(pack));
    stage.expect("Nothing was installed.");
}

#[test]
fn a_path_can_be_typed_as_soon_as_the_window_was_opened_by_key() {
    let mut stage = Stage::new();
    let path = stage.pack("1.0.0");
    stage.ctrl(Key::O);
    stage.harness.event(egui::Event::Text(path.display().to_string()));
    stage.run();
    stage.key(Key::Enter);
    stage.expect("Networks is in the list");
}
