//! Files that are written whole or not at all, and why they could not be, in plain words.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

/// Writes a file beside its place and moves it there, so that what was there is replaced wholly or
/// not at all. Of a link, the file that it leads to is replaced, and the new file keeps the
/// permissions of the old one. What is no file, such as a pipe, is written to as it is.
///
/// # Errors
/// When it could not be written; what was there before is untouched then.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if there.is_file() => {
            let place = fs::canonicalize(path)?;
            // A file that we may not write to is not replaced, even where its folder would let us.
            OpenOptions::new().append(true).open(&place)?;
            put(&place, Some(&there), bytes)
        }
        Ok(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(_) => {
            let mut device = OpenOptions::new().write(true).open(path)?;
            device.write_all(bytes)?;
            device.flush()
        }
        Err(error) if error.kind() == ErrorKind::NotFound => put(&end_of_links(path), None, bytes),
        Err(error) => Err(error),
    }
}

/// Where a link leads whose end does not exist yet; any other path as it is.
fn end_of_links(path: &Path) -> PathBuf {
    /// As many links in a row as the system follows.
    const LINKS: usize = 40;
    let mut at = path.to_owned();
    for _ in 0..LINKS {
        let Ok(to) = fs::read_link(&at) else { break };
        at = at.parent().unwrap_or(Path::new("")).join(to);
    }
    at
}

fn put(place: &Path, there: Option<&Metadata>, bytes: &[u8]) -> io::Result<()> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut made = tempfile::Builder::new();
    made.prefix(".strata-");
    // Readable like any file that a program saves, not only by its owner.
    #[cfg(unix)]
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    made.permissions(open);
    let mut file = made.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(there) = there {
        as_it_was(file.as_file(), there)?;
    }
    file.as_file().sync_all()?;
    // With the error, the temporary file is dropped, and so removed.
    file.persist(place).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Gives the file the owner, group and permissions of the file that it replaces.
fn as_it_was(file: &File, there: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (there.uid(), there.gid()) {
            // Only root may give a file away; others keep it as theirs.
            let _not_ours_to_give = fchown(file, Some(there.uid()), Some(there.gid()));
        }
    }
    file.set_permissions(there.permissions())
}

/// Makes sure that the names in a folder are on disk, where the platform can.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _unsupported = folder.sync_all();
    }
}

/// Does the error say that there is no room, on the disk or under a limit for files?
#[must_use]
pub fn is_no_room(error: &io::Error) -> bool {
    use ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | FileTooLarge | QuotaExceeded)
}

/// Why a file could not be written: the causes that a person can do something about in plain
/// words, others as the system says them.
#[must_use]
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        _ if is_no_room(error) => "the disk is full, or a file may get no larger".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        ErrorKind::NotFound => "there is no such folder".to_owned(),
        ErrorKind::IsADirectory => "that is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// Lets a write beyond a limit for files (`ulimit -f`) fail as on a full disk, so that it can be
/// told; without this the system ends the program.
pub fn tell_of_size_limits() {
    #[cfg(unix)]
    {
        let noticed = std::sync::Arc::default();
        let taken = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noticed);
        if let Err(error) = taken {
            eprintln!("strata: a file that may get no larger will end the program: {error}");
        }
    }
}
