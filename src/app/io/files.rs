//! Pictures as files.

use crate::disk;
use std::path::Path;

/// Writes a picture, whole or not at all.
///
/// # Errors
/// In a sentence, what could not be done and where.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), String> {
    disk::write_whole(path, bytes)
        .map_err(|error| format!("{} cannot be written: {}", path.display(), disk::plain(&error)))
}
