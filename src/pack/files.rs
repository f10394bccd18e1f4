//! Reading a pack's files from the disk, within limits and never outside the pack.

use crate::pack::limits;
use sha2::{Digest, Sha256};
use std::{
    borrow::Cow,
    fmt::Write,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// Relative to the pack, `/` between folders.
    pub path: String,
    /// All of it, as UTF-8; what came with Strata lies in the program already.
    pub text: Cow<'static, str>,
}

/// All files of a pack, `pack.ron` first; a one-file pack is that file under its own name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackFiles {
    /// Each path occurs once.
    pub files: Vec<PackFile>,
}

impl PackFiles {
    /// SHA-256 over every file's path, length and text, whatever their order, in hexadecimal
    /// digits: equal digests mean equal packs.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut sorted: Vec<&PackFile> = self.files.iter().collect();
        sorted.sort_by(|one, other| one.path.cmp(&other.path));
        let mut hasher = Sha256::new();
        for file in sorted {
            for part in [file.path.as_str(), &file.text] {
                hasher.update((part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
        hasher.finalize().iter().fold(String::new(), |mut text, byte| {
            // Writing into a string cannot fail.
            let _infallible = write!(text, "{byte:02x}");
            text
        })
    }

    /// The file that describes the pack.
    #[must_use]
    pub fn root(&self) -> Option<&PackFile> {
        self.files.first()
    }
}

/// Why no pack could be read. Each message says what to do, and ends with the path that it is
/// about.
#[expect(missing_docs, reason = "the messages say what they are")]
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing lies at the path.
    #[error("no pack found at this path; look at the spelling, or pick the pack again: {}", .0.display())]
    Missing(PathBuf),
    /// The system does not let it be read.
    #[error("it may not be read; change its permissions, or copy it elsewhere: {}", .0.display())]
    Forbidden(PathBuf),
    /// Neither a folder nor a `.ron` file.
    #[error("a pack is a folder with a pack.ron, or one .ron file; pick one of those: {}", .0.display())]
    NotAPack(PathBuf),
    /// A folder without a `pack.ron`.
    #[error("the folder holds no pack.ron; pick the folder that does: {}", .0.display())]
    NoPackFile(PathBuf),
    /// A lesson's file, whose pack lies above it.
    #[error("this is one lesson of a pack; pick the whole pack instead: {}", pack.display())]
    OneLesson { lesson: PathBuf, pack: PathBuf },
    /// A file of more than [`limits::FILE_BYTES`].
    #[error(
        "the file is larger than {} MiB; make it smaller: {}",
        limits::FILE_BYTES / MEBIBYTE,
        .0.display()
    )]
    FileTooLarge(PathBuf),
    /// Files of more than [`limits::PACK_BYTES`] in all.
    #[error(
        "the pack is larger than {} MiB; split it: {}",
        limits::PACK_BYTES / MEBIBYTE,
        .0.display()
    )]
    PackTooLarge(PathBuf),
    /// More files than [`limits::FILES`].
    #[error("the pack has more than {} files; split it: {}", limits::FILES, .0.display())]
    TooManyFiles(PathBuf),
    /// A link, or a name, that leads out of the pack's folder.
    #[error("it leads out of the pack; put the file itself in its place: {}", .0.display())]
    Outside(PathBuf),
    /// Bytes that are no UTF-8, first in this line.
    #[error("it is not UTF-8 text (line {line}); save it as UTF-8: {}", path.display())]
    NotText { path: PathBuf, line: usize },
    /// A device, a pipe or the like.
    #[error("it is not an ordinary file; put one in its place: {}", .0.display())]
    NotAFile(PathBuf),
    /// Reading has failed, for another reason.
    #[error("reading failed ({source}); try again, or copy it elsewhere: {}", path.display())]
    Failed { path: PathBuf, source: io::Error },
}

const MEBIBYTE: u64 = 1024 * 1024;

impl ReadError {
    fn new(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing(path.to_owned()),
            io::ErrorKind::PermissionDenied => Self::Forbidden(path.to_owned()),
            _ => Self::Failed { path: path.to_owned(), source },
        }
    }
}

/// Reads the pack at a path: a folder, its `pack.ron`, or a one-file pack.
///
/// # Errors
/// When there is no pack there, when it is too large, or when it leads out of its folder.
pub fn read(path: &Path) -> Result<PackFiles, ReadError> {
    let found = fs::metadata(path).map_err(|error| ReadError::new(path, error))?;
    if found.is_dir() {
        return read_folder(path);
    }
    if !is_ron(path) {
        return Err(ReadError::NotAPack(path.to_owned()));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // The parent of a bare file name is the empty path, which no call understands.
    let folder = match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => return Err(ReadError::NotAPack(path.to_owned())),
    };
    if name.eq_ignore_ascii_case(PACK_FILE) {
        return read_folder(folder);
    }
    let pack = entry(&folder.join(".."), PACK_FILE);
    let real = folder.canonicalize().map_err(|error| ReadError::new(folder, error))?;
    let in_lessons = real.file_name().is_some_and(|name| name.eq_ignore_ascii_case(LESSONS));
    if in_lessons && pack.is_file() {
        let pack = real.with_file_name(pack.file_name().unwrap_or(PACK_FILE.as_ref()));
        return Err(ReadError::OneLesson { lesson: path.to_owned(), pack });
    }
    let mut reading = Reading { folder: real, files: Vec::new(), bytes: 0 };
    reading.file(path, name.into_owned())?;
    Ok(PackFiles { files: reading.files })
}

/// Is it a RON file by its name? Some systems write names in capitals.
fn is_ron(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

const PACK_FILE: &str = "pack.ron";
const LESSONS: &str = "lessons";

/// The entry of that name in a folder, in small letters or in capitals as some systems write them.
fn entry(folder: &Path, name: &str) -> PathBuf {
    let exact = folder.join(name);
    if fs::symlink_metadata(&exact).is_ok() {
        return exact;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut alike: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().eq_ignore_ascii_case(name))
        .map(|entry| entry.path())
        .collect();
    alike.sort();
    alike.into_iter().next().unwrap_or(exact)
}

fn read_folder(folder: &Path) -> Result<PackFiles, ReadError> {
    let real = folder.canonicalize().map_err(|error| ReadError::new(folder, error))?;
    let root = entry(folder, PACK_FILE);
    if let Err(error) = fs::symlink_metadata(&root) {
        return Err(match error.kind() {
            io::ErrorKind::NotFound => ReadError::NoPackFile(folder.to_owned()),
            _ => ReadError::new(&root, error),
        });
    }
    let mut reading = Reading { folder: real, files: Vec::new(), bytes: 0 };
    reading.inside(&root)?;
    reading.file(&root, PACK_FILE.to_owned())?;
    let lessons = entry(folder, LESSONS);
    if !lessons.is_dir() {
        return Ok(PackFiles { files: reading.files });
    }
    reading.inside(&lessons)?;
    let mut found: Vec<(String, PathBuf)> = Vec::new();
    for entry in fs::read_dir(&lessons).map_err(|error| ReadError::new(&lessons, error))? {
        let path = entry.map_err(|error| ReadError::new(&lessons, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Editors and file managers leave hidden files beside the real ones: those are passed over.
        if name.starts_with('.') || !is_ron(&path) {
            continue;
        }
        if found.len() + 1 >= limits::FILES {
            return Err(ReadError::TooManyFiles(folder.to_owned()));
        }
        found.push((format!("{LESSONS}/{name}"), path));
    }
    found.sort();
    for (name, path) in found {
        reading.inside(&path)?;
        reading.file(&path, name)?;
    }
    Ok(PackFiles { files: reading.files })
}

/// What has been read of one pack so far.
struct Reading {
    /// The pack's folder, symbolic links resolved.
    folder: PathBuf,
    files: Vec<PackFile>,
    bytes: u64,
}

impl Reading {
    /// Refuses a path that leads out of the pack: a symbolic link may point to another of its
    /// files, and nowhere else.
    fn inside(&self, path: &Path) -> Result<(), ReadError> {
        let real = path.canonicalize().map_err(|error| ReadError::new(path, error))?;
        if real.starts_with(&self.folder) {
            Ok(())
        } else {
            Err(ReadError::Outside(path.to_owned()))
        }
    }

    fn file(&mut self, path: &Path, name: String) -> Result<(), ReadError> {
        let failed = |error| ReadError::new(path, error);
        // Looked at before opening, since opening a pipe would wait for ever.
        if !fs::metadata(path).map_err(failed)?.is_file() {
            return Err(ReadError::NotAFile(path.to_owned()));
        }
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(failed)?;
        // The file may have grown since its size was looked at, so the limit holds for what is
        // read.
        let read =
            file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes).map_err(failed)? as u64;
        if read > limits::FILE_BYTES {
            return Err(ReadError::FileTooLarge(path.to_owned()));
        }
        self.bytes += read;
        if self.bytes > limits::PACK_BYTES {
            return Err(ReadError::PackTooLarge(self.folder.clone()));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or(&[]);
            let line = valid.split(|byte| *byte == b'\n').count();
            ReadError::NotText { path: path.to_owned(), line }
        })?;
        // Some editors begin a file with a byte order mark, which RON does not know.
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        self.files.push(PackFile { path: name, text: text.into() });
        Ok(())
    }
}
