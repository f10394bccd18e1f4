//! Which version of each installed pack is current: the one fact that makes an install whole.

use crate::{
    id::PackKey,
    progress::{Record, RecordError, Stamp},
};
use rusqlite::params;
use std::{
    fmt,
    path::{Component, Path},
};

/// The version of a pack that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentPack {
    /// Whose pack it is, and which.
    pub key: PackKey,
    /// The version as the pack's file says it.
    pub version: String,
    /// `None` when the record names what can't be a pack's folder: someone has edited it.
    pub folder: Option<PackFolder>,
}

/// The name of a pack's folder below the data directory's `packs/`, and never a way out of there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackFolder(String);

impl PackFolder {
    /// `None` unless it is one plain name, not hidden.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let mut parts = Path::new(name).components();
        let plain = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name);
        (plain && !name.starts_with('.') && !name.contains(['/', '\\', ':', '\0']))
            .then(|| Self(name.to_owned()))
    }

    /// The name, without a path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<Path> for PackFolder {
    fn as_ref(&self) -> &Path {
        self.0.as_ref()
    }
}

impl fmt::Display for PackFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Record {
    /// Every installed pack, in the order in which they first came.
    ///
    /// # Errors
    /// When the record can't be read.
    pub fn current_packs(&self) -> Result<Vec<CurrentPack>, RecordError> {
        let failed = self.failed("list your packs");
        let mut rows = self
            .connection
            .prepare("SELECT pack, version, folder FROM current_pack ORDER BY at_unix_ms, pack")
            .map_err(&failed)?;
        let packs = rows
            .query_map([], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(failed)?;
        let known = packs.into_iter().filter_map(|(key, version, folder)| {
            let folder = PackFolder::new(&folder);
            Some(CurrentPack { key: key.parse().ok()?, version, folder })
        });
        Ok(known.collect())
    }

    /// Makes a version of a pack the current one. An update keeps the pack's place in the list.
    ///
    /// # Errors
    /// When it is not on disk; then the version before it is still current.
    pub fn set_current_pack(
        &mut self,
        key: &PackKey,
        version: &str,
        folder: &PackFolder,
        at: Stamp,
    ) -> Result<(), RecordError> {
        let failed = self.failed("note the pack");
        self.connection
            .execute(
                "INSERT INTO current_pack (pack, version, folder, at_unix_ms, offset_minutes)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (pack) DO UPDATE SET version = excluded.version, folder = excluded.folder",
                params![key.to_string(), version, folder.as_str(), at.unix_ms, at.offset_minutes],
            )
            .map(drop)
            .map_err(failed)
    }
}
