//! A picture on its way to a file.

use crate::app::values::Job;
use std::sync::Arc;

/// A picture that waits for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    pub job: Job,
    pub bytes: Arc<[u8]>,
}
