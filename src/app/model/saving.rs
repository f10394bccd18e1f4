//! A picture on its way to a file.

use crate::app::values::Job;
use std::sync::Arc;

/// A picture that waits until a place for it is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// The job that the answer with the place will carry.
    pub job: Job,
    /// The file as it will be written.
    pub bytes: Arc<[u8]>,
}
