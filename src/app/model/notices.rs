//! What is being told.

use crate::app::values::Tone;

/// Something to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: usize,
    pub tone: Tone,
    /// What kind of news it is: a further one of the kind takes its place.
    pub title: String,
    pub text: String,
    /// How often it has come to stand since it was dismissed last.
    pub times: usize,
    /// On the app's clock in milliseconds; `None` stays until it is dismissed.
    pub until: Option<u64>,
    /// It offers to undo what was done last.
    pub undo: bool,
}

impl Notice {
    /// Its title, and how often it came.
    #[must_use]
    pub fn heading(&self) -> String {
        match self.times {
            0 | 1 => self.title.clone(),
            times => format!("{} ({times} times)", self.title),
        }
    }
}
