//! `strata import`: installing a pack without a window.

use crate::{
    cli::{FAILED, UNREADABLE, complain, say},
    library::{self, Receipt, Refusal, Shelf},
    pack::problem::tally,
    progress::{Opening, Record, Stamp},
};
use std::{
    io::{self, BufRead, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

/// How long another process that has the record is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn run(path: &Path, yes: bool, data_dir: Result<PathBuf, String>) -> ExitCode {
    match import(path, yes, data_dir) {
        Ok(said) => say([said], 0),
        Err((code, why)) => {
            complain(&why);
            code.into()
        }
    }
}

fn import(
    path: &Path,
    yes: bool,
    data_dir: Result<PathBuf, String>,
) -> Result<String, (u8, String)> {
    let failed = |why: String| (FAILED, format!("error: nothing was installed: {why}"));
    let dir = data_dir.map_err(failed)?;
    let now = Stamp::now();
    let how = Opening { patience: PATIENCE, thorough: true, ..Opening::default() };
    let opened = Record::open_as(&dir, now, &how).map_err(|error| failed(error.to_string()))?;
    let mut record = opened.record;
    if let Some(aside) = opened.set_aside {
        complain(&format!(
            "warning: your record was damaged ({}); it was set aside, and a new one was begun: {}",
            aside.why,
            aside.moved_to.display()
        ));
    }
    library::recover_if_lost(&dir, &mut record, now).map_err(|error| failed(error.to_string()))?;
    let load = || Shelf::load(&dir, &record);
    let receipt = library::prepare_beside(path, load).map_err(|refusal| match refusal {
        Refusal::Unreadable(error) => {
            (UNREADABLE, format!("error: nothing was installed: {error}"))
        }
        Refusal::Stopped => (FAILED, "the import was stopped; nothing was changed".to_owned()),
        Refusal::Failed(why) => (FAILED, format!("error: nothing was installed: {why}")),
        Refusal::Problems(problems) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            (FAILED, format!("{}\nnothing was installed: {}", lines.join("\n"), tally(&problems)))
        }
    })?;
    for warning in &receipt.warnings {
        complain(&warning.to_string());
    }
    if receipt.needs_question() && !yes {
        agree(&receipt).map_err(failed)?;
    }
    library::install(&dir, &mut record, &receipt, now)
        .map_err(|error| failed(error.to_string()))?;
    let course = &receipt.course;
    Ok(format!("{} {} is installed: {}", course.title, course.version, receipt.summary()))
}

/// Asks on the terminal. Without one there is nobody to ask, and nothing is done.
fn agree(receipt: &Receipt) -> Result<(), String> {
    let title = &receipt.course.title;
    if !io::stdin().is_terminal() {
        return Err(format!(
            "“{title}” is there already and there is no terminal to ask on. {} Run it again with --yes to replace it.",
            receipt.summary()
        ));
    }
    let mut out = io::stdout();
    let asked =
        write!(out, "Replace “{title}”? {} [y/N] ", receipt.summary()).and_then(|()| out.flush());
    asked.map_err(|error| format!("the question could not be shown ({error})"))?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(|error| format!("no answer came ({error})"))?;
    match line.trim().to_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err("you kept what is there".to_owned()),
    }
}
