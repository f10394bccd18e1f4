//! Files that are written whole or not at all.

use crate::support::folder;
use std::{fs, io, path::Path};
use strata::disk::{plain, write_whole};

/// The names of the files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_made_or_replaced_and_nothing_else_is_left() {
    let dir = folder();
    let file = dir.path().join("picture.svg");
    write_whole(&file, b"one").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"one");
    write_whole(&file, b"two").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"two");
    assert_eq!(names(dir.path()), ["picture.svg"]);
}

#[test]
fn what_cannot_be_written_says_why_in_plain_words() {
    let dir = folder();
    for (path, words) in [
        (dir.path().to_owned(), "that is a folder"),
        (dir.path().join("none/picture.svg"), "there is no such folder"),
    ] {
        let error = write_whole(&path, b"one").unwrap_err();
        assert_eq!(plain(&error), words, "{}", path.display());
    }
    // Linux's numbers for: no space, quota exceeded, file too large.
    #[cfg(target_os = "linux")]
    for code in [28, 122, 27] {
        let error = io::Error::from_raw_os_error(code);
        assert_eq!(plain(&error), "the disk is full, or a file may get no larger");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::{
        os::unix::fs::{MetadataExt, PermissionsExt, symlink},
        process::Command,
    };

    #[test]
    fn the_end_of_a_link_is_replaced_and_not_the_link() {
        let dir = folder();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir(at("there")).unwrap();
        fs::write(at("there/old.svg"), "old").unwrap();
        symlink("there/old.svg", at("near.svg")).unwrap();
        symlink("near.svg", at("far.svg")).unwrap();
        write_whole(&at("far.svg"), b"new").unwrap();
        assert_eq!(fs::read(at("there/old.svg")).unwrap(), b"new");
        assert!(at("far.svg").is_symlink() && at("near.svg").is_symlink());

        // A link to a file that does not exist yet: writing makes that file.
        symlink("there/fresh.svg", at("fresh.svg")).unwrap();
        write_whole(&at("fresh.svg"), b"new").unwrap();
        assert!(at("fresh.svg").is_symlink() && at("there/fresh.svg").is_file());

        symlink("round.svg", at("round.svg")).unwrap();
        assert!(write_whole(&at("round.svg"), b"new").is_err() && at("round.svg").is_symlink());
    }

    #[test]
    fn who_could_read_and_write_it_still_can() {
        let dir = folder();
        let file = dir.path().join("picture.svg");
        for mode in [0o600, 0o640, 0o775] {
            fs::write(&file, "old").unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            write_whole(&file, b"new").unwrap();
            let now = fs::metadata(&file).unwrap();
            assert_eq!(now.mode() & 0o7777, mode);
            assert_eq!(fs::read(&file).unwrap(), b"new");
        }
        // A new file has the permissions of any other new file.
        let (ours, other) = (dir.path().join("ours"), dir.path().join("other"));
        write_whole(&ours, b"new").unwrap();
        fs::write(&other, "new").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().mode();
        assert_eq!(mode(&ours), mode(&other));
    }

    #[test]
    fn a_file_that_may_not_be_written_is_not_replaced() {
        let dir = folder();
        let file = dir.path().join("picture.svg");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        // Root may write to any file, so then there is nothing to test.
        if fs::OpenOptions::new().append(true).open(&file).is_err() {
            let error = write_whole(&file, b"new").unwrap_err();
            assert_eq!(plain(&error), "you may not write there");
            assert_eq!(fs::read(&file).unwrap(), b"old");
        }
    }

    #[test]
    fn a_pipe_and_a_device_are_written_to_as_they_are() {
        let dir = folder();
        let pipe = dir.path().join("pipe.svg");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe).unwrap()
        });
        write_whole(&pipe, b"through").unwrap();
        assert_eq!(reader.join().unwrap(), b"through");
        assert_eq!(names(dir.path()), ["pipe.svg"]);

        write_whole(Path::new("/dev/null"), b"away").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
        if cfg!(target_os = "linux") {
            let error = write_whole(Path::new("/dev/full"), b"too much").unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        }
    }
}
