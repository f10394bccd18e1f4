//! What the model wants done outside of it, as plain data.

use crate::{
    app::values::{Job, LessonKey},
    id::{Id, PackKey},
    library::{Receipt, Shelf},
    pack::{Course, Lesson, Watch},
    progress::{Attempt, Corrections, LessonEvent, Stamp},
};
use std::{path::PathBuf, sync::Arc};

/// One thing to do, answered by exactly one action with the same job.
#[expect(missing_docs, reason = "a variant's words say what it carries, and `job` names it")]
#[derive(Debug, Clone)]
pub enum Effect {
    /// Put an attempt on disk.
    Store { job: Job, attempt: Box<Attempt> },
    /// Correct what counts, and say how the learner stands with the pack then.
    Correct { job: Job, corrections: Box<Corrections> },
    /// Note that something happened to a lesson.
    Note { job: Job, pack: PackKey, lesson: Id, event: LessonEvent, at: Stamp },
    /// Keep settings for the next start.
    SavePrefs { job: Job, settings: Vec<(String, String)> },
    /// Open the platform's file dialog.
    Pick { job: Job },
    /// Ask where a picture is to be saved.
    PickTarget { job: Job, name: String },
    /// Write a file, whole or not at all.
    WriteFile { job: Job, path: PathBuf, bytes: Arc<[u8]> },
    /// Read and check a pack, until it is stopped.
    Prepare { job: Job, path: PathBuf, shelf: Arc<Shelf>, watch: Arc<Watch> },
    /// Install a checked pack.
    Install { job: Job, receipt: Arc<Receipt>, shelf: Arc<Shelf>, at: Stamp },
    /// Try whether the record takes anything again.
    Retry { job: Job },
    /// Work out what the pictures of a lesson ask.
    Draw { job: Job, key: LessonKey, course: Arc<Course>, lesson: Arc<Lesson> },
    /// Ask the desktop whether it is light or dark.
    AskSystemTheme { job: Job },
}

impl Effect {
    /// The job of the action that will answer it.
    #[must_use]
    pub fn job(&self) -> Job {
        match self {
            Self::Store { job, .. }
            | Self::Correct { job, .. }
            | Self::Note { job, .. }
            | Self::SavePrefs { job, .. }
            | Self::Pick { job }
            | Self::PickTarget { job, .. }
            | Self::WriteFile { job, .. }
            | Self::Prepare { job, .. }
            | Self::Install { job, .. }
            | Self::Retry { job }
            | Self::Draw { job, .. }
            | Self::AskSystemTheme { job } => *job,
        }
    }

    /// Is the effect for the record, so that it waits in the outbox until that has taken it?
    #[must_use]
    pub fn is_for_record(&self) -> bool {
        matches!(
            self,
            Self::Store { .. } | Self::Correct { .. } | Self::Note { .. } | Self::SavePrefs { .. }
        )
    }
}
