//! The packs on disk, each version in a folder of its own.

use crate::{id::PackKey, pack, progress::PackFolder};
use std::{
    collections::{BTreeMap, btree_map::Entry},
    fs, io,
    path::Path,
};

/// Below the data directory: a folder for each installed version of a pack.
pub(super) const PACKS: &str = "packs";

/// Of each pack on disk, the newest version that can be read, with its folder.
///
/// # Errors
/// When the folder can't be listed.
pub(super) fn find(packs: &Path) -> io::Result<BTreeMap<PackKey, (semver::Version, PackFolder)>> {
    let mut found: BTreeMap<PackKey, (semver::Version, PackFolder)> = BTreeMap::new();
    let entries = match fs::read_dir(packs) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let Some(folder) = name.to_str().and_then(PackFolder::new) else { continue };
        // A pack that can't be read is left out: no record names it.
        let files = pack::read(&entry.path()).ok();
        let Some(course) = files.and_then(|files| pack::check(&files).course) else { continue };
        let this = (course.version, folder);
        match found.entry(course.key) {
            Entry::Vacant(vacant) => {
                vacant.insert(this);
            }
            Entry::Occupied(mut other) if *other.get() < this => {
                other.insert(this);
            }
            Entry::Occupied(_) => {}
        }
    }
    Ok(found)
}
