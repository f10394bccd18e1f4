//! Stable ids: the names that progress, links and answers hang on.

use std::{borrow::Borrow, fmt, sync::Arc};

/// A stable id: `[a-z0-9][a-z0-9-]{0,63}`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Longest id, in characters.
pub const MAX_ID: usize = 64;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to {MAX_ID} of a-z, 0-9 and -, and does not begin with -")]
pub struct IdError;

impl Id {
    /// # Errors
    /// When the text breaks the rule for ids.
    pub fn new(text: &str) -> Result<Self, IdError> {
        if Self::is_one(text) { Ok(Self(text.into())) } else { Err(IdError) }
    }

    /// Is a text a valid id?
    #[must_use]
    pub fn is_one(text: &str) -> bool {
        let allowed = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        (1..=MAX_ID).contains(&text.len()) && text.bytes().all(allowed) && !text.starts_with('-')
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// `publisher/pack`: what a learner's progress is kept under, whatever the pack's version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackKey {
    /// Who made the pack.
    pub publisher: Id,
    /// Which of that publisher's packs it is.
    pub pack: Id,
}

impl fmt::Display for PackKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.publisher, self.pack)
    }
}

impl std::str::FromStr for PackKey {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (publisher, pack) = text.split_once('/').ok_or(IdError)?;
        Ok(Self { publisher: Id::new(publisher)?, pack: Id::new(pack)? })
    }
}
