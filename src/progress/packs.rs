//! Which version of each installed pack is current: the one fact that makes an install whole.

use crate::{
    id::PackKey,
    progress::{Record, RecordError, Stamp},
};
use rusqlite::params;

/// The version of a pack that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentPack {
    pub key: PackKey,
    pub version: String,
    /// Its folder's name below the data directory's `packs/`.
    pub folder: String,
}

impl Record {
    /// Every installed pack, in the order in which they first came.
    ///
    /// # Errors
    /// When the record can't be read.
    pub fn current_packs(&self) -> Result<Vec<CurrentPack>, RecordError> {
        let failed = RecordError::doing("list your packs");
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
            Some(CurrentPack { key: key.parse().ok()?, version, folder })
        });
        Ok(known.collect())
    }

    /// Makes a version of a pack the current one. An update keeps the pack's place in the list.
    ///
    /// # Errors
    /// When it is not on disk; then the version before it is still current.
    pub fn set_current_pack(&mut self, pack: &CurrentPack, at: Stamp) -> Result<(), RecordError> {
        let failed = RecordError::doing("note the pack");
        self.connection
            .execute(
                "INSERT INTO current_pack (pack, version, folder, at_unix_ms, offset_minutes)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (pack) DO UPDATE SET version = excluded.version, folder = excluded.folder",
                params![pack.key.to_string(), pack.version, pack.folder, at.unix_ms, at.offset_minutes],
            )
            .map_err(failed)?;
        Ok(())
    }
}
