//! The course that a command is about.

use crate::{
    cli::{FAILED, UNREADABLE},
    id::PackKey,
    library::Shelf,
    pack::{self, Course},
    progress::Record,
};
use std::{path::Path, sync::Arc};

/// The pack at a path, else the one of that name in the library.
pub(super) fn course(pack: &str, data_dir: Option<&Path>) -> Result<Arc<Course>, (u8, String)> {
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
    // A copy: nothing on disk is made or changed only to look something up.
    let copy = data_dir.map(|dir| (dir, Record::copy_of(dir)));
    let (shelf, unread) = match copy {
        Some((dir, Ok(Some(record)))) => (Shelf::load(dir, &record), None),
        Some((_, Err(error))) => (embedded, Some(error.to_string())),
        Some((_, Ok(None))) | None => (embedded, None),
    };
    let found = shelf.find(&key).map(|pack| pack.course.clone());
    found.ok_or_else(|| {
        let known: Vec<String> = shelf.packs.iter().map(|p| p.course.key.to_string()).collect();
        let known = known.join(", ");
        let why = match unread {
            Some(why) => format!("the packs that you imported are not known: {why}"),
            None => format!("there is {known}"),
        };
        (UNREADABLE, format!("there is no file and no pack `{key}`; {why}"))
    })
}
