//! Installing packs: whole or not at all, and never at the cost of progress.

use crate::support::{NOW, attempt, folder, id, key, unwritable, write_pack};
use std::{fs, path::Path};
use strata::{
    library::{Origin, Receipt, Refusal, Shelf, install, prepare, recover_if_lost, tidy},
    progress::{Record, Turn},
};

fn receipt(path: &Path, shelf: &Shelf) -> Receipt {
    prepare(path, shelf).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn titles(shelf: &Shelf) -> Vec<(String, String)> {
    shelf.packs.iter().map(|p| (p.course.title.clone(), p.course.version.to_string())).collect()
}

fn own(title: &str, version: &str) -> Vec<(String, String)> {
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let today = Shelf::embedded().packs[0].course.version.to_string();
    vec![pair("Containers vs Virtual Machines", &today), pair(title, version)]
}

#[test]
fn the_course_is_in_the_binary_whole() {
    let shelf = Shelf::embedded();
    assert_eq!(shelf.unreadable, []);
    let [pack] = shelf.packs.as_slice() else { panic!("one course") };
    assert_eq!(pack.origin, Origin::Embedded);
    let on_disk = strata::pack::read("content/containers-vs-vms".as_ref()).unwrap();
    assert_eq!(on_disk.files.len(), 1 + pack.course.read());
    let checked = strata::pack::check(&on_disk).course.unwrap();
    assert_eq!(checked, *pack.course, "a file of content/ is missing in the binary");
}

#[test]
fn a_new_pack_is_there_after_a_restart() {
    let (data, packs) = (folder(), folder());
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    let shelf = Shelf::load(data.path(), &record);
    let receipt = receipt(&write_pack(packs.path(), "1.0.0", "Networks"), &shelf);
    assert!(!receipt.needs_question());
    assert_eq!(receipt.summary(), "1 lesson, 1 question");
    let name = install(data.path(), &mut record, &receipt, NOW).unwrap();
    assert!(name.as_str().starts_with("someone.networks-"), "{name}");
    drop(record);
    let record = Record::open(data.path(), NOW).unwrap().record;
    let shelf = Shelf::load(data.path(), &record);
    assert_eq!(titles(&shelf), own("Networks", "1.0.0"));
    // The author's own words are kept, byte for byte.
    let lesson =
        fs::read(data.path().join("packs").join(&name).join("lessons/layers.ron")).unwrap();
    assert_eq!(lesson, fs::read(packs.path().join("networks-1.0.0/lessons/layers.ron")).unwrap());
    assert_eq!(leftovers(data.path()), 1);
}

/// The names of all that lies in `packs/`, hidden folders included.
fn leftovers(data: &Path) -> usize {
    fs::read_dir(data.join("packs")).unwrap().count()
}

#[test]
fn an_update_is_asked_about_and_keeps_progress() {
    let (data, packs) = (folder(), folder());
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    let old = write_pack(packs.path(), "1.0.0", "Networks");
    install(data.path(), &mut record, &receipt(&old, &Shelf::embedded()), NOW).unwrap();
    record.append(&attempt("someone/networks", "top", 1.0)).unwrap();

    let new = write_pack(packs.path(), "1.1.0", "Networks");
    let lesson = new.join("lessons/layers.ron");
    let text = fs::read_to_string(&lesson).unwrap();
    let text = text.replace("Which layer do people use?", "Which of the layers do people use?");
    let more = r#"(id: "more", prompt: "And?", kind: Single(options: [
        (id: "a", text: "A", correct: true, because: "Y."), (id: "b", text: "B", because: "N.")])),
    ],
)"#;
    let text = text.trim_end().strip_suffix("],\n)").unwrap().to_owned() + more;
    fs::write(&lesson, text).unwrap();

    let shelf = Shelf::load(data.path(), &record);
    let receipt = receipt(&new, &shelf);
    assert!(receipt.needs_question());
    insta::assert_snapshot!(receipt.summary(), @"Version 1.0.0 → 1.1.0. 1 new question, 1 reworded question. Your progress is kept.");
    install(data.path(), &mut record, &receipt, NOW).unwrap();
    let shelf = Shelf::load(data.path(), &record);
    assert_eq!(titles(&shelf), own("Networks", "1.1.0"));
    assert!(record.standing(&key("someone/networks")).unwrap().item(&id("top"), &[]).ever_right);
    assert_eq!(leftovers(data.path()), 1, "the former version is gone");
}

#[test]
fn the_same_and_an_older_version_say_so() {
    let (data, packs) = (folder(), folder());
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    let two = write_pack(packs.path(), "2.0.0", "Networks");
    install(data.path(), &mut record, &receipt(&two, &Shelf::embedded()), NOW).unwrap();
    let shelf = Shelf::load(data.path(), &record);
    insta::assert_snapshot!(receipt(&two, &shelf).summary(), @"You have version 2.0.0 already. No lesson or question comes, goes or changes its answer. Your progress is kept.");
    let one = receipt(&write_pack(packs.path(), "1.0.0", "Networks"), &shelf);
    assert!(
        one.summary().starts_with("Version 2.0.0 → 1.0.0, which is older."),
        "{}",
        one.summary()
    );
    // Installing the same version again leaves one whole copy.
    install(data.path(), &mut record, &receipt(&two, &shelf), NOW).unwrap();
    assert_eq!(leftovers(data.path()), 1);
    assert_eq!(titles(&Shelf::load(data.path(), &record)), own("Networks", "2.0.0"));
}

#[test]
fn an_install_that_fails_changes_nothing() {
    let (data, packs) = (folder(), folder());
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    let one = write_pack(packs.path(), "1.0.0", "Networks");
    install(data.path(), &mut record, &receipt(&one, &Shelf::embedded()), NOW).unwrap();
    let shelf = Shelf::load(data.path(), &record);
    let two = receipt(&write_pack(packs.path(), "2.0.0", "Networks"), &shelf);
    // The folder for packs can't take anything, since a file stands in its place.
    fs::rename(data.path().join("packs"), data.path().join("away")).unwrap();
    fs::write(data.path().join("packs"), "").unwrap();
    let error = install(data.path(), &mut record, &two, NOW).unwrap_err().to_string();
    assert!(error.contains("packs"), "{error}");
    fs::remove_file(data.path().join("packs")).unwrap();
    fs::rename(data.path().join("away"), data.path().join("packs")).unwrap();
    assert_eq!(titles(&Shelf::load(data.path(), &record)), own("Networks", "1.0.0"));
    // The record can't take the row: the new folder is removed, and the old version stays.
    let raw = rusqlite::Connection::open(data.path().join("record.sqlite")).unwrap();
    let refuse = "CREATE TRIGGER refused BEFORE INSERT ON current_pack
                  BEGIN SELECT RAISE(FAIL, 'not today'); END";
    raw.execute_batch(refuse).unwrap();
    let error = install(data.path(), &mut record, &two, NOW).unwrap_err().to_string();
    assert!(error.contains("not today"), "{error}");
    assert_eq!(leftovers(data.path()), 1);
    assert_eq!(titles(&Shelf::load(data.path(), &record)), own("Networks", "1.0.0"));
    // Once the record takes rows again, the install succeeds.
    raw.execute_batch("DROP TRIGGER refused").unwrap();
    install(data.path(), &mut record, &two, NOW).unwrap();
    assert_eq!(titles(&Shelf::load(data.path(), &record)), own("Networks", "2.0.0"));
}

#[test]
fn nowhere_to_install_is_an_error_that_names_the_place() {
    let (dir, packs) = (folder(), folder());
    let data = unwritable(dir.path());
    let receipt = receipt(&write_pack(packs.path(), "1.0.0", "Networks"), &Shelf::embedded());
    let error =
        install(&data, &mut Record::in_memory().unwrap(), &receipt, NOW).unwrap_err().to_string();
    assert!(error.contains(&data.display().to_string()), "{error}");
}

#[test]
fn a_pack_with_errors_is_refused_with_all_of_them() {
    let packs = folder();
    let path = write_pack(packs.path(), "1.0.0", "Networks");
    let lesson = path.join("lessons/layers.ron");
    let text = fs::read_to_string(&lesson).unwrap();
    fs::write(&lesson, text.replace("correct: true, ", "").replace("\"stack\"]", "\"stuck\"]"))
        .unwrap();
    match prepare(&path, &Shelf::embedded()) {
        Err(Refusal::Problems(problems)) => assert_eq!(problems.len(), 2, "{problems:?}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn paths_that_hold_no_pack_say_what_to_pick() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    fs::write(dir.path().join("notes.txt"), "hello").unwrap();
    fs::write(dir.path().join("latin1.ron"), b"(title: \"\xe9\")").unwrap();
    let said = |path: &Path| match prepare(path, &Shelf::embedded()) {
        Err(Refusal::Unreadable(error)) => {
            error.to_string().replace(&dir.path().display().to_string(), "")
        }
        other => panic!("{other:?}"),
    };
    insta::assert_snapshot!(
        [
            said(&dir.path().join("nowhere")),
            said(dir.path()),
            said(&dir.path().join("notes.txt")),
            said(&dir.path().join("latin1.ron")),
            said(&pack.join("lessons/layers.ron")),
        ]
        .join("\n")
    );
    // Picking pack.ron means its folder.
    assert_eq!(receipt(&pack.join("pack.ron"), &Shelf::embedded()).files.files.len(), 2);
}

#[cfg(unix)]
#[test]
fn a_pack_cannot_reach_out_of_its_folder() {
    let dir = folder();
    let pack = write_pack(dir.path(), "1.0.0", "Networks");
    fs::write(dir.path().join("secret.ron"), "()").unwrap();
    std::os::unix::fs::symlink(dir.path().join("secret.ron"), pack.join("lessons/secret.ron"))
        .unwrap();
    let refusal = prepare(&pack, &Shelf::embedded()).unwrap_err().to_string();
    assert!(refusal.contains("leads out of the pack"), "{refusal}");
}

#[test]
fn a_pack_that_was_damaged_since_is_told_and_can_be_imported_again() {
    let (data, packs) = (folder(), folder());
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    let path = write_pack(packs.path(), "1.0.0", "Networks");
    let name = install(data.path(), &mut record, &receipt(&path, &Shelf::embedded()), NOW).unwrap();
    fs::write(data.path().join("packs").join(&name).join("lessons/layers.ron"), "(").unwrap();
    let shelf = Shelf::load(data.path(), &record);
    assert_eq!(shelf.packs.len(), 1);
    let [unreadable] = shelf.unreadable.as_slice() else { panic!("{:?}", shelf.unreadable) };
    assert_eq!(unreadable.what, "someone/networks 1.0.0");
    assert!(unreadable.why.ends_with(". Import it again; your progress in it is kept."));
    assert!(!unreadable.why.contains(".."), "{}", unreadable.why);
    let (title, text) = shelf.lost().unwrap();
    assert_eq!(title, "someone/networks 1.0.0 can’t be read any more");
    assert_eq!(text, unreadable.why);
    // However many packs are lost, there is one message.
    let mut several = shelf.clone();
    several.unreadable.push(unreadable.clone());
    let (title, text) = several.lost().unwrap();
    assert_eq!(title, "2 packs can’t be read any more");
    assert!(text.ends_with("kept: someone/networks 1.0.0, someone/networks 1.0.0"), "{text}");
    assert!(unreadable.why.contains("lessons/layers.ron:1:"), "{}", unreadable.why);
    install(data.path(), &mut record, &receipt(&path, &shelf), NOW).unwrap();
    assert_eq!(titles(&Shelf::load(data.path(), &record)), own("Networks", "1.0.0"));
}

#[test]
fn packs_are_found_again_when_the_record_is_lost() {
    let (data, packs) = (folder(), folder());
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    let path = write_pack(packs.path(), "1.0.0", "Networks");
    install(data.path(), &mut record, &receipt(&path, &Shelf::embedded()), NOW).unwrap();
    drop(record);
    fs::write(data.path().join("record.sqlite"), "noise instead of a record").unwrap();
    fs::create_dir(data.path().join("packs/.incoming-half")).unwrap();
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    assert_eq!(recover_if_lost(data.path(), &mut record, NOW).unwrap(), 1);
    assert_eq!(recover_if_lost(data.path(), &mut record, NOW).unwrap(), 0, "once is enough");
    assert_eq!(titles(&Shelf::load(data.path(), &record)), own("Networks", "1.0.0"));
}

#[test]
fn a_pack_in_one_file_is_installed_as_a_folder() {
    let (data, packs) = (folder(), folder());
    let folder = write_pack(packs.path(), "1.0.0", "Networks");
    let pack = fs::read_to_string(folder.join("pack.ron")).unwrap();
    let lesson = fs::read_to_string(folder.join("lessons/layers.ron")).unwrap();
    let one = packs.path().join("networks.ron");
    fs::write(&one, pack.replace("units:", &format!("inline: [{lesson}], units:"))).unwrap();
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    install(data.path(), &mut record, &receipt(&one, &Shelf::embedded()), NOW).unwrap();
    assert_eq!(titles(&Shelf::load(data.path(), &record)), own("Networks", "1.0.0"));
}

/// The names of what lies in the folder for packs, hidden folders too.
fn packs_of(data: &Path) -> Vec<String> {
    let entries = fs::read_dir(data.join("packs")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_killed_installs_left_is_swept_away_and_a_pack_moved_aside_comes_back() {
    let (data, packs) = (folder(), folder());
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    let path = write_pack(packs.path(), "1.0.0", "Networks");
    let name = install(data.path(), &mut record, &receipt(&path, &Shelf::embedded()), NOW).unwrap();
    let place = data.path().join("packs").join(&name);
    let left = |name: &str| {
        let folder = data.path().join("packs").join(name);
        fs::create_dir_all(folder.join("lessons")).unwrap();
        fs::write(folder.join("lessons/half.ron"), "(").unwrap();
    };
    for name in [".incoming-ab12", ".changed-cd34", ".former-some.pack-0011223344556677"] {
        left(name);
    }
    fs::create_dir(data.path().join("packs/some.pack-0011223344556677")).unwrap();
    left("an-own-folder");
    // As if killed after moving the former folder out of the way and before moving the new one in.
    fs::rename(&place, data.path().join(format!("packs/.former-{name}"))).unwrap();
    tidy(data.path());
    let expected = ["an-own-folder", "some.pack-0011223344556677", name.as_str()];
    assert_eq!(packs_of(data.path()), expected);
    assert_eq!(titles(&Shelf::load(data.path(), &record)), own("Networks", "1.0.0"));
    // An import sweeps as well.
    left(".incoming-ef56");
    install(data.path(), &mut record, &receipt(&path, &Shelf::embedded()), NOW).unwrap();
    assert_eq!(packs_of(data.path()), expected);
}

#[test]
fn nobody_sweeps_while_somebody_installs() {
    let data = folder();
    fs::create_dir_all(data.path().join("packs/.incoming-ab12")).unwrap();
    let turn = Turn::take(data.path(), std::time::Duration::ZERO).unwrap();
    tidy(data.path());
    assert_eq!(packs_of(data.path()), [".incoming-ab12"]);
    drop(turn);
    tidy(data.path());
    assert_eq!(packs_of(data.path()), [""; 0]);
}

#[test]
fn a_pack_that_was_edited_in_place_is_repaired_and_stays_where_that_fails() {
    let (data, packs) = (folder(), folder());
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    let path = write_pack(packs.path(), "1.0.0", "Networks");
    let receipt = receipt(&path, &Shelf::embedded());
    let name = install(data.path(), &mut record, &receipt, NOW).unwrap();
    let lesson = data.path().join("packs").join(&name).join("lessons/layers.ron");
    let edited = fs::read_to_string(&lesson).unwrap().replace("Layers of", "My layers of");
    fs::write(&lesson, &edited).unwrap();
    // The former folder can't be moved aside, since a file stands where it would go.
    let former = data.path().join(format!("packs/.former-{name}"));
    fs::create_dir_all(former.join("in the way")).unwrap();
    install(data.path(), &mut record, &receipt, NOW).unwrap();
    assert!(!fs::read_to_string(&lesson).unwrap().contains("My layers"));
    assert_eq!(packs_of(data.path()), [name.as_str()]);
}

#[test]
fn a_record_that_names_a_folder_elsewhere_removes_nothing_there() {
    for evil in ["../../victim", "", ".", "..", "a/b", "/", ".incoming-x", "packs\\..", "c:"] {
        let (outer, packs) = (folder(), folder());
        let data = outer.path().join("user/data");
        let mut record = Record::open(&data, NOW).unwrap().record;
        let old = write_pack(packs.path(), "1.0.0", "Networks");
        install(&data, &mut record, &receipt(&old, &Shelf::embedded()), NOW).unwrap();
        for victim in ["user/victim", "user/data/victim", "victim"] {
            fs::create_dir_all(outer.path().join(victim)).unwrap();
        }
        let raw = rusqlite::Connection::open(data.join("record.sqlite")).unwrap();
        raw.execute("UPDATE current_pack SET folder = ?1", [evil]).unwrap();
        let before = packs_of(&data);
        let shelf = Shelf::load(&data, &record);
        let [refused] = shelf.unreadable.as_slice() else { panic!("{evil:?}: {shelf:?}") };
        assert!(refused.why.contains("Import it again"), "{}", refused.why);
        let new = write_pack(packs.path(), "2.0.0", "Networks");
        install(&data, &mut record, &receipt(&new, &shelf), NOW).unwrap();
        for victim in ["user/victim", "user/data/victim", "victim"] {
            assert!(outer.path().join(victim).exists(), "{evil:?}");
        }
        assert!(before.iter().all(|name| data.join("packs").join(name).exists()), "{evil:?}");
        assert_eq!(titles(&Shelf::load(&data, &record)), own("Networks", "2.0.0"));
    }
}

#[test]
fn a_folder_that_two_packs_name_stays_while_one_of_them_does() {
    let (data, packs) = (folder(), folder());
    let mut record = Record::open(data.path(), NOW).unwrap().record;
    let old = write_pack(packs.path(), "1.0.0", "Networks");
    let name = install(data.path(), &mut record, &receipt(&old, &Shelf::embedded()), NOW).unwrap();
    record.set_current_pack(&key("someone/else"), "1.0.0", &name, NOW).unwrap();
    let new = write_pack(packs.path(), "2.0.0", "Networks");
    install(data.path(), &mut record, &receipt(&new, &Shelf::embedded()), NOW).unwrap();
    assert!(data.path().join("packs").join(&name).exists());
}

#[test]
fn two_imports_at_once_are_both_there() {
    for _ in 0..5 {
        let (data, packs) = (folder(), folder());
        drop(Record::open(data.path(), NOW).unwrap());
        let paths: Vec<_> = (0..4)
            .map(|number| {
                let path = write_pack(&packs.path().join(number.to_string()), "1.0.0", "Networks");
                let manifest = path.join("pack.ron");
                let text = fs::read_to_string(&manifest).unwrap();
                let id = format!("id: \"networks-{number}\", version");
                fs::write(&manifest, text.replace("id: \"networks\", version", &id)).unwrap();
                path
            })
            .collect();
        std::thread::scope(|scope| {
            for path in &paths {
                let data = data.path();
                scope.spawn(move || {
                    let mut record = Record::open(data, NOW).unwrap().record;
                    let shelf = Shelf::load(data, &record);
                    install(data, &mut record, &receipt(path, &shelf), NOW).unwrap();
                });
            }
        });
        let record = Record::open(data.path(), NOW).unwrap().record;
        let shelf = Shelf::load(data.path(), &record);
        assert_eq!((shelf.packs.len(), shelf.unreadable.len()), (5, 0));
    }
}

#[test]
fn a_watched_import_says_how_far_it_is_and_can_be_stopped() {
    let place = folder();
    let pack = write_pack(place.path(), "1.0.0", "Networks");
    let (shelf, watch) = (Shelf::embedded(), strata::pack::Watch::default());
    assert_eq!(watch.share(), None);
    assert!(strata::library::prepare_watched(&pack, &shelf, &watch).is_ok());
    assert_eq!(watch.share(), Some(1.0));
    watch.stop();
    let stopped = strata::library::prepare_watched(&pack, &shelf, &watch);
    assert!(matches!(stopped, Err(Refusal::Stopped)));
}
