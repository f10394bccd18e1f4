//! Where the record and the packs are kept.

use clap::builder::{OsStringValueParser, TypedValueParser};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The variable that names the folder where no option does.
const VARIABLE: &str = "STRATA_DATA_DIR";

/// The folder that was asked for, else the platform's.
///
/// # Errors
/// When the platform names none, which happens where no home directory is set.
pub fn data_dir(asked: Option<&Path>) -> Result<PathBuf, String> {
    match asked.map(Path::to_owned).or_else(|| named(std::env::var_os(VARIABLE))) {
        // Made absolute, since messages show it later, without the working directory.
        Some(asked) => Ok(std::path::absolute(&asked).unwrap_or(asked)),
        None => directories::ProjectDirs::from("", "", "strata")
            .map(|dirs| dirs.data_dir().to_owned())
            .ok_or_else(|| {
                "no home directory is set, so there is no place for your progress; set HOME, or start \
                 Strata with --data-dir and a folder"
                    .to_owned()
            }),
    }
}

/// A variable that is empty is as good as unset.
fn named(variable: Option<OsString>) -> Option<PathBuf> {
    variable.filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Reads the option; unlike the variable, it must not be empty, since somebody has just typed it.
pub(super) fn parser() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new()
        .try_map(|value| named(Some(value)).ok_or("name a folder, or leave --data-dir out"))
}
