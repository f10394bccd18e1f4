//! Files that are written whole or not at all, and why they could not be, in plain words.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

/// Writes a file beside its place and moves it there, so that what was there is replaced by all
/// of it or not at all. The end of a link is replaced, not the link, and the new file may be read
/// and written by whom the old one could. What is no file, as a pipe, is written to as it is.
///
/// # Errors
/// When it could not be written; what was there before is untouched then.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if there.is_file() => {
            let place = fs::canonicalize(path)?;
            // What may not be written to is not replaced either, though its folder would let us.
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

/// Where a link leads that leads nowhere yet; any other path as it is.
fn end_of_links(path: &Path) -> PathBuf {
    /// As many as the system follows.
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
    // What was begun and could not be moved goes with the error.
    file.persist(place).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Owner, group and permissions of the file that is replaced.
fn as_it_was(file: &File, there: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (there.uid(), there.gid()) {
            // Only root may give a file away; whoever may not keeps it.
            let _not_ours_to_give = fchown(file, Some(there.uid()), Some(there.gid()));
        }
    }
    file.set_permissions(there.permissions())
}

/// Makes the names in a folder last, where the platform can.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _unsupported = folder.sync_all();
    }
}

/// Is there no room for it, on the disk or in what a file may be?
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

/// From now on a write beyond a limit for files (`ulimit -f`) fails as on a full disk, and may be
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
