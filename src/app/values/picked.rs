//! What came of asking for a path.

use std::{path::PathBuf, time::Duration};

/// What came of asking for a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// This one.
    Path(PathBuf),
    /// None: a person has closed the dialog.
    Cancelled,
    /// It ended sooner than a person could have closed it: it failed, and nobody cancelled.
    ClosedAtOnce,
    /// No dialog could be opened, and why.
    Unavailable(String),
}

impl Picked {
    /// What a dialog ended with that was open for so long. The desktop's dialogs have no word for
    /// having failed: they end without a path, as when they are cancelled.
    #[must_use]
    pub fn after(open_for: Duration, path: Option<PathBuf>) -> Self {
        // Zenity may say that all is well and name nothing.
        match path.filter(|path| !path.as_os_str().is_empty()) {
            Some(path) => Self::Path(path),
            None if open_for < AT_ONCE => Self::ClosedAtOnce,
            None => Self::Cancelled,
        }
    }
}

/// Nobody sees a dialog and cancels it in less time.
const AT_ONCE: Duration = Duration::from_millis(500);
