//! Putting a checked pack on disk: beside the old one, made whole, and only then made current.

use crate::{
    disk::sync_folder,
    library::{
        Receipt,
        folders::{self, PACKS},
    },
    pack::{self, PackFile, PackFiles},
    progress::{PackFolder, Record, RecordError, Stamp, Turn},
};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

/// What the name of a folder begins with while it is being written, and that of a former one until
/// it is replaced.
const INCOMING: &str = ".incoming-";
const FORMER: &str = ".former-";
/// What names of folders begin with that nobody needs once the install has ended; `.changed-` is
/// what earlier versions left.
const LEFT: [&str; 3] = [INCOMING, FORMER, ".changed-"];

/// How long an install waits for others.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many hexadecimal digits of a pack's digest stand in its folder's name.
const DIGEST: usize = 16;

/// Why nothing was installed.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// A step on the disk has failed; the former version is where it was.
    #[expect(missing_docs, reason = "the message says what they are")]
    #[error("could not {doing} ({source}); is the disk full, or may the folder not be written to? {}", path.display())]
    Disk { doing: &'static str, path: PathBuf, source: io::Error },
    /// The record did not take the row that makes the pack current.
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
) -> Result<PackFolder, InstallError> {
    // Installs at the same time come one after the other.
    let turn = Turn::take(data_dir, PATIENCE)?;
    let packs = data_dir.join(PACKS);
    if !packs.exists() {
        fs::create_dir_all(&packs).map_err(disk("make the folder for packs", &packs))?;
        sync_folder(data_dir);
    }
    sweep(&packs, &turn);
    let before = record.current_packs()?.into_iter().find(|pack| pack.key == receipt.course.key);
    let before = before.and_then(|before| before.folder);
    let files = as_folder(&receipt.files);
    let digest = files.digest();
    let key = &receipt.course.key;
    let name =
        format!("{}.{}-{}", key.publisher, key.pack, digest.get(..DIGEST).unwrap_or(&digest));
    let name = PackFolder::new(&name).ok_or_else(|| {
        let source = io::Error::other("that is no name for a folder");
        InstallError::Disk { doing: "name the pack’s folder", path: packs.join(&name), source }
    })?;
    let folder = packs.join(&name);
    // A folder of that name holds these very files, unless someone has changed them since.
    let there = pack::read(&folder).is_ok_and(|there| there.digest() == digest);
    if !there {
        put(&packs, &name, &files)?;
    }
    let version = receipt.course.version.to_string();
    if let Err(error) = record.set_current_pack(key, &version, &name, at) {
        if !there && before.as_ref() != Some(&name) {
            // Nothing names it: left behind, it only takes room.
            let _leftover = fs::remove_dir_all(&folder);
        }
        return Err(error.into());
    }
    if let Some(before) = before.filter(|before| *before != name) {
        let named = record.current_packs()?;
        if named.iter().all(|pack| pack.folder.as_ref() != Some(&before)) {
            // The new version is in use; a former one that can't be removed only takes room.
            let _leftover = fs::remove_dir_all(packs.join(before));
        }
    }
    Ok(name)
}

/// Removes what installs have left that were killed. While another install has the turn, it does
/// nothing: that one removes them too.
pub fn tidy(data_dir: &Path) {
    let packs = data_dir.join(PACKS);
    if packs.exists()
        && let Ok(turn) = Turn::take(data_dir, Duration::ZERO)
    {
        sweep(&packs, &turn);
    }
}

/// Removes or puts back what killed installs have left. With the turn nobody else installs, so what
/// is half made is nobody's.
fn sweep(packs: &Path, _turn: &Turn) {
    let Ok(entries) = fs::read_dir(packs) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let place = name.strip_prefix(FORMER).and_then(PackFolder::new);
        let lost = place.map(|place| packs.join(place)).filter(|place| !place.exists());
        // What can't be moved or removed takes room until the next time.
        let _later = match lost {
            // The former version was moved aside, and the new one never came.
            Some(place) => fs::rename(entry.path(), place),
            None if LEFT.iter().any(|left| name.starts_with(left)) => {
                fs::remove_dir_all(entry.path())
            }
            None => Ok(()),
        };
    }
}

/// A one-file pack becomes a folder as well, so that there is one way to read it back.
fn as_folder(files: &PackFiles) -> PackFiles {
    let mut files = files.clone();
    if let Some(root) = files.files.first_mut() {
        "pack.ron".clone_into(&mut root.path);
    }
    files
}

/// Writes a pack beside its place, makes sure that it is on disk, and moves it there. A former one
/// with this name goes only then.
fn put(packs: &Path, name: &PackFolder, files: &PackFiles) -> Result<(), InstallError> {
    let staging = tempfile::Builder::new()
        .prefix(INCOMING)
        .tempdir_in(packs)
        .map_err(disk("make a folder", packs))?;
    let mut folders = BTreeSet::from([staging.path().to_owned()]);
    for PackFile { path, text } in &files.files {
        let path = staging.path().join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(disk("make a folder", parent))?;
            let made = parent.ancestors().take_while(|folder| *folder != staging.path());
            folders.extend(made.map(Path::to_owned));
        }
        let mut file = File::create_new(&path).map_err(disk("write", &path))?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(disk("write", &path))?;
    }
    folders.iter().rev().for_each(|folder| sync_folder(folder));
    let folder = packs.join(name);
    let former = packs.join(format!("{FORMER}{name}"));
    let replaces = folder.exists();
    if replaces {
        fs::rename(&folder, &former).map_err(disk("move what is there", &folder))?;
    }
    let staged = staging.keep();
    if let Err(error) = fs::rename(&staged, &folder) {
        if replaces {
            // If it can't be moved back, the next start tries again.
            let _later = fs::rename(&former, &folder);
        }
        let _leftover = fs::remove_dir_all(&staged);
        return Err(disk("move the pack to its place", &folder)(error));
    }
    sync_folder(packs);
    if replaces {
        let _leftover = fs::remove_dir_all(&former);
    }
    Ok(())
}

/// Finds the packs on disk again when the record names none, as after a damaged record was set
/// aside: of each pack, the newest version that can be read. Gives how many packs came back.
///
/// # Errors
/// When the folder or the record can't be used.
pub fn recover_if_lost(
    data_dir: &Path,
    record: &mut Record,
    at: Stamp,
) -> Result<usize, InstallError> {
    let packs = data_dir.join(PACKS);
    if !record.current_packs()?.is_empty() || !packs.exists() {
        return Ok(0);
    }
    let turn = Turn::take(data_dir, PATIENCE)?;
    // Another start may have found them meanwhile.
    if !record.current_packs()?.is_empty() {
        return Ok(0);
    }
    sweep(&packs, &turn);
    let found = folders::find(&packs).map_err(disk("list the packs", &packs))?;
    for (key, (version, folder)) in &found {
        record.set_current_pack(key, &version.to_string(), folder, at)?;
    }
    Ok(found.len())
}
