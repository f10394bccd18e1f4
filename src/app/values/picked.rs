//! What came of asking for a path.

use std::{path::PathBuf, time::Duration};

/// What came of asking for a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// This path was chosen.
    Path(PathBuf),
    /// No path was chosen: a person closed the dialog.
    Cancelled,
    /// The dialog ended sooner than a person could have closed it: it failed.
    ClosedAtOnce,
    /// No dialog could be opened, and why.
    Unavailable(String),
}

impl Picked {
    /// What a dialog's end means, given how long it was open. The desktop's dialogs can't say that
    /// they failed: they end without a path, as when they are cancelled.
    #[must_use]
    pub fn after(open_for: Duration, path: Option<PathBuf>) -> Self {
        // Zenity may report success and name nothing.
        match path.filter(|path| !path.as_os_str().is_empty()) {
            Some(path) => Self::Path(path),
            None if open_for < AT_ONCE => Self::ClosedAtOnce,
            None => Self::Cancelled,
        }
    }
}

/// No person sees a dialog and closes it in less time.
const AT_ONCE: Duration = Duration::from_millis(500);
