//! Putting a checked pack on disk: beside the old one, made whole, and only then made current.

use crate::{
    library::Receipt,
    pack::{self, PackFile, PackFiles},
    progress::{CurrentPack, Record, RecordError, Stamp},
};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Below the data directory: a folder for each installed version of a pack.
pub(super) const PACKS: &str = "packs";

/// So much of a pack's digest stands in its folder's name, in hexadecimal digits.
const DIGEST: usize = 16;

/// Why nothing was installed.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    #[error("could not {doing} ({source}); is the disk full, or may the folder not be written to? {}", path.display())]
    Disk { doing: &'static str, path: PathBuf, source: io::Error },
    #[error("{0}")]
    Record(#[from] RecordError),
}

fn disk<'a>(doing: &'static str, path: &'a Path) -> impl Fn(io::Error) -> InstallError + 'a {
    move |source| InstallError::Disk { doing, path: path.to_owned(), source }
}

/// Installs a pack and gives the name of its folder. Until the record names that folder as the
/// current one, the version before it stays in use.
///
/// # Errors
/// When it is not installed; what was there before is untouched then.
pub fn install(
    data_dir: &Path,
    record: &mut Record,
    receipt: &Receipt,
    at: Stamp,
) -> Result<String, InstallError> {
    let packs = data_dir.join(PACKS);
    fs::create_dir_all(&packs).map_err(disk("make the folder for packs", &packs))?;
    let before = record.current_packs()?.into_iter().find(|pack| pack.key == receipt.course.key);
    let files = as_folder(&receipt.files);
    let digest = files.digest();
    let key = &receipt.course.key;
    let name =
        format!("{}.{}-{}", key.publisher, key.pack, digest.get(..DIGEST).unwrap_or(&digest));
    let folder = packs.join(&name);
    // A folder of that name holds these very files, unless someone has changed them since.
    let there = pack::read(&folder).is_ok_and(|there| there.digest() == digest);
    if !there {
        put(&packs, &folder, &files)?;
    }
    let current = CurrentPack {
        key: key.clone(),
        version: receipt.course.version.to_string(),
        folder: name.clone(),
    };
    if let Err(error) = record.set_current_pack(&current, at) {
        if before.as_ref().is_none_or(|before| before.folder != name) {
            // Nothing names it: if it can't be removed, it is only in the way of nobody.
            let _leftover = fs::remove_dir_all(&folder);
        }
        return Err(error.into());
    }
    if let Some(before) = before.filter(|before| before.folder != name) {
        // The new version is in use; a former one that can't be removed only takes room.
        let _leftover = fs::remove_dir_all(packs.join(before.folder));
    }
    Ok(name)
}

/// A one-file pack becomes a folder as well, so that there is one way to read it back.
fn as_folder(files: &PackFiles) -> PackFiles {
    let mut files = files.clone();
    if let Some(root) = files.files.first_mut() {
        "pack.ron".clone_into(&mut root.path);
    }
    files
}

/// Writes a pack beside its place, makes sure that it is on disk, and moves it there in one step.
fn put(packs: &Path, folder: &Path, files: &PackFiles) -> Result<(), InstallError> {
    let staging = tempfile::Builder::new()
        .prefix(".incoming-")
        .tempdir_in(packs)
        .map_err(disk("make a folder", packs))?;
    for PackFile { path, text } in &files.files {
        let path = staging.path().join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(disk("make a folder", parent))?;
        }
        let mut file = File::create_new(&path).map_err(disk("write", &path))?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(disk("write", &path))?;
    }
    if folder.exists() {
        let aside = tempfile::Builder::new()
            .prefix(".changed-")
            .tempdir_in(packs)
            .map_err(disk("make a folder", packs))?;
        fs::rename(folder, aside.path().join("pack"))
            .map_err(disk("move what is there", folder))?;
    }
    let staged = staging.keep();
    if let Err(error) = fs::rename(&staged, folder) {
        let _leftover = fs::remove_dir_all(&staged);
        return Err(disk("move the pack to its place", folder)(error));
    }
    sync_folder(packs);
    Ok(())
}

/// Makes the move itself last. Not every platform can, and the record's own sync follows.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _unsupported = folder.sync_all();
    }
}

/// Finds the packs on disk again when the record knows of none, as after a damaged one was set
/// aside. Of each pack, the newest version that can be read. Gives how many packs came back.
///
/// # Errors
/// When the folder or the record can't be used.
pub fn recover_if_lost(
    data_dir: &Path,
    record: &mut Record,
    at: Stamp,
) -> Result<usize, InstallError> {
    if !record.current_packs()?.is_empty() {
        return Ok(0);
    }
    let packs = data_dir.join(PACKS);
    let entries = match fs::read_dir(&packs) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(disk("list the packs", &packs)(error)),
    };
    let mut found: Vec<(semver::Version, CurrentPack)> = Vec::new();
    for entry in entries {
        let entry = entry.map_err(disk("list the packs", &packs))?;
        let folder = entry.file_name().to_string_lossy().into_owned();
        if folder.starts_with('.') {
            continue;
        }
        // What can't be read is no loss to the list: the record that named it is gone.
        let Some(course) =
            pack::read(&entry.path()).ok().and_then(|files| pack::check(&files).course)
        else {
            continue;
        };
        let version = course.version.to_string();
        found.push((course.version, CurrentPack { key: course.key, version, folder }));
    }
    // The newest last: it stays.
    found.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.folder.cmp(&b.folder)));
    let mut keys = std::collections::BTreeSet::new();
    for (_, pack) in &found {
        record.set_current_pack(pack, at)?;
        keys.insert(&pack.key);
    }
    Ok(keys.len())
}
