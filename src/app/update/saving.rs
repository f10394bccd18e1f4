//! Saving a picture: where to, then the file, whole or not at all.

use crate::app::{
    io::effect::Effect,
    model::{Model, saving::Saving},
    values::{Job, News, Picked, TakeError, WriteError},
};
use std::{path::PathBuf, sync::Arc};

impl Model {
    /// Asks where a picture is to be saved; one that still waits for a place is dropped.
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
                self.tell(News::NoPlaceChosen);
            }
            Picked::ClosedAtOnce => {
                let why = "The file dialog closed at once, without a place.";
                self.tell(News::NoPlace(why.to_owned()));
            }
            Picked::Unavailable(why) => self.tell(News::NoPlace(why)),
        }
        Vec::new()
    }

    pub(super) fn picture_saved(&mut self, result: Result<PathBuf, WriteError>) {
        self.tell(match result {
            Ok(path) => News::PictureSaved(path),
            Err(why) => News::NotWritten(why.to_string()),
        });
    }

    /// Tells that a figure went to the clipboard, or why it did not.
    pub(super) fn copied(&mut self, as_what: Result<&'static str, TakeError>) {
        self.tell(match as_what {
            Ok(as_what) => News::Copied(as_what),
            Err(why) => News::NotDrawn(why.to_string()),
        });
    }
}
