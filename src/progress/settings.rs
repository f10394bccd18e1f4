//! How the window is set up: small texts by key.

use crate::progress::{Record, RecordError};

impl Record {
    /// All settings, by key.
    ///
    /// # Errors
    /// When the record can't be read.
    pub fn all_settings(&self) -> Result<Vec<(String, String)>, RecordError> {
        let failed = self.failed("read your settings");
        let mut rows = self
            .connection
            .prepare("SELECT key, value FROM setting ORDER BY key")
            .map_err(&failed)?;
        rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .and_then(Iterator::collect)
            .map_err(failed)
    }

    /// Keeps settings; others stay as they are.
    ///
    /// # Errors
    /// When they are not on disk; then none of them is.
    pub fn set_settings(&mut self, settings: &[(String, String)]) -> Result<(), RecordError> {
        let failed = self.failed("keep your settings");
        let transaction = self.connection.transaction().map_err(&failed)?;
        for setting in settings {
            transaction
                .execute(
                    "INSERT INTO setting (key, value) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    [&setting.0, &setting.1],
                )
                .map_err(&failed)?;
        }
        transaction.commit().map_err(failed)
    }
}
