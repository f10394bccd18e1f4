//! The real record and library behind the `Keeper` port, and opening them at the start.

use crate::{
    app::{
        io::{
            crash,
            ports::{Examiner, Keeper, PackReader},
        },
        values::{Begun, Installed, KeepError, Keeping, Moment, News, Reopened},
    },
    id::{Id, PackKey},
    library::{self, InstallError, Origin, Receipt, Refusal, Shelf},
    pack::Watch,
    progress::{
        Attempt, Corrected, Correction, Corrections, LessonEvent, Opened, Opening, Record,
        RecordError, RowId, SetAside, Stamp, Standing,
    },
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// How long other processes are waited for before the window shows.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// The learner's record and the library on this machine's disk.
pub struct DiskKeeper {
    /// The record on disk; one in memory while that can't be opened.
    record: Record,
    place: Place,
    /// Why everything is refused until [`Keeper::retry`] succeeds.
    stuck: Option<KeepError>,
    /// What was confirmed since the record was opened: should the record turn out to be damaged, it
    /// is written again.
    confirmed: Vec<(RowId, Attempt)>,
    news: Option<Reopened>,
}

enum Place {
    /// There is no place for a record, and why: everything is gone with the process.
    Nowhere(String),
    Open(PathBuf),
    /// The record in this folder could not be opened; if it is known to be damaged, why.
    Closed(PathBuf, Option<String>),
}

/// What is read from a record when it is opened.
struct Contents {
    shelf: Shelf,
    standings: Vec<(PackKey, Arc<Standing>)>,
    news: Vec<News>,
}

/// Opens the record and reads every pack: what must be known before the window can show anything.
///
/// # Errors
/// When there is not even memory for an empty record.
pub fn begin(
    data_dir: Result<PathBuf, String>,
    moment: Moment,
) -> Result<(DiskKeeper, Begun), RecordError> {
    let mut keeper = DiskKeeper {
        record: Record::in_memory()?,
        place: Place::Nowhere(String::new()),
        stuck: None,
        confirmed: Vec::new(),
        news: None,
    };
    let (contents, keeping) = match data_dir {
        Err(why) => {
            keeper.place = Place::Nowhere(why.clone());
            (keeper.without_record(None), Keeping::NotKept(why))
        }
        Ok(dir) => {
            keeper.place = Place::Closed(dir.clone(), None);
            let mut contents = match keeper.open(moment.stamp) {
                Ok(contents) => (contents, Keeping::Kept(dir.clone())),
                Err(error) => {
                    let why = KeepError::from(error);
                    keeper.stuck = Some(why.clone());
                    (keeper.without_record(Some(&dir)), Keeping::NotYet(why))
                }
            };
            if let Some(report) = crash::unseen_report(&dir) {
                contents.0.news.push(News::Crashed(report));
            }
            contents
        }
    };
    let Contents { shelf, standings, mut news } = contents;
    let settings = keeper.record.all_settings().unwrap_or_else(|error| {
        news.push(News::SettingsUnread(error.to_string()));
        Vec::new()
    });
    let begun = Begun { shelf: Arc::new(shelf), standings, settings, keeping, news, moment };
    Ok((keeper, begun))
}

impl DiskKeeper {
    /// Opens the record on disk and reads it; a damaged one is set aside and another one begun.
    fn open(&mut self, now: Stamp) -> Result<Contents, RecordError> {
        let (dir, mut damaged) = match &self.place {
            Place::Closed(dir, damaged) => (dir.clone(), damaged.clone()),
            Place::Open(dir) => (dir.clone(), None),
            Place::Nowhere(_) => return Err(RecordError::Busy),
        };
        // Tried a second time for damage that only shows when the record is read.
        let mut set_aside = None;
        loop {
            // The record that we have open ourselves is closed first: it would count as another
            // user of the file.
            self.record = Record::in_memory()?;
            self.place = Place::Closed(dir.clone(), damaged.clone());
            let how = Opening { patience: PATIENCE, damaged: damaged.clone(), thorough: false };
            let Opened { record, set_aside: aside } = Record::open_as(&dir, now, &how)?;
            self.record = record;
            set_aside = aside.or(set_aside);
            match read(&dir, &mut self.record, now) {
                Err(RecordError::Damaged(why)) if damaged.is_none() => damaged = Some(why),
                Err(error) => {
                    self.record = Record::in_memory()?;
                    return Err(error);
                }
                Ok(mut contents) => {
                    contents.news.splice(0..0, set_aside.as_ref().map(told));
                    self.place = Place::Open(dir);
                    return Ok(contents);
                }
            }
        }
    }

    /// What can be shown while the record can't be opened: the packs, and what a copy of the record
    /// says, if one can be made.
    fn without_record(&mut self, dir: Option<&Path>) -> Contents {
        let copy = dir.and_then(|dir| Some((dir, Record::copy_of(dir).ok()??)));
        let Some((dir, record)) = copy else {
            let shelf = dir.map_or_else(Shelf::embedded, Shelf::on_disk);
            return Contents { shelf, standings: Vec::new(), news: Vec::new() };
        };
        self.record = record;
        let shelf = Shelf::load(dir, &self.record);
        let standing = |key: &PackKey| self.record.standing(key).unwrap_or_default();
        let keys = shelf.packs.iter().map(|pack| &pack.course.key);
        let standings = keys.map(|key| (key.clone(), Arc::new(standing(key)))).collect();
        Contents { shelf, standings, news: Vec::new() }
    }

    /// Opens the record again. If it was damaged, what was confirmed is written into the new one.
    fn reopen(&mut self) -> Result<(), RecordError> {
        let was_damaged = matches!(self.place, Place::Closed(_, Some(_)));
        let mut contents = self.open(Stamp::now())?;
        let confirmed = std::mem::take(&mut self.confirmed);
        if was_damaged {
            for (_, attempt) in confirmed {
                let row = self.record.append(&attempt)?;
                self.confirmed.push((row, attempt));
            }
            contents.standings = standings(&contents.shelf, &self.record)?;
        }
        self.tell(contents, true, false);
        Ok(())
    }

    fn tell(&mut self, contents: Contents, with_packs: bool, same_rows: bool) {
        let Place::Open(dir) = &self.place else { return };
        let Contents { shelf, standings, mut news } = contents;
        // News that nobody has fetched yet come before these.
        if let Some(unheard) = self.news.take() {
            news.splice(0..0, unheard.news);
        }
        self.news = Some(Reopened {
            keeping: Keeping::Kept(dir.clone()),
            shelf: with_packs.then(|| Arc::new(shelf)),
            standings,
            same_rows,
            news,
        });
    }

    /// Puts the record back whose file was deleted, moved or replaced while it was open, or opens
    /// the file that has come in its place. Says whether that is another record.
    fn put_back(&mut self) -> Result<bool, RecordError> {
        let Place::Open(dir) = &self.place else { return Ok(false) };
        let dir = dir.clone();
        let now = Stamp::now();
        let (opened, other) = self.record.put_back(now)?;
        self.record = opened.record;
        let mut contents = read(&dir, &mut self.record, now)?;
        contents.news.splice(0..0, opened.set_aside.as_ref().map(told));
        let put_back = News::RecordPutBack(dir);
        contents.news.push(if other { News::RecordReplaced } else { put_back });
        // Its packs are shown already; those on disk may be gone as well.
        self.tell(contents, other, !other);
        Ok(other)
    }

    /// Sets aside a record that turned out to be damaged, and begins another.
    fn set_aside(&mut self, why: String) -> Result<(), RecordError> {
        if let Place::Open(dir) = &self.place {
            self.place = Place::Closed(dir.clone(), Some(why));
            self.reopen()?;
        }
        Ok(())
    }

    /// Writes into the record, and makes sure that the file at the record's place holds it before
    /// it is confirmed.
    fn write<T>(
        &mut self,
        act: impl Fn(&mut Record) -> Result<T, RecordError>,
    ) -> Result<T, KeepError> {
        if let Some(why) = &self.stuck {
            return Err(why.clone());
        }
        let written = self.try_write(act);
        written.map_err(|error| {
            let why = KeepError::from(error);
            // Later work is refused, so that it does not overtake this.
            self.stuck = Some(why.clone());
            why
        })
    }

    fn try_write<T>(
        &mut self,
        act: impl Fn(&mut Record) -> Result<T, RecordError>,
    ) -> Result<T, RecordError> {
        if !self.record.is_in_place() {
            self.put_back()?;
        }
        match act(&mut self.record) {
            Ok(done) if self.record.is_in_place() => Ok(done),
            Ok(done) => {
                // A record that was put back holds the row already; another one has to be written.
                if self.put_back()? { act(&mut self.record) } else { Ok(done) }
            }
            Err(RecordError::Damaged(why)) => {
                self.set_aside(why)?;
                act(&mut self.record)
            }
            Err(error) => Err(error),
        }
    }
}

/// Reads what a record says of the packs there are, and finds the packs of a record that has lost
/// them.
fn read(dir: &Path, record: &mut Record, now: Stamp) -> Result<Contents, RecordError> {
    let mut news = Vec::new();
    library::tidy(dir);
    match library::recover_if_lost(dir, record, now) {
        Ok(_) => {}
        Err(InstallError::Record(error)) if error.is_damage() => return Err(error),
        Err(error) => {
            news.push(News::PacksNotFound(error.to_string()));
        }
    }
    let shelf = Shelf::load(dir, record);
    let lost = shelf.lost().into_iter();
    news.extend(lost.map(|(title, text)| News::PackLost { title, text }));
    // The settings are used only at the start; reading them here shows whether they can be read.
    record.all_settings()?;
    let standings = standings(&shelf, record)?;
    Ok(Contents { shelf, standings, news })
}

fn standings(shelf: &Shelf, record: &Record) -> Result<Vec<(PackKey, Arc<Standing>)>, RecordError> {
    let keys = shelf.packs.iter().map(|pack| &pack.course.key);
    keys.map(|key| Ok((key.clone(), Arc::new(record.standing(key)?)))).collect()
}

fn told(aside: &SetAside) -> News {
    News::RecordDamaged { why: aside.why.clone(), moved_to: aside.moved_to.clone() }
}

impl Keeper for DiskKeeper {
    fn store(&mut self, attempt: &Attempt) -> Result<RowId, KeepError> {
        let row = self.write(|record| record.append(attempt))?;
        self.confirmed.push((row, attempt.clone()));
        Ok(row)
    }

    fn correct(&mut self, corrections: &Corrections) -> Result<Corrected, KeepError> {
        let corrected = self.write(|record| record.correct(corrections))?;
        let named = |row: RowId| corrections.items.iter().any(|(_, of)| *of == Some(row));
        let of_item = |id: &Id| corrections.items.iter().any(|(item, _)| item == id);
        let pack = &corrections.pack;
        self.confirmed.retain(|(row, attempt)| match corrections.what {
            Correction::Undo => !named(*row),
            Correction::Reset => attempt.pack != *pack || !of_item(&attempt.item),
            Correction::Restore => true,
        });
        Ok(corrected)
    }

    fn note(
        &mut self,
        pack: &PackKey,
        lesson: &Id,
        event: LessonEvent,
        at: Stamp,
    ) -> Result<(), KeepError> {
        self.write(|record| record.note(pack, lesson, event, at))
    }

    fn save_prefs(&mut self, settings: &[(String, String)]) -> Result<(), KeepError> {
        self.write(|record| record.set_settings(settings))
    }

    fn install(
        &mut self,
        receipt: &Receipt,
        shelf: &Shelf,
        at: Stamp,
    ) -> Result<Installed, KeepError> {
        if matches!(self.place, Place::Closed(..)) {
            self.retry()?;
        }
        let dir = match &self.place {
            Place::Open(dir) | Place::Closed(dir, _) => dir.clone(),
            Place::Nowhere(why) => {
                return Err(KeepError::Nowhere(why.clone()));
            }
        };
        if !self.record.is_in_place() {
            self.put_back()?;
        }
        let folder = match library::install(&dir, &mut self.record, receipt, at) {
            Err(InstallError::Record(RecordError::Damaged(why))) => {
                self.set_aside(why)?;
                library::install(&dir, &mut self.record, receipt, at)
            }
            installed => installed,
        };
        let folder = folder?;
        let standing = self.record.standing(&receipt.course.key)?;
        let shelf = shelf.with(receipt.course.clone(), Origin::Installed { folder });
        Ok(Installed { shelf: Arc::new(shelf), standing: Arc::new(standing) })
    }

    fn retry(&mut self) -> Result<(), KeepError> {
        let tried = match self.place {
            Place::Nowhere(_) => Ok(()),
            Place::Closed(..) => self.reopen(),
            Place::Open(_) if self.record.is_in_place() => self.record.try_writing(),
            Place::Open(_) => self.put_back().map(drop),
        };
        self.stuck = tried.map_err(KeepError::from).err();
        self.stuck.clone().map_or(Ok(()), Err)
    }

    fn examiner(&self) -> Option<Examiner> {
        let Place::Open(dir) = &self.place else { return None };
        let dir = dir.clone();
        self.record.is_unexamined().then(|| -> Examiner {
            // A record that can't be read through now shows its damage when it is used.
            Box::new(move || Record::examine(&dir).ok().flatten())
        })
    }

    fn damaged(&mut self, why: String) {
        if let Err(error) = self.set_aside(why) {
            self.stuck = Some(error.into());
        }
    }

    fn news(&mut self) -> Option<Reopened> {
        self.news.take()
    }
}

/// Reads packs that are to be imported from this machine's disk.
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
