//! Saving a picture: where to, then the file, whole or not at all.

use crate::app::{
    io::effect::Effect,
    model::{Model, saving::Saving},
    values::{Job, Picked, Tone},
};
use std::{path::PathBuf, sync::Arc};

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
            Picked::Path(path) => {
                return vec![Effect::WriteFile { job, path, bytes: saving.bytes }];
            }
            Picked::Cancelled => {
                // Nobody can tell whether there was a dialog to choose in.
                let text = "No place was chosen. If no dialog appeared, copy the picture instead.";
                let title = "Nothing was saved".to_owned();
                self.tell(Tone::Note, title, text.to_owned(), Some(TOLD));
            }
            Picked::ClosedAtOnce => {
                self.unsaved("The file dialog closed at once, without a place.");
            }
            Picked::Unavailable(why) => self.unsaved(&why),
        }
        Vec::new()
    }

    /// There was no place to save it to.
    fn unsaved(&mut self, why: &str) {
        let text = format!("{why} Copy it instead, or write it with `strata render`.");
        self.tell(Tone::Warning, "The picture was not saved".to_owned(), text, None);
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
