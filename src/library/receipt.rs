//! What importing a pack would do, worked out whole before anything is done.

use crate::{
    library::{Changes, Shelf},
    pack::{self, Checked, Course, PackFiles, Problem, ReadError, Watch, problem::counted},
    theme::NotoMeasure,
};
use semver::Version;
use std::{cmp::Ordering, panic, path::Path, sync::Arc, thread};

/// A pack without errors, ready to be installed.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// What was checked, as it will be in the list.
    pub course: Arc<Course>,
    /// The pack's files, as the author wrote them.
    pub files: PackFiles,
    /// The version that is there now.
    pub replaces: Option<Version>,
    /// What it changes in the version that it replaces.
    pub changes: Changes,
    /// Worth mending by its author; they stop nothing.
    pub warnings: Vec<Problem>,
}

/// Why a pack can't be imported.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no pack, or none that can be read.
    #[error("{0}")]
    Unreadable(ReadError),
    /// What the check found; at least one of these is an error.
    #[error("the pack has problems")]
    Problems(Vec<Problem>),
    /// Nobody waits for it any more.
    #[error("it was stopped")]
    Stopped,
    /// Why it could not be read to its end, by no fault of the pack.
    #[error("{0}")]
    Failed(String),
}

/// Reads and checks the pack at a path and compares it with what is there. Changes nothing.
///
/// # Errors
/// When there is no pack, or one with errors.
pub fn prepare(path: &Path, shelf: &Shelf) -> Result<Receipt, Refusal> {
    prepare_watched(path, shelf, &Watch::default())
}

/// Reads and checks as [`prepare`]; `watch` is told how far it has come, and can stop it.
///
/// # Errors
/// When there is no pack, or one with errors, or when it was stopped.
pub fn prepare_watched(path: &Path, shelf: &Shelf, watch: &Watch) -> Result<Receipt, Refusal> {
    compared(read(path, watch)?, shelf)
}

/// Reads and checks as [`prepare`] while the shelf is being loaded.
///
/// # Errors
/// When there is no pack, or one with errors.
pub fn prepare_beside(path: &Path, load: impl FnOnce() -> Shelf) -> Result<Receipt, Refusal> {
    let read = || read(path, &Watch::default());
    thread::scope(|scope| {
        let reading = thread::Builder::new().spawn_scoped(scope, read);
        let shelf = load();
        let read = match reading {
            Ok(reading) => reading.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
            // If the machine gives no further thread, the pack is read afterwards.
            Err(_) => read(),
        };
        compared(read?, &shelf)
    })
}

/// Reads and checks the pack at a path.
fn read(path: &Path, watch: &Watch) -> Result<(PackFiles, Checked), Refusal> {
    let files = pack::read(path).map_err(Refusal::Unreadable)?;
    let checked = pack::check_watched(&files, &NotoMeasure::covers, watch);
    if watch.is_stopped() {
        return Err(Refusal::Stopped);
    }
    Ok((files, checked))
}

fn compared((files, checked): (PackFiles, Checked), shelf: &Shelf) -> Result<Receipt, Refusal> {
    let Some(course) = checked.course else { return Err(Refusal::Problems(checked.problems)) };
    let there = shelf.find(&course.key).map(|pack| &pack.course);
    Ok(Receipt {
        replaces: there.map(|old| old.version.clone()),
        changes: there.map(|old| Changes::between(old, &course)).unwrap_or_default(),
        course: Arc::new(course),
        files,
        warnings: checked.problems,
    })
}

impl Receipt {
    /// Does the learner have to agree first? A new pack needs no question; one that replaces
    /// another does.
    #[must_use]
    pub fn needs_question(&self) -> bool {
        self.replaces.is_some()
    }

    /// In a sentence or two: what comes, what changes, what stays.
    #[must_use]
    pub fn summary(&self) -> String {
        let Some(old) = &self.replaces else {
            let lessons = self.course.read();
            let questions = self.course.questions().count();
            return format!("{}, {}", counted(lessons, "lesson"), counted(questions, "question"));
        };
        let versions = match self.course.version.cmp(old) {
            Ordering::Greater => format!("Version {old} → {}.", self.course.version),
            Ordering::Equal => format!("You have version {old} already."),
            Ordering::Less => format!("Version {old} → {}, which is older.", self.course.version),
        };
        let changes = match self.changes.words() {
            words if words.is_empty() => {
                "No lesson or question comes, goes or changes its answer.".to_owned()
            }
            words => format!("{words}."),
        };
        let progress = match self.changes.questions_answer_changed {
            0 => "Your progress is kept.",
            1 => "The one with another answer is asked again; all other progress is kept.",
            _ => "Those with another answer are asked again; all other progress is kept.",
        };
        format!("{versions} {changes} {progress}")
    }
}
