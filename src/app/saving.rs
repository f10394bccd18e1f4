//! Saving a picture: where to, then the file, whole or not at all.

use crate::app::{Effect, Job, Model, model::Tone, ports::Picked};
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A picture that waits for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    pub job: Job,
    pub bytes: Arc<[u8]>,
}

/// How long it is told, in milliseconds.
const TOLD: u64 = 6_000;

impl Model {
    /// Asks where to; a picture that still waits for an answer gives way.
    pub(super) fn save_picture(&mut self, name: String, bytes: Arc<[u8]>) -> Vec<Effect> {
        let job = self.job();
        self.saving = Some(Saving { job, bytes });
        vec![Effect::PickTarget { job, name }]
    }

    pub(super) fn target_picked(&mut self, job: Job, picked: Picked) -> Vec<Effect> {
        let Some(saving) = self.saving.take().filter(|saving| saving.job == job) else {
            return Vec::new();
        };
        match picked {
            Picked::Path(path) => vec![Effect::WriteFile { job, path, bytes: saving.bytes }],
            Picked::Cancelled => Vec::new(),
            Picked::Unavailable(why) => {
                let text = format!("{why} Copy it instead, or write it with `strata render`.");
                self.tell(Tone::Warning, "The picture was not saved".to_owned(), text, None);
                Vec::new()
            }
        }
    }

    pub(super) fn picture_saved(&mut self, result: Result<PathBuf, String>) {
        match result {
            Ok(path) => {
                let text = path.display().to_string();
                self.tell(Tone::Success, "Saved".to_owned(), text, Some(TOLD));
            }
            Err(why) => self.tell(Tone::Error, "The picture was not saved".to_owned(), why, None),
        }
    }
}

/// Writes a file beside its place and moves it there, so that what was there is replaced by all
/// of it or not at all.
///
/// # Errors
/// In a sentence, what could not be done and where.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{} cannot be written: {error}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut made = tempfile::Builder::new();
    made.prefix(".strata-");
    // Readable like any file that a program saves, not only by its owner.
    #[cfg(unix)]
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    made.permissions(open);
    let mut file = made.tempfile_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    let (_, kept) = file.keep().map_err(|error| failed(error.error))?;
    fs::rename(&kept, path).map_err(|error| {
        // What was begun is not left lying about.
        let _gone = fs::remove_file(&kept);
        failed(error)
    })
}
