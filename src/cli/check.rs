//! `strata check`: everything that is wrong with a pack.

use crate::{
    cli::{FAILED, UNREADABLE, complain, say},
    pack::{self, Problem, problem::tally},
    theme::NotoMeasure,
};
use std::{path::Path, process::ExitCode};

pub(super) fn run(path: &Path) -> ExitCode {
    let files = match pack::read(path) {
        Ok(files) => files,
        Err(error) => {
            complain(&format!("error: {error}"));
            return UNREADABLE.into();
        }
    };
    let checked = pack::check_with(&files, &NotoMeasure::covers);
    let what = match &checked.course {
        Some(course) => format!("{} {}", course.key, course.version),
        None => path.display().to_string(),
    };
    let last = format!("{what}: {}", tally(&checked.problems));
    let code = if checked.problems.iter().any(Problem::is_error) { FAILED } else { 0 };
    say(checked.problems.iter().map(ToString::to_string).chain([last]), code)
}
