//! Writing pictures into files.

use crate::{app::values::WriteError, disk};
use std::{path::Path, sync::Arc};

/// Writes a picture, whole or not at all.
///
/// # Errors
/// Why it could not be written, and where.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    disk::write_whole(path, bytes)
        .map_err(|source| WriteError::Disk { path: path.to_owned(), source: Arc::new(source) })
}
