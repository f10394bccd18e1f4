//! Importing a pack: pick, read and check, ask where it replaces one, install.

use crate::{
    app::{
        io::effect::Effect,
        model::{Import, Model, Preparing},
        values::{Installed, Job, KeepError, News, Overlay, Picked},
    },
    library::{Receipt, Refusal},
    pack::Watch,
};
use std::{path::PathBuf, sync::Arc};

impl Model {
    /// Opens the window for importing; an import that goes on is shown as it stands.
    pub(super) fn open_import(&mut self) {
        self.overlay = Some(Overlay::Import);
        let busy = matches!(
            self.import,
            Import::Picking(_) | Import::Preparing(..) | Import::Installing(..)
        );
        if !busy {
            self.import = Import::Idle;
        }
    }

    /// Stops waiting for the platform's dialog.
    pub(super) fn give_up_picking(&mut self) {
        if matches!(self.import, Import::Picking(_)) {
            self.import = Import::Idle;
        }
    }

    pub(super) fn pick(&mut self) -> Vec<Effect> {
        let job = self.job();
        self.overlay = Some(Overlay::Import);
        self.import = Import::Picking(job);
        vec![Effect::Pick { job }]
    }

    pub(super) fn picked(&mut self, job: Job, picked: Picked) -> Vec<Effect> {
        // A dialog that was given up may still answer, but nobody waits for it.
        if !matches!(self.import, Import::Picking(waiting) if waiting == job) {
            return Vec::new();
        }
        match picked {
            Picked::Path(path) => self.prepare(path),
            Picked::Cancelled => {
                self.import = Import::NoFile;
                Vec::new()
            }
            Picked::ClosedAtOnce => {
                let why = "The file dialog closed at once, without a file.";
                self.import = Import::NoDialog(why.to_owned());
                Vec::new()
            }
            Picked::Unavailable(why) => {
                self.import = Import::NoDialog(why);
                Vec::new()
            }
        }
    }

    pub(super) fn prepare(&mut self, path: PathBuf) -> Vec<Effect> {
        if matches!(self.import, Import::Installing(..)) {
            return Vec::new();
        }
        self.stop_preparing();
        let job = self.job();
        self.overlay = Some(Overlay::Import);
        let watch = Arc::new(Watch::default());
        let (shelf, since) = (self.shelf.clone(), self.moment.millis);
        self.import =
            Import::Preparing(job, Preparing { path: path.clone(), watch: watch.clone(), since });
        vec![Effect::Prepare { job, path, shelf, watch }]
    }

    pub(super) fn prepared(
        &mut self,
        job: Job,
        result: Result<Arc<Receipt>, Arc<Refusal>>,
    ) -> Vec<Effect> {
        let Import::Preparing(waiting, preparing) = &self.import else { return Vec::new() };
        if *waiting != job {
            return Vec::new();
        }
        match result {
            Err(refusal) => {
                self.import = Import::Refused(preparing.path.clone(), refusal);
                Vec::new()
            }
            Ok(receipt) if receipt.needs_question() => {
                self.import = Import::Asking(receipt);
                Vec::new()
            }
            Ok(receipt) => self.install(receipt),
        }
    }

    pub(super) fn confirm_import(&mut self) -> Vec<Effect> {
        match &self.import {
            Import::Asking(receipt) => {
                let receipt = receipt.clone();
                self.install(receipt)
            }
            _ => Vec::new(),
        }
    }

    fn install(&mut self, receipt: Arc<Receipt>) -> Vec<Effect> {
        let job = self.job();
        self.import = Import::Installing(job, receipt.clone());
        vec![Effect::Install { job, receipt, shelf: self.shelf.clone(), at: self.moment.stamp }]
    }

    pub(super) fn installed(&mut self, job: Job, result: Result<Installed, KeepError>) {
        let Import::Installing(waiting, receipt) = &self.import else { return };
        if *waiting != job {
            return;
        }
        let receipt = receipt.clone();
        match result {
            Err(why) => self.import = Import::Failed(why),
            Ok(installed) => {
                let course = &receipt.course;
                self.import = Import::Idle;
                self.overlay = None;
                let (title, summary) = (course.title.clone(), receipt.summary());
                self.tell(News::Imported { title, summary });
                let standings = vec![(course.key.clone(), installed.standing)];
                self.renew_shelf(installed.shelf, standings);
            }
        }
    }

    /// Stops reading a pack that nobody waits for any more.
    fn stop_preparing(&self) {
        if let Import::Preparing(_, preparing) = &self.import {
            preparing.watch.stop();
        }
    }

    pub(super) fn cancel_import(&mut self) {
        self.stop_preparing();
        // An install is always finished: it takes a moment and never half-installs.
        if !matches!(self.import, Import::Installing(..)) {
            self.import = Import::Idle;
            self.overlay = None;
        }
    }
}
