//! Every pack that can be studied, in the order of the list.

use crate::{
    id::PackKey,
    library::{
        embedded,
        folders::{self, PACKS},
    },
    pack::{self, Course, PackFiles},
    progress::{PackFolder, Record},
};
use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, LazyLock},
    thread,
};

/// Where a pack's files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the binary.
    Embedded,
    /// In this folder below the data directory's `packs/`.
    #[expect(missing_docs, reason = "the variant's words say what it is")]
    Installed { folder: PackFolder },
}

/// One pack.
#[derive(Debug, Clone)]
pub struct ShelfPack {
    /// What is in it.
    pub course: Arc<Course>,
    /// Where its files are.
    pub origin: Origin,
}

/// A pack that was installed and can't be read any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its key and version.
    pub what: String,
    /// What is wrong, and what to do.
    pub why: String,
}

/// The course in the binary, which is read once: it stays the same as long as the process runs.
static OWN: LazyLock<Result<Arc<Course>, String>> =
    LazyLock::new(|| read(&embedded::files()).map(Arc::new));

/// All packs.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// The course of Strata first; at most one pack of each key.
    pub packs: Vec<ShelfPack>,
    /// Packs that the record names and that can't be shown.
    pub unreadable: Vec<Unreadable>,
    /// The places of the packs.
    places: HashMap<PackKey, usize>,
}

impl Shelf {
    /// The shelf with only what came with Strata.
    #[must_use]
    pub fn embedded() -> Self {
        let mut shelf = Self::default();
        match &*OWN {
            Ok(course) => shelf.put(course.clone(), Origin::Embedded),
            // A test holds that it has no errors; should it have some, imported packs still work.
            Err(why) => {
                let what = "The course of Strata".to_owned();
                shelf.unreadable.push(Unreadable { what, why: why.clone() });
            }
        }
        shelf
    }

    /// Reads what came with Strata while something else is done: opening a window takes longer, so
    /// a course of any length makes no start later.
    pub fn read_ahead() {
        let reader = thread::Builder::new().name("course".to_owned());
        // Without a thread it is read when it is needed.
        let _unread = reader.spawn(|| LazyLock::force(&OWN));
    }

    /// The shelf with what came with Strata and what the record says is installed.
    #[must_use]
    pub fn load(data_dir: &Path, record: &Record) -> Self {
        let mut shelf = Self::embedded();
        let current = match record.current_packs() {
            Ok(current) => current,
            Err(error) => {
                let what = "The list of your packs".to_owned();
                shelf.unreadable.push(Unreadable { what, why: error.to_string() });
                return shelf;
            }
        };
        for pack in current {
            let what = format!("{} {}", pack.key, pack.version);
            let Some(name) = pack.folder else {
                let why = "What the record names as its folder is no folder’s name. Import it \
                           again; your progress in it is kept."
                    .to_owned();
                shelf.unreadable.push(Unreadable { what, why });
                continue;
            };
            let course = pack::read(&data_dir.join(PACKS).join(&name))
                .map_err(|error| error.to_string())
                .and_then(|files| read(&files));
            match course {
                // Strata itself may have been updated since, and bring a newer version of this
                // pack.
                Ok(course)
                    if shelf
                        .find(&course.key)
                        .is_some_and(|own| own.course.version > course.version) => {}
                Ok(course) => {
                    shelf.put(Arc::new(course), Origin::Installed { folder: name });
                }
                Err(why) => {
                    let why = why.trim_end_matches('.');
                    let why = format!("{why}. Import it again; your progress in it is kept.");
                    shelf.unreadable.push(Unreadable { what, why });
                }
            }
        }
        shelf
    }

    /// The shelf with what came with Strata and the packs whose folders are there, for when the
    /// record can't say which of their versions are in use.
    #[must_use]
    pub fn on_disk(data_dir: &Path) -> Self {
        let mut shelf = Self::embedded();
        let packs = data_dir.join(PACKS);
        // Packs that can't be listed now are there again with the record.
        for (_, (_, folder)) in folders::find(&packs).unwrap_or_default() {
            let course = pack::read(&packs.join(&folder)).ok().and_then(|files| read(&files).ok());
            if let Some(course) = course {
                shelf.put(Arc::new(course), Origin::Installed { folder });
            }
        }
        shelf
    }

    /// The place of a pack in the list, from 0.
    #[must_use]
    pub fn place(&self, key: &PackKey) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// The pack of this key, whatever its version.
    #[must_use]
    pub fn find(&self, key: &PackKey) -> Option<&ShelfPack> {
        self.packs.get(self.place(key)?)
    }

    /// Packs that can't be read any more as one piece of news: a title and a text.
    #[must_use]
    pub fn lost(&self) -> Option<(String, String)> {
        match self.unreadable.as_slice() {
            [] => None,
            [one] => Some((format!("{} can’t be read any more", one.what), one.why.clone())),
            several => {
                let names: Vec<&str> = several.iter().map(|pack| pack.what.as_str()).collect();
                let text = "Import them again; your progress in them is kept";
                let title = format!("{} packs can’t be read any more", several.len());
                Some((title, format!("{text}: {}", names.join(", "))))
            }
        }
    }

    /// The shelf with one pack added, or put in the place of its former version.
    #[must_use]
    pub fn with(&self, course: Arc<Course>, origin: Origin) -> Self {
        let mut shelf = self.clone();
        shelf.put(course, origin);
        shelf
    }

    fn put(&mut self, course: Arc<Course>, origin: Origin) {
        let pack = ShelfPack { course, origin };
        let place = self.place(&pack.course.key);
        if let Some(old) = place.and_then(|place| self.packs.get_mut(place)) {
            *old = pack;
        } else {
            self.places.insert(pack.course.key.clone(), self.packs.len());
            self.packs.push(pack);
        }
    }
}

/// Checks a pack again that was checked at its import: someone may have edited it since.
fn read(files: &PackFiles) -> Result<Course, String> {
    let checked = pack::check(files);
    checked.course.ok_or_else(|| {
        let first = checked.problems.iter().find(|problem| problem.is_error());
        first.map_or_else(String::new, ToString::to_string)
    })
}
