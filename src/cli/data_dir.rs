//! Where the record and the packs are kept.

use std::path::{Path, PathBuf};

/// The folder that was asked for, else the platform's.
///
/// # Errors
/// When the platform names none, which happens where no home directory is set.
pub fn data_dir(asked: Option<&Path>) -> Result<PathBuf, String> {
    match asked {
        // Shown in messages later, when the working directory says nothing any more.
        Some(asked) => Ok(std::path::absolute(asked).unwrap_or_else(|_| asked.to_owned())),
        None => directories::ProjectDirs::from("", "", "strata")
            .map(|dirs| dirs.data_dir().to_owned())
            .ok_or_else(|| {
                "no home directory is set, so there is no place for your progress; set HOME, or start \
                 Strata with --data-dir and a folder"
                    .to_owned()
            }),
    }
}
