//! A panic leaves a report beside the record, and the next start tells where it lies.

use crate::disk;
use std::{
    backtrace::Backtrace,
    fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

const FOLDER: &str = "reports";
const FRESH: &str = "panic-";
const SEEN: &str = "seen-panic-";

/// Lets every panic leave a report in the data directory, besides what it prints.
pub fn install_hook(data_dir: &Path) {
    let folder = data_dir.join(FOLDER);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        before(panic);
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
        let report = format!(
            "Strata {}\n{} {}\n{panic}\n\n{}\n",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            Backtrace::force_capture()
        );
        let path = folder.join(format!("{FRESH}{seconds}.txt"));
        match fs::create_dir_all(&folder).and_then(|()| disk::write_whole(&path, report.as_bytes()))
        {
            Ok(()) => eprintln!("strata: a report lies at {}", path.display()),
            Err(error) => {
                eprintln!("strata: no report could be written: {error}: {}", path.display());
            }
        }
    }));
}

/// A report that the learner was not told of yet. From now on it counts as told.
#[must_use]
pub fn unseen_report(data_dir: &Path) -> Option<PathBuf> {
    let folder = data_dir.join(FOLDER);
    let mut newest: Option<PathBuf> = None;
    for entry in fs::read_dir(&folder).ok()?.flatten() {
        let name = entry.file_name();
        let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(FRESH)) else { continue };
        let seen = folder.join(format!("{SEEN}{rest}"));
        // If it can't be renamed, it is told again next time: better twice than never.
        let shown = if fs::rename(entry.path(), &seen).is_ok() { seen } else { entry.path() };
        newest = newest.max(Some(shown));
    }
    newest
}
