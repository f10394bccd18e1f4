//! The real record and library behind the `Keeper` port, and opening them at the start.

use crate::{
    app::{
        action::{Begun, Installed},
        crash,
        model::Keeping,
        ports::{Keeper, Moment, PackReader},
    },
    id::{Id, PackKey},
    library::{self, Origin, Receipt, Refusal, Shelf},
    pack::Watch,
    progress::{Attempt, Corrections, LessonEvent, Record, Stamp, Standing},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The learner's record and the library on this machine's disk.
pub struct DiskKeeper {
    record: Record,
    /// `Err` says why nothing can be kept.
    data_dir: Result<PathBuf, String>,
}

/// Opens the record and reads every pack: what must be known before the window can show anything.
///
/// # Errors
/// When there is not even memory for an empty record.
pub fn begin(
    data_dir: Result<PathBuf, String>,
    moment: Moment,
) -> Result<(DiskKeeper, Begun), String> {
    let mut news = Vec::new();
    let opened = data_dir.and_then(|dir| match Record::open(&dir, moment.stamp) {
        Ok(opened) => Ok((dir, opened)),
        Err(error) => Err(error.to_string()),
    });
    let (record, data_dir) = match opened {
        Ok((dir, mut opened)) => {
            if let Some(aside) = &opened.set_aside {
                news.push((
                    "Your record was damaged".to_owned(),
                    format!(
                        "A new one was begun. The damaged one ({}) was set aside: {}",
                        aside.why,
                        aside.moved_to.display()
                    ),
                ));
            }
            if let Err(error) = library::recover_if_lost(&dir, &mut opened.record, moment.stamp) {
                news.push(("Some packs could not be found again".to_owned(), error.to_string()));
            }
            if let Some(report) = crash::unseen_report(&dir) {
                news.push((
                    "Strata ended unexpectedly last time".to_owned(),
                    format!("A report that helps to mend it lies at {}", report.display()),
                ));
            }
            (opened.record, Ok(dir))
        }
        Err(why) => (Record::in_memory().map_err(|error| error.to_string())?, Err(why)),
    };
    let shelf = match &data_dir {
        Ok(dir) => Shelf::load(dir, &record),
        Err(_) => Shelf::embedded(),
    };
    for pack in &shelf.unreadable {
        news.push((format!("{} can’t be read any more", pack.what), pack.why.clone()));
    }
    let keeping = match &data_dir {
        Ok(dir) => Keeping::Kept(dir.clone()),
        Err(why) => Keeping::NotKept(why.clone()),
    };
    let keeper = DiskKeeper { record, data_dir };
    let mut standings = Vec::new();
    for pack in &shelf.packs {
        match keeper.record.standing(&pack.course.key) {
            Ok(standing) => standings.push((pack.course.key.clone(), Arc::new(standing))),
            Err(error) => news.push((
                format!("Your progress in {} could not be read", pack.course.title),
                error.to_string(),
            )),
        }
    }
    let settings = keeper.record.all_settings().unwrap_or_else(|error| {
        news.push(("Your settings could not be read".to_owned(), error.to_string()));
        Vec::new()
    });
    let begun = Begun { shelf: Arc::new(shelf), standings, settings, keeping, news, moment };
    Ok((keeper, begun))
}

impl Keeper for DiskKeeper {
    fn store(&mut self, attempt: &Attempt) -> Result<(), String> {
        self.record.append(attempt).map(drop).map_err(|error| error.to_string())?;
        // Kept in memory only: the window has said so since the start.
        Ok(())
    }

    fn correct(&mut self, corrections: &Corrections) -> Result<Standing, String> {
        self.record.correct(corrections).map_err(|error| error.to_string())
    }

    fn note(
        &mut self,
        pack: &PackKey,
        lesson: &Id,
        event: LessonEvent,
        at: Stamp,
    ) -> Result<(), String> {
        self.record.note(pack, lesson, event, at).map_err(|error| error.to_string())
    }

    fn save_prefs(&mut self, settings: &[(String, String)]) -> Result<(), String> {
        self.record.set_settings(settings).map_err(|error| error.to_string())
    }

    fn install(
        &mut self,
        receipt: &Receipt,
        shelf: &Shelf,
        at: Stamp,
    ) -> Result<Installed, String> {
        let dir = self
            .data_dir
            .as_ref()
            .map_err(|why| format!("A pack needs a place to be kept, and there is none: {why}"))?;
        let folder = library::install(dir, &mut self.record, receipt, at)
            .map_err(|error| error.to_string())?;
        let standing =
            self.record.standing(&receipt.course.key).map_err(|error| error.to_string())?;
        let shelf = shelf.with(receipt.course.clone(), Origin::Installed { folder });
        Ok(Installed { shelf: Arc::new(shelf), standing: Arc::new(standing) })
    }
}

/// Reads packs from this machine's disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiskReader;

impl PackReader for DiskReader {
    fn prepare(
        &self,
        path: &Path,
        shelf: &Shelf,
        watch: &Watch,
    ) -> Result<Arc<Receipt>, Arc<Refusal>> {
        library::prepare_watched(path, shelf, watch).map(Arc::new).map_err(Arc::new)
    }
}
