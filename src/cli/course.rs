//! The course that a command is about.

use crate::{
    cli::{FAILED, UNREADABLE},
    id::PackKey,
    library::Shelf,
    pack::{self, Course},
    progress::{Record, Stamp, record::FILE},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The pack at a path, else the one of that name in the library.
pub(super) fn course(
    pack: &str,
    data_dir: Result<PathBuf, String>,
) -> Result<Arc<Course>, (u8, String)> {
    let path = Path::new(pack);
    let key = pack.parse::<PackKey>().ok().filter(|_| !path.exists());
    let Some(key) = key else {
        let files = pack::read(path).map_err(|error| (UNREADABLE, error.to_string()))?;
        let checked = pack::check(&files);
        return checked.course.map(Arc::new).ok_or_else(|| {
            (FAILED, format!("the pack has errors; `strata check {pack}` lists them"))
        });
    };
    let embedded = Shelf::embedded();
    let shelf = match data_dir {
        // Nothing is made or changed only to look something up.
        Ok(dir) if dir.join(FILE).exists() => match Record::open(&dir, Stamp::now()) {
            Ok(opened) => Shelf::load(&dir, &opened.record),
            Err(_) => embedded,
        },
        _ => embedded,
    };
    let found = shelf.find(&key).map(|pack| pack.course.clone());
    found.ok_or_else(|| {
        let known: Vec<String> = shelf.packs.iter().map(|p| p.course.key.to_string()).collect();
        (UNREADABLE, format!("there is no file and no pack `{key}`; there is {}", known.join(", ")))
    })
}
